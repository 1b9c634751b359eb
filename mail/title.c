/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * title — the title of a report
 *
 * The subject, without what mail programs and we ourselves put before it. Where
 * the subject says nothing, the first line that looks like a heading.
 *
 * Not here: decoding of subjects (mail/words), what stands around the title in one (title_frame),
 * subjects that say nothing (title_idle).
 */
#include "mail/title.h"

#include "base/text/utf8.h"
#include "mail/linked.h"
#include "mail/title_frame.h"

#include <string.h>

#define HEADING_MAX_CHARACTERS 60
#define HEADING_MAX_LINES 200 /* of a text are looked at */
#define COVERING_MAX_CHARACTERS 30
#define BRACKETED_MIN_CHARACTERS 6 /* of a title that runs on into the text */
#define TITLE_MAX_CHARACTERS 200

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

/* 报送日期：11月23日 above the report is a line of its form. */
static bool
is_form_line(const char *line)
{
	static const char *const labels[] = {
		"报送单位", "报送时间", "报送日期", "填报单位", "填报时间", "供稿单位",
		"来稿单位", "编报单位", "报送人",   "填报人",	"联系人",   "联系电话",
		"电话",	    "签发人",	"签发",	    "审核人",	"审核",	    "撰稿人",
		"撰稿",	    "编号",	"密级",	    "紧急程度", "期号",	    "单位",
		"来源",	    "主送",	"抄送",	    "日期",	NULL
	};

	if (!utf8_skip_any(&line, labels))
		return false;
	line = title_frame_skip_blanks(line);
	return *line == ':' || g_str_has_prefix(line, "：");
}

/* 现报送我局信息一篇，请予采用。 */
static bool
is_covering(const char *line)
{
	static const char *const asks[] = { "请审", "请予", "请查", "请采", "请阅", "予以采用" };
	static const char *const things[] = { "信息", "稿件", "材料" };
	static const char *const gives[] = { "现", "附", "如下", "报上", "报送" };
	static const struct {
		const char *const *words;
		size_t n;
	} needed[] = { { asks, G_N_ELEMENTS(asks) },
		       { things, G_N_ELEMENTS(things) },
		       { gives, G_N_ELEMENTS(gives) } };

	if (g_utf8_strlen(line, -1) > COVERING_MAX_CHARACTERS)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
		bool found = false;

		for (size_t k = 0; k < needed[i].n; k++)
			found |= strstr(line, needed[i].words[k]) != NULL;
		if (!found)
			return false;
	}
	return true;
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
	stop = g_str_has_prefix(line, "【") ? strstr(line, "】") : NULL;
	/* 【春耕过半】截至11月20日，…: not 【紧急】. */
	if (stop != NULL && stop[strlen("】")] != '\0' &&
	    g_utf8_strlen(line, stop - line) > BRACKETED_MIN_CHARACTERS &&
	    g_utf8_strlen(line, stop - line) <= HEADING_MAX_CHARACTERS)
		return g_strndup(line + strlen("【"), (size_t)(stop - line) - strlen("【"));
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
		    !body_is_pointer(start) && !is_form_line(start) && !is_covering(start) &&
		    !title_is_empty_talk(start))
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
