/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * happening — what a report says happened: when, where, of what sort
 *
 * Promise: depends on its arguments alone; linear in the text.
 */
#include "base/text/happening.h"

#include "base/hash.h"
#include "base/text/named_place.h"
#include "base/text/quantity.h"

#include <stdlib.h>
#include <string.h>

#define DAY_MINUTES 1440

/* ---- sorts ---- */

#define SORT_WORDS 18

/* What happens every day, a meeting, an inspection, is none. */
static const char *const happening_sorts[][SORT_WORDS] = {
	{ "火灾", "起火", "着火", "失火", "火情", "火警", "明火", "燃烧", "浓烟", "火势", "扑灭",
	  "引燃", "过火", "烧毁", "烧伤", "灼伤", "烧灼", "冒烟" },
	{ "爆炸", "爆燃", "闪爆", "炸裂", "炸开", "炸伤", "巨响" },
	{ "车祸", "交通事故", "车辆事故", "相撞", "追尾", "侧翻", "碰撞", "翻车", "撞上", "撞倒",
	  "撞断", "路基", "翻入", "刮擦", "剐蹭", "肇事" },
	{ "山洪", "洪水", "洪涝", "洪灾", "内涝", "决口", "暴雨", "降雨", "雨量", "积水", "被淹",
	  "淹没", "进水", "水毁", "漫溢", "猛涨", "上涨" },
	{ "滑坡", "泥石流", "塌方", "崩塌", "落石", "塌陷", "垮塌", "山体", "滚石", "土石", "石块",
	  "坡体", "掩埋" },
	{ "坍塌", "倒塌", "倾覆", "垮塌", "压埋", "被埋", "掩埋", "砸伤", "被砸", "塌了", "垮了",
	  "脚手架", "支模架" },
	{ "冰雹", "大风", "龙卷风", "风雹", "雷击", "雷暴", "阵风" },
	{ "溺水", "落水", "溺亡", "打捞", "下河", "下水", "游泳", "水中", "冲走" },
	{ "中毒", "呕吐", "腹泻", "腹痛", "上吐下泻", "误食", "野蘑菇", "野菌" },
	{ "泄漏", "泄露", "外泄", "漏气", "跑冒" },
	{ "地震", "震感", "有感" },
	{ "上访", "聚集", "堵路", "围堵", "堵门", "堵住", "讨薪", "讨要", "欠薪", "横幅", "集访",
	  "维权" },
	{ "斗殴", "伤人", "持刀", "命案", "抢劫", "砍伤" },
	{ "停电", "停水", "断电", "断水", "停气", "爆管" },
	{ "疫情", "感染", "确诊", "猪瘟", "禽流感", "染疫", "病死" },
	{ "坠落", "触电", "挤压", "窒息", "坠亡", "摔下", "跌落" },
};

static uint32_t
happening_sorts_of(const char *folded)
{
	uint32_t sorts = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(happening_sorts); i++)
		for (size_t k = 0; k < SORT_WORDS && happening_sorts[i][k]; k++)
			if (strstr(folded, happening_sorts[i][k]))
				sorts |= UINT32_C(1) << i;
	return sorts;
}

/* ---- numbers ---- */

/* 77人, 1.5万元; not 3人, which is every second report's, and no part of a date. */
static bool
number_tells(const char *quantity)
{
	static const char *const times[] = { "年", "月", "日", "时", "分", "天", "秒" };
	int n_digits = 0;

	for (const char *at = quantity; *at; at++)
		n_digits += g_ascii_isdigit(*at) != 0;
	for (size_t i = 0; i < G_N_ELEMENTS(times); i++)
		if (strstr(quantity, times[i]))
			return false;
	return n_digits >= 2;
}

static GPtrArray *
happening_numbers(const char *folded)
{
	GPtrArray *found = quantity_find(folded);

	for (guint i = found->len; i-- > 0;)
		if (!number_tells(found->pdata[i]))
			g_ptr_array_remove_index(found, i);
	return found;
}

/* ---- the whole ---- */

/* Sets its day and minute. False: none is told. */
static bool
happening_set_time(Happening *happening, const char *when)
{
	g_autoptr(GDateTime) time = when ? g_date_time_new_from_iso8601(when, NULL) : NULL;
	int minute;
	GDate day;

	happening->minute = -1;
	if (!time)
		return false;
	minute = g_date_time_get_hour(time) * 60 + g_date_time_get_minute(time);
	g_date_clear(&day, 1);
	g_date_set_dmy(&day, (GDateDay)g_date_time_get_day_of_month(time),
		       (GDateMonth)g_date_time_get_month(time),
		       (GDateYear)g_date_time_get_year(time));
	happening->day = g_date_get_julian(&day);
	happening->minute = minute > 0 ? minute : -1;
	return true;
}

Happening *
happening_read(const char *folded, const char *when)
{
	Happening *made = g_new0(Happening, 1);
	bool timed = happening_set_time(made, when);

	made->places = named_place_find(folded, HAPPENING_PLACES);
	/* Without a day it is nobody's event. */
	made->sorts = timed ? happening_sorts_of(folded) : 0;
	made->numbers = timed ? happening_numbers(folded) : g_ptr_array_new();
	return made;
}

void
happening_free(Happening *happening)
{
	if (!happening)
		return;
	g_ptr_array_unref(happening->places);
	g_ptr_array_unref(happening->numbers);
	g_free(happening);
}

static void
happening_keys_of_day(const Happening *happening, int64_t day, GArray *keys)
{
	for (guint i = 0; i < happening->places->len; i++) {
		g_autofree char *said = g_strdup_printf("%d %s", (int)day,
							(const char *)happening->places->pdata[i]);
		g_autofree char *hash = hash_hex(said, strlen(said));
		int64_t key;

		hash[15] = '\0';
		key = (int64_t)g_ascii_strtoull(hash, NULL, 16);
		g_array_append_val(keys, key);
	}
}

void
happening_keys(const Happening *happening, bool around, GArray *keys)
{
	int64_t day = happening->day;
	int minute = happening->minute;

	if (day == 0)
		return;
	happening_keys_of_day(happening, day, keys);
	if (!around || minute < 0)
		return;
	if (minute < HAPPENING_NEAR)
		happening_keys_of_day(happening, day - 1, keys);
	if (minute >= DAY_MINUTES - HAPPENING_NEAR)
		happening_keys_of_day(happening, day + 1, keys);
}

/* ---- two of them ---- */

/* APART: other hours of a day that both tell of. */
typedef enum { TIMES_OTHER, TIMES_APART, TIMES_DAY, TIMES_NEAR } Times;

static Times
happening_times(const Happening *a, const Happening *b)
{
	int64_t minutes = (a->day - b->day) * DAY_MINUTES + a->minute - b->minute;

	if (a->day == 0 || b->day == 0)
		return TIMES_OTHER;
	if (a->minute < 0 || b->minute < 0)
		return a->day == b->day ? TIMES_DAY : TIMES_OTHER;
	if (llabs(minutes) <= HAPPENING_NEAR)
		return TIMES_NEAR;
	return a->day == b->day ? TIMES_APART : TIMES_OTHER;
}

bool
happening_may_be(const Happening *happening, const char *when)
{
	Happening other = { 0 };

	return happening_set_time(&other, when) &&
	       happening_times(happening, &other) != TIMES_OTHER;
}

static bool
happening_names(const Happening *happening, NamedPlaceKind kind)
{
	for (guint i = 0; i < happening->places->len; i++)
		if (named_place_kind(happening->places->pdata[i]) == kind)
			return true;
	return false;
}

/* Towns or villages of which each names some and both none. */
static bool
happening_elsewhere(const Happening *a, const Happening *b, const guint *n_common)
{
	static const NamedPlaceKind kinds[] = { NAMED_PLACE_TOWN, NAMED_PLACE_VILLAGE };

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (n_common[kinds[i]] == 0 && happening_names(a, kinds[i]) &&
		    happening_names(b, kinds[i]))
			return true;
	return false;
}

/* The places that both name, and how many of each kind. Borrowed strings. */
static GPtrArray *
happening_common(const Happening *a, const Happening *b, guint *n_common)
{
	GPtrArray *common = g_ptr_array_new();

	for (guint i = 0; i < a->places->len; i++) {
		char *place = a->places->pdata[i];

		if (!g_ptr_array_find_with_equal_func(b->places, place, g_str_equal, NULL))
			continue;
		g_ptr_array_add(common, place);
		n_common[named_place_kind(place)]++;
	}
	return common;
}

bool
happening_excludes(const Happening *ours, const Happening *theirs)
{
	guint n_common[NAMED_PLACE_OTHER + 1] = { 0 };
	g_autoptr(GPtrArray) common = happening_common(ours, theirs, n_common);

	return (ours->day && theirs->day && ours->day != theirs->day) ||
	       happening_elsewhere(ours, theirs, n_common);
}

static bool
happening_number(const Happening *a, const Happening *b)
{
	for (guint i = 0; i < a->numbers->len; i++)
		if (g_ptr_array_find_with_equal_func(b->numbers, a->numbers->pdata[i], g_str_equal,
						     NULL))
			return true;
	return false;
}

GPtrArray *
happening_same(const Happening *ours, const Happening *theirs)
{
	Times times = happening_times(ours, theirs);
	guint n_common[NAMED_PLACE_OTHER + 1] = { 0 };
	g_autoptr(GPtrArray) common = happening_common(ours, theirs, n_common);
	bool sudden = (ours->sorts & theirs->sorts) != 0, exact, number;

	if (times == TIMES_OTHER)
		return NULL;
	if (common->len == 0 || happening_elsewhere(ours, theirs, n_common))
		return NULL;
	exact = common->len > n_common[NAMED_PLACE_TOWN];
	if (sudden)
		return times != TIMES_APART || exact ? g_steal_pointer(&common) : NULL;
	number = happening_number(ours, theirs);
	/* A fire and a flood: more than place and hour must speak for one event. */
	if (ours->sorts && theirs->sorts && !number)
		return NULL;
	return exact + (times == TIMES_NEAR) + number >= 2 ? g_steal_pointer(&common) : NULL;
}
