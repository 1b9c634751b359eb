/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * normal — a text in one of Unicode's normal forms, in linear time
 *
 * Not here: the form in which words are looked for (fold).
 */
#ifndef CHENGBAO_BASE_TEXT_NORMAL_H
#define CHENGBAO_BASE_TEXT_NORMAL_H

#include <glib.h>

/* Valid UTF-8 in the given form. As g_utf8_normalize, but of more than NORMAL_MOST characters
 * that all join the one before them. Yours. */
char *normal_form(const char *utf8, GNormalizeMode mode);

#define NORMAL_MOST 256

#endif
