/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ole — the streams of an OLE2 container, by libgsf
 *
 * Promise: nothing larger than OLE_STREAM_BYTES, whatever the directory claims.
 * Not here: what the streams mean (doc, object).
 */
#ifndef CHENGBAO_EXTRACT_OLE_H
#define CHENGBAO_EXTRACT_OLE_H

#include "extract/doc_text.h"
#include "extract/extract.h"

#include <gsf/gsf-infile.h>

#define OLE_STREAM_BYTES EXTRACT_INPUT_BYTES /* of one stream */
#define OLE_ALONE_STREAMS 50		     /* of a storage that is copied */

/* Makes libgsf ready. Once per process, before any jail. */
void ole_load(void);

/* Borrows the bytes. NULL: they are no container, or it is damaged. Yours: g_object_unref. */
GsfInfile *ole_open(const void *bytes, size_t n_bytes);

bool ole_has(GsfInfile *storage, const char *name);

/* A whole stream. False: it is not there, or larger than the cap. Yours: bytes. */
bool ole_stream(GsfInfile *storage, const char *name, DocStream *ret);

/* What zlib packed into n_bytes; more than OLE_STREAM_BYTES is none. NULL: it is damaged. Yours. */
GByteArray *ole_unpacked(DocStream packed, size_t n_bytes);

/* The storage as a container of its own, of its streams; of storages in it the names. Yours. */
GByteArray *ole_alone(GsfInfile *storage);

#endif
