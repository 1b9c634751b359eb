/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-automatic — machines' letters by header and by text, and people's that look alike
 * Covers mail/automatic_words.c.
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "mail/automatic.h"

typedef struct {
	const char *name;
	const char *header; /* besides From */
	const char *subject, *text;
	const char *kind; /* NULL: a person */
} Case;

#define REPORT "Content-Type: multipart/report; boundary=m; report-type="

static const Case cases[] = {
	{ "report", "", "关于春耕备耕的报告", "我县……", NULL },
	{ "no", "Auto-Submitted: no\n", "x", "通过", NULL },
	{ "no with comment", "Auto-Submitted: no (x)\n", "x", "通过", NULL },
	{ "suppress alone", "X-Auto-Response-Suppress: All\n", "x", "通过", NULL },
	{ "return path", "Return-Path: <a@b.example>\n", "x", "通过", NULL },
	{ "first class", "Precedence: first-class\n", "x", "通过", NULL },
	{ "auto-replied", "Auto-Submitted: auto-replied (vacation)\n", "Re: x", "我在休假",
	  "vacation" },
	{ "auto-generated (our own)", "Auto-Submitted: auto-generated\n", "[呈报 12-1-k7] x", "x",
	  "list" },
	{ "auto-notified", "Auto-Submitted: auto-notified\n", "x", "x", "list" },
	{ "a desk's own", "Message-ID: <o.12.345@b.example>\n", "x", "x", "list" },
	{ "no desk's", "Message-ID: <o.12.345x@b.example>\n", "x", "x", NULL },
	{ "null path", "Return-Path: <>\n", "x", "x", "bounce" },
	{ "bulk", "Precedence: bulk\n", "x", "x", "list" },
	{ "junk", "Precedence: Junk\n", "x", "x", "list" },
	{ "list", "List-Id: <a.b.example>\n", "x", "x", "list" },
	{ "unsubscribe", "List-Unsubscribe: <mailto:a@b.example>\n", "x", "x", "list" },
	{ "auto_reply", "Precedence: auto_reply\n", "x", "x", "vacation" },
	{ "X-Autoreply", "X-Autoreply: yes\n", "x", "x", "vacation" },
	{ "X-Autorespond", "X-Autorespond: a\n", "x", "x", "vacation" },
	{ "DSN", REPORT "delivery-status\n", "x", "x", "bounce" },
	{ "MDN", REPORT "\"disposition-notification\"\n", "x", "x", "receipt" },
	{ "ARF", REPORT "feedback-report\n", "x", "x", "complaint" },

	{ "Outlook vacation", "", "自动答复: [呈报 12-1-k7] 通过", "我在休假，通过。", "vacation" },
	{ "Coremail vacation", "", "自动回复：关于春耕", "您好", "vacation" },
	{ "bracketed", "", "[自动回复] 关于春耕", "您好", "vacation" },
	{ "Chinese brackets", "", "【自动回复】关于春耕", "您好", "vacation" },
	{ "English vacation", "", "Automatic reply: 12-1-k7", "I am away", "vacation" },
	{ "out of office", "", "Out of Office: x", "I am away", "vacation" },
	{ "QQ vacation", "", "Re: [呈报 12-1-k7]",
	  "这是来自QQ邮箱的假期自动回复邮件。\n\n您好，我最近正在休假中，无法亲自回复您的邮件。"
	  "我将在假期结束后，尽快给您回复。谢谢。\n",
	  "vacation" },
	{ "QQ vacation behind a greeting", "", "Re: x",
	  "您好，我最近正在休假中，无法亲自回复您的邮件。", "vacation" },
	{ "163 vacation", "", "Re: x", "您好：\n您的邮件我已收到，我会尽快回复您。", "vacation" },
	{ "163 vacation, the old words", "", "Re: x", "您发给我的信件已经收到。", "vacation" },
	{ "vacation, already received", "", "Re: x",
	  "您好，您的邮件已经收到，我会尽快阅读并给您回复。谢谢！", "vacation" },
	{ "a report behind a greeting", "", "信息",
	  "您好，您的邮件收到。现报送春耕情况：我县已完成春播面积12.6万亩，占计划的83%。", NULL },
	{ "annual leave", "", "Re: x", "I'm on annual leave until 30 November.", "vacation" },
	{ "answering machine", "", "自动应答：春耕", "已收到", "vacation" },
	{ "French absence", "", "Réponse automatique : x", "absent", "vacation" },
	{ "failed, says the system", "", "邮件发送失败通知",
	  "您发往 x@y.example 的邮件未能投递成功", "bounce" },
	{ "given back", "", "您的邮件被退回", "原因：收件人邮箱已满", "bounce" },
	{ "no way to deliver", "", "邮件无法投递",
	  "由于以下原因，邮件无法投递到 a@b.example：用户不存在", "bounce" },
	{ "a report of mail that is not delivered", "", "邮件无法投递：农村快递最后一公里问题",
	  "青石镇等3个乡镇的包裹积压320件，县邮政分公司已增派人手，预计本周内全部送到群众手中。",
	  NULL },
	{ "Permanent", "", "Permanent Delivery Failure", "The attached message had errors",
	  "bounce" },
	{ "receipt by its text", "", "Re: x", "这是一份已读回执。您发给 王科 的邮件已被阅读。",
	  "receipt" },
	{ "a recall in other words", "", "召回: 春耕", "王科 想召回邮件“春耕”。", "recall" },
	{ "a recall of goods", "", "召回：问题奶粉召回情况",
	  "县市场监管局责令3家超市召回问题奶粉120罐，已全部封存。", NULL },
	{ "with quotation", "", "Re: x",
	  "本邮件为系统自动回复，请勿回复。\n\n-----原始邮件-----\n发件人: 呈报\n通过 退回",
	  "vacation" },
	{ "read", "", "已读: [呈报 12-1-k7]", "您的邮件……", "receipt" },
	{ "read, full width", "", "已读：x", "", "receipt" },
	{ "unread", "", "未读: x", "", "receipt" },
	{ "Read", "", "Read: x", "", "receipt" },
	{ "Not read", "", "Not read: x", "", "receipt" },
	{ "163 receipt", "", "Re: x", "这是邮件收条，不保证收信人已经阅读了邮件。", "receipt" },
	{ "recall", "", "撤回: 关于春耕", "张三 想撤回邮件“关于春耕”。", "recall" },
	{ "Recall", "", "Recall: x", "San Zhang would like to recall the message, \"x\".",
	  "recall" },
	{ "163 bounce", "", "系统退信/Systems bounce", "抱歉，您的邮件被退回来了……", "bounce" },
	{ "bounce by text", "", "x", "很抱歉，您的邮件被退回，原因如下", "bounce" },
	{ "QQ bounce", "", "来自qq.example的退信", "原邮件信息", "bounce" },
	{ "Exchange bounce", "", "无法传递: 关于春耕", "x", "bounce" },
	{ "Exchange bounce 2", "", "未送达: 关于春耕", "x", "bounce" },
	{ "Postfix bounce", "", "Undelivered Mail Returned to Sender", "x", "bounce" },

	{ "report about it", "", "某某县政务热线上线自动回复功能",
	  "我县政务热线近日上线自动回复功能，群众满意。", NULL },
	{ "report whose title begins so", "", "自动回复机器人上线两周解答群众提问三千件",
	  "某某县……自动回复……", NULL },
	{ "a vacation of another program", "", "外出休假自动回复 Re: x", "休假", "vacation" },
	{ "full-width brackets", "", "（自动回复）关于春耕", "收到", "vacation" },
	{ "163 signs it", "", "Re: x", "您好，我现在有事不在，一会再和您联系。（自动回复）",
	  "vacation" },
	{ "a system answers", "", "来信收到",
	  "您好！您的来信我们已收到。本邮件由系统自动发送，请勿回复。", "vacation" },
	{ "Gmail in Chinese", "", "递送状态通知（失败）", "找不到地址", "bounce" },
	{ "Office 365 in Chinese", "", "无法投递: x", "你发送给 x@y.example 的邮件无法送达。",
	  "bounce" },
	{ "recalled", "", "【已撤回】关于春耕", "发件人已撤回该邮件", "recall" },
	{ "QQ recall", "", "撤回邮件通知", "对方已撤回了邮件“关于春耕”", "recall" },
	{ "Thunderbird receipt", "", "已显示回执 - x", "这是您发给 x 的邮件的回执。", "receipt" },
	{ "Notes receipt", "", "Return Receipt (displayed) - x", "This is a Return Receipt",
	  "receipt" },
	{ "report: 退信：", "", "退信：我县政务系统退信治理情况",
	  "全县退信由月均120封降至8封。主要做法：一是清理失效地址；二是统一域名；三是建立台账。",
	  NULL },
	{ "report: 自动回复：", "", "自动回复：12345热线上线智能客服",
	  "县热线上线智能客服，自动回复群众咨询3200件，满意率97%。下一步扩大知识库。", NULL },
	{ "report: 已读：", "", "已读：全民阅读活动扎实推进",
	  "全县开展全民阅读活动，累计举办读书会120场，参加群众1.2万人次。", NULL },
	{ "report that cites a machine", "", "邮件诈骗预警",
	  "您的邮件无法送达是常见的钓鱼话术，请各单位注意防范。", NULL },
	{ "answer to one", "", "回复: 自动回复: x", "通过", NULL },
	{ "long text that mentions it", "", "情况", "我单位反映：此邮件为自动回复一事……", NULL },
	{ "read in a title", "", "已读完《条例》学习体会", "x", NULL },
	{ "reading", "", "Reading: x", "x", NULL },
	{ "bounce in a title", "", "退信问题整改情况", "x", NULL },
	{ "author's own withdrawal", "", "撤回：关于某某镇险情的报告", "数据有误，请予撤回。张三",
	  NULL },
	{ "plain answer", "", "Re: [呈报 12-1-k7]", "通过\n\n-----原始邮件-----\n自动回复：x",
	  NULL },
	{ "SinaMail", "", "邮件传输失败！",
	  "邮件无法发送到您指定的地址中。\n<a@b.example>:", "bounce" },
	{ "undelivered, to its reader", "", "邮件未送达",
	  "您发送的邮件未能送达收件人 a@b.example，原因是对方邮箱容量已满。", "bounce" },
	{ "a scanner's", "", "Mail could not be delivered",
	  "Unable to deliver message to <a@b.example>.", "bounce" },
	{ "a gateway's", "", "Delivery failure notification",
	  "Your message could not be delivered to the following recipients:", "bounce" },
	{ "a full mailbox's", "", "Mail Delivery Warning",
	  "Delivery of email to this address has been postponed due to a full mailbox.", "bounce" },
	{ "signed behind the subject", "", "春耕（自动回复）", "您好，来信收到。", "vacation" },
	{ "signed behind the subject, English", "", "Re: x (Automatic Response)",
	  "Hello, I am away until 05/07/2027.", "vacation" },
	{ "signed behind the text", "", "Re: x", "来信已收到，我会尽快给您回复。谢谢！——自动回复",
	  "vacation" },
	{ "says that it is the system's", "", "回复：x",
	  "您好！您发来的邮件已经收到，这是系统自动回复，请勿回复。", "vacation" },
	{ "Notes, returning", "", "AUTO: 李四 不在办公室 (returning 2026-11-30)",
	  "本人不在办公室。", "vacation" },
	{ "a report titled so", "", "无法送达",
	  "县邮政分公司反映，受暴雪影响，青石镇等3个乡镇的邮件无法送达，积压320件。", NULL },
	{ "a report titled so, of letters", "", "邮件未送达：问题反映",
	  "群众来信反映，青石镇邮政所积压邮件320件，最早的已收到半个月，建议督办。", NULL },
	{ "a report about automatic answers", "", "政务热线“已读不回”问题（自动回复）",
	  "部分单位对群众来信仅作自动回复，未实际办理，截至目前共有320件，建议督办整改。", NULL },
	{ "a report that quotes one", "", "情况反映",
	  "群众来信反映，这是系统自动回复，未实际办理。", NULL },
	{ "received", "", "Re: x", "收到，我会尽快处理。", NULL },
};

static void
check_letter(const char *name, const char *letter, const char *subject, const char *text,
	     const char *kind)
{
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	g_autoptr(Structure) structure = structure_read(scan, NULL);
	g_test_message("%s", name);
	g_assert_cmpstr(automatic_kind(scan, subject, text, structure), ==, kind);
	g_assert_cmpstr(automatic_kind(scan, subject, text, NULL), ==, kind);
}

static void
test_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const Case *c = &cases[i];
		g_autofree char *letter =
			g_strconcat(c->header, "From: \"王\" <wang@gov.example>\n\nx\n", NULL);
		check_letter(c->name, letter, c->subject, c->text, c->kind);
	}
	check_letter("daemon", "From: MAILER-DAEMON@b.example (Mail)\n\nx", "x", "x", "bounce");
	check_letter("daemon's name", "From: Mail <Mailer-Daemon@b.example>\n\nx", "x", "x",
		     "bounce");
	check_letter("postmaster", "From: <postmaster@b.example>\n\nx", "x", "x", "bounce");
	check_letter("no subject, no text", "From: a@b.example\n\n", NULL, NULL, NULL);
}

static const Case bounced[] = {
	{ "returned headers", NULL, NULL,
	  REPORT "delivery-status\n\n--m\n\nx\n--m\nContent-Type: message/delivery-status\n\n"
		 "Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; a@b.example\n--m\n"
		 "Content-Type: text/rfc822-headers\n\nSubject: x\n"
		 "Message-ID: <a.tok@office.example>\n--m--\n",
	  "<a.tok@office.example>" },
	{ "returned letter", NULL, NULL,
	  REPORT "delivery-status\n\n--m\n\nx\n--m\nContent-Type: message/delivery-status\n\n"
		 "Reporting-MTA: dns; a.example\n--m\nContent-Type: message/rfc822\n\n"
		 "Message-Id: <o.12.1@office.example>\nSubject: x\n\nbody\n--m--\n",
	  "<o.12.1@office.example>" },
	{ "receipt", NULL, NULL,
	  REPORT "disposition-notification\n\n--m\n\nx\n--m\n"
		 "Content-Type: message/disposition-notification\n\nFinal-Recipient: x\n"
		 "Original-Message-ID: <a.tok@office.example>\n\n--m--\n",
	  "<a.tok@office.example>" },
	{ "qmail", NULL, NULL,
	  "Subject: failure notice\n\nHi. This is the qmail-send program.\n\n"
	  "--- Below this line is a copy of the message.\n\nReceived: x\n"
	  "Message-ID:\n <a.tok@office.example>\nSubject: y\n\nbody\n",
	  "<a.tok@office.example>" },
	{ "none", NULL, NULL, "Subject: x\n\nbody\n", NULL },
	{ "no id", NULL, NULL, "Subject: x\n\nx\nMessage-ID: a@b\n", NULL },
	{ "blank in id", NULL, NULL, "Subject: x\n\nx\nMessage-ID: <a @b>\n", NULL },
};

static void
test_bounced(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(bounced); i++) {
		const Case *c = &bounced[i];
		g_autoptr(Scan) scan = scan_letter(c->text, strlen(c->text));
		g_autoptr(Structure) structure = structure_read(scan, NULL);
		g_autofree char *id = automatic_bounced_id(structure);
		g_test_message("%s", c->name);
		g_assert_cmpstr(id, ==, c->kind);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	structure_load(NULL);
	g_test_add_func("/automatic/cases", test_cases);
	g_test_add_func("/automatic/bounced", test_bounced);
	return g_test_run();
}
