/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proof — the one answer to “is this letter from its sender?”, of all methods together
 *
 * What the border says goes first: a check that failed there is never outdone by another
 * method. Then each method of [trust] replies is tried; the first that passes is the proof.
 *
 * Promise: `failed` only by the border's word; a DKIM signature that does not fit proves
 * nothing and accuses nobody, since lists and footers break them.
 * Not here: the methods themselves (evidence, dkim, submission), what a proof allows
 * (pipeline/desk).
 */
#ifndef CHENGBAO_MAIL_PROOF_H
#define CHENGBAO_MAIL_PROOF_H

#include "mail/dkim.h"

typedef struct {
	const char *const *methods; /* [trust] replies; NULL: none */
	const char *authserv_id;    /* NULL: none */
	const char *const *border;  /* NULL: none */
	const char *const *forms;   /* [trust] submission; NULL: none, or not shown yet */
	const char *domain;	    /* the office's; NULL: none */
	int64_t received_us;
	const DkimKey *keys;
	size_t n_keys;
} ProofPolicy;

typedef struct {
	const char *method; /* none, authentication-results, dkim, submission */
	bool failed;	    /* the border says the sender is forged, or contradicts itself */
	bool again;	    /* a key could not be looked up for the moment */
	char **names;	    /* of keys that could prove it and were not given; never NULL */
	char *why;	    /* in words, one line of valid UTF-8; never NULL */
} ProofFinding;

/* Clear with proof_clear. `from`: the one clean sender; NULL: none, nothing passes. */
void proof_read(const Scan *scan, const ProofPolicy *policy, const char *from,
		ProofFinding *ret_finding);
void proof_clear(ProofFinding *finding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ProofFinding, proof_clear)

#endif
