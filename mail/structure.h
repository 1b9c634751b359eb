/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure — a letter's parts, and which of them are its own text
 *
 * gmime finds the parts and undoes base64 and quoted-printable; it decides nothing else.
 * Header words and charsets are ours (gmime loses text in both): words and
 * base/text/charset.
 *
 * Not here: caps before parsing (scan), documents' text (extract/), HTML to text
 * (base/text/html), the new text of an answer.
 */
#ifndef CHENGBAO_MAIL_STRUCTURE_H
#define CHENGBAO_MAIL_STRUCTURE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text/charset.h"
#include "mail/scan.h"

#define STRUCTURE_PARTS 1000
#define STRUCTURE_DEPTH 30
#define STRUCTURE_KEPT_BYTES (1u << 20) /* of a file; texts, letters and folders are kept whole */
#define STRUCTURE_TEXT_BYTES (8u << 20) /* of a plain text; its readers take 2 MB of it */
#define STRUCTURE_NESTED 4		/* letters inside letters opened for their text */

typedef struct {
	char *part;	   /* "1", "1.2": as IMAP numbers them */
	char *media_type;  /* lower case, "text/plain" */
	char *charset;	   /* as declared; NULL: none */
	char *disposition; /* lower case; NULL: none */
	char *file_name;   /* safe base name; NULL: none. message/rfc822: its subject */
	char *content_id;  /* without brackets; NULL: none */
	char *sha256;	   /* of the decoded bytes, hexadecimal; NULL: the letter's own text */
	size_t n_bytes;	   /* decoded; a text's without the files that stood in it (unpack) */
	bool is_text_body; /* (part of) the letter's own text; everything else is an attachment */
	bool is_inline;	   /* belongs to an HTML body (pictures, signatures), not to the reader */
	unsigned group;	   /* alternatives of one text have the same; 0: stands for itself */
	bool is_flowed, is_delsp; /* RFC 3676 */
	bool is_nested;		  /* message/rfc822: its bytes are a letter */
} StructurePart;

typedef struct Structure Structure;

/* Makes gmime ready. Once per process, before any jail. Errors: CONFIG, of charset_load. */
bool structure_load(GError **error);

/* Parses a letter whose scan showed no limit, its form mended where that is broken.
 * Gives:  yours (structure_free). The letter may go away.
 * Errors: MAIL more parts or deeper than the caps, or not a letter at all. */
Structure *structure_read(const Scan *scan, GError **error);
void structure_free(Structure *structure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Structure, structure_free)

/* The parts in the order of the letter, containers left out. Borrowed. */
size_t structure_n_parts(const Structure *structure);
const StructurePart *structure_part(const Structure *structure, size_t index);
const StructurePart *structure_find(const Structure *structure, const char *part);

/* Media type of the letter itself, lower case. Borrowed. */
const char *structure_media_type(const Structure *structure);

/* The decoded bytes of a part got from structure_part, n_bytes and a NUL. Borrowed. NULL of an
 * attachment larger than STRUCTURE_KEPT_BYTES: structure_take has it. */
const char *structure_bytes(const StructurePart *part);

/* Writes the decoded bytes of a part to fd; a nested letter's bytes for message/rfc822.
 * *ret_taken: there is such a part. Errors: as structure_read; STORE when writing fails. */
bool structure_take(const Scan *scan, const char *part, int fd, bool *ret_taken,
		    size_t *ret_n_bytes, GError **error);

typedef struct {
	char where[24]; /* "body:1": the letter's own text parts, counted from 1 */
	CharsetFinding finding;
} StructureCharset;

typedef struct {
	char *plain;  /* UTF-8, LF; NULL: none */
	char *html;   /* UTF-8 source; NULL: none */
	char *nested; /* part whose text this is when the letter has none of its own, or NULL */
	bool sealed;  /* a text is an OpenPGP message, for a key that is not here */
	GPtrArray *charsets; /* StructureCharset, one per text part */
} StructureText;

/* The letter's own text, both forms where both are there. Yours (structure_text_free). */
StructureText *structure_text(const Structure *structure);
void structure_text_free(StructureText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StructureText, structure_text_free)

#endif
