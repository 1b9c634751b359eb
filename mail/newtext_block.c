/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * newtext_block — the header block that a mail program sets above what it quotes
 *
 * A line of it is a label of the table, in whatever language the program speaks, and a colon
 * or a table's bar. Most lines of a text have neither near their beginning and are let go there.
 *
 * Promise: a line alone is never a block.
 */
#include "mail/newtext_block.h"

#include "mail/newtext_signs.h"
#include "mail/newtext_traces.h"

#include <string.h>

#define BLOCK_LINES 9		  /* below the first, in which two more labels stand */
#define BLOCK_LINE_MAX_BYTES 1200 /* a longer line is prose */
#define LABEL_MAX_BYTES 48	  /* before the colon, with blanks and the marks of bold */

typedef enum { LABEL_NONE, LABEL_FROM, LABEL_DATE, LABEL_TO, LABEL_COPY, LABEL_SUBJECT } Label;

static const struct {
	const char *word;
	Label label;
} labels[] = {
	{ "发件人", LABEL_FROM },
	{ "寄件者", LABEL_FROM },
	{ "寄件人", LABEL_FROM },
	{ "发送人", LABEL_FROM },
	{ "发信人", LABEL_FROM },
	{ "發件人", LABEL_FROM },
	{ "发送者", LABEL_FROM },
	{ "發信人", LABEL_FROM },
	{ "发件者", LABEL_FROM },
	{ "From", LABEL_FROM },
	{ "Sender", LABEL_FROM },
	{ "差出人", LABEL_FROM },
	{ "送信者", LABEL_FROM },
	{ "보낸사람", LABEL_FROM },
	{ "보낸이", LABEL_FROM },
	{ "由", LABEL_FROM },
	{ "自", LABEL_FROM },
	{ "От", LABEL_FROM },
	{ "Von", LABEL_FROM },
	{ "De", LABEL_FROM },
	{ "发送时间", LABEL_DATE },
	{ "发送日期", LABEL_DATE },
	{ "日期", LABEL_DATE },
	{ "时间", LABEL_DATE },
	{ "发件时间", LABEL_DATE },
	{ "发件日期", LABEL_DATE },
	{ "發送時間", LABEL_DATE },
	{ "收件時間", LABEL_DATE },
	{ "寄件日期", LABEL_DATE },
	{ "傳送時間", LABEL_DATE },
	{ "傳送日期", LABEL_DATE },
	{ "發送日期", LABEL_DATE },
	{ "時間", LABEL_DATE },
	{ "已发送", LABEL_DATE },
	{ "已傳送", LABEL_DATE },
	{ "已發送", LABEL_DATE },
	{ "Sent", LABEL_DATE },
	{ "Date", LABEL_DATE },
	{ "Sent Time", LABEL_DATE },
	{ "Sent At", LABEL_DATE },
	{ "送信日時", LABEL_DATE },
	{ "日付", LABEL_DATE },
	{ "日時", LABEL_DATE },
	{ "보낸날짜", LABEL_DATE },
	{ "날짜", LABEL_DATE },
	{ "Отправлено", LABEL_DATE },
	{ "Дата", LABEL_DATE },
	{ "Gesendet", LABEL_DATE },
	{ "Datum", LABEL_DATE },
	{ "Envoyé", LABEL_DATE },
	{ "Enviado el", LABEL_DATE },
	{ "Enviado", LABEL_DATE },
	{ "Fecha", LABEL_DATE },
	{ "收件人", LABEL_TO },
	{ "收件者", LABEL_TO },
	{ "收信人", LABEL_TO },
	{ "至", LABEL_TO },
	{ "To", LABEL_TO },
	{ "Recipient", LABEL_TO },
	{ "Recipients", LABEL_TO },
	{ "宛先", LABEL_TO },
	{ "받는사람", LABEL_TO },
	{ "받는이", LABEL_TO },
	{ "Кому", LABEL_TO },
	{ "An", LABEL_TO },
	{ "À", LABEL_TO },
	{ "Para", LABEL_TO },
	{ "抄送人", LABEL_COPY },
	{ "抄送", LABEL_COPY },
	{ "副本", LABEL_COPY },
	{ "Cc", LABEL_COPY },
	{ "答复", LABEL_COPY },
	{ "回复", LABEL_COPY },
	{ "主题", LABEL_SUBJECT },
	{ "主題", LABEL_SUBJECT },
	{ "主旨", LABEL_SUBJECT },
	{ "标题", LABEL_SUBJECT },
	{ "Subject", LABEL_SUBJECT },
	{ "件名", LABEL_SUBJECT },
	{ "제목", LABEL_SUBJECT },
	{ "Тема", LABEL_SUBJECT },
	{ "Betreff", LABEL_SUBJECT },
	{ "Objet", LABEL_SUBJECT },
	{ "Asunto", LABEL_SUBJECT },
	{ "Fra", LABEL_FROM },
	{ "Från", LABEL_FROM },
	{ "Da", LABEL_FROM },
	{ "Van", LABEL_FROM },
	{ "Od", LABEL_FROM },
	{ "发送于", LABEL_DATE },
	{ "Sendt", LABEL_DATE },
	{ "Dato", LABEL_DATE },
	{ "Skickat", LABEL_DATE },
	{ "Inviato", LABEL_DATE },
	{ "Verzonden", LABEL_DATE },
	{ "Wysłano", LABEL_DATE },
	{ "Enviada em", LABEL_DATE },
	{ "Message du", LABEL_DATE },
	{ "Til", LABEL_TO },
	{ "Till", LABEL_TO },
	{ "Aan", LABEL_TO },
	{ "Do", LABEL_TO },
	{ "A", LABEL_TO },
	{ "Copie à", LABEL_COPY },
	{ "Emne", LABEL_SUBJECT },
	{ "Ämne", LABEL_SUBJECT },
	{ "Oggetto", LABEL_SUBJECT },
	{ "Onderwerp", LABEL_SUBJECT },
	{ "Temat", LABEL_SUBJECT },
	{ "Assunto", LABEL_SUBJECT },
	{ "Sujet", LABEL_SUBJECT },
};

/* Behind the blanks at p. */
static const char *
behind_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t' || g_str_has_prefix(p, "　"))
		p += *p == ' ' || *p == '\t' ? 1 : (int)strlen("　");
	return p;
}

/* The place after `label` at p, which may be spaced out (主　题); NULL: not there. */
static const char *
label_skip(const char *p, const char *label)
{
	while (*label != '\0') {
		size_t n = (size_t)(g_utf8_next_char(label) - label);

		if (g_ascii_strncasecmp(p, label, n) != 0)
			return NULL;
		p += n;
		label += n;
		if (n > 1 && *label != '\0')
			p = behind_blanks(p);
	}
	return p;
}

/* Behind the colon, bar, tab or closing bracket that ends a label at p; NULL: none does. */
static const char *
label_close(const char *p)
{
	static const char *const ends[] = { ":", "：", "|", "\t", "】", "]" };

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_prefix(p, ends[i])) {
			p += strlen(ends[i]);
			/* [发件人]: */
			return i > 3 && *p == ':' ? p + 1 : p;
		}
	return NULL;
}

/* Does something stand where a label's end may be? */
static bool
may_be_label(const char *p)
{
	for (size_t n = 0; n < LABEL_MAX_BYTES && p[n] != '\0'; n++)
		if (p[n] == ':' || p[n] == '\t' || p[n] == ']' || (p[n] == '|' && n > 0) ||
		    strncmp(p + n, "：", 3) == 0 || strncmp(p + n, "】", 3) == 0)
			return true;
	return false;
}

/* The label with its colon (or a table's bar) at p, which may be in bold marks or brackets;
 * *ret_after, where wanted, behind it. */
static Label
label_at(const char *p, const char **ret_after)
{
	while (*p == '*' || *p == '|' || *p == ' ')
		p++;
	if (!may_be_label(p))
		return LABEL_NONE;
	if (*p == '[' || g_str_has_prefix(p, "【"))
		p = g_utf8_next_char(p);
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
		const char *after = label_skip(p, labels[i].word);

		if (after == NULL)
			continue;
		while (*after == '*' || *after == ' ' || g_str_has_prefix(after, "　"))
			after += *after == '*' || *after == ' ' ? 1 : (int)strlen("　");
		after = label_close(after);
		if (after == NULL)
			continue;
		if (ret_after != NULL)
			*ret_after = after;
		return labels[i].label;
	}
	return LABEL_NONE;
}

/* Labels standing in the line after p, at its start or after a blank or ';'. */
static int
labels_inside(const char *p)
{
	int n = 0;

	for (; *p != '\0'; p = g_utf8_next_char(p))
		if (strchr(" ;|>", *p) != NULL && label_at(p + 1, NULL) > LABEL_FROM)
			n++;
	return n;
}

/* The block whose first line names the sender; more labels stand behind it. */
static bool
begins_with_sender(const GPtrArray *lines, guint i, const char *after)
{
	int marks, n = labels_inside(after);

	for (guint k = i + 1; n < 2 && k < lines->len && k <= i + BLOCK_LINES; k++) {
		const char *next = newtext_signs_unmark(g_ptr_array_index(lines, k), &marks);

		if (*next == '\0')
			continue;
		if (label_at(next, NULL) > LABEL_FROM)
			n++;
		else if (k > i + 4 && n == 0)
			break;
	}
	return n >= 2;
}

/* The block whose first line is another: its lines follow each other, each label once. */
static bool
begins_with_other(const GPtrArray *lines, guint i, Label first)
{
	unsigned seen = 1u << first;
	int marks, n = 1;

	for (guint k = i + 1; k < lines->len && k <= i + BLOCK_LINES; k++) {
		const char *next = newtext_signs_unmark(g_ptr_array_index(lines, k), &marks);
		Label label = label_at(next, NULL);

		if (*next == '\0')
			break;
		if (label == LABEL_NONE)
			continue;
		if (seen & (1u << label))
			return false;
		seen |= 1u << label;
		n++;
	}
	return n >= 3 && (seen & (1u << LABEL_FROM)) != 0;
}

/* The label at p, behind which there is no colon, but a blank and a value. */
static Label
label_bare(const char *p)
{
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
		const char *after = label_skip(p, labels[i].word);

		if (after && (*after == ' ' || *after == '\t') && *behind_blanks(after))
			return labels[i].label;
	}
	return LABEL_NONE;
}

/* From "呈报" <a@b>, To …, Date …, Subject …: the sender with an address, and three other labels
 * or more in the lines below, each once. */
static bool
begins_without_colons(const GPtrArray *lines, guint i)
{
	unsigned seen = 0;
	int marks, n = 0;

	for (guint k = i; k < lines->len && k <= i + BLOCK_LINES; k++) {
		const char *line = newtext_signs_unmark(g_ptr_array_index(lines, k), &marks);
		Label label = label_bare(line);

		if (k == i && (label != LABEL_FROM || !newtext_traces_address(line)))
			return false;
		if (label == LABEL_NONE || (seen & (1u << label)))
			break;
		seen |= 1u << label;
		n++;
	}
	return n > 3 && (seen & (1u << LABEL_DATE));
}

bool
newtext_block_begins(const GPtrArray *lines, guint i)
{
	int marks;
	const char *line = newtext_signs_unmark(g_ptr_array_index(lines, i), &marks);
	const char *after = NULL;
	Label label = label_at(line, &after);

	if (strlen(line) > BLOCK_LINE_MAX_BYTES)
		return false;
	if (label == LABEL_NONE)
		return begins_without_colons(lines, i);
	/* 自：11月1日, 至：11月30日 is a span of time. */
	if (g_str_has_prefix(line, "自") && !newtext_traces_address(line))
		return false;
	return label == LABEL_FROM ? begins_with_sender(lines, i, after)
				   : begins_with_other(lines, i, label);
}
