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

/* Where diagrams lie in a folder. Source: ECMA-376 part 1, §21.4. */
#define DRAWN_DIAGRAMS "diagrams/data"

/* Appends the words of all parts of `folder` (word/, xl/, ppt/) whose names begin so, which have
 * paragraphs as a drawing has them, to the text. As package_parse otherwise. */
bool drawn_paragraphs(Package *package, const char *folder, const char *begins);

/* Adds to `words`, a line each, what else is drawn there: it often repeats the text. As
 * package_parse otherwise. Source: ECMA-376 part 1, §21.2 (charts), §19.3 (masters); part 4, §19.1
 * (VML). */
bool drawn_words(Package *package, const char *folder, Properties *words);

#endif
