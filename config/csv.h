/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * csv — comma separated values as RFC 4180 and Excel write them, with places
 *
 * Not here: charsets (base/lines), what the columns mean.
 */
#ifndef CHENGBAO_CONFIG_CSV_H
#define CHENGBAO_CONFIG_CSV_H

#include <glib.h>
#include <stdbool.h>

#define CSV_MAX_CELLS 64
#define CSV_MAX_ROWS 100000

typedef struct {
	char *text; /* without quotes and blanks around it */
	int line, column;
} CsvCell;

typedef struct {
	GPtrArray *cells; /* CsvCell */
	int line;
} CsvRow;

/* The rows (CsvRow) that hold anything; lines that begin with # are left out when
 * `comments`. Yours. Errors: `problems` as FILE:LINE:COL, and the row is left out. */
GPtrArray *csv_parse(const char *file, const char *text, bool comments, GPtrArray *problems);

/* The text of a cell; "" where the row has no such cell or index is -1. Borrowed. */
const char *csv_cell(const CsvRow *row, int index);
/* Its column in the file; 1 where there is none. */
int csv_column(const CsvRow *row, int index);

#endif
