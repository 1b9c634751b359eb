/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prepare — a snapshot made fit for templates that cannot decide anything
 *
 * A copy of the snapshot in which foreign words are harmless, and beside the
 * snapshot's members the ones templates ask for:
 *   "text": "…"            "paragraphs": ["…"], "excerpt": "…"; "text_cut": true when shortened
 *   "x": ["甲", "乙"]       "x_text": "甲、乙", "x_count": 2 (counts for every list)
 *   "state", "reason"      "state_is": {"filed": true}, "because": {"secret-mark": true}
 *   attachments[].text     "is": {"read": true}; "size": "12 KiB"
 *   similar[].relation     "is": {"same": true}; "percent": 83; "pairs": [{"a","b"}]
 *   item.sender            "unverified": true or "is": {"dkim": true}
 *   topics[].hits          "passages": [{"before", "match", "after", "rule"}], at most 3
 *   "issues", "reference"  "政务信息 2026/45" becomes 《政务信息》2026年第45期
 *   "date_local"           "2026-11-23" becomes 2026年11月23日
 *   lines with "position"  "text" without its repeated title and credits (publish/printed)
 *   the snapshot           "links": {"approve": "mailto:…"}, also in lines[]
 *
 * Not here: the pages (publish/pages), Chinese words (the templates hold them).
 */
#ifndef CHENGBAO_PUBLISH_PREPARE_H
#define CHENGBAO_PUBLISH_PREPARE_H

#include <glib.h>
#include "base/record.h" /* json_t cleans itself up */
#include <stdbool.h>

/* The prepared copy; `whole` keeps texts of any length. Yours. */
json_t *prepare_snapshot(const json_t *snapshot, bool whole);

/* One foreign string: invisible characters gone, our own separator, token label
 * and locator broken; one line unless `lines`. Yours. */
char *prepare_words(const char *words, bool lines);

#endif
