/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quotation — the containers in which mail programs put the quoted letter
 *
 * Not here: separators written in words (mail/); reading the page (html).
 */
#ifndef CHENGBAO_BASE_TEXT_QUOTATION_H
#define CHENGBAO_BASE_TEXT_QUOTATION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
	QUOTATION_NOT,
	QUOTATION_WEAK,	  /* a blockquote that may be mere layout */
	QUOTATION_SURE,	  /* a container with the quoted letter in it */
	QUOTATION_TO_END, /* a mark: everything after it is the quoted letter */
} QuotationKind;

typedef struct {
	QuotationKind kind;
	size_t from, to; /* bytes of the page's text; to is SIZE_MAX while open */
} Quotation;

/* What an element is, by its name (lower case), attributes (name, value, …, NULL;
 * may be NULL) and its style as html gives it (lower case, no blanks, or NULL). */
QuotationKind quotation_kind(const char *name, const char *const *attributes, const char *style);

/* The new text: `text` without the n spans of `spans` that turn out to be
 * quotations. *ret_quote says whether one did, *ret_doubt whether a blockquote that
 * might be one was left in, or all of it stands between quotations and around them. Yours. */
char *quotation_fresh(const char *text, const Quotation *spans, size_t n, bool *ret_quote,
		      bool *ret_doubt);

/* The value of an attribute, "" when it is there without one, NULL when it is not. */
const char *quotation_attribute(const char *const *attributes, const char *name);

#endif
