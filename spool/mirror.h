/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mirror — the log a second time, as lines of text: audit/YYYY-MM.jsonl
 *
 * One line is the canonical JSON of one event's row, in the file of the month (UTC)
 * of its time. Lines are appended after their commit and flushed with the next
 * group; a clock that jumps back only chooses another file, so the order of all
 * lines is that of seq, over all months.
 *
 * Promise: the mirror is never ahead of the database unless somebody put an older
 * database in its place, and then mirror_write says so.
 * Not here: what the lines mean (spool/events), making rows of them (spool/rebuild).
 */
#ifndef CHENGBAO_SPOOL_MIRROR_H
#define CHENGBAO_SPOOL_MIRROR_H

#include "spool/store.h"

/* Appends the events that the mirror does not have yet. Errors: STORE. */
bool mirror_write(Store *store, GError **error);

/* How many of these bytes of a month are whole lines of events up to max_seq. */
size_t mirror_length(const char *bytes, size_t n_bytes, int64_t max_seq);

/* All months, to be read in the order of the events. */
typedef struct Mirror Mirror;

/* Of the spool folder; without a mirror it is an empty one. Errors: STORE. */
Mirror *mirror_open(const char *spool, GError **error);
void mirror_close(Mirror *mirror);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mirror, mirror_close)

/* The row of event `seq` if it is the next line of a month, and that line without
 * its end (borrowed until mirror_close). Yours; NULL when it is not there. */
json_t *mirror_next(Mirror *mirror, int64_t seq, const char **ret_line, size_t *ret_n_bytes);

/* Whether nothing is left but a torn beginning of `following` (NULL: nothing at all).
 * Errors: REFUSED naming the file and the byte of the line that is too much. */
bool mirror_at_end(const Mirror *mirror, const char *following, GError **error);

/* The same for a rebuild: any torn last line may be left. */
bool mirror_lines_left(const Mirror *mirror);

#endif
