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
	Proof from; /* the least proof that carries it out without a second mail */
} rights[] = {
	{ COMMAND_APPROVE, DESK_ROLES | BIT(ROLE_DUTY), PROOF_TOKEN },
	{ COMMAND_FILE, DESK_ROLES | BIT(ROLE_DUTY), PROOF_TOKEN },
	{ COMMAND_RETURN, DESK_ROLES | BIT(ROLE_DUTY) | BIT(ROLE_SECRECY), PROOF_TOKEN },
	{ COMMAND_VERIFY, DESK_ROLES | BIT(ROLE_DUTY), PROOF_TOKEN },
	{ COMMAND_MERGE, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_SPLIT, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_ASSIGN, DESK_ROLES | BIT(ROLE_DUTY), PROOF_TOKEN },
	{ COMMAND_CONSULT, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_PARK, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_TOPIC, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_KIND, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_URGENT, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_ROUTINE, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_EDIT, DESK_ROLES, PROOF_TOKEN },
	{ COMMAND_UNDO, DESK_ROLES | BIT(ROLE_DUTY), PROOF_TOKEN },
	{ COMMAND_RELEASE, BIT(ROLE_SECRECY) | BIT(ROLE_CHIEF) | BIT(ROLE_OPERATOR),
	  PROOF_CONFIRMED },
	{ COMMAND_REGISTER, BIT(ROLE_EDITOR) | BIT(ROLE_CHIEF) | BIT(ROLE_OPERATOR),
	  PROOF_CONFIRMED },
	{ COMMAND_SEAL, DESK_ROLES | BIT(ROLE_DUTY), PROOF_BORDER },
	/* Whoever his signer and people.csv call his deputy, but not the operator. */
	{ COMMAND_SEAL_FOR, BIT(ROLE_EDITOR) | BIT(ROLE_CHIEF) | BIT(ROLE_LEADER) | BIT(ROLE_DUTY),
	  PROOF_BORDER },
	{ COMMAND_ADOPT, DESK_ROLES, PROOF_BORDER },
	{ COMMAND_PLAN, DESK_ROLES, PROOF_BORDER },
	{ COMMAND_RECORD, BIT(ROLE_EDITOR) | BIT(ROLE_CHIEF) | BIT(ROLE_OPERATOR),
	  PROOF_CONFIRMED },
	{ COMMAND_LEAVE, DESK_ROLES | BIT(ROLE_DUTY) | BIT(ROLE_SECRECY), PROOF_BORDER },
};

Right
rights_of(Role role, Proof proof, CommandVerb verb)
{
	for (size_t i = 0; i < G_N_ELEMENTS(rights); i++) {
		if (rights[i].verb != verb)
			continue;
		if (!(rights[i].roles & BIT(role)))
			return RIGHT_NO;
		return proof < rights[i].from ? RIGHT_CONFIRM : RIGHT_YES;
	}
	return RIGHT_NO;
}

char *
rights_text(void)
{
	static const char *const words[] = { "no", "confirm", "yes" };
	g_autoptr(GString) text =
		g_string_new("role\tverb\tunproven\ttoken\tborder\tconfirmed\tcommand\n");

	for (Role role = ROLE_CONTRIBUTOR; role <= ROLE_OPERATOR; role++)
		for (size_t i = 0; i < G_N_ELEMENTS(rights); i++)
			g_string_append_printf(
				text, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", role_word(role),
				command_word(rights[i].verb),
				words[rights_of(role, PROOF_NONE, rights[i].verb)],
				words[rights_of(role, PROOF_TOKEN, rights[i].verb)],
				words[rights_of(role, PROOF_BORDER, rights[i].verb)],
				words[rights_of(role, PROOF_CONFIRMED, rights[i].verb)],
				words[rights_of(role, PROOF_COMMAND, rights[i].verb)]);
	return g_string_free(g_steal_pointer(&text), FALSE);
}
