/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apply_issue — issues and their lines, adoptions, the points ledger
 */
#include "spool/apply.h"

#include "spool/search.h"

static bool
apply_lines(Db *db, int64_t issue, const json_t *lines, GError **error)
{
	size_t i;
	json_t *line;

	if (!db_run(db, error, "line_clear", "i", issue))
		return false;
	json_array_foreach ((json_t *)lines, i, line)
		if (!db_run(db, error, "line_insert", "iiii", issue, (int64_t)i + 1,
			    record_integer(line, "item"), record_integer(line, "revision")))
			return false;
	return true;
}

static bool
apply_issue_drafted(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t issue = record_integer(params, "issue");

	return db_run(db, error, "issue_insert", "iti", issue, record_string(params, "journal"),
		      record_integer(row, "at_us")) &&
	       apply_lines(db, issue, record_member(params, "lines"), error);
}

static bool
apply_issue_changed(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t issue = record_integer(params, "issue");

	(void)row;
	return db_run(db, error, "issue_edit", "iti", issue, record_string(params, "state"),
		      record_integer(params, "edition")) &&
	       apply_lines(db, issue, record_member(params, "lines"), error);
}

/* The lines first: a sealed issue takes no more changes. */
static bool
apply_issue_sealed(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t issue = record_integer(params, "issue");

	return apply_lines(db, issue, record_member(params, "lines"), error) &&
	       db_run(db, error, "issue_seal", "iiiiittt", issue, record_integer(params, "year"),
		      record_integer(params, "number"), record_integer(params, "total"),
		      record_integer(row, "at_us"), record_string(params, "signed_by"),
		      record_string(params, "sha256"), record_string(params, "place")) &&
	       search_enter_issue(db, issue, error);
}

static bool
apply_issue_dropped(Db *db, const json_t *row, const json_t *params, GError **error)
{
	int64_t issue = record_integer(params, "issue");

	(void)row;
	return db_run(db, error, "line_clear", "i", issue) &&
	       db_run(db, error, "issue_edit", "iti", issue, "draft",
		      record_integer(params, "edition"));
}

static bool
apply_adoption_booked(Db *db, const json_t *row, const json_t *params, GError **error)
{
	return db_run(db, error, "adoption_insert", "ittitIi", record_integer(params, "adoption"),
		      record_string(params, "superior"), record_string(params, "reference"),
		      record_integer(params, "item"), record_string(params, "kind"),
		      record_integer(row, "cause"), record_integer(params, "at_us"));
}

static bool
apply_entries_booked(Db *db, const json_t *row, const json_t *params, GError **error)
{
	size_t i;
	json_t *entry;

	json_array_foreach ((json_t *)record_member(params, "entries"), i, entry)
		if (!db_run(db, error, "entry_insert", "itiiIttiti", record_integer(entry, "entry"),
			    record_string(entry, "rule"), record_integer(row, "seq"),
			    record_integer(entry, "item"), record_integer(entry, "letter"),
			    record_string(entry, "unit"), record_string(entry, "person"),
			    record_integer(entry, "hundredths"), record_string(entry, "why"),
			    record_integer(entry, "at_us")))
			return false;
	return true;
}

/* A month's points; published again they are the new ones alone. */
static bool
apply_plan_published(Db *db, const json_t *row, const json_t *params, GError **error)
{
	const char *month = record_string(params, "month");
	size_t i;
	json_t *point;

	(void)row;
	if (!db_run(db, error, "plan_clear", "t", month))
		return false;
	json_array_foreach ((json_t *)record_member(params, "points"), i, point) {
		g_autofree char *words = apply_text_of(point, "words");

		if (!db_run(db, error, "plan_insert", "titt", month, record_integer(point, "n"),
			    record_string(point, "text"), words))
			return false;
	}
	return true;
}

const ApplyRule apply_issue_rules[] = {
	{ "issue.drafted", apply_issue_drafted },   { "issue.changed", apply_issue_changed },
	{ "issue.sealed", apply_issue_sealed },	    { "issue.returned", apply_issue_dropped },
	{ "plan.published", apply_plan_published }, { "adoption.booked", apply_adoption_booked },
	{ "entries.booked", apply_entries_booked }, { NULL, NULL },
};
