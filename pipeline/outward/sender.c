/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sender — the process that hands dispatches to the relay
 */
#include "pipeline/outward/sender.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/jail/fence.h"
#include "base/log.h"
#include "pipeline/confine.h"
#include "pipeline/outward/sender_records.h"
#include "pipeline/outward/sender_relay.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>

typedef struct {
	int channel;
	int64_t dispatch;
} Sender;

static json_t *
sender_receive(int channel, int *ret_fd)
{
	g_autoptr(GError) why = NULL;
	json_t *record = NULL;
	int fds[2] = { -1, -1 };

	if (!channel_receive(channel, sender_records_from_desk, &record, fds, &why))
		log_line(LOG_ERROR, _("the desk's record: %s"), why->message);
	files_close(&fds[1]);
	*ret_fd = fds[0];
	return record;
}

/* Without the desk's knowing of it no dot is written. */
static bool
sender_dot(void *data, GError **error)
{
	const Sender *sender = data;
	g_autoptr(json_t) record = json_pack("{s:s}", "type", "dot");

	record_set_integer(record, "dispatch", sender->dispatch);
	return channel_send(sender->channel, record, -1, -1, error);
}

/* The outcome as a record, for the desk. */
static json_t *
sender_result(int64_t dispatch, const SmtpOutcome *outcome)
{
	json_t *record = json_pack("{s:s}", "type", "result");
	json_t *recipients = json_array();
	g_autofree char *reply = g_utf8_make_valid(outcome->reply, -1);

	record_set_integer(record, "dispatch", dispatch);
	record_set_string(record, "outcome", smtp_state_name(outcome->state));
	record_set_string(record, "reply", reply);
	for (guint i = 0; i < outcome->recipients->len; i++) {
		const SmtpRecipient *one = g_ptr_array_index(outcome->recipients, i);
		g_autofree char *said = g_utf8_make_valid(one->reply, -1);
		json_t *recipient = json_object();

		record_set_string(recipient, "address", one->address);
		record_set_string(recipient, "state", smtp_state_name(one->state));
		record_set_string(recipient, "reply", said);
		json_array_append_new(recipients, recipient);
	}
	json_object_set_new(record, "recipients", recipients);
	return record;
}

/* One `send`. False: the desk is gone. */
static bool
sender_send(int channel, SenderRelay *relay, const json_t *record, int fd)
{
	Sender sender = { channel, record_integer(record, "dispatch") };
	const json_t *addresses = record_member(record, "recipients");
	const char *from = record_string(record, "from");
	const char *name = record_string(record, "name");
	g_autoptr(GPtrArray) recipients = g_ptr_array_new();
	g_autoptr(SmtpOutcome) outcome = NULL;
	g_autoptr(json_t) result = NULL;
	json_t *address;
	SmtpMail mail;
	size_t i;

	json_array_foreach (addresses, i, address)
		g_ptr_array_add(recipients, (void *)json_string_value(address));
	mail = (SmtpMail){ .from = from ? from : "",
			   .recipients = (const char *const *)recipients->pdata,
			   .n_recipients = recipients->len,
			   .fd = fd,
			   .dot = sender_dot,
			   .data = &sender };
	if (fd < 0 || !name)
		outcome = smtp_outcome_new(&mail, SMTP_FAILED, _("nothing to send"));
	else
		outcome = sender_relay_send(relay, name, &mail);
	result = sender_result(sender.dispatch, outcome);
	return channel_send(channel, result, -1, -1, NULL);
}

static int
sender_loop(int channel, SenderRelay *relay)
{
	for (;;) {
		autofd fd = -1;
		g_autoptr(json_t) record = sender_receive(channel, &fd);

		if (!record)
			return 0;
		/* Only a new sender may open what lies there now: the desk starts one
		 * and hands it this dispatch again. */
		if (fence_state() != FENCE_STANDS)
			return 75;
		if (strcmp(record_string(record, "type"), "send") == 0 &&
		    !sender_send(channel, relay, record, fd))
			return 0;
	}
}

/* Before a byte comes from outside. */
static bool
sender_confine(const json_t *start, GError **error)
{
	const char *url = record_string(start, "url");
	bool maildir = g_str_has_prefix(url, "maildir:");
	const char *maildirs[] = { maildir ? url + strlen("maildir:") : NULL, NULL };

	return confine(start, NULL, maildirs, error);
}

int
sender_main(int channel)
{
	g_autoptr(json_t) start = NULL;
	g_autoptr(SenderRelay) relay = NULL;
	g_autoptr(GError) why = NULL;
	autofd fd = -1;
	int flags = fcntl(channel, F_GETFL);

	/* We wait for the desk; it never waits for us. */
	if (flags >= 0)
		fcntl(channel, F_SETFL, flags & ~O_NONBLOCK);
	signal(SIGPIPE, SIG_IGN);
	start = sender_receive(channel, &fd);
	if (start && strcmp(record_string(start, "type"), "start") == 0 &&
	    record_string(start, "url") && record_string(start, "directory"))
		relay = sender_relay_new(start, &why);
	else if (!why)
		errors_set(&why, ERRORS_USAGE, _("a sender is started by the desk"));
	if (!relay) {
		log_line(LOG_ERROR, "%s", why->message);
		return 64;
	}
	if (!sender_confine(start, &why)) {
		log_line(LOG_ERROR, "%s", why->message);
		return 75;
	}
	return sender_loop(channel, relay);
}
