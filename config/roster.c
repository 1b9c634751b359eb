/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster — people.csv: who writes from which address, in which role, from when to when
 *
 * Every question is asked for a moment: a person who moved has two lines, and
 * a letter is credited to the line that held when it was received.
 */
#include "config/roster.h"

#include <string.h>

#include "config/roster_lines.h"

static const char *const roster_words[] = {
	[ROLE_CONTRIBUTOR] = "contributor",
	[ROLE_EDITOR] = "editor",
	[ROLE_CHIEF] = "chief",
	[ROLE_LEADER] = "leader",
	[ROLE_DUTY] = "duty",
	[ROLE_SECRECY] = "secrecy",
	[ROLE_OPERATOR] = "operator",
	NULL,
};

const char *
role_word(Role role)
{
	return roster_words[role];
}

bool
role_from_word(const char *word, Role *ret_role)
{
	for (int i = 0; roster_words[i]; i++)
		if (strcmp(roster_words[i], word) == 0) {
			*ret_role = (Role)i;
			return true;
		}
	return false;
}

void
roster_free_person(void *data)
{
	Person *person = data;

	if (!person)
		return;
	g_free(person->address);
	g_free(person->name);
	g_free(person->unit);
	g_free(person->section);
	g_free(person->person);
	g_free(person->phone);
	g_free(person->class_name);
	g_free(person->deputy);
	g_strfreev(person->topics);
	g_free(person);
}

static void
roster_free_topic(void *data)
{
	RosterTopic *topic = data;

	g_free(topic->name);
	g_free(topic);
}

Roster *
roster_new(void)
{
	Roster *roster = g_new0(Roster, 1);

	roster->people = g_ptr_array_new_with_free_func(roster_free_person);
	roster->topics = g_ptr_array_new_with_free_func(roster_free_topic);
	roster->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
						  (GDestroyNotify)g_ptr_array_unref);
	return roster;
}

void
roster_free(Roster *roster)
{
	if (!roster)
		return;
	g_hash_table_unref(roster->addresses);
	g_ptr_array_unref(roster->topics);
	g_ptr_array_unref(roster->people);
	g_free(roster);
}

void
roster_add(Roster *roster, Person *person)
{
	g_autofree char *key = g_ascii_strdown(person->address, -1);
	GPtrArray *lines = g_hash_table_lookup(roster->addresses, key);

	if (!lines) {
		lines = g_ptr_array_new();
		g_hash_table_insert(roster->addresses, g_steal_pointer(&key), lines);
	}
	g_ptr_array_add(lines, person);
	g_ptr_array_add(roster->people, person);
}

const GPtrArray *
roster_lines(const Roster *roster, const char *address)
{
	g_autofree char *key = g_ascii_strdown(address, -1);

	return g_hash_table_lookup(roster->addresses, key);
}

bool
roster_names(const Roster *roster, const char *address)
{
	return roster_lines(roster, address) != NULL;
}

static bool
roster_holds(const Person *person, int64_t when_us)
{
	return person->from_us <= when_us && when_us < person->until_us;
}

const Person *
roster_at(const Roster *roster, const char *address, int64_t when_us)
{
	const GPtrArray *lines = roster_lines(roster, address);

	for (guint i = 0; lines && i < lines->len; i++)
		if (roster_holds(lines->pdata[i], when_us))
			return lines->pdata[i];
	return NULL;
}

static void
roster_collect(const Roster *roster, Role role, int64_t when_us, GPtrArray *people)
{
	for (guint i = 0; i < roster->people->len; i++) {
		Person *person = roster->people->pdata[i];

		if (person->role == role && roster_holds(person, when_us))
			g_ptr_array_add(people, person);
	}
}

GPtrArray *
roster_role(const Roster *roster, Role role, int64_t when_us)
{
	GPtrArray *people = g_ptr_array_new();

	roster_collect(roster, role, when_us, people);
	if (people->len == 0 && role == ROLE_SECRECY)
		roster_collect(roster, ROLE_CHIEF, when_us, people);
	return people;
}

/* unit NULL: any. Several lines of one `person` are one. */
static const Person *
roster_named(const Roster *roster, const char *unit, const char *name, int64_t when_us)
{
	const Person *found = NULL;

	if (!*name)
		return NULL;
	for (guint i = 0; i < roster->people->len; i++) {
		const Person *person = roster->people->pdata[i];

		if (strcmp(person->name, name) != 0 || !roster_holds(person, when_us) ||
		    (unit && strcmp(person->unit, unit) != 0))
			continue;
		if (found && strcmp(found->person, person->person) != 0)
			return NULL;
		if (!found)
			found = person;
	}
	return found;
}

const Person *
roster_by_name(const Roster *roster, const char *name, int64_t when_us)
{
	return roster_named(roster, NULL, name, when_us);
}

const Person *
roster_in_unit(const Roster *roster, const char *unit, const char *name, int64_t when_us)
{
	return roster_named(roster, unit, name, when_us);
}

/* The first line of the unit; `shared`: that has no name. */
static const Person *
roster_of_unit(const Roster *roster, const char *unit, bool shared, int64_t when_us)
{
	for (guint i = 0; i < roster->people->len; i++) {
		const Person *person = roster->people->pdata[i];

		if (strcmp(person->unit, unit) == 0 && roster_holds(person, when_us) &&
		    (!shared || !*person->name))
			return person;
	}
	return NULL;
}

const Person *
roster_shared(const Roster *roster, const char *unit, int64_t when_us)
{
	return roster_of_unit(roster, unit, true, when_us);
}

bool
roster_has_unit(const Roster *roster, const char *unit, int64_t when_us)
{
	return roster_of_unit(roster, unit, false, when_us) != NULL;
}

static const Person *
roster_editor_of(const Roster *roster, const char *topic, int64_t when_us)
{
	for (guint i = 0; topic && i < roster->people->len; i++) {
		const Person *person = roster->people->pdata[i];

		if (person->role == ROLE_EDITOR && roster_holds(person, when_us) &&
		    g_strv_contains((const char *const *)person->topics, topic))
			return person;
	}
	return NULL;
}

const Person *
roster_editor(const Roster *roster, const char *topic, const char *group, int64_t when_us)
{
	const Person *editor = roster_editor_of(roster, topic, when_us);
	g_autoptr(GPtrArray) chiefs = NULL;

	if (!editor)
		editor = roster_editor_of(roster, group, when_us);
	if (!editor)
		editor = roster_editor_of(roster, "*", when_us);
	if (editor)
		return editor;
	chiefs = roster_role(roster, ROLE_CHIEF, when_us);
	return chiefs->len ? chiefs->pdata[0] : NULL;
}

GPtrArray *
roster_units(const Roster *roster, int64_t from_us, int64_t until_us)
{
	GPtrArray *units = g_ptr_array_new();

	for (guint i = 0; i < roster->people->len; i++) {
		const Person *person = roster->people->pdata[i];

		if (person->role == ROLE_CONTRIBUTOR && person->from_us < until_us &&
		    person->until_us > from_us &&
		    !g_ptr_array_find_with_equal_func(units, person->unit, g_str_equal, NULL))
			g_ptr_array_add(units, person->unit);
	}
	return units;
}

const GPtrArray *
roster_all(const Roster *roster)
{
	return roster->people;
}

const GPtrArray *
roster_topics(const Roster *roster)
{
	return roster->topics;
}
