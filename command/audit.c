/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * audit — the hash-chained log of everything that changed
 */
#include "command/subcommands.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "spool/events.h"
#include "spool/places.h"

#define AUDIT_PAGE 500
#define AUDIT_TOLD_US (G_USEC_PER_SEC / 5)

typedef struct {
	char *since;
	gboolean json;
} Options;

static void
audit_print(const Office *office, const json_t *row, bool json)
{
	g_autofree char *at = clock_rfc3339(record_integer(row, "at_us"), office->zone);
	const char *params = record_string(row, "params");
	g_autoptr(json_t) line = NULL;

	if (!json) {
		command_say("%d  %s  %s  %s\n", (int)record_integer(row, "seq"), at,
			    record_string(row, "type"), params);
		return;
	}
	line = json_copy((json_t *)row);
	json_object_del(line, "at_us");
	record_set_string(line, "at", at);
	json_object_set_new(line, "params", json_loads(params, JSON_DECODE_ANY, NULL));
	command_print_json(line);
}

static bool
audit_list(const CommandRoom *room, const Options *options, GError **error)
{
	int64_t from = 0, since_us = 0;
	size_t n;

	if (options->since && !command_day(room->office, options->since, &since_us, error))
		return false;
	do {
		g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "event_page", "ii",
						 from, (int64_t)AUDIT_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		n = json_array_size(rows);
		json_array_foreach (rows, i, row) {
			from = record_integer(row, "seq");
			if (record_integer(row, "at_us") >= since_us)
				audit_print(room->office, row, options->json);
		}
	} while (n == AUDIT_PAGE);
	return true;
}

/* On a terminal, some times a second: reading an archive takes minutes. */
static void
audit_told(void *context, int64_t n_done, int64_t n_all)
{
	int64_t *next_us = context, now_us = g_get_monotonic_time();

	if (now_us < *next_us)
		return;
	*next_us = now_us + AUDIT_TOLD_US;
	fputc('\r', stderr);
	fprintf(stderr, _("%" PRId64 " of %" PRId64 " files"), n_done, n_all);
	fflush(stderr);
}

static bool
audit_verify_places(Store *store, PlacesCount *ret_count, GError **error)
{
	int64_t begun_us = g_get_monotonic_time() + AUDIT_TOLD_US, next_us = begun_us;
	bool terminal = isatty(STDERR_FILENO);
	bool ok = places_verify(store, terminal ? audit_told : NULL, &next_us, ret_count, error);

	if (next_us != begun_us)
		fputs("\r\033[K", stderr);
	return ok;
}

static bool
audit_verify(const CommandRoom *room, GError **error)
{
	PlacesCount count = { 0 };
	int64_t n = 0;

	if (!events_verify(room->store, &n, error) ||
	    !audit_verify_places(room->store, &count, error))
		return false;
	printf(ngettext("%d event", "%d events", (unsigned long)n), (int)n);
	printf(ngettext(", %d letter", ", %d letters", (unsigned long)count.letters),
	       (int)count.letters);
	printf(ngettext(", %d mail", ", %d mails", (unsigned long)count.mails), (int)count.mails);
	printf(ngettext(", %d issue", ", %d issues", (unsigned long)count.issues),
	       (int)count.issues);
	printf(_(": whole\n"));
	if (count.withheld > 0)
		printf(_("letters held for a secrecy mark that are not here, as no backup carries "
			 "them: %d\n"),
		       (int)count.withheld);
	return true;
}

static bool
audit_run(const CommandLine *line, const Options *options, char **args, GError **error)
{
	g_auto(CommandRoom) room = { 0 };
	bool verify = args[0] && strcmp(args[0], "verify") == 0;

	if (args[0] && !verify && strcmp(args[0], "list") != 0)
		return errors_set(error, ERRORS_USAGE, _("there is no “audit %s”"), args[0]);
	if (!command_count(args, 0, 1, error) || !command_open(line, &room, error))
		return false;
	return verify ? audit_verify(&room, error) : audit_list(&room, options, error);
}

int
audit_command(const CommandLine *line, GError **error)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_("only from this day on"),
		  "D" },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object per line"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help = false, ok;

	ok = command_options(line, entries, &args, &help, error) &&
	     (help || audit_run(line, &options, args, error));
	g_free(options.since);
	return ok ? 0 : -1;
}
