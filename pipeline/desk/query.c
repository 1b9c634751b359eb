/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * query — questions by mail: 状态, 进度, 得分, 要点, 查, 帮助
 */
#include "pipeline/desk/query.h"

#include "assess/ranking.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/text/address.h"
#include "base/text/fold.h"
#include "config/calendar.h"
#include "mail/commands.h"
#include "pipeline/desk/carry.h"
#include "pipeline/desk/labels.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/plan.h"
#include "pipeline/desk/plan_words.h"
#include "pipeline/desk/query_search.h"
#include "pipeline/desk/standing.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const Person *person;
	const char *word, *rest;
	json_t *params; /* of the answer */
} Query;

/* ---- is it a question ---- */

const char *
query_words(const JudgeLetter *letter)
{
	const char *text = record_string(letter->reading, "new_text");
	const char *subject = record_string(letter->reading, "subject");

	if (json_array_size(json_object_get(letter->reading, "attachments")) > 0 ||
	    record_bool(letter->reading, "uncertain"))
		return "";
	return text && *text ? text : subject ? subject : "";
}

/* The one question the letter is; NULL: something else. Yours. */
static Commands *
query_read(const JudgeLetter *letter)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN, .sender_name = letter->person->name };
	g_autoptr(Commands) commands = commands_read(query_words(letter), &context);
	const Command *command = commands->list->len == 1 ? commands->list->pdata[0] : NULL;

	if (!command || command->verb != COMMAND_QUERY || commands->not_understood)
		return NULL;
	return g_steal_pointer(&commands);
}

/* ---- what somebody sent in ---- */

static json_t *
query_line(const Query *query, const json_t *row)
{
	g_autofree char *when =
		clock_day_text(record_integer(row, "received_us"), query->desk->office->zone);
	bool secret = g_strcmp0(record_string(row, "reason"), "secret-mark") == 0;

	return json_pack("{s:O, s:s, s:s, s:s?, s:s}", "item", json_object_get(row, "id"), "title",
			 secret ? "（正在核查）" : record_string(row, "title"), "state",
			 record_string(row, "state"), "reason", record_string(row, "why"), "when",
			 when);
}

/* From all addresses of the person. */
static bool
query_own_items(Query *query, GError **error)
{
	const GPtrArray *people = roster_all(query->desk->office->roster);
	json_t *lines = json_array();

	json_object_set_new(query->params, "lines", lines);
	for (guint i = 0; i < people->len; i++) {
		const Person *one = people->pdata[i];
		g_autoptr(json_t) rows = NULL;
		size_t k;
		json_t *row;

		if (strcmp(one->person, query->person->person) != 0)
			continue;
		rows = db_rows(desk_db(query->desk), error, "item_of_sender", "ti", one->address,
			       (int64_t)QUERY_ITEMS);
		if (!rows)
			return false;
		json_array_foreach (rows, k, row)
			if (json_array_size(lines) < QUERY_ITEMS)
				json_array_append_new(lines, query_line(query, row));
	}
	return true;
}

/* ---- how the desk is ---- */

static bool
query_counts(Query *query, const char *statement, const char *name, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(query->desk), error, statement, "");
	json_t *counts = json_array(), *row;
	size_t i;

	json_object_set_new(query->params, name, counts);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		json_array_append_new(counts, json_pack("{s:O, s:O}", "state",
							json_object_get(row, "state"), "n",
							json_object_get(row, "n")));
	return true;
}

/* An editor's state is his list, which he can answer; *ret_sent says that it goes. */
static bool
query_status(Query *query, bool *ret_sent, GError **error)
{
	size_t n = 0;

	*ret_sent = false;
	record_set_string(query->params, "question", "status");
	if (query->person->role == ROLE_CONTRIBUTOR)
		return query_own_items(query, error);
	if (query->person->role != ROLE_OPERATOR &&
	    !carry_list(query->desk, query->person->address, &n, error))
		return false;
	*ret_sent = n > 0;
	if (*ret_sent)
		return true;
	return query_counts(query, "item_counts", "items", error) &&
	       query_counts(query, "dispatch_counts", "outgoing", error);
}

/* ---- points ---- */

static void
query_rank(Query *query, const Standing *standing, bool all)
{
	json_t *ranks = json_array(), *row;
	size_t i;

	json_object_set_new(query->params, "ranks", ranks);
	record_set_integer(query->params, "units", (int64_t)json_array_size(standing->ranking));
	json_array_foreach (standing->ranking, i, row)
		if (all || g_strcmp0(record_string(row, "unit"), query->person->unit) == 0)
			json_array_append(ranks, row);
}

/* Every point of the unit, and what for. */
static void
query_entries(Query *query, const Standing *standing)
{
	json_t *entries = json_array(), *row;
	size_t i;

	json_object_set_new(query->params, "entries", entries);
	json_array_foreach (standing->entries, i, row) {
		g_autofree char *points = ranking_points(record_integer(row, "hundredths"));

		if (g_strcmp0(record_string(row, "unit"), query->person->unit) == 0)
			json_array_append_new(entries,
					      json_pack("{s:O, s:s, s:s}", "item",
							json_object_get(row, "item"), "points",
							points, "why", record_string(row, "why")));
	}
}

static bool
query_points(Query *query, GError **error)
{
	const Office *office = query->desk->office;
	bool contributor = query->person->role == ROLE_CONTRIBUTOR;
	g_autofree char *period = standing_period(office->zone, query->rest, query->desk->now_us);
	g_auto(Standing) standing = { 0 };
	g_autoptr(GError) refused = NULL;

	record_set_string(query->params, "question", "points");
	if (!standing_read(desk_db(query->desk), office, period, false, &standing, &refused)) {
		if (refused->code != ERRORS_USAGE) {
			g_propagate_error(error, g_steal_pointer(&refused));
			return false;
		}
		record_set_string(query->params, "note", refused->message);
		return true;
	}
	record_set_string(query->params, "period", period);
	query_rank(query, &standing, !contributor);
	if (contributor)
		query_entries(query, &standing);
	return true;
}

/* ---- the month's points ---- */

/* The month that is asked for; this one unless named. NULL: no month. Yours. */
static char *
query_month(const Query *query)
{
	const char *rest;
	GDate today;

	clock_date(query->desk->now_us, query->desk->office->zone, &today);
	return query->rest ? plan_words_month(query->rest, &today, &rest)
			   : plan_month(query->desk->office, query->desk->now_us);
}

/* A contributor hears what his own unit has sent in; the titles are the desk's. */
static void
query_own_points(const Query *query, json_t *points)
{
	size_t i, k;
	json_t *point, *item;

	json_array_foreach (points, i, point) {
		int64_t own = 0;

		json_array_foreach (json_object_get(point, "items"), k, item)
			own += g_strcmp0(record_string(item, "unit"), query->person->unit) == 0;
		record_set_integer(point, "own", own);
		json_object_del(point, "items");
	}
}

static bool
query_plan(Query *query, GError **error)
{
	g_autofree char *month = query_month(query);
	json_t *points;

	record_set_string(query->params, "question", "plan");
	record_set_string(query->params, "month", month ? month : query->rest);
	if (!month)
		return true;
	points = plan_coverage(desk_db(query->desk), query->desk->office, month, error);
	if (!points)
		return false;
	json_object_set_new(query->params, "points", points);
	if (query->person->role == ROLE_CONTRIBUTOR)
		query_own_points(query, points);
	return true;
}

/* ---- what 主题 and 类型 may name ---- */

/* NULL: the question is another. */
static const char *
query_labels_word(const Query *query)
{
	static const char *const words[] = { "主题", "类型" };
	g_autofree char *folded = fold_word(query->rest);

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(folded, words[i]) == 0)
			return words[i];
	return NULL;
}

static void
query_label(json_t *groups, const char *group, const char *name)
{
	size_t i;
	json_t *one;

	json_array_foreach (groups, i, one)
		if (g_strcmp0(record_string(one, "group"), group) == 0) {
			g_autofree char *both =
				g_strconcat(record_string(one, "names"), "、", name, NULL);

			record_set_string(one, "names", both);
			return;
		}
	json_array_append_new(groups, json_pack("{s:s?, s:s}", "group", group, "names", name));
}

/* Topics by their groups; kinds in one line. */
static bool
query_labels(Query *query, const char *word, GError **error)
{
	bool topics = strcmp(word, "主题") == 0;
	json_t *groups = json_array();
	g_auto(Labels) labels = { 0 };
	const GPtrArray *names;

	record_set_string(query->params, "question", "labels");
	record_set_string(query->params, "words", word);
	json_object_set_new(query->params, "groups", groups);
	if (!labels_read(query->desk, &labels, error))
		return false;
	names = topics ? labels.topics : labels.kinds;
	for (guint i = 0; i + 1 < names->len; i++) {
		const char *name = names->pdata[i];
		const char *group = topics ? labels_group(query->desk, name) : NULL;

		if (g_strcmp0(group, name) != 0)
			query_label(groups, group, name);
	}
	return true;
}

/* ---- the answer ---- */

static bool
query_answer(Query *query, bool *ret_sent, GError **error)
{
	*ret_sent = false;
	if (strcmp(query->word, "状态") == 0 || strcmp(query->word, "进度") == 0)
		return query_status(query, ret_sent, error);
	if (strcmp(query->word, "得分") == 0)
		return query_points(query, error);
	if (strcmp(query->word, "要点") == 0)
		return query_plan(query, error);
	if (!fold_load(error))
		return false;
	if (strcmp(query->word, "查") == 0 && query->rest && query_labels_word(query))
		return query_labels(query, query_labels_word(query), error);
	if (strcmp(query->word, "查") == 0 && query->rest)
		return query_search(query->desk, query->person, query->rest, query->params, error);
	record_set_string(query->params, "question", "help");
	if (strcmp(query->word, "帮助") != 0 && strcmp(query->word, "查") != 0)
		record_set_string(query->params, "note", query->word);
	return true;
}

static bool
query_too_often(const Query *query, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(query->desk), error, &row, "mailing_recent", "tti", "query",
		    query->person->address, query->desk->now_us - INT64_C(3600) * 1000000))
		return false;
	*ret_yes = record_integer(row, "n") >= QUERY_AN_HOUR;
	return true;
}

static bool
query_mail(Query *query, GError **error)
{
	MailOrder order = { .template_name = "query",
			    .purpose = "notice",
			    .to = query->person->address,
			    .cause = query->letter->letter };
	bool too_often, sent;

	if (!query_too_often(query, &too_often, error))
		return false;
	if (too_often || !address_valid(query->person->address))
		return true;
	query->params = json_object();
	json_object_set_new(query->params, "desk",
			    json_boolean(query->person->role != ROLE_CONTRIBUTOR));
	if (!query_answer(query, &sent, error) || sent) {
		json_decref(query->params);
		return sent;
	}
	order.params = query->params;
	return mail_due(query->desk, &order, error);
}

bool
query_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	Query query = { .desk = desk, .letter = letter, .person = letter->person };
	g_autoptr(Commands) commands = query_read(letter);
	const Command *command;

	*ret_taken = commands != NULL;
	if (!commands)
		return true;
	command = commands->list->pdata[0];
	query.word = command->word;
	query.rest = command->rest && *command->rest ? command->rest : NULL;
	if (record_bool(letter->reading, "evidence_failed") ||
	    !record_bool(letter->reading, "sender_clean"))
		return judge_done(desk, letter, "query", "failed-evidence", NULL, error);
	return judge_done(desk, letter, "query", query.word, NULL, error) &&
	       query_mail(&query, error);
}
