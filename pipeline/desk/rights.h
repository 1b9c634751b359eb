/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rights — who may do what, with which proof: the one table
 *
 * `chengbao rights` prints it; a test asks every cell.
 */
#ifndef CHENGBAO_PIPELINE_DESK_RIGHTS_H
#define CHENGBAO_PIPELINE_DESK_RIGHTS_H

#include "config/roster.h"
#include "mail/commands.h"

typedef enum {
	PROOF_NONE,	 /* the border says nothing: every decision is confirmed */
	PROOF_TOKEN,	 /* the ask's secret from the asked address, where the office chose that */
	PROOF_BORDER,	 /* proven by a method of [trust] replies */
	PROOF_CONFIRMED, /* he answered the second mail to his configured address */
	PROOF_COMMAND,	 /* the operator at the machine */
} Proof;

typedef enum {
	RIGHT_NO,      /* not for this role, however proven */
	RIGHT_CONFIRM, /* after a second mail */
	RIGHT_YES,
} Right;

Right rights_of(Role role, Proof proof, CommandVerb verb);

/* The table as text, a line for each role and verb. Yours. */
char *rights_text(void);

#endif
