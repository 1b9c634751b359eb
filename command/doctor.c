/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor — tries what an operator set up, and says what to set
 *
 * Promise: exit 1 exactly when a line begins with ✗.
 * Not here: the mailboxes (doctor_mailbox), the border (doctor_border).
 */
#include "command/doctor.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "command/subcommands.h"
#include "pipeline/reading/pool.h"

void
doctor_say(Doctor *doctor, DoctorSign sign, const char *format, ...)
{
	static const char *const signs[] = { "✓", "!", "✗" };
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	command_say("  %s %s\n", signs[sign], text);
	fflush(stdout);
	doctor->n_wrong += sign == DOCTOR_WRONG;
}

#define DOCTOR_LETTERS 1000 /* that may be named */

/* What the workers give up on this machine. */
static bool
doctor_jail(Doctor *doctor, GError **error)
{
	g_autoptr(Pool) pool = pool_new(doctor->office->directory, 1, error);
	const char *level;

	if (!pool)
		return false;
	level = pool_jail(pool);
	command_say(_("Workers that read letters\n"));
	doctor_say(doctor, strstr(level, "seccomp") ? DOCTOR_WELL : DOCTOR_WRONG,
		   _("their jail: %s"), level);
	if (!strstr(level, "landlock"))
		doctor_say(doctor, DOCTOR_NOTE,
			   _("this kernel has no Landlock (Linux 5.13): files are kept from the "
			     "workers by seccomp and their user alone"));
	if (!strstr(level, "user"))
		doctor_say(doctor, DOCTOR_NOTE,
			   _("the service is not started by root: the workers run as the "
			     "service's own user"));
	return true;
}

static bool
doctor_run(const CommandLine *line, Doctor *doctor, const char *outside, char **args,
	   GError **error)
{
	g_autoptr(Office) office = NULL;
	bool all = !args[0] && !outside, mailbox = all || g_strcmp0(args[0], "mailbox") == 0;
	bool jail = all || g_strcmp0(args[0], "jail") == 0;
	bool border = all || g_strcmp0(args[0], "border") == 0;

	if (!mailbox && !jail && !border)
		return errors_set(error, ERRORS_USAGE, _("there is no “doctor %s”"),
				  args[0] ? args[0] : "--outside");
	if (outside && !border)
		return errors_set(error, ERRORS_USAGE, _("--outside goes with “doctor border”"));
	if (!command_count(args, 0, border && !all ? DOCTOR_LETTERS : 1, error) ||
	    !(office = command_office(line, error)))
		return false;
	doctor->office = office;
	return (!mailbox || doctor_mailbox(doctor, error)) &&
	       (!border || doctor_border(doctor, outside, all ? args : args + 1, error)) &&
	       (!jail || doctor_jail(doctor, error));
}

int
doctor_command(const CommandLine *line, GError **error)
{
	Doctor doctor = { 0 };
	gboolean quiet = FALSE;
	g_autofree char *outside = NULL;
	const GOptionEntry entries[] = {
		{ "no-letter", 0, 0, G_OPTION_ARG_NONE, &quiet,
		  N_("do not send the mailbox a letter of trial"), NULL },
		{ "outside", 0, 0, G_OPTION_ARG_FILENAME, &outside,
		  N_("border: a letter that came from outside, to show that it has no mark"),
		  N_("FILE") },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help = false;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	doctor.letter = !quiet;
	if (!help && !doctor_run(line, &doctor, outside, args, error))
		return -1;
	return doctor.n_wrong > 0;
}
