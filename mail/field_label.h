/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field_label — the labels of a report's fields
 *
 * Private to mail/fields.c.
 */
#ifndef CHENGBAO_MAIL_FIELD_LABEL_H
#define CHENGBAO_MAIL_FIELD_LABEL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum { FIELD_UNIT, FIELD_AUTHOR, FIELD_CONTACT, FIELD_REVIEWER, FIELD_PHONE } FieldKind;

bool field_label_is_blank(gunichar c);
const char *field_label_skip_blanks(const char *p);

/* The place behind the next label that stands at p with its colon, or NULL. *from, 0 at first,
 * is where the search goes on: one label may begin another (单位, 单位负责人). A telephone may do
 * without the colon (手机 139…). */
const char *field_label_next(const char *p, size_t *from, FieldKind *ret_kind);

/* Does a label of the table or another one (填报时间：) begin at p? */
bool field_label_is_any(const char *p);

#endif
