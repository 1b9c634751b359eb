/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-dkim — any letter with any key, and any bytes of a name server
 *
 * Up to the first NUL: the key's text, or the name server's answer; then the letter.
 */
#include <stdint.h>
#include <string.h>

#include "base/text/utf8.h"
#include "base/wire/txt.h"
#include "mail/dkim.h"
#include "mail/dkim_name.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static void
fuzz_answer(const uint8_t *bytes, size_t n_bytes)
{
	g_auto(TxtAnswer) answer = { 0 };

	txt_read(bytes, n_bytes, "s._domainkey.gov.example", &answer);
	g_assert((answer.state == TXT_FOUND) == (answer.text != NULL));
	g_assert(!answer.text || strlen(answer.text) <= TXT_BYTES);
	g_assert(answer.state == TXT_FOUND || answer.why);
}

static void
fuzz_letter(const Scan *scan, const DkimKey *keys, size_t n_keys)
{
	g_auto(DkimVerdict) verdict = { 0 };

	dkim_examine(scan, "gov.example", INT64_C(1795000000000000), keys, n_keys, &verdict);
	g_assert(!(verdict.passed && verdict.again));
	g_assert(utf8_valid(verdict.why, strlen(verdict.why)));
	for (char **name = verdict.names; *name; name++)
		g_assert(dkim_name_valid(*name) && g_str_has_suffix(*name, ".gov.example"));
	g_assert(g_strv_length(verdict.names) <= DKIM_SIGNATURES_MAX);
	/* Nobody in here has a private key. */
	g_assert(!verdict.passed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
	const uint8_t *cut = n_bytes ? memchr(bytes, '\0', n_bytes) : NULL;
	size_t n_key = cut ? (size_t)(cut - bytes) : 0;
	g_autofree char *text = g_strndup((const char *)bytes, n_key);
	const DkimKey key = { "s._domainkey.gov.example", DKIM_KEY_FOUND, text };
	const char *letter = (const char *)bytes + (cut ? n_key + 1 : 0);
	g_autoptr(Scan) scan =
		scan_letter(letter, n_bytes - (size_t)(letter - (const char *)bytes));

	fuzz_answer(bytes, n_bytes);
	fuzz_letter(scan, NULL, 0);
	fuzz_letter(scan, &key, 1);
	return 0;
}
