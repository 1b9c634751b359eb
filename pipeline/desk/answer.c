/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * answer — a letter that answers an ask: whose, how proven, what it commands
 */
#include "pipeline/desk/answer.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/bundle.h"
#include "pipeline/desk/carry.h"
#include "pipeline/desk/deputy.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/retext.h"
#include "pipeline/desk/stray.h"
#include "pipeline/desk/trust.h"
#include "pipeline/desk/unasked.h"
#include "pipeline/reading/parts.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const json_t *ask;
	AnswerCarrier carrier;
	Actor actor;
	Commands *commands;
	const char *words; /* the new text */
} Answer;

static bool
answer_judged(const Answer *answer, const char *reason, GError **error)
{
	const char *kind = record_string(answer->ask, "kind");

	return judge_done(answer->desk, answer->letter,
			  g_strcmp0(kind, "list") == 0 ? "list-answer" : "answer", reason, NULL,
			  error);
}

/* Refused: an event, the letter's reason, and one alarm to the office: somebody
 * else's address was on a letter that tried to decide. */
static bool
answer_refused(const Answer *answer, const char *why, const char *tell, GError **error)
{
	if (!judge_refuse(answer->desk, answer->letter, why, error) ||
	    !answer_judged(answer, why, error))
		return false;
	return !tell ||
	       mail_alarm(answer->desk, tell, answer->letter->from,
			  record_integer(answer->ask, "item"), answer->letter->letter, error);
}

/* The asked person, under any address that people.csv gives him now. */
static const Person *
answer_person(const Answer *answer)
{
	const Roster *roster = answer->desk->office->roster;
	const Person *asked =
		roster_at(roster, record_string(answer->ask, "person"), answer->desk->now_us);
	const Person *writer = answer->letter->person;

	if (!asked || !writer || !address_valid(answer->letter->from))
		return NULL;
	return strcmp(asked->person, writer->person) == 0 ? asked : NULL;
}

/* A mail in the conversation about the ask; params are taken. */
static MailOrder
answer_order(const Answer *answer, const char *template_name, json_t *params)
{
	return (MailOrder){ .template_name = template_name,
			    .purpose = "notice",
			    .to = record_string(answer->ask, "person"),
			    .item = record_integer(answer->ask, "item"),
			    .issue = record_integer(answer->ask, "issue"),
			    .ask = record_integer(answer->ask, "id"),
			    .cause = answer->letter->letter,
			    .params = params };
}

static bool
answer_mail(const Answer *answer, const char *template_name, json_t *params, GError **error)
{
	MailOrder order = answer_order(answer, template_name, params);

	return mail_due(answer->desk, &order, error);
}

static bool
answer_says_two(const Answer *answer)
{
	const GPtrArray *refused = answer->commands->pieces_refused;

	return refused->len > 0 && ((const CommandRefusal *)refused->pdata[0])->kind == REFUSED_TWO;
}

/* The decision with which an answer that says more begins: 通过，面积再核一下. NULL: none, or
 * another beside it. */
static char *
answer_offer(const Answer *answer)
{
	static const char ends[] = "，,。.；;！!\n\r ";
	const char *end = answer->words;
	g_autofree char *first = NULL;
	g_autoptr(Commands) commands = NULL;
	const Command *command;

	while (*end && !g_utf8_strchr(ends, -1, g_utf8_get_char(end)))
		end = g_utf8_next_char(end);
	if (!*end || answer_says_two(answer))
		return NULL;
	first = g_strndup(answer->words, (size_t)(end - answer->words));
	commands = carry_read(answer->desk, answer->ask, first, NULL);
	command = commands->list->len == 1 ? commands->list->pdata[0] : NULL;
	return command && (command->verb == COMMAND_APPROVE || command->verb == COMMAND_FILE ||
			   command->verb == COMMAND_PARK)
		       ? g_steal_pointer(&first)
		       : NULL;
}

/* Asked back once an hour; the item stays on every list meanwhile. */
static bool
answer_unclear(const Answer *answer, const char *quote, const char *why, GError **error)
{
	g_autofree char *when = desk_local(answer->desk, answer->letter->received_us);
	g_autofree char *offer = NULL;
	bool lately;

	if (!mail_within_hour(answer->desk, "unclear", record_string(answer->ask, "person"),
			      &lately, error) ||
	    !answer_judged(answer, "not-understood", error))
		return false;
	if (lately)
		return true;
	offer = answer_offer(answer);
	return answer_mail(answer, "unclear",
			   json_pack("{s:s, s:s?, s:s, s:s?}", "quote", quote, "reason", why,
				     "when", when + 11, "verb", offer),
			   error);
}

/* Not proven: the words go to the configured address, to be confirmed from there. */
static bool
answer_confirm(Answer *answer, GError **error)
{
	Desk *desk = answer->desk;
	MailAsk ask = { .kind = "confirm",
			.person = record_string(answer->ask, "person"),
			.item = record_integer(answer->ask, "item"),
			.revision = record_integer(answer->ask, "revision"),
			.issue = record_integer(answer->ask, "issue"),
			.edition = record_integer(answer->ask, "edition") };
	MailOrder order = { .template_name = "confirm",
			    .purpose = "ask",
			    .cause = answer->letter->letter };

	ask.params = json_pack("{s:I, s:s, s:I, s:o*}", "ask",
			       (json_int_t)record_integer(answer->ask, "id"), "words",
			       answer->words, "letter", (json_int_t)answer->letter->letter,
			       "retext", retext_kept(answer->commands));
	order.params = json_pack("{s:s, s:o*}", "quote", answer->words, "retext",
				 retext_kept(answer->commands));
	return answer_judged(answer, "to-be-confirmed", error) &&
	       mail_ask(desk, &ask, &order, NULL, error);
}

static Right
answer_right_of(const Answer *answer, CommandVerb verb)
{
	return trust_right(answer->desk->office, answer->actor.role, answer->actor.proof, verb);
}

/* Whether every command may be carried out with the proof at hand, or only confirmed. In an
 * answer to a list each piece stands alone: what his role may not do comes back by itself. */
static Right
answer_right(const Answer *answer)
{
	bool list = g_strcmp0(record_string(answer->ask, "kind"), "list") == 0, any = false;
	Right least = RIGHT_YES;

	for (guint i = 0; i < answer->commands->list->len; i++) {
		const Command *command = answer->commands->list->pdata[i];
		CommandVerb verb = carry_verb(answer->ask, command);
		Right right = answer_right_of(answer, verb);

		if (verb == COMMAND_MERGE && carry_prints(answer->desk, answer->ask, command))
			right = MIN(right, answer_right_of(answer, COMMAND_APPROVE));
		/* A public locator is never enough for what cannot be taken back. */
		if (right == RIGHT_YES && answer->carrier == ANSWER_BY_LOCATOR &&
		    (verb == COMMAND_SEAL || verb == COMMAND_SEAL_FOR || verb == COMMAND_RELEASE))
			right = RIGHT_CONFIRM;
		if (list && right == RIGHT_NO)
			continue;
		any = true;
		least = MIN(least, right);
	}
	return any ? least : RIGHT_NO;
}

static bool
answer_only_undoes(const Answer *answer)
{
	const GPtrArray *list = answer->commands->list;

	for (guint i = 0; i < list->len; i++)
		if (((const Command *)list->pdata[i])->verb != COMMAND_UNDO)
			return false;
	return list->len > 0;
}

/* The draft that he signs is no longer so: nobody else decided, it has changed. */
static bool
answer_old_draft(const Answer *answer, GError **error)
{
	g_autofree char *what =
		g_strdup_printf("您的答复「%s」针对的是变动前的文稿，没有执行", answer->words);

	return answer_judged(answer, "already-decided", error) &&
	       answer_mail(answer, "draft-changed", json_pack("{s:s}", "reason", what), error);
}

/* A closed ask still takes 撤销 by whoever decided, be it about one item or the list of what
 * he did (bundle); all else hears who was first. */
static bool
answer_closed(const Answer *answer, bool *ret_go_on, GError **error)
{
	const char *state = record_string(answer->ask, "state");
	const char *by = record_string(answer->ask, "closed_by");
	const Person *first =
		by ? roster_at(answer->desk->office->roster, by, answer->desk->now_us) : NULL;
	const char *kind = record_string(answer->ask, "kind");
	g_autofree char *when = NULL;

	*ret_go_on = strcmp(state, "open") == 0 ||
		     (answer_only_undoes(answer) &&
		      (strcmp(kind, "review") == 0 || strcmp(kind, "list") == 0));
	if (*ret_go_on)
		return true;
	if (strcmp(kind, "sign") == 0 && strcmp(state, "void") == 0)
		return answer_old_draft(answer, error);
	when = desk_local(answer->desk, record_integer(answer->ask, "closed_us"));
	return answer_judged(answer, "already-decided", error) &&
	       answer_mail(answer, "already",
			   json_pack("{s:s, s:s}", "who",
				     first && *first->name ? first->name
				     : by		   ? by
							   : "本系统",
				     "when", when),
			   error);
}

static bool
answer_carry(Answer *answer, GError **error)
{
	g_autoptr(GError) refused = NULL;
	g_autoptr(json_t) report = NULL;
	Desk *desk = answer->desk;
	MailOrder order;
	bool ok;

	if (!desk_step_begin(desk, error))
		return false;
	answer->actor.stands_for = deputy_signer(desk, answer->ask);
	ok = carry_out(desk, &answer->actor, answer->ask, answer->commands, &report, &refused);
	if (!desk_step_end(desk, ok, error))
		return false;
	if (!ok && refused->code == ERRORS_STORE) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	if (!ok)
		return answer_unclear(answer, answer->words, refused->message, error);
	if (answer->actor.proof == PROOF_TOKEN) {
		json_object_set_new(report, "by_token", json_true());
		if (!trust_tell(desk, answer->letter, answer->ask, report, error))
			return false;
	}
	if (!answer_judged(answer, NULL, error))
		return false;
	/* The ask of the revision that he made says so itself. */
	if (record_bool(report, "asked_anew"))
		return true;
	order = answer_order(answer, "ack", g_steal_pointer(&report));
	return bundle_acknowledge(desk, answer->ask, &order, error);
}

/* The answer to a confirmation: the token is the proof, for it went to the configured
 * address alone. What was asked is read again from the words that were kept. */
static bool
answer_confirmation(Answer *answer, GError **error)
{
	Desk *desk = answer->desk;
	const Command *command =
		answer->commands->list->len == 1 ? answer->commands->list->pdata[0] : NULL;
	g_autoptr(json_t) kept = desk_json(answer->ask, "params");
	g_autoptr(json_t) first = NULL;
	g_autoptr(Commands) commands = NULL;
	const json_t *confirmation = answer->ask;

	if (answer->carrier != ANSWER_BY_TOKEN || !command ||
	    (command->verb != COMMAND_CONFIRM && command->verb != COMMAND_DENY))
		return answer_unclear(answer, answer->words, NULL, error);
	if (strcmp(record_string(confirmation, "state"), "void") == 0 &&
	    record_integer(confirmation, "issue"))
		return answer_unclear(answer, record_string(kept, "words"),
				      _("this draft has changed since; please answer the newest "
					"mail"),
				      error);
	if (strcmp(record_string(confirmation, "state"), "open") != 0)
		return answer_judged(answer, "already-decided", error);
	if (!mail_close(desk, record_integer(confirmation, "id"), "answered", answer->actor.address,
			answer->letter->letter, error))
		return false;
	if (command->verb == COMMAND_DENY)
		return answer_refused(answer, "denied by the person it claimed to be",
				      "有人冒用处理人地址发来审批回复，本人已否认，未予执行",
				      error);
	if (record_bool(kept, "unasked"))
		return unasked_confirmed(desk, answer->letter, record_string(kept, "words"), error);
	if (!db_row(desk_db(desk), error, &first, "ask_get", "i", record_integer(kept, "ask")))
		return false;
	commands = carry_read(desk, first, record_string(kept, "words"), answer->letter->person);
	retext_again(record_member(kept, "retext"), commands);
	answer->ask = first;
	answer->commands = commands;
	answer->words = record_string(kept, "words");
	answer->actor.proof = PROOF_CONFIRMED;
	answer->actor.evidence = "confirmed";
	if (answer_right(answer) != RIGHT_YES)
		return answer_refused(answer, "this role may not do that", NULL, error);
	return answer_carry(answer, error);
}

/* 采用 in a forwarded letter may be the word of an office above: asked back. */
static bool
answer_forwards_adoption(const Answer *answer)
{
	if (!parts_is_forward(record_string(answer->letter->reading, "subject")))
		return false;
	for (guint i = 0; i < answer->commands->list->len; i++) {
		const Command *command = answer->commands->list->pdata[i];

		if (command->word && strstr(command->word, "采用"))
			return true;
	}
	return false;
}

/* The new text of 改 is looked for where it may be; *ret_go_on false: asked back. */
static bool
answer_retext(const Answer *answer, bool *ret_go_on, GError **error)
{
	g_autoptr(json_t) item = NULL;
	g_autoptr(GError) refused = NULL;

	*ret_go_on = true;
	if (!record_integer(answer->ask, "item"))
		return true;
	if (!db_row(desk_db(answer->desk), error, &item, "item_get", "i",
		    record_integer(answer->ask, "item")))
		return false;
	*ret_go_on = retext_find(answer->letter, item, answer->commands, &refused);
	return *ret_go_on || answer_unclear(answer, answer->words, refused->message, error);
}

static bool
answer_proceed(Answer *answer, GError **error)
{
	const char *quote =
		answer->commands->not_understood ? answer->commands->not_understood : answer->words;
	bool go_on;

	if (record_bool(answer->letter->reading, "uncertain"))
		return answer_unclear(answer, answer->words, NULL, error);
	if (answer->commands->list->len == 0)
		return answer_unclear(answer, quote, answer->commands->why, error);
	if (answer_forwards_adoption(answer))
		return answer_unclear(answer, answer->words,
				      _("the letter is a forwarded one: please answer the mail "
					"that asked"),
				      error);
	if (strcmp(record_string(answer->ask, "kind"), "confirm") == 0)
		return answer_confirmation(answer, error);
	if (!answer_closed(answer, &go_on, error))
		return false;
	if (!go_on)
		return true;
	if (!answer_retext(answer, &go_on, error))
		return false;
	if (!go_on)
		return true;
	switch (answer_right(answer)) {
	case RIGHT_NO:
		if (!judge_refuse(answer->desk, answer->letter, "this role may not do that", error))
			return false;
		return answer_unclear(answer, answer->words, _("this role may not do that"), error);
	case RIGHT_CONFIRM:
		return answer_confirm(answer, error);
	case RIGHT_YES:
		return answer_carry(answer, error);
	}
	return true;
}

static bool
answer_prove(Answer *answer, GError **error)
{
	bool by_token = false;

	answer->actor.evidence = record_string(answer->letter->reading, "evidence");
	if (judge_proven(answer->desk, answer->letter)) {
		answer->actor.proof = PROOF_BORDER;
		return true;
	}
	if (answer->carrier == ANSWER_BY_TOKEN &&
	    !trust_by_token(answer->desk, answer->letter, answer->ask, &by_token, error))
		return false;
	answer->actor.proof = by_token ? PROOF_TOKEN : PROOF_NONE;
	if (by_token)
		answer->actor.evidence = TRUST_TOKEN;
	return true;
}

bool
answer_take(Desk *desk, const JudgeLetter *letter, const json_t *ask, AnswerCarrier carrier,
	    GError **error)
{
	Answer answer = { .desk = desk, .letter = letter, .ask = ask, .carrier = carrier };
	const Person *person = answer_person(&answer);
	const char *words = record_string(letter->reading, "new_text");
	g_autoptr(Commands) commands = NULL;
	bool ok;

	if (!person)
		return (carrier != ANSWER_BY_TOKEN || trust_leaked(desk, letter, ask, error)) &&
		       stray_tell(desk, letter, ask, error) &&
		       answer_refused(&answer, "not the person who was asked",
				      "有人用他人的回执码回复审批邮件，未予执行", error);
	if (!record_bool(letter->reading, "sender_clean") ||
	    record_bool(letter->reading, "evidence_failed") ||
	    record_bool(letter->reading, "ambiguous"))
		return answer_refused(&answer, "the sender's address failed the check",
				      "一封审批回复未通过发件人核验，可能是伪造，未予执行", error);
	answer.words = words ? words : "";
	answer.actor = (Actor){ .address = person->address,
				.name = person->name,
				.role = person->role,
				.letter = letter->letter };
	if (!answer_prove(&answer, error))
		return false;
	commands = carry_read(desk, ask, answer.words, person);
	answer.commands = commands;
	ok = answer_proceed(&answer, error);
	return ok;
}

bool
answer_conflict(Desk *desk, const JudgeLetter *letter, const json_t *ask, GError **error)
{
	Answer answer = { .desk = desk, .letter = letter, .ask = ask };
	const char *why = "its references do not name one living ask";

	if (!letter->person)
		return answer_refused(&answer, why, NULL, error);
	return answer_refused(&answer, why, "一封回复的回执码已失效或相互矛盾，未予执行", error);
}
