/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_engine — PCRE2's workspace and the limits that hold for every regex
 *
 * One per RuleSet, made at load. Source of the limits: RELIABILITY F18, §5.7.
 */
#ifndef CHENGBAO_FILTERS_RULE_ENGINE_H
#define CHENGBAO_FILTERS_RULE_ENGINE_H

#ifndef PCRE2_CODE_UNIT_WIDTH
#define PCRE2_CODE_UNIT_WIDTH 8
#endif
#include "filters/rule_span.h"

#include <glib.h>
#include <pcre2.h>
#include <stdbool.h>
#include <stdint.h>

#define RULE_ENGINE_MATCH_LIMIT 100000
#define RULE_ENGINE_DEPTH_LIMIT 1000
#define RULE_ENGINE_TRIAL_LIMIT 25000 /* of rule_evil, on a short text */
#define RULE_ENGINE_HEAP_KIB (16 * 1024)
#define RULE_ENGINE_STACK_BYTES (512 * 1024)
#define RULE_ENGINE_REGEX_BYTES 4096
/* 2 s a letter; a call that is under way may take the difference. */
#define RULE_ENGINE_CPU_US 1800000

typedef struct {
	pcre2_compile_context *compile;
	pcre2_match_context *match, *trial; /* trial: the low limits of rule_evil */
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
	GArray *ranges;			    /* RuleSpan: room for the starts of one regex */
	int64_t started_us, started_cpu_us; /* of the letter */
	bool exhausted;			    /* this letter's time is used up */
} RuleEngine;

RuleEngine *rule_engine_new(void);
void rule_engine_free(RuleEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleEngine, rule_engine_free)

void rule_engine_begin(RuleEngine *engine); /* a letter */
bool rule_engine_has_time(RuleEngine *engine);

/* What a negative answer of pcre2_match means, for people. Static. */
const char *rule_engine_why(int code);

#endif
