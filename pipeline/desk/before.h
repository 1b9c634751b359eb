/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * before — what became of the items that one is similar to
 *
 * What was found when an item was made stands in its facts; whether the other was
 * printed since, in which issue, is looked up when it is shown.
 *
 * Not here: finding similar items (similar).
 */
#ifndef CHENGBAO_PIPELINE_DESK_BEFORE_H
#define CHENGBAO_PIPELINE_DESK_BEFORE_H

#include "spool/store.h"

/* The list of `similar` with unit, state and `issues` ("政务信息 2026/45") of each item.
 * Yours; NULL on error: STORE. */
json_t *before_tell(Store *store, const json_t *similar, GError **error);

/* The sealed issues that printed an item: a list of strings. Yours. Errors: STORE. */
json_t *before_issues(Store *store, int64_t item, GError **error);

#endif
