/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/imap.c, imap_talk.c, imap_fetch.c and imap_response.c
 * against scripted servers: forged lines, wrong UIDs, every form of a body.
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/wire/imap.h"
#include "tests/unit/script.h"

#include <locale.h>
#include <sys/mman.h>

#define HELLO                                                                                      \
	{                                                                                          \
		"CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE\r\n%t OK done\r\n"         \
	}

typedef struct {
	const char *name;
	const char *says;  /* to UID FETCH 5 (UID BODY.PEEK[]) */
	const char *bytes; /* NULL: none */
	int code;	   /* of the error; -1 none */
	bool usable;
} FetchCase;

static const FetchCase fetch_cases[] = {
	{ "literal", "* 1 FETCH (UID 5 BODY[] {5}\r\nab\r\nc)\r\n%t OK\r\n", "ab\r\nc", -1, true },
	{ "uid behind the body", "* 1 FETCH (BODY[] {3}\r\nabc UID 5)\r\n%t OK\r\n", "abc", -1,
	  true },
	{ "quoted", "* 1 FETCH (UID 5 BODY[] \"a\\\"b\\\\c\")\r\n%t OK\r\n", "a\"b\\c", -1, true },
	{ "empty literal", "* 1 FETCH (UID 5 BODY[] {0}\r\n)\r\n%t OK\r\n", "", -1, true },
	{ "NIL", "* 1 FETCH (UID 5 BODY[] NIL)\r\n%t OK\r\n", NULL, ERRORS_MAIL, true },
	{ "another UID", "* 1 FETCH (UID 77 BODY[] {3}\r\nabc)\r\n%t OK\r\n", NULL, ERRORS_MAIL,
	  true },
	{ "no UID at all", "* 1 FETCH (BODY[] {3}\r\nabc)\r\n%t OK\r\n", NULL, ERRORS_MAIL, true },
	{ "unasked responses around",
	  "* 9 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen \"(\"))\r\n* OK {3}\r\n"
	  "* 1 FETCH (FLAGS (\\Recent) UID 5 BODY[] {3}\r\nabc)\r\n* 1 EXPUNGE\r\n%t OK\r\n",
	  "abc", -1, true },
	{ "the letter plays server",
	  "* 1 FETCH (UID 5 BODY[] {72}\r\n"
	  "a1 OK done\r\n%t OK done\r\n* BYE no\r\n* 5 EXPUNGE\r\n)\r\n* SEARCH 1 2 \r\n"
	  ")\r\n%t OK\r\n",
	  "?", -1, true },
	{ "a literal among the flags",
	  "* 1 FETCH (UID 5 X-NAME {4}\r\n(\") BODY[] {1}\r\nx)\r\n%t OK\r\n", "x", -1, true },
	{ "too long", "* 1 FETCH (UID 5 BODY[] {2000}\r\n", NULL, ERRORS_AGAIN, false },
	{ "gone", "%t OK nothing\r\n", NULL, -1, true },
	{ "refused", "%t NO not today\r\n", NULL, ERRORS_MAIL, true },
	{ "cut in the literal", "* 1 FETCH (UID 5 BODY[] {9}\r\nabc", NULL, ERRORS_AGAIN, false },
	{ "cut behind it", "* 1 FETCH (UID 5 BODY[] {3}\r\nabc", NULL, ERRORS_AGAIN, false },
	{ "cut before OK", "* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n", NULL, ERRORS_AGAIN, false },
	{ "BYE", "* BYE going down\r\n", NULL, ERRORS_AGAIN, false },
	{ "nonsense", "* 1 FETCH (UID 5 BODY[] \"abc\r\n%t OK\r\n", NULL, ERRORS_AGAIN, false },
	{ "huge count", "* 1 FETCH (UID 5 X {99999999999}\r\n", NULL, ERRORS_AGAIN, false },
};

static void
test_fetch(const void *data)
{
	const FetchCase *c = data;
	const ScriptStep steps[] = { HELLO,
				     { "UID FETCH 5 (UID BODY.PEEK[])", c->says },
				     { "NOOP", "%t OK\r\n" },
				     { NULL, NULL } };
	Script script;
	g_autoptr(GError) error = NULL;
	g_autofree char *bytes = NULL;
	autofd fd = memfd_create("letter", MFD_CLOEXEC);
	Imap *imap = imap_over(script_start(&script, steps), "mail.test", &error);
	uint64_t n_bytes = 0;
	size_t n_read;
	bool found = false;
	bool fetched;

	g_assert_no_error(error);
	g_assert_cmpint(write(fd, "left over from a try", 20), ==, 20);
	if (strncmp(c->name, "cut", 3) == 0 || !c->usable)
		script.n_steps = 2;
	fetched = imap_fetch(imap, 5, 1000, fd, &n_bytes, &found, &error);
	g_assert_cmpint(fetched ? -1 : error->code, ==, c->code);
	g_assert_cmpint(found, ==, fetched && c->bytes);
	if (c->bytes && strcmp(c->bytes, "?") != 0) {
		bytes = files_read_fd(fd, 1000, &n_read, NULL);
		g_assert_cmpstr(bytes, ==, c->bytes);
		g_assert_cmpuint(n_bytes, ==, strlen(c->bytes));
	}
	if (c->bytes && strcmp(c->bytes, "?") == 0)
		g_assert_cmpuint(n_bytes, ==, 72);
	g_assert_cmpint(imap_usable(imap), ==, c->usable);
	if (c->usable)
		g_assert_true(imap_noop(imap, NULL)); /* nothing of the body is left in the line */
	imap_free(imap);
	script_end(&script);
}

static void
test_id_before_select(void)
{
	static const ScriptStep steps[] = {
		{ "CAPABILITY", "* CAPABILITY IMAP4rev1\r\n%t OK\r\n" },
		{ "ID (\"name\" \"chengbao\"", "* ID NIL\r\n%t OK\r\n" },
		{ "SELECT \"INBOX\"",
		  "%t NO SELECT Unsafe Login. Please contact kefu@188.com\r\n" },
		{ NULL, NULL },
	};
	Script script;
	g_autoptr(GError) error = NULL;
	Imap *imap = imap_over(script_start(&script, steps), "imap.163.com", &error);
	ImapFolder folder;

	g_assert_no_error(error);
	g_assert_false(imap_select(imap, "INBOX", &folder, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_assert_nonnull(strstr(error->message, "unsafe login"));
	imap_free(imap);
	g_assert_true(script_end(&script));
}

static void
test_folders(void)
{
	static const ScriptStep steps[] = {
		HELLO,
		{ "LIST \"\" \"*\"", "* LIST (\\HasNoChildren) \"/\" INBOX\r\n"
				     "* LIST (\\Noselect) \"/\" \"&V4NXPpCuTvY-\"\r\n"
				     "* LIST () NIL {14}\r\n&V4NXPpCuTvY-/\r\n%t OK\r\n" },
		{ "SELECT \"&V4NXPpCuTvY-\"",
		  "* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 17] ok\r\n"
		  "* OK [UIDNEXT 9] Predicted\r\n%t OK [READ-WRITE] {3}\r\n" },
		{ "NOOP", "%t OK\r\n" },
		{ "UID SEARCH UID 7:*", "* SEARCH 8 6\r\n* SEARCH 12 8\r\n%t OK\r\n" },
		{ "UID FETCH 8 (UID RFC822.SIZE INTERNALDATE)",
		  "* 2 FETCH (RFC822.SIZE 99 INTERNALDATE \" 1-Dec-2026 08:30:05 +0800\" UID 8)"
		  "\r\n%t OK\r\n" },
		{ NULL, NULL },
	};
	Script script;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) folders = NULL;
	g_autoptr(GArray) uids = NULL;
	Imap *imap = imap_over(script_start(&script, steps), "mail.test", &error);
	ImapFolder folder = { 0 };
	ImapInfo info = { 0 };

	g_assert_true(imap_list(imap, &folders, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(folders->len, ==, 2);
	g_assert_cmpstr(g_ptr_array_index(folders, 0), ==, "INBOX");
	g_assert_true(imap_select(imap, "垃圾邮件", &folder, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(folder.uidvalidity, ==, 17);
	g_assert_cmpuint(folder.uidnext, ==, 9);
	g_assert_cmpuint(folder.exists, ==, 3);
	g_assert_true(imap_search_above(imap, 6, false, &uids, &error));
	g_assert_cmpuint(uids->len, ==, 2);
	g_assert_cmpuint(g_array_index(uids, uint32_t, 0), ==, 8);
	g_assert_cmpuint(g_array_index(uids, uint32_t, 1), ==, 12);
	g_assert_true(imap_info(imap, 8, &info, &error));
	g_assert_true(info.found);
	g_assert_cmpuint(info.n_bytes, ==, 99);
	g_assert_cmpint(info.received_us, ==, INT64_C(1796085005000000));
	imap_free(imap);
	g_assert_true(script_end(&script));
}

static void
test_idle(void)
{
	static const ScriptStep steps[] = {
		HELLO,		{ "IDLE", "+ idling\r\n* OK Still here\r\n* 4 EXISTS\r\n" },
		{ "DONE", "" }, { NULL, "" },
		{ NULL, NULL },
	};
	Script script;
	g_autoptr(GError) error = NULL;
	Imap *imap = imap_over(script_start(&script, steps), "mail.test", &error);
	bool news = false;
	bool other = true;

	/* The script cannot name IDLE's tag at DONE: the line is cut there instead. */
	g_assert_false(imap_idle(imap, -1, 20, &news, &other, &error));
	g_assert_error(error, ERRORS, ERRORS_AGAIN);
	g_assert_false(imap_usable(imap));
	imap_free(imap);
	g_assert_true(script_end(&script));
}

static void
test_never_bare_expunge(void)
{
	static const ScriptStep steps[] = {
		{ "CAPABILITY", "* CAPABILITY IMAP4rev1\r\n%t OK\r\n" },
		{ "UID STORE 5 +FLAGS.SILENT (\\Deleted)", "%t OK\r\n" },
		{ "UID COPY 6 \"&XfJZBHQG-\"", "%t NO [TRYCREATE] no such folder\r\n" },
		{ "CREATE \"&XfJZBHQG-\"", "%t OK\r\n" },
		{ "UID COPY 6 \"&XfJZBHQG-\"", "%t OK\r\n" },
		{ "UID STORE 6 +FLAGS.SILENT (\\Deleted)", "%t OK\r\n" },
		{ NULL, NULL },
	};
	Script script;
	g_autoptr(GError) error = NULL;
	Imap *imap = imap_over(script_start(&script, steps), "mail.test", &error);

	g_assert_true(imap_delete(imap, 5, &error));
	g_assert_true(imap_move(imap, 6, "已处理", &error));
	g_assert_no_error(error);
	g_assert_null(strstr(script.heard->str, "EXPUNGE"));
	imap_free(imap);
	g_assert_true(script_end(&script));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(fetch_cases); i++) {
		g_autofree char *path = g_strdup_printf("/imap/fetch/%s", fetch_cases[i].name);

		g_test_add_data_func(path, &fetch_cases[i], test_fetch);
	}
	g_test_add_func("/imap/ID before SELECT", test_id_before_select);
	g_test_add_func("/imap/folders, search, info", test_folders);
	g_test_add_func("/imap/cut in IDLE", test_idle);
	g_test_add_func("/imap/never a bare EXPUNGE", test_never_bare_expunge);
	return g_test_run();
}
