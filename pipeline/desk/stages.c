/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stages — where the desk's time goes
 */
#include "pipeline/desk/stages.h"

#include "base/clock.h"
#include "base/log.h"

void
stages_end(StageClock *clock, Stage stage)
{
	int64_t now_us = clock_monotonic_us();

	if (clock->since_us)
		clock->us[stage] += now_us - clock->since_us;
	clock->since_us = now_us;
}

void
stages_tell(const StageClock *clock)
{
	static const char *const names[STAGES] = { "take", "judge",  "freeze", "hand over",
						   "send", "commit", "wait" };
	int64_t all_us = 0;

	if (!g_getenv("CHENGBAO_STAGES"))
		return;
	for (int i = 0; i < STAGES; i++)
		all_us += clock->us[i];
	for (int i = 0; i < STAGES; i++)
		log_line(LOG_INFO, "stage %-9s %8.3f s %5.1f %%", names[i],
			 (double)clock->us[i] / CLOCK_SECOND_US,
			 100.0 * (double)clock->us[i] / (double)MAX(all_us, 1));
}
