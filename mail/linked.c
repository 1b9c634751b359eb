/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * linked — files that a letter does not carry but only links to
 *
 * Documents and disks on the net (金山文档, 腾讯文档, 网盘) are shared by a heading and a link to a
 * file's own page, or by such a link alone on its line; a form to fill in is no file.
 *
 * A block begins with a line of the provider's (从QQ邮箱发来的超大附件) or with a
 * short heading; it holds when a download follows within some lines, and goes
 * on while its lines look like names with sizes, dates and links. A heading
 * without the provider's form needs a real link, so that a report about
 * 超大附件 stays a report.
 */
#include "mail/linked.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define LINKED_LINES 12		     /* in which the download must stand */
#define LINKED_LABEL_CHARACTERS 8    /* before a link to a file: 附件链接： */
#define LINKED_HEADING_CHARACTERS 20 /* of a heading without the provider's form */

static const char *const linked_words[] = { "超大附件", "云附件",   "附件中转站", "文件中转站",
					    "大附件",	"网盘附件", "中转站文件", NULL };
static const char *const linked_pages[] = { "download", "ftn",	 "attachment", "fs.163.com",
					    "netdisk",	"/disk", "cowork",     NULL };
static const char *const linked_actions[] = { "下载", "到期", "有效期", "过期", "Download", NULL };

/* The pages of files that are shared, in their addresses. */
static const char *const linked_shares[][2] = {
	{ "kdocs.", "/l/" },	   { "docs.qq.", "/doc/" },   { "docs.qq.", "/sheet/" },
	{ "docs.qq.", "/slide/" }, { "docs.qq.", "/pdf/" },   { "pan.baidu.", "/s/" },
	{ "alipan.", "/s/" },	   { "aliyundrive.", "/s/" }, { "pan.quark.", "/s/" },
	{ "pan.xunlei.", "/s/" },  { "share.weiyun.", "/" },  { "123pan.", "/s/" },
};
static const char *const linked_headings[] = { "【金山文档", "【WPS云文档",	   "【腾讯文档",
					       "【石墨文档", "通过网盘分享的文件", NULL };
static const char *const linked_behind[] = { "提取码", "复制这段内容", "--来自", "点击链接", NULL };

static bool
linked_has(const char *line, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (strstr(line, words[i]))
			return true;
	return false;
}

/* A link to a page that hands out files. */
static bool
linked_is_link(const char *line)
{
	const char *link = strstr(line, "http://");

	if (!link)
		link = strstr(line, "https://");
	return link && linked_has(link, linked_pages);
}

/* Where the link to a shared file begins; NULL: the line has none. */
static const char *
linked_share(const char *line)
{
	const char *link = strstr(line, "https://");
	const char *host = link ? link : strstr(line, "http://");

	for (size_t i = 0; host && i < G_N_ELEMENTS(linked_shares); i++) {
		const char *at = strstr(host, linked_shares[i][0]);

		if (at && strstr(at, linked_shares[i][1]))
			return host;
	}
	return NULL;
}

/* Is the link all that the line says, but for 链接： before it? */
static bool
linked_is_share(const char *line)
{
	const char *link = linked_share(line);

	return link && g_utf8_strlen(line, link - line) <= LINKED_LABEL_CHARACTERS &&
	       !strstr(line, "。");
}

/* `(12.5M, …`, `（3.4 MB）`: a name with its size. */
static bool
linked_is_size(const char *line)
{
	for (const char *p = line; (p = strpbrk(p, "0123456789")) != NULL;) {
		p += strspn(p, "0123456789.");
		p += strspn(p, " ");
		if (strchr("KMG", g_ascii_toupper(*p)) && *p &&
		    !g_ascii_isalpha(g_ascii_toupper(p[1]) == 'B' ? p[2] : p[1]))
			return true;
	}
	return false;
}

/* `从…发来的`, `来自…的`: as providers begin. */
static bool
linked_is_provider(const char *line)
{
	return g_str_has_prefix(line, "从") || g_str_has_prefix(line, "来自") ||
	       g_str_has_prefix(line, "From QQ");
}

static bool
linked_begins(char *const *lines)
{
	g_autofree char *line = g_strstrip(g_strdup(*lines));
	bool provider = linked_is_provider(line);

	if (linked_is_share(line))
		return true;
	for (size_t i = 0; linked_headings[i]; i++)
		if (g_str_has_prefix(line, linked_headings[i]))
			return linked_share(line) || (lines[1] && linked_is_share(lines[1]));
	if (!linked_has(line, linked_words) || strstr(line, "。") ||
	    (!provider && g_utf8_strlen(line, -1) > LINKED_HEADING_CHARACTERS))
		return false;
	for (size_t i = 0; i < LINKED_LINES && lines[i]; i++)
		if (linked_is_link(lines[i]) || (provider && i > 0 && strstr(lines[i], "下载")))
			return true;
	return false;
}

static bool
linked_goes_on(const char *line)
{
	g_autofree char *bare = g_strstrip(g_strdup(line));

	return !*bare || linked_is_link(bare) || linked_is_share(bare) || linked_is_size(bare) ||
	       linked_has(bare, linked_behind) || linked_has(bare, linked_actions);
}

char *
linked_cut(const char *text)
{
	g_auto(GStrv) lines = NULL;
	g_autoptr(GString) rest = NULL;
	bool cut = false;

	/* Most letters hold neither such a word nor a link at all, however long they are. */
	if (!linked_has(text, linked_words) && !linked_share(text))
		return NULL;
	lines = g_strsplit(text, "\n", -1);
	rest = g_string_new(NULL);
	for (size_t i = 0; lines[i];) {
		if (!linked_begins(lines + i)) {
			g_string_append_printf(rest, "%s%s", lines[i], lines[i + 1] ? "\n" : "");
			i++;
			continue;
		}
		cut = true;
		for (i++; lines[i] && linked_goes_on(lines[i]);)
			i++;
	}
	return cut ? g_string_free(g_steal_pointer(&rest), FALSE) : NULL;
}
