/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule — what a rule file says, compiled: sections, clauses, conditions
 *
 * Made by rule_parse, read by rule_match and rule_examples. Places (file and
 * line) stay with everything that can hit or fail.
 *
 * Not here: the language (chengbao-rules(5)), how a pattern finds (rule_pattern).
 */
#ifndef CHENGBAO_FILTERS_RULE_H
#define CHENGBAO_FILTERS_RULE_H

#include "filters/rule_files.h"
#include "filters/rule_pattern.h"
#include "filters/rule_window.h"

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
	RULE_SUBJECT,
	RULE_TEXT, /* body and documents */
	RULE_BODY,
	RULE_ATTACHMENT, /* file names */
	RULE_FROM,
	RULE_UNIT,
	RULE_HEADER,
} RuleField;

/* What is read for each clause that may hit stands first, near to each other in memory. */
typedef struct {
	RuleWindow window; /* of days on which it counts */
	RulePattern *pattern;
	RulePattern *near_pattern; /* NULL without near */
	unsigned fields;	   /* a set: bits 1 << RuleField */
	int score;		   /* topics only */
	size_t max;		   /* counts at most so often */
	json_t *place;		   /* "FILE:LINE", the same one in all hits */
	size_t near_chars;	   /* RULE_CURSOR_SENTENCE: in one sentence */
	char *header;		   /* lower case, only for RULE_HEADER */
	const char *file;	   /* the set's */
	size_t line;
	bool literal; /* it hits only where some literal stands: most texts need not be tried */
} RuleClause;

typedef struct {
	char *name;
	RuleClause *clause;
} RuleLet;

typedef enum {
	RULE_WHEN_NAME,
	RULE_WHEN_NEAR,
	RULE_WHEN_NOT,
	RULE_WHEN_AND,
	RULE_WHEN_OR
} RuleWhenType;

/* One node of a condition. */
typedef struct RuleWhen {
	RuleWhenType type;
	size_t let;	/* RULE_WHEN_NAME: index into the section's lets */
	size_t n_chars; /* RULE_WHEN_NEAR; RULE_CURSOR_SENTENCE: in one sentence */
	struct RuleWhen *left, *right;
} RuleWhen;

typedef struct {
	char *text;
	bool wanted; /* 例, else 非例 */
	const char *file;
	size_t line, column;
} RuleExample;

typedef enum {
	RULE_TOPIC,
	RULE_KIND,
	RULE_MARK,
	RULE_ANGLE,
	RULE_CHECK,
	RULE_SECTION_TYPES
} RuleSectionType;

/* In the same order. */
typedef struct {
	RuleSectionType type;
	int threshold, tier;
	RuleWindow window;
	GPtrArray *clauses; /* RuleClause */
	char *name;
	char *group; /* NULL where none is named */
	char *say;   /* of a check: what the editor reads; NULL elsewhere */
	const char *file;
	size_t line;
	GPtrArray *lets;     /* RuleLet */
	GPtrArray *whens;    /* RuleWhen; any of them suffices */
	GPtrArray *examples; /* RuleExample */
} RuleSection;

/* What ruleset_load makes. */
struct RuleSet {
	RuleFiles *files;    /* with the names everything points to */
	GPtrArray *sections; /* RuleSection, in file order */
	GHashTable *by_name; /* "TYPE NAME" → RuleSection */
	GPtrArray *by_type[RULE_SECTION_TYPES];
	RuleEngine *engine;
	RuleIndex *index;
	GArray *owners; /* guint a pattern of the index: its section's place in `sections` */
	char *hash;
};

#define RULE_SCORE_MAX 1000 /* of one clause, either sign */
#define RULE_THRESHOLD_MAX 100000
#define RULE_COUNT_MAX 100 /* of "max N" */
#define RULE_SAY_CHARS 200 /* of a check's words */
#define RULE_NAME_CHARS 64 /* of a section, group or let */
#define RULE_FILE_BYTES (8u << 20)
#define RULE_LINE_CHARS 8192
#define RULE_WORDS_MAX 1000 /* of one clause */
#define RULE_WHEN_DEPTH 32

RuleSection *rule_section_new(RuleSectionType type, const char *name);
void rule_section_free(RuleSection *section);
RuleClause *rule_clause_new(const char *file, size_t line);
void rule_clause_free(RuleClause *clause);
RuleWhen *rule_when_new(RuleWhenType type, RuleWhen *left, RuleWhen *right);
void rule_when_free(RuleWhen *when);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleSection, rule_section_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleClause, rule_clause_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleWhen, rule_when_free)

#endif
