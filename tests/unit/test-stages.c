/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-stages — the desk's time goes to the stage that ended
 */
#include "pipeline/desk/stages.h"

#include <glib.h>
#include <locale.h>

static void
test_sum(void)
{
	StageClock clock = { 0 };

	/* The first call only starts the clock: nothing was measured yet. */
	stages_end(&clock, STAGE_TAKE);
	g_assert_cmpint(clock.us[STAGE_TAKE], ==, 0);
	g_usleep(2000);
	stages_end(&clock, STAGE_JUDGE);
	g_usleep(1000);
	stages_end(&clock, STAGE_COMMIT);
	g_assert_cmpint(clock.us[STAGE_JUDGE], >=, 2000);
	g_assert_cmpint(clock.us[STAGE_COMMIT], >=, 1000);
	g_assert_cmpint(clock.us[STAGE_WAIT], ==, 0);
}

static void
test_tell(void)
{
	if (g_test_subprocess()) {
		StageClock clock = { .us = { [STAGE_JUDGE] = 750000, [STAGE_COMMIT] = 250000 } };

		stages_tell(&clock);
		g_setenv("CHENGBAO_STAGES", "1", TRUE);
		stages_tell(&clock);
		return;
	}
	g_unsetenv("CHENGBAO_STAGES");
	g_test_trap_subprocess(NULL, 0, 0);
	g_test_trap_assert_passed();
	g_test_trap_assert_stderr("chengbao: stage take *judge        0.750 s  75.0 %*commit       "
				  "0.250 s  25.0 %*");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/stages/sum", test_sum);
	g_test_add_func("/stages/tell", test_tell);
	return g_test_run();
}
