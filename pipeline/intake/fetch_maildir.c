/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_maildir — letters that arrive in a Maildir's new/
 *
 * inotify wakes us, a sweep finds what is there: an event may get lost, a file
 * does not. A file that is still being written (copied into new/ by hand) is
 * left alone until its writer closes it.
 *
 * Not here: the folder itself (base/wire/maildir).
 */
#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/wire/maildir.h"
#include "pipeline/intake/fetch_source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define FETCH_SWEEP 2000 /* letters between two looks at the folder */
#define FETCH_BUSY_MS 200

typedef struct {
	FetchSource *source;
	char *dir;
	char *target;	       /* FETCH_MOVE: another Maildir */
	GHashTable *under_way; /* names given to the desk, not done */
	bool trouble;	       /* the last thing told to the desk was bad */
	bool busy;	       /* a file was still being written */
} FetchMaildir;

static bool
fetch_maildir_finish(FetchMaildir *maildir, const char *name, GError **error)
{
	switch (maildir->source->after) {
	case FETCH_KEEP:
		return maildir_keep(maildir->dir, name, NULL, "", error);
	case FETCH_FLAG:
		return maildir_keep(maildir->dir, name, NULL, "S", error);
	case FETCH_MOVE:
		return maildir_keep(maildir->dir, name, maildir->target, "", error);
	case FETCH_DELETE:
		return maildir_remove(maildir->dir, name, error);
	}
	return false;
}

/* The desk has it: only now the source is told. */
static void
fetch_maildir_done(void *data, void *item)
{
	FetchMaildir *maildir = data;
	g_autofree char *name = item;
	g_autoptr(GError) why = NULL;

	if (!fetch_maildir_finish(maildir, name, &why)) {
		fetch_parked_fail(maildir->source->parked, name, 0, why->message,
				  clock_monotonic_us());
		maildir->trouble = fetch_source_ill(maildir->source, why);
	} else {
		fetch_parked_forget(maildir->source->parked, name);
	}
	g_hash_table_remove(maildir->under_way, name);
}

/* Is somebody writing to it? A read lease is refused as long as anybody is. */
static bool
fetch_maildir_written(int fd)
{
	if (fcntl(fd, F_SETLEASE, F_RDLCK) < 0)
		return errno == EAGAIN;
	fcntl(fd, F_SETLEASE, F_UNLCK);
	return false;
}

/* One letter to the desk. False: the desk is gone or cannot take it now. */
static bool
fetch_maildir_give(FetchMaildir *maildir, const MaildirEntry *entry, int from, GError **error)
{
	FetchSource *source = maildir->source;
	FetchLetter letter = { .key = entry->name, .received_us = entry->time_us };
	g_autoptr(GError) why = NULL;
	int64_t ticket;
	autofd to = -1;

	if (!fetch_desk_open(source->desk, &ticket, &to))
		return errors_set(error, ERRORS_AGAIN, _("the desk is gone"));
	if (!fetch_source_copy(from, to, &letter.n_bytes, &why)) {
		fetch_desk_drop(source->desk, ticket);
		if (!g_error_matches(why, ERRORS, ERRORS_MAIL)) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		fetch_parked_fail(source->parked, entry->name, 0, why->message,
				  clock_monotonic_us());
		return true;
	}
	g_hash_table_add(maildir->under_way, g_strdup(entry->name));
	fetch_desk_taken(source->desk, ticket, &letter, g_strdup(entry->name));
	return true;
}

static bool
fetch_maildir_entry(FetchMaildir *maildir, const MaildirEntry *entry, bool *ret_found,
		    GError **error)
{
	FetchSource *source = maildir->source;
	g_autoptr(GError) why = NULL;
	autofd from = -1;

	if (g_hash_table_contains(maildir->under_way, entry->name) ||
	    fetch_parked_is(source->parked, entry->name, clock_monotonic_us()))
		return true;
	from = maildir_open(maildir->dir, MAILDIR_NEW, entry->name, &why);
	if (from < 0) {
		if (!g_error_matches(why, ERRORS, ERRORS_MAIL))
			return true; /* somebody else took it */
		*ret_found = true;
		fetch_parked_fail(source->parked, entry->name, 0, why->message,
				  clock_monotonic_us());
		return true;
	}
	if (fetch_maildir_written(from)) {
		maildir->busy = true;
		return true;
	}
	*ret_found = true;
	return fetch_maildir_give(maildir, entry, from, error);
}

/* One look at the folder. *ret_found: there was something to do. */
static bool
fetch_maildir_sweep(FetchMaildir *maildir, bool *ret_found, GError **error)
{
	g_autoptr(GPtrArray) entries = NULL;
	size_t max = FETCH_SWEEP + g_hash_table_size(maildir->under_way);

	*ret_found = false;
	maildir->busy = false;
	if (!maildir_list(maildir->dir, false, max, &entries, error))
		return false;
	for (guint i = 0; i < entries->len; i++)
		if (!fetch_maildir_entry(maildir, g_ptr_array_index(entries, i), ret_found, error))
			return false;
	return true;
}

/* Until the folder or the desk stirs, or it is time to look anyhow. */
static void
fetch_maildir_wait(FetchMaildir *maildir, int watch, int timeout_ms)
{
	FetchDesk *desk = maildir->source->desk;
	struct pollfd waits[2] = { { fetch_desk_fd(desk), POLLIN, 0 }, { watch, POLLIN, 0 } };
	char events[4096];

	if (poll(waits, 2, timeout_ms) <= 0)
		return;
	if (waits[0].revents)
		fetch_desk_hear(desk, 0);
	while (watch >= 0 && read(watch, events, sizeof events) > 0)
		continue;
}

static int
fetch_maildir_watch(const char *dir)
{
	g_autofree char *fresh = g_build_filename(dir, "new", NULL);
	int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	if (watch >= 0 && inotify_add_watch(watch, fresh,
					    IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE |
						    IN_DELETE_SELF | IN_ONLYDIR) < 0)
		files_close(&watch);
	return watch;
}

/* After a sweep without error. False: `once` is done. */
static bool
fetch_maildir_rest(FetchMaildir *maildir, int watch, bool found)
{
	FetchSource *source = maildir->source;
	bool nothing_left = fetch_desk_outstanding(source->desk) == 0;

	if (found) {
		fetch_desk_hear(source->desk, 0);
		return true;
	}
	if (!nothing_left) { /* acknowledge before telling that all is quiet */
		fetch_maildir_wait(maildir, watch, source->poll_s * 1000);
		return true;
	}
	if (!maildir->trouble)
		fetch_source_well(source, true);
	maildir->trouble = false;
	if (source->once)
		return false;
	fetch_maildir_wait(maildir, watch, maildir->busy ? FETCH_BUSY_MS : source->poll_s * 1000);
	return true;
}

static int
fetch_maildir_loop(FetchMaildir *maildir)
{
	FetchSource *source = maildir->source;
	autofd watch = -1;

	while (!fetch_desk_gone(source->desk) && !fetch_source_moved(source)) {
		g_autoptr(GError) why = NULL;
		bool found;

		if (watch < 0)
			watch = fetch_maildir_watch(maildir->dir);
		if (fetch_maildir_sweep(maildir, &found, &why)) {
			if (!fetch_maildir_rest(maildir, watch, found))
				return 0;
			continue;
		}
		files_close(&watch);
		fetch_source_ill(source, why);
		if (source->once)
			return 75;
		fetch_source_pause(source, MIN(source->poll_s, 5) * 1000);
	}
	return 0;
}

int
fetch_maildir_run(FetchSource *source)
{
	g_autofree char *dir = fetch_source_path(source, source->url + strlen("maildir:"));
	g_autofree char *target =
		source->move_to ? fetch_source_path(source, source->move_to) : NULL;
	g_autoptr(GHashTable) under_way =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	FetchMaildir maildir = {
		.source = source, .dir = dir, .target = target, .under_way = under_way
	};

	/* Where it cannot be made, the first sweep says why. */
	maildir_make(dir, NULL);
	if (target && source->after == FETCH_MOVE)
		maildir_make(target, NULL);
	fetch_desk_set_done(source->desk, fetch_maildir_done, &maildir);
	return fetch_maildir_loop(&maildir);
}
