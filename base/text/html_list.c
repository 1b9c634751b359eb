/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * html_list — the numbers that a page shows before the items of its lists
 *
 * Source: HTML §4.4.5 (ol), §15.3.8; CSS Counter Styles 3, §6 and §7.
 */
#include "base/text/html_list.h"

#include "base/text/numbering_format.h"
#include "base/text/quotation.h"

#include <stdlib.h>
#include <string.h>

#define LIST_GREATEST 1000000000 /* of numbers that a page may name */

typedef struct {
	const char *format; /* numbering_format's; NULL: its items have no number */
	int next, step;
	int total;	 /* of `totals`, that it counts down from; -1: it does not */
	bool from_total; /* the next number is one less than the total for each item before */
	guint item;	 /* the first label of the open item */
} HtmlList;

typedef struct {
	const char *format;
	int number, total; /* total: as above, to be added; -1: none */
	size_t at;	   /* in the text */
	size_t moved; /* what stands behind it lies so many bytes further in the numbered one */
} HtmlLabel;

void
html_lists_init(HtmlLists *lists)
{
	*lists = (HtmlLists){ .open = g_array_new(FALSE, FALSE, sizeof(HtmlList)),
			      .labels = g_array_new(FALSE, FALSE, sizeof(HtmlLabel)),
			      .totals = g_array_new(FALSE, FALSE, sizeof(int)) };
}

void
html_lists_clear(HtmlLists *lists)
{
	g_array_unref(lists->open);
	g_array_unref(lists->labels);
	g_array_unref(lists->totals);
}

static HtmlLabel *
html_list_label(const HtmlLists *lists, guint i)
{
	return &g_array_index(lists->labels, HtmlLabel, i);
}

/* The innermost list that is open; NULL: none. */
static HtmlList *
html_list_inner(const HtmlLists *lists)
{
	guint n = lists->open->len;

	return n > 0 ? &g_array_index(lists->open, HtmlList, n - 1) : NULL;
}

/* ---- what a list says of itself ---- */

/* How the numbers are written that a style sheet calls so; "" for signs that are no numbers, NULL
 * for a name that we do not know. Longer names stand before those they begin with. */
static const char *
html_list_style(const char *value)
{
	static const char *const styles[][2] = {
		{ "decimal-leading-zero", "decimalZero" },
		{ "decimal", "decimal" },
		{ "lower-alpha", "lowerLetter" },
		{ "lower-latin", "lowerLetter" },
		{ "upper-alpha", "upperLetter" },
		{ "upper-latin", "upperLetter" },
		{ "lower-roman", "lowerRoman" },
		{ "upper-roman", "upperRoman" },
		{ "cjk-ideographic", "chineseCounting" },
		{ "simp-chinese-informal", "chineseCounting" },
		{ "trad-chinese-informal", "chineseCounting" },
		{ "japanese-informal", "chineseCounting" },
		{ "simp-chinese-formal", "chineseLegalSimplified" },
		{ "trad-chinese-formal", "ideographLegalTraditional" },
		{ "japanese-formal", "ideographLegalTraditional" },
		{ "cjk-decimal", "ideographDigital" },
		{ "cjk-heavenly-stem", "ideographTraditional" },
		{ "cjk-earthly-branch", "ideographZodiac" },
		{ "none", "" },
		{ "disc", "" },
		{ "circle", "" },
		{ "square", "" },
		{ "disclosure", "" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
		if (g_str_has_prefix(value, styles[i][0]))
			return styles[i][1];
	return NULL;
}

/* The same of HTML's own attribute, where A is not a. */
static const char *
html_list_type(const char *value)
{
	static const char *const types[][2] = { { "1", "decimal" },
						{ "a", "lowerLetter" },
						{ "A", "upperLetter" },
						{ "i", "lowerRoman" },
						{ "I", "upperRoman" } };
	g_autofree char *lower = NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
		if (strcmp(value, types[i][0]) == 0)
			return types[i][1];
	lower = g_ascii_strdown(value, -1);
	return html_list_style(lower);
}

/* What an element says of its numbers, or else `format`; NULL: no numbers. */
static const char *
html_list_format(const char *const *attributes, const char *style, const char *format)
{
	static const char *const inside[] = { "inside", "outside" };
	const char *type = quotation_attribute(attributes, "type");
	const char *value = style ? html_element_value(style, "list-style-type:") : NULL;
	const char *said = type ? html_list_type(type) : NULL;

	if (style && !value)
		value = html_element_value(style, "list-style:");
	for (size_t i = 0; value && i < G_N_ELEMENTS(inside); i++)
		if (g_str_has_prefix(value, inside[i]))
			value += strlen(inside[i]);
	if (value && html_list_style(value))
		said = html_list_style(value);
	if (!said)
		return format;
	return *said ? said : NULL;
}

/* A whole number; false: it is none. */
static bool
html_list_whole(const char *const *attributes, const char *name, int *ret)
{
	const char *value = quotation_attribute(attributes, name);
	char *end;
	long number;

	if (!value)
		return false;
	number = strtol(value, &end, 10);
	if (end == value || number < -LIST_GREATEST || number > LIST_GREATEST)
		return false;
	*ret = (int)number;
	return true;
}

/* ---- lists and items ---- */

static bool
html_list_is_list(const HtmlElement *kind)
{
	return kind && kind->fences == HTML_ITEM;
}

static bool
html_list_is_item(const HtmlElement *kind)
{
	return kind && kind->family == HTML_ITEM;
}

static void
html_list_begin(HtmlLists *lists, const HtmlElement *kind, const char *const *attributes,
		const char *style)
{
	bool ordered = strcmp(kind->name, "ol") == 0;
	bool down = ordered && quotation_attribute(attributes, "reversed");
	HtmlList list = { .next = 1, .step = down ? -1 : 1, .total = -1 };

	list.format = html_list_format(attributes, style, ordered ? "decimal" : NULL);
	if (!(ordered && html_list_whole(attributes, "start", &list.next)) && down) {
		list.next = 0;
		list.total = (int)lists->totals->len;
		list.from_total = true;
		g_array_set_size(lists->totals, lists->totals->len + 1);
		g_array_index(lists->totals, int, list.total) = 0;
	}
	g_array_append_val(lists->open, list);
}

static void
html_list_item(HtmlLists *lists, const char *const *attributes, const char *style)
{
	HtmlList *list = html_list_inner(lists);
	const char *format = list ? html_list_format(attributes, style, list->format) : NULL;
	HtmlLabel label = { .format = format };

	if (!list)
		return;
	list->item = lists->labels->len;
	if (html_list_whole(attributes, "value", &list->next))
		list->from_total = false;
	if (list->total >= 0)
		g_array_index(lists->totals, int, list->total)++;
	label.number = list->next;
	label.total = list->from_total ? list->total : -1;
	list->next += list->step;
	if (format && lists->labels->len < HTML_LIST_LABELS)
		g_array_append_val(lists->labels, label);
}

void
html_lists_open(HtmlLists *lists, const HtmlElement *kind, const char *const *attributes,
		const char *style, bool shown)
{
	if (html_list_is_list(kind))
		html_list_begin(lists, kind, attributes, style);
	else if (html_list_is_item(kind) && shown)
		html_list_item(lists, attributes, style);
}

/* An item that showed nothing shows no number. */
void
html_lists_close(HtmlLists *lists, const HtmlElement *kind)
{
	const HtmlList *list = html_list_inner(lists);

	if (list && html_list_is_list(kind))
		g_array_set_size(lists->open, lists->open->len - 1);
	else if (list && html_list_is_item(kind) && lists->labels->len > lists->n_placed)
		g_array_set_size(lists->labels,
				 CLAMP(list->item, lists->n_placed, lists->labels->len));
}

void
html_lists_place(HtmlLists *lists, const char *text, size_t at)
{
	if (lists->n_placed == lists->labels->len)
		return;
	at += strspn(text + at, " \t\n");
	if (!text[at])
		return;
	while (at > 0 && text[at - 1] == ' ')
		at--;
	for (; lists->n_placed < lists->labels->len; lists->n_placed++)
		html_list_label(lists, lists->n_placed)->at = at;
}

/* ---- the numbered text ---- */

/* What has no number in its own way is written in decimals. */
static void
html_list_write(const HtmlLists *lists, const HtmlLabel *label, GString *out)
{
	int number = label->number +
		     (label->total >= 0 ? g_array_index(lists->totals, int, label->total) : 0);
	size_t before = out->len;

	if (number < 1 || number > NUMBERING_FORMAT_MOST)
		g_string_append_printf(out, "%d", number);
	else
		numbering_format(label->format, (unsigned)number, out);
	g_string_append(out, (guchar)out->str[before] < 0x80 ? ". " : "、");
}

char *
html_lists_number(HtmlLists *lists, const char *text)
{
	GString *out;
	size_t at = 0;

	if (lists->n_placed == 0)
		return NULL;
	out = g_string_new(NULL);
	for (guint i = 0; i < lists->n_placed; i++) {
		HtmlLabel *label = html_list_label(lists, i);

		g_string_append_len(out, text + at, (gssize)(label->at - at));
		at = label->at;
		html_list_write(lists, label, out);
		label->moved = out->len - at;
	}
	g_string_append(out, text + at);
	return g_string_free(out, FALSE);
}

size_t
html_lists_moved(const HtmlLists *lists, size_t at)
{
	guint low = 0, high = lists->n_placed; /* labels before `low` stand before `at` */

	while (low < high) {
		guint middle = (low + high) / 2;

		if (html_list_label(lists, middle)->at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return at + (low > 0 ? html_list_label(lists, low - 1)->moved : 0);
}
