/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap_response — one response of an IMAP server, literals counted
 *
 * A response is read whole: words, quoted strings, parentheses and literals
 * become tokens. The letter itself, what follows BODY[], goes to a sink and
 * never into memory. Status responses (OK NO BAD BYE PREAUTH, tagged lines and
 * continuations) are text for people and hold no literals.
 *
 * Promise: memory is bounded by IMAP_RESPONSE_BYTES and SESSION_LINE_BYTES.
 * Source: RFC 3501 section 9.
 * Not here: what the response means (imap).
 */
#ifndef CHENGBAO_BASE_WIRE_IMAP_RESPONSE_H
#define CHENGBAO_BASE_WIRE_IMAP_RESPONSE_H

#include "base/wire/session.h"

#define IMAP_RESPONSE_BYTES (8u << 20) /* tokens of one response together */
#define IMAP_LITERAL_BYTES 65536u      /* a literal that is not the letter */

typedef enum {
	IMAP_ATOM,
	IMAP_STRING, /* quoted or literal */
	IMAP_OPEN,
	IMAP_CLOSE,
	IMAP_BODY, /* the letter, gone into the sink; n_bytes says how long */
} ImapTokenKind;

typedef struct {
	ImapTokenKind kind;
	size_t at; /* of its text in `text`, NUL-terminated */
	uint64_t n_bytes;
} ImapToken;

/* Where the letter goes. */
typedef struct {
	int fd; /* -1: nothing is expected, a body is thrown away */
	uint64_t max_bytes;
	GError *error; /* STORE writing failed, MAIL too long; the response was still read */
} ImapSink;

typedef struct {
	bool untagged; /* begins with `*` */
	bool wanted;   /* begins with `+`: go on */
	bool status;
	char *tag;	/* else */
	char *line;	/* status responses: all after `* ` or the tag */
	GString *text;	/* the tokens' texts */
	GArray *tokens; /* others: ImapToken */
} ImapResponse;

/* Reads one response into *response, which is emptied first. Errors: AGAIN
 * (line lost, or something that is not IMAP: the conversation is over). */
bool imap_response_read(Session *session, ImapSink *sink, ImapResponse *response, GError **error);

void imap_response_clear(ImapResponse *response);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapResponse, imap_response_clear)

/* Token `i` of an untagged response (0 is the first after `*`); NULL behind the end. */
const ImapToken *imap_response_token(const ImapResponse *response, size_t i);

/* Its text; "" for parentheses, bodies, and behind the end. */
const char *imap_response_text(const ImapResponse *response, size_t i);

/* Is it this word, whatever its case? */
bool imap_response_is(const ImapResponse *response, size_t i, const char *word);

/* Token `i` as a number of 32 bits. */
bool imap_response_number(const ImapResponse *response, size_t i, uint32_t *ret_number);

/* The token after the value that begins at `i` (a list counts as one value). */
size_t imap_response_skip(const ImapResponse *response, size_t i);

#endif
