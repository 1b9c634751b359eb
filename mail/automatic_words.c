/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * automatic_words — the forms in which machines word their letters
 *
 * A subject form needs its delimiter behind it, and a text that could be a machine's: 退信：我县…
 * above a report is its title. A text form must open a short letter.
 *
 * Promise: words inside a longer text never make a letter automatic.
 * Not here: what headers and structure say (automatic).
 */
#include "mail/automatic_words.h"

#include <glib.h>
#include <string.h>

#include "base/text/utf8.h"

#define SHORT_CHARACTERS 400 /* an automatic text is no longer than this */
#define GREETING_CHARACTERS 24
#define GREETING_BYTES 48    /* of a form in English */
#define MARK_CHARACTERS 20   /* in the brackets that close the text */
#define REPORT_CHARACTERS 24 /* a shorter text may be a machine's whatever it says */

typedef struct {
	const char *kind;
	const char *form; /* lower case */
} Form;

/* Followed by `:`, `：`, a closing bracket, another prefix or the end. */
static const Form subject_forms[] = {
	{ "vacation", "自动回复" },
	{ "vacation", "自动回复（auto reply）" },
	{ "vacation", "自动回复(auto reply)" },
	{ "vacation", "自动回复（auto-reply）" },
	{ "vacation", "自动回复(auto-reply)" },
	{ "vacation", "自动应答" },
	{ "vacation", "réponse automatique" },
	{ "vacation", "abwesenheitsnotiz" },
	{ "vacation", "automatische antwort" },
	{ "vacation", "respuesta automática" },
	{ "vacation", "自動応答" },
	{ "vacation", "自動返信" },
	{ "vacation", "自动答复" },
	{ "vacation", "自動回覆" },
	{ "vacation", "自動回復" },
	{ "vacation", "假期自动回复" },
	{ "vacation", "外出自动回复" },
	{ "vacation", "automatic reply" },
	{ "vacation", "auto reply" },
	{ "vacation", "auto-reply" },
	{ "vacation", "autoreply" },
	{ "vacation", "auto response" },
	{ "vacation", "out of office" },
	{ "vacation", "out of office autoreply" },
	{ "vacation", "不在办公室" },
	{ "vacation", "外出" },
	{ "vacation", "外出休假自动回复" },
	{ "vacation", "休假自动回复" },
	{ "vacation", "系统自动回复" },
	{ "vacation", "邮件自动回复" },
	{ "recall", "撤回邮件通知" },
	{ "recall", "邮件撤回通知" },
	{ "recall", "邮件撤回" },
	{ "recall", "发件人撤回了一封邮件" },
	{ "recall", "召回邮件" },
	{ "recall", "已撤回" },
	{ "recall", "邮件撤回成功" },
	{ "recall", "邮件撤回失败" },
	{ "recall", "邮件撤回报告" },
	{ "recall", "message recall success" },
	{ "recall", "message recall failure" },
	{ "recall", "message recall report" },
	{ "receipt", "已读" },
	{ "receipt", "未读" },
	{ "receipt", "已讀取" },
	{ "receipt", "已读回执" },
	{ "receipt", "阅读回执" },
	{ "receipt", "已送达" },
	{ "receipt", "已中继" },
	{ "receipt", "已阅读" },
	{ "receipt", "收件人已阅读" },
	{ "receipt", "对方已阅读" },
	{ "receipt", "回执" },
	{ "receipt", "邮件回执" },
	{ "receipt", "已显示回执" },
	{ "receipt", "回执 (已显示)" },
	{ "receipt", "回执（已显示）" },
	{ "receipt", "讀取" },
	{ "receipt", "開封済み" },
	{ "receipt", "邮件已读" },
	{ "receipt", "邮件已读回执" },
	{ "receipt", "邮件已阅读" },
	{ "receipt", "relayed" },
	{ "receipt", "return receipt (displayed)" },
	{ "receipt", "read" },
	{ "receipt", "not read" },
	{ "receipt", "delivered" },
	{ "receipt", "read receipt" },
	{ "receipt", "return receipt" },
	{ "bounce", "邮件发送失败通知" },
	{ "bounce", "您的邮件被退回" },
	{ "bounce", "邮件无法投递" },
	{ "bounce", "nondeliverable mail" },
	{ "bounce", "undelivered mail" },
	{ "bounce", "permanent delivery failure" },
	{ "bounce", "系统退信" },
	{ "bounce", "系统退信/systems bounce" },
	{ "bounce", "退信" },
	{ "bounce", "退信通知" },
	{ "bounce", "退信提醒" },
	{ "bounce", "邮件退回通知" },
	{ "bounce", "邮件退回" },
	{ "bounce", "退信通知(邮件投递失败)" },
	{ "bounce", "退信通知（邮件投递失败）" },
	{ "bounce", "传递状态通知（失败）" },
	{ "bounce", "传递状态通知（延迟）" },
	{ "bounce", "传送失败报告" },
	{ "bounce", "已延迟" },
	{ "bounce", "您的邮件被延迟投递" },
	{ "bounce", "postmaster" },
	{ "bounce", "message undeliverable" },
	{ "bounce", "mail delivery failure notice" },
	{ "bounce", "递送状态通知（失败）" },
	{ "bounce", "递送状态通知 (失败)" },
	{ "bounce", "递送状态通知(失败)" },
	{ "bounce", "递送状态通知（延迟）" },
	{ "bounce", "无法送达" },
	{ "bounce", "无法投递" },
	{ "bounce", "未能传递" },
	{ "bounce", "传递延迟" },
	{ "bounce", "投递失败通知" },
	{ "bounce", "邮件投递失败通知" },
	{ "bounce", "邮件延迟投递通知" },
	{ "bounce", "delivery delayed" },
	{ "bounce", "mail delivery failure" },
	{ "bounce", "未送达" },
	{ "bounce", "邮件传输失败" },
	{ "bounce", "邮件未送达" },
	{ "bounce", "无法传送的邮件" },
	{ "bounce", "mail could not be delivered" },
	{ "bounce", "delivery failure notification" },
	{ "bounce", "mail delivery warning" },
	{ "bounce", "未传递" },
	{ "bounce", "无法传递" },
	{ "bounce", "無法傳遞" },
	{ "bounce", "传递失败" },
	{ "bounce", "邮件发送失败" },
	{ "bounce", "邮件投递失败" },
	{ "bounce", "投递失败" },
	{ "bounce", "undeliverable" },
	{ "bounce", "undelivered mail returned to sender" },
	{ "bounce", "delivery status notification (failure)" },
	{ "bounce", "delivery status notification (delay)" },
	{ "bounce", "delivery failure" },
	{ "bounce", "failure notice" },
	{ "bounce", "mail delivery failed" },
	{ "bounce", "mail delivery failed: returning message to sender" },
	{ "bounce", "returned mail" },
};

/* How the text of an automatic letter opens. */
static const Form text_forms[] = {
	{ "vacation", "这是来自qq邮箱的假期自动回复邮件" },
	{ "vacation", "这是来自qq邮箱的自动回复邮件" },
	{ "vacation", "这是一封自动回复" },
	{ "vacation", "这是自动回复" },
	{ "vacation", "此邮件为自动回复" },
	{ "vacation", "此邮件为系统自动回复" },
	{ "vacation", "本邮件为自动回复" },
	{ "vacation", "本邮件为系统自动回复" },
	{ "vacation", "本邮件由系统自动回复" },
	{ "vacation", "【自动回复】" },
	{ "vacation", "[自动回复]" },
	{ "vacation", "自动回复：" },
	{ "vacation", "自动回复:" },
	{ "vacation", "自动答复：" },
	{ "vacation", "无法亲自回复您的邮件" },
	{ "vacation", "您的邮件我已收到，我会尽快回复" },
	{ "vacation", "您的来信已收到，我会尽快回复" },
	{ "vacation", "您的邮件已收到，我会尽快" },
	{ "vacation", "您的邮件已经收到，我会尽快" },
	{ "vacation", "您的来信已经收到，我会尽快" },
	{ "vacation", "您发给我的信件已经收到" },
	{ "vacation", "您发给我的邮件已经收到" },
	{ "vacation", "【系统自动回复】" },
	{ "vacation", "本邮件由系统自动发送" },
	{ "vacation", "本邮件由系统自动发出" },
	{ "vacation", "本邮件为系统自动发送" },
	{ "vacation", "此邮件为系统自动发送" },
	{ "vacation", "此邮件为系统自动发出" },
	{ "vacation", "此邮件由系统自动发送" },
	{ "vacation", "此邮件由系统自动发出" },
	{ "vacation", "this is an automatic reply" },
	{ "vacation", "this is an automated reply" },
	{ "vacation", "i am out of the office" },
	{ "vacation", "i am currently out of the office" },
	{ "vacation", "i will be out of the office" },
	{ "vacation", "i am currently on leave" },
	{ "vacation", "i'm out of the office" },
	{ "vacation", "i'm currently out of the office" },
	{ "vacation", "i am on annual leave" },
	{ "vacation", "i'm on annual leave" },
	{ "vacation", "this is an automated response" },
	{ "vacation", "这是系统自动回复，请勿" },
	{ "vacation", "這是自動回覆" },
	{ "vacation", "此郵件為自動回覆" },
	{ "vacation", "此郵件為系統自動" },
	{ "receipt", "这是邮件收条，不保证" },
	{ "receipt", "这是一封阅读回执" },
	{ "receipt", "这是一份已读回执" },
	{ "receipt", "这是一封已读回执" },
	{ "receipt", "您的邮件已被阅读" },
	{ "receipt", "你的邮件已被阅读" },
	{ "bounce", "抱歉，您的邮件被退回来了" },
	{ "bounce", "很抱歉，您的邮件被退回" },
	{ "bounce", "抱歉，您的邮件未能送达" },
	{ "bounce", "您的邮件未能送达" },
	{ "bounce", "您的邮件未送达" },
	{ "bounce", "您的邮件暂时未能送达" },
	{ "bounce", "您的邮件无法送达" },
	{ "bounce", "邮件无法传递给以下收件人" },
	{ "bounce", "未能向以下收件人传递" },
	{ "bounce", "delivery has failed to these recipients" },
	{ "bounce", "this is the mail system at host" },
	{ "bounce", "this message was created automatically by mail delivery software" },
	{ "bounce", "this is an automatically generated delivery status notification" },
	{ "bounce", "your message did not reach some or all" },
	{ "bounce", "hi. this is the qmail-send program" },
};

/* An Outlook recall: its subject alone may be an author's own 撤回. */
static const char *const recall_texts[] = {
	"想撤回邮件", "希望撤回邮件", "想要回收郵件",
	"将撤回邮件", "要撤回邮件",   "想要撤回邮件",
	"想召回邮件", "希望召回邮件", "would like to recall the message"
};

/* One comparable line: lower case, blanks at the ends gone. */
static char *
lowered(const char *text)
{
	g_autofree char *lower = g_utf8_strdown(text ? text : "", -1);
	return g_strstrip(g_steal_pointer(&lower));
}

/* What may stand behind a subject form. */
static bool
ends_form(const char *rest)
{
	static const char *const ends[] = { ":",     "：",    " :", " ：", "】", "]",
					    "）",    ")",     "」", " - ", "-",	 " re:",
					    " 回复", " 答复", "！", "!",   NULL };
	return !rest[0] || utf8_skip_any(&rest, ends);
}

/* Does this speak to a reader or of its writer, as every machine's letter does, or, where that
 * is enough, of a mail, and not of what happened in the county? A few words may be anything. */
static bool
speaks_of_mail(const char *own, bool strictly)
{
	static const char *const to_reader[] = { "您",	 "你",	   "收件人", "@",	"本人",
						 "我在", "我正",   "我将",   "我会",	"我因",
						 "mail", "我不在", "office", "message", "receipt" };
	static const char *const of_mail[] = { "邮件", "来信", "休假", "出差", "已收到", "我已" };

	if (g_str_is_ascii(own) || g_utf8_strlen(own, -1) < REPORT_CHARACTERS)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(to_reader); i++)
		if (strstr(own, to_reader[i]))
			return true;
	for (size_t i = 0; !strictly && i < G_N_ELEMENTS(of_mail); i++)
		if (strstr(own, of_mail[i]))
			return true;
	return false;
}

/* 退信, 外出: alone in a subject they may be what a report is about. */
static bool
is_ordinary(const char *form)
{
	static const char *const words[] = { "退信",	      "已读",	    "未读",
					     "外出",	      "回执",	    "已送达",
					     "未送达",	      "无法送达",   "已延迟",
					     "自动回复",      "邮件未送达", "邮件传输失败",
					     "无法传送的邮件" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(form, words[i]) == 0)
			return true;
	return false;
}

/* Behind a subject form: nothing, or a subject of ours. */
static bool
is_of_mail(const char *form, const char *rest)
{
	while (*rest && !g_unichar_isalnum(g_utf8_get_char(rest)))
		rest = g_utf8_next_char(rest);
	if (!*rest)
		return !is_ordinary(form);
	return g_ascii_isalpha(*rest) || strstr(rest, "呈报");
}

/* Notes: 李四 不在办公室。 and AUTO: Li Si is out of the office (returning …). */
static bool
says_absent(const char *subject)
{
	return (g_str_has_prefix(subject, "auto: ") && strstr(subject, "不在办公室")) ||
	       strstr(subject, " is out of the office") || strstr(subject, "不在办公室（返回") ||
	       g_str_has_suffix(subject, " 不在办公室。") ||
	       g_str_has_suffix(subject, " 不在办公室");
}

/* 春耕（自动回复）: some put it behind the subject they answer. */
static bool
is_signed_automatic(const char *subject)
{
	static const char *const ends[] = { "（自动回复）",	   "(自动回复)",   "【自动回复】",
					    "(automatic reply)",   "(auto reply)", "(auto-reply)",
					    "(automatic response)" };

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(subject, ends[i]))
			return true;
	return false;
}

static const char *
kind_by_subject(const char *subject, const char *own)
{
	static const char *const brackets[] = { "【", "[", "（", "(", "「", NULL };
	g_autofree char *lower = lowered(subject);
	const char *at = lower;
	utf8_skip_any(&at, brackets);
	for (size_t i = 0; i < G_N_ELEMENTS(subject_forms); i++) {
		const Form *form = &subject_forms[i];
		if (g_str_has_prefix(at, form->form) && ends_form(at + strlen(form->form)))
			return is_of_mail(form->form, at + strlen(form->form)) ||
					       speaks_of_mail(own, is_ordinary(form->form))
				       ? form->kind
				       : NULL;
	}
	if (g_str_has_prefix(lower, "来自") && g_str_has_suffix(lower, "的退信"))
		return "bounce";
	if (g_str_has_prefix(lower, "warning: could not send message"))
		return "bounce";
	if (g_str_has_prefix(lower, "warning: message ") && strstr(lower, " delayed"))
		return "bounce";
	return (says_absent(lower) || is_signed_automatic(lower)) && speaks_of_mail(own, true)
		       ? "vacation"
		       : NULL;
}

/* The letter's own words: up to where a quotation begins. Yours. */
static char *
own_words(const char *text)
{
	static const char *const quotes[] = {
		"\n>",	     "\n-----原始邮件", "\n------------------",
		"\n发件人",  "\n-----original", "\n--- 原邮件",
		"\n原始邮件"
	};
	g_autofree char *lower = lowered(text);
	size_t n = strlen(lower);
	for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
		const char *at = strstr(lower, quotes[i]);
		if (at && (size_t)(at - lower) < n)
			n = (size_t)(at - lower);
	}
	return g_strndup(lower, n);
}

/* 您的邮件无法送达是常见的…: the sentence is what somebody speaks of. */
static bool
is_spoken_of(const char *behind)
{
	static const char *const words[] = { "是", "等", "”", "」", "》", "的", "类", NULL };

	return utf8_skip_any(&behind, words);
}

/* Does `form` open these words? A greeting may stand before it, no other sentence may. */
static bool
opens_with(const char *own, const char *form)
{
	static const char *const before[] = {
		"\n", " ", ",", "!", "，", "。", "！", "好：", "好:"
	};
	const char *at = strstr(own, form);
	if (!at || is_spoken_of(at + strlen(form)))
		return false;
	if (at == own)
		return true;
	if (g_utf8_strlen(own, at - own) >
	    (g_str_is_ascii(form) ? GREETING_BYTES : GREETING_CHARACTERS))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		size_t n = strlen(before[i]);
		if ((size_t)(at - own) >= n && memcmp(at - n, before[i], n) == 0)
			return true;
	}
	return false;
}

/* …（自动回复）, …（此为自动回复，请勿回复）: so providers sign what their users wrote for their
 * absence. */
static bool
ends_as_automatic(const char *own)
{
	static const char *const opens[] = { "（", "(", "【", "[" };
	static const char *const closes[] = { "）", ")", "】", "]" };
	static const char *const marks[] = { "自动回复", "自动答复", "自動回覆", "auto reply" };

	if (g_str_has_suffix(own, "——自动回复") || g_str_has_suffix(own, "--自动回复"))
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(opens); i++) {
		const char *open = g_strrstr(own, opens[i]);

		if (!open || !g_str_has_suffix(own, closes[i]) || strstr(open, "不是") ||
		    g_utf8_strlen(open, -1) > MARK_CHARACTERS)
			continue;
		for (size_t k = 0; k < G_N_ELEMENTS(marks); k++)
			if (strstr(open, marks[k]))
				return true;
	}
	return false;
}

static const char *
kind_by_text(const char *own)
{
	/* QQ's own sentence needs no short letter: nobody else opens one with it. */
	if (g_str_has_prefix(own, text_forms[0].form))
		return text_forms[0].kind;
	if (g_utf8_strlen(own, -1) > SHORT_CHARACTERS)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(text_forms); i++)
		if (opens_with(own, text_forms[i].form))
			return text_forms[i].kind;
	return ends_as_automatic(own) ? "vacation" : NULL;
}

const char *
automatic_words_kind(const char *subject, const char *text, bool brings_document)
{
	g_autofree char *own = own_words(text);
	const char *kind = brings_document ? NULL : kind_by_subject(subject, own);

	return kind ? kind : kind_by_text(own);
}

bool
automatic_words_recall(const char *subject, const char *text, bool brings_document)
{
	g_autofree char *lower = lowered(subject), *own = NULL;

	static const char *const begins[] = { "撤回:", "撤回：", "recall:", NULL };
	static const char *const begins_worded[] = { "回收:", "回收：", "召回:", "召回：", NULL };
	const char *at = lower;
	bool recalls = utf8_skip_any(&at, begins);

	if (!recalls && !utf8_skip_any(&at, begins_worded))
		return false;
	own = own_words(text);
	if (!own[0])
		return recalls && !brings_document;
	if (g_utf8_strlen(own, -1) > SHORT_CHARACTERS)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(recall_texts); i++)
		if (strstr(own, recall_texts[i]))
			return true;
	return false;
}
