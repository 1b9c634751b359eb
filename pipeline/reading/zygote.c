/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zygote — the loaded parent of one generation of workers
 *
 * A worker can open no file, so everything that some library opens on first
 * use is used once here: converters, dictionaries, the zone, the messages.
 */
#include "pipeline/reading/zygote.h"

#include "base/files.h"
#include "base/i18n.h"
#include "base/jail/channel.h"
#include "base/jail/jail.h"
#include "base/text/charset.h"
#include "base/text/fold.h"
#include "config/office.h"
#include "extract/extract.h"
#include "extract/pdf.h"
#include "mail/dkim.h"
#include "mail/signature.h"
#include "mail/structure.h"
#include "pipeline/reading/records.h"
#include "pipeline/reading/rules.h"
#include "pipeline/reading/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ZYGOTE_PROBLEMS 1000

/* GLib forgets a zone that nobody holds and would open its file again. */
static void
zygote_hold_zone(const char *zone)
{
	GTimeZone *held = zone ? g_time_zone_new_identifier(zone) : NULL;
	g_autoptr(GDateTime) now = held ? g_date_time_new_now(held) : NULL;

	(void)now; /* held for ever, on purpose */
}

static bool
zygote_load_libraries(GError **error)
{
	struct tm local;
	time_t now = time(NULL);

	/* With TZ unset the C library looks at /etc/localtime again and again. */
	setenv("TZ", ":/etc/localtime", 0);
	tzset();
	localtime_r(&now, &local);
	g_free(g_strdup(_("the rules could not be loaded")));
	g_free(g_strdup(g_strerror(ENOENT)));
	if (!fold_load(error) || !structure_load(error))
		return false;
	dkim_load();
	signature_load();
	extract_load();
	jail_let_extractor_read(PDF_DATA_FOLDER);
	jail_prepare();
	return true;
}

/* Every problem; the lines come from files of any content, so they are cut and made valid. */
static json_t *
zygote_problems(const GPtrArray *problems)
{
	json_t *report = json_pack("{s:s}", "type", "problems");
	json_t *lines = json_array();

	for (guint i = 0; i < problems->len && i < ZYGOTE_PROBLEMS; i++) {
		g_autofree char *valid = g_utf8_make_valid(problems->pdata[i], -1);
		g_autofree char *cut =
			g_utf8_substring(valid, 0, MIN(g_utf8_strlen(valid, -1), 1000));

		json_array_append_new(lines, json_string(cut));
	}
	json_object_set_new(report, "lines", lines);
	return report;
}

static json_t *
zygote_ready(const RuleSet *rules)
{
	g_autofree char *hash = ruleset_hash(rules);
	json_t *ready = json_pack("{s:s, s:s}", "type", "ready", "hash", hash);

	json_object_update_new(ready, ruleset_labels(rules));
	return ready;
}

/* Gives the rules, or NULL after telling why not. */
static RuleSet *
zygote_load(int channel, const char *office_directory)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Office) office = NULL;
	g_autoptr(RuleSet) rules = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(json_t) report = NULL;

	if (!zygote_load_libraries(&error))
		g_ptr_array_add(problems, g_strdup(error->message));
	else if (office_directory && *office_directory)
		office = office_load(office_directory, problems, notes);
	if (problems->len == 0)
		rules = rules_of_office(office, problems, notes);
	if (office)
		zygote_hold_zone(office->zone);
	zygote_hold_zone("Asia/Shanghai");
	report = rules ? zygote_ready(rules) : zygote_problems(problems);
	if (!channel_send(channel, report, -1, -1, NULL))
		return NULL;
	return g_steal_pointer(&rules);
}

static void
zygote_fork(const char *kind_word, int theirs, const RuleSet *rules)
{
	JailKind kind;
	pid_t parent = getpid();

	if (theirs < 0 || !worker_kind(kind_word, &kind) || fork() != 0)
		return; /* no process: the desk sees the end of the channel */
	if (getppid() != parent)
		_exit(1);
	worker_main(kind, theirs, rules);
}

int
reading_main(int channel, const char *office_directory)
{
	g_autoptr(RuleSet) rules = NULL;

	rules = zygote_load(channel, office_directory);
	if (!rules)
		return 78;
	signal(SIGCHLD, SIG_IGN); /* workers leave no traces to be collected */
	for (;;) {
		g_autoptr(json_t) request = NULL;
		autofd theirs = -1;
		int fds[2];

		if (!channel_receive(channel, records_request, &request, fds, NULL))
			return 1;
		theirs = fds[0];
		files_close(&fds[1]);
		if (!request)
			return 0;
		zygote_fork(record_string(request, "kind"), theirs, rules);
	}
}
