/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quotation — the containers in which mail programs put the quoted letter
 *
 * Programs name their containers: those are sure. A bare blockquote is also how a
 * writer indents a paragraph: it counts only with text before it and none after.
 * QQ wraps a whole new letter in .qmbox, so that name says nothing.
 *
 * Promise: what follows a sure quotation is never taken for new text while there
 * is new text before it; a page closed wrongly cannot turn old words into new.
 * Not here: separators written in words (mail/); reading the page (html).
 */
#include "base/text/quotation.h"

#include <string.h>

static const struct {
	const char *name; /* an id or class, without x_ before it; ends in * for any rest */
	QuotationKind kind;
} quotation_names[] = {
	{ "divrplyfwdmsg", QUOTATION_TO_END }, /* Outlook on the web */
	{ "appendonsend", QUOTATION_TO_END },
	{ "mail-editor-reference-message-container", QUOTATION_SURE }, /* new Outlook */
	{ "olk_src_body_section", QUOTATION_SURE },
	{ "outlookmessageheader", QUOTATION_TO_END },
	{ "isreplycontent", QUOTATION_SURE }, /* 163, 126 */
	{ "isforwardcontent", QUOTATION_SURE },
	{ "ntes-mailmaster-quote", QUOTATION_SURE },
	{ "ntes-pcmail-quote", QUOTATION_SURE },
	{ "includetail", QUOTATION_SURE }, /* QQ */
	{ "original-content", QUOTATION_SURE },
	{ "foxdiv*", QUOTATION_SURE }, /* Foxmail */
	{ "alimail-quote", QUOTATION_SURE },
	{ "__aliyun_previous_body_wrap", QUOTATION_SURE },
	{ "gmail_quote*", QUOTATION_SURE },
	{ "yahoo_quoted*", QUOTATION_SURE },
	{ "history-quote-wrapper", QUOTATION_SURE }, /* Feishu, Lark */
	{ "lark-mail-quote*", QUOTATION_SURE },
	{ "xm_compose_origin_mail_container", QUOTATION_SURE }, /* QQ, 2025 */
	{ "netease-quote", QUOTATION_SURE },
	{ "cm_quote_msg", QUOTATION_SURE },	   /* Coremail */
	{ "messagereplysection", QUOTATION_SURE }, /* Spark, by its name */
	{ "protonmail_quote", QUOTATION_SURE },
	{ "zmail_extra", QUOTATION_SURE },
	{ "moz-cite-prefix", QUOTATION_SURE }, /* Thunderbird: 在 … 写道： */
	{ "moz-forward-container", QUOTATION_SURE },
};

const char *
quotation_attribute(const char *const *attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2) {
		if ((attributes[0][0] | 0x20) == (*name | 0x20) &&
		    g_ascii_strcasecmp(attributes[0], name) == 0)
			return attributes[1] ? attributes[1] : "";
	}
	return NULL;
}

/* One word of an id or class. Webmail puts x_ before those of a letter shown
 * inside another. */
static QuotationKind
quotation_word_kind(const char *word, size_t n)
{
	char first;

	while (n > 2 && g_ascii_strncasecmp(word, "x_", 2) == 0) {
		word += 2;
		n -= 2;
	}
	first = g_ascii_tolower(*word);
	for (size_t i = 0; i < G_N_ELEMENTS(quotation_names); i++) {
		size_t length;
		bool any;

		if (*quotation_names[i].name != first)
			continue;
		length = strlen(quotation_names[i].name);
		any = quotation_names[i].name[length - 1] == '*';
		length -= any;
		if ((any ? n >= length : n == length) &&
		    g_ascii_strncasecmp(word, quotation_names[i].name, length) == 0)
			return quotation_names[i].kind;
	}
	return QUOTATION_NOT;
}

static QuotationKind
quotation_words_kind(const char *words)
{
	QuotationKind kind = QUOTATION_NOT;

	while (words && *words && kind == QUOTATION_NOT) {
		size_t n = strcspn(words, " \t\r\n\f");

		kind = quotation_word_kind(words, n);
		words += n + strspn(words + n, " \t\r\n\f");
	}
	return kind;
}

/* The ruled block with 发件人 and 主题 that desktop Outlook and Foxmail put on top
 * of the old letter. */
static bool
quotation_is_ruled_head(const char *name, const char *style)
{
	const char *rule = style ? strstr(style, "border-top:solid#") : NULL;

	return rule && strcmp(name, "div") == 0 &&
	       (strstr(style, "padding:3.0pt0") || strstr(style, "padding:3pt0")) &&
	       (g_str_has_prefix(rule + 17, "e1e1e1") || g_str_has_prefix(rule + 17, "b5c4df"));
}

QuotationKind
quotation_kind(const char *name, const char *const *attributes, const char *style)
{
	QuotationKind kind = quotation_words_kind(quotation_attribute(attributes, "id"));
	const char *type, *cite;

	if (kind == QUOTATION_NOT)
		kind = quotation_words_kind(quotation_attribute(attributes, "class"));
	if (kind == QUOTATION_NOT)
		kind = quotation_words_kind(quotation_attribute(attributes, "name"));
	if (kind != QUOTATION_NOT)
		return kind;
	if (strcmp(name, "includetail") == 0)
		return QUOTATION_SURE;
	if (quotation_is_ruled_head(name, style))
		return QUOTATION_TO_END;
	type = quotation_attribute(attributes, "type");
	cite = quotation_attribute(attributes, "cite");
	if ((type && g_ascii_strcasecmp(type, "cite") == 0) ||
	    (cite && g_ascii_strncasecmp(cite, "mid:", 4) == 0))
		return QUOTATION_SURE;
	if (strcmp(name, "blockquote") != 0)
		return QUOTATION_NOT;
	if (style && strstr(style, "border-left:") && !strstr(style, "border-left:none"))
		return QUOTATION_SURE;
	return style && strstr(style, "border:none") ? QUOTATION_NOT : QUOTATION_WEAK;
}

static bool
quotation_is_blank(const char *text, size_t from, size_t to)
{
	for (size_t i = from; i < to;) {
		if (!g_unichar_isspace(g_utf8_get_char(text + i)))
			return false;
		i += (size_t)(g_utf8_next_char(text + i) - (text + i));
	}
	return true;
}

static bool
quotation_counts(const char *text, size_t length, const Quotation *span)
{
	if (span->kind != QUOTATION_WEAK)
		return true;
	return !quotation_is_blank(text, 0, span->from) &&
	       (span->to >= length || quotation_is_blank(text, span->to, length));
}

char *
quotation_fresh(const char *text, const Quotation *spans, size_t n, bool *ret_quote,
		bool *ret_doubt)
{
	size_t length = strlen(text), first = length, at = 0;
	GString *outside = g_string_new(NULL);
	bool written = false, inside = false; /* outside of them; between two of them */

	*ret_quote = *ret_doubt = false;
	for (size_t i = 0; i < n && at < length; i++) {
		if (!quotation_counts(text, length, &spans[i])) {
			*ret_doubt |= !quotation_is_blank(text, MAX(at, spans[i].from),
							  MIN(spans[i].to, length));
			continue;
		}
		*ret_quote = true;
		first = MIN(first, spans[i].from);
		if (spans[i].from > at) {
			written |= !quotation_is_blank(text, at, spans[i].from);
			g_string_append_len(outside, text + at, (gssize)(spans[i].from - at));
		}
		inside |= written && !quotation_is_blank(text, MAX(at, spans[i].from),
							 MIN(spans[i].to, length));
		at = spans[i].kind == QUOTATION_TO_END ? length : MAX(at, MIN(spans[i].to, length));
	}
	if (!*ret_quote || !quotation_is_blank(text, 0, first)) {
		g_string_append_len(g_string_truncate(outside, 0), text, (gssize)first);
	} else {
		*ret_doubt |= inside;
		if (at < length)
			g_string_append(outside, text + at);
	}
	return g_strstrip(g_string_free(outside, FALSE));
}
