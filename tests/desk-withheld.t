#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/withheld.c pipeline/desk/query_search.c
"""desk-withheld - an answer that would carry a secrecy mark is not sent, and who waits for it hears so"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
FARMING = letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕进展顺利，化肥供应充足。机密柜已经到位。")
INNER = letter(CIVIL, "豌豆种植工作方案", "内部资料，注意保存。\n全县豌豆种植工作方案已经制定，化肥由供销社统一调运。")
SECRET = letter(CIVIL, "蚕豆调运工作方案", "机密★1年\n全县蚕豆调运工作方案已经制定，化肥由供销社统一调运。")
HELD = ("豌豆", "蚕豆", "供销社", "种植", "调运")
# What carries a mark in itself, and how much of it is left to be seen: nothing.
MARKED = ("机密★1年", "机密★", "绝密★启用前", "【机密】", "内部资料 注意保存", "秘密★ 10年", "機密★", "化肥 机密★1年")


def asked(office, who, words):
    """The answer to 查 WORDS, and what the operator hears."""
    mails = office.run(letter(who, "请问", "查 " + words))
    return [m for m in to(mails, who) if "系统告警" not in m.subject], [m for m in mails if "系统告警" in m.subject]


def words_with_a_mark():
    with Office() as office:
        office.run(FARMING, INNER, SECRET)
        tap.eq(office.states(), {1: "waiting", 2: "held", 3: "held"}, "two of three are held")
        for i, words in enumerate(MARKED):
            who = (FARM, EDITOR1, EDITOR2, CHIEF, ADMIN)[i % 5]
            answers, alarms = asked(office, who, words)
            tap.eq(len(answers), 1, "查 %s is answered" % words)
            said = "".join(m.subject + m.text + m.html for m in answers)
            tap.has(said, "答复没有发出", "that the answer was not sent")
            tap.has(said, "请去掉密级标志再查", "and what to do")
            tap.eq([w for w in (*HELD, "★", "绝密", "机密", "内部资料") if w in said], [], "without the words")
            tap.eq([(m.address, w) for m in alarms for w in ("★", "内部资料", "注意保存", *HELD) if w in m.text + m.subject], [],
                   "the operator's record has none either")
            tap.eq(len(alarms), 1, "the operator hears it")
        tap.eq(office.rows("SELECT DISTINCT state FROM mailing WHERE template = 'query'"), [("cancelled",)], "no answer left")
        answers, alarms = asked(office, EDITOR2, "机密")
        tap.has(answers[0].subject, "查到 1 条：机密", "the mere word is looked for")
        tap.eq(alarms, [], "and nobody is alarmed")
        for who in (FARM, CIVIL, EDITOR1, CHIEF, ADMIN):
            for word in ("豌豆", "蚕豆", "供销社"):
                (answer,), alarms = asked(office, who, word)
                tap.eq((answer.subject, alarms), ("查到 0 条：" + word, []), "%s finds nothing that is held: %s" % (who, word))


def passages_with_a_mark():
    """What was released is found again, and its passage may hold what the gate stops."""
    with Office() as office:
        office.run(FARMING, INNER)
        office.cb("decide", 2, "放行 已核不涉密", good=(0, 1))
        office.run()
        tap.eq(office.state(2), "waiting", "an item is released")
        (answer,), alarms = asked(office, EDITOR2, "资料 化肥")
        tap.has(answer.text, "内部资料，注意保存", "the passage shows the mark that a person released")
        tap.eq(alarms, [], "which nothing stops")
        (answer,), alarms = asked(office, EDITOR2, "资料 化肥 范围：来信")
        tap.eq(answer.subject, "答复没有发出：其中有密级标志字样", "the letter as it came was released by nobody")
        tap.has(answer.text, "查到 1 条，只列编号：", "how many there are")
        tap.has(answer.text, "〔来信 2〕", "which")
        tap.has(answer.html, "来信 2", "in the page too")
        tap.eq([w for w in (*HELD, "内部资料") if w in answer.text + answer.html], [], "and none of its words")
        tap.eq(len(alarms), 1, "the operator hears it")
        (answer,), alarms = asked(office, FARM, "资料 化肥")
        tap.eq(answer.subject, "查到 0 条：资料 化肥", "another's item is not told by its number either")


def other_answers():
    """What an acknowledgement quotes is stopped in the same way."""
    with Office() as office:
        ask = only(office.run(FARMING), EDITOR1)
        mails = office.run(reply(ask, "好的，机密★1年的那件呢"))
        (told,) = to(mails, EDITOR1)
        tap.eq(told.subject, "答复没有发出：其中有密级标志字样", "who is not understood hears that there is no answer")
        tap.lacks(told.text + told.html, "★", "without the words")
        tap.eq(office.state(1), "waiting", "nothing was decided")
        tap.ok(told.message["In-Reply-To"] is not None and told.message["Auto-Submitted"] == "auto-replied", "as an answer")
        before = office.table("mailing", "id, template, state, reason, params", "id")
        office.cb("rebuild", good=(0,))
        tap.eq(office.table("mailing", "id, template, state, reason, params", "id"), before, "a rebuild gives the same")


words_with_a_mark()
passages_with_a_mark()
other_answers()
tap.done()
