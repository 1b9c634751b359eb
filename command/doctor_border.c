/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doctor_border — what the office's mail server writes on letters, and what to set
 *
 * A jailed reader says what stands on top of each letter; here it is counted, compared with
 * the settings and told in a clerk's words. A proof by submission is opened only by a letter
 * that came from outside and lacks the mark (--outside): it is written beside office.conf.
 *
 * Not here: what the settings make of a letter (mail/proof, `chengbao read`).
 */
#include "command/doctor.h"

#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/record.h"
#include "base/text/address.h"
#include "command/input.h"
#include "pipeline/reading/pool.h"

#define BORDER_LETTERS 50 /* of the store, the newest */

typedef struct {
	Doctor *doctor;
	Pool *pool;
	GHashTable *names, *hops, *forms; /* to their counts */
	guint n_letters, n_signed;
} BorderDoctor;

static json_t *
border_of(BorderDoctor *self, int fd, GError **error)
{
	json_t *result = NULL;

	return pool_run(self->pool, POOL_READER, json_pack("{s:s}", "job", "border"), fd, &result,
			NULL, error)
		       ? result
		       : NULL;
}

static void
border_count(GHashTable *counts, const char *word)
{
	guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, word));

	g_hash_table_insert(counts, g_strdup(word), GUINT_TO_POINTER(n + 1));
}

static void
border_add(BorderDoctor *self, const json_t *view)
{
	size_t i;
	json_t *one;

	self->n_letters++;
	self->n_signed += record_integer(view, "signatures") > 0;
	json_array_foreach (json_object_get(view, "names"), i, one)
		border_count(self->names, json_string_value(one));
	json_array_foreach (json_object_get(view, "hops"), i, one)
		border_count(self->hops, json_string_value(one));
	if (record_string(view, "form"))
		border_count(self->forms, record_string(view, "form"));
}

/* ---- which letters ---- */

static bool
border_add_file(BorderDoctor *self, const char *file, GError **error)
{
	autofd fd = input_open(file, error);
	g_autoptr(json_t) view = fd < 0 ? NULL : border_of(self, fd, error);

	if (!view)
		return false;
	border_add(self, view);
	return true;
}

static bool
border_add_stored(BorderDoctor *self, GError **error)
{
	g_autoptr(Store) store = command_store(self->doctor->office, error);
	g_autoptr(json_t) rows =
		store ? db_rows(store_db(store), error, "letter_list", "t", "") : NULL;
	size_t n = json_array_size(rows);

	if (!rows)
		return false;
	for (size_t i = n; i > 0 && self->n_letters < BORDER_LETTERS; i--) {
		const json_t *row = json_array_get(rows, i - 1);
		autofd fd = -1;
		g_autoptr(json_t) view = NULL;

		if (strcmp(record_string(row, "source"), "operator") == 0)
			continue;
		fd = store_open_place(store, record_string(row, "place"), NULL);
		view = fd < 0 ? NULL : border_of(self, fd, NULL);
		if (view)
			border_add(self, view);
	}
	return true;
}

/* ---- what to set ---- */

static void
border_tell_names(const BorderDoctor *self)
{
	const char *set = self->doctor->office->authserv_id;
	GHashTableIter iter;
	void *name, *count;
	bool found = false;

	g_hash_table_iter_init(&iter, self->names);
	while (g_hash_table_iter_next(&iter, &name, &count)) {
		bool is_set = set && g_ascii_strcasecmp(set, name) == 0;

		found = found || is_set;
		doctor_say(
			self->doctor, is_set ? DOCTOR_WELL : DOCTOR_NOTE,
			is_set ? _("%u of %u letters: your mail server says as %s what it checked")
			       : _("%u of %u letters: “Authentication-Results: %s”. If that is "
				   "your own mail server: authserv-id = that name, replies = "
				   "authentication-results"),
			GPOINTER_TO_UINT(count), self->n_letters, (const char *)name);
	}
	if (set && !found)
		doctor_say(
			self->doctor, DOCTOR_WRONG,
			_("authserv-id = %s: none of these letters has a line of that name above "
			  "the first Received; no reply is proven by it"),
			set);
}

static void
border_tell_hops(const BorderDoctor *self)
{
	char **border = self->doctor->office->border;
	GHashTableIter iter;
	void *host, *count;

	g_hash_table_iter_init(&iter, self->hops);
	while (g_hash_table_iter_next(&iter, &host, &count)) {
		bool is_set = false;

		for (char **one = border; *one; one++)
			is_set = is_set || g_ascii_strcasecmp(*one, host) == 0;
		doctor_say(
			self->doctor, is_set ? DOCTOR_WELL : DOCTOR_NOTE,
			is_set ? _("%u letters were handed on by LMTP by %s, which is named")
			       : _("%u letters were handed on by LMTP by %s. If that is your own "
				   "mail server: border = that name"),
			GPOINTER_TO_UINT(count), (const char *)host);
	}
}

static void
border_tell_forms(const BorderDoctor *self)
{
	const Office *office = self->doctor->office;
	GHashTableIter iter;
	void *form, *count;

	g_hash_table_iter_init(&iter, self->forms);
	while (g_hash_table_iter_next(&iter, &form, &count))
		doctor_say(
			self->doctor, DOCTOR_NOTE,
			_("%u letters are marked as sent by somebody who had logged in. Possible: "
			  "replies = submission, submission = %s"),
			GPOINTER_TO_UINT(count), (const char *)form);
	if (self->n_signed > 0)
		doctor_say(self->doctor, DOCTOR_NOTE,
			   _("%u of %u letters are signed with DKIM. Possible: replies = dkim"),
			   self->n_signed, self->n_letters);
	if (!g_strv_contains((const char *const *)office->replies, "submission"))
		return;
	if (office->submission_shown)
		doctor_say(self->doctor, DOCTOR_WELL,
			   _("submission is in force: a letter from outside was seen without the "
			     "mark"));
	else
		doctor_say(self->doctor, DOCTOR_WRONG,
			   _("submission is not in force yet. Write to the office's mailbox from a "
			     "mailbox outside, save that letter as it arrived, and run: chengbao "
			     "doctor border --outside FILE"));
}

static void
border_tell(const BorderDoctor *self)
{
	const Office *office = self->doctor->office;

	if (self->n_letters == 0) {
		doctor_say(self->doctor, DOCTOR_NOTE,
			   _("there is no letter to look at yet: give one, chengbao doctor border "
			     "FILE"));
		return;
	}
	border_tell_names(self);
	border_tell_hops(self);
	border_tell_forms(self);
	if (!office->replies[0])
		doctor_say(self->doctor, DOCTOR_NOTE,
			   _("no proof is set: every decision by mail is confirmed by a second "
			     "mail"));
}

/* ---- a letter from outside ---- */

/* Why it is no letter from outside that came over this border; NULL: it is one. */
static const char *
border_not_outside(const Office *office, const json_t *view)
{
	const char *from = record_string(view, "from"), *by = record_string(view, "by");

	if (!from)
		return _("its From line cannot be read");
	if (g_ascii_strcasecmp(address_domain(from), office->domain) == 0)
		return _("its sender is of the office's own domain");
	if (!by)
		return _("it has no line that says which server took it in");
	return NULL;
}

/* May this letter's mark be taken for one of the office's forms? The host does not matter: a
 * letter from outside should have none. */
static bool
border_has_mark(const json_t *view)
{
	return record_string(view, "form") != NULL;
}

static bool
border_write_shown(const Office *office, int fd, const json_t *view, GError **error)
{
	g_autofree char *path = office_path(office, OFFICE_SHOWN);
	g_autofree char *terms = office_submission_terms(office);
	g_autofree char *hash = hash_file_hex(fd, error);
	g_autofree char *text = NULL;

	if (!hash)
		return false;
	text = g_strdup_printf("%s\n# written by chengbao doctor border: this letter from outside "
			       "has no mark of a login\nletter = %s\nby = %s\n",
			       terms, hash, record_string(view, "by"));
	return files_replace(path, text, strlen(text), error);
}

static bool
border_outside(BorderDoctor *self, const char *file, GError **error)
{
	Doctor *doctor = self->doctor;
	const Office *office = doctor->office;
	autofd fd = input_open(file, error);
	g_autoptr(json_t) view = fd < 0 ? NULL : border_of(self, fd, error);
	const char *not_outside;

	if (!view)
		return false;
	if (!office->submission[0])
		return errors_set(error, ERRORS_USAGE,
				  _("[trust] submission names no form yet: run “chengbao doctor "
				    "border FILE” on a letter of a colleague first"));
	not_outside = border_not_outside(office, view);
	if (not_outside) {
		doctor_say(doctor, DOCTOR_WRONG, _("this shows nothing: %s"), not_outside);
	} else if (border_has_mark(view)) {
		doctor_say(
			doctor, DOCTOR_WRONG,
			_("mail from outside can look like a colleague's (%s): never set replies = "
			  "submission here"),
			record_string(view, "form"));
	} else {
		if (!border_write_shown(office, fd, view, error))
			return false;
		doctor_say(doctor, DOCTOR_WELL,
			   _("the letter from outside, taken in by %s, has no mark of a login: "
			     "submission is in force after the next reload"),
			   record_string(view, "by"));
	}
	return true;
}

bool
doctor_border(Doctor *doctor, const char *outside, char **files, GError **error)
{
	g_autoptr(Pool) pool = pool_new(doctor->office->directory, 1, error);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) hops = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	BorderDoctor self = {
		.doctor = doctor, .pool = pool, .names = names, .hops = hops, .forms = forms
	};
	g_autoptr(GError) empty = NULL;

	if (!pool)
		return false;
	command_say(_("What your mail server writes on letters\n"));
	if (outside)
		return border_outside(&self, outside, error);
	for (char **file = files; *file; file++)
		if (!border_add_file(&self, *file, error))
			return false;
	/* An office that has not begun has no store. */
	if (!*files && !border_add_stored(&self, &empty) &&
	    !g_error_matches(empty, ERRORS, ERRORS_REFUSED)) {
		g_propagate_error(error, g_steal_pointer(&empty));
		return false;
	}
	border_tell(&self);
	return true;
}
