/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shelf — the documents of offices above, to see what was copied from them
 *
 * A copy of what the reference folder says, made again from it at any time. Their prints
 * stand in the index of seen under the negative of their id.
 *
 * Not here: reading documents (pipeline/desk/shelving).
 */
#ifndef CHENGBAO_SPOOL_SHELF_H
#define CHENGBAO_SPOOL_SHELF_H

#include "spool/db.h"

/* After fold_load. Puts a document's text in place of what there was under its name; `stamp`
 * tells whether the file changed. text "" when it has none. Errors: STORE. */
bool shelf_put(Db *db, const char *name, const char *stamp, const char *text, GError **error);

/* Takes a document away; nothing there is no error. Errors: STORE. */
bool shelf_drop(Db *db, const char *name, GError **error);

#endif
