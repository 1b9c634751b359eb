/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score_rows — the ranking and the entries that `score` shows
 *
 * A rank is always the rank among all; a filter only leaves lines out.
 */
#include "command/score_rows.h"

#include <string.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "pipeline/desk/standing.h"

/* Whether this person is meant by a name: the person's own word in people.csv, the
 * address or the display name; or belongs to the section. */
static bool
score_rows_is(const Office *office, const char *person, const char *name, const char *section)
{
	const GPtrArray *people = roster_all(office->roster);

	if (!person)
		return false;
	if (!section && (strcmp(name, "all") == 0 || strcmp(name, person) == 0))
		return true;
	for (guint i = 0; i < people->len; i++) {
		const Person *one = people->pdata[i];

		if (strcmp(one->person, person) != 0 && strcmp(one->name, person) != 0)
			continue;
		if (section ? g_strcmp0(one->section, section) == 0
			    : strcmp(one->name, name) == 0 ||
				      g_ascii_strcasecmp(one->address, name) == 0)
			return true;
	}
	return false;
}

static bool
score_rows_wants(const Office *office, const ScoreWanted *wanted, const json_t *row)
{
	const char *person = record_string(row, "person");

	if (wanted->unit && g_strcmp0(wanted->unit, record_string(row, "unit")) != 0)
		return false;
	if (wanted->section && !score_rows_is(office, person, "", wanted->section))
		return false;
	return !wanted->person || score_rows_is(office, person, wanted->person, NULL);
}

static json_t *
score_rows_filter(const Office *office, const ScoreWanted *wanted, const json_t *rows)
{
	json_t *kept = json_array(), *row;
	size_t i;

	json_array_foreach ((json_t *)rows, i, row)
		if (score_rows_wants(office, wanted, row))
			json_array_append(kept, row);
	return kept;
}

static json_t *
score_rows_zero(const json_t *ranking, const json_t *units)
{
	json_t *zero = json_array(), *row, *unit;
	size_t i, k;

	json_array_foreach ((json_t *)ranking, i, row)
		json_array_foreach ((json_t *)units, k, unit)
			if (record_integer(row, "submitted") == 0 &&
			    g_strcmp0(json_string_value(unit), record_string(row, "unit")) == 0)
				json_array_append(zero, unit);
	return zero;
}

bool
score_rows_make(const CommandRoom *room, const ScoreWanted *wanted, ScoreRows *ret_rows,
		GError **error)
{
	const Office *office = room->office;
	bool by_person = wanted->person || wanted->section;
	g_autofree char *period = standing_period(office->zone, wanted->period, clock_now_us());
	g_auto(Standing) standing = { 0 };

	if (!standing_read(store_db(room->store), office, period, by_person, &standing, error))
		return false;
	ret_rows->ranking = score_rows_filter(office, wanted, standing.ranking);
	ret_rows->entries = score_rows_filter(office, wanted, standing.entries);
	ret_rows->zero =
		by_person ? json_array() : score_rows_zero(ret_rows->ranking, standing.units);
	ret_rows->period = g_steal_pointer(&standing.period);
	if (json_array_size(ret_rows->ranking) == 0 && (wanted->unit || by_person))
		return errors_set(error, ERRORS_REFUSED, _("nothing of that name in %s"),
				  ret_rows->period);
	return true;
}

void
score_rows_clear(ScoreRows *rows)
{
	g_free(rows->period);
	json_decref(rows->ranking);
	json_decref(rows->entries);
	json_decref(rows->zero);
}
