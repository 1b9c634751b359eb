/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers base/text/grams.c: what some texts say and others do not.
 */
#include "base/text/fold.h"
#include "base/text/grams.h"

#include <locale.h>
#include <string.h>

static const char *const in[] = {
	"电动自行车充电棚建设情况。全县新建电动自行车充电棚12处。",
	"關於電動自行車 充電棚的建議",
	"群众反映小区电动自行车乱停，建议增设充电棚。",
};
static const char *const out[] = { "全县春耕备耕情况。", "关于低保提标的建议",
				   "群众反映农资价格上涨，建议加强监管。" };

static char *
best(guint most)
{
	g_autoptr(Grams) grams = grams_new();
	g_autoptr(GArray) found = NULL;
	GString *shown = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(in); i++)
		grams_add(grams, in[i], true);
	for (size_t i = 0; i < G_N_ELEMENTS(out); i++)
		grams_add(grams, out[i], false);
	found = grams_best(grams, most);
	for (guint i = 0; i < found->len; i++) {
		const Gram *gram = &g_array_index(found, Gram, i);

		g_string_append_printf(shown, "%s %u/%u;", gram->text, gram->n_in, gram->n_out);
	}
	return g_string_free(shown, FALSE);
}

/* Whole words in either script, no particles, nothing that the others say as often. */
static void
test_best(void)
{
	g_autofree char *two = best(2), *all = best(100);

	g_assert_cmpstr(two, ==, "电动自行车 3/0;充电棚 3/0;");
	g_assert_null(strstr(all, "情况"));
	g_assert_null(strstr(all, ";自行车"));
	g_assert_nonnull(strstr(all, "电动自行车"));
}

/* Of a sentence that several texts have neither its pieces nor what follows a number. */
static void
test_sentence(void)
{
	static const char *const texts[] = {
		"到21日，农村客货邮融合线路第3条开通，公交顺带捎件到村，老年食堂办起5个。",
		"农村客货邮融合线路第12条开通，公交顺带捎件到村，村民的怪事没有了。老年食堂添灶。",
		"我镇老年食堂开张，村民的怪事没有了，老年食堂添灶。",
	};
	g_autoptr(Grams) grams = grams_new();
	g_autoptr(GArray) found = NULL;
	g_autoptr(GString) shown = g_string_new(NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		grams_add(grams, texts[i], true);
	grams_add(grams, "全县春耕备耕情况。", false);
	found = grams_best(grams, 100);
	for (guint i = 0; i < found->len; i++)
		g_string_append_printf(shown, "%s;", g_array_index(found, Gram, i).text);
	g_assert_cmpstr(shown->str, ==, "老年食堂;公交顺带捎件到村;开通;怪事;村民;");
}

static void
test_nothing(void)
{
	g_autoptr(Grams) grams = grams_new();
	g_autoptr(GArray) found = NULL;

	grams_add(grams, NULL, true);
	grams_add(grams, "abc 123", true);
	grams_add(grams, "春耕", true);
	found = grams_best(grams, 5);
	g_assert_cmpuint(found->len, ==, 0);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/grams/best", test_best);
	g_test_add_func("/grams/sentence", test_sentence);
	g_test_add_func("/grams/nothing", test_nothing);
	return g_test_run();
}
