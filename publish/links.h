/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * links — answers that need one tap: mailto: with subject and body filled in
 *
 * The body is the verb, our separator and the token, so that it is read as any
 * other answer. Source: RFC 6068; bodies have CRLF line ends, all UTF-8 octets but
 * unreserved ones are percent-encoded.
 *
 * Not here: what the verbs mean (mail/commands), whether they may be used.
 */
#ifndef CHENGBAO_PUBLISH_LINKS_H
#define CHENGBAO_PUBLISH_LINKS_H

#include "base/record.h" /* json_t cleans itself up */

#define LINKS_TITLE_CHARACTERS 30 /* of the subject; Outlook cuts URLs at about 2,000 octets */

/* A mailto: URL; locator, token and title may be NULL. Yours. */
char *links_answer(const char *mailbox, const char *locator, const char *title, const char *token,
		   const char *words);

/* Adds "links" to a snapshot that has an office mailbox, and to its lines. */
void links_add(json_t *snapshot);

#endif
