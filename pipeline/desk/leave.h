/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leave — 请假 11-20至11-24 NAME代 and 销假
 *
 * The last day or 销假 ends it. Both who goes and who stands in are told.
 *
 * Not here: what it does to asks (away).
 */
#ifndef CHENGBAO_PIPELINE_DESK_LEAVE_H
#define CHENGBAO_PIPELINE_DESK_LEAVE_H

#include "pipeline/desk/unasked.h"

/* Carries the words out. Errors: REFUSED with what to write instead; STORE. */
bool leave_carry(const Unasked *unasked, const Command *command, GError **error);

#endif
