/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_mbox — the letters of one mbox file, once
 *
 * The file is never changed; its letters are recognised when they come again.
 *
 * Not here: splitting (base/wire/mbox).
 */
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/wire/mbox.h"
#include "pipeline/intake/fetch_records.h"
#include "pipeline/intake/fetch_source.h"

#include <inttypes.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

static bool
fetch_mbox_letter(FetchSource *source, Mbox *mbox, const MboxLetter *part, int64_t time_us,
		  GError **error)
{
	g_autofree char *key = g_strdup_printf("%" PRIu64, part->from);
	FetchLetter letter = { .key = key,
			       .received_us = time_us,
			       .envelope_from = *part->envelope_from ? part->envelope_from : NULL };
	g_autoptr(GError) why = NULL;
	int64_t ticket;
	autofd to = -1;

	if (part->to == part->from)
		return true;
	if (!fetch_desk_open(source->desk, &ticket, &to))
		return errors_set(error, ERRORS_AGAIN, _("the desk is gone"));
	if (mbox_copy(mbox, part, to, FETCH_LETTER_BYTES, &letter.n_bytes, &why)) {
		fetch_desk_taken(source->desk, ticket, &letter, NULL);
		return true;
	}
	fetch_desk_drop(source->desk, ticket);
	if (!g_error_matches(why, ERRORS, ERRORS_MAIL)) {
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	fetch_parked_set(source->parked, key, why->message, 0);
	return true;
}

static bool
fetch_mbox_read(FetchSource *source, const char *path, GError **error)
{
	autofd fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	g_autoptr(Mbox) mbox = NULL;
	struct stat facts;
	MboxLetter letter;
	bool found = true;

	if (fd < 0 || fstat(fd, &facts) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot open %s"), path);
	if (facts.st_size == 0)
		return true;
	mbox = mbox_open(fd, MBOX_RD, error);
	while (mbox && found) {
		if (!mbox_next(mbox, &letter, &found, error) ||
		    (found && !fetch_mbox_letter(source, mbox, &letter,
						 facts.st_mtim.tv_sec * G_USEC_PER_SEC, error)))
			return false;
	}
	return mbox != NULL;
}

int
fetch_mbox_run(FetchSource *source)
{
	g_autofree char *path = fetch_source_path(source, source->url + strlen("mbox:"));
	g_autoptr(GError) why = NULL;
	bool well = fetch_mbox_read(source, path, &why);

	while (fetch_desk_outstanding(source->desk) > 0 && fetch_desk_hear(source->desk, -1))
		continue;
	if (well)
		fetch_source_well(source, true);
	else
		fetch_source_ill(source, why);
	/* A file is read once; without `once` we stay, so that we need no restart. */
	while (!source->once && fetch_desk_hear(source->desk, -1))
		continue;
	return well || !source->once ? 0 : 75;
}
