/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-unpack — any bytes as a text with uuencoded files, a TNEF container and
 * a compressed RTF
 */
#include "base/text/charset.h"
#include "mail/unpack.h"
#include "mail/unpack_rtf.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
found(void *data, const char *name, const char *media_type, const char *bytes, size_t n_bytes)
{
	size_t *total = data;

	g_assert(g_utf8_validate(name, -1, NULL) && !strchr(name, '/'));
	g_assert(g_str_is_ascii(media_type) && strchr(media_type, '/'));
	for (size_t i = 0; i < n_bytes; i++)
		*total += (unsigned char)bytes[i];
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	size_t total = 0;
	size_t n = 0;
	g_autofree char *rest = NULL;
	g_autofree char *rtf = unpack_rtf(bytes, size, 1 << 20, &n);

	charset_load(NULL);
	g_assert(!rtf || n <= 1 << 20);
	rest = unpack_uuencode(bytes, size, found, &total, &n);
	g_free(unpack_signed(bytes, size, &n));
	unpack_tnef(bytes, size, found, &total);
	return 0;
}
