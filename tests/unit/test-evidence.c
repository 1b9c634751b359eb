/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-evidence — what the border's Authentication-Results prove, and what they do not
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "mail/evidence.h"

#define AR "Authentication-Results: mx.office.example"
#define RECEIVED "Received: from a by mx.office.example (Postfix) with ESMTPS id 1; date\n"
#define HOP "Received: from mx.office.example\n\tby mx.office.example with LMTP\n\tid x; date\n"

typedef enum { NONE, PASS, FAIL } Verdict;

typedef struct {
	const char *name;
	const char *header;
	Verdict verdict;
} Case;

static const Case cases[] = {
	{ "opendkim",
	  AR ";\n\tdkim=pass (2048-bit key; unprotected) header.d=gov.example "
	     "header.i=@gov.example header.a=rsa-sha256 header.s=s1 header.b=abc+/=\n" RECEIVED,
	  PASS },
	{ "dmarc", AR "; dmarc=pass (p=none dis=none) header.from=gov.example\n" RECEIVED, PASS },
	{ "dmarc without domain", AR "; dmarc=pass\n" RECEIVED, PASS },
	{ "CRLF", AR ";\r\n dmarc=pass header.from=gov.example\r\n" RECEIVED, PASS },
	{ "version", AR " 1; dmarc=pass\n" RECEIVED, PASS },
	{ "comments",
	  "Authentication-Results: (a (nested) \\) b) mx.office.example (x) 1 (y);"
	  " (z) dkim (q) / 1 = (r) pass (s) header.d = gov.example (t)\n" RECEIVED,
	  PASS },
	{ "quoted",
	  "Authentication-Results: \"mx.office.example\"; dkim=pass reason=\"a; b=c\""
	  " header.d=\"gov.example\"\n" RECEIVED,
	  PASS },
	{ "case",
	  "AUTHENTICATION-RESULTS: MX.Office.Example; DKIM=Pass header.D=GOV.example\n" RECEIVED,
	  PASS },
	{ "method's version", AR "; dkim/1=pass header.d=gov.example\n" RECEIVED, PASS },
	{ "spf beside dkim",
	  AR "; spf=fail smtp.mailfrom=x@y.example; dkim=pass "
	     "header.d=gov.example\n" RECEIVED,
	  PASS },
	{ "two signatures",
	  AR "; dkim=fail header.d=gov.example; dkim=pass header.d=gov.example\n" RECEIVED, PASS },
	{ "dkim fails, dmarc passes", AR "; dkim=fail header.d=gov.example; dmarc=pass\n" RECEIVED,
	  PASS },
	{ "two headers agree", AR "; dkim=pass header.d=gov.example\n" AR "; dmarc=pass\n" RECEIVED,
	  PASS },
	{ "trailing semicolon", AR "; dmarc=pass;\n" RECEIVED, PASS },
	{ "other hosts beside",
	  "Authentication-Results: x.example; dmarc=fail\n" AR "; dmarc=pass\n" RECEIVED, PASS },
	{ "behind a border hop", HOP AR "; dmarc=pass\n" RECEIVED, PASS },

	{ "nothing", RECEIVED, NONE },
	{ "none", AR "; none\n" RECEIVED, NONE },
	{ "no Received at all", AR "; dmarc=pass\n", NONE },
	{ "below", RECEIVED AR "; dmarc=pass\n", NONE },
	{ "below a hop and the border", HOP RECEIVED AR "; dmarc=pass\n", NONE },
	{ "only hops", HOP AR "; dmarc=pass\n", NONE },
	{ "hop of another host",
	  "Received: from a by evil.example with LMTP id x; d\n" AR "; dmarc=pass\n" RECEIVED,
	  NONE },
	{ "border without LMTP", RECEIVED AR "; dmarc=pass\n" RECEIVED, NONE },
	{ "LMTP in a comment",
	  "Received: from a by mx.office.example (with LMTP) with ESMTP id x\n" AR
	  "; dmarc=pass\n" RECEIVED,
	  NONE },
	{ "by twice",
	  "Received: from by mx.office.example with LMTP by evil.example; d\n" AR
	  "; dmarc=pass\n" RECEIVED,
	  NONE },
	{ "LMTP behind the date",
	  "Received: by evil.example; by mx.office.example with LMTP\n" AR
	  "; dmarc=pass\n" RECEIVED,
	  NONE },
	{ "look-alike",
	  "Authentication-Results: mx.office.example.evil.example; dmarc=pass\n" RECEIVED, NONE },
	{ "prefix", "Authentication-Results: mx.office; dmarc=pass\n" RECEIVED, NONE },
	{ "id in a comment", "Authentication-Results: (mx.office.example) x; dmarc=pass\n" RECEIVED,
	  NONE },
	{ "spf alone", AR "; spf=pass smtp.mailfrom=gov.example\n" RECEIVED, NONE },
	{ "arc alone", AR "; arc=pass header.d=gov.example\n" RECEIVED, NONE },
	{ "other domain", AR "; dkim=pass header.d=evil.example\n" RECEIVED, NONE },
	{ "sub-domain", AR "; dkim=pass header.d=mail.gov.example\n" RECEIVED, NONE },
	{ "parent domain", AR "; dkim=pass header.d=example\n" RECEIVED, NONE },
	{ "trailing dot", AR "; dkim=pass header.d=gov.example.\n" RECEIVED, NONE },
	{ "d other, i ours",
	  AR "; dkim=pass header.d=evil.example header.i=@gov.example\n" RECEIVED, NONE },
	{ "d twice", AR "; dkim=pass header.d=evil.example header.d=gov.example\n" RECEIVED, NONE },
	{ "d of another method", AR "; dkim=pass; spf=pass header.d=gov.example\n" RECEIVED, NONE },
	{ "no d", AR "; dkim=pass\n" RECEIVED, NONE },
	{ "pass in a comment", AR "; dkim=neutral (dkim=pass) header.d=gov.example\n" RECEIVED,
	  NONE },
	{ "pass in a reason", AR "; dkim=neutral reason=\"x; dmarc=pass\"\n" RECEIVED, NONE },
	{ "dmarc of another domain", AR "; dmarc=pass header.from=evil.example\n" RECEIVED, NONE },
	{ "dmarc bestguess", AR "; dmarc=bestguesspass\n" RECEIVED, NONE },
	{ "temperror", AR "; dkim=temperror header.d=gov.example\n" RECEIVED, NONE },
	{ "i without d", AR "; dkim=pass header.i=@gov.example\n" RECEIVED, NONE },
	{ "user in i", AR "; dkim=pass header.i=wang@gov.example\n" RECEIVED, NONE },
	{ "method's version 2", AR "; dmarc/2=pass header.from=gov.example\n" RECEIVED, NONE },
	{ "version 2", AR " 2; dmarc=pass\n" RECEIVED, NONE },
	{ "two results in a piece", AR "; spf=pass dmarc=pass\n" RECEIVED, NONE },
	{ "unfinished comment", AR "; dmarc=pass (\n" RECEIVED, NONE },
	{ "unfinished quote", AR "; dmarc=pass reason=\"\n" RECEIVED, NONE },
	{ "malformed beside a pass", AR "; dmarc=pass\n" AR "; ===\n" RECEIVED, NONE },
	{ "no semicolon", AR " dmarc=pass\n" RECEIVED, NONE },
	{ "bare CR", AR "; dmarc=pass\r\rX\n" RECEIVED, NONE },

	{ "dmarc fail", AR "; dmarc=fail header.from=gov.example\n" RECEIVED, FAIL },
	{ "dkim fail", AR "; dkim=fail header.d=gov.example\n" RECEIVED, FAIL },
	{ "dkim fail of another", AR "; dkim=fail header.d=list.example\n" RECEIVED, NONE },
	{ "dmarc fail, dkim pass", AR "; dkim=pass header.d=gov.example; dmarc=fail\n" RECEIVED,
	  FAIL },
	{ "contradiction", AR "; dmarc=pass\n" AR "; dmarc=fail\n" RECEIVED, FAIL },
	{ "contradiction, other order", AR "; dmarc=fail\n" AR "; dmarc=pass\n" RECEIVED, FAIL },
	{ "dkim contradiction",
	  AR "; dkim=pass header.d=gov.example\n" AR "; dkim=fail header.d=gov.example\n" RECEIVED,
	  FAIL },
	{ "malformed beside a fail", AR "; dmarc=fail\n" AR "; ===\n" RECEIVED, FAIL },
};

static void
test_cases(void)
{
	static const char *const border[] = { "other.example", "MX.office.example", NULL };
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autofree char *letter =
			g_strconcat(c->header, "From: wang@gov.example\n\nx\n", NULL);
		g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
		g_auto(Evidence) evidence = { 0 };
		evidence_read(scan, "mx.office.example", border, "gov.example", &evidence);
		g_test_message("%s: %s", c->name, evidence.why);
		g_assert_cmpint(evidence.passed, ==, c->verdict == PASS);
		g_assert_cmpint(evidence.failed, ==, c->verdict == FAIL);
		g_assert_cmpstr(evidence.method, ==,
				c->verdict == PASS ? "authentication-results" : "none");
		g_assert_true(evidence.why[0]);
	}
}

static void
check_unconfigured(const char *id, const char *domain, const char *const *border)
{
	static const char letter[] = HOP AR "; dmarc=pass\n" RECEIVED "\n";
	g_autoptr(Scan) scan = scan_letter(letter, sizeof(letter) - 1);
	g_auto(Evidence) evidence = { 0 };
	evidence_read(scan, id, border, domain, &evidence);
	g_assert_false(evidence.passed);
	g_assert_false(evidence.failed);
}

static void
test_unconfigured(void)
{
	static const char *const border[] = { "mx.office.example", NULL };
	check_unconfigured(NULL, "gov.example", border);
	check_unconfigured("", "gov.example", border);
	check_unconfigured("mx.office.example", NULL, border);
	check_unconfigured("mx.office.example", "", border);
	check_unconfigured("mx.office.example", "gov.example", NULL);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/evidence/cases", test_cases);
	g_test_add_func("/evidence/unconfigured", test_unconfigured);
	return g_test_run();
}
