/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * charset — bytes and a label that may lie in, UTF-8 out
 *
 * The label is believed only as far as the bytes bear it out. Everything is
 * decoded to the end: what cannot be decoded becomes U+FFFD and is counted.
 *
 * Not here: joining encoded words of a header (mail/), cleaning the text (utf8).
 */
#ifndef CHENGBAO_BASE_TEXT_CHARSET_H
#define CHENGBAO_BASE_TEXT_CHARSET_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
	char declared[64]; /* the label as it came, one line, "" when there was none */
	const char *used;  /* what the bytes were read as, e.g. "gb18030"; static */
	const char *why;   /* a short fixed English reason; static */
	size_t n_bad;	   /* sequences that became U+FFFD */
} CharsetFinding;

/* Opens a converter for every supported charset and keeps it until the process
 * ends. Call it before the jail: afterwards no file is opened. May be called
 * again. One thread. Errors: CONFIG the system lacks a converter. */
bool charset_load(GError **error);

/* Is this label (any case, quotes and blanks around it allowed) one that can be read? */
bool charset_known(const char *label);

/* Do both labels mean one charset (gb2312 and gbk, utf-8 and utf8)? */
bool charset_same(const char *label, const char *other);

/* `n` bytes as valid UTF-8 without NUL and without a byte order mark.
 *
 * Takes:  label, the declared charset, or NULL.
 * Gives:  the text, yours; *ret_finding (may be NULL).
 * How:    only ASCII; a byte order mark; well-formed UTF-8 beats any gb, big5
 *         or latin label; a label whose bytes do not fit, or none: what reads
 *         as UTF-8, GB18030 or Big5 with common characters. The same bytes and
 *         label always give the same answer.
 * Bytes of a header split over encoded words must be joined by the caller first.
 * Source: RFC 2978, GB 18030-2005, Big5-2003, RFC 1843 (HZ), RFC 1922, RFC 2152.
 */
char *charset_to_utf8(const char *label, const char *bytes, size_t n, CharsetFinding *ret_finding);

#endif
