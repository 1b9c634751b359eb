/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leave — 请假 11-20至11-24 NAME代 and 销假
 */
#include "pipeline/desk/leave.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "mail/commands.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/leave_words.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/query.h"
#include "pipeline/desk/rights.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const Person *person; /* whose leave it is */
	const char *evidence;
} Leave;

/* ---- days ---- */

static int64_t
leave_midnight(const Office *office, const GDate *day)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(office->zone);
	g_autoptr(GDateTime) moment =
		g_date_time_new(zone, g_date_get_year(day), (gint)g_date_get_month(day),
				g_date_get_day(day), 0, 0, 0);

	return g_date_time_to_unix(moment) * CLOCK_SECOND_US;
}

static void
leave_today(const Desk *desk, GDate *ret_day)
{
	g_autofree char *local = desk_local(desk, desk->now_us);

	local[strlen("2026-11-29")] = '\0';
	g_date_clear(ret_day, 1);
	g_date_set_parse(ret_day, local);
}

/* ---- who stands in ---- */

/* The one of the words, else the one of people.csv. */
static const Person *
leave_choose(const Leave *leave, const char *name, GError **error)
{
	const Roster *roster = leave->desk->office->roster;
	const char *standing = leave->person->deputy;
	const Person *deputy = *name	  ? roster_by_name(roster, name, leave->desk->now_us)
			       : standing ? roster_at(roster, standing, leave->desk->now_us)
					  : NULL;

	if (away_may_stand_in(leave->person, deputy))
		return deputy;
	if (!*name)
		errors_set(error, ERRORS_REFUSED, "%s",
			   _("who stands in? write it: 请假 11-20至11-24 张三代"));
	else
		errors_set(error, ERRORS_REFUSED,
			   _("%s is nobody on this desk (people.csv) who could stand in"), name);
	return NULL;
}

/* ---- mails ---- */

static bool
leave_mail(const Leave *leave, const char *to, json_t *params, GError **error)
{
	MailOrder order = { .template_name = "leave",
			    .purpose = "notice",
			    .to = to,
			    .cause = leave->letter->letter,
			    .params = params };

	return mail_due(leave->desk, &order, error);
}

/* Both are told: it may have been somebody else who wrote. */
static bool
leave_tell(const Leave *leave, const Person *deputy, const char *event, int64_t from_us,
	   int64_t until_us, GError **error)
{
	g_autofree char *from = away_day(leave->desk->office, from_us);
	g_autofree char *until = away_day(leave->desk->office, until_us - 1);
	const char *named = deputy ? away_name(deputy) : NULL;

	if (!leave_mail(leave, leave->person->address,
			json_pack("{s:b, s:s, s:s, s:s?, s:s}", event, true, "who",
				  away_name(leave->person), "deputy", named, "from", from, "until",
				  until),
			error))
		return false;
	return !deputy || leave_mail(leave, deputy->address,
				     json_pack("{s:b, s:s, s:s, s:s, s:b}", event, true, "who",
					       away_name(leave->person), "from", from, "until",
					       until, "stands_in", true),
				     error);
}

static bool
leave_unclear(const Leave *leave, const char *words, const char *why, GError **error)
{
	g_autofree char *when = desk_local(leave->desk, leave->letter->received_us);
	MailOrder order = { .template_name = "unclear",
			    .purpose = "notice",
			    .to = leave->person->address,
			    .cause = leave->letter->letter };
	bool lately;

	if (!mail_within_hour(leave->desk, "unclear", order.to, &lately, error))
		return false;
	if (lately)
		return true;
	order.params =
		json_pack("{s:s, s:s, s:s}", "quote", words, "reason", why, "when", when + 11);
	return mail_due(leave->desk, &order, error);
}

/* ---- the words ---- */

static bool
leave_begin(const Leave *leave, const char *words, GError **error)
{
	Desk *desk = leave->desk;
	g_auto(LeaveWords) read = { 0 };
	g_autoptr(json_t) taken = NULL;
	const Person *deputy;
	GDate today, after;
	int64_t id, from_us, until_us;

	leave_today(desk, &today);
	if (!leave_words_read(words ? words : "", &today, &read, error) ||
	    !(deputy = leave_choose(leave, read.name, error)))
		return false;
	after = read.until;
	g_date_add_days(&after, 1);
	from_us = leave_midnight(desk->office, &read.from);
	until_us = leave_midnight(desk->office, &after);
	if (!away_row(desk, deputy->person, MAX(from_us, desk->now_us), &taken, error))
		return false;
	if (taken)
		return errors_set(error, ERRORS_REFUSED, _("%s is away himself then"),
				  away_name(deputy));
	return desk_next_id(desk, "leave_next_id", &id, error) &&
	       desk_event(desk, "leave.begun",
			  json_pack("{s:I, s:s, s:s, s:s, s:I, s:I, s:s, s:s?}", "leave",
				    (json_int_t)id, "person", leave->person->person, "address",
				    leave->person->address, "deputy", deputy->address, "from_us",
				    (json_int_t)from_us, "until_us", (json_int_t)until_us, "who",
				    leave->person->address, "evidence", leave->evidence),
			  leave->letter->letter, NULL, error) &&
	       leave_tell(leave, deputy, "begun", from_us, until_us, error) &&
	       away_hand_over(desk, error);
}

/* 销假: all that lasts or is still to come. */
static bool
leave_end(const Leave *leave, GError **error)
{
	Desk *desk = leave->desk;
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "leave_of", "ti",
					 leave->person->person, desk->now_us);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	if (json_array_size(rows) == 0)
		return errors_set(error, ERRORS_REFUSED, "%s", _("no leave of yours is noted"));
	json_array_foreach (rows, i, row) {
		const Person *deputy =
			roster_at(desk->office->roster, record_string(row, "deputy"), desk->now_us);

		if (!desk_event(desk, "leave.ended",
				json_pack("{s:O, s:s, s:s?}", "leave", json_object_get(row, "id"),
					  "who", leave->person->address, "evidence",
					  leave->evidence),
				leave->letter->letter, NULL, error) ||
		    !leave_tell(leave, deputy, "ended", record_integer(row, "from_us"),
				record_integer(row, "until_us"), error))
			return false;
	}
	return true;
}

/* The one command of 请假 or 销假 that the words are; NULL: something else. Yours. */
static Commands *
leave_read(const char *words, const Person *person)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN, .sender_name = person->name };
	g_autoptr(Commands) commands = commands_read(words, &context);
	const Command *command = commands->list->len == 1 ? commands->list->pdata[0] : NULL;

	return command && command->verb == COMMAND_LEAVE && !commands->not_understood
		       ? g_steal_pointer(&commands)
		       : NULL;
}

static bool
leave_carry(const Leave *leave, const char *words, GError **error)
{
	g_autoptr(Commands) commands = leave_read(words, leave->person);
	const Command *command = commands ? commands->list->pdata[0] : NULL;
	g_autoptr(GError) refused = NULL;
	bool ok;

	if (!command)
		return true;
	if (!desk_step_begin(leave->desk, error))
		return false;
	ok = strcmp(command->word, "销假") == 0 ? leave_end(leave, &refused)
						: leave_begin(leave, command->rest, &refused);
	if (!desk_step_end(leave->desk, ok, error))
		return false;
	if (ok)
		return true;
	if (refused->code != ERRORS_REFUSED) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	return leave_unclear(leave, words, refused->message, error);
}

static bool
leave_confirm(const Leave *leave, const char *words, GError **error)
{
	MailAsk ask = { .kind = "confirm", .person = leave->person->address };
	MailOrder order = { .template_name = "confirm",
			    .purpose = "ask",
			    .cause = leave->letter->letter };

	ask.params = json_pack("{s:s, s:b, s:I}", "words", words, "leave", true, "letter",
			       (json_int_t)leave->letter->letter);
	order.params = json_pack("{s:s}", "quote", words);
	return mail_ask(leave->desk, &ask, &order, NULL, error);
}

bool
leave_confirmed(Desk *desk, const JudgeLetter *letter, const char *words, GError **error)
{
	Leave leave = { desk, letter, letter->person, "confirmed" };

	return judge_done(desk, letter, "query", "请假", NULL, error) &&
	       leave_carry(&leave, words ? words : "", error);
}

bool
leave_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	const char *words = query_words(letter);
	g_autoptr(Commands) commands = leave_read(words, letter->person);
	Leave leave = { desk, letter, letter->person, record_string(letter->reading, "evidence") };
	Proof proof = judge_proven(desk, letter) ? PROOF_BORDER : PROOF_NONE;

	*ret_taken = commands != NULL;
	if (!commands)
		return true;
	if (record_bool(letter->reading, "evidence_failed") ||
	    !record_bool(letter->reading, "sender_clean"))
		return judge_refuse(desk, letter, "the sender's address failed the check", error) &&
		       judge_done(desk, letter, "query", "failed-evidence", NULL, error);
	switch (rights_of(letter->person->role, proof, COMMAND_LEAVE)) {
	case RIGHT_NO:
		return judge_done(desk, letter, "query", "请假", NULL, error) &&
		       leave_unclear(&leave, words, _("only who decides at this desk has a deputy"),
				     error);
	case RIGHT_CONFIRM:
		return judge_done(desk, letter, "query", "to-be-confirmed", NULL, error) &&
		       leave_confirm(&leave, words, error);
	case RIGHT_YES:
		break;
	}
	return judge_done(desk, letter, "query", "请假", NULL, error) &&
	       leave_carry(&leave, words, error);
}
