/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_tree_set — the characters that a piece of a regex takes
 *
 * Sets are never too small: of a negated class that holds \d or \p{…} any
 * character is taken.
 */
#include "filters/rule_tree_set.h"

#include <stdlib.h>
#include <string.h>

static void
add_range(RuleDescent *descent, uint32_t from, uint32_t to)
{
	RuleRange range = { from, to };

	descent->failed |= descent->tree->ranges->len >= RULE_TREE_RANGES;
	if (from <= to && !descent->failed)
		g_array_append_val(descent->tree->ranges, range);
}

/* At least what \d, \s … take under UCP; false: no such class. The ideographs and their
 * punctuation are no digits, U+3000 is a blank. */
static bool
add_class_escape(RuleDescent *descent, char letter)
{
	static const struct {
		char letter;
		RuleRange ranges[6];
	} classes[] = {
		{ 'd',
		  { { '0', '9' },
		    { 0x660, 0x167f },
		    { 0x1810, 0x1fff },
		    { 0x2060, 0x2fff },
		    { 0xa000, 0x10ffff } } },
		{ 's',
		  { { '\t', '\r' },
		    { ' ', ' ' },
		    { 0x85, 0xa0 },
		    { 0x1680, 0x180e },
		    { 0x2000, 0x205f },
		    { 0x3000, 0x3000 } } },
		{ 'h',
		  { { '\t', '\t' },
		    { ' ', ' ' },
		    { 0xa0, 0xa0 },
		    { 0x1680, 0x180e },
		    { 0x2000, 0x205f },
		    { 0x3000, 0x3000 } } },
		{ 'v', { { '\n', '\r' }, { 0x85, 0x85 }, { 0x2028, 0x2029 } } },
		{ 'w',
		  { { '0', '9' }, { 'A', 'Z' }, { '_', '_' }, { 'a', 'z' }, { 0x80, 0x10ffff } } },
	};

	if (letter != 0 && strchr("DSHVWN", letter) != NULL) {
		add_range(descent, 0, 0x10ffff);
		return true;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
		if (classes[i].letter == letter) {
			for (size_t j = 0; j < 6 && classes[i].ranges[j].to != 0; j++)
				add_range(descent, classes[i].ranges[j].from,
					  classes[i].ranges[j].to);
			return true;
		}
	return false;
}

/* Past \pL \p{Han}: any character. */
static bool
skip_property(RuleDescent *descent)
{
	const char *end = descent->at;

	if (*end == '\0')
		return false;
	end = *end == '{' ? strchr(end, '}') : end;
	if (end == NULL)
		return false;
	descent->at = end + 1;
	add_range(descent, 0, 0x10ffff);
	return true;
}

/* The character an escape stands for, behind the backslash; -1: it is none. */
static long
escaped_character(RuleDescent *descent)
{
	static const char letters[] = "tnrfea", values[] = "\t\n\r\f\x1b\a";
	const char *at = descent->at, *letter;
	char *end;
	unsigned long code;

	if (*at == '\0')
		return -1;
	if (!g_ascii_isalnum(*at)) {
		descent->at = g_utf8_next_char(at);
		return (long)g_utf8_get_char(at);
	}
	if (*at == 'x' && at[1] == '{' && g_ascii_isxdigit(at[2])) {
		code = strtoul(at + 2, &end, 16);
		if (*end != '}' || code > 0x10ffff)
			return -1;
		descent->at = end + 1;
		return (long)code;
	}
	letter = strchr(letters, *at);
	if (letter == NULL)
		return -1;
	descent->at = at + 1;
	return values[letter - letters];
}

RuleTreeNode *
rule_tree_escape(RuleDescent *descent)
{
	guint n = descent->tree->ranges->len;
	RuleTreeNode *node;
	char letter = *descent->at;
	long character;

	if (letter != '\0' && strchr("bBAZzGK", letter) != NULL) {
		descent->at++;
		return rule_tree_node(descent, RULE_TREE_EMPTY, NULL);
	}
	if (letter == 'p' || letter == 'P') {
		descent->at++;
		descent->failed |= !skip_property(descent);
	} else if (letter == 'N' && descent->at[1] == '{') {
		descent->failed = true;
	} else if (add_class_escape(descent, letter)) {
		descent->at++;
	} else if ((character = escaped_character(descent)) >= 0) {
		add_range(descent, (uint32_t)character, (uint32_t)character);
	} else {
		descent->failed = true;
	}
	node = rule_tree_node(descent, RULE_TREE_CHAR, NULL);
	node->set = (RuleCharacters){ n, descent->tree->ranges->len - n };
	return node;
}

static int
compare_ranges(const void *a, const void *b)
{
	uint32_t left = ((const RuleRange *)a)->from, right = ((const RuleRange *)b)->from;

	return left < right ? -1 : left > right;
}

/* Puts what the ranges from `n` on leave out in their place. */
static void
negate(RuleDescent *descent, guint n)
{
	GArray *ranges = descent->tree->ranges;
	guint n_own = ranges->len - n;
	g_autofree RuleRange *own =
		g_memdup2(&g_array_index(ranges, RuleRange, n), n_own * sizeof(RuleRange));
	uint32_t from = 0;

	qsort(own, n_own, sizeof *own, compare_ranges);
	g_array_set_size(ranges, n);
	for (guint i = 0; i < n_own; i++) {
		if (own[i].from > from)
			add_range(descent, from, own[i].from - 1);
		from = MAX(from, own[i].to + 1);
	}
	add_range(descent, from, 0x10ffff);
}

/* One member of a class, and past it; -1: it was a class of its own, whose characters were
 * added; then the negation is not known. */
static long
class_member(RuleDescent *descent, bool *ret_inexact)
{
	const char *at = descent->at;
	long character;

	if (*at == '[' && (at[1] == ':' || at[1] == '.' || at[1] == '=')) {
		descent->failed = true;
		return -1;
	}
	if (*at != '\\') {
		descent->at = g_utf8_next_char(at);
		return (long)g_utf8_get_char(at);
	}
	descent->at++;
	if (*descent->at == 'p' || *descent->at == 'P') {
		descent->at++;
		*ret_inexact = true;
		descent->failed |= !skip_property(descent);
		return -1;
	}
	if (*descent->at != 'N' && add_class_escape(descent, *descent->at)) {
		descent->at++;
		*ret_inexact = true;
		return -1;
	}
	if (*descent->at == 'b') {
		descent->at++;
		return '\b';
	}
	character = escaped_character(descent);
	descent->failed |= character < 0;
	return character;
}

RuleTreeNode *
rule_tree_class(RuleDescent *descent)
{
	bool negated = *descent->at == '^', inexact = false, first = true;
	guint n = descent->tree->ranges->len;
	RuleTreeNode *node;

	descent->at += negated;
	while (!descent->failed && (*descent->at != ']' || first)) {
		long from, to;

		first = false;
		if (*descent->at == '\0') {
			descent->failed = true;
			break;
		}
		from = to = class_member(descent, &inexact);
		if (from >= 0 && *descent->at == '-' && descent->at[1] != ']') {
			descent->at++;
			to = class_member(descent, &inexact);
			descent->failed |= to < from;
		}
		if (from >= 0)
			add_range(descent, (uint32_t)from, (uint32_t)to);
	}
	descent->at += *descent->at == ']';
	if (negated && inexact) {
		g_array_set_size(descent->tree->ranges, n);
		add_range(descent, 0, 0x10ffff);
	} else if (negated && !descent->failed) {
		negate(descent, n);
	}
	node = rule_tree_node(descent, RULE_TREE_CHAR, NULL);
	node->set = (RuleCharacters){ n, descent->tree->ranges->len - n };
	return node;
}

RuleTreeNode *
rule_tree_character(RuleDescent *descent)
{
	guint n = descent->tree->ranges->len;
	RuleTreeNode *node = rule_tree_node(descent, RULE_TREE_CHAR, NULL);
	gunichar character = g_utf8_get_char(descent->at);

	if (character == '.') {
		add_range(descent, 0, '\n' - 1);
		add_range(descent, '\n' + 1, 0x10ffff);
	} else {
		add_range(descent, character, character);
	}
	descent->at = g_utf8_next_char(descent->at);
	node->set = (RuleCharacters){ n, descent->tree->ranges->len - n };
	return node;
}

bool
rule_tree_disjoint(const RuleTree *tree, RuleCharacters a, RuleCharacters b)
{
	const RuleRange *ranges = (const RuleRange *)(const void *)tree->ranges->data;

	for (guint i = a.at; i < a.at + a.n; i++)
		for (guint j = b.at; j < b.at + b.n; j++)
			if (ranges[i].from <= ranges[j].to && ranges[j].from <= ranges[i].to)
				return false;
	return true;
}
