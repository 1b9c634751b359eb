/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report — a letter becomes an item, or several
 *
 * A letter that certainly brings several reports gives an item for each, with one receipt
 * and one ask apiece; one that may do so, or that is held, stays together, and the ask says so.
 */
#include "pipeline/desk/report.h"

#include "base/clock.h"
#include "base/text/address.h"
#include "pipeline/desk/breaker.h"
#include "pipeline/desk/chain.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/overdue.h"
#include "pipeline/desk/report_item.h"
#include "pipeline/desk/resent.h"
#include "pipeline/desk/similar.h"

#include <inttypes.h>
#include <string.h>

#define REPORT_STRANGER_CHARACTERS 12 /* a shorter text is no report */
#define REPORT_STRANGER_US (INT64_C(86400) * CLOCK_SECOND_US)

static void
report_read_as(const JudgeLetter *letter, bool all, char **ret_title, char **ret_text)
{
	g_auto(Report) report = { .letter = letter, .reading = letter->reading };

	report_words(&report, all);
	*ret_title = g_steal_pointer(&report.title);
	*ret_text = g_steal_pointer(&report.text);
}

void
report_read(const JudgeLetter *letter, char **ret_title, char **ret_text)
{
	report_read_as(letter, false, ret_title, ret_text);
}

void
report_read_all(const JudgeLetter *letter, char **ret_title, char **ret_text)
{
	report_read_as(letter, true, ret_title, ret_text);
}

/* Is this a report, by its length and as it refers to no mail of ours? A probe is not answered. */
static bool
report_of_stranger(const Report *report)
{
	const json_t *reading = report->letter->reading;

	return g_strcmp0(report->reason, "unknown-sender") == 0 &&
	       judge_proven(report->desk, report->letter) &&
	       json_array_size(record_member(reading, "tokens")) == 0 &&
	       json_array_size(record_member(reading, "locators")) == 0 &&
	       json_array_size(record_member(reading, "dispatch_ids")) == 0 &&
	       g_utf8_strlen(report->text, -1) >= REPORT_STRANGER_CHARACTERS;
}

/* Who is not of this office hears once a day that his letter came, and only when it is proven
 * that he wrote it: nobody shall make us write to a third. */
static bool
report_may_tell(const Report *report, bool *ret_may, GError **error)
{
	const JudgeLetter *letter = report->letter;
	g_autoptr(json_t) row = NULL;

	*ret_may = address_valid(letter->from) &&
		   g_strcmp0(report->reason, "failed-evidence") != 0 &&
		   (letter->person || report_of_stranger(report));
	if (!*ret_may || letter->person)
		return true;
	if (!db_row(desk_db(report->desk), error, &row, "mailing_recent", "tti", "receipt-held",
		    letter->from, report->desk->now_us - REPORT_STRANGER_US))
		return false;
	*ret_may = record_integer(row, "n") == 0;
	return true;
}

/* The number of the revision that it makes. */
static int64_t
report_revision(const Report *report)
{
	return record_integer(report->revises, "revision") + 1;
}

static bool
report_receipt(const Report *report, const char *template_name, GError **error)
{
	bool marked = g_strcmp0(report->reason, "secret-mark") == 0;
	MailOrder order = { .template_name = report->letter->person && !marked ? template_name
									       : "receipt-held",
			    .purpose = "receipt",
			    .to = report->letter->from,
			    .item = report->item,
			    .cause = report->letter->letter };
	bool holds = false, may = false;

	if (!report_may_tell(report, &may, error))
		return false;
	if (!may)
		return true;
	if (!breaker_holds(report->desk, report->letter, &holds, error) || holds)
		return holds;
	order.params = json_pack("{s:b, s:b, s:s?, s:O?}", "author_missing", report->author == NULL,
				 "tier1", report->tier1, "held_reason", report->reason, "apart",
				 json_object_get(report->letter->apart, "item"));
	if (report->revises) {
		record_set_integer(order.params, "revised", report_revision(report));
		if (report->siblings)
			json_object_set(order.params, "several", report->siblings);
	}
	return mail_due(report->desk, &order, error);
}

/* The same content from the same sender again: one item, and he is told the first time. */
static bool
report_duplicate(Report *report, int64_t first, GError **error)
{
	Desk *desk = report->desk;
	const JudgeLetter *letter = report->letter;
	g_autoptr(json_t) items = db_rows(desk_db(desk), error, "letter_items", "i", first);
	g_autoptr(json_t) told =
		db_rows(desk_db(desk), error, "letter_same_as", "it", first, letter->from);
	g_autofree char *reason = NULL;

	if (!items || !told)
		return false;
	report->item =
		report->again ? report->again : record_integer(json_array_get(items, 0), "item");
	reason = g_strdup_printf("same content as letter %" PRId64, first);
	if (!judge_done(desk, letter, "duplicate", reason,
			json_pack("{s:I}", "same_as", (json_int_t)first), error))
		return false;
	return report->item == 0 || json_array_size(told) > 0 ||
	       report_receipt(report, "receipt-duplicate", error);
}

/* Who has no address is known by his unit. */
static bool
report_same_sender(const Report *report, const json_t *item)
{
	return address_equal(record_string(item, "sender"), report->letter->from) &&
	       (*report->letter->from || g_strcmp0(record_string(item, "unit"), report->unit) == 0);
}

/* What else was sent in that says much the same; report->again where one is the very same,
 * from the same sender, not withdrawn. */
static bool
report_compare(Report *report, GError **error)
{
	Desk *desk = report->desk;
	size_t i;
	json_t *one;

	/* Of a tier 1 letter nothing is looked up. */
	if (report->tier1)
		return true;
	report->similar = similar_find(desk, report->title, report->text,
				       record_string(report->reading, "event_time"), error);
	if (!report->similar ||
	    !chain_add(desk, report->title, report->text, report->unit, report->similar, error))
		return false;
	json_array_foreach (json_object_get(report->similar, "similar"), i, one) {
		g_autoptr(json_t) item = NULL;
		g_autofree char *content = NULL;

		if (report->again || strcmp(record_string(one, "relation"), "same") != 0)
			continue;
		if (!db_row(desk_db(desk), error, &item, "item_get", "i",
			    record_integer(one, "item")))
			return false;
		content = report_content_hash(record_string(item, "title"),
					      record_string(item, "text"));
		if (strcmp(content, report->content) != 0 || !report_same_sender(report, item) ||
		    strcmp(record_string(item, "state"), "withdrawn") == 0)
			continue;
		report->again = record_integer(one, "item");
		report->first = record_integer(item, "letter");
	}
	return true;
}

static bool
report_judged(const Report *report, GError **error)
{
	const JudgeLetter *letter = report->letter;

	return judge_done(report->desk, letter,
			  letter->person || letter->told ? "report" : "stranger", report->reason,
			  report->tier1 ? NULL
					: json_pack("{s:s?, s:s}", "subject",
						    record_string(report->reading, "subject"),
						    "content", report->content),
			  error);
}

/* What no letter of its sender has said; his unit may have. It may become an erratum. */
static bool
report_resent(Report *report, GError **error)
{
	g_autoptr(json_t) item = NULL;
	ResentKind kind;

	if (!resent_find(report, &kind, &item, error))
		return false;
	if (kind == RESENT_SAME) {
		report->again = record_integer(item, "id");
		report->first = record_integer(item, "letter");
	} else if (kind == RESENT_REVISES) {
		report->item = record_integer(item, "id");
		report->revises = g_steal_pointer(&item);
	}
	return true;
}

/* ---- one item of a letter ---- */

/* A letter that stays together though it has, or may have, several reports. */
static void
report_together(Report *report)
{
	const json_t *several = record_member(report->reading, "several");
	json_t *titles = json_array(), *part;
	size_t i;

	json_array_foreach (json_object_get(several, "parts"), i, part)
		json_array_append(titles, json_object_get(part, "title"));
	if (i < 2) {
		json_decref(titles);
		return;
	}
	report->siblings = json_pack("{s:b, s:b, s:i, s:o}", "together", true, "sure",
				     record_bool(several, "sure"), "n", (int)i, "titles", titles);
}

/* Of a letter, `whole`: all of it or one of its reports. */
static bool
report_make(Report *report, const Report *whole, GError **error)
{
	Desk *desk = report->desk;
	const JudgeLetter *letter = report->letter;

	if (report == whole)
		report_together(report);
	if (report->urgent)
		overdue_hurry(desk->overdue);
	return desk_next_id(desk, "item_next_id", &report->item, error) &&
	       desk_event(desk, "item.made", report_params(report), letter->letter, NULL, error) &&
	       report_judged(whole, error) && report_receipt(report, "receipt", error) &&
	       report_ask(desk, report->item, letter->letter, error) &&
	       report_alert(desk, report->item, letter->letter, error);
}

/* ---- several ---- */

typedef struct {
	Report *whole;
	Report *each;
	size_t n, n_new, n_revised;
} Reports;

static void
reports_clear(Reports *reports)
{
	for (size_t i = 0; i < reports->n; i++)
		report_clear(reports->each + i);
	g_free(reports->each);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reports, reports_clear)

/* Does an earlier one of them revise the same item? */
static bool
reports_taken(const Reports *reports, const Report *report)
{
	for (const Report *one = reports->each; one < report; one++)
		if (one->revises && one->item == report->item)
			return true;
	return false;
}

/* Each with its words and its number. */
static bool
reports_read(Reports *reports, GError **error)
{
	const Report *whole = reports->whole;
	int64_t next;
	size_t i;
	json_t *part;

	if (!desk_next_id(whole->desk, "item_next_id", &next, error))
		return false;
	json_array_foreach ((json_t *)report_parts(whole->reading), i, part) {
		Report *one = reports->each + i;

		one->desk = whole->desk;
		one->letter = whole->letter;
		one->reading = whole->reading;
		report_words_of_part(one, part, i);
		report_writer(one);
		one->state = whole->state;
		one->reason = whole->reason;
		report_route(one);
		if (!report_compare(one, error) || (!one->again && !report_resent(one, error)))
			return false;
		if (one->revises && reports_taken(reports, one))
			g_clear_pointer(&one->revises, json_decref);
		if (!one->revises)
			one->item = one->again ? one->again : next++;
		reports->n_revised += one->revises != NULL;
		reports->n_new += !one->again && !one->revises;
	}
	return true;
}

/* What an item keeps of the others that came with it. */
static json_t *
reports_others(const Reports *reports, const Report *of)
{
	json_t *others = json_array();
	int64_t said = record_integer(record_member(reports->whole->reading, "several"), "said");

	for (size_t i = 0; i < reports->n; i++) {
		const Report *one = reports->each + i;

		if (one == of)
			continue;
		json_array_append_new(
			others,
			json_pack("{s:I, s:s, s:b, s:o, s:o}", "item", (json_int_t)one->item,
				  "title", one->title, "before", one->again != 0, "missing",
				  report_missing(one->reading), "revised",
				  one->revises ? json_integer(report_revision(one)) : json_null()));
	}
	return json_pack("{s:b, s:i, s:o, s:o}", "sure", true, "n", (int)reports->n, "others",
			 others, "said",
			 said > (int64_t)reports->n ? json_integer(said) : json_null());
}

/* The one whose receipt stands for all: what is new before a revision, urgent before others. */
static const Report *
reports_lead(const Reports *reports)
{
	const Report *lead = NULL;

	for (const Report *one = reports->each; one < reports->each + reports->n; one++) {
		if (one->again)
			continue;
		if (!lead || (lead->revises && !one->revises) ||
		    (!lead->revises == !one->revises && one->urgent && !lead->urgent))
			lead = one;
	}
	return lead;
}

static bool
reports_judged(const Reports *reports, GError **error)
{
	return reports->n_new > 0 ? report_judged(reports->whole, error)
				  : judge_done(reports->whole->desk, reports->whole->letter,
					       "correction", NULL, NULL, error);
}

static bool
reports_make(Reports *reports, GError **error)
{
	Desk *desk = reports->whole->desk;
	int64_t letter = reports->whole->letter->letter;

	for (size_t i = 0; i < reports->n; i++) {
		Report *one = reports->each + i;

		if (one->again)
			continue;
		one->siblings = reports_others(reports, one);
		if (one->urgent)
			overdue_hurry(desk->overdue);
		if (!one->revises &&
		    !desk_event(desk, "item.made", report_params(one), letter, NULL, error))
			return false;
	}
	if (!reports_judged(reports, error) ||
	    !report_receipt(reports_lead(reports), "receipt", error))
		return false;
	for (size_t i = 0; i < reports->n; i++) {
		const Report *one = reports->each + i;

		if (one->again)
			continue;
		if (one->revises ? !resent_revise(one, one->revises, error)
				 : !report_ask(desk, one->item, letter, error))
			return false;
	}
	return true;
}

static bool
report_take_parts(Report *whole, GError **error)
{
	size_t n = json_array_size(report_parts(whole->reading));
	g_auto(Reports) reports = { .whole = whole, .each = g_new0(Report, n), .n = n };

	if (!reports_read(&reports, error))
		return false;
	if (reports.n_new + reports.n_revised > 0)
		return reports_make(&reports, error);
	whole->again = reports.each[0].again;
	return report_duplicate(whole, reports.each[0].first, error);
}

static bool
report_single(Report *report, GError **error)
{
	if (!report->again && !report_resent(report, error))
		return false;
	if (report->again)
		return report_duplicate(report, report->first, error);
	if (!report->revises)
		return report_make(report, report, error);
	return judge_done(report->desk, report->letter, "correction", NULL, NULL, error) &&
	       resent_revise(report, report->revises, error) &&
	       report_receipt(report, "receipt", error);
}

/* ---- split off (apart) ---- */

/* Which of the letter's reports was; -1: the letter, or it is read as one report now. */
static int
report_apart_part(const JudgeLetter *letter)
{
	const char *wanted = record_string(letter->apart, "part");
	size_t n = json_array_size(report_parts(letter->reading));

	for (size_t i = 0; wanted && i < n; i++) {
		g_autofree char *place = report_part_place(letter->reading, i);

		if (strcmp(place, wanted) == 0)
			return (int)i;
	}
	return -1;
}

/* It is an item of its own, whatever it is like. */
static bool
report_take_apart(Report *whole, GError **error)
{
	const JudgeLetter *letter = whole->letter;
	g_auto(Report) one = { .desk = whole->desk, .letter = letter, .reading = letter->reading };
	int n = report_apart_part(letter);

	if (n < 0)
		return report_compare(whole, error) && report_make(whole, whole, error);
	one.state = whole->state;
	one.reason = whole->reason;
	one.tier1 = whole->tier1;
	report_words_of_part(&one, json_array_get(report_parts(letter->reading), (size_t)n),
			     (size_t)n);
	report_writer(&one);
	report_route(&one);
	return report_compare(&one, error) && report_make(&one, whole, error);
}

bool
report_take(Desk *desk, const JudgeLetter *letter, GError **error)
{
	g_auto(Report) report = { .desk = desk, .letter = letter, .reading = letter->reading };
	g_autoptr(json_t) first = NULL;

	report_words(&report, true);
	report_writer(&report);
	report_place(&report);
	report_route(&report);
	if (letter->apart)
		return report_take_apart(&report, error);
	if (!report.tier1 && *letter->from &&
	    !db_row(desk_db(desk), error, &first, "letter_same_content", "tt", report.content,
		    letter->from))
		return false;
	if (first)
		return report_duplicate(&report, record_integer(first, "id"), error);
	/* What is held is held whole: one decision, and nothing of it goes on. */
	if (report_parts(letter->reading) && strcmp(report.state, "waiting") == 0)
		return report_take_parts(&report, error);
	return report_compare(&report, error) && report_single(&report, error);
}
