/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apply_letter — letters, their arrivals, what became of them
 */
#include "spool/apply.h"

#include "spool/search.h"

#include <inttypes.h>

static bool
apply_arrival(Db *db, const json_t *params, GError **error)
{
	const char *folder = record_string(params, "folder");

	if (!db_run(db, error, "arrival_insert", "itttit", record_integer(params, "letter"),
		    record_string(params, "source"), record_string(params, "arrived"),
		    folder ? folder : "", record_integer(params, "received_us"),
		    record_string(params, "envelope_from")))
		return false;
	if (!record_member(params, "uid"))
		return true;
	return db_run(db, error, "position_set", "ttii", record_string(params, "source"),
		      folder ? folder : "", record_integer(params, "uidvalidity"),
		      record_integer(params, "uid"));
}

static bool
apply_letter_taken(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return db_run(db, error, "letter_insert", "ittiti", record_integer(params, "letter"),
		      record_string(params, "sha256"), record_string(params, "place"),
		      record_integer(params, "bytes"), record_string(params, "source"),
		      record_integer(params, "received_us")) &&
	       apply_arrival(db, params, error);
}

static bool
apply_letter_again(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return apply_arrival(db, params, error);
}

static bool
apply_letter_judged(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return db_run(db, error, "letter_judge", "ittttttI", record_integer(params, "letter"),
		      record_string(params, "kind"), record_string(params, "reason"),
		      record_string(params, "message_id"), record_string(params, "sender"),
		      record_string(params, "subject"), record_string(params, "content"),
		      record_integer(params, "same_as"));
}

static bool
apply_letter_again_judged(Db *db, const json_t *row, const json_t *params, GError **error)
{
	(void)row;
	return search_leave_letter(db, record_integer(params, "letter"), error) &&
	       db_run(db, error, "letter_unjudge", "i", record_integer(params, "letter"));
}

static bool
apply_refused(Db *db, const json_t *row, const json_t *params, GError **error)
{
	return db_run(db, error, "refusal_insert", "iiItt", record_integer(row, "seq"),
		      record_integer(row, "at_us"), record_integer(row, "cause"),
		      record_string(params, "who"), record_string(params, "why"));
}

/* A weaker proof that a person chose for this office. */
static bool
apply_trust_accepted(Db *db, const json_t *row, const json_t *params, GError **error)
{
	g_autofree char *name = g_strdup_printf("trust %s", record_string(params, "method"));
	g_autofree char *at = g_strdup_printf("%" PRId64, record_integer(row, "at_us"));

	return db_run(db, error, "meta_set", "tt", name, at);
}

const ApplyRule apply_letter_rules[] = {
	{ "letter.taken", apply_letter_taken },
	{ "letter.again", apply_letter_again },
	{ "letter.judged", apply_letter_judged },
	{ "letter.reopened", apply_letter_again_judged },
	{ "answer.refused", apply_refused },
	{ "trust.accepted", apply_trust_accepted },
	{ NULL, NULL },
};
