/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * chain — 初报, 续报, 终报: which earlier item a report goes on with
 */
#include "pipeline/desk/chain.h"

#include "base/text/fold.h"
#include "base/text/happening.h"
#include "base/text/overlap.h"
#include "base/text/quantity.h"
#include "pipeline/desk/sequel_words.h"

#include <inttypes.h>
#include <string.h>

#define CHAIN_ITEMS 300 /* of that time that are looked at, the newest */
#define CHAIN_REPORTS 5000
#define CHAIN_HEADING 40 /* characters of a first line that is a heading */
#define CHAIN_DAY_US (INT64_C(86400) * 1000000)
#define CHAIN_BACK_US (60 * CHAIN_DAY_US)
#define CHAIN_LEAST 0.5
#define CHAIN_DAY 0.2	/* the same day of the event */
#define CHAIN_PLACE 0.3 /* a place, at most two */
#define CHAIN_UNIT 0.1
#define CHAIN_ELSEWHERE 0.4 /* less, where each names towns or villages and both none */

/* What a title has beside its event. */
static const char *const chain_words[] = { "首报", "初报", "续报", "终报",  "关于",
					   "有关", "情况", "报告", "情况的" };

static const char *
chain_step(const char *title, const char *text)
{
	g_autofree char *line = g_strndup(text, strcspn(text, "\n"));
	const char *step = sequel_words_step(title);

	return step || g_utf8_strlen(line, -1) > CHAIN_HEADING ? step : sequel_words_step(line);
}

/* The title's own words: without 关于, 续报, （二）. */
static char *
chain_core(const char *folded)
{
	g_autoptr(GString) core = g_string_new(folded);
	g_autoptr(GRegex) count = g_regex_new(
		"[(\\[]?第?[一二三四五六七八九十\\d]{1,2}[期次号]?[)\\]]?\\s*$", 0, 0, NULL);

	g_assert(count);
	for (size_t i = 0; i < G_N_ELEMENTS(chain_words); i++)
		g_string_replace(core, chain_words[i], "", 0);
	return g_regex_replace(count, core->str, -1, 0, "", 0, NULL);
}

/* ---- day and place ---- */

/* The days a text names: 6月12日, whatever hour follows. */
static GHashTable *
chain_days(const char *folded)
{
	GHashTable *days = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GPtrArray) quantities = quantity_find(folded);

	for (guint i = 0; i < quantities->len; i++) {
		const char *one = quantities->pdata[i];
		const char *year = strstr(one, "年");
		const char *from = year ? year + strlen("年") : one;
		const char *day = strstr(from, "日");

		if (day && strstr(from, "月"))
			g_hash_table_add(days, g_strndup(from, (gsize)(day - from)));
	}
	return days;
}

static guint
chain_common_places(const Happening *a, const Happening *b)
{
	guint n = 0;

	for (guint i = 0; i < a->places->len; i++)
		if (g_ptr_array_find_with_equal_func(b->places, a->places->pdata[i], g_str_equal,
						     NULL))
			n++;
	return n;
}

static guint
chain_common(GHashTable *a, GHashTable *b)
{
	GHashTableIter iter;
	gpointer key;
	guint n = 0;

	g_hash_table_iter_init(&iter, a);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		n += g_hash_table_contains(b, key) ? 1 : 0;
	return n;
}

/* ---- which item ---- */

typedef struct {
	OverlapText *core;
	GHashTable *days;
	Happening *happening;
} Event;

static Event
event_of(const char *title, const char *text)
{
	g_autofree char *heading = fold_word(title), *both = g_strconcat(title, "\n", text, NULL);
	g_autofree char *folded = fold_word(both), *core = chain_core(heading);

	return (Event){ overlap_text(core), chain_days(folded), happening_read(folded, NULL) };
}

static void
event_clear(Event *event)
{
	overlap_text_free(event->core);
	g_hash_table_unref(event->days);
	happening_free(event->happening);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Event, event_clear)

static double
event_likeness(const Event *a, const Event *b)
{
	g_auto(Overlap) overlap = overlap_find(a->core, b->core);
	guint shorter = MIN(a->core->n, b->core->n);
	double titles = shorter ? overlap.chain / shorter : 0;

	return MAX(titles, 0) + CHAIN_DAY * (chain_common(a->days, b->days) > 0) +
	       CHAIN_PLACE * MIN(chain_common_places(a->happening, b->happening), 2) -
	       CHAIN_ELSEWHERE * happening_excludes(a->happening, b->happening);
}

static json_t *
chain_of(const json_t *row)
{
	const char *text = record_string(row, "facts");
	g_autoptr(json_t) facts = text ? json_loads(text, 0, NULL) : NULL;

	return json_incref(json_object_get(facts, "chain"));
}

json_t *
chain_after(const json_t *row, const char *step)
{
	g_autoptr(json_t) before = chain_of(row);
	int64_t item = record_integer(row, "id");
	json_t *chain = json_object();

	record_set_string(chain, "step", step);
	record_set_integer(chain, "item", item);
	record_set_integer(chain, "first", before ? record_integer(before, "first") : item);
	record_set_integer(chain, "n", before ? record_integer(before, "n") + 1 : 2);
	record_set_string(chain, "title", record_string(row, "title"));
	return chain;
}

/* Of equals the newest, which comes first, is what it goes on with. */
static const json_t *
chain_best(const json_t *rows, const Event *ours, const char *unit)
{
	const json_t *best = NULL;
	double most = 0;
	size_t i;
	json_t *row;

	json_array_foreach ((json_t *)rows, i, row) {
		g_auto(Event) theirs =
			event_of(record_string(row, "title"), record_string(row, "text"));
		double likeness = event_likeness(ours, &theirs);

		if (likeness < CHAIN_LEAST)
			continue;
		likeness += CHAIN_UNIT * (unit && g_strcmp0(unit, record_string(row, "unit")) == 0);
		if (likeness > most) {
			most = likeness;
			best = row;
		}
	}
	return best;
}

bool
chain_add(Desk *desk, const char *title, const char *text, const char *unit, json_t *facts,
	  GError **error)
{
	const char *step = chain_step(title, text);
	g_autoptr(json_t) rows = NULL;
	const json_t *best;

	if (!step)
		return true;
	rows = db_rows(desk_db(desk), error, "chain_items", "ii", desk->now_us - CHAIN_BACK_US,
		       (int64_t)CHAIN_ITEMS);
	if (rows) {
		g_auto(Event) ours = event_of(title, text);

		best = chain_best(rows, &ours, unit);
		if (best)
			json_object_set_new(facts, "chain", chain_after(best, step));
	}
	return rows != NULL;
}

/* ---- all reports of a chain ---- */

bool
chain_number(Db *db, const json_t *chain, int64_t item, int *ret_n, GError **error)
{
	int64_t first = record_integer(chain, "first");
	g_autoptr(json_t) head = NULL;
	g_autoptr(json_t) rows = NULL;
	int n = 0, highest = 0;
	size_t i;
	json_t *row;

	if (!db_row(db, error, &head, "item_get", "i", first))
		return false;
	rows = db_rows(db, error, "chain_reports", "ii",
		       record_integer(head, "received_us") - CHAIN_BACK_US, (int64_t)CHAIN_REPORTS);
	json_array_foreach (rows, i, row) {
		g_autoptr(json_t) theirs = chain_of(row);
		const char *state = record_string(row, "state");

		if (!theirs || record_integer(theirs, "first") != first ||
		    record_integer(row, "id") == item ||
		    (strcmp(state, "approved") != 0 && strcmp(state, "issued") != 0))
			continue;
		n++;
		highest = MAX(highest, sequel_words_number(record_string(row, "title")));
	}
	*ret_n = MAX(n, highest) + 1;
	return rows != NULL;
}

/* Adds a report to the chain it belongs to, by first item. */
static void
chain_count(json_t *chains, const json_t *row)
{
	g_autoptr(json_t) goes_on = chain_of(row);
	int64_t item = record_integer(row, "id");
	int64_t first = goes_on ? record_integer(goes_on, "first") : item;
	g_autofree char *key = g_strdup_printf("%020" PRId64, first);
	json_t *chain = json_object_get(chains, key);

	if (!chain) {
		chain = json_object();
		json_object_set_new(chains, key, chain);
		record_set_integer(chain, "first", first);
		record_set_string(chain, "title", record_string(row, "title"));
	}
	record_set_integer(chain, "item", item);
	record_set_integer(chain, "n", goes_on ? record_integer(goes_on, "n") : 1);
	record_set_integer(chain, "last_us", record_integer(row, "received_us"));
	/* What an editor joins is news of any kind; an event that its unit reports must end. */
	if (!record_bool(goes_on, "merged"))
		json_object_set_new(chain, "reported", json_true());
	if (goes_on && strcmp(record_string(goes_on, "step"), "终报") == 0)
		json_object_set_new(chain, "ended", json_true());
}

json_t *
chain_unfinished(Db *db, int64_t now_us, GError **error)
{
	g_autoptr(json_t) rows = db_rows(db, error, "chain_reports", "ii", now_us - CHAIN_BACK_US,
					 (int64_t)CHAIN_REPORTS);
	g_autoptr(json_t) chains = json_object();
	json_t *list = rows ? json_array() : NULL, *one;
	const char *key;
	size_t i;

	json_array_foreach (rows, i, one)
		chain_count(chains, one);
	/* In the order they were put in, which is that of their first reports here. */
	json_object_foreach (chains, key, one) {
		int64_t days = (now_us - record_integer(one, "last_us")) / CHAIN_DAY_US;

		if (!record_bool(one, "reported") || record_bool(one, "ended") ||
		    days < CHAIN_OPEN_DAYS)
			continue;
		record_set_integer(one, "days", days);
		json_object_del(one, "last_us");
		json_object_del(one, "reported");
		json_array_append(list, one);
	}
	return list;
}
