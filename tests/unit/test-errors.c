/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-errors — codes, messages, and the exit code of each remedy
 */
#include "base/errors.h"

#include <errno.h>
#include <locale.h>

static const struct {
	ErrorsCode code;
	int exit_code;
} cases[] = {
	{ ERRORS_AGAIN, 75 }, { ERRORS_MAIL, 1 },    { ERRORS_CONFIG, 78 },
	{ ERRORS_STORE, 74 }, { ERRORS_REFUSED, 1 }, { ERRORS_USAGE, 64 },
};

static void
test_codes(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(errors_set(&error, cases[i].code, "%s: %d%%", "信", 5));
		g_assert_error(error, ERRORS, (int)cases[i].code);
		g_assert_cmpstr(error->message, ==, "信: 5%");
		g_assert_cmpint(errors_exit_code(error), ==, cases[i].exit_code);
	}
}

static void
test_errno(void)
{
	static const struct {
		int number;
		const char *message;
	} numbers[] = {
		{ EACCES, "cannot keep a: Permission denied" },
		{ ENOSPC, "cannot keep a: No space left on device; free some space and try again" },
		{ EMFILE, "cannot keep a: Too many open files; allow more open files (ulimit -n, "
			  "LimitNOFILE=) and try again" },
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(GError) foreign = g_error_new(G_FILE_ERROR, G_FILE_ERROR_IO, "x");

	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_clear_error(&error);
		g_assert_false(errors_errno(&error, ERRORS_STORE, numbers[i].number,
					    "cannot keep %s", "a"));
		g_assert_error(error, ERRORS, ERRORS_STORE);
		g_assert_cmpstr(error->message, ==, numbers[i].message);
	}
	g_assert_cmpint(errors_exit_code(foreign), ==, 74);
	/* Nobody asks for it: still false. */
	g_assert_false(errors_set(NULL, ERRORS_MAIL, "x"));
	g_assert_false(errors_errno(NULL, ERRORS_MAIL, EIO, "x"));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/errors/codes", test_codes);
	g_test_add_func("/errors/errno", test_errno);
	return g_test_run();
}
