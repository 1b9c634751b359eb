/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-dkim — which signed letters prove their sender, and which do not (dkim.c, dkim_name.c)
 *
 * Signed here by OpenSSL (signed.h), in the shapes of 163, 126, QQ and Coremail: neither of
 * them oversigns. Keys are made for each run.
 */
#include <locale.h>
#include <stdint.h>

#include "mail/dkim.h"
#include "mail/dkim_name.h"
#include "signed.h"

#define NOW INT64_C(1795000000) /* when the letters come */
#define FROM "From: =?gb18030?B?1dS/xtSx?= <zhao@gov.example>\n"
#define LETTER                                                                                     \
	FROM "To: box@office.example\nSubject: =?gb18030?B?u9i4tA==?=\n =?gb18030?B?zai5/Q==?=\n"  \
	     "Date: Mon, 16 Nov 2026 09:00:00 +0800 (CST)\nMIME-Version: 1.0\n"                    \
	     "Content-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: base64\n"      \
	     "In-Reply-To: <a.token@office.example>\nMessage-ID: <1@gov.example>\n\n"              \
	     "zai5/aGjCg==\n  \nb  c \n\n\n"

typedef enum { NONE, PASS, AGAIN } Wanted;

typedef enum { RSA2048, RSA1024, RSA768, ED25519, KEYS } KeyKind;

static EVP_PKEY *keys[KEYS];

typedef struct {
	const char *name;
	Wanted wanted;
	Signing signing; /* domain and selector: gov.example and s1 where none stand */
	KeyKind key;
	const char *tags;  /* of the key's record */
	const char *text;  /* the record itself instead; "" = no such record, "?" = try again */
	const char *of[3]; /* the letter is altered after signing: this to that, three times */
	const char *to[3];
	const char *before; /* in front of the letter */
	const char *why;    /* a part of it */
} Case;

#define H163 "Date:From:Subject:Content-Type:MIME-Version:Message-ID"
#define H126 "Received:Date:From:To:Subject:Content-Type:MIME-Version:Message-ID"
#define HQQ "From:To:Subject:Date"
#define HCOREMAIL                                                                                  \
	"Received:Date:From:To:Subject:In-Reply-To:References:Content-Type:MIME-Version:Message-"  \
	"ID"
#define A(x) .of = { x }
#define B(x) .to = { x }

static const Case cases[] = {
	{ "163", PASS, .signing = { .headers = H163 } },
	{ "126, Received named and not there", PASS,
	  .signing = { .headers = H126, .folded = true } },
	{ "QQ, with t=", PASS, .signing = { .headers = HQQ, .more = "t=1794990000;" } },
	{ "Coremail, RSA of 1024", PASS, .signing = { .headers = HCOREMAIL }, .key = RSA1024 },
	{ "simple/simple", PASS, .signing = { .canon = "simple/simple" } },
	{ "relaxed/simple", PASS, .signing = { .canon = "relaxed/simple" } },
	{ "simple/relaxed", PASS, .signing = { .canon = "simple/relaxed" } },
	{ "folded", PASS, .signing = { .folded = true } },
	{ "CRLF lines", PASS, .signing = { .canon = "simple/simple" }, A("\n"), B("\r\n") },
	{ "ed25519", PASS, .signing = { .algorithm = "ed25519-sha256" }, .key = ED25519 },
	{ "oversigned", PASS, .signing = { .headers = "from:from:to:subject:subject:date" } },
	{ "domain in capitals", PASS, .signing = { .domain = "GOV.Example" } },
	{ "i= of the domain", PASS, .signing = { .more = "i=zhao@gov.example;" } },
	{ "not expired yet", PASS, .signing = { .more = "t=1794999000; x=9999999999;" } },
	{ "strict subdomains", PASS, .signing = { .more = "i=@gov.example;" }, .tags = "t=s; " },
	{ "key for mail", PASS, .tags = "s=email; " },
	{ "key for sha256", PASS, .tags = "h=sha256; k=rsa; n=a note; " },
	{ "blanks at line ends in relaxed", PASS, A("b  c \n"), B("b c\n") },
	{ "behind a signature of a list", PASS,
	  .before = "DKIM-Signature: v=1; a=rsa-sha256; d=list.example; s=x; h=from:subject; "
		    "bh=YQ==; b=YQ==\n" },
	{ "behind a broken signature of the domain", PASS,
	  .before = "DKIM-Signature: v=1; a=rsa-sha256; d=gov.example; s=s1; h=from:subject; "
		    "bh=YQ==; b=YQ==\n" },
	{ "Received and evidence put on top", PASS,
	  .before = "Received: by a\nAuthentication-Results: mx.example; dkim=fail\n" },

	{ "not signed", NONE, A("DKIM-Signature"), B("X-Signature"), .why = "no DKIM signature" },
	{ "body altered", NONE, A("aGjCg"), B("aGjCh"), .why = "its text is not the one" },
	{ "text added at the end", NONE, A("b  c \n"), B("b  c \nd\n"), .why = "its text" },
	{ "subject altered", NONE, A("u9i4tA"), B("u9i4tB"), .why = "does not fit" },
	{ "From altered", NONE, A("zhao@"), B("liu@"), .why = "does not fit" },
	{ "blanks in simple", NONE, .signing = { .canon = "simple/simple" }, A("b  c"), B("b c"),
	  .why = "its text" },
	{ "l= of the whole body", NONE, .signing = { .more = "l=29;" },
	  .why = "a part of the text" },
	{ "l= and more text", NONE, .signing = { .more = "l=10;" }, A("\n\n\n"), B("\nd\n"),
	  .why = "a part of the text" },
	{ "l= with no number", NONE, .signing = { .more = "l=;" } },
	{ "another domain", NONE, .signing = { .domain = "evil.example" },
	  .why = "another domain" },
	{ "a subdomain", NONE, .signing = { .domain = "mail.gov.example" },
	  .why = "another domain" },
	{ "the parent domain", NONE, .signing = { .domain = "example" }, .why = "another domain" },
	{ "a trailing dot", NONE, .signing = { .domain = "gov.example." } },
	{ "i= of another domain", NONE, .signing = { .more = "i=@evil.example;" } },
	{ "i= of a subdomain, strict", NONE, .signing = { .more = "i=@a.gov.example;" },
	  .tags = "t=s; " },
	{ "Subject not signed", NONE, .signing = { .headers = "from:to:date" },
	  .why = "From and Subject" },
	{ "From not signed", NONE, .signing = { .headers = "to:subject:date" } },
	{ "rsa-sha1", NONE, .signing = { .algorithm = "rsa-sha1" }, .why = "not safe" },
	{ "expired", NONE, .signing = { .more = "t=1794990000; x=1795000000;" }, .why = "expired" },
	{ "x= with no number", NONE, .signing = { .more = "x=tomorrow;" } },
	{ "of the future", NONE, .signing = { .more = "t=1795000400;" }, .why = "future" },
	{ "RSA of 768", NONE, .key = RSA768, .why = "1024" },
	{ "test key", NONE, .tags = "t=y; ", .why = "t=y" },
	{ "test key, strict", NONE, .tags = "t=s:y; ", .why = "t=y" },
	{ "key not for mail", NONE, .tags = "s=tlsrpt; ", .why = "not for mail" },
	{ "key for sha1", NONE, .tags = "h=sha1; " },
	{ "revoked", NONE, .text = "v=DKIM1; p=", .why = "revoked" },
	{ "revoked without version", NONE, .text = "p=", .why = "revoked" },
	{ "no record", NONE, .text = "", .why = "publishes no key" },
	{ "not to be had", AGAIN, .text = "?", .why = "could not be looked up" },
	{ "no key in the record", NONE, .text = "v=spf1 -all" },
	{ "another version", NONE, .text = "v=DKIM2; p=YQ==" },
	{ "garbage for a key", NONE, .text = "v=DKIM1; p=AAAA" },
	{ "a key of another kind", NONE, .signing = { .algorithm = "ed25519-sha256" },
	  .key = ED25519,
	  .text = "v=DKIM1; k=rsa; p=ZAoGfLmnoRSDcsu1p5QYP6tbSroNTU6eWlC1nyFlM8M=" },
	{ "RSA key said to be ed25519", NONE, .tags = "k=ed25519; " },
	{ "a second From on top", NONE, .before = "From: <liu@gov.example>\n",
	  .why = "more than one From" },
	{ "a second From below", NONE, A("Subject:"), B("From: <liu@gov.example>\nSubject:"),
	  .why = "more than one From" },
	{ "a second Subject on top", NONE, .before = "Subject: x\n", .why = "Subject line" },
	{ "not a DKIM version", NONE, A("v=1;"), B("v=2;") },
};

/* Every `of` in the letter becomes `to`. */
static char *
altered(const Case *c, const char *letter)
{
	char *text = g_strconcat(c->before ? c->before : "", letter, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(c->of) && c->of[i]; i++) {
		g_auto(GStrv) pieces = g_strsplit(text, c->of[i], -1);

		g_assert_nonnull(pieces[1]);
		g_free(text);
		text = g_strjoinv(c->to[i], pieces);
	}
	return text;
}

static void
examine(const char *letter, const char *text, DkimVerdict *ret_verdict)
{
	DkimKeyState state = strcmp(text, "?") == 0 ? DKIM_KEY_AGAIN
			     : *text		    ? DKIM_KEY_FOUND
						    : DKIM_KEY_NONE;
	const DkimKey given[] = {
		{ "other._domainkey.gov.example", DKIM_KEY_FOUND, "p=" },
		{ "s1._domainkey.gov.example", state, text },
		{ "s1._domainkey.evil.example", state, text },
		{ "s1._domainkey.mail.gov.example", state, text },
		{ "s1._domainkey.example", state, text },
	};
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));

	dkim_examine(scan, "gov.example", NOW * G_USEC_PER_SEC, given, G_N_ELEMENTS(given),
		     ret_verdict);
}

static char *
case_letter(const Case *c)
{
	Signing signing = c->signing;
	g_autofree char *letter = NULL;

	signing.domain = signing.domain ? signing.domain : "gov.example";
	signing.selector = signing.selector ? signing.selector : "s1";
	signing.key = keys[c->key];
	letter = signed_letter(&signing, LETTER);
	return altered(c, letter);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autofree char *letter = case_letter(c);
		g_autofree char *text =
			c->text ? g_strdup(c->text)
				: signed_key_text(keys[c->key], c->tags ? c->tags : "");
		g_auto(DkimVerdict) verdict = { 0 };

		examine(letter, text, &verdict);
		g_test_message("%s: %s", c->name, verdict.why);
		g_assert_cmpint(verdict.passed, ==, c->wanted == PASS);
		g_assert_cmpint(verdict.again, ==, c->wanted == AGAIN);
		if (c->why && !strstr(verdict.why, c->why))
			g_test_message("wanted: %s", c->why);
		g_assert_true(!c->why || strstr(verdict.why, c->why));
		g_assert_cmpuint(g_strv_length(verdict.names), ==, 0);
	}
}

/* Without keys: which names are asked for. Only what could prove the letter is. */
static void
test_names(void)
{
	static const struct {
		const char *name, *wanted;
		Signing signing;
	} asked[] = {
		{ "plain", "s1._domainkey.gov.example", { .selector = "s1" } },
		{ "capitals",
		  "s1.a._domainkey.gov.example",
		  { .selector = "S1.A", .domain = "Gov.Example" } },
		{ "another domain", NULL, { .selector = "s1", .domain = "evil.example" } },
		{ "l=", NULL, { .selector = "s1", .more = "l=1;" } },
		{ "rsa-sha1", NULL, { .selector = "s1", .algorithm = "rsa-sha1" } },
		{ "expired", NULL, { .selector = "s1", .more = "x=1;" } },
		{ "a blank in the selector is none",
		  "s1._domainkey.gov.example",
		  { .selector = "s 1" } },
		{ "a slash in the selector", NULL, { .selector = "s/1" } },
		{ "two dots in the selector", NULL, { .selector = "s..1" } },
		{ "a label too long",
		  NULL,
		  { .selector =
			    "a234567890123456789012345678901234567890123456789012345678901234" } },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
		Signing signing = asked[i].signing;
		g_autofree char *letter = NULL;
		g_autoptr(Scan) scan = NULL;
		g_auto(DkimVerdict) verdict = { 0 };

		signing.key = keys[RSA1024];
		signing.domain = signing.domain ? signing.domain : "gov.example";
		letter = signed_letter(&signing, LETTER);
		scan = scan_letter(letter, strlen(letter));
		dkim_examine(scan, "gov.example", NOW * G_USEC_PER_SEC, NULL, 0, &verdict);
		g_test_message("%s: %s", asked[i].name, verdict.why);
		g_assert_false(verdict.passed || verdict.again);
		g_assert_cmpstr(verdict.names[0], ==, asked[i].wanted);
	}
}

/* A thousand signatures cost as much as eight. */
static void
test_many(void)
{
	Signing signing = { .domain = "gov.example", .selector = "s1", .key = keys[RSA2048] };
	g_autofree char *text = signed_key_text(keys[RSA2048], "");
	g_autofree char *letter = signed_letter(&signing, LETTER);
	g_autoptr(GString) many = g_string_new(NULL);
	g_auto(DkimVerdict) verdict = { 0 };
	g_autoptr(Scan) scan = NULL;

	for (int i = 0; i < 1000; i++)
		g_string_append_printf(many,
				       "DKIM-Signature: v=1; a=rsa-sha256; d=gov.example; s=s%d; "
				       "h=from:subject; bh=YQ==; b=YQ==\n",
				       i + 10);
	g_string_append(many, letter);
	examine(many->str, text, &verdict);
	g_assert_false(verdict.passed);
	g_assert_cmpuint(g_strv_length(verdict.names), ==, DKIM_SIGNATURES_MAX);
}

/* Nothing passes without a sender; the letter's end may lack anywhere. */
static void
test_broken(void)
{
	Signing signing = { .domain = "gov.example", .selector = "s1", .key = keys[RSA1024] };
	g_autofree char *text = signed_key_text(keys[RSA1024], "");
	g_autofree char *letter = signed_letter(&signing, LETTER);
	const DkimKey given = { "s1._domainkey.gov.example", DKIM_KEY_FOUND, text };

	for (size_t n = 0; n + 4 < strlen(letter); n++) {
		g_autoptr(Scan) scan = scan_letter(letter, n);
		g_auto(DkimVerdict) verdict = { 0 };

		dkim_examine(scan, "gov.example", NOW * G_USEC_PER_SEC, &given, 1, &verdict);
		g_assert_false(verdict.passed);
	}
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	g_auto(DkimVerdict) verdict = { 0 };

	dkim_examine(scan, NULL, NOW * G_USEC_PER_SEC, &given, 1, &verdict);
	g_assert_false(verdict.passed);
}

static void
test_key_names(void)
{
	static const struct {
		const char *name;
		bool valid;
	} names[] = {
		{ "a._domainkey.b", true },	  { "a-1.b_2._domainkey.c.example", true },
		{ "._domainkey.b", false },	  { "a._domainkey.", false },
		{ "a._domainkey.b.", false },	  { "a.b", false },
		{ "a._domainkey.b c", false },	  { "a._domainkey.b\n", false },
		{ "a._domainkey.b/../c", false }, { "", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_test_message("%s", names[i].name);
		g_assert_cmpint(dkim_name_valid(names[i].name), ==, names[i].valid);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	keys[RSA2048] = EVP_RSA_gen(2048);
	keys[RSA1024] = EVP_RSA_gen(1024);
	keys[RSA768] = EVP_RSA_gen(768);
	keys[ED25519] = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	dkim_load();
	g_test_add_func("/dkim/cases", test_cases);
	g_test_add_func("/dkim/names", test_names);
	g_test_add_func("/dkim/many", test_many);
	g_test_add_func("/dkim/broken", test_broken);
	g_test_add_func("/dkim/key-names", test_key_names);
	return g_test_run();
}
