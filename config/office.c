/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office — office.conf, people.csv and the calendar as one checked value
 */
#include "config/office.h"

#include <string.h>

#include "base/clock.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "config/office_read.h"
#include "config/reasons.h"

static void
office_login_clear(Login *login)
{
	g_free(login->user);
	g_free(login->password);
	g_free(login->ca_file);
}

static void
office_free_source(void *data)
{
	Source *source = data;

	g_free(source->name);
	g_free(source->url);
	g_strfreev(source->folders);
	office_login_clear(&source->login);
	g_free(source->move_to);
	g_free(source);
}

static void
office_free_journal(void *data)
{
	Journal *journal = data;

	g_free(journal->name);
	g_free(journal->level);
	g_strfreev(journal->signers);
	g_strfreev(journal->to);
	g_strfreev(journal->kinds);
	g_free(journal->schedule.minutes);
	g_free(journal);
}

static void
office_free_superior(void *data)
{
	Superior *superior = data;

	g_free(superior->name);
	g_free(superior->level);
	g_strfreev(superior->addresses);
	g_free(superior);
}

static void
office_free_naming(void *data)
{
	OfficeNaming *naming = data;

	g_free(naming->name);
	g_free(naming->where);
	g_free(naming);
}

static void
office_free_relay(Relay *relay)
{
	g_free(relay->url);
	office_login_clear(&relay->login);
	g_free(relay->from);
	g_free(relay->helo);
}

void
office_free(Office *office)
{
	if (!office)
		return;
	g_free(office->directory);
	g_free(office->name);
	g_free(office->mailbox);
	g_free(office->domain);
	g_free(office->zone);
	g_free(office->language);
	g_free(office->duty_phone);
	g_free(office->store_url);
	g_free(office->reference);
	g_free(office->spool);
	g_strfreev(office->rule_files);
	g_strfreev(office->scheme_files);
	calendar_free(office->calendar);
	roster_free(office->roster);
	g_ptr_array_unref(office->sources);
	office_free_relay(&office->relay);
	g_strfreev(office->replies);
	office_token_clear(&office->token);
	g_free(office->authserv_id);
	g_free(office->resolver);
	g_strfreev(office->submission);
	g_free(office->anchors);
	g_free(office->crls);
	g_free(office->people_path);
	g_free(office->lists.minutes);
	g_free(office->alert);
	g_strfreev(office->border);
	g_strfreev(office->sign_off);
	g_strfreev(office->reasons);
	g_ptr_array_unref(office->journals);
	g_ptr_array_unref(office->superiors);
	g_free(office->conf_hash);
	g_free(office->people_hash);
	g_ptr_array_unref(office->named_kinds);
	g_ptr_array_unref(office->named_topics);
	g_free(office);
}

static Office *
office_new(const char *directory)
{
	Office *office = g_new0(Office, 1);

	office->directory = g_canonicalize_filename(directory, NULL);
	office->sources = g_ptr_array_new_with_free_func(office_free_source);
	office->journals = g_ptr_array_new_with_free_func(office_free_journal);
	office->superiors = g_ptr_array_new_with_free_func(office_free_superior);
	office->named_kinds = g_ptr_array_new_with_free_func(office_free_naming);
	office->named_topics = g_ptr_array_new_with_free_func(office_free_naming);
	return office;
}

/* people.csv; NULL: it has errors, or could not be read, and that is said. */
static Roster *
office_people(OfficeReading *reading)
{
	Office *office = reading->office;
	const char *file = reading->people_file;
	const char *path = office->people_path = office_path(office, file);
	g_autoptr(GError) error = NULL;
	size_t n_bytes = 0;
	g_autofree char *bytes = files_read_path(path, ROSTER_MAX_BYTES, &n_bytes, &error);

	if (!bytes) {
		/* The reason without the `PATH:1:1: ` that base/files puts before it. */
		const char *why = error->message + strlen(path) + strlen(":1:1: ");

		if (reading->people_line)
			lines_problem_value(reading->problems, reading->people_line, "%s: %s", file,
					    why);
		else
			lines_problem(reading->problems, file, 1, 1, "%s", why);
		return NULL;
	}
	office->people_hash = hash_hex(bytes, n_bytes);
	return roster_read(file, office->zone, bytes, n_bytes, reading->problems, reading->notes);
}

static void
office_name_topics(OfficeReading *reading)
{
	const GPtrArray *topics = roster_topics(reading->office->roster);

	for (guint i = 0; i < topics->len; i++) {
		const RosterTopic *topic = topics->pdata[i];
		OfficeNaming *naming = g_new0(OfficeNaming, 1);

		naming->name = g_strdup(topic->name);
		naming->where = g_strdup_printf("%s:%d:%d", reading->people_file, topic->line,
						topic->column);
		g_ptr_array_add(reading->office->named_topics, naming);
	}
}

Office *
office_load(const char *directory, GPtrArray *problems, GPtrArray *notes)
{
	g_autoptr(Office) office = office_new(directory);
	OfficeReading reading = { .office = office, .problems = problems, .notes = notes };
	guint n_problems = problems->len;

	office_read(&reading);
	office->rule_files = office_read_files(&reading, "rules", "filters/*.rules",
					       _("the shipped rules stand in"));
	office->scheme_files = office_read_files(&reading, "assess", "assess/*.scheme",
						 _("the shipped points stand in"));
	office_read_anchors(&reading);
	office->roster = office_people(&reading);
	if (office->roster)
		office_name_topics(&reading);
	office_check(&reading, office->roster);
	office->calendar = calendar_new(office->zone, reading.hours, reading.n_hours);
	calendar_load_years(office->calendar, office->directory, problems, notes);
	office->reasons = reasons_load(office->directory, problems, notes);
	conf_lines_free(reading.conf);
	lines_sort(problems, n_problems);
	return problems->len == n_problems ? g_steal_pointer(&office) : NULL;
}

Office *
office_load_minimal(const char *directory, GPtrArray *problems)
{
	g_autoptr(Office) office = office_new(directory);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	OfficeReading reading = { .office = office, .problems = problems, .notes = notes };
	guint n_problems = problems->len;

	office_read(&reading);
	office->rule_files = g_new0(char *, 1);
	office->scheme_files = g_new0(char *, 1);
	conf_lines_free(reading.conf);
	lines_sort(problems, n_problems);
	return problems->len == n_problems ? g_steal_pointer(&office) : NULL;
}

char *
office_path(const Office *office, const char *path)
{
	return g_canonicalize_filename(path, office->directory);
}

const Journal *
office_journal(const Office *office, const char *name)
{
	for (guint i = 0; i < office->journals->len; i++) {
		const Journal *journal = office->journals->pdata[i];

		if (strcmp(journal->name, name) == 0)
			return journal;
	}
	return NULL;
}

const Superior *
office_superior(const Office *office, const char *name)
{
	for (guint i = 0; i < office->superiors->len; i++) {
		const Superior *superior = office->superiors->pdata[i];

		if (strcmp(superior->name, name) == 0)
			return superior;
	}
	return NULL;
}

const Superior *
office_superior_by_address(const Office *office, const char *address)
{
	for (guint i = 0; i < office->superiors->len; i++) {
		const Superior *superior = office->superiors->pdata[i];

		for (char **own = superior->addresses; *own; own++)
			if (g_ascii_strcasecmp(*own, address) == 0)
				return superior;
	}
	return NULL;
}

const Journal *
office_journal_for_kind(const Office *office, const char *kind)
{
	const Journal *open = NULL;

	for (guint i = 0; i < office->journals->len; i++) {
		const Journal *journal = office->journals->pdata[i];

		if (journal->kinds && kind &&
		    g_strv_contains((const char *const *)journal->kinds, kind))
			return journal;
		if (!journal->kinds && !open)
			open = journal;
	}
	return open;
}

GPtrArray *
office_named_kinds(const Office *office)
{
	return g_ptr_array_ref(office->named_kinds);
}

GPtrArray *
office_named_topics(const Office *office)
{
	return g_ptr_array_ref(office->named_topics);
}

int64_t
office_due(const Office *office, Period period, int64_t from_us)
{
	if (period.working && office->calendar)
		return calendar_add_workdays(office->calendar, from_us, period.amount);
	return from_us + period.amount * (period.working ? 86400 : 1) * CLOCK_SECOND_US;
}

int64_t
office_next(const Office *office, const Schedule *schedule, int64_t after_us)
{
	return calendar_next(office->calendar, schedule->days, schedule->minutes, after_us);
}

int64_t
office_next_daily(const Office *office, const Schedule *schedule, int64_t after_us)
{
	/* lists = never has no days. */
	return schedule->days ? calendar_next_daily(office->calendar, schedule->minutes, after_us)
			      : INT64_MAX;
}
