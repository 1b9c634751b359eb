/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bulletin — issues: drafted, asked about, their lines changed
 *
 * Sealing is seal.c.
 */
#include "pipeline/desk/bulletin.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/deputy.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/seal.h"
#include "pipeline/desk/trust.h"

#include <string.h>

/* Roles and addresses as office.conf names them. */
GPtrArray *
bulletin_signers(const Desk *desk, const Journal *journal)
{
	GPtrArray *people = g_ptr_array_new();

	for (char **signer = journal->signers; signer && *signer; signer++) {
		Role role;
		g_autoptr(GPtrArray) found = NULL;
		const Person *one;

		if (role_from_word(*signer, &role)) {
			found = roster_role(desk->office->roster, role, desk->now_us);
			for (guint i = 0; i < found->len; i++)
				if (!g_ptr_array_find(people, found->pdata[i], NULL))
					g_ptr_array_add(people, found->pdata[i]);
		} else if ((one = roster_at(desk->office->roster, *signer, desk->now_us)) &&
			   !g_ptr_array_find(people, one, NULL)) {
			g_ptr_array_add(people, (void *)one);
		}
	}
	return people;
}

static bool
bulletin_ask(Desk *desk, const Journal *journal, int64_t issue, int64_t edition, int64_t cause,
	     GError **error)
{
	g_autoptr(GPtrArray) signers = bulletin_signers(desk, journal);
	const DeputyDraft draft = { .issue = issue, .edition = edition, .cause = cause };

	if (!mail_close_issue(desk, issue, "void", NULL, cause, error))
		return false;
	if (signers->len == 0)
		return mail_alarm(desk, "刊物没有可以签发的人，请在 office.conf 的 signer 中设置",
				  journal->name, 0, cause, error);
	return deputy_ask(desk, &draft, signers, error);
}

bool
bulletin_change(Desk *desk, int64_t issue, json_t *lines, int64_t cause, GError **error)
{
	g_autoptr(json_t) taken = lines;
	g_autoptr(json_t) row = NULL;
	const Journal *journal;
	int64_t edition;
	bool empty = json_array_size(taken) == 0;

	if (!db_row(desk_db(desk), error, &row, "issue_get", "i", issue))
		return false;
	if (!row || strcmp(record_string(row, "state"), "sealed") == 0)
		return errors_set(error, ERRORS_REFUSED, _("a sealed issue does not change"));
	journal = office_journal(desk->office, record_string(row, "journal"));
	edition = record_integer(row, "edition") + 1;
	if (!desk_event(desk, "issue.changed",
			json_pack("{s:I, s:s, s:I, s:O}", "issue", (json_int_t)issue, "state",
				  empty ? "draft" : "signing", "edition", (json_int_t)edition,
				  "lines", taken),
			cause, NULL, error))
		return false;
	if (empty || !journal)
		return mail_close_issue(desk, issue, "void", NULL, cause, error);
	return bulletin_ask(desk, journal, issue, edition, cause, error);
}

static json_t *
bulletin_lines(Desk *desk, int64_t issue, GError **error)
{
	return db_rows(desk_db(desk), error, "line_list", "i", issue);
}

static void
bulletin_append(json_t *lines, const json_t *rows)
{
	size_t i;
	json_t *row;

	json_array_foreach ((json_t *)rows, i, row)
		json_array_append_new(lines,
				      json_pack("{s:O, s:O}", "item", json_object_get(row, "id"),
						"revision", json_object_get(row, "revision")));
}

/* What may be printed by now. NULL on error. */
static json_t *
bulletin_ready(Desk *desk, const Journal *journal, GError **error)
{
	json_t *ready = db_rows(desk_db(desk), error, "item_approved", "t", journal->name);

	for (size_t i = json_array_size(ready); i-- > 0;)
		if (trust_printable_us(desk->office, json_array_get(ready, i)) > desk->now_us)
			json_array_remove(ready, i);
	return ready;
}

bool
bulletin_draft(Desk *desk, const Journal *journal, int64_t cause, int64_t *ret_issue,
	       GError **error)
{
	g_autoptr(json_t) ready = bulletin_ready(desk, journal, error);
	g_autoptr(json_t) open = NULL;
	g_autoptr(json_t) lines = NULL;
	int64_t issue;

	if (ret_issue)
		*ret_issue = 0;
	if (!ready || !db_row(desk_db(desk), error, &open, "issue_open", "t", journal->name))
		return false;
	if (json_array_size(ready) == 0)
		return true;
	if (open) {
		issue = record_integer(open, "id");
		lines = bulletin_lines(desk, issue, error);
		if (!lines)
			return false;
		bulletin_append(lines, ready);
		if (ret_issue)
			*ret_issue = issue;
		return bulletin_change(desk, issue, g_steal_pointer(&lines), cause, error);
	}
	lines = json_array();
	bulletin_append(lines, ready);
	if (!desk_next_id(desk, "issue_next_id", &issue, error))
		return false;
	if (ret_issue)
		*ret_issue = issue;
	return desk_event(desk, "issue.drafted",
			  json_pack("{s:I, s:s, s:O}", "issue", (json_int_t)issue, "journal",
				    journal->name, "lines", lines),
			  cause, NULL, error) &&
	       bulletin_ask(desk, journal, issue, 1, cause, error);
}

bool
bulletin_forget(Desk *desk, int64_t item, int64_t cause, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) rows = NULL;
	json_t *left, *line;
	size_t i;

	if (!db_row(desk_db(desk), error, &row, "issue_open_of_item", "i", item))
		return false;
	if (!row)
		return true;
	rows = bulletin_lines(desk, record_integer(row, "id"), error);
	if (!rows)
		return false;
	left = json_array();
	json_array_foreach (rows, i, line)
		if (record_integer(line, "item") != item)
			json_array_append(left, line);
	return bulletin_change(desk, record_integer(row, "id"), left, cause, error);
}

bool
bulletin_put_back(Desk *desk, const BulletinPlace *place, int64_t item, int64_t cause,
		  bool *ret_there, GError **error)
{
	g_autoptr(json_t) issue = NULL;
	g_autoptr(json_t) now = NULL;
	g_autoptr(json_t) lines = NULL;
	size_t at;

	*ret_there = false;
	if (!db_row(desk_db(desk), error, &issue, "issue_get", "i", place->issue) ||
	    !db_row(desk_db(desk), error, &now, "item_get", "i", item))
		return false;
	if (strcmp(record_string(issue, "state"), "sealed") == 0)
		return true;
	lines = bulletin_lines(desk, place->issue, error);
	if (!lines)
		return false;
	*ret_there = true;
	at = MIN((size_t)place->position - 1, json_array_size(lines));
	json_array_insert_new(lines, at,
			      json_pack("{s:I, s:O}", "item", (json_int_t)item, "revision",
					json_object_get(now, "revision")));
	return bulletin_change(desk, place->issue, g_steal_pointer(&lines), cause, error);
}

bool
bulletin_renew(Desk *desk, int64_t item, int64_t cause, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) now = NULL;
	json_t *lines, *line;
	size_t i;

	if (!db_row(desk_db(desk), error, &row, "issue_open_of_item", "i", item) ||
	    !db_row(desk_db(desk), error, &now, "item_get", "i", item))
		return false;
	if (!row)
		return true;
	lines = bulletin_lines(desk, record_integer(row, "id"), error);
	json_array_foreach (lines, i, line)
		if (record_integer(line, "item") == item)
			json_object_set(line, "revision", json_object_get(now, "revision"));
	return lines && bulletin_change(desk, record_integer(row, "id"), lines, cause, error);
}

/* 退回 of a draft: every item goes back to its editor with the reason. */
static bool
bulletin_return(Desk *desk, const Actor *actor, int64_t issue, const char *why, json_t *report,
		GError **error)
{
	g_autoptr(json_t) lines = bulletin_lines(desk, issue, error);
	size_t i;
	json_t *line;

	if (!lines || !bulletin_change(desk, issue, json_array(), actor->letter, error))
		return false;
	json_array_foreach (lines, i, line)
		if (!seal_send_back(desk, actor, record_integer(line, "item"), why, error))
			return false;
	json_array_append_new(json_object_get(report, "done"),
			      json_pack("{s:s}", "what", "整期退回，各条回到待审"));
	return true;
}

bool
bulletin_answer(Desk *desk, const Actor *actor, const json_t *ask, const Commands *commands,
		json_t *report, GError **error)
{
	int64_t issue = record_integer(ask, "issue");
	g_autoptr(json_t) row = NULL;
	const Command *first = commands->list->pdata[0];

	if (!db_row(desk_db(desk), error, &row, "issue_get", "i", issue))
		return false;
	if (!row || strcmp(record_string(row, "state"), "signing") != 0 ||
	    record_integer(row, "edition") != record_integer(ask, "edition"))
		return errors_set(error, ERRORS_REFUSED,
				  _("this draft has changed since; please answer the newest mail"));
	if (!deputy_check(desk, actor, ask, error))
		return false;
	if (commands->list->len == 1 && first->verb == COMMAND_RETURN)
		return bulletin_return(desk, actor, issue, first->rest, report, error);
	for (guint i = 0; i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];

		if (command->verb != COMMAND_SEAL && command->verb != COMMAND_APPROVE)
			return errors_set(error, ERRORS_REFUSED,
					  _("a draft is sealed (签发) or returned (退回 with a "
					    "reason)"));
	}
	return seal_issue(desk, actor, row, commands, report, error) &&
	       (!actor->stands_for || deputy_tell(desk, actor, issue, error));
}

bool
bulletin_seal(Desk *desk, const Actor *actor, int64_t issue, const Commands *clauses,
	      json_t *report, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "issue_get", "i", issue))
		return false;
	if (!row || strcmp(record_string(row, "state"), "signing") != 0)
		return errors_set(error, ERRORS_REFUSED, _("there is no open draft to seal"));
	return seal_issue(desk, actor, row, clauses, report, error);
}

/* ---- the journals' hours ---- */

/* When this journal's next draft is due: its first hour after the earliest approval
 * that stands in no draft, and after the last issue: what its signer postponed waits
 * for the next. INT64_MAX where nothing waits. */
static int64_t
bulletin_hour(const Desk *desk, const Journal *journal)
{
	g_autoptr(json_t) ready = db_rows(desk_db(desk), NULL, "item_approved", "t", journal->name);
	g_autoptr(json_t) last = NULL;
	int64_t earliest = INT64_MAX, sealed;
	size_t i;
	json_t *row;

	if (!db_row(desk_db(desk), NULL, &last, "issue_last_sealed", "t", journal->name))
		return INT64_MAX;
	sealed = record_integer(last, "sealed_us");
	json_array_foreach (ready, i, row)
		earliest = MIN(earliest, trust_printable_us(desk->office, row));
	if (earliest == INT64_MAX)
		return INT64_MAX;
	if (journal->schedule.at_once)
		return earliest > sealed ? earliest : INT64_MAX;
	return office_next(desk->office, &journal->schedule, MAX(earliest, sealed));
}

int64_t
bulletin_next(const Desk *desk)
{
	int64_t next = INT64_MAX;

	for (guint i = 0; i < desk->office->journals->len; i++)
		next = MIN(next, bulletin_hour(desk, desk->office->journals->pdata[i]));
	return next;
}

bool
bulletin_schedule(Desk *desk, GError **error)
{
	for (guint i = 0; i < desk->office->journals->len; i++) {
		const Journal *journal = desk->office->journals->pdata[i];

		if (bulletin_hour(desk, journal) <= desk->now_us &&
		    !bulletin_draft(desk, journal, 0, NULL, error))
			return false;
	}
	return true;
}
