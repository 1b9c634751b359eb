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
#include "pipeline/outward/budget.h"
#include "pipeline/outward/fate.h"
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
#define OUTBOX_SENDER_WAIT_S 5 /* times the sender processes that died in a row */

/* A Maildir takes many at once: its names make a repeat harmless. A relay gets one, so
 * that at most one can be uncertain. */
#define OUTBOX_MAILDIR_BATCH 32

typedef struct {
	json_t *row; /* of the dispatch, as it was before this try */
	bool handed; /* the sender has it */
	bool dot;
} Attempt;

struct DeskSending {
	Desk *desk;
	int channel;
	pid_t pid;
	GPtrArray *under_way; /* Attempt, in the order of sending */
	int failures;	      /* of sender processes, one after the other */
	int64_t not_before_us;
	int64_t told_us; /* the day whose end was told as that of the budget */
};

static void
outbox_attempt_free(void *data)
{
	Attempt *attempt = data;

	json_decref(attempt->row);
	g_free(attempt);
}

DeskSending *
outbox_new(struct Desk *desk)
{
	DeskSending *sending = g_new0(DeskSending, 1);

	sending->desk = desk;
	sending->channel = -1;
	sending->under_way = g_ptr_array_new_with_free_func(outbox_attempt_free);
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
	g_ptr_array_unref(sending->under_way);
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
	return sending->under_way->len > 0;
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
				  ? fate_move(sending->desk, row, "ready", attempts, 0, NULL, error)
				  : fate_uncertain(sending->desk, row, attempts, NULL, error);

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
	start = json_pack("{s:s, s:s, s:s?, s:s?, s:b, s:s?, s:s?, s:s, s:o}", "type", "start",
			  "url", relay->url, "user", relay->login.user, "password",
			  relay->login.password, "oauth", relay->login.oauth, "ca",
			  relay->login.ca_file, "helo", relay->helo, "directory",
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
outbox_bytes(DeskSending *sending, const json_t *row, GError **error)
{
	autofd fd = store_open_place(sending->desk->store, record_string(row, "place"), error);
	g_autofree char *hash = fd < 0 ? NULL : hash_file_hex(fd, error);

	if (!hash)
		return -1;
	if (strcmp(hash, record_string(row, "sha256")) != 0) {
		errors_set(error, ERRORS_STORE, "%s: its bytes have changed",
			   record_string(row, "place"));
		return -1;
	}
	return files_steal(&fd);
}

static bool
outbox_hand_one(DeskSending *sending, const json_t *row, GError **error)
{
	int64_t dispatch = record_integer(row, "id");
	g_autoptr(json_t) send = NULL;
	g_autofree char *name =
		g_strdup_printf("%" PRId64 ".%s", dispatch, record_string(row, "epoch"));
	autofd fd = outbox_bytes(sending, row, error);
	json_t *addresses = fd < 0 ? NULL : outbox_addresses(sending, dispatch, error);

	if (!addresses)
		return false;
	send = json_pack("{s:s, s:I, s:s, s:s, s:o}", "type", "send", "dispatch",
			 (json_int_t)dispatch, "name", name, "from",
			 sending->desk->office->relay.from, "recipients", addresses);
	return channel_send(sending->channel, send, fd, -1, error);
}

/* After the commit of `attempting`: now the sender may have them. */
static void
outbox_hand_over(void *closure)
{
	DeskSending *sending = closure;

	for (guint i = 0; i < sending->under_way->len; i++) {
		Attempt *attempt = sending->under_way->pdata[i];
		g_autoptr(GError) error = NULL;

		attempt->handed = attempt->handed || outbox_hand_one(sending, attempt->row, &error);
		if (attempt->handed)
			continue;
		log_line(LOG_ERROR, "dispatch %" PRId64 ": %s", record_integer(attempt->row, "id"),
			 error->message);
		/* Its end is heard as that of a sender which never had it. */
		shutdown(sending->channel, SHUT_RDWR);
		return;
	}
}

/* The rules of today find a mark that those of yesterday did not: it stays here, and what tells
 * of it does not show its subject, where the mark may stand. */
static bool
outbox_gated(DeskSending *sending, const json_t *row, const char *why, GError **error)
{
	log_line(LOG_ERROR, "dispatch %" PRId64 " stopped: %s", record_integer(row, "id"), why);
	return fate_move(sending->desk, row, "held", record_integer(row, "attempts"), 0, NULL,
			 error) &&
	       fate_alarm(sending->desk, row, "出口检查拦下，未发出", NULL, error);
}

static bool
outbox_attempt(DeskSending *sending, json_t *row, GError **error)
{
	g_autofree char *stopped = NULL;
	Attempt *attempt;

	if (!gate_again(sending->desk, row, &stopped, error))
		return false;
	if (stopped)
		return outbox_gated(sending, row, stopped, error);
	attempt = g_new0(Attempt, 1);
	attempt->row = json_incref(row);
	g_ptr_array_add(sending->under_way, attempt);
	return fate_move(sending->desk, row, "attempting", record_integer(row, "attempts") + 1, 0,
			 NULL, error);
}

/* A sender that cannot be started is tried again later; `run --once` says so and ends. */
static bool
outbox_ready_sender(DeskSending *sending, bool *ret_ready, GError **error)
{
	g_autoptr(GError) start = NULL;

	*ret_ready = outbox_start_sender(sending, &start);
	if (*ret_ready)
		return true;
	outbox_end_sender(sending);
	if (sending->desk->once) {
		g_propagate_error(error, g_steal_pointer(&start));
		return false;
	}
	log_line(LOG_ERROR, "sender: %s", start->message);
	sending->not_before_us = sending->desk->now_us + 5 * OUTBOX_SECOND;
	return true;
}

bool
outbox_ready(const DeskSending *sending, bool *ret_ready, GError **error)
{
	const Desk *desk = sending->desk;
	g_autoptr(json_t) turn = NULL;
	Budget budget;
	bool waits;

	*ret_ready = false;
	if (!outbox_may_begin(sending))
		return true;
	if (!budget_read(desk_db(desk), desk->office, desk->now_us, &budget, error))
		return false;
	turn = budget_turn(desk_db(desk), &budget, 1, &waits, error);
	*ret_ready = json_array_size(turn) > 0;
	return turn != NULL;
}

/* Once for each day. */
static void
outbox_tell_waiting(DeskSending *sending)
{
	const Office *office = sending->desk->office;
	int64_t from_us, until_us;

	calendar_day(office->zone, sending->desk->now_us, &from_us, &until_us);
	if (sending->told_us == from_us)
		return;
	sending->told_us = from_us;
	log_line(LOG_INFO, "[relay] per-day = %d is used up for today; what waits goes on tomorrow",
		 office->relay.per_day);
}

bool
outbox_begin(DeskSending *sending, GError **error)
{
	Desk *desk = sending->desk;
	int64_t most = outbox_maildir(desk) ? OUTBOX_MAILDIR_BATCH : 1;
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;
	bool ready, waits;
	Budget budget;

	if (outbox_busy(sending) || !outbox_may_begin(sending))
		return true;
	if (!budget_read(desk_db(desk), desk->office, desk->now_us, &budget, error))
		return false;
	rows = budget_turn(desk_db(desk), &budget, most, &waits, error);
	if (!rows)
		return false;
	if (waits)
		outbox_tell_waiting(sending);
	if (json_array_size(rows) == 0)
		return true;
	if (!outbox_ready_sender(sending, &ready, error))
		return false;
	if (!ready)
		return true;
	json_array_foreach (rows, i, row)
		if (!outbox_attempt(sending, row, error))
			return false;
	if (outbox_busy(sending))
		desk_after_commit(desk, outbox_hand_over, sending);
	return true;
}

static bool
outbox_lost_one(DeskSending *sending, const Attempt *attempt, GError **error)
{
	if (attempt->dot && !outbox_maildir(sending->desk))
		return fate_settle(sending->desk, attempt->row, "uncertain", NULL, error);
	if (sending->failures >= FATE_GIVE_UP)
		return fate_settle(sending->desk, attempt->row, "deferred", NULL, error);
	return fate_move(sending->desk, attempt->row, "deferred",
			 record_integer(attempt->row, "attempts") + 1, sending->not_before_us, NULL,
			 error);
}

/* The sender is gone: what it had is uncertain behind the dot, else as it was. It was
 * our process that died and not the relay that said no, so the next try is soon. */
static bool
outbox_lost(DeskSending *sending, GError **error)
{
	g_autoptr(GPtrArray) lost = g_steal_pointer(&sending->under_way);
	int64_t wait_us = MIN(sending->failures, 12) * OUTBOX_SENDER_WAIT_S * OUTBOX_SECOND;

	sending->under_way = g_ptr_array_new_with_free_func(outbox_attempt_free);
	outbox_end_sender(sending);
	sending->failures++;
	sending->not_before_us = sending->desk->now_us + wait_us;
	for (guint i = 0; i < lost->len; i++)
		if (!outbox_lost_one(sending, lost->pdata[i], error))
			return false;
	return true;
}

static Attempt *
outbox_find(const DeskSending *sending, int64_t dispatch)
{
	for (guint i = 0; i < sending->under_way->len; i++) {
		Attempt *attempt = sending->under_way->pdata[i];

		if (record_integer(attempt->row, "id") == dispatch)
			return attempt;
	}
	return NULL;
}

static bool
outbox_hear_one(DeskSending *sending, GError **error)
{
	g_autoptr(json_t) record = NULL;
	g_autoptr(json_t) row = NULL;
	g_autoptr(GError) wrong = NULL;
	int fds[2] = { -1, -1 };
	Attempt *attempt;

	if (!channel_receive(sending->channel, sender_records_from_sender, &record, fds, &wrong)) {
		log_line(LOG_ERROR, "sender: %s", wrong->message);
		return outbox_lost(sending, error);
	}
	files_close(&fds[0]);
	files_close(&fds[1]);
	attempt = record ? outbox_find(sending, record_integer(record, "dispatch")) : NULL;
	if (!attempt)
		return outbox_lost(sending, error);
	if (strcmp(record_string(record, "type"), "dot") == 0) {
		attempt->dot = true;
		return true;
	}
	sending->failures = 0;
	if (strcmp(record_string(record, "outcome"), "sent") != 0)
		log_line(LOG_INFO, "dispatch %" PRId64 " %s: %s",
			 record_integer(record, "dispatch"), record_string(record, "outcome"),
			 record_string(record, "reply") ? record_string(record, "reply") : "");
	row = json_incref(attempt->row);
	g_ptr_array_remove(sending->under_way, attempt);
	return fate_settle(sending->desk, row, record_string(record, "outcome"),
			   record_member(record, "recipients"), error);
}

/* All it has said so far: the results of one round are one group. */
bool
outbox_hear(DeskSending *sending, GError **error)
{
	struct pollfd more;

	do {
		if (!outbox_hear_one(sending, error))
			return false;
		more = (struct pollfd){ sending->channel, POLLIN, 0 };
	} while (outbox_busy(sending) && sending->channel >= 0 && poll(&more, 1, 0) > 0);
	return true;
}

int64_t
outbox_next(const DeskSending *sending)
{
	const Desk *desk = sending->desk;
	bool wait = sending->not_before_us > desk->now_us;
	int64_t from_us, next_us = INT64_MAX;
	g_autoptr(json_t) row = NULL;

	/* With a dispatch under way the sender's word is the next thing to happen. */
	if (desk->sending_held || outbox_busy(sending))
		return INT64_MAX;
	if (wait)
		return sending->not_before_us;
	/* What is ready now was tried, or waits for the next day. */
	if (desk->office->relay.per_day > 0)
		calendar_day(desk->office->zone, desk->now_us, &from_us, &next_us);
	if (db_row(desk_db(desk), NULL, &row, "dispatch_next_time", "i", desk->now_us) &&
	    record_member(row, "next_us"))
		next_us = MIN(next_us, record_integer(row, "next_us"));
	return next_us;
}

bool
outbox_stop(DeskSending *sending, int patience_ms, GError **error)
{
	int64_t until_us = clock_monotonic_us() + patience_ms * INT64_C(1000);

	while (outbox_busy(sending) && sending->channel >= 0) {
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
