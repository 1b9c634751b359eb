/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search — the full-text index over items, sealed issues and letters
 *
 * One index; a document of it is an item as it says now, an article of a sealed issue as it was
 * printed, the issue's own head with its contents, or a letter. What items and issues say comes
 * and goes with apply; what a letter says is read from its bytes and kept in the table `said`
 * beside the index (pipeline/desk/indexing).
 *
 * The index keeps no words, only where they stand: to leave it, a document says again what it
 * said when it entered. So leave comes before a change and enter behind it.
 *
 * Promise: what is held or withdrawn stands in no index; it comes in when it is released, and
 * never when it leaves `held` another way. A letter is found while the view findable has it.
 * Not here: what a text's words are (base/text/terms).
 */
#ifndef CHENGBAO_SPOOL_SEARCH_H
#define CHENGBAO_SPOOL_SEARCH_H

#include "spool/db.h"

#define SEARCH_FOUND 200     /* of each kind in one search, the newest */
#define SEARCH_ARTICLES 1000 /* positions of an issue are below */

/* Around a change of what an item says or of whether it may be found. Errors: STORE. */
bool search_leave_item(Db *db, int64_t item, GError **error);
bool search_enter_item(Db *db, int64_t item, GError **error);

/* An issue that was just sealed: its head, and each article. Errors: STORE. */
bool search_enter_issue(Db *db, int64_t issue, GError **error);

/* What a letter is found by; `unit` (may be NULL) is its sender's. Two empty texts: it was looked
 * at and is not found. Instead of what it said before. Errors: STORE. */
bool search_enter_letter(Db *db, int64_t letter, const char *unit, const char *title,
			 const char *text, GError **error);

/* It is judged again, or its bytes are to be forgotten; nothing where it was not in. Errors: STORE.
 */
bool search_leave_letter(Db *db, int64_t letter, GError **error);

/* All letters that an item was made of. Errors: STORE. */
bool search_leave_letters_of(Db *db, int64_t item, GError **error);

/* Makes the index of a store that has none yet, from an older version; letters that were never read
 * for it are not its matter. Errors: STORE. */
bool search_ready(Db *db, GError **error);

/* What is looked for; NULL and 0: any. */
typedef struct {
	const char *const *phrases; /* NULL-terminated: each must be there */
	const char *senders; /* <address> of one person, or several: what is his, and issues sent to
				him */
	const char *unit;
	const char *topic; /* or a group of topics */
	int64_t from_us,
		to_us; /* when it came or was sealed: from the one until before the other */
	bool no_items, no_issues, no_letters;
} SearchQuery;

/* Whether there is anything to look for: signs alone (？ or *) are nothing. After fold_load. */
bool search_asks(const SearchQuery *query);

/* Hits, the most useful first: those whose title says all phrases, then the others; of these items
 * before issues before letters, the newest first. Each is the row of an item, an article or a
 * letter with a member `hit`: "item", "issue", "letter". A letter is not listed beside its own
 * item, whose hit has it as `beside`, nor beside the letter it repeats, nor an issue's head beside
 * an article. An empty list where nothing is looked for. *ret_more: older ones were left out.
 * Yours. Errors: STORE. */
json_t *search_find(Db *db, const SearchQuery *query, bool *ret_more, GError **error);

#endif
