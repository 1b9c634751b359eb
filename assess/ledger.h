/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ledger — what an event is worth, and to whom
 *
 * Not here: numbering and keeping entries (spool/).
 */
#ifndef CHENGBAO_ASSESS_LEDGER_H
#define CHENGBAO_ASSESS_LEDGER_H

#include <jansson.h>

#include "assess/scheme.h"

/* The entries of one event, in the order of its shares.
 *
 * Event:  {"type":"issued|adopted|undone","item":12,"journal":"…","level":"…","kind":"…",
 *          "superior":"…","at_us":0,"letter":9,"shares":[{"unit":"…","person":"…",
 *          "hundredths":10000}],"event":77}; all but type and shares may be absent or null.
 *          "undone" takes back what the same event gave (adopted when it has a superior, or a
 *          level and no journal; else issued); "of_at_us" is when that was, else at_us.
 * Gives:  a list, yours, of {"rule":"FILE:LINE","unit","person","hundredths","why","item",
 *          "letter","at_us","event"}; empty when no rule fits. `event` is the event's
 *          "event" (its number) where it has one, else its type.
 * Units:  hundredths of a point; they sum exactly to the rule's points (largest
 *          remainder; equal remainders go to the earlier share).
 */
json_t *ledger_entries(const Scheme *scheme, const json_t *event);

#endif
