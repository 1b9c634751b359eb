/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * judge — what a letter is to the office, and who deals with it
 */
#include "pipeline/desk/judge.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "mail/received.h"
#include "mail/reference.h"
#include "pipeline/desk/adoption.h"
#include "pipeline/desk/amend.h"
#include "pipeline/desk/answer.h"
#include "pipeline/desk/apart.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/consult.h"
#include "pipeline/desk/follow.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/query.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/stray.h"
#include "pipeline/desk/unasked.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define JUDGE_CIRCLES "too-many-hops" /* the reason of a letter that goes round */
#define JUDGE_DAY_US INT64_C(86400000000)

bool
judge_done(Desk *desk, const JudgeLetter *letter, const char *kind, const char *reason,
	   json_t *more, GError **error)
{
	json_t *params = more ? more : json_object();

	record_set_integer(params, "letter", letter->letter);
	record_set_string(params, "kind", kind);
	record_set_string(params, "reason", reason);
	record_set_string(params, "sender", letter->from);
	record_set_string(params, "message_id", record_string(letter->reading, "message_id"));
	/* By these keys the letter can be judged again when the DNS has others. */
	if (json_array_size(json_object_get(letter->reading, "keys")) > 0)
		json_object_set(params, "keys", json_object_get(letter->reading, "keys"));
	return desk_event(desk, "letter.judged", params, letter->letter, NULL, error);
}

bool
judge_refuse(Desk *desk, const JudgeLetter *letter, const char *why, GError **error)
{
	return desk_event(desk, "answer.refused",
			  json_pack("{s:s, s:s}", "who", letter->from, "why", why), letter->letter,
			  NULL, error);
}

bool
judge_unreadable(Desk *desk, int64_t letter, const char *why, GError **error)
{
	json_t *params = json_pack("{s:I, s:s, s:s}", "letter", (json_int_t)letter, "kind", "dead",
				   "reason", why);
	g_autofree char *what = g_strdup_printf(
		"第%" PRId64 "号来信无法处理，原信完好保存（chengbao letters %" PRId64
		" --raw），改正后可重新处理：chengbao letters again %" PRId64,
		letter, letter, letter);

	return desk_event(desk, "letter.judged", params, letter, NULL, error) &&
	       mail_alarm(desk, what, why, 0, letter, error);
}

bool
judge_proven(const Desk *desk, const JudgeLetter *letter)
{
	const char *evidence = record_string(letter->reading, "evidence");

	if (!record_bool(letter->reading, "sender_clean") ||
	    record_bool(letter->reading, "evidence_failed") || !evidence)
		return false;
	for (char **method = desk->office->replies; method && *method; method++)
		if (strcmp(*method, evidence) == 0)
			return true;
	return false;
}

/* ---- automatic letters ---- */

/* Our dispatch with this Message-ID, bare or bracketed. That of an ask is its token, which no
 * row holds but its hash. */
static bool
judge_dispatch_of(Desk *desk, const char *id, json_t **ret_row, GError **error)
{
	g_autofree char *bare = g_strndup(id + (*id == '<'), strcspn(id, ">") - (*id == '<'));
	g_autofree char *bracketed = g_strdup_printf("<%s>", bare);
	g_autofree char *hash = NULL;

	if (!g_str_has_prefix(bare, "a."))
		return db_row(desk_db(desk), error, ret_row, "dispatch_by_message_id", "t",
			      bracketed);
	hash = hash_hex(bare + 2, strcspn(bare + 2, "@"));
	return db_row(desk_db(desk), error, ret_row, "dispatch_by_token", "t", hash);
}

static bool
judge_bounced(Desk *desk, const JudgeLetter *letter, GError **error)
{
	const char *id = record_string(letter->reading, "bounced_id");
	g_autoptr(json_t) row = NULL;
	g_autofree char *what = NULL;
	bool alarm;

	if (!id)
		return true;
	if (!judge_dispatch_of(desk, id, &row, error))
		return false;
	if (!row || strcmp(record_string(row, "state"), "sent") != 0)
		return true;
	alarm = strcmp(record_string(row, "purpose"), "alarm") == 0;
	what = g_strdup_printf("发往 %s 的邮件被退回：%s。请核对地址后重发：chengbao outbox retry "
			       "%" PRId64,
			       record_string(row, "recipient"), record_string(row, "subject"),
			       record_integer(row, "id"));
	return desk_event(desk, "dispatch.moved",
			  json_pack("{s:O, s:s, s:O}", "dispatch", json_object_get(row, "id"),
				    "state", "failed", "attempts",
				    json_object_get(row, "attempts")),
			  letter->letter, NULL, error) &&
	       /* Nobody is left to be told that he cannot be told: `status` says it. */
	       (alarm || mail_alarm(desk, what, NULL, 0, letter->letter, error));
}

static bool
judge_automatic(Desk *desk, const JudgeLetter *letter, const char *automatic, GError **error)
{
	bool bounce = strcmp(automatic, "bounce") == 0;

	if (bounce && !judge_bounced(desk, letter, error))
		return false;
	if (strcmp(automatic, "vacation") == 0 && !away_vacation(desk, letter, error))
		return false;
	return judge_done(desk, letter, bounce ? "bounce" : "automatic", automatic, NULL, error);
}

/* It went round through more servers than any letter needs: one address forwards to another
 * and that one back. Whatever it is, it is kept and nothing comes of it; the operator hears of
 * the first of a day. */
static bool
judge_circles(Desk *desk, const JudgeLetter *letter, GError **error)
{
	g_autoptr(json_t) before = NULL;
	g_autofree char *what = g_strdup_printf(
		"第%" PRId64 "号来信带有超过%d个Received字段，是在邮件服务器之间打转的信，已保存，"
		"没有办理也没有答复。请检查自动转发的设置：chengbao letters --kind loop",
		letter->letter, RECEIVED_MOST);

	if (!db_row(desk_db(desk), error, &before, "letter_judged_so", "tti", "loop", JUDGE_CIRCLES,
		    letter->received_us - JUDGE_DAY_US) ||
	    !judge_done(desk, letter, "loop", JUDGE_CIRCLES, NULL, error))
		return false;
	return record_integer(before, "n") > 0 ||
	       mail_alarm(desk, what, letter->from, 0, letter->letter, error);
}

/* ---- what a letter answers ---- */

/* The one ask that the letter's tokens name: *ret_ask NULL when there is none,
 * *ret_many when they name several or one is not ours. */
static bool
judge_find_ask(Desk *desk, const JudgeLetter *letter, json_t **ret_ask, bool *ret_many,
	       GError **error)
{
	size_t i;
	json_t *token;

	*ret_ask = NULL;
	*ret_many = false;
	json_array_foreach (json_object_get(letter->reading, "tokens"), i, token) {
		const char *text = json_string_value(token);
		g_autofree char *hash = hash_hex(text, strlen(text));
		g_autoptr(json_t) row = NULL;

		if (!db_row(desk_db(desk), error, &row, "ask_by_token", "t", hash))
			return false;
		if (!row || (*ret_ask && !json_equal(json_object_get(*ret_ask, "id"),
						     json_object_get(row, "id"))))
			*ret_many = true;
		else if (!*ret_ask)
			*ret_ask = json_incref(row);
	}
	if (record_bool(letter->reading, "reference_conflict"))
		*ret_many = true;
	return true;
}

/* The one open ask to this person about the item and revision of the one locator. */
static bool
judge_find_located(Desk *desk, const JudgeLetter *letter, json_t **ret_ask, GError **error)
{
	g_autoptr(json_t) rows =
		db_rows(desk_db(desk), error, "ask_open_of_person", "t", letter->from);
	const json_t *locators = json_object_get(letter->reading, "locators");
	const char *locator = json_array_size(locators) == 1
				      ? json_string_value(json_array_get(locators, 0))
				      : NULL;
	int64_t item;
	int revision;
	size_t i, n = 0;
	json_t *row;

	*ret_ask = NULL;
	if (!rows)
		return false;
	if (!locator || !reference_locator_read(locator, &item, &revision))
		return true;
	json_array_foreach (rows, i, row)
		if (record_integer(row, "item") == item &&
		    record_integer(row, "revision") == revision &&
		    strcmp(record_string(row, "kind"), "review") == 0) {
			json_decref(*ret_ask);
			*ret_ask = json_incref(row);
			n++;
		}
	if (n != 1)
		g_clear_pointer(ret_ask, json_decref);
	return true;
}

/* Our dispatch that a reference names; NULL when none does. */
static bool
judge_find_dispatch(Desk *desk, const JudgeLetter *letter, json_t **ret_row, GError **error)
{
	static const char *const lists[] = { "in_reply_to", "references" };

	*ret_row = NULL;
	for (size_t k = 0; k < G_N_ELEMENTS(lists); k++) {
		size_t i;
		json_t *one;

		json_array_foreach (json_object_get(letter->reading, lists[k]), i, one) {
			const char *id = json_string_value(one);
			g_autofree char *bracketed =
				id[0] == '<' ? g_strdup(id) : g_strdup_printf("<%s>", id);

			if (!db_row(desk_db(desk), error, ret_row, "dispatch_by_message_id", "t",
				    bracketed))
				return false;
			if (*ret_row)
				return true;
		}
	}
	return true;
}

static bool
judge_superior(Desk *desk, const JudgeLetter *letter, const Superior *superior, GError **error)
{
	g_autoptr(json_t) dispatch = NULL;

	if (!judge_find_dispatch(desk, letter, &dispatch, error))
		return false;
	if (dispatch && record_integer(dispatch, "issue"))
		return adoption_notice(desk, letter, superior, record_integer(dispatch, "issue"),
				       error);
	return adoption_circular(desk, letter, superior, error);
}

/* An approver's letter without a token: a locator, an adoption by hand, or words
 * that say a decision and name nothing. */
static bool
judge_approver(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_autoptr(json_t) ask = NULL;

	*ret_taken = true;
	if (!judge_find_located(desk, letter, &ask, error))
		return false;
	if (ask)
		return answer_take(desk, letter, ask, ANSWER_BY_LOCATOR, error);
	return stray_take(desk, letter, ret_taken, error);
}

/* Every carrier must agree: a locator that names another item stops the answer, and so does one
 * of another revision than an open ask is about. The acknowledgement of an edit, to which 撤销 is
 * the answer, bears the revision that the edit made. */
static bool
judge_located_elsewhere(const JudgeLetter *letter, const json_t *ask)
{
	bool open = strcmp(record_string(ask, "kind"), "review") == 0 &&
		    strcmp(record_string(ask, "state"), "open") == 0;
	size_t i;
	json_t *locator;

	json_array_foreach (json_object_get(letter->reading, "locators"), i, locator) {
		int64_t item;
		int revision;

		if (reference_locator_read(json_string_value(locator), &item, &revision) &&
		    (item != record_integer(ask, "item") ||
		     (open && revision != record_integer(ask, "revision"))))
			return true;
	}
	return false;
}

/* Does a contributor's letter quote a code that lives no more, or never did? He decides
 * nothing; his report that quotes an old mail is a report. */
static bool
judge_is_report_all_the_same(const JudgeLetter *letter, const json_t *ask, bool many)
{
	if (!letter->person || letter->person->role != ROLE_CONTRIBUTOR)
		return false;
	if (!ask)
		return many;
	return strcmp(record_string(ask, "state"), "open") != 0 &&
	       !address_equal(record_string(ask, "person"), letter->person->address);
}

static bool
judge_by_reference(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_autoptr(json_t) ask = NULL;
	bool many;

	*ret_taken = true;
	if (!judge_find_ask(desk, letter, &ask, &many, error))
		return false;
	if (judge_is_report_all_the_same(letter, ask, many)) {
		*ret_taken = false;
		return judge_refuse(desk, letter, "a contributor's letter quotes no living ask",
				    error);
	}
	if (many || (ask && judge_located_elsewhere(letter, ask)))
		return answer_conflict(desk, letter, ask, error);
	if (ask)
		return answer_take(desk, letter, ask, ANSWER_BY_TOKEN, error);
	*ret_taken = false;
	return true;
}

/* The item that a mail of ours told its author about: 已收到（第 12 号）：TITLE. Some programs
 * refer to nothing when they answer; the subject with number and title is left. 0: none. */
static int64_t
judge_item_named(const JudgeLetter *letter)
{
	const char *subject = record_string(letter->reading, "subject");
	const char *at = subject ? strstr(subject, "（第 ") : NULL;
	char *end = NULL;
	int64_t item = at ? g_ascii_strtoll(at + strlen("（第 "), &end, 10) : 0;

	return end && g_str_has_prefix(end, " 号）：") ? item : 0;
}

/* Whether the subject ends with the item's title, as ours did. */
static bool
judge_titled(const JudgeLetter *letter, const json_t *item)
{
	g_autofree char *end = g_strconcat(" 号）：", record_string(item, "title"), NULL);

	return g_str_has_suffix(record_string(letter->reading, "subject"), end);
}

/* A letter that answers a mail of ours about an item which its writer sent in. */
static bool
judge_author(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_autoptr(json_t) dispatch = NULL;
	g_autoptr(json_t) item = NULL;
	int64_t id;

	*ret_taken = false;
	if (!judge_find_dispatch(desk, letter, &dispatch, error))
		return false;
	id = dispatch ? record_integer(dispatch, "item") : judge_item_named(letter);
	if (!id)
		return true;
	if (!db_row(desk_db(desk), error, &item, "item_get", "i", id))
		return false;
	if (!dispatch && item && !judge_titled(letter, item))
		return true;
	if (!item || !address_equal(record_string(item, "sender"), letter->from))
		return true;
	return follow_take(desk, letter, item, ret_taken, error);
}

/* A question of somebody's, that he is away, the month's points: whichever mail of ours it answers.
 */
static bool
judge_notice(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	*ret_taken = false;
	if (!letter->person)
		return true;
	return query_take(desk, letter, ret_taken, error) &&
	       (*ret_taken || unasked_take(desk, letter, ret_taken, error));
}

/* His answer to a question that was put to him. */
static bool
judge_asked(Desk *desk, const JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_autoptr(json_t) dispatch = NULL;

	*ret_taken = false;
	return judge_find_dispatch(desk, letter, &dispatch, error) &&
	       (!dispatch || consult_answer(desk, letter, dispatch, ret_taken, error));
}

/* A report that the operator took down (add): only a letter of his own can be one. */
static bool
judge_told(Desk *desk, JudgeLetter *letter, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!record_member(letter->reading, "told"))
		return true;
	if (!db_row(desk_db(desk), error, &row, "letter_get", "i", letter->letter))
		return false;
	if (g_strcmp0(record_string(row, "source"), "operator") == 0)
		letter->told = record_member(letter->reading, "told");
	return true;
}

/* The letter, or the parts of it, that 另立 made items of their own: nothing else is asked of it.
 */
static bool
judge_apart(Desk *desk, JudgeLetter *letter, bool *ret_taken, GError **error)
{
	g_autoptr(json_t) list = apart_from(desk, letter->letter, error);
	size_t i;
	json_t *one;

	*ret_taken = json_array_size(list) > 0;
	json_array_foreach (list, i, one) {
		letter->apart = one;
		if (!report_take(desk, letter, error))
			return false;
	}
	letter->apart = NULL;
	return list != NULL;
}

bool
judge_letter(Desk *desk, int64_t id, int64_t received_us, const json_t *reading,
	     const json_t *texts, GError **error)
{
	const char *from = record_string(reading, "from");
	const char *automatic = record_string(reading, "automatic");
	JudgeLetter letter = { .letter = id,
			       .received_us = received_us,
			       .reading = reading,
			       .texts = texts,
			       .from = from ? from : "" };
	const Superior *superior;
	bool taken;

	letter.person = from ? roster_at(desk->office->roster, from, received_us) : NULL;
	if (!judge_told(desk, &letter, error) || !judge_apart(desk, &letter, &taken, error))
		return false;
	if (taken)
		return true;
	if (letter.told)
		return report_take(desk, &letter, error);
	if (record_bool(reading, "circles"))
		return judge_circles(desk, &letter, error);
	if (from && address_equal(from, desk->office->mailbox))
		return judge_done(desk, &letter, "loop", "own-address", NULL, error);
	if (automatic)
		return judge_automatic(desk, &letter, automatic, error);
	if (!judge_notice(desk, &letter, &taken, error))
		return false;
	if (!taken && !judge_by_reference(desk, &letter, &taken, error))
		return false;
	if (taken)
		return true;
	if (letter.person && !judge_asked(desk, &letter, &taken, error))
		return false;
	if (letter.person && taken)
		return true;
	superior = from ? office_superior_by_address(desk->office, from) : NULL;
	if (superior)
		return judge_superior(desk, &letter, superior, error);
	if (letter.person && letter.person->role != ROLE_CONTRIBUTOR) {
		if (!judge_approver(desk, &letter, &taken, error))
			return false;
		if (taken)
			return true;
	}
	if (letter.person) {
		if (!unasked_tried(desk, &letter, &taken, error))
			return false;
		if (taken)
			return true;
		/* 更正 and 撤回 say the same in answer to our receipt. */
		if (!amend_take(desk, &letter, &taken, error) ||
		    (!taken && !judge_author(desk, &letter, &taken, error)))
			return false;
		if (taken)
			return true;
	}
	return report_take(desk, &letter, error);
}
