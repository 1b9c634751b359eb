/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reference — the marks by which a letter says what it answers
 *
 * Tokens are secret (Message-ID of an ask, a line of its body), locators are
 * public (subject). This file finds and writes them; it knows no ask.
 *
 * Source: CONTRACT.md "Proof", "Mail that goes out".
 */
#ifndef CHENGBAO_MAIL_REFERENCE_H
#define CHENGBAO_MAIL_REFERENCE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define REFERENCE_TOKEN_LENGTH 26	     /* characters of a-z2-9 */
#define REFERENCE_TOKEN_LABEL "呈报回执码：" /* what stands before it in a body */
#define REFERENCE_MAX 64		     /* of each kind are kept of one letter */

typedef struct References {
	GPtrArray *tokens;	 /* char *, unique, in the order header, body */
	GPtrArray *dispatch_ids; /* char * "o.ID.EPOCH", unique, of our domain only */
	GPtrArray *locators;	 /* char * as written: "12-1-k7", "期45-k7", "列表…"; unique */
	bool malformed;		 /* an id <a.…@our domain> that holds no token */
	bool conflict;		 /* malformed, or more than one token: whoever knows the asks
				    may find that they are tokens of one ask */
} References;

/* Finds every carrier. `in_reply_to` and `references` are the raw header
 * values or the lists of ids (NULL-terminated, with or without <>); `body` is
 * the whole text including the quotation; any may be NULL.
 * Gives: *ret, reference_clear it. */
void reference_collect(const char *const *in_reply_to, const char *const *references,
		       const char *subject, const char *body, const char *domain, References *ret);

/* The text with every token but `own` (may be NULL) cut short, so that whoever quotes
 * it carries that one alone: aaaa…. Yours. */
char *reference_mask(const char *text, const char *own);

void reference_clear(References *references);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(References, reference_clear)

/* "12-1-k7" for item 12, revision 1: two check characters that find slips of
 * the keyboard, no secret. Yours. */
char *reference_locator(int64_t item, int revision);

/* Reads and checks "12-1-k7" (also within 呈报 and brackets, any width or case). */
bool reference_locator_read(const char *text, int64_t *ret_item, int *ret_revision);

/* "期45-k7" and its reading. Yours. */
char *reference_issue_locator(int64_t number);
bool reference_issue_locator_read(const char *text, int64_t *ret_number);

/* "a.TOKEN@domain" / "o.ID.EPOCH@domain", without brackets. Yours. */
char *reference_ask_id(const char *token, const char *domain);
char *reference_dispatch_id(int64_t dispatch, int64_t epoch, const char *domain);

/* True for 26 characters of a-z2-9. */
bool reference_is_token(const char *text);

#endif
