/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * printing — mail that is due becomes a dispatch: frozen bytes
 *
 * The desk makes a snapshot, a jailed printer writes the mail, a jailed reader
 * (job gate) looks for secrecy marks in it, and one transaction makes the
 * dispatch with its token. Killed in between, the mailing is still due. A mailing
 * may have a time before which it is not written.
 *
 * Promise: no mail with a mark that nobody released becomes a dispatch.
 */
#ifndef CHENGBAO_PIPELINE_DESK_PRINTING_H
#define CHENGBAO_PIPELINE_DESK_PRINTING_H

#include "base/record.h"

struct Desk;
typedef struct DeskPrinting DeskPrinting;

DeskPrinting *printing_new(struct Desk *desk);
void printing_free(DeskPrinting *printing);

/* Starts on mail that is due. Errors: STORE, CONFIG. */
bool printing_begin(DeskPrinting *printing, GError **error);

/* Makes dispatches of what came back. Errors: STORE. */
bool printing_finish(DeskPrinting *printing, GError **error);

size_t printing_pending(const DeskPrinting *printing);

/* When printing_begin has mail that waits for its time now; INT64_MAX: none does. */
int64_t printing_next(const DeskPrinting *printing);

#endif
