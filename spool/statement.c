/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * statement — one prepared statement of SQLite: its parameters, its row
 */
#include "spool/statement.h"

#include <glib.h>
#include <string.h>

Statement *
statement_new(sqlite3_stmt *handle)
{
	Statement *statement = g_new0(Statement, 1);

	statement->handle = handle;
	statement->n = sqlite3_bind_parameter_count(handle);
	g_assert(statement->n <= STATEMENT_PARAMETERS);
	for (int i = 0; i < statement->n; i++) {
		char name[8];

		g_snprintf(name, sizeof name, "$%d", i + 1);
		statement->at[i] = sqlite3_bind_parameter_index(handle, name);
	}
	return statement;
}

void
statement_free(Statement *statement)
{
	if (!statement)
		return;
	sqlite3_finalize(statement->handle);
	g_free(statement);
}

void
statement_bind(const Statement *statement, const char *types, va_list args)
{
	/* A parameter without its argument would silently be null. */
	g_assert((size_t)statement->n == strlen(types));
	for (int i = 0; types[i]; i++) {
		if (types[i] == 't') {
			const char *text = va_arg(args, const char *);

			sqlite3_bind_text(statement->handle, statement->at[i], text, -1,
					  SQLITE_TRANSIENT);
		} else {
			int64_t number = va_arg(args, int64_t);

			g_assert(types[i] == 'i' || types[i] == 'I');
			if (types[i] == 'I' && number == 0)
				sqlite3_bind_null(statement->handle, statement->at[i]);
			else
				sqlite3_bind_int64(statement->handle, statement->at[i], number);
		}
	}
}

void
statement_bind_integers(const Statement *statement, const int64_t *numbers, int n)
{
	for (int i = 0; i < statement->n; i++) {
		if (i < n)
			sqlite3_bind_int64(statement->handle, statement->at[i], numbers[i]);
		else
			sqlite3_bind_null(statement->handle, statement->at[i]);
	}
}

json_t *
statement_row(const Statement *statement)
{
	sqlite3_stmt *handle = statement->handle;
	json_t *row = json_object();

	for (int i = 0; i < sqlite3_column_count(handle); i++) {
		const char *name = sqlite3_column_name(handle, i);
		json_t *value = NULL;

		if (sqlite3_column_type(handle, i) == SQLITE_INTEGER)
			value = json_integer(sqlite3_column_int64(handle, i));
		else if (sqlite3_column_type(handle, i) == SQLITE_TEXT)
			value = json_string((const char *)sqlite3_column_text(handle, i));
		json_object_set_new(row, name, value ? value : json_null());
	}
	return row;
}
