/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender — who a letter says it is from, by a strict grammar on raw bytes
 *
 * A repairing parser can be talked into showing the victim first (RELIABILITY §0.3). Here
 * anything unusual means: no sender, no privilege.
 *
 * Promise: `clean` only for exactly one plain mailbox in exactly one From line.
 * Not here: whether the address is proven (evidence) or known (pipeline/desk).
 */
#ifndef CHENGBAO_MAIL_SENDER_H
#define CHENGBAO_MAIL_SENDER_H

#include "mail/scan.h"

typedef struct {
	char *address; /* domain in lower case; when not clean a guess for display, or NULL */
	char *name;    /* display name as UTF-8 in one line, or NULL */
	bool clean;
	const char *why; /* why it is not clean, in words; NULL when it is */
} Sender;

/* Reads From and Sender of the top block. Gives: true exactly when ret_sender->clean. Fill a
 * zeroed Sender; clear it with sender_clear.
 * Source: RFC 5322 §3.4, narrowed to `[display] <local@domain>` and `local@domain`, ASCII. */
bool sender_read(const Scan *scan, Sender *ret_sender);
void sender_clear(Sender *sender);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sender, sender_clear)

#endif
