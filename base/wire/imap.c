/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * imap — our own side of an IMAP conversation, with counted literals
 *
 * Here: beginning, folders, searching and waiting; letters are in imap_fetch.
 */
#include "base/wire/imap.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/wire/explain.h"
#include "base/wire/imap_talk.h"
#include "base/wire/mutf7.h"

#include <string.h>

#define IMAP_NOOP_MS 10000

static void
imap_hear_capability(void *data, const ImapResponse *response)
{
	GHashTable *capabilities = data;

	if (response->status || !imap_response_is(response, 0, "CAPABILITY"))
		return;
	for (size_t i = 1; imap_response_token(response, i) && i < 1000; i++)
		g_hash_table_add(capabilities, g_ascii_strup(imap_response_text(response, i), -1));
}

bool
imap_can(const Imap *imap, const char *capability)
{
	return g_hash_table_contains(imap->capabilities, capability);
}

bool
imap_usable(const Imap *imap)
{
	return imap->usable;
}

/* A refused ID is no reason to give up; a lost connection is. */
static bool
imap_say_id(Imap *imap, GError **error)
{
	g_autoptr(GError) why = NULL;

	if (!imap_can(imap, "ID") && !explain_is_netease(imap->host) &&
	    !explain_is_tencent(imap->host))
		return true;
	if (imap_talk(imap,
		      "ID (\"name\" \"chengbao\" \"version\" \"1.0\" \"vendor\" \"chengbao\" "
		      "\"os\" \"Linux\")",
		      NULL, NULL, NULL, &why) ||
	    imap->usable)
		return true;
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

Imap *
imap_over(Session *session, const char *host, GError **error)
{
	g_autoptr(Imap) imap = g_new0(Imap, 1);

	imap->session = session;
	imap->host = g_strdup(host);
	imap->word = hash_random_word(8);
	imap->usable = true;
	imap->capabilities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (!imap_talk(imap, "CAPABILITY", imap_hear_capability, imap->capabilities, NULL, error) ||
	    !imap_say_id(imap, error))
		return NULL;
	return g_steal_pointer(&imap);
}

Imap *
imap_open(const SessionSettings *settings, GError **error)
{
	g_autofree char *host = session_url_host(settings->url);
	Session *session = session_open(settings, error);

	return session ? imap_over(session, host, error) : NULL;
}

void
imap_free(Imap *imap)
{
	if (!imap)
		return;
	if (imap->usable) {
		g_autofree char *tag = NULL;

		imap_talk_begin(imap, "LOGOUT", &tag, NULL);
	}
	session_free(imap->session);
	g_hash_table_unref(imap->capabilities);
	g_free(imap->host);
	g_free(imap->word);
	g_free(imap);
}

static void
imap_hear_list(void *data, const ImapResponse *response)
{
	GPtrArray *folders = data;
	size_t name = imap_response_skip(response, 1) + 1;
	g_autofree char *folder = NULL;

	if (response->status || !imap_response_is(response, 0, "LIST") ||
	    folders->len >= IMAP_FOLDERS_MAX)
		return;
	for (size_t i = 2; i + 1 < name; i++)
		if (imap_response_is(response, i, "\\Noselect") ||
		    imap_response_is(response, i, "\\NonExistent"))
			return;
	folder = mutf7_decode(imap_response_text(response, name));
	if (folder && *folder)
		g_ptr_array_add(folders, g_steal_pointer(&folder));
}

bool
imap_list(Imap *imap, GPtrArray **ret_folders, GError **error)
{
	g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);

	if (!imap_talk(imap, "LIST \"\" \"*\"", imap_hear_list, folders, NULL, error))
		return false;
	*ret_folders = g_steal_pointer(&folders);
	return true;
}

/* `[UIDVALIDITY 17]` at the beginning of a status response's text. */
static void
imap_status_code(const char *line, const char *code, uint32_t *ret_number)
{
	const char *at = strchr(line, '[');
	guint64 number;
	g_autofree char *digits = NULL;

	if (!at || g_ascii_strncasecmp(at + 1, code, strlen(code)) != 0)
		return;
	at += 1 + strlen(code);
	digits = g_strndup(at, strcspn(at, "] "));
	if (g_ascii_string_to_unsigned(digits, 10, 1, UINT32_MAX, &number, NULL))
		*ret_number = (uint32_t)number;
}

static void
imap_hear_select(void *data, const ImapResponse *response)
{
	ImapFolder *folder = data;

	if (response->status) {
		imap_status_code(response->line, "UIDVALIDITY ", &folder->uidvalidity);
		imap_status_code(response->line, "UIDNEXT ", &folder->uidnext);
	} else if (imap_response_is(response, 1, "EXISTS")) {
		imap_response_number(response, 0, &folder->exists);
	}
}

bool
imap_select(Imap *imap, const char *folder, ImapFolder *ret_folder, GError **error)
{
	g_autofree char *name = imap_talk_folder(folder, error);
	g_autofree char *command = g_strdup_printf("SELECT %s", name);
	g_autoptr(GError) why = NULL;
	ImapFolder found = { 0 };

	if (!name)
		return false;
	if (!imap_talk(imap, command, imap_hear_select, &found, NULL, &why)) {
		if (g_error_matches(why, ERRORS, ERRORS_REFUSED))
			return explain_select(error, folder, why->message);
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	if (found.uidvalidity == 0)
		return errors_set(error, ERRORS_REFUSED,
				  _("%s gives the folder %s no lasting numbers (UIDVALIDITY)"),
				  imap->host, folder);
	imap->news = false;
	*ret_folder = found;
	return true;
}

static void
imap_hear_search(void *data, const ImapResponse *response)
{
	GArray *uids = data;
	uint32_t uid;

	if (response->status || !imap_response_is(response, 0, "SEARCH"))
		return;
	for (size_t i = 1; imap_response_token(response, i) && uids->len < IMAP_UIDS_MAX; i++)
		if (imap_response_number(response, i, &uid) && uid > 0)
			g_array_append_val(uids, uid);
}

static int
imap_compare_uids(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a;
	uint32_t two = *(const uint32_t *)b;

	return one < two ? -1 : one > two;
}

bool
imap_search_above(Imap *imap, uint32_t uid, bool undeleted, GArray **ret_uids, GError **error)
{
	g_autoptr(GArray) heard = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_autofree char *command = g_strdup_printf("UID SEARCH UID %llu:*%s", uid + 1ULL,
						   undeleted ? " UNDELETED" : "");

	if (!imap_noop(imap, error))
		return false;
	imap->news = false; /* what NOOP told, the search finds */
	if (uid < UINT32_MAX && !imap_talk(imap, command, imap_hear_search, heard, NULL, error))
		return false;
	/* n:* names the last letter even when its UID is below n: sort it out. */
	g_array_sort(heard, imap_compare_uids);
	for (guint i = 0; i < heard->len; i++) {
		uint32_t found = g_array_index(heard, uint32_t, i);

		if (found > uid &&
		    (uids->len == 0 || found > g_array_index(uids, uint32_t, uids->len - 1)))
			g_array_append_val(uids, found);
	}
	*ret_uids = g_steal_pointer(&uids);
	return true;
}

bool
imap_noop(Imap *imap, GError **error)
{
	return imap_talk(imap, "NOOP", NULL, NULL, NULL, error);
}

/* Waits until something is said or the time is over. */
static bool
imap_wait(Imap *imap, int other_fd, int64_t until_us, int max_ms, int *ret_ready, GError **error)
{
	int64_t left_ms = MAX(0, (until_us - clock_monotonic_us()) / 1000);

	if (session_wait(imap->session, other_fd, (int)MIN(left_ms, max_ms), ret_ready, error))
		return true;
	imap->usable = false;
	return false;
}

static bool
imap_poll(Imap *imap, int other_fd, int64_t until_us, bool *ret_other, GError **error)
{
	do {
		int ready;

		if (!imap_wait(imap, other_fd, until_us, IMAP_NOOP_MS, &ready, error))
			return false;
		*ret_other = ready & SESSION_OTHER;
		if (!imap_noop(imap, error))
			return false;
	} while (!imap->news && !*ret_other && clock_monotonic_us() < until_us);
	return true;
}

/* Inside IDLE: every response until there is news. */
static bool
imap_idle_hear(Imap *imap, int other_fd, int64_t until_us, bool *ret_other, GError **error)
{
	while (!imap->news && !*ret_other && clock_monotonic_us() < until_us) {
		g_auto(ImapResponse) response = { .untagged = false };
		ImapSink nowhere = { .fd = -1 };
		int ready;

		if (!imap_wait(imap, other_fd, until_us, INT32_MAX, &ready, error))
			return false;
		*ret_other = ready & SESSION_OTHER;
		if (!(ready & SESSION_DATA))
			continue;
		if (!imap_response_read(imap->session, &nowhere, &response, error)) {
			imap->usable = false;
			return false;
		}
		if (imap_response_is(&response, 1, "EXISTS"))
			imap->news = true;
	}
	return true;
}

bool
imap_idle(Imap *imap, int other_fd, int seconds, bool *ret_news, bool *ret_other, GError **error)
{
	int64_t until_us = clock_monotonic_us() + seconds * CLOCK_SECOND_US;
	g_autofree char *tag = NULL;
	g_autoptr(GError) why = NULL;
	bool wanted = false;

	*ret_news = *ret_other = false;
	if (imap_can(imap, "IDLE") && !imap->no_idle) {
		if (!imap_talk_begin(imap, "IDLE", &tag, error))
			return false;
		if (!imap_talk_hear(imap, tag, NULL, NULL, NULL, &wanted, &why) && !imap->usable) {
			g_propagate_error(error, g_steal_pointer(&why));
			return false;
		}
		imap->no_idle = !wanted;
	}
	session_limit(imap->session, seconds + IMAP_COMMAND_S, SESSION_SILENCE_S);
	if (!wanted) {
		if (!imap_poll(imap, other_fd, until_us, ret_other, error))
			return false;
	} else {
		g_clear_error(&why);
		if (!imap_idle_hear(imap, other_fd, until_us, ret_other, error) ||
		    !session_send(imap->session, "DONE\r\n", 6, error) ||
		    !imap_talk_hear(imap, tag, NULL, NULL, NULL, NULL, error)) {
			imap->usable = false;
			return false;
		}
	}
	*ret_news = imap->news;
	return true;
}
