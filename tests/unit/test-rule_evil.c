/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Evil regexes: found at load, or stopped, told and suspended at run time.
 * Covers filters/rule_evil.c, rule_engine.c, rule_pattern.c.
 */
#include "base/text/fold.h"
#include "filters/rule_pattern.h"
#include "filters/ruleset.h"

#include <locale.h>
#include <string.h>
#include <time.h>

static const char *const evil[] = {
	"(a+)+$",
	"(a*)*b",
	"(a|a)*b",
	"(a|aa)+$",
	"(a|b|ab)*c",
	"(x+x+)+y",
	"(.*)*x",
	"(.+)+好",
	"(.*,){12}P",
	"(\\d+)*人",
	"(\\d+,?)+元",
	"([0-9]+)*$",
	"([a-z]+)*\\d",
	"([一-龥]+)+。$",
	"(\\w+\\s?)*$",
	"(\\w+\\s*)+[!]",
	"^(([a-z])+.)+[A-Z]([a-z])+$",
	"(春+)+耕",
	"(春|春春)+耕",
	"灾情(a+)+$",
	"(a?){30}a{30}",
	"(?:\\s*中*)*镇",
	"(\\p{Han}+)*\\d",
	"(\\p{Han}+,?)+\\.",
	"(?:(?:a+)+)+b",
	"((a|b)+)+c",
	"(\\n?.*)*x",
	"(a+|b+|c+)*d",
	"\\s*\\s*\\s*\\s*x",
	"a*a*a*a*a*b",
	"\\d*\\d*\\d*\\d*元",
	"(1+)+2",
	"([^x]+)*x\\d",
	"(?<n>a+)+\\k<n>b",
	"(\\w*)*!",
	".*.*.*.*=.*",
	"(农资|农|资)+站",
	"((春耕)*)*备",
	"([东西南北]+)+门",
	"(?i)(A+)+$",
	"(a+){2,}b",
	"(a{1,9}){1,9}b",
};

static const char *const honest[] = {
	"(农资|化肥|种子).{0,20}(供应|价格|储备)",
	"\\d+(\\.\\d+)?\\s*(万人|人次)",
	"建议.{0,40}(解决|完善|加强)",
	"(绝密|机密|秘密)\\s*[★☆⭐*＊]",
	"备耕.*台账",
	"(?m)^第[一二三四五六七八九十]+条",
	"\\d{4}年\\d{1,2}月\\d{1,2}日",
	"[^。\\n]{0,30}(镇|乡|村)[^。\\n]{0,30}(受灾|转移)",
	"(?=.*死亡)(?=.*火灾).",
	"(?<!未)(死亡|受伤)",
	"(\\d+)人.{0,10}\\1人",
	"([一-龥]{2,4}(镇|乡)、)+[一-龥]{2,4}(镇|乡)",
	"(a++)+b",
	"(?:\\d{1,3},)*\\d{3}元",
};

static void
expect(const char *regex, bool accepted)
{
	g_autoptr(RuleEngine) engine = rule_engine_new();
	g_autofree char *why = NULL, *found = NULL, *wanted = NULL;
	size_t offset;
	g_autoptr(RulePattern) pattern = rule_pattern_regex(engine, regex, &offset, &why);

	found = g_strdup_printf("%s %s", regex, pattern != NULL ? "accepted" : "refused");
	wanted = g_strdup_printf("%s %s", regex, accepted ? "accepted" : "refused");
	g_assert_cmpstr(found, ==, wanted);
	g_assert_true((pattern == NULL) == (why != NULL));
}

static void
test_load(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(evil); i++)
		expect(evil[i], false);
	for (size_t i = 0; i < G_N_ELEMENTS(honest); i++)
		expect(honest[i], true);
}

/* A regex that no short text betrays, and the text that does. */
#define HIDDEN "k7q9z(?:(?:[\\x{62}-\\x{79}]|[\\x{63}-\\x{7a}]){0,60}){1,3}[!]"

static RuleSet *
load(const char *rules)
{
	RuleFile file = { "r.rules", rules, strlen(rules) };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleSet *set = ruleset_load(&file, 1, problems);

	for (guint i = 0; i < problems->len; i++)
		g_assert_cmpstr(problems->pdata[i], ==, "");
	return set;
}

static void
expect_trip(const RuleSet *set, const char *body, const char *rule, size_t n_topics)
{
	RuleInput input = { .subject = "春耕", .body = body };
	json_t *verdict = ruleset_match(set, &input);
	json_t *errors = json_object_get(verdict, "rule_errors");

	g_assert_cmpuint(json_array_size(errors), ==, 1);
	g_assert_cmpstr(json_string_value(json_object_get(json_array_get(errors, 0), "rule")), ==,
			rule);
	g_assert_nonnull(json_object_get(json_array_get(errors, 0), "why"));
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "topics")), ==, n_topics);
	json_decref(verdict);
}

/* The rule that trips is told, also on the next letter it might hit, harmless as that is;
 * others go on. A letter without the literal it begins with it cannot hit. */
static void
test_trip(void)
{
	g_autoptr(RuleSet) set =
		load("[topic 甲]\ntext +1 /" HIDDEN "/\n[topic 乙]\nsubject +1 春耕\n");
	g_autofree char *body = g_strnfill(3000, 'm');
	g_autofree char *trap = g_strconcat("k7q9z", body, "-!", NULL);
	json_t *verdict;

	g_assert_nonnull(set);
	expect_trip(set, trap, "r.rules:2", 1);
	expect_trip(set, "无害 k7q9z !", "r.rules:2", 1);
	verdict = ruleset_match(set, &(RuleInput){ .body = "无害" });
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "rule_errors")), ==, 0);
	json_decref(verdict);
}

/* Many slow clauses, each under the match limit at every place: the letter's time ends. */
static void
test_time(void)
{
	g_autoptr(GString) rules = g_string_new("[topic 甲]\nsubject +1 春耕\n");
	g_autofree char *body = NULL;
	g_autoptr(RuleSet) set = NULL;
	RuleInput input = { .subject = "春耕" };
	json_t *verdict;
	clock_t began;

	for (int i = 0; i < 40; i++)
		g_string_append_printf(rules, "text +1 /[a-z]{0,150}[b-y]{0,150}Q[^R]%d/\n",
				       i % 10);
	set = load(rules->str);
	g_assert_nonnull(set);
	body = g_strnfill(60000, 'm');
	memcpy(body + 59980, "-Q-0123456789-", 14);
	input.body = body;
	began = clock();
	verdict = ruleset_match(set, &input);
	/* CPU time: the machine may be busy with other tests */
	g_assert_cmpint((clock() - began) / (CLOCKS_PER_SEC / 1000), <, 2500);
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "rule_errors")), >=, 1);
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "topics")), ==, 1);
	json_decref(verdict);
}

/* More places than a window is long are all found. */
static void
test_windows(void)
{
	g_autoptr(RuleEngine) engine = rule_engine_new();
	g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(RuleSpan));
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *why = NULL;
	RuleFolded folded;
	size_t offset;
	g_autoptr(RulePattern) pattern =
		rule_pattern_regex(engine, "(村+){1,2}\\s*镇*终", &offset, &why);

	g_assert_nonnull(pattern);
	for (int i = 0; i < 300; i++) {
		for (int j = 0; j < i; j++)
			g_string_append(text, "中");
		g_string_append(text, "村镇终");
	}
	folded = (RuleFolded){ text->str, text->len, NULL, NULL };
	g_assert_null(rule_pattern_find(pattern, engine, &folded, 10000, spans));
	g_assert_cmpuint(spans->len, ==, 300);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/rule_evil/load", test_load);
	g_test_add_func("/rule_evil/trip", test_trip);
	g_test_add_func("/rule_evil/time", test_time);
	g_test_add_func("/rule_evil/windows", test_windows);
	return g_test_run();
}
