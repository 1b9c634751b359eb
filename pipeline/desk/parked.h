/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked — items that were put off to a day come back on it
 */
#ifndef CHENGBAO_PIPELINE_DESK_PARKED_H
#define CHENGBAO_PIPELINE_DESK_PARKED_H

#include "pipeline/desk/desk.h"

/* The day that the words after 暂缓 name (到12月1日, 2026-12-01, 12-1), at the beginning of
 * office hours; 0: none. `text` may be NULL. */
int64_t parked_day(const Desk *desk, const char *text);

/* Takes up again what is due: it waits, and its editor is asked. Errors: STORE. */
bool parked_resume(Desk *desk, GError **error);

/* When the next one is due; INT64_MAX: none. */
int64_t parked_next(const Desk *desk);

#endif
