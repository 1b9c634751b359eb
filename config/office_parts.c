/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_parts — sources, relay, journals and superiors out of their sections
 *
 * Not here: what concerns the office as a whole (config/office_read).
 */
#include "config/office_read.h"

#include <string.h>

#include "base/i18n.h"
#include "config/values.h"

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A name, when the key is there; else the standard stays. */
void
office_read_name(OfficeReading *reading, const ConfSection *section, const char *key, char **ret)
{
	const Line *line = conf_lines_pair(section, key);

	if (line)
		values_name(line, ret, reading->problems);
}

/* user, password or oauth, and ca, as sources and the relay have them. */
static void
office_read_login(OfficeReading *reading, const ConfSection *section, bool network, bool needs_user,
		  Login *login)
{
	const Line *url = conf_lines_pair(section, "url");
	const Line *user = conf_lines_pair(section, "user");
	const Line *password = conf_lines_pair(section, "password");
	const Line *oauth = conf_lines_pair(section, "oauth");
	const Line *ca = conf_lines_pair(section, "ca");

	office_read_name(reading, section, "user", &login->user);
	if (password && oauth)
		lines_problem_value(reading->problems, oauth,
				    _("“password” and “oauth” exclude each other"));
	login->oauth = oauth && !password;
	if (login->oauth)
		password = oauth;
	if (password)
		values_password(password, reading->office->directory, &login->password,
				reading->problems, reading->notes);
	if (ca && values_name(ca, &login->ca_file, reading->problems)) {
		g_autofree char *path = login->ca_file;

		login->ca_file = g_canonicalize_filename(path, reading->office->directory);
		if (!g_file_test(login->ca_file, G_FILE_TEST_IS_REGULAR))
			lines_problem_value(reading->problems, ca, _("there is no file %s"),
					    ca->value);
	}
	if (network && ((needs_user && !user) || (password && !user)))
		lines_problem_value(reading->problems, url, _("this server needs “user = …”"));
	if (network && ((needs_user && !password) || (user && !password)))
		lines_problem_value(reading->problems, url,
				    _("this server needs “password = file:PATH”"));
}

static void
office_read_after(OfficeReading *reading, const Line *after, Source *source)
{
	static const char *const words[] = { "keep", "flag", "move FOLDER", "delete", NULL };
	int choice = SOURCE_KEEP;

	if (g_str_has_prefix(after->value, "move ")) {
		source->after = SOURCE_MOVE;
		source->move_to = g_strstrip(g_strdup(after->value + strlen("move ")));
		return;
	}
	if (strcmp(after->value, "move") == 0 || strcmp(after->value, "move FOLDER") == 0)
		lines_problem_value(reading->problems, after,
				    _("“move” needs a folder: after = move FOLDER"));
	else if (values_choice(after, words, &choice, reading->problems))
		source->after = choice == 0   ? SOURCE_KEEP
				: choice == 1 ? SOURCE_FLAG
					      : SOURCE_DELETE;
}

/* The folder that an url names behind its host; NULL: none. Yours. */
static char *
office_read_folder(const char *url)
{
	const char *host = strstr(url, "://");
	const char *slash = host ? strchr(host + 3, '/') : NULL;

	return slash && slash[1] ? g_strdup(slash + 1) : NULL;
}

void
office_read_source(OfficeReading *reading, const ConfSection *section)
{
	const Line *url = conf_lines_pair(section, "url");
	const Line *folders = conf_lines_pair(section, "folders");
	const Line *after = conf_lines_pair(section, "after");
	const Line *poll = conf_lines_pair(section, "poll");
	/* Where letters of the operator and of `ingest` are said to be from. */
	static const char *const ours[] = { "operator", "ingest", NULL };
	Source *source = g_new0(Source, 1);
	Period period = { false, 60 };
	int kind = 0;

	g_ptr_array_add(reading->office->sources, source);
	source->name = g_strdup(section->head->value);
	if (g_strv_contains(ours, source->name))
		lines_problem_value(reading->problems, section->head,
				    _("“%s” is a name the program uses itself"), source->name);
	if (url &&
	    values_url(url,
		       WORDS("maildir:", "mbox:", "imaps://", "imap://", "pop3s://", "pop3://"),
		       &kind, reading->problems)) {
		source->url = g_strdup(url->value);
		office_read_login(reading, section, kind >= 2, kind >= 2, &source->login);
	}
	if (folders)
		values_list(folders, false, &source->folders, reading->problems);
	if (!source->folders) {
		char *folder = source->url ? office_read_folder(source->url) : NULL;

		source->folders = g_new0(char *, 2);
		source->folders[0] = folder ? folder : g_strdup("INBOX");
	}
	if (after)
		office_read_after(reading, after, source);
	if (kind >= 4 && folders)
		lines_problem_value(reading->problems, folders,
				    _("a POP3 mailbox has no folders; use imaps:// to read them"));
	if (kind >= 4 && (source->after == SOURCE_FLAG || source->after == SOURCE_MOVE))
		lines_problem_value(reading->problems, after,
				    _("a POP3 mailbox has no flags and folders: after = keep or "
				      "delete"));
	if (poll && values_period(poll, false, &period, reading->problems) &&
	    (period.amount < 5 || period.amount > 86400))
		lines_problem_value(reading->problems, poll, _("“poll” must be 5s to 1d"));
	source->poll_s = period.amount;
}

/* How long acknowledgements are gathered: 15m, another time, or at-once. */
static void
office_read_acknowledge(OfficeReading *reading, const Line *line)
{
	Period period = { false, 15 * 60 };

	if (line && strcmp(line->value, "at-once") == 0)
		period.amount = 0;
	else if (line && values_period(line, false, &period, reading->problems) &&
		 period.amount > 86400)
		lines_problem_value(reading->problems, line,
				    _("“acknowledge” must be at-once or a time up to 1d"));
	reading->office->relay.acknowledge_s = period.amount;
}

void
office_read_relay(OfficeReading *reading)
{
	const ConfSection *section = conf_lines_section(reading->conf, "relay");
	const Line *url = conf_lines_pair(section, "url");
	const Line *from = conf_lines_pair(section, "from");
	const Line *helo = conf_lines_pair(section, "helo");
	const Line *per_day = conf_lines_pair(section, "per-day");
	Office *office = reading->office;
	Relay *relay = &office->relay;
	int kind = 0;

	relay->url = g_strdup("maildir:outgoing");
	if (!section)
		g_ptr_array_add(reading->notes, g_strdup_printf(_("%s: no [relay]: mail goes out "
								  "into the Maildir outgoing"),
								OFFICE_CONF));
	if (url &&
	    values_url(url, WORDS("maildir:", "smtps://", "smtp://"), &kind, reading->problems)) {
		g_free(relay->url);
		relay->url = g_strdup(url->value);
		office_read_login(reading, section, kind >= 1, false, &relay->login);
	}
	if (from && !values_address(from->value, &relay->from))
		lines_problem_value(reading->problems, from, _("“%s” is no mail address"),
				    from->value);
	if (helo && !values_host(helo->value))
		lines_problem_value(reading->problems, helo, _("“%s” is no host name"),
				    helo->value);
	if (per_day)
		values_number(per_day, 1, 1000000, &relay->per_day, reading->problems);
	office_read_acknowledge(reading, conf_lines_pair(section, "acknowledge"));
	if (!relay->from)
		relay->from = g_strdup(office->mailbox);
	relay->helo = g_strdup(helo ? helo->value : office->domain);
}

/* A level is free text, but a near miss of a usual one is a mistake: points hang on it. */
static void
office_read_level(OfficeReading *reading, const ConfSection *section, char **ret_level)
{
	static const char *const usual[] = { "township", "county",  "district", "city",
					     "province", "central", "region",	NULL };
	const Line *line = conf_lines_pair(section, "level");
	const char *nearest;

	if (!line || !values_name(line, ret_level, reading->problems))
		return;
	nearest = g_strv_contains(usual, line->value) ? NULL : lines_nearest(line->value, usual);
	if (nearest)
		lines_problem_value(reading->problems, line,
				    _("“%s” is no level (did you mean “%s”?)"), line->value,
				    nearest);
}

static void
office_read_kinds(OfficeReading *reading, const Line *line, Journal *journal)
{
	g_autoptr(GPtrArray) words = lines_words(line, false);

	if (!values_list(line, false, &journal->kinds, reading->problems))
		return;
	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];
		OfficeNaming *naming = g_new0(OfficeNaming, 1);

		naming->name = g_strdup(word->text);
		naming->where = g_strdup_printf("%s:%d:%d", line->file, line->line, word->column);
		g_ptr_array_add(reading->office->named_kinds, naming);
	}
}

void
office_read_never(Schedule *schedule)
{
	if (schedule->minutes)
		return;
	schedule->minutes = g_new0(int, 1);
	schedule->minutes[0] = -1;
}

void
office_read_journal(OfficeReading *reading, const ConfSection *section)
{
	const Line *schedule = conf_lines_pair(section, "schedule");
	const Line *signer = conf_lines_pair(section, "signer");
	const Line *to = conf_lines_pair(section, "to");
	const Line *kinds = conf_lines_pair(section, "kinds");
	const Line *number = conf_lines_pair(section, "first-number");
	const Line *total = conf_lines_pair(section, "first-total");
	Journal *journal = g_new0(Journal, 1);

	g_ptr_array_add(reading->office->journals, journal);
	journal->name = g_strdup(section->head->value);
	journal->level = g_strdup("county");
	journal->first_number = journal->first_total = 1;
	office_read_level(reading, section, &journal->level);
	if (schedule)
		values_schedule(schedule, &journal->schedule, reading->problems);
	office_read_never(&journal->schedule);
	if (signer)
		values_list(signer, true, &journal->signers, reading->problems);
	if (!journal->signers) {
		journal->signers = g_new0(char *, 2);
		journal->signers[0] = g_strdup("chief");
	}
	if (to)
		values_list(to, false, &journal->to, reading->problems);
	if (!journal->to)
		journal->to = g_new0(char *, 1);
	if (kinds)
		office_read_kinds(reading, kinds, journal);
	if (number)
		values_number(number, 1, 99999, &journal->first_number, reading->problems);
	if (total)
		values_number(total, 1, 999999, &journal->first_total, reading->problems);
}

void
office_read_superior(OfficeReading *reading, const ConfSection *section)
{
	const Line *address = conf_lines_pair(section, "address");
	Superior *superior = g_new0(Superior, 1);

	g_ptr_array_add(reading->office->superiors, superior);
	superior->name = g_strdup(section->head->value);
	office_read_level(reading, section, &superior->level);
	if (address)
		values_addresses(address, &superior->addresses, reading->problems);
	if (!superior->addresses)
		superior->addresses = g_new0(char *, 1);
}
