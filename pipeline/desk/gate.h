/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * gate — whether a composed mail may leave
 *
 * A jailed reader (job gate) reads the mail as its receivers will; a secrecy
 * mark that no person released stops it. It is asked when a mail is composed,
 * and again before sending when the rules have changed since.
 *
 * Source: RELIABILITY 5.6, second gate.
 */
#ifndef CHENGBAO_PIPELINE_DESK_GATE_H
#define CHENGBAO_PIPELINE_DESK_GATE_H

#include "pipeline/desk/desk.h"

/* Why the gate's answer stops the mail; NULL: it may leave. `released` is the list of mark
 * names that persons released. Yours. */
char *gate_stops(const json_t *result, const json_t *released);

/* Whether that is a mark, of which no mail may tell the name. */
bool gate_marked(const char *why);

/* Asks again for a dispatch (a row) whose rules are no longer in force; the desk waits for
 * this one answer. *ret_why NULL: it may leave; else yours. Errors: STORE. */
bool gate_again(Desk *desk, const json_t *dispatch, char **ret_why, GError **error);

#endif
