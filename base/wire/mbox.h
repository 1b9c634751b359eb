/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mbox — one file of letters, split at its From_ lines
 *
 * A letter begins after a line `From ADDRESS … HH:MM … YEAR` at the file's
 * beginning or after an empty line; the empty line before the next From_ is
 * not part of it. In mboxrd one `>` is taken off each `>From `, `>>From ` …
 * line; mboxo, which cannot be undone, is left as it is.
 *
 * Promise: memory does not grow with the file.
 * Not here: locking; a file that another program writes to is not for us.
 */
#ifndef CHENGBAO_BASE_WIRE_MBOX_H
#define CHENGBAO_BASE_WIRE_MBOX_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define MBOX_FROM_BYTES 1000u /* longest From_ line */

typedef enum { MBOX_RD, MBOX_O } MboxStyle;

typedef struct Mbox Mbox;

typedef struct {
	uint64_t from;		 /* first byte of the letter in the file */
	uint64_t to;		 /* first byte after it */
	char envelope_from[256]; /* of the From_ line, "" when it is not an address */
} MboxLetter;

/* True when what is behind fd begins with a From_ line. */
bool mbox_is(int fd);

/* A splitter over fd (borrowed, read with pread). Errors: MAIL it is no mbox. */
Mbox *mbox_open(int fd, MboxStyle style, GError **error);
void mbox_free(Mbox *mbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mbox, mbox_free)

/* The next letter. Gives: *ret_found false at the end. Errors: STORE reading failed. */
bool mbox_next(Mbox *mbox, MboxLetter *ret_letter, bool *ret_found, GError **error);

/* Writes the letter's bytes to `to_fd`, unquoted as the style says.
 * Errors: MAIL longer than max_bytes; STORE reading or writing failed. */
bool mbox_copy(Mbox *mbox, const MboxLetter *letter, int to_fd, uint64_t max_bytes,
	       uint64_t *ret_n_bytes, GError **error);

#endif
