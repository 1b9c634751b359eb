/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * read_letter — what one letter says: the reading record, without its documents
 *
 * Identity first: raw scan, sender and evidence on raw bytes; then parts, text,
 * what is new in it, references, commands, fields, and the rules' verdict.
 *
 * Promise: never fails: a letter past a cap gives a reading with "limit".
 * Not here: documents (extract/), who the sender is to the office (pipeline/desk).
 */
#ifndef CHENGBAO_PIPELINE_READING_READ_LETTER_H
#define CHENGBAO_PIPELINE_READING_READ_LETTER_H

#include "base/record.h"
#include "filters/ruleset.h"

/* `job` as records_job: authserv_id, border, domain, mailbox, zone, received_us, names; all
 * optional. Gives: a record of records_reading, yours. */
json_t *read_letter(const RuleSet *rules, const json_t *job, const char *bytes, size_t n_bytes);

/* All that is text in a letter: subject and both forms of the body, one below the other;
 * attachments' names into `names` (g_free). For forwarded letters and the gate.
 *
 * Gives:  the text, yours; *ret_subject, yours.
 * Errors: MAIL it is past a cap or cannot be parsed. */
char *read_letter_all_text(const char *bytes, size_t n_bytes, char **ret_subject, GPtrArray *names,
			   GError **error);

#endif
