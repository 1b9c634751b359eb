/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amount — numbers with their units as values that can be compared
 *
 * One walk over the text, a number at a time; what stands between is passed by.
 * Years, months and days are no amounts: mostly they are dates.
 *
 * Promise: linear; no memory but for a number's own digits.
 */
#include "base/text/amount.h"

#include "base/text/numeral.h"
#include "base/text/utf8.h"

#include <math.h>
#include <string.h>

#define AMOUNT_EPSILON 1e-9

typedef struct {
	const char *name, *dimension;
	double factor;
} AmountUnit;

/* Where one begins another the longer stands first. */
static const AmountUnit amount_units[] = {
	{ "个百分点", "个百分点", 1 },
	{ "平方公里", "亩", 1500 },
	{ "平方千米", "亩", 1500 },
	{ "平方米", "亩", 0.0015 },
	{ "立方米", "立方米", 1 },
	{ "千瓦时", "千瓦时", 1 },
	{ "个月", "个月", 1 },
	{ "人次", "人次", 1 },
	{ "户次", "户次", 1 },
	{ "批次", "批次", 1 },
	{ "公里", "米", 1000 },
	{ "千米", "米", 1000 },
	{ "毫米", "米", 0.001 },
	{ "厘米", "米", 0.01 },
	{ "海里", "米", 1852 },
	{ "公顷", "亩", 15 },
	{ "公斤", "公斤", 1 },
	{ "千克", "公斤", 1 },
	{ "小时", "小时", 1 },
	{ "分钟", "小时", 1.0 / 60 },
	{ "美元", "美元", 1 },
	{ "港元", "港元", 1 },
	{ "欧元", "欧元", 1 },
	{ "日元", "日元", 1 },
	{ "千瓦", "千瓦", 1 },
	{ "兆瓦", "千瓦", 1000 },
	{ "人", "人", 1 },
	{ "名", "人", 1 },
	{ "位", "人", 1 },
	{ "户", "户", 1 },
	{ "家", "家", 1 },
	{ "元", "元", 1 },
	{ "吨", "公斤", 1000 },
	{ "斤", "公斤", 0.5 },
	{ "克", "公斤", 0.001 },
	{ "亩", "亩", 1 },
	{ "米", "米", 1 },
	{ "天", "小时", 24 },
	{ "倍", "倍", 1 },
	{ "起", "起", 1 },
	{ "件", "件", 1 },
	{ "次", "次", 1 },
	{ "个", "个", 1 },
	{ "辆", "辆", 1 },
	{ "台", "台", 1 },
	{ "套", "套", 1 },
	{ "间", "间", 1 },
	{ "栋", "栋", 1 },
	{ "所", "所", 1 },
	{ "处", "处", 1 },
	{ "条", "条", 1 },
	{ "项", "项", 1 },
	{ "份", "份", 1 },
	{ "批", "批", 1 },
	{ "只", "只", 1 },
	{ "头", "头", 1 },
	{ "艘", "艘", 1 },
	{ "架", "架", 1 },
	{ "例", "例", 1 },
	{ "座", "座", 1 },
	{ "株", "株", 1 },
	{ "岁", "岁", 1 },
	{ "级", "级", 1 },
	{ "村", "村", 1 },
	{ "%", "%", 1 },
	{ "‰", "%", 0.1 },
	{ "km2", "亩", 1500 },
	{ "km", "米", 1000 },
	{ "kg", "公斤", 1 },
	{ "mm", "米", 0.001 },
	{ "cm", "米", 0.01 },
	{ "m2", "亩", 0.0015 },
	{ "m3", "立方米", 1 },
};

static const struct {
	const char *word;
	double scale;
} amount_scales[] = {
	{ "万亿", 1e12 }, { "千万", 1e7 }, { "百万", 1e6 }, { "十万", 1e5 },
	{ "亿", 1e8 },	  { "万", 1e4 },   { "千", 1e3 },   { "百", 1e2 },
};

#define SHARE "百分之"

/* ---- a number ---- */

/* .5 of 三点五; the bytes taken. */
static size_t
amount_fraction(const char *at, double *value)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四",
					      "五", "六", "七", "八", "九" };
	const char *start = at;
	double place = 0.1;
	bool any = true;

	if (!utf8_begins(at, "点"))
		return 0;
	at += strlen("点");
	while (any) {
		any = false;
		for (int i = 0; i < 10 && !any; i++)
			if (utf8_begins(at, digits[i])) {
				*value += i * place;
				place /= 10;
				at += strlen(digits[i]);
				any = true;
			}
	}
	return place < 0.1 ? (size_t)(at - start) : 0;
}

/* The bytes of the number here; *ret_value NAN: it is none. */
static size_t
amount_number(const char *at, double *ret_value, bool *ret_chinese)
{
	uint64_t value;
	bool wrong;
	size_t n;

	*ret_value = NAN;
	*ret_chinese = !g_ascii_isdigit(*at);
	if (!*ret_chinese) {
		g_autoptr(GString) digits = g_string_new(NULL);

		n = numeral_digits(at, digits);
		if (digits->len > 0)
			*ret_value = g_ascii_strtod(digits->str, NULL);
		return n;
	}
	n = numeral_chinese(at, &value, &wrong);
	if (n == 0)
		return 0;
	if (!wrong)
		*ret_value = (double)value;
	return n + amount_fraction(at + n, ret_value);
}

/* ---- what follows it ---- */

static const AmountUnit *
amount_unit(const char *at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(amount_units); i++)
		if (utf8_begins(at, amount_units[i].name))
			return &amount_units[i];
	return NULL;
}

static size_t
amount_scale(const char *at, double *ret_scale)
{
	*ret_scale = 1;
	if (amount_unit(at)) /* 千克, 千瓦 */
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(amount_scales); i++)
		if (utf8_begins(at, amount_scales[i].word)) {
			*ret_scale = amount_scales[i].scale;
			return strlen(amount_scales[i].word);
		}
	return 0;
}

static size_t
amount_more(const char *at, bool *more)
{
	if (!utf8_begins(at, "余") && !utf8_begins(at, "多"))
		return 0;
	*more = true;
	return strlen("余");
}

/* One number and its scale, and 余 before or behind that; the bytes taken. *ret_chinese:
 * a scale may be in the number itself. */
static size_t
amount_part(const char *at, Amount *ret, bool *ret_chinese)
{
	const char *start = at;
	size_t n = amount_number(at, &ret->number, ret_chinese);

	if (n == 0 || isnan(ret->number))
		return n;
	at += n;
	at += *at == ' ';
	at += amount_more(at, &ret->more);
	at += amount_scale(at, &ret->scale);
	at += amount_more(at, &ret->more);
	return (size_t)(at - start);
}

static size_t
amount_share(const char *at, Amount *ret)
{
	bool chinese;
	size_t n = amount_number(at + strlen(SHARE), &ret->number, &chinese);

	if (n == 0 || isnan(ret->number))
		return strlen(SHARE) + n;
	ret->value = ret->number;
	ret->dimension = "%";
	ret->to = strlen(SHARE) + n;
	return ret->to;
}

size_t
amount_read(const char *at, Amount *ret)
{
	const char *start = at;
	const AmountUnit *unit;
	bool chinese = false;

	*ret = (Amount){ .scale = 1, .factor = 1 };
	if (utf8_begins(at, SHARE))
		return amount_share(at, ret);
	for (int i = 0; i < AMOUNT_PARTS; i++) {
		Amount part = { .scale = 1 };
		size_t n = amount_part(at, &part, &chinese);

		if (n == 0)
			break;
		if (isnan(part.number) || (i > 0 && part.scale >= ret->scale))
			return i > 0 ? (size_t)(at - start) : n;
		at += n;
		ret->value += part.number * part.scale;
		ret->number = part.number;
		ret->scale = part.scale;
		ret->more = part.more;
		if (part.scale < 1000 || part.more)
			break;
	}
	if (at == start)
		return 0;
	unit = amount_unit(at);
	if (unit) {
		at += strlen(unit->name);
		ret->factor = unit->factor;
		ret->value *= unit->factor;
		ret->dimension = unit->dimension;
	} else if (ret->scale > 1 || (chinese && (g_strstr_len(start, at - start, "万") ||
						  g_strstr_len(start, at - start, "亿")))) {
		ret->dimension = "";
	}
	ret->to = (size_t)(at - start);
	return ret->to;
}

bool
amount_next(const char *text, size_t from, Amount *ret)
{
	for (const char *at = numeral_next(text + from); *at != '\0'; at = numeral_next(at)) {
		gunichar before = at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
		size_t n = amount_read(at, ret);

		/* 第3条, A4 are none. */
		if (n > 0 && ret->dimension && before != U'第' &&
		    !(before < 0x80 && (g_ascii_isalnum((char)before) || before == '.'))) {
			ret->from = (size_t)(at - text);
			ret->to += ret->from;
			return true;
		}
		at = n > 0 ? at + n : g_utf8_next_char(at);
	}
	return false;
}

GPtrArray *
amount_words(const char *dimension)
{
	GPtrArray *words = g_ptr_array_new();

	for (size_t i = 0; *dimension && i < G_N_ELEMENTS(amount_units); i++)
		if (strcmp(amount_units[i].dimension, dimension) == 0)
			g_ptr_array_add(words, (void *)amount_units[i].name);
	for (size_t i = 0; !*dimension && i < G_N_ELEMENTS(amount_scales); i++)
		g_ptr_array_add(words, (void *)amount_scales[i].word);
	if (strcmp(dimension, "%") == 0)
		g_ptr_array_add(words, (void *)SHARE);
	return words;
}

int
amount_compare(double a, double b)
{
	if (fabs(a - b) <= AMOUNT_EPSILON * fmax(fabs(a), fabs(b)))
		return 0;
	return a < b ? -1 : 1;
}
