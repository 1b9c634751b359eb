/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rights — every cell of the table role × proof × verb
 *
 * The expected table is written out here, so that a change of a right is a change
 * in two places and cannot slip in.
 */
#include "config/office.h"
#include "pipeline/desk/rights.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* n no, c confirm, y yes; for PROOF_NONE, PROOF_TOKEN, PROOF_BORDER, PROOF_CONFIRMED,
 * PROOF_COMMAND. */
#define NEVER "nnnnn"
#define USUAL "cyyyy"
#define FINAL "ccyyy"
#define GRAVE "cccyy"

/* In the order of Role: contributor editor chief leader duty secrecy operator. */
static const struct {
	CommandVerb verb;
	const char *cells[7];
} expected[] = {
	{ COMMAND_APPROVE, { NEVER, USUAL, USUAL, USUAL, USUAL, NEVER, USUAL } },
	{ COMMAND_FILE, { NEVER, USUAL, USUAL, USUAL, USUAL, NEVER, USUAL } },
	{ COMMAND_RETURN, { NEVER, USUAL, USUAL, USUAL, USUAL, USUAL, USUAL } },
	{ COMMAND_VERIFY, { NEVER, USUAL, USUAL, USUAL, USUAL, NEVER, USUAL } },
	{ COMMAND_EDIT, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_MERGE, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_SPLIT, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_ASSIGN, { NEVER, USUAL, USUAL, USUAL, USUAL, NEVER, USUAL } },
	{ COMMAND_CONSULT, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_PARK, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_TOPIC, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_KIND, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_URGENT, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_ROUTINE, { NEVER, USUAL, USUAL, USUAL, NEVER, NEVER, USUAL } },
	{ COMMAND_RELEASE, { NEVER, NEVER, GRAVE, NEVER, NEVER, GRAVE, GRAVE } },
	{ COMMAND_UNDO, { NEVER, USUAL, USUAL, USUAL, USUAL, NEVER, USUAL } },
	{ COMMAND_SEAL, { NEVER, FINAL, FINAL, FINAL, FINAL, NEVER, FINAL } },
	{ COMMAND_SEAL_FOR, { NEVER, FINAL, FINAL, FINAL, FINAL, NEVER, NEVER } },
	{ COMMAND_ADOPT, { NEVER, FINAL, FINAL, FINAL, NEVER, NEVER, FINAL } },
	{ COMMAND_PLAN, { NEVER, FINAL, FINAL, FINAL, NEVER, NEVER, FINAL } },
	{ COMMAND_RECORD, { NEVER, GRAVE, GRAVE, NEVER, NEVER, NEVER, GRAVE } },
	{ COMMAND_LEAVE, { NEVER, FINAL, FINAL, FINAL, FINAL, FINAL, FINAL } },
	{ COMMAND_REGISTER, { NEVER, GRAVE, GRAVE, NEVER, NEVER, NEVER, GRAVE } },
	{ COMMAND_CONFIRM, { NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER } },
};

static void
test_cells(void)
{
	static const char letters[] = "ncy";

	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
		for (Role role = ROLE_CONTRIBUTOR; role <= ROLE_OPERATOR; role++)
			for (Proof proof = PROOF_NONE; proof <= PROOF_COMMAND; proof++) {
				g_autofree char *got = g_strdup_printf(
					"%s %s %d: %c", role_word(role),
					command_word(expected[i].verb), (int)proof,
					letters[rights_of(role, proof, expected[i].verb)]);
				g_autofree char *want =
					g_strdup_printf("%s %s %d: %c", role_word(role),
							command_word(expected[i].verb), (int)proof,
							expected[i].cells[role][proof]);

				g_assert_cmpstr(got, ==, want);
			}
}

static void
test_text(void)
{
	g_autofree char *text = rights_text();

	g_assert_nonnull(strstr(text, "chief\trelease\tconfirm\tconfirm\tconfirm\tyes\tyes\n"));
	g_assert_nonnull(strstr(text, "contributor\tapprove\tno\tno\tno\tno\tno\n"));
}

/* What a token may do in office.conf is what the table lets a token do. */
static void
test_token_verbs(void)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *folder = g_dir_make_tmp("chengbao-rights-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "office.conf", NULL);
	g_autoptr(Office) office = NULL;

	g_assert_true(g_file_set_contents(
		path, "[office]\nname = 白鹭县政府办\nmailbox = xinxi@bailu.example\n", -1, NULL));
	office = office_load_minimal(folder, problems);
	g_assert_nonnull(office);
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
		bool named = g_strv_contains((const char *const *)office->token.verbs,
					     command_word(expected[i].verb));

		g_assert_cmpint(named, ==,
				rights_of(ROLE_CHIEF, PROOF_TOKEN, expected[i].verb) == RIGHT_YES);
	}
	g_unlink(path);
	g_rmdir(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rights/cells", test_cells);
	g_test_add_func("/rights/text", test_text);
	g_test_add_func("/rights/token-verbs", test_token_verbs);
	return g_test_run();
}
