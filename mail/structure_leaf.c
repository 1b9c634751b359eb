/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_leaf — a leaf's bytes decoded in pieces, so that a large file takes no memory
 *
 * The stream is read a piece at a time; each goes to the hash, to the kept bytes and to the
 * file, whichever are wanted. base64 is undone here: gmime stops at the first `=`, but some
 * programs encode a text line by line, each with its own end.
 */
#include "mail/structure_leaf.h"

#include "base/files.h"
#include "base/hash.h"
#include "base/text/base64.h"

#define LEAF_PIECE_BYTES 16384

/* The decoded content as a stream. NULL: there is none. Yours. */
static GMimeStream *
leaf_stream(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *raw = content ? g_mime_data_wrapper_get_stream(content) : NULL;
	GMimeContentEncoding encoding = content ? g_mime_data_wrapper_get_encoding(content)
						: GMIME_CONTENT_ENCODING_DEFAULT;
	GMimeStream *stream;

	if (!raw)
		return NULL;
	g_mime_stream_reset(raw);
	stream = g_mime_stream_filter_new(raw);
	if (encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
	    encoding == GMIME_CONTENT_ENCODING_UUENCODE) {
		GMimeFilter *filter = g_mime_filter_basic_new(encoding, FALSE);

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

static bool
leaf_is_base64(GMimeObject *object)
{
	GMimeDataWrapper *content =
		GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : NULL;

	return content &&
	       g_mime_data_wrapper_get_encoding(content) == GMIME_CONTENT_ENCODING_BASE64;
}

bool
structure_leaf_decode(GMimeObject *object, size_t keep_bytes, int fd, StructureLeaf *ret,
		      GError **error)
{
	g_autoptr(GMimeStream) stream = GMIME_IS_MESSAGE_PART(object)
						? leaf_letter(GMIME_MESSAGE_PART(object))
					: GMIME_IS_PART(object) ? leaf_stream(GMIME_PART(object))
								: NULL;
	g_autoptr(GByteArray) kept = g_byte_array_new();
	g_autoptr(Hash) hash = hash_new();
	bool is_base64 = leaf_is_base64(object);
	Base64 base64 = { 0 };
	char piece[LEAF_PIECE_BYTES];
	size_t n_bytes = 0;
	ssize_t n;

	while (stream && (n = g_mime_stream_read(stream, piece, sizeof piece)) > 0) {
		if (is_base64)
			n = (ssize_t)base64_undo(&base64, piece, (size_t)n, piece);
		n_bytes += (size_t)n;
		hash_add(hash, piece, (size_t)n);
		if (n_bytes > keep_bytes)
			g_clear_pointer(&kept, g_byte_array_unref);
		if (kept)
			g_byte_array_append(kept, (const guint8 *)piece, (guint)n);
		if (fd >= 0 && !files_write(fd, piece, (size_t)n, error))
			return false;
	}
	if (kept)
		g_byte_array_append(kept, (const guint8 *)"", 1);
	ret->bytes = kept ? (char *)g_byte_array_free(g_steal_pointer(&kept), FALSE) : NULL;
	ret->n_bytes = n_bytes;
	ret->sha256 = hash_take_hex(hash);
	return true;
}
