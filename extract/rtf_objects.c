/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rtf_objects — the objects in a Rich Text document
 *
 * An object's bytes stand behind \objdata, up to the end of its group, in hexadecimal digits that
 * are broken into lines.
 */
#include "extract/rtf_objects.h"

#include "extract/object.h"

#include <string.h>

/* Is it embedded? A link has another number behind its version. Source: [MS-OLEDS] 2.2.4. */
static bool
rtf_is_embedded(const GByteArray *object)
{
	static const guint8 embedded[] = { 2, 0, 0, 0 };

	return object->len >= 4 + sizeof embedded &&
	       memcmp(object->data + 4, embedded, sizeof embedded) == 0;
}

/* From `at` to the end of the group, or to what is no digit. Yours. */
static GByteArray *
rtf_digits(const char *at, const char *end)
{
	GByteArray *object = g_byte_array_new();
	int high = -1;

	for (; at < end && object->len <= OBJECT_TOTAL_BYTES; at++) {
		int digit = g_ascii_xdigit_value(*at);
		guint8 byte;

		if (g_ascii_isspace(*at))
			continue;
		if (digit < 0)
			break;
		byte = (guint8)(MAX(high, 0) << 4 | digit);
		if (high >= 0)
			g_byte_array_append(object, &byte, 1);
		high = high < 0 ? digit : -1;
	}
	return object;
}

GPtrArray *
rtf_objects(const char *bytes, size_t n_bytes, bool *ret_all)
{
	static const char begins[] = "\\objdata";
	GPtrArray *objects = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
	const char *end = bytes + n_bytes, *at = bytes;
	size_t n_total = 0;

	*ret_all = true;
	while (*ret_all && (at = memmem(at, (size_t)(end - at), begins, sizeof begins - 1))) {
		g_autoptr(GByteArray) object = NULL;

		at += sizeof begins - 1;
		object = rtf_digits(at, end);
		if (!rtf_is_embedded(object))
			continue;
		n_total += object->len;
		*ret_all = objects->len < OBJECT_MOST && n_total <= OBJECT_TOTAL_BYTES;
		if (*ret_all)
			g_ptr_array_add(objects, g_steal_pointer(&object));
	}
	return objects;
}
