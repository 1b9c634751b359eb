/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * db — the database behind the store, here SQLite
 */
#include "spool/db.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/shipped.h"
#include "spool/statement.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

#define DB_APPLICATION_ID 0x43424d44 /* "CBMD" */
#define DB_VERSION 6
#define DB_BUSY_MS 5000
#define DB_CACHE_KIB "16384" /* of pages of the writer; prints fall on pages anywhere */

struct Db {
	sqlite3 *handle;
	char *path;
	GHashTable *texts;	/* statement name to SQL */
	GHashTable *statements; /* statement name to Statement */
};

static bool
db_fail(Db *db, GError **error, const char *doing)
{
	int code = sqlite3_extended_errcode(db->handle) & 0xff;

	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return errors_set(error, ERRORS_STORE,
				  _("%s: the database is damaged (%s); run: chengbao rebuild"),
				  db->path, sqlite3_errmsg(db->handle));
	if (code == SQLITE_FULL)
		return errors_set(error, ERRORS_STORE, _("%s: %s; free some space and try again"),
				  db->path, sqlite3_errmsg(db->handle));
	return errors_set(error,
			  code == SQLITE_CONSTRAINT			 ? ERRORS_REFUSED
			  : code == SQLITE_BUSY || code == SQLITE_LOCKED ? ERRORS_AGAIN
									 : ERRORS_STORE,
			  "%s: %s: %s", db->path, doing, sqlite3_errmsg(db->handle));
}

/* `-- name: NAME` stands before each statement. */
static void
db_read_file(const char *name, GHashTable *texts)
{
	const ShippedFile *file = shipped_find(name);
	g_auto(GStrv) blocks = g_strsplit(file->bytes, "-- name: ", -1);

	for (char **block = blocks + 1; *block; block++) {
		char *end = strchr(*block, '\n');
		bool fresh;

		g_assert(end);
		fresh = g_hash_table_insert(texts, g_strndup(*block, (gsize)(end - *block)),
					    g_strdup(end + 1));
		g_assert(fresh);
	}
}

static GHashTable *
db_read_statements(void)
{
	GHashTable *texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	db_read_file("spool/statements.sql", texts);
	db_read_file("spool/statements-find.sql", texts);
	return texts;
}

bool
db_script(Db *db, const char *sql, GError **error)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, error, "script");
	return true;
}

static int64_t
db_pragma(Db *db, const char *name)
{
	g_autofree char *sql = g_strdup_printf("PRAGMA %s", name);
	sqlite3_stmt *statement = NULL;
	int64_t value = -1;

	if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

static bool
db_make_schema(Db *db, GError **error)
{
	g_autofree char *marks = g_strdup_printf(
		"PRAGMA application_id=%d; PRAGMA user_version=%d;", DB_APPLICATION_ID, DB_VERSION);

	return db_script(db, "BEGIN IMMEDIATE", error) &&
	       db_script(db, shipped_find("spool/schema.sql")->bytes, error) &&
	       db_script(db, shipped_find("spool/schema-sqlite.sql")->bytes, error) &&
	       db_script(db, marks, error) && db_script(db, "COMMIT", error);
}

static bool
db_make_durable(Db *db, GError **error)
{
	if (!db_script(db,
		       "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
		       "PRAGMA cell_size_check=ON; PRAGMA cache_size=-" DB_CACHE_KIB ";",
		       error))
		return false;
	if (db_pragma(db, "synchronous") != 2)
		return errors_set(error, ERRORS_STORE, _("%s: the database cannot be made durable"),
				  db->path);
	return true;
}

/* What each version has beyond the one before; the desk fills the indexes. */
static const char *const upgrades[] = {
	[2] = "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (terms);",
	[3] = "CREATE TABLE IF NOT EXISTS seen (print INTEGER NOT NULL, item INTEGER NOT NULL, "
	      "PRIMARY KEY (print, item)) WITHOUT ROWID; "
	      "CREATE TABLE IF NOT EXISTS shelf (id BIGINT PRIMARY KEY, "
	      "name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, text TEXT NOT NULL); "
	      "CREATE TABLE IF NOT EXISTS plan (month TEXT NOT NULL, n INTEGER NOT NULL, "
	      "text TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (month, n)); "
	      "CREATE TABLE IF NOT EXISTS leave (id BIGINT PRIMARY KEY, person TEXT NOT NULL, "
	      "address TEXT NOT NULL, deputy TEXT NOT NULL, from_us BIGINT NOT NULL, "
	      "until_us BIGINT NOT NULL); "
	      "CREATE INDEX IF NOT EXISTS leave_until ON leave (until_us);",
	[4] = "ALTER TABLE mailing ADD COLUMN not_before_us BIGINT; "
	      "CREATE INDEX mailing_waiting ON mailing (state, not_before_us) "
	      "WHERE not_before_us IS NOT NULL; "
	      "ALTER TABLE dispatch ADD COLUMN sent_us BIGINT; "
	      "UPDATE dispatch SET sent_us = moved.at_us FROM (SELECT MAX(at_us) AS at_us, "
	      "json_extract(params, '$.dispatch') AS id FROM event WHERE type = 'dispatch.moved' "
	      "AND json_extract(params, '$.state') IN ('sent', 'uncertain') GROUP BY 2) AS moved "
	      "WHERE moved.id = dispatch.id; "
	      "CREATE INDEX dispatch_sent ON dispatch (sent_us) WHERE sent_us IS NOT NULL;",
	[5] = "DROP VIEW IF EXISTS dispatch_rank; "
	      "CREATE VIEW IF NOT EXISTS dispatch_ranked AS SELECT dispatch.*, mailing.recipient, "
	      "CASE WHEN dispatch.purpose = 'receipt' THEN CASE WHEN item.urgent = 1 THEN 3 "
	      "ELSE 6 END WHEN dispatch.purpose = 'alarm' OR item.urgent = 1 THEN 0 "
	      "WHEN dispatch.purpose = 'issue' THEN 1 WHEN mailing.template = 'confirm' THEN 2 "
	      "WHEN dispatch.purpose = 'ask' THEN 4 ELSE 5 END AS rank FROM dispatch "
	      "JOIN mailing ON mailing.id = dispatch.mailing "
	      "LEFT JOIN item ON item.id = mailing.item; "
	      "CREATE TABLE IF NOT EXISTS alert (id BIGINT PRIMARY KEY, "
	      "item BIGINT NOT NULL REFERENCES item (id), ask BIGINT NOT NULL, "
	      "step INTEGER NOT NULL, state TEXT NOT NULL "
	      "CHECK (state IN ('due', 'running', 'done', 'failed', 'dropped')), "
	      "tries INTEGER NOT NULL, next_us BIGINT NOT NULL, made_us BIGINT NOT NULL, "
	      "why TEXT, UNIQUE (item, ask, step)); "
	      "CREATE INDEX IF NOT EXISTS alert_state ON alert (state, next_us);",
};

static const char *
db_upgrade_script(int64_t version)
{
	return version == 6 ? shipped_find("spool/upgrade-6.sql")->bytes : upgrades[version];
}

static bool
db_upgrade(Db *db, GError **error)
{
	for (int64_t version = db_pragma(db, "user_version"); version > 0 && version < DB_VERSION;
	     version++) {
		g_autofree char *script =
			g_strdup_printf("BEGIN IMMEDIATE; %s PRAGMA user_version=%d; COMMIT;",
					db_upgrade_script(version + 1), (int)version + 1);

		if (!db_script(db, script, error))
			return false;
	}
	return true;
}

static bool
db_prepare_file(Db *db, DbMode mode, GError **error)
{
	int64_t application;

	sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	if (!db_script(db, "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;", error))
		return false;
	application = db_pragma(db, "application_id");
	/* Only a file without any table is made ours; the version counts its changes. */
	if (mode == DB_WRITE && application == 0 && db_pragma(db, "schema_version") == 0)
		return db_make_durable(db, error) && db_make_schema(db, error);
	if (application < 0)
		return db_fail(db, error, "open");
	if (mode == DB_WRITE && application == DB_APPLICATION_ID && !db_upgrade(db, error))
		return false;
	if (application != DB_APPLICATION_ID || db_pragma(db, "user_version") != DB_VERSION)
		return errors_set(error, ERRORS_STORE,
				  _("%s: not a chengbao database, or of another version"),
				  db->path);
	return mode == DB_READ || db_make_durable(db, error);
}

Db *
db_open(const char *path, DbMode mode, GError **error)
{
	g_autoptr(Db) db = g_new0(Db, 1);
	/* One thread has it: no locks among threads, a look-up would take one at each step. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

	db->path = g_strdup(path);
	if (mode == DB_READ && !g_file_test(path, G_FILE_TEST_EXISTS)) {
		errors_set(error, ERRORS_REFUSED, _("%s: nothing has been taken in yet"), path);
		return NULL;
	}
	/* SQLite would let the umask decide who may read it, and its log with it. */
	if (mode == DB_WRITE)
		files_close(&(int){ open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600) });
	if (mode == DB_WRITE)
		flags |= SQLITE_OPEN_CREATE;
	if (sqlite3_open_v2(path, &db->handle, flags, NULL) != SQLITE_OK) {
		db_fail(db, error, "open");
		return NULL;
	}
	if (!db_prepare_file(db, mode, error))
		return NULL;
	if (mode == DB_READ && !db_script(db, "PRAGMA query_only=ON", error))
		return NULL;
	db->texts = db_read_statements();
	db->statements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					       (GDestroyNotify)statement_free);
	return g_steal_pointer(&db);
}

void
db_close(Db *db)
{
	if (!db)
		return;
	g_clear_pointer(&db->statements, g_hash_table_unref);
	g_clear_pointer(&db->texts, g_hash_table_unref);
	sqlite3_close(db->handle);
	g_free(db->path);
	g_free(db);
}

bool
db_begin(Db *db, GError **error)
{
	return db_script(db, "BEGIN IMMEDIATE", error);
}

bool
db_commit(Db *db, GError **error)
{
	if (sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
		db_fail(db, error, "commit");
		/* Whatever SQLite says: it may be there after a restart. */
		if (error && *error)
			(*error)->code = ERRORS_STORE;
		return false;
	}
	return true;
}

void
db_rollback(Db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static Statement *
db_statement(Db *db, const char *name, GError **error)
{
	Statement *statement = g_hash_table_lookup(db->statements, name);
	sqlite3_stmt *handle = NULL;
	const char *sql;

	if (statement)
		return statement;
	sql = g_hash_table_lookup(db->texts, name);
	if (!sql)
		g_error("no statement named %s", name);
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) !=
	    SQLITE_OK) {
		db_fail(db, error, name);
		return NULL;
	}
	statement = statement_new(handle);
	g_hash_table_insert(db->statements, g_strdup(name), statement);
	return statement;
}

/* After the last row: ready for the next time. */
static bool
db_finish(Db *db, const Statement *statement, const char *name, int code, GError **error)
{
	if (code != SQLITE_DONE)
		db_fail(db, error, name);
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
	return code == SQLITE_DONE;
}

/* Runs to the end; rows are collected when `rows` is given. */
/* A statement with its parameters, before its first row; NULL on error. */
static Statement *
db_bound(Db *db, const char *name, const char *types, va_list args, GError **error)
{
	Statement *statement = db_statement(db, name, error);

	if (statement)
		statement_bind(statement, types, args);
	return statement;
}

static bool
db_run_va(Db *db, GError **error, json_t *rows, const char *name, const char *types, va_list args)
{
	Statement *statement = db_bound(db, name, types, args, error);
	int code;

	if (!statement)
		return false;
	while ((code = sqlite3_step(statement->handle)) == SQLITE_ROW)
		if (rows)
			json_array_append_new(rows, statement_row(statement));
	return db_finish(db, statement, name, code, error);
}

bool
db_run(Db *db, GError **error, const char *name, const char *types, ...)
{
	va_list args;
	bool ok;

	va_start(args, types);
	ok = db_run_va(db, error, NULL, name, types, args);
	va_end(args);
	return ok;
}

json_t *
db_rows(Db *db, GError **error, const char *name, const char *types, ...)
{
	g_autoptr(json_t) rows = json_array();
	va_list args;
	bool ok;

	va_start(args, types);
	ok = db_run_va(db, error, rows, name, types, args);
	va_end(args);
	return ok ? g_steal_pointer(&rows) : NULL;
}

bool
db_row(Db *db, GError **error, json_t **ret_row, const char *name, const char *types, ...)
{
	g_autoptr(json_t) rows = json_array();
	va_list args;
	bool ok;

	va_start(args, types);
	ok = db_run_va(db, error, rows, name, types, args);
	va_end(args);
	if (!ok)
		return false;
	*ret_row = json_incref(json_array_get(rows, 0));
	return true;
}

bool
db_integers(Db *db, GError **error, GArray *into, const char *name, const char *types, ...)
{
	Statement *statement;
	va_list args;
	int code;

	va_start(args, types);
	statement = db_bound(db, name, types, args, error);
	va_end(args);
	if (!statement)
		return false;
	while ((code = sqlite3_step(statement->handle)) == SQLITE_ROW) {
		int64_t number = sqlite3_column_int64(statement->handle, 0);

		g_array_append_val(into, number);
	}
	return db_finish(db, statement, name, code, error);
}

bool
db_each(Db *db, GError **error, const char *name, const int64_t *keys, guint n, DbEach *each,
	void *data)
{
	Statement *statement = db_statement(db, name, error);
	guint n_bound;
	int code;

	if (!statement)
		return false;
	for (guint i = 0; i < n; i += n_bound) {
		n_bound = MIN(n - i, (guint)statement->n);
		statement_bind_integers(statement, keys + i, (int)n_bound);
		while ((code = sqlite3_step(statement->handle)) == SQLITE_ROW)
			each(data, sqlite3_column_int64(statement->handle, 0),
			     (const char *)sqlite3_column_text(statement->handle, 1));
		if (!db_finish(db, statement, name, code, error))
			return false;
	}
	return true;
}

bool
db_copy(Db *db, const char *to_path, GError **error)
{
	/* One step takes the whole database: in small steps a busy writer makes
	 * the copy begin again and again (LIBRARIES, SQLite backup). */
	char *quoted = sqlite3_mprintf("VACUUM INTO %Q", to_path);
	bool ok = db_script(db, quoted, error);

	sqlite3_free(quoted);
	return ok;
}

bool
db_check(Db *db, GError **error)
{
	sqlite3_stmt *statement = NULL;
	bool ok = false;

	if (sqlite3_prepare_v2(db->handle, "PRAGMA quick_check(1)", -1, &statement, NULL) !=
	    SQLITE_OK)
		return db_fail(db, error, "check");
	if (sqlite3_step(statement) == SQLITE_ROW) {
		const char *says = (const char *)sqlite3_column_text(statement, 0);

		ok = g_strcmp0(says, "ok") == 0;
		if (!ok)
			errors_set(error, ERRORS_STORE,
				   _("%s: the database is damaged (%s); run: chengbao rebuild"),
				   db->path, says);
	} else {
		db_fail(db, error, "check");
	}
	sqlite3_finalize(statement);
	return ok;
}
