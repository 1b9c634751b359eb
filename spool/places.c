/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * places — whether the bytes that rows name are there, unchanged; what no row names
 */
#include "spool/places.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"

#include <inttypes.h>
#include <string.h>

#define PLACES_PAGE 500

typedef enum { PLACES_LETTER, PLACES_MAIL, PLACES_ISSUE, PLACES_N_KINDS } PlacesKind;

static const struct {
	const char *statement; /* rows behind id $1 with place and sha256 */
	const char *folder;
} places_kinds[PLACES_N_KINDS] = {
	{ "place_letters", "letters" },
	{ "place_dispatches", "outbox" },
	{ "place_issues", "issues" },
};

typedef bool PlacesVisit(void *context, PlacesKind kind, const json_t *row, GError **error);

static bool
places_each(Store *store, PlacesKind kind, PlacesVisit *visit, void *context, GError **error)
{
	int64_t from = 0;

	for (;;) {
		g_autoptr(json_t) rows =
			db_rows(store_db(store), error, places_kinds[kind].statement, "ii", from,
				(int64_t)PLACES_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row) {
			from = record_integer(row, "id");
			if (!visit(context, kind, row, error))
				return false;
		}
		if (json_array_size(rows) < PLACES_PAGE)
			return true;
	}
}

/* ---- verify ---- */

typedef struct {
	Store *store;
	PlacesTold *told;
	void *context;
	int64_t n_done, n_all;
	int64_t n[PLACES_N_KINDS];
	int64_t withheld;
} Verify;

/* What a person calls it, in the words of the commands that show it. Yours. */
static char *
places_name(PlacesKind kind, const json_t *row)
{
	if (kind == PLACES_LETTER)
		return g_strdup_printf(_("letter %" PRId64), record_integer(row, "id"));
	if (kind == PLACES_MAIL)
		return g_strdup_printf(_("outgoing mail %" PRId64), record_integer(row, "id"));
	return g_strdup_printf(_("%s issue %" PRId64 "/%" PRId64), record_string(row, "journal"),
			       record_integer(row, "year"), record_integer(row, "number"));
}

static bool
places_bad(const Verify *verify, PlacesKind kind, const json_t *row, const char *why,
	   GError **error)
{
	g_autofree char *name = places_name(kind, row);
	g_autofree char *folder = g_shell_quote(store_folder(verify->store));
	const char *place = record_string(row, "place");

	if (record_integer(row, "withheld"))
		return errors_set(error, ERRORS_REFUSED,
				  _("%s: %s (%s); it is held for a secrecy mark and no backup "
				    "carries it: ask its sender"),
				  name, why, place);
	return errors_set(error, ERRORS_REFUSED,
			  _("%s: %s; put it back from a backup: tar -xf BACKUP -C %s %s"), name,
			  why, folder, place);
}

static bool
places_verify_row(void *context, PlacesKind kind, const json_t *row, GError **error)
{
	Verify *verify = context;
	const char *place = record_string(row, "place");
	const char *sha256 = record_string(row, "sha256");
	g_autoptr(GError) lost = NULL;
	autofd fd = store_open_place(verify->store, place, &lost);
	g_autofree char *found = NULL;

	if (fd < 0 && g_error_matches(lost, ERRORS, ERRORS_AGAIN)) {
		g_propagate_error(error, g_steal_pointer(&lost));
		return false;
	}
	if (fd < 0 && !record_integer(row, "withheld"))
		return places_bad(verify, kind, row, _("its file is not there"), error);
	if (fd >= 0) {
		found = hash_file_hex(fd, NULL);
		if (!found)
			return places_bad(verify, kind, row, _("its file cannot be read"), error);
		/* The row and the name must agree too: neither can be changed alone. */
		if (g_strcmp0(found, sha256) != 0 || !g_str_has_suffix(place, found))
			return places_bad(verify, kind, row, _("its bytes were changed"), error);
		verify->n[kind]++;
	} else {
		verify->withheld++;
	}
	if (verify->told)
		verify->told(verify->context, ++verify->n_done, verify->n_all);
	return true;
}

bool
places_verify(Store *store, PlacesTold *told, void *context, PlacesCount *ret_count, GError **error)
{
	Verify verify = { .store = store, .told = told, .context = context };
	g_autoptr(json_t) count = NULL;

	if (!db_row(store_db(store), error, &count, "place_count", ""))
		return false;
	verify.n_all = record_integer(count, "letters") + record_integer(count, "mails") +
		       record_integer(count, "issues");
	for (int kind = 0; kind < PLACES_N_KINDS; kind++)
		if (!places_each(store, (PlacesKind)kind, places_verify_row, &verify, error))
			return false;
	*ret_count = (PlacesCount){ verify.n[PLACES_LETTER], verify.n[PLACES_MAIL],
				    verify.n[PLACES_ISSUE], verify.withheld };
	return true;
}

/* ---- sweep ---- */

/* Only names that store_freeze gives; whatever else lies there is not ours. */
static bool
places_is_frozen(const char *name)
{
	return strlen(name) == HASH_HEX_LENGTH &&
	       strspn(name, "0123456789abcdef") == HASH_HEX_LENGTH;
}

/* The frozen files of a folder, as places. Yours. */
static GHashTable *
places_list(const Store *store, const char *below)
{
	g_autofree char *path = g_build_filename(store_folder(store), below, NULL);
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	const char *name;

	while (folder && (name = g_dir_read_name(folder)))
		if (places_is_frozen(name))
			g_hash_table_add(places, g_build_filename(below, name, NULL));
	return places;
}

static bool
places_keep_row(void *context, PlacesKind kind, const json_t *row, GError **error)
{
	(void)kind;
	(void)error;
	g_hash_table_remove(context, record_string(row, "place"));
	return true;
}

/* What stays in the table after every row of the store took its own out is nobody's:
 * one pass over the rows, where a question for each file would be one for each. */
static bool
places_sweep_kind(Store *store, PlacesKind kind, int64_t n_rows, int64_t *ret_n, GError **error)
{
	g_autoptr(GHashTable) places = places_list(store, places_kinds[kind].folder);
	GHashTableIter iter;
	void *place;

	if ((int64_t)g_hash_table_size(places) <= n_rows)
		return true;
	if (!places_each(store, PLACES_MAIL, places_keep_row, places, error) ||
	    !places_each(store, PLACES_ISSUE, places_keep_row, places, error))
		return false;
	g_hash_table_iter_init(&iter, places);
	while (g_hash_table_iter_next(&iter, &place, NULL)) {
		store_erase_place(store, place);
		++*ret_n;
	}
	return true;
}

bool
places_sweep(Store *store, int64_t *ret_n, GError **error)
{
	g_autoptr(json_t) count = NULL;

	*ret_n = 0;
	return db_row(store_db(store), error, &count, "place_count", "") &&
	       places_sweep_kind(store, PLACES_MAIL, record_integer(count, "mails"), ret_n,
				 error) &&
	       places_sweep_kind(store, PLACES_ISSUE, record_integer(count, "issues"), ret_n,
				 error);
}
