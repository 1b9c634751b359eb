/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search — items, issues and letters by words of what they say
 *
 * Not here: what is found, and in which order (spool/search).
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/letter_row.h"
#include "command/table.h"
#include "config/calendar.h"
#include "pipeline/desk/passage.h"
#include "pipeline/desk/snapshot.h"
#include "spool/search.h"

/* ---- one hit ---- */

typedef struct {
	const CommandRoom *room;
	const json_t *row;
	const char *hit; /* "item", "issue", "letter" */
	char *passage;
} SearchHit;

static void
search_hit_clear(SearchHit *hit)
{
	g_free(hit->passage);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchHit, search_hit_clear)

static int
search_number(const SearchHit *hit, const char *name)
{
	return (int)record_integer(hit->row, name);
}

/* What it is: item 57, 政务信息 2026/12 article 3, letter 1234. Yours. */
static char *
search_name(const SearchHit *hit)
{
	int id = search_number(hit, "id"), beside = search_number(hit, "beside");
	int position = search_number(hit, "position");
	const char *journal = record_string(hit->row, "journal");

	if (strcmp(hit->hit, "letter") == 0)
		return g_strdup_printf(_("letter %d"), id);
	if (strcmp(hit->hit, "item") == 0)
		return beside ? g_strdup_printf(_("item %d (and letter %d)"), id, beside)
			      : g_strdup_printf(_("item %d"), id);
	return position ? g_strdup_printf(_("%s %d/%d, article %d"), journal,
					  search_number(hit, "year"), search_number(hit, "number"),
					  position)
			: g_strdup_printf("%s %d/%d", journal, search_number(hit, "year"),
					  search_number(hit, "number"));
}

static json_t *
search_issue_json(const SearchHit *hit)
{
	static const char *const same[] = { "journal",	"year", "number",   "total",
					    "position", "item", "revision", "unit" };
	g_autofree char *sealed =
		clock_rfc3339(record_integer(hit->row, "sealed_us"), hit->room->office->zone);
	json_t *issue = json_object();

	for (size_t i = 0; i < G_N_ELEMENTS(same); i++)
		json_object_set(issue, same[i], json_object_get(hit->row, same[i]));
	/* 0 is the head with the contents */
	if (search_number(hit, "position") == 0)
		json_object_set_new(issue, "position", json_null());
	record_set_string(issue, "title", record_string(hit->row, "title"));
	record_set_string(issue, "sealed_at", sealed);
	return issue;
}

static json_t *
search_letter_json(const SearchHit *hit, GError **error)
{
	json_t *letter = letter_row_json(hit->room, hit->row, error);

	if (!letter)
		return NULL;
	record_set_string(letter, "from", record_string(hit->row, "sender"));
	record_set_string(letter, "unit", record_string(hit->row, "unit"));
	record_set_string(letter, "title", record_string(hit->row, "title"));
	return letter;
}

static json_t *
search_item_json(const SearchHit *hit, GError **error)
{
	json_t *item = snapshot_item(hit->room->store, hit->room->office,
				     record_integer(hit->row, "id"), SNAPSHOT_LIST, error);
	json_t *beside = json_object_get(hit->row, "beside");

	if (item)
		json_object_set_new(item, "beside", beside ? json_incref(beside) : json_null());
	return item;
}

static bool
search_print_json(const SearchHit *hit, GError **error)
{
	g_autoptr(json_t) object = strcmp(hit->hit, "item") == 0 ? search_item_json(hit, error)
				   : strcmp(hit->hit, "issue") == 0
					   ? search_issue_json(hit)
					   : search_letter_json(hit, error);

	if (!object)
		return false;
	record_set_string(object, "hit", hit->hit);
	record_set_string(object, "passage", hit->passage);
	command_print_json(object);
	return true;
}

static void
search_add(const SearchHit *hit, Table *table)
{
	bool issue = strcmp(hit->hit, "issue") == 0, letter = strcmp(hit->hit, "letter") == 0;
	const char *unit = record_string(hit->row, "unit");
	g_autofree char *name = search_name(hit);
	g_autofree char *when = snapshot_local(
		hit->room->office, record_integer(hit->row, issue ? "sealed_us" : "received_us"));
	const char *cells[] = { name,
				when,
				record_string(hit->row, letter ? "kind" : "state"),
				unit ? unit : record_string(hit->row, "sender"),
				record_string(hit->row, "title"),
				hit->passage };

	if (issue)
		cells[2] = "sealed";
	table_add(table, cells);
}

/* ---- the command ---- */

/* As it was typed. */
typedef struct {
	char *in, *unit, *topic, *since, *period;
	gboolean json;
} SearchOptions;

static void
search_options_clear(SearchOptions *options)
{
	g_free(options->in);
	g_free(options->unit);
	g_free(options->topic);
	g_free(options->since);
	g_free(options->period);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchOptions, search_options_clear)

static bool
search_where(const SearchOptions *options, SearchQuery *query, GError **error)
{
	bool items = g_strcmp0(options->in, "items") == 0;
	bool issues = g_strcmp0(options->in, "issues") == 0;
	bool letters = g_strcmp0(options->in, "letters") == 0;

	if (!options->in)
		return true;
	query->no_items = !items;
	query->no_issues = !issues;
	query->no_letters = !letters;
	return items || issues || letters ||
	       errors_set(error, ERRORS_USAGE,
			  _("search looks in items, issues or letters, not in “%s”"), options->in);
}

static bool
search_when(const Office *office, const SearchOptions *options, SearchQuery *query, GError **error)
{
	if (options->period &&
	    !calendar_period(office->zone, options->period, &query->from_us, &query->to_us))
		return errors_set(error, ERRORS_USAGE,
				  _("“%s” is no period: write 2026-11, 2026W47, 2026Q4 or 2026"),
				  options->period);
	return !options->since || command_day(office, options->since, &query->from_us, error);
}

static bool
search_hits(const CommandRoom *room, json_t *rows, const char *const *words, Table *table,
	    GError **error)
{
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row) {
		g_auto(SearchHit)
			hit = { .room = room,
				.row = row,
				.hit = record_string(row, "hit"),
				.passage = passage_find(record_string(row, "text"), words) };

		if (table)
			search_add(&hit, table);
		else if (!search_print_json(&hit, error))
			return false;
	}
	return true;
}

static int
search_print(const CommandLine *line, const char *const *words, const SearchOptions *options,
	     GError **error)
{
	static const char *const heads[] = { N_("found"), N_("received"), N_("state"), N_("unit"),
					     N_("title"), N_("passage"),  NULL };
	g_autoptr(Table) table = table_new(heads);
	g_auto(CommandRoom) room = { 0 };
	SearchQuery query = { .phrases = words, .unit = options->unit, .topic = options->topic };
	g_autoptr(json_t) rows = NULL;
	bool more;

	if (!search_where(options, &query, error) || !command_open(line, &room, error) ||
	    !search_when(room.office, options, &query, error) ||
	    !(rows = search_find(store_db(room.store), &query, &more, error)) ||
	    !search_hits(&room, rows, words, options->json ? NULL : table, error))
		return -1;
	table_print(table);
	if (more)
		g_printerr(_("chengbao: only the newest %d are listed; name more words\n"),
			   SEARCH_FOUND);
	return json_array_size(rows) > 0 ? 0 : 1;
}

int
search_command(const CommandLine *line, GError **error)
{
	g_auto(SearchOptions) options = { 0 };
	const GOptionEntry entries[] = {
		{ "in", 0, 0, G_OPTION_ARG_STRING, &options.in,
		  N_("only in items, issues or letters"), "items|issues|letters" },
		{ "unit", 0, 0, G_OPTION_ARG_STRING, &options.unit, N_("only of this unit"), "U" },
		{ "topic", 0, 0, G_OPTION_ARG_STRING, &options.topic, N_("only of this topic"),
		  "T" },
		{ "since", 0, 0, G_OPTION_ARG_STRING, &options.since,
		  N_("only received on this day or later"), "D" },
		{ "period", 0, 0, G_OPTION_ARG_STRING, &options.period,
		  N_("only received in 2026-11, 2026W47, 2026Q4 or 2026"), "P" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object per line"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 20, error))
		return -1;
	return search_print(line, (const char *const *)args, &options, error);
}
