/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_folder — how far one IMAP folder has been read
 *
 * `seen` is the highest UID looked at; UIDs below it that failed are tried
 * again. The mark, which the desk books as the position, never passes a UID
 * that is not taken in, so that a restart tries it again.
 *
 * Not here: the dialogue (base/wire/imap), tickets (fetch_desk).
 */
#ifndef CHENGBAO_PIPELINE_INTAKE_FETCH_FOLDER_H
#define CHENGBAO_PIPELINE_INTAKE_FETCH_FOLDER_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define FETCH_FOLDER_CHANGES 3 /* UIDVALIDITY changes in a row before we stop */

typedef struct {
	char *name;
	uint32_t uidvalidity; /* 0: not yet known */
	uint32_t seen;
	unsigned n_changes;
	GTree *open; /* UIDs <= seen that are not taken in; uint32_t in the pointer */
} FetchFolder;

FetchFolder *fetch_folder_new(const char *name, uint32_t uidvalidity, uint32_t uid);
void fetch_folder_free(void *folder);

/* The folder was opened: other numbers mean that all is new. False: they
 * change at every opening, and reading it would never end. */
bool fetch_folder_opened(FetchFolder *folder, uint32_t uidvalidity);

/* The UIDs to work on, ascending: those open and those in `found` above seen.
 * Yours: GArray of uint32_t. */
GArray *fetch_folder_work(const FetchFolder *folder, const GArray *found);

void fetch_folder_failed(FetchFolder *folder, uint32_t uid);

/* Taken in, or gone from the server. */
void fetch_folder_taken(FetchFolder *folder, uint32_t uid);

uint32_t fetch_folder_mark(const FetchFolder *folder);

#endif
