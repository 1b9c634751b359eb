/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * approve — 通过: the next step of the sign-off, or the next draft of a journal
 */
#include "pipeline/desk/approve.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/sequel.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const Actor *actor;
	const json_t *item;
	const Command *command;
	GString *did;
	const char *why; /* what it is approved as, where that needs saying; or NULL */
} Approval;

/* The writer of a report may not decide that it is printed, under whichever of his
 * addresses: four eyes. */
static bool
approve_own(const Approval *approval)
{
	const Roster *roster = approval->desk->office->roster;
	const char *sender = record_string(approval->item, "sender");
	const char *writer = record_string(approval->item, "person");
	const Person *actor = roster_at(roster, approval->actor->address, approval->desk->now_us);
	const Person *from =
		roster_at(roster, sender, record_integer(approval->item, "received_us"));

	if (address_equal(sender, approval->actor->address))
		return true;
	return actor && (g_strcmp0(writer, actor->person) == 0 ||
			 (from && strcmp(from->person, actor->person) == 0));
}

static const char *
approve_next_step(const Approval *approval)
{
	const char *step = record_string(approval->item, "step");
	char **steps = approval->desk->office->sign_off;

	for (; *steps; steps++)
		if (g_strcmp0(*steps, step) == 0)
			return steps[1];
	return NULL;
}

static const Journal *
approve_journal(const Approval *approval, GError **error)
{
	const Office *office = approval->desk->office;
	const char *step = record_string(approval->item, "step");
	const char *named = approval->command->journal;
	const Journal *journal;

	/* What was named at an earlier step holds until another is named. */
	if (!named && step && strcmp(step, office->sign_off[0]) != 0)
		named = record_string(approval->item, "journal");
	journal = named ? office_journal(office, named)
			: office_journal_for_kind(office, record_string(approval->item, "kind"));
	if (!journal)
		errors_set(error, ERRORS_REFUSED, "%s",
			   named ? _("there is no journal of that name")
				 : _("no journal takes this kind"));
	return journal;
}

/* A later step is for that role (or the operator) alone: no step can be skipped. */
static bool
approve_step_is_his(const Approval *approval)
{
	const char *step = record_string(approval->item, "step");
	Role role;

	return !step || !role_from_word(step, &role) || role == ROLE_EDITOR ||
	       approval->actor->role == role || approval->actor->role == ROLE_OPERATOR;
}

/* Through the last step: it waits for the next draft. */
static bool
approve_finally(const Approval *approval, const Journal *journal, json_t *more, GError **error)
{
	Desk *desk = approval->desk;

	g_string_append_printf(approval->did, "通过，编入下一期《%s》", journal->name);
	if (!decide_move(desk, approval->actor, approval->item, "approved", "approve",
			 approval->why, more, error))
		return false;
	return !journal->schedule.at_once ||
	       bulletin_draft(desk, journal, approval->actor->letter, NULL, error);
}

bool
approve_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
	     GString *did, GError **error)
{
	Approval approval = {
		.desk = desk, .actor = actor, .item = item, .command = command, .did = did
	};
	g_autofree char *why = NULL;
	const char *next = approve_next_step(&approval);
	const Journal *journal = approve_journal(&approval, error);
	int64_t id = record_integer(item, "id");
	json_t *more;

	if (!journal)
		return false;
	if (approve_own(&approval))
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("nobody may approve a report of his own"));
	if (!approve_step_is_his(&approval))
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("it waits for the sign-off of another person"));
	if (!sequel_dress(desk, actor, item, &why, did, error) ||
	    !mail_close_item(desk, id, "answered", actor->address, actor->letter, error))
		return false;
	approval.why = why;
	more = json_pack("{s:s}", "journal", journal->name);
	if (!next)
		return approve_finally(&approval, journal, more, error);
	record_set_string(more, "step", next);
	g_string_append_printf(did, "通过，转下一环节（%s）",
			       strcmp(next, "chief") == 0 ? "科长" : next);
	return decide_move(desk, actor, item, "waiting", "approve", why, more, error) &&
	       report_ask(desk, id, actor->letter, error);
}
