/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stages — where the desk's time goes
 *
 * With CHENGBAO_STAGES set, `run` says at its end how long each stage took; the
 * bench reads that.
 */
#ifndef CHENGBAO_PIPELINE_DESK_STAGES_H
#define CHENGBAO_PIPELINE_DESK_STAGES_H

#include <stdint.h>

typedef enum {
	STAGE_TAKE,   /* hearing sources, clients, workers */
	STAGE_JUDGE,  /* letters taking effect */
	STAGE_FREEZE, /* printed mails becoming dispatches */
	STAGE_HAND,   /* jobs and snapshots handed to workers */
	STAGE_SEND,
	STAGE_COMMIT, /* flushes and commits */
	STAGE_WAIT,   /* for workers and the world */
	STAGES,
} Stage;

typedef struct {
	int64_t us[STAGES];
	int64_t since_us; /* monotonic; end of the last stage */
} StageClock;

/* The time since the last call belongs to `stage`. */
void stages_end(StageClock *clock, Stage stage);

/* Says it on standard error, if it was asked for. */
void stages_tell(const StageClock *clock);

#endif
