/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap — our own side of an IMAP conversation, with counted literals
 *
 * Tags begin with a random word of this connection and literals are read by
 * count, so that no line of a letter can pass for the server's. Responses that
 * nobody asked for are welcome anywhere. ID is sent before the first SELECT:
 * 163, 126 and QQ refuse it otherwise.
 *
 * Promise: a letter is good only if UID and length are what was asked;
 * nothing is ever removed by a bare EXPUNGE.
 * Source: RFC 3501, 2177 (IDLE), 2971 (ID), 4315 (UIDPLUS), 6851 (MOVE).
 * Not here: which letters to fetch and when (pipeline/intake).
 */
#ifndef CHENGBAO_BASE_WIRE_IMAP_H
#define CHENGBAO_BASE_WIRE_IMAP_H

#include "base/wire/session.h"

#define IMAP_UIDS_MAX 500000u /* of one search */
#define IMAP_FOLDERS_MAX 10000u

typedef struct Imap Imap;

typedef struct {
	uint32_t uidvalidity;
	uint32_t uidnext; /* 0 when the server does not say */
	uint32_t exists;
} ImapFolder;

typedef struct {
	bool found; /* false: the letter is gone */
	uint64_t n_bytes;
	int64_t received_us; /* INTERNALDATE; 0 when not understood */
} ImapInfo;

/* Connects, logs in, asks CAPABILITY and sends ID. Errors: as session_open. */
Imap *imap_open(const SessionSettings *settings, GError **error);

/* The same over an open session (taken). `host` decides about ID. */
Imap *imap_over(Session *session, const char *host, GError **error);

/* Says LOGOUT without waiting, and frees. */
void imap_free(Imap *imap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Imap, imap_free)

bool imap_can(const Imap *imap, const char *capability);

/* False once the conversation cannot go on: throw it away and connect anew. */
bool imap_usable(const Imap *imap);

/* Folders that can be selected, as UTF-8. Yours: GPtrArray of char *. */
bool imap_list(Imap *imap, GPtrArray **ret_folders, GError **error);

/* Opens a folder (UTF-8). Errors: REFUSED the server does not let us; AGAIN. */
bool imap_select(Imap *imap, const char *folder, ImapFolder *ret_folder, GError **error);

/* UIDs above `uid` in the selected folder, ascending; without those marked
 * \Deleted when `undeleted`. Yours: GArray of uint32_t. Says NOOP first, since
 * a warm connection may not see new letters otherwise. */
bool imap_search_above(Imap *imap, uint32_t uid, bool undeleted, GArray **ret_uids, GError **error);

/* Length and arrival of one letter. Errors: MAIL the answer makes no sense; AGAIN. */
bool imap_info(Imap *imap, uint32_t uid, ImapInfo *ret_info, GError **error);

/* The letter's exact bytes into `fd`, which is emptied first. \Seen is not set.
 *
 * Gives:  *ret_n_bytes; *ret_found false when the server has no such letter.
 * Errors: MAIL another UID answered, no body, or more than max_bytes; STORE fd
 *         could not be written; AGAIN the line was lost.
 */
bool imap_fetch(Imap *imap, uint32_t uid, uint64_t max_bytes, int fd, uint64_t *ret_n_bytes,
		bool *ret_found, GError **error);

/* What may become of a letter that was taken in. Errors: REFUSED, AGAIN. */
bool imap_flag(Imap *imap, uint32_t uid, const char *flag, GError **error);
bool imap_move(Imap *imap, uint32_t uid, const char *folder, GError **error);
bool imap_delete(Imap *imap, uint32_t uid, GError **error);

bool imap_noop(Imap *imap, GError **error);

/* Waits with IDLE (without it: with NOOP every few seconds) for news of the
 * folder, for `other_fd` (or -1) to be readable, or for `seconds` to pass.
 * Gives: *ret_news, *ret_other. */
bool imap_idle(Imap *imap, int other_fd, int seconds, bool *ret_news, bool *ret_other,
	       GError **error);

#endif
