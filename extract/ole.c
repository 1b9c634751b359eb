/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ole — the streams of an OLE2 container, by libgsf
 */
#include "extract/ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-gzip.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>

#define ZLIB_HEAD 2

/* The smallest container: what libgsf loads at its first use is loaded by it. */
static const unsigned char ole_smallest[512] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

GsfInfile *
ole_open(const void *bytes, size_t n_bytes)
{
	GsfInput *input = gsf_input_memory_new(bytes, (gsf_off_t)n_bytes, FALSE);
	GsfInfile *file = gsf_infile_msole_new(input, NULL);

	g_object_unref(input);
	return file;
}

/* libgsf tells of damage as if it were a mistake of ours; what it returns is enough. */
static void
ole_quiet(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)data;
}

void
ole_load(void)
{
	static gsize once;
	GsfInfile *file;

	if (!g_once_init_enter(&once))
		return;
	gsf_init();
	g_log_set_handler("libgsf:msole", G_LOG_LEVEL_MASK, ole_quiet, NULL);
	g_once_init_leave(&once, 1);
	file = ole_open(ole_smallest, sizeof ole_smallest);
	if (file)
		g_object_unref(file);
}

bool
ole_has(GsfInfile *storage, const char *name)
{
	GsfInput *stream = gsf_infile_child_by_name(storage, name);

	if (stream)
		g_object_unref(stream);
	return stream != NULL;
}

static bool
ole_bytes(GsfInput *stream, DocStream *ret)
{
	gsf_off_t size = stream ? gsf_input_size(stream) : -1;
	guint8 *bytes = NULL;

	if (size >= 0 && size <= OLE_STREAM_BYTES) {
		bytes = g_malloc((size_t)size + 1);
		if (size > 0 && !gsf_input_read(stream, (size_t)size, bytes))
			g_clear_pointer(&bytes, g_free);
	}
	ret->bytes = bytes;
	ret->n_bytes = bytes ? (size_t)size : 0;
	return bytes != NULL;
}

bool
ole_stream(GsfInfile *storage, const char *name, DocStream *ret)
{
	GsfInput *stream = gsf_infile_child_by_name(storage, name);
	bool good = ole_bytes(stream, ret);

	if (stream)
		g_object_unref(stream);
	return good;
}

GByteArray *
ole_unpacked(DocStream packed, size_t n_bytes)
{
	GsfInput *source, *input;
	DocStream bytes = { NULL, 0 };

	if (packed.n_bytes <= ZLIB_HEAD || n_bytes > OLE_STREAM_BYTES)
		return NULL;
	source = gsf_input_memory_new(packed.bytes + ZLIB_HEAD,
				      (gsf_off_t)(packed.n_bytes - ZLIB_HEAD), FALSE);
	input = g_object_new(GSF_INPUT_GZIP_TYPE, "raw", TRUE, "source", source,
			     "uncompressed-size", (gint64)n_bytes, NULL);
	g_object_unref(source);
	ole_bytes(input, &bytes);
	g_object_unref(input);
	return bytes.bytes ? g_byte_array_new_take((guint8 *)bytes.bytes, bytes.n_bytes) : NULL;
}

/* Of a storage the name alone. */
static void
ole_copy(GsfInput *from, const char *name, GsfOutfile *to)
{
	bool deeper = gsf_infile_num_children(GSF_INFILE(from)) >= 0;
	DocStream bytes = { NULL, 0 };
	GsfOutput *stream;

	if (!deeper && !ole_bytes(from, &bytes))
		return;
	stream = gsf_outfile_new_child(to, name, deeper);
	if (!deeper)
		gsf_output_write(stream, bytes.n_bytes, bytes.bytes);
	gsf_output_close(stream);
	g_object_unref(stream);
	g_free((void *)bytes.bytes);
}

GByteArray *
ole_alone(GsfInfile *storage)
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *file = gsf_outfile_msole_new(memory);
	GByteArray *alone = g_byte_array_new();
	gsf_off_t n_left = OLE_STREAM_BYTES;

	for (int i = 0; i < MIN(gsf_infile_num_children(storage), OLE_ALONE_STREAMS); i++) {
		GsfInput *stream = gsf_infile_child_by_index(storage, i);
		const char *name = gsf_infile_name_by_index(storage, i);

		if (stream && name && gsf_input_size(stream) <= n_left) {
			n_left -= gsf_input_size(stream);
			ole_copy(stream, name, file);
		}
		g_clear_object(&stream);
	}
	gsf_output_close(GSF_OUTPUT(file));
	g_object_unref(file);
	g_byte_array_append(alone, gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
			    (guint)gsf_output_size(memory));
	g_object_unref(memory);
	return alone;
}
