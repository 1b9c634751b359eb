/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_imap_letter — one letter from the server into the desk's file
 *
 * UID and length must agree with what the server announced. Some servers
 * announce a guess (Exchange): a letter that comes with the same other length
 * at every try is whole.
 */
#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "pipeline/intake/fetch_imap.h"
#include "pipeline/intake/fetch_records.h"

static void
fetch_imap_fail(FetchImap *self, FetchFolder *folder, uint32_t uid, const char *key,
		uint64_t n_bytes, const GError *why)
{
	fetch_parked_fail(self->source->parked, key, n_bytes, why->message, clock_monotonic_us());
	fetch_folder_failed(folder, uid);
}

static bool
fetch_imap_give(FetchImap *self, FetchFolder *folder, uint32_t uid, int64_t ticket,
		const FetchLetter *letter)
{
	FetchLetter told = *letter;
	FetchImapItem *item = g_new0(FetchImapItem, 1);

	item->folder = folder;
	item->uidvalidity = folder->uidvalidity;
	item->uid = uid;
	fetch_parked_forget(self->source->parked, letter->key);
	fetch_folder_taken(folder, uid);
	told.mark = fetch_folder_mark(folder);
	return fetch_desk_taken(self->source->desk, ticket, &told, item);
}

/* The bytes, into a file of the desk's. */
static bool
fetch_imap_bytes(FetchImap *self, FetchFolder *folder, uint32_t uid, const ImapInfo *info,
		 FetchLetter *letter, GError **error)
{
	FetchParked *parked = self->source->parked;
	FetchDesk *desk = self->source->desk;
	g_autoptr(GError) why = NULL;
	bool found = false;
	int64_t ticket;
	bool fetched;
	autofd fd = -1;

	if (!fetch_desk_open(desk, &ticket, &fd))
		return errors_set(error, ERRORS_AGAIN, _("the desk is gone"));
	fetched =
		imap_fetch(self->imap, uid, FETCH_LETTER_BYTES, fd, &letter->n_bytes, &found, &why);
	if (fetched && found && letter->n_bytes != info->n_bytes &&
	    !fetch_parked_agrees(parked, letter->key, letter->n_bytes))
		fetched = errors_set(
			&why, ERRORS_MAIL, _("the server announces %llu bytes and sends %llu"),
			(unsigned long long)info->n_bytes, (unsigned long long)letter->n_bytes);
	if (fetched && found)
		return fetch_imap_give(self, folder, uid, ticket, letter);
	fetch_desk_drop(desk, ticket);
	if (fetched) {
		fetch_folder_taken(folder, uid);
		return true;
	}
	if (!g_error_matches(why, ERRORS, ERRORS_STORE)) {
		self->letter_failed = !imap_usable(self->imap);
		fetch_imap_fail(self, folder, uid, letter->key, letter->n_bytes, why);
	}
	if (g_error_matches(why, ERRORS, ERRORS_MAIL))
		return true;
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

bool
fetch_imap_letter(FetchImap *self, FetchFolder *folder, uint32_t uid, bool *ret_found,
		  GError **error)
{
	g_autofree char *key = g_strdup_printf("%s %u/%u", folder->name, folder->uidvalidity, uid);
	g_autoptr(GError) why = NULL;
	FetchLetter letter = {
		.key = key, .folder = folder->name, .uidvalidity = folder->uidvalidity, .uid = uid
	};
	ImapInfo info;

	if (fetch_parked_is(self->source->parked, key, clock_monotonic_us()))
		return true;
	*ret_found = true;
	if (!imap_info(self->imap, uid, &info, &why)) {
		if (g_error_matches(why, ERRORS, ERRORS_MAIL)) {
			fetch_imap_fail(self, folder, uid, key, 0, why);
			return true;
		}
		g_propagate_error(error, g_steal_pointer(&why));
		return false;
	}
	if (!info.found) {
		fetch_parked_forget(self->source->parked, key);
		fetch_folder_taken(folder, uid);
		return true;
	}
	letter.received_us = info.received_us;
	return fetch_imap_bytes(self, folder, uid, &info, &letter, error);
}
