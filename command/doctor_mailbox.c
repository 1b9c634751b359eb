/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor_mailbox — logs in as fetcher and sender do, and tells what it finds
 *
 * Each source: login, ID, folders that are there and not read, folders that are
 * read and not there, letters that another program removed. Then a letter from
 * the mailbox to itself must come by the relay into a folder that is read: the
 * desk knows it by its sender as its own and does nothing with it.
 *
 * Not here: reading and sending for good (pipeline/intake, pipeline/outward).
 */
#include "command/doctor.h"

#include <inttypes.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/record.h"
#include "base/wire/imap.h"
#include "base/wire/maildir.h"
#include "base/wire/pop3.h"
#include "base/wire/smtp.h"
#include "mail/compose.h"
#include "pipeline/login.h"

#define DOCTOR_LETTER_S 90 /* a letter of trial may take so long through filters */
#define DOCTOR_LOOK_MS 2000
#define DOCTOR_LETTER_BYTES (1u << 20)

/* Folders in which a server hides what it takes for junk: first letters of new senders. */
static const char *const doctor_junk[] = { "垃圾", "junk", "spam", "广告", "订阅", "bulk", NULL };

static json_t *
doctor_start(const Office *office, const char *url, const Login *login)
{
	return json_pack("{s:s, s:s?, s:s?, s:b, s:s?, s:s?, s:s}", "url", url, "user", login->user,
			 "password", login->password, "oauth", login->oauth, "ca", login->ca_file,
			 "helo", office->relay.helo, "directory", office->directory);
}

/* NULL: it was said why not. */
static Session *
doctor_login(Doctor *doctor, const char *url, const Login *login)
{
	g_autoptr(json_t) start = doctor_start(doctor->office, url, login);
	g_autoptr(GError) why = NULL;
	Session *session = login_session(start, &why);

	if (!session)
		doctor_say(doctor, DOCTOR_WRONG, "%s", why->message);
	else if (login->user)
		doctor_say(doctor, DOCTOR_WELL, _("login of %s; the connection is encrypted"),
			   login->user);
	else
		doctor_say(doctor, DOCTOR_WELL, _("the connection is encrypted"));
	return session;
}

/* ---- folders ---- */

static bool
doctor_is_junk(const char *folder)
{
	g_autofree char *lower = g_utf8_strdown(folder, -1);

	for (size_t i = 0; doctor_junk[i]; i++)
		if (strstr(lower, doctor_junk[i]))
			return true;
	return false;
}

static void
doctor_unread_folders(Doctor *doctor, const Source *source, const GPtrArray *folders)
{
	g_autoptr(GString) junk = g_string_new(NULL);
	g_autoptr(GString) other = g_string_new(NULL);

	for (guint i = 0; i < folders->len; i++) {
		const char *folder = folders->pdata[i];
		GString *list = doctor_is_junk(folder) ? junk : other;

		if (!g_strv_contains((const char *const *)source->folders, folder) &&
		    g_strcmp0(folder, source->move_to) != 0)
			g_string_append_printf(list, "%s%s", list->len ? ", " : "", folder);
	}
	if (junk->len)
		doctor_say(doctor, DOCTOR_NOTE,
			   _("not read: %s. First letters of new senders land there: add it to "
			     "folders = …"),
			   junk->str);
	if (other->len)
		doctor_say(doctor, DOCTOR_NOTE, _("folders that are not read: %s"), other->str);
}

/* How many of the letters that came from this folder lie no longer in it. */
static bool
doctor_missing(Doctor *doctor, const Source *source, const char *folder, const ImapFolder *found,
	       const GArray *uids, Store *store, GError **error)
{
	g_autofree char *prefix = g_strdup_printf("%s %u/", folder, found->uidvalidity);
	g_autoptr(GHashTable) there = g_hash_table_new(NULL, NULL);
	g_autoptr(json_t) rows =
		db_rows(store_db(store), error, "arrival_of_folder", "tt", source->name, folder);
	unsigned n_missing = 0;
	json_t *row;
	size_t i;

	if (!rows)
		return false;
	for (guint k = 0; k < uids->len; k++)
		g_hash_table_add(there, GUINT_TO_POINTER(g_array_index(uids, uint32_t, k)));
	json_array_foreach (rows, i, row) {
		const char *arrived = record_string(row, "arrived");
		guint64 uid = g_str_has_prefix(arrived, prefix)
				      ? g_ascii_strtoull(arrived + strlen(prefix), NULL, 10)
				      : 0;

		n_missing += uid > 0 && !g_hash_table_contains(there, GUINT_TO_POINTER((guint)uid));
	}
	if (n_missing > 0)
		doctor_say(doctor, DOCTOR_NOTE,
			   _("%s: %u letters that were taken in are gone from the server: another "
			     "program or person deletes there. Letters it is quicker with never "
			     "come here"),
			   folder, n_missing);
	return true;
}

static bool
doctor_folder(Doctor *doctor, const Source *source, Imap *imap, const char *folder, Store *store,
	      GError **error)
{
	g_autoptr(GError) why = NULL;
	g_autoptr(GArray) uids = NULL;
	ImapFolder found;

	if (!imap_select(imap, folder, &found, &why) ||
	    !imap_search_above(imap, 0, false, &uids, &why)) {
		doctor_say(doctor, DOCTOR_WRONG, "%s: %s", folder, why->message);
		return true;
	}
	doctor_say(doctor, DOCTOR_WELL, _("%s: %u letters"), folder, uids->len);
	return !store || source->after == SOURCE_MOVE || source->after == SOURCE_DELETE ||
	       doctor_missing(doctor, source, folder, &found, uids, store, error);
}

static bool
doctor_imap(Doctor *doctor, const Source *source, Imap *imap, Store *store, GError **error)
{
	g_autoptr(GPtrArray) folders = NULL;
	g_autoptr(GError) why = NULL;

	if (!imap_can(imap, "IDLE"))
		doctor_say(doctor, DOCTOR_NOTE,
			   _("the server does not tell of new letters (IDLE): it is asked every "
			     "%d s"),
			   (int)source->poll_s);
	if (!imap_list(imap, &folders, &why)) {
		doctor_say(doctor, DOCTOR_WRONG, "%s", why->message);
		return true;
	}
	doctor_unread_folders(doctor, source, folders);
	if (source->move_to &&
	    !g_ptr_array_find_with_equal_func(folders, source->move_to, g_str_equal, NULL))
		doctor_say(doctor, DOCTOR_NOTE,
			   _("the folder %s of after = move is not there; it is made when the "
			     "first letter is moved, where the server lets us"),
			   source->move_to);
	for (char **folder = source->folders; *folder && imap_usable(imap); folder++)
		if (!doctor_folder(doctor, source, imap, *folder, store, error))
			return false;
	return true;
}

static void
doctor_pop3(Doctor *doctor, const Source *source, Session *session)
{
	g_autoptr(Pop3) pop3 = pop3_over(session);
	g_autoptr(GPtrArray) letters = NULL;
	g_autoptr(GError) why = NULL;

	if (!pop3_list(pop3, &letters, &why)) {
		doctor_say(doctor, DOCTOR_WRONG, "%s", why->message);
		return;
	}
	doctor_say(doctor, DOCTOR_WELL, _("%s: %u letters"), "INBOX", letters->len);
	if (letters->len > 0 && !((Pop3Letter *)letters->pdata[0])->uidl &&
	    source->after == SOURCE_KEEP)
		doctor_say(doctor, DOCTOR_WRONG,
			   _("the server numbers no letters for good (UIDL): with POP3 it needs "
			     "after = delete; or use imaps://"));
	doctor_say(doctor, DOCTOR_NOTE,
		   _("POP3 shows the first folder alone: letters that the server takes for junk "
		     "are not seen. Use imaps:// where there is a choice"));
	pop3_quit(pop3, NULL);
}

/* ---- the letter of trial ---- */

/* Is `id` in the headers of one of the letters above `uid`? Those that were looked at are
 * below *uid afterwards. */
static bool
doctor_letter_came(Imap *imap, uint32_t *uid, const char *id, GError **error)
{
	g_autoptr(GArray) uids = NULL;

	if (!imap_search_above(imap, *uid, false, &uids, error))
		return false;
	for (guint i = 0; i < uids->len; i++) {
		uint32_t one = g_array_index(uids, uint32_t, i);
		autofd fd = memfd_create("trial", MFD_CLOEXEC);
		g_autofree char *bytes = NULL;
		uint64_t n_bytes;
		size_t n;
		bool found = false;

		*uid = MAX(*uid, one);
		if (!imap_fetch(imap, one, DOCTOR_LETTER_BYTES, fd, &n_bytes, &found, NULL))
			continue;
		bytes = files_read_fd(fd, DOCTOR_LETTER_BYTES, &n, NULL);
		if (bytes && g_strstr_len(bytes, (gssize)n, id))
			return true;
	}
	return false;
}

/* Waits in all folders that are read. Gives: the folder, borrowed; NULL: it did not come. */
static const char *
doctor_letter_wait(const Source *source, Imap *imap, const char *id)
{
	size_t n_folders = g_strv_length(source->folders);
	g_autofree uint32_t *seen = g_new0(uint32_t, n_folders);
	int64_t until_us = clock_monotonic_us() + DOCTOR_LETTER_S * CLOCK_SECOND_US;

	for (bool first = true; first || clock_monotonic_us() < until_us; first = false) {
		for (size_t i = 0; i < n_folders; i++) {
			ImapFolder found;
			g_autoptr(GError) why = NULL;

			if (!imap_select(imap, source->folders[i], &found, NULL))
				continue;
			/* Of what lay there before only the latest can be ours. */
			if (first && found.uidnext > 50)
				seen[i] = found.uidnext - 50;
			if (doctor_letter_came(imap, &seen[i], id, &why))
				return source->folders[i];
			if (!imap_usable(imap))
				return NULL;
		}
		g_usleep(DOCTOR_LOOK_MS * 1000);
	}
	return NULL;
}

/* The letter's bytes. Yours. */
static char *
doctor_letter_write(const Office *office, const char *id, size_t *ret_n, GError **error)
{
	ComposeInput input = { .from_address = office->mailbox,
			       .from_name = office->name,
			       .to_address = office->mailbox,
			       .to_name = office->name,
			       .subject = "呈报试信",
			       .message_id = id,
			       .date_us = clock_now_us(),
			       .zone = office->zone,
			       .text = "这是 chengbao doctor mailbox "
				       "发给本信箱的试信，用来检查收发是否通畅，可以删除。\n" };

	return compose_mail(&input, ret_n, error);
}

/* Hands the letter to the relay. False: it was said why not. */
static bool
doctor_letter_send(Doctor *doctor, Smtp *smtp, const char *id)
{
	const Office *office = doctor->office;
	g_autoptr(GError) why = NULL;
	g_autoptr(SmtpOutcome) outcome = NULL;
	size_t n = 0;
	g_autofree char *bytes = doctor_letter_write(office, id, &n, &why);
	autofd fd = memfd_create("trial", MFD_CLOEXEC);
	const char *to[] = { office->mailbox };
	SmtpMail mail = { .from = office->relay.from, .recipients = to, .n_recipients = 1 };

	if (!bytes || !files_write(fd, bytes, n, &why)) {
		doctor_say(doctor, DOCTOR_WRONG, "%s", why->message);
		return false;
	}
	mail.fd = fd;
	outcome = smtp_send(smtp, &mail);
	if (outcome->state != SMTP_SENT)
		doctor_say(doctor, DOCTOR_WRONG, _("the relay does not take a letter to %s: %s"),
			   office->mailbox, outcome->reply);
	return outcome->state == SMTP_SENT;
}

static void
doctor_letter(Doctor *doctor, Smtp *smtp, const Source *source, Imap *imap)
{
	g_autofree char *word = hash_random_word(16);
	g_autofree char *id = g_strdup_printf("<o.0.doctor-%s@%s>", word, doctor->office->domain);
	const char *folder;

	if (!doctor_letter_send(doctor, smtp, id))
		return;
	folder = doctor_letter_wait(source, imap, id);
	if (folder)
		doctor_say(doctor, DOCTOR_WELL, _("a letter of trial came back into %s"), folder);
	else
		doctor_say(doctor, DOCTOR_WRONG,
			   _("a letter of trial was sent and did not come back within %d s: look "
			     "for “呈报试信” in the mailbox's other folders, and whether the "
			     "relay's sender may write to it"),
			   DOCTOR_LETTER_S);
}

/* ---- all ---- */

/* Gives: *ret_imap for the letter of trial, NULL when there is none. */
static bool
doctor_source(Doctor *doctor, const Source *source, Store *store, Imap **ret_imap, GError **error)
{
	g_autofree char *host = session_url_host(source->url);
	g_autoptr(GError) why = NULL;
	Session *session;

	command_say(_("Source %s: %s\n"), source->name, source->url);
	if (!host) {
		const char *path = strchr(source->url, ':') + 1;
		g_autofree char *whole = g_canonicalize_filename(path, doctor->office->directory);

		if (g_str_has_prefix(source->url, "maildir:")
			    ? maildir_make(whole, &why)
			    : access(whole, R_OK) == 0 ||
				      errors_set(&why, ERRORS_REFUSED, _("cannot be read")))
			doctor_say(doctor, DOCTOR_WELL, "%s", whole);
		else
			doctor_say(doctor, DOCTOR_WRONG, "%s: %s", whole, why->message);
		return true;
	}
	session = doctor_login(doctor, source->url, &source->login);
	if (!session)
		return true;
	if (g_str_has_prefix(source->url, "pop3")) {
		doctor_pop3(doctor, source, session);
		return true;
	}
	*ret_imap = imap_over(session, host, &why);
	if (!*ret_imap) {
		doctor_say(doctor, DOCTOR_WRONG, "%s", why->message);
		return true;
	}
	return doctor_imap(doctor, source, *ret_imap, store, error);
}

/* NULL: there is none, or it was said why not. */
static Smtp *
doctor_relay(Doctor *doctor)
{
	const Relay *relay = &doctor->office->relay;
	g_autoptr(GError) why = NULL;
	Session *session;
	Smtp *smtp;

	command_say(_("Relay: %s\n"), relay->url);
	if (!g_str_has_prefix(relay->url, "smtp")) {
		doctor_say(doctor, DOCTOR_WELL, _("mail goes into a Maildir"));
		return NULL;
	}
	session = doctor_login(doctor, relay->url, &relay->login);
	if (!session)
		return NULL;
	smtp = smtp_over(session, relay->helo, &why);
	if (!smtp)
		doctor_say(doctor, DOCTOR_WRONG, "%s", why->message);
	return smtp;
}

bool
doctor_mailbox(Doctor *doctor, GError **error)
{
	const Office *office = doctor->office;
	g_autoptr(Store) store = command_store(office, NULL);
	g_autoptr(Smtp) smtp = doctor_relay(doctor);

	for (guint i = 0; i < office->sources->len; i++) {
		const Source *source = office->sources->pdata[i];
		g_autoptr(Imap) imap = NULL;

		if (!doctor_source(doctor, source, store, &imap, error))
			return false;
		if (imap && imap_usable(imap) && smtp && doctor->letter)
			doctor_letter(doctor, smtp, source, imap);
	}
	return true;
}
