/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * statement — one prepared statement of SQLite: its parameters, its row
 *
 * SQLite takes the parameters of both engines' common form `$1` for names, so each is bound by
 * its name: one number may stand several times in a statement. Which place a name has is asked
 * once, as a look-up (seen) runs one statement for each of hundreds of prints.
 *
 * Not here: which statements there are, running them, errors (db).
 */
#ifndef CHENGBAO_SPOOL_STATEMENT_H
#define CHENGBAO_SPOOL_STATEMENT_H

#include <jansson.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>

#define STATEMENT_PARAMETERS 32

typedef struct {
	sqlite3_stmt *handle;
	int n, at[STATEMENT_PARAMETERS]; /* SQLite's place of $1, $2 … */
} Statement;

/* Takes the handle. Yours. */
Statement *statement_new(sqlite3_stmt *handle);
void statement_free(Statement *statement);

/* A letter of `types` for each argument, as in db_run. */
void statement_bind(const Statement *statement, const char *types, va_list args);

/* Integers to its first n parameters, null to the others. */
void statement_bind_integers(const Statement *statement, const int64_t *numbers, int n);

/* The row at which it stands, column name to value. Yours. */
json_t *statement_row(const Statement *statement);

#endif
