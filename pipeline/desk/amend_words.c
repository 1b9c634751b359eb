/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * amend_words — what an author's letter says of what he sent before
 */
#include "pipeline/desk/amend_words.h"

#include "base/text/fold.h"

#include <inttypes.h>
#include <string.h>

#define WORDS_SHORT 120 /* characters of a text that says nothing but 请撤回 */

static bool
words_has(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

/* ---- it withdraws ---- */

/* 不用撤回, 无需作废, 不撤回了. */
static bool
words_denied(const char *text, const char *at)
{
	static const char *const denials[] = { "不",   "别",   "勿",   "不用", "不必", "不要",
					       "不再", "不能", "不需", "无需", "无须", "不需要",
					       "不予", "未",   "没有", "不做", "不作", NULL };

	for (const char *const *denial = denials; *denial; denial++) {
		size_t n = strlen(*denial);

		if ((size_t)(at - text) >= n && strncmp(at - n, *denial, n) == 0)
			return true;
	}
	return false;
}

/* One of these words stands there, and not denied. */
static bool
words_says(const char *text, const char *const *words)
{
	for (; *words; words++)
		for (const char *at = text; (at = strstr(at, *words)) != NULL; at += strlen(*words))
			if (!words_denied(text, at))
				return true;
	return false;
}

/* 请删除 and 请忽略 are about the whole report when nothing of it is named behind them. */
static bool
words_drops(const char *text)
{
	static const char *const verbs[] = { "请删除", "请忽略", NULL };
	static const char *const wholes[] = { "该",   "此", "本", "这",	  "前", "上", "原",
					      "信息", "稿", "邮", "来信", "《", NULL };

	for (const char *const *verb = verbs; *verb; verb++)
		for (const char *at = text; (at = strstr(at, *verb)) != NULL;) {
			at += strlen(*verb);
			if (!*at || g_unichar_isspace(g_utf8_get_char(at)) ||
			    (g_unichar_ispunct(g_utf8_get_char(at)) && !strchr("\"'", *at) &&
			     !g_str_has_prefix(at, "“") && !g_str_has_prefix(at, "《")))
				return true;
			for (const char *const *whole = wholes; *whole; whole++)
				if (g_str_has_prefix(at, *whole))
					return true;
		}
	return false;
}

static bool
words_withdraw(const char *title, const char *text)
{
	static const char *const verbs[] = { "撤回", "撤稿", "作废", "抽稿", NULL };
	static const char *const others[] = { "请收回",	  "请予收回", "不再报送",
					      "取消报送", "请勿采用", "请勿刊发",
					      "请勿编发", "不要采用", NULL };
	static const char *const asks[] = { "？", "?", "吗", "能否", "可否", "是否", NULL };

	if (g_utf8_strlen(text, -1) > WORDS_SHORT || words_has(text, asks))
		return false;
	return words_says(title, verbs) || words_says(text, verbs) || words_has(title, others) ||
	       words_has(text, others) || words_drops(title) || words_drops(text);
}

/* ---- it corrects ---- */

static bool
words_correct(const char *title, const char *text)
{
	static const char *const begins[] = { "更正", "订正", "修改稿", "修订稿",
					      "勘误", "重报", NULL };
	static const char *const anywhere[] = {
		"以此件为准", "以此为准",   "以本件为准", "以此稿为准", "（更正）",	"(更正)",
		"【更正】",   "（修改稿）", "(修改稿)",	  "（修订稿）", "（订正）",	"（勘误）",
		"以本次为准", "以这份为准", "以新稿为准", "以本稿为准", "以修改稿为准", NULL
	};
	g_autofree char *line = g_strndup(text, strcspn(text, "\n"));

	for (const char *const *begin = begins; *begin; begin++)
		if (g_str_has_prefix(title, *begin))
			return true;
	return words_has(title, anywhere) || words_has(line, anywhere);
}

AmendKind
amend_words_kind(const char *title, const char *text)
{
	if (words_withdraw(title, text))
		return AMEND_WITHDRAWS;
	return words_correct(title, text) ? AMEND_CORRECTS : AMEND_NOT;
}

bool
amend_words_name(const char *said, const char *title, int64_t item)
{
	g_autofree char *number = g_strdup_printf("第%" PRId64 "号", item);
	g_autofree char *folded = fold_word(said), *wanted = fold_word(title ? title : "");

	return (*wanted && strstr(folded, wanted)) || strstr(folded, number);
}
