/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seen — which items hold a fingerprint: what may say the same as a text
 *
 * Each item stands under the few prints of its sketch (base/text/fingerprint) and under
 * the hash of its whole content, all revisions together: a text that was edited is still
 * known as it came. It also stands under each place of the day of what it tells of
 * (base/text/happening): another account of it may share no print. A print that many hold is a
 * phrase of form; its holders are not counted, and only the newest few of them are kept, so
 * that a look-up costs the same whatever the archive holds.
 *
 * What is held stands in no index; it comes in when it is released, and never when it
 * leaves `held` another way. The index is made by apply with the rows, so a rebuild
 * makes it again.
 *
 * Not here: what a pair is called (pipeline/desk/likeness).
 */
#ifndef CHENGBAO_SPOOL_SEEN_H
#define CHENGBAO_SPOOL_SEEN_H

#include "base/text/happening.h"
#include "spool/holders.h"

#define SEEN_COMMON (HOLDERS_MOST - 1) /* a print with more holders is a phrase of form */
#define SEEN_BEST 8		       /* candidates of one look-up */
#define SEEN_DAY 16		       /* of the same day and place */

/* What to look for, to remember or to compare: folded words. The rest is made when it is asked for
 * first: most of what is compared has nothing in common, which its words alone tell. */
typedef struct {
	char *heading, *body; /* the body without its heading */
	char *when;	      /* as given, or NULL */
	GArray *prints;
	int64_t content; /* of the title too, where the body says little itself */
	Happening *happening;
} SeenText;

/* After fold_load. Title and text as written; `when`: its event_time, RFC 3339 or NULL. Yours,
 * seen_text_free. */
SeenText *seen_text(const char *title, const char *text, const char *when);

/* Its fingerprint_sketch as int64_t, sorted; the hash of its whole content, 0 when there is none;
 * what it tells of. The text's. */
const GArray *seen_prints(SeenText *text);
int64_t seen_content(SeenText *text);
const Happening *seen_happening(SeenText *text);

/* What `when` is of an item, from its facts (JSON, may be NULL). Yours or NULL. */
char *seen_when(const char *facts);
void seen_text_free(SeenText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SeenText, seen_text_free)

/* Puts a text under an item; again is no harm. Errors: STORE. */
bool seen_add(Db *db, int64_t item, SeenText *text, GError **error);

/* Takes a text away again. Errors: STORE. */
bool seen_remove(Db *db, int64_t item, SeenText *text, GError **error);

/* Puts all revisions of an item into the index, if it may stand there. Errors: STORE. */
bool seen_refresh(Db *db, int64_t item, GError **error);

/* Makes the index of a store that has none yet, from an older version. Errors: STORE. */
bool seen_ready(Db *db, GError **error);

/* What looks in the index, and remembers which prints are common: taking items out makes none
 * rare again before the next start. */
typedef struct Seen Seen;

/* `db` is borrowed. */
Seen *seen_new(Db *db);
void seen_free(Seen *seen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Seen, seen_free)

/* Items that share most with the text.
 *
 * Gives: *ret_items the ids (int64_t), most shared first, at most SEEN_BEST, those of the
 *        same content before all others; *ret_rare the prints of the text (int64_t, sorted)
 *        that are no phrases of form: what the items must share to be alike. All of
 *        them where nearly every one is held by many: then the whole text is. Yours.
 * Errors: STORE.
 */
bool seen_find(Seen *seen, SeenText *text, GArray **ret_items, GArray **ret_rare, GError **error);

/* Adds to `items` (int64_t, each once) those that tell of the same day at one of the places, the
 * newest first, at most SEEN_DAY more. Errors: STORE. */
bool seen_same_day(Db *db, SeenText *text, GArray *items, GError **error);

#endif
