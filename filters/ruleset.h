/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ruleset — rule files in, a verdict on a letter's text out
 *
 * The language is described in chengbao-rules(5). Everything is compiled and
 * allocated at load; matching opens no file, so that it runs inside the jail.
 *
 * Promise: the same text gives the same verdict whatever its script, width and
 * blanks were; a rule that fails is told, it is never "no match".
 * Not here: finding the files (config/), what a verdict leads to (pipeline/).
 */
#ifndef CHENGBAO_FILTERS_RULESET_H
#define CHENGBAO_FILTERS_RULESET_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* Kinds there are though no rule defines them. */
#define RULESET_KIND_USUAL "动态"  /* of what no rule gives one */
#define RULESET_KIND_URGENT "紧急" /* urgent by itself */

typedef struct RuleSet RuleSet;

typedef struct {
	const char *name; /* as messages and hits show it: filters/topics.rules */
	const char *bytes;
	size_t n_bytes;
} RuleFile;

/* Reads a file that a rules file names. `name` is relative to the office, or absolute where
 * the rules file's own name is. Gives: its bytes, yours; NULL: *ret_why (yours) says why. */
typedef struct {
	char *(*read)(void *data, const char *name, size_t *ret_n_bytes, char **ret_why);
	void *data;
} RuleReader;

typedef struct {
	const char *name, *value; /* UTF-8 */
} RuleHeader;

/* All texts UTF-8; anything may be NULL. documents[i] is the text of the file
 * attachment_names[i]. */
typedef struct {
	const char *subject, *body;
	const char *own; /* of the body, what its writer wrote himself: angles are looked for in
			    it alone. NULL: all of the body */
	const char *const *attachment_names;
	const char *const *documents;
	size_t n_attachments;
	const char *from, *unit;
	const RuleHeader *headers;
	size_t n_headers;
	int day; /* on which the letter came, as 20260301; 0: windows of days are not looked at */
} RuleInput;

/* Reads and compiles files: UTF-8 with or without BOM, or GB18030.
 *
 * Gives:  a RuleSet, yours (ruleset_free); NULL when `problems` grew.
 * Errors: every error of every file is added to `problems` as an allocated
 *         string `FILE:LINE:COL: message` (COL in characters, inside regexes
 *         too); give it g_free as element free function.
 * Files are taken in the order of their names, whatever order they come in.
 * A RuleSet serves one thread at a time; a fork inherits it whole. */
RuleSet *ruleset_load(const RuleFile *files, size_t n_files, GPtrArray *problems);

/* The same; word lists and included files are read by `reader` (NULL: none can be). */
RuleSet *ruleset_load_with(const RuleFile *files, size_t n_files, const RuleReader *reader,
			   GPtrArray *problems);
void ruleset_free(RuleSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleSet, ruleset_free)

/* From now on every pattern is tried on every text, as if no regex had a literal. The verdicts
 * are the same; to measure and to prove it. */
void ruleset_without_index(RuleSet *set);

/* SHA-256 over names and bytes of all files, word lists and included ones too, hexadecimal.
 * Yours. */
char *ruleset_hash(const RuleSet *set);

/* The verdict:
 *  {"topics":[{"topic","group","score","hits":[HIT…]}…],  score >= threshold, highest first
 *   "near":[…],              same shape: topics with a positive hit that stayed below; and
 *                            "threshold", "lacks":[{"rule","score"}…], clauses that did not hit
 *   "kind":"动态","kind_hits":[HIT…],
 *   "marks":[{"mark","where","tier","hits":[HIT…]}…],     one per mark and place
 *   "angles":[{"angle":"问题","found":true,"hits":[HIT…]}…], every angle, in file order
 *   "checks":[{"check":"标题过长","say":"…","hits":[HIT…]}…], those that hit
 *   "rule_errors":[{"rule":"FILE:LINE","why":"…"}…]}
 *  HIT = {"rule":"FILE:LINE","field":"subject|body|attachment:1|document:1|from|unit|header:NAME",
 *         "from":2,"to":4,"match":"春耕"} and in topics "score";
 * from and to count Unicode characters of the named field as it was given;
 * "group" is null for a topic without one; `match` is at most 200 characters.
 * Yours. Takes at most about 2 s of CPU; what was left out is in rule_errors. */
json_t *ruleset_match(const RuleSet *set, const RuleInput *input);

/* Only the marks: {"marks":[…],"rule_errors":[…]}, as above. Yours. */
json_t *ruleset_marks_only(const RuleSet *set, const RuleInput *input);

/* Tries every 例 and 非例 as subject and body at once; each failure is added
 * to `problems` as `FILE:LINE:COL: …` with score and threshold. */
void ruleset_try_examples(const RuleSet *set, GPtrArray *problems);

/* The 例 of the marks of another set that no mark of this one finds, and in *ret_n_all how many
 * there are. The array is yours, the strings the other set's. */
GPtrArray *ruleset_marks_missed(const RuleSet *set, const RuleSet *of, size_t *ret_n_all);

/* One line about the clauses that are tried on every letter, as they need no literal of two
 * characters in all they match: how many, what they cost, the dearest. NULL: there are none. Yours.
 */
char *ruleset_costs(const RuleSet *set);

/* Names in file order, each once; the array is yours, the strings the set's. */
GPtrArray *ruleset_kinds(const RuleSet *set);
GPtrArray *ruleset_topics(const RuleSet *set);
GPtrArray *ruleset_angles(const RuleSet *set);
GPtrArray *ruleset_groups(const RuleSet *set);

/* What a letter can be given: {"topics":[{"topic":"春耕备耕","group":"三农"}…],"kinds":["督查"…]}
 * in file order; "group" is null for a topic without one. The two kinds without a rule come
 * last. Yours. */
json_t *ruleset_labels(const RuleSet *set);

bool ruleset_has_marks(const RuleSet *set);
bool ruleset_has_angles(const RuleSet *set);
bool ruleset_has_checks(const RuleSet *set);
bool ruleset_has_topics(const RuleSet *set);
bool ruleset_has_kinds(const RuleSet *set);
size_t ruleset_n_clauses(const RuleSet *set);

#endif
