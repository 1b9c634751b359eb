/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * changes — what a revision changed, for the templates
 */
#include "publish/changes.h"

#include "base/record.h"
#include "base/text/change.h"
#include "publish/prepare.h"

#include <stdbool.h>
#include <string.h>

/* A passage that came or went: its beginning where it is long. Yours. */
static char *
passage_cut(const char *text)
{
	glong length = g_utf8_strlen(text, -1);
	g_autofree char *head = NULL;

	if (length <= CHANGES_CHARACTERS)
		return g_strdup(text);
	head = g_utf8_substring(text, 0, CHANGES_CHARACTERS);
	return g_strdup_printf("%s……（共%ld字）", head, length);
}

/* What stays is shown beside a change only: its end before one, its beginning behind one. */
static char *
passage_around(const char *text, bool first, bool last)
{
	glong length = g_utf8_strlen(text, -1);
	glong head = first ? 0 : CHANGES_AROUND, tail = last ? 0 : CHANGES_AROUND;
	g_autofree char *begin = NULL, *end = NULL;

	if (length <= head + tail + 1)
		return g_strdup(text);
	begin = g_utf8_substring(text, 0, head);
	end = g_utf8_substring(text, length - tail, length);
	return g_strconcat(begin, "…", end, NULL);
}

static json_t *
pieces_tell(const GArray *pieces)
{
	static const char *const names[] = { "same", "removed", "added" };
	json_t *list = json_array();

	for (guint i = 0; i < pieces->len; i++) {
		const ChangePiece *piece = &g_array_index(pieces, ChangePiece, i);
		g_autofree char *shown =
			piece->kind == CHANGE_SAME
				? passage_around(piece->text, i == 0, i + 1 == pieces->len)
				: passage_cut(piece->text);
		json_t *one = json_object();

		record_set_string(one, names[piece->kind], shown);
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *
place_tell(const ChangePlace *place)
{
	json_t *one = json_pack("{s:o}", "pieces", pieces_tell(place->pieces));

	record_set_integer(one, "paragraph", place->now ? place->now : place->was);
	json_object_set_new(one, "gone", json_boolean(place->now == 0));
	json_object_set_new(one, "come", json_boolean(place->was == 0));
	return one;
}

static char *
cleaned(const json_t *object, const char *name, bool lines)
{
	const char *words = record_string(object, name);

	return prepare_words(words ? words : "", lines);
}

json_t *
changes_tell(const json_t *item)
{
	const json_t *earlier = record_member(item, "earlier");
	g_autofree char *title = cleaned(item, "title", false);
	g_autofree char *title_was = cleaned(earlier, "title", false);
	g_autofree char *text = cleaned(item, "text", true);
	g_autofree char *text_was = cleaned(earlier, "text", true);
	g_autoptr(GPtrArray) places = change_find(text_was, text);
	json_t *told, *list;

	if (places->len == 0 && strcmp(title, title_was) == 0)
		return NULL;
	list = json_array();
	told = json_pack("{s:o}", "places", list);
	record_set_integer(told, "since", record_integer(earlier, "revision"));
	if (strcmp(title, title_was) != 0)
		json_object_set_new(told, "heading",
				    json_pack("{s:s, s:s}", "was", title_was, "now", title));
	for (guint i = 0; i < MIN(places->len, CHANGES_PLACES); i++)
		json_array_append_new(list, place_tell(places->pdata[i]));
	if (places->len > CHANGES_PLACES)
		record_set_integer(told, "more", places->len - CHANGES_PLACES);
	return told;
}
