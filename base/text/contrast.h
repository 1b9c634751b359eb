/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * contrast — the quantities in which two texts about the same thing differ
 *
 * Two reports of one event say 3人 and 4人. A quantity that both have is no difference;
 * of several with the same unit the one with the same words around it is the counterpart:
 * of 转移群众120人，受伤3人 and 受伤4人 the 3人 and the 4人.
 * Words that count the same (受伤, 送医) are as good as the same words; those that count
 * something else (转移) make no counterpart.
 *
 * Takes folded text (fold). Not here: finding quantities (quantity).
 */
#ifndef CHENGBAO_BASE_TEXT_CONTRAST_H
#define CHENGBAO_BASE_TEXT_CONTRAST_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
	char *ours, *theirs;
} ContrastPair;

/* At most `n_most` pairs in the order of our text. An array of ContrastPair, yours (strings
 * freed with it). */
GArray *contrast_find(const char *ours, const char *theirs, guint n_most);

#define CONTRAST_ANEW 4 /* quantities below which a text says too little to tell */

/* Has ours other quantities, having fewer than half of those of theirs? A correction keeps most
 * of them; a form that is filled in again has others. */
bool contrast_anew(const char *ours, const char *theirs);

#endif
