/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_leaf — a leaf's bytes decoded in pieces, so that a large file takes no memory
 *
 * The stream is read a piece at a time; each goes to the hash, to the kept bytes and to the
 * file, whichever are wanted. base64 and quoted-printable are undone here: gmime stops at the
 * first `=` of base64, but some programs encode a text line by line, each with its own end; and
 * it knows no broken line behind a blank. What is called base64 and is none is taken as it is.
 */
#include "mail/structure_leaf.h"

#include "base/files.h"
#include "base/hash.h"
#include "base/text/base64.h"
#include "base/text/quoted.h"
#include "mail/structure_head.h"

#include <string.h>

#define LEAF_PIECE_BYTES 16384
#define LEAF_LOOK_BYTES 512 /* of a part, by which it is told whether it is encoded at all */
#define LEAF_RULE 4	    /* signs that rule off what a list wrote below */
#define LEAF_STRAY 6	    /* of so many characters one may be none of base64 */

typedef enum { LEAF_PLAIN, LEAF_BASE64, LEAF_QUOTED, LEAF_UU } LeafEncoding;

/* A decoding as it goes on. */
typedef struct {
	LeafEncoding encoding;
	Base64 base64;
	Quoted quoted;
	bool begun, padded, ended; /* padded: base64 has come to an end once */
} Leaf;

/* Home-made programs write Base-64, x-base64, quoted printable. */
static LeafEncoding
leaf_encoding(GMimeObject *object)
{
	g_autofree char *name = structure_head_encoding(object);
	g_auto(GStrv) pieces = g_strsplit(name ? name : "", "-", -1);
	g_autofree char *plain = g_strjoinv("", pieces);

	if (g_str_has_suffix(plain, "base64"))
		return LEAF_BASE64;
	if (g_str_has_prefix(plain, "quoted"))
		return LEAF_QUOTED;
	return strstr(plain, "uue") ? LEAF_UU : LEAF_PLAIN;
}

/* The content as a stream, still encoded but for uuencode. NULL: there is none. Yours. */
static GMimeStream *
leaf_stream(GMimePart *part, LeafEncoding encoding)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *raw = content ? g_mime_data_wrapper_get_stream(content) : NULL;
	GMimeStream *stream;

	if (!raw)
		return NULL;
	g_mime_stream_reset(raw);
	stream = g_mime_stream_filter_new(raw);
	if (encoding == LEAF_UU) {
		GMimeFilter *filter =
			g_mime_filter_basic_new(GMIME_CONTENT_ENCODING_UUENCODE, FALSE);

		g_mime_stream_filter_add(GMIME_STREAM_FILTER(stream), filter);
		g_object_unref(filter);
	}
	return stream;
}

/* A letter inside: written out whole, as gmime reads it. Yours. */
static GMimeStream *
leaf_letter(GMimeMessagePart *part)
{
	GMimeMessage *message = g_mime_message_part_get_message(part);
	GMimeStream *stream = g_mime_stream_mem_new();

	if (message)
		g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL, stream);
	g_mime_stream_reset(stream);
	return stream;
}

/* Does a line begin with signs that rule it off? In the alphabet of addresses - and _ are digits,
 * but no four of one kind follow one another. */
static bool
leaf_is_rule(const char *at, size_t n)
{
	size_t n_same = 0;

	while (n_same < n && at[n_same] == at[0])
		n_same++;
	return (at[0] == '-' || at[0] == '_') &&
	       (n_same >= LEAF_RULE ||
		(n_same > 1 && (n_same == n || base64_digit(at[n_same]) < 0)));
}

/* Up to a line of -- or __, below which a mailing list wrote something more, or one that begins
 * as no line of base64 does. */
static size_t
leaf_footer(const char *piece, size_t n)
{
	const char *at = piece, *end = piece + n;

	while (end - at > 1) {
		if (leaf_is_rule(at, (size_t)(end - at)) ||
		    (at > piece && (unsigned char)at[0] >= 0x80))
			return (size_t)(at - piece);
		at = memchr(at, '\n', (size_t)(end - at));
		if (!at)
			break;
		at++;
	}
	return n;
}

/* Text that a program called base64 and did not encode? */
static bool
leaf_is_text(const char *piece, size_t n)
{
	size_t n_own = leaf_footer(piece, MIN(n, LEAF_LOOK_BYTES));
	size_t n_stray = 0, n_look = n_own > 0 ? n_own : MIN(n, LEAF_LOOK_BYTES);

	for (size_t i = 0; i < n_look; i++) {
		char c = piece[i];

		n_stray += c != '\r' && c != '\n' && c != '=' && base64_digit(c) < 0;
	}
	return n_stray * LEAF_STRAY > n_look;
}

/* Up to what follows the padding and is no base64: another base64 may well follow it. */
static size_t
leaf_behind_padding(Leaf *leaf, const char *piece, size_t n)
{
	const char *from = leaf->padded ? piece : memchr(piece, '=', n);

	if (!from)
		return n;
	leaf->padded = true;
	for (const char *at = from; at < piece + n; at++) {
		if (*at == '\n')
			from = at + 1;
		else if (base64_digit(*at) < 0 && !strchr("= \t\r", *at))
			return (size_t)(from - piece);
	}
	return n;
}

static size_t
leaf_base64(Leaf *leaf, const char *piece, size_t n, char *ret)
{
	size_t n_own = leaf->ended ? 0 : leaf_behind_padding(leaf, piece, leaf_footer(piece, n));

	leaf->ended |= n_own < n;
	return base64_undo(&leaf->base64, piece, n_own, ret);
}

/* The bytes of a piece; n = 0: of its end. */
static size_t
leaf_undo(Leaf *leaf, const char *piece, size_t n, char *ret)
{
	if (leaf->encoding == LEAF_BASE64 && !leaf->begun && leaf_is_text(piece, n))
		leaf->encoding = LEAF_PLAIN;
	leaf->begun = true;
	if (leaf->encoding == LEAF_BASE64)
		return leaf_base64(leaf, piece, n, ret);
	if (leaf->encoding == LEAF_QUOTED)
		return n > 0 ? quoted_undo(&leaf->quoted, piece, n, ret)
			     : quoted_end(&leaf->quoted, ret);
	memmove(ret, piece, n);
	return n;
}

static bool
leaf_decode(GMimeObject *object, LeafEncoding encoding, size_t keep_bytes, int fd,
	    StructureLeaf *ret, GError **error)
{
	bool is_letter = GMIME_IS_MESSAGE_PART(object);
	Leaf leaf = { .encoding = encoding };
	g_autoptr(GMimeStream) stream = is_letter ? leaf_letter(GMIME_MESSAGE_PART(object))
					: GMIME_IS_PART(object)
						? leaf_stream(GMIME_PART(object), leaf.encoding)
						: NULL;
	g_autoptr(GByteArray) kept = g_byte_array_new();
	g_autoptr(Hash) hash = NULL;
	char undone[LEAF_PIECE_BYTES];
	char *piece = undone + QUOTED_SPARE_BYTES; /* read here, undone over itself */
	size_t n_bytes = 0;

	for (bool more = stream != NULL; more;) {
		ssize_t n_read =
			g_mime_stream_read(stream, piece, LEAF_PIECE_BYTES - QUOTED_SPARE_BYTES);
		size_t n = leaf_undo(&leaf, piece, (size_t)MAX(n_read, 0), undone);

		more = n_read > 0;
		n_bytes += n;
		if (kept && n_bytes > keep_bytes) {
			hash = hash_new();
			hash_add(hash, kept->data, kept->len);
			g_clear_pointer(&kept, g_byte_array_unref);
		}
		if (kept)
			g_byte_array_append(kept, (const guint8 *)undone, (guint)n);
		else
			hash_add(hash, undone, n);
		if (fd >= 0 && n > 0 && !files_write(fd, undone, n, error))
			return false;
	}
	if (kept)
		g_byte_array_append(kept, (const guint8 *)"", 1);
	ret->bytes = kept ? (char *)g_byte_array_free(g_steal_pointer(&kept), FALSE) : NULL;
	ret->n_bytes = n_bytes;
	ret->sha256 = hash ? hash_take_hex(hash) : NULL;
	return true;
}

bool
structure_leaf_decode(GMimeObject *object, size_t keep_bytes, int fd, StructureLeaf *ret,
		      GError **error)
{
	LeafEncoding encoding = GMIME_IS_MESSAGE_PART(object) ? LEAF_PLAIN : leaf_encoding(object);

	if (!leaf_decode(object, encoding, keep_bytes, fd, ret, error))
		return false;
	if (encoding != LEAF_UU || ret->n_bytes > 0)
		return true;
	/* No file begins in it: it is taken as it stands. */
	g_free(ret->bytes);
	g_free(ret->sha256);
	return leaf_decode(object, LEAF_PLAIN, keep_bytes, fd, ret, error);
}
