/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * issue — the numbered bulletins: list, show, trace
 *
 * A sealed issue is shown from the bytes that were frozen when it was sealed,
 * a draft as it is now.
 *
 * Not here: draft, order, remove, seal, which are the desk's.
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/issue_show.h"
#include "command/table.h"
#include "pipeline/desk/snapshot.h"

static char *
issue_name(const json_t *row)
{
	if (!record_member(row, "number"))
		return g_strdup("draft");
	return g_strdup_printf("%d/%d", (int)record_integer(row, "year"),
			       (int)record_integer(row, "number"));
}

static void
issue_add(Table *table, const json_t *issue)
{
	g_autofree char *name = issue_name(issue);
	g_autofree char *total =
		record_member(issue, "total")
			? g_strdup_printf("%d", (int)record_integer(issue, "total"))
			: NULL;
	g_autofree char *lines =
		g_strdup_printf("%d", (int)json_array_size(record_member(issue, "lines")));
	const char *cells[] = {
		record_string(issue, "journal"), name,	total,
		record_string(issue, "state"),	 lines, record_string(issue, "sealed_at")
	};

	table_add(table, cells);
}

static bool
issue_list(const CommandRoom *room, const IssueWanted *wanted, GError **error)
{
	static const char *const heads[] = { N_("journal"), N_("number"), ">",
					     N_("total"),   N_("state"),  ">",
					     N_("lines"),   N_("sealed"), NULL };
	g_autoptr(Table) table = table_new(heads);
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "issue_list", "");
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) issue = NULL;

		if (wanted->journal && strcmp(wanted->journal, record_string(row, "journal")) != 0)
			continue;
		issue = snapshot_issue(room->store, room->office, record_integer(row, "id"),
				       SNAPSHOT_LIST, error);
		if (!issue)
			return false;
		if (wanted->json)
			command_print_json(issue);
		else
			issue_add(table, issue);
	}
	table_print(table);
	return true;
}

/* N of `N`, `YEAR/N` or `draft`. Errors: USAGE, REFUSED there is none. */
static json_t *
issue_find(const CommandRoom *room, const IssueWanted *wanted, const char *word, GError **error)
{
	const Office *office = room->office;
	const Journal *journal = wanted->journal	 ? office_journal(office, wanted->journal)
				 : office->journals->len ? office->journals->pdata[0]
							 : NULL;
	const char *slash = strchr(word, '/');
	int64_t year = clock_year(clock_now_us(), office->zone), number = 0;
	g_autofree char *before = slash ? g_strndup(word, (size_t)(slash - word)) : NULL;
	bool draft = strcmp(word, "draft") == 0;
	json_t *row = NULL;

	if (!journal) {
		errors_set(error, ERRORS_REFUSED, _("there is no journal %s"),
			   wanted->journal ? wanted->journal : "");
		return NULL;
	}
	if (!draft && ((before && !command_number(before, &year, error)) ||
		       !command_number(slash ? slash + 1 : word, &number, error)))
		return NULL;
	if (draft ? !db_row(store_db(room->store), error, &row, "issue_open", "t", journal->name)
		  : !db_row(store_db(room->store), error, &row, "issue_by_number", "tii",
			    journal->name, year, number))
		return NULL;
	if (!row)
		errors_set(error, ERRORS_REFUSED, _("%s has no issue %s"), journal->name, word);
	return row;
}

static bool
issue_trace(const CommandRoom *room, const IssueWanted *wanted, const char *word, GError **error)
{
	const char *colon = strrchr(word, ':');
	g_autofree char *name = colon ? g_strndup(word, (size_t)(colon - word)) : NULL;
	g_autoptr(json_t) row = NULL;
	int64_t position;

	if (!colon)
		return errors_set(error, ERRORS_USAGE,
				  _("“%s”: write the issue and its line as 45:3"), word);
	if (!command_number(colon + 1, &position, error))
		return false;
	row = issue_find(room, wanted, name, error);
	return row && issue_show_trace(room, wanted, row, position, error);
}

static bool
issue_reading(const CommandLine *line, const IssueWanted *wanted, char **args, GError **error)
{
	const char *what = args[0] ? args[0] : "list";
	bool list = strcmp(what, "list") == 0;
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) row = NULL;

	if (!list && strcmp(what, "show") != 0 && strcmp(what, "trace") != 0)
		return errors_set(error, ERRORS_USAGE, _("there is no “issue %s”"), what);
	if (!command_count(args, list ? 0 : 2, list ? 1 : 2, error) ||
	    !issue_show_format(wanted, error) || !command_open(line, &room, error))
		return false;
	if (list)
		return issue_list(&room, wanted, error);
	if (strcmp(what, "trace") == 0)
		return issue_trace(&room, wanted, args[1], error);
	row = issue_find(&room, wanted, args[1], error);
	return row && issue_show(&room, wanted, row, error);
}

static bool
issue_changes(const char *what)
{
	static const char *const changing[] = { "draft", "order", "remove", "seal", NULL };

	return what && g_strv_contains(changing, what);
}

int
issue_command(const CommandLine *line, GError **error)
{
	IssueWanted wanted = { 0 };
	const GOptionEntry entries[] = {
		{ "journal", 0, 0, G_OPTION_ARG_STRING, &wanted.journal,
		  N_("the journal; the first one unless named"), "J" },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &wanted.format,
		  N_("text, html, json or eml"), "F" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &wanted.json, N_("the same as --format json"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help = false;
	int code = -1;

	if (command_options(line, entries, &args, &help, error)) {
		if (g_strcmp0(wanted.format, "json") == 0)
			wanted.json = TRUE;
		if (help)
			code = 0;
		else if (issue_changes(args[0]))
			code = command_order(line, error);
		else
			code = issue_reading(line, &wanted, args, error) ? 0 : -1;
	}
	g_free(wanted.journal);
	g_free(wanted.format);
	return code;
}
