/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_pattern — words, one regex or a number, and the places where they stand
 *
 * Words are searched plainly; of overlapping places the first, then the
 * longest counts. Regexes run under the limits of rule_engine, those that
 * could be slow in windows of starting places with a look at the time.
 *
 * Where the index has been through the text, words are taken from its places, and
 * a regex is tried just where it can begin by the places of its literals.
 *
 * Promise: a regex that trips a limit is never taken for "no match".
 * Not here: finding slow regexes at load (rule_evil), where one can begin (rule_starts).
 */
#include "filters/rule_pattern.h"

#include "base/i18n.h"
#include "base/text/amount.h"
#include "base/text/fold.h"
#include "filters/rule_evil.h"
#include "filters/rule_need.h"
#include "filters/rule_starts.h"

#include <string.h>

#define RULE_PATTERN_UNKNOWN UINT32_MAX
#define COMPILE_OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C)
#define WINDOW_BYTES 1024
#define OWN_TIME_US 250000 /* whoever runs out of time after this is to blame */

typedef struct {
	uint32_t literal, n_bytes;
} Word;

/* What is read for each pattern that may match stands first, near to each other in memory. */
struct RulePattern {
	uint32_t number; /* the index's; RULE_PATTERN_UNKNOWN: it has none */
	bool anchored, risky;
	const char *tripped; /* why it is suspended */
	GPtrArray *words;    /* folded, or as a regex has them; NULL for any other and a number */
	char *regex;	     /* NULL for words and numbers */
	pcre2_code *code;
	RuleStarts *starts; /* of a regex; NULL: it can begin anywhere */
	GArray *literals;   /* Word: the words again, as the index knows them */
	RuleNumber bounds;  /* where there are neither words nor a regex */
};

static RulePattern *
pattern_new(void)
{
	RulePattern *pattern = g_new0(RulePattern, 1);

	pattern->number = RULE_PATTERN_UNKNOWN;
	pattern->literals = g_array_new(FALSE, FALSE, sizeof(Word));
	return pattern;
}

RulePattern *
rule_pattern_words(void)
{
	RulePattern *pattern = pattern_new();

	pattern->words = g_ptr_array_new_with_free_func(g_free);
	return pattern;
}

RulePattern *
rule_pattern_number(const RuleNumber *number)
{
	RulePattern *pattern = pattern_new();

	pattern->bounds = *number;
	return pattern;
}

bool
rule_pattern_add_word(RulePattern *pattern, const char *word)
{
	g_autofree char *folded = fold_word(word);

	if (*folded == '\0')
		return false;
	g_ptr_array_add(pattern->words, g_steal_pointer(&folded));
	return true;
}

size_t
rule_pattern_n_words(const RulePattern *pattern)
{
	return pattern->words->len;
}

void
rule_pattern_free(RulePattern *pattern)
{
	if (pattern == NULL)
		return;
	if (pattern->words != NULL)
		g_ptr_array_unref(pattern->words);
	pcre2_code_free(pattern->code);
	g_array_unref(pattern->literals);
	rule_starts_free(pattern->starts);
	g_free(pattern->regex);
	g_free(pattern);
}

static int
refuse_callout(pcre2_callout_enumerate_block *block, void *data)
{
	size_t *offset = data;

	*offset = block->pattern_position;
	return 1;
}

/* What PCRE2 would accept and an office's rules must not hold. */
static char *
refusal(const pcre2_code *code, RuleEngine *engine, const char *regex, size_t *ret_offset)
{
	*ret_offset = 0;
	if (pcre2_callout_enumerate(code, refuse_callout, ret_offset) != 0)
		return g_strdup(_("callouts, (?C…), are not allowed in rules"));
	*ret_offset = 0;
	if (pcre2_match(code, (PCRE2_SPTR) "", 0, 0, PCRE2_NO_UTF_CHECK, engine->data,
			engine->trial) >= 0)
		return g_strdup(_("this regex matches even an empty text: it would always hit"));
	return rule_evil_find(engine, code, regex, ret_offset);
}

/* The words of a regex that is nothing but words, 水库|大坝, of which none begins another: it
 * finds what they find. NULL: it is more than that. */
static GPtrArray *
plain_words(const char *regex)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) parts = g_strsplit(regex, "|", -1);

	if (strpbrk(regex, "\\^$.[]()?*+{}") != NULL)
		return NULL;
	for (guint i = 0; parts[i] != NULL; i++)
		for (guint j = 0; parts[j] != NULL; j++)
			if (i != j && g_str_has_prefix(parts[i], parts[j]))
				return NULL;
	for (guint i = 0; parts[i] != NULL; i++)
		g_ptr_array_add(words, g_strdup(parts[i]));
	return g_steal_pointer(&words);
}

RulePattern *
rule_pattern_regex(RuleEngine *engine, const char *regex, size_t *ret_offset, char **ret_why)
{
	g_autoptr(RulePattern) pattern = pattern_new();
	PCRE2_UCHAR message[256];
	uint32_t options = 0;
	int code;

	*ret_offset = 0;
	*ret_why = NULL;
	if (regex[0] == '(' && regex[1] == '*' && g_ascii_isupper(regex[2])) {
		*ret_why =
			g_strdup(_("settings such as (*LIMIT_MATCH=…) are not allowed in rules"));
		return NULL;
	}
	pattern->code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED,
				      COMPILE_OPTIONS | PCRE2_USE_OFFSET_LIMIT, &code, ret_offset,
				      engine->compile);
	if (pattern->code == NULL) {
		pcre2_get_error_message(code, message, sizeof message);
		*ret_why = g_strdup_printf(_("regex: %s"), (const char *)message);
		return NULL;
	}
	*ret_why = refusal(pattern->code, engine, regex, ret_offset);
	if (*ret_why != NULL)
		return NULL;
	pattern->words = plain_words(regex);
	if (pattern->words != NULL) {
		g_clear_pointer(&pattern->code, pcre2_code_free);
		return g_steal_pointer(&pattern);
	}
	pcre2_pattern_info(pattern->code, PCRE2_INFO_ALLOPTIONS, &options);
	pattern->anchored = (options & PCRE2_ANCHORED) != 0;
	pattern->risky = rule_evil_is_risky(regex);
	pattern->regex = g_strdup(regex);
	/* Refused (-48) under MemoryDenyWriteExecute: interpreted then, same answers. */
	pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	return g_steal_pointer(&pattern);
}

/* ---- the index ---- */

static void
add_literals(RulePattern *pattern, RuleIndex *index, const GPtrArray *literals)
{
	for (guint i = 0; i < literals->len; i++) {
		Word word = { rule_index_literal(index, literals->pdata[i]),
			      (uint32_t)strlen(literals->pdata[i]) };

		g_array_append_val(pattern->literals, word);
	}
}

/* Is what it needs rare? One single character is in most texts. */
static bool
has_rare_need(const RuleNeed *need)
{
	const GPtrArray *best = need->groups->len > 0 ? need->groups->pdata[0] : NULL;

	for (guint i = 0; need->groups->len == 1 && i < best->len; i++)
		if (g_utf8_strlen(best->pdata[i], -1) < 2)
			return false;
	return best != NULL;
}

/* An amount holds a unit of its dimension. */
static void
register_number(RulePattern *pattern, RuleIndex *index)
{
	g_autoptr(GPtrArray) groups = g_ptr_array_new();
	g_autoptr(GPtrArray) units = amount_words(pattern->bounds.dimension);

	g_ptr_array_add(groups, units);
	pattern->number = rule_index_pattern(index, groups);
}

bool
rule_pattern_register(RulePattern *pattern, RuleIndex *index)
{
	g_autoptr(GPtrArray) groups = NULL;
	g_auto(RuleNeed) need = { NULL, NULL, 0 };

	if (pattern->words != NULL) {
		groups = g_ptr_array_new();
		g_ptr_array_add(groups, pattern->words);
		add_literals(pattern, index, pattern->words);
		pattern->number = rule_index_pattern(index, groups);
		return true;
	}
	if (pattern->regex == NULL) {
		register_number(pattern, index);
		return false;
	}
	rule_need_of(pattern->regex, &need);
	pattern->number = rule_index_pattern(index, need.groups);
	pattern->starts = rule_starts_new(&need, index);
	return has_rare_need(&need);
}

bool
rule_pattern_may(const RulePattern *pattern, const RuleHits *hits)
{
	return pattern->number == RULE_PATTERN_UNKNOWN || rule_hits_may(hits, pattern->number);
}

/* ---- words ---- */

static int
compare_spans(const void *a, const void *b)
{
	const RuleSpan *left = a, *right = b;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return left->to == right->to ? 0 : left->to > right->to ? -1 : 1;
}

/* The places of one word, also those that overlap: 好好 stands twice in 好好好. */
static void
search_word(const char *word, const char *text, size_t n_bytes, GArray *all)
{
	size_t length = strlen(word);
	const char *at = text;

	for (size_t n = 0; n < RULE_PATTERN_SPANS; n++) {
		RuleSpan span;

		at = memmem(at, n_bytes - (size_t)(at - text), word, length);
		if (at == NULL)
			break;
		span = (RuleSpan){ (size_t)(at - text), (size_t)(at - text) + length };
		g_array_append_val(all, span);
		at++;
	}
}

/* The same places, out of those of the index. */
static void
take_word_places(Word word, const RuleHits *hits, GArray *all)
{
	size_t n_places;
	const RulePlace *places = rule_hits_of(hits, word.literal, &n_places);

	for (size_t i = 0; i < MIN(n_places, RULE_PATTERN_SPANS); i++) {
		RuleSpan span = { places[i].at, places[i].at + word.n_bytes };

		g_array_append_val(all, span);
	}
}

static void
find_words(const RulePattern *pattern, const char *text, size_t n_bytes, const RuleHits *hits,
	   size_t limit, GArray *spans)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(RuleSpan));
	size_t end = 0, n_taken = 0;
	bool in_order = true; /* the places of one word are */

	for (guint i = 0; i < pattern->words->len; i++) {
		guint n_before = all->len;

		if (hits != NULL)
			take_word_places(g_array_index(pattern->literals, Word, i), hits, all);
		else
			search_word(pattern->words->pdata[i], text, n_bytes, all);
		in_order &= n_before == 0 || n_before == all->len;
	}
	if (!in_order)
		g_array_sort(all, compare_spans);
	for (guint i = 0; i < all->len && n_taken < limit; i++) {
		RuleSpan span = g_array_index(all, RuleSpan, i);

		if (span.from < end)
			continue;
		g_array_append_val(spans, span);
		end = span.to;
		n_taken++;
	}
}

/* ---- regexes ---- */

/* The start of the first character at or behind `at`. */
static size_t
character_start(const char *text, size_t n_bytes, size_t at)
{
	while (at < n_bytes && ((unsigned char)text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

/* Where the letter's time is used up: what to say, and whom to blame. */
static const char *
out_of_time(RulePattern *pattern, int64_t began_us)
{
	if (g_get_monotonic_time() - began_us > OWN_TIME_US)
		pattern->tripped = _("the regex took too long");
	return _("the 2 s for one letter are used up; not tried");
}

/* The match that PCRE2 just found. \K in a lookaround may put its start behind its end, or
 * before that of the one before. */
static RuleSpan
found_span(RuleEngine *engine, size_t end)
{
	const size_t *place = pcre2_get_ovector_pointer(engine->data);

	return (RuleSpan){ MAX(MIN(place[0], place[1]), end), MAX(place[1], end) };
}

/* How far a text is looked through. */
typedef struct {
	size_t at;	  /* where to go on */
	size_t end;	  /* of the last match */
	uint32_t options; /* PCRE2_NOTEMPTY_ATSTART behind an empty match, which counts once */
} Progress;

/* Takes the match that PCRE2 found from progress->at on. */
static void
take_match(RuleEngine *engine, const RuleFolded *folded, Progress *progress, GArray *spans)
{
	RuleSpan span = found_span(engine, progress->end);
	bool again = progress->options != 0 && span.to <= progress->at;

	g_array_append_val(spans, span);
	progress->end = span.to;
	/* \K in a lookaround: nothing would move on */
	progress->at = again ? character_start(folded->text, folded->n_bytes, progress->at + 1)
			     : MAX(span.to, progress->at);
	progress->options = !again && span.from == span.to ? PCRE2_NOTEMPTY_ATSTART : 0;
}

/* Looks for matches that begin within the ranges (RuleSpan), which are in order. */
static const char *
find_regex(RulePattern *pattern, RuleEngine *engine, const RuleFolded *folded, const GArray *ranges,
	   size_t limit, GArray *spans)
{
	int64_t began_us = g_get_monotonic_time();
	Progress progress = { 0, 0, 0 };
	size_t n_taken = 0;

	for (guint i = 0; i < ranges->len && n_taken < limit;) {
		RuleSpan range = g_array_index(ranges, RuleSpan, i);
		size_t stop;
		int code;

		size_t at = character_start(folded->text, folded->n_bytes,
					    MAX(progress.at, range.from));

		if (at > range.to) {
			i++;
			continue;
		}
		if (at > progress.at)
			progress = (Progress){ at, progress.end, 0 };
		if (!rule_engine_has_time(engine))
			return out_of_time(pattern, began_us);
		stop = pattern->risky ? MIN(at + WINDOW_BYTES, range.to) : range.to;
		pcre2_set_offset_limit(engine->match, stop);
		code = pcre2_match(pattern->code, (PCRE2_SPTR)folded->text, folded->n_bytes, at,
				   PCRE2_NO_UTF_CHECK | progress.options, engine->data,
				   engine->match);
		if (code == PCRE2_ERROR_NOMATCH) {
			if (pattern->anchored)
				break;
			progress = (Progress){ stop + 1, progress.end, 0 };
			continue;
		}
		if (code < 0)
			return pattern->tripped = rule_engine_why(code);
		take_match(engine, folded, &progress, spans);
		n_taken++;
	}
	return NULL;
}

/* By the places of its literals, where the index found them; else everywhere. */
static void
find_starts(const RulePattern *pattern, const RuleFolded *folded, const RuleHits *hits,
	    GArray *ranges)
{
	RuleSpan everywhere = { 0, folded->n_bytes };

	g_array_set_size(ranges, 0);
	if (hits != NULL && pattern->starts != NULL)
		rule_starts_in(pattern->starts, hits, ranges);
	else
		g_array_append_val(ranges, everywhere);
}

static void
find_number(const RulePattern *pattern, RuleFolded *folded, size_t limit, GArray *spans)
{
	if (folded->amounts == NULL)
		folded->amounts = rule_number_amounts(folded->text);
	rule_number_find(&pattern->bounds, folded->amounts, limit, spans);
}

const char *
rule_pattern_find(RulePattern *pattern, RuleEngine *engine, RuleFolded *folded, size_t limit,
		  GArray *spans)
{
	const RuleHits *hits = folded->hits;

	limit = MIN(limit, RULE_PATTERN_SPANS);
	if (pattern->number == RULE_PATTERN_UNKNOWN || (hits != NULL && !hits->complete))
		hits = NULL;
	if (hits != NULL && !rule_hits_may(hits, pattern->number))
		return NULL;
	if (pattern->tripped != NULL)
		return pattern->tripped;
	if (pattern->words != NULL) {
		find_words(pattern, folded->text, folded->n_bytes, hits, limit, spans);
		return NULL;
	}
	if (pattern->regex == NULL) {
		find_number(pattern, folded, limit, spans);
		return NULL;
	}
	find_starts(pattern, folded, hits, engine->ranges);
	return find_regex(pattern, engine, folded, engine->ranges, limit, spans);
}
