/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_engine — PCRE2's workspace and the limits that hold for every regex
 *
 * The match limit counts anew at every starting place, so it alone does not
 * bound a call; rule_pattern therefore starts risky patterns in windows and
 * asks here for the time in between.
 *
 * Promise: after rule_engine_new only the heap is needed.
 */
#include "filters/rule_engine.h"

#include "base/i18n.h"

#include <time.h>

static int64_t
cpu_us(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0)
		return g_get_monotonic_time();
	return (int64_t)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

RuleEngine *
rule_engine_new(void)
{
	RuleEngine *engine = g_new0(RuleEngine, 1);

	engine->compile = pcre2_compile_context_create(NULL);
	engine->match = pcre2_match_context_create(NULL);
	engine->trial = pcre2_match_context_create(NULL);
	engine->data = pcre2_match_data_create(1, NULL);
	engine->stack = pcre2_jit_stack_create(32 * 1024, RULE_ENGINE_STACK_BYTES, NULL);
	g_assert(engine->compile != NULL && engine->match != NULL && engine->trial != NULL &&
		 engine->data != NULL);
	pcre2_set_max_pattern_length(engine->compile, RULE_ENGINE_REGEX_BYTES);
	engine->ranges = g_array_new(FALSE, FALSE, sizeof(RuleSpan));
	pcre2_set_parens_nest_limit(engine->compile, 50);
	pcre2_set_match_limit(engine->match, RULE_ENGINE_MATCH_LIMIT);
	pcre2_set_depth_limit(engine->match, RULE_ENGINE_DEPTH_LIMIT);
	pcre2_set_heap_limit(engine->match, RULE_ENGINE_HEAP_KIB);
	pcre2_set_match_limit(engine->trial, RULE_ENGINE_TRIAL_LIMIT);
	pcre2_set_heap_limit(engine->trial, RULE_ENGINE_HEAP_KIB);
	/* No stack, where the system forbids JIT altogether: interpreted then. */
	if (engine->stack != NULL)
		pcre2_jit_stack_assign(engine->match, NULL, engine->stack);
	rule_engine_begin(engine);
	return engine;
}

void
rule_engine_free(RuleEngine *engine)
{
	if (engine == NULL)
		return;
	g_array_unref(engine->ranges);
	pcre2_jit_stack_free(engine->stack);
	pcre2_match_data_free(engine->data);
	pcre2_match_context_free(engine->match);
	pcre2_match_context_free(engine->trial);
	pcre2_compile_context_free(engine->compile);
	g_free(engine);
}

void
rule_engine_begin(RuleEngine *engine)
{
	engine->exhausted = false;
	engine->started_us = g_get_monotonic_time();
	engine->started_cpu_us = cpu_us();
}

bool
rule_engine_has_time(RuleEngine *engine)
{
	/* The wall clock costs no system call, and CPU time cannot exceed it. */
	if (!engine->exhausted && g_get_monotonic_time() - engine->started_us > RULE_ENGINE_CPU_US)
		engine->exhausted = cpu_us() - engine->started_cpu_us > RULE_ENGINE_CPU_US;
	return !engine->exhausted;
}

const char *
rule_engine_why(int code)
{
	switch (code) {
	case PCRE2_ERROR_MATCHLIMIT:
		return _("the regex took too many steps (match limit)");
	case PCRE2_ERROR_DEPTHLIMIT:
		return _("the regex nested too deeply (depth limit)");
	case PCRE2_ERROR_HEAPLIMIT:
	case PCRE2_ERROR_NOMEMORY:
		return _("the regex needed too much memory (heap limit)");
	case PCRE2_ERROR_JIT_STACKLIMIT:
		return _("the regex needed too much stack (JIT stack limit)");
	default:
		return _("the regex could not be matched");
	}
}
