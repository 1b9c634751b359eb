/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * border — what the office's own mail server wrote on top of one letter
 *
 * For telling a clerk what to set; nothing is proven by it. Taken for the border's is all
 * down to the first Received that is no LMTP hop.
 *
 * Not here: what the settings make of a letter (proof).
 */
#ifndef CHENGBAO_MAIL_BORDER_H
#define CHENGBAO_MAIL_BORDER_H

#include "mail/scan.h"

#define BORDER_NAMES_MAX 10

typedef struct {
	GPtrArray *names;    /* authserv-ids above that Received, each once */
	GPtrArray *results;  /* what those headers say, one line of text each, beside names */
	GPtrArray *hops;     /* hosts of the LMTP hops, each once */
	char *by, *with;     /* of that Received; NULL: none, or unclear */
	char *form;	     /* esmtpsa, coremail:HOST; NULL: it has no mark of a login */
	char *user;	     /* who logged in by it */
	size_t n_signatures; /* DKIM signatures in the letter */
} Border;

/* Clear with border_clear. */
void border_look(const Scan *scan, Border *ret_border);
void border_clear(Border *border);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Border, border_clear)

#endif
