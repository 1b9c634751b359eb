/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * secret — a password from its file, gone from memory after use
 *
 * Not here: where the file's name comes from (config/).
 */
#ifndef CHENGBAO_BASE_WIRE_SECRET_H
#define CHENGBAO_BASE_WIRE_SECRET_H

#include <glib.h>

#define SECRET_BYTES 1024u

/* The first line of the file that `reference` (`file:PATH`, relative to
 * `directory`) names.
 *
 * Gives:  the password, yours (secret_free); NULL on error.
 * Errors: CONFIG `PATH:1:1: …` not there, readable by others (must be 0600),
 *         empty, or with control characters.
 */
char *secret_read(const char *reference, const char *directory, GError **error);

/* Overwrites and frees. NULL is fine. */
void secret_free(char *secret);

#endif
