/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * holders — which items hold a fingerprint: one row for each print
 *
 * A look-up asks for some dozens of prints, and each lies on a page of its own: so all that is
 * kept of a print stands in one row, which is read at one place, and many are asked for at once:
 * of an ask alone three quarters went into beginning and ending a statement. A row names the
 * HOLDERS_MOST items with the highest numbers; a full row says that the print is common, and who
 * held it long ago is not asked for. Documents of the reference folder have numbers below 0.
 *
 * Promise: the rows depend on what was put in and taken out, not on the order. Once a row is
 * full, who stands below its last is forgotten: taking one out of it does not bring him back.
 * Not here: what a text's prints are (base/text/fingerprint), what is looked for (seen).
 */
#ifndef CHENGBAO_SPOOL_HOLDERS_H
#define CHENGBAO_SPOOL_HOLDERS_H

#include "spool/db.h"

#define HOLDERS_MOST 65
#define HOLDERS_AT_ONCE 32 /* prints; parameters of the statement holders_get */

/* The highest number first. */
typedef struct {
	guint n;
	int64_t items[HOLDERS_MOST];
} Holders;

/* Of each of n prints, at most HOLDERS_AT_ONCE; nobody when it is not known. Errors: STORE. */
bool holders_get(Db *db, const int64_t *prints, guint n, Holders *ret_holders, GError **error);

/* Under all prints of a text (int64_t); again is no harm. Errors: STORE. */
bool holders_add(Db *db, const GArray *prints, int64_t item, GError **error);

/* Errors: STORE. */
bool holders_remove(Db *db, const GArray *prints, int64_t item, GError **error);

#endif
