/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rtf_objects — the objects in a Rich Text document
 *
 * Promise: time linear in the document; OBJECT_MOST objects of OBJECT_TOTAL_BYTES.
 * Not here: what an object's bytes hold (object), the words around it (rtf).
 */
#ifndef CHENGBAO_EXTRACT_RTF_OBJECTS_H
#define CHENGBAO_EXTRACT_RTF_OBJECTS_H

#include <glib.h>
#include <stdbool.h>

/* Their bytes, in their order: GByteArray *. Gives: *ret_all, are these all? Yours.
 * Source: Rich Text Format Specification 1.9.1, Objects. */
GPtrArray *rtf_objects(const char *bytes, size_t n_bytes, bool *ret_all);

#endif
