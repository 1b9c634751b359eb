/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resent — a unit says again, changed, what it sent in before
 */
#include "pipeline/desk/resent.h"

#include "base/text/contrast.h"
#include "base/text/fold.h"
#include "base/text/happening.h"
#include "base/text/numeral.h"
#include "pipeline/desk/amend.h"
#include "pipeline/desk/before.h"
#include "pipeline/desk/erratum.h"
#include "pipeline/desk/follow.h"
#include "spool/seen.h"

#include <string.h>

static double
resent_share(const json_t *similar, const char *name)
{
	return json_number_value(json_object_get(similar, name));
}

/* Is it the same report, as far as the words go? */
static bool
resent_alike(const json_t *similar)
{
	double ours = resent_share(similar, "share"), theirs = resent_share(similar, "back");

	return MAX(ours, theirs) >= RESENT_SHARE && MIN(ours, theirs) >= RESENT_LEAST;
}

static ResentKind
resent_kind_of_state(const char *state)
{
	static const char *const open[] = { "waiting",	"consulting", "verifying", "parked",
					    "approved", "returned",   "filed",	   NULL };

	if (strcmp(state, "issued") == 0)
		return RESENT_CORRECTS;
	return g_strv_contains(open, state) ? RESENT_REVISES : RESENT_NOT;
}

/* The days, hours and issues that a folded title names, 11月28日, 第三期, as they stand. */
static GArray *
resent_moments(const char *title)
{
	static const char signs[] = "年月日号时点期季周旬";
	GArray *moments = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	for (const char *at = title; *at != '\0';) {
		char *end = (char *)at;
		uint64_t value = g_ascii_isdigit(*at) ? g_ascii_strtoull(at, &end, 10) : 0;
		bool wrong = false;

		if (end == at)
			end += numeral_chinese(at, &value, &wrong);
		if (end == at) {
			at = g_utf8_next_char(at);
			continue;
		}
		if (*end != '\0' && g_utf8_strchr(signs, -1, g_utf8_get_char(end)))
			g_array_append_val(moments, value);
		at = end;
	}
	return moments;
}

/* 11月28日值班情况 and 11月29日值班情况: two reports, though their words are the same. */
static bool
resent_other_moment(const char *ours, const char *theirs)
{
	g_autofree char *folded = fold_word(ours), *before = fold_word(theirs);
	g_autoptr(GArray) a = resent_moments(folded), b = resent_moments(before);

	return a->len > 0 && b->len > 0 &&
	       (a->len != b->len || memcmp(a->data, b->data, a->len * sizeof(uint64_t)) != 0);
}

/* Of the unit, of these days, of the same event; what the letter may change. */
static ResentKind
resent_kind(const Report *report, const json_t *item)
{
	const JudgeLetter *letter = report->letter;
	const char *unit = record_string(item, "unit");
	g_autofree char *when = seen_when(record_string(item, "facts"));
	g_autoptr(SeenText) theirs =
		seen_text(record_string(item, "title"), record_string(item, "text"), when);
	g_autoptr(SeenText) ours = seen_text(report->title, report->text,
					     record_string(report->reading, "event_time"));
	int64_t age_us = letter->received_us - record_integer(item, "received_us");

	if (!unit || strcmp(unit, report->unit) != 0 || age_us > RESENT_DAYS * INT64_C(86400000000))
		return RESENT_NOT;
	if (resent_other_moment(report->title, record_string(item, "title")))
		return RESENT_NOT;
	if (seen_content(ours) == seen_content(theirs))
		return strcmp(record_string(item, "state"), "withdrawn") == 0 ? RESENT_NOT
									      : RESENT_SAME;
	if (strcmp(ours->body, theirs->body) == 0) /* 如题, under another title */
		return RESENT_NOT;
	if (happening_excludes(seen_happening(ours), seen_happening(theirs)) ||
	    contrast_anew(ours->body, theirs->body) || !follow_sound(report->desk, letter, item))
		return RESENT_NOT;
	return resent_kind_of_state(record_string(item, "state"));
}

/* The report becomes what is to be printed of what was meant. *ret_made false: nothing printed
 * differs. */
static bool
resent_erratum(Report *report, const json_t *item, const char *meant, bool *ret_made,
	       GError **error)
{
	g_autoptr(json_t) issues =
		before_issues(report->desk->store, record_integer(item, "id"), error);
	const char *issue = json_string_value(json_array_get(issues, 0));
	const char *title = record_string(item, "title");
	char *text;

	*ret_made = false;
	if (!issues)
		return false;
	text = issue ? erratum_text(issue, title, record_string(item, "text"), meant) : NULL;
	if (!text)
		return true;
	g_free(report->text);
	report->text = text;
	g_free(report->title);
	report->title = g_strdup_printf("更正：%s", title);
	*ret_made = true;
	return true;
}

/* Slips in a printed item (amend): its editor decides on the erratum. */
static bool
resent_meant(Report *report, ResentKind *ret_kind, json_t **ret_item, GError **error)
{
	const json_t *meant = report->letter->meant;
	json_t *item = json_object_get(meant, "item");
	const char *editor = record_string(item, "editor");
	const Person *person =
		editor ? roster_at(report->desk->office->roster, editor, report->desk->now_us)
		       : NULL;
	bool made;

	if (!resent_erratum(report, item, record_string(meant, "text"), &made, error))
		return false;
	if (!made)
		return true;
	if (person)
		report->editor = person;
	*ret_kind = RESENT_CORRECTS;
	*ret_item = json_incref(item);
	return true;
}

bool
resent_find(Report *report, ResentKind *ret_kind, json_t **ret_item, GError **error)
{
	size_t i;
	json_t *one;
	bool made = true;

	*ret_kind = RESENT_NOT;
	if (!report->letter->person || !report->unit || strcmp(report->state, "waiting") != 0 ||
	    record_member(report->similar, "chain"))
		return true;
	if (report->letter->meant)
		return resent_meant(report, ret_kind, ret_item, error);
	json_array_foreach (json_object_get(report->similar, "similar"), i, one) {
		g_autoptr(json_t) item = NULL;

		if (!resent_alike(one))
			continue;
		if (!db_row(desk_db(report->desk), error, &item, "item_get", "i",
			    record_integer(one, "item")))
			return false;
		*ret_kind = resent_kind(report, item);
		/* What tells more than was printed does not correct it: it may be its 续报. */
		if (*ret_kind == RESENT_CORRECTS && resent_share(one, "share") < RESENT_SHARE)
			*ret_kind = RESENT_NOT;
		if (*ret_kind == RESENT_CORRECTS &&
		    !resent_erratum(report, item, report->text, &made, error))
			return false;
		if (*ret_kind == RESENT_NOT || !made)
			continue;
		*ret_item = g_steal_pointer(&item);
		return true;
	}
	*ret_kind = RESENT_NOT;
	return true;
}

bool
resent_revise(const Report *report, const json_t *item, GError **error)
{
	const AmendWords words = {
		.title = report->title, .text = report->text, .part = report->part, .resent = true
	};

	return amend_revise(report->desk, report->letter, item, &words, error);
}
