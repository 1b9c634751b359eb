/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mutf7 — mailbox names as IMAP writes them
 *
 * Source: RFC 3501 section 5.1.3: printable ASCII stands for itself, `&` is
 * `&-`, all else is UTF-16BE in base64 with `,` for `/` and no padding.
 */
#ifndef CHENGBAO_BASE_WIRE_MUTF7_H
#define CHENGBAO_BASE_WIRE_MUTF7_H

#include <stddef.h>

#define MUTF7_NAME_BYTES 4096u

/* UTF-8 to modified UTF-7. Yours; NULL when `name` is not UTF-8, has control
 * characters or is longer than MUTF7_NAME_BYTES. */
char *mutf7_encode(const char *name);

/* Modified UTF-7 to UTF-8. Yours; NULL when it is not well-formed. Raw UTF-8,
 * which some servers send, is taken as it is. */
char *mutf7_decode(const char *name);

#endif
