/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search — the full-text index over what items say now
 *
 * What is held stands in no index; it comes in when it is released, and never when it
 * leaves `held` another way. The index is made by apply with the rows, so a rebuild makes
 * it again.
 *
 * Not here: what a text's words are (base/text/terms).
 */
#ifndef CHENGBAO_SPOOL_SEARCH_H
#define CHENGBAO_SPOOL_SEARCH_H

#include "spool/db.h"

#define SEARCH_FOUND 200 /* items of one search, the newest */

/* Puts the item into the index as it is now, or takes it out. Errors: STORE. */
bool search_refresh(Db *db, int64_t item, GError **error);

/* Makes the index of a store that has none yet, from an older version. Errors: STORE. */
bool search_ready(Db *db, GError **error);

/* What is looked for; NULL and 0: any. */
typedef struct {
	const char *const *phrases; /* NULL-terminated: each must be there */
	const char *sender, *unit;
	const char *topic;	/* or a group of topics */
	int64_t from_us, to_us; /* when it came: from the one until before the other */
} SearchQuery;

/* The rows of item_list for the items that hold each phrase, the newest first. An empty list
 * where nothing is looked for. Yours. Errors: STORE. */
json_t *search_find(Db *db, const SearchQuery *query, GError **error);

#endif
