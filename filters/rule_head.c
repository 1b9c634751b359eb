/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_head — [topic NAME], and what a name may be
 */
#include "filters/rule_head.h"

#include "base/i18n.h"

#include <string.h>

/* [topic NAME] up to its bracket: the trimmed inside, or NULL with a problem. */
static char *
take_inside(RuleCursor *cursor)
{
	const char *from = g_utf8_next_char(cursor->at), *at = from;
	RuleCursor after;

	while (*at != '\0' && *at != ']' && rule_cursor_half(at) != ']')
		at = g_utf8_next_char(at);
	if (*at == '\0') {
		rule_cursor_problem(cursor, at, _("“]” is missing"));
		return NULL;
	}
	after = *cursor;
	after.at = g_utf8_next_char(at);
	rule_cursor_skip(&after);
	if (*after.at != '\0') {
		rule_cursor_problem(&after, NULL, _("nothing may follow “]”"));
		return NULL;
	}
	cursor->at = from;
	return g_strndup(from, (size_t)(at - from));
}

char *
rule_head_trimmed(const char *text)
{
	const char *end = text + strlen(text);

	while (*text != '\0' && rule_cursor_is_blank(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	while (end > text) {
		const char *last = g_utf8_prev_char(end);

		if (!rule_cursor_is_blank(g_utf8_get_char(last)))
			break;
		end = last;
	}
	return g_strndup(text, (size_t)(end - text));
}

bool
rule_head_check_name(const RuleCursor *cursor, const char *place, const char *name)
{
	if (*name == '\0')
		return rule_cursor_problem(cursor, place, _("a name is missing"));
	if (g_utf8_strlen(name, -1) > RULE_NAME_CHARS)
		return rule_cursor_problem(cursor, place, _("a name has %d characters at most"),
					   RULE_NAME_CHARS);
	for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		if (character == ';' || character == 0xff1b || character == 0x3001 ||
		    character == '*' || g_unichar_iscntrl(character))
			return rule_cursor_problem(
				cursor, place + (at - name),
				_("a name must not hold ; 、 or * (they join names in "
				  "people.csv)"));
	}
	return true;
}

static bool
type_of(const char *token, RuleSectionType *ret_type)
{
	static const struct {
		RuleWord word;
		RuleSectionType type;
	} types[] = {
		{ RULE_WORD_TOPIC, RULE_TOPIC }, { RULE_WORD_KIND, RULE_KIND },
		{ RULE_WORD_MARK, RULE_MARK },	 { RULE_WORD_ANGLE, RULE_ANGLE },
		{ RULE_WORD_CHECK, RULE_CHECK },
	};
	RuleWord word = token != NULL ? rule_cursor_word(token) : RULE_WORD_NONE;

	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		if (types[i].word == word) {
			*ret_type = types[i].type;
			return true;
		}
	return false;
}

char *
rule_head_parse(RuleCursor *cursor, RuleSectionType *ret_type, const char **ret_place)
{
	const char *place = g_utf8_next_char(cursor->at);
	g_autofree char *inside = take_inside(cursor), *token = NULL, *name = NULL;
	RuleCursor head;

	if (inside == NULL)
		return NULL;
	head = rule_cursor_at(cursor->file, cursor->line, inside, cursor->problems);
	token = rule_cursor_token(&head, NULL);
	if (!type_of(token, ret_type)) {
		rule_cursor_problem(cursor, place,
				    _("unknown section “%s”: a section is [topic NAME], [kind "
				      "NAME], [mark NAME], [angle NAME] or [check NAME]"),
				    token != NULL ? token : "");
		return NULL;
	}
	rule_cursor_skip(&head);
	*ret_place = place + (head.at - inside);
	name = rule_head_trimmed(head.at);
	return rule_head_check_name(cursor, *ret_place, name) ? g_steal_pointer(&name) : NULL;
}
