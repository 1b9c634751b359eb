/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * resent — a unit says again, changed, what it sent in before
 *
 * A report of the same unit within RESENT_DAYS of an item, at least RESENT_SHARE of which
 * stands in that item, or the other way round, is a proposed revision and no item of its
 * own, whatever its subject and whichever colleague sent it, alone or among others: an item that is
 * not printed gets it as its next revision, leaves its draft if it stands in one, and its editor is
 * asked with the change on top. Of a printed one, in which RESENT_SHARE of the report must stand,
 * an erratum is proposed: an item that says what was printed and what was meant. The very same text
 * again is a duplicate.
 *
 * Of each at least RESENT_LEAST must stand in the other: an extract or a digest is an item
 * of its own; so is a 续报, what tells of another day, town or village in the same words, and
 * a form filled in with other numbers.
 *
 * Not here: what says of itself that it corrects (amend), answers to our mails (follow).
 */
#ifndef CHENGBAO_PIPELINE_DESK_RESENT_H
#define CHENGBAO_PIPELINE_DESK_RESENT_H

#include "pipeline/desk/report_item.h"

#define RESENT_DAYS 7
#define RESENT_SHARE 0.8
#define RESENT_LEAST 0.5

typedef enum {
	RESENT_NOT,
	RESENT_SAME,	/* *ret_item has it already */
	RESENT_REVISES, /* it is for *ret_item to be revised by it: resent_revise */
	RESENT_CORRECTS /* *ret_item is printed: `report` has become the erratum's */
} ResentKind;

/* After the report was compared (report->similar). *ret_item: a row of item_get, yours, or NULL.
 * Errors: STORE. */
bool resent_find(Report *report, ResentKind *ret_kind, json_t **ret_item, GError **error);

/* Makes the report the next revision of the item. Its letter's kind and receipt are report's.
 * Errors: STORE. */
bool resent_revise(const Report *report, const json_t *item, GError **error);

#endif
