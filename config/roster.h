/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster — people.csv: who writes from which address, in which role, from when to when
 *
 * Not here: what a role may do (pipeline/desk).
 */
#ifndef CHENGBAO_CONFIG_ROSTER_H
#define CHENGBAO_CONFIG_ROSTER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
	ROLE_CONTRIBUTOR,
	ROLE_EDITOR,
	ROLE_CHIEF,
	ROLE_LEADER,
	ROLE_DUTY,
	ROLE_SECRECY,
	ROLE_OPERATOR,
} Role;

const char *role_word(Role role); /* "editor" … as in people.csv */
bool role_from_word(const char *word, Role *ret_role);

typedef struct {
	char *address; /* lower-case domain, local part as written */
	char *name;    /* "" = a unit's shared mailbox */
	char *unit;
	char *section; /* NULL where empty, like all below */
	char *person;  /* who it is; the address where the column is empty */
	char *phone, *class_name, *deputy;
	char **topics; /* NULL-terminated, may be empty; "*" = any */
	Role role;
	int64_t from_us, until_us; /* [from, until) in the office's zone; INT64_MAX = open */
	int line;		   /* of people.csv */
} Person;

typedef struct Roster Roster;

/* Who had this address at that moment (compared without case); NULL: nobody. */
const Person *roster_at(const Roster *roster, const char *address, int64_t when_us);

/* Everyone of a role at a moment, in file order (borrowed Persons; free the array). The
 * chiefs stand in for ROLE_SECRECY where nobody has it. */
GPtrArray *roster_role(const Roster *roster, Role role, int64_t when_us);

/* A person by display name; NULL when nobody or more than one has it. */
const Person *roster_by_name(const Roster *roster, const char *name, int64_t when_us);

/* A person of this unit with this name, for 撰稿 of a shared mailbox. */
const Person *roster_in_unit(const Roster *roster, const char *unit, const char *name,
			     int64_t when_us);

/* The line of a unit's shared mailbox; NULL when it has none. */
const Person *roster_shared(const Roster *roster, const char *unit, int64_t when_us);

/* Whether anybody, in whatever role, is of this unit. */
bool roster_has_unit(const Roster *roster, const char *unit, int64_t when_us);

/* The editor of an item: the first line (file order, role editor) whose topics name its
 * highest topic, else its group, else "*", else the first chief. topic/group may be NULL. */
const Person *roster_editor(const Roster *roster, const char *topic, const char *group,
			    int64_t when_us);

/* Units that have at least one contributor in [from_us, until_us), in file order; free
 * the array with g_ptr_array_unref (strings borrowed). For naming zero reporters. */
GPtrArray *roster_units(const Roster *roster, int64_t from_us, int64_t until_us);

/* All lines, in file order. */
const GPtrArray *roster_all(const Roster *roster);

/* Reads people.csv (UTF-8 with or without BOM, or GB18030; RFC 4180 quotes; columns in
 * any order). `file` names it in messages, days begin in `zone`. A day in `until` is the
 * last one that counts. Gives NULL when `problems` got an error; `notes` get warnings. */
#define ROSTER_MAX_BYTES (16u << 20)
Roster *roster_read(const char *file, const char *zone, const char *bytes, size_t n_bytes,
		    GPtrArray *problems, GPtrArray *notes);

/* Where each topic was named: RosterTopic in file order. Borrowed. */
typedef struct {
	char *name;
	int line, column;
} RosterTopic;
const GPtrArray *roster_topics(const Roster *roster);

/* Whether any line, whatever its dates, has this address. */
bool roster_names(const Roster *roster, const char *address);

void roster_free(Roster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Roster, roster_free)

#endif
