/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * find FOLDER [N...] - what letters cost in the index of search, and a search in N of them
 *
 * The store lies in FOLDER (removed before and after). Letters of LETTER_BYTES enter in groups of
 * GROUP to a commit, as the desk judges them; told are the user time of one, without its commit,
 * and what it adds to the file. Then the same words are looked for among all of them, and by
 * somebody who has no letter: nothing ends the search early for him.
 */
#include "base/text/fold.h"
#include "spool/search.h"
#include "tests/unit/prose.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define SEED 11
#define GROUP 16
#define LETTER_BYTES 5000
#define LOOKS 20

static void
check(bool ok, GError *error)
{
	if (ok)
		return;
	fprintf(stderr, "find: %s\n", error ? error->message : "?");
	exit(1);
}

static double
used_ms(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_utime.tv_sec * 1e3 + (double)usage.ru_utime.tv_usec / 1e3;
}

static void
sweep(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *file = g_strconcat(path, ends[i], NULL);

		g_unlink(file);
	}
}

static char *
letter_text(guint n)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; text->len < LETTER_BYTES; i++) {
		g_autofree char *paragraph = prose_make(SEED, n * 64 + i);

		g_string_append_printf(text, "%s\n", paragraph);
	}
	return g_string_free(text, FALSE);
}

/* The user time of the index alone. */
static double
put(Db *db, guint n)
{
	g_autofree char *text = letter_text(n);
	g_autofree char *name = g_strdup_printf("%u", n);
	GError *error = NULL;
	double began;

	check(db_run(db, &error, "letter_insert", "ittiti", (int64_t)n, name, name,
		     (int64_t)LETTER_BYTES, "drop", (int64_t)n) &&
		      db_run(db, &error, "letter_judge", "ittttttI", (int64_t)n, "answer", NULL,
			     NULL, "nyj@qinghe.example", NULL, NULL, INT64_C(0)),
	      error);
	began = used_ms();
	check(search_enter_letter(db, (int64_t)n, "农业农村局", "情况报告", text, &error), error);
	return used_ms() - began;
}

static void
look(Db *db, const char *word, const char *sender)
{
	const char *const phrases[] = { word, NULL };
	SearchQuery wanted = { .phrases = phrases, .sender = sender };
	double began = used_ms();
	size_t n = 0;

	for (int i = 0; i < LOOKS; i++) {
		GError *error = NULL;
		bool more;
		g_autoptr(json_t) hits = search_find(db, &wanted, &more, &error);

		check(hits != NULL, error);
		n = json_array_size(hits);
	}
	printf("  %s%s  %zu hits  %.1f ms\n", word, sender ? ", nobody's" : "", n,
	       (used_ms() - began) / LOOKS);
}

static void
measure(const char *path, guint n)
{
	static const char *const words[] = { "群众", "农资供应", "落实春耕备耕", "𠮷家庄" };
	GError *error = NULL;
	g_autoptr(Db) db = NULL;
	struct stat facts;
	double put_ms = 0;

	sweep(path);
	db = db_open(path, DB_WRITE, &error);
	check(db != NULL, error);
	for (guint i = 0; i < n; i++) {
		check(i % GROUP > 0 || db_begin(db, &error), error);
		put_ms += put(db, i + 1);
		check((i + 1) % GROUP > 0 && i + 1 < n ? true : db_commit(db, &error), error);
	}
	check(db_script(db, "PRAGMA wal_checkpoint(TRUNCATE)", &error) && stat(path, &facts) == 0,
	      error);
	printf("%u letters of %d bytes: %.2f ms and %.1f KB each\n", n, LETTER_BYTES, put_ms / n,
	       (double)facts.st_size / n / 1e3);
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		look(db, words[i], NULL);
		look(db, words[i], "nobody@qinghe.example");
	}
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	static const char *const usual[] = { "1000", "10000", NULL };
	const char *const *sizes = argc > 2 ? (const char *const *)argv + 2 : usual;
	g_autofree char *path = NULL;
	GError *error = NULL;

	setlocale(LC_ALL, "C.UTF-8");
	if (argc < 2) {
		fprintf(stderr, "usage: find FOLDER [N...]\n");
		return 2;
	}
	check(fold_load(&error), error);
	path = g_strconcat(argv[1], "/find.db", NULL);
	for (; *sizes; sizes++)
		measure(path, (guint)g_ascii_strtoull(*sizes, NULL, 10));
	sweep(path);
	return 0;
}
