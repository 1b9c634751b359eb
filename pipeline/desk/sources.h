/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sources — the desk's side of the fetchers: one process for each source
 */
#ifndef CHENGBAO_PIPELINE_DESK_SOURCES_H
#define CHENGBAO_PIPELINE_DESK_SOURCES_H

#include "pipeline/desk/desk.h"

#include <poll.h>

typedef struct DeskSources DeskSources;

/* Starts a fetcher for each source. Errors: AGAIN. */
DeskSources *sources_new(Desk *desk, GError **error);
void sources_free(DeskSources *sources);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeskSources, sources_free)

/* Adds their channels to `polled` (struct pollfd). */
void sources_poll(const DeskSources *sources, GArray *polled);

/* Hears the fetcher on this descriptor, if it is one; restarts those that died. */
bool sources_hear(DeskSources *sources, int fd, GError **error);
bool sources_restart(DeskSources *sources, GError **error);

/* When a fetcher that died is started again; INT64_MAX: all live. */
int64_t sources_next(const DeskSources *sources);

/* Fetchers that have not finished yet (run --once). */
size_t sources_alive(const DeskSources *sources);

#endif
