/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seen — which items hold a fingerprint: what may say the same as a text
 *
 * A print has 32 bits, 4 bytes in SQLite's rows; a chance meeting in an archive of
 * millions costs one comparison more. The hash of the whole content and those of day and
 * place lie above them in the same table.
 */
#include "spool/seen.h"

#include "base/text/fingerprint.h"
#include "base/text/fold.h"

#include <string.h>

#define SEEN_CONTENT (INT64_C(1) << 62)
#define SEEN_HAPPENED (INT64_C(1) << 61)
#define SEEN_SAME 4	 /* items of the same content that are named */
#define SEEN_VERSION "2" /* of what a sketch is; another one makes the index anew */
#define SEEN_SAME_SCORE (1 << 20)

static int64_t
seen_content(const char *body)
{
	g_autofree char *hash = fingerprint_content_hash(body);

	hash[15] = '\0';
	return SEEN_CONTENT | (int64_t)g_ascii_strtoull(hash, NULL, 16);
}

static gint
seen_compare(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* A document begins with the title that a mail has in its subject. */
SeenText *
seen_text(const char *title, const char *text, const char *when)
{
	SeenText *made = g_new0(SeenText, 1);
	g_autofree char *both = NULL;
	g_autofree char *heading = fold_word(title);
	g_autofree char *body = fold_word(text);
	const char *rest = body;

	if (*heading && g_str_has_prefix(body, heading) && body[strlen(heading)] == '\n')
		rest += strlen(heading);
	made->body = g_strdup(rest);
	made->prints = fingerprint_sketch(made->body);
	g_array_sort(made->prints, seen_compare);
	made->content = made->prints->len ? seen_content(made->body) : 0;
	both = g_strconcat(heading, "\n", made->body, NULL);
	made->happening = happening_read(both, when);
	return made;
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
	g_free(text->body);
	g_array_unref(text->prints);
	happening_free(text->happening);
	g_free(text);
}

/* Runs a statement for each print of a text, for its whole content, its day and places. */
static bool
seen_each(Db *db, const char *statement, int64_t item, const SeenText *text, GError **error)
{
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));

	happening_keys(text->happening, false, keys);
	for (guint i = 0; i < keys->len; i++)
		if (!db_run(db, error, statement, "ii",
			    SEEN_HAPPENED | g_array_index(keys, int64_t, i), item))
			return false;
	for (guint i = 0; i < text->prints->len; i++)
		if (!db_run(db, error, statement, "ii", g_array_index(text->prints, int64_t, i),
			    item))
			return false;
	return text->prints->len == 0 || db_run(db, error, statement, "ii", text->content, item);
}

bool
seen_add(Db *db, int64_t item, const SeenText *text, GError **error)
{
	return seen_each(db, "seen_insert", item, text, error);
}

bool
seen_remove(Db *db, int64_t item, const SeenText *text, GError **error)
{
	return seen_each(db, "seen_delete", item, text, error);
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
	if (!db_run(db, error, "seen_clear", "") || !db_run(db, error, "shelf_clear", "") ||
	    !db_integers(db, error, items, "search_missing", ""))
		return false;
	for (guint i = 0; i < items->len; i++)
		if (!seen_refresh(db, g_array_index(items, int64_t, i), error))
			return false;
	return db_run(db, error, "meta_set", "tt", "seen", SEEN_VERSION);
}

/* ---- looking ---- */

typedef struct {
	int64_t item;
	int score;
} SeenCount;

/* Points for each of the holders of one print: the fewer hold it, the more it says. */
static void
seen_count(GArray *counts, const GArray *holders, int score)
{
	for (guint i = 0; i < MIN(holders->len, SEEN_COMMON); i++) {
		SeenCount count = { g_array_index(holders, int64_t, i), score };

		g_array_append_val(counts, count);
	}
}

static gint
seen_by_item(gconstpointer a, gconstpointer b)
{
	return seen_compare(&((const SeenCount *)a)->item, &((const SeenCount *)b)->item);
}

/* Most points first, the newer first of equals. */
static gint
seen_by_score(gconstpointer a, gconstpointer b)
{
	const SeenCount *x = a, *y = b;

	return x->score != y->score ? (x->score < y->score ? 1 : -1) : seen_by_item(b, a);
}

static GArray *
seen_best(GArray *counts)
{
	SeenCount *data = (SeenCount *)(void *)counts->data;
	GArray *items = g_array_new(FALSE, FALSE, sizeof(int64_t));
	guint n = 0;

	g_array_sort(counts, seen_by_item);
	for (guint i = 0; i < counts->len; i++) {
		if (n > 0 && data[n - 1].item == data[i].item)
			data[n - 1].score += data[i].score;
		else
			data[n++] = data[i];
	}
	g_array_set_size(counts, n);
	g_array_sort(counts, seen_by_score);
	for (guint i = 0; i < MIN(n, SEEN_BEST); i++)
		g_array_append_val(items, data[i].item);
	return items;
}

/* Counts the holders of every print; phrases of form apart. */
static bool
seen_look(Db *db, const SeenText *text, GArray *counts, GArray *common, GArray *rare,
	  GError **error)
{
	g_autoptr(GArray) holders = g_array_new(FALSE, FALSE, sizeof(int64_t));

	for (guint i = 0; i < text->prints->len; i++) {
		int64_t print = g_array_index(text->prints, int64_t, i);

		g_array_set_size(holders, 0);
		if (!db_integers(db, error, holders, "seen_newest", "ii", print,
				 (int64_t)SEEN_COMMON + 1))
			return false;
		if (holders->len > SEEN_COMMON) {
			seen_count(common, holders, 1);
			continue;
		}
		g_array_append_val(rare, print);
		seen_count(counts, holders, 8 - (int)g_bit_storage(holders->len));
	}
	g_array_set_size(holders, 0);
	if (text->prints->len > 0 && !db_integers(db, error, holders, "seen_oldest", "ii",
						  text->content, (int64_t)SEEN_SAME))
		return false;
	seen_count(counts, holders, SEEN_SAME_SCORE);
	return true;
}

bool
seen_find(Db *db, const SeenText *text, GArray **ret_items, GArray **ret_rare, GError **error)
{
	g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(SeenCount));
	g_autoptr(GArray) common = g_array_new(FALSE, FALSE, sizeof(SeenCount));
	g_autoptr(GArray) rare = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!seen_look(db, text, counts, common, rare, error))
		return false;
	/* A text that is all form, or that everybody sends: then form is what it says. */
	if (rare->len * 4 < text->prints->len) {
		g_array_set_size(rare, 0);
		g_array_append_vals(rare, text->prints->data, text->prints->len);
		g_array_append_vals(counts, common->data, common->len);
	}
	*ret_items = seen_best(counts);
	*ret_rare = g_steal_pointer(&rare);
	return true;
}

bool
seen_same_day(Db *db, const SeenText *text, GArray *items, GError **error)
{
	g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) holders = g_array_new(FALSE, FALSE, sizeof(int64_t));

	happening_keys(text->happening, true, keys);
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
