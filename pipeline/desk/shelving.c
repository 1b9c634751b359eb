/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shelving — reads the reference folder's documents when they change
 */
#include "pipeline/desk/shelving.h"

#include "base/files.h"
#include "base/log.h"
#include "base/text/fold.h"
#include "spool/shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define SHELVING_EVERY_US (INT64_C(60) * 1000000)
#define SHELVING_FILES 5000		   /* of the folder; more are not read */
#define SHELVING_BYTES (INT64_C(64) << 20) /* of one file */
#define SHELVING_AT_ONCE 4

/* A document between folder and shelf. */
typedef struct {
	DeskShelving *shelving;
	char *name, *stamp;
	char *text; /* NULL: to be read */
} Document;

struct DeskShelving {
	Desk *desk;
	GPtrArray *waiting, *reading, *read; /* Document */
	int64_t next_us, began_us;
	bool first_over, full_told, missing_told;
};

static void
document_free(void *data)
{
	Document *document = data;

	g_free(document->name);
	g_free(document->stamp);
	g_free(document->text);
	g_free(document);
}

DeskShelving *
shelving_new(Desk *desk)
{
	DeskShelving *shelving = g_new0(DeskShelving, 1);

	shelving->desk = desk;
	shelving->waiting = g_ptr_array_new_with_free_func(document_free);
	shelving->reading = g_ptr_array_new_with_free_func(document_free);
	shelving->read = g_ptr_array_new_with_free_func(document_free);
	shelving->began_us = desk->now_us;
	return shelving;
}

/* What the extractor still has names us: no answer is taken any more. */
void
shelving_free(DeskShelving *shelving)
{
	if (!shelving)
		return;
	g_ptr_array_unref(shelving->waiting);
	g_ptr_array_unref(shelving->reading);
	g_ptr_array_unref(shelving->read);
	g_free(shelving);
}

/* ---- what is there ---- */

static void
shelving_queue(DeskShelving *shelving, const char *name, const char *stamp)
{
	Document *document = g_new0(Document, 1);

	document->shelving = shelving;
	document->name = g_strdup(name);
	document->stamp = g_strdup(stamp);
	g_ptr_array_add(shelving->waiting, document);
}

/* Name to stamp of every file that can be a document. */
static GHashTable *
shelving_files(DeskShelving *shelving, const char *folder)
{
	GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		struct stat file;

		if (*name == '.' || !g_utf8_validate(name, -1, NULL) || stat(path, &file) < 0 ||
		    !S_ISREG(file.st_mode) || file.st_size > SHELVING_BYTES)
			continue;
		if (g_hash_table_size(files) >= SHELVING_FILES) {
			if (!shelving->full_told)
				log_line(LOG_ERROR, "%s: more than %d files, the rest is not read",
					 folder, SHELVING_FILES);
			shelving->full_told = true;
			break;
		}
		g_hash_table_insert(files, g_strdup(name),
				    g_strdup_printf("%lld.%09ld %lld",
						    (long long)file.st_mtim.tv_sec,
						    file.st_mtim.tv_nsec, (long long)file.st_size));
	}
	return files;
}

/* A folder that cannot be opened (not mounted, no right) takes nothing off the shelf. */
static bool
shelving_look(DeskShelving *shelving, GError **error)
{
	Desk *desk = shelving->desk;
	const char *folder = desk->office->reference;
	g_autoptr(GHashTable) files = NULL;
	g_autoptr(json_t) rows = db_rows(desk_db(desk), error, "shelf_list", "");
	g_autoptr(GList) names = NULL;
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	if (folder && !g_file_test(folder, G_FILE_TEST_IS_DIR)) {
		if (!shelving->missing_told)
			log_line(LOG_ERROR, "[reference] folder %s: no such folder", folder);
		shelving->missing_told = true;
		return true;
	}
	files = folder ? shelving_files(shelving, folder)
		       : g_hash_table_new(g_str_hash, g_str_equal);
	json_array_foreach (rows, i, row) {
		const char *name = record_string(row, "name");
		const char *stamp = g_hash_table_lookup(files, name);

		if (!stamp && !shelf_drop(desk_db(desk), name, error))
			return false;
		if (g_strcmp0(stamp, record_string(row, "stamp")) == 0)
			g_hash_table_remove(files, name);
	}
	names = g_list_sort(g_hash_table_get_keys(files), (GCompareFunc)strcmp);
	for (GList *at = names; at; at = at->next)
		shelving_queue(shelving, at->data, g_hash_table_lookup(files, at->data));
	return true;
}

/* ---- reading ---- */

static void
shelving_done(void *closure, json_t *result, int fd, const GError *error)
{
	Document *document = closure;
	DeskShelving *shelving = document->shelving;
	const char *content = record_string(result, "content");
	const char *why = record_string(result, "why");
	guint at = 0;

	(void)fd;
	g_ptr_array_find(shelving->reading, document, &at);
	g_ptr_array_add(shelving->read, g_ptr_array_steal_index(shelving->reading, at));
	document->text = g_strdup(content ? content : "");
	if (!content || !*content)
		log_line(LOG_ERROR, "reference %s: no text%s%s", document->name,
			 error || why ? ": " : "",
			 error ? error->message
			 : why ? why
			       : "");
}

static void
shelving_submit(DeskShelving *shelving, Pool *pool, Document *document)
{
	g_autofree char *path =
		g_build_filename(shelving->desk->office->reference, document->name, NULL);
	autofd fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		/* Gone meanwhile: the next look says so. */
		document_free(document);
		return;
	}
	g_ptr_array_add(shelving->reading, document);
	pool_submit(pool, POOL_EXTRACTOR,
		    json_pack("{s:s, s:s}", "job", "extract", "name", document->name), fd, -1,
		    shelving_done, document);
}

static bool
shelving_put(DeskShelving *shelving, GError **error)
{
	bool ok = true;

	for (guint i = 0; ok && i < shelving->read->len; i++) {
		const Document *document = shelving->read->pdata[i];

		ok = shelf_put(desk_db(shelving->desk), document->name, document->stamp,
			       document->text, error);
	}
	g_ptr_array_set_size(shelving->read, 0);
	return ok;
}

static bool
shelving_write(DeskShelving *shelving, bool look, GError **error)
{
	bool ok;

	if (!fold_load(error) || !desk_step_begin(shelving->desk, error))
		return false;
	ok = shelving_put(shelving, error) && (!look || shelving_look(shelving, error));
	return desk_step_end(shelving->desk, ok, ok ? error : NULL) && ok;
}

bool
shelving_step(DeskShelving *shelving, GError **error)
{
	Desk *desk = shelving->desk;
	Pool *pool = desk_pool(desk, error);
	bool idle = shelving->reading->len == 0 && shelving->waiting->len == 0;
	bool look = idle && shelving->read->len == 0 && desk->now_us >= shelving->next_us;

	if (!pool)
		return false;
	if (look)
		shelving->next_us = desk->now_us + SHELVING_EVERY_US;
	if ((look || shelving->read->len > 0) && !shelving_write(shelving, look, error))
		return false;
	while (shelving->reading->len < SHELVING_AT_ONCE && shelving->waiting->len > 0)
		shelving_submit(shelving, pool, g_ptr_array_steal_index(shelving->waiting, 0));
	if (shelving->reading->len == 0 && shelving->waiting->len == 0)
		shelving->first_over = true;
	return true;
}

bool
shelving_first(const DeskShelving *shelving)
{
	return !shelving->first_over &&
	       shelving->desk->now_us < shelving->began_us + SHELVING_WAIT_S * INT64_C(1000000);
}
