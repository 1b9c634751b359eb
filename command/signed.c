/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signed — a letter's signature in words
 */
#include "command/signed.h"

#include "base/i18n.h"
#include "base/record.h"

#include <string.h>

char *
signature_said(const json_t *signature)
{
	static const struct {
		const char *state, *words;
	} said[] = {
		{ "valid", N_("S/MIME, valid, by %s") },
		{ "other-address", N_("S/MIME, valid, but of another address: %s") },
		{ "untrusted", N_("S/MIME, nobody vouches for the signer %s") },
		{ "revoked", N_("S/MIME, not valid: the signer's certificate was revoked: %s") },
		{ "unconfirmed", N_("S/MIME, holds, but it is not known whether the certificate of "
				    "%s was revoked") },
		{ "broken", N_("S/MIME, not valid: the letter was changed, or the signature is "
			       "damaged") },
		{ "unchecked", N_("PGP, not checked") },
	};
	const char *state = record_string(signature, "state");
	const char *by = record_string(signature, "by"), *why = record_string(signature, "why");
	g_autoptr(GString) text = g_string_new(NULL);

	if (!state)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(said); i++) {
		const char *words = _(said[i].words);
		const char *gap = strstr(words, "%s");

		if (strcmp(said[i].state, state) != 0)
			continue;
		g_string_append_len(text, words, gap ? gap - words : (gssize)strlen(words));
		if (gap)
			g_string_append_printf(text, "%s%s", by ? by : "?", gap + 2);
	}
	if (why)
		g_string_append_printf(text, " (%s)", why);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
