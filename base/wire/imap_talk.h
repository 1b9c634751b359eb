/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap_talk — one command and all that is said until its answer
 *
 * What the files of imap share; nobody else includes this.
 */
#ifndef CHENGBAO_BASE_WIRE_IMAP_TALK_H
#define CHENGBAO_BASE_WIRE_IMAP_TALK_H

#include "base/wire/imap.h"
#include "base/wire/imap_response.h"

#define IMAP_COMMAND_S 300 /* one command, all in all */
#define IMAP_FETCH_S 3600  /* one letter over a bad line */

struct Imap {
	Session *session;
	char *host;
	char *word; /* of our tags; random */
	unsigned n_commands;
	GHashTable *capabilities; /* in upper case */
	bool usable;
	bool news; /* EXISTS was heard */
	bool no_idle;
};

/* Called for every untagged response but status responses without a code we know. */
typedef void (*ImapHear)(void *data, const ImapResponse *response);

/* Sends `command` and hears everything until its own tag answers.
 *
 * Errors: REFUSED the server said NO or BAD (the message is what it said);
 *         AGAIN the conversation is over (imap_usable is false then).
 */
bool imap_talk(Imap *imap, const char *command, ImapHear hear, void *data, ImapSink *sink,
	       GError **error);

/* Sends `command` under a new tag, which is yours. */
bool imap_talk_begin(Imap *imap, const char *command, char **ret_tag, GError **error);

/* Hears until `tag` answers, or (with ret_wanted) until the server says `+`. */
bool imap_talk_hear(Imap *imap, const char *tag, ImapHear hear, void *data, ImapSink *sink,
		    bool *ret_wanted, GError **error);

/* A folder's name as a quoted string of modified UTF-7. Yours. Errors: REFUSED. */
char *imap_talk_folder(const char *folder, GError **error);

#endif
