/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * snapshot — items and issues as the outside sees them
 *
 * One shape serves `list` and `show` (CONTRACT), and the templates of every
 * mail, which get a few local-time members more.
 *
 * Promise: an item held for a secrecy mark of tier 1 has no title, text or
 * file name here, whoever asks.
 */
#ifndef CHENGBAO_PIPELINE_DESK_SNAPSHOT_H
#define CHENGBAO_PIPELINE_DESK_SNAPSHOT_H

#include "config/office.h"
#include "spool/store.h"

typedef enum {
	SNAPSHOT_LIST, /* without text, hits, history */
	SNAPSHOT_SHOW,
	SNAPSHOT_MAIL, /* SHOW and the members that only templates use */
} SnapshotDepth;

/* The item, yours. Errors: REFUSED there is none; STORE. */
json_t *snapshot_item(Store *store, const Office *office, int64_t item, SnapshotDepth depth,
		      GError **error);

/* The issue of CONTRACT; for mails each line with title, unit, author, text. Yours. */
json_t *snapshot_issue(Store *store, const Office *office, int64_t issue, SnapshotDepth depth,
		       GError **error);

/* {"name","mailbox","domain","duty_phone"}. Yours. */
json_t *snapshot_office(const Office *office);

/* 2026-11-23 11:02 in the office's zone. Yours. */
char *snapshot_local(const Office *office, int64_t time_us);

#endif
