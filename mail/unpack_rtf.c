/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_rtf — Outlook's compressed RTF (LZFu)
 *
 * A ring of 4096 bytes that begins with the words RTF uses most; tokens are
 * single bytes or references (place, length) into the ring, eight to a control
 * byte; a reference to the place that is written next ends it.
 */
#include "mail/unpack_rtf.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define RTF_HEADER_BYTES 16
#define RTF_COMPRESSED 0x75465a4cu   /* LZFu */
#define RTF_UNCOMPRESSED 0x414c454du /* MELA */
#define RTF_RING 4096u

static const char rtf_words[] =
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
	"\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{"
	"\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct {
	unsigned char ring[RTF_RING];
	unsigned at;
	GByteArray *out;
	size_t max_bytes;
} Rtf;

static uint32_t
rtf_number(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static bool
rtf_put(Rtf *rtf, unsigned char c)
{
	if (rtf->out->len >= rtf->max_bytes)
		return false;
	rtf->ring[rtf->at] = c;
	rtf->at = (rtf->at + 1) % RTF_RING;
	g_byte_array_append(rtf->out, &c, 1);
	return true;
}

/* One reference. *ret_end: it was the last. */
static bool
rtf_reference(Rtf *rtf, unsigned char high, unsigned char low, bool *ret_end)
{
	unsigned place = (unsigned)high << 4 | low >> 4;
	unsigned length = (low & 15u) + 2;

	*ret_end = place == rtf->at;
	for (unsigned i = 0; !*ret_end && i < length; i++)
		if (!rtf_put(rtf, rtf->ring[(place + i) % RTF_RING]))
			return false;
	return true;
}

static bool
rtf_expand(Rtf *rtf, const unsigned char *bytes, size_t n)
{
	size_t i = 0;
	bool end = false;

	while (i < n && !end) {
		unsigned control = bytes[i++];

		for (unsigned bit = 0; bit < 8 && i < n && !end; bit++) {
			if (!(control & 1u << bit)) {
				if (!rtf_put(rtf, bytes[i++]))
					return false;
				continue;
			}
			if (i + 2 > n || !rtf_reference(rtf, bytes[i], bytes[i + 1], &end))
				return false;
			i += 2;
		}
	}
	return true;
}

char *
unpack_rtf(const char *bytes, size_t n_bytes, size_t max_bytes, size_t *ret_n_bytes)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autofree Rtf *rtf = g_new0(Rtf, 1);
	uint32_t n_raw, kind;

	if (n_bytes < RTF_HEADER_BYTES)
		return NULL;
	n_raw = rtf_number(bytes + 4);
	kind = rtf_number(bytes + 8);
	rtf->out = out;
	rtf->max_bytes = MIN(max_bytes, n_raw);
	rtf->at = sizeof rtf_words - 1;
	memcpy(rtf->ring, rtf_words, sizeof rtf_words - 1);
	memset(rtf->ring + rtf->at, ' ', RTF_RING - rtf->at);
	if (n_raw > max_bytes)
		return NULL;
	if (kind == RTF_UNCOMPRESSED)
		g_byte_array_append(out, (const guint8 *)bytes + RTF_HEADER_BYTES,
				    (guint)MIN(n_raw, n_bytes - RTF_HEADER_BYTES));
	else if (kind != RTF_COMPRESSED ||
		 (!rtf_expand(rtf, (const unsigned char *)bytes + RTF_HEADER_BYTES,
			      n_bytes - RTF_HEADER_BYTES) &&
		  out->len < n_raw))
		return NULL;
	*ret_n_bytes = out->len;
	g_byte_array_append(out, (const guint8 *)"", 1);
	return (char *)g_byte_array_free(g_steal_pointer(&out), FALSE);
}
