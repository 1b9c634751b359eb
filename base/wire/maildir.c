/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * maildir — letters as files of a folder with tmp/, new/ and cur/
 *
 * Folders are opened once and everything happens relative to their
 * descriptors, so that a renamed parent cannot lead us elsewhere.
 */
#include "base/wire/maildir.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"

#include <inttypes.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *
maildir_place_name(MaildirPlace place)
{
	return place == MAILDIR_NEW ? "new" : "cur";
}

static int
maildir_open_dir(const char *dir, const char *sub, GError **error)
{
	autofd top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = top < 0 ? -1 : openat(top, sub, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		errors_errno(error, ERRORS_AGAIN, errno, _("cannot open the folder %s/%s"), dir,
			     sub);
	return fd;
}

/* A name that could lead out of the folder is never ours. */
static bool
maildir_name_is(const char *name)
{
	size_t n = strlen(name);

	return n > 0 && n <= MAILDIR_NAME_BYTES && name[0] != '.' && !strchr(name, '/');
}

static bool
maildir_check_name(const char *name, GError **error)
{
	if (!maildir_name_is(name))
		return errors_set(error, ERRORS_AGAIN, _("not a name for a letter: %s"), name);
	return true;
}

bool
maildir_is(const char *dir)
{
	autofd fresh = maildir_open_dir(dir, "new", NULL);
	autofd seen = maildir_open_dir(dir, "cur", NULL);

	return fresh >= 0 && seen >= 0;
}

bool
maildir_make(const char *dir, GError **error)
{
	static const char *const subs[] = { "tmp", "new", "cur" };

	if (!files_make_dir(dir, error))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(subs); i++) {
		g_autofree char *sub = g_build_filename(dir, subs[i], NULL);

		if (!files_make_dir(sub, error))
			return false;
	}
	return true;
}

static void
maildir_entry_free(void *data)
{
	MaildirEntry *entry = data;

	g_free(entry->name);
	g_free(entry);
}

static int
maildir_compare(const void *a, const void *b)
{
	const MaildirEntry *one = *(MaildirEntry *const *)a;
	const MaildirEntry *two = *(MaildirEntry *const *)b;

	if (one->time_us != two->time_us)
		return one->time_us < two->time_us ? -1 : 1;
	return strcmp(one->name, two->name);
}

static void
maildir_closedir(DIR **stream)
{
	if (*stream)
		closedir(*stream);
}

static bool
maildir_list_place(const char *dir, MaildirPlace place, GPtrArray *entries, GError **error)
{
	__attribute__((cleanup(maildir_closedir))) DIR *stream = NULL;
	int fd = maildir_open_dir(dir, maildir_place_name(place), error);
	struct dirent *found;

	if (fd < 0)
		return false;
	stream = fdopendir(fd);
	if (!stream) {
		close(fd);
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot read the folder %s"),
				    dir);
	}
	while ((found = readdir(stream)) && entries->len < MAILDIR_LIST_MAX * 2) {
		struct stat facts;
		MaildirEntry *entry;

		if (!maildir_name_is(found->d_name) ||
		    fstatat(fd, found->d_name, &facts, AT_SYMLINK_NOFOLLOW) < 0 ||
		    !S_ISREG(facts.st_mode))
			continue;
		entry = g_new0(MaildirEntry, 1);
		entry->name = g_strdup(found->d_name);
		entry->place = place;
		entry->time_us = (int64_t)facts.st_mtim.tv_sec * G_USEC_PER_SEC +
				 facts.st_mtim.tv_nsec / 1000;
		entry->n_bytes = (uint64_t)facts.st_size;
		g_ptr_array_add(entries, entry);
	}
	return true;
}

bool
maildir_list(const char *dir, bool with_cur, size_t max, GPtrArray **ret_entries, GError **error)
{
	g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(maildir_entry_free);

	if (with_cur && !maildir_list_place(dir, MAILDIR_CUR, entries, error))
		return false;
	if (!maildir_list_place(dir, MAILDIR_NEW, entries, error))
		return false;
	g_ptr_array_sort(entries, maildir_compare);
	max = MIN(max, MAILDIR_LIST_MAX);
	if (entries->len > max)
		g_ptr_array_set_size(entries, (int)max);
	*ret_entries = g_steal_pointer(&entries);
	return true;
}

int
maildir_open(const char *dir, MaildirPlace place, const char *name, GError **error)
{
	autofd folder = -1;
	autofd fd = -1;
	struct stat facts;

	if (!maildir_check_name(name, error))
		return -1;
	folder = maildir_open_dir(dir, maildir_place_name(place), error);
	if (folder < 0)
		return -1;
	fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0) {
		errors_errno(error, errno == ENOENT ? ERRORS_AGAIN : ERRORS_MAIL, errno,
			     _("cannot open the letter %s"), name);
		return -1;
	}
	if (fstat(fd, &facts) < 0 || !S_ISREG(facts.st_mode)) {
		errors_set(error, ERRORS_MAIL, _("%s is not an ordinary file"), name);
		return -1;
	}
	return files_steal(&fd);
}

static bool
maildir_has(int folder, const char *name)
{
	struct stat facts;

	return fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Is NAME, with whatever flags, in cur/? Flags make this a walk. */
static bool
maildir_was_seen(int cur, const char *name)
{
	size_t n_name = strlen(name);
	struct dirent *found;
	__attribute__((cleanup(maildir_closedir))) DIR *stream = NULL;
	int again;

	if (maildir_has(cur, name))
		return true;
	again = openat(cur, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	stream = again < 0 ? NULL : fdopendir(again);
	if (!stream) {
		files_close(&again);
		return false;
	}
	while ((found = readdir(stream)))
		if (strncmp(found->d_name, name, n_name) == 0 && found->d_name[n_name] == ':')
			return true;
	return false;
}

/* renameat2 without replacing; link+unlink where the file system has it not. */
static int
maildir_rename(int from, const char *old, int to, const char *name)
{
	if (renameat2(from, old, to, name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (linkat(from, old, to, name, 0) < 0)
		return -1;
	return unlinkat(from, old, 0);
}

bool
maildir_keep(const char *dir, const char *name, const char *target, const char *flags,
	     GError **error)
{
	autofd from = -1;
	autofd to = -1;
	g_autofree char *base = NULL;
	g_autofree char *renamed = NULL;

	if (!maildir_check_name(name, error))
		return false;
	base = g_strndup(name, strcspn(name, ":"));
	renamed = g_strdup_printf("%s:2,%s", base, flags);
	from = maildir_open_dir(dir, "new", error);
	if (from < 0)
		return false;
	to = maildir_open_dir(target ? target : dir, "cur", error);
	if (to < 0)
		return false;
	if (maildir_rename(from, name, to, renamed) == 0 || errno == ENOENT)
		return true;
	if (errno == EEXIST) { /* the same name was kept before: keep both */
		g_autofree char *other =
			g_strdup_printf("%s.%" PRId64 ":2,%s", base, g_get_real_time(), flags);

		if (maildir_rename(from, name, to, other) == 0)
			return true;
	}
	return errors_errno(error, ERRORS_AGAIN, errno, _("cannot move the letter %s to cur/"),
			    name);
}

bool
maildir_remove(const char *dir, const char *name, GError **error)
{
	autofd folder = -1;

	if (!maildir_check_name(name, error))
		return false;
	folder = maildir_open_dir(dir, "new", error);
	if (folder < 0)
		return false;
	if (unlinkat(folder, name, 0) < 0 && errno != ENOENT)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot remove the letter %s"),
				    name);
	return true;
}

static bool
maildir_fill(int tmp, const char *name, int fd, GError **error)
{
	char buffer[65536];
	off_t at = 0;
	ssize_t n;
	autofd out = openat(tmp, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (out < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot make tmp/%s"), name);
	while ((n = pread(fd, buffer, sizeof buffer, at)) > 0) {
		g_autoptr(GError) why = NULL;

		if (!files_write(out, buffer, (size_t)n, &why))
			return errors_set(error, ERRORS_AGAIN, "tmp/%s: %s", name, why->message);
		at += n;
	}
	if (n < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot read the mail to send"));
	if (fsync(out) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot flush tmp/%s"), name);
	return true;
}

bool
maildir_deliver(const char *dir, const char *name, int fd, bool *ret_again, GError **error)
{
	autofd tmp = -1;
	autofd fresh = -1;
	autofd seen = -1;
	bool again;

	if (!maildir_check_name(name, error))
		return false;
	tmp = maildir_open_dir(dir, "tmp", error);
	fresh = tmp < 0 ? -1 : maildir_open_dir(dir, "new", error);
	seen = fresh < 0 ? -1 : maildir_open_dir(dir, "cur", error);
	if (seen < 0)
		return false;
	again = maildir_has(fresh, name) || maildir_was_seen(seen, name);
	if (!again) {
		if (!maildir_fill(tmp, name, fd, error)) {
			unlinkat(tmp, name, 0);
			return false;
		}
		if (maildir_rename(tmp, name, fresh, name) < 0 && errno != EEXIST)
			return errors_errno(error, ERRORS_AGAIN, errno,
					    _("cannot put the letter %s into new/"), name);
	}
	if (fsync(fresh) < 0)
		return errors_errno(error, ERRORS_AGAIN, errno, _("cannot flush %s/new"), dir);
	if (ret_again)
		*ret_again = again;
	return true;
}
