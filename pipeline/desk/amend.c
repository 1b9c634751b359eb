/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amend — an author's new letter that corrects or withdraws what he sent before
 */
#include "pipeline/desk/amend.h"

#include "base/text/fingerprint.h"
#include "base/text/fold.h"
#include "pipeline/desk/amend_parts.h"
#include "pipeline/desk/apart.h"
#include "pipeline/desk/breaker.h"
#include "pipeline/desk/follow.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/merge.h"
#include "pipeline/desk/note.h"
#include "pipeline/desk/outcome.h"
#include "pipeline/desk/recall.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/report_item.h"
#include "pipeline/desk/sequel.h"

#include <inttypes.h>
#include <string.h>

#define AMEND_ITEMS 30
#define AMEND_NUMBERS 8 /* shown of those that changed */

void
amend_clear(Amend *amend)
{
	g_free(amend->title);
	g_free(amend->text);
	g_free(amend->part);
	json_decref(amend->item);
}

/* ---- which item it is about ---- */

int64_t
amend_since(const JudgeLetter *letter)
{
	return letter->received_us - AMEND_DAYS * INT64_C(86400000000);
}

static double
amend_share(const char *item, const char *letter)
{
	g_autofree char *old = fold_word(item), *new = fold_word(letter);
	g_autoptr(GArray) a = fingerprint_make(old);
	g_autoptr(GArray) b = fingerprint_make(new);

	return fingerprint_containment(a, b);
}

/* The one of his items of the last days that fits best; amend->item stays NULL where none does. */
static bool
amend_find(Amend *amend, GError **error)
{
	Desk *desk = amend->desk;
	int64_t since = amend_since(amend->letter);
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "item_of_sender", "ti",
					 amend->letter->from, (int64_t)AMEND_ITEMS);
	g_autofree char *said = g_strconcat(amend->title, "\n", amend->text, NULL);
	double best = AMEND_SHARE;
	int64_t found = 0;
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) words = NULL;
		const char *text;
		double share = 0;

		if (record_integer(row, "received_us") < since ||
		    strcmp(record_string(row, "state"), "withdrawn") == 0)
			continue;
		if (!sequel_own(desk, row, &words, error))
			return false;
		text = record_string(words, "text");
		if (amend->kind == AMEND_WITHDRAWS)
			share = amend_words_name(said, record_string(words, "title"),
						 record_integer(row, "id"))
					? 1
					: 0;
		else if (text && *text)
			share = amend_share(text, amend->text);
		if (share > best || (share == best && !found)) {
			best = share;
			found = record_integer(row, "id");
		}
	}
	return !found || db_row(desk_db(desk), error, &amend->item, "item_get", "i", found);
}

/* ---- what it does ---- */

static bool
amend_is(const Amend *amend, const char *state)
{
	return strcmp(record_string(amend->item, "state"), state) == 0;
}

int64_t
amend_id(const Amend *amend)
{
	return record_integer(amend->item, "id");
}

/* Out of the draft, whose signers hear what is wrong in it. */
static bool
amend_recall(const Amend *amend, const char *detail, GError **error)
{
	g_autofree char *why = g_strdup_printf(
		"第%" PRId64 "号信息《%s》%s，已撤出本期", amend_id(amend),
		record_string(amend->item, "title"),
		amend->kind == AMEND_WITHDRAWS ? "由作者撤回" : "的作者来信更正，待编辑重新审定");
	const Recall recall = { .why = why,
				.detail = detail,
				.who = amend->actor.name && *amend->actor.name
					       ? amend->actor.name
					       : amend->actor.address,
				.cause = amend->actor.letter };

	return recall_item(amend->desk, amend_id(amend), &recall, error);
}

/* Back to waiting, out of a draft, asks void: nobody decides on what is no longer so. */
bool
amend_reopen(Amend *amend, const char *detail, GError **error)
{
	Desk *desk = amend->desk;
	const char *verb = amend_is(amend, "approved")	 ? "remove"
			   : amend_is(amend, "returned") ? "revise"
			   : amend_is(amend, "filed")	 ? "undo"
							 : "resume";

	if (!mail_close_item(desk, amend_id(amend), "void", amend->actor.address,
			     amend->actor.letter, error) ||
	    !amend_recall(amend, detail, error))
		return false;
	if (amend_is(amend, "waiting"))
		return true;
	if (!decide_move(desk, &amend->actor, amend->item, "waiting", verb, NULL,
			 json_pack("{s:s}", "step", desk->office->sign_off[0]), error))
		return false;
	g_clear_pointer(&amend->item, json_decref);
	return true;
}

/* "3人" that one has and the other has not, the first few. Yours. */
static char *
amend_numbers(const char *of, const char *without)
{
	g_autofree char *a = fold_word(of), *b = fold_word(without);
	g_autoptr(GPtrArray) numbers = fingerprint_numbers(a);
	g_autoptr(GPtrArray) others = fingerprint_numbers(b);
	GString *found = g_string_new(NULL);
	guint n = 0;

	for (guint i = 0; i < numbers->len && n < AMEND_NUMBERS; i++) {
		if (g_ptr_array_find_with_equal_func(others, numbers->pdata[i], g_str_equal, NULL))
			continue;
		g_string_append_printf(found, "%s%s", n++ > 0 ? "、" : "",
				       (const char *)numbers->pdata[i]);
	}
	return g_string_free(found, FALSE);
}

/* What its signers hear: the slips, or the numbers that changed. Yours, or NULL. */
static char *
amend_detail(const AmendWords *words, const char *before, const char *now)
{
	if (words->said)
		return g_strdup(words->said);
	return *before || *now ? g_strdup_printf("原稿数字：%s。更正后：%s。",
						 *before ? before : "无", *now ? now : "无")
			       : NULL;
}

bool
amend_correct(Amend *amend, const AmendWords *words, GError **error)
{
	Desk *desk = amend->desk;
	const char *old = record_string(amend->item, "text");
	g_autofree char *before = amend_numbers(old, words->text);
	g_autofree char *now = amend_numbers(words->text, old);
	g_autofree char *detail = amend_detail(words, before, now);
	json_t *revised = apart_note(desk, amend->item, amend->letter->letter, words->part, error);
	json_t *params;

	if (!revised)
		return false;
	amend->id = amend_id(amend);
	amend->revision = record_integer(amend->item, "revision") + 1;
	params = json_pack("{s:{s:b, s:b, s:s?, s:s?, s:s?}}", "amended", "yes", true, "resent",
			   words->resent, "before", *before && !words->said ? before : NULL, "now",
			   *now && !words->said ? now : NULL, "said", words->said);
	if (!desk_event(desk, "item.revised",
			json_pack("{s:I, s:I, s:s, s:s, s:s, s:o}", "item", (json_int_t)amend->id,
				  "revision", (json_int_t)amend->revision, "title", words->title,
				  "text", words->text, "who", amend->letter->from, "revised",
				  revised),
			amend->letter->letter, NULL, error) ||
	    !amend_reopen(amend, detail, error)) {
		json_decref(params);
		return false;
	}
	return report_ask_with(desk, amend->id, params, amend->letter->letter, error);
}

static bool
amend_withdraw(Amend *amend, GError **error)
{
	Desk *desk = amend->desk;
	int64_t id = amend_id(amend);

	if (!amend_reopen(amend, NULL, error))
		return false;
	if (!amend->item && !db_row(desk_db(desk), error, &amend->item, "item_get", "i", id))
		return false;
	return merge_release(desk, &amend->actor, amend->item, error) &&
	       decide_move(desk, &amend->actor, amend->item, "withdrawn", "withdraw", "作者撤回",
			   NULL, error) &&
	       outcome_tell(desk, id, "withdrawn", NULL, amend->letter->letter, error);
}

/* It is printed, merged or held: the editor decides what comes of it. */
bool
amend_note(const Amend *amend, GError **error)
{
	const char *editor = record_string(amend->item, "editor");
	g_autofree char *what = g_strdup_printf(
		amend->kind == AMEND_WITHDRAWS
			? "作者要求撤回第%" PRId64 "号信息《%s》，该信息已办结，请阅处"
			: "作者更正第%" PRId64
			  "号信息《%s》，该信息已办结，请阅处（已编发的可发更正）",
		amend_id(amend), record_string(amend->item, "title"));
	const Note note = { .reason = what,
			    .who = amend->letter->from,
			    .quote = amend->text,
			    .cause = amend->letter->letter };

	return note_tell(amend->desk, editor, &note, error);
}

bool
amend_source(const Amend *amend, const char *part, GError **error)
{
	return desk_event(amend->desk, "item.sourced",
			  json_pack("{s:I, s:I, s:s, s:s}", "item", (json_int_t)amend_id(amend),
				    "letter", (json_int_t)amend->letter->letter, "part",
				    part ? part : "1", "role", "correction"),
			  amend->letter->letter, NULL, error);
}

/* Can it still be changed? */
bool
amend_is_open(const Amend *amend)
{
	static const char *const open[] = { "waiting",	"consulting", "verifying", "parked",
					    "approved", "returned",   "filed",	   NULL };

	return g_strv_contains(open, record_string(amend->item, "state"));
}

/* Its author hears that it came, and what it is taken for. */
bool
amend_receipt(const Amend *amend, GError **error)
{
	MailOrder order = { .template_name = "receipt",
			    .purpose = "receipt",
			    .to = amend->letter->from,
			    .item = amend->id,
			    .cause = amend->letter->letter };
	bool holds = false;

	if (!breaker_holds(amend->desk, amend->letter, &holds, error) || holds)
		return holds;
	order.params = json_pack("{s:b, s:I}", "author_missing", false, "revised",
				 (json_int_t)amend->revision);
	return mail_due(amend->desk, &order, error);
}

static bool
amend_carry_out(Amend *amend, GError **error)
{
	g_autoptr(json_t) own = NULL;
	AmendWords words = { .text = amend->text, .part = amend->part };

	if (!amend_source(amend, amend->part, error) ||
	    !sequel_own(amend->desk, amend->item, &own, error))
		return false;
	/* The letter's own title says 更正. */
	words.title = record_string(own, "title");
	if (!amend_is_open(amend))
		return amend_note(amend, error);
	return amend->kind == AMEND_WITHDRAWS
		       ? amend_withdraw(amend, error)
		       : amend_correct(amend, &words, error) && amend_receipt(amend, error);
}

void
amend_set_actor(Amend *amend)
{
	const JudgeLetter *letter = amend->letter;

	amend->actor = (Actor){ .address = letter->from,
				.name = letter->person->name,
				.role = letter->person->role,
				.proof = PROOF_NONE,
				.evidence = record_string(letter->reading, "evidence"),
				.letter = letter->letter };
}

bool
amend_revise(Desk *desk, const JudgeLetter *letter, const json_t *item, const AmendWords *words,
	     GError **error)
{
	g_auto(Amend) amend = { .desk = desk,
				.letter = letter,
				.kind = AMEND_CORRECTS,
				.item = json_copy((json_t *)item) };

	amend_set_actor(&amend);
	return amend_source(&amend, words->part, error) && amend_correct(&amend, words, error);
}

bool
amend_again(Desk *desk, const Actor *actor, const JudgeLetter *letter, const json_t *item,
	    const AmendWords *words, GError **error)
{
	g_auto(Amend) amend = { .desk = desk,
				.letter = letter,
				.kind = AMEND_CORRECTS,
				.item = json_copy((json_t *)item),
				.actor = *actor };

	return fold_load(error) && amend_correct(&amend, words, error);
}

/* ---- a letter that corrects several ---- */

typedef struct {
	Amend *each;
	size_t n;
} Amends;

static void
amends_clear(Amends *amends)
{
	for (size_t i = 0; i < amends->n; i++)
		amend_clear(amends->each + i);
	g_free(amends->each);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Amends, amends_clear)

/* One, or one for each report that the letter certainly brings. A withdrawal is one. */
static void
amends_read(Desk *desk, const JudgeLetter *letter, Amends *ret)
{
	const json_t *parts = report_parts(letter->reading);
	Amend whole = { .desk = desk, .letter = letter };
	size_t n = json_array_size(parts);

	report_read(letter, &whole.title, &whole.text);
	whole.kind = amend_words_kind(whole.title, whole.text);
	if (whole.kind != AMEND_CORRECTS || n < 2) {
		ret->each = g_memdup2(&whole, sizeof whole);
		ret->n = 1;
		return;
	}
	ret->each = g_new0(Amend, n);
	ret->n = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *part = json_array_get(parts, i);

		ret->each[i] = (Amend){ .desk = desk, .letter = letter, .kind = whole.kind };
		ret->each[i].title = g_strdup(record_string(part, "title"));
		ret->each[i].text = g_strdup(record_string(part, "text"));
		ret->each[i].part = report_part_place(letter->reading, i);
	}
	amend_clear(&whole);
}

/* Each has an item of its own that it is about, else the letter corrects none. */
static bool
amends_find(Amends *amends, bool *ret_found, GError **error)
{
	*ret_found = false;
	for (size_t i = 0; i < amends->n; i++) {
		Amend *one = amends->each + i;

		if (!amend_find(one, error))
			return false;
		if (!one->item || !follow_sound(one->desk, one->letter, one->item))
			return true;
		for (size_t k = 0; k < i; k++)
			if (amend_id(amends->each + k) == amend_id(one))
				return true;
	}
	*ret_found = true;
	return true;
}

bool
amend_take(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_auto(Amends) amends = { 0 };
	bool withdraws, alone;

	if (!amend_take_slips(desk, letter, ret_taken, &alone, error))
		return false;
	/* 请勿采用原数据，“1200台”应为“1020台” withdraws nothing, and is no whole text. */
	if (*ret_taken || alone)
		return true;
	amends_read(desk, letter, &amends);
	withdraws = amends.each[0].kind == AMEND_WITHDRAWS;
	if (amends.each[0].kind == AMEND_NOT)
		return true;
	if (!fold_load(error) || !amends_find(&amends, ret_taken, error))
		return false;
	if (*ret_taken &&
	    !judge_done(desk, letter, withdraws ? "withdrawal" : "correction", NULL, NULL, error))
		return false;
	for (size_t i = 0; *ret_taken && i < amends.n; i++) {
		Amend *one = amends.each + i;

		amend_set_actor(one);
		if (!amend_carry_out(one, error))
			return false;
	}
	return true;
}
