/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbering_format — how a format of Word's writes the number of a paragraph
 *
 * Source: ECMA-376 part 1, §17.18.59 (ST_NumberFormat).
 */
#include "base/text/numbering_format.h"

#include <stdbool.h>
#include <string.h>

#define FORMAT_LETTERS 26

typedef enum {
	FORMAT_DECIMAL,
	FORMAT_ZERO,	    /* 01 */
	FORMAT_FULL,	    /* １２ */
	FORMAT_CHINESE,	    /* 十二 */
	FORMAT_DIGITS,	    /* 一二 */
	FORMAT_LEGAL,	    /* 壹拾贰 */
	FORMAT_TRADITIONAL, /* 壹拾貳 */
	FORMAT_ROMAN,
	FORMAT_ROMAN_SMALL,
	FORMAT_LETTER,
	FORMAT_LETTER_SMALL,
	FORMAT_STEMS,	 /* 甲乙 */
	FORMAT_BRANCHES, /* 子丑 */
	FORMAT_LIST,	 /* signs one by one */
	FORMAT_NONE,
} FormatKind;

static const struct {
	const char *name;
	FormatKind kind;
	gunichar first; /* of FORMAT_LIST, */
	unsigned n;	/* and how many follow one another */
} formats[] = {
	{ "decimal", FORMAT_DECIMAL, 0, 0 },
	{ "decimalHalfWidth", FORMAT_DECIMAL, 0, 0 },
	{ "decimalZero", FORMAT_ZERO, 0, 0 },
	{ "decimalFullWidth", FORMAT_FULL, 0, 0 },
	{ "decimalFullWidth2", FORMAT_FULL, 0, 0 },
	{ "chineseCounting", FORMAT_CHINESE, 0, 0 },
	{ "chineseCountingThousand", FORMAT_CHINESE, 0, 0 },
	{ "japaneseCounting", FORMAT_CHINESE, 0, 0 },
	{ "taiwaneseCounting", FORMAT_CHINESE, 0, 0 },
	{ "taiwaneseCountingThousand", FORMAT_CHINESE, 0, 0 },
	{ "ideographDigital", FORMAT_DIGITS, 0, 0 },
	{ "taiwaneseDigital", FORMAT_DIGITS, 0, 0 },
	{ "japaneseDigitalTenThousand", FORMAT_DIGITS, 0, 0 },
	{ "chineseLegalSimplified", FORMAT_LEGAL, 0, 0 },
	{ "ideographLegalTraditional", FORMAT_TRADITIONAL, 0, 0 },
	{ "upperRoman", FORMAT_ROMAN, 0, 0 },
	{ "lowerRoman", FORMAT_ROMAN_SMALL, 0, 0 },
	{ "upperLetter", FORMAT_LETTER, 0, 0 },
	{ "lowerLetter", FORMAT_LETTER_SMALL, 0, 0 },
	{ "decimalEnclosedCircle", FORMAT_LIST, 0x2460, 20 },
	{ "decimalEnclosedCircleChinese", FORMAT_LIST, 0x2460, 20 },
	{ "decimalEnclosedParen", FORMAT_LIST, 0x2474, 20 },
	{ "decimalEnclosedFullstop", FORMAT_LIST, 0x2488, 20 },
	{ "ideographEnclosedCircle", FORMAT_LIST, 0x3280, 10 },
	{ "ideographTraditional", FORMAT_STEMS, 0, 0 },
	{ "ideographZodiac", FORMAT_BRANCHES, 0, 0 },
	{ "bullet", FORMAT_NONE, 0, 0 },
	{ "none", FORMAT_NONE, 0, 0 },
};

/* 0 to 9999 in Chinese: 十二, 一百零五. */
static void
format_chinese(unsigned number, const char *const *digits, const char *const *units, bool legal,
	       GString *out)
{
	bool zero = false, any = false;

	for (unsigned unit = 1000, i = 3; unit > 0; unit /= 10, i--) {
		unsigned digit = number / unit % 10;

		if (digit == 0) {
			zero = any;
			continue;
		}
		if (zero)
			g_string_append(out, digits[0]);
		if (unit != 10 || digit != 1 || any || legal) /* 十二, but 一百一十二 */
			g_string_append(out, digits[digit]);
		g_string_append(out, units[i]);
		zero = false;
		any = true;
	}
	if (!any)
		g_string_append(out, digits[0]);
}

static void
format_roman(unsigned number, bool small, GString *out)
{
	static const struct {
		unsigned value;
		const char *sign;
	} signs[] = { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" },
		      { 90, "XC" },  { 50, "L" },   { 40, "XL" }, { 10, "X" },	 { 9, "IX" },
		      { 5, "V" },    { 4, "IV" },   { 1, "I" } };

	for (size_t i = 0; i < G_N_ELEMENTS(signs);) {
		g_autofree char *lower = g_ascii_strdown(signs[i].sign, -1);

		if (number < signs[i].value) {
			i++;
			continue;
		}
		g_string_append(out, small ? lower : signs[i].sign);
		number -= signs[i].value;
	}
}

/* A … Z, AA, BB …: the letter again for each time round. */
static void
format_letter(unsigned number, char first, GString *out)
{
	if (number > 0)
		for (unsigned i = 0; i <= (number - 1) / FORMAT_LETTERS; i++)
			g_string_append_c(out,
					  (char)(first + (char)((number - 1) % FORMAT_LETTERS)));
}

static void
format_digits(unsigned number, const char *const *digits, GString *out)
{
	g_autofree char *decimal = g_strdup_printf("%u", number);

	for (const char *p = decimal; *p; p++)
		g_string_append(out, digits[*p - '0']);
}

/* One sign for each number, again from the first. */
static void
format_cycle(unsigned number, const char *const *signs, GString *out)
{
	if (number > 0)
		g_string_append(out, signs[(number - 1) % g_strv_length((char **)signs)]);
}

/* What is written by signs of its own for each digit or number. False: it is not. */
static bool
format_by_signs(FormatKind kind, unsigned number, GString *out)
{
	static const char *const chinese[] = { "〇", "一", "二", "三", "四",
					       "五", "六", "七", "八", "九" };
	static const char *const full[] = { "０", "１", "２", "３", "４",
					    "５", "６", "７", "８", "９" };
	static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己",
					     "庚", "辛", "壬", "癸", NULL };
	static const char *const branches[] = { "子", "丑", "寅", "卯", "辰", "巳", "午",
						"未", "申", "酉", "戌", "亥", NULL };

	if (kind == FORMAT_DIGITS || kind == FORMAT_FULL)
		format_digits(number, kind == FORMAT_FULL ? full : chinese, out);
	else if (kind == FORMAT_STEMS || kind == FORMAT_BRANCHES)
		format_cycle(number, kind == FORMAT_STEMS ? stems : branches, out);
	else
		return false;
	return true;
}

/* What is written by digits and units. False: it is not. */
static bool
format_by_units(FormatKind kind, unsigned number, GString *out)
{
	static const char *const counting[] = { "零", "一", "二", "三", "四",
						"五", "六", "七", "八", "九" };
	static const char *const legal[] = { "零", "壹", "贰", "叁", "肆",
					     "伍", "陆", "柒", "捌", "玖" };
	static const char *const traditional[] = { "零", "壹", "貳", "參", "肆",
						   "伍", "陸", "柒", "捌", "玖" };
	static const char *const units[] = { "", "十", "百", "千" };
	static const char *const legal_units[] = { "", "拾", "佰", "仟" };

	if (kind == FORMAT_CHINESE)
		format_chinese(number, counting, units, false, out);
	else if (kind == FORMAT_LEGAL || kind == FORMAT_TRADITIONAL)
		format_chinese(number, kind == FORMAT_LEGAL ? legal : traditional, legal_units,
			       true, out);
	else
		return false;
	return true;
}

void
numbering_format(const char *format, unsigned number, GString *out)
{
	FormatKind kind = FORMAT_DECIMAL;
	size_t i = 0;

	while (i < G_N_ELEMENTS(formats) && strcmp(formats[i].name, format) != 0)
		i++;
	if (i < G_N_ELEMENTS(formats))
		kind = formats[i].kind;
	number = MIN(number, NUMBERING_FORMAT_MOST);
	if (format_by_units(kind, number, out) || format_by_signs(kind, number, out))
		return;
	if (kind == FORMAT_ROMAN || kind == FORMAT_ROMAN_SMALL)
		format_roman(number, kind == FORMAT_ROMAN_SMALL, out);
	else if (kind == FORMAT_LETTER || kind == FORMAT_LETTER_SMALL)
		format_letter(number, kind == FORMAT_LETTER ? 'A' : 'a', out);
	else if (kind == FORMAT_LIST && number >= 1 && number <= formats[i].n)
		g_string_append_unichar(out, formats[i].first + number - 1);
	else if (kind != FORMAT_NONE)
		g_string_append_printf(out, kind == FORMAT_ZERO ? "%02u" : "%u", number);
}
