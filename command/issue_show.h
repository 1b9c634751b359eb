/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * issue_show — one issue in a format, one line of it with all it came from
 */
#ifndef CHENGBAO_COMMAND_ISSUE_SHOW_H
#define CHENGBAO_COMMAND_ISSUE_SHOW_H

#include "command/command.h"

typedef struct {
	char *journal, *format; /* NULL: the first, text */
	gboolean json;
} IssueWanted;

/* Whether the format is one that is there. Errors: USAGE. */
bool issue_show_format(const IssueWanted *wanted, GError **error);

/* Prints the issue of this row. Errors: REFUSED never sent (eml); STORE. */
bool issue_show(const CommandRoom *room, const IssueWanted *wanted, const json_t *row,
		GError **error);

/* Prints the letters, decisions and adoptions behind a line. Errors: REFUSED, STORE. */
bool issue_show_trace(const CommandRoom *room, const IssueWanted *wanted, const json_t *row,
		      int64_t position, GError **error);

#endif
