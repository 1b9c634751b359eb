/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-shipped_files — the files inside the program are those of the source tree.
 * Covers base/shipped (test-shipped is the rules' own).
 */
#include "base/shipped.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

static void
test_table(void)
{
	const char *before = "";
	int n = 0;

	for (const ShippedFile *file = shipped_all(); file->name; file++, n++) {
		g_autofree char *bytes = NULL;
		size_t n_bytes = 0;

		g_assert_cmpstr(before, <, file->name);
		before = file->name;
		g_assert_true(shipped_find(file->name) == file);
		g_assert_cmpint(file->bytes[file->n_bytes], ==, 0);
		/* Only where the test runs in the source tree, as `make check` does. */
		if (!g_file_get_contents(file->name, &bytes, &n_bytes, NULL))
			continue;
		g_assert_cmpuint(n_bytes, ==, file->n_bytes);
		g_assert_true(memcmp(bytes, file->bytes, n_bytes) == 0);
	}
	g_assert_cmpint(n, >, 10);
}

static void
test_find(void)
{
	static const char *const there[] = { "spool/schema.sql", "spool/statements.sql",
					     "share/office/office.conf", "share/office/people.csv",
					     "filters/rules/marks.rules" };

	for (size_t i = 0; i < G_N_ELEMENTS(there); i++) {
		const ShippedFile *file = shipped_find(there[i]);

		g_assert_nonnull(file);
		g_assert_cmpuint(file->n_bytes, >, 0);
	}
	g_assert_null(shipped_find("spool/schema"));
	g_assert_null(shipped_find(""));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/shipped/table", test_table);
	g_test_add_func("/shipped/find", test_find);
	return g_test_run();
}
