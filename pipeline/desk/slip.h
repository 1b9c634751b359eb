/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * slip — in which item the slips stand that a short letter puts right, and what it says then
 *
 * The items of the writer's unit of the last AMEND_DAYS. One that the letter names by title or
 * number goes before others; else it is the only one in which all the wrong words stand, each
 * once in its text, once in its title, or in both. Where several would fit, none does, and those
 * are named.
 *
 * Not here: reading the letter (slip_words), what becomes of the item (amend).
 */
#ifndef CHENGBAO_PIPELINE_DESK_SLIP_H
#define CHENGBAO_PIPELINE_DESK_SLIP_H

#include "pipeline/desk/judge.h"

typedef enum {
	SLIP_NONE,     /* the letter names none, or it is not certain which item it means */
	SLIP_PLACED,   /* title and text are the item's, put right */
	SLIP_ALREADY,  /* the item says so already */
	SLIP_UNPLACED, /* the letter names the item, but the words do not stand there once */
} SlipKind;

typedef struct {
	SlipKind kind;
	json_t *item; /* a row of item_get */
	char *title, *text;
	char *said;	 /* “1200台”应为“1020台” */
	GPtrArray *fits; /* where several would: the rows of item_of_unit, owned; else NULL */
	bool alone;	 /* the letter is short, and says nothing else */
} Slip;

void slip_clear(Slip *slip);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Slip, slip_clear)

/* title, text: what the letter says; since_us: older items are not looked at. Errors: STORE. */
bool slip_find(Desk *desk, const JudgeLetter *letter, const char *title, const char *text,
	       int64_t since_us, Slip *ret, GError **error);

#endif
