/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * named_place — the towns, villages, roads and firms that a text names
 *
 * Promise: depends on the text alone; linear in it.
 * Not here: what two texts with a place in common tell of (happening).
 */
#include "base/text/named_place.h"

#include <stdbool.h>
#include <string.h>

/* Where one ends another the longer stands first. */
static const struct {
	const char *end;
	NamedPlaceKind kind;
} place_ends[] = {
	{ "街道", NAMED_PLACE_TOWN },	 { "镇", NAMED_PLACE_TOWN },
	{ "乡", NAMED_PLACE_TOWN },	 { "社区", NAMED_PLACE_VILLAGE },
	{ "村", NAMED_PLACE_VILLAGE },	 { "大道", NAMED_PLACE_OTHER },
	{ "国道", NAMED_PLACE_OTHER },	 { "省道", NAMED_PLACE_OTHER },
	{ "高速", NAMED_PLACE_OTHER },	 { "路", NAMED_PLACE_OTHER },
	{ "街", NAMED_PLACE_OTHER },	 { "公司", NAMED_PLACE_OTHER },
	{ "厂", NAMED_PLACE_OTHER },	 { "煤矿", NAMED_PLACE_OTHER },
	{ "工地", NAMED_PLACE_OTHER },	 { "小学", NAMED_PLACE_OTHER },
	{ "中学", NAMED_PLACE_OTHER },	 { "学校", NAMED_PLACE_OTHER },
	{ "幼儿园", NAMED_PLACE_OTHER }, { "医院", NAMED_PLACE_OTHER },
	{ "水库", NAMED_PLACE_OTHER },	 { "大桥", NAMED_PLACE_OTHER },
	{ "隧道", NAMED_PLACE_OTHER },	 { "小区", NAMED_PLACE_OTHER },
	{ "广场", NAMED_PLACE_OTHER },	 { "市场", NAMED_PLACE_OTHER },
	{ "超市", NAMED_PLACE_OTHER },	 { "酒店", NAMED_PLACE_OTHER },
	{ "工业园", NAMED_PLACE_OTHER }, { "敬老院", NAMED_PLACE_OTHER },
};

/* Before an end these make no name of it: 全镇, 到镇里, 位于镇北街, 14时许镇北街. */
#define PLACE_NO_NAME                                                                              \
	"全我该本各某数个两几到在向从对至往赴于日时许午晚晨昨今的了与及是为由让被把使给副"
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
	"带路", "走路", "马路", "上街", "工厂", "分公司", "总公司", "子公司", "中小学",
};
/* What begins with an end and goes on as another word. */
static const char *const place_not_ends[] = {
	"镇长",	  "乡长",   "村长",   "街道长", "路远",	  "镇静",   "镇定",   "镇痛",
	"乡镇",	  "乡亲",   "乡土",   "乡贤",	"乡愁",	  "乡情",   "乡风",   "乡间",
	"村庄",	  "村寨",   "村落",   "村镇",	"路面",	  "路基",   "路灯",   "路况",
	"路网",	  "路径",   "路过",   "路途",	"路人",	  "路障",   "路政",   "路线",
	"路由",	  "路牌",   "街头",   "街坊",	"街区",	  "街巷",   "厂房",   "厂区",
	"厂家",	  "厂长",   "厂商",   "小学生", "中学生", "市场监", "市场价", "市场主",
	"市场供", "市场秩", "市场经", "市场化", "高速发", "高速增", "广场舞", "乡村民宿",
};
/* Two characters that name nothing. */
static const char *const place_no_names[] = {
	"地处", "途经", "造成", "附近", "周边", "相关", "有关", "建筑", "施工",
	"在建", "废弃", "美丽", "事故", "危险", "发生", "开展", "清扫", "走访",
	"深入", "部分", "民族", "先进", "沿海", "培训", "抓好",
};

/* Between a firm's name and its end: 鑫达化工有限公司 is 鑫达公司. */
static const char *const place_trades[] = {
	"有限", "责任", "股份", "集团", "科技", "食品", "机械", "物流", "纺织", "铸造", "建材",
	"材料", "化工", "电子", "服装", "燃气", "农业", "置业", "建筑", "建设", "商贸", "贸易",
	"运输", "水产", "水泥", "药业", "米业", "矿业", "实业", "工贸", "能源", "环保", "旅游",
};

typedef struct {
	const char *from, *end, *to; /* the name, and behind its trade what it ends in */
	NamedPlaceKind kind;
} Place;

/* The end that begins at `at`, or NULL; *ret_kind. */
static const char *
place_end(const char *at, NamedPlaceKind *ret_kind)
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
	bool town = place->kind == NAMED_PLACE_TOWN;

	if (place_one_of(PLACE_NO_NAME, second))
		return true;
	if (place_one_of(PLACE_ON_THE_WAY, second))
		return !place_one_of(PLACE_ONWARD, first);
	if (place_one_of(PLACE_COUNTY, second))
		return place_one_of(PLACE_NO_NAME, first) ||
		       place_one_of(PLACE_QUARTER, g_utf8_get_char(place->to));
	if (place_one_of(PLACE_COUNTED, second))
		return g_unichar_isdigit(first) || place_one_of(PLACE_NUMBERS PLACE_NO_NAME, first);
	if (place->kind != NAMED_PLACE_OTHER && place_one_of(PLACE_SETTLED, second))
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

/* The bytes of the trade that ends at `at`; 0: none does. */
static size_t
place_trade(const char *start, const char *at)
{
	for (size_t i = 0; i < G_N_ELEMENTS(place_trades); i++) {
		size_t n = strlen(place_trades[i]);

		if ((size_t)(at - start) >= n && strncmp(at - n, place_trades[i], n) == 0)
			return n;
	}
	return 0;
}

/* Where the trades begin that stand before a firm's end at `at`. */
static const char *
place_before_trades(const char *start, const char *at)
{
	size_t n;

	while ((n = place_trade(start, at)) > 0)
		at -= n;
	return at;
}

/* The two characters before an end are its name. */
static bool
place_at(const char *start, const char *at, Place *ret)
{
	const char *before = at;

	ret->end = at;
	ret->to = place_end(at, &ret->kind);
	if (!ret->to || place_is_word(start, ret->to) || place_goes_on(at))
		return false;
	if (g_str_has_prefix(at, "公司") || g_str_has_prefix(at, "厂"))
		before = place_before_trades(start, at);
	before = before > start ? g_utf8_prev_char(before) : NULL;
	if (!before || before == start)
		return false;
	ret->from = g_utf8_prev_char(before);
	return place_is_name(ret);
}

/* Its two characters and its end. Yours. */
static char *
place_called(const Place *place)
{
	const char *behind = g_utf8_offset_to_pointer(place->from, 2);

	return g_strdup_printf("%.*s%.*s", (int)(behind - place->from), place->from,
			       (int)(place->to - place->end), place->end);
}

NamedPlaceKind
named_place_kind(const char *name)
{
	const char *at = g_utf8_offset_to_pointer(name, 2);
	NamedPlaceKind kind = NAMED_PLACE_OTHER;

	(void)place_end(at, &kind);
	return kind;
}

GPtrArray *
named_place_find(const char *folded, guint n_most)
{
	GPtrArray *places = g_ptr_array_new_with_free_func(g_free);

	for (const char *at = folded; *at && places->len < n_most; at = g_utf8_next_char(at)) {
		g_autofree char *name = NULL;
		Place place;

		if (!place_at(folded, at, &place))
			continue;
		name = place_called(&place);
		if (!g_ptr_array_find_with_equal_func(places, name, g_str_equal, NULL))
			g_ptr_array_add(places, g_steal_pointer(&name));
	}
	return places;
}
