/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz-spool — any bytes as a month of the log's mirror, and as an mbox
 */
#include <stdint.h>
#include <string.h>

#include "base/files.h"
#include "base/wire/mbox.h"
#include "spool/events.h"
#include "spool/mirror.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fuzz_mirror(const char *bytes, size_t n)
{
	size_t whole = mirror_length(bytes, n, INT64_MAX);
	size_t some = mirror_length(bytes, n, 2);

	g_assert(whole <= n && some <= whole);
	for (size_t at = 0; at < n;) {
		const char *end = memchr(bytes + at, '\n', n - at);
		size_t n_line = end ? (size_t)(end - bytes) - at : n - at;
		g_autoptr(json_t) row = events_parse_line(bytes + at, n_line, NULL);

		if (row)
			events_follows(row, record_integer(row, "seq"), NULL, NULL);
		at += n_line + 1;
	}
}

static void
fuzz_mbox(const char *bytes, size_t n, MboxStyle style)
{
	autofd fd = files_sealed("mbox", bytes, n, NULL);
	autofd null = files_sealed("out", "", 0, NULL);
	g_autoptr(Mbox) mbox = mbox_open(fd, style, NULL);
	MboxLetter letter;
	bool found = true;
	uint64_t at = 0, n_bytes;

	while (mbox && mbox_next(mbox, &letter, &found, NULL) && found) {
		g_assert(letter.from >= at && letter.from <= letter.to && letter.to <= n);
		at = letter.to;
		mbox_copy(mbox, &letter, null, n, &n_bytes, NULL);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_mirror((const char *)data, size);
	fuzz_mbox((const char *)data, size, MBOX_RD);
	fuzz_mbox((const char *)data, size, MBOX_O);
	return 0;
}
