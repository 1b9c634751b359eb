#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/recorded.c
"""desk-recorded - 代录签发: an editor notes a sign-off given on paper, where the office allows it"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, EDITOR1, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
WORDS = "代录签发《政务信息》 科长丙"


def drafted(allowed, n=1):
    office = Office()
    if allowed:
        office.configure(("reports     = flag", "reports     = flag\nallow-recorded-signoff = yes"))
    office.run(*[reply(ask, "通过") for ask in office.drafts(n)])
    office.cb("issue", "draft", good=(0,))
    office.run()
    return office


def confirmed(office, words, sender=EDITOR1):
    """The mails after the words and the confirmation that they ask for."""
    mails = office.run(letter(sender, "", words))
    ask = only(mails, sender, "请您确认")
    tap.eq(office.state(1), "approved", words + ": nothing before it is confirmed")
    return office.run(reply(ask, "确认", proven=False))


def allowed():
    with drafted(True) as office:
        refused = office.copy()
        for words, why in (("代录签发《政务信息》 王五", "王五"), ("代录签发《没有的刊》 科长丙", "没有"),
                           ("代录签发《政务信息》", "是谁签发"), ("代录签发《紧急信息》 科长丙", "待签")):
            copy = refused.copy()
            tap.has(only(confirmed(copy, words), EDITOR1).text, why, words + " is asked back")
            tap.eq(copy.state(1), "approved", "and nothing is sealed")
            copy.close()
        tap.eq(to(refused.run(letter(FARM, "", WORDS)), FARM)[0].subject, "您的回复未能看懂",
               "a contributor may not")
        tap.eq(refused.state(1), "approved", "and changes nothing")
        refused.close()
        mails = confirmed(office, WORDS)
        told = only(mails, CHIEF, "已签发")
        tap.has(told.text, "签发人 科长丙", "the signer is told")
        tap.has(told.text, "本期签发由编辑甲代录", "and by whom it was recorded")
        tap.has(told.html, "本期签发由编辑甲代录", "in the page as well")
        tap.has(only(mails, EDITOR1).text, "已签发：《政务信息》", "the editor has his acknowledgement")
        tap.eq(office.state(1), "issued", "the issue is sealed")
        tap.eq(office.one("SELECT signed_by FROM issue WHERE state = 'sealed'"), CHIEF, "in the signer's name")
        shown = office.cb("issue", "show", "1", good=(0,)).out
        tap.ok("科长丙" in shown and "编辑甲" in shown.splitlines()[-1], "issue show names both", shown[-200:])
        one = office.json("issue", "show", "1")[0]
        tap.eq((one["signed_by"], one["recorded_by"]), ("科长丙", "编辑甲"), "and its JSON")
        traced = office.cb("issue", "trace", "1:1", good=(0,)).out
        tap.ok("recorded" in traced and "代录签发：科长丙" in traced, "issue trace shows it as such", traced)
        before = office.table("issue")
        office.cb("rebuild", good=(0,))
        tap.eq(office.table("issue"), before, "rebuild gives the same")


def not_allowed():
    with drafted(False) as office:
        tap.has(only(confirmed(office, WORDS), EDITOR1).text, "代录签发", "an office that does not allow it says so")
        tap.eq(office.state(1), "approved", "and seals nothing")
        office.configure(("reports     = flag", "reports     = flag\nallow-recorded-signoff = maybe"))
        ran = office.cb("check")
        tap.ok(ran.returncode == 78 and "office.conf:" in ran.err,
               "a wrong value is an error", ran.err)


def with_clauses():
    """What the signer changed on the paper is recorded with his signature."""
    words = WORDS + "，删2，4移下期，1改题：春耕备耕开局良好，顺序 3,1"
    with drafted(True, 4) as office:
        ask = only(office.run(letter(EDITOR1, "", words)), EDITOR1, "请您确认")
        tap.has(ask.text, "〔2〕《春耕备耕工作进展情况之乙》", "the second mail shows what the numbers mean")
        meanwhile = office.copy()
        meanwhile.run(*[reply(m, "通过") for m in to(meanwhile.run(letter(
            FARM, "春耕备耕水利保障情况", "全县春耕备耕水利保障有力，化肥供应充足，已浇水9万亩。")), EDITOR1)])
        meanwhile.cb("issue", "draft", good=(0,))
        meanwhile.run()
        told = only(meanwhile.run(reply(ask, "确认", proven=False)), EDITOR1)
        tap.eq(meanwhile.state(1), "approved", "a draft that changed since is not sealed by it")
        tap.has(told.text, "之后又有变动", "and he is told")
        meanwhile.close()
        mails = office.run(reply(ask, "确认", proven=False))
        tap.eq(office.states(), {1: "issued", 2: "waiting", 3: "issued", 4: "approved"}, "the clauses are carried out")
        printed = office.json("issue", "show", "1")[0]
        tap.eq([(line["item"], line["title"]) for line in printed["lines"]],
               [(3, "春耕备耕工作进展情况之丙"), (1, "春耕备耕开局良好")], "order and title too")
        tap.has(only(mails, EDITOR1, "已办理").text, "第2条删去，退回待审", "the editor is told of each")
        tap.has(only(mails, CHIEF, "已签发").text, "本期签发由编辑甲代录", "and the signer of the issue")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "rebuild gives the same")
    with drafted(True, 2) as office:
        told = only(confirmed(office, WORDS + "，删7"), EDITOR1)
        tap.eq(office.states(), {1: "approved", 2: "approved"}, "a line that is not there: nothing")
        tap.has(told.text, "没有第 7 条", "and said")


REFORM = ("我局推行代录签发制度，科长外出时由编辑当日登记、次日补签，全年刊发信息三百二十条，平均用时由三天压缩到半天，"
          "未发生一起差错，群众和基层单位普遍反映良好，经验在全市推广。")


def not_understood():
    """What cannot be read is asked back, and is no report; a report that speaks of it is one."""
    with drafted(True) as office:
        for what, subject, words in (
                ("a count for a number", "", "代录签发《政务信息》 科长丙，删3条"),
                ("a clause without its number", "", "代录签发《政务信息》 科长丙，删"),
                ("a number named twice", "", "代录签发《政务信息》 科长丙，删3，3移下期"),
                ("a word more", "", "代录签发 科长丙，好"),
                ("a question", "", "代录签发？"),
                ("a condition", "", "如无误，代录签发"),
                ("a word before", "", "请代录签发 科长丙"),
                ("in the subject", "代录签发《政务信息》 科长丙，删3条", ""),
                ("an order above, a clause below", "代录签发《政务信息》 科长丙", "第1条删掉"),
                ("under a subject", "签发", "代录签发 科长丙，删3条")):
            copy = office.copy()
            mails = copy.run(letter(EDITOR1, subject, words))
            tap.eq((copy.states(), copy.last_letter()[1:]), ({1: "approved"}, ("answer", "not-understood")), what + " makes no item")
            told = only(mails, EDITOR1, "未能看懂")
            quoted = "\n".join(part for part in (subject if subject != "签发" else "", words) if part)
            for line in quoted.split("\n"):
                tap.has(told.text, line, "it comes back quoted")
            tap.has(told.text, "请写明谁签发了哪个刊物：代录签发《政务信息》 张三，改动写在后面：，删3，2移下期，1改题：…，顺序 3,1",
                    "with how to write it")
            copy.close()
        copy = office.copy()
        mails = copy.run(letter(FARM, "", "代录签发《政务信息》 科长丙，删3条"))
        tap.eq((copy.states(), copy.last_letter()[1:]), ({1: "approved"}, ("answer", "no-right")), "a contributor's neither")
        tap.has(only(mails, FARM).text, "您的角色不能这样办理", "who may not")
        copy.close()
        copy = office.copy()
        copy.run(letter(EDITOR1, "", "代录签发？", evidence="Authentication-Results: mx.qinghe.example; dmarc=fail header.from=qinghe.example"))
        tap.eq((copy.states(), len(to(copy.mails(), EDITOR1))), ({1: "approved"}, len(to(office.mails(), EDITOR1))),
               "a forged one neither, and nobody is written to")
        copy.close()
        for what, raw in (("of a contributor", letter(FARM, "代录签发制度见成效", REFORM)),
                          ("of an editor", letter(EDITOR1, "代录签发制度见成效", REFORM)),
                          ("a short one of a contributor", letter(FARM, "办文提速", "我局推行代录签发制度，办文用时压缩到半天。"))):
            copy = office.copy()
            copy.run(raw)
            tap.eq((copy.states(), copy.last_letter()[1]), ({1: "approved", 2: "waiting"}, "report"), "a report that speaks of it, " + what)
            copy.close()


allowed()
not_understood()
with_clauses()
not_allowed()
tap.done()
