/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * type — what a document is, by its bytes
 *
 * Names lie: .wps is renamed to .doc, .docx holds a Word 97 file. The name only
 * settles what bytes cannot (a .csv is plain text like a .txt).
 */
#ifndef CHENGBAO_EXTRACT_TYPE_H
#define CHENGBAO_EXTRACT_TYPE_H

#include <stddef.h>

typedef enum {
	TYPE_UNKNOWN,
	TYPE_EMPTY,
	TYPE_PLAIN,
	TYPE_HTML,
	TYPE_LETTER, /* RFC 5322, a forwarded mail */
	TYPE_PAGE,   /* RFC 2557, a page saved as one file */
	TYPE_DOCX,
	TYPE_XLSX,
	TYPE_PPTX,
	TYPE_ODT, /* OpenDocument text, table or presentation */
	TYPE_OFD,
	TYPE_UOF,     /* GB/T 20916: one XML file or a package */
	TYPE_WORDML,  /* Word's documents, */
	TYPE_SHEETML, /* Excel's workbooks, */
	TYPE_FODT,    /* OpenDocument in one XML file */
	TYPE_ZIP,     /* a packed folder */
	TYPE_FOREIGN, /* a package of a program whose documents are not read */
	TYPE_OLE,     /* Word, Excel, PowerPoint of 97 to 2003, WPS */
	TYPE_PDF,
	TYPE_RTF,
	TYPE_PICTURE,
	TYPE_ARCHIVE, /* rar, 7z, gz, tar */
	TYPE_MEDIA,   /* sound, video, programs */
	TYPE_SEALED,  /* encrypted for somebody's key: S/MIME, PGP */
} Type;

Type type_of(const char *bytes, size_t n_bytes, const char *name);

/* A short name for lists: "docx", "txt", "xlsx" … Static. */
const char *type_word(Type type, const char *bytes, size_t n_bytes);

#endif
