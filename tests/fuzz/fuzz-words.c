/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-words — any bytes as a header value, a parameter and a file name
 */
#include <stdint.h>
#include <string.h>

#include "base/text/charset.h"
#include "base/text/utf8.h"
#include "mail/encode.h"
#include "mail/words.h"

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
	charset_load(NULL);
	g_autofree char *text = words_decode((const char *)bytes, n_bytes);
	g_assert(utf8_valid(text, strlen(text)) && !strpbrk(text, "\r\n"));
	g_autofree char *written = encode_header_text(text);
	g_autofree char *back = words_decode(written, strlen(written));
	g_assert(strcmp(text, back) == 0);
	g_autofree char *value = words_parameter((const char *)bytes, n_bytes, "name");
	g_autofree char *name = words_file_name(value ? value : text);
	g_assert(!name || (!strpbrk(name, "/\\\r\n\"") && strlen(name) <= WORDS_FILE_NAME_BYTES));
	return 0;
}
