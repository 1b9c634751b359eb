/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_footer — lines that a program and not the writer put there
 *
 * A footer line must match as a whole: a known beginning, a known end, and no
 * more than a device's name between, so that prose (来自基层的反映…) is kept.
 */
#include "mail/newtext_footer.h"

#include "base/text/fold.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <string.h>

#define FOOTER_MAX_CHARACTERS 48
#define CONTACT_MAX_BYTES 200

/* A footer begins with `start` and, where `end` is given, ends with it. */
static const struct {
	const char *start, *end;
	int max; /* characters of the whole line */
} footers[] = {
	{ "发自我的", NULL, 28 },
	{ "来自我的", NULL, 24 },
	{ "来自我的", "手机", 30 },
	{ "从我的", "发送", 30 },
	{ "从我的", "传送", 30 }, /* Taiwan, Hong Kong */
	{ "通过", "手机发送", 20 },
	{ "通过我的", "发送", 24 },
	{ "通过", "邮箱发送", 20 },
	{ "由", "手机发送", 20 },
	{ "来自", "手机", 14 },
	{ "来自", "邮箱", 16 },
	{ "来自", "邮箱手机版", 20 },
	{ "来自QQ邮箱", NULL, 30 },
	{ "来自网易邮箱", NULL, 30 },
	{ "来自Foxmail", NULL, 30 },
	{ "来自移动", "邮箱", 24 },
	{ "来自 ", "邮箱大师", 24 },
	{ "由", "邮箱大师", 20 },
	{ "发自", "邮箱", 20 },
	{ "发自", "邮箱大师", 24 },
	{ "发自", "手机", 16 },
	{ "发自", "邮件应用", 40 },
	{ "发自", "客户端", 24 },
	{ "发自", "版邮件", 30 },
	{ "发送自", NULL, 32 },
	{ "从", "版邮件发送", 32 },
	{ "从 Windows", NULL, 40 },
	{ "由 Outlook", NULL, 40 },
	{ "获取", "Outlook for iOS", 48 },
	{ "获取", "Outlook for Android", 48 },
	{ "获取适用于", NULL, 48 },
	{ "从适用于", "发送", 40 },
	{ "从 ", "Outlook 发送", 40 },
	{ "从 iPhone", "发送", 20 },
	{ "由 Spark", NULL, 20 },
	{ "发自企业微信", NULL, 16 },
	{ "来自企业微信", NULL, 16 },
	{ "发自", "论客", 16 },
	{ "来自", "论客", 16 },
	{ "下载", "Outlook", 48 },
	{ "签名由", "定制", 30 },
	{ "| 签名由", NULL, 40 },
	{ "此邮件由", "发送", 40 },
	{ "本邮件由", "发送", 40 },
	{ "Sent from ", NULL, 48 },
	{ "Sent via ", NULL, 48 },
	{ "Sent by ", NULL, 48 },
	{ "Get Outlook for", NULL, 48 },
	{ "Get BlueMail", NULL, 48 },
	{ "Envoyé de", NULL, 48 },
	{ "发自小米", NULL, 24 },
	{ "发自华为", NULL, 24 },
	{ "发自荣耀", NULL, 24 },
	{ "发自OPPO", NULL, 24 },
	{ "发自vivo", NULL, 24 },
	{ "发自 iPhone", NULL, 24 },
	{ "发自iPhone", NULL, 24 },
	{ "发自 iPad", NULL, 24 },
	{ "发自 HUAWEI", NULL, 30 },
	{ "发自 Xiaomi", NULL, 30 },
	{ "发自 HONOR", NULL, 30 },
	{ "发自 Android", NULL, 24 },
	{ "发自安卓", NULL, 24 },
	{ "来自 Outlook", NULL, 28 },
	{ "来自 Android 版", NULL, 30 },
	{ "来自 iOS 版", NULL, 30 },
	{ "下载 Outlook for", NULL, 48 },
	{ "Download Outlook for", NULL, 48 },
	{ "发自 网易邮箱", NULL, 30 },
	{ "发自网易邮箱", NULL, 30 },
	{ "发自阿里邮箱", NULL, 24 },
	{ "来自阿里邮箱", NULL, 24 },
	{ "由 网易", "发送", 24 },
	{ "由 飞书", "发送", 24 },
	{ "发自", "钉邮", 8 },
	{ "来自", "钉钉", 6 },
	{ "发自", "钉钉", 6 },
	{ "此邮件来自 iPhone", NULL, 24 },
	{ "用 iPhone", "发送", 20 },
	{ "使用 Outlook", "发送", 40 },
	{ "从 Outlook for", "发送", 40 },
	{ "获取 适用于", NULL, 48 },
	{ "从", "手机发送", 20 },
	{ "我的", "手机发送", 20 },
	{ "发自HUAWEI", NULL, 30 },
	{ "发自Xiaomi", NULL, 30 },
	{ "发自HONOR", NULL, 30 },
	{ "Sent with Proton", NULL, 48 },
	{ "Sent with [Proton", NULL, 80 },
	{ "使用 Proton Mail", "发送", 40 },
	{ "使用 K-9 Mail", "，请见谅我的简洁", 48 },
	{ "从我的", "请原谅我的简洁", 48 },
	{ "Sent from my", "my brevity.", 90 },
	{ "Sent from my", "my brevity", 90 },
	{ "获取", "Outlook for Mac", 48 },
	{ "Enviado desde", NULL, 48 },
	{ "Gesendet von", NULL, 48 },
	{ "Envoyé depuis", NULL, 48 },
	{ "来自 Coremail", NULL, 30 },
	{ "发自 Coremail", NULL, 30 },
	{ "来自政务邮箱", NULL, 16 },
	{ "来自中国移动", "客户端", 30 },
	{ "来自", "微信小程序", 10 },
	{ "来自", "微信", 6 },
	{ "发自", "微信", 6 },
	{ "来自", "手机QQ", 8 },
};

static bool
starts_folded(const char *line, const char *start)
{
	return (*line | 0x20) == (*start | 0x20) &&
	       g_ascii_strncasecmp(line, start, strlen(start)) == 0;
}

static bool
ends_folded(const char *line, const char *end)
{
	size_t n = strlen(line), m = strlen(end);

	return n >= m && g_ascii_strcasecmp(line + n - m, end) == 0;
}

/* The line without what some set before a footer: -- 发自…, ——来自…, （发自…）. */
static const char *
behind_dress(const char *line)
{
	static const char *const dress[] = { "-", "—", " ", "（", "(", "【", "[", NULL };

	while (utf8_skip_any(&line, dress))
		continue;
	return line;
}

/* A line trimmed of blanks, full stops, closing brackets and links in angle brackets. */
static char *
footer_core(const char *line)
{
	static const char *const ends[] = { "。", "）", ")", "】", "]" };
	g_autofree char *copy = g_strstrip(g_strdup(line));
	char *angle = strstr(copy, "<http");

	if (angle != NULL && g_str_has_suffix(copy, ">"))
		*angle = '\0';
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(copy, ends[i]))
			copy[strlen(copy) - strlen(ends[i])] = '\0';
	g_strchomp(copy);
	return g_steal_pointer(&copy);
}

/* Does any footer begin so? Most lines are let go here. */
static bool
footer_begins(const char *line)
{
	while (g_ascii_isspace(*line))
		line++;
	for (size_t i = 0; i < G_N_ELEMENTS(footers); i++)
		if (starts_folded(line, footers[i].start))
			return true;
	return false;
}

/* A line whose first or second character is a traditional one, simplified; else NULL. Yours. */
static char *
footer_simple(const char *line)
{
	const char *first, *second;

	while (g_ascii_isspace(*line))
		line++;
	first = line;
	second = *first ? g_utf8_next_char(first) : first;
	if (fold_alone(g_utf8_get_char(first)) == g_utf8_get_char(first) &&
	    fold_alone(g_utf8_get_char(second)) == g_utf8_get_char(second))
		return NULL;
	return fold_plain_script(line);
}

/* Is the core a footer's start and end, and between them no clause of its own? */
static bool
footer_matches(const char *core, const char *start, const char *end)
{
	g_autofree char *between = NULL;

	if (!starts_folded(core, start) || (end != NULL && !ends_folded(core, end)))
		return false;
	between = g_strndup(core, strlen(core) - (end != NULL ? strlen(end) : 0));
	return strstr(between, "，") == NULL && strstr(between, "：") == NULL;
}

bool
newtext_footer_is(const char *line)
{
	g_autofree char *simple = NULL, *core = NULL;
	glong n;

	line = behind_dress(line);
	simple = footer_simple(line);
	if (simple != NULL)
		line = simple;
	if (!footer_begins(line) || strlen(line) > 4 * FOOTER_MAX_CHARACTERS + 256)
		return false;
	core = footer_core(line);
	n = g_utf8_strlen(core, -1);
	for (size_t i = 0; i < G_N_ELEMENTS(footers); i++)
		if (n <= footers[i].max && footer_matches(core, footers[i].start, footers[i].end))
			return true;
	return false;
}

bool
newtext_footer_is_disclaimer(const char *line)
{
	static const char *const starts[] = {
		"免责声明",	    "【免责声明】", "保密声明",	       "保密提示",
		"【保密提示】",	    "【保密声明】", "本邮件及其附件",  "本电子邮件",
		"此邮件及其附件",   "本邮件及附件", "声明：本邮件",    "重要声明：本",
		"CONFIDENTIALITY",  "DISCLAIMER",   "This e-mail and", "This email and",
		"This message and", "本邮件包含",   "此电子邮件"
	};

	while (*line == ' ' || *line == '*')
		line++;
	for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
		if (starts_folded(line, starts[i]))
			return true;
	return false;
}

bool
newtext_footer_is_contact(const char *line)
{
	static const char *const labels[] = { "电话",	"手机",	  "联系电话", "办公电话",
					      "传真",	"邮箱",	  "Tel",      "Email",
					      "E-mail", "Mobile", "Fax" };
	bool digit = false, at = false;

	if (strlen(line) > CONTACT_MAX_BYTES)
		return false;
	while (*line == ' ')
		line++;
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
		if (starts_folded(line, labels[i])) {
			line += strlen(labels[i]);
			while (g_str_has_prefix(line, "：") || *line == ':' || *line == ' ')
				line += *line == ':' || *line == ' ' ? 1 : (int)strlen("：");
			break;
		}
	for (; *line != '\0'; line++) {
		guchar c = (guchar)*line;

		if (c >= 0x80)
			return false;
		digit = digit || g_ascii_isdigit(c);
		at = at || c == '@';
		if (c == ' ' && !digit)
			return false;
		if (!at && g_ascii_isalpha(c) && strchr(line, '@') == NULL)
			return false;
	}
	return at || digit;
}
