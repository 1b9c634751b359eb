/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seal — a signed draft becomes a numbered issue
 */
#ifndef CHENGBAO_PIPELINE_DESK_SEAL_H
#define CHENGBAO_PIPELINE_DESK_SEAL_H

#include "pipeline/desk/decide.h"

/* Seals `issue` (a row) with the removals, order and titles that the signer's commands
 * name (NULL: none): the number, the frozen bytes, the points, the mails.
 * Errors: REFUSED a clause cannot be carried out: nothing is sealed; STORE. */
bool seal_issue(Desk *desk, const Actor *actor, const json_t *issue, const Commands *commands,
		json_t *report, GError **error);

/* An approved item goes back to its editor. */
bool seal_send_back(Desk *desk, const Actor *actor, int64_t item, const char *why, GError **error);

#endif
