/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-places — each file that a row names is read; what no row names is swept
 */
#include "spool-story.h"

#include "base/hash.h"
#include "spool/places.h"

#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

enum { LETTER_1, LETTER_2, MAIL_1, MAIL_2, ISSUE_1, N_FILES };

typedef struct {
	char *folder;
	Store *store;
	char *place[N_FILES];
} Spool;

static char *
path_of(const Spool *spool, int file)
{
	return g_build_filename(spool->folder, spool->place[file], NULL);
}

static void
append(Spool *spool, const char *type, const char *format, const char *hash, const char *place)
{
	g_autofree char *named = g_strdup_printf("'sha256':'%s','place':'%s'", hash, place);
	g_auto(GStrv) parts = g_strsplit(format, "%", 2);
	g_autofree char *params = g_strconcat(parts[0], named, parts[1], NULL);
	g_autoptr(GError) error = NULL;

	g_assert_true(story_append(spool->store, type, params, 0, STORY_US, &error));
	g_assert_no_error(error);
}

/* Two letters (the second held for a mark), two mails, a sealed issue. */
static Spool
make(void)
{
	static const struct {
		const char *folder, *bytes, *type, *params;
	} files[N_FILES] = {
		{ "letters", "来信一", "letter.taken",
		  "{'letter':1,%,'bytes':9,'source':'drop','received_us':1,'arrived':'1'}" },
		{ "letters", "来信二", "letter.taken",
		  "{'letter':2,%,'bytes':9,'source':'drop','received_us':2,'arrived':'2'}" },
		{ "outbox", "回执", "dispatch.made",
		  "{'dispatch':1,'epoch':'1','mailing':1,'purpose':'receipt','subject':'收悉',%,"
		  "'recipients':[]}" },
		{ "outbox", "再回执", "dispatch.made",
		  "{'dispatch':2,'epoch':'1','mailing':2,'purpose':'receipt','subject':'收悉',%,"
		  "'recipients':[]}" },
		{ "issues", "第1期", "issue.sealed",
		  "{'issue':1,'year':2026,'number':1,'total':1,'signed_by':'li@fu.example',%,"
		  "'lines':[]}" },
	};
	Spool spool = { .folder = story_folder() };

	spool.store = story_open(spool.folder);
	for (int i = 1; i <= 2; i++) {
		g_autofree char *due = g_strdup_printf("{'mailing':%d,'template':'receipt','"
						       "purpose':'receipt','recipient':'a@b.test'}",
						       i);

		g_assert_true(story_append(spool.store, "mailing.due", due, 0, STORY_US, NULL));
	}
	g_assert_true(story_append(spool.store, "issue.drafted",
				   "{'issue':1,'journal':'政务信息','lines':[]}", 0, STORY_US,
				   NULL));
	for (int i = 0; i < N_FILES; i++) {
		g_autofree char *hash = hash_hex(files[i].bytes, strlen(files[i].bytes));

		spool.place[i] = store_freeze(spool.store, files[i].folder, files[i].bytes,
					      strlen(files[i].bytes), NULL);
		append(&spool, files[i].type, files[i].params, hash, spool.place[i]);
	}
	g_assert_true(story_append(
		spool.store, "item.made",
		"{'item':1,'state':'held','reason':'secret-mark','letter':2,'part':'1',"
		"'received_us':2,'sender':'a@b.test','evidence':'none','kind':'动态',"
		"'urgent':false,'title':'','text':'','shares':[],'facts':{}}",
		2, STORY_US, NULL));
	return spool;
}

static void
drop(Spool *spool)
{
	store_close(spool->store);
	story_remove(spool->folder);
	for (int i = 0; i < N_FILES; i++)
		g_free(spool->place[i]);
	g_free(spool->folder);
}

static void
told(void *context, int64_t n_done, int64_t n_all)
{
	int64_t *last = context;

	g_assert_cmpint(n_done, ==, *last + 1);
	g_assert_cmpint(n_all, ==, N_FILES);
	*last = n_done;
}

static void
expect_whole(const Spool *spool, int64_t n_letters, int64_t n_withheld)
{
	g_autoptr(GError) error = NULL;
	PlacesCount count = { 0 };
	int64_t last = 0;

	g_assert_true(places_verify(spool->store, told, &last, &count, &error));
	g_assert_no_error(error);
	g_assert_cmpint(last, ==, N_FILES);
	g_assert_cmpint(count.letters, ==, n_letters);
	g_assert_cmpint(count.mails, ==, 2);
	g_assert_cmpint(count.issues, ==, 1);
	g_assert_cmpint(count.withheld, ==, n_withheld);
}

/* The message is exact: name, what is wrong, what to do. */
static void
expect_bad(const Spool *spool, int file, const char *what)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *wanted =
		file == LETTER_2
			? g_strdup_printf("%s (%s); it is held for a secrecy mark and no backup "
					  "carries it: ask its sender",
					  what, spool->place[file])
			: g_strdup_printf(
				  "%s; put it back from a backup: tar -xf BACKUP -C '%s' %s", what,
				  spool->folder, spool->place[file]);
	PlacesCount count;

	g_assert_false(places_verify(spool->store, NULL, NULL, &count, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_assert_cmpstr(error ? error->message : NULL, ==, wanted);
}

static const char *const names[N_FILES] = {
	"letter 1", "letter 2", "outgoing mail 1", "outgoing mail 2", "政务信息 issue 2026/1",
};

static void
test_every_byte(void)
{
	Spool spool = make();

	expect_whole(&spool, 2, 0);
	for (int file = 0; file < N_FILES; file++) {
		g_autofree char *path = path_of(&spool, file);
		g_autofree char *what = g_strconcat(names[file], ": its bytes were changed", NULL);
		g_autofree char *bytes = NULL;
		size_t n;

		g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
		for (size_t i = 0; i < n; i++) {
			bytes[i] ^= 1;
			g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
			expect_bad(&spool, file, what);
			bytes[i] ^= 1;
		}
		g_assert_true(g_file_set_contents(path, bytes, (gssize)n - 1, NULL));
		expect_bad(&spool, file, what);
		g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
	}
	expect_whole(&spool, 2, 0);
	drop(&spool);
}

/* A backup leaves out letters held for a mark: those alone may be away. */
static void
test_lost(void)
{
	Spool spool = make();

	for (int file = 0; file < N_FILES; file++) {
		g_autofree char *path = path_of(&spool, file);
		g_autofree char *away = g_strconcat(path, ".away", NULL);
		g_autofree char *lost = g_strconcat(names[file], ": its file is not there", NULL);
		g_autofree char *unread =
			g_strconcat(names[file], ": its file cannot be read", NULL);

		g_assert_cmpint(rename(path, away), ==, 0);
		if (file == LETTER_2)
			expect_whole(&spool, 1, 1);
		else
			expect_bad(&spool, file, lost);
		g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
		expect_bad(&spool, file, unread);
		g_assert_cmpint(rmdir(path), ==, 0);
		g_assert_cmpint(rename(away, path), ==, 0);
	}
	drop(&spool);
}

/* File and row changed together: the name still tells. */
static void
test_row_too(void)
{
	Spool spool = make();
	g_autofree char *database = story_database(spool.folder);
	g_autofree char *path = path_of(&spool, MAIL_1);
	g_autofree char *hash = hash_hex("forged", 6);
	g_autofree char *sql =
		g_strdup_printf("UPDATE dispatch SET sha256 = '%s' WHERE id = 1", hash);

	g_assert_true(g_file_set_contents(path, "forged", 6, NULL));
	g_free(story_query(database, sql));
	expect_bad(&spool, MAIL_1, "outgoing mail 1: its bytes were changed");
	drop(&spool);
}

static void
expect_swept(const Spool *spool, int64_t n_wanted)
{
	g_autoptr(GError) error = NULL;
	int64_t n = -1;

	g_assert_true(places_sweep(spool->store, &n, &error));
	g_assert_no_error(error);
	g_assert_cmpint(n, ==, n_wanted);
}

static void
test_sweep(void)
{
	static const char *const folders[] = { "outbox", "issues", "letters" };
	Spool spool = make();
	g_autofree char *other = g_build_filename(spool.folder, "outbox", "notes.txt", NULL);
	g_autofree char *letter = NULL;

	expect_swept(&spool, 0);
	g_assert_true(g_file_set_contents(other, "a person's", -1, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
		for (int k = 0; k < 3; k++) {
			g_autofree char *bytes = g_strdup_printf("left %d", k);

			g_free(letter);
			letter = store_freeze(spool.store, folders[i], bytes, strlen(bytes), NULL);
		}
	/* The letters are the source's to bring again; nobody else removes one. */
	expect_swept(&spool, 6);
	expect_swept(&spool, 0);
	expect_whole(&spool, 2, 0);
	g_assert_true(g_file_test(other, G_FILE_TEST_EXISTS));
	g_assert_cmpint(close(store_open_place(spool.store, letter, NULL)), ==, 0);
	drop(&spool);
}

/* More rows than a page holds: one orphan among 1202 mails. */
static void
test_sweep_pages(void)
{
	Spool spool = make();
	g_autofree char *orphan = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(db_begin(store_db(spool.store), NULL));
	for (int i = 3; i < 1203; i++) {
		g_autofree char *due =
			g_strdup_printf("{'mailing':%d,'template':'receipt','purpose':"
					"'receipt','recipient':'a@b.test'}",
					i);
		g_autofree char *bytes = g_strdup_printf("mail %d", i);
		g_autofree char *hash = hash_hex(bytes, strlen(bytes));
		g_autofree char *place =
			store_freeze(spool.store, "outbox", bytes, strlen(bytes), NULL);
		g_autofree char *made = g_strdup_printf(
			"{'dispatch':%d,'epoch':'1','mailing':%d,'purpose':'receipt','subject':'',"
			"'sha256':'%s','place':'%s','recipients':[]}",
			i, i, hash, place);

		g_assert_true(events_append(spool.store, "mailing.due", story_json(due), 0,
					    STORY_US, NULL, NULL, &error));
		g_assert_true(events_append(spool.store, "dispatch.made", story_json(made), 0,
					    STORY_US, NULL, NULL, &error));
	}
	g_assert_true(db_commit(store_db(spool.store), &error));
	g_assert_no_error(error);
	orphan = store_freeze(spool.store, "outbox", "left", 4, NULL);
	expect_swept(&spool, 1);
	g_assert_cmpint(store_open_place(spool.store, orphan, NULL), ==, -1);
	{
		PlacesCount count = { 0 };

		g_assert_true(places_verify(spool.store, NULL, NULL, &count, &error));
		g_assert_no_error(error);
		g_assert_cmpint(count.mails, ==, 1202);
	}
	drop(&spool);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/places/every-byte", test_every_byte);
	g_test_add_func("/places/lost", test_lost);
	g_test_add_func("/places/row-too", test_row_too);
	g_test_add_func("/places/sweep", test_sweep);
	g_test_add_func("/places/sweep-pages", test_sweep_pages);
	return g_test_run();
}
