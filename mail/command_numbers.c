/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_numbers — the numbers an answer names: lines, items, counts
 *
 * The reader takes the longest list at a place; whether what follows makes it a
 * list of lines (a verb, a boundary) is for the caller to see.
 */
#include "mail/command_numbers.h"

#include "mail/commands.h"

#include <string.h>

#define CH_DI 0x7B2C	 /* 第 */
#define CH_TIAO 0x6761	 /* 条 */
#define CH_JIAN 0x4EF6	 /* 件 */
#define CH_PIAN 0x7BC7	 /* 篇 */
#define CH_HAO 0x53F7	 /* 号 */
#define CH_SHI 0x5341	 /* 十 */
#define CH_BAI 0x767E	 /* 百 */
#define CH_DUNHAO 0x3001 /* 、 */

void
command_numbers_init(CommandNumbers *numbers)
{
	*numbers = (CommandNumbers){
		.lines = g_array_new(FALSE, FALSE, sizeof(int)),
		.items = g_array_new(FALSE, FALSE, sizeof(int64_t)),
	};
}

void
command_numbers_clear(CommandNumbers *numbers)
{
	g_clear_pointer(&numbers->lines, g_array_unref);
	g_clear_pointer(&numbers->items, g_array_unref);
}

void
command_numbers_empty(CommandNumbers *numbers)
{
	g_array_set_size(numbers->lines, 0);
	g_array_set_size(numbers->items, 0);
	numbers->count = 0;
	numbers->broken = false;
}

bool
command_numbers_any(const CommandNumbers *numbers)
{
	return numbers->lines->len + numbers->items->len > 0;
}

void
command_numbers_take(CommandNumbers *to, CommandNumbers *from)
{
	if (from->lines->len > 0)
		g_array_append_vals(to->lines, from->lines->data, from->lines->len);
	if (from->items->len > 0)
		g_array_append_vals(to->items, from->items->data, from->items->len);
	if (from->count > 0)
		to->count = from->count;
	to->broken = to->broken || from->broken;
	g_array_set_size(from->lines, 0);
	g_array_set_size(from->items, 0);
}

static int
chinese_digit(gunichar c)
{
	static const gunichar digits[] = U"〇一二三四五六七八九";

	if (c < digits[0])
		return -1;
	if (c == 0x96F6) /* 零 */
		return 0;
	for (int value = 0; digits[value] != 0; value++)
		if (digits[value] == c)
			return value;
	return -1;
}

/* 三, 十二, 二十, 一百零三; a run of plain digits (一三) could mean two numbers and is none. */
static size_t
chinese_one(const CommandView *view, size_t at, size_t end, int *ret_value)
{
	int total = 0, digit = -1;
	size_t start = at;

	for (; at < end; at++) {
		int d = chinese_digit(view->c[at]);
		int unit = view->c[at] == CH_SHI ? 10 : view->c[at] == CH_BAI ? 100 : 0;

		if (d < 0 && unit == 0)
			break;
		if (unit > 0) {
			total += (digit < 0 ? 1 : digit) * unit;
			digit = -1;
		} else if (digit > 0) {
			return 0;
		} else {
			digit = d;
		}
		if (total > COMMANDS_MAX_LINE || at - start > 8)
			return 0;
	}
	if (at == start)
		return 0;
	*ret_value = total + (digit > 0 ? digit : 0);
	return at;
}

static int
circled_value(gunichar c)
{
	if (c >= 0x2460 && c <= 0x2473) /* ① … ⑳ */
		return (int)(c - 0x2460) + 1;
	if (c >= 0x2474 && c <= 0x2487) /* ⑴ … ⒇ */
		return (int)(c - 0x2474) + 1;
	if (c >= 0x2488 && c <= 0x249B) /* ⒈ … ⒛ */
		return (int)(c - 0x2488) + 1;
	if (c >= 0x3251 && c <= 0x325F) /* ㉑ … ㉟ */
		return (int)(c - 0x3251) + 21;
	if (c >= 0x32B1 && c <= 0x32BF) /* ㊱ … ㊿ */
		return (int)(c - 0x32B1) + 36;
	if (c >= 0x2776 && c <= 0x277F) /* ❶ … ❿ */
		return (int)(c - 0x2776) + 1;
	if (c >= 0x3220 && c <= 0x3229) /* ㈠ … ㈩ */
		return (int)(c - 0x3220) + 1;
	return 0;
}

size_t
command_numbers_one(const CommandView *view, size_t at, size_t end, int *ret_value)
{
	size_t start = at;
	int value = 0;

	if (at >= end)
		return 0;
	if (circled_value(view->c[at]) > 0) {
		*ret_value = circled_value(view->c[at]);
		return at + 1;
	}
	while (at < end && view->c[at] >= '0' && view->c[at] <= '9') {
		if (at - start >= 9)
			return 0;
		value = value * 10 + (int)(view->c[at++] - '0');
	}
	if (at == start)
		return chinese_one(view, at, end, ret_value);
	*ret_value = value;
	return at;
}

static size_t
item_read(const CommandView *view, size_t at, size_t end, CommandNumbers *into)
{
	int64_t item = 0;
	size_t start = ++at;

	while (at < end && view->c[at] >= '0' && view->c[at] <= '9' && at - start < 15)
		item = item * 10 + (int64_t)(view->c[at++] - '0');
	if (at == start || item == 0)
		return 0;
	g_array_append_val(into->items, item);
	return at;
}

static void
range_add(CommandNumbers *into, int low, int high)
{
	if (low < 1 || high < low || high > COMMANDS_MAX_LINE || high - low >= COMMANDS_MAX_RANGE ||
	    into->lines->len + (guint)(high - low) >= COMMANDS_MAX_RANGE) {
		into->broken = true;
		return;
	}
	for (int i = low; i <= high; i++)
		g_array_append_val(into->lines, i);
}

/* After 至 or a dash: the high end, possibly with its own 第. */
static size_t
range_read(const CommandView *view, size_t at, size_t end, int *ret_high, bool *ordinal)
{
	if (at >= end || (view->c[at] != '-' && view->c[at] != 0x81F3 && view->c[at] != 0x5230))
		return 0;
	at++;
	while (at < end && view->c[at] == '-') /* ——, -- */
		at++;
	if (at < end && view->c[at] == CH_DI) {
		*ordinal = true;
		at++;
	}
	return command_numbers_one(view, at, end, ret_high);
}

static bool
is_measure(gunichar c)
{
	return c == CH_TIAO || c == CH_JIAN || c == CH_PIAN;
}

/* One number or range with 第, 条, 号. *ordinal carries a 第 along a list. */
static size_t
line_read(const CommandView *view, size_t at, size_t end, CommandNumbers *into, bool *ordinal)
{
	int low, high;
	size_t after;

	if (view->c[at] == '#')
		return item_read(view, at, end, into);
	if (view->c[at] == CH_DI) {
		*ordinal = true;
		at++;
	}
	at = command_numbers_one(view, at, end, &low);
	if (at == 0)
		return 0;
	if (*ordinal && at < end && is_measure(view->c[at]) && at + 1 < end &&
	    (view->c[at + 1] == '-' || view->c[at + 1] == 0x81F3 || view->c[at + 1] == 0x5230))
		at++; /* 第3条至第5条 */
	high = low;
	after = range_read(view, at, end, &high, ordinal);
	if (after != 0)
		at = after;
	if (at < end && view->c[at] == CH_HAO) {
		at++;
	} else if (at < end && is_measure(view->c[at])) {
		if (!*ordinal)
			into->count = high;
		at++;
	}
	range_add(into, low, high);
	return at;
}

/* The place after a joiner at `at`, or 0. */
static size_t
joiner_read(const CommandView *view, size_t at, size_t end)
{
	static const char *const joiners[] = { "以及", "、", "和", "与", "及", "跟", NULL };

	if (at > 0 && at < end && circled_value(view->c[at]) > 0 &&
	    circled_value(view->c[at - 1]) > 0)
		return at; /* ①③ */
	return command_view_any(view, at, end, joiners);
}

size_t
command_numbers_read(const CommandView *view, size_t at, size_t end, CommandNumbers *into)
{
	bool ordinal = false;
	size_t after = at < end ? line_read(view, at, end, into, &ordinal) : 0;
	size_t done = after;

	while (after != 0) {
		size_t next = joiner_read(view, after, end);

		done = after;
		after = next != 0 && next < end ? line_read(view, next, end, into, &ordinal) : 0;
	}
	return done;
}

bool
command_numbers_order(const CommandView *view, size_t at, size_t end, GArray *into)
{
	bool any = false, dash = false;

	while (at < end) {
		int value;
		size_t after;
		gunichar c = view->c[at];

		if (c == CH_DI || is_measure(c) || c == CH_HAO || c == '.' || c == '>' ||
		    c == '-' || c == ':' || command_view_is_boundary(view, at, end)) {
			dash = dash || c == '-';
			at++;
			continue;
		}
		after = command_numbers_one(view, at, end, &value);
		if (after == 0 || value < 1 || value > COMMANDS_MAX_LINE ||
		    into->len >= COMMANDS_MAX_RANGE)
			return false;
		/* 3-1-2 is an order; 2-5 may be a range. */
		if (any && dash && value > g_array_index(into, int, into->len - 1) + 1)
			return false;
		g_array_append_val(into, value);
		any = true;
		dash = false;
		at = after;
	}
	return any;
}

/* May a line, an item or a count begin with this character? */
static bool
begins_number(gunichar c)
{
	return c == '#' || (c >= '0' && c <= '9') || c == CH_DI || c == CH_SHI || c == CH_BAI ||
	       circled_value(c) > 0 || chinese_digit(c) >= 0;
}

void
command_numbers_mentioned(const CommandView *view, CommandSpan span, GArray *into)
{
	for (size_t i = span.a; i < span.b; i++) {
		g_auto(CommandNumbers) numbers = { 0 };
		size_t after;

		if (!begins_number(view->c[i]))
			continue;
		if (i > span.a && (g_unichar_isalnum(view->c[i - 1]) && view->c[i - 1] < 128))
			continue;
		if (chinese_digit(view->c[i]) >= 0 && i > span.a && view->c[i - 1] != CH_DI)
			continue;
		command_numbers_init(&numbers);
		after = command_numbers_read(view, i, span.b, &numbers);
		if (after == 0)
			continue;
		if (numbers.lines->len > 0 && into->len < 4 * COMMANDS_MAX_RANGE)
			g_array_append_vals(into, numbers.lines->data, numbers.lines->len);
		i = after - 1;
	}
}

bool
command_numbers_alone(const CommandView *view, CommandSpan span)
{
	g_auto(CommandNumbers) numbers = { 0 };

	span = command_view_trim(view, span);
	if (span.b > span.a + 1 && view->c[span.a] == '(' && view->c[span.b - 1] == ')')
		span = (CommandSpan){ span.a + 1, span.b - 1 };
	while (span.a < span.b && view->c[span.a] == 0x3001) /* 、 */
		span.a++;
	command_numbers_init(&numbers);
	return span.a < span.b && command_numbers_read(view, span.a, span.b, &numbers) == span.b;
}
