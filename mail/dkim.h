/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dkim — a letter's own proof: a DKIM signature of the domain in From
 *
 * The keys come from outside as text: without them it says which ones are needed, with them
 * what they prove. A signature counts when it is of exactly From's domain, covers From,
 * Subject and the whole body, and was in force when the letter came.
 *
 * Promise: `passed` only for a letter that the domain's key has signed whole; nothing here
 * opens a file or a connection.
 * Not here: where keys come from (pipeline/reading/keys), what a proof allows (pipeline/desk).
 */
#ifndef CHENGBAO_MAIL_DKIM_H
#define CHENGBAO_MAIL_DKIM_H

#include <stdint.h>

#include "mail/scan.h"

#define DKIM_SIGNATURES_MAX 8 /* signatures of a letter that are looked at, from the top */
#define DKIM_KEY_BYTES 1000   /* of a key's text: libopendkim takes 1023; RSA of 4096 bits 750 */

typedef enum { DKIM_KEY_FOUND, DKIM_KEY_NONE, DKIM_KEY_AGAIN } DkimKeyState;

/* What the DNS says at a name. The text is hostile. */
typedef struct {
	const char *name; /* SELECTOR._domainkey.DOMAIN, in lower case */
	DkimKeyState state;
	const char *text; /* when found */
} DkimKey;

typedef struct {
	bool passed;
	bool again;   /* not passed, and a key could not be looked up for the moment */
	char **names; /* keys that were not given; empty: the verdict is complete */
	char *why;    /* in words, one line of valid UTF-8; never NULL */
} DkimVerdict;

/* Judges the letter by `n_keys` keys (none: it only says which are needed).
 * `from_domain`: of the one clean From, ASCII; NULL: nothing passes. `received_us`: when the
 * letter came: by then the signature must be in force; one that has expired since counts no
 * more either, since libopendkim asks the clock.
 * Clear with dkim_clear. Source: RFC 6376, RFC 8301, RFC 8463; CONTRACT "Proof". */
void dkim_examine(const Scan *scan, const char *from_domain, int64_t received_us,
		  const DkimKey *keys, size_t n_keys, DkimVerdict *ret_verdict);
void dkim_clear(DkimVerdict *verdict);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DkimVerdict, dkim_clear)

/* Uses everything once that a library opens at its first use: call it before the jail. */
void dkim_load(void);

#endif
