/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * query_search — 查 WORDS by mail, within the asker's rights
 */
#include "pipeline/desk/query_search.h"

#include "base/clock.h"
#include "config/calendar.h"
#include "pipeline/desk/passage.h"
#include "spool/search.h"

#include <string.h>

/* ---- the words ---- */

/* Apart at blanks, those of Chinese writing too. Yours. */
static GStrv
query_phrases(const char *rest)
{
	g_autoptr(GString) words = g_string_new(rest);

	g_string_replace(words, "　", " ", 0);
	return g_strsplit_set(words->str, " \t", -1);
}

/* What stands behind the label and its colon, or NULL. Borrowed. */
static const char *
query_labelled(const char *word, const char *label)
{
	const char *rest = word + strlen(label);

	if (!g_str_has_prefix(word, label) || (*rest != ':' && !g_str_has_prefix(rest, "：")))
		return NULL;
	return g_utf8_next_char(rest);
}

static bool
query_within(const char *kind, SearchQuery *ret)
{
	bool items = strcmp(kind, "信息") == 0, issues = strcmp(kind, "刊物") == 0;
	bool letters = strcmp(kind, "来信") == 0;

	if (!items && !issues && !letters)
		return false;
	ret->no_items = !items;
	ret->no_issues = !issues;
	ret->no_letters = !letters;
	return true;
}

/* All addresses of a contributor, as the search wants them; NULL: of everybody. Yours. */
static char *
query_senders(const Desk *desk, const Person *person)
{
	const GPtrArray *people = roster_all(desk->office->roster);
	g_autoptr(GString) senders = g_string_new(NULL);

	if (person->role != ROLE_CONTRIBUTOR)
		return NULL;
	for (guint i = 0; i < people->len; i++) {
		const Person *one = people->pdata[i];

		if (strcmp(one->person, person->person) == 0)
			g_string_append_printf(senders, "<%s>", one->address);
	}
	return g_string_free(g_steal_pointer(&senders), FALSE);
}

/* Does the word narrow the search instead of being looked for? */
static bool
query_narrows(const Desk *desk, const char *word, SearchQuery *ret)
{
	const char *unit = query_labelled(word, "单位");
	const char *topic = query_labelled(word, "主题");
	const char *period = query_labelled(word, "期间");
	const char *within = query_labelled(word, "范围");

	if (unit)
		ret->unit = unit;
	if (topic)
		ret->topic = topic;
	return unit || topic || (within && query_within(within, ret)) ||
	       (period && calendar_period(desk->office->zone, period, &ret->from_us, &ret->to_us));
}

/* ---- the answer ---- */

static json_t *
query_hit(const Desk *desk, const json_t *row, const char *const *phrases)
{
	static const char *const same[] = { "journal", "year", "number", "position",
					    "title",   "unit", "beside" };
	const char *hit = record_string(row, "hit");
	bool issue = strcmp(hit, "issue") == 0;
	g_autofree char *when = clock_day_text(
		record_integer(row, issue ? "sealed_us" : "received_us"), desk->office->zone);
	g_autofree char *passage = passage_find(record_string(row, "text"), phrases);
	json_t *line = json_pack("{s:s, s:s, s:s}", "hit", hit, "when", when, "passage", passage);

	for (size_t i = 0; i < G_N_ELEMENTS(same); i++)
		if (record_member(row, same[i]))
			json_object_set(line, same[i], json_object_get(row, same[i]));
	if (!issue)
		json_object_set(line, hit, json_object_get(row, "id"));
	if (issue && record_integer(row, "position") == 0)
		json_object_del(line, "position");
	return line;
}

bool
query_search(const Desk *desk, const Person *person, const char *words, json_t *params,
	     GError **error)
{
	g_autofree char *senders = query_senders(desk, person);
	g_auto(GStrv) all = query_phrases(words);
	g_autoptr(GPtrArray) phrases = g_ptr_array_new();
	SearchQuery wanted = { .senders = senders };
	g_autoptr(json_t) rows = NULL;
	json_t *lines = json_array(), *row;
	bool more;
	size_t i;

	for (char **word = all; *word; word++)
		if (!query_narrows(desk, *word, &wanted))
			g_ptr_array_add(phrases, *word);
	g_ptr_array_add(phrases, NULL);
	wanted.phrases = (const char *const *)phrases->pdata;
	record_set_string(params, "question", "search");
	record_set_string(params, "words", words);
	json_object_set_new(params, "lines", lines);
	if (!search_asks(&wanted))
		json_object_set_new(params, "wordless", json_true());
	rows = search_find(desk_db(desk), &wanted, &more, error);
	if (!rows)
		return false;
	record_set_integer(params, "found", (int64_t)json_array_size(rows));
	if (more)
		json_object_set_new(params, "more", json_true());
	json_array_foreach (rows, i, row)
		if (i < QUERY_HITS)
			json_array_append_new(lines, query_hit(desk, row, wanted.phrases));
	return true;
}
