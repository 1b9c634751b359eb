/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * reload — the office's files anew, or the old ones and a word about it
 */
#ifndef CHENGBAO_PIPELINE_DESK_RELOAD_H
#define CHENGBAO_PIPELINE_DESK_RELOAD_H

#include "pipeline/desk/desk.h"

/* Takes office.conf, people.csv, rules and schemes as they lie there now. Where one has an
 * error, all of the old ones stay in force, and the errors are in the log. */
void reload_office(Desk *desk);

#endif
