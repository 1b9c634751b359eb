/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * simplified — hanzi that are written otherwise in simplified script when they stand alone
 */
#ifndef CHENGBAO_BASE_TEXT_SIMPLIFIED_H
#define CHENGBAO_BASE_TEXT_SIMPLIFIED_H

/* One after the other: a character of U+3400 to U+9FFF and its simplified form, which may lie
 * beyond U+FFFF. */
extern const char simplified_pairs[];

#endif
