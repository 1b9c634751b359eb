/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-happening — which two reports may tell of one event, by day, place and sort alone
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
	{ "a firm by its trade", "鑫达化工有限公司", "" },
	{ "a name of one character", "柳镇", "" },
	{ "the longer end", "城关街道清河大道第三小学", "城关街道 清河大道 第三小学" },
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
	g_test_add_func("/happening/keys", test_keys);
	g_test_add_func("/happening/bound", test_bound);
	return g_test_run();
}
