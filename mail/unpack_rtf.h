/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_rtf — Outlook's compressed RTF (LZFu)
 *
 * What unpack_tnef needs; nobody else includes this.
 * Source: MS-OXRTFCP.
 */
#ifndef CHENGBAO_MAIL_UNPACK_RTF_H
#define CHENGBAO_MAIL_UNPACK_RTF_H

#include <stddef.h>

/* Gives: the RTF, yours, NUL after *ret_n_bytes; NULL: damaged or longer than max_bytes. */
char *unpack_rtf(const char *bytes, size_t n_bytes, size_t max_bytes, size_t *ret_n_bytes);

#endif
