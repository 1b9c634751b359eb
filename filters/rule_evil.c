/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_evil — regexes that could stall a letter, found at load
 *
 * A regex whose groups are repeated, or that has many open repeats, is tried on
 * short texts made from its own literals, unless its structure proves that none can
 * take it long (rule_tame): the literals before a place, then one
 * of them (or a usual character) sixty times, then something that fits nothing,
 * with and without the literals that PCRE2 would look for first. Sixty
 * characters that take 25,000 steps from one starting place are exponential or
 * at least cubic; an honest rule needs some hundreds.
 *
 * Not here: the limits while letters are matched (rule_engine).
 */
#include "filters/rule_evil.h"

#include "base/i18n.h"
#include "filters/rule_tame.h"

#include <string.h>

#define REPEATED_CHARS 60
#define FEWER_CHARS 25 /* for counted repeats that sixty would satisfy */
#define RUNS_MAX 6
#define FILLERS_MAX 12

/* What a regex looks like from afar. */
typedef struct {
	size_t n_repeats;   /* open ones: * + {n,} {n,m} */
	size_t first;	    /* offset of the first repeated group, else of the first repeat */
	bool group, refers; /* a group is repeated; recursion or back-reference */
	GPtrArray *runs;    /* literals between the signs */
	GPtrArray *fillers; /* single characters out of classes */
} Shape;

static const char *const usual[] = { "a", "1", " ", "中", ",", "a1", "\n" };

static void
take_literal(Shape *shape, const char *at, size_t length, bool *in_run)
{
	GString *run;

	if (shape->runs == NULL || (!*in_run && shape->runs->len == RUNS_MAX))
		return;
	if (!*in_run)
		g_ptr_array_add(shape->runs, g_string_new(NULL));
	run = shape->runs->pdata[shape->runs->len - 1];
	if (run->len < REPEATED_CHARS)
		g_string_append_len(run, at, (gssize)length);
	*in_run = true;
}

/* Past a class such as [^]a-z[:alpha:]\]]; its first characters become fillers. */
static const char *
skip_class(Shape *shape, const char *at)
{
	const char *from = ++at;

	if (*at == '^')
		from = ++at;
	while (*at != '\0' && (*at != ']' || at == from)) {
		const char *next = g_utf8_next_char(at);

		if (*at == '\\' && at[1] != '\0')
			next = g_utf8_next_char(at + 1);
		else if (*at == '[' && at[1] == ':' && strstr(at + 2, ":]") != NULL)
			next = strstr(at + 2, ":]") + 2;
		else if (shape->fillers != NULL && shape->fillers->len < FILLERS_MAX)
			g_ptr_array_add(shape->fillers, g_strndup(at, (size_t)(next - at)));
		at = next;
	}
	return *at == '\0' ? at : at + 1;
}

/* Past an escape such as \d \p{Han} \x{4e2d} \Q..\E. */
static const char *
skip_escape(Shape *shape, const char *at, bool *in_run)
{
	const char *end;

	if (at[1] == '\0')
		return at + 1;
	if (at[1] == 'Q') {
		end = strstr(at, "\\E");
		return end != NULL ? end + 2 : at + strlen(at);
	}
	shape->refers |= (at[1] >= '1' && at[1] <= '9') || at[1] == 'k' || at[1] == 'g';
	if (!g_ascii_isalnum(at[1])) {
		take_literal(shape, at + 1, (size_t)(g_utf8_next_char(at + 1) - at - 1), in_run);
		return g_utf8_next_char(at + 1);
	}
	*in_run = false;
	end = at[2] == '{' ? strchr(at, '}') : NULL;
	return end != NULL ? end + 1 : at + 2;
}

/* Length of a repeat here: * + {n} {n,} {n,m}; 0 where none stands. */
static size_t
repeat_length(const char *at)
{
	size_t n = 1;

	if (*at == '*' || *at == '+')
		return 1;
	if (*at != '{' || !g_ascii_isdigit(at[1]))
		return 0;
	while (at[n] == ',' || g_ascii_isdigit(at[n]))
		n++;
	return at[n] == '}' ? n + 1 : 0;
}

/* One repeat of what stood before; a possessive or lazy sign belongs to it. */
static const char *
take_repeat(Shape *shape, const char *regex, const char *at, size_t length, ptrdiff_t group)
{
	if (memchr(at, ',', length) != NULL || length == 1) {
		if (shape->n_repeats++ == 0)
			shape->first = (size_t)(at - regex);
	}
	if (group >= 0 && !shape->group) {
		shape->group = true;
		shape->first = (size_t)group;
	}
	at += length;
	return *at == '+' || *at == '?' ? at + 1 : at;
}

static void
look(Shape *shape, const char *regex)
{
	ptrdiff_t open[64], group = -1; /* group: offset of the group just closed */
	size_t depth = 0;
	bool in_run = false;

	for (const char *at = regex; *at != '\0';) {
		size_t length = repeat_length(at);
		ptrdiff_t closed = -1;

		if (length > 0) {
			at = take_repeat(shape, regex, at, length, group);
			in_run = false;
		} else if (*at == '\\') {
			at = skip_escape(shape, at, &in_run);
		} else if (*at == '[') {
			at = skip_class(shape, at);
			in_run = false;
		} else if (*at == '(') {
			if (depth < G_N_ELEMENTS(open))
				open[depth] = at - regex;
			depth++;
			if (at[1] == '?' && strchr("R&P0123456789+-", at[2]) != NULL)
				shape->refers = true;
			at += at[1] == '?' && at[2] != '\0' ? 3 : 1;
			in_run = false;
		} else if (*at == ')') {
			depth -= depth > 0;
			closed = depth < G_N_ELEMENTS(open) ? open[depth] : 0;
			at++;
			in_run = false;
		} else if (strchr("|.^$?", *at) != NULL) {
			at++;
			in_run = false;
		} else {
			take_literal(shape, at, (size_t)(g_utf8_next_char(at) - at), &in_run);
			at = g_utf8_next_char(at);
		}
		group = closed;
	}
}

static bool
is_risky(const Shape *shape)
{
	return shape->n_repeats > 2 || shape->group || shape->refers;
}

bool
rule_evil_is_risky(const char *regex)
{
	Shape shape = { 0 };

	look(&shape, regex);
	return is_risky(&shape) || shape.n_repeats == 2;
}

static bool
trips(RuleEngine *engine, const pcre2_code *code, const char *prefix, const char *filler,
      const char *tail, size_t n_chars)
{
	g_autoptr(GString) text = g_string_new(prefix);
	size_t n = (size_t)g_utf8_strlen(filler, -1), n_times = (n_chars + n - 1) / n;
	size_t length = strlen(filler), at = text->len;
	int answer;

	g_string_set_size(text, at + n_times * length);
	for (size_t i = 0; i < n_times; i++)
		memcpy(text->str + at + i * length, filler, length);
	g_string_append(text, "\x01");
	g_string_append(text, tail);
	answer = pcre2_match(code, (PCRE2_SPTR)text->str, text->len, 0, PCRE2_NO_UTF_CHECK,
			     engine->data, engine->trial);
	return answer < 0 && answer != PCRE2_ERROR_NOMATCH;
}

/* Every filler behind one prefix. Gives the one that trips. */
static const char *
try_fillers(RuleEngine *engine, const pcre2_code *code, const Shape *shape, const char *prefix,
	    const char *tail, size_t n_chars)
{
	for (size_t i = 0; i < G_N_ELEMENTS(usual); i++)
		if (trips(engine, code, prefix, usual[i], tail, n_chars))
			return usual[i];
	for (guint i = 0; i < shape->fillers->len; i++)
		if (trips(engine, code, prefix, shape->fillers->pdata[i], tail, n_chars))
			return shape->fillers->pdata[i];
	for (guint i = 0; i < shape->runs->len; i++) {
		const GString *run = shape->runs->pdata[i];

		if (trips(engine, code, prefix, run->str, tail, n_chars))
			return run->str;
	}
	return NULL;
}

static void
run_free(void *run)
{
	g_string_free(run, TRUE);
}

/* At most so many characters has a text that it is tried on. */
static size_t
longest_text(const Shape *shape, const char *tail)
{
	size_t longest = 0, all = 0;

	for (guint i = 0; i < shape->runs->len; i++) {
		const GString *run = shape->runs->pdata[i];
		size_t n = (size_t)g_utf8_strlen(run->str, -1);

		longest = MAX(longest, n);
		all += n;
	}
	return all + REPEATED_CHARS + MAX(longest, 2) + 1 + (size_t)g_utf8_strlen(tail, -1);
}

char *
rule_evil_find(RuleEngine *engine, const pcre2_code *code, const char *regex, size_t *ret_offset)
{
	g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func(run_free);
	g_autoptr(GPtrArray) fillers = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) tail = g_string_new(NULL), prefix = g_string_new(NULL);
	Shape shape = { .runs = runs, .fillers = fillers };

	look(&shape, regex);
	if (!is_risky(&shape))
		return NULL;
	for (guint i = 0; i < runs->len; i++)
		g_string_append(tail, ((GString *)runs->pdata[i])->str);
	for (guint i = 0; i < fillers->len; i++)
		g_string_append(tail, fillers->pdata[i]);
	if (rule_tame_steps(regex, longest_text(&shape, tail->str)) <= RULE_ENGINE_TRIAL_LIMIT)
		return NULL;
	for (guint i = 0; i <= runs->len; i++) {
		const char *filler = NULL;

		for (size_t j = 0; j < 4 && filler == NULL; j++)
			filler = try_fillers(engine, code, &shape, prefix->str,
					     j % 2 == 0 ? "" : tail->str,
					     j < 2 ? REPEATED_CHARS : FEWER_CHARS);
		if (filler != NULL) {
			*ret_offset = shape.first;
			return g_strdup_printf(
				_("this regex could stall on a text such as “%s%s%s…”: a repeat "
				  "inside a repeat; write {0,20} instead of * or +, or make the "
				  "inner one possessive (++)"),
				prefix->str, filler, filler);
		}
		if (i < runs->len)
			g_string_append(prefix, ((GString *)runs->pdata[i])->str);
	}
	return NULL;
}
