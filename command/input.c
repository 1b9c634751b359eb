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
#include "pipeline/desk/desk.h"
#include "pipeline/reading/complete.h"

#define INPUT_ZONE "Asia/Shanghai" /* without an office */
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

/* Whom 转 and 问 may name, and where 通过 may send an item. */
static void
input_words(json_t *job, const Office *office)
{
	const GPtrArray *people = roster_all(office->roster);
	json_t *names = json_array(), *journals = json_array();

	for (guint i = 0; i < people->len; i++) {
		const Person *one = people->pdata[i];

		if (*one->name)
			json_array_append_new(names, json_string(one->name));
		json_array_append_new(names, json_string(one->unit));
	}
	for (guint i = 0; i < office->journals->len; i++)
		json_array_append_new(journals,
				      json_string(((Journal *)office->journals->pdata[i])->name));
	json_object_set_new(job, "names", names);
	json_object_set_new(job, "journals", journals);
}

/* A signature's key comes from the DNS here as for the desk; of any domain, since who asks is
 * the operator. */
static bool
input_prove(Pool *pool, const Office *office, int fd, json_t *reading, GError **error)
{
	g_autoptr(Keys) keys = office ? keys_new(office, desk_closed_paths(office)) : NULL;

	return !keys || complete_prove(pool, keys, office, clock_now_us(), fd, reading, error);
}

json_t *
input_read_with(Pool *pool, const Office *office, const char *file, int64_t received_us,
		GError **error)
{
	autofd fd = input_open(file, error);
	g_autoptr(json_t) reading = NULL;
	json_t *job;

	if (fd < 0)
		return NULL;
	job = complete_job(office, received_us);
	if (office)
		input_words(job, office);
	if (!complete_letter(pool, job, fd, &reading, NULL, error) ||
	    !input_prove(pool, office, fd, reading, error))
		return NULL;
	return g_steal_pointer(&reading);
}

json_t *
input_read_at(const CommandLine *line, const char *file, const char *day, GError **error)
{
	g_autoptr(Office) office = NULL;
	int64_t received_us = clock_now_us();
	g_autoptr(Pool) pool = input_pool(line, &office, error);

	if (!pool ||
	    (day && !command_day_in(office ? office->zone : INPUT_ZONE, day, &received_us, error)))
		return NULL;
	return input_read_with(pool, office, file, received_us, error);
}
