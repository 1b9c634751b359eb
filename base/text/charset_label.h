/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * charset_label — the names that mail gives to charsets
 *
 * Only for charset. Not here: whether the bytes bear the name out (charset).
 */
#ifndef CHENGBAO_BASE_TEXT_CHARSET_LABEL_H
#define CHENGBAO_BASE_TEXT_CHARSET_LABEL_H

#define CHARSET_LABEL_NONE (-1)
#define CHARSET_LABEL_UNKNOWN (-2)

/* The DecodeCharset a label means, CHARSET_LABEL_NONE of NULL or nothing but signs, or
 * CHARSET_LABEL_UNKNOWN. */
int charset_label_find(const char *label);

#endif
