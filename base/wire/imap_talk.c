/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap_talk — one command and all that is said until its answer
 */
#include "base/wire/imap_talk.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/wire/explain.h"
#include "base/wire/mutf7.h"

#include <string.h>

#define IMAP_RESPONSES_MAX 1000000u /* to one command */

static bool
imap_talk_over(Imap *imap)
{
	imap->usable = false;
	return false;
}

bool
imap_talk_begin(Imap *imap, const char *command, char **ret_tag, GError **error)
{
	g_autofree char *tag = g_strdup_printf("%s%u", imap->word, ++imap->n_commands);
	g_autofree char *line = g_strdup_printf("%s %s\r\n", tag, command);

	if (!imap->usable)
		return errors_set(error, ERRORS_AGAIN, _("the connection to %s was lost"),
				  imap->host);
	session_limit(imap->session, IMAP_COMMAND_S, SESSION_SILENCE_S);
	if (!session_send(imap->session, line, strlen(line), error))
		return imap_talk_over(imap);
	*ret_tag = g_steal_pointer(&tag);
	return true;
}

/* The server hangs up: say so in its own words. */
static bool
imap_talk_bye(Imap *imap, const ImapResponse *response, GError **error)
{
	g_autofree char *said = explain_said(response->line, strlen(response->line));

	imap->usable = false;
	return errors_set(error, ERRORS_AGAIN, _("%s ends the connection (%s)"), imap->host, said);
}

static bool
imap_talk_answer(const ImapResponse *response, GError **error)
{
	g_autofree char *said = explain_said(response->line, strlen(response->line));

	if (g_ascii_strncasecmp(response->line, "OK", 2) == 0)
		return true;
	return errors_set(error, ERRORS_REFUSED, "%s", said);
}

bool
imap_talk_hear(Imap *imap, const char *tag, ImapHear hear, void *data, ImapSink *sink,
	       bool *ret_wanted, GError **error)
{
	g_auto(ImapResponse) response = { .untagged = false };
	ImapSink nowhere = { .fd = -1 };

	for (unsigned n = 0; n < IMAP_RESPONSES_MAX; n++) {
		if (!imap_response_read(imap->session, sink ? sink : &nowhere, &response, error))
			return imap_talk_over(imap);
		if (response.wanted && ret_wanted) {
			*ret_wanted = true;
			return true;
		}
		if (response.untagged && response.status &&
		    g_ascii_strncasecmp(response.line, "BYE", 3) == 0)
			return imap_talk_bye(imap, &response, error);
		if (response.untagged && imap_response_is(&response, 1, "EXISTS"))
			imap->news = true;
		if (response.untagged && hear)
			hear(data, &response);
		if (!response.untagged && strcmp(response.tag, tag) == 0)
			return imap_talk_answer(&response, error);
	}
	imap->usable = false;
	return errors_set(error, ERRORS_AGAIN, _("%s talks without end"), imap->host);
}

bool
imap_talk(Imap *imap, const char *command, ImapHear hear, void *data, ImapSink *sink,
	  GError **error)
{
	g_autofree char *tag = NULL;

	if (!imap_talk_begin(imap, command, &tag, error))
		return false;
	if (sink)
		session_limit(imap->session, IMAP_FETCH_S, SESSION_SILENCE_S);
	return imap_talk_hear(imap, tag, hear, data, sink, NULL, error);
}

char *
imap_talk_folder(const char *folder, GError **error)
{
	g_autofree char *encoded = mutf7_encode(folder);
	GString *quoted;

	if (!encoded) {
		errors_set(error, ERRORS_REFUSED, _("not the name of a mail folder: %s"), folder);
		return NULL;
	}
	quoted = g_string_new("\"");
	for (const char *p = encoded; *p; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(quoted, '\\');
		g_string_append_c(quoted, *p);
	}
	g_string_append_c(quoted, '"');
	return g_string_free(quoted, FALSE);
}
