/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * trust — the weaker proof that an office chose deliberately: an ask's token
 */
#include "pipeline/desk/trust.h"

#include "base/clock.h"
#include "base/text/address.h"
#include "pipeline/desk/mail.h"

#include <string.h>

#define TRUST_DAY_US (INT64_C(24) * 3600 * CLOCK_SECOND_US)

bool
trust_token_chosen(Store *store, const Office *office, bool *ret_chosen, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!g_strv_contains((const char *const *)office->replies, TRUST_TOKEN)) {
		*ret_chosen = false;
		return true;
	}
	if (!db_row(store_db(store), error, &row, "meta_get", "t", "trust " TRUST_TOKEN))
		return false;
	*ret_chosen = row != NULL;
	return true;
}

/* To our box and to nobody else: nobody else has read the code in it. */
static bool
trust_to_us_alone(const Desk *desk, const json_t *reading)
{
	const json_t *to = record_member(reading, "to");

	return json_array_size(to) == 1 && json_array_size(record_member(reading, "cc")) == 0 &&
	       address_equal(json_string_value(json_array_get(to, 0)), desk->office->mailbox);
}

static bool
trust_below_cap(Desk *desk, const char *who, bool *ret_below, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "history_by_evidence", "tti", who, TRUST_TOKEN,
		    desk->now_us - TRUST_DAY_US))
		return false;
	*ret_below = record_integer(row, "n") < desk->office->token.daily_cap;
	return true;
}

bool
trust_by_token(Desk *desk, const JudgeLetter *letter, const json_t *ask, bool *ret_proven,
	       GError **error)
{
	int64_t window_us = desk->office->token.window_s * CLOCK_SECOND_US;

	*ret_proven = false;
	if (!record_member(ask, "issued_us") ||
	    letter->received_us > record_integer(ask, "issued_us") + window_us ||
	    !address_equal(letter->from, record_string(ask, "person")) ||
	    !trust_to_us_alone(desk, letter->reading))
		return true;
	if (!trust_token_chosen(desk->store, desk->office, ret_proven, error))
		return false;
	return !*ret_proven ||
	       trust_below_cap(desk, record_string(ask, "person"), ret_proven, error);
}

Right
trust_right(const Office *office, Role role, Proof proof, CommandVerb verb)
{
	Right right = rights_of(role, proof, verb);
	/* An office that confirms every seal confirms a deputy's too. */
	const char *word = command_word(verb == COMMAND_SEAL_FOR ? COMMAND_SEAL : verb);

	if (right != RIGHT_YES || proof == PROOF_CONFIRMED || proof == PROOF_COMMAND)
		return right;
	if (g_strv_contains((const char *const *)office->token.always, word))
		return RIGHT_CONFIRM;
	return proof == PROOF_TOKEN &&
			       !g_strv_contains((const char *const *)office->token.verbs, word)
		       ? RIGHT_CONFIRM
		       : RIGHT_YES;
}

bool
trust_leaked(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error)
{
	int64_t mailing = record_integer(ask, "mailing");
	g_autoptr(json_t) row = NULL;
	MailOrder order = { .cause = letter->letter };
	bool chosen;

	if (!trust_token_chosen(desk->store, desk->office, &chosen, error))
		return false;
	if (!chosen || !mailing || strcmp(record_string(ask, "state"), "open") != 0)
		return true;
	if (!db_row(desk_db(desk), error, &row, "mailing_get", "i", mailing) ||
	    !db_run(desk_db(desk), error, "token_delete", "i", mailing))
		return false;
	if (!row || strcmp(record_string(row, "purpose"), "ask") != 0)
		return true;
	order.template_name = record_string(row, "template");
	order.purpose = "ask";
	order.to = record_string(row, "recipient");
	order.item = record_integer(row, "item");
	order.issue = record_integer(row, "issue");
	order.ask = record_integer(ask, "id");
	order.params = desk_json(row, "params");
	return mail_due(desk, &order, error);
}

bool
trust_tell(Desk *desk, const JudgeLetter *letter, const json_t *ask, const json_t *report,
	   GError **error)
{
	for (char **to = desk->office->token.notice; *to; to++) {
		MailOrder order = { .template_name = "acted",
				    .purpose = "notice",
				    .to = *to,
				    .item = record_integer(ask, "item"),
				    .cause = letter->letter };
		g_autofree char *when = desk_local(desk, letter->received_us);

		order.params = json_copy((json_t *)report);
		record_set_string(order.params, "who",
				  letter->person->name && *letter->person->name
					  ? letter->person->name
					  : letter->person->address);
		record_set_string(order.params, "when", when);
		if (!mail_due(desk, &order, error))
			return false;
	}
	return true;
}

int64_t
trust_printable_us(const Office *office, const json_t *row)
{
	int64_t decided_us = record_integer(row, "decided_us");

	if (g_strcmp0(record_string(row, "evidence"), TRUST_TOKEN) != 0)
		return decided_us;
	return decided_us + office->token.hold_s * CLOCK_SECOND_US;
}
