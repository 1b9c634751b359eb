/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rebuild — rows again from the log
 */
#include "spool/rebuild.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "spool/events.h"
#include "spool/mirror.h"

#include <inttypes.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* The two places where an event can be read again. The chain of hashes tells which
 * is right: every event is taken from whichever still has it unchanged. */
typedef struct {
	Db *table; /* NULL when the file cannot be opened */
	Mirror *mirror;
	int64_t seq; /* the last event taken */
	char *prev;
} Rebuild;

static json_t *
rebuild_event(Rebuild *rebuild)
{
	int64_t seq = rebuild->seq + 1;
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) said = NULL;
	const char *line;
	size_t n;

	if (rebuild->table && !db_row(rebuild->table, NULL, &row, "event_get", "i", seq))
		row = NULL;
	said = mirror_next(rebuild->mirror, seq, &line, &n);
	if (row && events_follows(row, seq, rebuild->prev, NULL))
		return g_steal_pointer(&row);
	if (said && events_follows(said, seq, rebuild->prev, NULL))
		return g_steal_pointer(&said);
	return NULL;
}

/* When neither place has the next event, there must be none behind it. */
static bool
rebuild_at_end(Rebuild *rebuild, GError **error)
{
	g_autoptr(json_t) last = NULL;

	if (rebuild->table && !db_row(rebuild->table, NULL, &last, "event_last", ""))
		last = NULL;
	if ((!last || record_integer(last, "seq") <= rebuild->seq) &&
	    !mirror_lines_left(rebuild->mirror))
		return true;
	return errors_set(error, ERRORS_STORE,
			  _("event %" PRId64 " is whole neither in the database nor in "
			    "audit/: restore a backup, nothing was changed"),
			  rebuild->seq + 1);
}

static bool
rebuild_events(Rebuild *rebuild, Store *store, GError **error)
{
	for (;;) {
		g_autoptr(json_t) row = rebuild_event(rebuild);

		if (!row)
			return rebuild_at_end(rebuild, error);
		if (!events_replay(store, row, error))
			return false;
		rebuild->seq = record_integer(row, "seq");
		g_free(rebuild->prev);
		rebuild->prev = g_strdup(record_string(row, "hash"));
	}
}

static bool
rebuild_rows(Rebuild *rebuild, Store *store, GError **error)
{
	g_autofree char *epoch = store_fresh_epoch();

	return db_begin(store_db(store), error) && rebuild_events(rebuild, store, error) &&
	       db_run(store_db(store), error, "dispatch_hold_all", "") &&
	       db_run(store_db(store), error, "meta_set", "tt", "epoch", epoch) &&
	       db_run(store_db(store), error, "meta_set", "tt", "sending", "held") &&
	       db_commit(store_db(store), error) &&
	       db_script(store_db(store), "PRAGMA wal_checkpoint(TRUNCATE)", error);
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

/* Keeps the old file under another name and puts the new one in its place; at no
 * moment is there none. The old one's WAL must go before: it would be replayed into
 * the new file. Where the old one was sound it is empty by now. */
static bool
rebuild_swap(const char *fresh, const char *database, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(database);
	g_autofree char *old = g_strconcat(database, ".before-rebuild", NULL);
	g_autofree char *wal = g_strconcat(database, "-wal", NULL);
	g_autofree char *old_wal = g_strconcat(old, "-wal", NULL);
	g_autofree char *shm = g_strconcat(database, "-shm", NULL);

	rebuild_remove(old);
	if ((link(database, old) < 0 && errno != ENOENT) ||
	    (rename(wal, old_wal) < 0 && errno != ENOENT))
		return errors_errno(error, ERRORS_STORE, errno, "%s", database);
	unlink(shm);
	if (rename(fresh, database) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", database);
	return files_flush_dir(folder, error);
}

/* A fresh file; one that lies there is that of a rebuild that was killed, unless
 * the lock says that it is being made right now. */
static Store *
rebuild_open(const char *spool, const char *fresh, GError **error)
{
	if (g_file_test(fresh, G_FILE_TEST_EXISTS)) {
		g_autoptr(GError) inner = NULL;
		g_autoptr(Store) dead = store_open(spool, fresh, DB_WRITE, &inner);

		if (dead || !g_error_matches(inner, ERRORS, ERRORS_AGAIN))
			rebuild_remove(fresh);
	}
	return store_open(spool, fresh, DB_WRITE, error);
}

static bool
rebuild_into(Store *store, const char *spool, const char *database, int64_t *ret_n, GError **error)
{
	g_autoptr(Db) table = db_open(database, DB_READ, NULL);
	g_autoptr(Mirror) mirror = mirror_open(spool, error);
	Rebuild rebuild = { .table = table, .mirror = mirror };
	bool ok = mirror && rebuild_rows(&rebuild, store, error);

	g_free(rebuild.prev);
	if (ok && table)
		db_script(table, "PRAGMA query_only=OFF; PRAGMA wal_checkpoint(TRUNCATE)", NULL);
	if (ok)
		*ret_n = rebuild.seq;
	return ok;
}

bool
rebuild_run(const char *spool, const char *database, int64_t *ret_n, GError **error)
{
	g_autofree char *fresh = g_strconcat(database, ".rebuild", NULL);
	g_autofree char *audit = g_build_filename(spool, "audit", NULL);
	g_autoptr(Store) store = NULL;

	if (!g_file_test(database, G_FILE_TEST_EXISTS) && !g_file_test(audit, G_FILE_TEST_IS_DIR))
		return errors_set(error, ERRORS_REFUSED, _("%s: nothing has been taken in yet"),
				  spool);
	store = rebuild_open(spool, fresh, error);
	/* The lock stays until the new file is in its place. */
	if (store && rebuild_into(store, spool, database, ret_n, error) &&
	    rebuild_swap(fresh, database, error))
		return true;
	if (store)
		rebuild_remove(fresh);
	return false;
}
