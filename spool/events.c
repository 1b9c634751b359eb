/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * events — the log of everything that changed, each event chained to the last
 */
#include "spool/events.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "spool/apply.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EVENTS_LINE_BYTES (16u << 20)
#define EVENTS_PAGE 500

static const char events_origin[] =
	"0000000000000000000000000000000000000000000000000000000000000000";

/* The hash covers every column but itself, in the canonical form of the row. */
static char *
events_hash(const json_t *row)
{
	g_autoptr(json_t) covered = json_copy((json_t *)row);
	g_autofree char *text = NULL;

	json_object_del(covered, "hash");
	text = record_text(covered);
	return hash_hex(text, strlen(text));
}

static bool
events_insert(Store *store, const json_t *row, GError **error)
{
	return db_run(store_db(store), error, "event_insert", "iittItttttt",
		      record_integer(row, "seq"), record_integer(row, "at_us"),
		      record_string(row, "type"), record_string(row, "params"),
		      record_integer(row, "cause"), record_string(row, "rules"),
		      record_string(row, "people"), record_string(row, "scheme"),
		      record_string(row, "prev"), record_string(row, "hash"));
}

static bool
events_last(Store *store, int64_t *ret_seq, char **ret_hash, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(store_db(store), error, &row, "event_last", ""))
		return false;
	*ret_seq = row ? record_integer(row, "seq") : 0;
	*ret_hash = g_strdup(row ? record_string(row, "hash") : events_origin);
	return true;
}

bool
events_append(Store *store, const char *type, json_t *params, int64_t cause, int64_t at_us,
	      const EventsForce *force, int64_t *ret_seq, GError **error)
{
	g_autoptr(json_t) taken = params;
	g_autofree char *text = record_text(taken);
	g_autofree char *prev = NULL;
	g_autofree char *hash = NULL;
	g_autoptr(json_t) row = json_object();
	int64_t seq;

	if (!events_last(store, &seq, &prev, error))
		return false;
	record_set_integer(row, "seq", ++seq);
	record_set_integer(row, "at_us", at_us);
	record_set_string(row, "type", type);
	record_set_string(row, "params", text);
	json_object_set_new(row, "cause", cause ? json_integer(cause) : json_null());
	record_set_string(row, "rules", force ? force->rules : NULL);
	record_set_string(row, "people", force ? force->people : NULL);
	record_set_string(row, "scheme", force ? force->scheme : NULL);
	record_set_string(row, "prev", prev);
	hash = events_hash(row);
	record_set_string(row, "hash", hash);
	if (!events_insert(store, row, error) || !apply_event(store, row, taken, error))
		return false;
	if (ret_seq)
		*ret_seq = seq;
	return true;
}

bool
events_replay(Store *store, const json_t *row, GError **error)
{
	const char *text = record_string(row, "params");
	g_autoptr(json_t) params = text ? json_loads(text, 0, NULL) : NULL;

	if (!params)
		return errors_set(error, ERRORS_STORE,
				  _("event %" G_GINT64_FORMAT ": its parameters cannot be read"),
				  record_integer(row, "seq"));
	return events_insert(store, row, error) && apply_event(store, row, params, error);
}

json_t *
events_parse_line(const char *line, size_t n_bytes, GError **error)
{
	static const RecordField table[] = {
		{ "seq", RECORD_INTEGER, false, 0, NULL },
		{ "at_us", RECORD_INTEGER, false, 0, NULL },
		{ "type", RECORD_TEXT, false, 64, NULL },
		{ "params", RECORD_TEXT, false, EVENTS_LINE_BYTES, NULL },
		{ "cause", RECORD_INTEGER, true, 0, NULL },
		{ "rules", RECORD_TEXT, true, 64, NULL },
		{ "people", RECORD_TEXT, true, 64, NULL },
		{ "scheme", RECORD_TEXT, true, 64, NULL },
		{ "prev", RECORD_TEXT, false, 64, NULL },
		{ "hash", RECORD_TEXT, false, 64, NULL },
		{ NULL, 0, false, 0, NULL },
	};

	return record_parse(table, line, n_bytes, error);
}

/* ---- the mirror ---- */

static char *
events_mirror_path(Store *store, int64_t at_us)
{
	g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(at_us / 1000000);
	g_autofree char *name = g_date_time_format(when, "audit/%Y-%m.jsonl");

	return g_build_filename(store_folder(store), name, NULL);
}

/* The length of the file up to its last whole line, and that line's seq. */
static bool
events_mirror_end(int fd, off_t *ret_length, int64_t *ret_seq, GError **error)
{
	g_autofree char *bytes = NULL;
	size_t n = 0;
	char *end, *line;
	g_autoptr(json_t) row = NULL;

	*ret_length = 0;
	*ret_seq = 0;
	bytes = files_read_fd(fd, (size_t)1 << 32, &n, error);
	if (!bytes)
		return false;
	end = n ? memrchr(bytes, '\n', n) : NULL;
	if (!end)
		return true;
	line = end > bytes ? memrchr(bytes, '\n', (size_t)(end - bytes)) : NULL;
	line = line ? line + 1 : bytes;
	row = events_parse_line(line, (size_t)(end - line), error);
	if (!row)
		return false;
	*ret_length = end + 1 - bytes;
	*ret_seq = record_integer(row, "seq");
	return true;
}

/* Where the mirror ends, over all its months. */
static bool
events_mirrored(Store *store, int64_t *ret_seq, GError **error)
{
	g_autofree char *folder = g_build_filename(store_folder(store), "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	*ret_seq = 0;
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		autofd fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
		off_t length;
		int64_t seq;

		if (!g_str_has_suffix(name, ".jsonl"))
			continue;
		if (fd < 0 || !events_mirror_end(fd, &length, &seq, error)) {
			if (error && !*error)
				errors_errno(error, ERRORS_STORE, errno, "%s", path);
			return false;
		}
		/* A torn last line was never promised: it is written again. */
		if (ftruncate(fd, length) < 0)
			return errors_errno(error, ERRORS_STORE, errno, "%s", path);
		*ret_seq = MAX(*ret_seq, seq);
	}
	return true;
}

static bool
events_mirror_row(Store *store, const json_t *row, char **path, int *fd, GError **error)
{
	g_autofree char *wanted = events_mirror_path(store, record_integer(row, "at_us"));
	g_autofree char *text = record_text(row);
	g_autofree char *line = g_strconcat(text, "\n", NULL);

	if (g_strcmp0(*path, wanted) != 0) {
		files_close(fd);
		*fd = open(wanted, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (*fd < 0)
			return errors_errno(error, ERRORS_STORE, errno, "%s", wanted);
		g_free(*path);
		*path = g_steal_pointer(&wanted);
	}
	return files_write(*fd, line, strlen(line), error);
}

bool
events_mirror(Store *store, GError **error)
{
	int64_t from = store_mirrored(store);
	g_autofree char *path = NULL;
	autofd fd = -1;

	if (from < 0 && !events_mirrored(store, &from, error))
		return false;
	for (;;) {
		g_autoptr(json_t) rows = db_rows(store_db(store), error, "event_page", "ii", from,
						 (int64_t)EVENTS_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row) {
			if (!events_mirror_row(store, row, &path, &fd, error))
				return false;
			from = record_integer(row, "seq");
		}
		store_set_mirrored(store, from);
		if (json_array_size(rows) < EVENTS_PAGE)
			return true;
	}
}

/* ---- checking ---- */

static bool
events_check_row(const json_t *row, int64_t seq, const char *prev, GError **error)
{
	g_autofree char *hash = events_hash(row);

	if (record_integer(row, "seq") != seq)
		return errors_set(error, ERRORS_REFUSED,
				  _("the log is broken: event %" G_GINT64_FORMAT " is missing"),
				  seq);
	if (strcmp(record_string(row, "prev"), prev) != 0 ||
	    strcmp(record_string(row, "hash"), hash) != 0)
		return errors_set(error, ERRORS_REFUSED,
				  _("the log is broken: event %" G_GINT64_FORMAT
				    " was changed after it was written"),
				  seq);
	return true;
}

/* The mirror must hold the same events; it may end earlier by those of the last group. */
static bool
events_verify_mirror(Store *store, GError **error)
{
	g_autofree char *folder = g_build_filename(store_folder(store), "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *bytes = NULL;
		size_t n;
		char *line, *end;

		bytes = files_read_path(path, (size_t)1 << 32, &n, error);
		if (!bytes)
			return false;
		for (line = bytes; (end = strchr(line, '\n')); line = end + 1) {
			g_autoptr(json_t) said =
				events_parse_line(line, (size_t)(end - line), NULL);
			g_autoptr(json_t) row = NULL;

			if (said && !db_row(store_db(store), error, &row, "event_get", "i",
					    record_integer(said, "seq")))
				return false;
			if (!said || !row || !json_equal(said, row))
				return errors_set(error, ERRORS_REFUSED,
						  _("%s: line at byte %td differs from the log"),
						  path, line - bytes);
		}
	}
	return true;
}

bool
events_verify(Store *store, int64_t *ret_n, GError **error)
{
	g_autofree char *prev = g_strdup(events_origin);
	int64_t seq = 0;

	for (;;) {
		g_autoptr(json_t) rows = db_rows(store_db(store), error, "event_page", "ii", seq,
						 (int64_t)EVENTS_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row) {
			if (!events_check_row(row, ++seq, prev, error))
				return false;
			g_free(prev);
			prev = g_strdup(record_string(row, "hash"));
		}
		if (json_array_size(rows) < EVENTS_PAGE)
			break;
	}
	*ret_n = seq;
	return events_verify_mirror(store, error);
}
