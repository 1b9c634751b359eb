/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * db — the database behind the store: open, transaction, statement by name
 *
 * Every statement of the program stands under a name in spool/statements*.sql,
 * where both engines can be asked to prepare it. Rows come back as JSON
 * objects, column name to value.
 *
 * Promise: after db_commit the rows survive power loss (SQLite: WAL with
 * synchronous=FULL, read back at open).
 * Not here: what the statements mean (spool/apply*.c, spool/query.c).
 */
#ifndef CHENGBAO_SPOOL_DB_H
#define CHENGBAO_SPOOL_DB_H

#include "base/record.h"

typedef struct Db Db;

typedef enum { DB_READ, DB_WRITE } DbMode;

/* Opens PATH; DB_WRITE makes it with schema.sql when it is not there.
 * Errors: STORE (not a database of ours, damaged, another version); REFUSED
 * nothing there to read. */
Db *db_open(const char *path, DbMode mode, GError **error);
void db_close(Db *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_close)

bool db_begin(Db *db, GError **error);
/* A failed commit has an unknown outcome (it may be there after all): STORE, and
 * the process must stop and read again. Source: RELIABILITY finding 6. */
bool db_commit(Db *db, GError **error);
void db_rollback(Db *db);

/* Runs the statement NAME. `types` has a letter for each argument: i int64_t,
 * I int64_t whose 0 is null, t const char * (NULL: null).
 * Errors: STORE; REFUSED a constraint says no. */
bool db_run(Db *db, GError **error, const char *name, const char *types, ...);

/* The rows of a query, a list of objects. Yours. */
json_t *db_rows(Db *db, GError **error, const char *name, const char *types, ...);

/* Appends the first column of every row, integers, to `into` (of int64_t). */
bool db_integers(Db *db, GError **error, GArray *into, const char *name, const char *types, ...);

/* Asks for many keys at once: `each` is given the first two columns of every row, a key and its
 * text (borrowed), in any order. The statement takes as many keys as it has parameters; it is run
 * as often as there are more, and those that are left are null. */
typedef void DbEach(void *data, int64_t key, const char *text);
bool db_each(Db *db, GError **error, const char *name, const int64_t *keys, guint n, DbEach *each,
	     void *data);

/* The first row of a query: yours; *ret_row NULL when there is none. */
bool db_row(Db *db, GError **error, json_t **ret_row, const char *name, const char *types, ...);

/* Runs SQL text of our own, several statements (schema, backup). */
bool db_script(Db *db, const char *sql, GError **error);

/* A consistent copy into a new file while others write. Errors: STORE. */
bool db_copy(Db *db, const char *to_path, GError **error);

/* Whether the file is sound. Errors: STORE with what is damaged. */
bool db_check(Db *db, GError **error);

#endif
