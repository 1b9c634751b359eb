/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reasons — reasons.txt: what 因3 of an answer says
 */
#include "config/reasons.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "base/shipped.h"

#include <string.h>

#define REASONS_SHIPPED "share/office/" REASONS_FILE

/* The column of the first character that no mail may carry; 0: none. */
static int
reasons_control(const char *text)
{
	int column = 1;

	for (; *text; text = g_utf8_next_char(text), column++)
		if (!g_unichar_isprint(g_utf8_get_char(text)))
			return column;
	return 0;
}

static void
reasons_line(const char *file, int number, const char *line, GPtrArray *reasons,
	     GPtrArray *problems)
{
	g_autofree char *text = g_strstrip(g_strdup(line));
	int column = reasons_control(text);

	if (!*text || *text == '#')
		return;
	if (column > 0)
		lines_problem(problems, file, number, column, "%s",
			      _("a reason is plain text on one line"));
	else if (g_utf8_strlen(text, -1) > REASONS_MAX_CHARACTERS)
		lines_problem(problems, file, number, REASONS_MAX_CHARACTERS + 1,
			      _("a reason has at most %d characters"), REASONS_MAX_CHARACTERS);
	else if (g_ptr_array_find_with_equal_func(reasons, text, g_str_equal, NULL))
		lines_problem(problems, file, number, 1, _("“%s” stands twice"), text);
	else if (reasons->len == REASONS_MAX)
		lines_problem(problems, file, number, 1, _("there are at most %d reasons"),
			      REASONS_MAX);
	else
		g_ptr_array_add(reasons, g_steal_pointer(&text));
}

char **
reasons_read(const char *file, const char *bytes, size_t n_bytes, GPtrArray *problems)
{
	guint n_problems = problems->len;
	g_autofree char *text = lines_utf8(file, bytes, n_bytes, problems);
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;
	g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(g_free);

	for (size_t i = 0; lines && lines[i]; i++)
		reasons_line(file, (int)i + 1, lines[i], reasons, problems);
	if (problems->len > n_problems)
		return NULL;
	g_ptr_array_add(reasons, NULL);
	return (char **)g_ptr_array_steal(reasons, NULL);
}

char **
reasons_load(const char *directory, GPtrArray *problems, GPtrArray *notes)
{
	g_autofree char *path = g_build_filename(directory, REASONS_FILE, NULL);
	const ShippedFile *shipped = shipped_find(REASONS_SHIPPED);
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	size_t n_bytes = 0;

	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_ptr_array_add(notes, g_strdup_printf(_("%s: there is none; the shipped reasons "
							 "stand in"),
						       REASONS_FILE));
		return reasons_read(REASONS_SHIPPED, shipped->bytes, shipped->n_bytes, problems);
	}
	bytes = files_read_path(path, REASONS_MAX_BYTES, &n_bytes, &error);
	if (bytes)
		return reasons_read(REASONS_FILE, bytes, n_bytes, problems);
	lines_problem(problems, REASONS_FILE, 1, 1, "%s",
		      error->message + strlen(path) + strlen(":1:1: "));
	return NULL;
}
