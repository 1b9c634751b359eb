/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * outbox — dispatches on their way: one sender process, a state for each recipient
 */
#include "pipeline/outward/outbox.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/jail/channel.h"
#include "base/jail/spawn.h"
#include "base/log.h"
#include "pipeline/desk/desk.h"
#include "pipeline/desk/gate.h"
#include "pipeline/desk/mail.h"
#include "pipeline/outward/sender_records.h"

#include <errno.h>
#include <poll.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define OUTBOX_SECOND INT64_C(1000000)
#define OUTBOX_FIRST_WAIT_S 60
#define OUTBOX_LONGEST_WAIT_S 3600
#define OUTBOX_UNCERTAIN_WAIT_S 1800
#define OUTBOX_GIVE_UP 40      /* attempts: about a day and a half */
#define OUTBOX_SENDER_WAIT_S 5 /* times the sender processes that died in a row */

struct DeskSending {
	Desk *desk;
	int channel;
	pid_t pid;
	json_t *row; /* the dispatch under way */
	bool handed; /* the sender has it */
	bool dot;
	int failures; /* of sender processes, one after the other */
	int64_t not_before_us;
};

DeskSending *
outbox_new(struct Desk *desk)
{
	DeskSending *sending = g_new0(DeskSending, 1);

	sending->desk = desk;
	sending->channel = -1;
	return sending;
}

static void
outbox_end_sender(DeskSending *sending)
{
	files_close(&sending->channel);
	if (sending->pid > 0) {
		kill(sending->pid, SIGKILL);
		waitpid(sending->pid, NULL, 0);
	}
	sending->pid = 0;
}

void
outbox_free(DeskSending *sending)
{
	if (!sending)
		return;
	outbox_end_sender(sending);
	json_decref(sending->row);
	g_free(sending);
}

int
outbox_fd(const DeskSending *sending)
{
	return sending->channel;
}

bool
outbox_busy(const DeskSending *sending)
{
	return sending->row != NULL;
}

bool
outbox_may_begin(const DeskSending *sending)
{
	const Desk *desk = sending->desk;

	return !desk->sending_held && desk->now_us >= sending->not_before_us;
}

static bool
outbox_maildir(const Desk *desk)
{
	return g_str_has_prefix(desk->office->relay.url, "maildir:");
}

static int64_t
outbox_wait_us(int64_t attempts)
{
	int64_t wait_s = OUTBOX_FIRST_WAIT_S << MIN(attempts - 1, 10);

	return MIN(wait_s, OUTBOX_LONGEST_WAIT_S) * OUTBOX_SECOND;
}

static bool
outbox_move(DeskSending *sending, const json_t *row, const char *state, int64_t attempts,
	    int64_t next_us, const json_t *recipients, GError **error)
{
	json_t *params = json_pack("{s:O, s:s, s:I}", "dispatch", json_object_get(row, "id"),
				   "state", state, "attempts", (json_int_t)attempts);

	if (next_us)
		record_set_integer(params, "next_us", next_us);
	if (recipients)
		json_object_set(params, "recipients", (json_t *)recipients);
	return desk_event(sending->desk, "dispatch.moved", params, 0, NULL, error);
}

static bool
outbox_alarm(DeskSending *sending, const json_t *row, const char *what, GError **error)
{
	g_autofree char *text =
		g_strdup_printf("%s：发往 %s 的“%s”。处理：chengbao outbox show %" PRId64, what,
				record_string(row, "recipient"), record_string(row, "subject"),
				record_integer(row, "id"));

	if (strcmp(record_string(row, "purpose"), "alarm") == 0)
		return true;
	return mail_alarm(sending->desk, text, NULL, 0, 0, error);
}

/* Nobody can say whether it arrived: an issue waits for a person, all else is sent
 * again later with the same Message-ID. */
static bool
outbox_uncertain(DeskSending *sending, const json_t *row, int64_t attempts,
		 const json_t *recipients, GError **error)
{
	bool hold = strcmp(record_string(row, "purpose"), "issue") == 0;
	int64_t next_us =
		hold ? 0 : sending->desk->now_us + OUTBOX_UNCERTAIN_WAIT_S * OUTBOX_SECOND;

	return outbox_move(sending, row, "uncertain", attempts, next_us, recipients, error) &&
	       (!hold || outbox_alarm(sending, row, "不能确定是否已送达，未自动重发", error));
}

bool
outbox_recover(DeskSending *sending, GError **error)
{
	Desk *desk = sending->desk;
	g_autoptr(json_t) rows =
		db_rows(desk_db(desk), error, "dispatch_in_state", "t", "attempting");
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		int64_t attempts = record_integer(row, "attempts");
		bool ok = outbox_maildir(desk)
				  ? outbox_move(sending, row, "ready", attempts, 0, NULL, error)
				  : outbox_uncertain(sending, row, attempts, NULL, error);

		if (!ok)
			return false;
	}
	return true;
}

/* ---- the sender process ---- */

static bool
outbox_start_sender(DeskSending *sending, GError **error)
{
	static const char *const args[] = { "sender", NULL };
	const Relay *relay = &sending->desk->office->relay;
	g_autoptr(json_t) start = NULL;
	autofd theirs = -1;

	if (sending->channel >= 0)
		return true;
	if (!channel_pair(&sending->channel, &theirs, error) ||
	    !spawn_worker(args, theirs, &sending->pid, error))
		return false;
	start = json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:s?, s:s, s:o}", "type", "start", "url",
			  relay->url, "user", relay->user, "password", relay->password, "ca",
			  relay->ca_file, "helo", relay->helo, "directory",
			  sending->desk->office->directory, "closed",
			  desk_closed_paths(sending->desk->office));
	return channel_send(sending->channel, start, -1, -1, error);
}

static json_t *
outbox_addresses(DeskSending *sending, int64_t dispatch, GError **error)
{
	g_autoptr(json_t) rows =
		db_rows(desk_db(sending->desk), error, "recipient_list", "i", dispatch);
	json_t *addresses;
	size_t i;
	json_t *row;

	if (!rows)
		return NULL;
	addresses = json_array();
	json_array_foreach (rows, i, row)
		if (strcmp(record_string(row, "state"), "sent") != 0)
			json_array_append(addresses, json_object_get(row, "address"));
	return addresses;
}

/* The frozen bytes must still be those that passed the gate. */
static int
outbox_bytes(DeskSending *sending, GError **error)
{
	autofd fd =
		store_open_place(sending->desk->store, record_string(sending->row, "place"), error);
	g_autofree char *hash = fd < 0 ? NULL : hash_file_hex(fd, error);

	if (!hash)
		return -1;
	if (strcmp(hash, record_string(sending->row, "sha256")) != 0) {
		errors_set(error, ERRORS_STORE, "%s: its bytes have changed",
			   record_string(sending->row, "place"));
		return -1;
	}
	return files_steal(&fd);
}

/* After the commit of `attempting`: now the sender may have it. */
static void
outbox_hand_over(void *closure)
{
	DeskSending *sending = closure;
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) send = NULL;
	g_autofree char *name = NULL;
	json_t *addresses;
	autofd fd = -1;
	int64_t dispatch;

	if (!sending->row)
		return;
	dispatch = record_integer(sending->row, "id");
	fd = outbox_bytes(sending, &error);
	addresses = fd < 0 ? NULL : outbox_addresses(sending, dispatch, &error);
	name = g_strdup_printf("%" PRId64 ".%s", dispatch, record_string(sending->row, "epoch"));
	if (addresses) {
		send = json_pack("{s:s, s:I, s:s, s:s, s:o}", "type", "send", "dispatch",
				 (json_int_t)dispatch, "name", name, "from",
				 sending->desk->office->relay.from, "recipients", addresses);
		sending->handed = channel_send(sending->channel, send, fd, -1, &error);
	}
	if (!sending->handed) {
		log_line(LOG_ERROR, "dispatch %" PRId64 ": %s", dispatch, error->message);
		/* Its end is heard as that of a sender which never had it. */
		shutdown(sending->channel, SHUT_RDWR);
	}
}

/* The rules of today find a mark that those of yesterday did not: it stays here. */
static bool
outbox_gated(DeskSending *sending, const json_t *row, const char *why, GError **error)
{
	log_line(LOG_ERROR, "dispatch %" PRId64 " stopped: %s", record_integer(row, "id"), why);
	return outbox_move(sending, row, "held", record_integer(row, "attempts"), 0, NULL, error) &&
	       outbox_alarm(sending, row, "出口检查拦下，未发出", error);
}

bool
outbox_begin(DeskSending *sending, GError **error)
{
	Desk *desk = sending->desk;
	g_autoptr(json_t) rows = NULL;
	g_autoptr(GError) start = NULL;
	g_autofree char *stopped = NULL;

	if (sending->row || !outbox_may_begin(sending))
		return true;
	rows = db_rows(desk_db(desk), error, "dispatch_ready", "ii", desk->now_us, (int64_t)1);
	if (!rows)
		return false;
	if (json_array_size(rows) == 0)
		return true;
	if (!outbox_start_sender(sending, &start)) {
		outbox_end_sender(sending);
		if (desk->once) {
			g_propagate_error(error, g_steal_pointer(&start));
			return false;
		}
		log_line(LOG_ERROR, "sender: %s", start->message);
		sending->not_before_us = desk->now_us + 5 * OUTBOX_SECOND;
		return true;
	}
	if (!gate_again(desk, json_array_get(rows, 0), &stopped, error))
		return false;
	if (stopped)
		return outbox_gated(sending, json_array_get(rows, 0), stopped, error);
	sending->row = json_incref(json_array_get(rows, 0));
	sending->handed = sending->dot = false;
	if (!outbox_move(sending, sending->row, "attempting",
			 record_integer(sending->row, "attempts") + 1, 0, NULL, error))
		return false;
	desk_after_commit(desk, outbox_hand_over, sending);
	return true;
}

static bool
outbox_settle(DeskSending *sending, const char *outcome, const json_t *recipients, GError **error)
{
	g_autoptr(json_t) row = g_steal_pointer(&sending->row);
	int64_t attempts = record_integer(row, "attempts") + 1;
	int64_t now_us = sending->desk->now_us;

	if (strcmp(outcome, "uncertain") == 0)
		return outbox_uncertain(sending, row, attempts, recipients, error);
	if (strcmp(outcome, "deferred") == 0 && attempts < OUTBOX_GIVE_UP)
		return outbox_move(sending, row, "deferred", attempts,
				   now_us + outbox_wait_us(attempts), recipients, error);
	if (strcmp(outcome, "sent") == 0)
		return outbox_move(sending, row, "sent", attempts, 0, recipients, error);
	return outbox_move(sending, row, "failed", attempts, 0, recipients, error) &&
	       outbox_alarm(sending, row, "邮件发送失败", error);
}

/* The sender is gone: what it had is uncertain behind the dot, else as it was. It was
 * our process that died and not the relay that said no, so the next try is soon. */
static bool
outbox_lost(DeskSending *sending, GError **error)
{
	g_autoptr(json_t) row = NULL;
	int64_t wait_us = MIN(sending->failures, 12) * OUTBOX_SENDER_WAIT_S * OUTBOX_SECOND;

	outbox_end_sender(sending);
	sending->failures++;
	sending->not_before_us = sending->desk->now_us + wait_us;
	if (!sending->row)
		return true;
	if (sending->dot && !outbox_maildir(sending->desk))
		return outbox_settle(sending, "uncertain", NULL, error);
	if (sending->failures >= OUTBOX_GIVE_UP)
		return outbox_settle(sending, "deferred", NULL, error);
	row = g_steal_pointer(&sending->row);
	return outbox_move(sending, row, "deferred", record_integer(row, "attempts") + 1,
			   sending->not_before_us, NULL, error);
}

bool
outbox_hear(DeskSending *sending, GError **error)
{
	g_autoptr(json_t) record = NULL;
	g_autoptr(GError) wrong = NULL;
	int fds[2] = { -1, -1 };
	const char *type;

	if (!channel_receive(sending->channel, sender_records_from_sender, &record, fds, &wrong)) {
		log_line(LOG_ERROR, "sender: %s", wrong->message);
		return outbox_lost(sending, error);
	}
	files_close(&fds[0]);
	files_close(&fds[1]);
	if (!record)
		return outbox_lost(sending, error);
	type = record_string(record, "type");
	if (!sending->row ||
	    record_integer(record, "dispatch") != record_integer(sending->row, "id"))
		return outbox_lost(sending, error);
	if (strcmp(type, "dot") == 0) {
		sending->dot = true;
		return true;
	}
	sending->failures = 0;
	if (strcmp(record_string(record, "outcome"), "sent") != 0)
		log_line(LOG_INFO, "dispatch %" PRId64 " %s: %s",
			 record_integer(record, "dispatch"), record_string(record, "outcome"),
			 record_string(record, "reply") ? record_string(record, "reply") : "");
	return outbox_settle(sending, record_string(record, "outcome"),
			     record_member(record, "recipients"), error);
}

int64_t
outbox_next(const DeskSending *sending)
{
	const Desk *desk = sending->desk;
	bool wait = sending->not_before_us > desk->now_us;
	g_autoptr(json_t) row = NULL;

	/* With a dispatch under way the sender's word is the next thing to happen. */
	if (desk->sending_held || sending->row)
		return INT64_MAX;
	if (wait)
		return sending->not_before_us;
	if (!db_row(desk_db(desk), NULL, &row, "dispatch_next_time", "") ||
	    !record_member(row, "next_us"))
		return INT64_MAX;
	return record_integer(row, "next_us");
}

bool
outbox_stop(DeskSending *sending, int patience_ms, GError **error)
{
	int64_t until_us = clock_monotonic_us() + patience_ms * INT64_C(1000);

	while (sending->row && sending->channel >= 0) {
		int64_t left_ms = (until_us - clock_monotonic_us()) / 1000;
		struct pollfd answer = { sending->channel, POLLIN, 0 };
		int n = left_ms > 0 ? poll(&answer, 1, (int)left_ms) : 0;

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return outbox_lost(sending, error);
		if (!outbox_hear(sending, error))
			return false;
	}
	return true;
}
