/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lines — the grammar of the operator's files, and how their errors look
 *
 * `[section name]`, `key = value to the end of the line`, `#` comments on their
 * own line, `include PATH`; no quoting, no escapes. Every error of a file is
 * found, each as `FILE:LINE:COL: message`; columns count characters from 1.
 *
 * Not here: which sections and keys there are, opening included files.
 */
#ifndef CHENGBAO_BASE_LINES_H
#define CHENGBAO_BASE_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define LINES_MAX_COUNT 200000
#define LINES_MAX_BYTES 65536 /* of one line */

typedef enum { LINES_SECTION, LINES_PAIR, LINES_INCLUDE } LinesKind;

typedef struct {
	LinesKind kind;
	char *file; /* as in messages */
	int line;
	char *key;   /* the section's kind, the key, or "include" */
	char *value; /* the section's name ("" = none), the value, or the path */
	int key_column, value_column;
} Line;

/* The lines of a text that say something (Line), comments and blank lines left out.
 * Yours (g_ptr_array_unref). Errors go to `problems` (char *) and the line is left out. */
GPtrArray *lines_parse(const char *file, const char *text, GPtrArray *problems);

/* A file's bytes as UTF-8 without BOM: UTF-8 as it is, else GB18030. Yours. NULL with a
 * line in `problems` when it is neither, is UTF-16 or holds a NUL. */
char *lines_utf8(const char *file, const char *bytes, size_t n_bytes, GPtrArray *problems);

/* Adds `FILE:LINE:COL: message`. */
void lines_problem(GPtrArray *problems, const char *file, int line, int column, const char *format,
		   ...) G_GNUC_PRINTF(5, 6);

/* The same for a line's key or value. */
void lines_problem_key(GPtrArray *problems, const Line *line, const char *format, ...)
	G_GNUC_PRINTF(3, 4);
void lines_problem_value(GPtrArray *problems, const Line *line, const char *format, ...)
	G_GNUC_PRINTF(3, 4);

/* Puts the problems from index `first` on in order of file, line and column. */
void lines_sort(GPtrArray *problems, guint first);

/* One element of a list value, and where it stands. */
typedef struct {
	char *text;
	int column;
} LinesWord;

/* The elements (LinesWord) of a value, split at `,` and `，`, and at blanks too when
 * `blanks`. Elements may be empty when a separator stands alone. Yours. */
GPtrArray *lines_words(const Line *line, bool blanks);

/* The candidate (list ended by NULL) that `word` was most likely meant to be; NULL: none
 * is near. Borrowed. */
const char *lines_nearest(const char *word, const char *const *candidates);

/* ` (did you mean “X”?)`, or "" when nothing is near. Yours. */
char *lines_suggestion(const char *word, const char *const *candidates);

#endif
