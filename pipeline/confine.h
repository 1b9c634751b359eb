/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * confine — a fetcher or sender sees no path but those its server needs
 *
 * Not here: the fence itself (base/jail/fence).
 */
#ifndef CHENGBAO_PIPELINE_CONFINE_H
#define CHENGBAO_PIPELINE_CONFINE_H

#include "base/record.h"

#define CONFINE_CLOSED_MAX 4

/* Enters the fence by a start record: its password, its ca, and `file` may be read; the
 * Maildirs, made if need be, written to. A Maildir that cannot be made yet leaves its
 * nearest folder open. Where one of these paths would open what the record names as
 * `closed`, there is no fence and one line in the log says so.
 *
 * Takes:  start, checked, with `directory`; file, maildirs (NULL ends them): as
 *         configured, relative to `directory`; file may be NULL.
 * Errors: AGAIN the caller must end.
 */
bool confine(const json_t *start, const char *file, const char *const *maildirs, GError **error);

#endif
