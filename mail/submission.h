/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * submission — our own server says that the sender had logged in there
 *
 * For offices within one mail system that neither signs nor writes Authentication-Results.
 * Looked at is the topmost Received alone (behind LMTP hops of named hosts): all below it
 * may be anybody's. The user who logged in must be the one in From.
 *
 * Promise: passes on no line but the topmost, of a named host, in a named form.
 * Not here: whether mail from outside could carry such a line (command/doctor_border).
 */
#ifndef CHENGBAO_MAIL_SUBMISSION_H
#define CHENGBAO_MAIL_SUBMISSION_H

#include "mail/scan.h"

typedef struct {
	const char *const *forms;  /* esmtpsa, coremail:HOST; NULL: none */
	const char *const *border; /* hosts, of LMTP hops and of esmtpsa; NULL: none */
	const char *authserv_id;   /* also a host of esmtpsa; or NULL */
	const char *domain;	   /* the office's: of users who log in without one; or NULL */
} SubmissionPolicy;

/* Does the border say so for this address (of one clean From; NULL: it says nothing)?
 * Gives: *ret_why in words, static. */
bool submission_passed(const Scan *scan, const SubmissionPolicy *policy, const char *from,
		       const char **ret_why);

#endif
