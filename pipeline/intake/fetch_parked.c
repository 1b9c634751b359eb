/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_parked — letters that cannot be fetched, so that the others go on
 */
#include "pipeline/intake/fetch_parked.h"

#include "base/clock.h"

typedef struct {
	unsigned n_failed;
	uint64_t n_bytes;
	bool same; /* n_bytes was the same each time */
	int64_t at_us;
	char *reason;
} FetchParkedOne;

struct FetchParked {
	GHashTable *letters; /* key → FetchParkedOne */
};

static void
fetch_parked_one_free(void *data)
{
	FetchParkedOne *one = data;

	g_free(one->reason);
	g_free(one);
}

FetchParked *
fetch_parked_new(void)
{
	FetchParked *parked = g_new0(FetchParked, 1);

	parked->letters =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, fetch_parked_one_free);
	return parked;
}

void
fetch_parked_free(FetchParked *parked)
{
	if (!parked)
		return;
	g_hash_table_unref(parked->letters);
	g_free(parked);
}

void
fetch_parked_fail(FetchParked *parked, const char *key, uint64_t n_bytes, const char *reason,
		  int64_t now_us)
{
	FetchParkedOne *one = g_hash_table_lookup(parked->letters, key);

	if (!one) {
		one = g_new0(FetchParkedOne, 1);
		one->n_bytes = n_bytes;
		one->same = n_bytes > 0;
		g_hash_table_insert(parked->letters, g_strdup(key), one);
	}
	one->same = one->same && one->n_bytes == n_bytes;
	one->n_failed++;
	one->at_us = now_us;
	g_free(one->reason);
	one->reason = g_strdup(reason);
}

void
fetch_parked_set(FetchParked *parked, const char *key, const char *reason, int64_t now_us)
{
	fetch_parked_fail(parked, key, 0, reason, now_us);
	((FetchParkedOne *)g_hash_table_lookup(parked->letters, key))->n_failed = FETCH_TRIES;
}

void
fetch_parked_forget(FetchParked *parked, const char *key)
{
	g_hash_table_remove(parked->letters, key);
}

bool
fetch_parked_is(const FetchParked *parked, const char *key, int64_t now_us)
{
	const FetchParkedOne *one = g_hash_table_lookup(parked->letters, key);

	return one && one->n_failed >= FETCH_TRIES &&
	       now_us - one->at_us < FETCH_PARKED_S * CLOCK_SECOND_US;
}

bool
fetch_parked_agrees(const FetchParked *parked, const char *key, uint64_t n_bytes)
{
	const FetchParkedOne *one = g_hash_table_lookup(parked->letters, key);

	return one && one->n_failed >= FETCH_TRIES - 1 && one->same && one->n_bytes == n_bytes;
}

unsigned
fetch_parked_waiting(const FetchParked *parked)
{
	GHashTableIter all;
	void *value;
	unsigned n = 0;

	g_hash_table_iter_init(&all, parked->letters);
	while (g_hash_table_iter_next(&all, NULL, &value))
		n += ((FetchParkedOne *)value)->n_failed < FETCH_TRIES;
	return n;
}

static int
fetch_parked_compare(const void *a, const void *b)
{
	return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

GPtrArray *
fetch_parked_list(const FetchParked *parked)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter all;
	void *key;
	void *value;

	g_hash_table_iter_init(&all, parked->letters);
	while (g_hash_table_iter_next(&all, &key, &value)) {
		const FetchParkedOne *one = value;

		if (one->n_failed >= FETCH_TRIES)
			g_ptr_array_add(list, g_strdup_printf("%s: %s", (char *)key, one->reason));
	}
	g_ptr_array_sort(list, fetch_parked_compare);
	return list;
}
