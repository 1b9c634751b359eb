/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seal — a signed draft becomes a numbered issue
 */
#include "pipeline/desk/seal.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/outcome.h"
#include "pipeline/desk/points.h"
#include "pipeline/desk/report.h"
#include "pipeline/desk/snapshot.h"

#include <string.h>

#define SEAL_LINES 500

typedef struct {
	Desk *desk;
	const Actor *actor;
	int64_t issue;
	const Journal *journal;
	json_t *before;		   /* rows of the draft's lines, in order */
	json_t *lines;		   /* what will be printed: {"item","revision"} */
	bool gone[SEAL_LINES + 1]; /* by position */
	bool put[SEAL_LINES + 1];
	json_t *report;
	int64_t edition, year, number, total;
} Sealing;

bool
seal_send_back(Desk *desk, const Actor *actor, int64_t item, const char *why, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "item_get", "i", item))
		return false;
	return decide_move(desk, actor, row, "waiting", "remove", why,
			   json_pack("{s:s}", "step", desk->office->sign_off[0]), error) &&
	       report_ask(desk, item, actor->letter, error);
}

static json_t *
seal_line(const Sealing *sealing, int position, GError **error)
{
	json_t *line = position < 1 ? NULL : json_array_get(sealing->before, (size_t)position - 1);

	if (!line)
		errors_set(error, ERRORS_REFUSED, _("the draft has no line %d"), position);
	return line;
}

static void
seal_note(Sealing *sealing, const char *what)
{
	json_array_append_new(json_object_get(sealing->report, "done"),
			      json_pack("{s:s}", "what", what));
}

static bool
seal_take_out(Sealing *sealing, const int *positions, size_t n, bool postpone, GError **error)
{
	for (size_t i = 0; i < n; i++) {
		json_t *line = seal_line(sealing, positions[i], error);
		g_autofree char *what = g_strdup_printf("第%d条%s", positions[i],
							postpone ? "移下期" : "删去，退回待审");

		if (!line)
			return false;
		sealing->gone[positions[i]] = true;
		if (!postpone && !seal_send_back(sealing->desk, sealing->actor,
						 record_integer(line, "item"), "签发时删去", error))
			return false;
		seal_note(sealing, what);
	}
	return true;
}

static bool
seal_titles(Sealing *sealing, const GPtrArray *titles, GError **error)
{
	for (guint i = 0; titles && i < titles->len; i++) {
		const CommandTitle *title = titles->pdata[i];
		json_t *line = seal_line(sealing, title->line, error);
		g_autoptr(json_t) row = NULL;
		int64_t item, revision;

		if (!line)
			return false;
		item = record_integer(line, "item");
		if (!db_row(desk_db(sealing->desk), error, &row, "item_get", "i", item))
			return false;
		revision = record_integer(row, "revision") + 1;
		record_set_integer(line, "revision", revision);
		if (!desk_event(sealing->desk, "item.revised",
				json_pack("{s:I, s:I, s:s, s:O, s:s}", "item", (json_int_t)item,
					  "revision", (json_int_t)revision, "title", title->title,
					  "text", json_object_get(row, "text"), "who",
					  sealing->actor->address),
				sealing->actor->letter, NULL, error))
			return false;
	}
	return true;
}

static void
seal_put(Sealing *sealing, int position)
{
	const json_t *line = json_array_get(sealing->before, (size_t)position - 1);

	if (sealing->gone[position] || sealing->put[position])
		return;
	sealing->put[position] = true;
	json_array_append_new(sealing->lines,
			      json_pack("{s:O, s:O}", "item", json_object_get(line, "item"),
					"revision", json_object_get(line, "revision")));
}

/* Named lines first, in their order; the rest keep theirs. */
static bool
seal_order(Sealing *sealing, const Commands *commands, GError **error)
{
	for (guint i = 0; commands && i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];

		for (size_t k = 0; k < command->n_order; k++) {
			int position = command->order[k];

			if (!seal_line(sealing, position, error))
				return false;
			if (sealing->gone[position] || sealing->put[position])
				return errors_set(error, ERRORS_REFUSED,
						  _("line %d stands twice in the order, or was "
						    "taken out"),
						  position);
			seal_put(sealing, position);
		}
	}
	for (size_t i = 1; i <= json_array_size(sealing->before); i++)
		seal_put(sealing, (int)i);
	if (json_array_size(sealing->lines) == 0)
		return errors_set(error, ERRORS_REFUSED, _("no line would be left in the issue"));
	return true;
}

static bool
seal_clauses(Sealing *sealing, const Commands *commands, GError **error)
{
	for (guint i = 0; commands && i < commands->list->len; i++) {
		const Command *command = commands->list->pdata[i];

		if (!seal_take_out(sealing, command->removed, command->n_removed, false, error) ||
		    !seal_take_out(sealing, command->postponed, command->n_postponed, true,
				   error) ||
		    !seal_titles(sealing, command->titles, error))
			return false;
	}
	return seal_order(sealing, commands, error);
}

static bool
seal_number(Sealing *sealing, GError **error)
{
	Desk *desk = sealing->desk;
	g_autoptr(json_t) number = NULL;
	g_autoptr(json_t) total = NULL;
	int64_t last;

	sealing->year = clock_year(desk->now_us, desk->office->zone);
	if (!db_row(desk_db(desk), error, &number, "issue_last_number", "ti",
		    sealing->journal->name, sealing->year) ||
	    !db_row(desk_db(desk), error, &total, "issue_last_total", "t", sealing->journal->name))
		return false;
	last = record_integer(total, "total");
	sealing->total = last ? last + 1 : MAX(1, sealing->journal->first_total);
	sealing->number = record_integer(number, "number") + 1;
	/* The office may begin in the middle of a year, behind its paper issues. */
	if (last == 0)
		sealing->number = MAX(sealing->number, sealing->journal->first_number);
	return true;
}

/* The issue as it will be for ever; its hash stands in the event. */
static char *
seal_freeze(Sealing *sealing, char **ret_hash, GError **error)
{
	Desk *desk = sealing->desk;
	g_autoptr(json_t) content =
		snapshot_issue(desk->store, desk->office, sealing->issue, SNAPSHOT_MAIL, error);
	g_autofree char *text = NULL;
	g_autofree char *date = desk_local(desk, desk->now_us);

	if (!content)
		return NULL;
	date[10] = '\0';
	record_set_string(content, "state", "sealed");
	record_set_integer(content, "year", sealing->year);
	record_set_integer(content, "number", sealing->number);
	record_set_integer(content, "total", sealing->total);
	record_set_string(content, "date_local", date);
	record_set_string(content, "signed_by",
			  sealing->actor->signer ? sealing->actor->signer->name
						 : sealing->actor->name);
	if (sealing->actor->signer)
		record_set_string(content, "recorded_by", sealing->actor->name);
	if (sealing->actor->stands_for)
		record_set_string(content, "signed_for", sealing->actor->stands_for->name);
	text = record_text(content);
	*ret_hash = hash_hex(text, strlen(text));
	return store_freeze(desk->store, "issues", text, strlen(text), error);
}

static bool
seal_write(Sealing *sealing, GError **error)
{
	Desk *desk = sealing->desk;
	const Person *signer = sealing->actor->signer;
	g_autofree char *hash = NULL;
	g_autofree char *place = NULL;

	/* The final lines first: the frozen content is read from them. */
	if (!desk_event(desk, "issue.changed",
			json_pack("{s:I, s:s, s:I, s:O}", "issue", (json_int_t)sealing->issue,
				  "state", "signing", "edition", (json_int_t)sealing->edition,
				  "lines", sealing->lines),
			sealing->actor->letter, NULL, error))
		return false;
	place = seal_freeze(sealing, &hash, error);
	if (!place)
		return false;
	return desk_event(
		desk, "issue.sealed",
		json_pack("{s:I, s:I, s:I, s:I, s:s, s:s*, s:s*, s:s, s:s, s:O}", "issue",
			  (json_int_t)sealing->issue, "year", (json_int_t)sealing->year, "number",
			  (json_int_t)sealing->number, "total", (json_int_t)sealing->total,
			  "signed_by", signer ? signer->address : sealing->actor->address,
			  "recorded_by", signer ? sealing->actor->address : NULL, "signed_for",
			  sealing->actor->stands_for ? sealing->actor->stands_for->address : NULL,
			  "sha256", hash, "place", place, "lines", sealing->lines),
		sealing->actor->letter, NULL, error);
}

/* Every printed item: its state, its points, its authors told. */
static bool
seal_items(Sealing *sealing, GError **error)
{
	Desk *desk = sealing->desk;
	const Person *signer = sealing->actor->signer;
	const Person *away = sealing->actor->stands_for;
	g_autofree char *why = signer ? g_strdup_printf("代录签发：%s", signer->name)
			       : away ? g_strdup_printf("代%s签发", away_name(away))
				      : NULL;
	size_t i;
	json_t *line;

	json_array_foreach (sealing->lines, i, line) {
		int64_t item = record_integer(line, "item");
		g_autoptr(json_t) row = NULL;
		PointsEvent event = { .type = "issued",
				      .item = item,
				      .journal = sealing->journal->name,
				      .level = sealing->journal->level,
				      .cause = sealing->actor->letter };

		if (!db_row(desk_db(desk), error, &row, "item_get", "i", item) ||
		    !decide_move(desk, sealing->actor, row, "issued", "seal", why, NULL, error) ||
		    !points_book(desk, &event, error) ||
		    !outcome_tell(desk, item, "issued", NULL, sealing->actor->letter, error))
			return false;
	}
	return true;
}

static bool
seal_send_up(Sealing *sealing, GError **error)
{
	for (char **name = sealing->journal->to; name && *name; name++) {
		const Superior *superior = office_superior(sealing->desk->office, *name);
		MailOrder order = { .template_name = "issue",
				    .purpose = "issue",
				    .to = superior->addresses[0],
				    .issue = sealing->issue };

		order.params = json_pack("{s:s}", "superior", superior->name);
		if (!mail_due(sealing->desk, &order, error))
			return false;
	}
	return true;
}

bool
seal_issue(Desk *desk, const Actor *actor, const json_t *issue, const Commands *commands,
	   json_t *report, GError **error)
{
	Sealing sealing = { .desk = desk,
			    .actor = actor,
			    .issue = record_integer(issue, "id"),
			    .edition = record_integer(issue, "edition"),
			    .journal =
				    office_journal(desk->office, record_string(issue, "journal")),
			    .report = report };
	g_autoptr(json_t) before = NULL;
	g_autoptr(json_t) lines = json_array();
	g_autofree char *what = NULL;

	if (!sealing.journal)
		return errors_set(error, ERRORS_REFUSED,
				  _("the journal is no longer in office.conf"));
	before = db_rows(desk_db(desk), error, "line_list", "i", sealing.issue);
	if (!before)
		return false;
	if (json_array_size(before) > SEAL_LINES)
		return errors_set(error, ERRORS_REFUSED, _("an issue has at most %d lines"),
				  SEAL_LINES);
	sealing.before = before;
	sealing.lines = lines;
	if (!seal_clauses(&sealing, commands, error) || !seal_number(&sealing, error) ||
	    !seal_write(&sealing, error) ||
	    !mail_close_issue(desk, sealing.issue, "answered", actor->address, actor->letter,
			      error) ||
	    !seal_items(&sealing, error) || !seal_send_up(&sealing, error))
		return false;
	what = g_strdup_printf("已签发：《%s》%d年第%d期（总第%d期），共%d条",
			       sealing.journal->name, (int)sealing.year, (int)sealing.number,
			       (int)sealing.total, (int)json_array_size(lines));
	seal_note(&sealing, what);
	return true;
}
