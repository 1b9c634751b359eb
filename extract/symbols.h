/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * symbols — what the signs of symbol fonts are in Unicode: ☑ □ → ≥
 *
 * Promise: what is not known is 0.
 */
#ifndef CHENGBAO_EXTRACT_SYMBOLS_H
#define CHENGBAO_EXTRACT_SYMBOLS_H

#include <glib.h>

/* `font`: its name. `code`: of the sign, also with 0xF000 before it, as Word writes it. What is set
 * in another font is itself. */
gunichar symbols_sign(const char *font, gunichar code);

#endif
