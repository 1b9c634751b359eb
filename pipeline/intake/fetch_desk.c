/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_desk — the fetcher's side of its talk with the desk
 */
#include "pipeline/intake/fetch_desk.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/log.h"
#include "pipeline/intake/fetch_records.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>

struct FetchDesk {
	int channel;
	bool gone;
	GHashTable *items; /* int64_t * ticket → item, on their way */
	int64_t file_ticket;
	int file_fd;   /* of the last `file`; -1 */
	bool answered; /* the last `ask` was */
	bool known;
	FetchDone done;
	void *source;
};

FetchDesk *
fetch_desk_new(int channel)
{
	FetchDesk *desk = g_new0(FetchDesk, 1);
	int flags = fcntl(channel, F_GETFL);

	/* We wait for the desk; it never waits for us. */
	if (flags >= 0)
		fcntl(channel, F_SETFL, flags & ~O_NONBLOCK);
	desk->channel = channel;
	desk->file_fd = -1;
	desk->items = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	return desk;
}

void
fetch_desk_free(FetchDesk *desk)
{
	if (!desk)
		return;
	files_close(&desk->file_fd);
	g_hash_table_unref(desk->items);
	g_free(desk);
}

void
fetch_desk_set_done(FetchDesk *desk, FetchDone done, void *source)
{
	desk->done = done;
	desk->source = source;
}

bool
fetch_desk_gone(const FetchDesk *desk)
{
	return desk->gone;
}

unsigned
fetch_desk_outstanding(const FetchDesk *desk)
{
	return g_hash_table_size(desk->items);
}

int
fetch_desk_fd(const FetchDesk *desk)
{
	return desk->channel;
}

/* NULL: the desk is gone, or talks nonsense, which is the same to us. */
static json_t *
fetch_desk_receive(FetchDesk *desk, int ret_fds[2])
{
	g_autoptr(GError) why = NULL;
	json_t *record = NULL;

	ret_fds[0] = ret_fds[1] = -1;
	if (!channel_receive(desk->channel, fetch_records_from_desk, &record, ret_fds, &why))
		log_line(LOG_ERROR, _("the desk's record: %s"), why->message);
	if (!record)
		desk->gone = true;
	return record;
}

json_t *
fetch_desk_start(FetchDesk *desk, GError **error)
{
	int fds[2];
	g_autoptr(json_t) record = fetch_desk_receive(desk, fds);

	files_close(&fds[0]);
	files_close(&fds[1]);
	if (!record || strcmp(record_string(record, "type"), "start") != 0 ||
	    !record_string(record, "url") || !record_string(record, "directory")) {
		errors_set(error, ERRORS_USAGE, _("a fetcher is started by the desk"));
		return NULL;
	}
	return g_steal_pointer(&record);
}

static bool
fetch_desk_send(FetchDesk *desk, const json_t *record)
{
	if (!desk->gone && !channel_send(desk->channel, record, -1, -1, NULL))
		desk->gone = true;
	return !desk->gone;
}

static void
fetch_desk_hear_done(FetchDesk *desk, int64_t ticket)
{
	void *item = NULL;
	void *key = NULL;

	if (!g_hash_table_steal_extended(desk->items, &ticket, &key, &item))
		return;
	g_free(key);
	if (desk->done)
		desk->done(desk->source, item);
}

static void
fetch_desk_hear_one(FetchDesk *desk)
{
	int fds[2];
	g_autoptr(json_t) record = fetch_desk_receive(desk, fds);
	const char *type = record ? record_string(record, "type") : "";

	if (strcmp(type, "file") == 0) {
		files_close(&desk->file_fd);
		desk->file_fd = files_steal(&fds[0]);
		desk->file_ticket = record_integer(record, "ticket");
	} else if (strcmp(type, "done") == 0) {
		fetch_desk_hear_done(desk, record_integer(record, "ticket"));
	} else if (strcmp(type, "known") == 0) {
		desk->answered = true;
		desk->known = record_bool(record, "known");
	}
	files_close(&fds[0]);
	files_close(&fds[1]);
}

bool
fetch_desk_hear(FetchDesk *desk, int timeout_ms)
{
	struct pollfd wait = { desk->channel, POLLIN, 0 };

	while (!desk->gone) {
		int n = poll(&wait, 1, timeout_ms);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		fetch_desk_hear_one(desk);
		timeout_ms = 0;
	}
	return !desk->gone;
}

bool
fetch_desk_open(FetchDesk *desk, int64_t *ret_ticket, int *ret_fd)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "type", "open");

	while (!desk->gone && fetch_desk_outstanding(desk) >= FETCH_TICKETS)
		fetch_desk_hear(desk, -1);
	if (!fetch_desk_send(desk, record))
		return false;
	while (!desk->gone && desk->file_fd < 0)
		fetch_desk_hear_one(desk);
	if (desk->gone)
		return false;
	*ret_ticket = desk->file_ticket;
	*ret_fd = files_steal(&desk->file_fd);
	return true;
}

bool
fetch_desk_taken(FetchDesk *desk, int64_t ticket, const FetchLetter *letter, void *item)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "type", "taken");
	g_autofree char *key = g_utf8_make_valid(letter->key, -1);

	record_set_integer(record, "ticket", ticket);
	record_set_string(record, "key", key);
	record_set_string(record, "folder", letter->folder);
	record_set_integer(record, "uidvalidity", letter->uidvalidity);
	record_set_integer(record, "uid", letter->uid);
	record_set_integer(record, "mark", letter->mark);
	record_set_integer(record, "bytes", (int64_t)letter->n_bytes);
	record_set_integer(record, "received_us", MAX(0, letter->received_us));
	record_set_string(record, "envelope_from", letter->envelope_from);
	g_hash_table_insert(desk->items, g_memdup2(&ticket, sizeof ticket), item);
	return fetch_desk_send(desk, record);
}

bool
fetch_desk_drop(FetchDesk *desk, int64_t ticket)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "type", "drop");

	record_set_integer(record, "ticket", ticket);
	return fetch_desk_send(desk, record);
}

bool
fetch_desk_known(FetchDesk *desk, const char *key, bool *ret_known)
{
	g_autoptr(json_t) record = json_pack("{s:s}", "type", "ask");
	g_autofree char *valid = g_utf8_make_valid(key, -1);

	record_set_string(record, "key", valid);
	desk->answered = false;
	if (!fetch_desk_send(desk, record))
		return false;
	while (!desk->gone && !desk->answered)
		fetch_desk_hear_one(desk);
	*ret_known = desk->known;
	return !desk->gone;
}

bool
fetch_desk_state(FetchDesk *desk, const char *problem, bool idle, const GPtrArray *parked)
{
	g_autoptr(json_t) record =
		json_pack("{s:s, s:b, s:b}", "type", "state", "ok", !problem, "idle", idle);
	g_autofree char *clean = problem ? g_utf8_make_valid(problem, -1) : NULL;
	json_t *list = json_array();

	for (guint i = 0; parked && i < parked->len && i < FETCH_PARKED_MAX; i++) {
		g_autofree char *text = g_utf8_make_valid(g_ptr_array_index(parked, i), -1);

		json_array_append_new(list, json_string(text));
	}
	record_set_string(record, "error", clean);
	json_object_set_new(record, "parked", list);
	return fetch_desk_send(desk, record);
}
