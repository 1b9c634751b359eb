/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * similar — items of any time that say much the same
 *
 * Candidates come from the index (spool/seen), each is compared whole with all that the
 * item ever said (likeness). It shows; it never decides.
 */
#ifndef CHENGBAO_PIPELINE_DESK_SIMILAR_H
#define CHENGBAO_PIPELINE_DESK_SIMILAR_H

#include "pipeline/desk/desk.h"

/* *ret_similar: the list of CONTRACT (`similar`), closest first, yours. Errors: STORE. */
bool similar_find(Desk *desk, const char *title, const char *text, json_t **ret_similar,
		  GError **error);

#endif
