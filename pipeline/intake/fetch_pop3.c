/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_pop3 — letters of one POP3 mailbox, one conversation after another
 *
 * A POP3 mailbox stands still during a conversation and removes letters at its
 * end only: so each look is a conversation of its own, and DELE and QUIT come
 * when all of its letters are durable here. With after = delete whatever still
 * lies there was not removed and is brought again; with keep the desk knows
 * which UIDLs it has. Two letters with the same UIDL are both brought: what
 * bytes they are, the desk sees.
 *
 * Not here: the dialogue (base/wire/pop3).
 */
#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/wire/pop3.h"
#include "pipeline/intake/fetch_records.h"
#include "pipeline/intake/fetch_source.h"
#include "pipeline/login.h"

#define FETCH_POP3_RETRY_FIRST_MS INT64_C(5000)
#define FETCH_POP3_RETRY_LAST_MS INT64_C(300000)
#define FETCH_POP3_REFUSED_MS INT64_C(60000) /* logins are not to be hammered at */
#define FETCH_POP3_LETTERS 500u	 /* of one conversation: a cut costs no more than these again */
#define FETCH_POP3_QUICK_MAX 30u /* returns at once after a letter broke the line */

/* A letter on its way through the desk. */
typedef struct {
	unsigned number;
	unsigned talk; /* the conversation its number belongs to */
	char *uidl;
} FetchPop3Item;

typedef struct {
	FetchSource *source;
	Pop3 *pop3;
	GHashTable *known; /* UIDLs that are durable, with after = keep */
	GPtrArray *done;   /* FetchPop3Item, durable, not yet removed */
	unsigned talk;
	int64_t retry_ms;
	unsigned n_quick;
	bool letter_failed; /* the line broke while a letter came */
	bool more;	    /* the conversation ended before the mailbox did */
} FetchPop3;

static void
fetch_pop3_item_free(void *data)
{
	FetchPop3Item *item = data;

	g_free(item->uidl);
	g_free(item);
}

static void
fetch_pop3_done(void *data, void *item)
{
	FetchPop3 *self = data;
	FetchPop3Item *one = item;

	if (one->uidl && self->source->after == FETCH_KEEP)
		g_hash_table_add(self->known, g_strdup(one->uidl));
	g_ptr_array_add(self->done, one);
}

static bool
fetch_pop3_connect(FetchPop3 *self, GError **error)
{
	Session *session = login_session(self->source->start, error);

	self->pop3 = session ? pop3_over(session) : NULL;
	self->talk++;
	return self->pop3 != NULL;
}

/* One letter to the desk. A letter's own failure is no error. */
static bool
fetch_pop3_letter(FetchPop3 *self, const Pop3Letter *one, const char *key, GError **error)
{
	FetchSource *source = self->source;
	FetchLetter letter = { .key = key };
	g_autoptr(GError) why = NULL;
	FetchPop3Item *item;
	int64_t ticket;
	autofd fd = -1;

	if (!fetch_desk_open(source->desk, &ticket, &fd))
		return errors_set(error, ERRORS_AGAIN, _("the desk is gone"));
	if (pop3_fetch(self->pop3, one->number, FETCH_LETTER_BYTES, fd, &letter.n_bytes, &why) &&
	    letter.n_bytes == 0)
		errors_set(&why, ERRORS_MAIL, _("the server has no bytes"));
	if (!why) {
		item = g_new0(FetchPop3Item, 1);
		item->number = one->number;
		item->talk = self->talk;
		item->uidl = g_strdup(one->uidl);
		fetch_parked_forget(source->parked, key);
		fetch_desk_taken(source->desk, ticket, &letter, item);
		return true;
	}
	fetch_desk_drop(source->desk, ticket);
	if (!g_error_matches(why, ERRORS, ERRORS_STORE)) {
		self->letter_failed = !pop3_usable(self->pop3);
		fetch_parked_fail(source->parked, key, 0, why->message, clock_monotonic_us());
	}
	if (g_error_matches(why, ERRORS, ERRORS_MAIL))
		return true;
	g_propagate_error(error, g_steal_pointer(&why));
	return false;
}

/* Was this letter taken in before? With after = delete nobody asks: it would be gone. */
static bool
fetch_pop3_is_known(FetchPop3 *self, const Pop3Letter *one, const GHashTable *twice)
{
	bool known = false;

	if (self->source->after != FETCH_KEEP ||
	    g_hash_table_contains((GHashTable *)twice, one->uidl))
		return false;
	if (g_hash_table_contains(self->known, one->uidl))
		return true;
	if (fetch_desk_known(self->source->desk, one->uidl, &known) && known)
		g_hash_table_add(self->known, g_strdup(one->uidl));
	return known;
}

/* UIDLs that stand for more than one letter, which no server should have. */
static GHashTable *
fetch_pop3_twice(const GPtrArray *letters)
{
	g_autoptr(GHashTable) once = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTable *twice = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < letters->len; i++) {
		const Pop3Letter *one = g_ptr_array_index(letters, i);

		if (one->uidl && !g_hash_table_add(once, one->uidl))
			g_hash_table_add(twice, one->uidl);
	}
	return twice;
}

static char *
fetch_pop3_key(const Pop3Letter *one, const GHashTable *twice)
{
	if (!one->uidl)
		return g_strdup_printf("#%u", one->number);
	if (g_hash_table_contains((GHashTable *)twice, one->uidl))
		return g_strdup_printf("%s #%u", one->uidl, one->number);
	return g_strdup(one->uidl);
}

static bool
fetch_pop3_letters(FetchPop3 *self, bool *ret_found, GError **error)
{
	g_autoptr(GPtrArray) letters = NULL;
	g_autoptr(GHashTable) twice = NULL;
	unsigned n = 0;

	if (!pop3_list(self->pop3, &letters, error))
		return false;
	twice = fetch_pop3_twice(letters);
	for (guint i = 0; i < letters->len; i++) {
		const Pop3Letter *one = g_ptr_array_index(letters, i);
		g_autofree char *key = fetch_pop3_key(one, twice);

		if (!one->uidl && self->source->after == FETCH_KEEP)
			return errors_set(error, ERRORS_REFUSED,
					  _("the server numbers no letters for good (UIDL): with "
					    "POP3 it needs after = delete; or use imaps://"));
		if (fetch_pop3_is_known(self, one, twice) ||
		    fetch_parked_is(self->source->parked, key, clock_monotonic_us()))
			continue;
		if (n++ >= FETCH_POP3_LETTERS) {
			self->more = true;
			break;
		}
		*ret_found = true;
		if (!fetch_pop3_letter(self, one, key, error))
			return false;
		fetch_desk_hear(self->source->desk, 0);
	}
	return true;
}

/* When all is durable: DELE of what this conversation brought. */
static bool
fetch_pop3_remove(FetchPop3 *self, GError **error)
{
	FetchDesk *desk = self->source->desk;

	while (!fetch_desk_gone(desk) && fetch_desk_outstanding(desk) > 0)
		fetch_desk_hear(desk, -1);
	for (guint i = 0; i < self->done->len; i++) {
		const FetchPop3Item *item = g_ptr_array_index(self->done, i);

		if (self->source->after == FETCH_DELETE && item->talk == self->talk &&
		    !pop3_delete(self->pop3, item->number, error))
			return false;
	}
	g_ptr_array_set_size(self->done, 0);
	return true;
}

/* One conversation. */
static bool
fetch_pop3_talk(FetchPop3 *self, bool *ret_found, GError **error)
{
	self->more = false;
	*ret_found = false;
	if (fetch_pop3_connect(self, error) && fetch_pop3_letters(self, ret_found, error) &&
	    fetch_pop3_remove(self, error) && pop3_quit(self->pop3, error)) {
		self->retry_ms = FETCH_POP3_RETRY_FIRST_MS;
		self->n_quick = 0;
		return true;
	}
	return false;
}

/* After an error. False: `once` gives up. */
static bool
fetch_pop3_recover(FetchPop3 *self, const GError *why)
{
	bool quick = self->letter_failed && self->n_quick < FETCH_POP3_QUICK_MAX;
	int64_t ms = self->retry_ms;
	uint8_t random;

	self->letter_failed = false;
	if (quick) { /* the line broke at a letter, which was counted: the others wait */
		self->n_quick++;
		return fetch_source_pause(self->source, self->source->once ? 0 : 1000);
	}
	if (self->source->once)
		return false;
	if (g_error_matches(why, ERRORS, ERRORS_REFUSED))
		ms = MAX(ms, FETCH_POP3_REFUSED_MS);
	self->retry_ms = MIN(self->retry_ms * 2, FETCH_POP3_RETRY_LAST_MS);
	hash_random(&random, sizeof random);
	return fetch_source_pause(self->source, ms / 2 + ms / 2 * random / 255);
}

static int
fetch_pop3_loop(FetchPop3 *self)
{
	FetchSource *source = self->source;

	while (!fetch_desk_gone(source->desk) && !fetch_source_moved(source)) {
		g_autoptr(GError) why = NULL;
		bool found = false;
		bool well = fetch_pop3_talk(self, &found, &why);

		g_clear_pointer(&self->pop3, pop3_free);
		if (!well) {
			fetch_source_ill(source, why);
			if (!fetch_pop3_recover(self, why))
				return 75;
			continue;
		}
		if (self->more)
			continue;
		fetch_source_well(source, true);
		if (source->once && fetch_parked_waiting(source->parked) == 0)
			return 0;
		if (!source->once)
			fetch_source_pause(source, source->poll_s * INT64_C(1000));
	}
	return 0;
}

int
fetch_pop3_run(FetchSource *source)
{
	g_autoptr(GPtrArray) done = g_ptr_array_new_with_free_func(fetch_pop3_item_free);
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	FetchPop3 self = { .source = source,
			   .known = known,
			   .done = done,
			   .retry_ms = FETCH_POP3_RETRY_FIRST_MS };

	fetch_desk_set_done(source->desk, fetch_pop3_done, &self);
	return fetch_pop3_loop(&self);
}
