/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * drawn — words that Word, Excel and PowerPoint draw, in parts beside the text
 *
 * Diagrams (SmartArt), the titles and series of charts, WordArt and boxes of the older drawing
 * language, and what the masters of slides show on every page: a secrecy mark may stand there
 * and nowhere else.
 *
 * Not here: drawings in the text itself (docx), on a slide (pptx), on a sheet (xlsx).
 */
#ifndef CHENGBAO_EXTRACT_DRAWN_H
#define CHENGBAO_EXTRACT_DRAWN_H

#include "extract/package.h"
#include "extract/properties.h"

/* Appends the words of the diagrams of `folder` (word/, xl/, ppt/) to the text. As package_parse
 * otherwise. Source: ECMA-376 part 1, §21.4. */
bool drawn_diagrams(Package *package, const char *folder);

/* Adds to `words`, a line each, what else is drawn there: it often repeats the text. As
 * package_parse otherwise. Source: ECMA-376 part 1, §21.2 (charts), §19.3 (masters); part 4, §19.1
 * (VML). */
bool drawn_words(Package *package, const char *folder, Properties *words);

#endif
