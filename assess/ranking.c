/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ranking — entries and counts in, a table with ranks out
 */
#include "assess/ranking.h"

#include <inttypes.h>
#include <glib.h>
#include <string.h>

#include "base/record.h"

typedef struct {
	const char *unit, *person; /* borrowed from the input; person NULL: none */
	int64_t hundredths, submitted, adopted;
	guint order; /* in which it was first named */
} Row;

typedef struct {
	GPtrArray *rows;     /* Row */
	GHashTable *by_name; /* "unit\nperson" → Row */
	bool by_person;
} Table;

char *
ranking_points(int64_t hundredths)
{
	uint64_t size = hundredths < 0 ? 0 - (uint64_t)hundredths : (uint64_t)hundredths;

	return g_strdup_printf("%s%" PRIu64 ".%02u", hundredths < 0 ? "-" : "", size / 100,
			       (unsigned)(size % 100));
}

static Row *
ranking_row(Table *table, const char *unit, const char *person)
{
	g_autofree char *key = NULL;
	Row *row;

	if (!unit)
		unit = "";
	if (!table->by_person)
		person = NULL;
	key = g_strdup_printf("%s\n%s", unit, person ? person : "");
	row = g_hash_table_lookup(table->by_name, key);
	if (!row) {
		row = g_new0(Row, 1);
		row->unit = unit;
		row->person = person;
		row->order = table->rows->len;
		g_ptr_array_add(table->rows, row);
		g_hash_table_insert(table->by_name, g_steal_pointer(&key), row);
	}
	return row;
}

static int
ranking_compare(const void *a, const void *b)
{
	const Row *left = *(Row *const *)a, *right = *(Row *const *)b;

	if (left->hundredths != right->hundredths)
		return left->hundredths > right->hundredths ? -1 : 1;
	if (left->adopted != right->adopted)
		return left->adopted > right->adopted ? -1 : 1;
	return left->order < right->order ? -1 : left->order > right->order;
}

static void
ranking_fill(Table *table, const json_t *entries, const json_t *counts, const json_t *units)
{
	for (size_t i = 0; !table->by_person && i < json_array_size(units); i++) {
		const json_t *unit = json_array_get(units, i);

		if (json_is_string(unit))
			ranking_row(table, json_string_value(unit), NULL);
	}
	for (size_t i = 0; i < json_array_size(counts); i++) {
		const json_t *count = json_array_get(counts, i);
		Row *row = ranking_row(table, record_string(count, "unit"),
				       record_string(count, "person"));

		row->submitted += record_integer(count, "submitted");
		row->adopted += record_integer(count, "adopted");
	}
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *entry = json_array_get(entries, i);
		Row *row = ranking_row(table, record_string(entry, "unit"),
				       record_string(entry, "person"));

		row->hundredths += record_integer(entry, "hundredths");
	}
}

static json_t *
ranking_line(const Row *row, int64_t rank)
{
	json_t *line = json_object();
	g_autofree char *points = ranking_points(row->hundredths);

	record_set_string(line, "unit", row->unit);
	record_set_string(line, "person", row->person);
	record_set_string(line, "points", points);
	record_set_integer(line, "rank", rank);
	record_set_integer(line, "submitted", row->submitted);
	record_set_integer(line, "adopted", row->adopted);
	return line;
}

json_t *
ranking_make(const json_t *entries, const json_t *counts, const json_t *units, bool by_person)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) by_name =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Table table = { .rows = rows, .by_name = by_name, .by_person = by_person };
	json_t *ranking = json_array();
	int64_t rank = 0;

	ranking_fill(&table, entries, counts, units);
	g_ptr_array_sort(rows, ranking_compare);
	for (guint i = 0; i < rows->len; i++) {
		const Row *row = rows->pdata[i];

		if (i == 0 || ((const Row *)rows->pdata[i - 1])->hundredths != row->hundredths)
			rank = i + 1;
		json_array_append_new(ranking, ranking_line(row, rank));
	}
	return ranking;
}
