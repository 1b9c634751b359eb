/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One text in many clothes gets one verdict; marks alone as in the whole verdict.
 * Covers filters/rule_match.c, rule_parts.c.
 */
#include "base/shipped.h"
#include "filters/ruleset.h"
#include "filters/shipped.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	const char *name, *subject, *body;
} Text;

/* The first of each group is how it is usually written. */
static const Text texts[][5] = {
	{
		{ "plain", "关于春耕备耕的报告", "全县化肥供应充足,种子储备3万吨。" },
		{ "traditional", "關於春耕備耕的報告", "全縣化肥供應充足,種子儲備3萬噸。" },
		{ "full-width", "关于春耕备耕的报告", "全县化肥供应充足，种子储备３万吨。" },
		{ "spaced", "关于 春 耕 备　耕的报告",
		  "全 县 化肥　供应 充足， 种子储备 3 万吨。" },
		{ "all", "關於 春　耕 備耕的報告", "全 縣 化肥　供應充足，種 子儲備３萬 噸。" },
	},
	{
		{ "plain", "一家具厂火灾", "火灾造成12人被困,3人死亡。" },
		{ "traditional", "一家具廠火災", "火災造成12人被困,3人死亡。" },
		{ "full-width", "一家具厂火灾", "火灾造成１２人被困，３人死亡。" },
		{ "spaced", "一 家具厂 火 灾", "火 灾造成 12 人被困，　3 人 死亡。" },
		{ "invisible", "一家具厂火\xe2\x80\x8b灾",
		  "火灾造成12人被\xe2\x80\x8b困,3人死亡。" },
	},
	{
		{ "plain", "工作方案", "机密★5年 内部资料" },
		{ "traditional", "工作方案", "機密★5年 內部資料" },
		{ "full-width", "工作方案", "机密★５年　内部资料" },
		{ "spaced", "工 作 方 案", "机 密 ★ 5 年 内 部 资 料" },
		{ "invisible", "工作方案", "机\xe2\x80\x8b密★5年 内部\xe2\x80\x8b资料" },
	},
};

/* Drops what points into the original: places and their wording. */
static void
strip(json_t *value)
{
	const char *key;
	json_t *one;
	size_t i;

	if (json_is_array(value)) {
		json_array_foreach (value, i, one)
			strip(one);
	} else if (json_is_object(value)) {
		json_object_del(value, "from");
		json_object_del(value, "to");
		json_object_del(value, "match");
		json_object_foreach (value, key, one)
			strip(one);
	}
}

static char *
verdict_of(const RuleSet *set, const Text *text)
{
	RuleInput input = { .subject = text->subject, .body = text->body };
	json_t *verdict = ruleset_match(set, &input);
	char *dump, *copy;

	strip(verdict);
	dump = json_dumps(verdict, JSON_SORT_KEYS);
	copy = g_strdup(dump);
	free(dump);
	json_decref(verdict);
	return copy;
}

/* The topics of an office that init made, and the marks that come with chengbao. */
static RuleSet *
load_all(void)
{
	const ShippedFile *sample = shipped_find("share/office/filters/topics.rules");
	g_autofree RuleFile *marks = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleSet *set;

	g_assert_cmpuint(shipped_marks(&marks), ==, 1);
	set = ruleset_load(
		(RuleFile[]){ { "filters/topics.rules", sample->bytes, sample->n_bytes }, *marks },
		2, problems);
	g_assert_cmpuint(problems->len, ==, 0);
	return set;
}

static void
test_clothes(void)
{
	g_autoptr(RuleSet) set = load_all();

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *plain = verdict_of(set, &texts[i][0]);

		g_assert_nonnull(strstr(plain, ".rules:"));
		for (size_t j = 1; j < G_N_ELEMENTS(texts[i]); j++) {
			g_autofree char *other = verdict_of(set, &texts[i][j]);
			g_autofree char *a = g_strconcat(texts[i][j].name, other, NULL);
			g_autofree char *b = g_strconcat(texts[i][j].name, plain, NULL);

			g_assert_cmpstr(a, ==, b);
		}
	}
}

/* Every hit's match is exactly the original from..to. */
static void
check_hits(const json_t *value, const Text *text)
{
	const json_t *one, *hit = json_object_get(value, "match");
	const char *key;
	size_t i;

	if (json_is_array(value)) {
		json_array_foreach (value, i, one)
			check_hits(one, text);
	} else if (hit != NULL) {
		const char *field = json_string_value(json_object_get(value, "field"));
		g_autofree char *passage =
			g_utf8_substring(strcmp(field, "subject") == 0 ? text->subject : text->body,
					 (glong)json_integer_value(json_object_get(value, "from")),
					 (glong)json_integer_value(json_object_get(value, "to")));

		g_assert_cmpstr(json_string_value(hit), ==, passage);
	} else if (json_is_object(value)) {
		json_object_foreach ((json_t *)value, key, one)
			check_hits(one, text);
	}
}

static void
test_places(void)
{
	g_autoptr(RuleSet) set = load_all();

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(texts[i]); j++) {
			RuleInput input = { .subject = texts[i][j].subject,
					    .body = texts[i][j].body };
			json_t *verdict = ruleset_match(set, &input);

			check_hits(verdict, &texts[i][j]);
			json_decref(verdict);
		}
}

static const struct {
	const char *subject, *body, *attachment, *document;
	int tier; /* the strictest; 0 = no mark */
} marked[] = {
	{ "工作方案", "机密★1年\n关于某事", NULL, NULL, 1 },
	{ "工作方案", "机\n密\n★ 1年", NULL, NULL, 1 },
	{ "秘密☆长期", "正文", NULL, NULL, 1 },
	{ "方案", "正文", "绝密＊方案.docx", NULL, 1 },
	{ "方案", "正文", "方案.docx", "编号：001\n密级：机密\n正文", 1 },
	{ "方案", "正文", "方案.docx", "密　级：秘　密", 1 },
	{ "方案", "第一行\n第二行\n密级：绝密", NULL, NULL, 1 },
	{ "方案", "機密⭐五年", NULL, NULL, 1 },
	{ "【机密】方案", "正文", NULL, NULL, 2 },
	{ "方案", "秘密\n\n关于某事的报告", NULL, NULL, 2 },
	{ "方案", "内部资料，注意保存", NULL, NULL, 2 },
	{ "方案", "请勿外传", NULL, NULL, 2 },
	{ "方案", "正文", "工作秘密.pdf", NULL, 2 },
	{ "全县保密工作会议召开", "会议要求严守国家秘密，落实保密责任。", NULL, NULL, 0 },
	{ "保密宣传月", "泄露国家秘密处10年以下有期徒刑；保护商业秘密。", "保密承诺.docx",
	  "不得在互联网传递机密文件", 0 },
	{ "方案", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n表头说明了密级：机密等栏目", NULL, NULL, 0 },
	{ "方案", "密级：无", NULL, NULL, 0 },
	{ "五星★好评", "机密性强的工作", NULL, NULL, 0 },
};

static void
test_marks(void)
{
	g_autofree RuleFile *files = NULL;
	size_t n_files = shipped_marks(&files);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(RuleSet) set = ruleset_load(files, n_files, problems);

	g_assert_nonnull(set);
	for (size_t i = 0; i < G_N_ELEMENTS(marked); i++) {
		RuleInput input = { .subject = marked[i].subject,
				    .body = marked[i].body,
				    .attachment_names = &marked[i].attachment,
				    .documents = &marked[i].document,
				    .n_attachments = marked[i].attachment != NULL };
		json_t *verdict = ruleset_marks_only(set, &input);
		json_t *whole = ruleset_match(set, &input), *one;
		int tier = 0;
		size_t j;
		g_autofree char *wanted = g_strdup_printf("%s %s %d", marked[i].subject,
							  marked[i].body, marked[i].tier);
		g_autofree char *found = NULL;

		json_array_foreach (json_object_get(verdict, "marks"), j, one) {
			int here = (int)json_integer_value(json_object_get(one, "tier"));

			tier = tier == 0 || here < tier ? here : tier;
		}
		found = g_strdup_printf("%s %s %d", marked[i].subject, marked[i].body, tier);
		g_assert_cmpstr(found, ==, wanted);
		g_assert_true(json_equal(json_object_get(verdict, "marks"),
					 json_object_get(whole, "marks")));
		json_decref(verdict);
		json_decref(whole);
	}
}

/* Nothing given at all, and bytes that are not UTF-8. */
static void
test_empty(void)
{
	g_autoptr(RuleSet) set = load_all();
	RuleInput nothing = { 0 }, broken = { .subject = "春耕\xff", .body = "\xe6\x98" };
	json_t *verdict = ruleset_match(set, &nothing);

	g_assert_cmpstr(json_string_value(json_object_get(verdict, "kind")), ==, "动态");
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "topics")), ==, 0);
	json_decref(verdict);
	verdict = ruleset_match(set, &broken);
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "near")), ==, 1);
	json_decref(verdict);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/rule_match/clothes", test_clothes);
	g_test_add_func("/rule_match/places", test_places);
	g_test_add_func("/rule_match/marks", test_marks);
	g_test_add_func("/rule_match/empty", test_empty);
	return g_test_run();
}
