/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * encode — text and bytes as they go onto the wire
 *
 * Promise: results are ASCII, lines end in CRLF, nothing a caller passes in can begin a
 * header of its own.
 * Not here: which headers a letter has (the composer), addresses (base/text/address).
 */
#ifndef CHENGBAO_MAIL_ENCODE_H
#define CHENGBAO_MAIL_ENCODE_H

#include <stdbool.h>
#include <stddef.h>

/* UTF-8 as an unstructured header value: plain ASCII stays as it is when it fits one line;
 * else UTF-8 B words of whole characters, each at most 75 characters, folded with CRLF and a
 * blank. Control characters become blanks. Yours. Source: RFC 2047 §2, §5. */
char *encode_header_text(const char *utf8);

/* A parameter for a structured header: `filename="a.txt"` for plain names, else
 * `filename*=UTF-8''%E5…` in continuations `filename*0*=…; filename*1*=…` folded with CRLF
 * and a blank so that no line passes 78 characters. Yours. Source: RFC 2231 §3-4. */
char *encode_parameter(const char *name, const char *utf8);

/* Base64 in lines of 76 columns, each ended by CRLF. Yours. Source: RFC 2045 §6.8. */
char *encode_base64_lines(const void *bytes, size_t n_bytes);

/* Whether a value may stand in a header as it is: printable ASCII, blanks inside, no control. */
bool encode_header_safe(const char *value);

#endif
