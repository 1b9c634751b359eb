/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wording — states and people as a sentence to an editor names them
 *
 * Not here: the same words in templates (publish/templates).
 */
#ifndef CHENGBAO_PIPELINE_DESK_WORDING_H
#define CHENGBAO_PIPELINE_DESK_WORDING_H

#include "pipeline/desk/desk.h"

/* A state of an item in the office's language; the word itself where there is no other. */
const char *wording_state(const char *state);

/* Who decided, by name: an address of the roster, or "operator". NULL: nobody did. */
const char *wording_who(const Desk *desk, const char *who);

#endif
