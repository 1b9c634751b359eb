#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/carry.c pipeline/desk/listing.c pipeline/desk/merge.c pipeline/desk/printing.c pipeline/desk/letterhead.c
# Covers pipeline/desk/wording.c
"""desk-lists - the list mail of an editor's open items, answered line by line"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()


def lists(office, address=EDITOR1):
    office.cb("list", "--mail", address, good=(0,))
    return only(office.run(), address, "待审信息")


def story():
    """The answer of the demonstration."""
    with Office() as office:
        office.drafts(6)
        sheet = lists(office)
        for n in range(1, 7):
            tap.has(sheet.text, "〔%d〕《春耕备耕" % n, "line %d" % n)
        tap.has(sheet.subject, "6 条", "the subject counts")
        mails = office.run(reply(sheet, "通过1、3，4并入1，2退 缺数据，其余备查", client="163"))
        tap.eq(office.states(), {1: "approved", 2: "returned", 3: "approved", 4: "merged",
                                 5: "filed", 6: "filed"}, "通过1、3，4并入1，2退 缺数据，其余备查")
        ack = only(mails, EDITOR1)
        tap.has(ack.subject, "6 条", "the acknowledgement counts")
        tap.lacks(ack.subject, "未能", "nothing came back")
        tap.has(ack.text, "“撤销1”", "撤销 is offered by line")
        undone = office.copy()
        undone.run(reply(ack, "撤销1"))
        tap.eq(undone.state(1), "waiting", "as offered")
        undone.close()
        told = sorted(m.subject[:4] for m in to(mails, FARM))
        tap.eq(told, ["已并入其", "已阅存备", "已阅存备", "退回修改"], "the authors are told")
        tap.has(only(mails, FARM, "退回修改").text, "缺数据", "with the reason")
        tap.eq(len(mails), 5, "and nobody else")
        before = office.decided()
        mails = office.run(reply(sheet, "通过1、3，4并入1，2退 缺数据，其余备查"))
        tap.eq(office.decided(), before, "the same answer again changes nothing")
        mails = office.run(reply(sheet, "全部通过"))
        tap.eq({i: s for i, s in office.states().items() if i != 4 and s != "approved"} and
               office.state(2), "returned", "what was decided is not decided again by the list")
        text = only(mails, EDITOR1).text
        for said in ("已退回（编辑甲）", "存阅备查（编辑甲）", "已并入其他信息（编辑甲）"):
            tap.has(text, "这条信息已经办理：" + said, "and how it was, in words")


# answer, states of items 1..5 (w a r f p m), part of what comes back (None: nothing)
ANSWERS = (
    ("全部通过，除3退 缺数据", "aaraa", None),
    ("1 3-5通过 2退", "araaa", None),
    ("通过1、3-5，退2 缺数据", "araaa", None),
    ("1、2通过；3 4备查；5退 太旧", "aaffr", None),
    ("全部通过，除3", "aawaa", None),
    ("其余备查", "fffff", None),
    ("①、③通过", "awaww", None),
    ("第二条通过", "wawww", None),
    ("通过１、３－５", "awaaa", None),
    ("通過1，3暫緩", "awpww", None),
    ("1通过\n2备查 已有\n\n其余暂缓", "afppp", None),
    ("#2通过", "wawww", None),
    ("合并1、4", "wwwmw", None),
    ("4并入1", "wwwmw", None),
    ("4并入9", "wwwww", "第4条 并入"),
    ("135通过，其余退回", "wwwww", "135"),
    ("全部通过，135退回", "wwwww", "135"),
    ("135，其余退回", "wwwww", "135"),
    ("一三五通过，其余退回", "wwwww", "一三五"),
    ("1通过，但要核实", "wwwww", "但要核实"),
    ("1通过，9通过", "awwww", "9"),
    ("1通过，2好像可以", "awwww", "2好像可以"),
    ("通过1、2，退2 缺数据", "awwww", "2"),
    ("3条通过", "wwwww", "3条"),
    ("通过1,3,2退", None, ""),
    ("通过", "wwwww", "通过"),
    ("1、3", "wwwww", "1、3"),
    ("通过1、3吗？", "wwwww", "吗"),
    ("都不错", "wwwww", "都不错"),
    ("1并入1", "wwwww", "1"),
    ("顺序 3,1", "wwwww", "顺序"),
    ("1签发", "wwwww", "签发"),
)
LETTER = {"w": "waiting", "a": "approved", "r": "returned", "f": "filed", "p": "parked",
          "m": "merged"}


def answers():
    with Office() as first:
        first.drafts(5)
        sheet = lists(first)
        each(first, sheet)


def each(first, sheet):
    for words, states, back in ANSWERS:
        name = repr(words)
        with first.copy() as office:
            mails = to(office.run(reply(sheet, words)), EDITOR1)
            got = list(office.states().values())
            if states is None:
                tap.note("%s: %s" % (name, got))
                tap.eq(len(mails), 1, "%s: one answer" % name)
                continue
            tap.eq(got, [LETTER[c] for c in states], name)
            if back is None:
                tap.ok(len(mails) == 1 and "未能" not in mails[0].subject,
                       "%s: nothing comes back" % name, mails and mails[0].text)
            else:
                tap.ok(len(mails) == 1 and "未能" in mails[0].subject and back in mails[0].text,
                       "%s: what was not done comes back" % name, mails and mails[0].text)


def changes_meanwhile():
    """Between the list and its answer the desk goes on."""
    with Office() as office:
        asks = office.drafts(4)
        sheet = lists(office)
        office.run(reply(asks[0], "备查"), reply(asks[1], "改题：化肥储备充足"),
                   reply(asks[2], "转 编辑乙"))
        mails = office.run(reply(sheet, "全部通过"))
        tap.eq(office.state(1), "filed", "decided by its own ask: stays")
        tap.eq(office.state(2), "waiting", "a newer revision is not approved unseen")
        tap.eq(office.state(4), "approved", "the rest is done")
        ack = only(mails, EDITOR1)
        tap.has(ack.text, "第1条", "the line that was decided comes back")
        tap.has(ack.text, "第2条", "the line with a newer revision comes back")
        tap.eq(office.state(3), "waiting", "what was given to a colleague is his")
        again = lists(office)
        tap.lacks(again.text, "之丁", "the next list shows what is open")
        tap.has(again.text, "化肥储备充足", "in its newest revision")
        tap.has(again.text, "〔2〕", "under its number of this week")
        office.run(reply(again, "2通过"))
        tap.eq(office.state(2), "approved", "and can be answered")


def week():
    """An item keeps its number through the week; new ones go on counting."""
    def report(n):
        return letter(FARM, "春耕备耕第%d周报" % n, "春耕备耕第%d项：化肥供应充足，已备足%d吨，农户%s满意。" % (
            n, 173 * n, "甲乙丙丁戊己"[n] * 9))

    with Office(when="2026-11-23 02:00:00") as office:
        office.run(report(1), report(2))
        monday = lists(office)
        office.run(reply(monday, "1备查"))
        office.when = "2026-11-24 02:00:00"
        office.run(report(3))
        tuesday = lists(office)
        tap.ok("〔2〕" in tuesday.text and "〔3〕" in tuesday.text and "〔1〕" not in tuesday.text,
               "the next day's list goes on", tuesday.text[:600])
        old = office.copy()
        mails = old.run(reply(monday, "3通过"))
        tap.eq(old.states(), {1: "filed", 2: "waiting", 3: "waiting"}, "yesterday's list has no line of today's")
        tap.has(only(mails, EDITOR1).text, "第3条", "and says so")
        old.close()
        office.run(reply(tuesday, "撤销3，2通过"))
        tap.eq(office.states(), {1: "filed", 2: "approved", 3: "waiting"}, "a number means the same on both")
        office.run(reply(tuesday, "其余备查"))
        tap.eq(office.states(), {1: "filed", 2: "approved", 3: "filed"}, "其余 is what this list shows")
        office.when = "2026-11-30 02:00:00"
        office.run(report(4))
        tap.has(lists(office).text, "〔1〕", "the next week begins with 1")


def two_editors():
    with Office() as office:
        office.drafts(2)
        office.run(letter(CIVIL, "养老服务工作情况", "全县养老服务设施全部改造完成，老人满意度较高。"))
        mine, other = lists(office), lists(office, EDITOR2)
        tap.lacks(mine.text, "养老服务", "an editor sees his own items")
        tap.has(other.text, "养老服务", "the other his")
        before = office.decided()
        office.run(reply(other, "全部通过", sender=EDITOR1))
        tap.eq(office.decided(), before, "the list of a colleague is not mine to answer")
        tap.ok(office.refusals() == 1, "and it is on record")
        office.run(reply(other, "1通过", client="outlooken"))
        tap.eq(office.state(3), "approved", "its owner may")
        tap.eq(office.cb("list", "--mail", FARM).returncode, 1, "no list for a contributor")
        tap.eq(office.cb("list", "--mail", CHIEF).returncode in (0, 1), True, "none open")
        tap.eq(to(office.run(), CHIEF), [], "no mail about nothing")


def two_steps():
    """sign-off = editor, chief: whose step it is, his list has it."""
    with Office() as office:
        office.configure(("sign-off = editor", "sign-off = editor, chief"))
        asks = office.drafts(3)
        office.run(reply(asks[0], "通过"), reply(asks[1], "暂缓"))
        mine = lists(office)
        tap.lacks(mine.text, "之甲", "what the editor passed on has left his list")
        tap.has(mine.text, "之乙", "what he parked is on it")
        tap.has(mine.text, "之丙", "what waits for him is on it")
        his = lists(office, CHIEF)
        tap.has(his.subject, "1 条", "the chief's list has what waits for the chief")
        tap.has(his.text, "之甲", "and names it")
        office.run(reply(his, "1通过"))
        tap.eq(office.state(1), "approved", "which can be answered there")
        tap.eq(office.cb("list", "--mail", CHIEF).returncode in (0, 1), True, "then none is open")
        tap.eq(to(office.run(), CHIEF), [], "and no list goes out")


def unproven():
    """One confirmation for a whole list."""
    with Office() as office:
        office.drafts(3)
        sheet = lists(office)
        mails = office.run(reply(sheet, "1通过，2退 缺数据，3备查", proven=False))
        tap.eq(set(office.states().values()), {"waiting"}, "without proof nothing is decided")
        confirm = only(mails, EDITOR1, "确认")
        tap.eq(len(mails), 1, "one confirmation for the list")
        office.run(reply(confirm, "确认", proven=False))
        tap.eq(list(office.states().values()), ["approved", "returned", "filed"],
               "确认 carries out the whole list")


for scenario in (story, answers, changes_meanwhile, week, two_editors, two_steps, unproven):
    scenario()
tap.done()
