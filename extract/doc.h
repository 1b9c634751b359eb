/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc — documents in an OLE2 container: Word 97-2003 and Kingsoft WPS
 *
 * Both keep their text in the same streams. What else comes in such a container
 * (Excel, PowerPoint, a saved mail, Microsoft Works, Word 95) is named and refused.
 *
 * Not here: the container (ole), the text in the streams (doc_text), what lies in a document
 * (object).
 */
#ifndef CHENGBAO_EXTRACT_DOC_H
#define CHENGBAO_EXTRACT_DOC_H

#include "extract/extract.h"

/* Fills outcome, why, content and, where it is known better, type of *ret. */
void doc_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
