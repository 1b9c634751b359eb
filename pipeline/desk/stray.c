/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stray — words that decide, from somebody of the desk whom nothing was asked
 */
#include "pipeline/desk/stray.h"

#include "base/i18n.h"
#include "base/text/address.h"
#include "mail/commands.h"
#include "mail/reference.h"
#include "pipeline/desk/adoption.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/rights.h"

#include <string.h>

/* ---- whose it is ---- */

static const char *
stray_name(const Desk *desk, const char *address)
{
	const Person *person =
		address ? roster_at(desk->office->roster, address, desk->now_us) : NULL;

	return person ? away_name(person) : address;
}

/* Who is asked about the same item or draft, 科长丙、副科长丁; NULL: nobody any more. Yours. */
static char *
stray_asked(const Desk *desk, const json_t *asks, const char *kind)
{
	GString *names = g_string_new(NULL);
	size_t i;
	json_t *ask;

	json_array_foreach ((json_t *)asks, i, ask) {
		const char *name = stray_name(desk, record_string(ask, "person"));

		if (strcmp(record_string(ask, "kind"), kind) == 0 && name)
			g_string_append_printf(names, "%s%s", names->len ? "、" : "", name);
	}
	return names->len ? g_string_free(names, FALSE) : (g_string_free(names, TRUE), NULL);
}

/* What he may do about a draft: nothing, but those whom it was sent may. */
static char *
stray_draft(const char *asked, const char *me)
{
	return asked ? g_strdup_printf(
			       _("this draft was sent to %s to be signed, and you were not "
				 "asked to sign in anybody's place: let it be answered by "
				 "who was asked; who is away writes 请假 11-20至11-24 %s代"),
			       asked, me)
		     : g_strdup(_("this draft waits for nobody any more"));
}

static char *
stray_item(const json_t *item, const char *asked, const char *me)
{
	if (!asked)
		return g_strdup(_("this report waits for nobody any more"));
	if (strcmp(record_string(item, "state"), "held") == 0)
		return g_strdup_printf(_("this letter is held, and %s was asked to check it: he "
					 "alone answers that mail, also with 登记 or 放行"),
				       asked);
	return g_strdup_printf(_("%s was asked about this report, not you: he answers himself, or "
				 "hands it to you with 转 %s"),
			       asked, me);
}

/* What the writer is told about the item or the draft. *ret_why is yours. */
static bool
stray_why(Desk *desk, const JudgeLetter *letter, int64_t item, int64_t issue, char **ret_why,
	  GError **error)
{
	const char *me = away_name(letter->person);
	g_autoptr(json_t) asks =
		issue ? db_rows(desk_db(desk), error, "ask_open_of_issue", "i", issue)
		      : db_rows(desk_db(desk), error, "ask_open_of_item", "i", item);
	g_autoptr(json_t) row = NULL;
	g_autofree char *asked = NULL;

	if (!asks || (item && !db_row(desk_db(desk), error, &row, "item_get", "i", item)))
		return false;
	asked = stray_asked(desk, asks, issue ? "sign" : "review");
	*ret_why = issue ? stray_draft(asked, me) : row ? stray_item(row, asked, me) : NULL;
	return true;
}

/* ---- telling him ---- */

/* Nobody but who is proven hears it, once an hour. item: what the mail is about, or 0. */
static bool
stray_mail(Desk *desk, const JudgeLetter *letter, int64_t item, const char *why, GError **error)
{
	const char *words = record_string(letter->reading, "new_text");
	g_autofree char *when = desk_local(desk, letter->received_us);
	MailOrder order = { .template_name = "unclear",
			    .purpose = "notice",
			    .to = letter->person->address,
			    .item = item,
			    .cause = letter->letter };
	bool lately;

	if (!judge_proven(desk, letter))
		return true;
	if (!mail_within_hour(desk, "unclear", order.to, &lately, error))
		return false;
	if (lately)
		return true;
	order.params = json_pack("{s:s, s:s?, s:s, s:b}", "quote", words ? words : "", "reason",
				 why, "when", when + 11, "not_asked", true);
	return mail_due(desk, &order, error);
}

/* Who was asked hears that another address answered; nothing of what it says, which may be
 * anybody's. */
static bool
stray_warn(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error)
{
	const Person *asked =
		roster_at(desk->office->roster, record_string(ask, "person"), desk->now_us);
	g_autofree char *when = desk_local(desk, letter->received_us);
	MailOrder order = { .template_name = "other",
			    .purpose = "notice",
			    .to = asked ? asked->address : NULL,
			    .item = record_integer(ask, "item"),
			    .issue = record_integer(ask, "issue") };
	bool lately;

	if (!asked || strcmp(record_string(ask, "state"), "open") != 0 ||
	    !address_valid(letter->from))
		return true;
	if (!mail_within_hour(desk, "other", order.to, &lately, error))
		return false;
	if (lately)
		return true;
	order.params = json_pack("{s:s, s:s}", "who", letter->from, "when", when);
	return mail_due(desk, &order, error);
}

static Commands *
stray_read(const JudgeLetter *letter)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN, .sender_name = letter->person->name };
	const char *words = record_string(letter->reading, "new_text");

	return commands_read(words ? words : "", &context);
}

bool
stray_tell(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error)
{
	g_autoptr(Commands) commands = NULL;
	g_autofree char *why = NULL;

	if (!stray_warn(desk, letter, ask, error))
		return false;
	if (!letter->person || letter->person->role == ROLE_CONTRIBUTOR ||
	    !record_bool(letter->reading, "sender_clean") ||
	    record_bool(letter->reading, "evidence_failed"))
		return true;
	commands = stray_read(letter);
	if (commands->list->len == 0)
		return true;
	return stray_why(desk, letter, record_integer(ask, "item"), record_integer(ask, "issue"),
			 &why, error) &&
	       (!why || stray_mail(desk, letter, 0, why, error));
}

/* ---- words without reference ---- */

/* 登记 is answered to the mail that asked whether to; other words to theirs. Yours. */
static char *
stray_general(const Desk *desk, const Command *first)
{
	const Person *chief = mail_first(desk, ROLE_CHIEF, ROLE_CHIEF);

	if (first->verb == COMMAND_REGISTER && chief)
		return g_strdup_printf(_("%s is asked about letters of unknown senders, by a mail "
					 "for each: 登记 is an answer to that mail"),
				       away_name(chief));
	return g_strdup(_("it answers none of our mails: please answer the mail that asked, "
			  "or the list"));
}

/* The item that the one locator of the letter names; 0: none. */
static int64_t
stray_located(const JudgeLetter *letter)
{
	const json_t *locators = json_object_get(letter->reading, "locators");
	int64_t item;
	int revision;

	return json_array_size(locators) == 1 &&
			       reference_locator_read(
				       json_string_value(json_array_get(locators, 0)), &item,
				       &revision)
		       ? item
		       : 0;
}

bool
stray_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_autoptr(Commands) commands = stray_read(letter);
	const Command *first = commands->list->len ? commands->list->pdata[0] : NULL;
	int64_t item = stray_located(letter);
	g_autofree char *why = NULL;

	*ret_taken = first != NULL && !commands->not_understood;
	if (!*ret_taken)
		return true;
	if (first->verb == COMMAND_ADOPT && first->issue)
		return adoption_by_mail(desk, letter, commands, error);
	if (!judge_refuse(desk, letter, "a decision that answers no ask", error) ||
	    !judge_done(desk, letter, "answer", "no-reference", NULL, error) ||
	    (item && !stray_why(desk, letter, item, 0, &why, error)))
		return false;
	if (!why)
		why = stray_general(desk, first);
	return stray_mail(desk, letter, 0, why, error);
}
