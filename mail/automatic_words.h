/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * automatic_words — the forms in which machines word their letters
 *
 * Only for automatic.
 */
#ifndef CHENGBAO_MAIL_AUTOMATIC_WORDS_H
#define CHENGBAO_MAIL_AUTOMATIC_WORDS_H

#include <stdbool.h>

/* The kind that subject and text of a letter say (see automatic_kind), static; NULL: a person may
 * have written them. Both are UTF-8. A letter that brings a document says nothing by its subject.
 */
const char *automatic_words_kind(const char *subject, const char *text, bool brings_document);

/* Outlook's recall; an author may take a report back in the same subject. */
bool automatic_words_recall(const char *subject, const char *text, bool brings_document);

#endif
