/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-ranking — order, ties, and units that sent nothing
 */
#include <locale.h>

#include "assess/ranking.h"
#include "base/record.h"

typedef struct {
	const char *name, *entries, *counts, *units;
	bool by_person;
	const char *ranking; /* "rank unit/person points submitted adopted; …" */
} Case;

static const Case cases[] = {
	{ "nothing", "[]", "[]", "[]", false, "" },
	{ "zero-reporters", "[]", "[]", "['甲','乙']", false,
	  "1 甲/- 0.00 0 0; 1 乙/- 0.00 0 0; " },
	{ "sum",
	  "[{'unit':'甲','person':'a','hundredths':1000},{'unit':'甲','person':'b','hundredths':"
	  "250}]",
	  "[{'unit':'甲','person':'a','submitted':3,'adopted':1},{'unit':'甲','person':'b',"
	  "'submitted':6,'adopted':2}]",
	  "['甲']", false, "1 甲/- 12.50 9 3; " },
	{ "persons",
	  "[{'unit':'甲','person':'a','hundredths':100},{'unit':'甲','person':'b','hundredths':250}"
	  ","
	  "{'unit':'乙','person':'a','hundredths':250}]",
	  "[{'unit':'丙','person':'c','submitted':1,'adopted':0}]", "['丁']", true,
	  "1 甲/b 2.50 0 0; 1 乙/a 2.50 0 0; 3 甲/a 1.00 0 0; 4 丙/c 0.00 1 0; " },
	{ "ties-skip",
	  "[{'unit':'甲','hundredths':100},{'unit':'乙','hundredths':300},{'unit':'丙','hundredths'"
	  ":"
	  "100},{'unit':'丁','hundredths':-50}]",
	  "[]", "['戊','丙','甲']", false,
	  "1 乙/- 3.00 0 0; 2 丙/- 1.00 0 0; 2 甲/- 1.00 0 0; 4 戊/- 0.00 0 0; 5 丁/- -0.50 0 "
	  "0; " },
	{ "tie-by-adopted", "[]", "[{'unit':'乙','submitted':1,'adopted':1}]", "['甲','乙']", false,
	  "1 乙/- 0.00 1 1; 1 甲/- 0.00 0 0; " },
	{ "taken-back", "[{'unit':'甲','hundredths':2000},{'unit':'甲','hundredths':-2000}]", "[]",
	  "[]", false, "1 甲/- 0.00 0 0; " },
};

static json_t *
parse(const char *text)
{
	g_autofree char *json = g_strdup(text);

	return json_loads(g_strdelimit(json, "'", '"'), 0, NULL);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(json_t) entries = parse(cases[i].entries);
		g_autoptr(json_t) counts = parse(cases[i].counts);
		g_autoptr(json_t) units = parse(cases[i].units);
		g_autoptr(json_t) ranking =
			ranking_make(entries, counts, units, cases[i].by_person);
		g_autoptr(GString) got = g_string_new(NULL);
		size_t at;
		json_t *line;

		json_array_foreach (ranking, at, line) {
			const char *person = record_string(line, "person");

			g_string_append_printf(got, "%d %s/%s %s %d %d; ",
					       (int)record_integer(line, "rank"),
					       record_string(line, "unit"), person ? person : "-",
					       record_string(line, "points"),
					       (int)record_integer(line, "submitted"),
					       (int)record_integer(line, "adopted"));
		}
		g_test_message("case %s", cases[i].name);
		g_assert_cmpstr(got->str, ==, cases[i].ranking);
	}
}

static void
test_points(void)
{
	static const struct {
		int64_t hundredths;
		const char *text;
	} table[] = {
		{ 0, "0.00" },	 { 5, "0.05" },	    { 1250, "12.50" },
		{ -5, "-0.05" }, { -100, "-1.00" }, { INT64_MIN, "-92233720368547758.08" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autofree char *text = ranking_points(table[i].hundredths);

		g_assert_cmpstr(text, ==, table[i].text);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/ranking/cases", test_cases);
	g_test_add_func("/ranking/points", test_points);
	return g_test_run();
}
