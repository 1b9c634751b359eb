/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * indexing — what letters say, into the index of search
 */
#include "pipeline/desk/indexing.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/log.h"
#include "base/text/terms.h"
#include "mail/fields.h"
#include "pipeline/reading/complete.h"
#include "pipeline/reading/parts.h"
#include "spool/search.h"

#include <inttypes.h>
#include <string.h>

#define INDEXING_ROUND 8     /* letters read again before others get their turn */
#define INDEXING_DONE "said" /* in meta: how far the letters were read again */
#define INDEXING_ALL "all"

/* ---- what it says ---- */

/* Whether the rules saw the whole letter and no mark in it. */
static bool
indexing_clean(const json_t *reading)
{
	return json_array_size(json_object_get(reading, "marks")) == 0 &&
	       json_array_size(json_object_get(reading, "rule_errors")) == 0 &&
	       !record_bool(reading, "ambiguous") && !record_string(reading, "limit");
}

static void
indexing_line(GString *text, const char *words)
{
	if (words && *words)
		g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", words);
}

/* No longer than what the index takes. Yours. */
static char *
indexing_text(const json_t *reading, const json_t *texts)
{
	g_autoptr(GString) text = g_string_new(parts_text(reading));
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)texts, i, one) {
		indexing_line(text, record_string(one, "name"));
		indexing_line(text, record_string(one, "content"));
	}
	indexing_line(text, record_string(reading, "from_name"));
	indexing_line(text, record_string(reading, "from"));
	if (g_utf8_strlen(text->str, (gssize)text->len) <= TERMS_CHARACTERS)
		return g_string_free(g_steal_pointer(&text), FALSE);
	return g_utf8_substring(text->str, 0, TERMS_CHARACTERS);
}

/* The subject, where it is not that of a mail of ours which the letter answers. Yours. */
static char *
indexing_title(const json_t *reading)
{
	static const char *const ours[] = { "tokens", "locators", "dispatch_ids" };
	const char *subject = record_string(reading, "subject");
	g_autofree char *bare = title_strip_prefixes(subject ? subject : "");
	bool answers = false;

	for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
		answers = answers || json_array_size(json_object_get(reading, ours[i])) > 0;
	return g_strdup(!subject || (answers && strcmp(bare, subject) != 0) ? "" : subject);
}

/* Of a row of findable and the letter's reading. */
static bool
indexing_enter(Desk *desk, const json_t *row, const json_t *reading, const json_t *texts,
	       GError **error)
{
	int64_t letter = record_integer(row, "id");
	const char *sender = record_string(row, "sender");
	const Person *person =
		sender ? roster_at(desk->office->roster, sender, record_integer(row, "received_us"))
		       : NULL;
	g_autofree char *title = NULL, *text = NULL;

	if (!indexing_clean(reading) && !record_integer(row, "released"))
		return search_enter_letter(desk_db(desk), letter, NULL, "", "", error);
	title = indexing_title(reading);
	text = indexing_text(reading, texts);
	return search_enter_letter(desk_db(desk), letter, person ? person->unit : NULL, title, text,
				   error);
}

bool
indexing_judged(Desk *desk, int64_t letter, const json_t *reading, const json_t *texts,
		GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "said_may", "i", letter))
		return false;
	return !row || indexing_enter(desk, row, reading, texts, error);
}

/* ---- read again ---- */

/* One that cannot be read, or whose bytes are gone, is found by nothing. */
static bool
indexing_read(Desk *desk, const json_t *row, GError **error)
{
	g_autoptr(json_t) reading = NULL;
	g_autoptr(json_t) texts = NULL;
	g_autoptr(GError) why = NULL;
	Pool *pool = desk_pool(desk, error);
	autofd fd = -1;

	if (!pool)
		return false;
	fd = store_open_place(desk->store, record_string(row, "place"), &why);
	if (fd >= 0 &&
	    complete_letter(pool, complete_job(desk->office, record_integer(row, "received_us")),
			    fd, &reading, &texts, &why))
		return indexing_enter(desk, row, reading, texts, error);
	if (g_error_matches(why, ERRORS, ERRORS_AGAIN)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	log_line(LOG_INFO, "letter %" PRId64 " is not found by its words: %s",
		 record_integer(row, "id"), why->message);
	return search_enter_letter(desk_db(desk), record_integer(row, "id"), NULL, "", "", error);
}

bool
indexing_decided(Desk *desk, int64_t item, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "said_of_decided", "i", item);
	size_t i;
	json_t *row;

	json_array_foreach (rows, i, row)
		if (!indexing_read(desk, row, error))
			return false;
	return rows != NULL;
}

/* The letters behind the last that was looked at; meta keeps the place. */
static bool
indexing_missing(Desk *desk, json_t **ret_rows, GError **error)
{
	g_autoptr(json_t) done = NULL;
	const char *value;

	*ret_rows = NULL;
	if (!db_row(desk_db(desk), error, &done, "meta_get", "t", INDEXING_DONE))
		return false;
	value = done ? record_string(done, "value") : "0";
	if (strcmp(value, INDEXING_ALL) == 0)
		return true;
	*ret_rows = db_rows(desk_db(desk), error, "said_missing", "ii",
			    g_ascii_strtoll(value, NULL, 10), (int64_t)INDEXING_ROUND);
	return *ret_rows != NULL;
}

static bool
indexing_round(Desk *desk, const json_t *rows, GError **error)
{
	g_autofree char *done = NULL;
	int64_t last = 0;
	size_t i;
	json_t *row;

	json_array_foreach ((json_t *)rows, i, row) {
		last = record_integer(row, "id");
		if (!indexing_read(desk, row, error))
			return false;
	}
	done = json_array_size(rows) < INDEXING_ROUND ? g_strdup(INDEXING_ALL)
						      : g_strdup_printf("%" PRId64, last);
	return db_run(desk_db(desk), error, "meta_set", "tt", INDEXING_DONE, done);
}

bool
indexing_step(Desk *desk, bool *ret_done, GError **error)
{
	g_autoptr(json_t) rows = NULL;
	bool ok;

	if (!indexing_missing(desk, &rows, error))
		return false;
	*ret_done = !rows;
	if (!rows)
		return true;
	if (!desk_step_begin(desk, error))
		return false;
	ok = indexing_round(desk, rows, error);
	*ret_done = json_array_size(rows) < INDEXING_ROUND;
	return desk_step_end(desk, ok, ok ? error : NULL) && ok;
}
