/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * words — header text and parameters as their writer meant them
 *
 * gmime 3.2.13 cuts a subject behind a padded encoded word (issue 133), the form in which
 * Foxmail, Outlook and QQ write every Chinese subject. Here adjacent words of one charset
 * are decoded to bytes, joined and only then converted, so that padding and characters
 * torn over two words are no matter.
 *
 * Promise: every result is valid UTF-8 in one line, without control characters.
 * Not here: the conversion itself (base/text/charset), writing (encode).
 */
#ifndef CHENGBAO_MAIL_WORDS_H
#define CHENGBAO_MAIL_WORDS_H

#include <stddef.h>

#define WORDS_HEADER_BYTES (512u << 10) /* longer raw values are read up to here */
#define WORDS_FILE_NAME_BYTES 200

/* An unstructured raw header value (folded or not) as text. Yours, never NULL.
 * Source: RFC 2047, RFC 2231 §5 (language), and what clients really send: raw 8-bit GBK or
 * UTF-8, blanks inside words, wrong labels. Broken words stay as written. */
char *words_decode(const char *raw, size_t n_raw);

/* The parameter `name` of a raw Content-Type or Content-Disposition value; NULL when it is
 * not there. Yours. Source: RFC 2045 §5.1, RFC 2231 §3-4 (name*, name*0, name*0*), RFC 2047
 * inside a quoted value, raw 8-bit. The RFC 2231 form wins over the plain one. */
char *words_parameter(const char *raw, size_t n_raw, const char *name);

/* A decoded file name reduced to a base name: no path, control or bidi character, no leading
 * dot, at most WORDS_FILE_NAME_BYTES, the extension kept. Yours; NULL when nothing is left. */
char *words_file_name(const char *name);

#endif
