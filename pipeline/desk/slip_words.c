/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slip_words — “1200台”应为“1020台”: the slips that a short letter of an author names
 *
 * Works on the folded letter, by characters; what is found is cut out of the original.
 */
#include "pipeline/desk/slip_words.h"

#include "base/text/fold.h"
#include "base/text/quote_mark.h"

#include <string.h>

/* The folded letter and its characters. */
typedef struct {
	const char *source;
	Folded *folded;
	gunichar *c;
	size_t n;
	size_t *byte; /* n + 1 */
} Reader;

typedef struct {
	size_t a, b;
} Span;

static void
reader_clear(Reader *reader)
{
	fold_free(reader->folded);
	g_free(reader->c);
	g_free(reader->byte);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

static Reader
reader_of(const char *source)
{
	Reader reader = { .source = source, .folded = fold_text(source) };
	glong n;
	const char *at = reader.folded->text;

	reader.c = g_utf8_to_ucs4_fast(at, -1, &n);
	reader.n = (size_t)n;
	reader.byte = g_new(size_t, reader.n + 1);
	for (size_t i = 0; i <= reader.n; i++) {
		reader.byte[i] = (size_t)(at - reader.folded->text);
		if (i < reader.n)
			at = g_utf8_next_char(at);
	}
	return reader;
}

static void
slip_words_free(gpointer data)
{
	SlipWords *slip = data;

	g_free(slip->wrong);
	g_free(slip->right);
	g_free(slip);
}

/* As its writer wrote it. Yours. */
static char *
reader_written(const Reader *reader, Span span)
{
	size_t from, to;
	g_autofree char *words = NULL;

	fold_span(reader->folded, reader->byte[span.a], reader->byte[span.b], &from, &to);
	words = g_utf8_substring(reader->source, (glong)from, (glong)to);
	return g_strdup(g_strstrip(words));
}

/* ---- characters ---- */

static bool
is_digit(const Reader *reader, size_t i)
{
	return i < reader->n && reader->c[i] < 128 && g_ascii_isdigit((char)reader->c[i]);
}

/* A point or comma inside a number is part of it. */
static bool
is_number(const Reader *reader, size_t i)
{
	return is_digit(reader, i) ||
	       (i < reader->n && (reader->c[i] == '.' || reader->c[i] == ',') && i > 0 &&
		is_digit(reader, i - 1) && is_digit(reader, i + 1));
}

static bool
is_boundary(const Reader *reader, size_t i)
{
	static const char marks[] = "，,。.；;：:、！!？?（）()“”‘’「」『』\"'《》【】[] \t\n";

	return i >= reader->n ||
	       (!is_number(reader, i) && g_utf8_strchr(marks, -1, reader->c[i]) != NULL);
}

/* ---- words at a place ---- */

/* The number of characters of the one that stands at `at`; 0: none. */
static size_t
reader_begins(const Reader *reader, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (g_str_has_prefix(reader->folded->text + reader->byte[at], *words))
			return (size_t)g_utf8_strlen(*words, -1);
	return 0;
}

/* The same of the one that ends at `end`. */
static size_t
reader_ends(const Reader *reader, size_t end, const char *const *words)
{
	for (; *words; words++) {
		size_t n = strlen(*words);

		if (reader->byte[end] >= n &&
		    strncmp(reader->folded->text + reader->byte[end] - n, *words, n) == 0)
			return (size_t)g_utf8_strlen(*words, -1);
	}
	return 0;
}

/* ---- what stands on each side ---- */

typedef struct {
	Span span;
	bool quoted;
} Side;

/* 1200台有误，现: what stands between the wrong words and the join is left aside. */
static size_t
left_end(const Reader *reader, size_t end)
{
	static const char *const asides[] = { "写错了", "打错了", "弄错了", "不准确", "写错",
					      "打错",	"系笔误", "为笔误", "是笔误", "笔误",
					      "有误",	"错误",	  "不对",   "正确的", "正确",
					      "实际",	"现",	  "请",	    "均",     "，",
					      ",",	"；",	  ";",	    "：",     ":",
					      " ",	NULL };
	size_t n;

	while ((n = reader_ends(reader, end, asides)) > 0)
		end -= n;
	return end;
}

static bool
left_side(const Reader *reader, size_t end, Side *ret)
{
	gunichar opening;
	size_t at;

	end = left_end(reader, end);
	if (end == 0)
		return false;
	at = end - 1;
	opening = quote_mark_opening(reader->c[at]);
	if (opening) {
		while (at > 0 && reader->c[at - 1] != opening && reader->c[at - 1] != '\n')
			at--;
		*ret = (Side){ { at, end - 1 }, true };
		return at > 0 && reader->c[at - 1] == opening && at < end - 1;
	}
	for (at = end; at > 0 && !is_boundary(reader, at - 1);)
		at--;
	*ret = (Side){ { at, end }, false };
	return at < end;
}

static bool
right_side(const Reader *reader, size_t at, Side *ret)
{
	static const char *const tails[] = { "请予更正", "特此更正", "请更正", "请订正", "请修改",
					     "请改正",	 "特此说明", "谢谢",   NULL };
	gunichar closing;
	size_t end, n;

	while (at < reader->n &&
	       (reader->c[at] == ':' || reader->c[at] == ' ' || reader->c[at] == 0xFF1A))
		at++;
	closing = at < reader->n ? quote_mark_closing(reader->c[at]) : 0;
	if (closing) {
		for (end = ++at; end < reader->n && reader->c[end] != closing;)
			end++;
		*ret = (Side){ { at, end }, true };
		return end < reader->n && end > at;
	}
	for (end = at; !is_boundary(reader, end);)
		end++;
	while (end > at && (n = reader_ends(reader, end, tails)) > 0)
		end -= MIN(n, end - at);
	*ret = (Side){ { at, end }, false };
	return end > at;
}

/* ---- quantities written alike ---- */

/* #月#日 of 11月20日. Yours. */
static char *
shape_of(const Reader *reader, Span span)
{
	GString *shape = g_string_new(NULL);

	for (size_t i = span.a; i < span.b; i++) {
		if (!is_number(reader, i))
			g_string_append_unichar(shape, reader->c[i]);
		else if (i == span.a || !is_number(reader, i - 1))
			g_string_append_c(shape, '#');
	}
	return g_string_free(shape, FALSE);
}

/* The shortest end of `run` that is a quantity written as `model` is. */
static bool
shape_within(const Reader *reader, Span run, Span model, Span *ret)
{
	g_autofree char *wanted = shape_of(reader, model);

	if (!is_digit(reader, model.a))
		return false;
	for (size_t at = run.b; at-- > run.a;) {
		g_autofree char *shape = NULL;

		if (!is_number(reader, at) || (at > run.a && is_number(reader, at - 1)))
			continue;
		shape = shape_of(reader, (Span){ at, run.b });
		if (strcmp(shape, wanted) == 0) {
			*ret = (Span){ at, run.b };
			return true;
		}
	}
	return false;
}

/* Both quoted, or one like the other; then both spans are exact. */
static bool
sides_certain(const Reader *reader, Side *left, const Side *right)
{
	Span exact;

	if (left->quoted && right->quoted)
		return true;
	if (!shape_within(reader, left->span, right->span, &exact) ||
	    (left->quoted && exact.a != left->span.a))
		return false;
	left->span = exact;
	return true;
}

/* ---- the joins ---- */

typedef enum { JOIN_NONE, JOIN_STRONG, JOIN_WEAK, JOIN_REVERSED } Join;

static Join
join_at(const Reader *reader, size_t at, size_t *ret_n)
{
	static const char *const strong[] = { "应更正为", "应修改为", "应订正为", "应更改为",
					      "应改为",	  "应改成",   "应当为",	  "应该为",
					      "应当是",	  "应该是",   "应为",	  "应是",
					      "更正为",	  "更正成",   "订正为",	  "勘正为",
					      NULL };
	static const char *const weak[] = { "更改为", "修改为", "改为", "改成",
					    "换成",   "→",	"->",	NULL };
	static const char *const reversed[] = { "误写为", "误写成", "误写作", "错写为", "错写成",
						"误报为", "误打成", "误为",   "误作",	NULL };

	if ((*ret_n = reader_begins(reader, at, strong)) > 0)
		return JOIN_STRONG;
	if ((*ret_n = reader_begins(reader, at, weak)) > 0)
		return JOIN_WEAK;
	*ret_n = reader_begins(reader, at, reversed);
	return *ret_n > 0 ? JOIN_REVERSED : JOIN_NONE;
}

/* Adds the slip whose join is [at, at + n). Returns where to go on. */
static size_t
slip_add(const Reader *reader, Join join, Span at, GPtrArray *slips)
{
	static const char *const denials[] = { "不", "否", "非", "本", "都", "还是", NULL };
	Side left, right;
	SlipWords *slip;
	bool certain;

	if (reader_ends(reader, at.a, denials) || !right_side(reader, at.b, &right) ||
	    !left_side(reader, at.a, &left))
		return at.b;
	certain = sides_certain(reader, &left, &right);
	if (left.span.b - left.span.a > SLIP_WORDS_LONG ||
	    right.span.b - right.span.a > SLIP_WORDS_LONG)
		return at.b;
	slip = g_new0(SlipWords, 1);
	slip->wrong = reader_written(reader, join == JOIN_REVERSED ? right.span : left.span);
	slip->right = reader_written(reader, join == JOIN_REVERSED ? left.span : right.span);
	slip->certain = certain;
	g_ptr_array_add(slips, slip);
	return right.span.b;
}

static bool
slip_told(const GPtrArray *slips, const SlipWords *slip)
{
	for (guint i = 0; i < slips->len && slips->pdata[i] != slip; i++) {
		const SlipWords *one = slips->pdata[i];

		if (strcmp(one->wrong, slip->wrong) == 0 && strcmp(one->right, slip->right) == 0)
			return true;
	}
	return false;
}

/* The subject says what the text says again; nothing is put right by itself. */
static void
slips_single(GPtrArray *slips)
{
	for (guint i = slips->len; i-- > 0;) {
		const SlipWords *slip = slips->pdata[i];

		if (slip_told(slips, slip) || strcmp(slip->wrong, slip->right) == 0)
			g_ptr_array_remove_index(slips, i);
	}
}

static bool
says(const Reader *reader, const char *const *words)
{
	for (; *words; words++)
		if (strstr(reader->folded->text, *words))
			return true;
	return false;
}

GPtrArray *
slip_words_read(const char *title, const char *text)
{
	static const char *const signs[] = { "更正", "勘误", "订正", "有误", "笔误",
					     "写错", "打错", "错误", "误写", NULL };
	static const char *const asks[] = { "?", "？", "是否", "是不是", "应为多少", NULL };
	GPtrArray *slips = g_ptr_array_new_with_free_func(slip_words_free);
	g_autofree char *said = g_strconcat(title, "\n", text, NULL);
	g_auto(Reader) reader = { 0 };
	bool corrects;

	if (g_utf8_strlen(text, -1) > SLIP_WORDS_TEXT)
		return slips;
	reader = reader_of(said);
	if (says(&reader, asks))
		return slips;
	corrects = says(&reader, signs);
	for (size_t at = 0; at < reader.n && slips->len <= SLIP_WORDS_MOST;) {
		size_t n = 0;
		Join join = join_at(&reader, at, &n);

		if (join == JOIN_NONE || (join == JOIN_WEAK && !corrects))
			at += MAX(n, 1);
		else
			at = slip_add(&reader, join, (Span){ at, at + n }, slips);
	}
	if (slips->len > SLIP_WORDS_MOST)
		g_ptr_array_set_size(slips, 0);
	slips_single(slips);
	return slips;
}

char *
slip_words_said(const GPtrArray *slips)
{
	GString *said = g_string_new(NULL);

	for (guint i = 0; i < slips->len; i++) {
		const SlipWords *slip = slips->pdata[i];

		g_string_append_printf(said, "%s“%s”应为“%s”", i ? "，" : "", slip->wrong,
				       slip->right);
	}
	return g_string_free(said, FALSE);
}
