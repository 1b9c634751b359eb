/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * erratum — the words that put right what was printed
 *
 * Changes of one paragraph that lie close together are one passage; it is told with the
 * words of its clause, so that it can be found: “备足化肥3.2万吨”, not “3.2”.
 */
#include "pipeline/desk/erratum.h"

#include "base/text/change.h"

#include <stdbool.h>
#include <string.h>

#define ERRATUM_NEAR 8	  /* characters between two changes of one passage */
#define ERRATUM_AROUND 12 /* of the clause on each side */

/* ---- passages ---- */

typedef struct {
	GString *was, *now, *between; /* between: the same words since the last change */
	bool changed;
} Passage;

static bool
erratum_parts(gunichar c)
{
	return g_unichar_ispunct(c) || g_unichar_isspace(c);
}

/* The last words of the clause that `text` ends in. Yours. */
static char *
erratum_before(const char *text)
{
	const char *from = text + strlen(text);

	for (int n = 0; n < ERRATUM_AROUND && from > text; n++) {
		const char *before = g_utf8_prev_char(from);

		if (erratum_parts(g_utf8_get_char(before)))
			break;
		from = before;
	}
	return g_strdup(from);
}

/* The first words of the clause that `text` goes on with. Yours. */
static char *
erratum_behind(const char *text)
{
	const char *to = text;

	for (int n = 0; n < ERRATUM_AROUND && *to && !erratum_parts(g_utf8_get_char(to)); n++)
		to = g_utf8_next_char(to);
	return g_strndup(text, (gsize)(to - text));
}

/* Ends the passage before the words `behind`, which are the next to come. */
static void
passage_end(Passage *passage, const char *behind, GString *said)
{
	g_autofree char *tail =
		erratum_behind(passage->between->len ? passage->between->str : behind);

	if (passage->changed)
		g_string_append_printf(said, "%s“%s%s”应为“%s%s”", said->len ? "，" : "",
				       passage->was->str, tail, passage->now->str, tail);
	passage->changed = false;
}

static void
passage_change(Passage *passage, const ChangePiece *piece, GString *said)
{
	/* Too far from the last change: that one is a passage of its own. */
	if (passage->changed && g_utf8_strlen(passage->between->str, -1) > ERRATUM_NEAR)
		passage_end(passage, "", said);
	if (!passage->changed) {
		g_autofree char *head = erratum_before(passage->between->str);

		g_string_assign(passage->was, head);
		g_string_assign(passage->now, head);
	} else {
		g_string_append(passage->was, passage->between->str);
		g_string_append(passage->now, passage->between->str);
	}
	g_string_truncate(passage->between, 0);
	passage->changed = true;
	g_string_append(piece->kind == CHANGE_REMOVED ? passage->was : passage->now, piece->text);
}

/* All passages of a paragraph that was changed. */
static void
erratum_passages(const ChangePlace *place, GString *said)
{
	g_autoptr(GString) was = g_string_new(NULL), now = g_string_new(NULL);
	g_autoptr(GString) between = g_string_new(NULL);
	Passage passage = { was, now, between, false };

	for (guint i = 0; i < place->pieces->len; i++) {
		const ChangePiece *piece = &g_array_index(place->pieces, ChangePiece, i);

		if (piece->kind == CHANGE_SAME)
			g_string_append(between, piece->text);
		else
			passage_change(&passage, piece, said);
	}
	passage_end(&passage, "", said);
}

/* ---- the whole ---- */

static void
erratum_place(const ChangePlace *place, GString *text)
{
	const ChangePiece *first = &g_array_index(place->pieces, ChangePiece, 0);
	g_autoptr(GString) said = g_string_new(NULL);

	if (place->was == 0) {
		g_string_append_printf(text, "\n增加一段：“%s”", first->text);
	} else if (place->now == 0) {
		g_string_append_printf(text, "\n第%u段“%s”删去。", place->was, first->text);
	} else {
		erratum_passages(place, said);
		g_string_append_printf(text, "\n第%u段%s。", place->was, said->str);
	}
}

/* 《政务信息》2026年第45期 of "政务信息 2026/45". */
static void
erratum_issue(const char *issue, GString *text)
{
	const char *blank = strrchr(issue, ' '), *slash = blank ? strchr(blank, '/') : NULL;

	if (slash)
		g_string_append_printf(text, "《%.*s》%.*s年第%s期", (int)(blank - issue), issue,
				       (int)(slash - blank - 1), blank + 1, slash + 1);
	else
		g_string_append(text, issue);
}

char *
erratum_text(const char *issue, const char *title, const char *printed, const char *meant)
{
	g_autoptr(GPtrArray) places = change_find(printed, meant);
	g_autoptr(GString) text = g_string_new(NULL);

	if (places->len == 0)
		return NULL;
	erratum_issue(issue, text);
	g_string_append_printf(text, "刊发的《%s》更正如下：", title);
	for (guint i = 0; i < MIN(places->len, ERRATUM_PLACES); i++)
		erratum_place(places->pdata[i], text);
	if (places->len > ERRATUM_PLACES)
		g_string_append_printf(text, "\n另有%u段改动，见来信全文。",
				       places->len - ERRATUM_PLACES);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
