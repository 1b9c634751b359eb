/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * take — letters from fetchers into the group
 */
#include "pipeline/intake/take.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/jail/channel.h"
#include "pipeline/desk/desk.h"

#include <string.h>
#include <sys/socket.h>

#define TAKE_TICKETS 64 /* files one peer may have open */

/* A file on its way: open in a peer's hands (channel set), or whole and waiting. */
typedef struct {
	TakePeer *peer; /* NULL: its peer is gone, or there never was one */
	int64_t ticket;
	StoreTaken taken;
	json_t *arrival;    /* the members of the event that tell of the arrival */
	TakeResult *result; /* filled at the flush; may be NULL */
	int64_t letter;
	bool again;
} TakeFile;

struct TakePeer {
	DeskIntake *intake;
	int channel;
	char *source;
	int64_t next_ticket;
	GHashTable *open; /* ticket to TakeFile */
};

struct DeskIntake {
	Desk *desk;
	GPtrArray *waiting; /* TakeFile, whole */
	GPtrArray *peers;
};

static void
take_file_free(void *data)
{
	TakeFile *file = data;

	store_drop_file(&file->taken.file);
	g_free(file->taken.place);
	json_decref(file->arrival);
	g_free(file);
}

DeskIntake *
take_new(struct Desk *desk)
{
	DeskIntake *intake = g_new0(DeskIntake, 1);

	intake->desk = desk;
	intake->waiting = g_ptr_array_new_with_free_func(take_file_free);
	intake->peers = g_ptr_array_new();
	return intake;
}

void
take_free(DeskIntake *intake)
{
	if (!intake)
		return;
	g_ptr_array_unref(intake->waiting);
	g_ptr_array_unref(intake->peers);
	g_free(intake);
}

TakePeer *
take_peer_new(DeskIntake *intake, int channel, const char *source)
{
	TakePeer *peer = g_new0(TakePeer, 1);

	peer->intake = intake;
	peer->channel = channel;
	peer->source = g_strdup(source);
	peer->open = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, take_file_free);
	g_ptr_array_add(intake->peers, peer);
	return peer;
}

void
take_peer_free(TakePeer *peer)
{
	if (!peer)
		return;
	/* What it reported whole is taken all the same; nobody hears of it. */
	for (guint i = 0; i < peer->intake->waiting->len; i++) {
		TakeFile *file = peer->intake->waiting->pdata[i];

		if (file->peer == peer)
			file->peer = NULL;
	}
	g_ptr_array_remove(peer->intake->peers, peer);
	g_hash_table_unref(peer->open);
	g_free(peer->source);
	g_free(peer);
}

static bool
take_open(TakePeer *peer, GError **error)
{
	Desk *desk = peer->intake->desk;
	TakeFile *file = g_new0(TakeFile, 1);
	g_autoptr(json_t) answer = NULL;

	file->taken.file.fd = -1;
	if (g_hash_table_size(peer->open) >= TAKE_TICKETS) {
		take_file_free(file);
		return errors_set(error, ERRORS_MAIL, "%s: too many files open", peer->source);
	}
	if (!store_new_file(desk->store, &file->taken.file, error)) {
		take_file_free(file);
		return false;
	}
	file->peer = peer;
	file->ticket = ++peer->next_ticket;
	g_hash_table_insert(peer->open, &file->ticket, file);
	answer = json_pack("{s:s, s:I}", "type", "file", "ticket", (json_int_t)file->ticket);
	return channel_send(peer->channel, answer, file->taken.file.fd, -1, error);
}

static void
take_copy(json_t *to, const json_t *from, const char *name)
{
	const json_t *value = record_member(from, name);

	if (value)
		json_object_set(to, name, (json_t *)value);
}

static bool
take_whole(TakePeer *peer, const json_t *record, GError **error)
{
	int64_t ticket = record_integer(record, "ticket");
	TakeFile *file = g_hash_table_lookup(peer->open, &ticket);
	const char *arrived = record_string(record, "key");
	int64_t mark = record_integer(record, "mark");

	if (!file || !arrived)
		return errors_set(error, ERRORS_MAIL, "%s: no such file is open", peer->source);
	g_hash_table_steal(peer->open, &ticket);
	file->arrival = json_object();
	record_set_string(file->arrival, "source", peer->source);
	record_set_string(file->arrival, "arrived", arrived);
	take_copy(file->arrival, record, "folder");
	take_copy(file->arrival, record, "envelope_from");
	if (mark > 0) {
		record_set_integer(file->arrival, "uidvalidity",
				   record_integer(record, "uidvalidity"));
		record_set_integer(file->arrival, "uid", mark);
	}
	g_ptr_array_add(peer->intake->waiting, file);
	return true;
}

static bool
take_ask(TakePeer *peer, const char *key, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) answer = NULL;

	if (!key)
		return errors_set(error, ERRORS_MAIL, "%s: asks for nothing", peer->source);
	if (!db_row(desk_db(peer->intake->desk), error, &row, "arrival_known", "tt", peer->source,
		    key))
		return false;
	answer = json_pack("{s:s, s:b}", "type", "known", "known", row != NULL);
	return channel_send(peer->channel, answer, -1, -1, error);
}

bool
take_record(TakePeer *peer, const json_t *record, GError **error)
{
	const char *type = record_string(record, "type");
	int64_t ticket = record_integer(record, "ticket");

	if (g_strcmp0(type, "open") == 0)
		return take_open(peer, error);
	if (g_strcmp0(type, "taken") == 0)
		return take_whole(peer, record, error);
	if (g_strcmp0(type, "ask") == 0)
		return take_ask(peer, record_string(record, "key"), error);
	if (g_strcmp0(type, "drop") == 0) {
		g_hash_table_remove(peer->open, &ticket);
		return true;
	}
	return errors_set(error, ERRORS_MAIL, "%s: unknown record %s", peer->source,
			  type ? type : "");
}

bool
take_direct(DeskIntake *intake, void *store_file, const char *source, const char *arrived,
	    TakeResult *result, GError **error)
{
	TakeFile *file = g_new0(TakeFile, 1);
	StoreFile *given = store_file;

	(void)error;
	file->taken.file = *given;
	given->fd = -1;
	given->path = NULL;
	file->arrival = json_object();
	file->result = result;
	record_set_string(file->arrival, "source", source);
	record_set_string(file->arrival, "arrived", arrived);
	g_ptr_array_add(intake->waiting, file);
	return true;
}

size_t
take_waiting(const DeskIntake *intake)
{
	return intake->waiting->len;
}

/* One letter of the group: a new one, or another arrival of one we have. */
static bool
take_event_of(DeskIntake *intake, TakeFile *file, GError **error)
{
	Desk *desk = intake->desk;
	g_autoptr(json_t) known = NULL;
	json_t *params = json_incref(file->arrival);

	if (!db_row(desk_db(desk), error, &known, "letter_by_sha", "t", file->taken.sha256)) {
		json_decref(params);
		return false;
	}
	record_set_integer(params, "received_us", desk->now_us);
	file->again = known != NULL;
	if (known) {
		file->letter = record_integer(known, "id");
		if (strcmp(record_string(known, "place"), file->taken.place) != 0) {
			store_erase_place(desk->store, file->taken.place);
			g_free(file->taken.place);
			file->taken.place = g_strdup(record_string(known, "place"));
		}
		record_set_integer(params, "letter", file->letter);
		return desk_event(desk, "letter.again", params, 0, NULL, error);
	}
	if (!desk_next_id(desk, "letter_next_id", &file->letter, error)) {
		json_decref(params);
		return false;
	}
	record_set_integer(params, "letter", file->letter);
	record_set_string(params, "sha256", file->taken.sha256);
	record_set_string(params, "place", file->taken.place);
	record_set_integer(params, "bytes", file->taken.bytes);
	return desk_event(desk, "letter.taken", params, 0, NULL, error);
}

static bool
take_event(DeskIntake *intake, TakeFile *file, GError **error)
{
	if (!take_event_of(intake, file, error))
		return false;
	if (file->result) {
		file->result->letter = file->letter;
		file->result->again = file->again;
		g_strlcpy(file->result->sha256, file->taken.sha256, sizeof file->result->sha256);
		file->result->place = g_strdup(file->taken.place);
	}
	return true;
}

/* After the commit: tell the peer, which may now acknowledge to its source. */
static void
take_tell(void *closure)
{
	GPtrArray *group = closure;

	for (guint i = 0; i < group->len; i++) {
		TakeFile *file = group->pdata[i];
		g_autoptr(json_t) done = NULL;

		/* A peer may have gone between commit and now. */
		if (!file->peer || !g_ptr_array_find(file->peer->intake->peers, file->peer, NULL))
			continue;
		done = json_pack("{s:s, s:I, s:I, s:b, s:s, s:s}", "type", "done", "ticket",
				 (json_int_t)file->ticket, "letter", (json_int_t)file->letter,
				 "again", file->again, "sha256", file->taken.sha256, "place",
				 file->taken.place);
		/* A peer that cannot be told would wait for ever: it hears the end instead,
		 * and brings the letter again. */
		if (!channel_send(file->peer->channel, done, -1, -1, NULL))
			shutdown(file->peer->channel, SHUT_RDWR);
	}
	g_ptr_array_unref(group);
}

bool
take_flush(DeskIntake *intake, GError **error)
{
	Desk *desk = intake->desk;
	g_autoptr(GPtrArray) group = NULL;
	g_autofree StoreTaken *taken = NULL;
	bool ok;

	if (intake->waiting->len == 0)
		return true;
	group = g_steal_pointer(&intake->waiting);
	intake->waiting = g_ptr_array_new_with_free_func(take_file_free);
	taken = g_new0(StoreTaken, group->len);
	for (guint i = 0; i < group->len; i++)
		taken[i] = ((TakeFile *)group->pdata[i])->taken;
	ok = store_take_group(desk->store, taken, group->len, desk->now_us, desk->office->zone,
			      error);
	for (guint i = 0; i < group->len; i++)
		((TakeFile *)group->pdata[i])->taken = taken[i];
	for (guint i = 0; ok && i < group->len; i++)
		ok = take_event(intake, group->pdata[i], error);
	if (ok)
		desk_after_commit(desk, take_tell, g_steal_pointer(&group));
	return ok;
}
