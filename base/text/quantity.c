/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quantity — the numbers of a text that can contradict those of another
 *
 * One walk: a number in digits or in Chinese, then 余 or 多, a scale, a unit; the
 * parts of a date or time that follow each other are one quantity.
 *
 * Promise: linear; at most QUANTITY_MAX strings.
 * Not here: comparing them (pipeline/desk).
 */
#include "base/text/quantity.h"

#include "base/text/numeral.h"
#include "base/text/utf8.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Where one begins another the longer stands first. */
static const char *const quantity_units[] = {
	"个百分点", "平方公里", "平方千米", "平方米", "立方米", "人次", "公里", "千米", "毫米",
	"厘米",	    "海里",	"公顷",	    "公斤",   "千克",	"小时", "分钟", "周年", "美元",
	"港元",	    "欧元",	"千瓦时",   "千瓦",   "批次",	"户次", "人",	"名",	"户",
	"家",	    "起",	"件",	    "次",     "个",	"元",	"吨",	"米",	"亩",
	"克",	    "度",	"级",	    "辆",     "台",	"套",	"间",	"栋",	"所",
	"处",	    "条",	"项",	    "份",     "批",	"只",	"头",	"艘",	"架",
	"天",	    "日",	"号",	    "月",     "年",	"时",	"分",	"秒",	"岁",
	"倍",	    "村",	"镇",	    "例",     "座",	"口",	"株",	"尾",	"桶",
	"箱",	    "支",	"队",	    "%",      "‰",	"°C",	"km",	"kg",	"mm",
	"m2",	    "m3"
};
/* Not counted after a number in Chinese; the second group not after 一 alone. */
static const char *const quantity_vague[] = { "个", "次", "条", "项", "度", "时", "级",
					      "分", "批", "处", "家", "支", "头", "口",
					      "号", "份", "起", "件", "所" };
static const char *const quantity_single[] = { "年", "天", "日", "月", "村",
					       "镇", "倍", "队", "间", "周年" };
static const char *const quantity_scales[] = { "万亿", "千万", "百万", "十万",
					       "亿",   "万",   "千",   "百" };
static const char *const quantity_chain[] = { "年", "月", "日", "时", "分" };

static const char *
quantity_word(const char *at, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (utf8_begins(at, words[i]))
			return words[i];
	}
	return NULL;
}

static bool
quantity_is(const char *word, const char *const *words, size_t n)
{
	const char *found = quantity_word(word, words, n);

	return found && strcmp(found, word) == 0;
}

/* Reads a number at `at` into `number`; the bytes taken, 0 when there is none. */
static size_t
quantity_number(const char *at, GString *number, bool *ret_chinese, uint64_t *ret_value)
{
	size_t length;
	bool wrong;

	*ret_value = 0;
	*ret_chinese = !g_ascii_isdigit(*at);
	if (!*ret_chinese)
		return numeral_digits(at, number);
	length = numeral_chinese(at, ret_value, &wrong);
	if (length > 0 && !wrong)
		g_string_printf(number, "%" PRIu64, *ret_value);
	return length;
}

/* Appends what follows a number: 余, scale, unit. The bytes taken, 0 without a
 * unit or scale that counts; *ret_unit may be NULL. */
static size_t
quantity_unit(const char *at, GString *quantity, bool chinese, uint64_t value,
	      const char **ret_unit)
{
	static const char *const about[] = { "余", "多" };
	const char *start = at, *words[3];
	bool vague;

	at += *at == ' ';
	words[0] = quantity_word(at, about, G_N_ELEMENTS(about));
	at += words[0] ? strlen(words[0]) : 0;
	/* 千米 and 千瓦 are units, not thousands. */
	words[2] = quantity_word(at, quantity_units, G_N_ELEMENTS(quantity_units));
	words[1] =
		words[2] ? NULL : quantity_word(at, quantity_scales, G_N_ELEMENTS(quantity_scales));
	at += words[1] ? strlen(words[1]) : 0;
	if (!words[2])
		words[2] = quantity_word(at, quantity_units, G_N_ELEMENTS(quantity_units));
	*ret_unit = words[2];
	vague = chinese && words[2] &&
		(quantity_is(words[2], quantity_vague, G_N_ELEMENTS(quantity_vague)) ||
		 (value == 1 &&
		  quantity_is(words[2], quantity_single, G_N_ELEMENTS(quantity_single))));
	if (vague || (!words[2] && (chinese || !words[1])))
		return 0;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		g_string_append(quantity, words[i] ? words[i] : "");
	return (size_t)(at - start) + (words[2] ? strlen(words[2]) : 0);
}

/* Reads one quantity at `at`, its date or time parts joined. The bytes taken (at
 * least the number's), 0 when no number stands here. */
static size_t
quantity_read(const char *at, GString *quantity)
{
	const char *start = at, *unit = NULL;
	size_t taken = 0;

	do {
		g_autoptr(GString) part = g_string_new(NULL);
		bool chinese;
		uint64_t value;
		size_t number = quantity_number(at, part, &chinese, &value), rest = 0;

		if (number > 0 && part->len > 0)
			rest = quantity_unit(at + number, part, chinese && !unit, value, &unit);
		if (number == 0 || rest == 0) {
			taken = taken ? taken : number;
			break;
		}
		g_string_append_len(quantity, part->str, (gssize)part->len);
		at += number + rest;
		taken = (size_t)(at - start);
	} while (unit && quantity_is(unit, quantity_chain, G_N_ELEMENTS(quantity_chain)));
	return taken;
}

/* Appends the quantities to `found`; where each stands to `places`. */
static void
quantity_walk(const char *folded, GPtrArray *found, GArray *places)
{
	for (const char *at = numeral_next(folded); *at && found->len < QUANTITY_MAX;
	     at = numeral_next(at)) {
		gunichar before = at > folded ? g_utf8_get_char(g_utf8_prev_char(at)) : 0;
		g_autoptr(GString) quantity = g_string_new(NULL);
		bool share = utf8_begins(at, "百分之");
		const char *number = share ? at + strlen("百分之") : at;
		size_t taken;

		if (share) {
			bool chinese;
			uint64_t value;

			taken = quantity_number(number, quantity, &chinese, &value);
			if (taken > 0 && quantity->len > 0)
				g_string_append_c(quantity, '%');
			taken += strlen("百分之");
		} else {
			taken = quantity_read(at, quantity);
		}
		/* 第3条, A4, 1-2 are not quantities. */
		if (quantity->len > 0 && before != U'第' &&
		    !(before < 0x80 && g_ascii_isalnum((char)before))) {
			QuantityPlace place = { at, at + taken };

			g_ptr_array_add(found, g_string_free(g_steal_pointer(&quantity), FALSE));
			g_array_append_val(places, place);
		}
		if (taken == 0)
			taken = (size_t)(g_utf8_next_char(at) - at);
		at += taken;
	}
}

GPtrArray *
quantity_find_places(const char *folded, GArray **ret_places)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(g_free);

	*ret_places = g_array_new(FALSE, FALSE, sizeof(QuantityPlace));
	quantity_walk(folded, found, *ret_places);
	return found;
}

GPtrArray *
quantity_find(const char *folded)
{
	g_autoptr(GArray) places = NULL;

	return quantity_find_places(folded, &places);
}
