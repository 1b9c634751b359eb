/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-scheme — errors of a scheme with their places, which rule fits, the default
 */
#include <locale.h>
#include <string.h>

#include "assess/scheme.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/shipped.h"
#include "problems.h"

#define R "[rule 甲]\nevent = issued\npoints = 1\n"

static void
test_bad(void)
{
	static const struct {
		const char *name, *text, *problems;
	} table[] = {
		{ "good", R, "" },
		{ "section", "[rul 甲]\npoints = x\n",
		  "a.scheme:1:2: unknown section [rul]; a scheme holds [rule NAME]\n" },
		{ "nameless", "[rule]\nevent = issued\npoints = 1\n",
		  "a.scheme:1:6: [rule] needs a name: [rule NAME]\n" },
		{ "before", "points = 1\n",
		  "a.scheme:1:1: “points” stands before the first [rule NAME]\n" },
		{ "key", R "point = 2\n",
		  "a.scheme:4:1: unknown key “point” in [rule] (did you mean “points”?)\n" },
		{ "key-twice", R "points = 2\n",
		  "a.scheme:4:1: “points” is already set in this rule\n" },
		{ "rule-twice", R R, "a.scheme:4:7: the rule “甲” is already at a.scheme:1\n" },
		{ "event", "[rule 甲]\nevent = isued\npoints = 1\n",
		  "a.scheme:2:9: “event” must be issued or adopted (did you mean “issued”?)\n" },
		{ "no-event", "[rule 甲]\npoints = 1\n",
		  "a.scheme:1:1: [rule] needs “event = issued” or “event = adopted”\n" },
		{ "no-points", "[rule 甲]\nevent = issued\n[rule 乙]\nevent = issued\n",
		  "a.scheme:1:1: [rule] needs “points = …”\n"
		  "a.scheme:3:1: [rule] needs “points = …”\n" },
		{ "points", "[rule 甲]\nevent = issued\npoints = 1.234\n",
		  "a.scheme:3:10: “points” must be a number like 10, 2.5 or -10, at most "
		  "100000\n" },
		{ "points-word", "[rule 甲]\nevent = issued\npoints = ten\n",
		  "a.scheme:3:10: “points” must be a number like 10, 2.5 or -10, at most "
		  "100000\n" },
		{ "level", R "level = city\n",
		  "a.scheme:1:1: “level” and “kind” fit adopted only, not issued\n" },
		{ "date", R "from = 2026-02-30\n",
		  "a.scheme:4:8: “2026-02-30” is no date like 2026-11-01\n" },
		{ "dates", R "from = 2026-02-02\nuntil = 2026-02-01\n",
		  "a.scheme:1:1: “until” is before “from”\n" },
		{ "list", R "journal = 乙,,丙\n",
		  "a.scheme:4:13: an element of the list is missing here\n" },
		{ "list-empty", R "journal =\n", "a.scheme:4:10: “journal” needs a value\n" },
		{ "include", "include b.scheme\n",
		  "a.scheme:1:1: a scheme includes no files; name them in [assess] files\n" },
		{ "grammar", "hello\n",
		  "a.scheme:1:1: this is no section, no key = value and no comment\n" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		g_autoptr(GPtrArray) problems = list_new();
		g_autoptr(Scheme) scheme =
			scheme_load("a.scheme", table[i].text, strlen(table[i].text), problems);
		g_autofree char *said = list_text(problems);

		g_test_message("case %s", table[i].name);
		g_assert_cmpstr(said, ==, table[i].problems);
		g_assert_true((scheme != NULL) == (*table[i].problems == 0));
	}
}

/* Microseconds of a moment in Shanghai. */
static int64_t
moment(const char *text)
{
	g_autofree char *iso = g_strdup_printf("%s+08:00", text);
	g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(iso, NULL);

	return g_date_time_to_unix(time) * 1000000;
}

static void
test_dates(void)
{
	static const char first[] = "[rule 早]\nevent = issued\npoints = 2.5\nuntil = 2026-06-30\n"
				    "[rule 晚]\nevent = issued\npoints = -0.25\nfrom = 2026-07-01\n"
				    "until = 2026-12-31\n";
	static const char second[] = "[rule 乙]\nevent = issued\njournal = 乙\npoints = 7\n";
	g_autoptr(GPtrArray) problems = list_new();
	g_autoptr(Scheme) scheme = scheme_load("a.scheme", first, strlen(first), problems);
	g_autofree char *hash = hash_hex(first, strlen(first));
	SchemeCase wanted = { .event = SCHEME_ISSUED, .at_us = moment("2026-06-30T23:59:59") };

	g_assert_cmpstr(scheme_hash(scheme), ==, hash);
	g_assert_cmpstr(scheme_match(scheme, &wanted)->name, ==, "早");
	g_assert_cmpint(scheme_match(scheme, &wanted)->hundredths, ==, 250);
	wanted.at_us = moment("2026-07-01T00:00:00");
	g_assert_cmpstr(scheme_match(scheme, &wanted)->where, ==, "a.scheme:5");
	g_assert_cmpint(scheme_match(scheme, &wanted)->hundredths, ==, -25);
	/* The same moment is still 30 June in UTC. */
	scheme_set_zone(scheme, "UTC");
	g_assert_cmpstr(scheme_match(scheme, &wanted)->name, ==, "早");
	scheme_set_zone(scheme, "Asia/Shanghai");
	wanted.at_us = moment("2027-01-01T00:00:00");
	g_assert_null(scheme_match(scheme, &wanted));
	g_assert_true(scheme_add(scheme, "b.scheme", second, strlen(second), problems));
	g_assert_null(scheme_match(scheme, &wanted));
	wanted.journal = "乙";
	g_assert_cmpstr(scheme_match(scheme, &wanted)->where, ==, "b.scheme:1");
	g_assert_cmpstr(scheme_hash(scheme), !=, hash);
}

/* Shipped where the build carries it, else beside the tests. */
static char *
default_text(size_t *ret_n_bytes)
{
	const ShippedFile *file = shipped_find("share/assess/default.scheme");

	if (!file)
		return files_read_path("share/assess/default.scheme", SCHEME_MAX_BYTES, ret_n_bytes,
				       NULL);
	*ret_n_bytes = file->n_bytes;
	return g_strdup(file->bytes);
}

static void
test_default(void)
{
	static const struct {
		SchemeEvent event;
		const char *journal, *level, *kind;
		int64_t hundredths; /* -1: no rule */
	} table[] = {
		{ SCHEME_ISSUED, "政务信息", NULL, NULL, 1000 },
		{ SCHEME_ISSUED, "紧急信息", NULL, NULL, 1000 },
		{ SCHEME_ISSUED, "要情快报", NULL, NULL, 500 },
		{ SCHEME_ISSUED, "增刊", NULL, NULL, 3000 },
		{ SCHEME_ADOPTED, "政务信息", "city", "采用", 2000 },
		{ SCHEME_ADOPTED, "政务信息", "city", "单篇", 5000 },
		{ SCHEME_ADOPTED, "政务信息", "city", "交流", 8000 },
		{ SCHEME_ADOPTED, "政务信息", "city", "批示", 1000 },
		{ SCHEME_ADOPTED, NULL, "province", "采用", 4000 },
		{ SCHEME_ADOPTED, NULL, "central", "采用", 10000 },
		{ SCHEME_ADOPTED, NULL, "province", "转报", 200 },
		{ SCHEME_ADOPTED, NULL, "county", "采用", -1 },
		{ SCHEME_ADOPTED, NULL, "city", NULL, -1 },
	};
	g_autoptr(GPtrArray) problems = list_new();
	size_t n_bytes = 0;
	g_autofree char *text = default_text(&n_bytes);
	g_autoptr(Scheme) scheme = scheme_load("assess/default.scheme", text, n_bytes, problems);
	g_autofree char *said = list_text(problems);

	g_assert_cmpstr(said, ==, "");
	for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
		SchemeCase wanted = { table[i].event, table[i].journal, table[i].level,
				      table[i].kind, 0 };
		const SchemeRule *rule = scheme_match(scheme, &wanted);

		g_test_message("case %zu", i);
		g_assert_cmpint(rule ? rule->hundredths : -1, ==, table[i].hundredths);
		g_assert_true(!rule || rule->source);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/scheme/bad", test_bad);
	g_test_add_func("/scheme/dates", test_dates);
	g_test_add_func("/scheme/default", test_default);
	return g_test_run();
}
