/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * desk — the one process that decides and writes
 */
#include "pipeline/desk/desk.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/shipped.h"
#include "pipeline/desk/alert.h"
#include "pipeline/desk/overdue.h"
#include "pipeline/desk/printing.h"
#include "pipeline/desk/proving.h"
#include "pipeline/desk/reading.h"
#include "pipeline/desk/snapshot.h"
#include "pipeline/intake/take.h"
#include "pipeline/outward/outbox.h"
#include "spool/places.h"
#include "spool/search.h"
#include "spool/seen.h"

#include <string.h>
#include <unistd.h>

#define DESK_POOL_TRIES 3

typedef struct {
	DeskTold *function;
	void *closure;
} Told;

/* "sqlite:PATH" relative to the office. */
char *
desk_database_path(const Office *office)
{
	const char *path = office->store_url + strlen("sqlite:");

	return g_path_is_absolute(path) ? g_strdup(path)
					: g_build_filename(office->directory, path, NULL);
}

json_t *
desk_closed_paths(const Office *office)
{
	g_autofree char *database = desk_database_path(office);

	return json_pack("[s, s]", office->spool, database);
}

static bool
desk_problems(GPtrArray *problems, GError **error)
{
	g_autofree char *all = NULL;

	g_ptr_array_add(problems, NULL);
	all = g_strjoinv("\n", (char **)problems->pdata);
	return errors_set(error, ERRORS_CONFIG, "%s", all);
}

Scheme *
desk_load_scheme(const Office *office, GPtrArray *problems)
{
	g_autoptr(Scheme) scheme = NULL;
	const ShippedFile *shipped = shipped_find("share/assess/default.scheme");

	for (char **path = office->scheme_files; path && *path; path++) {
		size_t n;
		g_autoptr(GError) error = NULL;
		g_autofree char *bytes = files_read_path(*path, SCHEME_MAX_BYTES, &n, &error);
		const char *name = *path;

		if (!bytes) {
			g_ptr_array_add(problems, g_strdup(error->message));
			continue;
		}
		if (g_str_has_prefix(name, office->directory))
			name += strlen(office->directory) + 1;
		if (!scheme)
			scheme = scheme_load(name, bytes, n, problems);
		else
			scheme_add(scheme, name, bytes, n, problems);
	}
	if (!scheme && problems->len == 0)
		scheme = scheme_load("assess/default.scheme", shipped->bytes, shipped->n_bytes,
				     problems);
	if (scheme)
		scheme_set_zone(scheme, office->zone);
	return g_steal_pointer(&scheme);
}

static bool
desk_load_office(Desk *desk, GError **error)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);

	desk->office = office_load(desk->directory, problems, notes);
	if (desk->office)
		desk->scheme = desk_load_scheme(desk->office, problems);
	if (problems->len > 0 || !desk->office || !desk->scheme)
		return desk_problems(problems, error);
	return true;
}

static bool
desk_sweep_places(Desk *desk, GError **error)
{
	int64_t n;

	if (!places_sweep(desk->store, &n, error))
		return false;
	if (n > 0)
		log_line(LOG_DEBUG, "swept %d files of a killed desk that no row names", (int)n);
	return true;
}

/* A store of an older version lacks an index of what its items say. */
static bool
desk_index(Desk *desk, GError **error)
{
	return db_script(desk_db(desk), "BEGIN IMMEDIATE", error) &&
	       search_ready(desk_db(desk), error) && seen_ready(desk_db(desk), error) &&
	       db_script(desk_db(desk), "COMMIT", error);
}

static bool
desk_open_store(Desk *desk, GError **error)
{
	g_autofree char *database = desk_database_path(desk->office);
	g_autoptr(json_t) row = NULL;

	desk->store = store_open(desk->office->spool, database, DB_WRITE, error);
	/* Taking one letter in must not cost a look at the whole archive. */
	if (!desk->store || (desk->scheme && !db_check(desk_db(desk), error)) ||
	    !db_row(desk_db(desk), error, &row, "meta_get", "t", "sending"))
		return false;
	desk->sending_held = row && strcmp(record_string(row, "value"), "held") == 0;
	store_sweep(desk->store);
	/* The mirror first: beside an older copy of the database nothing may be swept. */
	if (!events_mirror(desk->store, error))
		return false;
	return !desk->scheme || (desk_sweep_places(desk, error) && desk_index(desk, error));
}

static Desk *
desk_make(const char *directory)
{
	Desk *desk = g_new0(Desk, 1);

	desk->directory = g_strdup(directory);
	desk->told = g_ptr_array_new_with_free_func(g_free);
	desk->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	desk->now_us = clock_now_us();
	return desk;
}

Desk *
desk_new(const char *directory, GError **error)
{
	g_autoptr(Desk) desk = desk_make(directory);

	if (!desk_load_office(desk, error) || !desk_open_store(desk, error))
		return NULL;
	desk->seen = seen_new(desk_db(desk));
	desk->intake = take_new(desk);
	desk->reading = reading_new(desk);
	desk->proving = proving_new(desk);
	desk->printing = printing_new(desk);
	desk->sending = outbox_new(desk);
	desk->overdue = overdue_new(desk);
	desk->alerts = alert_new(desk);
	return g_steal_pointer(&desk);
}

Desk *
desk_new_minimal(const char *directory, GError **error)
{
	g_autoptr(Desk) desk = desk_make(directory);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);

	desk->office = office_load_minimal(directory, problems);
	if (!desk->office) {
		desk_problems(problems, error);
		return NULL;
	}
	if (!desk_open_store(desk, error))
		return NULL;
	desk->intake = take_new(desk);
	return g_steal_pointer(&desk);
}

void
desk_free(Desk *desk)
{
	if (!desk)
		return;
	pool_free(desk->pool);
	take_free(desk->intake);
	proving_free(desk->proving);
	reading_free(desk->reading);
	printing_free(desk->printing);
	overdue_free(desk->overdue);
	alert_free(desk->alerts);
	outbox_free(desk->sending);
	g_clear_pointer(&desk->told, g_ptr_array_unref);
	g_clear_pointer(&desk->sources, g_hash_table_unref);
	if (desk->store && desk->open)
		db_rollback(desk_db(desk));
	seen_free(desk->seen);
	store_close(desk->store);
	scheme_free(desk->scheme);
	g_list_free_full(desk->retired, (GDestroyNotify)office_free);
	office_free(desk->office);
	g_free(desk->directory);
	g_free(desk);
}

Db *
desk_db(const Desk *desk)
{
	return store_db(desk->store);
}

Pool *
desk_pool(Desk *desk, GError **error)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	/* A worker that dies while it loads is no reason to end; wrong files are. */
	for (int tries = 1; !desk->pool; tries++) {
		g_autoptr(GError) why = NULL;

		desk->pool = pool_new(desk->directory, (size_t)CLAMP(cores, 1, 8), &why);
		if (desk->pool ||
		    (g_error_matches(why, ERRORS, ERRORS_AGAIN) && tries < DESK_POOL_TRIES))
			continue;
		g_propagate_error(error, g_steal_pointer(&why));
		return NULL;
	}
	return desk->pool;
}

static bool
desk_open_group(Desk *desk, GError **error)
{
	if (desk->open)
		return true;
	desk->open = db_begin(desk_db(desk), error);
	return desk->open;
}

bool
desk_event(Desk *desk, const char *type, json_t *params, int64_t cause, int64_t *ret_seq,
	   GError **error)
{
	EventsForce force = { desk->pool ? pool_rules_hash(desk->pool) : NULL,
			      desk->office->people_hash,
			      desk->scheme ? scheme_hash(desk->scheme) : NULL };

	if (!desk_open_group(desk, error)) {
		json_decref(params);
		return false;
	}
	return events_append(desk->store, type, params, cause, desk->now_us, &force, ret_seq,
			     error);
}

bool
desk_next_id(Desk *desk, const char *statement, int64_t *ret_id, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!desk_open_group(desk, error) || !db_row(desk_db(desk), error, &row, statement, ""))
		return false;
	*ret_id = record_integer(row, "id");
	return true;
}

bool
desk_step_begin(Desk *desk, GError **error)
{
	return desk_open_group(desk, error) && db_script(desk_db(desk), "SAVEPOINT step", error);
}

bool
desk_step_end(Desk *desk, bool ok, GError **error)
{
	if (ok)
		return db_script(desk_db(desk), "RELEASE step", error);
	return db_script(desk_db(desk), "ROLLBACK TO step; RELEASE step", error);
}

void
desk_after_commit(Desk *desk, DeskTold *f, void *closure)
{
	Told *told = g_new(Told, 1);

	told->function = f;
	told->closure = closure;
	g_ptr_array_add(desk->told, told);
}

bool
desk_flush(Desk *desk, GError **error)
{
	g_autoptr(GPtrArray) told = NULL;

	if (desk->intake && !take_flush(desk->intake, error))
		return false;
	if (desk->open) {
		desk->open = false;
		if (!store_flush(desk->store, error) || !db_commit(desk_db(desk), error) ||
		    !events_mirror(desk->store, error))
			return false;
	}
	told = g_steal_pointer(&desk->told);
	desk->told = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < told->len; i++) {
		Told *one = told->pdata[i];

		one->function(one->closure);
	}
	return true;
}

char *
desk_local(const Desk *desk, int64_t time_us)
{
	return snapshot_local(desk->office, time_us);
}

json_t *
desk_json(const json_t *row, const char *name)
{
	const char *text = record_string(row, name);
	json_t *value = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;

	return value ? value : json_null();
}
