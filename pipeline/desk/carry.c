/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * carry — the commands of one answer, carried out on what its ask was about
 */
#include "pipeline/desk/carry.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/apart.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/carry_pieces.h"
#include "pipeline/desk/listing.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"

#include <string.h>

static bool
carry_is(const json_t *ask, const char *kind)
{
	return g_strcmp0(record_string(ask, "kind"), kind) == 0;
}

/* The words that take it back, offered once: by line where a list was answered. */
static void
carry_offer_undo(Desk *desk, json_t *report, int line, const json_t *item)
{
	static const char *const decided[] = { "approved", "filed", "returned", "merged", NULL };
	g_autofree char *words = line ? g_strdup_printf("撤销%d", line) : g_strdup("撤销");
	bool split = false;

	if (record_member(report, "undo_words") || !apart_is_last(desk, item, &split, NULL))
		return;
	if (split || g_strv_contains(decided, record_string(item, "state")))
		record_set_string(report, "undo_words", words);
}

void
carry_done(Desk *desk, json_t *report, int line, int64_t item, const char *what)
{
	json_t *done = json_pack("{s:I, s:s}", "item", (json_int_t)item, "what", what);
	g_autoptr(json_t) row = NULL;

	if (line)
		record_set_integer(done, "n", line);
	if (db_row(desk_db(desk), NULL, &row, "item_get", "i", item) && row) {
		if (line)
			record_set_string(done, "title", record_string(row, "title"));
		carry_offer_undo(desk, report, line, row);
	}
	json_array_append_new(json_object_get(report, "done"), done);
}

void
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

bool
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

bool
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

bool
carry_out(Desk *desk, const Actor *actor, const json_t *ask, const Commands *commands,
	  json_t **ret_report, GError **error)
{
	g_autoptr(json_t) report = json_pack("{s:[], s:[]}", "done", "refused");
	const Carry carry = { desk, actor, ask, report };
	bool ok;

	if (carry_is(ask, "sign")) {
		ok = bulletin_answer(desk, actor, ask, commands, report, error);
	} else if (carry_is(ask, "list")) {
		ok = carry_pieces(&carry, commands, error);
	} else {
		ok = carry_item(&carry, commands, error);
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
