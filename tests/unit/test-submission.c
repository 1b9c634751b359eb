/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-submission — which top Received says that the sender had logged in
 *
 * Also mail/received.c and mail/border.c, which read the same lines.
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "mail/border.h"
#include "mail/received.h"
#include "mail/submission.h"

#define HOP "Received: from mx.office.example\n\tby mx.office.example with LMTP\n\tid x; date\n"
#define POSTFIX(mark, with)                                                                        \
	"Received: from pc (unknown [10.1.2.3])\n\t(using TLSv1.3 with cipher X (256/256 bits))\n" \
	"\t" mark "\n\tby mx.office.example (Postfix) with " with " id 4X;\n\tMon, 1 Jan 2026\n"
#define OURS POSTFIX("(Authenticated sender: zhao@gov.example)", "ESMTPSA")
#define OUTSIDE                                                                                    \
	"Received: from a.example (a.example [192.0.2.1])\n\tby mx.office.example with ESMTPS id " \
	"1; d\n"
#define WEBMAIL                                                                                    \
	"Received: from zhao$gov.example ( [10.1.2.3] ) by\n ajax-webmail-mail1.gov.example "      \
	"(Coremail) ; Mon, 23 Nov 2026 11:02:03 +0800\n (GMT+08:00)\n"

typedef struct {
	const char *name, *header;
	bool passes;
} Case;

static const Case cases[] = {
	{ "postfix", OURS, true },
	{ "behind a border hop", HOP OURS, true },
	{ "user in capitals", POSTFIX("(Authenticated sender: Zhao@Gov.Example)", "ESMTPSA"),
	  true },
	{ "user without a domain", POSTFIX("(Authenticated sender: zhao)", "ESMTPSA"), true },
	{ "coremail", WEBMAIL, true },

	{ "nothing", "X: y\n", false },
	{ "below the top", OUTSIDE OURS, false },
	{ "web mail below the top", OUTSIDE WEBMAIL, false },
	{ "below an unknown hop", "Received: from a by evil.example with LMTP id x; d\n" OURS,
	  false },
	{ "below a line that does not fit", "Received: from (a by b; d\n" OURS, false },
	{ "another user", POSTFIX("(Authenticated sender: liu@gov.example)", "ESMTPSA"), false },
	{ "another domain's user", POSTFIX("(Authenticated sender: zhao@evil.example)", "ESMTPSA"),
	  false },
	{ "no user named", POSTFIX("(unknown)", "ESMTPSA"), false },
	{ "not logged in", POSTFIX("(Authenticated sender: zhao@gov.example)", "ESMTPS"), false },
	{ "not encrypted", POSTFIX("(Authenticated sender: zhao@gov.example)", "ESMTPA"), false },
	{ "the mark in a certificate's name",
	  POSTFIX("(Client CN \"x (Authenticated sender: zhao@gov.example)\")", "ESMTPSA"), false },
	{ "two marks",
	  POSTFIX("(Authenticated sender: zhao@gov.example) (Authenticated sender: liu@x.example)",
		  "ESMTPSA"),
	  false },
	{ "words in the user", POSTFIX("(Authenticated sender: zhao@gov.example x)", "ESMTPSA"),
	  false },
	{ "another host",
	  "Received: from pc (Authenticated sender: zhao@gov.example) by evil.example with ESMTPSA "
	  "id 1; d\n",
	  false },
	{ "by twice",
	  "Received: from by mx.office.example (Authenticated sender: zhao@gov.example) by "
	  "evil.example with ESMTPSA id 1; d\n",
	  false },
	{ "the greeting is a mark",
	  "Received: from (Authenticated sender: zhao@gov.example) (unknown [192.0.2.1]) by "
	  "mx.office.example with ESMTPS id 1; d\n",
	  false },
	{ "behind the date",
	  "Received: by mx.office.example; with ESMTPSA (Authenticated sender: "
	  "zhao@gov.example)\n",
	  false },
	{ "an escaped parenthesis",
	  "Received: from a (x\\) (Authenticated sender: zhao@gov.example) by mx.office.example "
	  "with ESMTPSA id 1; d\n",
	  false },
	{ "web mail of another host",
	  "Received: from zhao$gov.example ( [10.1.2.3] ) by ajax-webmail-evil.example (Coremail) "
	  "; "
	  "d\n",
	  false },
	{ "web mail's user by SMTP",
	  "Received: from zhao$gov.example (unknown [192.0.2.1]) by mail1.gov.example (Coremail) "
	  "with SMTP id A; d\n",
	  false },
	{ "web mail's user of another",
	  "Received: from liu$gov.example ( [10.1.2.3] ) by ajax-webmail-mail1.gov.example "
	  "(Coremail) ; d\n",
	  false },
	{ "web mail with more words",
	  "Received: from zhao$gov.example ( [10.1.2.3] ) by ajax-webmail-mail1.gov.example "
	  "(Coremail) with SMTP id 1; d\n",
	  false },
	{ "web mail, a sign in the user",
	  "Received: from zhao@gov.example$x ( [10.1.2.3] ) by ajax-webmail-mail1.gov.example "
	  "(Coremail) ; d\n",
	  false },
};

static void
test_cases(void)
{
	static const char *const forms[] = { "esmtpsa", "coremail:MAIL1.gov.example", NULL };
	static const char *const border[] = { "MX.office.example", NULL };
	static const char *const none[] = { NULL };
	const SubmissionPolicy policy = { forms, border, NULL, "gov.example" };
	const SubmissionPolicy closed = { none, border, NULL, "gov.example" };

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *letter =
			g_strconcat(cases[i].header, "From: zhao@gov.example\n\nx\n", NULL);
		g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
		const char *why = NULL;
		bool passed = submission_passed(scan, &policy, "zhao@gov.example", &why);

		g_test_message("%s: %s", cases[i].name, why);
		g_assert_cmpint(passed, ==, cases[i].passes);
		g_assert_false(submission_passed(scan, &closed, "zhao@gov.example", &why));
		g_assert_false(submission_passed(scan, &policy, NULL, &why));
	}
}

static void
test_border(void)
{
	static const char letter[] =
		"Authentication-Results: mx.office.example 1; dmarc=pass\n" HOP
		"Authentication-Results: mx.office.example; none\n"
		"Authentication-Results: other.example; none\nDKIM-Signature: v=1\n" OURS
		"Authentication-Results: below.example; none\nDKIM-Signature: v=1\n" WEBMAIL
		"From: a@b.example\n\nx\n";
	g_autoptr(Scan) scan = scan_letter(letter, sizeof(letter) - 1);
	g_auto(Border) border = { 0 };

	border_look(scan, &border);
	g_assert_cmpuint(border.names->len, ==, 2);
	g_assert_cmpstr(border.names->pdata[0], ==, "mx.office.example");
	g_assert_cmpstr(border.names->pdata[1], ==, "other.example");
	g_assert_cmpstr(border.hops->pdata[0], ==, "mx.office.example");
	g_assert_cmpstr(border.by, ==, "mx.office.example");
	g_assert_cmpstr(border.with, ==, "ESMTPSA");
	g_assert_cmpstr(border.form, ==, "esmtpsa");
	g_assert_cmpstr(border.user, ==, "zhao@gov.example");
	g_assert_cmpuint(border.n_signatures, ==, 2);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/submission/cases", test_cases);
	g_test_add_func("/submission/border", test_border);
	return g_test_run();
}
