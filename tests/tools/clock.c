/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clock — moves the wall clock of the programs of a test (LD_PRELOAD)
 *
 * CHENGBAO_TEST_CLOCK says where it stands: "=SECONDS" since 1970, for ever, or "+SECONDS" (which
 * may be negative) from the kernel's. Clocks that only measure how long something takes are left
 * alone, so what waits, waits its time.
 *
 * Promise: nothing is kept outside the process. A process that is killed leaves nothing behind
 * that a later one of its number stumbles over, as libfaketime's do in /dev/shm.
 *
 * Not here: which moment it is (lib/clock.py); times of files, which stay the kernel's.
 */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#define CLOCK_API __attribute__((visibility("default")))

typedef int (*ClockRead)(clockid_t id, struct timespec *ret_now);

static bool clock_stands;
static long long clock_s;

__attribute__((constructor)) static void
clock_begin(void)
{
	const char *set = getenv("CHENGBAO_TEST_CLOCK");

	if (set && *set) {
		clock_stands = *set == '=';
		clock_s = strtoll(set + 1, NULL, 10);
	}
}

CLOCK_API int
clock_gettime(clockid_t id, struct timespec *ret_now)
{
	static ClockRead kernel;
	bool wall = id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE;

	if (wall && clock_stands) {
		*ret_now = (struct timespec){ .tv_sec = (time_t)clock_s };
		return 0;
	}
	if (!kernel)
		kernel = (ClockRead)dlsym(RTLD_NEXT, "clock_gettime");
	if (kernel(id, ret_now) < 0)
		return -1;
	if (wall)
		ret_now->tv_sec += (time_t)clock_s;
	return 0;
}

CLOCK_API int
gettimeofday(struct timeval *restrict ret_now, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	*ret_now = (struct timeval){ .tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000 };
	return 0;
}

CLOCK_API time_t
time(time_t *ret_now)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (ret_now)
		*ret_now = now.tv_sec;
	return now.tv_sec;
}
