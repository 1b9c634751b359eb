/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * files — descriptors that close themselves, whole reads, whole writes
 */
#include "base/files.h"

#include "base/errors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void
files_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

int
files_steal(int *fd)
{
	int stolen = *fd;

	*fd = -1;
	return stolen;
}

char *
files_read_fd(int fd, size_t max_bytes, size_t *ret_n_bytes, GError **error)
{
	g_autoptr(GByteArray) all = g_byte_array_new();
	guint8 buffer[65536];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, buffer, sizeof buffer, at)) > 0) {
		at += n;
		if ((size_t)at > max_bytes) {
			errors_set(error, ERRORS_MAIL, "longer than %zu bytes", max_bytes);
			return NULL;
		}
		g_byte_array_append(all, buffer, (guint)n);
	}
	if (n < 0) {
		errors_errno(error, ERRORS_STORE, errno, "cannot read");
		return NULL;
	}
	*ret_n_bytes = all->len;
	g_byte_array_append(all, (const guint8 *)"", 1);
	return (char *)g_byte_array_free(g_steal_pointer(&all), FALSE);
}

char *
files_read_path(const char *path, size_t max_bytes, size_t *ret_n_bytes, GError **error)
{
	g_autoptr(GError) inner = NULL;
	autofd fd = open(path, O_RDONLY | O_CLOEXEC);
	char *bytes;

	if (fd < 0) {
		errors_errno(error, ERRORS_CONFIG, errno, "%s:1:1: cannot open", path);
		return NULL;
	}
	bytes = files_read_fd(fd, max_bytes, ret_n_bytes, &inner);
	if (!bytes)
		errors_set(error, ERRORS_CONFIG, "%s:1:1: %s", path, inner->message);
	return bytes;
}

bool
files_write(int fd, const void *bytes, size_t n_bytes, GError **error)
{
	size_t done = 0;

	while (done < n_bytes) {
		ssize_t n = write(fd, (const char *)bytes + done, n_bytes - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errors_errno(error, ERRORS_STORE, errno, "cannot write");
		done += (size_t)n;
	}
	return true;
}

int
files_memory(const char *name, GError **error)
{
	int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		errors_errno(error, ERRORS_STORE, errno, "cannot make a memory file");
	return fd;
}

bool
files_seal(int fd, GError **error)
{
	if (fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "cannot seal a memory file");
	return true;
}

int
files_sealed(const char *name, const void *bytes, size_t n_bytes, GError **error)
{
	autofd fd = files_memory(name, error);

	if (fd < 0 || !files_write(fd, bytes, n_bytes, error) || !files_seal(fd, error))
		return -1;
	return files_steal(&fd);
}

bool
files_make_dir(const char *path, GError **error)
{
	if (mkdir(path, 0700) < 0 && errno != EEXIST)
		return errors_errno(error, ERRORS_STORE, errno, "cannot make the folder %s", path);
	return true;
}

bool
files_flush_dir(const char *path, GError **error)
{
	autofd fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || fsync(fd) < 0)
		return errors_errno(error, ERRORS_STORE, errno, "cannot flush the folder %s", path);
	return true;
}

bool
files_replace(const char *path, const void *bytes, size_t n_bytes, GError **error)
{
	g_autofree char *beside = g_strdup_printf("%s.%d.new", path, (int)getpid());
	g_autofree char *folder = g_path_get_dirname(path);
	autofd fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok;

	if (fd < 0)
		return errors_errno(error, ERRORS_STORE, errno, "cannot make %s", beside);
	ok = files_write(fd, bytes, n_bytes, error);
	if (ok && fsync(fd) < 0)
		ok = errors_errno(error, ERRORS_STORE, errno, "cannot flush %s", beside);
	if (ok && rename(beside, path) < 0)
		ok = errors_errno(error, ERRORS_STORE, errno, "cannot rename %s", beside);
	if (!ok)
		unlink(beside);
	return ok && files_flush_dir(folder, error);
}
