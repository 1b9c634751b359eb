/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_check — names in office.conf that must be somewhere else
 *
 * Only what stands in the files decides, never the date of today: an office
 * that loaded yesterday loads today. Who is missing today is a note.
 */
#include "config/office_read.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"

static void
office_check_to(OfficeReading *reading, const Line *line)
{
	g_autoptr(GPtrArray) words = lines_words(line, false);
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	for (guint i = 0; i < reading->office->superiors->len; i++)
		g_ptr_array_add(names,
				((const Superior *)reading->office->superiors->pdata[i])->name);
	g_ptr_array_add(names, NULL);
	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];
		g_autofree char *hint = NULL;

		if (!*word->text || office_superior(reading->office, word->text))
			continue;
		hint = lines_suggestion(word->text, (const char *const *)names->pdata);
		lines_problem(reading->problems, line->file, line->line, word->column,
			      _("there is no [superior %s]%s"), word->text, hint);
	}
}

static bool
office_check_has_role(const Roster *roster, Role role)
{
	const GPtrArray *people = roster_all(roster);

	for (guint i = 0; i < people->len; i++)
		if (((const Person *)people->pdata[i])->role == role)
			return true;
	return role == ROLE_SECRECY && office_check_has_role(roster, ROLE_CHIEF);
}

static void
office_check_signer_role(OfficeReading *reading, const Line *line, const LinesWord *word,
			 const Roster *roster)
{
	static const char *const words[] = { "editor", "chief", "leader", "duty", "secrecy", NULL };
	g_autofree char *hint = lines_suggestion(word->text, words);
	Role role = ROLE_CONTRIBUTOR;

	if (!g_strv_contains(words, word->text)) {
		lines_problem(reading->problems, line->file, line->line, word->column,
			      _("“%s” can be no signer: write a role (editor, chief, leader, duty, "
				"secrecy) or an address%s"),
			      word->text, hint);
		return;
	}
	role_from_word(word->text, &role);
	if (!roster)
		return;
	if (!office_check_has_role(roster, role)) {
		lines_problem(reading->problems, line->file, line->line, word->column,
			      _("nobody in %s has the role %s"), reading->people_file, word->text);
		return;
	}
	g_autoptr(GPtrArray) now = roster_role(roster, role, clock_now_us());

	if (now->len == 0)
		lines_problem(reading->notes, line->file, line->line, word->column,
			      _("nobody in %s has the role %s today"), reading->people_file,
			      word->text);
}

static void
office_check_signers(OfficeReading *reading, const Line *line, const Roster *roster)
{
	g_autoptr(GPtrArray) words = lines_words(line, true);

	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];

		if (!*word->text)
			continue;
		if (!strchr(word->text, '@'))
			office_check_signer_role(reading, line, word, roster);
		else if (roster && !roster_names(roster, word->text))
			lines_problem(reading->problems, line->file, line->line, word->column,
				      _("the signer %s is no address in %s"), word->text,
				      reading->people_file);
		else if (roster && !roster_at(roster, word->text, clock_now_us()))
			lines_problem(reading->notes, line->file, line->line, word->column,
				      _("the signer %s is nobody today by the dates in %s"),
				      word->text, reading->people_file);
	}
}

/* A signer that stands by default has no line of its own: the section's head is named. */
static void
office_check_journal(OfficeReading *reading, const ConfSection *section, const Roster *roster)
{
	const Line *signer = conf_lines_pair(section, "signer");
	const Line *to = conf_lines_pair(section, "to");

	if (signer)
		office_check_signers(reading, signer, roster);
	else if (roster && !office_check_has_role(roster, ROLE_CHIEF))
		lines_problem_key(reading->problems, section->head,
				  _("nobody can sign this journal: write “signer = …” or give "
				    "somebody in %s the role chief"),
				  reading->people_file);
	if (to)
		office_check_to(reading, to);
	else
		lines_problem_key(reading->notes, section->head,
				  _("without “to = …” the issues of this journal go to nobody"));
}

static void
office_check_superior(OfficeReading *reading, const ConfSection *section, GHashTable *owners)
{
	const Line *line = conf_lines_pair(section, "address");
	g_autoptr(GPtrArray) words = line ? lines_words(line, true) : NULL;

	for (guint i = 0; words && i < words->len; i++) {
		const LinesWord *word = words->pdata[i];
		g_autofree char *key = g_ascii_strdown(word->text, -1);
		const char *owner = g_hash_table_lookup(owners, key);

		if (owner && strcmp(owner, section->head->value) != 0)
			lines_problem(reading->problems, line->file, line->line, word->column,
				      _("%s already belongs to [superior %s]"), word->text, owner);
		else
			g_hash_table_insert(owners, g_steal_pointer(&key), section->head->value);
	}
}

static void
office_check_people(OfficeReading *reading, const Roster *roster)
{
	const GPtrArray *lines = roster_all(roster);

	for (guint i = 0; i < lines->len; i++) {
		const Person *person = lines->pdata[i];

		if (g_ascii_strcasecmp(person->address, reading->office->mailbox) == 0)
			lines_problem(reading->problems, reading->people_file, person->line, 1,
				      _("%s is the office's own mailbox: it would write to "
					"itself"),
				      person->address);
	}
}

/* A program that others can change would be theirs, run as us. */
static void
office_check_alert(OfficeReading *reading)
{
	const char *path = reading->office->alert;
	const Line *line = conf_lines_pair(conf_lines_section(reading->conf, "review"), "alert");
	struct stat found;

	if (!path)
		return;
	if (stat(path, &found) < 0 || !S_ISREG(found.st_mode))
		lines_problem_value(reading->problems, line, _("there is no program %s"), path);
	else if (access(path, X_OK) < 0)
		lines_problem_value(reading->problems, line,
				    _("%s cannot be executed; run: chmod 755 %s"), path, path);
	else if (found.st_mode & (S_IWGRP | S_IWOTH))
		lines_problem_value(reading->problems, line,
				    _("others on this machine can change %s; run: chmod go-w %s"),
				    path, path);
}

void
office_check(OfficeReading *reading, const Roster *roster)
{
	const Office *office = reading->office;
	g_autoptr(GHashTable) owners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	bool open = false;

	for (guint i = 0; i < reading->conf->sections->len; i++) {
		const ConfSection *section = reading->conf->sections->pdata[i];

		if (strcmp(section->known->kind, "journal") == 0)
			office_check_journal(reading, section, roster);
		else if (strcmp(section->known->kind, "superior") == 0)
			office_check_superior(reading, section, owners);
	}
	for (guint i = 0; i < office->journals->len; i++)
		open = open || !((const Journal *)office->journals->pdata[i])->kinds;
	if (!open)
		g_ptr_array_add(
			reading->notes,
			g_strdup_printf(_("%s: no [journal] without “kinds”: items of other "
					  "kinds are printed nowhere"),
					OFFICE_CONF));
	if (roster && office->mailbox)
		office_check_people(reading, roster);
	office_check_token(reading, roster);
	office_check_alert(reading);
}
