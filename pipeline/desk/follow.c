/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * follow — an author's letter about an item of his own
 */
#include "pipeline/desk/follow.h"

#include "pipeline/desk/decide.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/note.h"
#include "pipeline/desk/report.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const json_t *item;
	int64_t id;
	Actor actor;
	char *title, *text;
} Follow;

static void
follow_clear(Follow *follow)
{
	g_free(follow->title);
	g_free(follow->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Follow, follow_clear)

static bool
follow_source(const Follow *follow, const char *role, GError **error)
{
	return desk_event(follow->desk, "item.sourced",
			  json_pack("{s:I, s:I, s:s, s:s}", "item", (json_int_t)follow->id,
				    "letter", (json_int_t)follow->letter->letter, "part", "1",
				    "role", role),
			  follow->letter->letter, NULL, error);
}

static bool
follow_revise(const Follow *follow, const char *title, const char *text, GError **error)
{
	return desk_event(follow->desk, "item.revised",
			  json_pack("{s:I, s:I, s:s, s:s, s:s}", "item", (json_int_t)follow->id,
				    "revision",
				    (json_int_t)record_integer(follow->item, "revision") + 1,
				    "title", title, "text", text, "who", follow->letter->from),
			  follow->letter->letter, NULL, error);
}

/* Back to its editor: asks about the old revision are void. */
static bool
follow_wait(const Follow *follow, const char *verb, GError **error)
{
	return mail_close_item(follow->desk, follow->id, "void", follow->letter->from,
			       follow->letter->letter, error) &&
	       decide_move(follow->desk, &follow->actor, follow->item, "waiting", verb, NULL,
			   json_pack("{s:s}", "step", follow->desk->office->sign_off[0]), error) &&
	       report_ask(follow->desk, follow->id, follow->letter->letter, error);
}

/* Returned: what he sends now replaces the report, under its old title unless his
 * letter has one of its own (an answer's subject is ours). */
static bool
follow_returned(const Follow *follow, GError **error)
{
	return follow_source(follow, "correction", error) &&
	       follow_revise(follow, record_string(follow->item, "title"), follow->text, error) &&
	       follow_wait(follow, "revise", error);
}

static bool
follow_verifying(const Follow *follow, GError **error)
{
	g_autofree char *both = g_strdup_printf("%s\n\n【补充】\n%s",
						record_string(follow->item, "text"), follow->text);

	return follow_source(follow, "supplement", error) &&
	       follow_revise(follow, record_string(follow->item, "title"), both, error) &&
	       follow_wait(follow, "resume", error);
}

static bool
follow_note(const Follow *follow, GError **error)
{
	const char *editor = record_string(follow->item, "editor");
	g_autofree char *what = g_strdup_printf("作者来信说明第%" PRId64 "号信息《%s》，请阅处",
						follow->id, record_string(follow->item, "title"));
	const Note note = { .reason = what,
			    .who = follow->letter->from,
			    .quote = follow->text,
			    .cause = follow->letter->letter };

	return follow_source(follow, "supplement", error) &&
	       note_tell(follow->desk, editor, &note, error);
}

bool
follow_sound(const Desk *desk, const JudgeLetter *letter, const json_t *item)
{
	const json_t *reading = letter->reading;

	return record_bool(reading, "sender_clean") && !record_bool(reading, "evidence_failed") &&
	       !record_bool(reading, "ambiguous") && !record_bool(reading, "uncertain") &&
	       !record_string(reading, "limit") &&
	       json_array_size(json_object_get(reading, "marks")) == 0 &&
	       json_array_size(json_object_get(reading, "rule_errors")) == 0 &&
	       (judge_proven(desk, letter) ||
		(desk->office->reports_flag && record_string(item, "flag")));
}

bool
follow_take(Desk *desk, const JudgeLetter *letter, const json_t *item, bool *ret_taken,
	    GError **error)
{
	const char *state = record_string(item, "state");
	bool returned = strcmp(state, "returned") == 0;
	bool verifying = strcmp(state, "verifying") == 0;
	g_auto(Follow) follow = {
		.desk = desk, .letter = letter, .item = item, .id = record_integer(item, "id")
	};

	*ret_taken = follow_sound(desk, letter, item) && strcmp(state, "held") != 0;
	if (!*ret_taken)
		return true;
	follow.actor = (Actor){ .address = letter->from,
				.name = letter->person->name,
				.role = letter->person->role,
				.proof = PROOF_NONE,
				.evidence = record_string(letter->reading, "evidence"),
				.letter = letter->letter };
	report_read(letter, &follow.title, &follow.text);
	if (!*follow.text)
		return judge_done(desk, letter, "correction", "empty", NULL, error);
	if (!judge_done(desk, letter, "correction", NULL, NULL, error))
		return false;
	if (returned)
		return follow_returned(&follow, error);
	return verifying ? follow_verifying(&follow, error) : follow_note(&follow, error);
}
