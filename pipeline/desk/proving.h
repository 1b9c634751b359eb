/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proving — the keys of a letter's signatures, and what they prove
 *
 * The reader, which has no network, names the keys that could prove a letter; the resolver
 * looks them up; a reader judges the letter by them. What it says replaces what the reading
 * said about evidence, before anything of the letter takes effect or a document is opened.
 *
 * Promise: the DNS is asked only below the domain of a sender whom the office knows: a
 * stranger's letter, or a reader in an attacker's hands, asks for nothing else.
 * Not here: how a letter waits (reading), signatures (mail/dkim), the DNS (keys).
 */
#ifndef CHENGBAO_PIPELINE_DESK_PROVING_H
#define CHENGBAO_PIPELINE_DESK_PROVING_H

#include "base/record.h"

struct Desk;
typedef struct DeskProving DeskProving;

/* `again`: a key could not be looked up for the moment, and without it nothing is proven. */
typedef void (*ProvingDone)(void *closure, bool again);

DeskProving *proving_new(struct Desk *desk);
void proving_free(DeskProving *proving);

/* Is there a key to be looked up, for a sender known at that time? */
bool proving_wanted(const struct Desk *desk, const json_t *reading, int64_t received_us);

/* May it wait until the DNS answers? A contributor's report may not: unproven it is flagged,
 * and comes to its editor now. */
bool proving_may_wait(const struct Desk *desk, const json_t *reading, int64_t received_us);

/* Looks the keys up and sets evidence* and keys of `reading`. `reading` and fd (the letter)
 * are borrowed until `done`, which may be called before this returns. */
void proving_begin(DeskProving *proving, json_t *reading, int fd, int64_t received_us,
		   ProvingDone done, void *closure);

/* For the desk's loop, as of keys. */
int proving_fd(const DeskProving *proving);
int64_t proving_next(const DeskProving *proving);
void proving_hear(DeskProving *proving);

#endif
