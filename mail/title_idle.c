/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * title_idle — subjects and lines that say nothing: 政务信息第12期, 农业农村局11月29日信息
 *
 * Compared by letters and digits alone, without dates, counts and the unit that sends in.
 *
 * Not here: which line is the title instead (title).
 */
#include <string.h>

#include "base/text/utf8.h"
#include "mail/title.h"

/* Letters and digits alone, lower case; enough of them to compare. Yours. */
static char *
letters_of(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; *text != '\0' && out->len < 400; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_isalnum(c))
			g_string_append_unichar(out, g_unichar_tolower(c));
	}
	return g_string_free(out, FALSE);
}

/* 信息1, 信息一则: the count behind the word is no title either. */
static void
count_strip(char *letters)
{
	static const char *const counts[] = { "一则",	"一篇",	  "两篇", "两则", "三篇",
					      "三则",	"一条",	  "1篇",  "2篇",  "3篇",
					      "修改稿", "修订稿", "定稿", "终稿", "改稿",
					      "最新稿", "1则",	  "2则",  "稿件", "稿",
					      "修改版", "修订版", "修改" };
	size_t n = strlen(letters);

	while (n > 0 && g_ascii_isdigit(letters[n - 1]))
		letters[--n] = '\0';
	while (g_str_has_suffix(letters, "期") && g_strrstr(letters, "第")) {
		*g_strrstr(letters, "第") = '\0';
		if (g_str_has_suffix(letters, "总")) /* 第12期（总第345期） */
			*g_strrstr(letters, "总") = '\0';
	}
	n = strlen(letters);
	if (strcmp(letters, "投稿") == 0 || strcmp(letters, "来稿") == 0 ||
	    strcmp(letters, "约稿") == 0)
		return;
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
		if (g_str_has_suffix(letters, counts[i]) && n > strlen(counts[i])) {
			letters[n - strlen(counts[i])] = '\0';
			return;
		}
}

/* 11月23日信息, 20261123: the place behind a date. */
static const char *
behind_date(const char *letters)
{
	static const char *const signs[] = { "年", "月", "日", "号", NULL };
	const char *p = letters;
	bool day = false;
	int digits = 0;

	for (;; digits++) {
		day |= g_str_has_prefix(p, "月") || (digits > 0 && g_str_has_prefix(p, "日"));
		while (utf8_skip_any(&p, signs))
			day |= g_str_has_prefix(p, "月");
		if (!g_ascii_isdigit(*p))
			break;
		p++;
	}
	return digits > 0 && (day || digits >= 6) ? p : letters;
}

/* 请查收：信息 */
static const char *
behind_request(const char *letters)
{
	static const char *const requests[] = { "请查收", "请审阅", "请审核", "请查阅", "报送",
						"附件",	  "紧急",   "急件",   "急",	NULL };
	const char *p = letters;

	return utf8_skip_any(&p, requests) && *p ? p : letters;
}

static const char *const unit_endings[] = { "局",   "委",   "办",     "镇",	"乡",
					    "街道", "中心", "办公室", "委员会", NULL };

/* 招聘会举办, 优化产业布局: words that only end as units do. */
static bool
ends_as_deed(const char *text)
{
	static const char *const words[] = {
		"举办", "承办", "主办", "协办", "合办", "督办", "兴办", "开办", "创办", "申办",
		"筹办", "试办", "停办", "补办", "代办", "经办", "交办", "查办", "帮办", "布局",
		"格局", "开局", "结局", "大局", "全局", "变局", "困局", "战局"
	};

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_has_suffix(text, words[i]))
			return true;
	return false;
}

/* 县领导调研大洼镇 is what somebody did there; 县委政策调研办公室 is a unit. */
static bool
tells_deed(const char *text)
{
	static const char *const verbs[] = { "调研", "视察", "走访", "慰问", "莅临",
					     "考察", "到访", "做客", "落户", "入驻" };

	for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++) {
		const char *at = strstr(text, verbs[i]);

		if (at && !g_strv_contains(unit_endings, at + strlen(verbs[i])))
			return true;
	}
	return false;
}

static bool
ends_as_unit(const char *text)
{
	if (ends_as_deed(text) || tells_deed(text))
		return false;
	for (size_t i = 0; unit_endings[i]; i++)
		if (g_str_has_suffix(text, unit_endings[i]))
			return true;
	return false;
}

/* 第12期信息, 第4周信息, 1条信息: the place behind the count. */
static const char *
behind_issue(const char *letters)
{
	static const char *const words[] = { "期", "周", "号", "条", "则", "篇", NULL };
	static const char *const figures[] = { "0", "1",  "2",	"3",  "4",  "5",  "6",	"7", "8",
					       "9", "一", "两", "二", "三", "四", "五", NULL };
	const char *p = letters, *digits;

	if (g_str_has_prefix(p, "第"))
		p += strlen("第");
	for (digits = p; utf8_skip_any(&p, figures);)
		;
	return p > digits && utf8_skip_any(&p, words) && *p ? p : letters;
}

/* 农业农村局11月29日: without the date at the end. In place. */
static void
date_cut(char *unit)
{
	static const char *const signs[] = { "年", "月", "日", "号" };
	size_t n = strlen(unit);

	for (size_t i = 0; i < G_N_ELEMENTS(signs) && n > 0;)
		if (g_ascii_isdigit(unit[n - 1])) {
			unit[--n] = '\0';
			i = 0;
		} else if (g_str_has_suffix(unit, signs[i])) {
			unit[n -= strlen(signs[i])] = '\0';
			i = 0;
		} else {
			i++;
		}
}

/* 农业农村局编2026年11月29日, 农业农村局签发人王强: the unit alone. In place. */
static void
imprint_cut(char *letters)
{
	static const char *const deeds[] = { "编印", "编", "印发", "报" };
	char *signer = strstr(letters, "签发人");

	if (signer)
		*signer = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (g_str_has_suffix(letters, deeds[i]))
			letters[strlen(letters) - strlen(deeds[i])] = '\0';
	date_cut(letters);
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
		if (g_str_has_suffix(letters, deeds[i]))
			letters[strlen(letters) - strlen(deeds[i])] = '\0';
}

/* 2026年: what is left of 2026年第12期. */
static bool
is_year(const char *letters)
{
	return strspn(letters, "0123456789") == 4 &&
	       (letters[4] == '\0' || strcmp(letters + 4, "年") == 0);
}

/* 来自李明的邮件 */
static bool
is_from_program(const char *letters)
{
	return g_str_has_prefix(letters, "来自") && g_str_has_suffix(letters, "的邮件");
}

bool
title_is_empty_talk(const char *subject)
{
	static const char *const idle[] = {
		"信息",
		"政务信息",
		"报送信息",
		"信息报送",
		"上报信息",
		"信息上报",
		"见附件",
		"详见附件",
		"请查收",
		"附件",
		"材料",
		"稿件",
		"投稿",
		"每日信息",
		"无主题",
		"无标题",
		"nosubject",
		"报送",
		"信息稿",
		"动态信息",
		"工作信息",
		"您好",
		"你好",
		"今日信息",
		"来稿",
		"邮件",
		"文件",
		"报送稿件",
		"报信息",
		"信息材料",
		"报送材料",
		"政务信息报送",
		"none",
		"未命名",
		"新建文档",
		"情况反映",
		"信息反映",
		"工作动态",
		"政务动态",
		"工作简报",
		"信息简报",
		"简报",
		"汇报",
		"情况汇报",
		"工作汇报",
		"情况报告",
		"信息报告",
		"情况",
		"报告",
		"工作情况",
		"上报",
		"报审",
		"请审阅",
		"请审核",
		"请查阅",
		"稿子",
		"新邮件",
		"微信文件",
		"新建docx文档",
		"新建microsoftword文档",
		"新建文本文档",
		"关于报送信息的邮件",
		"信息请审核",
		"信息请审阅",
		"请领导审阅",
		"请领导审核",
		"每日一报",
		"信息专报",
		"信息快报",
		"信息报送单",
		"信息上报单",
		"内部资料",
		"内部资料注意保存",
		"约稿",
		"紧急",
		"特急",
		"加急",
		"无标题文档",
		"未命名文档",
		"空主题",
		"untitled",
	};
	g_autofree char *all = letters_of(subject);
	g_autofree char *letters = g_strdup(behind_issue(behind_request(behind_date(all))));

	count_strip(letters);
	if (*letters == '\0' || is_year(letters) || is_from_program(letters))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(idle); i++) {
		g_autofree char *unit = NULL;

		if (strcmp(letters, idle[i]) == 0)
			return true;
		if (!g_str_has_suffix(letters, idle[i]))
			continue;
		unit = g_strndup(letters, strlen(letters) - strlen(idle[i]));
		date_cut(unit);
		if (ends_as_unit(unit) && g_utf8_strlen(unit, -1) <= 14)
			return true;
	}
	imprint_cut(letters);
	return ends_as_unit(letters) && g_utf8_strlen(letters, -1) <= 12;
}
