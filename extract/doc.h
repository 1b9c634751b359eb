/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc — documents in an OLE2 container: Word 97-2003 and Kingsoft WPS
 *
 * Both keep their text in the same streams. What else comes in such a container
 * (Excel, PowerPoint, a saved mail, Microsoft Works, Word 95) is named and refused.
 *
 * Not here: the text in the streams (doc_text).
 */
#ifndef CHENGBAO_EXTRACT_DOC_H
#define CHENGBAO_EXTRACT_DOC_H

#include "extract/extract.h"

#define DOC_STREAM_BYTES EXTRACT_INPUT_BYTES /* of one stream */

/* Makes libgsf ready. Once per process, before any jail. */
void doc_load(void);

/* Fills outcome, why, content and, where it is known better, type of *ret. */
void doc_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
