/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * events — the log of everything that changed, each event chained to the last
 */
#include "spool/events.h"

#include "base/errors.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "spool/apply.h"
#include "spool/mirror.h"

#include <inttypes.h>
#include <string.h>

#define EVENTS_LINE_BYTES (16u << 20)
#define EVENTS_PAGE 500

static const char events_origin[] =
	"0000000000000000000000000000000000000000000000000000000000000000";

/* The hash covers every column but itself, in the canonical form of the row. */
static char *
events_hash(const json_t *row)
{
	g_autoptr(json_t) covered = json_copy((json_t *)row);
	g_autofree char *text = NULL;

	json_object_del(covered, "hash");
	text = record_text(covered);
	return hash_hex(text, strlen(text));
}

static bool
events_insert(Store *store, const json_t *row, GError **error)
{
	return db_run(store_db(store), error, "event_insert", "iittIttttt",
		      record_integer(row, "seq"), record_integer(row, "at_us"),
		      record_string(row, "type"), record_string(row, "params"),
		      record_integer(row, "cause"), record_string(row, "rules"),
		      record_string(row, "people"), record_string(row, "scheme"),
		      record_string(row, "prev"), record_string(row, "hash"));
}

static bool
events_last(Store *store, int64_t *ret_seq, char **ret_hash, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(store_db(store), error, &row, "event_last", ""))
		return false;
	*ret_seq = row ? record_integer(row, "seq") : 0;
	*ret_hash = g_strdup(row ? record_string(row, "hash") : events_origin);
	return true;
}

bool
events_append(Store *store, const char *type, json_t *params, int64_t cause, int64_t at_us,
	      const EventsForce *force, int64_t *ret_seq, GError **error)
{
	g_autoptr(json_t) taken = params;
	g_autofree char *text = record_text(taken);
	g_autofree char *prev = NULL;
	g_autofree char *hash = NULL;
	g_autoptr(json_t) row = json_object();
	int64_t seq;

	if (!events_last(store, &seq, &prev, error))
		return false;
	record_set_integer(row, "seq", ++seq);
	record_set_integer(row, "at_us", at_us);
	record_set_string(row, "type", type);
	record_set_string(row, "params", text);
	json_object_set_new(row, "cause", cause ? json_integer(cause) : json_null());
	record_set_string(row, "rules", force ? force->rules : NULL);
	record_set_string(row, "people", force ? force->people : NULL);
	record_set_string(row, "scheme", force ? force->scheme : NULL);
	record_set_string(row, "prev", prev);
	hash = events_hash(row);
	record_set_string(row, "hash", hash);
	if (!events_insert(store, row, error) || !apply_event(store, row, taken, error))
		return false;
	if (ret_seq)
		*ret_seq = seq;
	return true;
}

bool
events_replay(Store *store, const json_t *row, GError **error)
{
	const char *text = record_string(row, "params");
	g_autoptr(json_t) params = text ? json_loads(text, 0, NULL) : NULL;

	if (!params)
		return errors_set(error, ERRORS_STORE,
				  _("event %" PRId64 ": its parameters cannot be read"),
				  record_integer(row, "seq"));
	return events_insert(store, row, error) && apply_event(store, row, params, error);
}

json_t *
events_parse_line(const char *line, size_t n_bytes, GError **error)
{
	static const RecordField table[] = {
		{ "seq", RECORD_INTEGER, false, 0, NULL },
		{ "at_us", RECORD_INTEGER, false, 0, NULL },
		{ "type", RECORD_TEXT, false, 64, NULL },
		{ "params", RECORD_TEXT, false, EVENTS_LINE_BYTES, NULL },
		{ "cause", RECORD_INTEGER, true, 0, NULL },
		{ "rules", RECORD_TEXT, true, 64, NULL },
		{ "people", RECORD_TEXT, true, 64, NULL },
		{ "scheme", RECORD_TEXT, true, 64, NULL },
		{ "prev", RECORD_TEXT, false, 64, NULL },
		{ "hash", RECORD_TEXT, false, 64, NULL },
		{ NULL, 0, false, 0, NULL },
	};

	return record_parse(table, line, n_bytes, error);
}

bool
events_mirror(Store *store, GError **error)
{
	return mirror_write(store, error);
}

/* ---- checking ---- */

bool
events_follows(const json_t *row, int64_t seq, const char *prev, GError **error)
{
	g_autofree char *hash = events_hash(row);

	if (record_integer(row, "seq") != seq)
		return errors_set(error, ERRORS_REFUSED,
				  _("the log is broken: event %" PRId64 " is missing"), seq);
	if (g_strcmp0(record_string(row, "prev"), prev ? prev : events_origin) != 0 ||
	    g_strcmp0(record_string(row, "hash"), hash) != 0)
		return errors_set(
			error, ERRORS_REFUSED,
			_("the log is broken: event %" PRId64 " was changed after it was written"),
			seq);
	return true;
}

/* The chain, and the mirror beside it: it must hold the same lines and may end
 * earlier by those of the last group, the last of them torn. */
typedef struct {
	Mirror *mirror;
	bool ended; /* the mirror has no more lines */
	int64_t seq;
	char *prev;
} Verify;

static bool
events_verify_row(Verify *verify, const json_t *row, GError **error)
{
	g_autofree char *text = record_text(row);
	g_autoptr(json_t) said = NULL;
	const char *line = NULL;
	size_t n = 0;

	if (!events_follows(row, ++verify->seq, verify->prev, error))
		return false;
	g_free(verify->prev);
	verify->prev = g_strdup(record_string(row, "hash"));
	if (verify->ended)
		return true;
	said = mirror_next(verify->mirror, verify->seq, &line, &n);
	if (!said) {
		verify->ended = true;
		return mirror_at_end(verify->mirror, text, error);
	}
	return (n == strlen(text) && memcmp(line, text, n) == 0) ||
	       errors_set(error, ERRORS_REFUSED,
			  _("the mirror of the log (audit/) tells event %" PRId64
			    " otherwise than the database"),
			  verify->seq);
}

static bool
events_verify_all(Verify *verify, Store *store, GError **error)
{
	for (;;) {
		g_autoptr(json_t) rows = db_rows(store_db(store), error, "event_page", "ii",
						 verify->seq, (int64_t)EVENTS_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row)
			if (!events_verify_row(verify, row, error))
				return false;
		if (json_array_size(rows) < EVENTS_PAGE)
			return verify->ended || mirror_at_end(verify->mirror, NULL, error);
	}
}

bool
events_verify(Store *store, int64_t *ret_n, GError **error)
{
	/* The mirror first: a desk that goes on meanwhile only adds rows to the table. */
	g_autoptr(Mirror) mirror = mirror_open(store_folder(store), error);
	Verify verify = { .mirror = mirror };
	bool ok = mirror && events_verify_all(&verify, store, error);

	g_free(verify.prev);
	if (ok)
		*ret_n = verify.seq;
	return ok;
}
