/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keys — the desk's side of the resolver: keys asked for, found, and kept for a while
 *
 * A key is kept as long as its record says, within bounds; in memory alone. What could not
 * be had is kept for seconds, so that many letters do not wait for one dead name server.
 *
 * Promise: every question is answered, KEYS_LOOK_S after its turn at the latest; nothing
 * blocks but keys_wait. An answer that is no answer is `again`, never `none`.
 * Not here: what a key proves (mail/dkim), how long a letter waits (pipeline/desk/proving).
 */
#ifndef CHENGBAO_PIPELINE_READING_KEYS_H
#define CHENGBAO_PIPELINE_READING_KEYS_H

#include "config/office.h"
#include "base/record.h"

#define KEYS_MAX 1000 /* kept at the same time */
#define KEYS_SHORTEST_S 60
#define KEYS_LONGEST_S (24 * 3600)
#define KEYS_NONE_S 300 /* that there is none is known for so long */
#define KEYS_AGAIN_S 5	/* that it could not be had */
#define KEYS_LOOK_S 30	/* for one name; then the resolver is ended */

typedef struct Keys Keys;

/* `keys`: [{"name","state","text"}], as records_job has them; borrowed. */
typedef void (*KeysDone)(void *closure, json_t *keys);

/* For an office (its directory, its resolver); `closed`: paths that the fence must not open,
 * taken. No process is started yet. */
Keys *keys_new(const Office *office, json_t *closed);
void keys_free(Keys *keys); /* closures are not called any more */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Keys, keys_free)

/* Asks for all `names` (a list of strings, borrowed). `done` may be called before this
 * returns. */
void keys_ask(Keys *keys, const json_t *names, KeysDone done, void *closure);

/* The same, waited for. Yours. */
json_t *keys_wait(Keys *keys, const json_t *names);

bool keys_is_for(const Keys *keys, const Office *office); /* is the name server still the one? */
bool keys_busy(const Keys *keys);			  /* does a question wait? */
int keys_fd(const Keys *keys);	     /* readable: call keys_hear; -1: nothing to hear */
int64_t keys_next(const Keys *keys); /* call it then, by the clock; INT64_MAX: never */
void keys_hear(Keys *keys);

#endif
