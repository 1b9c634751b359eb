/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unasked — words of the desk that answer no ask: 请假, 销假, 发布要点, 代录签发
 */
#include "pipeline/desk/unasked.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/leave.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/plan.h"
#include "pipeline/desk/query.h"
#include "pipeline/desk/recorded.h"
#include "pipeline/desk/trust.h"

#include <string.h>

#define UNASKED_SHORT 60       /* characters of a text that is no report */
#define UNASKED_MAX_BYTES 4096 /* a longer one is */

/* What each is: the kind its letter gets, what carries it out, which says by REFUSED what to
 * write instead, and (or NULL) what tells a confirmation what it is about. */
static const struct {
	CommandVerb verb;
	const char *kind;
	bool (*carry)(const Unasked *unasked, const Command *command, GError **error);
	bool (*about)(const Unasked *unasked, const Command *command, MailAsk *ask, GError **error);
	const char *denied; /* who may not say it hears; NULL: his letter is a report */
	bool by_document;   /* a document may hold what the words only name */
} unasked_words[] = {
	{ COMMAND_LEAVE, "query", leave_carry, NULL,
	  N_("only who decides at this desk has a deputy"), false },
	{ COMMAND_PLAN, "plan", plan_carry, NULL, NULL, true },
	{ COMMAND_RECORD, "answer", recorded_carry, recorded_about, N_("this role may not do that"),
	  false },
};

/* Its place in the table; -1: none of these. */
static int
unasked_which(const Commands *commands)
{
	const Command *command = commands->list->len == 1 ? commands->list->pdata[0] : NULL;

	if (!command || commands->not_understood)
		return -1;
	for (size_t i = 0; i < G_N_ELEMENTS(unasked_words); i++)
		if (unasked_words[i].verb == command->verb)
			return (int)i;
	return -1;
}

/* Yours. */
static Commands *
unasked_read(const char *words, const Person *person)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN, .sender_name = person->name };

	return commands_read(words, &context);
}

bool
unasked_mail(const Unasked *unasked, const char *template_name, const char *to, int64_t issue,
	     json_t *params, GError **error)
{
	MailOrder order = { .template_name = template_name,
			    .purpose = "notice",
			    .to = to,
			    .issue = issue,
			    .cause = unasked->letter->letter,
			    .params = params };

	return mail_due(unasked->desk, &order, error);
}

static bool
unasked_unclear(const Unasked *unasked, const char *words, const char *why, GError **error)
{
	g_autofree char *when = desk_local(unasked->desk, unasked->letter->received_us);
	const char *to = unasked->person->address;
	bool lately;

	if (!mail_within_hour(unasked->desk, "unclear", to, &lately, error))
		return false;
	return lately || unasked_mail(unasked, "unclear", to, 0,
				      json_pack("{s:s, s:s?, s:s}", "quote", words, "reason", why,
						"when", when + 11),
				      error);
}

/* All or nothing; what is refused comes back with the reason. */
static bool
unasked_carry(const Unasked *unasked, const Commands *commands, const char *words, GError **error)
{
	int which = unasked_which(commands);
	g_autoptr(GError) refused = NULL;
	bool ok;

	if (!desk_step_begin(unasked->desk, error))
		return false;
	ok = unasked_words[which].carry(unasked, commands->list->pdata[0], &refused);
	if (!desk_step_end(unasked->desk, ok, error))
		return false;
	if (ok)
		return true;
	if (refused->code != ERRORS_REFUSED) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	return unasked_unclear(unasked, words, refused->message, error);
}

static bool
unasked_confirm(const Unasked *unasked, const Commands *commands, const char *words, GError **error)
{
	int which = unasked_which(commands);
	MailAsk ask = { .kind = "confirm", .person = unasked->person->address };
	MailOrder order = { .template_name = "confirm",
			    .purpose = "ask",
			    .cause = unasked->letter->letter };
	g_autofree char *whole = unasked->document
					 ? g_strconcat(words, "\n", unasked->document, NULL)
					 : g_strdup(words);

	if (unasked_words[which].about &&
	    !unasked_words[which].about(unasked, commands->list->pdata[0], &ask, error))
		return false;
	ask.params = json_pack("{s:s, s:b, s:I}", "words", whole, "unasked", true, "letter",
			       (json_int_t)unasked->letter->letter);
	order.params = json_pack("{s:s}", "quote", whole);
	return mail_ask(unasked->desk, &ask, &order, NULL, error);
}

/* The words of the letter; with a document, what is written above it. */
static const char *
unasked_said(const JudgeLetter *letter)
{
	const char *text = record_string(letter->reading, "new_text");

	return text && *text && !record_bool(letter->reading, "uncertain") ? text
									   : query_words(letter);
}

static bool
unasked_settle(const Unasked *unasked, const Commands *commands, const char *words, Right right,
	       GError **error)
{
	Desk *desk = unasked->desk;
	const JudgeLetter *letter = unasked->letter;
	int which = unasked_which(commands);
	const char *kind = unasked_words[which].kind;
	const char *word = ((const Command *)commands->list->pdata[0])->word;

	if (record_bool(letter->reading, "evidence_failed") ||
	    !record_bool(letter->reading, "sender_clean"))
		return judge_refuse(desk, letter, "the sender's address failed the check", error) &&
		       judge_done(desk, letter, kind, "failed-evidence", NULL, error);
	switch (right) {
	case RIGHT_NO:
		return judge_refuse(desk, letter, "this role may not do that", error) &&
		       judge_done(desk, letter, kind, "no-right", NULL, error) &&
		       unasked_unclear(unasked, words,
				       unasked_words[which].denied ? _(unasked_words[which].denied)
								   : _("this role may not do that"),
				       error);
	case RIGHT_CONFIRM:
		return judge_done(desk, letter, kind, "to-be-confirmed", NULL, error) &&
		       unasked_confirm(unasked, commands, words, error);
	case RIGHT_YES:
		break;
	}
	return judge_done(desk, letter, kind, word, NULL, error) &&
	       unasked_carry(unasked, commands, words, error);
}

bool
unasked_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	const char *words = unasked_said(letter);
	g_autoptr(Commands) commands = unasked_read(words, letter->person);
	int which = unasked_which(commands);
	Unasked unasked = { desk, letter, letter->person,
			    record_string(letter->reading, "evidence"), NULL };
	Right right;

	*ret_taken = false;
	if (which < 0)
		return true;
	right = trust_right(desk->office, letter->person->role,
			    judge_proven(desk, letter) ? PROOF_BORDER : PROOF_NONE,
			    unasked_words[which].verb);
	if (right == RIGHT_NO && !unasked_words[which].denied)
		return true;
	*ret_taken = true;
	if (unasked_words[which].by_document && !strchr(words, '\n'))
		unasked.document = record_string(json_array_get(letter->texts, 0), "content");
	return unasked_settle(&unasked, commands, words, right, error);
}

/* What was tried, in the text or above a short one in the subject. *ret_quote: yours. */
static CommandTried
unasked_tries(const JudgeLetter *letter, char **ret_quote)
{
	const char *said = unasked_said(letter);
	const char *subject = record_string(letter->reading, "subject");
	bool report = strlen(said) > UNASKED_MAX_BYTES;
	g_autoptr(Commands) in_text = unasked_read(report ? "" : said, letter->person);
	g_autoptr(Commands) above = unasked_read(subject ? subject : "", letter->person);
	int which = unasked_which(above);
	bool orders = above->tried_record == TRIED_PLAINLY ||
		      (which >= 0 && unasked_words[which].verb == COMMAND_RECORD);

	if (report || in_text->tried_record != TRIED_NOT || !orders ||
	    g_utf8_strlen(said, -1) > UNASKED_SHORT) {
		*ret_quote = g_strdup(said);
		return in_text->tried_record;
	}
	*ret_quote = g_strconcat(subject, "\n", said, NULL);
	return TRIED_PLAINLY;
}

bool
unasked_tried(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	const Unasked unasked = { desk, letter, letter->person, NULL, NULL };
	bool may = rights_of(letter->person->role, PROOF_CONFIRMED, COMMAND_RECORD) != RIGHT_NO;
	bool alone = json_array_size(json_object_get(letter->reading, "attachments")) == 0;
	g_autofree char *quote = NULL;
	CommandTried tried = unasked_tries(letter, &quote);

	*ret_taken = tried == TRIED_PLAINLY || (tried == TRIED_NEARLY && may && alone);
	if (!*ret_taken)
		return true;
	if (record_bool(letter->reading, "evidence_failed") ||
	    !record_bool(letter->reading, "sender_clean"))
		return judge_refuse(desk, letter, "the sender's address failed the check", error) &&
		       judge_done(desk, letter, "answer", "failed-evidence", NULL, error);
	return judge_done(desk, letter, "answer", may ? "not-understood" : "no-right", NULL,
			  error) &&
	       unasked_unclear(
		       &unasked, quote,
		       may ? _("write what was signed as 代录签发《政务信息》 张三, and what was "
			       "changed behind it: ，删3，2移下期，1改题：…，顺序 3,1")
			   : _("this role may not do that"),
		       error);
}

/* The right is asked for again: he may have lost it since. */
bool
unasked_confirmed(Desk *desk, const JudgeLetter *letter, const char *words, GError **error)
{
	Unasked unasked = { desk, letter, letter->person, "confirmed", NULL };
	g_autoptr(Commands) commands = unasked_read(words ? words : "", letter->person);
	int which = unasked_which(commands);

	if (which < 0)
		return judge_done(desk, letter, "answer", "not-understood", NULL, error) &&
		       unasked_unclear(&unasked, words ? words : "", NULL, error);
	return unasked_settle(&unasked, commands, words,
			      trust_right(desk->office, letter->person->role, PROOF_CONFIRMED,
					  unasked_words[which].verb),
			      error);
}
