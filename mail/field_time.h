/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field_time — the moment a report speaks of
 */
#ifndef CHENGBAO_MAIL_FIELD_TIME_H
#define CHENGBAO_MAIL_FIELD_TIME_H

#include <stdbool.h>
#include <stdint.h>

/* The first date in `text` (10月3日14时20分, 2026年10月3日下午2点, 2026-10-03 14:20, and as
 * seen from the day the letter came 今日8时, 昨晚, 3日14时; also in full-width digits).
 * A missing year is the latest one that is not after `received_us`; a missing
 * time is midnight. `zone` is an Olson name or NULL for UTC. */
bool field_time_read(const char *text, int64_t received_us, const char *zone, int64_t *ret_us);

#endif
