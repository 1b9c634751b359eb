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
#include "extract/object.h"
#include "extract/ole.h"

#include <stdint.h>
#include <string.h>

#define PPT_HEAD 8
#define PPT_OBJECT_HEAD 4 /* of a packed one: its length */

enum {
	PPT_MAIN_MASTER = 0x03F8,
	PPT_HANDOUT = 0x0FC9,
	PPT_TEXT_CHARS = 0x0FA0, /* UTF-16 */
	PPT_TEXT_BYTES = 0x0FA8, /* the low bytes of such characters */
	PPT_CRYPT = 0x2F14,
	PPT_DOCUMENT = 0x03E8,
	PPT_OBJECT = 0x1011, /* a container, also of macros */
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

typedef struct {
	unsigned version, instance, type;
	const unsigned char *body;
	size_t n;
} PptRecord;

/* The record at *at, which is then the place of the next one: within it, where it has others.
 * False: there is none, or it is damaged. */
static bool
ppt_next(const unsigned char *bytes, size_t n_bytes, size_t *at, PptRecord *ret)
{
	if (n_bytes - *at < PPT_HEAD)
		return false;
	ret->version = bytes[*at] & 0xF;
	ret->instance = ppt_number(bytes + *at, 2) >> 4;
	ret->type = ppt_number(bytes + *at + 2, 2);
	ret->n = ppt_number(bytes + *at + 4, 4);
	if (ret->n > n_bytes - *at - PPT_HEAD)
		return false;
	*at += PPT_HEAD;
	ret->body = bytes + *at;
	if (ret->version != 0xF || ret->type == PPT_MAIN_MASTER || ret->type == PPT_HANDOUT)
		*at += ret->n;
	return true;
}

/* False: no presentation, or damaged; what was found before is given. */
static bool
ppt_walk(Ppt *ppt, const unsigned char *bytes, size_t n_bytes, bool *ret_encrypted)
{
	bool document = false;
	size_t at = 0;
	PptRecord record;

	while (!ppt->full && ppt_next(bytes, n_bytes, &at, &record)) {
		document = document || record.type == PPT_DOCUMENT;
		*ret_encrypted = *ret_encrypted || record.type == PPT_CRYPT;
		if (record.type == PPT_TEXT_CHARS || record.type == PPT_TEXT_BYTES)
			ppt_add(ppt, record.body, record.n, record.type == PPT_TEXT_CHARS);
	}
	return document && (ppt->full || n_bytes - at < PPT_HEAD);
}

/* ---- objects ---- */

/* NULL: it is damaged. Yours. */
static GByteArray *
ppt_object(const PptRecord *record)
{
	if (record->instance == 1 && record->n >= PPT_OBJECT_HEAD)
		return ole_unpacked(
			(DocStream){ record->body + PPT_OBJECT_HEAD, record->n - PPT_OBJECT_HEAD },
			ppt_number(record->body, PPT_OBJECT_HEAD));
	return g_byte_array_append(g_byte_array_new(), record->body, (guint)record->n);
}

static bool
ppt_is_new(const GPtrArray *objects, const GByteArray *object)
{
	for (guint i = 0; i < objects->len; i++) {
		const GByteArray *known = objects->pdata[i];

		if (known->len == object->len &&
		    memcmp(known->data, object->data, object->len) == 0)
			return false;
	}
	return true;
}

GPtrArray *
ppt_objects(const unsigned char *bytes, size_t n_bytes, bool *ret_all)
{
	GPtrArray *objects = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
	size_t at = 0, n_total = 0;
	PptRecord record;

	*ret_all = true;
	while (*ret_all && ppt_next(bytes, n_bytes, &at, &record)) {
		g_autoptr(GByteArray) object = NULL;

		if (record.type != PPT_OBJECT)
			continue;
		object = ppt_object(&record);
		if (!object) /* a container that is none says that it is damaged */
			object = g_byte_array_append(g_byte_array_new(), record.body,
						     (guint)record.n);
		if (!ppt_is_new(objects, object))
			continue;
		n_total += object->len;
		*ret_all = objects->len < OBJECT_MOST && n_total <= OBJECT_TOTAL_BYTES;
		if (*ret_all)
			g_ptr_array_add(objects, g_steal_pointer(&object));
	}
	return objects;
}

/* ---- the whole ---- */

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
