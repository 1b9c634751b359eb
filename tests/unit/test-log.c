/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-log — one whole line each, and no letter can forge one
 */
#include "base/files.h"
#include "base/log.h"

#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>

/* What `log` writes to standard error. Yours. */
static char *
written(void (*log)(void))
{
	autofd file = memfd_create("log", MFD_CLOEXEC);
	autofd stderr_fd = dup(STDERR_FILENO);
	size_t n = 0;

	dup2(file, STDERR_FILENO);
	log();
	dup2(stderr_fd, STDERR_FILENO);
	return files_read_fd(file, 10000, &n, NULL);
}

static void
log_levels(void)
{
	log_set_level(LOG_INFO);
	log_line(LOG_ERROR, "错误 %d", 1);
	log_line(LOG_INFO, "info");
	log_line(LOG_DEBUG, "debug");
	log_set_level(LOG_ERROR);
	log_line(LOG_INFO, "not this");
	log_set_level(LOG_DEBUG);
	log_line(LOG_DEBUG, "debug now");
}

static void
log_forged(void)
{
	log_line(LOG_ERROR, "from %s", "a\nchengbao: all is well\r\x1b[2J\x7f\t%s");
}

static void
test_log(void)
{
	g_autofree char *levels = written(log_levels);
	g_autofree char *forged = written(log_forged);

	g_assert_cmpstr(levels, ==, "chengbao: 错误 1\nchengbao: info\nchengbao: debug now\n");
	g_assert_cmpstr(forged, ==, "chengbao: from a?chengbao: all is well??[2J??%s\n");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/log/lines", test_log);
	return g_test_run();
}
