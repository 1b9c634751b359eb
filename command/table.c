/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * table — columns for people, whatever the width of their characters
 *
 * A Chinese character takes two columns of a terminal, a combining one none.
 *
 * Promise: control characters, line ends among them, become one blank.
 * Not here: JSON (command/command).
 */
#include "command/table.h"

#include "base/i18n.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct Table {
	guint n_columns;
	GPtrArray *cells; /* the heads first, then row after row */
	GArray *widths;	  /* size_t */
	bool *right;
};

static char *
table_clean(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *clean = g_string_new(NULL);

	for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
			g_string_append_c(clean, ' ');
		else
			g_string_append_unichar(clean, c);
	}
	return g_string_free(clean, FALSE);
}

size_t
table_width(const char *text)
{
	size_t width = 0;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_iszerowidth(c))
			width += g_unichar_iswide(c) ? 2 : 1;
	}
	return width;
}

static void
table_put(Table *table, const char *text)
{
	guint column = table->cells->len % table->n_columns;
	char *clean = table_clean(text);
	size_t *width = &g_array_index(table->widths, size_t, column);

	*width = MAX(*width, table_width(clean));
	g_ptr_array_add(table->cells, clean);
}

static bool
table_is_mark(const char *head)
{
	return strcmp(head, ">") == 0;
}

Table *
table_new(const char *const *heads)
{
	Table *table = g_new0(Table, 1);

	table->cells = g_ptr_array_new_with_free_func(g_free);
	table->widths = g_array_new(FALSE, TRUE, sizeof(size_t));
	table->right = g_new0(bool, g_strv_length((char **)heads) + 1);
	for (const char *const *head = heads; *head; head++) {
		if (table_is_mark(*head))
			table->right[table->n_columns] = true;
		else
			table->n_columns++;
	}
	g_array_set_size(table->widths, table->n_columns);
	for (; *heads; heads++)
		if (!table_is_mark(*heads))
			table_put(table, **heads ? _(*heads) : "");
	return table;
}

void
table_free(Table *table)
{
	if (!table)
		return;
	g_ptr_array_unref(table->cells);
	g_array_unref(table->widths);
	g_free(table->right);
	g_free(table);
}

void
table_add(Table *table, const char *const *cells)
{
	for (guint i = 0; i < table->n_columns; i++)
		table_put(table, cells[i] && *cells[i] ? cells[i] : "-");
}

static void
table_pad(GString *text, size_t n)
{
	while (n-- > 0)
		g_string_append_c(text, ' ');
}

char *
table_text(const Table *table)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < table->cells->len; i++) {
		guint column = i % table->n_columns;
		const char *cell = table->cells->pdata[i];
		size_t pad = g_array_index(table->widths, size_t, column) - table_width(cell);
		bool last = column + 1 == table->n_columns;

		if (table->right[column])
			table_pad(text, pad);
		g_string_append(text, cell);
		if (!table->right[column] && !last)
			table_pad(text, pad);
		g_string_append(text, last ? "\n" : "  ");
	}
	return g_string_free(text, FALSE);
}

void
table_print(const Table *table)
{
	g_autofree char *text = table_text(table);

	if (table->cells->len > table->n_columns)
		fputs(text, stdout);
}
