/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * compose — a mail's octets from its parts
 *
 * text and HTML as multipart/alternative, both UTF-8 in base64; with further
 * parts inside multipart/mixed. Boundaries come from the content's hash: the same
 * input gives the same octets, so that a retry and a proof are possible.
 *
 * Promise: CRLF only, no line over 998 octets, 7-bit, exactly the header fields
 * asked for: no value can bring a second one (RELIABILITY F22).
 * Not here: what the mail says (publish/pages), sending it.
 */
#ifndef CHENGBAO_MAIL_COMPOSE_H
#define CHENGBAO_MAIL_COMPOSE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COMPOSE_MAX_BYTES (64u << 20) /* the whole mail */
#define COMPOSE_MAX_HEADERS 16
#define COMPOSE_MAX_PARTS 100
#define COMPOSE_MAX_REFERENCES 20 /* the first and the latest are kept */

typedef struct {
	const char *name;  /* a token of RFC 5322 field names */
	const char *value; /* UTF-8, encoded when it is not ASCII */
} ComposeHeader;

typedef struct {
	const char *name;	/* file name shown; NULL for a part without one */
	const char *media_type; /* type/subtype, without parameters */
	const void *bytes;
	size_t n_bytes;
	bool is_inline; /* for machine parts: no "attachment" */
} ComposePart;

typedef struct {
	const char *from_address, *from_name; /* names may be NULL */
	const char *to_address, *to_name;
	const char *subject;	       /* UTF-8, one line */
	const char *message_id;	       /* with its angle brackets */
	const char *in_reply_to;       /* NULL or with angle brackets */
	const char *const *references; /* NULL-terminated or NULL */
	int64_t date_us;	       /* UTC */
	const char *zone;	       /* Olson name for Date; NULL: UTC */
	const char *auto_submitted;    /* auto-generated, auto-replied; NULL: auto-generated */
	const ComposeHeader *headers;
	size_t n_headers;
	const char *text; /* UTF-8, any line ends */
	const char *html; /* NULL: a text-only mail */
	const ComposePart *parts;
	size_t n_parts;
} ComposeInput;

/* Gives:  the mail, NUL-terminated after *ret_n_bytes. Yours.
 * Errors: CONFIG when our own address or a header of ours is not well formed;
 *         MAIL when the recipient, a reference or a part is not, or the mail is too long.
 * Source: RFC 5322, 2045-2047, 2183, 2231, 3834.
 */
char *compose_mail(const ComposeInput *input, size_t *ret_n_bytes, GError **error);

/* What leaves must pass: CRLF line ends only, no NUL, nothing above 127, lines of at most
 * 998 octets. Errors: MAIL, naming the octet. */
bool compose_check(const char *bytes, size_t n_bytes, GError **error);

#endif
