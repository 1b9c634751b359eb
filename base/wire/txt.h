/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * txt — one TXT record of the DNS, by the C library's stub resolver
 *
 * UDP, then TCP where the answer does not fit. An answer is hostile: only one record of
 * printable ASCII is taken.
 *
 * Promise: a name server that fails or is not there is never taken for “no such record”.
 * Not here: who may ask for what, what was asked before (pipeline/reading).
 */
#ifndef CHENGBAO_BASE_WIRE_TXT_H
#define CHENGBAO_BASE_WIRE_TXT_H

#include <glib.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#define TXT_ANSWER_BYTES (16u << 10) /* of a whole answer */
#define TXT_BYTES 2000		     /* of a record's text: RSA of 8192 bits have 1500 */
#define TXT_TRY_S 3		     /* for a name server; each is asked twice */
#define TXT_TRIES 2

typedef enum { TXT_FOUND, TXT_NONE, TXT_AGAIN } TxtState;

typedef struct {
	TxtState state;
	char *text;	 /* when found */
	int64_t ttl_s;	 /* when found */
	const char *why; /* in words, else; NULL when found */
} TxtAnswer;

/* ADDRESS[:PORT] in IPv4; 53 without a port. */
bool txt_server_read(const char *text, struct sockaddr_in *ret_server);

/* Asks for `name`, which is absolute. `server` NULL: those of the system's resolv.conf, read
 * anew. Waits TXT_TRY_S * TXT_TRIES at most for each server. Clear with txt_clear. */
void txt_look(const char *name, const struct sockaddr_in *server, TxtAnswer *ret_answer);

/* What an answer (of at most TXT_ANSWER_BYTES) says about `name`, aliases followed. */
void txt_read(const unsigned char *bytes, size_t n_bytes, const char *name, TxtAnswer *ret_answer);
void txt_clear(TxtAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TxtAnswer, txt_clear)

#endif
