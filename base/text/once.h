/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * once — words that stand in a text a single time, so that no guess is needed which are meant
 *
 * A quantity is no part of a longer one: 200台 does not stand in 1200台, nor 12 in 12.5.
 *
 * Not here: what is written in their place.
 */
#ifndef CHENGBAO_BASE_TEXT_ONCE_H
#define CHENGBAO_BASE_TEXT_ONCE_H

#include "base/text/fold.h"

typedef enum { ONCE_NOWHERE, ONCE_FOUND, ONCE_SEVERAL } OnceCount;

/* `words`: folded, not empty. ONCE_FOUND: the characters [*ret_from, *ret_to) of the original. */
OnceCount once_find(const Folded *text, const char *words, size_t *ret_from, size_t *ret_to);

#endif
