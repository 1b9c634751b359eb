/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster_lines — what a roster is made of; only config/ uses it
 */
#ifndef CHENGBAO_CONFIG_ROSTER_LINES_H
#define CHENGBAO_CONFIG_ROSTER_LINES_H

#include "config/roster.h"

struct Roster {
	GPtrArray *people;     /* Person, in file order */
	GPtrArray *topics;     /* RosterTopic */
	GHashTable *addresses; /* lower-case address → GPtrArray of Person */
};

/* Puts a person at the end; the roster owns it. */
void roster_add(Roster *roster, Person *person);
Roster *roster_new(void);
void roster_free_person(void *person);

/* The lines of an address (Person), whatever their dates; NULL: none. Borrowed. */
const GPtrArray *roster_lines(const Roster *roster, const char *address);

#endif
