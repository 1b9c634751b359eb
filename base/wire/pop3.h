/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pop3 — our own side of a POP3 conversation over an open session
 *
 * libcurl encrypts and logs in; from there on it is lines, and letters that
 * end with a dot on a line of its own. Only CR LF ends a line: a bare LF and a
 * dot inside a letter are the letter's.
 *
 * Promise: nothing is removed from the server that was not marked by pop3_delete.
 * Source: RFC 1939.
 * Not here: which letters to fetch and when (pipeline/intake).
 */
#ifndef CHENGBAO_BASE_WIRE_POP3_H
#define CHENGBAO_BASE_WIRE_POP3_H

#include "base/wire/session.h"

#define POP3_LETTERS_MAX 500000u /* of one mailbox */
#define POP3_UIDL_BYTES 512u	 /* RFC 1939 says 70; some servers say more */

typedef struct Pop3 Pop3;

typedef struct {
	unsigned number; /* in this conversation only */
	char *uidl;	 /* NULL when the server has none */
} Pop3Letter;

/* Begins over an open session, which it takes. */
Pop3 *pop3_over(Session *session);

/* Hangs up. Without pop3_quit nobody knows whether what was marked is gone. */
void pop3_free(Pop3 *pop3);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pop3, pop3_free)

/* False once the conversation cannot go on: throw it away and connect anew. */
bool pop3_usable(const Pop3 *pop3);

/* The letters of the mailbox, by UIDL, or by LIST where the server has no UIDL.
 *
 * Gives:  *ret_letters, yours: GPtrArray of Pop3Letter.
 * Errors: REFUSED neither is understood; AGAIN lost, or the answer makes no sense.
 */
bool pop3_list(Pop3 *pop3, GPtrArray **ret_letters, GError **error);

/* The letter's exact bytes into `fd`, which is emptied first.
 *
 * Errors: MAIL the server refuses it, or it has more than max_bytes; STORE fd
 *         could not be written; AGAIN the line was lost.
 */
bool pop3_fetch(Pop3 *pop3, unsigned number, uint64_t max_bytes, int fd, uint64_t *ret_n_bytes,
		GError **error);

/* Marks a letter; it goes at pop3_quit. Errors: REFUSED, AGAIN. */
bool pop3_delete(Pop3 *pop3, unsigned number, GError **error);

/* Ends the conversation. Errors: REFUSED the server could not remove all that
 * was marked; AGAIN nobody can say whether it did. */
bool pop3_quit(Pop3 *pop3, GError **error);

#endif
