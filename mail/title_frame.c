/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * title_frame — what stands around the title in a subject
 *
 * Mail programs, gateways and the writer's own habit put something before it, files something
 * behind it. Only what is known goes: 【紧急】 and 青禾镇： are the writer's.
 *
 * Not here: subjects that say nothing (title).
 */
#include "mail/title_frame.h"

#include "base/text/utf8.h"
#include "mail/title.h"

#include <string.h>

#define LABEL_MAX_BYTES 80 /* before the colon */

const char *
title_frame_skip_blanks(const char *p)
{
	for (;;) {
		gunichar c = g_utf8_get_char(p);

		if (c == 0 || (c != 0xFEFF && c != 0x200B && !g_unichar_isspace(c)))
			return p;
		p = g_utf8_next_char(p);
	}
}

/* The place after "Re:", "回复：", "Re[2]:" at p, or NULL. */
static const char *
prefix_at(const char *p)
{
	static const char *const prefixes[] = { "回复", "答复", "转发", "回覆", "轉寄", "转寄",
						"回執", "轉發", "回復", "Fwd",	"Fw",	"Re",
						"AW",	"SV",	"Antw", "WG",	"RV",	"TR",
						"VS",	"返信", "転送", "답장", "전달" };

	for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
		const char *after = p + strlen(prefixes[i]);

		if (g_ascii_strncasecmp(p, prefixes[i], strlen(prefixes[i])) != 0)
			continue;
		if (*after == '[' || *after == '(') {
			const char *end = after + 1;

			while (g_ascii_isdigit(*end))
				end++;
			if (end > after + 1 && (*end == ']' || *end == ')'))
				after = end + 1;
		}
		after = title_frame_skip_blanks(after);
		if (*after == ':')
			return after + 1;
		if (g_str_has_prefix(after, "："))
			return after + strlen("：");
	}
	return NULL;
}

/* The string without blanks of any kind at its end. In place. */
static char *
blanks_end(char *text)
{
	for (char *end = text + strlen(text), *last; end > text; *end = '\0') {
		last = g_utf8_find_prev_char(text, end);
		if (!last || *title_frame_skip_blanks(last))
			break;
		end = last;
	}
	return text;
}

char *
title_strip_prefixes(const char *subject)
{
	const char *p = title_frame_skip_blanks(subject != NULL ? subject : ""), *after;

	while ((after = prefix_at(p)) != NULL)
		p = title_frame_skip_blanks(after);
	return blanks_end(g_strdup(p));
}

static bool
is_idle(const char *words, size_t n)
{
	static const char *const idle[] = { "信息",	"政务信息", "信息报送", "报送信息",
					    "信息上报", "上报信息", "投稿",	"来稿",
					    "每日信息", "信息稿",   "信息稿件", "信息投稿",
					    "稿件",	"今日信息", "报送",	"上报" };

	for (size_t i = 0; i < G_N_ELEMENTS(idle); i++)
		if (n == strlen(idle[i]) && strncmp(words, idle[i], n) == 0)
			return true;
	return false;
}

/* What programs and gateways put in brackets before a subject. */
static bool
is_of_programs(const char *words, size_t n)
{
	static const char *const tags[] = { "回复",	"答复",	    "转发",	"Fwd",
					    "Fw",	"Re",	    "External", "SPAM",
					    "外部邮件", "垃圾邮件", "外网邮件", "疑似垃圾邮件",
					    "可疑邮件", "外部",	    "来自外部" };

	for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
		if (n == strlen(tags[i]) && g_ascii_strncasecmp(words, tags[i], n) == 0)
			return true;
	return false;
}

/* [呈报 12-1-k7], 【信息报送】, （信息报送） at p: the place after it, or NULL. */
static const char *
tag_at(const char *p)
{
	static const char *const pairs[][2] = {
		{ "[", "]" }, { "【", "】" }, { "（", "）" }, { "(", ")" }
	};

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		const char *inside = p + strlen(pairs[i][0]), *end;
		size_t n;

		if (!g_str_has_prefix(p, pairs[i][0]))
			continue;
		end = strstr(inside, pairs[i][1]);
		n = end ? (size_t)(end - inside) : 0;
		if (n > 0 && (is_idle(inside, n) || is_of_programs(inside, n) ||
			      (i < 2 && g_str_has_prefix(inside, "呈报"))))
			return end + strlen(pairs[i][1]);
	}
	return NULL;
}

/* *****SPAM***** at p: the place after it, or NULL. */
static const char *
stars_at(const char *p)
{
	size_t n = strspn(p, "*");

	if (n < 3 || g_ascii_strncasecmp(p + n, "SPAM", 4) != 0)
		return NULL;
	n += 4;
	return p[n] == '*' ? p + n + strspn(p + n, "*") : NULL;
}

/* 信息报送：, 农业农村局信息：, 11月29日信息：, 信息1： at p: the place after it, or NULL. */
static const char *
label_at(const char *p)
{
	static const char *const ends[] = { "局",   "委",     "办",	"镇", "乡", "街道",
					    "中心", "办公室", "委员会", "日", NULL };
	const char *wide = strstr(p, "："), *colon = strchr(p, ':');
	const char *words = p;
	size_t n;

	if (wide != NULL && (colon == NULL || wide < colon))
		colon = wide;
	if (colon == NULL || colon - p > LABEL_MAX_BYTES)
		return NULL;
	n = (size_t)(colon - p);
	while (n > 0 && g_ascii_isdigit(p[n - 1]))
		n--;
	for (const char *at = p; at < p + n; at = g_utf8_next_char(at)) {
		const char *behind = at;

		if (utf8_skip_any(&behind, ends) && behind < p + n)
			words = behind;
	}
	if (!is_idle(words, n - (size_t)(words - p)))
		return NULL;
	return colon + (*colon == ':' ? 1 : strlen("："));
}

/* 春耕.docx: a file's name for a subject. In place. */
static void
extension_strip(char *subject)
{
	static const char *const endings[] = { ".docx", ".doc", ".wps", ".pdf", ".ofd",
					       ".txt",	".rtf", ".zip", ".rar" };
	size_t n = strlen(subject);

	for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
		size_t n_ending = strlen(endings[i]);

		if (n > n_ending && g_ascii_strcasecmp(subject + n - n_ending, endings[i]) == 0) {
			subject[n - n_ending] = '\0';
			return;
		}
	}
}

/* [Fwd: 春耕]: brackets around all of it go. In place. */
static void
brackets_strip(char *subject)
{
	size_t n = strlen(subject);

	if (n < 3 || subject[0] != '[' || subject[n - 1] != ']' || !prefix_at(subject + 1))
		return;
	memmove(subject, subject + 1, n - 2);
	subject[n - 2] = '\0';
}

/* 大洼镇11.20, 11月20日: a day, with the unit that sends in or without. */
static bool
is_sent(const char *inside, size_t n)
{
	g_autofree char *words = g_strndup(inside, n);
	g_autoptr(GRegex) sent =
		g_regex_new("^(?:(?:\\p{Han}{1,8}(?:局|委|办|镇|乡|街道|中心))?\\s*"
			    "(?:20\\d{2}[年.-]\\d{1,2}[月.-]\\d{1,2}日?|\\d{1,2}月\\d{1,2}[日号]?)|"
			    "\\p{Han}{1,8}(?:局|委|办|镇|乡|街道|中心)\\s*\\d{1,2}\\.\\d{1,2})$",
			    0, 0, NULL);

	g_assert(sent);
	return g_regex_match(sent, words, 0, NULL);
}

/* 春耕（终稿）, 春耕（大洼镇11.20）, and 春耕(1).docx. In place. */
static void
version_strip(char *subject, bool of_file)
{
	static const char *const versions[] = { "终稿",	  "定稿",   "最终稿",
						"审定稿", "报送稿", "上报稿" };
	static const char *const pairs[][2] = { { "（", "）" }, { "(", ")" } };

	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		char *open = g_strrstr(subject, pairs[i][0]);
		const char *inside = open ? open + strlen(pairs[i][0]) : NULL;
		size_t n = inside ? strlen(inside) : 0, n_close = strlen(pairs[i][1]);
		bool version = false;

		if (!open || open == subject || !g_str_has_suffix(inside, pairs[i][1]))
			continue;
		n -= n_close;
		version = is_sent(inside, n);
		version |= of_file && n > 0 && n <= 2 && strspn(inside, "0123456789") == n;
		for (size_t k = 0; k < G_N_ELEMENTS(versions); k++)
			version |= n == strlen(versions[k]) && strncmp(inside, versions[k], n) == 0;
		if (version)
			*open = '\0';
	}
}

/* 关于报送《春耕进展》的函: what is sent in. In place. */
static void
covering_strip(char *subject)
{
	g_autoptr(GRegex) covering = g_regex_new(
		"^关于(?:报送|上报|呈报|推荐)《([^《》]+)》的(?:函|报告|通知|请示|信息)$", 0, 0,
		NULL);
	g_autoptr(GMatchInfo) found = NULL;
	g_autofree char *title = NULL;

	g_assert(covering);
	if (!g_regex_match(covering, subject, 0, &found))
		return;
	title = g_match_info_fetch(found, 1);
	memcpy(subject, title, strlen(title) + 1); /* it is shorter */
}

char *
title_frame_strip(const char *subject)
{
	g_autofree char *core = title_strip_prefixes(subject);
	const char *p = core, *after;
	size_t n = strlen(core);

	brackets_strip(core);
	extension_strip(core);
	version_strip(core, strlen(core) < n);
	covering_strip(core);
	while ((after = tag_at(p)) != NULL || (after = prefix_at(p)) != NULL ||
	       (after = stars_at(p)) != NULL || (after = label_at(p)) != NULL)
		p = title_frame_skip_blanks(after);
	return blanks_end(g_strdup(p));
}
