/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ole — writes Word 97 documents in their OLE2 container, for tests
 *
 * The text is given in pieces, as Word keeps it after many saves: each piece in
 * one of its two forms, anywhere in the stream.
 */
#ifndef CHENGBAO_TESTS_OLE_H
#define CHENGBAO_TESTS_OLE_H

#include <glib.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const char *text; /* UTF-8, or the very bytes when narrow */
	bool narrow;	  /* eight bits a character */
} OlePiece;

typedef struct {
	const char *name;
	const void *bytes;
	size_t n_bytes;
} OleStream;

#define OLE_HEADER 0x200

static inline void
ole_number(GByteArray *out, size_t at, uint32_t number, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		out->data[at + i] = (guint8)(number >> 8 * i);
}

static inline void
ole_add(GByteArray *out, uint32_t number, unsigned n)
{
	guint at = out->len;

	g_byte_array_set_size(out, at + n);
	ole_number(out, at, number, n);
}

/* A container with these streams. Yours. */
static inline GByteArray *
ole_container(const OleStream *streams, size_t n_streams)
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *file = gsf_outfile_msole_new(memory);
	GByteArray *out = g_byte_array_new();

	for (size_t i = 0; i < n_streams; i++) {
		GsfOutput *stream = gsf_outfile_new_child(file, streams[i].name, FALSE);

		gsf_output_write(stream, streams[i].n_bytes, streams[i].bytes);
		gsf_output_close(stream);
		g_object_unref(stream);
	}
	gsf_output_close(GSF_OUTPUT(file));
	g_object_unref(file);
	g_byte_array_append(out, gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
			    (guint)gsf_output_size(memory));
	g_object_unref(memory);
	return out;
}

/* The two streams of a document; in the table a Prc stands before the pieces. */
static inline void
ole_streams(const OlePiece *pieces, size_t n, GByteArray *word, GByteArray *table)
{
	g_autoptr(GByteArray) descriptors = g_byte_array_new();
	uint32_t n_characters = 0;
	guint clx;

	g_byte_array_set_size(word, OLE_HEADER);
	memset(word->data, 0, OLE_HEADER);
	ole_number(word, 0, 0xa5ec, 2);
	ole_number(word, 2, 0x00c1, 2);
	ole_number(word, 0x0a, 0x0200, 2);
	g_byte_array_append(table, (const guint8 *)"elsewhere", 9);
	clx = table->len;
	ole_add(table, 1, 1);
	ole_add(table, 4, 2);
	ole_add(table, 0xdeadbeef, 4);
	ole_add(table, 2, 1);
	ole_add(table, (uint32_t)(n * 12 + 4), 4);
	for (size_t i = 0; i < n; i++) {
		glong units = (glong)strlen(pieces[i].text);
		g_autofree gunichar2 *wide =
			pieces[i].narrow ? NULL
					 : g_utf8_to_utf16(pieces[i].text, -1, NULL, &units, NULL);
		uint32_t place = word->len;

		ole_add(table, n_characters, 4);
		n_characters += (uint32_t)units;
		ole_add(descriptors, 0, 2);
		ole_add(descriptors, pieces[i].narrow ? place * 2 | 0x40000000u : place, 4);
		ole_add(descriptors, 0, 2);
		for (glong k = 0; k < units; k++)
			ole_add(word, wide ? wide[k] : (guint8)pieces[i].text[k], wide ? 2 : 1);
		ole_add(word, 0, 1); /* pieces need not be even */
	}
	ole_add(table, n_characters, 4);
	g_byte_array_append(table, descriptors->data, descriptors->len);
	ole_number(word, 0x01a2, clx, 4);
	ole_number(word, 0x01a6, table->len - clx, 4);
}

/* A whole document. Yours. */
static inline GByteArray *
ole_document(const OlePiece *pieces, size_t n)
{
	g_autoptr(GByteArray) word = g_byte_array_new();
	g_autoptr(GByteArray) table = g_byte_array_new();
	OleStream streams[2];

	ole_streams(pieces, n, word, table);
	streams[0] = (OleStream){ "WordDocument", word->data, word->len };
	streams[1] = (OleStream){ "1Table", table->data, table->len };
	return ole_container(streams, 2);
}

#endif
