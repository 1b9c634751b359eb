/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/pop3.c against scripted servers: dots, bare line ends,
 * refusals, cut lines, lists that make no sense.
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/wire/pop3.h"
#include "tests/unit/script.h"

#include <locale.h>
#include <sys/mman.h>

typedef struct {
	const char *name;
	const char *says;  /* to RETR 5 */
	const char *bytes; /* NULL: none */
	int code;	   /* of the error; -1 none */
	bool usable;
} FetchCase;

static const FetchCase fetch_cases[] = {
	{ "plain", "+OK\r\na\r\nb\r\n.\r\n", "a\r\nb\r\n", -1, true },
	{ "dots are unstuffed", "+OK 9 octets\r\n..\r\n...a\r\nb.\r\n.\r\n", ".\r\n..a\r\nb.\r\n",
	  -1, true },
	{ "a dot after a bare LF is the letter's", "+OK\r\na\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n", -1,
	  true },
	{ "a bare CR before the end", "+OK\r\na\r.\r\r\n.\r\n", "a\r.\r\r\n", -1, true },
	{ "a dot line that does not end", "+OK\r\n.\rx\r\n.\r\n", "\rx\r\n", -1, true },
	{ "a lone dot before two CR", "+OK\r\n.\r\r\n.\r\n", "\r\r\n", -1, true },
	{ "server's words in the letter", "+OK\r\n+OK\r\n-ERR no\r\n.\r\n", "+OK\r\n-ERR no\r\n",
	  -1, true },
	{ "eight bits", "+OK\r\n\xd0\xc5\xcf\xa2\r\n.\r\n", "\xd0\xc5\xcf\xa2\r\n", -1, true },
	{ "nothing", "+OK\r\n.\r\n", "", -1, true },
	{ "refused", "-ERR no such message\r\n", NULL, ERRORS_MAIL, true },
	{ "nonsense", "* OK\r\n", NULL, ERRORS_AGAIN, false },
	{ "cut before the end", "+OK\r\na\r\n", NULL, ERRORS_AGAIN, false },
	{ "cut in the end", "+OK\r\na\r\n.", NULL, ERRORS_AGAIN, false },
};

static void
test_fetch(const void *data)
{
	const FetchCase *c = data;
	const ScriptStep steps[] = { { "RETR 5", c->says }, { "QUIT", "+OK\r\n" }, { NULL, NULL } };
	Script script;
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	autofd fd = memfd_create("letter", MFD_CLOEXEC);
	Pop3 *pop3 = pop3_over(script_start(&script, steps));
	uint64_t n_bytes = 0;
	size_t n_read;
	bool fetched;

	g_assert_cmpint(write(fd, "left over from a try", 20), ==, 20);
	if (!c->usable)
		script.n_steps = 1;
	fetched = pop3_fetch(pop3, 5, 1000, fd, &n_bytes, &error);
	g_assert_cmpint(fetched ? -1 : error->code, ==, c->code);
	if (c->bytes) {
		bytes = files_read_fd(fd, 1000, &n_read, NULL);
		g_assert_cmpstr(bytes, ==, c->bytes);
		g_assert_cmpuint(n_bytes, ==, strlen(c->bytes));
	}
	g_assert_cmpint(pop3_usable(pop3), ==, c->usable);
	if (c->usable)
		g_assert_true(pop3_quit(pop3, NULL)); /* nothing of the letter is left */
	pop3_free(pop3);
	script_end(&script);
}

/* A letter over the limit is read to its end and thrown away. */
static void
test_too_long(void)
{
	static const ScriptStep steps[] = { { "RETR 1", "+OK\r\n0123456789\r\n.\r\n" },
					    { "QUIT", "+OK\r\n" },
					    { NULL, NULL } };
	Script script;
	g_autoptr(GError) error = NULL;
	autofd fd = memfd_create("letter", MFD_CLOEXEC);
	Pop3 *pop3 = pop3_over(script_start(&script, steps));
	uint64_t n_bytes;

	g_assert_false(pop3_fetch(pop3, 1, 11, fd, &n_bytes, &error));
	g_assert_error(error, ERRORS, ERRORS_MAIL);
	g_assert_true(pop3_quit(pop3, NULL));
	pop3_free(pop3);
	g_assert_true(script_end(&script));
}

typedef struct {
	const char *name;
	const char *uidl;   /* the answer to UIDL */
	const char *list;   /* to LIST; NULL: not asked */
	const char *wanted; /* "1=a 2=b"; NULL: an error */
	int code;
} ListCase;

static const ListCase list_cases[] = {
	{ "uidl", "+OK\r\n1 aQ~1\r\n3 b b\r\n.\r\n", NULL, "1=aQ~1 3=b b ", 0 },
	{ "empty", "+OK\r\n.\r\n", NULL, "", 0 },
	{ "no uidl", "-ERR what?\r\n", "+OK 2\r\n1 100\r\n2 20\r\n.\r\n", "1=- 2=- ", 0 },
	{ "neither", "-ERR what?\r\n", "-ERR no\r\n", NULL, ERRORS_REFUSED },
	{ "no number", "+OK\r\nx y\r\n.\r\n", NULL, NULL, ERRORS_AGAIN },
	{ "number 0", "+OK\r\n0 y\r\n.\r\n", NULL, NULL, ERRORS_AGAIN },
	{ "a number without end", "+OK\r\n99999999999999999999 y\r\n.\r\n", NULL, NULL,
	  ERRORS_AGAIN },
	{ "no name", "+OK\r\n1 \r\n.\r\n", NULL, NULL, ERRORS_AGAIN },
	{ "cut", "+OK\r\n1 a\r\n", NULL, NULL, ERRORS_AGAIN },
};

static void
test_list(const void *data)
{
	const ListCase *c = data;
	const ScriptStep steps[] = { { "UIDL", c->uidl }, { "LIST", c->list }, { NULL, NULL } };
	Script script;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) letters = NULL;
	g_autoptr(GString) got = g_string_new(NULL);
	Pop3 *pop3 = pop3_over(script_start(&script, steps));

	if (pop3_list(pop3, &letters, &error)) {
		for (guint i = 0; i < letters->len; i++) {
			const Pop3Letter *one = letters->pdata[i];

			g_string_append_printf(got, "%u=%s ", one->number,
					       one->uidl ? one->uidl : "-");
		}
		g_assert_cmpstr(got->str, ==, c->wanted);
	} else {
		g_assert_null(c->wanted);
		g_assert_cmpint(error->code, ==, c->code);
	}
	pop3_free(pop3);
	script_end(&script);
}

static void
test_delete(void)
{
	static const ScriptStep steps[] = { { "DELE 7", "+OK\r\n" },
					    { "DELE 8", "-ERR already gone\r\n" },
					    { "QUIT", "-ERR some could not be removed\r\n" },
					    { NULL, NULL } };
	Script script;
	g_autoptr(GError) error = NULL;
	Pop3 *pop3 = pop3_over(script_start(&script, steps));

	g_assert_true(pop3_delete(pop3, 7, NULL));
	g_assert_false(pop3_delete(pop3, 8, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_assert_nonnull(strstr(error->message, "already gone"));
	g_clear_error(&error);
	g_assert_false(pop3_quit(pop3, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	pop3_free(pop3);
	g_assert_true(script_end(&script));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(fetch_cases); i++) {
		g_autofree char *path = g_strdup_printf("/pop3/fetch/%s", fetch_cases[i].name);

		g_test_add_data_func(path, &fetch_cases[i], test_fetch);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(list_cases); i++) {
		g_autofree char *path = g_strdup_printf("/pop3/list/%s", list_cases[i].name);

		g_test_add_data_func(path, &list_cases[i], test_list);
	}
	g_test_add_func("/pop3/too-long", test_too_long);
	g_test_add_func("/pop3/delete", test_delete);
	return g_test_run();
}
