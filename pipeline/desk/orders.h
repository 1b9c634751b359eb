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

/* Carries out argv (argv[0] = decide, list, issue, outbox, letters, adopt, add …) inside
 * the open group. `out` receives what to print.
 * Gives:  the exit code, 0 or 1; -1 with *error. Errors: USAGE, REFUSED, STORE. */
int orders_run(Desk *desk, int argc, char **argv, GString *out, GError **error);

#endif
