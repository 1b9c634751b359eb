/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked — items that were put off to a day come back on it
 */
#ifndef CHENGBAO_PIPELINE_DESK_PARKED_H
#define CHENGBAO_PIPELINE_DESK_PARKED_H

#include "pipeline/desk/desk.h"

/* The day that the words after 暂缓 name (parked_words), at the beginning of office hours; 0:
 * without a day. `words` may be NULL. Errors: REFUSED no day, or one that has begun. */
bool parked_until(const Desk *desk, const char *words, int64_t *ret_until_us, GError **error);

/* Takes up again what is due: it waits, and its editor is asked. Errors: STORE. */
bool parked_resume(Desk *desk, GError **error);

/* When the next one is due; INT64_MAX: none. */
int64_t parked_next(const Desk *desk);

#endif
