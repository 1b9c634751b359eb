/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_suggest — words that the items without a topic share
 *
 * They are compared with the items that have one: what both say as often tells
 * nothing. Of an item held for a secrecy mark no word is looked at.
 */
#include "command/rules_suggest.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "base/text/fold.h"
#include "base/text/grams.h"
#include "command/table.h"

#define SUGGEST_WORDS 40
#define SUGGEST_ITEMS 2000 /* without a topic, the latest */
#define SUGGEST_SHOWN 5	   /* items beside a word */

typedef struct {
	int64_t item;
	char *text; /* folded title and text */
} Suggested;

static void
suggested_clear(void *data)
{
	g_free(((Suggested *)data)->text);
}

static bool
suggest_is_secret(const json_t *row)
{
	g_autoptr(json_t) facts = json_loads(record_string(row, "facts"), 0, NULL);

	return record_bool(facts, "tier1");
}

static char *
suggest_text(const json_t *row)
{
	g_autofree char *both =
		g_strdup_printf("%s\n%s", record_string(row, "title"), record_string(row, "text"));

	return fold_word(both);
}

/* Adds the items on one side of the comparison, the latest first. */
static void
suggest_add(const json_t *rows, bool without, Grams *grams, GArray *ret_items)
{
	for (size_t i = json_array_size(rows); i-- > 0;) {
		const json_t *row = json_array_get(rows, i);
		Suggested one = { record_integer(row, "id"), NULL };

		if ((record_string(row, "topic") == NULL) != without || suggest_is_secret(row) ||
		    (without && ret_items->len >= SUGGEST_ITEMS))
			continue;
		one.text = suggest_text(row);
		grams_add(grams, one.text, without);
		if (without)
			g_array_append_val(ret_items, one);
		else
			g_free(one.text);
	}
}

static void
suggest_say(const Gram *gram, const GArray *items, Table *table, bool json)
{
	g_autoptr(json_t) numbers = json_array();
	g_autoptr(GString) shown = g_string_new(NULL);
	g_autofree char *in = g_strdup_printf("%u", gram->n_in);
	g_autofree char *out = g_strdup_printf("%u", gram->n_out);
	g_autoptr(json_t) one = NULL;

	for (guint i = 0; i < items->len && json_array_size(numbers) < SUGGEST_SHOWN; i++) {
		const Suggested *item = &g_array_index(items, Suggested, i);

		if (!strstr(item->text, gram->text))
			continue;
		json_array_append_new(numbers, json_integer(item->item));
		g_string_append_printf(shown, "%s%d", shown->len > 0 ? "、" : "", (int)item->item);
	}
	one = json_pack("{s:s, s:i, s:i, s:O}", "word", gram->text, "without_topic",
			(int)gram->n_in, "with_topic", (int)gram->n_out, "items", numbers);
	if (json)
		command_print_json(one);
	else
		table_add(table, (const char *const[]){ gram->text, in, out, shown->str, NULL });
}

static int
suggest_print(const Grams *grams, const GArray *items, bool json)
{
	static const char *const heads[] = {
		N_("word"), ">", N_("without a topic"), ">", N_("with one"), N_("items"), NULL
	};
	g_autoptr(GArray) best = grams_best(grams, SUGGEST_WORDS);
	g_autoptr(Table) table = table_new(heads);

	for (guint i = 0; i < best->len; i++)
		suggest_say(&g_array_index(best, Gram, i), items, table, json);
	if (json)
		return best->len == 0;
	if (best->len > 0)
		table_print(table);
	command_say(_("%u items without a topic; words that they share: %u\n"), items->len,
		    best->len);
	return best->len == 0;
}

int
rules_suggest(const CommandLine *line, const char *since, bool json, GError **error)
{
	CommandRoom room = { 0 };
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Suggested));
	g_autoptr(Grams) grams = grams_new();
	g_autoptr(json_t) rows = NULL;
	int64_t since_us = 0;
	bool opened = command_open(line, &room, error) && fold_load(error) &&
		      (!since || command_day(room.office, since, &since_us, error));

	g_array_set_clear_func(items, suggested_clear);
	if (opened)
		rows = db_rows(store_db(room.store), error, "item_list", "ttti", "", "", "",
			       since_us);
	command_close(&room);
	if (!rows)
		return -1;
	suggest_add(rows, true, grams, items);
	suggest_add(rows, false, grams, items);
	return suggest_print(grams, items, json);
}
