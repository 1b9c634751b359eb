/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster_write — a line more in people.csv
 */
#include "config/roster_write.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "config/calendar_days.h"
#include "config/csv.h"
#include "config/roster.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* A cell as RFC 4180 wants it. */
static void
roster_write_cell(GString *out, const char *text)
{
	if (!strpbrk(text, ",\"\r\n")) {
		g_string_append(out, text);
		return;
	}
	g_string_append_c(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *text);
	}
	g_string_append_c(out, '"');
}

/* What a column gets: the value named, else the old row's cell. */
typedef struct {
	const char *column, *value;
} RosterValue;

static const char *
roster_write_value(const RosterValue *values, const char *column, const char *otherwise)
{
	for (; values->column; values++)
		if (g_ascii_strcasecmp(values->column, column) == 0)
			return values->value;
	return otherwise;
}

/* A row in the columns of `header`, without its line end. `old` may be NULL. Yours. */
static char *
roster_write_row(const CsvRow *header, const CsvRow *old, const RosterValue *values)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < header->cells->len; i++) {
		const CsvCell *column = header->cells->pdata[i];

		if (i > 0)
			g_string_append_c(out, ',');
		roster_write_cell(out, roster_write_value(values, column->text,
							  old ? csv_cell(old, (int)i) : ""));
	}
	return g_string_free(out, FALSE);
}

/* ---- the file ---- */

typedef struct {
	const char *path, *zone;
	char *bytes, *text; /* as it is, and as UTF-8 */
	size_t n_bytes;
	GPtrArray *rows; /* CsvRow; the header first */
	const char *end; /* of its lines */
} RosterFile;

static void
roster_file_clear(RosterFile *file)
{
	g_free(file->bytes);
	g_free(file->text);
	if (file->rows)
		g_ptr_array_unref(file->rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RosterFile, roster_file_clear)

static bool
roster_file_read(RosterFile *file, GError **error)
{
	g_autoptr(GError) wrong = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);

	file->bytes = files_read_path(file->path, ROSTER_FILE_BYTES, &file->n_bytes, &wrong);
	if (!file->bytes)
		return errors_set(error, ERRORS_REFUSED, "%s", wrong->message);
	file->text = lines_utf8(file->path, file->bytes, file->n_bytes, problems);
	if (file->text)
		file->rows = csv_parse(file->path, file->text, true, problems);
	if (problems->len > 0 || !file->rows || file->rows->len == 0)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  problems->len > 0 ? (const char *)problems->pdata[0]
						    : _("people.csv has no header line"));
	file->end = strstr(file->text, "\r\n") ? "\r\n" : "\n";
	return true;
}

/* Puts `text` in the file's place, in its charset and with its rights, if it is in order. */
static bool
roster_file_replace(const RosterFile *file, const char *text, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Roster) roster =
		roster_read(file->path, file->zone, text, strlen(text), problems, notes);
	g_autoptr(GError) wrong = NULL;
	g_autofree char *encoded = NULL;
	bool marked = g_str_has_prefix(file->bytes, "\xef\xbb\xbf");
	gsize n_encoded = strlen(text);
	struct stat old;

	if (!roster)
		return errors_set(error, ERRORS_REFUSED, "%s", (const char *)problems->pdata[0]);
	if (stat(file->path, &old) < 0)
		return errors_errno(error, ERRORS_REFUSED, errno, "%s", file->path);
	if (g_utf8_validate(file->bytes, (gssize)file->n_bytes, NULL))
		encoded = g_strconcat(marked ? "\xef\xbb\xbf" : "", text, NULL);
	else
		encoded = g_convert(text, -1, "GB18030", "UTF-8", NULL, &n_encoded, NULL);
	if (!encoded)
		return errors_set(error, ERRORS_REFUSED, _("%s is GB18030 and cannot hold this"),
				  file->path);
	if (!g_file_set_contents_full(file->path, encoded, (gssize)n_encoded + (marked ? 3 : 0),
				      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
				      old.st_mode & 0777, &wrong))
		return errors_set(error, ERRORS_REFUSED, "%s", wrong->message);
	return true;
}

bool
roster_append(const char *path, const char *zone, const RosterLine *line, GError **error)
{
	const RosterValue values[] = { { "address", line->address }, { "name", line->name },
				       { "unit", line->unit },	     { "role", line->role },
				       { "from", line->from },	     { NULL, NULL } };
	g_auto(RosterFile) file = { .path = path, .zone = zone };
	g_autofree char *row = NULL, *whole = NULL;

	if (!roster_file_read(&file, error))
		return false;
	row = roster_write_row(file.rows->pdata[0], NULL, values);
	whole = g_strconcat(file.text, g_str_has_suffix(file.text, "\n") ? "" : file.end, row,
			    file.end, NULL);
	return roster_file_replace(&file, whole, error);
}

/* The day before; "" where `day` is none. Yours. */
static char *
roster_write_before(const char *day)
{
	GDate date;
	char text[32] = "";

	if (calendar_date(day, &date)) {
		g_date_subtract_days(&date, 1);
		g_date_strftime(text, sizeof text, "%Y-%m-%d", &date);
	}
	return g_strdup(text);
}

bool
roster_move(const char *path, const char *zone, int at, const RosterLine *line, GError **error)
{
	g_autofree char *before = roster_write_before(line->from);
	const RosterValue ended[] = { { "until", before }, { NULL, NULL } };
	const RosterValue begun[] = {
		{ "unit", line->unit }, { "from", line->from }, { "until", "" }, { NULL, NULL }
	};
	g_auto(RosterFile) file = { .path = path, .zone = zone };
	g_auto(GStrv) lines = NULL;
	g_autoptr(GString) whole = g_string_new(NULL);
	const CsvRow *old = NULL;
	g_autofree char *first = NULL, *second = NULL;

	if (!roster_file_read(&file, error))
		return false;
	for (guint i = 1; i < file.rows->len; i++)
		if (((CsvRow *)file.rows->pdata[i])->line == at)
			old = file.rows->pdata[i];
	if (!old)
		return errors_set(error, ERRORS_REFUSED, _("%s changed meanwhile"), path);
	first = roster_write_row(file.rows->pdata[0], old, ended);
	second = roster_write_row(file.rows->pdata[0], old, begun);
	lines = g_strsplit(file.text, "\n", -1);
	for (int i = 0; lines[i]; i++) {
		g_strchomp(lines[i]);
		if (lines[i + 1] || *lines[i])
			g_string_append_printf(whole, "%s%s", i + 1 == at ? first : lines[i],
					       file.end);
	}
	g_string_append_printf(whole, "%s%s", second, file.end);
	return roster_file_replace(&file, whole->str, error);
}
