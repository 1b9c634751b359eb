/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pptx — the text of a PowerPoint presentation
 *
 * Slides in their order, diagrams, notes, comments; then what charts, masters and properties say
 * beyond that.
 *
 * Not here: the archive (package) and its caps.
 */
#ifndef CHENGBAO_EXTRACT_PPTX_H
#define CHENGBAO_EXTRACT_PPTX_H

#include "extract/extract.h"

#define PPTX_SLIDES 2000

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: ECMA-376 part 1, §19. */
void pptx_read(const char *bytes, size_t n_bytes, Extracted *ret);

#endif
