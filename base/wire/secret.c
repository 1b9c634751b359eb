/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * secret — a password from its file, gone from memory after use
 */
#include "base/wire/secret.h"

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
secret_free(char *secret)
{
	if (secret)
		explicit_bzero(secret, strlen(secret));
	g_free(secret);
}

static bool
secret_check_file(int fd, const char *path, GError **error)
{
	struct stat facts;

	if (fstat(fd, &facts) < 0 || !S_ISREG(facts.st_mode))
		return errors_set(error, ERRORS_CONFIG, _("%s:1:1: not an ordinary file"), path);
	if (facts.st_mode & 077)
		return errors_set(error, ERRORS_CONFIG,
				  _("%s:1:1: others may read this password; say: chmod 600 %s"),
				  path, path);
	return true;
}

/* The first line; a password with control characters was pasted wrongly. */
static char *
secret_line(const char *bytes, const char *path, GError **error)
{
	size_t n = strcspn(bytes, "\r\n");

	if (n == 0) {
		errors_set(error, ERRORS_CONFIG, _("%s:1:1: the password is missing"), path);
		return NULL;
	}
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)bytes[i] >= 0x20 && bytes[i] != 0x7f)
			continue;
		errors_set(error, ERRORS_CONFIG, _("%s:1:%zu: a control character in the password"),
			   path, i + 1);
		return NULL;
	}
	return g_strndup(bytes, n);
}

char *
secret_read(const char *reference, const char *directory, GError **error)
{
	g_autofree char *path = NULL;
	char bytes[SECRET_BYTES + 1];
	char *secret = NULL;
	ssize_t n;
	autofd fd = -1;

	if (!g_str_has_prefix(reference, "file:")) {
		errors_set(error, ERRORS_CONFIG, _("a password is written as file:PATH"));
		return NULL;
	}
	path = g_canonicalize_filename(reference + strlen("file:"), directory);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		errors_errno(error, ERRORS_CONFIG, errno, _("%s:1:1: cannot open"), path);
		return NULL;
	}
	if (!secret_check_file(fd, path, error))
		return NULL;
	n = read(fd, bytes, SECRET_BYTES);
	if (n < 0) {
		errors_errno(error, ERRORS_CONFIG, errno, _("%s:1:1: cannot read"), path);
	} else {
		bytes[n] = '\0';
		secret = secret_line(bytes, path, error);
	}
	explicit_bzero(bytes, sizeof bytes);
	return secret;
}
