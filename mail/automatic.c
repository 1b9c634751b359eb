/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * automatic — letters that no person wrote
 *
 * Three looks in order of certainty: what the letter's structure says (reports of RFC 3462),
 * what its subject and text say in the forms machines use, what other headers say. A subject
 * form needs its delimiter behind it, a text form must open a short letter.
 *
 * Promise: words inside a longer text never make a letter automatic.
 * Not here: what is done with them.
 */
#include "mail/automatic.h"

#include <string.h>

#include "mail/words.h"

#define SHORT_CHARACTERS 400 /* an automatic text is no longer than this */
#define GREETING_CHARACTERS 24
#define ID_BYTES 1000

typedef struct {
	const char *kind;
	const char *form; /* lower case */
} Form;

/* Followed by `:`, `：`, a closing bracket or the end. */
static const Form subject_forms[] = {
	{ "vacation", "自动回复" },
	{ "vacation", "自动回复（auto reply）" },
	{ "vacation", "自动回复(auto reply)" },
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
	{ "receipt", "read" },
	{ "receipt", "not read" },
	{ "receipt", "delivered" },
	{ "receipt", "read receipt" },
	{ "receipt", "return receipt" },
	{ "bounce", "系统退信" },
	{ "bounce", "系统退信/systems bounce" },
	{ "bounce", "退信" },
	{ "bounce", "退信通知" },
	{ "bounce", "未送达" },
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
	{ "vacation", "this is an automatic reply" },
	{ "vacation", "this is an automated reply" },
	{ "vacation", "i am out of the office" },
	{ "vacation", "i am currently out of the office" },
	{ "receipt", "这是邮件收条，不保证" },
	{ "receipt", "这是一封阅读回执" },
	{ "receipt", "您的邮件已被阅读" },
	{ "receipt", "你的邮件已被阅读" },
	{ "bounce", "抱歉，您的邮件被退回来了" },
	{ "bounce", "很抱歉，您的邮件被退回" },
	{ "bounce", "抱歉，您的邮件未能送达" },
	{ "bounce", "您的邮件未能送达" },
	{ "bounce", "您的邮件无法送达" },
	{ "bounce", "邮件无法传递给以下收件人" },
	{ "bounce", "未能向以下收件人传递" },
	{ "bounce", "delivery has failed to these recipients" },
	{ "bounce", "this is the mail system at host" },
	{ "bounce", "hi. this is the qmail-send program" },
};

/* An Outlook recall: its subject alone may be an author's own 撤回. */
static const char *const recall_texts[] = { "想撤回邮件",   "希望撤回邮件",
					    "将撤回邮件",   "要撤回邮件",
					    "想要撤回邮件", "would like to recall the message" };

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
	static const char *const ends[] = { ":", "：", " :", "】", "]" };
	if (!rest[0])
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_prefix(rest, ends[i]))
			return true;
	return false;
}

static const char *
kind_by_subject(const char *subject)
{
	g_autofree char *lower = lowered(subject);
	const char *at = lower;
	if (g_str_has_prefix(at, "【"))
		at += strlen("【");
	else if (at[0] == '[')
		at++;
	for (size_t i = 0; i < G_N_ELEMENTS(subject_forms); i++) {
		const Form *form = &subject_forms[i];
		if (g_str_has_prefix(at, form->form) && ends_form(at + strlen(form->form)))
			return form->kind;
	}
	if (g_str_has_prefix(lower, "来自") && g_str_has_suffix(lower, "的退信"))
		return "bounce";
	return NULL;
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

/* Does `form` open these words? A greeting may stand before it, no other sentence may. */
static bool
opens_with(const char *own, const char *form)
{
	static const char *const before[] = {
		"\n", " ", ",", "!", "，", "。", "！", "好：", "好:"
	};
	const char *at = strstr(own, form);
	if (!at || at == own)
		return at == own;
	if (g_utf8_strlen(own, at - own) > GREETING_CHARACTERS)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
		size_t n = strlen(before[i]);
		if ((size_t)(at - own) >= n && memcmp(at - n, before[i], n) == 0)
			return true;
	}
	return false;
}

static const char *
kind_by_text(const char *text)
{
	g_autofree char *own = own_words(text);
	/* QQ's own sentence needs no short letter: nobody else opens one with it. */
	if (g_str_has_prefix(own, text_forms[0].form))
		return text_forms[0].kind;
	if (g_utf8_strlen(own, -1) > SHORT_CHARACTERS)
		return NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(text_forms); i++)
		if (opens_with(own, text_forms[i].form))
			return text_forms[i].kind;
	return NULL;
}

static bool
is_recall(const Scan *scan, const char *subject, const char *text)
{
	g_autofree char *class = scan_first_value(scan, "Content-Class");
	if (class && g_ascii_strncasecmp(class, "IPM.Outlook.Recall", 18) == 0)
		return true;
	g_autofree char *lower = lowered(subject);
	if (!g_str_has_prefix(lower, "撤回:") && !g_str_has_prefix(lower, "撤回：") &&
	    !g_str_has_prefix(lower, "recall:"))
		return false;
	g_autofree char *own = own_words(text);
	if (!own[0])
		return true;
	if (g_utf8_strlen(own, -1) > SHORT_CHARACTERS)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(recall_texts); i++)
		if (strstr(own, recall_texts[i]))
			return true;
	return false;
}

static bool
has_part(const Structure *structure, const char *media_type)
{
	for (size_t i = 0; structure && i < structure_n_parts(structure); i++)
		if (strcmp(structure_part(structure, i)->media_type, media_type) == 0)
			return true;
	return false;
}

/* RFC 3462 reports, by their type or by what they carry. */
static const char *
kind_by_report(const Scan *scan, const Structure *structure)
{
	const ScanHeader *type = scan_header(scan, "Content-Type", 0);
	g_autofree char *value = type ? scan_value(type) : NULL;
	if (!value || g_ascii_strncasecmp(value, "multipart/report", 16) != 0)
		return NULL;
	g_autofree char *report = words_parameter(value, strlen(value), "report-type");
	if (!report)
		report = g_strdup("");
	if (g_ascii_strcasecmp(report, "feedback-report") == 0 ||
	    has_part(structure, "message/feedback-report"))
		return "complaint";
	if (g_ascii_strcasecmp(report, "disposition-notification") == 0 ||
	    has_part(structure, "message/disposition-notification"))
		return "receipt";
	return "bounce";
}

/* The value of a header in lower case; "" when there is none. Yours. */
static char *
value_lowered(const Scan *scan, const char *name)
{
	g_autofree char *value = scan_first_value(scan, name);
	return g_ascii_strdown(value ? value : "", -1);
}

static bool
from_daemon(const Scan *scan)
{
	g_autofree char *from = value_lowered(scan, "From");
	const char *open = strrchr(from, '<');
	const char *address = open ? open + 1 : from;
	return g_str_has_prefix(address, "mailer-daemon") ||
	       g_str_has_prefix(address, "postmaster@");
}

/* Headers that name the kind at once. */
static const char *
kind_by_origin(const Scan *scan)
{
	static const char *const vacation[] = { "X-Autoreply", "X-Autorespond", "X-Auto-Reply",
						"X-Auto-Responder" };
	g_autofree char *path = value_lowered(scan, "Return-Path");
	g_autofree char *submitted = value_lowered(scan, "Auto-Submitted");
	g_autofree char *precedence = value_lowered(scan, "Precedence");
	if (from_daemon(scan))
		return "bounce";
	if (g_str_has_prefix(submitted, "auto-replied") || strcmp(precedence, "auto_reply") == 0)
		return "vacation";
	for (size_t i = 0; i < G_N_ELEMENTS(vacation); i++) {
		g_autofree char *value = value_lowered(scan, vacation[i]);
		if (value[0] && strcmp(value, "no") != 0)
			return "vacation";
	}
	if (scan_header(scan, "Return-Path", 0) && strcmp(path, "<>") == 0)
		return "bounce";
	return NULL;
}

/* An id as every mail of this program has it but an ask, this desk's or another's: o.12.34@… */
static bool
is_of_a_desk(const Scan *scan)
{
	g_autofree char *id = scan_first_value(scan, "Message-ID");
	const char *at = id ? strstr(id, "<o.") : NULL;
	size_t n;

	if (!at)
		return false;
	at += strlen("<o.");
	n = strspn(at, "0123456789");
	if (n == 0 || at[n] != '.')
		return false;
	at += n + 1;
	n = strspn(at, "0123456789");
	return n > 0 && at[n] == '@';
}

static const char *
kind_by_machine(const Scan *scan)
{
	static const char *const lists[] = { "List-Id",	  "List-Unsubscribe", "List-Post",
					     "List-Help", "List-Subscribe",   "List-Owner" };
	g_autofree char *submitted = value_lowered(scan, "Auto-Submitted");
	g_autofree char *precedence = value_lowered(scan, "Precedence");
	size_t n = strcspn(submitted, "; \t(");
	if ((n > 0 && !(n == 2 && strncmp(submitted, "no", 2) == 0)) || is_of_a_desk(scan))
		return "list";
	if (strcmp(precedence, "bulk") == 0 || strcmp(precedence, "junk") == 0 ||
	    strcmp(precedence, "list") == 0)
		return "list";
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
		if (scan_header(scan, lists[i], 0))
			return "list";
	return NULL;
}

const char *
automatic_kind(const Scan *scan, const char *subject, const char *text, const Structure *structure)
{
	const char *kind = kind_by_report(scan, structure);
	if (!kind && is_recall(scan, subject, text))
		kind = "recall";
	if (!kind)
		kind = kind_by_subject(subject);
	if (!kind)
		kind = kind_by_text(text);
	if (!kind)
		kind = kind_by_origin(scan);
	return kind ? kind : kind_by_machine(scan);
}

/* The first <…@…> of a value; NULL when there is none. Yours. */
static char *
id_of(const char *value)
{
	const char *open = value ? strchr(value, '<') : NULL;
	const char *close = open ? strchr(open, '>') : NULL;
	if (!close || close - open > ID_BYTES || !memchr(open, '@', (size_t)(close - open)))
		return NULL;
	for (const char *c = open; c < close; c++)
		if (*c <= ' ' || *c == 127)
			return NULL;
	return g_strndup(open, (size_t)(close + 1 - open));
}

/* A `Message-ID:` line in a plain copy of the returned letter. */
static char *
id_in_text(const Structure *structure)
{
	static const char name[] = "\nmessage-id:";
	g_autoptr(StructureText) text = structure_text(structure);
	g_autofree char *lower = text->plain ? g_ascii_strdown(text->plain, -1) : g_strdup("");
	const char *at = strstr(lower, name);
	if (!at)
		return NULL;
	const char *value = text->plain + (at - lower) + strlen(name);
	value += strspn(value, " \t\n");
	g_autofree char *line = g_strndup(value, strcspn(value, "\n"));
	return id_of(line);
}

/* The first of these headers in a block of headers that holds an id. */
static char *
first_id(const StructurePart *part, const char *const *names)
{
	g_autoptr(Scan) scan = scan_letter(structure_bytes(part), part->n_bytes);
	char *id = NULL;
	for (size_t i = 0; names[i] && !id; i++) {
		g_autofree char *value = scan_first_value(scan, names[i]);
		id = id_of(value);
	}
	return id;
}

char *
automatic_bounced_id(const Structure *structure)
{
	static const char *const machine[] = { "message/delivery-status",
					       "message/disposition-notification",
					       "message/feedback-report", NULL };
	static const char *const machine_names[] = { "Original-Message-ID", "X-Original-Message-ID",
						     "Original-Envelope-Id", NULL };
	static const char *const copies[] = { "message/rfc822",		"text/rfc822-headers",
					      "message/rfc822-headers", "message/global-headers",
					      "message/global",		NULL };
	static const char *const copy_names[] = { "Message-ID", NULL };
	char *id = NULL;
	for (size_t i = 0; i < structure_n_parts(structure) && !id; i++) {
		const StructurePart *part = structure_part(structure, i);
		if (g_strv_contains(machine, part->media_type))
			id = first_id(part, machine_names);
		else if (g_strv_contains(copies, part->media_type))
			id = first_id(part, copy_names);
	}
	return id ? id : id_in_text(structure);
}
