/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * session — an encrypted, logged-in line to a mail server
 *
 * libcurl connects, encrypts (TLS at once for imaps, pop3s and smtps, STARTTLS
 * required for imap, pop3 and smtp), checks the certificate and logs in
 * (CURLOPT_CONNECT_ONLY); from then on lines and counted bytes go both ways.
 * Every reading and writing ends at the silence limit or the deadline.
 *
 * Promise: no byte of a password leaves before the certificate was checked.
 * Not here: what is said on the line (imap, pop3, smtp).
 */
#ifndef CHENGBAO_BASE_WIRE_SESSION_H
#define CHENGBAO_BASE_WIRE_SESSION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SESSION_LINE_BYTES (4u << 20) /* longest line: a SEARCH answer of a large mailbox */
#define SESSION_CONNECT_S 60
#define SESSION_SILENCE_S 60 /* nothing read or written for so long: given up */

typedef struct Session Session;

typedef struct {
	const char *url;      /* imap[s]:// pop3[s]:// smtp[s]:// HOST[:PORT][/…] */
	const char *user;     /* NULL: no login (SMTP relays of the own network) */
	const char *password; /* borrowed; not kept after session_open */
	bool oauth;	      /* password is a bearer token: OAUTHBEARER or XOAUTH2 (RFC 7628) */
	const char *ca;	      /* PEM file of trusted certificates; NULL: the system's */
	const char *helo;     /* SMTP: our name; NULL: localhost */
} SessionSettings;

typedef enum { SESSION_QUIET = 0, SESSION_DATA = 1, SESSION_OTHER = 2 } SessionReady;

/* True when `url` is one of these kinds. */
bool session_url_is(const char *url);

/* The host of an URL, in lower case. Yours; NULL when it is not an URL. */
char *session_url_host(const char *url);

/* The folder in an URL (`imaps://HOST/INBOX`), as UTF-8. Yours; NULL when there is none. */
char *session_url_folder(const char *url);

/* A name that may stand after EHLO: letters, digits, `-` and `.`. */
bool session_helo_is(const char *helo);

/* Connects and logs in.
 *
 * Errors: AGAIN the host is unknown or not reachable, or too slow; REFUSED
 *         certificate, missing STARTTLS or login: trying again soon is no use.
 *         The message tells a clerk what to set.
 */
Session *session_open(const SessionSettings *settings, GError **error);

/* A session over a socket that is open already: for tests and fuzzing. Takes fd. */
Session *session_over_fd(int fd);

void session_free(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)

/* From now on all must be over within `seconds` (0: no total limit), and no
 * silence may be longer than `silence_s`. */
void session_limit(Session *session, int seconds, int silence_s);

/* All bytes. Errors: AGAIN. */
bool session_send(Session *session, const void *bytes, size_t n_bytes, GError **error);

/* One line without its CRLF (or LF). Borrowed until the next call; may hold
 * NUL. Errors: AGAIN line lost, too slow, or longer than SESSION_LINE_BYTES. */
bool session_line(Session *session, const char **ret_line, size_t *ret_n_bytes, GError **error);

/* Exactly n_bytes, written to `fd`, or thrown away when fd is -1. When writing
 * fails the rest is still read, so that the dialogue goes on.
 * Errors: AGAIN line lost; STORE fd could not be written. */
bool session_copy(Session *session, uint64_t n_bytes, int fd, GError **error);

/* What has come and is not yet read, at least one byte. Borrowed until the next
 * call; session_skip takes as many of them as were used. Errors: AGAIN. */
bool session_peek(Session *session, const char **ret_bytes, size_t *ret_n_bytes, GError **error);
void session_skip(Session *session, size_t n_bytes);

/* Exactly n_bytes into memory, NUL-terminated. Errors: AGAIN. */
bool session_read(Session *session, char *ret_bytes, size_t n_bytes, GError **error);

/* Waits until the server says something, `other_fd` (or -1) is readable, or
 * timeout_ms are over. Gives: *ret_ready, bits. Errors: AGAIN. */
bool session_wait(Session *session, int other_fd, int timeout_ms, int *ret_ready, GError **error);

#endif
