/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report — a letter becomes an item, or several
 *
 * Not here: what the words mean to rules (filters/), decisions on items (decide).
 */
#ifndef CHENGBAO_PIPELINE_DESK_REPORT_H
#define CHENGBAO_PIPELINE_DESK_REPORT_H

#include "pipeline/desk/judge.h"

/* Makes the item of a report (or of a stranger's letter: held), the receipt to its sender
 * and the ask to its editor. Errors: STORE. */
bool report_take(Desk *desk, const JudgeLetter *letter, GError **error);

/* Title and text of a letter as a report would have them; both yours. */
void report_read(const JudgeLetter *letter, char **ret_title, char **ret_text);

/* The same with all reports of a letter that stays together. */
void report_read_all(const JudgeLetter *letter, char **ret_title, char **ret_text);

/* Opens the ask that an item in its state needs now, to the person whose step it is. */
bool report_ask(Desk *desk, int64_t item, int64_t cause, GError **error);

/* The same with further members of the mail (taken). */
bool report_ask_with(Desk *desk, int64_t item, json_t *params, int64_t cause, GError **error);

/* The receipt that the sender of an item (a row) did not get while it was held: it tells the
 * title. */
bool report_receipt_late(Desk *desk, const json_t *item, bool author_missing, GError **error);

/* An urgent letter that is held: the duty officers hear at once that it is there, and who
 * is asked about it. Nothing for other items, or for what bears a mark of secrecy. */
bool report_alert(Desk *desk, int64_t item, int64_t cause, GError **error);

/* Asks a further person about an item (a row) that those asked before left lying: whoever
 * answers first decides. params (taken) go into the mail. */
bool report_ask_also(Desk *desk, const json_t *item, const Person *person, json_t *params,
		     GError **error);

#endif
