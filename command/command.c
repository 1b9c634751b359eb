/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command — what all subcommands share: options, the office, the store, output
 *
 * Data goes to standard output, errors to standard error through main.
 *
 * Promise: no byte of a letter reaches a terminal as a control character, but
 * by --raw.
 * Not here: which subcommands there are (command/main), tables (command/table).
 */
#include "command/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/record.h"
#include "pipeline/desk/desk.h"

static const CommandEntry *
command_entry(const char *name)
{
	for (const CommandEntry *entry = command_table; entry->name; entry++)
		if (strcmp(entry->name, name) == 0)
			return entry;
	return NULL;
}

static void
command_help_option(const GOptionEntry *option)
{
	g_autoptr(GString) left = g_string_new("  ");

	if (option->short_name)
		g_string_append_printf(left, "-%c, ", option->short_name);
	g_string_append_printf(left, "--%s", option->long_name);
	if (option->arg_description)
		g_string_append_printf(left, " %s", option->arg_description);
	printf("%-24s %s\n", left->str, _(option->description));
}

void
command_help(const char *name, const GOptionEntry *options)
{
	const CommandEntry *entry = command_entry(name);

	printf(_("Usage: chengbao [-C DIR] %s %s\n\n%s\n"), name, _(entry->usage),
	       _(entry->summary));
	if (entry->help)
		printf("\n%s\n", _(entry->help));
	if (options && options->long_name)
		printf("\n%s\n", _("Options:"));
	for (; options && options->long_name; options++)
		command_help_option(options);
}

static bool
command_wants_help(const CommandLine *line)
{
	for (int i = 1; i < line->argc && strcmp(line->argv[i], "--") != 0; i++)
		if (strcmp(line->argv[i], "--help") == 0 || strcmp(line->argv[i], "-h") == 0)
			return true;
	return false;
}

bool
command_options(const CommandLine *line, const GOptionEntry *options, char ***ret_args,
		bool *ret_help, GError **error)
{
	static const GOptionEntry none[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_auto(GStrv) args = g_new0(char *, (size_t)line->argc + 1);
	g_autoptr(GError) inner = NULL;

	*ret_help = command_wants_help(line);
	if (*ret_help) {
		command_help(line->argv[0], options);
		return true;
	}
	for (int i = 0; i < line->argc; i++)
		args[i] = g_strdup(line->argv[i]);
	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_add_main_entries(context, options ? options : none, "chengbao");
	if (!g_option_context_parse_strv(context, &args, &inner))
		return errors_set(error, ERRORS_USAGE, "%s", inner->message);
	*ret_args = g_new0(char *, g_strv_length(args) + 1);
	for (guint i = 1, n = 0; args[i]; i++)
		if (strcmp(args[i], "--") != 0)
			(*ret_args)[n++] = g_strdup(args[i]);
	return true;
}

bool
command_count(char **args, guint least, guint most, GError **error)
{
	guint n = g_strv_length(args);

	if (n < least)
		return errors_set(error, ERRORS_USAGE, _("too few arguments"));
	if (n > most)
		return errors_set(error, ERRORS_USAGE, _("too many arguments, from “%s” on"),
				  args[most]);
	return true;
}

bool
command_number(const char *word, int64_t *ret_number, GError **error)
{
	guint64 number;

	if (!g_ascii_string_to_unsigned(*word == '#' ? word + 1 : word, 10, 1, G_MAXINT32, &number,
					NULL))
		return errors_set(error, ERRORS_USAGE, _("“%s” is no number"), word);
	*ret_number = (int64_t)number;
	return true;
}

bool
command_day_in(const char *zone_name, const char *word, int64_t *ret_us, GError **error)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(zone_name);
	g_autoptr(GDateTime) day = NULL;
	int year, month, date;
	char rest;

	if (sscanf(word, "%4d-%2d-%2d%c", &year, &month, &date, &rest) == 3 && zone)
		day = g_date_time_new(zone, year, month, date, 0, 0, 0);
	if (!day)
		return errors_set(error, ERRORS_USAGE, _("“%s” is no day: write it as 2026-11-01"),
				  word);
	*ret_us = g_date_time_to_unix(day) * CLOCK_SECOND_US;
	return true;
}

bool
command_day(const Office *office, const char *word, int64_t *ret_us, GError **error)
{
	return command_day_in(office->zone, word, ret_us, error);
}

const char *
command_directory(const CommandLine *line, GError **error)
{
	if (!line->office)
		errors_set(error, ERRORS_USAGE,
			   _("no office found: use -C DIR, set CHENGBAO_OFFICE, or go into a "
			     "folder that holds office.conf (chengbao init makes one)"));
	return line->office;
}

Office *
command_office(const CommandLine *line, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	Office *office;

	if (!command_directory(line, error))
		return NULL;
	office = office_load(line->office, problems, notes);
	if (office)
		return office;
	for (guint i = 0; i < problems->len; i++)
		fprintf(stderr, "chengbao: %s\n", (char *)problems->pdata[i]);
	errors_set(error, ERRORS_CONFIG, "%s", "");
	return NULL;
}

Store *
command_store(const Office *office, GError **error)
{
	g_autofree char *database = desk_database_path(office);

	if (!g_file_test(database, G_FILE_TEST_EXISTS)) {
		errors_set(error, ERRORS_REFUSED,
			   _("%s: nothing has been taken in yet (chengbao ingest, chengbao run)"),
			   database);
		return NULL;
	}
	return store_open(office->spool, database, DB_READ, error);
}

bool
command_open(const CommandLine *line, CommandRoom *ret_room, GError **error)
{
	g_autoptr(Office) office = command_office(line, error);

	ret_room->store = office ? command_store(office, error) : NULL;
	if (!ret_room->store)
		return false;
	ret_room->office = g_steal_pointer(&office);
	return true;
}

void
command_close(CommandRoom *room)
{
	store_close(room->store);
	office_free(room->office);
}

void
command_say(const char *format, ...)
{
	va_list args;
	g_autofree char *text = NULL;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char_validated(p, -1);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			fputs("?", stdout);
			return;
		}
		if (c == '\n' || c == '\t' || !(c < 0x20 || (c >= 0x7f && c < 0xa0)))
			fwrite(p, 1, (size_t)(g_utf8_next_char(p) - p), stdout);
		else if (c != '\r')
			fputs("?", stdout);
	}
}

void
command_print_json(const json_t *value)
{
	json_dumpf(value, stdout, JSON_COMPACT | JSON_ENCODE_ANY | JSON_PRESERVE_ORDER);
	putchar('\n');
}

bool
command_print_fd(int fd, GError **error)
{
	char buffer[65536];
	ssize_t n;

	fflush(stdout);
	while ((n = read(fd, buffer, sizeof buffer)) > 0)
		if (!files_write(STDOUT_FILENO, buffer, (size_t)n, error))
			return false;
	return n == 0 || errors_errno(error, ERRORS_STORE, errno, _("cannot read"));
}

bool
command_print_place(Store *store, const char *place, GError **error)
{
	autofd fd = store_open_place(store, place, error);

	return fd >= 0 && command_print_fd(fd, error);
}
