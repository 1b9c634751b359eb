/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked — items that were put off to a day come back on it
 */
#ifndef CHENGBAO_PIPELINE_DESK_PARKED_H
#define CHENGBAO_PIPELINE_DESK_PARKED_H

#include "pipeline/desk/desk.h"

/* Takes up again what is due: it waits, and its editor is asked. Errors: STORE. */
bool parked_resume(Desk *desk, GError **error);

/* When the next one is due; INT64_MAX: none. */
int64_t parked_next(const Desk *desk);

#endif
