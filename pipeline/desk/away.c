/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * away — who is away now, and who is asked in his place
 */
#include "pipeline/desk/away.h"

#include "base/clock.h"
#include "base/text/address.h"
#include "pipeline/desk/deputy.h"
#include "pipeline/desk/report.h"

#include <string.h>

#define AWAY_LINE 8 /* deputies of deputies */

const char *
away_name(const Person *person)
{
	return *person->name ? person->name : person->address;
}

bool
away_may_stand_in(const Person *person, const Person *deputy)
{
	return deputy && deputy->role != ROLE_CONTRIBUTOR && deputy->role != ROLE_OPERATOR &&
	       strcmp(deputy->person, person->person) != 0;
}

bool
away_row(Desk *desk, const char *person, int64_t at_us, json_t **ret_row, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "leave_of", "ti", person, at_us);
	size_t i;
	json_t *row;

	*ret_row = NULL;
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		if (record_integer(row, "from_us") > at_us ||
		    record_integer(row, "id") < record_integer(*ret_row, "id"))
			continue;
		json_decref(*ret_row);
		*ret_row = json_incref(row);
	}
	return true;
}

bool
away_deputy(Desk *desk, const Person *person, const Person **ret_deputy, GError **error)
{
	g_autoptr(json_t) row = NULL;
	const Person *deputy;

	*ret_deputy = NULL;
	if (!away_row(desk, person->person, desk->now_us, &row, error))
		return false;
	deputy = row ? roster_at(desk->office->roster, record_string(row, "deputy"), desk->now_us)
		     : NULL;
	if (away_may_stand_in(person, deputy))
		*ret_deputy = deputy;
	return true;
}

/* What bears a secrecy mark, and what the deputy wrote, is not for him. */
static bool
away_may_ask(Desk *desk, const json_t *item, const Person *deputy, bool *ret_yes, GError **error)
{
	g_autoptr(json_t) asks = NULL;
	size_t i;
	json_t *ask;

	*ret_yes = false;
	if (!item || g_strcmp0(record_string(item, "reason"), "secret-mark") == 0 ||
	    address_equal(record_string(item, "sender"), deputy->address))
		return true;
	asks = db_rows(desk_db(desk), error, "ask_open_of_item", "i", record_integer(item, "id"));
	if (!asks)
		return false;
	*ret_yes = true;
	json_array_foreach (asks, i, ask)
		if (address_equal(record_string(ask, "person"), deputy->address))
			*ret_yes = false;
	return true;
}

/* Who is here at the end of the line: a deputy may have gone away himself since. *deputy stays
 * where it leads round. */
static bool
away_follow(Desk *desk, const Person **deputy, GError **error)
{
	const Person *at = *deputy, *next;

	for (int n = 0; n < AWAY_LINE; n++) {
		if (!away_deputy(desk, at, &next, error))
			return false;
		if (!next) {
			*deputy = at;
			return true;
		}
		at = next;
	}
	return true;
}

bool
away_stand_in(Desk *desk, const json_t *item, const Person **person, json_t *params, GError **error)
{
	const Person *deputy;

	if (g_strcmp0(record_string(item, "reason"), "secret-mark") == 0)
		return true;
	if (!away_deputy(desk, *person, &deputy, error) ||
	    (deputy && !away_follow(desk, &deputy, error)))
		return false;
	if (!deputy || address_equal(deputy->address, record_string(item, "sender")))
		return true;
	record_set_string(params, "away", away_name(*person));
	*person = deputy;
	return true;
}

/* How somebody is away: by a leave that he wrote of, or as his mail program says. */
typedef struct {
	const Person *person, *deputy;
	bool vacation, proven;
} Absence;

static bool
away_ask_item(Desk *desk, const json_t *ask, const Absence *absence, GError **error)
{
	g_autoptr(json_t) item = NULL;
	bool yes;

	if (!db_row(desk_db(desk), error, &item, "item_get", "i", record_integer(ask, "item")) ||
	    !away_may_ask(desk, item, absence->deputy, &yes, error))
		return false;
	return !yes ||
	       report_ask_also(desk, item, absence->deputy,
			       json_pack("{s:s}", "away", away_name(absence->person)), error);
}

/* What was asked of him at this address is asked of his deputy too. */
static bool
away_ask_also(Desk *desk, const char *address, const Absence *absence, GError **error)
{
	g_autoptr(json_t) asks = db_rows(desk_db(desk), error, "ask_open_of_person", "t", address);
	size_t i;
	json_t *ask;

	if (!asks)
		return false;
	json_array_foreach (asks, i, ask) {
		const char *kind = record_string(ask, "kind");

		if (strcmp(kind, "review") == 0 && !away_ask_item(desk, ask, absence, error))
			return false;
		/* A signature cannot be taken back: no forged reply moves it. */
		if (strcmp(kind, "sign") == 0 && absence->proven &&
		    !deputy_ask_also(desk, ask, absence->person, absence->deputy, absence->vacation,
				     error))
			return false;
	}
	return true;
}

bool
away_hand_over(Desk *desk, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "leave_list", "i", desk->now_us);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		const char *address = record_string(row, "address");
		const Person *person = roster_at(desk->office->roster, address, desk->now_us);
		Absence absence = { .person = person, .proven = true };

		if (!person || record_integer(row, "from_us") > desk->now_us)
			continue;
		if (!away_deputy(desk, person, &absence.deputy, error) ||
		    (absence.deputy && !away_ask_also(desk, address, &absence, error)))
			return false;
	}
	return true;
}

bool
away_vacation(Desk *desk, const JudgeLetter *letter, GError **error)
{
	const Person *person = roster_at(desk->office->roster, letter->from, letter->received_us);
	Absence absence = { .person = person,
			    .vacation = true,
			    .proven = judge_proven(desk, letter) };

	if (!person || person->role == ROLE_CONTRIBUTOR ||
	    record_bool(letter->reading, "evidence_failed") ||
	    !record_bool(letter->reading, "sender_clean"))
		return true;
	if (!away_deputy(desk, person, &absence.deputy, error))
		return false;
	if (!absence.deputy && person->deputy)
		absence.deputy = roster_at(desk->office->roster, person->deputy, desk->now_us);
	return !away_may_stand_in(person, absence.deputy) ||
	       away_ask_also(desk, person->address, &absence, error);
}

json_t *
away_list(Db *db, const Office *office, int64_t now_us, GError **error)
{
	g_autoptr(json_t) rows = db_rows(db, error, "leave_list", "i", now_us);
	g_autoptr(json_t) list = json_array();
	size_t i;
	json_t *row;

	if (!rows)
		return NULL;
	json_array_foreach (rows, i, row) {
		const char *address = record_string(row, "address");
		const Person *person = roster_at(office->roster, address, now_us);
		const Person *deputy =
			roster_at(office->roster, record_string(row, "deputy"), now_us);
		g_autofree char *from =
			clock_day_text(record_integer(row, "from_us"), office->zone);
		g_autofree char *until =
			clock_day_text(record_integer(row, "until_us") - 1, office->zone);

		json_array_append_new(
			list, json_pack("{s:s, s:s, s:s, s:s, s:s}", "address", address, "name",
					person ? away_name(person) : address, "deputy",
					deputy ? away_name(deputy) : record_string(row, "deputy"),
					"from", from, "until", until));
	}
	return g_steal_pointer(&list);
}
