/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * worker — a forked child of the zygote: into the jail, then job after job
 *
 * Not here: the jobs themselves (jobs).
 */
#ifndef CHENGBAO_PIPELINE_READING_WORKER_H
#define CHENGBAO_PIPELINE_READING_WORKER_H

#include "base/jail/jail.h"
#include "filters/ruleset.h"

/* Serves `channel` until it ends (an extractor: one job), then ends the process. */
G_NORETURN void worker_main(JailKind kind, int channel, const RuleSet *rules);

/* "reader", "extractor", "printer". */
bool worker_kind(const char *word, JailKind *ret_kind);

#endif
