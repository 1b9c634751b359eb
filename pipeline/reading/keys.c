/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * keys — the desk's side of the resolver: keys asked for, found, and kept for a while
 *
 * One look-up is under way at a time; the others wait in the order they came. What an
 * answer says is put into the cache first, and all who wait are then served from there.
 */
#include "pipeline/reading/keys.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/jail/channel.h"
#include "base/jail/spawn.h"
#include "base/log.h"
#include "pipeline/reading/resolver_records.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

typedef struct {
	json_t *key; /* {"name","state","text"} */
	int64_t until_us;
} KeysEntry;

typedef struct {
	json_t *names, *found;
	KeysDone done;
	void *closure;
} KeysAsk;

struct Keys {
	char *directory, *server; /* server: NULL the system's */
	json_t *closed;
	GHashTable *cache; /* name to KeysEntry */
	GPtrArray *asks;   /* KeysAsk, in the order they came */
	char *looking;	   /* the name that is looked up; NULL: none */
	int64_t deadline_us;
	int channel;
	pid_t pid;
};

static void
keys_entry_free(void *data)
{
	KeysEntry *entry = data;

	json_decref(entry->key);
	g_free(entry);
}

static void
keys_ask_free(void *data)
{
	KeysAsk *ask = data;

	json_decref(ask->names);
	json_decref(ask->found);
	g_free(ask);
}

Keys *
keys_new(const Office *office, json_t *closed)
{
	Keys *keys = g_new0(Keys, 1);

	keys->directory = g_strdup(office->directory);
	keys->server = g_strdup(office->resolver);
	keys->closed = closed;
	keys->cache = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, keys_entry_free);
	keys->asks = g_ptr_array_new_with_free_func(keys_ask_free);
	keys->channel = -1;
	return keys;
}

bool
keys_is_for(const Keys *keys, const Office *office)
{
	return g_strcmp0(keys->server, office->resolver) == 0;
}

static void
keys_end_resolver(Keys *keys)
{
	files_close(&keys->channel);
	if (keys->pid > 0) {
		kill(keys->pid, SIGKILL);
		waitpid(keys->pid, NULL, 0);
	}
	keys->pid = 0;
}

void
keys_free(Keys *keys)
{
	if (!keys)
		return;
	keys_end_resolver(keys);
	g_hash_table_unref(keys->cache);
	g_ptr_array_unref(keys->asks);
	json_decref(keys->closed);
	g_free(keys->directory);
	g_free(keys->server);
	g_free(keys->looking);
	g_free(keys);
}

/* ---- what is known ---- */

static gboolean
keys_is_old(void *name, void *value, void *now_us)
{
	(void)name;
	return ((const KeysEntry *)value)->until_us <= *(const int64_t *)now_us;
}

/* Keeps a key. Where there is no room, what is old goes, else everything. */
static void
keys_keep(Keys *keys, const char *name, const char *state, const char *text, int64_t seconds)
{
	int64_t now_us = clock_monotonic_us();
	KeysEntry *entry = g_new0(KeysEntry, 1);

	if (g_hash_table_size(keys->cache) >= KEYS_MAX)
		g_hash_table_foreach_remove(keys->cache, keys_is_old, &now_us);
	if (g_hash_table_size(keys->cache) >= KEYS_MAX)
		g_hash_table_remove_all(keys->cache);
	entry->key = json_pack("{s:s, s:s}", "name", name, "state", state);
	record_set_string(entry->key, "text", text);
	entry->until_us = now_us + seconds * CLOCK_SECOND_US;
	g_hash_table_insert(keys->cache, g_strdup(name), entry);
}

/* Borrowed; NULL: it must be looked up. */
static json_t *
keys_known(const Keys *keys, const char *name)
{
	const KeysEntry *entry = g_hash_table_lookup(keys->cache, name);

	return entry && entry->until_us > clock_monotonic_us() ? entry->key : NULL;
}

/* ---- the resolver process ---- */

static bool
keys_start_resolver(Keys *keys, GError **error)
{
	static const char *const args[] = { "resolver", NULL };
	g_autoptr(json_t) start = NULL;
	autofd theirs = -1;

	if (keys->channel >= 0)
		return true;
	if (!channel_pair(&keys->channel, &theirs, error) ||
	    !spawn_worker(args, theirs, &keys->pid, error))
		return false;
	start = json_pack("{s:s, s:s?, s:s, s:O}", "type", "start", "server", keys->server,
			  "directory", keys->directory, "closed", keys->closed);
	return channel_send(keys->channel, start, -1, -1, error);
}

static bool
keys_send(Keys *keys, const char *name)
{
	g_autoptr(json_t) look = json_pack("{s:s, s:s}", "type", "look", "name", name);
	g_autoptr(GError) error = NULL;

	if (keys_start_resolver(keys, &error) && channel_send(keys->channel, look, -1, -1, &error))
		return true;
	log_line(LOG_ERROR, "resolver: %s", error->message);
	keys_end_resolver(keys);
	return false;
}

/* The look-up under way has ended without an answer. */
static void
keys_lost(Keys *keys, const char *why)
{
	if (keys->looking) {
		log_line(LOG_ERROR, "resolver: %s: %s", keys->looking, why);
		keys_keep(keys, keys->looking, "again", NULL, KEYS_AGAIN_S);
	}
	g_clear_pointer(&keys->looking, g_free);
	keys_end_resolver(keys);
}

/* ---- questions ---- */

/* Takes what is known. The first name that is not, or NULL: all are. */
static const char *
keys_collect(const Keys *keys, KeysAsk *ask)
{
	for (size_t i = json_array_size(ask->found); i < json_array_size(ask->names); i++) {
		const char *name = json_string_value(json_array_get(ask->names, i));
		json_t *key = keys_known(keys, name);

		if (!key)
			return name;
		json_array_append(ask->found, key);
	}
	return NULL;
}

static void
keys_answer(Keys *keys, guint n)
{
	KeysAsk *ask = g_ptr_array_steal_index(keys->asks, n);

	ask->done(ask->closure, ask->found);
	keys_ask_free(ask);
}

/* Serves whom it can, then looks up what the first of the others lacks. */
static void
keys_go_on(Keys *keys)
{
	guint i = 0;

	while (i < keys->asks->len) {
		const char *name = keys_collect(keys, keys->asks->pdata[i]);

		if (!name) {
			keys_answer(keys, i);
			i = 0; /* the closure may have asked for more */
		} else if (keys->looking) {
			i++;
		} else if (keys_send(keys, name)) {
			keys->looking = g_strdup(name);
			keys->deadline_us = clock_monotonic_us() + KEYS_LOOK_S * CLOCK_SECOND_US;
			i++;
		} else {
			keys_keep(keys, name, "again", NULL, KEYS_AGAIN_S);
		}
	}
}

void
keys_ask(Keys *keys, const json_t *names, KeysDone done, void *closure)
{
	KeysAsk *ask = g_new0(KeysAsk, 1);

	ask->names = json_deep_copy(names);
	ask->found = json_array();
	ask->done = done;
	ask->closure = closure;
	g_ptr_array_add(keys->asks, ask);
	keys_go_on(keys);
}

/* An answer of the resolver: kept. It must be about what was asked. */
static void
keys_take(Keys *keys, const json_t *record)
{
	const char *name = record_string(record, "name"), *state = record_string(record, "state");
	const char *text = record_string(record, "text"), *why = record_string(record, "why");
	int64_t ttl_s = record_integer(record, "ttl_s");

	if (!keys->looking || strcmp(name, keys->looking) != 0) {
		keys_lost(keys, "an answer to no question");
		return;
	}
	if (strcmp(state, "found") == 0 && text) {
		keys_keep(keys, name, state, text, CLAMP(ttl_s, KEYS_SHORTEST_S, KEYS_LONGEST_S));
	} else if (strcmp(state, "none") == 0) {
		keys_keep(keys, name, state, NULL, KEYS_NONE_S);
	} else {
		log_line(LOG_INFO, "%s: %s", name, why ? why : state);
		keys_keep(keys, name, "again", NULL, KEYS_AGAIN_S);
	}
	g_clear_pointer(&keys->looking, g_free);
}

void
keys_hear(Keys *keys)
{
	g_autoptr(json_t) record = NULL;
	g_autoptr(GError) error = NULL;
	struct pollfd ready = { keys->channel, POLLIN, 0 };
	int fds[2] = { -1, -1 };

	if (keys->channel >= 0 && poll(&ready, 1, 0) > 0) {
		if (!channel_receive(keys->channel, resolver_records_from_resolver, &record, fds,
				     &error))
			keys_lost(keys, error->message);
		else if (!record)
			keys_lost(keys, "it ended");
		else
			keys_take(keys, record);
		files_close(&fds[0]);
		files_close(&fds[1]);
	} else if (keys->looking && clock_monotonic_us() >= keys->deadline_us) {
		keys_lost(keys, "no answer in time");
	}
	keys_go_on(keys);
}

bool
keys_busy(const Keys *keys)
{
	return keys->asks->len > 0;
}

int
keys_fd(const Keys *keys)
{
	return keys->channel;
}

int64_t
keys_next(const Keys *keys)
{
	if (!keys->looking)
		return INT64_MAX;
	return clock_now_us() + MAX(keys->deadline_us - clock_monotonic_us(), 0);
}

/* ---- waiting ---- */

static void
keys_waited(void *closure, json_t *found)
{
	*(json_t **)closure = json_incref(found);
}

json_t *
keys_wait(Keys *keys, const json_t *names)
{
	json_t *found = NULL;

	keys_ask(keys, names, keys_waited, &found);
	while (!found) {
		struct pollfd ready = { keys->channel, POLLIN, 0 };

		poll(&ready, 1, 1000);
		keys_hear(keys);
	}
	return found;
}
