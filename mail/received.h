/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * received — one Received line, read by its outer words alone
 *
 * Whoever connects writes into this line too (his greeting, his certificate's names): what
 * stands in comments within comments, and whatever does not fit, is nobody's word.
 *
 * Promise: a form is recognised only in a line that is wholly of its shape.
 * Not here: which host may be believed (submission), which line is looked at (border).
 */
#ifndef CHENGBAO_MAIL_RECEIVED_H
#define CHENGBAO_MAIL_RECEIVED_H

#include "mail/scan.h"

/* More Received fields than these, and a letter goes round in circles: RFC 5321 §6.3 wants a
 * large number, normally at least 100. */
#define RECEIVED_MOST 100

typedef struct {
	char *from, *by, *with; /* NULL where the line does not say it exactly once */
	char *user;		/* who logged in, by the form; NULL: none */
	bool esmtpsa;	/* with ESMTPSA, and Postfix names the user: (Authenticated sender: …) */
	char *coremail; /* Coremail's web mail wrote it: its HOST; else NULL */
} Received;

/* Reads the line. False: it does not fit the grammar, and nothing is set.
 * Clear with received_clear. Source: RFC 5321 §4.4; Postfix smtpd_sasl_authenticated_header;
 * Coremail: `from USER$DOMAIN ( [ADDRESS] ) by ajax-webmail-HOST (Coremail) ; date`. */
bool received_read(const ScanHeader *header, Received *ret_received);
bool received_is_lmtp(const Received *received);
void received_clear(Received *received);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Received, received_clear)

#endif
