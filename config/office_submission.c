/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * office_submission — [trust] submission, and whether it was shown to be safe
 *
 * A proof that rests on what a border writes is as good as the border: it counts only after
 * “doctor border” has seen a letter from outside that lacks it, and only for the settings
 * of that day. What it saw stands in a file beside office.conf.
 *
 * Not here: looking at letters (command/doctor_border).
 */
#include "config/office_read.h"

#include <string.h>

#include "base/files.h"
#include "base/i18n.h"
#include "config/values.h"

#define OFFICE_SHOWN_BYTES 4096

char *
office_submission_terms(const Office *office)
{
	g_autofree char *forms = g_strjoinv(" ", office->submission);
	g_autofree char *border = g_strjoinv(" ", office->border);

	return g_strdup_printf("submission = %s; border = %s; authserv-id = %s; domain = %s", forms,
			       border, office->authserv_id ? office->authserv_id : "",
			       office->domain ? office->domain : "");
}

/* The first line of the file must be the terms of today. */
static bool
office_submission_was_shown(const Office *office)
{
	g_autofree char *path = office_path(office, OFFICE_SHOWN);
	g_autofree char *terms = office_submission_terms(office);
	size_t n = 0;
	g_autofree char *text = files_read_path(path, OFFICE_SHOWN_BYTES, &n, NULL);

	return text && g_str_has_prefix(text, terms) && text[strlen(terms)] == '\n';
}

static bool
office_submission_is_form(const char *form)
{
	return strcmp(form, "esmtpsa") == 0 ||
	       (g_str_has_prefix(form, "coremail:") && values_host(form + strlen("coremail:")));
}

static void
office_submission_check(OfficeReading *reading, const Line *line, const Line *replies)
{
	Office *office = reading->office;
	bool host = office->authserv_id || office->border[0];

	for (char **form = office->submission; *form; form++) {
		if (!office_submission_is_form(*form))
			lines_problem_value(reading->problems, line,
					    _("“%s” is no form of submission: write esmtpsa or "
					      "coremail:HOST"),
					    *form);
		else if (strcmp(*form, "esmtpsa") == 0 && !host)
			lines_problem_value(reading->problems, line,
					    _("esmtpsa needs “border = HOST”: the name your mail "
					      "server puts behind “by” into Received lines"));
	}
	if (!replies || !g_strv_contains((const char *const *)office->replies, "submission"))
		return;
	if (!office->submission[0])
		lines_problem_value(
			reading->problems, replies,
			_("submission needs “submission = FORM”: “chengbao doctor border "
			  "FILE” on a letter of a colleague tells which"));
	office->submission_shown = office_submission_was_shown(office);
	if (!office->submission_shown)
		lines_problem_value(
			reading->notes, replies,
			_("submission proves nothing yet: “chengbao doctor border "
			  "--outside FILE” must first see that mail from outside cannot "
			  "look like it"));
}

void
office_read_submission(OfficeReading *reading, const ConfSection *section, const Line *replies)
{
	const Line *line = conf_lines_pair(section, "submission");

	if (line && *line->value)
		values_list(line, true, &reading->office->submission, reading->problems);
	if (!reading->office->submission)
		reading->office->submission = g_new0(char *, 1);
	office_submission_check(reading, line ? line : replies, replies);
}
