/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_eval — how good the rules are, on letters whose topics and angles a person named
 *
 * Each letter is read by the jailed workers as the desk would read it. A topic
 * counts as given when its score reaches the threshold.
 */
#include "command/rules_eval.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/input.h"
#include "command/rules_labels.h"
#include "command/rules_sheet.h"
#include "command/table.h"
#include "config/csv.h"

#define EVAL_CLAUSES 40 /* the worst are shown */
#define EVAL_ZONE "Asia/Shanghai"

typedef struct {
	guint right, wrong, missed;
	GString *errors; /* "+file" given wrongly, "-file" missed */
} EvalTopic;

typedef struct {
	const char *rule; /* the table's */
	char *topic;	  /* which it spoke for */
	guint right, wrong;
} EvalClause;

typedef struct {
	GHashTable *topics;  /* name → EvalTopic */
	GPtrArray *order;    /* their names, as they were met */
	GHashTable *clauses; /* FILE:LINE → EvalClause */
	guint n_letters, n_exact, n_corrected;
} Eval;

static void
eval_topic_free(void *data)
{
	EvalTopic *topic = data;

	g_string_free(topic->errors, TRUE);
	g_free(topic);
}

static EvalTopic *
eval_topic(Eval *eval, const char *name)
{
	EvalTopic *topic = g_hash_table_lookup(eval->topics, name);
	char *own;

	if (topic)
		return topic;
	topic = g_new0(EvalTopic, 1);
	topic->errors = g_string_new(NULL);
	own = g_strdup(name);
	g_hash_table_insert(eval->topics, own, topic);
	g_ptr_array_add(eval->order, own);
	return topic;
}

/* ---- one letter ---- */

static bool
eval_has(char *const *names, const char *name)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

/* Every clause that spoke for a topic, once. */
static void
eval_clauses(Eval *eval, const json_t *topic, bool right)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	size_t i;
	json_t *hit;

	json_array_foreach (record_member(topic, "hits"), i, hit) {
		const char *rule = record_string(hit, "rule");
		EvalClause *clause;

		if (record_integer(hit, "score") < 0 || !g_hash_table_add(seen, (void *)rule))
			continue;
		clause = g_hash_table_lookup(eval->clauses, rule);
		if (!clause) {
			clause = g_new0(EvalClause, 1);
			clause->rule = g_strdup(rule);
			clause->topic = g_strdup(record_string(topic, "topic"));
			g_hash_table_insert(eval->clauses, (void *)clause->rule, clause);
		}
		clause->right += right;
		clause->wrong += !right;
	}
}

static void
eval_compare(Eval *eval, const char *letter, char *const *wanted, const json_t *given)
{
	bool exact = true;
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)given, i, one) {
		const char *name = record_string(one, "topic");
		EvalTopic *topic = eval_topic(eval, name);

		eval_clauses(eval, one, eval_has(wanted, name));
		if (eval_has(wanted, name)) {
			topic->right++;
			continue;
		}
		topic->wrong++;
		g_string_append_printf(topic->errors, " +%s", letter);
		exact = false;
	}
	for (; *wanted; wanted++) {
		bool found = false;

		json_array_foreach ((json_t *)given, i, one)
			found |= strcmp(record_string(one, "topic"), *wanted) == 0;
		if (found)
			continue;
		eval_topic(eval, *wanted)->missed++;
		g_string_append_printf(eval_topic(eval, *wanted)->errors, " -%s", letter);
		exact = false;
	}
	eval->n_letters++;
	eval->n_exact += exact;
}

/* Angles take part as “angle NAME”. Yours. */
static char *
eval_angle_name(const char *angle)
{
	return g_strdup_printf(_("angle %s"), angle);
}

/* What a person named in the cells of a letter; NULL at the end. Yours. */
static char **
eval_wanted(const CsvRow *row, bool angles)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	g_autofree char **topics = rules_sheet_names(csv_cell(row, 1));
	g_auto(GStrv) named = rules_sheet_names(angles ? csv_cell(row, 2) : "");

	for (char **topic = topics; *topic; topic++)
		g_ptr_array_add(all, *topic);
	for (char **angle = named; *angle; angle++)
		g_ptr_array_add(all, eval_angle_name(*angle));
	g_ptr_array_add(all, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

/* The same from the rules: [{"topic","hits"}]. Yours. */
static json_t *
eval_given(const json_t *reading, bool angles)
{
	json_t *given = json_copy(json_object_get(reading, "topics")), *angle;
	size_t i;

	if (!angles)
		return given;
	json_array_foreach (json_object_get(reading, "angles"), i, angle) {
		g_autofree char *name = eval_angle_name(record_string(angle, "angle"));

		if (record_bool(angle, "found"))
			json_array_append_new(given, json_pack("{s:s, s:O}", "topic", name, "hits",
							       json_object_get(angle, "hits")));
	}
	return given;
}

/* ---- the labels ---- */

static bool
eval_letters(const CommandLine *line, const RulesEval *options, const GPtrArray *rows, Eval *eval,
	     GError **error)
{
	const char *labels = options->labels;
	int64_t at_us = 0;
	g_autoptr(Office) office = NULL;
	g_autoptr(Pool) pool = input_pool(line, &office, error);
	bool angles = rules_sheet_angles(rows);

	if (!pool || (options->at && !command_day_in(office ? office->zone : EVAL_ZONE, options->at,
						     &at_us, error)))
		return false;
	/* The first line is the header. */
	for (guint i = 1; i < rows->len; i++) {
		const CsvRow *row = rows->pdata[i];
		const char *letter = csv_cell(row, 0);
		g_autofree char *path = rules_sheet_path(labels, row);
		g_auto(GStrv) wanted = eval_wanted(row, angles);
		g_autoptr(json_t) given = NULL;
		g_autoptr(json_t) reading = input_read_with(pool, office, path, at_us, error);

		if (!reading) {
			g_prefix_error(error, "%s:%d:%d: ", labels, row->line, csv_column(row, 0));
			return false;
		}
		given = eval_given(reading, angles);
		eval_compare(eval, letter, wanted, given);
	}
	return true;
}

/* ---- what came out ---- */

/* "83%", "-" where there is nothing to divide by. Yours. */
static char *
eval_percent(guint part, guint whole)
{
	return whole == 0 ? g_strdup("-") : g_strdup_printf("%u%%", part * 100 / whole);
}

static int
eval_worst_first(const void *a, const void *b)
{
	const EvalClause *left = *(EvalClause *const *)a, *right = *(EvalClause *const *)b;
	double x = (double)left->wrong / (left->right + left->wrong);
	double y = (double)right->wrong / (right->right + right->wrong);

	if (x != y)
		return x > y ? -1 : 1;
	if (left->wrong + left->right != right->wrong + right->right)
		return left->wrong + left->right > right->wrong + right->right ? -1 : 1;
	return strcmp(left->rule, right->rule);
}

/* The clauses that spoke for a topic (NULL: any), those that were wrong most often first. */
static GPtrArray *
eval_worst(const Eval *eval, const char *topic)
{
	GPtrArray *clauses = g_ptr_array_new();
	GHashTableIter iter;
	void *clause;

	g_hash_table_iter_init(&iter, eval->clauses);
	while (g_hash_table_iter_next(&iter, NULL, &clause))
		if (!topic || strcmp(((EvalClause *)clause)->topic, topic) == 0)
			g_ptr_array_add(clauses, clause);
	g_ptr_array_sort(clauses, eval_worst_first);
	return clauses;
}

static json_t *
eval_clauses_json(const Eval *eval, const char *topic)
{
	g_autoptr(GPtrArray) clauses = eval_worst(eval, topic);
	json_t *list = json_array();

	for (guint i = 0; i < clauses->len; i++) {
		const EvalClause *clause = clauses->pdata[i];
		g_autofree char *precision =
			eval_percent(clause->right, clause->right + clause->wrong);

		json_array_append_new(list,
				      json_pack("{s:s, s:i, s:i, s:s}", "clause", clause->rule,
						"right", (int)clause->right, "wrong",
						(int)clause->wrong, "precision", precision));
	}
	return list;
}

static void
eval_print_clauses(const Eval *eval)
{
	static const char *const heads[] = { N_("clause"), ">", N_("right"),	 ">",
					     N_("wrong"),  ">", N_("precision"), N_("topic"),
					     NULL };
	g_autoptr(Table) table = table_new(heads);
	g_autoptr(GPtrArray) clauses = eval_worst(eval, NULL);

	for (guint i = 0; i < clauses->len && i < EVAL_CLAUSES; i++) {
		const EvalClause *clause = clauses->pdata[i];
		g_autofree char *right = g_strdup_printf("%u", clause->right);
		g_autofree char *wrong = g_strdup_printf("%u", clause->wrong);
		g_autofree char *precision =
			eval_percent(clause->right, clause->right + clause->wrong);

		table_add(table, (const char *const[]){ clause->rule, right, wrong, precision,
							clause->topic, NULL });
	}
	if (clauses->len > 0)
		table_print(table);
}

static void
eval_print(const Eval *eval, bool json)
{
	static const char *const heads[] = { N_("topic"),     ">", N_("right"),	 ">",
					     N_("wrong"),     ">", N_("missed"), ">",
					     N_("precision"), ">", N_("recall"), NULL };
	g_autoptr(Table) table = table_new(heads);

	for (guint i = 0; i < eval->order->len; i++) {
		const char *name = eval->order->pdata[i];
		const EvalTopic *topic = g_hash_table_lookup(eval->topics, name);
		g_autofree char *right = g_strdup_printf("%u", topic->right);
		g_autofree char *wrong = g_strdup_printf("%u", topic->wrong);
		g_autofree char *missed = g_strdup_printf("%u", topic->missed);
		g_autofree char *precision =
			eval_percent(topic->right, topic->right + topic->wrong);
		g_autofree char *recall = eval_percent(topic->right, topic->right + topic->missed);
		g_autoptr(json_t) one =
			json_pack("{s:s, s:i, s:i, s:i, s:s, s:s, s:s, s:o}", "topic", name,
				  "right", (int)topic->right, "wrong", (int)topic->wrong, "missed",
				  (int)topic->missed, "precision", precision, "recall", recall,
				  "errors", topic->errors->len > 0 ? topic->errors->str + 1 : "",
				  "clauses", eval_clauses_json(eval, name));

		if (json)
			command_print_json(one);
		table_add(table, (const char *const[]){ name, right, wrong, missed, precision,
							recall, NULL });
	}
	if (json)
		return;
	table_print(table);
	for (guint i = 0; i < eval->order->len; i++) {
		const EvalTopic *topic = g_hash_table_lookup(eval->topics, eval->order->pdata[i]);

		if (topic->errors->len > 0)
			command_say("%s:%s\n", (char *)eval->order->pdata[i], topic->errors->str);
	}
	eval_print_clauses(eval);
	command_say(_("%u letters, %u exactly right (+ given wrongly, - missed)\n"),
		    eval->n_letters, eval->n_exact);
}

/* ---- the archive ---- */

/* The first topic, which the editor's word corrects, and the kind. */
static void
eval_label(const RulesLabel *label, void *closure)
{
	Eval *eval = closure;
	const json_t *topics = record_member(label->reading, "topics");
	g_autofree char *item = g_strdup_printf("#%d", (int)label->item);
	g_autofree char *kind = g_strdup_printf(_("kind %s"), label->kind);
	const char *kind_now = record_string(label->reading, "kind_of_item");
	g_autofree char *given_kind = g_strdup_printf(_("kind %s"), kind_now ? kind_now : "—");
	char *wanted[] = { kind, (char *)label->topic, NULL };
	g_autoptr(json_t) given = json_array();

	json_array_append_new(given, json_pack("{s:s, s:O?}", "topic", given_kind, "hits",
					       json_object_get(label->reading, "kind_hits")));
	if (json_array_size(topics) > 0)
		json_array_append(given, json_array_get(topics, 0));
	eval_compare(eval, item, wanted, given);
	eval->n_corrected += label->corrected;
}

static void
eval_clause_free(void *data)
{
	g_free((char *)((EvalClause *)data)->rule);
	g_free(((EvalClause *)data)->topic);
	g_free(data);
}

int
rules_eval(const CommandLine *line, const RulesEval *options, GError **error)
{
	g_autoptr(GPtrArray) rows =
		options->labels ? rules_sheet_read(line, options->labels, error) : NULL;
	g_autoptr(GPtrArray) order = g_ptr_array_new();
	g_autoptr(GHashTable) topics =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, eval_topic_free);
	g_autoptr(GHashTable) clauses =
		g_hash_table_new_full(g_str_hash, g_str_equal, NULL, eval_clause_free);
	Eval eval = { .topics = topics, .order = order, .clauses = clauses };
	guint n_unread = 0;

	if (options->labels
		    ? !rows || !eval_letters(line, options, rows, &eval, error)
		    : !rules_labels(line, options->since, eval_label, &eval, &n_unread, error))
		return -1;
	eval_print(&eval, options->json);
	if (!options->labels && !options->json)
		command_say(_("%u of them corrected by an editor's word\n"), eval.n_corrected);
	return n_unread > 0;
}
