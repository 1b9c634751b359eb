/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * uof — the words of a document in the Uniform Office Format (标文通): text, table, presentation
 *
 * Version 1 is one XML file, version 2 a package of such. Text of drawings stands apart from the
 * place that shows it and is kept until that place comes; what no place shows stands at the end.
 *
 * Not here: how its lists are numbered (uof_numbering).
 */
#ifndef CHENGBAO_EXTRACT_UOF_H
#define CHENGBAO_EXTRACT_UOF_H

#include "extract/extract.h"

#include <stddef.h>

#define UOF_OBJECTS 4000 /* drawings with words that are kept */
#define UOF_ROUTES 16	 /* texts in one another: a drawing's in a note */

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: GB/T 20916-2007 and what LibreOffice writes of it; names of version 2 end in _XXXX. */
void uof_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
