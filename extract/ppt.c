/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ppt — the text of a presentation of PowerPoint 97 to 2003
 *
 * Containers are entered, atoms are passed over, so that one look over the stream finds all
 * texts, however deep they lie.
 *
 * Promise: time linear in the stream; no more than EXTRACT_TEXT_BYTES of text.
 */
#include "extract/ppt.h"

#include "base/i18n.h"

#include <stdint.h>
#include <string.h>

#define PPT_HEAD 8

enum {
	PPT_MAIN_MASTER = 0x03F8,
	PPT_HANDOUT = 0x0FC9,
	PPT_TEXT_CHARS = 0x0FA0, /* UTF-16 */
	PPT_TEXT_BYTES = 0x0FA8, /* the low bytes of such characters */
	PPT_CRYPT = 0x2F14,
	PPT_DOCUMENT = 0x03E8,
};

static uint32_t
ppt_number(const unsigned char *p, unsigned n)
{
	uint32_t number = 0;

	for (unsigned i = 0; i < n; i++)
		number |= (uint32_t)p[i] << 8 * i;
	return number;
}

/* Paragraphs end in CR, lines in VT; NUL and half characters are marked. Yours. */
static char *
ppt_text(const unsigned char *bytes, size_t n_bytes, bool wide)
{
	GString *out = g_string_new(NULL);
	size_t width = wide ? 2 : 1;

	for (size_t i = 0; i + width <= n_bytes; i += width) {
		uint32_t c = ppt_number(bytes + i, (unsigned)width);

		if (c >= 0xD800 && c < 0xDC00 && i + 4 <= n_bytes) {
			uint32_t low = ppt_number(bytes + i + 2, 2);

			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		if (c == '\r' || c == 0x0B)
			c = '\n';
		g_string_append_unichar(out, c == 0 || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c);
	}
	return g_strstrip(g_string_free(out, FALSE));
}

typedef struct {
	GString *text;
	GHashTable *seen; /* the outline repeats what the slides say */
	bool full;
} Ppt;

static void
ppt_add(Ppt *ppt, const unsigned char *bytes, size_t n_bytes, bool wide)
{
	g_autofree char *text = ppt_text(bytes, n_bytes, wide);

	if (!*text || strcmp(text, "*") == 0 || g_hash_table_contains(ppt->seen, text))
		return;
	if (ppt->text->len + strlen(text) >= EXTRACT_TEXT_BYTES) {
		ppt->full = true;
		return;
	}
	if (ppt->text->len > 0)
		g_string_append_c(ppt->text, '\n');
	g_string_append(ppt->text, text);
	g_hash_table_add(ppt->seen, g_steal_pointer(&text));
}

/* False: no presentation, or damaged; what was found before is given. */
static bool
ppt_walk(Ppt *ppt, const unsigned char *bytes, size_t n_bytes, bool *ret_encrypted)
{
	bool document = false;

	for (size_t at = 0; n_bytes - at >= PPT_HEAD && !ppt->full;) {
		unsigned version = bytes[at] & 0xF;
		unsigned type = ppt_number(bytes + at + 2, 2);
		size_t n = ppt_number(bytes + at + 4, 4);

		at += PPT_HEAD;
		if (n > n_bytes - at)
			return false;
		document = document || type == PPT_DOCUMENT;
		*ret_encrypted = *ret_encrypted || type == PPT_CRYPT;
		if (type == PPT_TEXT_CHARS || type == PPT_TEXT_BYTES)
			ppt_add(ppt, bytes + at, n, type == PPT_TEXT_CHARS);
		if (version != 0xF || type == PPT_MAIN_MASTER || type == PPT_HANDOUT)
			at += n;
	}
	return document;
}

void
ppt_read(const unsigned char *bytes, size_t n_bytes, const unsigned char *user, size_t n_user,
	 Extracted *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Ppt ppt = { text, seen, false };
	/* MS-PPT 2.3.2: the token of an encrypted document. */
	bool encrypted = n_user >= 16 && ppt_number(user + 12, 4) == 0xF3D1C4DFu, good;

	good = !encrypted && ppt_walk(&ppt, bytes, n_bytes, &encrypted);
	ret->content = encrypted ? g_strdup("") : g_strdup(text->str);
	ret->outcome = EXTRACT_READ;
	if (encrypted) {
		ret->outcome = EXTRACT_ENCRYPTED;
		ret->why = g_strdup(_("the document has a password; please send it without one"));
	} else if (ppt.full) {
		ret->outcome = EXTRACT_LIMIT;
		ret->why = g_strdup(_("the document is too long; only its beginning was read"));
	} else if (!good) {
		ret->outcome = EXTRACT_FAILED;
		ret->why =
			g_strdup(_("the document is damaged; please open it, save it as docx and "
				   "send it again"));
	}
}
