/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-merge — shares of merged items always sum to 10000
 */
#include "pipeline/desk/merge.h"

#include "base/record.h"

#include <glib.h>
#include <locale.h>

static const struct {
	const char *name, *lists, *want;
} cases[] = {
	{ "one", "[[{'unit':'甲局','hundredths':10000}]]", "甲局 10000" },
	{ "two units",
	  "[[{'unit':'甲局','hundredths':10000}],[{'unit':'乙局','hundredths':10000}]]",
	  "甲局 5000, 乙局 5000" },
	{ "three units, the remainder to the first",
	  "[[{'unit':'甲局','hundredths':10000}],[{'unit':'乙局','hundredths':10000}],"
	  "[{'unit':'丙局','hundredths':10000}]]",
	  "甲局 3334, 乙局 3333, 丙局 3333" },
	{ "the same unit twice",
	  "[[{'unit':'甲局','hundredths':10000}],[{'unit':'甲局','hundredths':10000}],"
	  "[{'unit':'乙局','hundredths':10000}]]",
	  "甲局 6667, 乙局 3333" },
	{ "two persons of one unit stay two",
	  "[[{'unit':'甲局','person':'a@x.example','hundredths':10000}],"
	  "[{'unit':'甲局','person':'b@x.example','hundredths':10000}]]",
	  "甲局 5000, 甲局 5000" },
	{ "a source without a unit adds nothing", "[[{'unit':'甲局','hundredths':10000}],[]]",
	  "甲局 10000" },
	{ "nothing", "[[]]", "" },
};

static void
test_shares(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *quoted = g_strdelimit(g_strdup(cases[i].lists), "'", '"');
		g_autoptr(json_t) lists = json_loads(quoted, 0, NULL);
		g_autoptr(json_t) shares = merge_shares(lists);
		g_autoptr(GString) got = g_string_new(cases[i].name);
		g_autofree char *want = g_strdup_printf("%s: %s", cases[i].name, cases[i].want);
		size_t k;
		json_t *share;

		g_string_append(got, ": ");
		json_array_foreach (shares, k, share)
			g_string_append_printf(got, "%s%s %d", k ? ", " : "",
					       record_string(share, "unit"),
					       (int)record_integer(share, "hundredths"));
		g_assert_cmpstr(got->str, ==, want);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/merge/shares", test_shares);
	return g_test_run();
}
