/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbering — the numbers that Word writes before paragraphs: 一、 （二） 3.
 *
 * They stand nowhere in the text: a paragraph, or its style, names a list and a level; the lists
 * say how each level is written and where it begins.
 *
 * Promise: no more than NUMBERING_MOST lists, styles or levels each are kept.
 * Not here: bullets, which say nothing.
 */
#ifndef CHENGBAO_EXTRACT_NUMBERING_H
#define CHENGBAO_EXTRACT_NUMBERING_H

#include "extract/package.h"

#define NUMBERING_MOST 4000

typedef struct Numbering Numbering;

/* Reads the lists and styles of a Word document. False when the package stopped.
 * Gives: *ret, also then; NULL: it has no lists; free with numbering_free. Source: ECMA-376 part 1,
 * §17.9, §17.7.4. */
bool numbering_read(Package *package, Numbering **ret);
void numbering_free(Numbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Numbering, numbering_free)

/* At the start and the end of each element of the body: appends the number of a paragraph where
 * its properties end. */
void numbering_start(Numbering *numbering, Markup *markup, const char *name);
void numbering_end(Numbering *numbering, Markup *markup, const char *name);

/* How `format` (ST_NumberFormat: chineseCounting, decimal …) writes a number. Appends to `out`;
 * nothing for what is no number. */
void numbering_format(const char *format, unsigned number, GString *out);

#endif
