/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libFuzzer target: a rule file, then after a line "---" a letter's text.
 *
 * Whatever the bytes: loading ends with a set or with problems of the right form,
 * matching ends in time, and every hit lies inside its field.
 */
#include "filters/ruleset.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

static void
check_problems(const GPtrArray *problems)
{
	for (guint i = 0; i < problems->len; i++) {
		unsigned long line, column;

		g_assert(sscanf(problems->pdata[i], "r.rules:%lu:%lu: ", &line, &column) == 2);
		g_assert(line > 0 && column > 0);
	}
}

static void
check_hits(const json_t *value, size_t n_chars)
{
	const json_t *one;
	const char *key;
	size_t i;

	if (json_is_array(value))
		json_array_foreach (value, i, one)
			check_hits(one, n_chars);
	if (!json_is_object(value))
		return;
	if (json_object_get(value, "match") != NULL) {
		size_t from = (size_t)json_integer_value(json_object_get(value, "from"));
		size_t to = (size_t)json_integer_value(json_object_get(value, "to"));

		g_assert(from <= to && to <= n_chars);
	}
	json_object_foreach ((json_t *)value, key, one)
		check_hits(one, n_chars);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
	const uint8_t *cut = memmem(bytes, n_bytes, "\n---\n", 5);
	size_t n_rules = cut != NULL ? (size_t)(cut - bytes) : n_bytes;
	RuleFile file = { "r.rules", (const char *)bytes, n_rules };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = ruleset_load(&file, 1, problems);
	g_autofree char *raw = NULL, *text = NULL;
	const char *names[1], *documents[1];
	json_t *verdict;

	g_assert((set == NULL) == (problems->len > 0));
	check_problems(problems);
	if (set == NULL)
		return 0;
	raw = cut != NULL ? g_strndup((const char *)cut + 5, n_bytes - n_rules - 5) : g_strdup("");
	text = g_utf8_make_valid(raw, -1);
	names[0] = documents[0] = text;
	verdict = ruleset_match(set, &(RuleInput){ .subject = text,
						   .body = text,
						   .attachment_names = names,
						   .documents = documents,
						   .n_attachments = 1 });
	check_hits(verdict, (size_t)g_utf8_strlen(text, -1));
	json_decref(verdict);
	ruleset_try_examples(set, problems);
	check_problems(problems);
	return 0;
}
