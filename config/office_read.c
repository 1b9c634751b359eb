/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_read — the sections of office.conf into an Office
 *
 * One table says which sections and keys there are; each section has one
 * function that reads its values and fills in its defaults.
 */
#include "config/office_read.h"

#include <glob.h>
#include <string.h>

#include "base/i18n.h"
#include "base/wire/txt.h"
#include "config/values.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const ConfKnown *
office_read_known(void)
{
	static const char *const none[] = { NULL };
	static const char *const office[] = { "name",  "mailbox",    "timezone", "language",
					      "hours", "duty-phone", NULL };
	static const char *const office_must[] = { "name", "mailbox", NULL };
	static const char *const store[] = { "url", "spool", NULL };
	static const char *const people[] = { "file", NULL };
	static const char *const reference[] = { "folder", NULL };
	static const char *const files[] = { "files", NULL };
	static const char *const source[] = { "url",   "folders", "user", "password", "oauth",
					      "after", "poll",	  "ca",	  NULL };
	static const char *const url_must[] = { "url", NULL };
	static const char *const relay[] = { "url",  "user", "password",    "oauth",   "ca",
					     "from", "helo", "acknowledge", "per-day", NULL };
	static const char *const trust[] = { "replies",	    "authserv-id",
					     "border",	    "submission",
					     "resolver",    "reports",
					     "anchors",	    "token-window",
					     "token-verbs", "confirm-always",
					     "hold",	    "notice",
					     "daily-cap",   "allow-recorded-signoff",
					     NULL };
	static const char *const review[] = { "sign-off", "deadline", "urgent",
					      "lists",	  "alert",    NULL };
	static const char *const journal[] = { "level", "schedule",	"signer",      "to",
					       "kinds", "first-number", "first-total", NULL };
	static const char *const superior[] = { "address", "level", NULL };
	static const ConfKnown known[] = {
		{ "office", false, office, office_must, true },
		{ "store", false, store, none, false },
		{ "people", false, people, none, false },
		{ "rules", false, files, none, false },
		{ "assess", false, files, none, false },
		{ "reference", false, reference, reference, false },
		{ "source", true, source, url_must, false },
		{ "relay", false, relay, url_must, false },
		{ "trust", false, trust, none, false },
		{ "review", false, review, none, false },
		{ "journal", true, journal, none, false },
		{ "superior", true, superior, superior, false },
		{ NULL, false, NULL, NULL, false },
	};

	return known;
}

static void
office_read_head(OfficeReading *reading)
{
	const ConfSection *section = conf_lines_section(reading->conf, "office");
	const Line *mailbox = conf_lines_pair(section, "mailbox");
	const Line *zone = conf_lines_pair(section, "timezone");
	const Line *language = conf_lines_pair(section, "language");
	const Line *hours = conf_lines_pair(section, "hours");
	Office *office = reading->office;
	int choice = 0;

	office_read_name(reading, section, "name", &office->name);
	office_read_name(reading, section, "duty-phone", &office->duty_phone);
	if (mailbox && !values_address(mailbox->value, &office->mailbox))
		lines_problem_value(reading->problems, mailbox, _("“%s” is no mail address"),
				    mailbox->value);
	if (office->mailbox)
		office->domain = g_strdup(strchr(office->mailbox, '@') + 1);
	office->zone = g_strdup(zone && values_zone(zone, reading->problems) ? zone->value
									     : "Asia/Shanghai");
	if (language)
		values_choice(language, WORDS("zh", "en"), &choice, reading->problems);
	office->language = g_strdup(choice == 0 ? "zh" : "en");
	reading->hours[0] = (CalendarHours){ 8 * 60 + 30, 12 * 60 };
	reading->hours[1] = (CalendarHours){ 14 * 60 + 30, 18 * 60 };
	reading->n_hours = 2;
	if (hours)
		values_hours(hours, reading->hours, &reading->n_hours, reading->problems);
}

static void
office_read_store(OfficeReading *reading)
{
	const ConfSection *section = conf_lines_section(reading->conf, "store");
	const Line *url = conf_lines_pair(section, "url");
	Office *office = reading->office;
	g_autofree char *spool = g_strdup("spool"), *folder = NULL;
	int kind = 0;

	office->store_url = g_strdup("sqlite:spool/desk.db");
	if (url && (g_str_has_prefix(url->value, "postgres:") ||
		    g_str_has_prefix(url->value, "postgresql:")))
		lines_problem_value(reading->problems, url,
				    _("PostgreSQL is not available yet; use sqlite:PATH"));
	else if (url && values_url(url, WORDS("sqlite:"), &kind, reading->problems)) {
		g_free(office->store_url);
		office->store_url = g_strdup(url->value);
	}
	office_read_name(reading, section, "spool", &spool);
	office->spool = g_canonicalize_filename(spool, office->directory);
	office_read_name(reading, conf_lines_section(reading->conf, "reference"), "folder",
			 &folder);
	if (folder)
		office->reference = g_canonicalize_filename(folder, office->directory);
}

static void
office_read_replies(OfficeReading *reading, const Line *line)
{
	static const char *const words[] = { "authentication-results", "dkim", "submission",
					     "token", NULL };
	g_autoptr(GPtrArray) places = lines_words(line, true);

	if (!*line->value || !values_list(line, true, &reading->office->replies, reading->problems))
		return;
	for (guint i = 0; i < places->len; i++) {
		const LinesWord *word = places->pdata[i];
		g_autofree char *hint = lines_suggestion(word->text, words);

		if (g_strv_contains(words, word->text))
			continue;
		lines_problem(reading->problems, line->file, line->line, word->column,
			      _("“replies” does not know “%s”%s"), word->text, hint);
	}
}

/* An address in numbers: a name server that is found by name would be asked for itself. */
static void
office_read_resolver(OfficeReading *reading, const Line *line)
{
	struct sockaddr_in server;

	if (!line)
		return;
	if (!txt_server_read(line->value, &server))
		lines_problem_value(reading->problems, line,
				    _("“%s” is no address of a name server: write it in numbers, "
				      "as 10.0.0.53 or 10.0.0.53:53"),
				    line->value);
	else
		reading->office->resolver = g_strdup(line->value);
}

static void
office_read_trust(OfficeReading *reading)
{
	const ConfSection *section = conf_lines_section(reading->conf, "trust");
	const Line *replies = conf_lines_pair(section, "replies");
	const Line *authserv = conf_lines_pair(section, "authserv-id");
	const Line *border = conf_lines_pair(section, "border");
	const Line *reports = conf_lines_pair(section, "reports");
	const Line *recorded = conf_lines_pair(section, "allow-recorded-signoff");
	const Line *resolver = conf_lines_pair(section, "resolver");
	Office *office = reading->office;
	int choice = 0;

	if (replies)
		office_read_replies(reading, replies);
	if (!office->replies)
		office->replies = g_new0(char *, 1);
	office_read_name(reading, section, "authserv-id", &office->authserv_id);
	if (!authserv &&
	    g_strv_contains((const char *const *)office->replies, "authentication-results"))
		lines_problem_value(reading->problems, replies,
				    _("authentication-results needs “authserv-id = …”: the name "
				      "your mail server puts into that header"));
	if (border && *border->value)
		values_list(border, true, &office->border, reading->problems);
	if (!office->border)
		office->border = g_new0(char *, 1);
	for (char **host = office->border; *host; host++)
		if (!values_host(*host))
			lines_problem_value(reading->problems, border, _("“%s” is no host name"),
					    *host);
	office_read_resolver(reading, resolver);
	office_read_submission(reading, section, replies);
	if (reports)
		values_choice(reports, WORDS("flag", "hold"), &choice, reading->problems);
	office->reports_flag = choice == 0;
	office_read_token(reading, section);
	choice = 0;
	if (recorded)
		values_choice(recorded, WORDS("no", "yes"), &choice, reading->problems);
	office->recorded_signoff = choice == 1;
}

/* Every workday at 8:30 unless said otherwise; never, for an office that does not want them. */
static void
office_read_lists(OfficeReading *reading, const Line *lists)
{
	static const int usual[] = { 8 * 60 + 30, -1 };
	Office *office = reading->office;

	if (!lists) {
		office->lists.days = 0x7f; /* a make-up Saturday is one too */
		office->lists.minutes = g_memdup2(usual, sizeof usual);
	} else if (strcmp(lists->value, "never") != 0) {
		values_schedule(lists, &office->lists, reading->problems);
	}
	if (office->lists.at_once)
		lines_problem_value(reading->problems, lists,
				    _("lists are sent at days and times: Mon-Fri 8:30, or never"));
	office_read_never(&office->lists);
}

static void
office_read_review(OfficeReading *reading)
{
	static const char *const steps[] = { "editor", "chief", "leader", NULL };
	const ConfSection *section = conf_lines_section(reading->conf, "review");
	const Line *sign_off = conf_lines_pair(section, "sign-off");
	const Line *deadline = conf_lines_pair(section, "deadline");
	const Line *urgent = conf_lines_pair(section, "urgent");
	Office *office = reading->office;
	g_autofree char *alert = NULL;

	office->deadline = (Period){ true, 1 };
	office->urgent = (Period){ false, 20 * 60 };
	if (sign_off)
		values_list(sign_off, true, &office->sign_off, reading->problems);
	if (!office->sign_off) {
		office->sign_off = g_new0(char *, 2);
		office->sign_off[0] = g_strdup("editor");
	}
	for (char **step = office->sign_off; *step; step++)
		if (!g_strv_contains(steps, *step)) {
			g_autofree char *hint = lines_suggestion(*step, steps);

			lines_problem_value(reading->problems, sign_off,
					    _("“%s” is no step; write editor, chief or leader%s"),
					    *step, hint);
		}
	if (deadline)
		values_period(deadline, true, &office->deadline, reading->problems);
	if (urgent)
		values_period(urgent, false, &office->urgent, reading->problems);
	office_read_lists(reading, conf_lines_pair(section, "lists"));
	office_read_name(reading, section, "alert", &alert);
	if (alert)
		office->alert = g_canonicalize_filename(alert, office->directory);
}

static int
office_read_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
office_read_files(OfficeReading *reading, const char *section, const char *standard,
		  const char *stand_in)
{
	const Line *line = conf_lines_pair(conf_lines_section(reading->conf, section), "files");
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) patterns = NULL;

	if (!line || !values_list(line, false, &patterns, reading->problems))
		patterns = g_strsplit(standard, ",", 0);
	for (char **pattern = patterns; *pattern; pattern++) {
		g_autofree char *path =
			g_canonicalize_filename(*pattern, reading->office->directory);
		glob_t found = { 0 };

		if (glob(path, GLOB_ERR, NULL, &found) == 0)
			for (size_t i = 0; i < found.gl_pathc; i++)
				g_ptr_array_add(files, g_strdup(found.gl_pathv[i]));
		else if (line && !strpbrk(*pattern, "*?["))
			lines_problem_value(reading->problems, line, _("there is no file %s"),
					    *pattern);
		globfree(&found);
	}
	g_ptr_array_sort(files, office_read_compare);
	for (guint i = files->len; i-- > 1;)
		if (strcmp(files->pdata[i], files->pdata[i - 1]) == 0)
			g_ptr_array_remove_index(files, i);
	if (files->len == 0) {
		g_autofree char *all = g_strjoinv(", ", patterns);

		g_ptr_array_add(reading->notes,
				g_strdup_printf(_("%s: there is none; %s"), all, stand_in));
	}
	g_ptr_array_add(files, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&files), FALSE);
}

void
office_read(OfficeReading *reading)
{
	const Line *people;

	reading->conf = conf_lines_read(reading->office->directory, OFFICE_CONF,
					office_read_known(), reading->problems);
	office_read_head(reading);
	office_read_store(reading);
	office_read_relay(reading);
	office_read_trust(reading);
	office_read_review(reading);
	for (guint i = 0; i < reading->conf->sections->len; i++) {
		const ConfSection *section = reading->conf->sections->pdata[i];

		if (strcmp(section->known->kind, "source") == 0)
			office_read_source(reading, section);
		else if (strcmp(section->known->kind, "journal") == 0)
			office_read_journal(reading, section);
		else if (strcmp(section->known->kind, "superior") == 0)
			office_read_superior(reading, section);
	}
	people = conf_lines_pair(conf_lines_section(reading->conf, "people"), "file");
	reading->people_line = people;
	reading->people_file = people && *people->value ? people->value : "people.csv";
	reading->office->conf_hash = g_strdup(reading->conf->hash);
}
