/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * equation — the characters that an EQ field of Word shows
 *
 * An element is a backslash, a letter, options of the same form, then its arguments in
 * parentheses, apart by commas or semicolons; they hold characters and elements again.
 */
#include "extract/equation.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
	const char *at;
	unsigned depth;
} Equation;

static char *equation_argument(Equation *equation);

/* Behind `\* "Font:宋体"`, `\up 9`, `\ad`. */
static void
equation_option(Equation *equation)
{
	const char *at = equation->at + 1;

	if (*at == '*') {
		at += 1 + strspn(at + 1, " ");
		at += *at == '"' ? 1 + strcspn(at + 1, "\"") : strcspn(at, " \\");
		at += *at == '"';
	} else {
		at += !g_ascii_isalpha(*at); /* the bracket of \bc\{ */
		while (g_ascii_isalpha(*at))
			at++;
		at += strspn(at, " ");
		at += strspn(at, "0123456789");
	}
	equation->at = at + strspn(at, " ");
}

/* Of what lies over one another, the last that is something. */
static char *
equation_over(const GPtrArray *arguments)
{
	for (guint i = arguments->len; i-- > 0;)
		if (*(const char *)arguments->pdata[i])
			return g_strdup(arguments->pdata[i]);
	return g_strdup("");
}

/* At `(`. Yours. */
static char *
equation_arguments(Equation *equation, char element)
{
	g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func(g_free);
	bool lines; /* below one another, not over */

	do {
		equation->at++;
		equation->at += strspn(equation->at, " ");
		lines = g_ascii_strncasecmp(equation->at, "\\s\\do", 5) == 0;
		g_ptr_array_add(arguments, equation_argument(equation));
	} while (*equation->at == ',' || *equation->at == ';');
	equation->at += *equation->at == ')';
	if (element == 'o' && !lines)
		return equation_over(arguments);
	g_ptr_array_add(arguments, NULL);
	return g_strjoinv(element == 'f' ? "/" : "", (char **)arguments->pdata);
}

/* At a backslash: an element, or a character that would otherwise be a sign. */
static void
equation_element(Equation *equation, GString *out)
{
	char element = g_ascii_tolower(equation->at[1]);
	g_autofree char *text = NULL;

	if (element && strchr(",;()\\", element)) {
		g_string_append_c(out, element);
		equation->at += 2;
		return;
	}
	do
		equation_option(equation);
	while (element != '*' && *equation->at == '\\' && equation->at[1]);
	if (element == '*' || *equation->at != '(' || equation->depth >= EQUATION_DEPTH)
		return;
	equation->depth++;
	text = equation_arguments(equation, element);
	equation->depth--;
	g_string_append(out, text);
}

/* Up to the sign that ends it. Yours. */
static char *
equation_argument(Equation *equation)
{
	GString *out = g_string_new(NULL);

	while (*equation->at && (equation->depth == 0 || !strchr(",;)", *equation->at)))
		if (*equation->at == '\\' && equation->at[1])
			equation_element(equation, out);
		else
			g_string_append_c(out, *equation->at++);
	return g_strstrip(g_string_free(out, FALSE));
}

char *
equation_text(const char *instruction)
{
	Equation equation = { instruction + strspn(instruction, " \t\r\n"), 0 };

	if (g_ascii_strncasecmp(equation.at, "EQ", 2) != 0 || !strchr(" \\", equation.at[2]))
		return NULL;
	equation.at += 2;
	equation.at += strspn(equation.at, " ");
	return equation_argument(&equation);
}
