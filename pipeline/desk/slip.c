/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slip — in which item the slips stand that a short letter puts right, and what it says then
 *
 * All are looked for in the words as they are, and put right together: “甲”应为“乙”，“乙”应为“甲”
 * exchanges them.
 */
#include "pipeline/desk/slip.h"

#include "base/text/once.h"
#include "pipeline/desk/amend_words.h"
#include "pipeline/desk/sequel.h"
#include "pipeline/desk/slip_words.h"

#include <string.h>

#define SLIP_ITEMS 60

void
slip_clear(Slip *slip)
{
	json_decref(slip->item);
	g_free(slip->title);
	g_free(slip->text);
	g_free(slip->said);
	g_clear_pointer(&slip->fits, g_ptr_array_unref);
}

/* ---- putting right ---- */

typedef struct {
	size_t from, to; /* characters */
	const char *right;
} Change;

static gint
change_later(gconstpointer a, gconstpointer b)
{
	const Change *x = a, *y = b;

	return x->from > y->from ? -1 : x->from < y->from ? 1 : 0;
}

/* The text with all changes; NULL where two touch the same characters. Yours. */
static char *
changes_make(const char *text, GArray *changes)
{
	char *made = g_strdup(text);

	g_array_sort(changes, change_later);
	for (guint i = 0; i < changes->len; i++) {
		const Change *change = &g_array_index(changes, Change, i);
		g_autofree char *old = made;
		g_autofree char *head = NULL;

		if (i > 0 && change->to > g_array_index(changes, Change, i - 1).from)
			return NULL;
		head = g_utf8_substring(old, 0, (glong)change->from);
		made = g_strconcat(head, change->right,
				   g_utf8_offset_to_pointer(old, (glong)change->to), NULL);
	}
	return made;
}

/* What it comes to for one item. */
typedef struct {
	SlipKind kind;
	char *title, *text;
} Placed;

static void
placed_clear(Placed *placed)
{
	g_free(placed->title);
	g_free(placed->text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Placed, placed_clear)

/* Title and text of an item, and what is to be changed in each. */
typedef struct {
	const char *words[2];
	Folded *folded[2];
	GArray *changes[2];
} Places;

static void
places_clear(Places *places)
{
	for (int k = 0; k < 2; k++) {
		fold_free(places->folded[k]);
		g_array_unref(places->changes[k]);
	}
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

/* *ret_already: the wrong words stand nowhere, the right ones do. */
static bool
places_look(Places *places, const SlipWords *slip, bool *ret_already)
{
	g_autofree char *wrong = fold_word(slip->wrong), *right = fold_word(slip->right);
	bool found = false, there = false;

	*ret_already = false;
	if (!slip->certain || *wrong == '\0' || *right == '\0')
		return false;
	for (int k = 0; k < 2; k++) {
		Change change = { .right = slip->right };
		size_t from, to;
		OnceCount count = once_find(places->folded[k], wrong, &change.from, &change.to);

		if (count == ONCE_SEVERAL)
			return false;
		if (count == ONCE_FOUND)
			g_array_append_val(places->changes[k], change);
		found = found || count == ONCE_FOUND;
		there = there || once_find(places->folded[k], right, &from, &to) != ONCE_NOWHERE;
	}
	*ret_already = !found && there;
	return found || there;
}

static void
slip_place(const GPtrArray *slips, const char *title, const char *text, Placed *ret)
{
	g_auto(Places) places = { .words = { title, text } };
	guint n_already = 0;

	for (int k = 0; k < 2; k++) {
		places.folded[k] = fold_text(places.words[k]);
		places.changes[k] = g_array_new(FALSE, FALSE, sizeof(Change));
	}
	ret->kind = SLIP_UNPLACED;
	for (guint i = 0; i < slips->len; i++) {
		bool already;

		if (!places_look(&places, slips->pdata[i], &already))
			return;
		n_already += already;
	}
	ret->title = changes_make(title, places.changes[0]);
	ret->text = changes_make(text, places.changes[1]);
	if (ret->title && ret->text)
		ret->kind = n_already == slips->len ? SLIP_ALREADY : SLIP_PLACED;
}

/* ---- which item ---- */

typedef struct {
	const GPtrArray *slips;
	const char *said; /* all that the letter says */
	int64_t item;	  /* the best so far; 0: none */
	int rank;	  /* of it */
	GPtrArray *fits;  /* rows: it, and those that are as good */
	Placed placed;
} Search;

static void
search_clear(Search *search)
{
	placed_clear(&search->placed);
	g_clear_pointer(&search->fits, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

/* Named before not named. What is right already, or stands nowhere, is meant only when named: the
 * right words may stand in another report by chance. */
static int
search_rank(SlipKind kind, bool named)
{
	return (named ? 4 : 0) + (kind == SLIP_PLACED ? 2 : kind == SLIP_ALREADY && named ? 1 : 0);
}

/* A correction that became an item, an erratum: its words are wrong on purpose. */
static bool
slip_is_one(const char *title, const char *text)
{
	g_autoptr(GPtrArray) slips = slip_words_read(title, text);

	return slips->len > 0;
}

static bool
search_look(Search *search, Desk *desk, const json_t *row, GError **error)
{
	g_autoptr(json_t) words = NULL;
	g_auto(Placed) placed = { 0 };
	const char *title, *text;
	int rank;

	if (!sequel_own(desk, row, &words, error))
		return false;
	title = record_string(words, "title");
	text = record_string(words, "text");
	if (slip_is_one(title ? title : "", text ? text : ""))
		return true;
	slip_place(search->slips, title ? title : "", text ? text : "", &placed);
	rank = search_rank(placed.kind,
			   amend_words_name(search->said, title, record_integer(row, "id")));
	if (rank == 0 || rank < search->rank)
		return true;
	if (rank > search->rank)
		g_ptr_array_set_size(search->fits, 0);
	g_ptr_array_add(search->fits, json_incref((json_t *)row));
	if (rank == search->rank)
		return true;
	search->rank = rank;
	search->item = record_integer(row, "id");
	placed_clear(&search->placed);
	search->placed = placed;
	placed = (Placed){ 0 };
	return true;
}

bool
slip_find(Desk *desk, const JudgeLetter *letter, const char *title, const char *text,
	  int64_t since_us, Slip *ret, GError **error)
{
	g_autoptr(GPtrArray) slips = NULL;
	g_autoptr(json_t) rows = NULL;
	g_autofree char *said = g_strconcat(title, "\n", text, NULL);
	g_auto(Search) search = { .said = said };
	size_t i;
	json_t *row;

	if (!letter->person->unit || g_utf8_strlen(text, -1) > SLIP_WORDS_TEXT)
		return true;
	if (!fold_load(error))
		return false;
	slips = slip_words_read(title, text);
	if (slips->len == 0)
		return true;
	search.slips = slips;
	search.fits = g_ptr_array_new_with_free_func((GDestroyNotify)json_decref);
	ret->alone = g_utf8_strlen(text, -1) <= SLIP_WORDS_ALONE;
	rows = db_rows(desk_db(desk), error, "item_of_unit", "tii", letter->person->unit, since_us,
		       (int64_t)SLIP_ITEMS);
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		const char *state = record_string(row, "state");

		if (strcmp(state, "withdrawn") != 0 && strcmp(state, "held") != 0 &&
		    !search_look(&search, desk, row, error))
			return false;
	}
	if (search.item == 0)
		return true;
	ret->said = slip_words_said(slips);
	if (search.fits->len > 1) {
		ret->fits = g_steal_pointer(&search.fits);
		return true;
	}
	ret->kind = search.placed.kind;
	ret->title = g_steal_pointer(&search.placed.title);
	ret->text = g_steal_pointer(&search.placed.text);
	return db_row(desk_db(desk), error, &ret->item, "item_get", "i", search.item);
}
