/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * records — the tables of everything that crosses between desk and reading workers
 *
 * One table per record: the writer follows it, the desk checks with it, the
 * fuzz target is made from it. A worker may be in an attacker's hands: what it
 * sends is checked here before anyone looks at it.
 *
 * Not here: the meaning of a letter's words (mail/), of a verdict (filters/).
 */
#ifndef CHENGBAO_PIPELINE_READING_RECORDS_H
#define CHENGBAO_PIPELINE_READING_RECORDS_H

#include "base/record.h"

#define RECORDS_TEXT_BYTES (2u << 20)	  /* any text of a letter */
#define RECORDS_DOCUMENT_BYTES (8u << 20) /* the text of a document */
#define RECORDS_ATTACHMENTS 1000
#define RECORDS_MEMBERS 1000 /* of a packed folder */
#define RECORDS_HITS 2000
#define RECORDS_ANGLES 100
#define RECORDS_CHECKS 100
#define RECORDS_LABELS 100000 /* topics, or kinds, of a rule set */
#define RECORDS_KEYS 20	      /* of one letter's signatures */

extern const RecordField records_zygote[];  /* zygote to desk: ready, problems */
extern const RecordField records_request[]; /* desk to zygote: fork */
extern const RecordField records_hello[];   /* a worker's first words */
extern const RecordField records_job[];	    /* desk to worker; "job" is always there */
extern const RecordField records_reading[]; /* result of "read" */

/* The table of a worker's answer to the job of this name; NULL when there is no such job.
 * Every answer is {"result":{…}} or {"failed":"why"}. */
const RecordField *records_reply(const char *job);

/* Positions and counts that a table cannot say: hits lie inside their field, texts add up.
 * `job` as above; `reply` passed its table. Errors: MAIL. */
bool records_sound(const char *job, const json_t *reply, GError **error);

#endif
