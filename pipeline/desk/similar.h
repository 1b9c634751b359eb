/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * similar — items of the last weeks that say much the same
 *
 * Compares fingerprints (base/text/fingerprint) with those of recent items.
 * It shows; it never decides.
 */
#ifndef CHENGBAO_PIPELINE_DESK_SIMILAR_H
#define CHENGBAO_PIPELINE_DESK_SIMILAR_H

#include "pipeline/desk/desk.h"

/* *ret_similar: the list of CONTRACT (`similar`), closest first, yours. Errors: STORE. */
bool similar_find(Desk *desk, const char *title, const char *text, json_t **ret_similar,
		  GError **error);

#endif
