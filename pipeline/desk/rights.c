/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rights — who may do what, with which proof: the one table
 */
#include "pipeline/desk/rights.h"

#include <glib.h>
#include <stdbool.h>

#define BIT(role) (1u << (role))
#define DESK_ROLES (BIT(ROLE_EDITOR) | BIT(ROLE_CHIEF) | BIT(ROLE_LEADER) | BIT(ROLE_OPERATOR))

/* Sealing belongs to the signers that office.conf names for a journal, whatever
 * their role (bulletin checks that); contributors decide nothing. */
static const struct {
	CommandVerb verb;
	unsigned roles;
	bool always_confirmed; /* cannot be taken back, or lets something out */
} rights[] = {
	{ COMMAND_APPROVE, DESK_ROLES, false },
	{ COMMAND_FILE, DESK_ROLES, false },
	{ COMMAND_RETURN, DESK_ROLES, false },
	{ COMMAND_VERIFY, DESK_ROLES, false },
	{ COMMAND_MERGE, DESK_ROLES, false },
	{ COMMAND_ASSIGN, DESK_ROLES, false },
	{ COMMAND_CONSULT, DESK_ROLES, false },
	{ COMMAND_PARK, DESK_ROLES, false },
	{ COMMAND_TOPIC, DESK_ROLES, false },
	{ COMMAND_KIND, DESK_ROLES, false },
	{ COMMAND_URGENT, DESK_ROLES, false },
	{ COMMAND_ROUTINE, DESK_ROLES, false },
	{ COMMAND_EDIT, DESK_ROLES, false },
	{ COMMAND_UNDO, DESK_ROLES, false },
	{ COMMAND_RELEASE, BIT(ROLE_SECRECY) | BIT(ROLE_CHIEF) | BIT(ROLE_OPERATOR), true },
	{ COMMAND_REGISTER, BIT(ROLE_EDITOR) | BIT(ROLE_CHIEF) | BIT(ROLE_OPERATOR), true },
	{ COMMAND_SEAL, DESK_ROLES | BIT(ROLE_DUTY), false },
	{ COMMAND_ADOPT, DESK_ROLES, false },
};

Right
rights_of(Role role, Proof proof, CommandVerb verb)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rights); i++) {
		if (rights[i].verb != verb)
			continue;
		if (!(rights[i].roles & BIT(role)))
			return RIGHT_NO;
		if (proof == PROOF_NONE)
			return RIGHT_CONFIRM;
		if (proof == PROOF_BORDER && rights[i].always_confirmed)
			return RIGHT_CONFIRM;
		return RIGHT_YES;
	}
	return RIGHT_NO;
}

char *
rights_text(void)
{
	static const char *const words[] = { "no", "confirm", "yes" };
	g_autoptr(GString) text =
		g_string_new("role\tverb\tunproven\tborder\tconfirmed\tcommand\n");

	for (Role role = ROLE_CONTRIBUTOR; role <= ROLE_OPERATOR; role++)
		for (size_t i = 0; i < G_N_ELEMENTS(rights); i++)
			g_string_append_printf(
				text, "%s\t%s\t%s\t%s\t%s\t%s\n", role_word(role),
				command_word(rights[i].verb),
				words[rights_of(role, PROOF_NONE, rights[i].verb)],
				words[rights_of(role, PROOF_BORDER, rights[i].verb)],
				words[rights_of(role, PROOF_CONFIRMED, rights[i].verb)],
				words[rights_of(role, PROOF_COMMAND, rights[i].verb)]);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
