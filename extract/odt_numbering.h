/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odt_numbering — which numbers the paragraphs of an OpenDocument have
 *
 * A list style says how each level is written. Lists stand in one another; the outermost names its
 * style, or the style of its paragraphs does; it begins anew unless it says which one it goes on
 * with. Headings outside of lists are counted by the outline.
 *
 * Promise: no more than NUMBERING_MOST list styles, lists and styles each are kept.
 * Not here: counting and writing (numbering).
 */
#ifndef CHENGBAO_EXTRACT_ODT_NUMBERING_H
#define CHENGBAO_EXTRACT_ODT_NUMBERING_H

#include "extract/markup.h"

typedef struct OdtNumbering OdtNumbering;

/* Never NULL; free with odt_numbering_free. Source: ODF 1.3 part 3, §5.3 (lists), §16.30 to
 * §16.34 (list styles, outline). */
OdtNumbering *odt_numbering_new(void);
void odt_numbering_free(OdtNumbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdtNumbering, odt_numbering_free)

/* At the start and the end of each element, of the styles' part and then of the body's. True: the
 * element is a paragraph that begins with `out`, which is emptied before. */
bool odt_numbering_start(OdtNumbering *numbering, Markup *markup, const char *name, GString *out);
void odt_numbering_end(OdtNumbering *numbering, const char *name);

#endif
