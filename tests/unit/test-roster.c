/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-roster — people.csv: errors with their places, charsets, and who is who when
 *
 * Covers config/roster.c, roster_read.c and csv.c.
 */
#include <locale.h>
#include <string.h>

#include "config/calendar.h"
#include "config/roster.h"
#include "problems.h"

#define HEAD "address,name,unit,role,from,until,section,person,phone,class,topics,deputy\n"
#define DAY_US INT64_C(86400000000)

typedef struct {
	const char *name, *csv, *problems, *notes;
} Case;

static const Case cases[] = {
	{ "good", HEAD "a@b.example,甲,办,contributor,,,,,,,,\n", "",
	  "people.csv:1:1: there is no editor and no chief: nobody can decide\n" },
	{ "nothing", "",
	  "people.csv:1:1: the header line is missing: address,name,unit,role,from,until\n", "" },
	{ "bad-header", "adress,name,unit,role,from,until,colour\n",
	  "people.csv:1:1: unknown column “adress” (did you mean “address”?)\n"
	  "people.csv:1:34: unknown column “colour”\n"
	  "people.csv:1:1: the column “address” is missing\n",
	  "" },
	{ "double-column", "address,name,unit,role,from,until,name\n",
	  "people.csv:1:35: the column “name” stands twice\n", "" },
	{ "order", "until,from,role,unit,name,address\n,,chief,办,甲,a@b.example\n", "",
	  "people.csv:2:13: a@b.example (chief) has no deputy: nobody decides when this person "
	  "is away\n" },
	{ "role",
	  HEAD "a@b.example,甲,办,edtor,,\nb@b.example,乙,办,,,\nc@b.example,丙,办,chief,2020-01-"
	       "01,2021-01-01\n",
	  "people.csv:2:17: unknown role “edtor” (did you mean “editor”?)\n"
	  "people.csv:3:17: the role is missing\n",
	  "" },
	{ "address", HEAD "a b@c.example,甲,办,chief,2020-01-01,2021-01-01\n,乙,办,duty,,\n",
	  "people.csv:2:1: “a b@c.example” is no mail address\n"
	  "people.csv:3:1: the address is missing\n",
	  "" },
	{ "unit", HEAD "a@b.example,甲,,chief,2020-01-01,2021-01-01\n",
	  "people.csv:2:15: the unit is missing\n", "" },
	{ "dates", HEAD "a@b.example,甲,办,chief,2020-02-30,21-01-01\n",
	  "people.csv:2:23: “2020-02-30” is no date like 2026-11-01\n"
	  "people.csv:2:34: “21-01-01” is no date like 2026-11-01\n",
	  "people.csv:2:1: a@b.example (chief) has no deputy: nobody decides when this person is "
	  "away\n" },
	{ "backward", HEAD "a@b.example,甲,办,chief,2020-02-02,2020-02-01\n",
	  "people.csv:2:34: this day is before “from”\n", "" },
	{ "one-day", HEAD "a@b.example,甲,办,chief,2020-02-02,2020-02-02\n", "", "" },
	{ "overlap",
	  HEAD "a@b.example,甲,办,chief,2020-01-01,2020-06-30\n"
	       "A@B.example,甲,局,chief,2020-06-30,2020-12-31\n",
	  "people.csv:3:1: the dates of A@b.example overlap with those in line 2\n", "" },
	{ "no-overlap",
	  HEAD "a@b.example,甲,办,chief,2020/1/1,2020-06-30\n"
	       "a@b.example,甲,局,chief,2020/7/1,2020-12-31\n",
	  "", "" },
	{ "deputy",
	  HEAD "a@b.example,甲,办,chief,2020-01-01,,,,,,,x@b.example\n"
	       "b@b.example,乙,办,chief,2020-01-01,,,,,,,B@b.example\n",
	  "people.csv:2:40: the deputy x@b.example is no address in this file\n"
	  "people.csv:3:40: nobody is their own deputy\n",
	  "" },
	{ "too-many", HEAD "a@b.example,甲,办,chief,,2020-01-01,,,,,,,,\n",
	  "people.csv:2:1: this line has more cells than the header line\n", "" },
	{ "quotes-open", HEAD "\"a@b.example,甲,办,chief,,\n",
	  "people.csv:2:1: this quotation mark is never closed\n",
	  "people.csv:1:1: there is no editor and no chief: nobody can decide\n" },
	{ "quotes-inside",
	  HEAD "a@b.example,甲\"乙\",办,chief,,2020-01-01\nb@b.example,丙,办,chief,,2020-01-01\n",
	  "people.csv:2:14: a quotation mark inside a cell: put the whole cell in quotation "
	  "marks and write it twice\n",
	  "" },
	{ "quotes-behind",
	  HEAD "\"a@b.example\" x,甲,办,chief,,2020-01-01\nb@b.example,丙,办,chief,,2020-01-01\n",
	  "people.csv:2:15: nothing may follow a closing quotation mark but a comma\n", "" },
	{ "line-break", HEAD "a@b.example,\"甲\n乙\",办,chief,,2020-01-01\n",
	  "people.csv:2:13: a line break or control character stands in this cell; delete it\n",
	  "" },
	{ "blank-lines", HEAD "\r\n,,,,,,,,,,,\r\na@b.example , 甲,办,chief,,2020-01-01\r\n", "",
	  "" },
	{ "neither", HEAD "a@b.example,\xff\xff\n",
	  "people.csv:2:13: the characters from here on are neither UTF-8 nor GB18030\n", "" },
};

static Roster *
read_all(const char *bytes, size_t n_bytes)
{
	g_autoptr(GPtrArray) problems = list_new(), notes = list_new();
	Roster *roster =
		roster_read("people.csv", "Asia/Shanghai", bytes, n_bytes, problems, notes);
	g_autofree char *said = list_text(problems);

	g_assert_cmpstr(said, ==, "");
	return roster;
}

/* Midnight in Shanghai. */
static int64_t
at(int year, int month, int day)
{
	g_autofree char *name = g_strdup_printf("%04d-%02d", year, month);
	int64_t from = 0, until = 0;

	g_assert_true(calendar_period("Asia/Shanghai", name, &from, &until));
	return from + (day - 1) * DAY_US;
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) problems = list_new(), notes = list_new();
		g_autoptr(Roster) roster = roster_read("people.csv", "Asia/Shanghai", cases[i].csv,
						       strlen(cases[i].csv), problems, notes);
		g_autofree char *said = list_text(problems), *noted = list_text(notes);

		g_test_message("case %s", cases[i].name);
		g_assert_cmpstr(said, ==, cases[i].problems);
		g_assert_cmpstr(noted, ==, cases[i].notes);
		g_assert_true((roster != NULL) == (*cases[i].problems == 0));
	}
}

static const char people[] =
	HEAD "nyj@b.example,田一禾,农业局,contributor,2025-01-01,2026-06-30,办公室,tian,,甲类,,\n"
	     "nyj@b.example,牛二耕,农业局,contributor,2026-07-01,,,,,,,\n"
	     "tian@b.example,田一禾,水利局,contributor,2026-07-01,,,tian,,,,\n"
	     "tian2@b.example,田一禾,水利局,contributor,2026-07-01,,,tian,,,,\n"
	     "zhen@b.example,,城关镇,contributor,2026-07-01,,,,0000-1,,,\n"
	     "e1@b.example,\"编\"\"辑\"\"甲\",办,editor,,,,,,,三农； 应急,e2@b.example\n"
	     "e2@b.example,编辑乙,办,editor,,,,,,,春耕备耕、民生;*,e1@b.example\n"
	     "c1@b.example,科长,办,chief,2026-07-01,,,,,,,c2@b.example\n"
	     "c2@b.example,科长,局,chief,,,,,,,,c1@b.example\n";

static void
test_people(void)
{
	g_autoptr(Roster) roster = read_all(people, strlen(people));
	int64_t june = at(2026, 6, 30), july = at(2026, 7, 1);
	g_autoptr(GPtrArray) secrecy = roster_role(roster, ROLE_SECRECY, june);
	g_autoptr(GPtrArray) before = roster_units(roster, at(2026, 6, 1), july);
	g_autoptr(GPtrArray) after = roster_units(roster, july, at(2026, 8, 1));
	const Person *person;

	/* The last day counts whole, the next midnight is the other's. */
	person = roster_at(roster, "NYJ@B.Example", july - 1);
	g_assert_cmpstr(person->name, ==, "田一禾");
	g_assert_cmpstr(person->section, ==, "办公室");
	g_assert_cmpstr(person->class_name, ==, "甲类");
	person = roster_at(roster, "nyj@b.example", july);
	g_assert_cmpstr(person->name, ==, "牛二耕");
	g_assert_cmpstr(person->person, ==, "nyj@b.example");
	g_assert_cmpint(person->line, ==, 3);
	g_assert_null(person->section);
	g_assert_null(roster_at(roster, "nyj@b.example", at(2024, 12, 31)));
	g_assert_null(roster_at(roster, "wu@b.example", june));

	g_assert_cmpstr(roster_by_name(roster, "田一禾", june)->unit, ==, "农业局");
	g_assert_cmpstr(roster_by_name(roster, "田一禾", july)->address, ==, "tian@b.example");
	g_assert_null(roster_by_name(roster, "科长", july));
	g_assert_nonnull(roster_by_name(roster, "科长", june));
	g_assert_cmpstr(roster_by_name(roster, "编\"辑\"甲", june)->address, ==, "e1@b.example");
	g_assert_null(roster_by_name(roster, "", july));
	g_assert_nonnull(roster_in_unit(roster, "水利局", "田一禾", july));
	g_assert_null(roster_in_unit(roster, "农业局", "田一禾", july));
	g_assert_cmpstr(roster_shared(roster, "城关镇", july)->address, ==, "zhen@b.example");
	g_assert_null(roster_shared(roster, "城关镇", june));
	g_assert_null(roster_shared(roster, "水利局", july));
	g_assert_true(roster_has_unit(roster, "水利局", july));
	g_assert_false(roster_has_unit(roster, "水利局", june));
	g_assert_false(roster_has_unit(roster, "无此局", july));

	g_assert_cmpuint(secrecy->len, ==, 1);
	g_assert_cmpstr(((Person *)secrecy->pdata[0])->address, ==, "c2@b.example");
	g_assert_cmpuint(before->len, ==, 1);
	g_assert_cmpuint(after->len, ==, 3);
	g_assert_cmpstr(after->pdata[2], ==, "城关镇");
	g_assert_cmpuint(roster_all(roster)->len, ==, 9);
}

static void
test_editor(void)
{
	static const struct {
		const char *topic, *group, *editor;
	} table[] = {
		{ "春耕备耕", "三农", "e2@b.example" }, { "防汛", "应急", "e1@b.example" },
		{ "应急", NULL, "e1@b.example" },	{ "安全", "工业", "e2@b.example" },
		{ NULL, NULL, "e2@b.example" },
	};
	static const char alone[] = HEAD "c@b.example,科长,办,chief,,,,,,,,\n";
	g_autoptr(Roster) roster = read_all(people, strlen(people));
	g_autoptr(Roster) chief = read_all(alone, strlen(alone));
	const GPtrArray *topics = roster_topics(roster);
	const RosterTopic *topic = topics->pdata[1];

	for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
		g_assert_cmpstr(
			roster_editor(roster, table[i].topic, table[i].group, at(2026, 7, 1))
				->address,
			==, table[i].editor);
	g_assert_cmpstr(roster_editor(chief, "春耕备耕", NULL, 0)->address, ==, "c@b.example");
	g_assert_cmpuint(topics->len, ==, 4);
	g_assert_cmpstr(topic->name, ==, "应急");
	g_assert_cmpint(topic->line, ==, 7);
	g_assert_cmpint(topic->column, ==, 43);
}

static void
test_gb18030(void)
{
	static const char text[] =
		"\xef\xbb\xbf" HEAD "nyj@b.example,䶮一禾,农业局,contributor,2025/1/1,,,,,,,\r\n";
	gsize n_bytes = 0;
	g_autofree char *bytes = g_convert(text + 3, -1, "GB18030", "UTF-8", NULL, &n_bytes, NULL);
	g_autoptr(Roster) utf8 = read_all(text, strlen(text));
	g_autoptr(Roster) gb = read_all(bytes, n_bytes);

	g_assert_cmpstr(roster_at(utf8, "nyj@b.example", at(2026, 1, 1))->name, ==, "䶮一禾");
	g_assert_cmpstr(roster_at(gb, "nyj@b.example", at(2026, 1, 1))->name, ==, "䶮一禾");
	g_assert_cmpstr(roster_at(gb, "nyj@b.example", at(2025, 1, 1))->unit, ==, "农业局");
	g_assert_null(roster_at(gb, "nyj@b.example", at(2025, 1, 1) - 1));
}

static void
test_roles(void)
{
	Role role = ROLE_DUTY;

	for (int i = ROLE_CONTRIBUTOR; i <= ROLE_OPERATOR; i++) {
		g_assert_true(role_from_word(role_word((Role)i), &role));
		g_assert_cmpint((int)role, ==, i);
	}
	g_assert_false(role_from_word("Editor", &role));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/roster/cases", test_cases);
	g_test_add_func("/roster/people", test_people);
	g_test_add_func("/roster/editor", test_editor);
	g_test_add_func("/roster/gb18030", test_gb18030);
	g_test_add_func("/roster/roles", test_roles);
	return g_test_run();
}
