/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * smtp — handing one letter to the relay, with an answer for each recipient
 *
 * Addresses and bytes are checked before anything is said: libcurl and lenient
 * servers would take a line break in either as a command (RELIABILITY 1, 2).
 * `dot` is called right before the final dot is written: from then on a lost
 * line means that nobody knows.
 *
 * Source: RFC 5321, 1870 (SIZE), 6152 (8BITMIME).
 * Not here: when to try again (pipeline/desk), bounces.
 */
#ifndef CHENGBAO_BASE_WIRE_SMTP_H
#define CHENGBAO_BASE_WIRE_SMTP_H

#include "base/wire/session.h"

#define SMTP_RECIPIENTS_MAX 1000u
#define SMTP_REPLY_BYTES 1000u /* of a reply that is kept */
#define SMTP_DOT_S 600	       /* RFC 5321 4.5.3.2.6 */

typedef struct Smtp Smtp;

/* Ordered by how much trouble they are. */
typedef enum { SMTP_SENT, SMTP_FAILED, SMTP_DEFERRED, SMTP_UNCERTAIN } SmtpState;

typedef struct {
	char *address;
	SmtpState state;
	char *reply; /* the server's words, one line, UTF-8; or ours */
} SmtpRecipient;

typedef struct {
	SmtpState state; /* the worst of the recipients' */
	char *reply;
	GPtrArray *recipients; /* SmtpRecipient, in the order given */
} SmtpOutcome;

typedef struct {
	const char *from; /* "" for the null path */
	const char *const *recipients;
	size_t n_recipients;
	int fd;					 /* the bytes, read from the beginning */
	bool (*dot)(void *data, GError **error); /* false: the dot is not written */
	void *data;
} SmtpMail;

/* sent, failed, deferred, uncertain */
const char *smtp_state_name(SmtpState state);

/* An outcome that is the same for all recipients. Yours. */
SmtpOutcome *smtp_outcome_new(const SmtpMail *mail, SmtpState state, const char *reply);
void smtp_outcome_free(SmtpOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SmtpOutcome, smtp_outcome_free)

/* Addresses are plain ASCII addr-specs. Errors: MAIL which one is not. */
bool smtp_check_envelope(const SmtpMail *mail, GError **error);

/* The same, and the bytes may leave (smtp_body_check). Errors: MAIL, STORE. */
bool smtp_check(const SmtpMail *mail, GError **error);

/* Connects, logs in and says EHLO. Errors: as session_open. */
Smtp *smtp_open(const SessionSettings *settings, GError **error);

/* The same over an open session (taken). */
Smtp *smtp_over(Session *session, const char *helo, GError **error);

/* Says QUIT without waiting, and frees. */
void smtp_free(Smtp *smtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Smtp, smtp_free)

/* False once the conversation cannot go on: throw it away and connect anew. */
bool smtp_usable(const Smtp *smtp);

/* One transaction; what goes wrong is in the outcome. Yours. */
SmtpOutcome *smtp_send(Smtp *smtp, const SmtpMail *mail);

#endif
