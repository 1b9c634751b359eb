/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_need — the literals without which a regex cannot match
 *
 * A descent through alternatives, chains, quantified pieces. Assertions only
 * narrow what matches, so they are read and left out. Whatever changes how the
 * rest is to be read (verbs, conditions, extended syntax) gives the regex up.
 */
#include "filters/rule_need.h"

#include "filters/rule_need_set.h"

#include <stdbool.h>
#include <string.h>

#define NEED_DEPTH 60	   /* of brackets; PCRE2 is told to refuse more than 50 */
#define NEED_CLASS 16	   /* characters of a class that are told apart */
#define NEED_REPEAT 100000 /* read of a quantifier */
#define NEED_GROUP_BYTES 2 /* a literal of one byte is in every text */
#define NEED_CHARACTER 4   /* bytes that one takes at most */

typedef struct {
	const char *at;
	bool caseless, lost;
	int depth;
} Need;

static RulePiece need_alternatives(Need *need);

static RulePiece
need_give_up(Need *need)
{
	need->lost = true;
	return rule_piece_any(RULE_PIECE_ENDLESS);
}

static bool
need_take(Need *need, const char *words)
{
	if (!g_str_has_prefix(need->at, words))
		return false;
	need->at += strlen(words);
	return true;
}

/* Past the next `close`; gives up where there is none. */
static void
need_past(Need *need, char close)
{
	const char *end = strchr(need->at, close);

	need->lost |= end == NULL;
	need->at = end ? end + 1 : need->at + strlen(need->at);
}

/* ---- characters ---- */

/* Is it the same under (?i)? Chinese is, and what is no letter of ASCII; of the rest some are,
 * but to tell which would be PCRE2's tables over again. */
static bool
need_is_caseless(gunichar c)
{
	if (c >= 128)
		return c >= 0x2e80 && c <= 0x9fff;
	return !g_ascii_isalpha((char)c);
}

static RulePiece
need_character(const Need *need, gunichar c)
{
	char bytes[8];

	if (c == 0 || (need->caseless && !need_is_caseless(c)))
		return rule_piece_any(NEED_CHARACTER);
	return rule_piece_literal(bytes, (gsize)g_unichar_to_utf8(c, bytes));
}

/* \x{6625} or \x2d, behind the x. */
static RulePiece
need_hexadecimal(Need *need)
{
	bool braces = need_take(need, "{");
	gunichar c = 0;
	int n = 0;

	for (; g_ascii_isxdigit(*need->at) && n < (braces ? 6 : 2); need->at++, n++)
		c = c * 16 + (gunichar)g_ascii_xdigit_value(*need->at);
	if (n == 0 || (braces && !need_take(need, "}")) || !g_unichar_validate(c))
		return need_give_up(need);
	return need_character(need, c);
}

/* \p{Han} \pL \g{1} \k<name> \g1: past it. */
static void
need_past_name(Need *need)
{
	static const char pairs[] = "{}<>''";
	const char *open = *need->at ? strchr(pairs, *need->at) : NULL;

	if (open) {
		need->at++;
		need_past(need, *open == '\'' ? '\'' : open[1]);
		return;
	}
	need->at += *need->at == '-' || *need->at == '+';
	if (g_ascii_isdigit(*need->at))
		while (g_ascii_isdigit(*need->at))
			need->at++;
	else if (*need->at)
		need->at++;
}

/* Behind a backslash. *ret_width: it matches characters, rather than a place. */
static RulePiece
need_escape(Need *need, bool *ret_width)
{
	gunichar c = g_utf8_get_char(need->at);

	*ret_width = true;
	if (c == 0)
		return need_give_up(need);
	need->at = g_utf8_next_char(need->at);
	if (c >= 128 || !g_ascii_isalnum((char)c))
		return need_character(need, c);
	if (strchr("bBAzZK", (int)c)) {
		*ret_width = false;
		return rule_piece_any(NEED_CHARACTER);
	}
	if (c == 'N' && g_str_has_prefix(need->at, "{U+"))
		return need_give_up(need);
	if (strchr("dDwWsShHvVRNX", (int)c))
		return rule_piece_any(c == 'X' ? RULE_PIECE_ENDLESS : NEED_CHARACTER);
	if (strchr("pPgk123456789", (int)c)) {
		if (g_ascii_isdigit((char)c))
			need->at--;
		need_past_name(need);
		return rule_piece_any(c == 'p' || c == 'P' ? NEED_CHARACTER : RULE_PIECE_ENDLESS);
	}
	switch (c) {
	case 'x':
		return need_hexadecimal(need);
	case 'n':
		return need_character(need, '\n');
	case 'r':
		return need_character(need, '\r');
	case 't':
		return need_character(need, '\t');
	default:
		return need_give_up(need); /* \Q \G \c … */
	}
}

/* ---- classes ---- */

/* [:alpha:] within a class. An [: that never ends so is two characters to PCRE2: given up. */
static void
need_past_posix(Need *need)
{
	need->at += 2;
	need->at += *need->at == '^';
	while (g_ascii_isalpha(*need->at))
		need->at++;
	if (!need_take(need, ":]"))
		need->lost = true;
}

/* One character of a class; 0 for what stands for several. */
static gunichar
need_class_character(Need *need)
{
	gunichar c = g_utf8_get_char(need->at);

	if (c == '[' && need->at[1] && strchr(":.=", need->at[1])) {
		need_past_posix(need);
		return 0;
	}
	need->at = g_utf8_next_char(need->at);
	if (c != '\\')
		return c;
	c = g_utf8_get_char(need->at);
	if (c == 0 || c == 'Q')
		need->lost = true;
	if (c < 128 && g_ascii_isalnum((char)c)) {
		if (strchr("xpPNo", (int)c) && need->at[1] == '{')
			need_past(need, '}');
		else
			need->at++;
		return 0;
	}
	need->at = g_utf8_next_char(need->at);
	return c;
}

static void
need_class_add(const Need *need, RulePiece *piece, gunichar c)
{
	RulePiece one = need_character(need, c);

	if (one.exact && piece->exact && piece->exact->len < NEED_CLASS)
		g_ptr_array_add(piece->exact, g_strdup(one.exact->pdata[0]));
	else
		g_clear_pointer(&piece->exact, g_ptr_array_unref);
	rule_piece_clear(&one);
}

/* Behind the opening bracket. */
static RulePiece
need_class(Need *need)
{
	RulePiece piece = rule_piece_any(NEED_CHARACTER);
	bool first = true;

	if (!need_take(need, "^"))
		piece.exact = g_ptr_array_new_with_free_func(g_free);
	for (; *need->at && (first || *need->at != ']') && !need->lost; first = false) {
		gunichar from = need_class_character(need), to = from;

		if (*need->at == '-' && need->at[1] != ']' && need->at[1]) {
			need->at++;
			to = need_class_character(need);
		}
		if (from == 0 || to == 0 || to - from >= NEED_CLASS) {
			g_clear_pointer(&piece.exact, g_ptr_array_unref);
			continue;
		}
		for (gunichar c = from; c <= to; c++)
			need_class_add(need, &piece, c);
	}
	need_past(need, ']');
	return piece;
}

/* ---- groups ---- */

/* Letters up to ) or :, behind "(?". False: something else stands there. */
static bool
need_options(Need *need, bool *ret_group)
{
	const char *at = need->at;
	bool on = true, caseless = need->caseless;

	for (; *at && strchr("imsnxJU-", *at); at++) {
		if (*at == '-')
			on = false;
		else if (*at == 'i')
			caseless = on;
		else if (*at == 'x' && on)
			need->lost = true; /* blanks and # would be no literals */
	}
	if (at == need->at || (*at != ')' && *at != ':'))
		return false;
	need->caseless = caseless;
	*ret_group = *at == ':';
	need->at = at + 1;
	return true;
}

/* What stands between round brackets, and the closing one. */
static RulePiece
need_inside(Need *need)
{
	RulePiece piece = need_alternatives(need);

	if (!need_take(need, ")"))
		need->lost = true;
	return piece;
}

/* Behind the opening bracket. *ret_width as in need_escape. */
static RulePiece
need_group(Need *need, bool *ret_width)
{
	static const char *const assertions[] = { "?=", "?!", "?<=", "?<!" };
	static const char *const plain[] = { "?:", "?|", "?>" };
	bool group;

	*ret_width = true;
	if (*need->at == '*')
		return need_give_up(need);
	for (size_t i = 0; i < G_N_ELEMENTS(assertions); i++)
		if (need_take(need, assertions[i])) {
			RulePiece inside = need_inside(need);

			rule_piece_clear(&inside);
			*ret_width = false;
			return rule_piece_any(NEED_CHARACTER);
		}
	for (size_t i = 0; i < G_N_ELEMENTS(plain); i++)
		if (need_take(need, plain[i]))
			return need_inside(need);
	if (need_take(need, "?#")) {
		need_past(need, ')');
		*ret_width = false;
		return rule_piece_any(NEED_CHARACTER);
	}
	if (need_take(need, "?P<") || need_take(need, "?<"))
		need_past(need, '>');
	else if (need_take(need, "?'"))
		need_past(need, '\'');
	else if (need_take(need, "?")) {
		bool before = need->caseless;
		RulePiece piece;

		if (!need_options(need, &group))
			return need_give_up(need); /* recursion, conditions, callouts */
		if (!group) {
			*ret_width = false; /* holds up to the end of the group around it */
			return rule_piece_any(NEED_CHARACTER);
		}
		piece = need_inside(need);
		need->caseless = before;
		return piece;
	}
	return need_inside(need);
}

/* ---- chains ---- */

static int
need_digits(const char **at)
{
	int number = 0;

	for (; g_ascii_isdigit(**at); (*at)++)
		number = MIN(number * 10 + (**at - '0'), NEED_REPEAT);
	return number;
}

/* {2}, {2,}, {2,5}; anything else there is literal. PCRE2 before 10.43 takes {,5} and { 2 } to be
 * literal, later ones do not: given up. */
static bool
need_braces(Need *need, int *min, int *max)
{
	const char *at = need->at + 1;
	size_t n = strspn(at, "0123456789, \t");

	if (n == 0 || at[n] != '}')
		return false;
	*min = *max = need_digits(&at);
	if (*at == ',') {
		at++;
		*max = g_ascii_isdigit(*at) ? need_digits(&at) : -1;
	}
	need->lost |= !g_ascii_isdigit(need->at[1]) || *at != '}';
	need->at += n + 2;
	return true;
}

/* A quantifier, if one stands here. */
static void
need_quantifier(Need *need, int *min, int *max)
{
	*min = *max = 1;
	if (need_take(need, "*")) {
		*min = 0;
		*max = -1;
	} else if (need_take(need, "+")) {
		*max = -1;
	} else if (need_take(need, "?")) {
		*min = 0;
	} else if (*need->at != '{' || !need_braces(need, min, max)) {
		return;
	}
	if (*need->at == '?' || *need->at == '+')
		need->at++;
}

/* One piece of a chain, without its quantifier. */
static RulePiece
need_piece(Need *need, bool *ret_width)
{
	gunichar c = g_utf8_get_char(need->at);

	need->at = g_utf8_next_char(need->at);
	*ret_width = true;
	switch (c) {
	case '\\':
		return need_escape(need, ret_width);
	case '[':
		return need_class(need);
	case '(':
		return need_group(need, ret_width);
	case '^':
	case '$':
		*ret_width = false;
		return rule_piece_any(NEED_CHARACTER);
	case '.':
		return rule_piece_any(NEED_CHARACTER);
	default:
		return need_character(need, c);
	}
}

static RulePiece
need_chain(Need *need)
{
	RuleChain chain;

	rule_chain_init(&chain);
	while (*need->at && *need->at != '|' && *need->at != ')' && !need->lost) {
		bool width;
		RulePiece piece = need_piece(need, &width);
		int min, max;

		need_quantifier(need, &min, &max);
		if (width)
			rule_chain_add(&chain, rule_piece_repeated(piece, min, max));
		else
			rule_piece_clear(&piece);
	}
	return rule_chain_end(&chain);
}

static void
need_clear_piece(void *piece)
{
	rule_piece_clear(piece);
}

static RulePiece
need_alternatives(Need *need)
{
	g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(RulePiece));
	bool caseless = need->caseless;

	g_array_set_clear_func(pieces, need_clear_piece);
	if (++need->depth > NEED_DEPTH)
		need->lost = true;
	do {
		RulePiece piece = need_chain(need);

		g_array_append_val(pieces, piece);
	} while (!need->lost && need_take(need, "|"));
	need->depth--;
	need->caseless = caseless;
	if (pieces->len > 1)
		return rule_piece_either(pieces);
	return rule_piece_steal(&g_array_index(pieces, RulePiece, 0));
}

/* ---- the regex ---- */

/* The rarest groups first; of the rest those that help little are left out. */
static void
need_choose(const GPtrArray *groups, RuleNeed *ret)
{
	for (guint i = 0; i < groups->len; i++) {
		GPtrArray *group = groups->pdata[i];
		guint at = 0;

		if (!rule_set_is_usable(group, NEED_GROUP_BYTES))
			continue;
		while (at < ret->groups->len && !rule_set_is_better(group, ret->groups->pdata[at]))
			at++;
		if (at < RULE_NEED_GROUPS)
			g_ptr_array_insert(ret->groups, (int)at, g_ptr_array_ref(group));
		if (ret->groups->len > RULE_NEED_GROUPS)
			g_ptr_array_set_size(ret->groups, RULE_NEED_GROUPS);
	}
}

void
rule_need_of(const char *regex, RuleNeed *ret)
{
	Need need = { .at = regex };
	g_auto(RulePiece) piece = need_alternatives(&need);
	const GPtrArray *lead = piece.exact ? piece.exact : piece.lead;

	*ret = (RuleNeed){ NULL, NULL, piece.most };
	ret->groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	if (need.lost || *need.at)
		return;
	if (piece.exact)
		g_ptr_array_add(piece.groups, g_ptr_array_ref(piece.exact));
	need_choose(piece.groups, ret);
	if (ret->groups->len > 0 && lead && rule_set_is_usable(lead, NEED_GROUP_BYTES))
		ret->lead = g_ptr_array_ref((GPtrArray *)lead);
}

void
rule_need_clear(RuleNeed *need)
{
	g_clear_pointer(&need->groups, g_ptr_array_unref);
	g_clear_pointer(&need->lead, g_ptr_array_unref);
}
