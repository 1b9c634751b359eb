/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster_write — a line more in people.csv
 *
 * The office's file stays as it is: its columns in their order, its charset, its
 * line ends. It is replaced whole, or not at all.
 *
 * Not here: reading it (roster_read), who may add to it (pipeline/desk).
 */
#ifndef CHENGBAO_CONFIG_ROSTER_WRITE_H
#define CHENGBAO_CONFIG_ROSTER_WRITE_H

#include <glib.h>
#include <stdbool.h>

#define ROSTER_FILE_BYTES (8u << 20)

typedef struct {
	const char *address, *unit;
	const char *name; /* "" for a unit's shared mailbox */
	const char *role; /* contributor … */
	const char *from; /* 2026-11-29 */
} RosterLine;

/* Appends the line. `zone` is the office's. Errors: REFUSED the file cannot be read or replaced,
 * would have an error with it (told as check does), or its charset lacks a character. */
bool roster_append(const char *path, const char *zone, const RosterLine *line, GError **error);

/* Ends the person at line `at` of the file the day before line->from, and appends a copy of it
 * with the unit of `line`. Errors: as above. */
bool roster_move(const char *path, const char *zone, int at, const RosterLine *line,
		 GError **error);

#endif
