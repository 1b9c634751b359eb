/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-proof — which of several methods proves a letter, and which word goes first
 */
#include <locale.h>

#include "mail/proof.h"
#include "signed.h"

#define AR "Authentication-Results: mx.office.example; "
#define RECEIVED "Received: from a by mx.office.example with ESMTPS id 1; date\n"
#define LETTER "From: <zhao@gov.example>\nTo: box@office.example\nSubject: s\nDate: d\n\ntext\n"

#define NAMED "mx.office.example"

typedef struct {
	const char *name, *replies, *authserv_id, *before;
	bool is_signed;
	const char *key; /* NULL: the right one; "" none; "?" again; "-": not given */
	const char *method;
	bool failed, again;
	guint n_names;
} Case;

static const Case cases[] = {
	{ "no method, a pass", "", NAMED, AR "dmarc=pass\n" RECEIVED, false, "-",
	  "authentication-results", false, false, 0 },
	{ "no method, a signature", "", NULL, "", true, NULL, "none", false, false, 0 },
	{ "border", "authentication-results", NAMED, AR "dmarc=pass\n" RECEIVED, false, "-",
	  "authentication-results", false, false, 0 },
	{ "border alone, a signature", "authentication-results", NAMED, "", true, NULL, "none",
	  false, false, 0 },
	{ "dkim", "dkim", NULL, RECEIVED, true, NULL, "dkim", false, false, 0 },
	{ "dkim, the border's pass is no method", "dkim", NAMED, AR "dmarc=pass\n" RECEIVED, false,
	  "-", "none", false, false, 0 },
	{ "dkim, the border's fail goes first", "dkim", NAMED, AR "dmarc=fail\n" RECEIVED, true,
	  NULL, "none", true, false, 0 },
	{ "dkim, no key given yet", "dkim", NULL, RECEIVED, true, "-", "none", false, false, 1 },
	{ "dkim, the key later", "dkim", NULL, RECEIVED, true, "?", "none", false, true, 0 },
	{ "dkim, no key", "dkim", NULL, RECEIVED, true, "", "none", false, false, 0 },
	{ "dkim, another key", "dkim", NULL, RECEIVED, true, "v=DKIM1; p=YQ==", "none", false,
	  false, 0 },
	{ "both, the border passes: no key is asked for", "authentication-results dkim", NAMED,
	  AR "dmarc=pass\n" RECEIVED, true, "-", "authentication-results", false, false, 0 },
	{ "both, the border is silent", "authentication-results dkim", NAMED, RECEIVED, true, NULL,
	  "dkim", false, false, 0 },
	{ "both, nothing", "authentication-results dkim", NAMED, RECEIVED, false, NULL, "none",
	  false, false, 0 },
};

static void
check(const Case *c, EVP_PKEY *key)
{
	Signing signing = { .domain = "gov.example", .selector = "s1", .key = key };
	g_autofree char *made = c->is_signed ? signed_letter(&signing, LETTER) : g_strdup(LETTER);
	g_autofree char *letter = g_strconcat(c->before, made, NULL);
	g_autofree char *text = c->key ? g_strdup(c->key) : signed_key_text(key, "");
	g_auto(GStrv) methods = g_strsplit(c->replies, " ", -1);
	const DkimKey given = { "s1._domainkey.gov.example",
				strcmp(text, "?") == 0 ? DKIM_KEY_AGAIN
				: *text		       ? DKIM_KEY_FOUND
						       : DKIM_KEY_NONE,
				text };
	const ProofPolicy policy = { .methods = (const char *const *)methods,
				     .authserv_id = c->authserv_id,
				     .received_us = INT64_C(1795000000000000),
				     .keys = &given,
				     .n_keys = strcmp(text, "-") != 0 };
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	g_auto(ProofFinding) finding = { 0 };

	proof_read(scan, &policy, "zhao@gov.example", &finding);
	g_test_message("%s: %s", c->name, finding.why ? finding.why : "");
	g_assert_cmpstr(finding.method, ==, c->method);
	g_assert_cmpint(finding.failed, ==, c->failed);
	g_assert_cmpint(finding.again, ==, c->again);
	g_assert_cmpuint(g_strv_length(finding.names), ==, c->n_names);
	g_assert_nonnull(finding.why);
}

static void
test_cases(void)
{
	EVP_PKEY *key = EVP_RSA_gen(2048);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		check(&cases[i], key);
	EVP_PKEY_free(key);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/proof/cases", test_cases);
	return g_test_run();
}
