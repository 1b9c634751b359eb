/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recorded — 代录签发: an editor notes that the signer signed on paper or by telephone
 */
#include "pipeline/desk/recorded.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "mail/commands.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/bulletin.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/query.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const Journal *journal;
	const Person *signer;
	int64_t issue;
} Recorded;

/* The one command of 代录签发 that the words are; NULL: something else. Yours. */
static Commands *
recorded_read(const char *words, const Person *person)
{
	CommandContext context = { .scope = SCOPE_UNKNOWN, .sender_name = person->name };
	g_autoptr(Commands) commands = commands_read(words, &context);
	const Command *command = commands->list->len == 1 ? commands->list->pdata[0] : NULL;

	return command && command->verb == COMMAND_RECORD && !commands->not_understood
		       ? g_steal_pointer(&commands)
		       : NULL;
}

static bool
recorded_mail(const Recorded *recorded, const char *template_name, const char *to, json_t *params,
	      GError **error)
{
	MailOrder order = { .template_name = template_name,
			    .purpose = "notice",
			    .to = to,
			    .issue = strcmp(template_name, "sealed") == 0 ? recorded->issue : 0,
			    .cause = recorded->letter->letter,
			    .params = params };

	return mail_due(recorded->desk, &order, error);
}

static bool
recorded_unclear(const Recorded *recorded, const char *words, const char *why, GError **error)
{
	g_autofree char *when = desk_local(recorded->desk, recorded->letter->received_us);

	return recorded_mail(
		recorded, "unclear", recorded->letter->person->address,
		json_pack("{s:s, s:s, s:s}", "quote", words, "reason", why, "when", when + 11),
		error);
}

/* The draft of the journal that is named; of any, where only one is open. */
static bool
recorded_draft(Recorded *recorded, GError **error)
{
	const GPtrArray *journals = recorded->desk->office->journals;
	int n = 0;

	for (guint i = 0; i < journals->len; i++) {
		const Journal *journal = journals->pdata[i];
		g_autoptr(json_t) row = NULL;

		if (recorded->journal && recorded->journal != journal)
			continue;
		if (!db_row(desk_db(recorded->desk), error, &row, "issue_open", "t", journal->name))
			return false;
		if (!row || strcmp(record_string(row, "state"), "signing") != 0)
			continue;
		recorded->issue = record_integer(row, "id");
		recorded->journal = journal;
		n++;
	}
	if (n == 1)
		return true;
	return errors_set(error, ERRORS_REFUSED, "%s",
			  n == 0 ? _("there is no open draft to seal")
				 : _("of which journal? write it: 代录签发《政务信息》 张三"));
}

/* The signer who is named; the only one, where nobody is. */
static bool
recorded_signer(Recorded *recorded, const char *name, GError **error)
{
	g_autoptr(GPtrArray) signers = bulletin_signers(recorded->desk, recorded->journal);

	for (guint i = 0; i < signers->len; i++) {
		const Person *one = signers->pdata[i];

		if ((*name && strcmp(one->name, name) == 0) || (!*name && signers->len == 1))
			recorded->signer = one;
	}
	if (recorded->signer)
		return true;
	if (*name)
		return errors_set(error, ERRORS_REFUSED, _("%s does not sign this journal"), name);
	return errors_set(error, ERRORS_REFUSED, "%s",
			  _("who signed? write it: 代录签发《政务信息》 张三"));
}

/* 《政务信息》 科长丙: what is left of the words is the name. */
static bool
recorded_words(Recorded *recorded, const char *rest, GError **error)
{
	const char *open = rest ? strstr(rest, "《") : NULL;
	const char *close = open ? strstr(open, "》") : NULL;
	g_autofree char *name = NULL;

	if (close) {
		const char *begin = open + strlen("《");
		g_autofree char *journal = g_strndup(begin, (size_t)(close - begin));
		g_autofree char *before = g_strndup(rest, (size_t)(open - rest));

		recorded->journal = office_journal(recorded->desk->office, journal);
		if (!recorded->journal)
			return errors_set(error, ERRORS_REFUSED, "%s",
					  _("there is no journal of that name"));
		name = g_strconcat(before, close + strlen("》"), NULL);
	} else {
		name = g_strdup(rest ? rest : "");
	}
	return recorded_draft(recorded, error) &&
	       recorded_signer(recorded, g_strstrip(name), error);
}

static bool
recorded_seal(Recorded *recorded, const char *rest, GError **error)
{
	const Person *editor = recorded->letter->person;
	g_autoptr(json_t) report = json_pack("{s:[], s:[]}", "done", "refused");
	Actor actor = { .address = editor->address,
			.name = editor->name,
			.role = editor->role,
			.proof = PROOF_CONFIRMED,
			.evidence = "recorded",
			.letter = recorded->letter->letter };

	if (!recorded->desk->office->recorded_signoff)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("this office takes no recorded sign-off ([trust] "
				    "allow-recorded-signoff)"));
	if (!recorded_words(recorded, rest, error))
		return false;
	actor.signer = recorded->signer;
	if (!bulletin_seal(recorded->desk, &actor, recorded->issue, report, error) ||
	    !recorded_mail(recorded, "sealed", recorded->signer->address,
			   json_pack("{s:s, s:s}", "who", away_name(recorded->signer),
				     "recorded_by", away_name(editor)),
			   error))
		return false;
	return recorded_mail(recorded, "ack", editor->address, g_steal_pointer(&report), error);
}

static bool
recorded_carry(Recorded *recorded, const char *words, GError **error)
{
	g_autoptr(Commands) commands = recorded_read(words, recorded->letter->person);
	g_autoptr(GError) refused = NULL;
	bool ok;

	if (!commands)
		return true;
	if (!desk_step_begin(recorded->desk, error))
		return false;
	ok = recorded_seal(recorded, ((const Command *)commands->list->pdata[0])->rest, &refused);
	if (!desk_step_end(recorded->desk, ok, error))
		return false;
	if (ok)
		return true;
	if (refused->code != ERRORS_REFUSED) {
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	return recorded_unclear(recorded, words, refused->message, error);
}

bool
recorded_confirmed(Desk *desk, const JudgeLetter *letter, const char *words, GError **error)
{
	Recorded recorded = { .desk = desk, .letter = letter };

	return judge_done(desk, letter, "answer", "代录签发", NULL, error) &&
	       recorded_carry(&recorded, words ? words : "", error);
}

static bool
recorded_confirm(const Recorded *recorded, const char *words, GError **error)
{
	MailAsk ask = { .kind = "confirm", .person = recorded->letter->person->address };
	MailOrder order = { .template_name = "confirm",
			    .purpose = "ask",
			    .cause = recorded->letter->letter };

	ask.params = json_pack("{s:s, s:b, s:I}", "words", words, "recorded", true, "letter",
			       (json_int_t)recorded->letter->letter);
	order.params = json_pack("{s:s}", "quote", words);
	return mail_ask(recorded->desk, &ask, &order, NULL, error);
}

bool
recorded_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	const char *words = query_words(letter);
	g_autoptr(Commands) commands = recorded_read(words, letter->person);
	Recorded recorded = { .desk = desk, .letter = letter };

	*ret_taken = commands != NULL;
	if (!commands)
		return true;
	if (record_bool(letter->reading, "evidence_failed") ||
	    !record_bool(letter->reading, "sender_clean"))
		return judge_refuse(desk, letter, "the sender's address failed the check", error) &&
		       judge_done(desk, letter, "answer", "failed-evidence", NULL, error);
	if (rights_of(letter->person->role, PROOF_CONFIRMED, COMMAND_RECORD) != RIGHT_YES)
		return judge_refuse(desk, letter, "this role may not do that", error) &&
		       judge_done(desk, letter, "answer", "代录签发", NULL, error) &&
		       recorded_unclear(&recorded, words, _("this role may not do that"), error);
	return judge_done(desk, letter, "answer", "to-be-confirmed", NULL, error) &&
	       recorded_confirm(&recorded, words, error);
}
