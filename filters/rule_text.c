/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_text — a rule file's bytes in, numbered lines of UTF-8 out
 */
#include "filters/rule_text.h"

#include "base/i18n.h"
#include "base/lines.h"
#include "filters/rule.h"

char **
rule_text_lines(const RuleFile *file, GPtrArray *problems)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	guint n_problems = problems->len;
	char *to;

	if (file->n_bytes > RULE_FILE_BYTES) {
		lines_problem(problems, file->name, 1, 1, _("longer than %u bytes"),
			      RULE_FILE_BYTES);
		return NULL;
	}
	text = lines_utf8(file->name, file->bytes, file->n_bytes, problems);
	if (text == NULL)
		return NULL;
	to = text;
	for (const char *at = text; *at != '\0'; at++)
		if (*at != '\r' || at[1] != '\n')
			*to++ = *at == '\r' ? '\n' : *at;
	*to = '\0';
	lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i] != NULL; i++)
		if (g_utf8_strlen(lines[i], -1) > RULE_LINE_CHARS)
			lines_problem(problems, file->name, i + 1, RULE_LINE_CHARS + 1,
				      _("the line is longer than %d characters"), RULE_LINE_CHARS);
	return problems->len > n_problems ? NULL : g_steal_pointer(&lines);
}
