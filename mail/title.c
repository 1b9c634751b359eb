/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * title — the title of a report
 *
 * The subject, without what mail programs and we ourselves put before it. Where
 * the subject says nothing, the first line that looks like a heading.
 *
 * Not here: decoding of subjects (mail/words), what stands around the title in one (title_frame).
 */
#include "mail/title.h"

#include "base/text/utf8.h"
#include "mail/linked.h"
#include "mail/title_frame.h"

#include <string.h>

#define HEADING_MAX_CHARACTERS 60
#define HEADING_MAX_LINES 200 /* of a text are looked at */
#define TITLE_MAX_CHARACTERS 200

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
					      "最新稿", "1则",	  "2则",  "稿件", "稿" };
	size_t n = strlen(letters);

	while (n > 0 && g_ascii_isdigit(letters[n - 1]))
		letters[--n] = '\0';
	if (g_str_has_suffix(letters, "期") && g_strrstr(letters, "第"))
		*g_strrstr(letters, "第") = '\0';
	n = strlen(letters);
	if (strcmp(letters, "投稿") == 0 || strcmp(letters, "来稿") == 0)
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
	bool month = false;
	int digits = 0;

	for (;; digits++) {
		month |= g_str_has_prefix(p, "月");
		while (utf8_skip_any(&p, signs))
			month |= g_str_has_prefix(p, "月");
		if (!g_ascii_isdigit(*p))
			break;
		p++;
	}
	return digits > 0 && (month || digits >= 6) ? p : letters;
}

/* 请查收：信息 */
static const char *
behind_request(const char *letters)
{
	static const char *const requests[] = {
		"请查收", "请审阅", "请审核", "请查阅", "报送", NULL
	};
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

bool
title_is_empty_talk(const char *subject)
{
	static const char *const idle[] = {
		"信息",		"政务信息",
		"报送信息",	"信息报送",
		"上报信息",	"信息上报",
		"见附件",	"详见附件",
		"请查收",	"附件",
		"材料",		"稿件",
		"投稿",		"每日信息",
		"无主题",	"无标题",
		"nosubject",	"报送",
		"信息稿",	"动态信息",
		"工作信息",	"您好",
		"你好",		"今日信息",
		"来稿",		"邮件",
		"文件",		"报送稿件",
		"报信息",	"信息材料",
		"报送材料",	"政务信息报送",
		"none",		"未命名",
		"新建文档",	"情况反映",
		"信息反映",	"工作动态",
		"政务动态",	"工作简报",
		"信息简报",	"简报",
		"汇报",		"情况汇报",
		"工作汇报",	"情况报告",
		"信息报告",	"情况",
		"报告",		"工作情况",
		"上报",		"报审",
		"请审阅",	"请审核",
		"请查阅",	"稿子",
		"新邮件",	"微信文件",
		"新建docx文档", "新建microsoftword文档",
		"新建文本文档", "关于报送信息的邮件",
		"信息请审核",	"信息请审阅",
		"请领导审阅",	"请领导审核",
		"每日一报",
	};
	g_autofree char *all = letters_of(subject);
	g_autofree char *letters = g_strdup(behind_issue(behind_request(behind_date(all))));

	count_strip(letters);
	if (*letters == '\0')
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
	return ends_as_unit(letters) && g_utf8_strlen(letters, -1) <= 12;
}

static bool
is_salutation(const char *line)
{
	static const char *const words[] = { "您好", "你好", "各位", "尊敬的", "领导好", NULL };
	size_t n = (size_t)g_utf8_strlen(line, -1);

	for (size_t i = 0; words[i] != NULL; i++)
		if (g_str_has_prefix(line, words[i]) && n <= 16)
			return true;
	return n <= 14 && (g_str_has_suffix(line, "：") || g_str_has_suffix(line, ":") ||
			   g_str_has_suffix(line, "您好") || g_str_has_suffix(line, "！"));
}

/* The line when it may be a heading, else its first sentence, shortened. Yours. */
static char *
heading_of(const char *line)
{
	static const char *const labels[] = { "标题：", "标题:", "题目：", "题目:", NULL };
	g_autofree char *copy = NULL;
	const char *stop;

	if (utf8_skip_any(&line, labels))
		line = title_frame_skip_blanks(line);
	stop = strstr(line, "。");

	if (stop != NULL)
		copy = g_strndup(line, (size_t)(stop - line));
	else
		copy = g_strdup(line);
	if (g_utf8_strlen(copy, -1) <= HEADING_MAX_CHARACTERS)
		return g_steal_pointer(&copy);
	stop = strstr(copy, "，");
	if (stop != NULL && g_utf8_strlen(copy, stop - copy) <= HEADING_MAX_CHARACTERS)
		return g_strndup(copy, (size_t)(stop - copy));
	return g_utf8_substring(copy, 0, HEADING_MAX_CHARACTERS);
}

/* The first line of the text that says something. Yours, or NULL. */
static char *
first_heading(const char *text)
{
	for (int lines = 0; text != NULL && *text != '\0' && lines < HEADING_MAX_LINES; lines++) {
		size_t n = strcspn(text, "\n");
		g_autofree char *line = g_strndup(text, n);
		const char *start = title_frame_skip_blanks(line);

		g_strchomp(line);
		if (g_utf8_strlen(start, -1) >= 4 && !is_salutation(start) &&
		    !body_is_pointer(start) && !title_is_empty_talk(start))
			return heading_of(start);
		text += n + (text[n] == '\n');
	}
	return NULL;
}

char *
title_from(const char *subject, const char *text, const char *document_first_line)
{
	g_autofree char *core = title_frame_strip(subject);
	g_autofree char *heading = NULL;

	if (!title_is_empty_talk(core)) {
		if (g_utf8_strlen(core, -1) > TITLE_MAX_CHARACTERS)
			return g_utf8_substring(core, 0, TITLE_MAX_CHARACTERS);
		return g_steal_pointer(&core);
	}
	if (document_first_line != NULL && (text == NULL || body_is_pointer(text)))
		heading = first_heading(document_first_line);
	if (heading == NULL)
		heading = first_heading(text);
	if (heading == NULL)
		heading = first_heading(document_first_line);
	return heading != NULL ? g_steal_pointer(&heading) : g_steal_pointer(&core);
}

/* The longest of the words that stands at p: its length, or 0. */
static size_t
phrase_at(const char *p, const char *const *words)
{
	size_t best = 0;

	for (size_t i = 0; words[i] != NULL; i++)
		if (*p == *words[i] && g_str_has_prefix(p, words[i]) && strlen(words[i]) > best)
			best = strlen(words[i]);
	return best;
}

bool
body_is_pointer(const char *text)
{
	static const char *const pointers[] = { "见附件", "附件", "查收", "查阅", "附后", "见附",
						"请收",	  "审阅", "如附", "请阅", NULL };
	static const char *const courtesies[] = {
		"谢谢", "您好", "你好", "领导",	  "老师", "主任",   "科长",   "请",
		"详",	"现",	"将",	"报上",	  "报送", "上报",   "信息",   "政务",
		"稿件", "材料", "一篇", "一则",	  "两篇", "附上",   "予以",   "敬请",
		"我局", "我镇", "我办", "我单位", "各位", "尊敬的", "辛苦了", "辛苦",
		"内容", "正文", "文件", "为",	  "了",	  "及",	    "和",     "的",
		"在",	"中",	"里",	"已",	  "发",	  "至",	    "您",     "惠存",
		"审核", "编辑", "部",	"科",	  "此致", "敬礼",   "祝好",   "感谢",
		"多谢", "支持", "指正", "批评",	  "收",	  "word",   "Word",   NULL
	};
	g_autofree char *cut = text != NULL ? linked_cut(text) : NULL;
	bool pointer = false;
	int left = 0, lines = 0;

	for (const char *p = cut ? cut : text != NULL ? text : ""; *p != '\0';) {
		size_t n = phrase_at(p, pointers);

		if (n > 0)
			pointer = true;
		else
			n = phrase_at(p, courtesies);
		if (n > 0) {
			p += n;
			continue;
		}
		lines += *p == '\n';
		if (g_unichar_isalnum(g_utf8_get_char(p)) && ++left > 16)
			return false;
		p = g_utf8_next_char(p);
	}
	return left == 0 || (pointer && left <= 12 && lines < 12);
}
