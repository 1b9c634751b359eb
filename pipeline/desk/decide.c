/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decide — what a decision does to an item
 */
#include "pipeline/desk/decide.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/apart.h"
#include "pipeline/desk/approve.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/consult.h"
#include "pipeline/desk/correct.h"
#include "pipeline/desk/edit.h"
#include "pipeline/desk/indexing.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/merge.h"
#include "pipeline/desk/outcome.h"
#include "pipeline/desk/parked.h"
#include "pipeline/desk/register.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/sequel.h"
#include "pipeline/desk/settle.h"
#include "pipeline/desk/unseal.h"
#include "pipeline/desk/wording.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const Actor *actor;
	const Command *command;
	const DecideLines *lines;
	int64_t id;
	json_t *item;
	GString *did;
} Decision;

static bool
decide_refuse(GError **error, const char *why)
{
	return errors_set(error, ERRORS_REFUSED, "%s", why);
}

static const char *
decide_state(const Decision *decision)
{
	return record_string(decision->item, "state");
}

static bool
decide_reload(Decision *decision, GError **error)
{
	g_clear_pointer(&decision->item, json_decref);
	if (!db_row(desk_db(decision->desk), error, &decision->item, "item_get", "i", decision->id))
		return false;
	return decision->item || decide_refuse(error, _("there is no such item"));
}

/* Columns that a move keeps unless it says otherwise. */
static void
decide_keep(json_t *params, const json_t *item, const char *name)
{
	if (!json_object_get(params, name) && record_member(item, name))
		json_object_set(params, name, json_object_get(item, name));
}

/* Whoever is asked about an item that comes back has the time of a new one. */
static void
decide_due(const Desk *desk, json_t *params, const json_t *item, const char *to)
{
	const Office *office = desk->office;
	bool urgent = record_integer(item, "urgent") != 0;

	if (strcmp(to, "waiting") != 0 || strcmp(record_string(item, "state"), "waiting") == 0)
		return;
	record_set_integer(
		params, "due_us",
		office_due(office, urgent ? office->urgent : office->deadline, desk->now_us));
}

bool
decide_move(Desk *desk, const Actor *actor, const json_t *item, const char *to, const char *verb,
	    const char *why, json_t *more, GError **error)
{
	json_t *params = more ? more : json_object();

	json_object_set(params, "item", json_object_get(item, "id"));
	record_set_string(params, "from", record_string(item, "state"));
	record_set_string(params, "to", to);
	record_set_string(params, "verb", verb);
	record_set_string(params, "who", actor->address);
	record_set_string(params, "evidence", actor->evidence);
	record_set_string(params, "why", why);
	decide_keep(params, item, "step");
	decide_due(desk, params, item, to);
	if (!json_object_get(params, "decided_by")) {
		record_set_string(params, "decided_by", actor->address);
		record_set_integer(params, "decided_us", desk->now_us);
	}
	if (!desk_event(desk, "item.moved", params, actor->letter, NULL, error))
		return false;
	/* What was held may be found now, or never. */
	return strcmp(record_string(item, "state"), "held") != 0 ||
	       indexing_decided(desk, record_integer(item, "id"), error);
}

/* A decision from consulting, verifying or parked passes through waiting. */
static bool
decide_to_waiting(Decision *decision, GError **error)
{
	const char *state = decide_state(decision);

	if (strcmp(state, "consulting") != 0 && strcmp(state, "verifying") != 0 &&
	    strcmp(state, "parked") != 0)
		return true;
	return decide_move(decision->desk, decision->actor, decision->item, "waiting", "resume",
			   NULL, NULL, error) &&
	       decide_reload(decision, error);
}

/* ---- each verb ---- */

static bool
decide_approve(Decision *decision, GError **error)
{
	return approve_item(decision->desk, decision->actor, decision->item, decision->command,
			    decision->did, error);
}

/* The reason in words; 因3 is the third of the office's standard reasons. *ret_why NULL:
 * none was given. */
static bool
decide_reason(const Decision *decision, char **ret_why, GError **error)
{
	const Command *command = decision->command;
	char **reasons = decision->desk->office->reasons;
	int n_reasons = reasons ? (int)g_strv_length(reasons) : 0;
	g_autoptr(GString) why = g_string_new(NULL);

	for (size_t i = 0; i < command->n_reasons; i++) {
		int number = command->reasons[i];

		if (number < 1 || number > n_reasons)
			return errors_set(
				error, ERRORS_REFUSED,
				_("there is no standard reason %d; they are 1 to %d (reasons.txt)"),
				number, n_reasons);
		g_string_append_printf(why, "%s%s", i > 0 ? "；" : "", reasons[number - 1]);
	}
	if (command->n_reasons > 0 && command->note)
		g_string_append_printf(why, "。%s", command->note);
	*ret_why = command->n_reasons > 0 ? g_string_free(g_steal_pointer(&why), FALSE)
					  : g_strdup(command->rest);
	return true;
}

static bool
decide_end(Decision *decision, const char *to, const char *verb, const char *outcome,
	   const char *word, GError **error)
{
	Desk *desk = decision->desk;
	g_autofree char *why = NULL;

	if (!decide_reason(decision, &why, error))
		return false;
	g_string_append_printf(decision->did, "%s%s%s", word, why ? "：" : "", why ? why : "");
	return mail_close_item(desk, decision->id, "answered", decision->actor->address,
			       decision->actor->letter, error) &&
	       decide_move(desk, decision->actor, decision->item, to, verb, why, NULL, error) &&
	       outcome_tell(desk, decision->id, outcome, why, decision->actor->letter, error);
}

static bool
decide_file(Decision *decision, GError **error)
{
	return decide_end(decision, "filed", "file", "filed", "备查", error);
}

static bool
decide_return(Decision *decision, GError **error)
{
	return decide_end(decision, "returned", "return", "returned", "退回", error);
}

static bool
decide_verify(Decision *decision, GError **error)
{
	g_autofree char *what = NULL;

	if (!decide_reason(decision, &what, error))
		return false;
	g_string_append_printf(decision->did, "请作者核实补充%s%s", what ? "：" : "",
			       what ? what : "");
	return decide_move(decision->desk, decision->actor, decision->item, "verifying", "verify",
			   what, NULL, error) &&
	       outcome_tell(decision->desk, decision->id, "verifying", what,
			    decision->actor->letter, error);
}

static bool
decide_park(Decision *decision, GError **error)
{
	const char *words = decision->command->rest;
	json_t *more = json_object();
	int64_t until_us;

	if (!parked_until(decision->desk, words, &until_us, error)) {
		json_decref(more);
		return false;
	}
	if (until_us)
		record_set_integer(more, "parked_until_us", until_us);
	g_string_append_printf(decision->did, "暂缓%s%s", words ? "：" : "", words ? words : "");
	return decide_move(decision->desk, decision->actor, decision->item, "parked", "park", words,
			   more, error);
}

static bool
decide_assign(Decision *decision, GError **error)
{
	Desk *desk = decision->desk;
	const char *name = decision->command->rest;
	const Person *person = name ? roster_by_name(desk->office->roster, name, desk->now_us)
				    : mail_first(desk, ROLE_CHIEF, ROLE_CHIEF);

	if (!person || person->role == ROLE_CONTRIBUTOR)
		return errors_set(error, ERRORS_REFUSED,
				  _("%s is nobody on this desk (people.csv)"), name ? name : "");
	g_string_append_printf(decision->did, "转%s办理", person->name);
	return mail_close_item(desk, decision->id, "void", decision->actor->address,
			       decision->actor->letter, error) &&
	       decide_move(desk, decision->actor, decision->item, "waiting", "assign", name,
			   json_pack("{s:s}", "editor", person->address), error) &&
	       report_ask(desk, decision->id, decision->actor->letter, error);
}

/* The item of a line of the mail; 0: there is none. */
static int64_t
decide_line(const Decision *decision, int line)
{
	const DecideLines *lines = decision->lines;

	for (size_t i = 0; lines && i < lines->n_items; i++)
		if (lines->numbers[i] == line)
			return lines->items[i];
	return 0;
}

/* Into what is printed: its 续报. prefer: of 以1为准, else 0. */
static bool
decide_sequel(Decision *decision, const json_t *printed, int64_t prefer, GError **error)
{
	if (prefer && prefer != decision->id)
		return decide_refuse(error, _("what is printed does not change, and a 续报 has "
					      "numbers of its own: leave 以…为准 out"));
	return sequel_into(decision->desk, decision->actor, decision->item, printed, decision->did,
			   error);
}

static bool
decide_merge(Decision *decision, GError **error)
{
	const Command *command = decision->command;
	int64_t target = command->target_item ? command->target_item
					      : decide_line(decision, command->target);
	int64_t prefer = decide_line(decision, command->prefer);
	g_autoptr(json_t) into = NULL;

	if (!target)
		return decide_refuse(error, _("into which item? say its line or its number: "
					      "4并入1, 并入#812"));
	if (!merge_target(decision->desk, decision->item, target, &into, error))
		return false;
	if (strcmp(record_string(into, "state"), "issued") == 0)
		return decide_sequel(decision, into, prefer, error);
	if (!merge_into(decision->desk, decision->actor, decision->item, into, decision->did,
			error))
		return false;
	return prefer != decision->id || settle_numbers(decision->desk, decision->actor, target,
							decision->item, decision->did, error);
}

static bool
decide_release(Decision *decision, GError **error)
{
	g_autoptr(json_t) facts = desk_json(decision->item, "facts");
	bool marked = g_strcmp0(record_string(decision->item, "reason"), "secret-mark") == 0;

	if (strcmp(decide_state(decision), "held") != 0)
		return decide_refuse(error, _("it is not held"));
	if (record_bool(facts, "tier1")) {
		if (decision->actor->proof != PROOF_COMMAND || !decision->command->rest)
			return decide_refuse(
				error, _("it bears a mark of tier 1: only the operator releases "
					 "it, by command and with a reason"));
		if (!unseal_item(decision->desk, decision->actor, decision->item, error))
			return false;
	}
	g_string_append(decision->did, "放行");
	return mail_close_item(decision->desk, decision->id, "answered", decision->actor->address,
			       decision->actor->letter, error) &&
	       decide_move(decision->desk, decision->actor, decision->item, "waiting", "release",
			   decision->command->rest, NULL, error) &&
	       report_ask(decision->desk, decision->id, decision->actor->letter, error) &&
	       (!marked || !record_string(decision->item, "person") ||
		report_receipt_late(decision->desk, decision->item, false, error));
}

static bool
decide_undo(Decision *decision, GError **error)
{
	Desk *desk = decision->desk;
	const char *state = decide_state(decision);
	const char *by = record_string(decision->item, "decided_by");
	bool merged = strcmp(state, "merged") == 0, split;

	if (strcmp(state, "issued") == 0)
		return decide_refuse(error, _("it is sealed and printed; an erratum is the way"));
	if (!apart_is_last(desk, decision->item, &split, error))
		return false;
	if (split)
		return apart_undo(desk, decision->actor, decision->item, decision->did, error);
	if (strcmp(state, "approved") != 0 && strcmp(state, "filed") != 0 &&
	    strcmp(state, "returned") != 0 && !merged)
		return decide_refuse(error, _("there is no decision to undo"));
	if ((decision->actor->role == ROLE_EDITOR || decision->actor->role == ROLE_DUTY) &&
	    !address_equal(by, decision->actor->address))
		return decide_refuse(error, _("only who decided, or the chief, may undo"));
	g_string_append(decision->did, "撤销，恢复待审");
	if (!bulletin_forget(desk, decision->id, decision->actor->letter, error) ||
	    !sequel_undo(desk, decision->actor, decision->item, decision->did, error))
		return false;
	if (merged && !merge_undo(desk, decision->actor, decision->item, error))
		return false;
	if (!merged && !decide_move(desk, decision->actor, decision->item, "waiting", "undo", NULL,
				    json_pack("{s:s}", "step", desk->office->sign_off[0]), error))
		return false;
	return report_ask(desk, decision->id, decision->actor->letter, error);
}

static bool
decide_split(Decision *decision, GError **error)
{
	return apart_split(decision->desk, decision->actor, decision->item, decision->did, error);
}

static bool
decide_correct(Decision *decision, GError **error)
{
	return correct_item(decision->desk, decision->actor, decision->item, decision->command,
			    decision->did, error);
}

/* A new revision; whoever answered is asked about it (carry), unless he approves at once. */
static bool
decide_edit(Decision *decision, GError **error)
{
	if (!edit_item(decision->desk, decision->actor, decision->item, decision->command,
		       decision->did, error) ||
	    !decide_reload(decision, error))
		return false;
	if (!decision->command->and_approve)
		return true;
	g_string_append(decision->did, "；");
	return decide_approve(decision, error);
}

static bool
decide_consult(Decision *decision, GError **error)
{
	return consult_ask(decision->desk, decision->actor, decision->item, decision->command,
			   decision->did, error);
}

static bool
decide_register(Decision *decision, GError **error)
{
	if (strcmp(decide_state(decision), "held") != 0 ||
	    g_strcmp0(record_string(decision->item, "reason"), "unknown-sender") != 0)
		return decide_refuse(error,
				     _("only the letter of an unknown sender is registered"));
	return mail_close_item(decision->desk, decision->id, "answered", decision->actor->address,
			       decision->actor->letter, error) &&
	       register_item(decision->desk, decision->actor, decision->item, decision->command,
			     decision->did, error);
}

/* ---- the table of verbs ---- */

static const struct {
	CommandVerb verb;
	bool (*function)(Decision *decision, GError **error);
	bool from_waiting; /* needs an item that waits (or may wait again) */
} verbs[] = {
	{ COMMAND_APPROVE, decide_approve, true },    { COMMAND_FILE, decide_file, true },
	{ COMMAND_RETURN, decide_return, true },      { COMMAND_VERIFY, decide_verify, true },
	{ COMMAND_PARK, decide_park, true },	      { COMMAND_ASSIGN, decide_assign, true },
	{ COMMAND_MERGE, decide_merge, true },	      { COMMAND_RELEASE, decide_release, false },
	{ COMMAND_UNDO, decide_undo, false },	      { COMMAND_TOPIC, decide_correct, false },
	{ COMMAND_KIND, decide_correct, false },      { COMMAND_URGENT, decide_correct, false },
	{ COMMAND_ROUTINE, decide_correct, false },   { COMMAND_EDIT, decide_edit, true },
	{ COMMAND_REGISTER, decide_register, false }, { COMMAND_CONSULT, decide_consult, true },
	{ COMMAND_SPLIT, decide_split, true },
};

static bool
decide_check(Decision *decision, int revision, bool from_waiting, GError **error)
{
	const char *state = decide_state(decision);
	const char *who = wording_who(decision->desk, record_string(decision->item, "decided_by"));
	bool held = strcmp(state, "held") == 0;
	CommandVerb verb = decision->command->verb;

	if (revision && revision != (int)record_integer(decision->item, "revision"))
		return decide_refuse(error, _("it has a newer revision than the one you answered"));
	if (!from_waiting)
		return true;
	if (held && (verb == COMMAND_RETURN || verb == COMMAND_FILE))
		return true;
	if (held)
		return decide_refuse(error, _("it is held; it must be released first (放行)"));
	if (!decide_to_waiting(decision, error))
		return false;
	if (strcmp(decide_state(decision), "waiting") != 0)
		return errors_set(error, ERRORS_REFUSED, _("it is no longer open: %s (%s)"),
				  wording_state(state), who ? who : "?");
	return true;
}

bool
decide_command(Desk *desk, const Actor *actor, int64_t id, int revision, const Command *command,
	       const DecideLines *lines, GString *did, GError **error)
{
	Decision decision = { .desk = desk,
			      .actor = actor,
			      .command = command,
			      .lines = lines,
			      .id = id,
			      .did = did };
	bool ok = false;

	if (rights_of(actor->role, actor->proof, command->verb) != RIGHT_YES)
		return decide_refuse(error, _("this role may not do that"));
	if (!decide_reload(&decision, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (verbs[i].verb == command->verb) {
			ok = decide_check(&decision, revision, verbs[i].from_waiting, error) &&
			     verbs[i].function(&decision, error);
			json_decref(decision.item);
			return ok;
		}
	json_decref(decision.item);
	return decide_refuse(error, _("this is not available yet"));
}
