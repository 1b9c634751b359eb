/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender_relay — one relay, whatever its kind
 *
 * An SMTP connection stays open between dispatches for as long as servers
 * usually bear it. A line that broke before anything was answered on it was
 * only stale: one new connection is made before giving up.
 */
#include "pipeline/outward/sender_relay.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/wire/maildir.h"
#include "pipeline/login.h"

#include <string.h>

#define SENDER_STALE_S 60

struct SenderRelay {
	const json_t *start;
	char *maildir; /* NULL: SMTP */
	Smtp *smtp;    /* NULL between connections */
	int64_t used_us;
};

/* Knows whether the dot was told, so that nothing is sent twice. */
typedef struct {
	const SmtpMail *mail;
	bool told;
} SenderDot;

SenderRelay *
sender_relay_new(const json_t *start, GError **error)
{
	const char *url = record_string(start, "url");
	const char *directory = record_string(start, "directory");
	bool maildir = g_str_has_prefix(url, "maildir:");
	SenderRelay *relay;

	if (!maildir && (!g_str_has_prefix(url, "smtp") || !session_url_is(url))) {
		errors_set(error, ERRORS_USAGE, _("not a relay: %s"), url);
		return NULL;
	}
	relay = g_new0(SenderRelay, 1);
	relay->start = start;
	if (maildir)
		relay->maildir = g_canonicalize_filename(url + strlen("maildir:"), directory);
	return relay;
}

void
sender_relay_free(SenderRelay *relay)
{
	if (!relay)
		return;
	smtp_free(relay->smtp);
	g_free(relay->maildir);
	g_free(relay);
}

static bool
sender_relay_connect(SenderRelay *relay, GError **error)
{
	Session *session = login_session(relay->start, error);

	relay->smtp =
		session ? smtp_over(session, record_string(relay->start, "helo"), error) : NULL;
	return relay->smtp != NULL;
}

static void
sender_relay_hang_up(SenderRelay *relay)
{
	smtp_free(relay->smtp);
	relay->smtp = NULL;
}

static bool
sender_relay_dot(void *data, GError **error)
{
	SenderDot *dot = data;

	dot->told = true;
	return dot->mail->dot(dot->mail->data, error);
}

static SmtpOutcome *
sender_relay_smtp(SenderRelay *relay, const SmtpMail *mail)
{
	SenderDot dot = { .mail = mail };
	SmtpMail watched = *mail;
	g_autoptr(GError) why = NULL;
	SmtpOutcome *outcome = NULL;
	bool reused;

	watched.dot = sender_relay_dot;
	watched.data = &dot;
	if (relay->smtp && clock_monotonic_us() - relay->used_us > SENDER_STALE_S * CLOCK_SECOND_US)
		sender_relay_hang_up(relay);
	do {
		reused = relay->smtp != NULL;
		smtp_outcome_free(outcome);
		outcome = NULL;
		if (!reused && !sender_relay_connect(relay, &why))
			return smtp_outcome_new(mail, SMTP_DEFERRED, why->message);
		outcome = smtp_send(relay->smtp, &watched);
		if (!smtp_usable(relay->smtp))
			sender_relay_hang_up(relay);
	} while (reused && !relay->smtp && !dot.told && outcome->state == SMTP_DEFERRED);
	relay->used_us = clock_monotonic_us();
	return outcome;
}

static SmtpOutcome *
sender_relay_maildir(SenderRelay *relay, const char *name, const SmtpMail *mail)
{
	g_autofree char *file = g_strdup_printf("%s.chengbao", name);
	g_autoptr(GError) why = NULL;
	bool again = false;

	if (!maildir_make(relay->maildir, &why) || !mail->dot(mail->data, &why) ||
	    !maildir_deliver(relay->maildir, file, mail->fd, &again, &why))
		return smtp_outcome_new(mail, SMTP_DEFERRED, why->message);
	return smtp_outcome_new(mail, SMTP_SENT,
				again ? _("lay in the Maildir already")
				      : _("put into the Maildir"));
}

SmtpOutcome *
sender_relay_send(SenderRelay *relay, const char *name, const SmtpMail *mail)
{
	g_autoptr(GError) why = NULL;

	/* What must never leave does not leave, and no connection is made for it. A
	 * Maildir has no dialogue that bytes could break out of. */
	if (!(relay->maildir ? smtp_check_envelope : smtp_check)(mail, &why))
		return smtp_outcome_new(mail, SMTP_FAILED, why->message);
	return relay->maildir ? sender_relay_maildir(relay, name, mail)
			      : sender_relay_smtp(relay, mail);
}
