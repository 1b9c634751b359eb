/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * happening — what a report says happened: when, where, of what sort
 *
 * Promise: depends on its arguments alone; linear in the text.
 */
#include "base/text/happening.h"

#include "base/hash.h"
#include "base/text/quantity.h"

#include <stdlib.h>
#include <string.h>

#define DAY_MINUTES 1440

/* ---- places ---- */

typedef enum { PLACE_TOWN, PLACE_VILLAGE, PLACE_OTHER } PlaceKind;

/* Where one ends another the longer stands first. */
static const struct {
	const char *end;
	PlaceKind kind;
} place_ends[] = {
	{ "街道", PLACE_TOWN },	   { "镇", PLACE_TOWN },      { "乡", PLACE_TOWN },
	{ "社区", PLACE_VILLAGE }, { "村", PLACE_VILLAGE },   { "大道", PLACE_OTHER },
	{ "国道", PLACE_OTHER },   { "省道", PLACE_OTHER },   { "高速", PLACE_OTHER },
	{ "路", PLACE_OTHER },	   { "街", PLACE_OTHER },     { "公司", PLACE_OTHER },
	{ "厂", PLACE_OTHER },	   { "煤矿", PLACE_OTHER },   { "工地", PLACE_OTHER },
	{ "小学", PLACE_OTHER },   { "中学", PLACE_OTHER },   { "学校", PLACE_OTHER },
	{ "幼儿园", PLACE_OTHER }, { "医院", PLACE_OTHER },   { "水库", PLACE_OTHER },
	{ "大桥", PLACE_OTHER },   { "隧道", PLACE_OTHER },   { "小区", PLACE_OTHER },
	{ "广场", PLACE_OTHER },   { "市场", PLACE_OTHER },   { "超市", PLACE_OTHER },
	{ "酒店", PLACE_OTHER },   { "工业园", PLACE_OTHER }, { "敬老院", PLACE_OTHER },
};

/* Before an end these make no name of it: 全镇, 到镇里, 位于镇北街, 14时许镇北街. */
#define PLACE_NO_NAME "全我该本各某数个两几到在向从对至往赴于日时许午晚晨昨今"
#define PLACE_ON_THE_WAY "沿进入驻回返" /* nor these, but of PLACE_ONWARD: 干部进村, 跃进村 */
#define PLACE_ONWARD "前跃奋新共"
#define PLACE_COUNTY "县市区省" /* nor these before what begins a street: 青河县镇北街, 旧县镇 */
#define PLACE_QUARTER "东西南北中前后口村"
#define PLACE_COUNTED "家处所座条栋间名" /* neither after a number: 一家超市, but 张家村 */
#define PLACE_NUMBERS "一二三四五六七八九十百多每"
#define PLACE_NUMBERED 0x7B2C		 /* 第: 第5乡, of 第10乡 10乡 */
#define PLACE_NO_TOWN "二三四五六七九十" /* 南部三镇; 新民三村 is a name, 八一镇 too */
#define PLACE_SETTLED "镇乡村"		 /* 石桥村村民, 青石镇镇北街, 镇村干部 */

/* What ends so and is no place. */
static const char *const place_words[] = {
	"乡镇", "城镇", "村镇", "农村", "乡村", "城乡",	  "下乡",   "返乡",   "家乡",
	"老乡", "故乡", "公路", "铁路", "道路", "线路",	  "水路",   "电路",   "思路",
	"出路", "一路", "沿路", "修路", "让路", "上路",	  "问路",   "门路",   "销路",
	"带路", "走路", "马路", "上街", "工厂", "限公司", "分公司", "总公司", "子公司",
};
/* What begins with an end and goes on as another word. */
static const char *const place_not_ends[] = {
	"镇静",	  "镇定",   "镇痛",   "乡镇",	"乡亲",	  "乡土",     "乡贤",	"乡愁",	  "乡情",
	"乡风",	  "乡间",   "村庄",   "村寨",	"村落",	  "村镇",     "路面",	"路基",	  "路灯",
	"路况",	  "路网",   "路径",   "路过",	"路途",	  "路人",     "路障",	"路政",	  "路线",
	"路由",	  "路牌",   "街头",   "街坊",	"街区",	  "街巷",     "厂房",	"厂区",	  "厂家",
	"厂长",	  "厂商",   "小学生", "中学生", "市场监", "市场价",   "市场主", "市场供", "市场秩",
	"市场经", "市场化", "高速发", "高速增", "广场舞", "乡村民宿",
};
/* Two characters that name nothing. */
static const char *const place_no_names[] = {
	"地处", "途经", "造成", "附近", "周边", "相关", "有关", "建筑", "施工", "在建", "废弃",
	"美丽", "事故", "危险", "发生", "开展", "清扫", "走访", "深入", "部分", "民族", "先进",
};

typedef struct {
	const char *from, *to;
	PlaceKind kind;
} Place;

/* The end that begins at `at`, or NULL; *ret_kind. */
static const char *
place_end(const char *at, PlaceKind *ret_kind)
{
	for (size_t i = 0; i < G_N_ELEMENTS(place_ends); i++) {
		const char *end = place_ends[i].end;

		/* Most characters begin none: seen by their last byte. */
		if (at[0] != end[0] || at[1] != end[1] || at[2] != end[2] ||
		    !g_str_has_prefix(at, end))
			continue;
		*ret_kind = place_ends[i].kind;
		return at + strlen(end);
	}
	return NULL;
}

/* Is what ends at `to` a common word? */
static bool
place_is_word(const char *start, const char *to)
{
	for (size_t i = 0; i < G_N_ELEMENTS(place_words); i++) {
		size_t n = strlen(place_words[i]);

		if ((size_t)(to - start) >= n && strncmp(to - n, place_words[i], n) == 0)
			return true;
	}
	return false;
}

/* Does another word begin at `at`? Folk of a township (大坪乡村民) are no countryside. */
static bool
place_goes_on(const char *at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(place_not_ends); i++)
		if (g_str_has_prefix(at, place_not_ends[i]))
			return true;
	return g_str_has_prefix(at, "乡村") && !g_str_has_prefix(at, "乡村民");
}

static bool
place_one_of(const char *characters, gunichar c)
{
	return c != 0 && g_utf8_strchr(characters, -1, c) != NULL;
}

/* The character before an end does not end a name: of what kind the end is, and what follows. */
static bool
place_no_name(gunichar first, gunichar second, const Place *place)
{
	bool town = place->kind == PLACE_TOWN;

	if (place_one_of(PLACE_NO_NAME, second))
		return true;
	if (place_one_of(PLACE_ON_THE_WAY, second))
		return !place_one_of(PLACE_ONWARD, first);
	if (place_one_of(PLACE_COUNTY, second))
		return place_one_of(PLACE_NO_NAME, first) ||
		       place_one_of(PLACE_QUARTER, g_utf8_get_char(place->to));
	if (place_one_of(PLACE_COUNTED, second))
		return g_unichar_isdigit(first) || place_one_of(PLACE_NUMBERS PLACE_NO_NAME, first);
	if (place->kind != PLACE_OTHER && place_one_of(PLACE_SETTLED, second))
		return true;
	return town && first != PLACE_NUMBERED && !g_unichar_isdigit(first) &&
	       (g_unichar_isdigit(second) || place_one_of(PLACE_NO_TOWN, second));
}

/* Do the two characters before the end name it? */
static bool
place_is_name(const Place *place)
{
	gunichar first = g_utf8_get_char(place->from);
	gunichar second = g_utf8_get_char(g_utf8_next_char(place->from));

	for (size_t i = 0; i < G_N_ELEMENTS(place_no_names); i++)
		if (g_str_has_prefix(place->from, place_no_names[i]))
			return false;
	return g_unichar_isalnum(first) && g_unichar_isalnum(second) &&
	       !place_no_name(first, second, place);
}

/* The two characters before an end are its name. */
static bool
place_at(const char *start, const char *at, Place *ret)
{
	const char *before = at > start ? g_utf8_prev_char(at) : NULL;

	ret->to = place_end(at, &ret->kind);
	if (!ret->to || !before || before == start || place_is_word(start, ret->to) ||
	    place_goes_on(at))
		return false;
	ret->from = g_utf8_prev_char(before);
	return place_is_name(ret);
}

static PlaceKind
place_kind(const char *name)
{
	const char *at = g_utf8_offset_to_pointer(name, 2);
	PlaceKind kind = PLACE_OTHER;

	(void)place_end(at, &kind);
	return kind;
}

static GPtrArray *
happening_places(const char *folded)
{
	GPtrArray *places = g_ptr_array_new_with_free_func(g_free);

	for (const char *at = folded; *at && places->len < HAPPENING_PLACES;
	     at = g_utf8_next_char(at)) {
		g_autofree char *name = NULL;
		Place place;

		if (!place_at(folded, at, &place))
			continue;
		name = g_strndup(place.from, (gsize)(place.to - place.from));
		if (!g_ptr_array_find_with_equal_func(places, name, g_str_equal, NULL))
			g_ptr_array_add(places, g_steal_pointer(&name));
	}
	return places;
}

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

	made->places = happening_places(folded);
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
happening_names(const Happening *happening, PlaceKind kind)
{
	for (guint i = 0; i < happening->places->len; i++)
		if (place_kind(happening->places->pdata[i]) == kind)
			return true;
	return false;
}

/* Towns or villages of which each names some and both none. */
static bool
happening_elsewhere(const Happening *a, const Happening *b, const guint *n_common)
{
	static const PlaceKind kinds[] = { PLACE_TOWN, PLACE_VILLAGE };

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
		n_common[place_kind(place)]++;
	}
	return common;
}

bool
happening_excludes(const Happening *ours, const Happening *theirs)
{
	guint n_common[PLACE_OTHER + 1] = { 0 };
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
	guint n_common[PLACE_OTHER + 1] = { 0 };
	g_autoptr(GPtrArray) common = happening_common(ours, theirs, n_common);
	bool sudden = (ours->sorts & theirs->sorts) != 0, exact, number;

	if (times == TIMES_OTHER)
		return NULL;
	if (common->len == 0 || happening_elsewhere(ours, theirs, n_common))
		return NULL;
	exact = common->len > n_common[PLACE_TOWN];
	if (sudden)
		return times != TIMES_APART || exact ? g_steal_pointer(&common) : NULL;
	number = happening_number(ours, theirs);
	/* A fire and a flood: more than place and hour must speak for one event. */
	if (ours->sorts && theirs->sorts && !number)
		return NULL;
	return exact + (times == TIMES_NEAR) + number >= 2 ? g_steal_pointer(&common) : NULL;
}
