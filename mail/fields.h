/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fields — unit, writer, reviewer, telephone and times that a report names
 *
 * Reads labelled lines (执笔：…, （供稿：…）) and the date in the text. Finds titles.
 * What it is not sure of it leaves NULL.
 *
 * Not here: who the sender is by the roster, topics, kinds and angles (filters/).
 */
#ifndef CHENGBAO_MAIL_FIELDS_H
#define CHENGBAO_MAIL_FIELDS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define FIELDS_MAX_BYTES (1u << 20) /* of a text are looked at */

typedef struct Fields {
	char *unit, *author, *reviewer, *phone; /* as written, NULL when not named */
	char *contact; /* 联系人: the author where nobody else is named */
	bool event_time_known;
	int64_t event_time_us; /* UTC; the first date with or without time in the text */
	GPtrArray *missing;    /* char *: what it names and does not bring: linked files */
} Fields;

/* Gives: *ret, fields_clear it. `received_us` supplies the year of dates
 * without one; `zone` is an Olson name or NULL for UTC. */
void fields_read(const char *text, int64_t received_us, const char *zone, Fields *ret);

void fields_clear(Fields *fields);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fields, fields_clear)

/* The title of a report: the subject without reply and forward prefixes and
 * leading tags; when that says nothing (空, 信息, 见附件 …) the first heading line
 * of the document or of the text. Any argument may be NULL. Yours, never NULL,
 * "" when there is none. */
char *title_from(const char *subject, const char *text, const char *document_first_line);

/* Subject without 回复：/Re:/转发：/Fw: prefixes (any number). Yours. */
char *title_strip_prefixes(const char *subject);

/* True when the text says only 见附件, 请查收 and courtesies, or nothing. */
bool body_is_pointer(const char *text);

#endif
