/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * evidence — what our own border says about a letter's sender
 *
 * Only Authentication-Results headers of the configured authserv-id count that stand above
 * the topmost Received (after skipped LMTP hops of named hosts): everything below was
 * written by whoever sent the letter. Without such a Received nothing counts.
 *
 * Promise: never `passed` on anything below the border's own lines.
 * Not here: what a proof allows (pipeline/desk), own DKIM verification.
 */
#ifndef CHENGBAO_MAIL_EVIDENCE_H
#define CHENGBAO_MAIL_EVIDENCE_H

#include "mail/scan.h"

typedef struct {
	const char *method; /* "authentication-results" exactly when passed, else "none" */
	bool passed;
	bool failed; /* the border says the sender is forged, or contradicts itself */
	char *why;   /* in words, one line of valid UTF-8; never NULL */
} Evidence;

/* Reads the border's verdict on `from_domain` (ASCII; NULL: no clean sender, nothing passes).
 * `authserv_id` NULL: no border is configured. `border_hosts`: NULL or NULL-terminated, the
 * hosts whose `with LMTP` Received lines are skipped. Clear with evidence_clear.
 * Source: RFC 8601 §2.2; CONTRACT "Proof". */
void evidence_read(const Scan *scan, const char *authserv_id, const char *const *border_hosts,
		   const char *from_domain, Evidence *ret_evidence);
void evidence_clear(Evidence *evidence);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Evidence, evidence_clear)

#endif
