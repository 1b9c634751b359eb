/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbering — the numbers that programs write before paragraphs: 一、 （二） 3.
 *
 * They stand nowhere in the text: a paragraph names a list and a level, the list says how each
 * level is written and where it begins. A paragraph of one level lets the deeper ones begin anew.
 *
 * Not here: how a format says all that (docx_numbering, doc_numbering, odt_numbering), how a
 * number is written (base/text/numbering_format).
 */
#ifndef CHENGBAO_EXTRACT_NUMBERING_H
#define CHENGBAO_EXTRACT_NUMBERING_H

#include <glib.h>
#include <stdbool.h>

#define NUMBERING_MOST 4000 /* lists, uses, styles each that a format's reader keeps */
#define NUMBERING_LEVELS 9  /* deeper ones are the last */
#define NUMBERING_NAME 64   /* bytes of a style's id, a format, the words about a number */

typedef struct {
	unsigned start;
	bool legal;		     /* all levels in decimals */
	char format[NUMBERING_NAME]; /* ST_NumberFormat: chineseCounting, decimal, bullet … */
	char words[NUMBERING_NAME];  /* %1 in them is the first level's number */
} NumberingLevel;

/* How the levels are written, and how far they are counted. */
typedef struct {
	NumberingLevel levels[NUMBERING_LEVELS];
	unsigned counts[NUMBERING_LEVELS];
	bool begun[NUMBERING_LEVELS];
} NumberingList;

/* What a paragraph names. Several uses may count on in one list. */
typedef struct {
	NumberingList *list;		       /* borrowed; NULL: unknown */
	NumberingLevel *own[NUMBERING_LEVELS]; /* in place of the list's; NULL: that one */
	int starts[NUMBERING_LEVELS]; /* where its first paragraph begins anew; -1: it counts on */
	bool used;
} NumberingUse;

/* Sets the words about a number: as many whole characters as fit. */
void numbering_words(NumberingLevel *level, const char *words);

/* One of this list that counts on. Free with numbering_use_clear, which takes one. */
NumberingUse numbering_use(NumberingList *list);
void numbering_use_clear(void *use);

/* From now on this level is written so. */
void numbering_own(NumberingUse *use, unsigned at, NumberingLevel level);

/* Counts a paragraph of this level, 0 the outermost, and appends its number to `out`, with a blank
 * where the words might run into it; nothing for a bullet, or where the list is unknown. */
void numbering_next(NumberingUse *use, unsigned level, GString *out);

/* A blank where words would run into what `out` ends with: 1. and 2万 would make 1.2万. */
void numbering_apart(GString *out);

/* Appends a number that a program wrote out, apart from the words behind it; nothing for what is a
 * bullet. */
void numbering_label(const char *label, GString *out);

#endif
