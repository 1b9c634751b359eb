/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_files — the files a rule set is made of, those that rules name included
 *
 * A path in a rules file starts from that file's folder and does not leave the office's
 * (or, where the rules file lies outside an office, its own).
 *
 * Promise: a file is read once; all of them are in the hash.
 * Not here: opening files (the RuleReader), what they say (rule_parse, rule_words).
 */
#ifndef CHENGBAO_FILTERS_RULE_FILES_H
#define CHENGBAO_FILTERS_RULE_FILES_H

#include "filters/rule_cursor.h"
#include "filters/ruleset.h"

#define RULE_FILES_MAX 1000  /* that rules name */
#define RULE_FILES_DEPTH 8   /* of include */
#define RULE_FILES_PATH 1024 /* bytes of a name */

typedef struct RuleFiles RuleFiles;

/* Takes the files in the order of their names. Borrows their bytes and `reader` while loading. */
RuleFiles *rule_files_new(const RuleFile *files, size_t n_files, const RuleReader *reader);
void rule_files_free(RuleFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleFiles, rule_files_free)

/* The given files, in order. */
size_t rule_files_n(const RuleFiles *files);
const RuleFile *rule_files_at(const RuleFiles *files, size_t i);

/* The rest of the line, or up to a blank, as a path from the cursor's file.
 * Gives: the file, borrowed; its name lives as long as `files`. NULL: a problem was added. */
const RuleFile *rule_files_named(RuleFiles *files, const RuleCursor *cursor, const char *place,
				 const char *path);

/* Where a file was included first, `FILE:LINE`, or "" where it is one of the given; NULL: it
 * was not. `enter` notes it. Borrowed. */
const char *rule_files_entered(const RuleFiles *files, const char *name);
void rule_files_enter(RuleFiles *files, const char *name, const char *file, size_t line);

/* No file is read any more; the names stay. Gives: the hash of all, yours. */
char *rule_files_close(RuleFiles *files);

#endif
