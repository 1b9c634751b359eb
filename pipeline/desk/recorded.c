/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recorded — 代录签发: an editor notes that the signer signed on paper or by telephone
 */
#include "pipeline/desk/recorded.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/bulletin.h"

#include <string.h>

typedef struct {
	Desk *desk;
	const Journal *journal;
	const Person *signer;
	int64_t issue, edition;
} Recorded;

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
		recorded->edition = record_integer(row, "edition");
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

bool
recorded_about(const Unasked *unasked, const Command *command, MailAsk *ask, GError **error)
{
	Recorded recorded = { .desk = unasked->desk };
	g_autoptr(GError) refused = NULL;

	/* What cannot be done is told when it is confirmed. */
	if (!recorded_words(&recorded, command->rest, &refused)) {
		if (refused->code == ERRORS_REFUSED)
			return true;
		g_propagate_error(error, g_steal_pointer(&refused));
		return false;
	}
	ask->issue = recorded.issue;
	ask->edition = recorded.edition;
	return true;
}

bool
recorded_carry(const Unasked *unasked, const Command *command, GError **error)
{
	const Person *editor = unasked->person;
	Recorded recorded = { .desk = unasked->desk };
	g_autoptr(json_t) report = json_pack("{s:[], s:[]}", "done", "refused");
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	const Commands clauses = { .list = list };
	Actor actor = { .address = editor->address,
			.name = editor->name,
			.role = editor->role,
			.proof = PROOF_CONFIRMED,
			.evidence = "recorded",
			.letter = unasked->letter->letter };

	if (!unasked->desk->office->recorded_signoff)
		return errors_set(error, ERRORS_REFUSED, "%s",
				  _("this office takes no recorded sign-off ([trust] "
				    "allow-recorded-signoff)"));
	if (!recorded_words(&recorded, command->rest, error))
		return false;
	actor.signer = recorded.signer;
	g_ptr_array_add(list, (void *)command);
	return bulletin_seal(unasked->desk, &actor, recorded.issue, &clauses, report, error) &&
	       unasked_mail(unasked, "sealed", recorded.signer->address, recorded.issue,
			    json_pack("{s:s, s:s}", "who", away_name(recorded.signer),
				      "recorded_by", away_name(editor)),
			    error) &&
	       unasked_mail(unasked, "ack", editor->address, 0, g_steal_pointer(&report), error);
}
