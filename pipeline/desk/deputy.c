/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * deputy — who signs in place of a signer who is away
 */
#include "pipeline/desk/deputy.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/mail.h"

#include <string.h>

/* Did he write a line of it, under whichever of his addresses? */
static bool
deputy_wrote(Desk *desk, int64_t issue, const Person *deputy, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) lines = db_rows(desk_db(desk), error, "line_list", "i", issue);
	size_t i;
	json_t *line;

	*ret_yes = false;
	if (!lines)
		return false;
	json_array_foreach (lines, i, line) {
		g_autoptr(json_t) item = NULL;
		const Person *sender;

		if (!db_row(desk_db(desk), error, &item, "item_get", "i",
			    record_integer(line, "item")))
			return false;
		sender = roster_at(desk->office->roster, record_string(item, "sender"),
				   record_integer(item, "received_us"));
		*ret_yes = *ret_yes ||
			   g_strcmp0(record_string(item, "person"), deputy->person) == 0 ||
			   address_equal(record_string(item, "sender"), deputy->address) ||
			   (sender && strcmp(sender->person, deputy->person) == 0);
	}
	return true;
}

/* *ret_may: his role may sign for another, and he wrote nothing of it. */
static bool
deputy_may(Desk *desk, int64_t issue, const Person *deputy, bool *ret_may, GError **error)
{
	bool wrote = false;

	*ret_may = false;
	if (rights_of(deputy->role, PROOF_BORDER, COMMAND_SEAL_FOR) != RIGHT_YES)
		return true;
	if (!deputy_wrote(desk, issue, deputy, &wrote, error))
		return false;
	*ret_may = !wrote;
	return true;
}

static bool
deputy_was_asked(Desk *desk, int64_t issue, const Person *person, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) asks = db_rows(desk_db(desk), error, "ask_open_of_issue", "i", issue);
	size_t i;
	json_t *ask;

	*ret_yes = false;
	json_array_foreach (asks, i, ask)
		*ret_yes =
			*ret_yes || (strcmp(record_string(ask, "kind"), "sign") == 0 &&
				     address_equal(record_string(ask, "person"), person->address));
	return asks != NULL;
}

/* signer: for whom, or NULL. */
static bool
deputy_mail(Desk *desk, const DeputyDraft *draft, const Person *person, const Person *signer,
	    bool vacation, GError **error)
{
	MailAsk ask = { .kind = "sign",
			.person = person->address,
			.issue = draft->issue,
			.edition = draft->edition };
	MailOrder order = { .template_name = "sign", .purpose = "ask", .cause = draft->cause };
	bool asked;

	if (!deputy_was_asked(desk, draft->issue, person, &asked, error))
		return false;
	if (asked)
		return true;
	if (signer) {
		ask.params = json_pack("{s:s, s:b}", "for", signer->address, "vacation", vacation);
		order.params = json_pack("{s:s}", "away", away_name(signer));
	}
	return mail_ask(desk, &ask, &order, NULL, error);
}

/* The deputy who is asked in his place; *ret_deputy NULL: he is asked himself. */
static bool
deputy_of(Desk *desk, int64_t issue, const Person *signer, const Person **ret_deputy,
	  GError **error)
{
	bool may = false;

	if (!away_deputy(desk, signer, ret_deputy, error) ||
	    (*ret_deputy && !deputy_may(desk, issue, *ret_deputy, &may, error)))
		return false;
	if (!may)
		*ret_deputy = NULL;
	return true;
}

/* Those who sign in their own name first: a deputy who is a signer himself needs no other. */
bool
deputy_ask(Desk *desk, const DeputyDraft *draft, const GPtrArray *signers, GError **error)
{
	for (int pass = 0; pass < 2; pass++)
		for (guint i = 0; i < signers->len; i++) {
			const Person *signer = signers->pdata[i], *deputy;

			if (!deputy_of(desk, draft->issue, signer, &deputy, error))
				return false;
			if ((deputy != NULL) == (pass == 1) &&
			    !deputy_mail(desk, draft, deputy ? deputy : signer,
					 deputy ? signer : NULL, false, error))
				return false;
		}
	return true;
}

bool
deputy_ask_also(Desk *desk, const json_t *ask, const Person *signer, const Person *deputy,
		bool vacation, GError **error)
{
	const DeputyDraft draft = { .issue = record_integer(ask, "issue"),
				    .edition = record_integer(ask, "edition") };
	bool may;

	/* What he was asked for another goes to no third. */
	if (deputy_signer(desk, ask))
		return true;
	if (!deputy_may(desk, draft.issue, deputy, &may, error))
		return false;
	return !may || deputy_mail(desk, &draft, deputy, signer, vacation, error);
}

const Person *
deputy_signer(const Desk *desk, const json_t *ask)
{
	g_autoptr(json_t) params = desk_json(ask, "params");
	const char *address = record_string(params, "for");

	return address && strcmp(record_string(ask, "kind"), "sign") == 0
		       ? roster_at(desk->office->roster, address, desk->now_us)
		       : NULL;
}

bool
deputy_check(Desk *desk, const Actor *actor, const json_t *ask, GError **error)
{
	g_autoptr(json_t) params = desk_json(ask, "params");
	const Person *signer = deputy_signer(desk, ask), *deputy = NULL;
	const Person *person = roster_at(desk->office->roster, actor->address, desk->now_us);

	if (!record_string(params, "for"))
		return true;
	if (!signer || !person)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("for whom this would be signed is no longer here"));
	if (record_bool(params, "vacation"))
		return true;
	if (!away_deputy(desk, signer, &deputy, error))
		return false;
	return (deputy && strcmp(deputy->person, person->person) == 0) ||
	       errors_set(error, ERRORS_REFUSED, _("%s is back and signs himself"),
			  away_name(signer));
}

bool
deputy_tell(Desk *desk, const Actor *actor, int64_t issue, GError **error)
{
	MailOrder order = { .template_name = "sealed",
			    .purpose = "notice",
			    .to = actor->stands_for->address,
			    .issue = issue,
			    .cause = actor->letter,
			    .params =
				    json_pack("{s:s, s:b}", "who", actor->name, "stood_in", true) };

	return mail_due(desk, &order, error);
}
