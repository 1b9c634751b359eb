/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holders — which items hold a fingerprint: one row for each print
 *
 * A look-up asks for some dozens of prints, and each lies on a page of its own: so all that is
 * kept of a print stands in one row, which is read at one place. It names the HOLDERS_MOST items
 * with the highest numbers; a full row says that the print is common, and who held it long ago is
 * not asked for. Documents of the reference folder have numbers below 0.
 *
 * Promise: the rows depend on what was put in and taken out, not on the order. Once a row is
 * full, who stands below its last is forgotten: taking one out of it does not bring him back.
 * Not here: what a text's prints are (base/text/fingerprint), what is looked for (seen).
 */
#ifndef CHENGBAO_SPOOL_HOLDERS_H
#define CHENGBAO_SPOOL_HOLDERS_H

#include "spool/db.h"

#define HOLDERS_MOST 65

/* The highest number first. */
typedef struct {
	guint n;
	int64_t items[HOLDERS_MOST];
} Holders;

/* Nobody when the print is not known. Errors: STORE. */
bool holders_get(Db *db, int64_t print, Holders *ret_holders, GError **error);

/* Again is no harm. Errors: STORE. */
bool holders_add(Db *db, int64_t print, int64_t item, GError **error);

/* Errors: STORE. */
bool holders_remove(Db *db, int64_t print, int64_t item, GError **error);

#endif
