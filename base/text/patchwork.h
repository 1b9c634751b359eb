/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * patchwork — text whose lines are of two charsets
 *
 * An answer in UTF-8 above a quotation in GBK, two forwarded notes pasted together by a
 * gateway: UTF-8 is told line by line, the other lines are of one charset.
 *
 * Not here: which one that is (charset).
 */
#ifndef CHENGBAO_BASE_TEXT_PATCHWORK_H
#define CHENGBAO_BASE_TEXT_PATCHWORK_H

#include "base/text/decode.h"

#include <stdbool.h>

/* Are some lines surely UTF-8 and others not? Then *ret_rest takes the others, yours. */
bool patchwork_is(const char *bytes, size_t n, GString **ret_rest);

/* Decodes it, the lines that are no UTF-8 as `charset`; see decode_bytes. */
char *patchwork_decode(DecodeCharset charset, const char *bytes, size_t n, size_t *ret_n_bad);

#endif
