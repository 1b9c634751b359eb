/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * input — a file that is looked at and not taken in
 */
#ifndef CHENGBAO_COMMAND_INPUT_H
#define CHENGBAO_COMMAND_INPUT_H

#include "base/record.h"
#include "command/command.h"
#include "pipeline/reading/pool.h"

/* A descriptor that can be read from its beginning; `-` is standard input, copied.
 * -1: Errors: REFUSED it cannot be opened or is too long; STORE. */
int input_open(const char *file, GError **error);

/* Jailed workers with the office's rules, or the shipped ones where there is no office.
 * *ret_office NULL then. NULL: Errors: CONFIG every problem of the office. */
Pool *input_pool(const CommandLine *line, Office **ret_office, GError **error);

/* Reads the letter in FILE with its documents, as the desk would. The reading record,
 * yours. Errors: as above, and MAIL it cannot be read. `_with`: by these workers,
 * for many files. `_at`: as if it had come on that day (2026-03-01; NULL: now). */
json_t *input_read_with(Pool *pool, const Office *office, const char *file, int64_t received_us,
			GError **error);
json_t *input_read_at(const CommandLine *line, const char *file, const char *day, GError **error);

#endif
