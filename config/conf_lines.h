/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * conf_lines — office.conf and what it includes, as sections of known keys
 *
 * Opens the file and its includes, puts the lines into their sections, and
 * checks them against a table of sections and keys: what is unknown, double or
 * missing is said here, so that readers of values meet each key at most once.
 *
 * Not here: what a value means (config/values, config/office_read).
 */
#ifndef CHENGBAO_CONFIG_CONF_LINES_H
#define CHENGBAO_CONFIG_CONF_LINES_H

#include <glib.h>
#include <stdbool.h>

#include "base/lines.h"

#define CONF_LINES_MAX_BYTES (4u << 20) /* of one file */
#define CONF_LINES_MAX_DEPTH 8		/* of includes */
#define CONF_LINES_MAX_FILES 256	/* opened for one office.conf */

/* A section that may stand in the file. Both lists end with NULL. */
typedef struct {
	const char *kind;
	bool named; /* [journal NAME], any number of them; else at most one */
	const char *const *keys;
	const char *const *required; /* of keys */
	bool always;		     /* must be there */
} ConfKnown;

typedef struct {
	const Line *head;	/* the [section] line */
	const ConfKnown *known; /* never NULL */
	GPtrArray *pairs;	/* Line, borrowed; known keys, each once */
} ConfSection;

typedef struct {
	GPtrArray *lines;    /* one list of Line for each file: owner of all */
	GPtrArray *sections; /* ConfSection, in file order */
	char *hash;	     /* SHA-256 hex of all bytes read */
} ConfLines;

/* Reads DIRECTORY/name. `known` ends with a NULL kind. All errors go to `problems`;
 * what it gives holds the rest, so that values can be checked in the same run. */
ConfLines *conf_lines_read(const char *directory, const char *name, const ConfKnown *known,
			   GPtrArray *problems);

/* The section of this kind (the first, where it is named); NULL: none. */
const ConfSection *conf_lines_section(const ConfLines *conf, const char *kind);

/* The line of a key in a section; NULL: absent, or the section is NULL. */
const Line *conf_lines_pair(const ConfSection *section, const char *key);

void conf_lines_free(ConfLines *conf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ConfLines, conf_lines_free)

#endif
