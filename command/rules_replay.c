/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_replay — what changed rules would have made of the letters of the past
 *
 * Every letter behind an item is read again by the jailed workers and judged by
 * the new rules; only the items whose topics, kind, marks, editor or missing angles
 * would be others are told. What an editor corrected by his word is his: it is left out.
 * Nothing is written.
 *
 * Promise: of a letter held for a secrecy mark nothing but its number and marks.
 * Not here: rules tried on one letter (rules).
 */
#include "command/rules_replay.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/record.h"
#include "pipeline/reading/complete.h"
#include "pipeline/reading/parts.h"
#include "pipeline/reading/rules.h"
#include "pipeline/reading/verdict.h"

#define REPLAY_RULE_FILES 1000
#define REPLAY_TOLD_US (G_USEC_PER_SEC / 5)

typedef struct {
	CommandRoom room;
	RuleSet *rules;
	Pool *pool;
	GHashTable *topics; /* items whose topic an editor corrected */
	GHashTable *kinds;  /* and whose kind */
	bool json;
	unsigned n_items, n_changed, n_unread;
} Replay;

static void
replay_clear(Replay *replay)
{
	g_clear_pointer(&replay->topics, g_hash_table_unref);
	g_clear_pointer(&replay->kinds, g_hash_table_unref);
	g_clear_pointer(&replay->pool, pool_free);
	g_clear_pointer(&replay->rules, ruleset_free);
	command_close(&replay->room);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Replay, replay_clear)

/* ---- the rules ---- */

static int
replay_by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The *.rules of a folder in the order of their names, in place of the office's. */
static bool
replay_other_rules(Office *office, const char *folder, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	const char *name;

	if (!dir)
		return errors_set(error, ERRORS_USAGE, _("%s is no folder that can be read"),
				  folder);
	while ((name = g_dir_read_name(dir)) && files->len < REPLAY_RULE_FILES)
		if (g_str_has_suffix(name, ".rules"))
			g_ptr_array_add(files, g_build_filename(folder, name, NULL));
	if (files->len == 0)
		return errors_set(error, ERRORS_USAGE, _("%s holds no .rules file"), folder);
	g_ptr_array_sort(files, replay_by_name);
	g_ptr_array_add(files, NULL);
	g_strfreev(office->rule_files);
	office->rule_files = (char **)g_ptr_array_free(g_steal_pointer(&files), FALSE);
	return true;
}

static RuleSet *
replay_rules(const Office *office, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleSet *rules = rules_of_office(office, problems, NULL);

	for (guint i = 0; i < problems->len; i++)
		fprintf(stderr, "%s\n", (char *)problems->pdata[i]);
	if (rules && problems->len == 0)
		return rules;
	g_clear_pointer(&rules, ruleset_free);
	errors_set(error, ERRORS_CONFIG, "%s", "");
	return NULL;
}

/* ---- what it was ---- */

/* Which items an editor corrected by his word. */
static bool
replay_corrections(Replay *replay, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(replay->room.store), error, "event_of_type", "t",
					 "item.corrected");
	json_t *row;
	size_t i;

	replay->topics = g_hash_table_new(NULL, NULL);
	replay->kinds = g_hash_table_new(NULL, NULL);
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) params = json_loads(record_string(row, "params"), 0, NULL);
		void *item = GINT_TO_POINTER((int)record_integer(params, "item"));

		if (record_string(params, "topic") || record_member(params, "topics"))
			g_hash_table_add(replay->topics, item);
		if (record_string(params, "kind"))
			g_hash_table_add(replay->kinds, item);
	}
	return rows != NULL;
}

/* The values of one member in a list of objects, each once, in order. Yours. */
static char *
replay_names(const json_t *list, const char *member)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	json_t *one;
	size_t i;

	json_array_foreach ((json_t *)list, i, one) {
		const char *name = record_string(one, member);

		if (name && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
			g_ptr_array_add(names, (void *)name);
	}
	g_ptr_array_sort(names, replay_by_name);
	g_ptr_array_add(names, NULL);
	return g_strjoinv("、", (char **)names->pdata);
}

/* The angles that were not found: of what an item keeps, of a verdict. Yours. */
static char *
replay_missing(const json_t *verdict)
{
	g_autoptr(json_t) missing = verdict_missing(verdict);
	g_autoptr(GString) joined = g_string_new(NULL);
	size_t i;
	json_t *name;

	json_array_foreach (missing, i, name)
		g_string_append_printf(joined, "%s%s", i > 0 ? "、" : "", json_string_value(name));
	return g_string_free(g_steal_pointer(&joined), FALSE);
}

static const char *
replay_editor(const Replay *replay, const json_t *topics, int64_t when_us)
{
	const json_t *first = json_array_get(topics, 0);
	const Person *editor =
		roster_editor(replay->room.office->roster, record_string(first, "topic"),
			      record_string(first, "group"), when_us);

	return editor ? editor->address : "";
}

/* ---- one item ---- */

static void
replay_change(json_t *changes, const char *what, const char *from, const char *to)
{
	if (strcmp(from, to) != 0)
		json_object_set_new(changes, what, json_pack("{s:s, s:s}", "from", from, "to", to));
}

static void
replay_compare(const Replay *replay, const json_t *row, const json_t *verdict, json_t *changes)
{
	g_autoptr(json_t) facts = json_loads(record_string(row, "facts"), 0, NULL);
	void *item = GINT_TO_POINTER((int)record_integer(row, "id"));
	bool secret = record_bool(facts, "tier1");
	int64_t when_us = record_integer(row, "received_us");
	const json_t *topics = record_member(facts, "topics");
	const json_t *new_topics = record_member(verdict, "topics");
	const char *kind = record_string(verdict, "kind");
	g_autofree char *marks = replay_names(record_member(facts, "marks"), "mark");
	g_autofree char *new_marks = replay_names(record_member(verdict, "marks"), "mark");
	g_autofree char *missing = replay_missing(facts), *new_missing = replay_missing(verdict);

	replay_change(changes, "marks", marks, new_marks);
	if (secret)
		return;
	if (!g_hash_table_contains(replay->topics, item)) {
		g_autofree char *was = replay_names(topics, "topic");
		g_autofree char *is = replay_names(new_topics, "topic");

		replay_change(changes, "topics", was, is);
		replay_change(changes, "editor", replay_editor(replay, topics, when_us),
			      replay_editor(replay, new_topics, when_us));
	}
	/* An item from before the rules knew angles has none to compare. */
	if (record_member(facts, "angles"))
		replay_change(changes, "missing", missing, new_missing);
	if (!g_hash_table_contains(replay->kinds, item))
		replay_change(changes, "kind", record_string(row, "kind"),
			      kind ? kind : RULESET_KIND_USUAL);
}

/* The new verdict of a letter. NULL: its place or its reading failed. Yours. */
static json_t *
replay_judge(Replay *replay, const json_t *letter, GError **error)
{
	static const char *const same[] = { "subject", "html_text", "from", "unit" };
	autofd fd = store_open_place(replay->room.store, record_string(letter, "place"), error);
	g_autoptr(json_t) reading = NULL;
	g_autoptr(json_t) documents = NULL;
	g_autoptr(json_t) job = json_object();

	if (fd < 0 || !complete_letter(replay->pool,
				       complete_job(replay->room.office,
						    record_integer(letter, "received_us")),
				       fd, &reading, &documents, error))
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(same); i++)
		record_set_string(job, same[i], record_string(reading, same[i]));
	record_set_string(job, "body", record_string(reading, "text"));
	record_set_string(job, "text", parts_text(reading));
	record_set_integer(job, "received_us", record_integer(letter, "received_us"));
	record_set_string(job, "zone", replay->room.office->zone);
	json_object_set(job, "documents", documents);
	return verdict_of_job(replay->rules, job);
}

static void
replay_say(Replay *replay, const json_t *row, json_t *changes)
{
	static const struct {
		const char *name, *words;
	} parts[] = { { "topics", N_("topics") },
		      { "kind", N_("kind") },
		      { "marks", N_("marks") },
		      { "missing", N_("missing") },
		      { "editor", N_("editor") } };
	g_autoptr(json_t) facts = json_loads(record_string(row, "facts"), 0, NULL);
	const char *title = record_bool(facts, "tier1") ? NULL : record_string(row, "title");

	replay->n_changed++;
	if (replay->json) {
		g_autoptr(json_t) line =
			json_pack("{s:O, s:s?, s:O}", "item", json_object_get(row, "id"), "title",
				  title, "changes", changes);

		command_print_json(line);
		return;
	}
	command_say("%d  %s\n", (int)record_integer(row, "id"), title ? title : "—");
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		const json_t *change = record_member(changes, parts[i].name);
		const char *from = record_string(change, "from");
		const char *to = record_string(change, "to");

		if (change)
			command_say("    %s  %s → %s\n", _(parts[i].words), *from ? from : "—",
				    *to ? to : "—");
	}
}

static bool
replay_item(Replay *replay, const json_t *row, GError **error)
{
	g_autoptr(json_t) letter = NULL;
	g_autoptr(json_t) verdict = NULL;
	g_autoptr(json_t) changes = json_object();
	g_autoptr(GError) why = NULL;

	if (!db_row(store_db(replay->room.store), error, &letter, "letter_get", "i",
		    record_integer(row, "letter")))
		return false;
	/* What the operator booked by hand has no letter to be judged. */
	if (!letter || strcmp(record_string(letter, "source"), "operator") == 0)
		return true;
	replay->n_items++;
	verdict = replay_judge(replay, letter, &why);
	if (!verdict) {
		replay->n_unread++;
		fprintf(stderr, _("item %d: %s\n"), (int)record_integer(row, "id"), why->message);
		return true;
	}
	replay_compare(replay, row, verdict, changes);
	if (json_object_size(changes) > 0)
		replay_say(replay, row, changes);
	return true;
}

/* On a terminal, some times a second. */
static void
replay_told(const Replay *replay, size_t n_all, int64_t *next_us)
{
	int64_t now_us = g_get_monotonic_time();

	if (!isatty(STDERR_FILENO) || isatty(STDOUT_FILENO) || now_us < *next_us)
		return;
	*next_us = now_us + REPLAY_TOLD_US;
	fprintf(stderr, "\r%u/%zu", replay->n_items, n_all);
	fflush(stderr);
}

static bool
replay_all(Replay *replay, int64_t since_us, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(replay->room.store), error, "item_list", "ttti",
					 "", "", "", since_us);
	int64_t next_us = g_get_monotonic_time() + REPLAY_TOLD_US;
	json_t *row;
	size_t i;

	json_array_foreach (rows, i, row) {
		if (!replay_item(replay, row, error))
			return false;
		replay_told(replay, json_array_size(rows), &next_us);
	}
	return rows != NULL;
}

int
rules_replay(const CommandLine *line, const RulesReplay *options, GError **error)
{
	g_auto(Replay) replay = { .json = options->json };
	int64_t since_us = 0;

	if (!command_open(line, &replay.room, error) ||
	    (options->since &&
	     !command_day(replay.room.office, options->since, &since_us, error)) ||
	    (options->folder && !replay_other_rules(replay.room.office, options->folder, error)) ||
	    !(replay.rules = replay_rules(replay.room.office, error)) ||
	    !(replay.pool = pool_new(line->office, 1, error)) ||
	    !replay_corrections(&replay, error) || !replay_all(&replay, since_us, error))
		return -1;
	if (!replay.json)
		printf(_("%u items looked at, %u would change, %u could not be read\n"),
		       replay.n_items, replay.n_changed, replay.n_unread);
	return replay.n_unread > 0;
}
