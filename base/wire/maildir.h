/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * maildir — letters as files of a folder with tmp/, new/ and cur/
 *
 * Reading never follows a link and opens regular files only. Writing goes
 * tmp → fsync → new without replacing → fsync of new/; the name is the
 * identity, so that delivering the same name again changes nothing.
 *
 * Promise: after maildir_deliver the letter survives power loss, once.
 * Not here: waiting for new files (pipeline/intake), what the names mean.
 */
#ifndef CHENGBAO_BASE_WIRE_MAILDIR_H
#define CHENGBAO_BASE_WIRE_MAILDIR_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define MAILDIR_LIST_MAX 50000u /* entries of one sweep; the oldest win */
#define MAILDIR_NAME_BYTES 255u

typedef enum { MAILDIR_NEW, MAILDIR_CUR } MaildirPlace;

typedef struct {
	char *name; /* file name inside new/ or cur/ */
	MaildirPlace place;
	int64_t time_us; /* modification time */
	uint64_t n_bytes;
} MaildirEntry;

/* True when `dir` holds new/ and cur/. */
bool maildir_is(const char *dir);

/* Makes dir, tmp/, new/ and cur/, each 0700, where they are missing. Errors: STORE. */
bool maildir_make(const char *dir, GError **error);

/* The regular files of new/ (and of cur/ when `with_cur`), oldest first, equal
 * times by name; hidden files are no letters.
 *
 * Gives:  *ret_entries, yours: GPtrArray of MaildirEntry that frees them;
 *         at most `max` (<= MAILDIR_LIST_MAX).
 * Errors: AGAIN a folder is missing or cannot be read.
 */
bool maildir_list(const char *dir, bool with_cur, size_t max, GPtrArray **ret_entries,
		  GError **error);

/* Opens a letter for reading. Gives: a descriptor, -1 on error.
 * Errors: AGAIN it is gone (another program took it); MAIL it is no regular
 * file or may not be read. */
int maildir_open(const char *dir, MaildirPlace place, const char *name, GError **error);

/* Moves a letter of new/ to cur/ of `target` (NULL: the same Maildir) with
 * `flags` ("" or e.g. "S"). A letter that is no longer in new/ is success.
 * Errors: AGAIN. */
bool maildir_keep(const char *dir, const char *name, const char *target, const char *flags,
		  GError **error);

/* Removes a letter of new/. One that is not there is success. Errors: AGAIN. */
bool maildir_remove(const char *dir, const char *name, GError **error);

/* Delivers everything behind fd (from its beginning) as new/NAME.
 *
 * Gives:  *ret_again true when NAME was in new/ or cur/ already (with any
 *         flags); nothing is written then. May be NULL.
 * Errors: AGAIN for everything: nothing was delivered, or it was and a second
 *         call says so.
 */
bool maildir_deliver(const char *dir, const char *name, int fd, bool *ret_again, GError **error);

#endif
