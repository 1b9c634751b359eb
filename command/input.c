/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * input — a file that is looked at and not taken in
 *
 * The same jailed workers as in the service read it.
 */
#include "command/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "pipeline/reading/complete.h"

#define INPUT_MAX_BYTES ((off_t)64 << 20)

static int
input_copy(int from, GError **error)
{
	autofd fd = memfd_create("input", MFD_CLOEXEC);
	char buffer[65536];
	off_t all = 0;
	ssize_t n;

	if (fd < 0) {
		errors_errno(error, ERRORS_AGAIN, errno, _("no memory for the input"));
		return -1;
	}
	while ((n = read(from, buffer, sizeof buffer)) > 0) {
		all += n;
		if (all > INPUT_MAX_BYTES) {
			errors_set(error, ERRORS_REFUSED, _("standard input is longer than %d MiB"),
				   (int)(INPUT_MAX_BYTES >> 20));
			return -1;
		}
		if (!files_write(fd, buffer, (size_t)n, error))
			return -1;
	}
	lseek(fd, 0, SEEK_SET);
	return files_steal(&fd);
}

int
input_open(const char *file, GError **error)
{
	bool standard = strcmp(file, "-") == 0;
	autofd fd = standard ? -1 : open(file, O_RDONLY | O_CLOEXEC);
	struct stat facts;

	if (standard)
		return input_copy(STDIN_FILENO, error);
	if (fd < 0 || fstat(fd, &facts) < 0) {
		errors_errno(error, ERRORS_REFUSED, errno, "%s", file);
		return -1;
	}
	if (!S_ISREG(facts.st_mode))
		return S_ISDIR(facts.st_mode)
			       ? (errors_set(error, ERRORS_REFUSED, _("%s is a folder"), file), -1)
			       : input_copy(fd, error);
	if (facts.st_size > INPUT_MAX_BYTES) {
		errors_set(error, ERRORS_REFUSED, _("%s is longer than %d MiB"), file,
			   (int)(INPUT_MAX_BYTES >> 20));
		return -1;
	}
	return files_steal(&fd);
}

Pool *
input_pool(const CommandLine *line, Office **ret_office, GError **error)
{
	g_autoptr(Office) office = NULL;
	Pool *pool;

	if (line->office && !(office = command_office(line, error)))
		return NULL;
	pool = pool_new(line->office, 1, error);
	if (pool)
		*ret_office = g_steal_pointer(&office);
	return pool;
}

json_t *
input_read_with(Pool *pool, const Office *office, const char *file, GError **error)
{
	autofd fd = input_open(file, error);
	json_t *reading = NULL;

	if (fd < 0 ||
	    !complete_letter(pool, complete_job(office, clock_now_us()), fd, &reading, NULL, error))
		return NULL;
	return reading;
}

json_t *
input_read(const CommandLine *line, const char *file, GError **error)
{
	g_autoptr(Office) office = NULL;
	g_autoptr(Pool) pool = input_pool(line, &office, error);

	return pool ? input_read_with(pool, office, file, error) : NULL;
}
