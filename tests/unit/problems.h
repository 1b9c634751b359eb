/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * problems — what a file's reader says of it, as one text
 */
#ifndef CHENGBAO_TESTS_PROBLEMS_H
#define CHENGBAO_TESTS_PROBLEMS_H

#include <glib.h>

static inline GPtrArray *
list_new(void)
{
	return g_ptr_array_new_with_free_func(g_free);
}

/* Each on a line of its own. Yours. */
static inline char *
list_text(const GPtrArray *list)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++)
		g_string_append_printf(text, "%s\n", (char *)list->pdata[i]);
	return g_string_free(text, FALSE);
}

#endif
