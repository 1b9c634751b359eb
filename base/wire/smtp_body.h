/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * smtp_body — the bytes of a letter on the way out
 *
 * Only CRLF ends a line and only a line's first dot is doubled. A lone CR or
 * LF would be read as a line end by some servers and not by others (SMTP
 * smuggling, CVE-2023-51764), so that such bytes never leave.
 *
 * Source: RFC 5321 2.3.8 and 4.5.2.
 */
#ifndef CHENGBAO_BASE_WIRE_SMTP_BODY_H
#define CHENGBAO_BASE_WIRE_SMTP_BODY_H

#include "base/wire/session.h"

typedef struct {
	uint64_t n_bytes;
	bool eight_bit;
} SmtpBody;

/* What is behind fd has CRLF only, no NUL, no line over 998 octets, and ends
 * with CRLF. *ret_body may be NULL. Errors: MAIL, with the line; STORE. */
bool smtp_body_check(int fd, SmtpBody *ret_body, GError **error);

/* The bytes with dots doubled, without the final dot. Errors: AGAIN; MAIL the
 * file is no longer what was checked. */
bool smtp_body_send(Session *session, int fd, uint64_t n_bytes, GError **error);

#endif
