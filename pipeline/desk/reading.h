/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reading — letters between their arrival and their effect
 *
 * Each new letter is read by a jailed reader (identity, text, commands), its
 * documents by one extractor each, then judged. Readings finish in any order;
 * a letter takes effect only when no earlier one that is still unread may be
 * of the same correspondent or answer the same ask.
 *
 * Promise: who sent a letter and what it commands is fixed before any document
 * of it is opened. A letter that cannot be read is set aside with its reason. One whose
 * proof the DNS withholds waits an hour at most, and those behind it that are of the same
 * sender or ask; it is then judged as one without proof.
 * Not here: what a letter means for the office (judge).
 */
#ifndef CHENGBAO_PIPELINE_DESK_READING_H
#define CHENGBAO_PIPELINE_DESK_READING_H

#include "base/record.h"

struct Desk;
typedef struct DeskReading DeskReading;

DeskReading *reading_new(struct Desk *desk);
void reading_free(DeskReading *reading);

/* Hands new letters to the readers, as many as may be under way. Errors: STORE, CONFIG. */
bool reading_begin(DeskReading *reading, GError **error);

/* Lets those letters take effect whose turn it is. Errors: STORE. */
bool reading_finish(DeskReading *reading, GError **error);

/* Looks for new letters behind this one. 0, from the beginning: letters of before were
 * opened again. */
void reading_from(DeskReading *reading, int64_t letter);

/* Letters under way; letters that wait for the DNS to give a key. */
size_t reading_pending(const DeskReading *reading);
size_t reading_waiting(const DeskReading *reading);

/* When the first of those is read again, by the clock; INT64_MAX: none. */
int64_t reading_next(const DeskReading *reading);

#endif
