/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * why — how the program came to what it says of an item
 *
 * Every rule that hit with its file:line and the passage, topics that nearly
 * hit, similar items with the numbers that differ, the sender's evidence, the
 * deadline, the points.
 */
#include "command/subcommands.h"

#include <string.h>

#include "assess/ranking.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/hits.h"
#include "pipeline/desk/snapshot.h"

/* relation in the clerk's words */
static const char *
why_relation(const json_t *similar)
{
	static const struct {
		const char *relation, *said;
	} words[] = {
		{ "same", N_("the same text") },
		{ "contains", N_("this one contains it") },
		{ "contained", N_("it contains this one") },
		{ "overlap", N_("parts are the same") },
	};
	const char *relation = record_string(similar, "relation");

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_strcmp0(words[i].relation, relation) == 0)
			return _(words[i].said);
	return relation ? relation : "";
}

static void
why_similar_one(const json_t *similar)
{
	size_t k;
	json_t *one;

	command_say(_("similar to item %d (%s, %.0f%%)"), (int)record_integer(similar, "item"),
		    why_relation(similar),
		    json_number_value(json_object_get(similar, "containment")) * 100);
	if (record_string(similar, "title"))
		command_say(" %s", record_string(similar, "title"));
	json_array_foreach (json_object_get(similar, "numbers"), k, one)
		command_say(_("%s %s here, %s there"), k ? "," : ":",
			    json_string_value(json_array_get(one, 0)),
			    json_string_value(json_array_get(one, 1)));
	command_say("\n");
	if (record_bool(similar, "apart"))
		command_say(_("    of another day or place, with other numbers\n"));
	json_array_foreach (json_object_get(similar, "event"), k, one)
		command_say(_("    may tell of the same event: the same day, %s\n"),
			    json_string_value(one));
	json_array_foreach (json_object_get(similar, "issues"), k, one)
		command_say(_("    printed in %s\n"), json_string_value(one));
	json_array_foreach (json_object_get(similar, "passages"), k, one)
		command_say(_("    both say: %s\n"), json_string_value(one));
}

/* How much of it stands in a document of the reference folder. */
static void
why_copied(const json_t *copied)
{
	size_t k;
	json_t *passage;

	command_say(_("%d%% of it stands in %s of the reference folder\n"),
		    (int)record_integer(copied, "percent"), record_string(copied, "document"));
	json_array_foreach (json_object_get(copied, "passages"), k, passage)
		command_say(_("    both say: %s\n"), json_string_value(passage));
}

static void
why_chain(const json_t *chain)
{
	size_t k;
	json_t *one;

	command_say(_("%s: goes on with item %d %s; report %d of the chain that began with %d\n"),
		    record_string(chain, "step"), (int)record_integer(chain, "item"),
		    record_string(chain, "title"), (int)record_integer(chain, "n"),
		    (int)record_integer(chain, "first"));
	json_array_foreach (json_object_get(chain, "issues"), k, one)
		command_say(_("    printed in %s\n"), json_string_value(one));
}

static void
why_similar(const json_t *item)
{
	size_t i;
	json_t *similar;

	json_array_foreach (json_object_get(item, "similar"), i, similar)
		why_similar_one(similar);
	json_array_foreach (json_object_get(item, "copied"), i, similar)
		why_copied(similar);
	if (record_member(item, "chain"))
		why_chain(record_member(item, "chain"));
}

static void
why_sender(const json_t *item, const json_t *facts)
{
	const json_t *sender = record_member(item, "sender");
	const char *why = record_string(facts, "evidence_why");
	const char *flag = record_string(sender, "flag");

	command_say(_("sender %s, evidence %s%s%s%s%s\n"), record_string(sender, "address"),
		    record_string(sender, "evidence"), why ? ": " : "", why ? why : "",
		    flag ? ", " : "", flag ? flag : "");
	if (record_string(item, "editor"))
		command_say(_("editor %s, due %s\n"), record_string(item, "editor"),
			    record_string(item, "due") ? record_string(item, "due") : "-");
}

static bool
why_points(const CommandRoom *room, int64_t number, GError **error)
{
	g_autoptr(json_t) rows =
		db_rows(store_db(room->store), error, "entry_of_item", "i", number);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		g_autofree char *points = ranking_points(record_integer(row, "hundredths"));
		const char *person = record_string(row, "person");

		command_say(_("points %s for %s%s%s by %s: %s\n"), points,
			    record_string(row, "unit"), person ? " " : "", person ? person : "",
			    record_string(row, "rule"), record_string(row, "why"));
	}
	return true;
}

static void
why_rule_errors(const json_t *facts)
{
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(facts, "rule_errors"), i, one)
		command_say(_("rule %s failed: %s\n"), record_string(one, "rule"),
			    record_string(one, "why"));
}

static bool
why_print(const CommandRoom *room, int64_t number, GError **error)
{
	g_autoptr(json_t) item =
		snapshot_item(room->store, room->office, number, SNAPSHOT_SHOW, error);
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) facts = NULL;
	g_autoptr(json_t) first = NULL;
	HitsWords words = { 0 };
	const char *text;

	if (!item || !db_row(store_db(room->store), error, &row, "item_get", "i", number) ||
	    !db_row(store_db(room->store), error, &first, "revision_get", "ii", number, INT64_C(1)))
		return false;
	/* What hit stands where it stood in the text that came. */
	words = (HitsWords){ record_string(first, "title"), record_string(first, "text") };
	text = record_string(row, "facts");
	facts = text ? json_loads(text, 0, NULL) : NULL;
	command_say(_("item %d: %s\n"), (int)number,
		    record_string(item, "title") ? record_string(item, "title") : _("(not shown)"));
	if (record_string(item, "reason"))
		command_say("%s: %s\n", record_string(item, "state"),
			    record_string(item, "reason"));
	hits_say_topics(_("topic"), record_member(item, "topics"), &words);
	if (json_array_size(record_member(item, "topics")) == 0)
		command_say("%s\n", _("no topic reached its threshold"));
	if (!record_bool(facts, "tier1"))
		hits_say_topics(_("nearly"), record_member(facts, "near"), &words);
	command_say(_("kind %s\n"), record_string(item, "kind"));
	hits_say(record_member(facts, "kind_hits"), &words);
	hits_say_marks(record_member(item, "marks"), &words);
	if (!record_bool(facts, "tier1")) {
		hits_say_angles(record_member(facts, "angles"), &words);
		hits_say_checks(record_member(facts, "checks"), &words);
	}
	why_similar(item);
	why_sender(item, facts);
	why_rule_errors(facts);
	return why_points(room, number, error);
}

int
why_command(const CommandLine *line, GError **error)
{
	g_auto(GStrv) args = NULL;
	g_auto(CommandRoom) room = { 0 };
	int64_t number;
	bool help;

	if (!command_options(line, NULL, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 1, error) || !command_number(args[0], &number, error) ||
	    !command_open(line, &room, error) || !why_print(&room, number, error))
		return -1;
	return 0;
}
