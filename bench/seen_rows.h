/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seen_rows - the peer of bench/seen: a plain inverted index in SQLite
 *
 * A row for each print and item, of each print the newest ROWS_MOST counted. The same prints as
 * the program's, put in in the order of the pages; statements prepared once, nothing around them.
 */
#ifndef BENCH_SEEN_ROWS_H
#define BENCH_SEEN_ROWS_H

#include "spool/seen.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROWS_MOST 64

typedef struct {
	char *path;
	sqlite3 *handle;
	sqlite3_stmt *put, *get;
	double add_us; /* of all that was added */
} Rows;

static inline double
now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static inline void
sweep(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *file = g_strconcat(path, ends[i], NULL);

		g_unlink(file);
	}
}

static inline void
rows_run(Rows *rows, const char *sql)
{
	if (sqlite3_exec(rows->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "seen: rows: %s\n", sqlite3_errmsg(rows->handle));
	exit(1);
}

static inline void
rows_open(Rows *rows)
{
	sqlite3_open(rows->path, &rows->handle);
	rows_run(rows, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
		       "CREATE TABLE held (print INTEGER, item INTEGER, "
		       "PRIMARY KEY (print, item)) WITHOUT ROWID");
	sqlite3_prepare_v2(rows->handle, "INSERT INTO held VALUES (?1, ?2)", -1, &rows->put, NULL);
	sqlite3_prepare_v2(rows->handle,
			   "SELECT item FROM held WHERE print = ?1 ORDER BY item DESC LIMIT ?2", -1,
			   &rows->get, NULL);
}

static inline void
rows_close(Rows *rows)
{
	sqlite3_finalize(rows->put);
	sqlite3_finalize(rows->get);
	sqlite3_close(rows->handle);
}

typedef struct {
	int64_t print, item;
} RowsPair;

static inline gint
rows_compare(gconstpointer a, gconstpointer b)
{
	const RowsPair *x = a, *y = b;

	return x->print != y->print ? (x->print < y->print ? -1 : 1)
				    : (x->item > y->item) - (x->item < y->item);
}

/* In the order of the pages, in one transaction. */
static inline void
rows_put(Rows *rows, const GArray *pairs)
{
	rows_run(rows, "BEGIN");
	for (guint i = 0; i < pairs->len; i++) {
		sqlite3_bind_int64(rows->put, 1, g_array_index(pairs, RowsPair, i).print);
		sqlite3_bind_int64(rows->put, 2, g_array_index(pairs, RowsPair, i).item);
		sqlite3_step(rows->put); /* two prints of a text may be the same */
		sqlite3_reset(rows->put);
	}
	rows_run(rows, "COMMIT");
}

/* A group of texts, the first of them item n + 1, put in in the order of the pages. */
static inline void
rows_add(Rows *rows, const GPtrArray *group, guint n)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(RowsPair));
	double began = now_us();

	for (guint i = 0; i < group->len; i++) {
		SeenText *text = group->pdata[i];

		for (guint k = 0; k < seen_prints(text)->len; k++) {
			RowsPair pair = { g_array_index(seen_prints(text), int64_t, k), n + i + 1 };

			g_array_append_val(pairs, pair);
		}
	}
	g_array_sort(pairs, rows_compare);
	rows_put(rows, pairs);
	rows->add_us += now_us() - began;
}

/* The item that shares most prints. */
static inline int64_t
rows_look(const Rows *rows, SeenText *text)
{
	g_autoptr(GArray) holders = g_array_new(FALSE, FALSE, sizeof(RowsPair));
	guint most = 0, n = 0;
	int64_t found = 0;

	for (guint i = 0; i < seen_prints(text)->len; i++) {
		guint before = holders->len;

		sqlite3_bind_int64(rows->get, 1, g_array_index(seen_prints(text), int64_t, i));
		sqlite3_bind_int64(rows->get, 2, ROWS_MOST + 1);
		while (sqlite3_step(rows->get) == SQLITE_ROW) {
			RowsPair pair = { sqlite3_column_int64(rows->get, 0), 0 };

			g_array_append_val(holders, pair);
		}
		sqlite3_reset(rows->get);
		if (holders->len - before > ROWS_MOST)
			g_array_set_size(holders, before);
	}
	g_array_sort(holders, rows_compare);
	for (guint i = 0; i < holders->len; i++) {
		int64_t item = g_array_index(holders, RowsPair, i).print;

		n = i > 0 && g_array_index(holders, RowsPair, i - 1).print == item ? n + 1 : 1;
		if (n > most) {
			most = n;
			found = item;
		}
	}
	return found;
}

#endif
