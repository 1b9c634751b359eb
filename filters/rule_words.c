/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_words — words FILE: a list of words in a file of its own
 */
#include "filters/rule_words.h"

#include "base/i18n.h"
#include "base/lines.h"
#include "filters/rule_head.h"
#include "filters/rule_text.h"

/* Adds the word of a line; a problem where nothing of it is left. */
static void
add_line(RulePattern *words, const char *file, size_t number, const char *line, GPtrArray *problems)
{
	g_autofree char *word = rule_head_trimmed(line);

	if (*word == '\0' || *word == '#' || rule_cursor_half(word) == '#')
		return;
	if (!rule_pattern_add_word(words, word))
		lines_problem(problems, file, (int)number, 1, "%s",
			      _("nothing of this word is left when it is folded"));
}

RulePattern *
rule_words_take(RuleCursor *cursor, RuleFiles *files)
{
	const char *place;
	g_autofree char *path = rule_cursor_token(cursor, &place);
	g_autoptr(RulePattern) words = rule_pattern_words();
	g_auto(GStrv) lines = NULL;
	guint n_problems = cursor->problems->len;
	const RuleFile *file;

	if (path == NULL) {
		rule_cursor_problem(cursor, place,
				    _("a file is missing: words lists/towns.txt (to look for the "
				      "word itself, write a regex: /words/)"));
		return NULL;
	}
	file = rule_files_named(files, cursor, place, path);
	if (file == NULL)
		return NULL;
	lines = rule_text_lines(file, cursor->problems);
	for (size_t i = 0; lines != NULL && lines[i] != NULL; i++) {
		add_line(words, file->name, i + 1, lines[i], cursor->problems);
		if (rule_pattern_n_words(words) > RULE_WORDS_FILE_MAX) {
			lines_problem(cursor->problems, file->name, (int)i + 1, 1,
				      _("more than %d words in one file"), RULE_WORDS_FILE_MAX);
			break;
		}
	}
	if (cursor->problems->len == n_problems && rule_pattern_n_words(words) == 0)
		rule_cursor_problem(cursor, place, _("%s holds no word"), file->name);
	return cursor->problems->len > n_problems ? NULL : g_steal_pointer(&words);
}
