/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_pattern — words or one regex, and the places where they stand
 *
 * Words are searched plainly; of overlapping places the first, then the
 * longest counts. Regexes run under the limits of rule_engine, those that
 * could be slow in windows of starting places with a look at the time.
 *
 * Promise: a regex that trips a limit is never taken for "no match".
 * Not here: finding slow regexes at load (rule_evil).
 */
#include "filters/rule_pattern.h"

#include "base/i18n.h"
#include "base/text/fold.h"
#include "filters/rule_evil.h"

#include <string.h>

#define WINDOW_BYTES 1024
#define OWN_TIME_US 250000 /* whoever runs out of time after this is to blame */

struct RulePattern {
	GPtrArray *words; /* folded; NULL for a regex */
	pcre2_code *code;
	bool anchored, risky;
	const char *tripped; /* why it is suspended */
};

RulePattern *
rule_pattern_words(void)
{
	RulePattern *pattern = g_new0(RulePattern, 1);

	pattern->words = g_ptr_array_new_with_free_func(g_free);
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

RulePattern *
rule_pattern_regex(RuleEngine *engine, const char *regex, size_t *ret_offset, char **ret_why)
{
	g_autoptr(RulePattern) pattern = g_new0(RulePattern, 1);
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
				      PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK |
					      PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT,
				      &code, ret_offset, engine->compile);
	if (pattern->code == NULL) {
		pcre2_get_error_message(code, message, sizeof message);
		*ret_why = g_strdup_printf(_("regex: %s"), (const char *)message);
		return NULL;
	}
	*ret_why = refusal(pattern->code, engine, regex, ret_offset);
	if (*ret_why != NULL)
		return NULL;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_ALLOPTIONS, &options);
	pattern->anchored = (options & PCRE2_ANCHORED) != 0;
	pattern->risky = rule_evil_is_risky(regex);
	/* Refused (-48) under MemoryDenyWriteExecute: interpreted then, same answers. */
	pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	return g_steal_pointer(&pattern);
}

static int
compare_spans(const void *a, const void *b)
{
	const RuleSpan *left = a, *right = b;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return left->to == right->to ? 0 : left->to > right->to ? -1 : 1;
}

static void
find_words(const RulePattern *pattern, const char *text, size_t n_bytes, size_t limit,
	   GArray *spans)
{
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(RuleSpan));
	size_t end = 0, n_taken = 0;

	for (guint i = 0; i < pattern->words->len; i++) {
		const char *word = pattern->words->pdata[i], *at = text;
		size_t length = strlen(word);

		for (size_t n = 0; n < RULE_PATTERN_SPANS; n++) {
			RuleSpan span;

			at = memmem(at, n_bytes - (size_t)(at - text), word, length);
			if (at == NULL)
				break;
			span = (RuleSpan){ (size_t)(at - text), (size_t)(at - text) + length };
			g_array_append_val(all, span);
			at += length;
		}
	}
	if (pattern->words->len > 1)
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

/* The start of the first character at or behind `at`. */
static size_t
character_start(const char *text, size_t n_bytes, size_t at)
{
	while (at < n_bytes && ((unsigned char)text[at] & 0xc0) == 0x80)
		at++;
	return at;
}

static const char *
find_regex(RulePattern *pattern, RuleEngine *engine, const char *text, size_t n_bytes, size_t limit,
	   GArray *spans)
{
	const size_t *place = pcre2_get_ovector_pointer(engine->data);
	int64_t began_us = g_get_monotonic_time();
	size_t at = 0, end = 0, n_taken = 0;

	while (at <= n_bytes && n_taken < limit) {
		size_t stop = pattern->risky ? MIN(at + WINDOW_BYTES, n_bytes) : n_bytes;
		int code;

		if (!rule_engine_has_time(engine)) {
			if (g_get_monotonic_time() - began_us > OWN_TIME_US)
				pattern->tripped = _("the regex took too long");
			return _("the 2 s for one letter are used up; not tried");
		}
		pcre2_set_offset_limit(engine->match, stop);
		code = pcre2_match(pattern->code, (PCRE2_SPTR)text, n_bytes, at, PCRE2_NO_UTF_CHECK,
				   engine->data, engine->match);
		if (code == PCRE2_ERROR_NOMATCH) {
			if (stop >= n_bytes || pattern->anchored)
				break;
			at = character_start(text, n_bytes, stop + 1);
			continue;
		}
		if (code < 0)
			return pattern->tripped = rule_engine_why(code);
		/* \K in a lookaround may put the start behind the end, or before `end`. */
		RuleSpan span = { MAX(MIN(place[0], place[1]), end), MAX(place[1], end) };

		g_array_append_val(spans, span);
		n_taken++;
		end = span.to;
		at = end > at ? end : character_start(text, n_bytes, at + 1);
	}
	return NULL;
}

const char *
rule_pattern_find(RulePattern *pattern, RuleEngine *engine, const char *text, size_t n_bytes,
		  size_t limit, GArray *spans)
{
	limit = MIN(limit, RULE_PATTERN_SPANS);
	if (pattern->tripped != NULL)
		return pattern->tripped;
	if (pattern->words == NULL)
		return find_regex(pattern, engine, text, n_bytes, limit, spans);
	find_words(pattern, text, n_bytes, limit, spans);
	return NULL;
}
