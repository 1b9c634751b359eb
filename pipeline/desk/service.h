/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * service — the desk's loop: sources, letters, mails, the sender, commands
 *
 * One round: hear everybody who has something to say, let letters take effect,
 * print what is due, close the group, wait. `run --once` ends when nothing is
 * ready; `run` ends on SIGTERM after the group.
 */
#ifndef CHENGBAO_PIPELINE_DESK_SERVICE_H
#define CHENGBAO_PIPELINE_DESK_SERVICE_H

#include "pipeline/desk/desk.h"

/* Runs until there is nothing to do (desk->once) or until SIGTERM. Errors: STORE, AGAIN. */
bool service_run(Desk *desk, GError **error);

/* Whether something waits for a person: held, uncertain, dead, failed. */
bool service_needs_person(Desk *desk, bool *ret_yes, GError **error);

/* The path of the socket on which a living desk takes commands. Yours. */
char *service_socket_path(const Office *office);

#endif
