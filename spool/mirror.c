/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mirror — the log a second time, as lines of text
 */
#include "spool/mirror.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "spool/events.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MIRROR_PAGE 500
#define MIRROR_TAIL_BYTES ((size_t)1 << 16)

/* ---- writing ---- */

static char *
mirror_month(Store *store, int64_t at_us)
{
	g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(at_us / 1000000);
	g_autofree char *name = g_date_time_format(when, "audit/%Y-%m.jsonl");

	return g_build_filename(store_folder(store), name, NULL);
}

/* The last whole line among these bytes; NULL when none begins and ends here.
 * `from_start` says that a line begins at the first byte. */
static json_t *
mirror_last_line(const char *bytes, size_t n, bool from_start, size_t *ret_end)
{
	const char *end = n ? memrchr(bytes, '\n', n) : NULL;
	const char *before =
		end && end > bytes ? memrchr(bytes, '\n', (size_t)(end - bytes)) : NULL;
	const char *line = before ? before + 1 : from_start ? bytes : NULL;

	if (!end || !line)
		return NULL;
	*ret_end = (size_t)(end + 1 - bytes);
	return events_parse_line(line, (size_t)(end - line), NULL);
}

/* Reads a month's end, a larger piece each time until a whole line is in it. */
static bool
mirror_read_end(int fd, off_t *ret_length, json_t **ret_row, GError **error)
{
	struct stat facts;

	if (fstat(fd, &facts) < 0)
		return errors_errno(error, ERRORS_STORE, errno, _("cannot read the log's mirror"));
	*ret_length = 0;
	for (size_t piece = MIRROR_TAIL_BYTES;; piece *= 8) {
		size_t n = MIN(piece, (size_t)facts.st_size), end = 0;
		off_t from = facts.st_size - (off_t)n;
		g_autofree char *bytes = g_malloc(n + 1);

		if (pread(fd, bytes, n, from) != (ssize_t)n)
			return errors_errno(error, ERRORS_STORE, errno,
					    _("cannot read the log's mirror"));
		*ret_row = mirror_last_line(bytes, n, from == 0, &end);
		if (*ret_row)
			*ret_length = from + (off_t)end;
		if (*ret_row || from == 0)
			return *ret_row || end == 0 ||
			       errors_set(error, ERRORS_STORE,
					  _("the last line of the log's mirror cannot be read"));
	}
}

/* Cuts a torn last line off: it was never promised and is written again. */
static bool
mirror_mend_month(const char *path, json_t **row, GError **error)
{
	autofd fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	g_autoptr(GError) inner = NULL;
	off_t length = 0;

	if (fd < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", path);
	if (!mirror_read_end(fd, &length, row, &inner))
		return errors_set(error, ERRORS_STORE, "%s: %s", path, inner->message);
	if (ftruncate(fd, length) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", path);
	return true;
}

/* The last line of all months must be an event of this database. */
static bool
mirror_compare(Store *store, const json_t *last, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!last)
		return true;
	if (!db_row(store_db(store), error, &row, "event_get", "i", record_integer(last, "seq")))
		return false;
	return (row && json_equal(row, last)) ||
	       errors_set(error, ERRORS_STORE,
			  _("%s: the log's mirror (audit/) ends with event %" PRId64
			    ", which the database does not have: an older or another database "
			    "was put in its place; run: chengbao rebuild"),
			  store_folder(store), record_integer(last, "seq"));
}

/* Where the mirror ends, over all its months. */
static bool
mirror_mend(Store *store, int64_t *ret_seq, GError **error)
{
	g_autofree char *folder = g_build_filename(store_folder(store), "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(json_t) last = NULL;
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autoptr(json_t) row = NULL;

		if (!g_str_has_suffix(name, ".jsonl"))
			continue;
		if (!mirror_mend_month(path, &row, error))
			return false;
		if (row && (!last || record_integer(row, "seq") > record_integer(last, "seq"))) {
			json_decref(last);
			last = g_steal_pointer(&row);
		}
	}
	*ret_seq = last ? record_integer(last, "seq") : 0;
	return mirror_compare(store, last, error);
}

/* What the group before wrote is flushed now: with this group, as promised. */
static int
mirror_open_month(const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	autofd fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
	bool fresh = fd < 0 && errno == ENOENT;

	if (fresh)
		fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || (!fresh && fdatasync(fd) < 0)) {
		errors_errno(error, ERRORS_STORE, errno, "%s", path);
		return -1;
	}
	return !fresh || files_flush_dir(folder, error) ? files_steal(&fd) : -1;
}

static bool
mirror_write_row(Store *store, const json_t *row, char **path, int *fd, GError **error)
{
	g_autofree char *wanted = mirror_month(store, record_integer(row, "at_us"));
	g_autofree char *text = record_text(row);
	g_autofree char *line = g_strconcat(text, "\n", NULL);

	if (g_strcmp0(*path, wanted) != 0) {
		files_close(fd);
		*fd = mirror_open_month(wanted, error);
		if (*fd < 0)
			return false;
		g_free(*path);
		*path = g_steal_pointer(&wanted);
	}
	return files_write(*fd, line, strlen(line), error);
}

bool
mirror_write(Store *store, GError **error)
{
	int64_t from = store_mirrored(store);
	g_autofree char *path = NULL;
	autofd fd = -1;

	if (from < 0 && !mirror_mend(store, &from, error))
		return false;
	/* After a failed write the file's end is looked at again. */
	store_set_mirrored(store, -1);
	for (;;) {
		g_autoptr(json_t) rows = db_rows(store_db(store), error, "event_page", "ii", from,
						 (int64_t)MIRROR_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row) {
			if (!mirror_write_row(store, row, &path, &fd, error))
				return false;
			from = record_integer(row, "seq");
		}
		if (json_array_size(rows) < MIRROR_PAGE)
			break;
	}
	store_set_mirrored(store, from);
	return true;
}

size_t
mirror_length(const char *bytes, size_t n_bytes, int64_t max_seq)
{
	size_t end = 0;

	for (size_t n = n_bytes; n > 0; n = end) {
		g_autoptr(json_t) row = mirror_last_line(bytes, n, true, &end);
		const char *before;

		if (!row || record_integer(row, "seq") <= max_seq)
			return row ? end : n;
		before = end > 1 ? memrchr(bytes, '\n', end - 1) : NULL;
		end = before ? (size_t)(before + 1 - bytes) : 0;
	}
	return 0;
}

/* ---- reading ---- */

typedef struct {
	char *path;
	GMappedFile *file;
	const char *bytes; /* NULL when the file is empty */
	size_t n, at, end; /* the next line is at..end; without one end == at */
	json_t *next;
} Month;

struct Mirror {
	GPtrArray *months;
};

static void
mirror_free_month(void *data)
{
	Month *month = data;

	json_decref(month->next);
	if (month->file)
		g_mapped_file_unref(month->file);
	g_free(month->path);
	g_free(month);
}

/* Looks at the line that begins at month->at. */
static void
mirror_look(Month *month)
{
	const char *end = month->at < month->n
				  ? memchr(month->bytes + month->at, '\n', month->n - month->at)
				  : NULL;

	json_decref(month->next);
	month->next = NULL;
	month->end = end ? (size_t)(end - month->bytes) : month->at;
	if (end)
		month->next =
			events_parse_line(month->bytes + month->at, month->end - month->at, NULL);
}

Mirror *
mirror_open(const char *spool, GError **error)
{
	g_autofree char *folder = g_build_filename(spool, "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(Mirror) mirror = g_new0(Mirror, 1);
	const char *name;

	mirror->months = g_ptr_array_new_with_free_func(mirror_free_month);
	while (dir && (name = g_dir_read_name(dir))) {
		Month *month;
		g_autoptr(GError) inner = NULL;

		if (!g_str_has_suffix(name, ".jsonl"))
			continue;
		month = g_new0(Month, 1);
		g_ptr_array_add(mirror->months, month);
		month->path = g_build_filename(folder, name, NULL);
		month->file = g_mapped_file_new(month->path, FALSE, &inner);
		if (!month->file) {
			errors_set(error, ERRORS_STORE, "%s", inner->message);
			return NULL;
		}
		month->bytes = g_mapped_file_get_contents(month->file);
		month->n = g_mapped_file_get_length(month->file);
		mirror_look(month);
	}
	return g_steal_pointer(&mirror);
}

void
mirror_close(Mirror *mirror)
{
	if (!mirror)
		return;
	g_ptr_array_unref(mirror->months);
	g_free(mirror);
}

json_t *
mirror_next(Mirror *mirror, int64_t seq, const char **ret_line, size_t *ret_n_bytes)
{
	for (guint i = 0; i < mirror->months->len; i++) {
		Month *month = mirror->months->pdata[i];
		json_t *row = month->next;

		if (!row || record_integer(row, "seq") != seq)
			continue;
		*ret_line = month->bytes + month->at;
		*ret_n_bytes = month->end - month->at;
		month->next = NULL;
		month->at = month->end + 1;
		mirror_look(month);
		return row;
	}
	return NULL;
}

bool
mirror_at_end(const Mirror *mirror, const char *following, GError **error)
{
	for (guint i = 0; i < mirror->months->len; i++) {
		const Month *month = mirror->months->pdata[i];
		size_t left = month->n - month->at;

		if (left == 0 || (following && left <= strlen(following) &&
				  memcmp(month->bytes + month->at, following, left) == 0))
			continue;
		return errors_set(error, ERRORS_REFUSED,
				  _("%s: the line at byte %zu differs from the log"), month->path,
				  month->at);
	}
	return true;
}

bool
mirror_lines_left(const Mirror *mirror)
{
	for (guint i = 0; i < mirror->months->len; i++) {
		const Month *month = mirror->months->pdata[i];

		if (month->end > month->at)
			return true;
	}
	return false;
}
