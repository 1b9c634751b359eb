/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of base/wire/smtp.c and smtp_body.c against scripted servers: a fault
 * at each position, and what must never leave.
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/wire/smtp.h"
#include "base/wire/smtp_body.h"
#include "tests/unit/script.h"

#include <locale.h>
#include <sys/mman.h>

#define LETTER "Subject: a\r\n\r\n.\r\n..x\r\n"

typedef struct {
	const char *name;
	ScriptStep steps[9]; /* after EHLO */
	SmtpState state, first, second;
	int dots;
	bool usable;
	const char *reply; /* in the outcome's */
} SendCase;

#define MAIL_OK                                                                                    \
	{                                                                                          \
		"MAIL FROM:<a@x.test>", "250 ok\r\n"                                               \
	}
#define RCPT_OK                                                                                    \
	{ "RCPT TO:<b@x.test>", "250 ok\r\n" },                                                    \
	{                                                                                          \
		"RCPT TO:<c@x.test>", "250 ok\r\n"                                                 \
	}
#define DATA_OK                                                                                    \
	{                                                                                          \
		"DATA", "354 go\r\n"                                                               \
	}

static const SendCase send_cases[] = {
	{ "sent",
	  { MAIL_OK,
	    RCPT_OK,
	    DATA_OK,
	    { "Subject", "" },
	    { "...x", "" },
	    { ".\r\n", "250-2.0.0\r\n250 queued as 1\r\n" } },
	  SMTP_SENT,
	  SMTP_SENT,
	  SMTP_SENT,
	  1,
	  true,
	  "queued as 1" },
	{ "MAIL 452",
	  { { "MAIL", "452 full\r\n" } },
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  0,
	  true,
	  "452 full" },
	{ "MAIL 550",
	  { { "MAIL", "550 no\r\n" } },
	  SMTP_FAILED,
	  SMTP_FAILED,
	  SMTP_FAILED,
	  0,
	  true,
	  "550 no" },
	{ "one refused",
	  { MAIL_OK,
	    { "b@x", "550 who\r\n" },
	    { "c@x", "250 ok\r\n" },
	    DATA_OK,
	    { "...x", "" },
	    { ".\r\n", "250 ok\r\n" } },
	  SMTP_FAILED,
	  SMTP_FAILED,
	  SMTP_SENT,
	  1,
	  true,
	  "550 who" },
	{ "one later",
	  { MAIL_OK,
	    { "b@x", "451 later\r\n" },
	    { "c@x", "250 ok\r\n" },
	    DATA_OK,
	    { "...x", "" },
	    { ".\r\n", "250 ok\r\n" } },
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  SMTP_SENT,
	  1,
	  true,
	  "451 later" },
	{ "all refused",
	  { MAIL_OK, { "b@x", "550 who\r\n" }, { "c@x", "553 no\r\n" } },
	  SMTP_FAILED,
	  SMTP_FAILED,
	  SMTP_FAILED,
	  0,
	  true,
	  "550 who" },
	{ "421 at RCPT",
	  { MAIL_OK, { "b@x", "250 ok\r\n" }, { "c@x", "421 bye\r\n" } },
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  0,
	  false,
	  "hung up" },
	{ "cut at RCPT",
	  { MAIL_OK, { "b@x", "550 who\r\n" } },
	  SMTP_DEFERRED,
	  SMTP_FAILED,
	  SMTP_DEFERRED,
	  0,
	  false,
	  "lost" },
	{ "DATA 451",
	  { MAIL_OK, RCPT_OK, { "DATA", "451 no\r\n" } },
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  0,
	  true,
	  "451" },
	{ "DATA 554",
	  { MAIL_OK, RCPT_OK, { "DATA", "554 no\r\n" } },
	  SMTP_FAILED,
	  SMTP_FAILED,
	  SMTP_FAILED,
	  0,
	  true,
	  "554" },
	{ "dot 554",
	  { MAIL_OK, RCPT_OK, DATA_OK, { "...x", "" }, { ".\r\n", "554 spam\r\n" } },
	  SMTP_FAILED,
	  SMTP_FAILED,
	  SMTP_FAILED,
	  1,
	  true,
	  "554 spam" },
	{ "dot 451",
	  { MAIL_OK, RCPT_OK, DATA_OK, { "...x", "" }, { ".\r\n", "451 disk\r\n" } },
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  SMTP_DEFERRED,
	  1,
	  true,
	  "451 disk" },
	{ "reply lost after the dot",
	  { MAIL_OK, RCPT_OK, DATA_OK, { "...x", "" }, { "\n", "" } },
	  SMTP_UNCERTAIN,
	  SMTP_UNCERTAIN,
	  SMTP_UNCERTAIN,
	  1,
	  false,
	  "lost" },
	{ "half a reply after the dot",
	  { MAIL_OK, RCPT_OK, DATA_OK, { "...x", "" }, { "\n", "250-o" } },
	  SMTP_UNCERTAIN,
	  SMTP_UNCERTAIN,
	  SMTP_UNCERTAIN,
	  1,
	  false,
	  "lost" },
	{ "nonsense after the dot",
	  { MAIL_OK, RCPT_OK, DATA_OK, { "...x", "" }, { "\n", "hello\r\n" } },
	  SMTP_UNCERTAIN,
	  SMTP_UNCERTAIN,
	  SMTP_UNCERTAIN,
	  1,
	  false,
	  "not SMTP" },
};

static bool
count_dots(void *data, GError **error)
{
	(void)error;
	++*(int *)data;
	return true;
}

static int
letter_fd(const char *bytes, size_t n_bytes)
{
	int fd = memfd_create("letter", MFD_CLOEXEC);

	g_assert_true(files_write(fd, bytes, n_bytes, NULL));
	return fd;
}

static const char *const to[] = { "b@x.test", "c@x.test" };

static void
test_send(const void *data)
{
	const SendCase *c = data;
	ScriptStep steps[12] = { { "EHLO desk.test",
				   "250-x.test\r\n250-SIZE 9000\r\n250 DSN\r\n" } };
	Script script;
	g_autoptr(GError) error = NULL;
	g_autoptr(SmtpOutcome) outcome = NULL;
	autofd fd = letter_fd(LETTER, sizeof LETTER - 1);
	int dots = 0;
	SmtpMail mail = { "a@x.test", to, 2, fd, count_dots, &dots };
	Smtp *smtp;

	memcpy(steps + 1, c->steps, sizeof c->steps);
	if (c->usable) { /* the dialogue goes on: everything is said that is wanted */
		size_t n = 0;

		while (steps[n].says)
			n++;
		steps[n] = (ScriptStep){ "QUIT", "" };
	}
	smtp = smtp_over(script_start(&script, steps), "desk.test", &error);
	g_assert_no_error(error);
	outcome = smtp_send(smtp, &mail);
	g_assert_cmpint(outcome->state, ==, c->state);
	g_assert_cmpint(((SmtpRecipient *)outcome->recipients->pdata[0])->state, ==, c->first);
	g_assert_cmpint(((SmtpRecipient *)outcome->recipients->pdata[1])->state, ==, c->second);
	g_assert_cmpint(dots, ==, c->dots);
	g_assert_cmpint(smtp_usable(smtp), ==, c->usable);
	g_assert_nonnull(strstr(outcome->reply, c->reply));
	smtp_free(smtp);
	g_assert_true(script_end(&script) || !c->usable);
}

static bool
refuse_dot(void *data, GError **error)
{
	(void)data;
	return errors_set(error, ERRORS_AGAIN, "the desk is gone");
}

/* Without the desk's knowing the letter does not leave. */
static void
test_no_dot(void)
{
	static const ScriptStep steps[] = {
		{ "EHLO", "250 x\r\n" },   MAIL_OK,	  RCPT_OK, DATA_OK, { "...x", "" },
		{ "\n", "250 never\r\n" }, { NULL, NULL }
	};
	Script script;
	autofd fd = letter_fd(LETTER, sizeof LETTER - 1);
	SmtpMail mail = { "a@x.test", to, 2, fd, refuse_dot, NULL };
	Smtp *smtp = smtp_over(script_start(&script, steps), NULL, NULL);
	g_autoptr(SmtpOutcome) outcome = smtp_send(smtp, &mail);

	g_assert_cmpint(outcome->state, ==, SMTP_DEFERRED);
	smtp_free(smtp);
	g_assert_false(script_end(&script)); /* neither dot nor QUIT was heard */
}

static const struct {
	const char *name, *from, *to, *bytes, *words;
} never_cases[] = {
	{ "line break in an address", "a@x.test", "b@x.test>\r\nRCPT TO:<evil@x.test", LETTER,
	  "send to" },
	{ "angle bracket", "a@x.test", "b@x.test> NOTIFY=NEVER", LETTER, "send to" },
	{ "bad sender", "a\r\n@x.test", "b@x.test", LETTER, "send from" },
	{ "not ASCII", "a@x.test", "王@x.test", LETTER, "send to" },
	{ "bare LF", "a@x.test", "b@x.test", "A: 1\r\n\r\nx\n.\r\nMAIL FROM:<e@x>\r\n", "line 3" },
	{ "bare CR", "a@x.test", "b@x.test", "A: 1\r\n\r\nx\r.\r\n", "line 3" },
	{ "LF first", "a@x.test", "b@x.test", "\nA: 1\r\n", "line 1" },
	{ "CR at the end", "a@x.test", "b@x.test", "A: 1\r\n\r", "line end" },
	{ "no line end", "a@x.test", "b@x.test", "A: 1", "line end" },
	{ "nothing", "a@x.test", "b@x.test", "", "line end" },
};

static void
test_never(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(never_cases); i++) {
		static const ScriptStep steps[] = { { "EHLO", "250 x\r\n" },
						    { "QUIT", "" },
						    { NULL, NULL } };
		const char *one[] = { never_cases[i].to };
		autofd fd = letter_fd(never_cases[i].bytes, strlen(never_cases[i].bytes));
		SmtpMail mail = { never_cases[i].from, one, 1, fd, NULL, NULL };
		g_autoptr(GError) error = NULL;
		g_autoptr(SmtpOutcome) outcome = NULL;
		Script script;
		Smtp *smtp = smtp_over(script_start(&script, steps), NULL, NULL);

		g_test_message("%s", never_cases[i].name);
		g_assert_false(smtp_check(&mail, &error));
		g_assert_error(error, ERRORS, ERRORS_MAIL);
		g_assert_nonnull(strstr(error->message, never_cases[i].words));
		outcome = smtp_send(smtp, &mail);
		g_assert_cmpint(outcome->state, ==, SMTP_FAILED);
		smtp_free(smtp);
		g_thread_join(script.thread);
		g_assert_null(strstr(script.heard->str, "MAIL"));
		g_string_free(script.heard, TRUE);
		close(script.fd);
	}
}

static void
test_body(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	SmtpBody body = { 0 };

	for (int i = 0; i < 998; i++)
		g_string_append_c(text, 'x');
	g_string_append(text, "\r\n\xb9\xfe\r\n");
	{
		autofd fd = letter_fd(text->str, text->len);

		g_assert_true(smtp_body_check(fd, &body, NULL));
		g_assert_true(body.eight_bit);
		g_assert_cmpuint(body.n_bytes, ==, 1004);
	}
	g_string_prepend_c(text, 'x');
	{
		autofd fd = letter_fd(text->str, text->len);

		g_assert_false(smtp_body_check(fd, &body, NULL));
	}
	{
		autofd fd = letter_fd("a\0b\r\n", 5);

		g_assert_false(smtp_body_check(fd, &body, NULL));
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(send_cases); i++) {
		g_autofree char *path = g_strdup_printf("/smtp/send/%s", send_cases[i].name);

		g_test_add_data_func(path, &send_cases[i], test_send);
	}
	g_test_add_func("/smtp/no dot without the desk", test_no_dot);
	g_test_add_func("/smtp/never leaves", test_never);
	g_test_add_func("/smtp/body", test_body);
	return g_test_run();
}
