/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry — the commands of one answer, carried out on what its ask was about
 */
#include "pipeline/desk/carry.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/listing.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"

#include <inttypes.h>
#include <string.h>

/* One answer on its way; `report` is filled. */
typedef struct {
	Desk *desk;
	const Actor *actor;
	const json_t *ask;
	json_t *report;
} Carry;

static bool
carry_is(const json_t *ask, const char *kind)
{
	return g_strcmp0(record_string(ask, "kind"), kind) == 0;
}

/* The words that take it back, offered once: by line where a list was answered. */
static void
carry_offer_undo(json_t *report, int line, const json_t *item)
{
	static const char *const decided[] = { "approved", "filed", "returned", "merged", NULL };
	g_autofree char *words = line ? g_strdup_printf("撤销%d", line) : g_strdup("撤销");

	if (!record_member(report, "undo_words") &&
	    g_strv_contains(decided, record_string(item, "state")))
		record_set_string(report, "undo_words", words);
}

static void
carry_done(Desk *desk, json_t *report, int line, int64_t item, const char *what)
{
	json_t *done = json_pack("{s:I, s:s}", "item", (json_int_t)item, "what", what);
	g_autoptr(json_t) row = NULL;

	if (line)
		record_set_integer(done, "n", line);
	if (db_row(desk_db(desk), NULL, &row, "item_get", "i", item) && row) {
		if (line)
			record_set_string(done, "title", record_string(row, "title"));
		carry_offer_undo(report, line, row);
	}
	json_array_append_new(json_object_get(report, "done"), done);
}

static void
carry_refused(json_t *report, const char *quote, const char *why)
{
	json_array_append_new(json_object_get(report, "refused"),
			      json_pack("{s:s, s:s}", "quote", quote, "why", why));
}

/* ---- one item: all or nothing ---- */

static bool
carry_corrects(const Command *command)
{
	return command->verb == COMMAND_TOPIC || command->verb == COMMAND_KIND ||
	       command->verb == COMMAND_URGENT || command->verb == COMMAND_ROUTINE ||
	       command->verb == COMMAND_EDIT;
}

/* Is one of the open asks about this item his? */
static bool
carry_is_asked(Desk *desk, const char *person, int64_t item, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) asks = db_rows(desk_db(desk), error, "ask_open_of_item", "i", item);
	size_t i;
	json_t *ask;

	*ret_yes = false;
	json_array_foreach (asks, i, ask)
		*ret_yes = *ret_yes || address_equal(record_string(ask, "person"), person);
	return asks != NULL;
}

/* A new revision is asked about anew, with what was done to it on top: whoever edited and is
 * asked himself has his acknowledgement in that mail. */
static bool
carry_ask_anew(const Carry *carry, int64_t item, const char *did, bool *ret_asked, GError **error)
{
	const Actor *actor = carry->actor;
	json_t *edited =
		json_pack("{s:s, s:s, s:s, s:b}", "who",
			  actor->name && *actor->name ? actor->name : actor->address, "address",
			  actor->address, "did", did, "by_token", actor->proof == PROOF_TOKEN);

	if (!mail_close_item(carry->desk, item, "void", actor->address, actor->letter, error)) {
		json_decref(edited);
		return false;
	}
	return report_ask_with(carry->desk, item, json_pack("{s:o}", "edited", edited),
			       actor->letter, error) &&
	       carry_is_asked(carry->desk, actor->address, item, ret_asked, error);
}

/* What an edit made, and nothing in the same answer decided on, is asked about. */
static bool
carry_edited(const Carry *carry, const Commands *commands, const char *did, GError **error)
{
	bool edited = false, decided = false, asked = false;

	for (guint i = 0; i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];

		edited = edited || command->verb == COMMAND_EDIT;
		decided = decided || command->and_approve || !carry_corrects(command);
	}
	if (edited)
		json_object_set_new(carry->report, "edited", json_true());
	if (!edited || decided)
		return true;
	if (!carry_ask_anew(carry, record_integer(carry->ask, "item"), did, &asked, error))
		return false;
	json_object_set_new(carry->report, "asked_anew", json_boolean(asked));
	return true;
}

static int
carry_rank(const Command *command)
{
	bool deletes = command->verb == COMMAND_EDIT && command->edit == COMMAND_EDIT_DELETE;

	return !carry_corrects(command) ? 2 : deletes ? 1 : 0;
}

/* Corrections before the decision, whatever their order; paragraphs from the last one, so
 * that each has the number that the mail shows. */
static gint
carry_earlier(gconstpointer a, gconstpointer b)
{
	const Command *x = *(const Command *const *)a, *y = *(const Command *const *)b;

	return carry_rank(x) != carry_rank(y) ? carry_rank(x) - carry_rank(y)
					      : y->paragraph - x->paragraph;
}

static bool
carry_item(const Carry *carry, const Commands *commands, GError **error)
{
	int64_t item = record_integer(carry->ask, "item");
	g_autoptr(GString) did = g_string_new(NULL);
	g_autoptr(GPtrArray) ordered = g_ptr_array_new();

	g_ptr_array_extend(ordered, commands->list, NULL, NULL);
	g_ptr_array_sort(ordered, carry_earlier);
	for (guint i = 0; i < ordered->len; i++) {
		Command command = *(const Command *)ordered->pdata[i];
		/* What this same answer made newer was seen. */
		int revision = i == 0 ? (int)record_integer(carry->ask, "revision") : 0;

		command.verb = carry_verb(carry->ask, &command);
		if (command.verb == COMMAND_UNDO)
			revision = 0;
		if (did->len)
			g_string_append(did, "；");
		if (!decide_command(carry->desk, carry->actor, item, revision, &command, NULL, did,
				    error))
			return false;
	}
	carry_done(carry->desk, carry->report, 0, item, did->str);
	return carry_edited(carry, commands, did->str, error);
}

/* ---- a list: piece by piece ---- */

typedef struct {
	Carry with;
	const Commands *commands;
	int numbers[CARRY_LINES];
	int64_t items[CARRY_LINES];
	int revisions[CARRY_LINES];
	DecideLines lines;
} List;

/* The place of a line by its number; false: the list has none such. */
static bool
carry_place(const List *list, int line, size_t *ret_place)
{
	for (size_t i = 0; i < list->lines.n_items; i++)
		if (list->numbers[i] == line) {
			*ret_place = i;
			return true;
		}
	return false;
}

/* What was given to a colleague since the list was sent is his to decide; whoever is asked
 * in his place (overdue, away) may. */
static bool
carry_still_his(const List *list, int64_t item, CommandVerb verb, GError **error)
{
	g_autoptr(json_t) row = NULL;
	const char *editor;
	bool asked;

	if (list->with.actor->role != ROLE_EDITOR || verb == COMMAND_UNDO)
		return true;
	if (!db_row(desk_db(list->with.desk), error, &row, "item_get", "i", item))
		return false;
	editor = record_string(row, "editor");
	if (!editor || address_equal(editor, record_string(list->with.ask, "person")))
		return true;
	if (!carry_is_asked(list->with.desk, record_string(list->with.ask, "person"), item, &asked,
			    error))
		return false;
	if (asked)
		return true;
	return errors_set(error, ERRORS_REFUSED, _("it was given to %s meanwhile"), editor);
}

static bool
carry_line(List *list, const Command *command, int64_t item, int revision, int line, GError **error)
{
	g_autoptr(GError) refused = NULL;
	g_autoptr(GString) did = g_string_new(NULL);
	Command one = *command;
	bool ok, asked;

	one.verb = carry_verb(list->with.ask, command);
	if (!desk_step_begin(list->with.desk, error))
		return false;
	ok = carry_still_his(list, item, one.verb, &refused) &&
	     decide_command(list->with.desk, list->with.actor, item,
			    one.verb == COMMAND_UNDO ? 0 : revision, &one, &list->lines, did,
			    &refused) &&
	     /* The list showed the old revision. */
	     (one.verb != COMMAND_EDIT ||
	      carry_ask_anew(&list->with, item, did->str, &asked, &refused));
	if (!desk_step_end(list->with.desk, ok, error))
		return false;
	if (ok) {
		carry_done(list->with.desk, list->with.report, line, item, did->str);
		return true;
	}
	if (refused->code == ERRORS_STORE) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	{
		g_autofree char *quote =
			line ? g_strdup_printf("第%d条 %s", line, command->word)
			     : g_strdup_printf("#%" PRId64 " %s", item, command->word);

		carry_refused(list->with.report, quote, refused->message);
	}
	return true;
}

/* 合并1、4: the earlier one leads. */
static bool
carry_merge(List *list, const Command *command, GError **error)
{
	Command one = *command;
	int64_t lead = INT64_MAX;
	size_t at;

	for (size_t i = 0; i < command->n_lines; i++)
		if (carry_place(list, command->lines[i], &at))
			lead = MIN(lead, list->items[at]);
	for (size_t i = 0; i < command->n_items; i++)
		lead = MIN(lead, command->items[i]);
	one.target_item = lead;
	for (size_t i = 0; i < command->n_lines; i++) {
		int line = command->lines[i];
		g_autofree char *quote = g_strdup_printf("第%d条", line);

		if (!carry_place(list, line, &at))
			carry_refused(list->with.report, quote, _("the list has no such line"));
		else if (list->items[at] != lead &&
			 !carry_line(list, &one, list->items[at], list->revisions[at], line, error))
			return false;
	}
	for (size_t i = 0; i < command->n_items; i++)
		if (command->items[i] != lead &&
		    !carry_line(list, &one, command->items[i], 0, 0, error))
			return false;
	return true;
}

static bool
carry_excepted(const Command *command, int line)
{
	for (size_t i = 0; i < command->n_except; i++)
		if (command->except[i] == line)
			return true;
	return false;
}

/* A number that the answer names and the list does not have: it may be another list's, and
 * what 其余 and 全部 mean is not sure. 0: none. */
static int
carry_strange(const List *list, const Command *command)
{
	const Commands *commands = list->commands;
	size_t at;

	for (guint i = 0; i < commands->list->len; i++) {
		const Command *one = commands->list->pdata[i];

		for (size_t k = 0; k < one->n_lines; k++)
			if (!carry_place(list, one->lines[k], &at))
				return one->lines[k];
	}
	/* 除6; of an answer that was not understood whole these may be any number in it. */
	for (size_t k = 0;
	     command->all && commands->pieces_refused->len == 0 && k < command->n_except; k++)
		if (!carry_place(list, command->except[k], &at))
			return command->except[k];
	return 0;
}

/* 全部, 其余 */
static bool
carry_quantity(List *list, const Command *command, GError **error)
{
	int strange = carry_strange(list, command);

	if (strange) {
		g_autofree char *quote =
			g_strdup_printf("%s%s", command->all ? "全部" : "其余", command->word);
		g_autofree char *why = g_strdup_printf(
			_("the list has no line %d: it is not sure what this covers"), strange);

		carry_refused(list->with.report, quote, why);
		return true;
	}
	for (size_t i = 0; i < list->lines.n_items; i++)
		if (!carry_excepted(command, list->numbers[i]) &&
		    !carry_line(list, command, list->items[i], list->revisions[i], list->numbers[i],
				error))
			return false;
	return true;
}

static bool
carry_piece(List *list, const Command *command, GError **error)
{
	size_t at;

	if (command->verb == COMMAND_MERGE && !command->target && !command->target_item &&
	    command->n_lines + command->n_items > 1)
		return carry_merge(list, command, error);
	for (size_t i = 0; i < command->n_lines; i++) {
		int line = command->lines[i];
		g_autofree char *quote = g_strdup_printf("第%d条", line);

		if (!carry_place(list, line, &at))
			carry_refused(list->with.report, quote, _("the list has no such line"));
		else if (!carry_line(list, command, list->items[at], list->revisions[at], line,
				     error))
			return false;
	}
	for (size_t i = 0; i < command->n_items; i++)
		/* Of a merge the last is what it goes into. */
		if (!(command->verb == COMMAND_MERGE &&
		      command->items[i] == command->target_item) &&
		    !carry_line(list, command, command->items[i], 0, 0, error))
			return false;
	return (!command->all && !command->others) || carry_quantity(list, command, error);
}

static void
carry_read_lines(List *list)
{
	g_autoptr(json_t) params = desk_json(list->with.ask, "params");
	size_t i;
	json_t *line;

	json_array_foreach (json_object_get(params, "lines"), i, line) {
		if (i >= CARRY_LINES)
			break;
		list->numbers[i] = (int)record_integer(line, "n");
		list->items[i] = record_integer(line, "item");
		list->revisions[i] = (int)record_integer(line, "revision");
		list->lines.n_items = i + 1;
	}
	list->lines.numbers = list->numbers;
	list->lines.items = list->items;
	list->lines.revisions = list->revisions;
}

/* Merges last: `1、3通过，4并入1` must find 1 where its decision put it. */
static bool
carry_pieces(List *list, const Commands *commands, GError **error)
{
	for (guint i = 0; i < commands->list->len; i++)
		if (!carry_piece(list, commands->list->pdata[i], error))
			return false;
	for (guint i = 0; commands->pieces_refused && i < commands->pieces_refused->len; i++) {
		const CommandRefusal *refusal = commands->pieces_refused->pdata[i];

		carry_refused(list->with.report, refusal->text, refusal->why);
	}
	return true;
}

bool
carry_out(Desk *desk, const Actor *actor, const json_t *ask, const Commands *commands,
	  json_t **ret_report, GError **error)
{
	g_autoptr(json_t) report = json_pack("{s:[], s:[]}", "done", "refused");
	List list = { .with = { desk, actor, ask, report }, .commands = commands };
	bool ok;

	if (carry_is(ask, "sign")) {
		ok = bulletin_answer(desk, actor, ask, commands, report, error);
	} else if (carry_is(ask, "list")) {
		carry_read_lines(&list);
		ok = carry_pieces(&list, commands, error);
	} else {
		ok = carry_item(&list.with, commands, error);
	}
	if (ok)
		*ret_report = g_steal_pointer(&report);
	return ok;
}

bool
carry_list(Desk *desk, const char *address, size_t *ret_n, GError **error)
{
	const Person *person = roster_at(desk->office->roster, address, desk->now_us);
	g_autoptr(json_t) rows = NULL;
	MailAsk ask = { .kind = "list" };
	MailOrder order = { .template_name = "list", .purpose = "ask" };
	json_t *lines;

	if (!person || person->role == ROLE_CONTRIBUTOR)
		return errors_set(error, ERRORS_REFUSED,
				  _("%s is nobody on this desk (people.csv)"), address);
	rows = db_rows(desk_db(desk), error, "item_open_of", "t", person->address);
	if (!rows)
		return false;
	*ret_n = MIN(json_array_size(rows), CARRY_LINES);
	if (*ret_n == 0)
		return true;
	lines = listing_lines(desk, person->address, rows, CARRY_LINES, error);
	if (!lines)
		return false;
	ask.person = person->address;
	ask.params = json_pack("{s:o}", "lines", lines);
	return mail_ask(desk, &ask, &order, NULL, error);
}
