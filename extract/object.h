/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * object — the objects in documents: what their OLE2 containers hold
 *
 * An object is a container: of a document's own streams, of a stream that is a document (one of
 * newer programs, a PDF), or of a file that somebody put in, with its name.
 *
 * Promise: every length is checked against its stream; OBJECT_MOST objects of OBJECT_TOTAL_BYTES.
 * Not here: reading what was found (enclosed).
 */
#ifndef CHENGBAO_EXTRACT_OBJECT_H
#define CHENGBAO_EXTRACT_OBJECT_H

#include "extract/doc_text.h"

#define OBJECT_MOST 50
#define OBJECT_TOTAL_BYTES (50u << 20)
#define OBJECT_NAME_CHARACTERS 120

typedef enum {
	OBJECT_ITSELF,	/* these bytes are the document, if they are any */
	OBJECT_FILE,	/* it lies in them */
	OBJECT_NOTHING, /* a formula, a link, a control: no document */
} ObjectKind;

typedef struct {
	char *name;	/* of the file; NULL: it has none */
	DocStream file; /* in `stream`, or in the bytes that were opened */
	DocStream stream;
} Object;

/* What these bytes are; any will do. Gives: *ret, when OBJECT_FILE; free with object_clear.
 * Source: MS-OLEDS 2.2.5 (EmbeddedObject), 2.3.6 (OLENativeStream); the packager's structure is not
 * documented. */
ObjectKind object_open(const char *bytes, size_t n_bytes, Object *ret);
void object_clear(Object *object);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Object, object_clear)

/* The objects in a document of Word (ObjectPool), Excel (MBD…) or PowerPoint, in its order, each as
 * a container of its own: GByteArray *. Gives: *ret_all, are these all? Yours. */
GPtrArray *object_list(const char *bytes, size_t n_bytes, bool *ret_all);

#endif
