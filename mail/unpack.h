/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack — what programs put into a letter in other forms than MIME parts
 *
 * uuencode, lines of the text itself; TNEF (winmail.dat), the container Outlook
 * and Exchange send; the letter inside an opaque signature. All are cheap to
 * forge and cheap to get wrong: what does not hold to its end gives nothing.
 *
 * Promise: time and memory linear in the bytes given; every length is checked
 * against what is left.
 * Source: POSIX.1-2017 uuencode; MS-OXTNEF, MS-OXRTFCP; RFC 5652; RFC 9580; RFC 1896.
 * Not here: what becomes of the files (structure).
 */
#ifndef CHENGBAO_MAIL_UNPACK_H
#define CHENGBAO_MAIL_UNPACK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define UNPACK_FILES 100	     /* of one part */
#define UNPACK_RTF_BYTES (16u << 20) /* of one compressed text, unpacked */

/* A file; name and bytes are borrowed. name: a safe base name, UTF-8, "" when it had none. */
typedef void (*UnpackFound)(void *data, const char *name, const char *media_type, const char *bytes,
			    size_t n_bytes);

/* Takes uuencoded files out of a text of any charset that keeps ASCII.
 * Gives: the text without them, yours, NUL after *ret_n_bytes; NULL when there are none. */
char *unpack_uuencode(const char *text, size_t n_bytes, UnpackFound found, void *data,
		      size_t *ret_n_bytes);

/* The files of a TNEF container; its message text as `message.rtf`, `.html` or `.txt`.
 * False: it is none, or damaged; what was found before is given. */
bool unpack_tnef(const char *bytes, size_t n_bytes, UnpackFound found, void *data);

/* Takes the lines of OpenPGP's clear signatures out of a text (RFC 9580 7): the words that were
 * signed stay, without the dashes put before theirs. The signature is not checked.
 * Gives: the text without them, yours; NULL when there are none. */
char *unpack_clear(const char *text);

/* The words of text/enriched, or of text/richtext; an <excerpt> is quoted with >. Lines end in \n.
 * Yours. */
char *unpack_enriched(const char *text, bool rich);

/* Is the text nothing but an OpenPGP message that only its reader can open? */
bool unpack_is_sealed(const char *text);

/* The MIME entity inside a CMS SignedData (RFC 8551 application/pkcs7-mime), DER.
 * Gives: yours, NUL after *ret_n_bytes; NULL: it is none, or has no content. The signature
 * is not checked. */
char *unpack_signed(const char *bytes, size_t n_bytes, size_t *ret_n_bytes);

#endif
