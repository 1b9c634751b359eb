/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * change — what a new text has and the old one has not
 *
 * By paragraph, as people count them: lines that are not empty. A paragraph that was
 * changed is told in pieces, one that came or went as a whole. A number is never torn:
 * 3200吨 became 3000吨, not 2 a 0.
 *
 * Takes text as written; blanks around a paragraph are no change. Not here: how it is
 * shown (publish/changes), which texts are alike (overlap).
 */
#ifndef CHENGBAO_BASE_TEXT_CHANGE_H
#define CHENGBAO_BASE_TEXT_CHANGE_H

#include <glib.h>

typedef enum { CHANGE_SAME, CHANGE_REMOVED, CHANGE_ADDED } ChangeKind;

typedef struct {
	ChangeKind kind;
	char *text;
} ChangePiece;

/* One paragraph that differs. */
typedef struct {
	guint was, now; /* its number in the old and in the new text, from 1; 0: not there */
	GArray *pieces; /* ChangePiece, in reading order: removed before added */
} ChangePlace;

/* The places in the order of the texts: an array of ChangePlace, yours (strings freed with
 * it); empty when nothing differs. */
GPtrArray *change_find(const char *was, const char *now);

#endif
