/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor — what the parts of the command doctor share
 */
#ifndef CHENGBAO_COMMAND_DOCTOR_H
#define CHENGBAO_COMMAND_DOCTOR_H

#include "command/command.h"

typedef enum { DOCTOR_WELL, DOCTOR_NOTE, DOCTOR_WRONG } DoctorSign;

typedef struct {
	const Office *office;
	bool letter; /* may a letter of trial be sent? */
	unsigned n_wrong;
} Doctor;

/* One finding on a line of its own, at once: the next one may take a minute. */
void doctor_say(Doctor *doctor, DoctorSign sign, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Logs in to every source and to the relay, looks at the folders, and sends the mailbox a
 * letter. Errors: STORE the store cannot be read; what servers say is a finding. */
bool doctor_mailbox(Doctor *doctor, GError **error);

/* Tells what the border writes on these letters (none: on those of the store) and what to set.
 * `outside` (a letter's file, or NULL) instead shows that submission is safe, and notes it.
 * Errors: REFUSED a file; MAIL it is no letter; STORE; USAGE no form is named yet. */
bool doctor_border(Doctor *doctor, const char *outside, char **files, GError **error);

#endif
