#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/judge.c pipeline/desk/away.c
"""desk-automatic - what machines write decides nothing, becomes no item, gets no answer

Each letter says 通过 and carries the code of an open ask, and comes once from the person who
was asked, with proof, once from a contributor and once from a stranger.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import multipart, part

tap = Tap()
STRANGER = "lin@away.example"

# By their header; the words are a decision's.
HEADERS = tuple((line, (line,)) for line in (
    "Auto-Submitted: auto-replied", "Auto-Submitted: auto-replied (vacation)",
    "Auto-Submitted: auto-generated", "Auto-Submitted: auto-notified",
    "Auto-Submitted: AUTO-REPLIED; owner-email=x", "Return-Path: <>", "Precedence: bulk",
    "Precedence: Junk", "Precedence: list", "Precedence: auto_reply", "X-Autoreply: yes",
    "X-Autorespond: away", "List-Id: <all.qinghe.example>",
    "List-Unsubscribe: <mailto:leave@qinghe.example>"))

# By their subject, as mail programs and services write it.
SUBJECTS = ("自动答复: ", "自动回复：", "自动回复: ", "[自动回复] ", "【自动回复】", "Automatic reply: ",
            "Out of Office: ", "已读: ", "已读：", "未读: ", "Read: ", "Not read: ", "无法传递: ",
            "未送达: ")

# By what they say.
TEXTS = (
    ("QQ's vacation", "这是来自QQ邮箱的假期自动回复邮件。\n\n您好，我最近正在休假中，无法亲自回复您的"
     "邮件。我将在假期结束后，尽快给您回复。谢谢。\n"),
    ("QQ's vacation without its head", "您好，我最近正在休假中，无法亲自回复您的邮件。"),
    ("163's vacation", "您好：\n您的邮件我已收到，我会尽快回复您。"),
    ("a vacation that quotes", "本邮件为系统自动回复，请勿回复。\n\n-----原始邮件-----\n通过 退回"),
    ("163's receipt", "这是邮件收条，不保证收信人已经阅读了邮件。"),
    ("a bounce in Chinese", "很抱歉，您的邮件被退回，原因如下"),
)
# A recall is told by both: the subject alone may be an author's.
RECALLS = (("撤回: ", "编辑甲 想撤回邮件“通过”。"),
           ("Recall: ", 'The sender would like to recall the message, "通过".'))
# Whole subjects.
WHOLE = ("系统退信/Systems bounce", "来自qq.example的退信", "Undelivered Mail Returned to Sender")
REPORTS = ("delivery-status", "disposition-notification", "feedback-report")


def machine(kind, about_id="<gone@qinghe.example>"):
    """A report of a mail system about a mail (RFC 3462)."""
    about = {"delivery-status": "message/delivery-status",
             "disposition-notification": "message/disposition-notification",
             "feedback-report": "message/feedback-report"}[kind]
    return multipart([part("通过"), part("Reporting-MTA: dns; mx.qinghe.example\n", about, label=False),
                      part("Message-ID: %s\nSubject: x\n" % about_id, "text/rfc822-headers")],
                     "report; report-type=" + kind)


def letters(ask, sender):
    """(name, letter) of each kind."""
    subject = ask.subject
    for name, headers in HEADERS:
        yield name, reply(ask, "通过", sender, headers=headers)
    for begin in SUBJECTS:
        yield begin, reply(ask, "通过", sender, subject=begin + subject)
    for begin, text in RECALLS:
        yield begin, letter(sender, begin + subject, text, answers=ask.id)
    for name, text in TEXTS:
        yield name, letter(sender, "Re: " + subject, text, answers=ask.id)
    for whole in WHOLE:
        yield whole, letter(sender, whole, "通过\n" + ask.token, answers=ask.id)
    for kind in REPORTS:
        yield kind, letter(sender, "x", answers=ask.id, parts=machine(kind))


def waves(office, ask, sender):
    """All of them at once, from one sender; what was mailed on them."""
    before, n = office.decided(), office.one("SELECT count(*) FROM letter")
    all_ = list(letters(ask, sender))
    mails = office.run(*[raw for _, raw in all_])
    kinds = [k for k, in office.rows("SELECT kind FROM letter WHERE id > ? ORDER BY id", n)]
    tap.ok(len(all_) >= 40 and len(kinds) == len(all_), "%s: %d letters" % (sender, len(all_)))
    tap.eq([(name, kind) for (name, _), kind in zip(all_, kinds) if kind not in ("automatic", "bounce")],
           [], "%s: each is known for what it is" % sender)
    tap.eq(office.decided(), before, "%s: nothing is decided, there is no new item" % sender)
    tap.eq(to(mails, sender), [], "%s: nobody is answered" % sender)
    return mails


with Office() as office:
    ask = only(office.drafts(1), EDITOR1)
    tap.eq(waves(office, ask, STRANGER), [], "a stranger's are heard by nobody")
    tap.eq(waves(office, ask, FARM), [], "nor are a contributor's")
    mails = waves(office, ask, EDITOR1)
    tap.eq([m.address for m in mails], [EDITOR2], "the editor's own: his deputy is asked, once")
    tap.has(mails[0].subject, "【代办】", "in his place")
    tap.eq(office.refusals(), 0, "none of it counts as an attempt")
    mails = office.run(letter("mailer-daemon@qinghe.example", "x", headers=("Return-Path: <>",),
                              parts=machine("delivery-status", ask.id)))
    tap.eq(office.state(1), "waiting", "a genuine bounce of the ask changes nothing")
    tap.has(only(mails, ADMIN).subject, "发往 %s 的邮件被退回" % EDITOR1, "the operator is told of it")
    tap.eq([d["state"] for d in office.json("outbox") if d["purpose"] == "ask"][0], "failed",
           "and the outbox has it")
    office.run(reply(ask, "通过"))
    tap.eq(office.state(1), "approved", "after all of them the editor's word counts")
tap.done()
