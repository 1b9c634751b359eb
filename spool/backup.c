/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * backup — a copy of a store out into one tar file, and in again
 *
 * The database is copied first, then the files its rows name: bytes are only
 * ever added, so a desk may go on meanwhile. Held letters that bear a secrecy
 * mark are left out (RELIABILITY 5.6: no backup).
 */
#include "spool/rebuild.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "spool/mirror.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BACKUP_END_BYTES 1024 /* two blocks of zeros end a tar file */

static bool
backup_failed(struct archive *tar, const char *path, GError **error)
{
	return errors_set(error, ERRORS_STORE, "%s: %s", path, archive_error_string(tar));
}

static struct archive_entry *
backup_entry(const char *name, off_t n_bytes, time_t mtime)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, n_bytes);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0600);
	archive_entry_set_mtime(entry, mtime, 0);
	return entry;
}

static bool
backup_add(struct archive *tar, const char *from, const char *name, GError **error)
{
	autofd fd = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct archive_entry *entry;
	struct stat facts;
	char buffer[65536];
	ssize_t n;
	bool ok;

	if (fd < 0 || fstat(fd, &facts) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", from);
	entry = backup_entry(name, facts.st_size, facts.st_mtime);
	ok = archive_write_header(tar, entry) == ARCHIVE_OK;
	archive_entry_free(entry);
	while (ok && (n = read(fd, buffer, sizeof buffer)) > 0)
		ok = archive_write_data(tar, buffer, (size_t)n) >= 0;
	if (ok && n < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", from);
	return ok || backup_failed(tar, name, error);
}

/* Every place that a row names, but those of letters whose item is held for a mark. */
static bool
backup_add_places(struct archive *tar, const char *spool, Db *copy, GError **error)
{
	g_autoptr(json_t) rows = db_rows(copy, error, "place_list", "");
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		const char *place = record_string(row, "place");
		g_autofree char *path = g_build_filename(spool, place, NULL);

		if (!backup_add(tar, path, place, error))
			return false;
	}
	return true;
}

/* A month up to the last event of the copied database: a desk may have written on. */
static bool
backup_add_month(struct archive *tar, const char *path, const char *name, int64_t last,
		 GError **error)
{
	g_autoptr(GError) inner = NULL;
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &inner);
	const char *bytes = file ? g_mapped_file_get_contents(file) : NULL;
	struct archive_entry *entry;
	size_t n;
	bool ok;

	if (!file)
		return errors_set(error, ERRORS_STORE, "%s", inner->message);
	n = mirror_length(bytes, g_mapped_file_get_length(file), last);
	entry = backup_entry(name, (off_t)n, 0);
	ok = archive_write_header(tar, entry) == ARCHIVE_OK &&
	     (n == 0 || archive_write_data(tar, bytes, n) == (la_ssize_t)n);
	archive_entry_free(entry);
	return ok || backup_failed(tar, name, error);
}

static bool
backup_add_mirror(struct archive *tar, const char *spool, Db *copy, GError **error)
{
	g_autofree char *folder = g_build_filename(spool, "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(json_t) last = NULL;
	const char *name;

	if (!db_row(copy, error, &last, "event_last", ""))
		return false;
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *member = g_build_filename("audit", name, NULL);

		if (g_str_has_suffix(name, ".jsonl") &&
		    !backup_add_month(tar, path, member, record_integer(last, "seq"), error))
			return false;
	}
	return true;
}

static bool
backup_write(const char *spool, const char *database, const char *beside, const char *copied,
	     GError **error)
{
	g_autoptr(Db) live = db_open(database, DB_READ, error);
	g_autoptr(Db) copy = NULL;
	struct archive *tar;
	bool ok;

	if (!live)
		return false;
	/* VACUUM INTO writes another file, but query_only forbids it all the same. */
	if (!db_script(live, "PRAGMA query_only=OFF", error) || !db_copy(live, copied, error))
		return false;
	copy = db_open(copied, DB_READ, error);
	if (!copy)
		return false;
	tar = archive_write_new();
	archive_write_set_format_pax_restricted(tar);
	ok = archive_write_open_filename(tar, beside) == ARCHIVE_OK ||
	     backup_failed(tar, beside, error);
	ok = ok && backup_add(tar, copied, "desk.db", error) &&
	     backup_add_places(tar, spool, copy, error) &&
	     backup_add_mirror(tar, spool, copy, error);
	if (archive_write_close(tar) != ARCHIVE_OK && ok)
		ok = backup_failed(tar, beside, error);
	archive_write_free(tar);
	return ok;
}

bool
rebuild_backup(const char *spool, const char *database, const char *to_path, GError **error)
{
	g_autofree char *beside = g_strconcat(to_path, ".new", NULL);
	g_autofree char *copied = g_strconcat(to_path, ".db", NULL);
	g_autofree char *folder = g_path_get_dirname(to_path);
	mode_t mask = umask(0077);
	bool ok;

	unlink(copied);
	ok = backup_write(spool, database, beside, copied, error);
	unlink(copied);
	umask(mask);
	if (!ok) {
		unlink(beside);
		return false;
	}
	{
		autofd fd = open(beside, O_RDONLY | O_CLOEXEC);

		if (fd < 0 || fsync(fd) < 0 || rename(beside, to_path) < 0)
			return errors_errno(error, ERRORS_STORE, errno, "%s", to_path);
	}
	return files_flush_dir(folder, error);
}

/* Only names that a backup of ours has: no climbing, no links, no devices. */
static bool
backup_name_ok(const char *name)
{
	if (strcmp(name, "desk.db") == 0)
		return true;
	if (strstr(name, "..") || name[0] == '/')
		return false;
	return g_str_has_prefix(name, "letters/") || g_str_has_prefix(name, "outbox/") ||
	       g_str_has_prefix(name, "issues/") || g_str_has_prefix(name, "audit/");
}

/* Fills one new file; its path is noted before, so that a failed restore removes it. */
static bool
backup_take(struct archive *tar, const char *path, GPtrArray *made, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	autofd fd = -1;
	char buffer[65536];
	la_ssize_t n;

	if (g_mkdir_with_parents(folder, 0700) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", folder);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return errors_errno(error, errno == EEXIST ? ERRORS_REFUSED : ERRORS_STORE, errno,
				    "%s", path);
	g_ptr_array_add(made, g_strdup(path));
	while ((n = archive_read_data(tar, buffer, sizeof buffer)) > 0)
		if (!files_write(fd, buffer, (size_t)n, error))
			return false;
	if (n < 0)
		return errors_set(error, ERRORS_REFUSED, "%s: %s", path, archive_error_string(tar));
	return fsync(fd) == 0 || errors_errno(error, ERRORS_STORE, errno, "%s", path);
}

static bool
backup_take_all(struct archive *tar, const char *spool, const char *database, GPtrArray *made,
		GError **error)
{
	struct archive_entry *entry;
	int code;

	while ((code = archive_read_next_header(tar, &entry)) == ARCHIVE_OK) {
		const char *name = archive_entry_pathname(entry);
		g_autofree char *path = NULL;

		if (!name || !backup_name_ok(name) || archive_entry_filetype(entry) != AE_IFREG)
			return errors_set(error, ERRORS_REFUSED,
					  _("not a chengbao backup: it holds %s"),
					  name ? name : "?");
		path = strcmp(name, "desk.db") == 0 ? g_strdup(database)
						    : g_build_filename(spool, name, NULL);
		if (!backup_take(tar, path, made, error))
			return false;
	}
	return code == ARCHIVE_EOF ||
	       errors_set(error, ERRORS_REFUSED, _("not a whole chengbao backup: %s"),
			  archive_error_string(tar));
}

/* A tar file that was cut between two members ends without a word: what we write ends with
 * blocks of zeros. Of the last members, the mirror's, no row would tell. */
static bool
backup_has_end(const char *path, GError **error)
{
	static const char zeros[BACKUP_END_BYTES];
	autofd fd = open(path, O_RDONLY | O_CLOEXEC);
	off_t size = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
	char end[BACKUP_END_BYTES];

	if (size < 0)
		return errors_errno(error, ERRORS_REFUSED, errno, _("cannot read it"));
	if (size < BACKUP_END_BYTES ||
	    pread(fd, end, sizeof end, size - BACKUP_END_BYTES) != (ssize_t)sizeof end ||
	    memcmp(end, zeros, sizeof end) != 0)
		return errors_set(error, ERRORS_REFUSED, _("not a whole chengbao backup: %s"),
				  _("its end is missing"));
	return true;
}

/* What its rows name must have been in it. */
static bool
backup_whole(const char *spool, const char *database, GError **error)
{
	g_autoptr(Db) db = NULL;
	g_autoptr(json_t) rows = NULL;
	size_t i;
	json_t *row;

	if (!g_file_test(database, G_FILE_TEST_EXISTS))
		return errors_set(error, ERRORS_REFUSED, _("not a chengbao backup"));
	db = db_open(database, DB_READ, error);
	rows = db ? db_rows(db, error, "place_list", "") : NULL;
	if (!rows)
		return false;
	json_array_foreach (rows, i, row) {
		g_autofree char *path = g_build_filename(spool, record_string(row, "place"), NULL);

		if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
			return errors_set(error, ERRORS_REFUSED,
					  _("not a whole chengbao backup: %s is missing"),
					  record_string(row, "place"));
	}
	return true;
}

/* The same code as rebuild: rows from the log, sending held, new epoch. */
static bool
backup_rebuild(const char *spool, const char *database, GError **error)
{
	g_autofree char *before = g_strconcat(database, ".before-rebuild", NULL);
	autofd fd = open(spool, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int64_t n;

	if (fd < 0 || syncfs(fd) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "%s", spool);
	if (!rebuild_run(spool, database, &n, error))
		return false;
	unlink(before);
	return true;
}

bool
rebuild_restore(const char *spool, const char *database, const char *from_path, GError **error)
{
	g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) inner = NULL;
	struct archive *tar;
	bool ok;

	if (g_file_test(database, G_FILE_TEST_EXISTS))
		return errors_set(error, ERRORS_REFUSED,
				  _("%s is there already: restore only into an empty office"),
				  database);
	tar = archive_read_new();
	archive_read_support_format_tar(tar);
	ok = archive_read_open_filename(tar, from_path, 65536) == ARCHIVE_OK ||
	     errors_set(&inner, ERRORS_REFUSED, "%s", archive_error_string(tar));
	ok = ok && backup_has_end(from_path, &inner) &&
	     backup_take_all(tar, spool, database, made, &inner) &&
	     backup_whole(spool, database, &inner) && backup_rebuild(spool, database, &inner);
	archive_read_free(tar);
	if (ok)
		return true;
	for (guint i = 0; i < made->len; i++)
		unlink(made->pdata[i]);
	return errors_set(error, (ErrorsCode)inner->code, "%s: %s", from_path, inner->message);
}
