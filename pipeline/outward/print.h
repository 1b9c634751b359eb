/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * print — the printer's work: a snapshot in, a whole mail out
 *
 * Not here: the printer's process and jail, the gate that reads the mail again
 * before it may leave, freezing and sending it.
 */
#ifndef CHENGBAO_PIPELINE_OUTWARD_PRINT_H
#define CHENGBAO_PIPELINE_OUTWARD_PRINT_H

#include <glib.h>
#include <jansson.h>
#include <stddef.h>

#define PRINT_MACHINE_TYPE "application/vnd.chengbao+json"

/* Renders the page that snapshot's "template" names and composes the mail around it. An
 * issue gets its machine-readable part and `X-Chengbao-Issue`.
 *
 * Gives:  the octets, NUL-terminated after *ret_n_bytes. Yours.
 * Errors: CONFIG for a wrong template or office, MAIL for what the snapshot says.
 */
char *print_mail(const json_t *snapshot, size_t *ret_n_bytes, GError **error);

#endif
