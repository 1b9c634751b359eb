/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * smtp — handing one letter to the relay, with an answer for each recipient
 *
 * Before the final dot every failure is `deferred` or `failed`; after it only
 * the server's answer decides, and without one the outcome is `uncertain`.
 */
#include "base/wire/smtp.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "base/wire/explain.h"
#include "base/wire/smtp_body.h"

#include <inttypes.h>
#include <string.h>

#define SMTP_COMMAND_S 300 /* RFC 5321 4.5.3.2 */
#define SMTP_REPLY_LINES 100

struct Smtp {
	Session *session;
	char *helo;
	bool usable;
	bool begun; /* a transaction is open: RSET before the next */
	bool eight_bit;
	bool size;
	uint64_t max_bytes; /* 0: not told */
};

/* One reply, all its lines joined. */
typedef struct {
	int code;
	char *text;
} SmtpReply;

static void
smtp_reply_clear(SmtpReply *reply)
{
	g_free(reply->text);
	*reply = (SmtpReply){ 0 };
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SmtpReply, smtp_reply_clear)

const char *
smtp_state_name(SmtpState state)
{
	static const char *const names[] = { "sent", "failed", "deferred", "uncertain" };

	return names[state];
}

static void
smtp_recipient_free(void *data)
{
	SmtpRecipient *recipient = data;

	g_free(recipient->address);
	g_free(recipient->reply);
	g_free(recipient);
}

SmtpOutcome *
smtp_outcome_new(const SmtpMail *mail, SmtpState state, const char *reply)
{
	SmtpOutcome *outcome = g_new0(SmtpOutcome, 1);

	outcome->state = state;
	outcome->reply = g_strdup(reply);
	outcome->recipients = g_ptr_array_new_with_free_func(smtp_recipient_free);
	for (size_t i = 0; i < mail->n_recipients; i++) {
		SmtpRecipient *recipient = g_new0(SmtpRecipient, 1);

		recipient->address = g_strdup(mail->recipients[i]);
		recipient->state = state;
		recipient->reply = g_strdup(reply);
		g_ptr_array_add(outcome->recipients, recipient);
	}
	return outcome;
}

void
smtp_outcome_free(SmtpOutcome *outcome)
{
	if (!outcome)
		return;
	g_free(outcome->reply);
	g_ptr_array_unref(outcome->recipients);
	g_free(outcome);
}

bool
smtp_check_envelope(const SmtpMail *mail, GError **error)
{
	if (*mail->from && !address_valid(mail->from))
		return errors_set(error, ERRORS_MAIL, _("not an address to send from: %s"),
				  mail->from);
	if (mail->n_recipients == 0 || mail->n_recipients > SMTP_RECIPIENTS_MAX)
		return errors_set(error, ERRORS_MAIL, _("%zu recipients: 1 to %u can be sent to"),
				  mail->n_recipients, SMTP_RECIPIENTS_MAX);
	for (size_t i = 0; i < mail->n_recipients; i++)
		if (!address_valid(mail->recipients[i]))
			return errors_set(error, ERRORS_MAIL, _("not an address to send to: %s"),
					  mail->recipients[i]);
	return true;
}

bool
smtp_check(const SmtpMail *mail, GError **error)
{
	return smtp_check_envelope(mail, error) && smtp_body_check(mail->fd, NULL, error);
}

/* All lines of one reply; `heard`, if given, sees each line's text. */
static bool
smtp_hear(Smtp *smtp, void (*heard)(Smtp *, const char *), SmtpReply *reply, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	smtp_reply_clear(reply);
	for (int n = 0; n < SMTP_REPLY_LINES; n++) {
		const char *line;
		size_t n_bytes;

		if (!session_line(smtp->session, &line, &n_bytes, error)) {
			smtp->usable = false;
			return false;
		}
		if (n_bytes < 3 || !g_ascii_isdigit(line[0]) || !g_ascii_isdigit(line[1]) ||
		    !g_ascii_isdigit(line[2]) || (line[3] && line[3] != ' ' && line[3] != '-'))
			break;
		reply->code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
		if (heard && n_bytes > 4)
			heard(smtp, line + 4);
		if (text->len < SMTP_REPLY_BYTES)
			g_string_append_printf(text, "%s%.*s", text->len ? " / " : "",
					       (int)SMTP_REPLY_BYTES, line);
		if (line[3] != '-') {
			reply->text = explain_said(text->str, text->len);
			smtp->usable = smtp->usable && reply->code != 421;
			return true;
		}
	}
	smtp->usable = false;
	return errors_set(error, ERRORS_AGAIN, _("the mail server's answer is not SMTP"));
}

static bool
smtp_say(Smtp *smtp, const char *command, SmtpReply *reply, GError **error)
{
	g_autofree char *line = g_strconcat(command, "\r\n", NULL);

	session_limit(smtp->session, SMTP_COMMAND_S, SMTP_COMMAND_S);
	if (!session_send(smtp->session, line, strlen(line), error)) {
		smtp->usable = false;
		return false;
	}
	return smtp_hear(smtp, NULL, reply, error);
}

static void
smtp_hear_ehlo(Smtp *smtp, const char *text)
{
	if (g_ascii_strcasecmp(text, "8BITMIME") == 0)
		smtp->eight_bit = true;
	if (g_ascii_strncasecmp(text, "SIZE", 4) == 0 && (text[4] == '\0' || text[4] == ' ')) {
		smtp->size = true;
		smtp->max_bytes = g_ascii_strtoull(text + 4, NULL, 10);
	}
}

Smtp *
smtp_over(Session *session, const char *helo, GError **error)
{
	g_autoptr(Smtp) smtp = g_new0(Smtp, 1);
	g_auto(SmtpReply) reply = { 0 };
	g_autofree char *line = NULL;

	smtp->session = session;
	smtp->usable = true;
	smtp->helo = g_strdup(helo && session_helo_is(helo) ? helo : "localhost");
	line = g_strdup_printf("EHLO %s\r\n", smtp->helo);
	session_limit(session, SMTP_COMMAND_S, SMTP_COMMAND_S);
	if (!session_send(session, line, strlen(line), error) ||
	    !smtp_hear(smtp, smtp_hear_ehlo, &reply, error))
		return NULL;
	if (reply.code != 250) {
		errors_set(error, ERRORS_AGAIN, _("the relay refuses us: %s"), reply.text);
		return NULL;
	}
	return g_steal_pointer(&smtp);
}

Smtp *
smtp_open(const SessionSettings *settings, GError **error)
{
	Session *session = session_open(settings, error);

	return session ? smtp_over(session, settings->helo, error) : NULL;
}

void
smtp_free(Smtp *smtp)
{
	if (!smtp)
		return;
	if (smtp->usable)
		session_send(smtp->session, "QUIT\r\n", 6, NULL);
	session_free(smtp->session);
	g_free(smtp->helo);
	g_free(smtp);
}

bool
smtp_usable(const Smtp *smtp)
{
	return smtp->usable;
}

/* 4xx comes again, 5xx never; anything else is a server we do not understand. */
static SmtpState
smtp_judge(const SmtpReply *reply)
{
	if (reply->code / 100 == 2)
		return SMTP_SENT;
	return reply->code / 100 == 5 ? SMTP_FAILED : SMTP_DEFERRED;
}

static void
smtp_settle(SmtpRecipient *recipient, SmtpState state, const char *text)
{
	recipient->state = state;
	g_free(recipient->reply);
	recipient->reply = g_strdup(text);
}

/* The same for all whose RCPT was accepted (state SENT until then). */
static void
smtp_settle_accepted(SmtpOutcome *outcome, SmtpState state, const char *text)
{
	for (guint i = 0; i < outcome->recipients->len; i++) {
		SmtpRecipient *recipient = g_ptr_array_index(outcome->recipients, i);

		if (recipient->state == SMTP_SENT)
			smtp_settle(recipient, state, text);
	}
}

static SmtpOutcome *
smtp_finish(SmtpOutcome *outcome)
{
	const char *reply = NULL;

	outcome->state = SMTP_SENT;
	for (guint i = 0; i < outcome->recipients->len; i++) {
		SmtpRecipient *recipient = g_ptr_array_index(outcome->recipients, i);

		if (!reply || recipient->state > outcome->state)
			reply = recipient->reply;
		outcome->state = MAX(outcome->state, recipient->state);
	}
	g_free(outcome->reply);
	outcome->reply = g_strdup(reply);
	return outcome;
}

/* MAIL FROM. False: nothing more to do, `outcome` says why. */
static bool
smtp_begin(Smtp *smtp, const SmtpMail *mail, const SmtpBody *body, SmtpOutcome *outcome)
{
	g_auto(SmtpReply) reply = { 0 };
	g_autoptr(GError) why = NULL;
	g_autoptr(GString) line = g_string_new(NULL);

	if (smtp->begun && (!smtp_say(smtp, "RSET", &reply, &why) || reply.code / 100 != 2)) {
		smtp->usable = false;
		smtp_settle_accepted(outcome, SMTP_DEFERRED, why ? why->message : reply.text);
		return false;
	}
	if (smtp->max_bytes > 0 && body->n_bytes > smtp->max_bytes) {
		smtp_settle_accepted(outcome, SMTP_FAILED,
				     _("552 larger than the relay takes (its SIZE)"));
		return false;
	}
	if (body->eight_bit && !smtp->eight_bit) {
		smtp_settle_accepted(outcome, SMTP_FAILED,
				     _("554 8-bit text, which the relay does not take"));
		return false;
	}
	g_string_printf(line, "MAIL FROM:<%s>", mail->from);
	if (smtp->size)
		g_string_append_printf(line, " SIZE=%" PRIu64, body->n_bytes);
	if (body->eight_bit)
		g_string_append(line, " BODY=8BITMIME");
	smtp->begun = true;
	if (!smtp_say(smtp, line->str, &reply, &why)) {
		smtp_settle_accepted(outcome, SMTP_DEFERRED, why->message);
		return false;
	}
	if (smtp_judge(&reply) != SMTP_SENT)
		smtp_settle_accepted(outcome, smtp_judge(&reply), reply.text);
	return smtp_judge(&reply) == SMTP_SENT;
}

/* Each RCPT TO with its reply. True: at least one was accepted. */
static bool
smtp_address(Smtp *smtp, SmtpOutcome *outcome)
{
	bool accepted = false;

	for (guint i = 0; i < outcome->recipients->len; i++) {
		SmtpRecipient *recipient = g_ptr_array_index(outcome->recipients, i);
		g_autofree char *line = g_strdup_printf("RCPT TO:<%s>", recipient->address);
		g_auto(SmtpReply) reply = { 0 };
		g_autoptr(GError) why = NULL;

		if (!smtp->usable || !smtp_say(smtp, line, &reply, &why)) {
			smtp_settle_accepted(outcome, SMTP_DEFERRED,
					     why ? why->message : _("the relay hung up"));
			return false;
		}
		smtp_settle(recipient, smtp_judge(&reply), reply.text);
		accepted |= recipient->state == SMTP_SENT;
	}
	if (!smtp->usable)
		smtp_settle_accepted(outcome, SMTP_DEFERRED, _("the relay hung up"));
	return accepted && smtp->usable;
}

/* DATA, the bytes, the dot, and what the server says to it. */
static void
smtp_transfer(Smtp *smtp, const SmtpMail *mail, const SmtpBody *body, SmtpOutcome *outcome)
{
	g_auto(SmtpReply) reply = { 0 };
	g_autoptr(GError) why = NULL;

	if (!smtp_say(smtp, "DATA", &reply, &why) || reply.code != 354) {
		SmtpState state = why || reply.code / 100 == 2 ? SMTP_DEFERRED : smtp_judge(&reply);

		smtp_settle_accepted(outcome, state, why ? why->message : reply.text);
		return;
	}
	session_limit(smtp->session, SMTP_DOT_S + (int)MIN(body->n_bytes / 4096, 86400),
		      SMTP_COMMAND_S);
	if (!smtp_body_send(smtp->session, mail->fd, body->n_bytes, &why) ||
	    (mail->dot && !mail->dot(mail->data, &why))) {
		/* Closing here, before the dot, makes the server forget it all. */
		smtp->usable = false;
		smtp_settle_accepted(outcome, SMTP_DEFERRED,
				     why ? why->message : _("stopped before the end"));
		return;
	}
	session_limit(smtp->session, SMTP_DOT_S, SMTP_DOT_S);
	if (!session_send(smtp->session, ".\r\n", 3, &why) ||
	    !smtp_hear(smtp, NULL, &reply, &why)) {
		smtp->usable = false;
		smtp_settle_accepted(outcome, SMTP_UNCERTAIN, why->message);
		return;
	}
	smtp->begun = false;
	smtp_settle_accepted(outcome, smtp_judge(&reply), reply.text);
}

SmtpOutcome *
smtp_send(Smtp *smtp, const SmtpMail *mail)
{
	g_autoptr(SmtpOutcome) outcome = NULL;
	g_autoptr(GError) why = NULL;
	SmtpBody body = { 0 };

	if (!smtp_check_envelope(mail, &why) || !smtp_body_check(mail->fd, &body, &why))
		return smtp_outcome_new(mail, SMTP_FAILED, why->message);
	if (!smtp->usable)
		return smtp_outcome_new(mail, SMTP_DEFERRED, _("the relay hung up"));
	outcome = smtp_outcome_new(mail, SMTP_SENT, "");
	if (smtp_begin(smtp, mail, &body, outcome) && smtp_address(smtp, outcome))
		smtp_transfer(smtp, mail, &body, outcome);
	return smtp_finish(g_steal_pointer(&outcome));
}
