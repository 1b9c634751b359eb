/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_imap — letters of one IMAP mailbox, as long as there is a connection
 *
 * Work is found by UID, never by flags. A letter that fails is tried again and
 * then parked; a connection that fails is made anew, more and more slowly.
 * With after = move or delete whatever still lies in the folder was not
 * acknowledged: reading begins at its beginning at each start.
 *
 * Not here: one letter (fetch_imap_letter), how far a folder is (fetch_folder).
 */
#include "pipeline/intake/fetch_imap.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "pipeline/login.h"

#include <string.h>

#define FETCH_RETRY_FIRST_MS INT64_C(5000)
#define FETCH_RETRY_LAST_MS INT64_C(300000)
#define FETCH_RETRY_REFUSED_MS INT64_C(60000) /* logins are not to be hammered at */
#define FETCH_IDLE_S 540		      /* routers forget quiet lines */
#define FETCH_DONE_MS 300
#define FETCH_QUICK_MS 1000 /* after a letter broke the line */
#define FETCH_QUICK_MAX 30u /* such returns without a whole sweep between */

static bool
fetch_imap_connect(FetchImap *self, GError **error)
{
	g_autofree char *host = session_url_host(self->source->url);
	Session *session = login_session(self->source->start, error);

	self->selected = NULL;
	self->imap = session ? imap_over(session, host, error) : NULL;
	return self->imap != NULL;
}

static bool
fetch_imap_select(FetchImap *self, FetchFolder *folder, GError **error)
{
	ImapFolder found;

	if (self->selected == folder)
		return true;
	self->selected = NULL;
	if (!imap_select(self->imap, folder->name, &found, error))
		return false;
	if (!fetch_folder_opened(folder, found.uidvalidity))
		return errors_set(error, ERRORS_REFUSED,
				  _("the server numbers the folder %s anew at every opening "
				    "(UIDVALIDITY); reading it would never end"),
				  folder->name);
	self->selected = folder;
	return true;
}

static bool
fetch_imap_finish(FetchImap *self, uint32_t uid, GError **error)
{
	switch (self->source->after) {
	case FETCH_KEEP:
		return true;
	case FETCH_FLAG:
		return imap_flag(self->imap, uid, "\\Seen", error);
	case FETCH_MOVE:
		return imap_move(self->imap, uid, self->source->move_to, error);
	case FETCH_DELETE:
		return imap_delete(self->imap, uid, error);
	}
	return true;
}

/* Tells the server about durable letters of the open folder. A refusal is
 * reported and not repeated; a lost line keeps the rest for the next one. */
static bool
fetch_imap_acknowledge(FetchImap *self, GError **error)
{
	for (guint i = 0; i < self->done->len;) {
		FetchImapItem *item = g_ptr_array_index(self->done, i);
		g_autoptr(GError) why = NULL;

		if (item->folder != self->selected) {
			i++;
			continue;
		}
		if (item->uidvalidity == self->selected->uidvalidity &&
		    !fetch_imap_finish(self, item->uid, &why)) {
			if (!imap_usable(self->imap)) {
				g_propagate_error(error, g_steal_pointer(&why));
				return false;
			}
			self->trouble = fetch_source_ill(self->source, why);
		}
		g_ptr_array_remove_index(self->done, i);
	}
	return true;
}

/* Whatever is new in one folder. */
static bool
fetch_imap_sweep(FetchImap *self, FetchFolder *folder, bool *ret_found, GError **error)
{
	g_autoptr(GArray) found = NULL;
	g_autoptr(GArray) work = NULL;

	if (!fetch_imap_select(self, folder, error) || !fetch_imap_acknowledge(self, error) ||
	    !imap_search_above(self->imap, folder->seen, self->source->after >= FETCH_MOVE, &found,
			       error))
		return false;
	work = fetch_folder_work(folder, found);
	for (guint i = 0; i < work->len; i++) {
		uint32_t uid = g_array_index(work, uint32_t, i);

		if (!fetch_imap_letter(self, folder, uid, ret_found, error))
			return false;
		fetch_desk_hear(self->source->desk, 0);
		if (!fetch_imap_acknowledge(self, error))
			return false;
	}
	return true;
}

static bool
fetch_imap_sweep_all(FetchImap *self, bool *ret_found, GError **error)
{
	*ret_found = false;
	for (guint i = 0; i < self->folders->len; i++) {
		FetchFolder *folder = g_ptr_array_index(self->folders, i);
		g_autoptr(GError) why = NULL;

		if (fetch_imap_sweep(self, folder, ret_found, &why))
			continue;
		/* One folder that cannot be opened does not stop the others. */
		if (imap_usable(self->imap) && g_error_matches(why, ERRORS, ERRORS_REFUSED) &&
		    self->folders->len > 1) {
			self->trouble = fetch_source_ill(self->source, why);
			continue;
		}
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	return true;
}

/* Quiet: until the server or the desk says something. */
static bool
fetch_imap_wait(FetchImap *self, GError **error)
{
	FetchDesk *desk = self->source->desk;
	bool news;
	bool other;
	int seconds = CLAMP(self->source->poll_s, 1, FETCH_IDLE_S);

	if (!fetch_imap_select(self, g_ptr_array_index(self->folders, 0), error) ||
	    !imap_idle(self->imap, fetch_desk_fd(desk), seconds, &news, &other, error))
		return false;
	if (other)
		fetch_desk_hear(desk, 0);
	return true;
}

/* Works on one connection. True: nothing is left to do (`once`), or the desk is gone. */
static bool
fetch_imap_work(FetchImap *self, GError **error)
{
	FetchDesk *desk = self->source->desk;

	while (!fetch_desk_gone(desk)) {
		bool found;
		bool waiting;

		if (!fetch_imap_sweep_all(self, &found, error))
			return false;
		self->retry_ms = FETCH_RETRY_FIRST_MS;
		self->n_quick = 0;
		waiting = fetch_desk_outstanding(desk) > 0;
		if (found || (waiting && self->source->once)) {
			fetch_desk_hear(desk, found ? 0 : -1);
			continue;
		}
		if (waiting)
			fetch_desk_hear(desk, FETCH_DONE_MS);
		if (self->done->len > 0)
			continue;
		if (!self->trouble)
			fetch_source_well(self->source, !waiting);
		self->trouble = false;
		if (self->source->once)
			return true;
		if (!fetch_imap_wait(self, error))
			return false;
	}
	return true;
}

/* How long to stay away after this error. */
static int64_t
fetch_imap_patience(FetchImap *self, const GError *why)
{
	uint8_t random;
	int64_t ms = self->retry_ms;

	if (g_error_matches(why, ERRORS, ERRORS_REFUSED))
		ms = MAX(ms, FETCH_RETRY_REFUSED_MS);
	self->retry_ms = MIN(self->retry_ms * 2, FETCH_RETRY_LAST_MS);
	hash_random(&random, sizeof random);
	return ms / 2 + ms / 2 * random / 255;
}

static void
fetch_imap_done(void *data, void *item)
{
	FetchImap *self = data;

	g_ptr_array_add(self->done, item);
}

/* After an error. False: `once` gives up. */
static bool
fetch_imap_recover(FetchImap *self, const GError *why)
{
	bool quick = self->letter_failed && self->n_quick < FETCH_QUICK_MAX;

	self->letter_failed = false;
	if (quick) { /* the line broke at a letter, which was counted: the others wait */
		self->n_quick++;
		fetch_source_pause(self->source, self->source->once ? 0 : FETCH_QUICK_MS);
		return true;
	}
	if (self->source->once)
		return false;
	fetch_source_pause(self->source, fetch_imap_patience(self, why));
	return true;
}

static int
fetch_imap_loop(FetchImap *self)
{
	while (!fetch_desk_gone(self->source->desk) && !fetch_source_moved(self->source)) {
		g_autoptr(GError) why = NULL;
		bool over = fetch_imap_connect(self, &why) && fetch_imap_work(self, &why);

		imap_free(self->imap);
		self->imap = NULL;
		self->selected = NULL;
		if (over)
			return 0;
		fetch_source_ill(self->source, why);
		if (!fetch_imap_recover(self, why))
			return 75;
	}
	return 0;
}

/* Where we were in this folder. */
static FetchFolder *
fetch_imap_position(const FetchSource *source, const char *name)
{
	const json_t *positions = record_member(source->start, "positions");
	json_t *position;
	size_t i;

	json_array_foreach (positions, i, position) {
		uint32_t uidvalidity = (uint32_t)record_integer(position, "uidvalidity");
		uint32_t uid = (uint32_t)record_integer(position, "uid");

		if (strcmp(record_string(position, "folder"), name) == 0)
			return fetch_folder_new(name, uidvalidity,
						source->after >= FETCH_MOVE ? 0 : uid);
	}
	return fetch_folder_new(name, 0, 0);
}

static GPtrArray *
fetch_imap_folders(const FetchSource *source)
{
	GPtrArray *folders = g_ptr_array_new_with_free_func(fetch_folder_free);
	const json_t *names = record_member(source->start, "folders");
	g_autofree char *folder = session_url_folder(source->url);
	json_t *name;
	size_t i;

	json_array_foreach (names, i, name)
		g_ptr_array_add(folders, fetch_imap_position(source, json_string_value(name)));
	if (folders->len == 0)
		g_ptr_array_add(folders, fetch_imap_position(source, folder ? folder : "INBOX"));
	return folders;
}

int
fetch_imap_run(FetchSource *source)
{
	g_autoptr(GPtrArray) folders = fetch_imap_folders(source);
	g_autoptr(GPtrArray) done = g_ptr_array_new_with_free_func(g_free);
	FetchImap self = {
		.source = source, .folders = folders, .done = done, .retry_ms = FETCH_RETRY_FIRST_MS
	};

	fetch_desk_set_done(source->desk, fetch_imap_done, &self);
	return fetch_imap_loop(&self);
}
