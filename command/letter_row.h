/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letter_row — a letter as one object of JSON
 *
 * As `letters` and `search` print it; CONTRACT names the members.
 */
#ifndef CHENGBAO_COMMAND_LETTER_ROW_H
#define CHENGBAO_COMMAND_LETTER_ROW_H

#include "command/command.h"

/* Of a row of the table letter: what is known of it, and the items it made. Yours. Errors:
 * STORE. */
json_t *letter_row_json(const CommandRoom *room, const json_t *row, GError **error);

#endif
