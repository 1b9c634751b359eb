/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * read_identity — who sent a letter, by what evidence, to whom, in answer to what
 *
 * Not here: its text (read_letter).
 */
#ifndef CHENGBAO_PIPELINE_READING_READ_IDENTITY_H
#define CHENGBAO_PIPELINE_READING_READ_IDENTITY_H

#include "base/record.h"
#include "mail/scan.h"

/* Sets from, from_name, sender_*, evidence*, message_id, in_reply_to, references, to, cc,
 * date_us, issue, subject, ambiguous*, limit of `reading`; `job` says which border. */
void read_identity(const Scan *scan, const json_t *job, json_t *reading);

/* Sets evidence* alone; `job` may have keys. */
void read_identity_proof(const Scan *scan, const json_t *job, json_t *reading);

#endif
