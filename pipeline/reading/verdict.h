/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verdict — what the rules say, as a member of a reading
 *
 * Not here: the rules (filters/), what a verdict leads to (pipeline/desk).
 */
#ifndef CHENGBAO_PIPELINE_READING_VERDICT_H
#define CHENGBAO_PIPELINE_READING_VERDICT_H

#include "base/record.h"
#include "filters/ruleset.h"

/* The day that windows of days go by: of a job's received_us in its zone; where it has none of
 * `date_us`, the letter's own date; 0: neither is known. */
int verdict_day(const json_t *job, int64_t date_us);

/* The rules over subject, body and documents ([{"name","content"}], NULL: none); the marks
 * over `other_body` (the other form of the same letter, NULL: none) as well. Shape: as
 * ruleset_match, cut to what the tables of records allow, and "urgent". Yours. */
json_t *verdict_make(const RuleSet *rules, const RuleInput *input, const char *other_body);

/* The same, the texts being members of a "match" job; its "text" is what the writer wrote
 * himself. */
json_t *verdict_of_job(const RuleSet *rules, const json_t *job);

/* The names of the angles that a verdict or reading did not find, in order. Yours. */
json_t *verdict_missing(const json_t *verdict);

/* Puts a verdict into a reading, whose "kind" is the letter's: the item's goes to
 * "kind_of_item". Marks that were there and are not in the verdict stay. */
void verdict_apply(json_t *reading, const json_t *verdict);

#endif
