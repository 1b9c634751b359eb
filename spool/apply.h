/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * apply — what each event does to the rows; the only writer of them
 *
 * The desk decides and says what happened; apply carries it out without a
 * decision of its own: the same log gives the same rows, so `rebuild` is this
 * code over the log. An event whose type is not known is an error: a newer
 * program wrote it.
 */
#ifndef CHENGBAO_SPOOL_APPLY_H
#define CHENGBAO_SPOOL_APPLY_H

#include "spool/store.h"

/* `row` is the event's row, `params` its parameters. Errors: STORE; REFUSED. */
bool apply_event(Store *store, const json_t *row, const json_t *params, GError **error);

typedef bool ApplyFunction(Db *db, const json_t *row, const json_t *params, GError **error);

typedef struct {
	const char *type;
	ApplyFunction *function;
} ApplyRule;

/* One table for each group of rows; each ends with a NULL type. */
extern const ApplyRule apply_letter_rules[];
extern const ApplyRule apply_item_rules[];
extern const ApplyRule apply_mail_rules[];
extern const ApplyRule apply_issue_rules[];

/* A member as canonical JSON text; "null" where absent. Yours. */
char *apply_text_of(const json_t *params, const char *name);

#endif
