/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parts — the reports of one letter, each with what the rules say of it
 *
 * Not here: where one report ends and the next begins (mail/several).
 */
#ifndef CHENGBAO_PIPELINE_READING_PARTS_H
#define CHENGBAO_PIPELINE_READING_PARTS_H

#include "base/record.h"
#include "filters/ruleset.h"

/* What a letter itself says, of its reading: the writer's own text; whole a letter
 * that is forwarded, doubtful, or seems to quote and quotes nobody. Borrowed, never NULL. */
const char *parts_text(const json_t *reading);

/* Whether a subject says that the letter was forwarded. NULL: no. */
bool parts_is_forward(const char *subject);

/* The job that reads a letter's documents and itself anew; `read` is the job that read it
 * first, whose day and zone hold. Yours. */
json_t *parts_job(const json_t *read, const json_t *reading, const json_t *documents);

/* Sets the member "several" of a verdict for such a job: {"sure","said","parts":[{"document",
 * "member","file","title","text", and the members of a verdict}]}, null where the letter is one
 * report. `member` counts from 1 the files of a packed folder, `file` is that one's name. */
void parts_add(json_t *verdict, const RuleSet *rules, const json_t *job);

#endif
