/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-happening — which two reports may tell of one event, by day, place and sort alone; the
 * places themselves (base/text/named_place.c)
 *
 * How often that is right is test-seen's to count.
 */
#include "base/text/happening.h"

#include "base/text/fold.h"

#include <locale.h>

#define MORNING "2026-06-12T08:00:00+08:00"
#define DAY "2026-06-12T00:00:00+08:00"

static const struct {
	const char *what, *text, *places;
} places[] = {
	{ "none", "我县召开全镇农村公路会议，各乡镇参加，工友到镇政府", "" },
	{ "town and village", "位于青石镇石桥村的一处民房", "青石镇 石桥村" },
	{ "each once", "青石镇、石桥村、青石镇", "青石镇 石桥村" },
	{ "a road, a firm", "人民路鑫达公司门前，G318国道", "人民路 鑫达公司 18国道" },
	{ "a firm by its trade", "鑫达化工有限公司", "鑫达公司" },
	{ "a firm by its trade alone", "鑫达化工公司一台车", "鑫达公司" },
	{ "a firm as a group", "鑫达建材科技股份有限公司", "鑫达公司" },
	{ "trades that name no firm", "一家食品公司、沿海电子厂、各物流公司、某纺织有限公司", "" },
	{ "a name of one character", "柳镇", "" },
	{ "the longer end", "城关街道清河大道第三小学", "城关街道 清河大道 第三小学" },
	/* names that begin with what ends others */
	{ "镇 begins one, after 于", "位于镇北街的一家商铺", "镇北街" },
	{ "after a time", "12日14时许镇北街一商铺", "镇北街" },
	{ "after a county", "青河县镇南路一处民房", "镇南路" },
	{ "after a quarter", "老城区镇东街", "镇东街" },
	{ "after a comma", "今日，镇中路封闭", "镇中路" },
	{ "after its town", "青石镇镇北街", "青石镇 镇北街" },
	{ "a town's northern street", "青石镇北街", "青石镇 镇北街" },
	{ "路 begins a town", "位于路口镇石桥村", "路口镇 石桥村" },
	{ "厂 begins a street", "地处厂前街", "厂前街" },
	{ "村 begins a road", "途经村前路", "村前路" },
	{ "街 begins a village", "青河县街口村", "街口村" },
	{ "乡 begins a road", "今晨乡宁路", "乡宁路" },
	/* words that begin with an end */
	{ "the countryside", "建设美丽乡村，推进城乡融合，乡亲返乡创业", "" },
	{ "towns together", "全县乡镇和村镇银行", "" },
	{ "folk of a township", "大坪乡村民张某", "大坪乡" },
	{ "and where tourists sleep", "精品乡村民宿", "" },
	{ "hamlets", "附近村庄、民族村寨、古村落", "" },
	{ "a road's surface", "造成路面塌陷、路基下沉，路灯损坏", "" },
	{ "the surface of one", "人民路路面塌陷", "人民路" },
	{ "its corner and stretch", "人民路口、解放路段", "人民路 解放路" },
	{ "a plant's building", "一处厂房起火，废弃厂区", "" },
	{ "pupils", "3名小学生、5名中学生", "" },
	{ "an authority", "青河县市场监管局、市场监督部门", "" },
	{ "speed", "经济高速发展", "" },
	{ "dancing", "老年广场舞", "" },
	{ "crowds", "群众走上街头", "" },
	{ "calm", "服用镇静剂，神情镇定", "" },
	/* counted and nameless ones */
	{ "one of some sort", "一处工地、一所学校、一家超市、两座水库、某小区", "" },
	{ "who heads a town", "镇党委书记、分管副镇长、青石镇长到场", "" },
	{ "what a town does", "费用由镇财政列支，建成后为村集体增收，让村民受益，品种是村里自选",
	  "" },
	{ "what is done with one", "抓好小区整治，抓好学校供暖，开办培训学校", "" },
	{ "primary and middle", "6所中小学，为学校增容，进村入校", "" },
	{ "a long way", "山高路远、路途遥远", "" },
	{ "counted by figures", "3家公司、12所小学、2乡3镇", "" },
	{ "counted towns", "南部三镇、五乡", "" },
	{ "a building site", "建筑工地、施工工地", "" },
	{ "who goes there", "干部进村入户，驻村工作队，送戏下乡，队员回村", "" },
	{ "the way there", "修路、让路、上路、问路，生财门路，销路", "" },
	{ "near one", "附近小区、相关企业、有关学校", "" },
	/* names that look so */
	{ "a family's village", "张家村、李家街、王家大桥", "张家村 李家街 王家大桥" },
	{ "above and below", "桥下村、岭上村、河边村、城外村", "桥下村 岭上村 河边村 城外村" },
	{ "numbered villages", "新民三村、城关二小区", "民三村 关二小区" },
	{ "a hill's village", "青山村、龙山村、古渡村", "青山村 龙山村 古渡村" },
	{ "onward", "跃进村、前进路、前沿村", "跃进村 前进路 前沿村" },
	{ "an old county's town", "旧县镇、龙市镇起火，全县镇村干部", "旧县镇 龙市镇" },
	{ "numbered towns", "第5乡春耕，第三镇，第10乡", "第5乡 第三镇 10乡" },
	{ "a numeral's town", "八一镇", "八一镇" },
	{ "government of a town", "青石镇政府、大坪乡党委、石桥村委会", "青石镇 大坪乡 石桥村" },
	{ "its people", "石桥村民李某、城关社区居民", "石桥村 城关社区" },
	{ "its people in full", "石桥村村民李某", "石桥村" },
};

static void
test_places(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *folded = fold_word(places[i].text);
		g_autoptr(Happening) happening = happening_read(folded, NULL);
		g_autofree char *joined = NULL;

		g_ptr_array_add(happening->places, NULL);
		joined = g_strjoinv(" ", (char **)happening->places->pdata);
		g_test_message("%s", places[i].what);
		g_assert_cmpstr(joined, ==, places[i].places);
	}
}

static const struct {
	const char *what, *ours, *our_time, *theirs, *their_time;
	guint n_common;
} pairs[] = {
	{ "other words", "青石镇石桥村一民房失火，3人受伤", MORNING, "石桥村民宅冒出浓烟，4人送医",
	  MORNING, 1 },
	{ "an hour and a half later", "青石镇起火", MORNING, "青石镇火灾",
	  "2026-06-12T09:30:00+08:00", 1 },
	{ "in the afternoon", "青石镇起火", MORNING, "青石镇火灾", "2026-06-12T15:00:00+08:00", 0 },
	{ "one knows the day alone", "青石镇起火", MORNING, "青石镇火灾", DAY, 1 },
	{ "across midnight", "青石镇起火", "2026-06-12T23:50:00+08:00", "青石镇火灾",
	  "2026-06-13T00:20:00+08:00", 1 },
	{ "another day", "青石镇起火", DAY, "青石镇火灾", "2026-06-13T00:00:00+08:00", 0 },
	{ "no day", "青石镇起火", NULL, "青石镇火灾", MORNING, 0 },
	{ "no date", "青石镇起火", "昨天", "青石镇火灾", MORNING, 0 },
	{ "another place", "青石镇起火", DAY, "白溪镇火灾", DAY, 0 },
	{ "another town's village of that name", "青石镇石桥村起火", DAY, "白溪镇石桥村火灾", DAY,
	  0 },
	{ "another village of the town", "青石镇石桥村起火", DAY, "青石镇大坪村火灾", DAY, 0 },
	{ "another sort", "青石镇起火", MORNING, "青石镇发生山洪", MORNING, 0 },
	{ "no sort", "青石镇春茶开采", MORNING, "青石镇新茶上市", MORNING, 0 },
	{ "what happens every day", "领导到青石镇调研", DAY, "领导在青石镇走访", DAY, 0 },
	{ "at the same hour", "领导到青石镇调研", MORNING, "领导在青石镇走访", MORNING, 0 },
	{ "and in one village", "到石桥村调研", MORNING, "领导在石桥村走访", MORNING, 1 },
	{ "with the village", "领导到青石镇石桥村调研", DAY, "在青石镇石桥村走访", DAY, 0 },
	{ "with village and number", "到青石镇石桥村调研，访15户", DAY, "石桥村走访15户", DAY, 1 },
	{ "a small number is anybody's", "到石桥村调研，访5户", DAY, "石桥村走访5户", DAY, 0 },
	{ "fire and flood in a village", "石桥村起火", MORNING, "石桥村发生山洪", MORNING, 0 },
	{ "and a number", "石桥村起火，撤离35人", MORNING, "石桥村房屋倒塌，转移35人", MORNING, 1 },
	{ "other hours, the same village", "石桥村起火", MORNING, "石桥村火灾",
	  "2026-06-12T15:00:00+08:00", 1 },
	{ "empty", "", MORNING, "", MORNING, 0 },
};

static void
test_pairs(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *ours = fold_word(pairs[i].ours);
		g_autofree char *theirs = fold_word(pairs[i].theirs);
		g_autoptr(Happening) a = happening_read(ours, pairs[i].our_time);
		g_autoptr(Happening) b = happening_read(theirs, pairs[i].their_time);
		g_autoptr(GPtrArray) same = happening_same(a, b), back = happening_same(b, a);

		g_test_message("%s", pairs[i].what);
		g_assert_cmpuint(same ? same->len : 0, ==, pairs[i].n_common);
		g_assert_cmpuint(back ? back->len : 0, ==, pairs[i].n_common);
		/* What may not be by its time alone is not. */
		g_assert_true(!same || happening_may_be(a, pairs[i].their_time));
	}
}

static void
test_times(void)
{
	static const struct {
		const char *what, *ours, *theirs;
		bool may_be;
	} cases[] = {
		{ "the same day", DAY, DAY, true },
		{ "within two hours", MORNING, "2026-06-12T10:00:00+08:00", true },
		{ "other hours of the day", MORNING, "2026-06-12T23:00:00+08:00", true },
		{ "over midnight", "2026-06-12T23:30:00+08:00", "2026-06-13T00:30:00+08:00", true },
		{ "another day", DAY, "2026-06-13T00:00:00+08:00", false },
		{ "no time", MORNING, NULL, false },
		{ "no date", MORNING, "x", false },
		{ "nor ours", NULL, MORNING, false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Happening) ours = happening_read("青石镇起火", cases[i].ours);

		g_test_message("%s", cases[i].what);
		g_assert_cmpint(happening_may_be(ours, cases[i].theirs), ==, cases[i].may_be);
	}
}

static bool
has(const GArray *keys, int64_t key)
{
	for (guint i = 0; i < keys->len; i++)
		if (g_array_index(keys, int64_t, i) == key)
			return true;
	return false;
}

/* Whatever may be the same meets under a key. */
static void
test_keys(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *ours = fold_word(pairs[i].ours);
		g_autofree char *theirs = fold_word(pairs[i].theirs);
		g_autoptr(Happening) a = happening_read(ours, pairs[i].our_time);
		g_autoptr(Happening) b = happening_read(theirs, pairs[i].their_time);
		g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(int64_t));
		g_autoptr(GArray) looked = g_array_new(FALSE, FALSE, sizeof(int64_t));
		bool meet = false;

		happening_keys(a, false, kept);
		happening_keys(b, true, looked);
		for (guint k = 0; k < kept->len; k++) {
			int64_t key = g_array_index(kept, int64_t, k);

			g_assert_cmpint(key >> 60, ==, 0);
			meet = meet || has(looked, key);
		}
		g_test_message("%s", pairs[i].what);
		g_assert_cmpint(meet, >=, pairs[i].n_common > 0);
		g_assert_cmpuint(kept->len, ==, a->day ? a->places->len : 0);
	}
}

static void
test_bound(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(Happening) happening = NULL;

	for (gunichar c = 0x4e00; c < 0x4e00 + 2000; c++) {
		g_string_append_unichar(text, c);
		g_string_append(text, "石镇");
	}
	happening = happening_read(text->str, MORNING);
	g_assert_cmpuint(happening->places->len, ==, HAPPENING_PLACES);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(fold_load(NULL));
	g_test_add_func("/happening/places", test_places);
	g_test_add_func("/happening/pairs", test_pairs);
	g_test_add_func("/happening/times", test_times);
	g_test_add_func("/happening/keys", test_keys);
	g_test_add_func("/happening/bound", test_bound);
	return g_test_run();
}
