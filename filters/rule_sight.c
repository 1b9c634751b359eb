/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_sight — what a regex asks for and folded text never holds
 *
 * Rules see the folded text. A regex is taken as written, so that one typed with the
 * input method on, /时间：/, would silently never hit. One walk over the regex's literals;
 * groups' names, comments, escapes and classes are passed over, and what stands behind (?x).
 *
 * Promise: linear. Nothing is refused that could hit.
 */
#include "filters/rule_sight.h"

#include "base/i18n.h"
#include "base/text/fold.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
	const char *at;
	bool extended;	 /* behind (?x): blanks and remarks are not looked for */
	gunichar before; /* the literal that ends here; 0: none, or it is repeated */
} Walk;

/* Past a group's beginning, as far as it is no literal: ( (?: (?<name> (?x) (?#remark). */
static void
pass_group(Walk *walk)
{
	static const char *const names[] = { "(?<", "(?P<", "(?'", "(?(<", "(?P=", "(?P>", "(?&" };
	const char *at = walk->at;
	size_t n;

	if (at[1] == '*' || g_str_has_prefix(at, "(?#")) {
		at += strcspn(at, at[1] == '*' ? ":)" : ")");
		walk->at = *at != '\0' ? at + 1 : at;
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (g_str_has_prefix(at, names[i]) && strchr("=!", at[strlen(names[i])]) == NULL) {
			at += strlen(names[i]);
			at += strcspn(at, ">')");
			walk->at = *at != '\0' && *at != ')' ? at + 1 : at;
			return;
		}
	walk->at++;
	if (at[1] != '?')
		return;
	n = strspn(at + 2, "imsnxJU^-");
	walk->extended |= memchr(at + 2, 'x', n) != NULL;
	walk->at += 1 + n + strspn(at + 2 + n, "=!<>|:");
}

/* Past \x and what belongs to it. */
static void
pass_escape(Walk *walk)
{
	const char *end;

	if (walk->at[1] == 'Q') {
		end = strstr(walk->at, "\\E");
		walk->at = end != NULL ? end + 2 : walk->at + strlen(walk->at);
		return;
	}
	walk->at++;
	if (*walk->at == '\0')
		return;
	walk->at = g_utf8_next_char(walk->at);
	if (*walk->at == '{' || *walk->at == '<' || *walk->at == '\'')
		walk->at += strcspn(walk->at, "}>'");
}

static void
pass_class(Walk *walk)
{
	walk->at++;
	walk->at += *walk->at == '^';
	walk->at += *walk->at == ']';
	while (*walk->at != '\0' && *walk->at != ']') {
		if (g_str_has_prefix(walk->at, "[:")) {
			const char *end = strstr(walk->at, ":]");

			walk->at = end != NULL ? end + 2 : walk->at + 1;
		} else if (*walk->at == '\\' && walk->at[1] != '\0') {
			walk->at = g_utf8_next_char(walk->at + 1);
		} else {
			walk->at = g_utf8_next_char(walk->at);
		}
	}
	walk->at += *walk->at == ']';
}

/* A character of the simplified script may stay as it is beside others (乾坤). */
static bool
is_simplified_too(gunichar character)
{
	char bytes[7] = "";
	g_autofree char *gb = NULL;

	g_unichar_to_utf8(character, bytes);
	gb = g_convert(bytes, -1, "GB2312", "UTF-8", NULL, NULL, NULL);
	return g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN && gb != NULL;
}

/* Why this literal is in no folded text; NULL: it may be. */
static char *
refuse_character(gunichar character)
{
	char bytes[7] = "";
	g_autofree char *framed = NULL, *folded = NULL, *inner = NULL;

	g_unichar_to_utf8(character, bytes);
	framed = g_strconcat("a", bytes, "a", NULL);
	folded = fold_word(framed);
	if (strcmp(framed, folded) == 0 || is_simplified_too(character))
		return NULL;
	if (strlen(folded) <= 2)
		return g_strdup_printf(_("rules see the folded text, which never holds U+%04X: "
					 "leave it out"),
				       (unsigned)character);
	inner = g_strndup(folded + 1, strlen(folded) - 2);
	return g_strdup_printf(_("rules see the folded text, where “%s” is “%s”: write that"),
			       bytes, inner);
}

static bool
may_be_absent(const char *repeat)
{
	return *repeat == '?' || *repeat == '*' || g_str_has_prefix(repeat, "{0");
}

/* A blank that must stand beside a Chinese character. */
static char *
refuse_blank(const Walk *walk)
{
	const char *next = walk->at + 1;
	gunichar after = g_utf8_get_char(next);

	if (may_be_absent(next))
		return NULL;
	if (walk->before == 0 || !utf8_wide(walk->before)) {
		if (after == 0 || !utf8_wide(after) || may_be_absent(g_utf8_next_char(next)))
			return NULL;
	}
	return g_strdup(_("rules see the folded text, which has no blank beside Chinese: leave it "
			  "out"));
}

/* Past a literal; why it cannot be, otherwise. */
static char *
take_literal(Walk *walk)
{
	gunichar character = g_utf8_get_char(walk->at);
	const char *next = g_utf8_next_char(walk->at);
	char *why = NULL;

	if (may_be_absent(next))
		character = 0;
	else if (character == ' ')
		why = refuse_blank(walk);
	else if (character > 0x7f)
		why = refuse_character(character);
	if (why != NULL)
		return why;
	walk->before = character;
	walk->at = next;
	return NULL;
}

char *
rule_sight_find(const char *regex, size_t *ret_offset)
{
	Walk walk = { .at = regex };

	while (*walk.at != '\0' && !walk.extended) {
		gunichar before = walk.before;
		char *why;

		walk.before = 0;
		if (*walk.at == '(') {
			pass_group(&walk);
		} else if (*walk.at == '\\') {
			pass_escape(&walk);
		} else if (*walk.at == '[') {
			pass_class(&walk);
		} else if (strchr(")|.^$?*+{}", *walk.at) != NULL) {
			walk.at++;
		} else {
			walk.before = before;
			why = take_literal(&walk);
			if (why != NULL) {
				*ret_offset = (size_t)(walk.at - regex);
				return why;
			}
		}
	}
	return NULL;
}
