/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plan — the month's points (要点): published by mail, matched to items, their white spots
 */
#include "pipeline/desk/plan.h"

#include "base/clock.h"
#include "base/text/fold.h"
#include "base/text/terms.h"
#include "pipeline/desk/plan_words.h"

#include <string.h>

/* ---- months ---- */

char *
plan_month(const Office *office, int64_t time_us)
{
	char *day = clock_day_text(time_us, office->zone);

	day[strlen("2026-12")] = '\0';
	return day;
}

/* Where the month begins and the next one. */
static void
plan_bounds(const Office *office, const char *month, int64_t *ret_from_us, int64_t *ret_until_us)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(office->zone);
	int year = (int)g_ascii_strtoll(month, NULL, 10);
	int number = (int)g_ascii_strtoll(month + strlen("2026-"), NULL, 10);
	g_autoptr(GDateTime) from = g_date_time_new(zone, year, number, 1, 0, 0, 0);
	g_autoptr(GDateTime) until =
		g_date_time_new(zone, number == 12 ? year + 1 : year, number % 12 + 1, 1, 0, 0, 0);

	*ret_from_us = g_date_time_to_unix(from) * CLOCK_SECOND_US;
	*ret_until_us = g_date_time_to_unix(until) * CLOCK_SECOND_US;
}

/* ---- what answers a point ---- */

typedef struct {
	Db *db;
	int64_t from_us, until_us;
	GHashTable *seen; /* ids of the items found */
	json_t *items;
} Coverage;

static void
coverage_add(Coverage *coverage, const json_t *rows)
{
	size_t i;
	json_t *row;

	json_array_foreach ((json_t *)rows, i, row) {
		int64_t id = record_integer(row, "id");

		if (g_hash_table_contains(coverage->seen, &id))
			continue;
		g_hash_table_add(coverage->seen, g_memdup2(&id, sizeof id));
		json_array_append_new(coverage->items,
				      json_pack("{s:O, s:s, s:s?, s:s}", "item",
						json_object_get(row, "id"), "title",
						record_string(row, "title"), "unit",
						record_string(row, "unit"), "state",
						record_string(row, "state")));
	}
}

static bool
coverage_word(Coverage *coverage, const char *word, GError **error)
{
	const char *const phrases[] = { word, NULL };
	g_autofree char *query = terms_query(phrases);
	g_autoptr(json_t) saying = NULL;
	g_autoptr(json_t) named = NULL;

	if (!*query)
		return true;
	saying = db_rows(coverage->db, error, "plan_saying", "tii", query, coverage->from_us,
			 coverage->until_us);
	named = saying ? db_rows(coverage->db, error, "plan_named", "tii", word, coverage->from_us,
				 coverage->until_us)
		       : NULL;
	if (!named)
		return false;
	coverage_add(coverage, saying);
	coverage_add(coverage, named);
	return true;
}

static void
point_count(json_t *point)
{
	g_autoptr(GHashTable) units = g_hash_table_new(g_str_hash, g_str_equal);
	const json_t *items = record_member(point, "items");
	size_t i;
	json_t *item;

	json_array_foreach ((json_t *)items, i, item)
		if (record_string(item, "unit"))
			g_hash_table_add(units, (void *)record_string(item, "unit"));
	record_set_integer(point, "count", (int64_t)json_array_size(items));
	record_set_integer(point, "units", g_hash_table_size(units));
}

static char *
point_words_text(const json_t *words)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t i;
	json_t *word;

	json_array_foreach ((json_t *)words, i, word)
		g_string_append_printf(text, "%s%s", i ? "、" : "", json_string_value(word));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* A row of the table as mails and commands show it, without its items. */
static json_t *
point_shown(const json_t *row)
{
	g_autoptr(json_t) words = desk_json(row, "words");
	g_autofree char *text = point_words_text(words);

	return json_pack("{s:O, s:s, s:O, s:s}", "n", json_object_get(row, "n"), "text",
			 record_string(row, "text"), "words", words, "words_text", text);
}

static json_t *
point_cover(Db *db, const Office *office, const json_t *row, GError **error)
{
	g_autoptr(json_t) point = point_shown(row);
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	Coverage coverage = { .db = db, .seen = seen, .items = json_array() };
	size_t i;
	json_t *word;

	json_object_set_new(point, "items", coverage.items);
	plan_bounds(office, record_string(row, "month"), &coverage.from_us, &coverage.until_us);
	json_array_foreach (json_object_get(point, "words"), i, word)
		if (!coverage_word(&coverage, json_string_value(word), error))
			return NULL;
	point_count(point);
	return g_steal_pointer(&point);
}

json_t *
plan_coverage(Db *db, const Office *office, const char *month, GError **error)
{
	g_autoptr(json_t) rows = NULL;
	g_autoptr(json_t) white = json_array();
	g_autoptr(json_t) covered = json_array();
	json_t *row;
	size_t i;

	if (!fold_load(error) || !(rows = db_rows(db, error, "plan_list", "t", month)))
		return NULL;
	json_array_foreach (rows, i, row) {
		json_t *point = point_cover(db, office, row, error);

		if (!point)
			return NULL;
		json_array_append_new(record_integer(point, "count") == 0 ? white : covered, point);
	}
	json_array_extend(white, covered);
	return g_steal_pointer(&white);
}

/* As the index of search would say it: `terms` are the words of the item's text. */
static bool
point_answered(const json_t *row, const json_t *words, const char *terms)
{
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)words, i, one) {
		const char *word = json_string_value(one);
		g_autofree char *bare = terms_of(word);
		g_autofree char *phrase = g_strdup_printf(" %s ", g_strstrip(bare));

		if ((*bare && strstr(terms, phrase)) ||
		    g_strcmp0(record_string(row, "topic"), word) == 0 ||
		    g_strcmp0(record_string(row, "topic_group"), word) == 0)
			return true;
	}
	return false;
}

json_t *
plan_of_item(Db *db, const Office *office, const json_t *row, GError **error)
{
	g_autofree char *month = plan_month(office, record_integer(row, "received_us"));
	g_autoptr(json_t) points = db_rows(db, error, "plan_list", "t", month);
	g_autofree char *both = NULL, *words = NULL, *terms = NULL;
	json_t *answered, *point;
	size_t i;

	if (!points || !fold_load(error))
		return NULL;
	answered = json_array();
	if (json_array_size(points) == 0)
		return answered;
	both = g_strconcat(record_string(row, "title"), "\n", record_string(row, "text"), NULL);
	words = terms_of(both);
	terms = g_strdup_printf(" %s ", words);
	json_array_foreach (points, i, point) {
		g_autoptr(json_t) wanted = desk_json(point, "words");

		if (point_answered(row, wanted, terms))
			json_array_append_new(
				answered, json_pack("{s:O, s:s}", "n", json_object_get(point, "n"),
						    "text", record_string(point, "text")));
	}
	return answered;
}

/* ---- publishing ---- */

static json_t *
plan_points(const PlanWords *words)
{
	json_t *points = json_array();

	for (guint i = 0; i < words->points->len; i++) {
		const PlanPoint *point = words->points->pdata[i];
		json_t *list = json_array();

		for (char **word = point->words; *word; word++)
			json_array_append_new(list, json_string(*word));
		json_array_append_new(points, json_pack("{s:I, s:s, s:o, s:b}", "n",
							(json_int_t)i + 1, "text", point->text,
							"words", list, "guessed", point->guessed));
	}
	return points;
}

/* What a mail about the new plan shows of each point. */
static json_t *
plan_lines(const json_t *points)
{
	json_t *lines = json_array(), *point;
	size_t i;

	json_array_foreach ((json_t *)points, i, point) {
		g_autofree char *text = point_words_text(record_member(point, "words"));

		json_array_append_new(
			lines, json_pack("{s:O, s:O, s:s, s:O}", "n", json_object_get(point, "n"),
					 "text", json_object_get(point, "text"), "words_text", text,
					 "guessed", json_object_get(point, "guessed")));
	}
	return lines;
}

static bool
plan_mail(const Unasked *plan, const char *to, const char *month, const json_t *points,
	  bool publisher, GError **error)
{
	return unasked_mail(plan, "plan", to, 0,
			    json_pack("{s:s, s:o, s:b}", "month", month, "lines",
				      plan_lines(points), "publisher", publisher),
			    error);
}

/* To everybody who sends reports in, and to who published it. */
static bool
plan_tell(const Unasked *plan, const char *month, const json_t *points, GError **error)
{
	g_autoptr(GPtrArray) people =
		roster_role(plan->desk->office->roster, ROLE_CONTRIBUTOR, plan->desk->now_us);

	for (guint i = 0; i < people->len; i++)
		if (!plan_mail(plan, ((const Person *)people->pdata[i])->address, month, points,
			       false, error))
			return false;
	return plan_mail(plan, plan->person->address, month, points, true, error);
}

bool
plan_carry(const Unasked *plan, const Command *command, GError **error)
{
	Desk *desk = plan->desk;
	g_auto(PlanWords) read = { 0 };
	g_autoptr(json_t) points = NULL;
	GDate today;

	clock_date(desk->now_us, desk->office->zone, &today);
	if (!plan_words_read(command->rest ? command->rest : "", plan->document, &today, &read,
			     error))
		return false;
	points = plan_points(&read);
	return desk_event(desk, "plan.published",
			  json_pack("{s:s, s:O, s:s, s:s?}", "month", read.month, "points", points,
				    "who", plan->person->address, "evidence", plan->evidence),
			  plan->letter->letter, NULL, error) &&
	       plan_tell(plan, read.month, points, error);
}
