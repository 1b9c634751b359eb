/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mbox — one file of letters, split at its From_ lines
 *
 * The file is walked line by line through one buffer; of a line longer than
 * the buffer only the beginning is looked at, the rest is passed over.
 */
#include "base/wire/mbox.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MBOX_BUFFER 65536u

struct Mbox {
	int fd;
	MboxStyle style;
	uint64_t at;   /* offset in the file of buffer[0] */
	size_t filled; /* bytes in buffer */
	size_t used;   /* of which consumed */
	uint64_t next; /* offset of the next From_ line */
	bool ended;
	char buffer[MBOX_BUFFER];
};

typedef struct {
	const char *bytes;
	size_t n_bytes; /* with its line end; cut at MBOX_BUFFER / 2 */
	uint64_t from;
	bool begins; /* false: the rest of a long line */
	bool ends;
} MboxLine;

static bool
mbox_digits(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!g_ascii_isdigit(text[i]))
			return false;
	return true;
}

/* `From ADDRESS … HH:MM … YYYY`: the words of mailbox tools differ, these do not. */
static bool
mbox_from_line(const char *bytes, size_t n_bytes)
{
	bool time = false;
	bool year = false;

	if (n_bytes < 5 || n_bytes > MBOX_FROM_BYTES || memcmp(bytes, "From ", 5) != 0)
		return false;
	for (size_t i = 5; i + 4 <= n_bytes; i++) {
		if (bytes[i + 1] == ':' && g_ascii_isdigit(bytes[i]) &&
		    mbox_digits(bytes + i + 2, 2))
			time = true;
		if (bytes[i - 1] == ' ' && mbox_digits(bytes + i, 4) &&
		    (i + 4 == n_bytes || g_ascii_isspace(bytes[i + 4])))
			year = true;
	}
	return time && year;
}

bool
mbox_is(int fd)
{
	char start[MBOX_FROM_BYTES + 1];
	ssize_t n = pread(fd, start, sizeof start, 0);
	const char *end = n > 0 ? memchr(start, '\n', (size_t)n) : NULL;

	return end && mbox_from_line(start, (size_t)(end - start));
}

Mbox *
mbox_open(int fd, MboxStyle style, GError **error)
{
	Mbox *mbox;

	if (!mbox_is(fd)) {
		errors_set(error, ERRORS_MAIL,
			   _("not an mbox file: it does not begin with a "
			     "line \"From ADDRESS DATE\""));
		return NULL;
	}
	mbox = g_new0(Mbox, 1);
	mbox->fd = fd;
	mbox->style = style;
	return mbox;
}

void
mbox_free(Mbox *mbox)
{
	g_free(mbox);
}

static void
mbox_seek(Mbox *mbox, uint64_t at)
{
	mbox->at = at;
	mbox->filled = mbox->used = 0;
}

/* The next line, or piece of one. *ret_n 0 at the end of the file. */
static bool
mbox_line(Mbox *mbox, MboxLine *line, GError **error)
{
	const char *end;
	size_t left = mbox->filled - mbox->used;

	end = memchr(mbox->buffer + mbox->used, '\n', left);
	if (!end && left < MBOX_BUFFER / 2) {
		memmove(mbox->buffer, mbox->buffer + mbox->used, left);
		mbox->at += mbox->used;
		mbox->used = 0;
		mbox->filled = left;
		while (mbox->filled < MBOX_BUFFER) {
			ssize_t n =
				pread(mbox->fd, mbox->buffer + mbox->filled,
				      MBOX_BUFFER - mbox->filled, (off_t)(mbox->at + mbox->filled));

			if (n < 0)
				return errors_errno(error, ERRORS_STORE, errno,
						    _("cannot read the mbox"));
			if (n == 0)
				break;
			mbox->filled += (size_t)n;
		}
		left = mbox->filled;
		end = memchr(mbox->buffer, '\n', left);
	}
	line->begins = line->ends;
	line->ends = end != NULL;
	line->bytes = mbox->buffer + mbox->used;
	line->from = mbox->at + mbox->used;
	line->n_bytes = end ? (size_t)(end - line->bytes) + 1 : left;
	mbox->used += line->n_bytes;
	return true;
}

/* The address of `From ADDRESS date`, when it looks like one. */
static void
mbox_envelope(const MboxLine *line, MboxLetter *letter)
{
	const char *word = line->bytes + 5;
	size_t n = 0;

	letter->envelope_from[0] = '\0';
	while (5 + n < line->n_bytes && word[n] > ' ' && word[n] < 0x7f)
		n++;
	if (n == 0 || n >= sizeof letter->envelope_from || !memchr(word, '@', n))
		return;
	memcpy(letter->envelope_from, word, n);
	letter->envelope_from[n] = '\0';
}

static bool
mbox_empty(const MboxLine *line)
{
	return line->begins &&
	       (line->n_bytes == 1 ? line->bytes[0] == '\n'
				   : line->n_bytes == 2 && memcmp(line->bytes, "\r\n", 2) == 0);
}

bool
mbox_next(Mbox *mbox, MboxLetter *ret_letter, bool *ret_found, GError **error)
{
	MboxLine line = { .ends = true };
	MboxLetter letter = { 0 };
	uint64_t blank = 0; /* where the empty line before this one began */
	bool was_blank = false;

	*ret_found = false;
	if (mbox->ended)
		return true;
	mbox_seek(mbox, mbox->next);
	if (!mbox_line(mbox, &line, error))
		return false;
	mbox_envelope(&line, &letter);
	letter.from = letter.to = line.from + line.n_bytes;
	for (;;) {
		if (!mbox_line(mbox, &line, error))
			return false;
		if (line.n_bytes == 0) {
			mbox->ended = true;
			letter.to = was_blank ? blank : line.from;
			break;
		}
		if (was_blank && line.begins && mbox_from_line(line.bytes, line.n_bytes)) {
			mbox->next = line.from;
			letter.to = blank;
			break;
		}
		was_blank = mbox_empty(&line);
		blank = line.from;
	}
	*ret_letter = letter;
	*ret_found = true;
	return true;
}

/* One `>` too many: the line is `>…>From `. */
static bool
mbox_quoted(const MboxLine *line)
{
	size_t n = 0;

	while (n < line->n_bytes && line->bytes[n] == '>')
		n++;
	return n > 0 && line->n_bytes - n >= 5 && memcmp(line->bytes + n, "From ", 5) == 0;
}

bool
mbox_copy(Mbox *mbox, const MboxLetter *letter, int to_fd, uint64_t max_bytes,
	  uint64_t *ret_n_bytes, GError **error)
{
	MboxLine line = { .ends = true };
	uint64_t n_bytes = 0;

	mbox_seek(mbox, letter->from);
	while (mbox->at + mbox->used < letter->to) {
		size_t skip;
		size_t n;

		if (!mbox_line(mbox, &line, error))
			return false;
		if (line.n_bytes == 0)
			break;
		skip = mbox->style == MBOX_RD && line.begins && mbox_quoted(&line) ? 1 : 0;
		n = line.n_bytes;
		if (line.from + n > letter->to)
			n = (size_t)(letter->to - line.from);
		n_bytes += n - skip;
		if (n_bytes > max_bytes)
			return errors_set(error, ERRORS_MAIL, _("longer than %llu bytes"),
					  (unsigned long long)max_bytes);
		if (!files_write(to_fd, line.bytes + skip, n - skip, error))
			return false;
	}
	*ret_n_bytes = n_bytes;
	return true;
}
