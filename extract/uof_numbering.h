/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * uof_numbering — which numbers the paragraphs of a document in UOF have
 *
 * The lists stand before the body; a paragraph names one and its level in it.
 *
 * Not here: how a number is written (base/text/numbering_format).
 */
#ifndef CHENGBAO_EXTRACT_UOF_NUMBERING_H
#define CHENGBAO_EXTRACT_UOF_NUMBERING_H

#include "extract/markup.h"

#include <glib.h>

typedef struct UofNumbering UofNumbering;

UofNumbering *uof_numbering_new(void);
void uof_numbering_free(UofNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UofNumbering, uof_numbering_free)

/* Elements of the lists, and that of a paragraph, whose number is appended to `markup`; others are
 * passed over. Names without what version 2 puts behind them. */
void uof_numbering_start(UofNumbering *numbering, Markup *markup, const char *name);
void uof_numbering_end(UofNumbering *numbering, const char *name);
void uof_numbering_characters(UofNumbering *numbering, const char *bytes, size_t n_bytes);

#endif
