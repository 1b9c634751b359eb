/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * similar — items of any time that say much the same
 *
 * Candidates come from the index (spool/seen): what shares fingerprints, and what tells of
 * the same day and place. Each is compared whole with all that the item ever said (likeness). It
 * shows; it never decides.
 */
#ifndef CHENGBAO_PIPELINE_DESK_SIMILAR_H
#define CHENGBAO_PIPELINE_DESK_SIMILAR_H

#include "pipeline/desk/desk.h"

/* Gives:  {"similar": the list of CONTRACT, "copied": documents of the reference folder in
 *         which part of the text stands: {document, percent, passages}}, closest first. `share`
 *         and `back` of a similar item: of this text in it, and of it in this; `event`: the places
 * of the one event that both seem to tell of; none: it is the words that are alike;
 * `apart`: they tell of another day or place, with other numbers. Yours. `when`:
 * event_time of the report, or NULL. Errors: STORE. */
json_t *similar_find(Desk *desk, const char *title, const char *text, const char *when,
		     GError **error);

#endif
