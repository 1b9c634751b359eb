/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * score_rows — the ranking and the entries that `score` shows
 */
#ifndef CHENGBAO_COMMAND_SCORE_ROWS_H
#define CHENGBAO_COMMAND_SCORE_ROWS_H

#include "base/record.h"
#include "command/command.h"

typedef struct {
	char *period; /* NULL: this month */
	char *unit, *section, *person;
	gboolean explain;
} ScoreWanted;

typedef struct {
	char *period;	 /* its name: 2026-11 */
	json_t *ranking; /* CONTRACT score without "period" */
	json_t *entries; /* rows of entry_list */
	json_t *zero;	 /* units that sent nothing in, by name */
} ScoreRows;

/* Errors: USAGE no such period; REFUSED nobody of that name; STORE. */
bool score_rows_make(const CommandRoom *room, const ScoreWanted *wanted, ScoreRows *ret_rows,
		     GError **error);
void score_rows_clear(ScoreRows *rows);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ScoreRows, score_rows_clear)

#endif
