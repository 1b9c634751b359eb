/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store — the spool of one office: its lock, its database, its bytes
 */
#include "spool/store.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"

#include <inttypes.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct Store {
	char *folder;
	char *epoch;
	int lock;
	uint64_t n_files; /* counts names in tmp/ */
	int64_t mirrored;
	GPtrArray *frozen; /* paths that wait for store_flush */
	Db *db;
};

static char *
store_path(const Store *store, const char *below)
{
	return g_build_filename(store->folder, below, NULL);
}

static bool
store_make_folders(const Store *store, GError **error)
{
	static const char *const below[] = { "", "tmp", "letters", "outbox", "issues", "audit" };

	for (size_t i = 0; i < G_N_ELEMENTS(below); i++) {
		g_autofree char *path = store_path(store, below[i]);

		if (!files_make_dir(path, error))
			return false;
	}
	return files_flush_dir(store->folder, error);
}

static bool
store_take_lock(Store *store, GError **error)
{
	g_autofree char *path = store_path(store, "lock");

	store->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (store->lock < 0)
		return errors_errno(error, ERRORS_STORE, errno, "cannot open %s", path);
	if (flock(store->lock, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EWOULDBLOCK)
			return errors_set(error, ERRORS_AGAIN,
					  _("%s: another chengbao is at work on this store"),
					  store->folder);
		return errors_errno(error, ERRORS_STORE, errno, "cannot lock %s", path);
	}
	return true;
}

char *
store_fresh_epoch(void)
{
	uint32_t number;

	hash_random(&number, sizeof number);
	return g_strdup_printf("%u", number % 900000000 + 100000000);
}

/* The epoch stands in the database. A database put back from an old copy has an old
 * log too, and the mirror knows more (spool/mirror): nothing starts then. */
static bool
store_read_epoch(Store *store, DbMode mode, GError **error)
{
	g_autoptr(json_t) row = NULL;

	if (!db_row(store->db, error, &row, "meta_get", "t", "epoch"))
		return false;
	if (row) {
		store->epoch = g_strdup(record_string(row, "value"));
		return true;
	}
	store->epoch = store_fresh_epoch();
	if (mode == DB_READ)
		return true;
	return db_run(store->db, error, "meta_set", "tt", "epoch", store->epoch);
}

Store *
store_open(const char *spool, const char *database, DbMode mode, GError **error)
{
	g_autoptr(Store) store = g_new0(Store, 1);

	store->folder = g_strdup(spool);
	store->lock = -1;
	store->mirrored = -1;
	store->frozen = g_ptr_array_new_with_free_func(g_free);
	if (mode == DB_WRITE &&
	    (!store_make_folders(store, error) || !store_take_lock(store, error)))
		return NULL;
	store->db = db_open(database, mode, error);
	if (!store->db || !store_read_epoch(store, mode, error))
		return NULL;
	return g_steal_pointer(&store);
}

void
store_close(Store *store)
{
	if (!store)
		return;
	db_close(store->db);
	g_clear_pointer(&store->frozen, g_ptr_array_unref);
	files_close(&store->lock);
	g_free(store->epoch);
	g_free(store->folder);
	g_free(store);
}

Db *
store_db(Store *store)
{
	return store->db;
}

const char *
store_folder(const Store *store)
{
	return store->folder;
}

const char *
store_epoch(const Store *store)
{
	return store->epoch;
}

int64_t
store_mirrored(const Store *store)
{
	return store->mirrored;
}

void
store_set_mirrored(Store *store, int64_t seq)
{
	store->mirrored = seq;
}

bool
store_new_file(Store *store, StoreFile *ret_file, GError **error)
{
	g_autofree char *path = g_strdup_printf("%s/tmp/%d.%" PRIu64, store->folder, (int)getpid(),
						(guint64)store->n_files++);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return errors_errno(error, ERRORS_STORE, errno, _("cannot make a file in %s"),
				    store->folder);
	ret_file->fd = fd;
	ret_file->path = g_steal_pointer(&path);
	return true;
}

void
store_drop_file(StoreFile *file)
{
	if (file->path)
		unlink(file->path);
	g_clear_pointer(&file->path, g_free);
	files_close(&file->fd);
}

/* letters/2026/11/23: the day in the office's zone, so that a person finds it. */
static char *
store_day_folder(int64_t now_us, const char *zone)
{
	g_autoptr(GTimeZone) tz = g_time_zone_new_identifier(zone ? zone : "UTC");
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(now_us / 1000000);
	g_autoptr(GDateTime) local = tz ? g_date_time_to_timezone(utc, tz) : g_date_time_ref(utc);

	return g_date_time_format(local, "letters/%Y/%m/%d");
}

/* Makes letters/Y/M/D and flushes every folder above a new one. */
static bool
store_make_day(const Store *store, const char *day, GError **error)
{
	g_auto(GStrv) names = g_strsplit(day, "/", -1);
	g_autofree char *path = g_strdup(store->folder);

	for (char **name = names; *name; name++) {
		g_autofree char *above = g_steal_pointer(&path);

		path = g_build_filename(above, *name, NULL);
		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			continue;
		if (!files_make_dir(path, error) || !files_flush_dir(above, error))
			return false;
	}
	return true;
}

static bool
store_flush_file(StoreTaken *taken, const char *day, GError **error)
{
	g_autofree char *sha256 = NULL;
	struct stat facts;

	if (fsync(taken->file.fd) < 0 || fstat(taken->file.fd, &facts) < 0)
		return errors_errno(error, ERRORS_STORE, errno, _("cannot flush a letter"));
	sha256 = hash_file_hex(taken->file.fd, error);
	if (!sha256)
		return false;
	g_strlcpy(taken->sha256, sha256, sizeof taken->sha256);
	taken->bytes = facts.st_size;
	taken->place = g_strdup_printf("%s/%s", day, sha256);
	return true;
}

bool
store_take_group(Store *store, StoreTaken *taken, size_t n_taken, int64_t now_us, const char *zone,
		 GError **error)
{
	g_autofree char *day = store_day_folder(now_us, zone);
	g_autofree char *folder = store_path(store, day);

	if (!store_make_day(store, day, error))
		return false;
	/* A large group is one flush of the file system, then cheap ones of files
	 * that are clean already; a small one flushes its files alone. */
	if (n_taken > 8 && syncfs(taken[0].file.fd) < 0)
		return errors_errno(error, ERRORS_STORE, errno, _("cannot flush letters"));
	for (size_t i = 0; i < n_taken; i++) {
		g_autofree char *path = NULL;

		if (!store_flush_file(&taken[i], day, error))
			return false;
		path = store_path(store, taken[i].place);
		if (rename(taken[i].file.path, path) < 0)
			return errors_errno(error, ERRORS_STORE, errno, _("cannot keep a letter"));
		g_clear_pointer(&taken[i].file.path, g_free);
	}
	return files_flush_dir(folder, error);
}

/* Whether the file is there whole: after a power cut a name may stand without its bytes. */
static bool
store_has(const char *path, const char *sha256)
{
	autofd fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	g_autofree char *found = fd < 0 ? NULL : hash_file_hex(fd, NULL);

	return found && strcmp(found, sha256) == 0;
}

static bool
store_write_frozen(Store *store, const char *path, const void *bytes, size_t n_bytes,
		   GError **error)
{
	StoreFile file = { .fd = -1 };
	bool ok;

	if (!store_new_file(store, &file, error))
		return false;
	ok = files_write(file.fd, bytes, n_bytes, error);
	if (ok && rename(file.path, path) < 0)
		ok = errors_errno(error, ERRORS_STORE, errno, "%s", path);
	if (ok)
		g_clear_pointer(&file.path, g_free);
	store_drop_file(&file);
	return ok;
}

char *
store_freeze(Store *store, const char *folder, const void *bytes, size_t n_bytes, GError **error)
{
	g_autofree char *sha256 = hash_hex(bytes, n_bytes);
	g_autofree char *place = g_strdup_printf("%s/%s", folder, sha256);
	g_autofree char *path = store_path(store, place);

	if (!store_has(path, sha256) && !store_write_frozen(store, path, bytes, n_bytes, error))
		return NULL;
	g_ptr_array_add(store->frozen, g_strdup(path));
	return g_steal_pointer(&place);
}

static bool
store_flush_path(const char *path, bool all, GError **error)
{
	autofd fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 || (all ? syncfs(fd) : fsync(fd)) < 0)
		return errors_errno(error, ERRORS_STORE, errno, _("cannot flush %s"), path);
	return true;
}

bool
store_flush(Store *store, GError **error)
{
	static const char *const folders[] = { "outbox", "issues" };
	bool many = store->frozen->len > 8;

	if (store->frozen->len == 0)
		return true;
	for (guint i = 0; i < (many ? 1 : store->frozen->len); i++)
		if (!store_flush_path(store->frozen->pdata[i], many, error))
			return false;
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder = store_path(store, folders[i]);

		if (!files_flush_dir(folder, error))
			return false;
	}
	g_ptr_array_set_size(store->frozen, 0);
	return true;
}

int
store_open_place(const Store *store, const char *place, GError **error)
{
	g_autofree char *path = store_path(store, place);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		errors_errno(error,
			     errno == EMFILE || errno == ENFILE || errno == ENOMEM ? ERRORS_AGAIN
										   : ERRORS_STORE,
			     errno, "%s", path);
	return fd;
}

void
store_erase_place(Store *store, const char *place)
{
	g_autofree char *path = store_path(store, place);

	unlink(path);
}

void
store_sweep(Store *store)
{
	g_autofree char *path = store_path(store, "tmp");
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	/* We hold the lock: whatever lies here belongs to nobody alive. */
	while (folder && (name = g_dir_read_name(folder))) {
		g_autofree char *file = g_build_filename(path, name, NULL);

		unlink(file);
	}
}
