/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rebuild — rows again from the log
 */
#include "spool/rebuild.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "spool/events.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define REBUILD_PAGE 500
#define REBUILD_MIRROR_BYTES ((size_t)1 << 32)

static bool
rebuild_from_table(Store *store, Db *old, int64_t *ret_n, GError **error)
{
	int64_t from = 0;

	for (;;) {
		g_autoptr(json_t) rows =
			db_rows(old, error, "event_page", "ii", from, (int64_t)REBUILD_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row) {
			if (!events_replay(store, row, error))
				return false;
			from = record_integer(row, "seq");
		}
		if (json_array_size(rows) < REBUILD_PAGE)
			break;
	}
	*ret_n = from;
	return true;
}

static bool
rebuild_from_month(Store *store, const char *path, int64_t *ret_n, GError **error)
{
	size_t n;
	g_autofree char *bytes = files_read_path(path, REBUILD_MIRROR_BYTES, &n, error);
	char *end;

	if (!bytes)
		return false;
	for (char *line = bytes; (end = strchr(line, '\n')); line = end + 1) {
		g_autoptr(json_t) row = events_parse_line(line, (size_t)(end - line), error);

		if (!row || !events_replay(store, row, error))
			return false;
		*ret_n = record_integer(row, "seq");
	}
	return true;
}

static int
rebuild_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
rebuild_from_mirror(Store *store, int64_t *ret_n, GError **error)
{
	g_autofree char *folder = g_build_filename(store_folder(store), "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) months = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir && (name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".jsonl"))
			g_ptr_array_add(months, g_build_filename(folder, name, NULL));
	g_ptr_array_sort(months, rebuild_compare);
	for (guint i = 0; i < months->len; i++)
		if (!rebuild_from_month(store, months->pdata[i], ret_n, error))
			return false;
	return true;
}

static bool
rebuild_rows(Store *store, const char *database, int64_t *ret_n, GError **error)
{
	g_autoptr(Db) old = db_open(database, DB_READ, NULL);
	bool sound = old && db_check(old, NULL);
	g_autofree char *epoch = store_fresh_epoch();

	*ret_n = 0;
	return db_begin(store_db(store), error) &&
	       (sound ? rebuild_from_table(store, old, ret_n, error)
		      : rebuild_from_mirror(store, ret_n, error)) &&
	       db_run(store_db(store), error, "dispatch_hold_all", "") &&
	       db_run(store_db(store), error, "meta_set", "tt", "epoch", epoch) &&
	       db_run(store_db(store), error, "meta_set", "tt", "sending", "held") &&
	       db_commit(store_db(store), error);
}

static void
rebuild_remove(const char *database)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *path = g_strconcat(database, ends[i], NULL);

		unlink(path);
	}
}

/* The old database's log goes first: left behind, it would be replayed into the
 * new file. What it held is in the new one already. */
static bool
rebuild_swap(const char *fresh, const char *database, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(database);
	g_autofree char *old = g_strconcat(database, ".before-rebuild", NULL);
	g_autofree char *wal = g_strconcat(database, "-wal", NULL);
	g_autofree char *old_wal = g_strconcat(old, "-wal", NULL);
	g_autofree char *shm = g_strconcat(database, "-shm", NULL);

	if ((rename(database, old) < 0 || (rename(wal, old_wal) < 0 && errno != ENOENT)) &&
	    errno != ENOENT)
		return errors_errno(error, ERRORS_STORE, errno, "%s", database);
	unlink(shm);
	if (rename(fresh, database) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", database);
	return files_flush_dir(folder, error);
}

bool
rebuild_run(const char *spool, const char *database, int64_t *ret_n, GError **error)
{
	g_autofree char *fresh = g_strconcat(database, ".rebuild", NULL);
	g_autoptr(Store) store = NULL;

	rebuild_remove(fresh);
	store = store_open(spool, fresh, DB_WRITE, error);
	if (!store || !rebuild_rows(store, database, ret_n, error) ||
	    !db_script(store_db(store), "PRAGMA wal_checkpoint(TRUNCATE)", error))
		return false;
	/* The lock stays until the new file is in its place. */
	return rebuild_swap(fresh, database, error);
}
