/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_card — the card that a mail program or a writer sets below an answer
 *
 * Every word of its lines must be one that a card has: the sender's own name, a post, a unit, a
 * telephone, an address, a date. It begins with the sender's name, below a rule, or behind an
 * empty line with a unit over a date or a telephone (公司落款).
 *
 * Promise: a line with any other word ends it, so that nothing an answer says is taken for a card.
 * Not here: footers of programs (newtext_footer), a name alone and courtesy (command_frame).
 */
#include "mail/command_card.h"

#include "base/text/fold.h"
#include "mail/newtext_signs.h"
#include "mail/signoff.h"

#include <string.h>

#define CARD_LINES 10		/* with words */
#define CARD_LINE_MAX_BYTES 240 /* a longer line is prose */
#define CARD_UNIT_LEAST 5	/* characters of a unit that signs alone: 通过站 is an answer */

enum {
	CARD_NAME = 1 << 0, /* of the sender, the line's first word or behind his unit */
	CARD_UNIT = 1 << 1,
	CARD_POST = 1 << 2,
	CARD_CONTACT = 1 << 3, /* telephone, address, page */
	CARD_DATE = 1 << 4,
	CARD_RULE = 1 << 5, /* dashes alone */
	CARD_EMPTY = 1 << 6,
	CARD_SECTION = 1 << 7, /* 信息科: a unit that could be an answer */
	CARD_OTHER = 1 << 8
};

static bool
starts_any(const char *word, const char *const *starts)
{
	for (; *starts != NULL; starts++)
		if (g_ascii_strncasecmp(word, *starts, strlen(*starts)) == 0)
			return true;
	return false;
}

/* Units that begin like a verb of an answer (退回农业农村局) are none here. */
static bool
is_unit(const char *word)
{
	static const char *const verbs[] = { "退",   "转",   "问",   "改", "删",   "不",
					     "用",   "留",   "存",   "补", "并",   "合",
					     "暂",   "请",   "送",   "撤", "通过", "同意",
					     "备查", "核实", "征求", NULL };

	return !starts_any(word, verbs) && signoff_is_unit(word);
}

static bool
is_post(const char *word)
{
	static const char *const posts[] = { "长",   "主任", "书记", "科员",   "干事", "秘书",
					     "编辑", "助理", "主管", "调研员", "干部", "信息员",
					     "专员", "经理", "文员", NULL };
	glong n = g_utf8_strlen(word, -1);

	for (size_t i = 0; posts[i] != NULL; i++)
		if (g_str_has_suffix(word, posts[i]))
			return n >= 2 && n <= 8;
	return false;
}

/* 电话：0000-8123456, a@b.example, www.qinghe.example, 地址：…. */
static bool
is_contact(const char *word)
{
	static const char *const places[] = {
		"地址：", "地址:", "Add:", "Add：", "Address:", NULL
	};
	static const char *const labels[] = { "联系电话", "办公电话", "电话",	  "手机",  "座机",
					      "传真",	  "邮箱",     "电子邮箱", "邮编",  "网址",
					      "微信",	  "QQ",	      "Tel",	  "Fax",   "Mob",
					      "E-mail",	  "Email",    "Mail",	  "Phone", "Web",
					      "Cell",	  NULL };
	bool labelled = starts_any(word, labels);

	if (starts_any(word, places))
		return true;
	if (g_str_has_prefix(word, "转"))
		return g_ascii_isdigit(word[strlen("转")]);
	if (!labelled && strchr(word, '@') == NULL && !g_str_has_prefix(word, "www.") &&
	    !g_str_has_prefix(word, "http") && !signoff_is_phone(word))
		return false;
	for (const char *p = strchr(word, ':') ? strchr(word, ':') : word; labelled && *p; p++)
		if (g_ascii_isdigit(*p) || *p == '@')
			return true;
	return !labelled && g_str_is_ascii(word);
}

static unsigned
word_kind(const char *word, bool first, const char *sender_name)
{
	if (first && sender_name != NULL && strcmp(word, sender_name) == 0)
		return CARD_NAME;
	if (signoff_is_date(word))
		return CARD_DATE;
	if (is_contact(word))
		return CARD_CONTACT;
	if (is_unit(word))
		return g_utf8_strlen(word, -1) < CARD_UNIT_LEAST ? CARD_SECTION : CARD_UNIT;
	return is_post(word) ? CARD_POST : CARD_OTHER;
}

/* One line with blanks for what sets words apart; 电 话 and 李 四 are closed up. Yours. */
static GPtrArray *
line_words(const char *line)
{
	static const char *const apart[] = { "　", "｜", "|",  "，", "；",
					     "、", "\t", "（", "）", "/" };
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *plain = g_strdup(line);
	g_auto(GStrv) pieces = NULL;
	bool page = strstr(line, "://") != NULL;

	for (size_t i = 0; i < G_N_ELEMENTS(apart) - page; i++) {
		g_auto(GStrv) parts = g_strsplit(plain, apart[i], -1);

		g_free(plain);
		plain = g_strjoinv(" ", parts);
	}
	pieces = g_strsplit(plain, " ", -1);
	for (char **piece = pieces; *piece != NULL; piece++) {
		char *last = words->len > 0 ? words->pdata[words->len - 1] : NULL;

		if (**piece == '\0')
			continue;
		if (last != NULL && (g_utf8_strlen(last, -1) == 1 || g_str_has_suffix(last, ":") ||
				     g_str_has_suffix(last, "："))) {
			char *joined = g_strconcat(last, *piece, NULL);

			g_ptr_array_remove_index(words, words->len - 1);
			g_ptr_array_add(words, joined);
			continue;
		}
		g_ptr_array_add(words, g_strdup(*piece));
	}
	return words;
}

/* What the words of a line are; CARD_OTHER when any is none of a card's. */
static unsigned
line_kinds(const char *line, const char *sender_name)
{
	g_autoptr(GPtrArray) words = NULL;
	unsigned kinds = 0;

	if (*line == '\0')
		return CARD_EMPTY;
	if (newtext_signs_is_rule(line, NEWTEXT_RULE))
		return CARD_RULE;
	if (strlen(line) > CARD_LINE_MAX_BYTES)
		return CARD_OTHER;
	words = line_words(line);
	for (guint i = 0; i < words->len; i++) {
		const char *word = words->pdata[i];

		kinds |= word_kind(word, (kinds & ~(unsigned)(CARD_UNIT | CARD_SECTION)) == 0,
				   sender_name);
		if (g_str_has_prefix(word, "地址"))
			break;
	}
	return kinds;
}

static bool
is_signed_off(unsigned below)
{
	return (below & CARD_UNIT) != 0 && (below & CARD_SECTION) == 0 &&
	       (below & (CARD_DATE | CARD_CONTACT)) != 0;
}

size_t
command_card_begins(const CommandView *view, size_t start, size_t end,
		    const CommandContext *context)
{
	size_t begins = end, b = end, empty_below = end;
	g_autofree char *sender_name =
		context->sender_name ? fold_plain_script(context->sender_name) : NULL;
	unsigned below = 0; /* what the lines from here on are */

	for (int n = 0; n < CARD_LINES && b > start;) {
		size_t a = b;
		g_autofree char *written = NULL, *line = NULL;
		unsigned kinds;

		while (a > start && view->c[a - 1] != '\n')
			a--;
		if (a == start) /* the answer itself */
			break;
		written = command_view_text(view, (CommandSpan){ a, b });
		line = fold_plain_script(written);
		kinds = line_kinds(line, sender_name);
		if ((kinds & CARD_OTHER) != 0)
			break;
		if ((kinds & CARD_RULE) != 0)
			return (below & (CARD_CONTACT | CARD_NAME)) != 0 ? a : begins;
		n += (kinds & CARD_EMPTY) == 0;
		if ((kinds & CARD_EMPTY) != 0 && is_signed_off(below))
			begins = empty_below;
		below |= kinds;
		if ((kinds & CARD_EMPTY) == 0)
			empty_below = a;
		if ((kinds & CARD_NAME) != 0)
			begins = a;
		b = a - 1;
	}
	return begins;
}
