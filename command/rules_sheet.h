/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules_sheet — a table of letters and of what a person named for each
 *
 * A CSV: the line letter,topics or letter,topics,angles, then a letter a line. Nothing in it is
 * taken for what it is not: a topic that no rule knows would count as missed for ever.
 *
 * Promise: a sheet that was read names files that are there, each once, and topics and angles of
 * the rules in force, each once a line.
 */
#ifndef CHENGBAO_COMMAND_RULES_SHEET_H
#define CHENGBAO_COMMAND_RULES_SHEET_H

#include <stdbool.h>

#include "command/command.h"
#include "config/csv.h"

/* The rows (CsvRow), the header first; yours. Errors: CONFIG after all that is wrong was said on
 * standard error, as FILE:LINE:COL; the rules' own errors alike; USAGE it is no such table. */
GPtrArray *rules_sheet_read(const CommandLine *line, const char *file, GError **error);

/* Whether the third column names angles. */
bool rules_sheet_angles(const GPtrArray *rows);

/* Where the letter of a row lies: its path starts at the sheet's folder. Yours. */
char *rules_sheet_path(const char *file, const CsvRow *row);

/* The names in a cell, apart by 、 or ; without blanks around them. Yours. */
char **rules_sheet_names(const char *cell);

#endif
