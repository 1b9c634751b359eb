/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * explain — what a mail server's refusal means, in a clerk's words
 *
 * Not here: the refusals themselves (session, imap).
 */
#ifndef CHENGBAO_BASE_WIRE_EXPLAIN_H
#define CHENGBAO_BASE_WIRE_EXPLAIN_H

#include <glib.h>
#include <stdbool.h>

#define EXPLAIN_SAID_BYTES 300u /* of the server's own words that are kept */

/* NetEase's mail hosts (163, 126, yeah.net, 188) want ID before SELECT, and they
 * and Tencent's a client authorisation code instead of the password. */
bool explain_is_netease(const char *host);
bool explain_is_tencent(const char *host);

/* The server's words as one clean line of UTF-8, cut at EXPLAIN_SAID_BYTES. Yours. */
char *explain_said(const char *bytes, size_t n_bytes);

/* Sets *error for a libcurl code from connecting and logging in; returns false.
 * `said` is the server's last line, `detail` libcurl's message; both may be "".
 * Errors: REFUSED for certificate, STARTTLS and login, AGAIN for all else. */
bool explain_connect(GError **error, int curl_code, const char *host, const char *user,
		     const char *said, const char *detail);

/* Sets *error for a folder that cannot be opened; returns false. Errors: REFUSED. */
bool explain_select(GError **error, const char *folder, const char *said);

#endif
