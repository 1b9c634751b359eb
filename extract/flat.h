/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * flat — office documents that are one XML file
 *
 * Word and Excel of 2003, Word's and PowerPoint's packages in one file, flat
 * OpenDocument: offices name them .doc, .xls or .xml.
 *
 * Not here: what their elements mean (wordml, sheetml, odt), pages (base/text/html).
 */
#ifndef CHENGBAO_EXTRACT_FLAT_H
#define CHENGBAO_EXTRACT_FLAT_H

#include <stddef.h>

typedef enum {
	FLAT_NOT,
	FLAT_WORD,    /* Word 2003 */
	FLAT_PACKAGE, /* a package's parts, one below the other: docx */
	FLAT_SHEET,   /* Excel 2003 */
	FLAT_ODF,
	FLAT_UOF,
} FlatKind;

/* What the file is by its root element, in any charset that has ASCII in it. */
FlatKind flat_kind(const char *bytes, size_t n_bytes);

/* Its words in UTF-8, behind the XML declaration, whose charset is believed as far as the bytes
 * bear it out. Yours. Source: XML 1.0, 4.3.3 and appendix F. */
char *flat_utf8(const char *bytes, size_t n_bytes);

/* The first bytes of a text in lower case, without NUL, so that UTF-16 reads as ASCII. Yours. */
char *flat_head(const char *bytes, size_t n_bytes);

#endif
