/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_read — the sections of office.conf into an Office; only config/ uses it
 *
 * Not here: opening files (config/conf_lines), references (config/office_check).
 */
#ifndef CHENGBAO_CONFIG_OFFICE_READ_H
#define CHENGBAO_CONFIG_OFFICE_READ_H

#include "config/conf_lines.h"
#include "config/office.h"

#define OFFICE_CONF "office.conf"

typedef struct {
	Office *office; /* zeroed but for directory; gets everything of office.conf */
	ConfLines *conf;
	GPtrArray *problems, *notes;
	/* Absolute or relative to the office; where office.conf names it, NULL: default. */
	const char *people_file;
	const Line *people_line;
	CalendarHours hours[CALENDAR_MAX_HOURS];
	size_t n_hours;
} OfficeReading;

/* Reads office.conf and fills in the defaults. Errors go to the problems. */
void office_read(OfficeReading *reading);

/* The files that `[section] files` names, in name order: absolute, ended by NULL, yours.
 * `stand_in` says in the notes what is used where there is none. */
char **office_read_files(OfficeReading *reading, const char *section, const char *standard,
			 const char *stand_in);

/* The pieces, each one section: config/office_parts. */
void office_read_name(OfficeReading *reading, const ConfSection *section, const char *key,
		      char **ret);
void office_read_relay(OfficeReading *reading);
void office_read_source(OfficeReading *reading, const ConfSection *section);
/* A schedule without times: what it stands for happens by command only. */
void office_read_never(Schedule *schedule);

void office_read_journal(OfficeReading *reading, const ConfSection *section);
void office_read_superior(OfficeReading *reading, const ConfSection *section);

/* The keys of [trust] that say what a token is good for, and the refusals of the method
 * where it proves nothing: config/office_token. Roster NULL: was unreadable. */
void office_read_token(OfficeReading *reading, const ConfSection *section);
void office_check_token(OfficeReading *reading, const Roster *roster);
void office_token_clear(TokenTrust *token);

/* Checks every name in office.conf that must be somewhere else: superiors of journals,
 * signers in people.csv, one owner for each address above. Roster NULL: was unreadable. */
void office_check(OfficeReading *reading, const Roster *roster);

/* [trust] anchors and the revocation lists beside it: config/office_anchors. */
void office_read_anchors(OfficeReading *reading);

/* [trust] submission (config/office_submission); after border, authserv-id and replies. */
void office_read_submission(OfficeReading *reading, const ConfSection *section,
			    const Line *replies);

#endif
