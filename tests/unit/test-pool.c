/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-pool — workers under load, crash, hang and reload; what a real jail can still do
 *
 * Covers of pipeline/reading: pool.c, pool_events.c, pool_run.c, pool_worker.c, generation.c,
 * zygote.c, worker.c, jobs.c and rules.c. The test is its own worker; the job "test" does what its
 * "text" says from inside a real jailed worker.
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/text/charset.h"
#include "base/text/fold.h"
#include "pipeline/outward/print.h"
#include "pipeline/reading/jobs.h"
#include "pipeline/reading/pool.h"
#include "pipeline/reading/rules.h"
#include "pipeline/reading/zygote.h"
#include "publish/pages.h"
#include "tests/unit/snapshots.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* 防汛 in every charset a letter may be written in. */
static const struct {
	const char *label, *bytes, *text;
} charsets[] = {
	{ "utf-8", "\xe9\x98\xb2\xe6\xb1\x9b", "防汛" },
	{ "gb2312", "\xb7\xc0\xd1\xb4", "防汛" },
	{ "gbk", "\xb7\xc0\xd1\xb4\xe9\x46", "防汛镕" },
	{ "gb18030", "\xb7\xc0\xd1\xb4\xfe\x9f\x95\x34\xb2\x35", "防汛䶮𠮷" },
	{ "big5", "\xa8\xbe\xa6\xc4", "防汛" },
	{ "big5-hkscs", "\xa8\xbe\xa6\xc4", "防汛" },
	{ "hz-gb-2312", "~{7@Q4~}", "防汛" },
	{ "iso-2022-cn", "\x1b$)A\x0e\x37\x40\x51\x34\x0f", "防汛" },
	{ "utf-7", "+ljJsWw-", "防汛" },
	{ "utf-16le", "\x32\x96\x5b\x6c", "防汛" },
	{ "utf-16be", "\x96\x32\x6c\x5b", "防汛" },
	{ "windows-1252", "Caf\xe9", "Café" },
	{ "iso-8859-1", "Caf\xe9", "Café" },
};

/* In the worker: all charsets, folding, the zone, a translated message. NULL or what failed. */
static const char *
inside_reads(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++) {
		g_autofree char *text = charset_to_utf8(charsets[i].label, charsets[i].bytes,
							strlen(charsets[i].bytes), NULL);

		if (strcmp(text, charsets[i].text) != 0)
			return charsets[i].label;
	}
	g_autofree char *folded = fold_word("關於　防汛抗旱");

	if (strcmp(folded, "关于防汛抗旱") != 0)
		return folded[0] ? "fold" : "fold: empty";
	return open("/etc/passwd", O_RDONLY) < 0 ? NULL : "the jail is open";
}

static json_t *
inside(const RuleSet *rules, const json_t *job, int fd, int *ret_fd, GError **error)
{
	const char *text = record_string(job, "text");
	const char *wrong;

	(void)rules;
	if (strcmp(text, "crash") == 0)
		raise(SIGSEGV);
	if (strcmp(text, "crash") == 0)
		_exit(9);
	if (strcmp(text, "hang") == 0)
		for (;;)
			pause();
	if (strcmp(text, "spin") == 0)
		for (volatile unsigned i = 0;; i++)
			;
	if (strcmp(text, "grow") == 0)
		for (;;)
			memset(g_malloc(1 << 20), 1, 1 << 20);
	if (strcmp(text, "lie") == 0)
		return json_pack("{s:s}", "bytes", "no number");
	if (strcmp(text, "pid") == 0)
		return json_pack("{s:i}", "bytes", (int)getpid());
	if (strcmp(text, "write") == 0)
		return json_pack("{s:i}", "bytes", (int)(write(fd, "x", 1) == 1));
	if (strcmp(text, "reads") == 0) {
		wrong = inside_reads();
		if (wrong) {
			errors_set(error, ERRORS_MAIL, "%s", wrong);
			return NULL;
		}
	}
	return jobs_bytes(g_strdup(text), strlen(text), ret_fd, error);
}

static json_t *
job(const char *text)
{
	return json_pack("{s:s, s:s}", "job", "test", "text", text);
}

/* The answer's number of bytes, -1 when it failed. */
static json_int_t
run(Pool *pool, PoolKind kind, const char *text, char **ret_why)
{
	g_autoptr(json_t) result = NULL;
	g_autoptr(GError) error = NULL;

	if (pool_run(pool, kind, job(text), -1, &result, NULL, &error))
		return (json_int_t)record_integer(result, "bytes");
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_MAIL));
	if (ret_why)
		*ret_why = g_strdup(error->message);
	return -1;
}

static Pool *
pool_of(const char *office, size_t n)
{
	g_autoptr(GError) error = NULL;
	Pool *pool = pool_new(office, n, &error);

	g_assert_no_error(error);
	return pool;
}

static void
test_reads_in_jail(void)
{
	static const PoolKind kinds[] = { POOL_READER, POOL_EXTRACTOR, POOL_PRINTER };
	g_autoptr(Pool) pool = pool_of(NULL, 1);

	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autofree char *why = NULL;

		g_assert_cmpint(run(pool, kinds[i], "reads", &why), ==, 5);
		g_assert_cmpstr(why, ==, NULL);
	}
	g_assert_nonnull(strstr(pool_jail(pool), "seccomp"));
	if (!strstr(pool_jail(pool), "landlock"))
		g_test_message("SKIP: this kernel has no Landlock: %s", pool_jail(pool));
	g_assert_cmpuint(strlen(pool_rules_hash(pool)), ==, 64);
}

static void
test_own_process(void)
{
	g_autoptr(Pool) pool = pool_of(NULL, 1);
	json_int_t reader = run(pool, POOL_READER, "pid", NULL);
	json_int_t extractor = run(pool, POOL_EXTRACTOR, "pid", NULL);

	g_assert_cmpint(run(pool, POOL_READER, "pid", NULL), ==, reader);
	g_assert_cmpint(run(pool, POOL_EXTRACTOR, "pid", NULL), !=, extractor);
}

typedef struct {
	size_t n_good, n_failed;
	char *why;
} Tally;

static void
count(void *closure, json_t *result, int fd, const GError *error)
{
	Tally *tally = closure;

	g_assert_true((result == NULL) == (error != NULL));
	if (result) {
		tally->n_good++;
		g_assert_cmpint(fd, >=, 0);
	} else {
		tally->n_failed++;
		g_free(tally->why);
		tally->why = g_strdup(error->message);
	}
}

static void
drain(Pool *pool)
{
	while (pool_pending(pool) > 0) {
		g_usleep(1000);
		pool_dispatch(pool);
	}
}

/* One bad letter among many costs itself alone. */
static void
test_one_bad_job(void)
{
	static const char *const bad[] = { "crash", "hang", "spin", "grow", "lie" };

	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(Pool) pool = pool_of(NULL, 2);
		Tally tally = { 0 };

		pool_set_wall_ms(pool, strstr("hang spin", bad[i]) ? 5000 : 60000);
		for (int k = 0; k < 40; k++)
			pool_submit(pool, POOL_READER, job(k == 7 ? bad[i] : "好"), -1, -1, count,
				    &tally);
		drain(pool);
		g_assert_cmpuint(tally.n_good, ==, 39);
		g_assert_cmpuint(tally.n_failed, ==, 1);
		g_assert_nonnull(tally.why);
		g_test_message("%s: %s", bad[i], tally.why);
		g_free(tally.why);
	}
}

static void
test_read_only(void)
{
	g_autoptr(Pool) pool = pool_of(NULL, 1);
	g_autoptr(json_t) result = NULL;
	autofd fd = memfd_create("letter", 0);

	g_assert_true(pool_run(pool, POOL_READER, job("write"), fd, &result, NULL, NULL));
	g_assert_cmpint(record_integer(result, "bytes"), ==, 0);
}

/* A mail printed in the jail is the mail printed outside. */
static void
test_print(void)
{
	g_autoptr(Pool) pool = pool_of(NULL, 1);

	for (const char *const *name = pages_names(); *name; name++) {
		g_autoptr(json_t) snapshot = snapshot_of(*name, NULL);
		g_autoptr(json_t) result = NULL;
		g_autoptr(GError) error = NULL;
		json_t *record = json_pack("{s:s, s:O}", "job", "print", "snapshot", snapshot);
		size_t n_outside = 0, n_inside = 0;
		g_autofree char *outside = print_mail(snapshot, &n_outside, NULL);
		g_autofree char *printed = NULL;
		autofd fd = -1;

		g_assert_true(pool_run(pool, POOL_PRINTER, record, -1, &result, &fd, &error));
		g_assert_no_error(error);
		printed = fd >= 0 ? files_read_fd(fd, 64u << 20, &n_inside, NULL) : NULL;
		g_assert_cmpint(record_integer(result, "bytes"), ==, (json_int_t)n_outside);
		g_assert_cmpstr(printed, ==, outside);
	}
}

static void
test_dead_generation(void)
{
	g_autoptr(Pool) pool = pool_of(NULL, 1);
	g_autofree char *zygote = NULL;
	g_autofree char *command = NULL;
	json_int_t pid = run(pool, POOL_READER, "pid", NULL);
	g_autofree char *path = g_strdup_printf("/proc/%d/stat", (int)pid);
	int parent = 0;

	g_assert_true(g_file_get_contents(path, &zygote, NULL, NULL));
	g_assert_cmpint(sscanf(strrchr(zygote, ')'), ") %*c %d", &parent), ==, 1);
	g_assert_cmpint(kill(parent, SIGKILL), ==, 0);
	/* A job that comes meanwhile waits for the next generation. */
	g_assert_cmpint(run(pool, POOL_READER, "好", NULL), ==, 3);
}

/* An office of the sample's shape with one rules file. */
static char *
make_office(const char *rules)
{
	char *directory = g_dir_make_tmp("chengbao-pool-XXXXXX", NULL);
	g_autofree char *filters = g_build_filename(directory, "filters", NULL);
	g_autofree char *conf = g_build_filename(directory, "office.conf", NULL);
	g_autofree char *people = g_build_filename(directory, "people.csv", NULL);
	g_autofree char *file = g_build_filename(filters, "topics.rules", NULL);

	g_mkdir(filters, 0700);
	g_file_set_contents(conf,
			    "[office]\nname = 青石县政府办公室\nmailbox = xinxi@qingshi.example\n"
			    "timezone = Asia/Shanghai\n[source main]\nurl = maildir:inbox\n"
			    "[relay]\nurl = maildir:outgoing\n",
			    -1, NULL);
	g_file_set_contents(people,
			    "address,name,unit,role,from,until\n"
			    "wang@qingshi.example,王科,信息科,chief,2020-01-01,\n",
			    -1, NULL);
	g_file_set_contents(file, rules, -1, NULL);
	return directory;
}

static void
write_rules(const char *directory, const char *rules)
{
	g_autofree char *file = g_build_filename(directory, "filters", "topics.rules", NULL);

	g_assert_true(g_file_set_contents(file, rules, -1, NULL));
}

static void
remove_office(const char *directory)
{
	static const char *const paths[] = { "filters/topics.rules", "filters", "office.conf",
					     "people.csv", "" };

	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *path = g_build_filename(directory, paths[i], NULL);

		g_remove(path);
	}
}

/* What the rules of the newest generation define. */
static void
check_labels(const Pool *pool, const char *wanted)
{
	g_autofree char *labels = record_text(pool_labels(pool));

	g_assert_cmpstr(labels, ==, wanted);
}

static void
test_generations(void)
{
	g_autofree char *office =
		make_office("[topic 防汛]\ngroup = 应急\nthreshold = 1\ntext +1 防汛\n");
	g_autoptr(Pool) pool = pool_of(office, 2);
	g_autofree char *before = NULL;
	g_autoptr(GError) error = NULL;
	Tally tally = { 0 };

	if (!pool)
		return;
	before = g_strdup(pool_rules_hash(pool));
	check_labels(pool, "{\"kinds\":[\"动态\",\"紧急\"],"
			   "\"topics\":[{\"group\":\"应急\",\"topic\":\"防汛\"}]}");
	for (int k = 0; k < 20; k++)
		pool_submit(pool, POOL_READER, job("好"), -1, -1, count, &tally);
	write_rules(office, "[topic 抗旱]\nthreshold = 1\ntext +1 抗旱\n");
	g_assert_true(pool_reload(pool, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(pool_rules_hash(pool), !=, before);
	drain(pool);
	g_assert_cmpuint(tally.n_good, ==, 20);
	g_free(before);
	before = g_strdup(pool_rules_hash(pool));
	write_rules(office, "[topic 坏\n(((\n");
	g_assert_false(pool_reload(pool, &error));
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_CONFIG));
	g_assert_nonnull(strstr(error->message, "filters/topics.rules:1:"));
	g_assert_cmpstr(pool_rules_hash(pool), ==, before);
	check_labels(pool, "{\"kinds\":[\"动态\",\"紧急\"],"
			   "\"topics\":[{\"group\":null,\"topic\":\"抗旱\"}]}");
	g_assert_cmpint(run(pool, POOL_READER, "好", NULL), ==, 3);
	remove_office(office);
}

static void
test_no_office(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(pool_new("/nonexistent-office", 1, &error));
	g_assert_true(g_error_matches(error, ERRORS, ERRORS_CONFIG));
	g_test_message("%s", error->message);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (argc > 2 && strcmp(argv[1], "worker") == 0) {
		jobs_set_test(inside);
		return reading_main(3, argc > 3 ? argv[3] : NULL);
	}
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/pool/reads-in-jail", test_reads_in_jail);
	g_test_add_func("/pool/own-process", test_own_process);
	g_test_add_func("/pool/one-bad-job", test_one_bad_job);
	g_test_add_func("/pool/read-only", test_read_only);
	g_test_add_func("/pool/print", test_print);
	g_test_add_func("/pool/dead-generation", test_dead_generation);
	g_test_add_func("/pool/generations", test_generations);
	g_test_add_func("/pool/no-office", test_no_office);
	return g_test_run();
}
