/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-ledger — points of events, split so that the sum is exact
 */
#include <inttypes.h>
#include <locale.h>
#include <string.h>

#include "assess/ledger.h"
#include "base/record.h"

static const char rules[] =
	"[rule 刊用]\nevent = issued\npoints = 10\n"
	"[rule 扣分]\nevent = issued\njournal = 扣\npoints = -0.05\n"
	"[rule 采用]\nevent = adopted\nlevel = city\nkind = 采用\npoints = 20\n";

static Scheme *
scheme_new(void)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	Scheme *scheme = scheme_load("assess/a.scheme", rules, strlen(rules), problems);

	g_assert_cmpuint(problems->len, ==, 0);
	return scheme;
}

typedef struct {
	const char *name, *event;
	const char *entries; /* "unit/person hundredths rule why; …" */
} Case;

static const Case cases[] = {
	{ "whole",
	  "{'type':'issued','journal':'甲','shares':[{'unit':'A','person':'a','hundredths':10000}]"
	  "}",
	  "A/a 1000 assess/a.scheme:1 刊用 10.00; " },
	{ "half",
	  "{'type':'adopted','level':'city','kind':'采用','shares':[{'unit':'A','hundredths':5000},"
	  "{'unit':'B','hundredths':5000}]}",
	  "A/- 1000 assess/a.scheme:8 采用 20.00 × 50.00%; "
	  "B/- 1000 assess/a.scheme:8 采用 20.00 × 50.00%; " },
	{ "thirds",
	  "{'type':'issued','shares':[{'unit':'A','hundredths':3333},{'unit':'B','hundredths':3333}"
	  ","
	  "{'unit':'C','hundredths':3334}]}",
	  "A/- 333 assess/a.scheme:1 刊用 10.00 × 33.33%; "
	  "B/- 333 assess/a.scheme:1 刊用 10.00 × 33.33%; "
	  "C/- 334 assess/a.scheme:1 刊用 10.00 × 33.34%; " },
	{ "sevenths",
	  "{'type':'issued','shares':[{'unit':'A','hundredths':1},{'unit':'B','hundredths':1},"
	  "{'unit':'C','hundredths':1},{'unit':'D','hundredths':4}]}",
	  "A/- 143 assess/a.scheme:1 刊用 10.00 × 14.28%; "
	  "B/- 143 assess/a.scheme:1 刊用 10.00 × 14.28%; "
	  "C/- 143 assess/a.scheme:1 刊用 10.00 × 14.28%; "
	  "D/- 571 assess/a.scheme:1 刊用 10.00 × 57.14%; " },
	{ "undone",
	  "{'type':'undone','superior':'市办','level':'city','kind':'采用','shares':["
	  "{'unit':'A','hundredths':6667},{'unit':'B','hundredths':3333}]}",
	  "A/- -1333 assess/a.scheme:8 采用 -20.00 × 66.67%; "
	  "B/- -667 assess/a.scheme:8 采用 -20.00 × 33.33%; " },
	{ "undone-issue",
	  "{'type':'undone','journal':'甲','shares':[{'unit':'A','hundredths':10000}]}",
	  "A/- -1000 assess/a.scheme:1 刊用 -10.00; " },
	{ "no-rule",
	  "{'type':'adopted','level':'city','kind':'批示','shares':[{'unit':'A','hundredths':10000}"
	  "]}",
	  "" },
	{ "no-shares", "{'type':'issued','shares':[]}", "" },
	{ "no-share-list", "{'type':'issued'}", "" },
	{ "zero-share", "{'type':'issued','shares':[{'unit':'A','hundredths':0}]}", "" },
	{ "other", "{'type':'accepted','shares':[{'unit':'A','hundredths':10000}]}", "" },
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
	g_autoptr(Scheme) scheme = scheme_new();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(json_t) event = parse(cases[i].event);
		g_autoptr(json_t) entries = ledger_entries(scheme, event);
		g_autoptr(GString) got = g_string_new(NULL);
		size_t at;
		json_t *entry;

		json_array_foreach (entries, at, entry) {
			const char *person = record_string(entry, "person");

			g_string_append_printf(
				got, "%s/%s %" PRId64 " %s %s; ", record_string(entry, "unit"),
				person ? person : "-", record_integer(entry, "hundredths"),
				record_string(entry, "rule"), record_string(entry, "why"));
		}
		g_test_message("case %s", cases[i].name);
		g_assert_cmpstr(got->str, ==, cases[i].entries);
	}
}

/* Whatever the weights, nothing is lost and nobody is off by a hundredth or more. */
static void
test_sums(void)
{
	g_autoptr(Scheme) scheme = scheme_new();
	g_autoptr(GRand) rand = g_rand_new_with_seed(4);

	for (int round = 0; round < 2000; round++) {
		int n = g_rand_int_range(rand, 1, 12), sum = 0, weights[12];
		g_autoptr(json_t) event = json_pack("{s:s, s:s, s:o}", "type", "issued", "journal",
						    "甲", "shares", json_array());
		g_autoptr(json_t) entries = NULL;
		int64_t total = 0;

		for (int i = 0; i < n; i++) {
			weights[i] = g_rand_int_range(rand, 1, 5000);
			sum += weights[i];
			json_array_append_new(
				json_object_get(event, "shares"),
				json_pack("{s:s, s:i}", "unit", "甲", "hundredths", weights[i]));
		}
		entries = ledger_entries(scheme, event);
		g_assert_cmpint((int)json_array_size(entries), ==, n);
		for (int i = 0; i < n; i++) {
			int64_t got =
				record_integer(json_array_get(entries, (size_t)i), "hundredths");
			int64_t floor = INT64_C(1000) * weights[i] / sum;

			g_assert_true(got == floor || got == floor + 1);
			total += got;
		}
		g_assert_cmpint(total, ==, 1000);
	}
}

static void
test_members(void)
{
	g_autoptr(Scheme) scheme = scheme_new();
	g_autoptr(json_t) event =
		parse("{'type':'issued','journal':'甲','item':12,'letter':9,'at_us':5,"
		      "'event':77,'shares':[{'unit':'A','person':'a','hundredths':10000}]}");
	g_autoptr(json_t) entries = ledger_entries(scheme, event);
	g_autofree char *text = record_text(json_array_get(entries, 0));

	g_assert_cmpstr(text, ==,
			"{\"at_us\":5,\"event\":77,\"hundredths\":1000,\"item\":12,\"letter\":9,"
			"\"person\":\"a\",\"rule\":\"assess/a.scheme:1\",\"unit\":\"A\","
			"\"why\":\"刊用 10.00\"}");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/ledger/cases", test_cases);
	g_test_add_func("/ledger/sums", test_sums);
	g_test_add_func("/ledger/members", test_members);
	return g_test_run();
}
