/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * generation — the desk's end of one zygote
 *
 * Not here: the zygote's own side (zygote), workers and jobs (pool).
 */
#ifndef CHENGBAO_PIPELINE_READING_GENERATION_H
#define CHENGBAO_PIPELINE_READING_GENERATION_H

#include "base/record.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define GENERATION_LOAD_MS 60000 /* loading may take so long */

typedef struct {
	pid_t pid;
	int control;	/* non-blocking; -1 when the zygote is gone */
	char *hash;	/* of its rules; NULL until it is ready */
	json_t *labels; /* what its rules define, as pool_labels gives it; NULL until then */
	bool retired;	/* gets no new workers */
	size_t n_workers;
} Generation;

/* Starts a zygote; it is not loaded yet. Errors: AGAIN. */
Generation *generation_start(const char *office_directory, GError **error);
void generation_free(Generation *generation); /* ends the zygote and all its workers */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Generation, generation_free)

/* Takes what the zygote said, if anything. Afterwards `hash` is set when it is ready.
 * Errors: CONFIG its problems, one per line; AGAIN it is gone. */
bool generation_hear(Generation *generation, GError **error);

/* Waits until it is loaded. Errors: as generation_hear. */
bool generation_wait(Generation *generation, GError **error);

/* Asks for a worker whose channel is `child_end` (borrowed). `kind`: "reader" … Errors: AGAIN. */
bool generation_fork(Generation *generation, const char *kind, int child_end, GError **error);

#endif
