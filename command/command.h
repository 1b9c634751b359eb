/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command — what main hands to a subcommand, and what all of them share
 *
 * A subcommand is a file. It returns its exit code, or -1 with *error set, which
 * main prints as `chengbao: WHAT: WHY` and turns into the exit code of CONTRACT.
 */
#ifndef CHENGBAO_COMMAND_COMMAND_H
#define CHENGBAO_COMMAND_COMMAND_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

#include "config/office.h"
#include "spool/store.h"

typedef struct {
	const char *office; /* the office directory by CONTRACT's order; NULL: none found */
	int argc;	    /* argv[0] is the subcommand's name */
	char **argv;
} CommandLine;

typedef int CommandFunction(const CommandLine *line, GError **error);

typedef struct {
	const char *name;
	CommandFunction *function;
	const char *usage;   /* after `chengbao NAME`; N_() */
	const char *summary; /* one line; N_(); NULL: not for people, left out of the help */
	const char *help;    /* further lines for `chengbao NAME --help`; N_(), may be NULL */
} CommandEntry;

/* The table of all subcommands (command/main.c); ends with a NULL name. */
extern const CommandEntry command_table[];

/* Options of a subcommand: GLib's parser over a copy of argv; what is left are the
 * arguments. Handles --help. Errors: USAGE.
 * Gives: *ret_args, NULL-terminated, yours; *ret_help true: help was printed, exit 0. */
bool command_options(const CommandLine *line, const GOptionEntry *options, char ***ret_args,
		     bool *ret_help, GError **error);

/* Prints `chengbao NAME --help`; options may be NULL. */
void command_help(const char *name, const GOptionEntry *options);

/* Errors: USAGE unless there are between least and most arguments. */
bool command_count(char **args, guint least, guint most, GError **error);

/* `12` or `#12`. Errors: USAGE. */
bool command_number(const char *word, int64_t *ret_number, GError **error);

/* `2026-11-01` as the beginning of that day in the office's zone, or in this one. Errors: USAGE. */
bool command_day(const Office *office, const char *word, int64_t *ret_us, GError **error);
bool command_day_in(const char *zone, const char *word, int64_t *ret_us, GError **error);

/* Loads the office: every problem on standard error. Errors: CONFIG (already printed:
 * message NULL-like ""), USAGE when no office was found. */
Office *command_office(const CommandLine *line, GError **error);

/* The office directory. NULL: Errors: USAGE when no office was found. */
const char *command_directory(const CommandLine *line, GError **error);

/* The store for reading. Errors: REFUSED nothing there; STORE. */
Store *command_store(const Office *office, GError **error);

/* Both at once: what most reading commands begin with. False: as above. */
typedef struct {
	Office *office;
	Store *store;
} CommandRoom;
bool command_open(const CommandLine *line, CommandRoom *ret_room, GError **error);
void command_close(CommandRoom *room);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CommandRoom, command_close)

/* Text for people on standard output: whatever a letter said, no control characters. */
void command_say(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* One line of JSON on standard output. */
void command_print_json(const json_t *value);

/* Copies the bytes behind fd to standard output. Errors: STORE. */
bool command_print_fd(int fd, GError **error);

/* Copies what a place of the store holds. Errors: STORE. */
bool command_print_place(Store *store, const char *place, GError **error);

/* Sends the command to the living desk, or is the desk for one transaction: prints what
 * it says. Gives its exit code, -1 on error. (command/order.c) */
int command_order(const CommandLine *line, GError **error);

/* The same with a file beside it (borrowed), that can be read from its beginning. */
int command_order_with(const CommandLine *line, int input, GError **error);

#endif
