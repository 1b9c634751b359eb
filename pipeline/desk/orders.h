/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * orders — the operator's changing commands, carried out by the desk
 *
 * An order is first stored as a letter of source `operator`, so that all words
 * lie in letters; then it is a decision like any other.
 */
#ifndef CHENGBAO_PIPELINE_DESK_ORDERS_H
#define CHENGBAO_PIPELINE_DESK_ORDERS_H

#include "pipeline/desk/desk.h"

/* One command as it came; argv[0] = decide, list, issue, outbox, letters, adopt, add … */
typedef struct {
	int argc;
	char **argv;
	int input;     /* what came on its standard input, or the file it names; -1: nothing */
	GString *out;  /* receives what to print */
	int64_t waits; /* a letter that is to be read before there is an answer; 0: none */
} OrdersCall;

/* Carries out a command inside the open group.
 * Gives:  the exit code, 0 or 1; -1 with *error. Errors: USAGE, REFUSED, STORE. */
int orders_run(Desk *desk, OrdersCall *call, GError **error);

/* The answer to a command that waits, once its letter has taken effect.
 * Gives:  *ret_code, 0 or 1; -1: not yet. Errors: STORE. */
bool orders_settle(Desk *desk, OrdersCall *call, int *ret_code, GError **error);

/* Has the letter of a command that waits read, and nothing else: for a desk that lives for
 * one command. Errors: STORE, CONFIG, AGAIN. */
bool orders_read(Desk *desk, const OrdersCall *call, GError **error);

#endif
