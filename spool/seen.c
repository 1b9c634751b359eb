/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seen — which items hold a fingerprint: what may say the same as a text
 *
 * A print has 32 bits; a chance meeting in an archive of millions costs one comparison more. In
 * an archive of 10^6 reports three of four prints of a new one are phrases of form, and a row
 * that is read from anywhere takes 1 to 3 us, whatever is in it: so which prints are common is
 * remembered while the desk runs, and they are not asked for again. All others are: with every
 * second one left out, or those of more than 15 holders, less is found of what was changed.
 */
#include "spool/seen.h"

#include "base/text/fingerprint.h"
#include "base/text/fold.h"
#include "spool/holders.h"
#include "spool/tally.h"

#include <string.h>

#define SEEN_CONTENT (INT64_C(1) << 62)
#define SEEN_HAPPENED (INT64_C(1) << 61)
#define SEEN_SAME 4	 /* items of the same content that are named */
#define SEEN_VERSION "5" /* of what a sketch and a place are; another one makes the index anew */
#define SEEN_SAME_POINTS (1 << 20)
#define SEEN_FORM (1 << 18) /* slots: 1 MiB; at 10^6 items some 40,000 prints are common */
#define SEEN_TELLING 24	    /* letters; a shorter body counts with its title */
#define SEEN_PHRASES 8	    /* of a text that is all form */

static gint
seen_compare(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* 如题, 今日无突发事件: it says nothing without its title. */
static bool
seen_leans_on_title(const char *body)
{
	size_t n = 0;

	for (const char *at = body; *at != '\0' && n < SEEN_TELLING; at = g_utf8_next_char(at))
		n += g_unichar_isalnum(g_utf8_get_char(at)) ? 1 : 0;
	return n < SEEN_TELLING;
}

/* A document begins with the title that a mail has in its subject. */
SeenText *
seen_text(const char *title, const char *text, const char *when)
{
	SeenText *made = g_new0(SeenText, 1);
	g_autofree char *body = fold_word(text);
	const char *rest = body;

	made->heading = fold_word(title);
	made->when = g_strdup(when);
	if (*made->heading && g_str_has_prefix(body, made->heading) &&
	    body[strlen(made->heading)] == '\n')
		rest += strlen(made->heading);
	made->body = g_strdup(rest);
	return made;
}

static char *
seen_both(const SeenText *text)
{
	return g_strconcat(text->heading, "\n", text->body, NULL);
}

const GArray *
seen_prints(SeenText *text)
{
	if (!text->prints) {
		text->prints = fingerprint_sketch(text->body);
		g_array_sort(text->prints, seen_compare);
	}
	return text->prints;
}

int64_t
seen_content(SeenText *text)
{
	g_autofree char *hash = NULL;

	if (text->content || seen_prints(text)->len == 0)
		return text->content;
	if (seen_leans_on_title(text->body)) {
		g_autofree char *both = seen_both(text);

		hash = fingerprint_content_hash(both);
	} else {
		hash = fingerprint_content_hash(text->body);
	}
	hash[15] = '\0';
	text->content = SEEN_CONTENT | (int64_t)g_ascii_strtoull(hash, NULL, 16);
	return text->content;
}

const Happening *
seen_happening(SeenText *text)
{
	if (!text->happening) {
		g_autofree char *both = seen_both(text);

		text->happening = happening_read(both, text->when);
	}
	return text->happening;
}

char *
seen_when(const char *facts)
{
	g_autoptr(json_t) read = facts ? json_loads(facts, 0, NULL) : NULL;

	return g_strdup(record_string(read, "event_time"));
}

void
seen_text_free(SeenText *text)
{
	if (!text)
		return;
	g_free(text->heading);
	g_free(text->body);
	g_free(text->when);
	g_clear_pointer(&text->prints, g_array_unref);
	happening_free(text->happening);
	g_free(text);
}

typedef bool SeenPut(Db *db, const GArray *prints, int64_t item, GError **error);

/* Puts in or takes out the prints of a text; its whole content, its day and places by `statement`.
 */
static bool
seen_each(Db *db, SeenPut *put, const char *statement, int64_t item, SeenText *text, GError **error)
{
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));
	const GArray *prints = seen_prints(text);

	happening_keys(seen_happening(text), false, keys);
	for (guint i = 0; i < keys->len; i++)
		if (!db_run(db, error, statement, "ii",
			    SEEN_HAPPENED | g_array_index(keys, int64_t, i), item))
			return false;
	return put(db, prints, item, error) &&
	       (prints->len == 0 || db_run(db, error, statement, "ii", seen_content(text), item));
}

bool
seen_add(Db *db, int64_t item, SeenText *text, GError **error)
{
	return seen_each(db, holders_add, "seen_insert", item, text, error);
}

bool
seen_remove(Db *db, int64_t item, SeenText *text, GError **error)
{
	return seen_each(db, holders_remove, "seen_delete", item, text, error);
}

bool
seen_refresh(Db *db, int64_t item, GError **error)
{
	g_autoptr(json_t) rows = db_rows(db, error, "seen_texts", "i", item);
	size_t i;
	json_t *row;

	if (!rows || !fold_load(error))
		return false;
	json_array_foreach (rows, i, row) {
		g_autofree char *when = seen_when(record_string(row, "facts"));
		g_autoptr(SeenText) text =
			seen_text(record_string(row, "title"), record_string(row, "text"), when);

		if (!seen_add(db, item, text, error))
			return false;
	}
	return true;
}

bool
seen_ready(Db *db, GError **error)
{
	g_autoptr(json_t) made = NULL;
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!db_row(db, error, &made, "meta_get", "t", "seen"))
		return false;
	if (made && strcmp(record_string(made, "value"), SEEN_VERSION) == 0)
		return true;
	if (!db_run(db, error, "seen_clear", "") || !db_run(db, error, "holders_clear", "") ||
	    !db_run(db, error, "shelf_clear", "") ||
	    !db_integers(db, error, items, "search_missing", ""))
		return false;
	for (guint i = 0; i < items->len; i++)
		if (!seen_refresh(db, g_array_index(items, int64_t, i), error))
			return false;
	return db_run(db, error, "meta_set", "tt", "seen", SEEN_VERSION);
}

/* ---- looking ---- */

struct Seen {
	Db *db;
	Tally *tally;		 /* of one look-up after the other */
	int32_t form[SEEN_FORM]; /* a print found to be common, in the slot of its lowest bits */
};

Seen *
seen_new(Db *db)
{
	Seen *seen = g_new0(Seen, 1);

	seen->db = db;
	seen->tally = tally_new();
	seen->form[0] = 1; /* has another slot: nothing is known of print 0 */
	return seen;
}

void
seen_free(Seen *seen)
{
	if (!seen)
		return;
	tally_free(seen->tally);
	g_free(seen);
}

static int32_t *
seen_slot(Seen *seen, int64_t print)
{
	return &seen->form[(uint32_t)print % SEEN_FORM];
}

/* The fewer hold a print the more it says. A common one says nothing, and is remembered. */
static void
seen_count(Seen *seen, int64_t print, const Holders *holders, GArray *common, GArray *rare)
{
	if (holders->n > SEEN_COMMON) {
		*seen_slot(seen, print) = (int32_t)print;
		g_array_append_val(common, print);
		return;
	}
	g_array_append_val(rare, print);
	for (guint i = 0; i < holders->n; i++)
		tally_add(seen->tally, holders->items[i], 8 - (int)g_bit_storage(holders->n));
}

/* Counts the holders of every print; phrases of form apart. */
static bool
seen_look(Seen *seen, SeenText *text, GArray *common, GArray *rare, GError **error)
{
	const GArray *prints = seen_prints(text);
	g_autoptr(GArray) asked = g_array_sized_new(FALSE, FALSE, sizeof(int64_t), prints->len);
	Holders holders[HOLDERS_AT_ONCE];

	for (guint i = 0; i < prints->len; i++) {
		int64_t print = g_array_index(prints, int64_t, i);

		g_array_append_vals(*seen_slot(seen, print) == print ? common : asked, &print, 1);
	}
	for (guint i = 0; i < asked->len; i += HOLDERS_AT_ONCE) {
		const int64_t *some = &g_array_index(asked, int64_t, i);
		guint n = MIN(asked->len - i, HOLDERS_AT_ONCE);

		if (!holders_get(seen->db, some, n, holders, error))
			return false;
		for (guint k = 0; k < n; k++)
			seen_count(seen, some[k], &holders[k], common, rare);
	}
	g_array_sort(common, seen_compare);
	return true;
}

/* The first that said all of it. */
static bool
seen_look_same(Seen *seen, SeenText *text, GError **error)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (seen_content(text) && !db_integers(seen->db, error, items, "seen_oldest", "ii",
					       seen_content(text), (int64_t)SEEN_SAME))
		return false;
	for (guint i = 0; i < items->len; i++)
		tally_add(seen->tally, g_array_index(items, int64_t, i), SEEN_SAME_POINTS);
	return true;
}

/* The newest that hold some of the phrases of form: who sent in the same form holds all of them. */
static bool
seen_look_form(Seen *seen, const GArray *common, GError **error)
{
	guint n = MIN(common->len, SEEN_PHRASES);
	int64_t some[SEEN_PHRASES] = { 0 };
	Holders holders[SEEN_PHRASES];

	for (guint i = 0; i < n; i++)
		some[i] = g_array_index(common, int64_t, i * common->len / n);
	if (!holders_get(seen->db, some, n, holders, error))
		return false;
	for (guint i = 0; i < n; i++)
		for (guint k = 0; k < MIN(holders[i].n, SEEN_COMMON); k++)
			tally_add(seen->tally, holders[i].items[k], 1);
	return true;
}

bool
seen_find(Seen *seen, SeenText *text, GArray **ret_items, GArray **ret_rare, GError **error)
{
	g_autoptr(GArray) common = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) rare = g_array_new(FALSE, FALSE, sizeof(int64_t));
	int64_t best[SEEN_BEST];

	tally_clear(seen->tally);
	if (!seen_look(seen, text, common, rare, error) || !seen_look_same(seen, text, error))
		return false;
	/* A text that is all form, or that everybody sends: then form is what it says. */
	if (rare->len * 4 < seen_prints(text)->len) {
		if (!seen_look_form(seen, common, error))
			return false;
		g_array_set_size(rare, 0);
		g_array_append_vals(rare, text->prints->data, text->prints->len);
	}
	*ret_items = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_array_append_vals(*ret_items, best, tally_best(seen->tally, best, SEEN_BEST));
	*ret_rare = g_steal_pointer(&rare);
	return true;
}

bool
seen_same_day(Db *db, SeenText *text, GArray *items, GError **error)
{
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) holders = g_array_new(FALSE, FALSE, sizeof(int64_t));

	happening_keys(seen_happening(text), true, keys);
	for (guint i = 0; i < keys->len; i++)
		if (!db_integers(db, error, holders, "seen_newest", "ii",
				 SEEN_HAPPENED | g_array_index(keys, int64_t, i),
				 (int64_t)SEEN_DAY))
			return false;
	g_array_sort(holders, seen_compare);
	for (guint i = holders->len, n = 0; i-- > 0 && n < SEEN_DAY;) {
		int64_t item = g_array_index(holders, int64_t, i);
		bool had = false;

		for (guint k = 0; k < items->len && !had; k++)
			had = g_array_index(items, int64_t, k) == item;
		if (had)
			continue;
		g_array_append_val(items, item);
		n++;
	}
	return true;
}
