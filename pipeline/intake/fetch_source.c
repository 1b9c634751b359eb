/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_source — what every kind of source needs, and the kinds there are
 */
#include "pipeline/intake/fetch_source.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/fence.h"
#include "pipeline/intake/fetch_records.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define FETCH_POLL_S 60

static bool
fetch_source_after(const char *word, FetchAfter *ret_after)
{
	static const char *const words[] = { "keep", "flag", "move", "delete" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		if (strcmp(word, words[i]) != 0)
			continue;
		*ret_after = (FetchAfter)i;
		return true;
	}
	return false;
}

bool
fetch_source_read(const json_t *start, FetchSource *ret_source, GError **error)
{
	const char *after = record_string(start, "after");
	FetchSource source = { .start = start,
			       .url = record_string(start, "url"),
			       .directory = record_string(start, "directory"),
			       .move_to = record_string(start, "move_to"),
			       .poll_s = (int)record_integer(start, "poll_s"),
			       .once = record_bool(start, "once") };

	if (after && !fetch_source_after(after, &source.after))
		return errors_set(error, ERRORS_USAGE, _("after = %s: keep, flag, move or delete"),
				  after);
	if (source.after == FETCH_MOVE && !source.move_to)
		return errors_set(error, ERRORS_USAGE, _("after = move needs a folder in move-to"));
	if (source.poll_s <= 0)
		source.poll_s = FETCH_POLL_S;
	*ret_source = source;
	return true;
}

char *
fetch_source_path(const FetchSource *source, const char *path)
{
	return g_canonicalize_filename(path, source->directory);
}

bool
fetch_source_well(const FetchSource *source, bool idle)
{
	g_autoptr(GPtrArray) parked = fetch_parked_list(source->parked);

	return fetch_desk_state(source->desk, NULL, idle, parked);
}

bool
fetch_source_ill(const FetchSource *source, const GError *why)
{
	g_autoptr(GPtrArray) parked = fetch_parked_list(source->parked);

	return fetch_desk_state(source->desk, why->message, false, parked);
}

bool
fetch_source_pause(const FetchSource *source, int64_t milliseconds)
{
	int64_t until_us = clock_monotonic_us() + milliseconds * 1000;
	int64_t left_us;

	while ((left_us = until_us - clock_monotonic_us()) > 0)
		if (!fetch_desk_hear(source->desk, (int)(left_us / 1000) + 1))
			return false;
	return !fetch_desk_gone(source->desk);
}

bool
fetch_source_moved(const FetchSource *source)
{
	return !source->once && fence_state() == FENCE_MOVED;
}

bool
fetch_source_copy(int from, int to, uint64_t *ret_n_bytes, GError **error)
{
	char buffer[65536];
	uint64_t n_bytes = 0;
	ssize_t n;

	while ((n = pread(from, buffer, sizeof buffer, (off_t)n_bytes)) > 0) {
		n_bytes += (uint64_t)n;
		if (n_bytes > FETCH_LETTER_BYTES)
			return errors_set(error, ERRORS_MAIL, _("larger than %llu bytes"),
					  (unsigned long long)FETCH_LETTER_BYTES);
		if (!files_write(to, buffer, (size_t)n, error))
			return false;
	}
	if (n < 0)
		return errors_errno(error, ERRORS_MAIL, errno, _("cannot be read"));
	if (n_bytes == 0)
		return errors_set(error, ERRORS_MAIL, _("the file is empty"));
	*ret_n_bytes = n_bytes;
	return true;
}
