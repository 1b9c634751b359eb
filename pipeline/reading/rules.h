/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules — the rule set that is in force in an office
 *
 * Not here: the rule language (filters/), the office's files (config/).
 */
#ifndef CHENGBAO_PIPELINE_READING_RULES_H
#define CHENGBAO_PIPELINE_READING_RULES_H

#include "config/office.h"
#include "filters/ruleset.h"

/* The office's rule files; shipped topics and kinds where it has none, shipped marks,
 * angles and house checks where it defines none; office NULL: all shipped.
 *
 * Gives:  a rule set, yours; NULL when `problems` grew.
 * Errors: every error of every file, and every topic or kind that office.conf or people.csv
 *         names and no rule defines, as `FILE:LINE:COL: …` in `problems` (g_free). `notes`
 *         (may be NULL) gets what stands in.
 */
RuleSet *rules_of_office(const Office *office, GPtrArray *problems, GPtrArray *notes);

/* A RuleReader's read: `data` is the office's folder, which a link may not lead out of; NULL:
 * the folder where the program runs. */
char *rules_read_named(void *data, const char *name, size_t *ret_n_bytes, char **ret_why);

#endif
