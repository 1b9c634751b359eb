/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * proving — the keys of a letter's signatures, and what they prove
 */
#include "pipeline/desk/proving.h"

#include "base/text/address.h"
#include "mail/dkim_name.h"
#include "pipeline/desk/desk.h"
#include "pipeline/reading/complete.h"
#include "pipeline/reading/keys.h"

#include <string.h>

struct DeskProving {
	Desk *desk;
	Keys *keys; /* NULL until a key is asked for */
};

/* One letter between its keys and its evidence. */
typedef struct {
	DeskProving *proving;
	json_t *reading, *keys;
	int fd;
	int64_t received_us;
	ProvingDone done;
	void *closure;
} Proving;

DeskProving *
proving_new(struct Desk *desk)
{
	DeskProving *proving = g_new0(DeskProving, 1);

	proving->desk = desk;
	return proving;
}

void
proving_free(DeskProving *proving)
{
	if (!proving)
		return;
	keys_free(proving->keys);
	g_free(proving);
}

/* Below the domain that the letter says it is from. */
static bool
proving_name_good(const char *name, const char *from)
{
	g_autofree char *end = g_strconcat("._domainkey.", address_domain(from), NULL);
	g_autofree char *low = g_ascii_strdown(end, -1);

	return dkim_name_valid(name) && g_str_has_suffix(name, low);
}

/* The names that may be looked up. Yours. */
static json_t *
proving_names(const json_t *reading)
{
	const char *from = record_string(reading, "from");
	json_t *names = json_array();
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(reading, "evidence_keys"), i, one)
		if (from && strchr(from, '@') && proving_name_good(json_string_value(one), from))
			json_array_append(names, one);
	return names;
}

static const Person *
proving_person(const Desk *desk, const json_t *reading, int64_t received_us)
{
	const char *from = record_string(reading, "from");

	return from ? roster_at(desk->office->roster, from, received_us) : NULL;
}

static bool
proving_is_superior(const Desk *desk, const json_t *reading)
{
	const char *from = record_string(reading, "from");

	return from && office_superior_by_address(desk->office, from);
}

bool
proving_wanted(const struct Desk *desk, const json_t *reading, int64_t received_us)
{
	g_autoptr(json_t) names = proving_names(reading);

	return json_array_size(names) > 0 && record_bool(reading, "sender_clean") &&
	       !record_string(reading, "automatic") &&
	       (proving_person(desk, reading, received_us) || proving_is_superior(desk, reading));
}

bool
proving_may_wait(const struct Desk *desk, const json_t *reading, int64_t received_us)
{
	const Person *person = proving_person(desk, reading, received_us);

	return proving_is_superior(desk, reading) || !person || person->role != ROLE_CONTRIBUTOR ||
	       strcmp(record_string(reading, "kind"), "report") != 0;
}

/* ---- from the keys to the evidence ---- */

static void
proving_end(Proving *proving, bool again)
{
	ProvingDone done = proving->done;
	void *closure = proving->closure;

	json_decref(proving->keys);
	g_free(proving);
	done(closure, again);
}

static void
proving_judged(void *closure, json_t *result, int fd, const GError *error)
{
	Proving *proving = closure;

	(void)fd;
	if (!result) {
		record_set_string(proving->reading, "evidence_why", error->message);
		proving_end(proving, false);
		return;
	}
	complete_proof(proving->reading, result, proving->keys);
	proving_end(proving, record_bool(result, "evidence_again"));
}

static void
proving_found(void *closure, json_t *keys)
{
	Proving *proving = closure;
	Desk *desk = proving->proving->desk;

	proving->keys = json_incref(keys);
	/* The letter was read a moment ago: the pool is there. */
	pool_submit(desk->pool, POOL_READER,
		    complete_proof_job(desk->office, proving->received_us, keys), proving->fd, -1,
		    proving_judged, proving);
}

/* The office's name server may be another since a reload; what is under way ends first. */
static Keys *
proving_keys(DeskProving *all)
{
	const Office *office = all->desk->office;

	if (all->keys && !keys_is_for(all->keys, office) && !keys_busy(all->keys))
		g_clear_pointer(&all->keys, keys_free);
	if (!all->keys)
		all->keys = keys_new(office, desk_closed_paths(office));
	return all->keys;
}

void
proving_begin(DeskProving *all, json_t *reading, int fd, int64_t received_us, ProvingDone done,
	      void *closure)
{
	g_autoptr(json_t) names = proving_names(reading);
	Proving *proving = g_new0(Proving, 1);

	*proving = (Proving){ .proving = all,
			      .reading = reading,
			      .fd = fd,
			      .received_us = received_us,
			      .done = done,
			      .closure = closure };
	keys_ask(proving_keys(all), names, proving_found, proving);
}

int
proving_fd(const DeskProving *proving)
{
	return proving->keys ? keys_fd(proving->keys) : -1;
}

int64_t
proving_next(const DeskProving *proving)
{
	return proving->keys ? keys_next(proving->keys) : INT64_MAX;
}

void
proving_hear(DeskProving *proving)
{
	if (proving->keys)
		keys_hear(proving->keys);
}
