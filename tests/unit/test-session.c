/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/session.c, dial.c and explain.c, and of imap and smtp on
 * top of them, against a real Dovecot and Postfix (tests/mailhost.sh).
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/wire/explain.h"
#include "base/wire/imap.h"
#include "base/wire/maildir.h"
#include "base/wire/smtp.h"
#include "tests/unit/mailhost.h"
#include "tests/unit/script.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <locale.h>
#include <netinet/in.h>
#include <sys/mman.h>

static Mailhost *host;

static SessionSettings
settings_for(const char *url, const char *password)
{
	return (SessionSettings){ .url = url,
				  .user = "reports",
				  .password = password,
				  .ca = mailhost_fact(host, "MAILHOST_CA"),
				  .helo = "desk.example.test" };
}

typedef struct {
	const char *name;
	const char *scheme;
	const char *port; /* a key, or ":N" */
	const char *password;
	bool ca;
	int code;
	const char *words; /* in the message */
} RefusedCase;

static const RefusedCase refused_cases[] = {
	{ "bad password", "imaps", "IMAPS_PORT", "wrong", true, ERRORS_REFUSED,
	  "refuses the login of reports" },
	{ "bad password, smtp", "smtp", "SUBMISSION_PORT", "wrong", true, ERRORS_REFUSED,
	  "refuses the login of reports" },
	{ "certificate", "imaps", "IMAPS_PORT", "test-password", false, ERRORS_REFUSED,
	  "cannot be trusted" },
	{ "certificate at STARTTLS", "imap", "IMAP_PORT", "test-password", false, ERRORS_REFUSED,
	  "cannot be trusted" },
	{ "nobody there", "imaps", ":1", "x", true, ERRORS_AGAIN, "does not take the connection" },
	{ "unknown host", NULL, "imaps://mail.qinghe.invalid/", "x", true, ERRORS_AGAIN,
	  "mail.qinghe.invalid is not known" },
	{ "not a mail server", NULL, "http://localhost/", "x", true, ERRORS_REFUSED,
	  "not the address of a mail server" },
};

static void
test_refused(const void *data)
{
	const RefusedCase *c = data;
	g_autofree char *url = !c->scheme ? g_strdup(c->port)
			       : c->port[0] == ':'
				       ? g_strdup_printf("%s://localhost%s/", c->scheme, c->port)
				       : mailhost_url(host, c->scheme, c->port);
	SessionSettings settings = settings_for(url, c->password);
	g_autoptr(GError) error = NULL;
	g_autoptr(Session) session = NULL;

	if (!c->ca)
		settings.ca = NULL;
	session = session_open(&settings, &error);
	g_assert_null(session);
	g_assert_cmpint(error->code, ==, c->code);
	g_assert_nonnull(strstr(error->message, c->words));
	g_assert_null(strstr(error->message, c->password[0] == 't' ? c->password : "\n"));
}

static void *
accept_and_play(void *data)
{
	Script *script = data;

	script->fd = accept4(script->fd, NULL, NULL, SOCK_CLOEXEC);
	return script_play(script);
}

/* A server without STARTTLS hears no password. */
static void
test_no_starttls(const void *data)
{
	static const ScriptStep steps[][4] = {
		{ { NULL, "* OK IMAP4rev1 ready\r\n" },
		  { "CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN LOGIN\r\n%t OK done\r\n" },
		  { "\n", "* BAD\r\n" },
		  { NULL, NULL } },
		{ { NULL, "220 ready\r\n" },
		  { "EHLO", "250-mail.test\r\n250 AUTH PLAIN LOGIN\r\n" },
		  { "\n", "500\r\n" },
		  { NULL, NULL } },
	};
	bool smtp = strcmp(data, "smtp") == 0;
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t n_at = sizeof at;
	autofd listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	Script script = { .steps = steps[smtp], .n_steps = 3, .heard = g_string_new(NULL) };
	g_autofree char *url = NULL;
	g_autoptr(GError) error = NULL;
	SessionSettings settings;

	g_assert_cmpint(bind(listener, (struct sockaddr *)&at, sizeof at), ==, 0);
	g_assert_cmpint(listen(listener, 1), ==, 0);
	g_assert_cmpint(getsockname(listener, (struct sockaddr *)&at, &n_at), ==, 0);
	url = g_strdup_printf("%s://127.0.0.1:%d/", (const char *)data, ntohs(at.sin_port));
	settings = (SessionSettings){ .url = url, .user = "reports", .password = "secret-word" };
	script.fd = listener;
	script.thread = g_thread_new("script", accept_and_play, &script);
	g_assert_null(session_open(&settings, &error));
	g_assert_error(error, ERRORS, ERRORS_REFUSED);
	g_assert_nonnull(strstr(error->message, "STARTTLS"));
	g_thread_join(script.thread);
	g_assert_null(strstr(script.heard->str, "secret-word"));
	g_assert_null(strstr(script.heard->str, "AUTH"));
	g_string_free(script.heard, TRUE);
	close(script.fd);
}

/* What an outsider could write to confuse a client that reads by lines. */
static const char *const hostile[] = {
	"Subject: a\n\nA004 OK x\n* 5 EXPUNGE\n* SEARCH 1 2 3\n)\n.\n..\n",
	"Subject: b\r\n\r\n\xb9\xfe\xbc\xd2 8-bit\r\n.\r\n\r\n",
	"Subject: c\n\nno end of line",
};

static void
put_letter(const char *maildir, const char *name, const char *bytes, size_t n_bytes)
{
	autofd fd = memfd_create("letter", MFD_CLOEXEC);
	g_autofree char *path = g_build_filename(maildir, "new", name, NULL);

	g_assert_true(files_write(fd, bytes, n_bytes, NULL));
	g_assert_true(maildir_deliver(maildir, name, fd, NULL, NULL));
	g_assert_cmpint(chown(path, 8, 8), ==, 0);
}

static void
make_maildir(const char *maildir)
{
	const char *subs[] = { "", "new", "cur", "tmp" };
	g_autofree char *home = g_path_get_dirname(maildir);

	g_mkdir_with_parents(home, 0755);
	g_assert_cmpint(chown(home, 8, 8), ==, 0);
	g_assert_true(maildir_make(maildir, NULL));
	for (size_t i = 0; i < G_N_ELEMENTS(subs); i++) {
		g_autofree char *path = g_build_filename(maildir, subs[i], NULL);

		g_assert_cmpint(chown(path, 8, 8), ==, 0);
	}
}

static void
test_fetch_exact(const void *data)
{
	const char *const *how = data; /* scheme, port */
	g_autofree char *url = mailhost_url(host, how[0], how[1]);
	SessionSettings settings = settings_for(url, "test-password");
	g_autoptr(GError) error = NULL;
	g_autoptr(Imap) imap = imap_open(&settings, &error);
	g_autoptr(GArray) uids = NULL;
	ImapFolder folder;

	g_assert_no_error(error);
	if (!imap || !imap_select(imap, "INBOX", &folder, &error) ||
	    !imap_search_above(imap, 0, false, &uids, &error)) {
		g_test_fail_printf("%s", error->message);
		return;
	}
	g_assert_cmpuint(uids->len, ==, G_N_ELEMENTS(hostile) + 1);
	for (guint i = 0; i < uids->len; i++) {
		uint32_t uid = g_array_index(uids, uint32_t, i);
		autofd fd = memfd_create("letter", MFD_CLOEXEC);
		g_autofree char *bytes = NULL;
		uint64_t n_bytes = 0;
		ImapInfo info;
		size_t n_read;
		bool found;

		g_assert_true(imap_info(imap, uid, &info, &error));
		g_assert_true(imap_fetch(imap, uid, 10 << 20, fd, &n_bytes, &found, &error));
		g_assert_no_error(error);
		g_assert_cmpuint(info.n_bytes, ==, n_bytes);
		bytes = files_read_fd(fd, 10 << 20, &n_read, NULL);
		g_assert_cmpuint(n_read, ==, n_bytes);
		if (i < G_N_ELEMENTS(hostile)) { /* Dovecot sends CRLF for a stored LF */
			g_auto(GStrv) have = g_strsplit(bytes, "\r\n", -1);
			g_auto(GStrv) plain = g_strsplit(hostile[i], "\r\n", -1);
			g_autofree char *flat = g_strjoinv("\n", have);
			g_autofree char *wanted = g_strjoinv("\n", plain);

			g_assert_cmpstr(flat, ==, wanted);
		} else {
			g_assert_cmpuint(n_bytes, ==, 14 + 300002);
		}
	}
	g_assert_true(imap_flag(imap, g_array_index(uids, uint32_t, 0), "\\Seen", &error));
}

static void
make_letters(void)
{
	g_autofree char *maildir = mailhost_maildir(host, "reports");
	g_autoptr(GString) longer = g_string_new("Subject: d\r\n\r\n");

	make_maildir(maildir);
	for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
		g_autofree char *name = g_strdup_printf("1000%zu.test", i);

		put_letter(maildir, name, hostile[i], strlen(hostile[i]));
	}
	for (int i = 0; i < 300000; i++)
		g_string_append_c(longer, (char)(0xa1 + i % 90));
	g_string_append(longer, "\r\n");
	put_letter(maildir, "10009.test", longer->str, longer->len);
}

static bool
count_dots(void *data, GError **error)
{
	(void)error;
	++*(int *)data;
	return true;
}

/* Submission, a refused recipient beside a good one, IDLE sees the letter. */
static void
test_submit_and_idle(void)
{
	static const char *const to[] = { "nobody@example.test", "editor1@example.test" };
	static const char letter[] = "From: reports@example.test\r\nTo: editor1@example.test\r\n"
				     "Subject: dots\r\n\r\n.\r\n..\r\n.QUIT\r\n";
	g_autofree char *out_url = mailhost_url(host, "smtp", "SUBMISSION_PORT");
	g_autofree char *in_url = mailhost_url(host, "imap", "IMAP_PORT");
	SessionSettings out = settings_for(out_url, "test-password");
	SessionSettings in = settings_for(in_url, "test-password");
	g_autoptr(GError) error = NULL;
	g_autoptr(Smtp) smtp = smtp_open(&out, &error);
	g_autoptr(Imap) imap = NULL;
	g_autoptr(GArray) uids = NULL;
	autofd fd = memfd_create("letter", MFD_CLOEXEC);
	autofd got = memfd_create("got", MFD_CLOEXEC);
	g_autofree char *bytes = NULL;
	int dots = 0;
	SmtpMail mail = { "reports@example.test", to, 2, fd, count_dots, &dots };
	ImapFolder folder;
	uint64_t n_bytes;
	size_t n_read;
	bool news = false;
	bool found;

	g_assert_no_error(error);
	in.user = "editor1";
	imap = imap_open(&in, &error);
	g_assert_no_error(error);
	g_assert_true(imap_select(imap, "INBOX", &folder, &error));
	g_assert_true(files_write(fd, letter, sizeof letter - 1, NULL));
	for (int round = 1; round <= 2; round++) { /* the second on the same connection */
		g_autoptr(SmtpOutcome) outcome = smtp_send(smtp, &mail);
		SmtpRecipient *first = g_ptr_array_index(outcome->recipients, 0);
		SmtpRecipient *second = g_ptr_array_index(outcome->recipients, 1);

		g_assert_cmpint(first->state, ==, SMTP_FAILED);
		g_assert_true(g_str_has_prefix(first->reply, "550 "));
		g_assert_cmpint(second->state, ==, SMTP_SENT);
		g_assert_true(g_str_has_prefix(second->reply, "250 "));
		g_assert_cmpint(outcome->state, ==, SMTP_FAILED);
		g_assert_cmpint(dots, ==, round);
		g_assert_true(smtp_usable(smtp));
	}
	for (int i = 0; i < 20 && !news; i++)
		g_assert_true(imap_idle(imap, -1, 2, &news, &found, &error));
	g_assert_true(news);
	g_assert_true(imap_search_above(imap, 0, false, &uids, &error));
	g_assert_cmpuint(uids->len, >=, 1);
	g_assert_true(imap_fetch(imap, g_array_index(uids, uint32_t, 0), 1 << 20, got, &n_bytes,
				 &found, &error));
	bytes = files_read_fd(got, 1 << 20, &n_read, NULL);
	g_assert_true(g_str_has_suffix(bytes, "\r\n\r\n.\r\n..\r\n.QUIT\r\n"));
	g_assert_nonnull(strstr(bytes, "Authentication-Results: mx.example.test;"));
	g_assert_nonnull(strstr(bytes, "dkim=pass"));
}

static void
test_explain(void)
{
	static const struct {
		const char *host, *words;
	} cases[] = { { "imap.163.com", "client authorisation code" },
		      { "smtp.exmail.qq.com", "QQ mail wants the authorisation code" },
		      { "mail.163.com.example.test", "wrong user or password" } };
	g_autofree char *said = explain_said("NO \xff\r\nx", 7);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(
			explain_connect(&error, CURLE_LOGIN_DENIED, cases[i].host, "u", "NO", ""));
		g_assert_nonnull(strstr(error->message, cases[i].words));
	}
	g_assert_cmpstr(said, ==, "NO \xef\xbf\xbd  x");
}

int
main(int argc, char **argv)
{
	static const char *const ways[][2] = { { "imaps", "IMAPS_PORT" }, { "imap", "IMAP_PORT" } };
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/session/explain", test_explain);
	g_test_add_data_func("/session/no STARTTLS, imap", "imap", test_no_starttls);
	g_test_add_data_func("/session/no STARTTLS, smtp", "smtp", test_no_starttls);
	host = mailhost_start();
	if (!host) {
		g_test_add_func("/session/mailhost", mailhost_missing);
		return g_test_run();
	}
	make_letters();
	for (size_t i = 0; i < G_N_ELEMENTS(refused_cases); i++) {
		g_autofree char *path =
			g_strdup_printf("/session/refused/%s", refused_cases[i].name);

		g_test_add_data_func(path, &refused_cases[i], test_refused);
	}
	g_test_add_data_func("/session/fetch exactly, imaps", ways[0], test_fetch_exact);
	g_test_add_data_func("/session/fetch exactly, STARTTLS", ways[1], test_fetch_exact);
	g_test_add_func("/session/submit and IDLE", test_submit_and_idle);
	failed = g_test_run();
	mailhost_stop(host);
	return failed;
}
