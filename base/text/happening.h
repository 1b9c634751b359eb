/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * happening — what a report says happened: when, where, of what sort
 *
 * Two units tell of one accident in words that have nothing in common; day, place
 * (named_place) and sort are the same. Sorts are sets of words that mean the same occurrence
 * (起火, 失火, 浓烟): topics of rules are no help, since a fire and the week's fire inspection
 * have one.
 *
 * Takes folded text (fold). Not here: reading the moment out of a text (mail/field_time),
 * remembering (spool/seen).
 */
#ifndef CHENGBAO_BASE_TEXT_HAPPENING_H
#define CHENGBAO_BASE_TEXT_HAPPENING_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define HAPPENING_PLACES 12 /* of a text, the first */
#define HAPPENING_NEAR 120  /* minutes between two accounts of one moment */

typedef struct {
	int64_t day;	    /* days since the year 1, local; 0: not told */
	int minute;	    /* of that day; -1: not told */
	GPtrArray *places;  /* char *: 青石镇, 石桥村; in the text's order, each once */
	uint32_t sorts;	    /* a bit for each sort of which a word stands in the text */
	GPtrArray *numbers; /* char *: its quantities of two digits or more (quantity), no times */
} Happening;

/* `when`: RFC 3339 with the office's offset, midnight: the hour is not told; NULL or what is no
 * date: neither is the day. Yours. */
Happening *happening_read(const char *folded, const char *when);
void happening_free(Happening *happening);

/* May something that happened `when` be the same, as far as day and hour tell? */
bool happening_may_be(const Happening *happening, const char *when);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Happening, happening_free)

/* Adds to `keys` (int64_t, within 60 bits) what an index keeps it under: its day with each
 * place. `around`: of all days on which another account of the same moment may lie. None
 * when no day is told. */
void happening_keys(const Happening *happening, bool around, GArray *keys);

/* The places that both name, when they may well tell of one event: a day and a place in
 * common, no towns or villages that exclude each other, and
 *   a sort of sudden event; then hours may differ only where a village, a road or a firm is
 *   the same;
 *   or two of: more than the town, the hour, a number; the number, where both are of some
 *   sort. What happens every day (a meeting, an inspection) is no sort and needs these.
 * NULL: it is not the same as far as one can see. Of borrowed strings, the array is yours. */
GPtrArray *happening_same(const Happening *ours, const Happening *theirs);

/* Do they tell of different events, whatever their words: another day, town or village? */
bool happening_excludes(const Happening *ours, const Happening *theirs);

#endif
