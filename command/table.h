/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table — columns for people, whatever the width of their characters
 */
#ifndef CHENGBAO_COMMAND_TABLE_H
#define CHENGBAO_COMMAND_TABLE_H

#include <glib.h>

typedef struct Table Table;

/* The heads of the columns, each marked with N_() and translated here, ending with NULL;
 * the column after a lone `>` is one of numbers, set to the right. */
Table *table_new(const char *const *heads);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

/* One row: as many strings as there are heads; NULL is shown as `-`. */
void table_add(Table *table, const char *const *cells);

/* The whole table, the last column not padded. Yours. */
char *table_text(const Table *table);

/* The same on standard output; nothing at all when there is no row. */
void table_print(const Table *table);

/* The columns of a terminal that a text takes. */
size_t table_width(const char *text);

#endif
