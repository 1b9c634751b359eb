/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap_fetch — single letters of the selected folder, and what becomes of them
 *
 * Only a FETCH response that names the asked UID and the asked member counts;
 * everything else a server may say meanwhile is passed over.
 */
#include "base/wire/imap.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/wire/imap_talk.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

typedef struct {
	uint32_t uid; /* asked */
	bool seen;    /* a FETCH of it with what was asked */
	bool other;   /* a body came for another UID */
	bool sized;
	bool body;
	bool nil;
	uint64_t n_bytes;
	int64_t received_us;
} ImapFetched;

/* `17-Jul-1996 02:44:25 -0700`, the day possibly with a blank. 0: not understood. */
static int64_t
imap_internal_date(const char *text)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct tm parts = { 0 };
	char month[4];
	char sign;
	int zone;
	const char *at;

	if (sscanf(text, "%2d-%3s-%4d %2d:%2d:%2d %c%4d", &parts.tm_mday, month, &parts.tm_year,
		   &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &sign, &zone) != 8)
		return 0;
	at = strstr(months, month);
	if (!at || (at - months) % 3 != 0 || parts.tm_year < 1970)
		return 0;
	parts.tm_mon = (int)(at - months) / 3;
	parts.tm_year -= 1900;
	zone = (zone / 100 * 60 + zone % 100) * 60 * (sign == '-' ? -1 : 1);
	return ((int64_t)timegm(&parts) - zone) * CLOCK_SECOND_US;
}

/* Name and value pairs of `* 3 FETCH (…)`. */
static void
imap_hear_fetch(void *data, const ImapResponse *response)
{
	ImapFetched *fetched = data;
	ImapFetched now = { 0 };
	const ImapToken *token;
	size_t i = 3;

	if (response->status || !imap_response_is(response, 1, "FETCH") ||
	    !imap_response_token(response, 2) ||
	    imap_response_token(response, 2)->kind != IMAP_OPEN)
		return;
	while ((token = imap_response_token(response, i)) && token->kind == IMAP_ATOM) {
		const ImapToken *value = imap_response_token(response, i + 1);
		guint64 n_bytes;

		if (!value)
			return;
		if (imap_response_is(response, i, "UID")) {
			imap_response_number(response, i + 1, &now.uid);
		} else if (imap_response_is(response, i, "RFC822.SIZE")) {
			now.sized = g_ascii_string_to_unsigned(imap_response_text(response, i + 1),
							       10, 0, INT64_MAX, &n_bytes, NULL);
			now.n_bytes = now.sized ? n_bytes : 0;
		} else if (imap_response_is(response, i, "INTERNALDATE")) {
			now.received_us = imap_internal_date(imap_response_text(response, i + 1));
		} else if (imap_response_is(response, i, "BODY[]")) {
			now.body = value->kind == IMAP_BODY;
			now.nil = imap_response_is(response, i + 1, "NIL");
			now.n_bytes = now.body ? value->n_bytes : 0;
		}
		i = imap_response_skip(response, i + 1);
	}
	if (now.uid != fetched->uid) {
		fetched->other |= now.body || now.nil;
		return;
	}
	if (!now.sized && !now.body && !now.nil)
		return; /* flags that changed: nobody asked */
	now.other = fetched->other;
	now.seen = true;
	*fetched = now;
}

/* One question about one UID; *ret_fetched says what was heard. */
static bool
imap_fetch_ask(Imap *imap, uint32_t uid, const char *members, ImapSink *sink,
	       ImapFetched *ret_fetched, GError **error)
{
	g_autofree char *command = g_strdup_printf("UID FETCH %u (UID %s)", uid, members);
	g_autoptr(GError) why = NULL;

	*ret_fetched = (ImapFetched){ .uid = uid };
	if (imap_talk(imap, command, imap_hear_fetch, ret_fetched, sink, &why))
		return true;
	if (imap->usable)
		return errors_set(error, ERRORS_MAIL, _("the server does not give letter %u (%s)"),
				  uid, why->message);
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

bool
imap_info(Imap *imap, uint32_t uid, ImapInfo *ret_info, GError **error)
{
	ImapFetched fetched;

	if (!imap_fetch_ask(imap, uid, "RFC822.SIZE INTERNALDATE", NULL, &fetched, error))
		return false;
	if (fetched.seen && !fetched.sized)
		return errors_set(error, ERRORS_MAIL, _("the server gives no length of letter %u"),
				  uid);
	*ret_info = (ImapInfo){ fetched.seen, fetched.n_bytes, fetched.received_us };
	return true;
}

bool
imap_fetch(Imap *imap, uint32_t uid, uint64_t max_bytes, int fd, uint64_t *ret_n_bytes,
	   bool *ret_found, GError **error)
{
	ImapSink sink = { .fd = fd, .max_bytes = max_bytes };
	ImapFetched fetched;
	g_autoptr(GError) why = NULL;
	bool heard = imap_fetch_ask(imap, uid, "BODY.PEEK[]", &sink, &fetched, error);

	why = sink.error;
	if (!heard)
		return false;
	if (why) {
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	if (fetched.other)
		return errors_set(error, ERRORS_MAIL,
				  _("letter %u was asked for and another one came"), uid);
	if (fetched.seen && fetched.nil)
		return errors_set(error, ERRORS_MAIL, _("the server has no bytes of letter %u"),
				  uid);
	*ret_found = fetched.seen;
	*ret_n_bytes = fetched.n_bytes;
	return true;
}

bool
imap_flag(Imap *imap, uint32_t uid, const char *flag, GError **error)
{
	g_autofree char *command = g_strdup_printf("UID STORE %u +FLAGS.SILENT (%s)", uid, flag);

	return imap_talk(imap, command, NULL, NULL, NULL, error);
}

bool
imap_delete(Imap *imap, uint32_t uid, GError **error)
{
	g_autofree char *command = g_strdup_printf("UID EXPUNGE %u", uid);

	if (!imap_flag(imap, uid, "\\Deleted", error))
		return false;
	/* A bare EXPUNGE would take what others marked, too: better leave it marked. */
	return !imap_can(imap, "UIDPLUS") || imap_talk(imap, command, NULL, NULL, NULL, error);
}

static bool
imap_move_once(Imap *imap, uint32_t uid, const char *name, GError **error)
{
	g_autofree char *command = g_strdup_printf(
		"UID %s %u %s", imap_can(imap, "MOVE") ? "MOVE" : "COPY", uid, name);

	if (!imap_talk(imap, command, NULL, NULL, NULL, error))
		return false;
	return imap_can(imap, "MOVE") || imap_delete(imap, uid, error);
}

bool
imap_move(Imap *imap, uint32_t uid, const char *folder, GError **error)
{
	g_autofree char *name = imap_talk_folder(folder, error);
	g_autofree char *create = g_strdup_printf("CREATE %s", name);
	g_autoptr(GError) why = NULL;

	if (!name)
		return false;
	if (imap_move_once(imap, uid, name, &why))
		return true;
	if (imap->usable && strstr(why->message, "TRYCREATE") &&
	    imap_talk(imap, create, NULL, NULL, NULL, NULL))
		return imap_move_once(imap, uid, name, error);
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}
