/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reasons — reasons.txt: what 因3 of an answer says
 *
 * One reason a line, numbered in their order; # begins a comment line.
 *
 * Not here: how an answer names them (mail/commands).
 */
#ifndef CHENGBAO_CONFIG_REASONS_H
#define CHENGBAO_CONFIG_REASONS_H

#include <glib.h>
#include <stddef.h>

#define REASONS_FILE "reasons.txt"
#define REASONS_MAX 30		   /* an editor must find his number at a glance */
#define REASONS_MAX_CHARACTERS 100 /* of one reason */
#define REASONS_MAX_BYTES (64u << 10)

/* Reads the file's bytes; `file` names it in messages. Gives NULL when `problems` (char *,
 * FILE:LINE:COL: message) got an error. Yours (g_strfreev). */
char **reasons_read(const char *file, const char *bytes, size_t n_bytes, GPtrArray *problems);

/* The reasons.txt of an office directory; the shipped ones where it has none (said in
 * `notes`). Yours; NULL when `problems` got an error. */
char **reasons_load(const char *directory, GPtrArray *problems, GPtrArray *notes);

#endif
