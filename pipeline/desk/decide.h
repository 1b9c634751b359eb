/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * decide — what a decision does to an item
 *
 * Every decision, by reply or by command, comes through decide_command. It
 * moves the item along the rows of the table move, opens and closes asks, and
 * makes the mails due that tell those concerned.
 *
 * Promise: within desk_step_begin/end a decision is whole or not there.
 * Not here: proof (answer), words (mail/commands), issues (bulletin).
 */
#ifndef CHENGBAO_PIPELINE_DESK_DECIDE_H
#define CHENGBAO_PIPELINE_DESK_DECIDE_H

#include "pipeline/desk/desk.h"
#include "pipeline/desk/rights.h"

/* Who decides; everything borrowed. */
typedef struct {
	const char *address; /* of a person, or "operator" */
	const char *name;
	Role role;
	Proof proof;
	const char *evidence;	  /* as in an item's history */
	int64_t letter;		  /* that says so; 0: a command */
	const Person *signer;	  /* whose sign-off he records; NULL: it is his own */
	const Person *stands_for; /* the signer in whose place he signs; NULL: his own */
} Actor;

/* The lines of a mail: what is numbered numbers[i] is items[i] in revision revisions[i]. An
 * ask about one item has no lines. */
typedef struct {
	const int *numbers;
	const int64_t *items;
	const int *revisions;
	size_t n_items;
} DecideLines;

/* Carries out `command` on one item.
 *
 * revision: the one the actor saw; 0 = whichever is current.
 * lines:    resolves the target of a merge; may be NULL.
 * did:      receives a few Chinese words of what was done.
 * Errors:   REFUSED not allowed or not possible now, with the reason for the
 *           actor; STORE.
 */
bool decide_command(Desk *desk, const Actor *actor, int64_t item, int revision,
		    const Command *command, const DecideLines *lines, GString *did, GError **error);

/* Moves an item; `more` (taken, may be NULL) has further members of the event. */
bool decide_move(Desk *desk, const Actor *actor, const json_t *item, const char *to,
		 const char *verb, const char *why, json_t *more, GError **error);

#endif
