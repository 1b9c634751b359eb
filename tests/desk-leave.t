#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/leave.c pipeline/desk/away.c pipeline/desk/unasked.c
"""desk-leave - 请假 sets a deputy by mail, 销假 ends it, a vacation's reply asks him

Times are the office's (Asia/Shanghai).
"""
import datetime
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import proof

tap = Tap()
SPRING = letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕工作进展顺利，化肥供应充足，已备足3.2万吨。")
AUTUMN = letter(FARM, "春耕备耕工作进展情况之二", "全县春耕备耕工作第二项进展顺利，化肥供应充足，检修拖拉机410台。")
WINTER = letter(FARM, "春耕备耕工作进展情况之三", "全县春耕备耕工作第三项进展顺利，化肥供应充足，抽检样品62个。")


def at(office, when):
    """The office's clock, which is told in UTC."""
    local = datetime.datetime.strptime(when, "%Y-%m-%d %H:%M")
    office.when = (local - datetime.timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S")


def asked(mails):
    return sorted((m.address.split("@")[0], "代办" if "【代办】" in m.subject else "请审")
                  for m in mails if m.token and not any(
                      part in m.subject for part in ("待审信息", "请签发", "催办")))


def begins():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        first = only(office.run(SPRING), EDITOR1)
        mails = office.run(letter(EDITOR1, "请假", "请假 11-24至11-26 编辑乙代"))
        mine, his = only(mails, EDITOR1), only(mails, EDITOR2)
        tap.has(mine.text, "2026-11-24 至 2026-11-26（两天都算在内）由编辑乙代办", "it is noted for whole days")
        tap.has(his.text, "编辑甲请假", "and the deputy is told")
        tap.has(his.html, "由您代办", "in the page as well")
        tap.eq(office.last_letter()[1:], ("query", "请假"), "the letter is one of the desk's questions")
        tap.eq(office.states(), {1: "waiting"}, "and no report")
        tap.eq(asked(office.run()), [], "nothing changes before the first day")
        at(office, "2026-11-24 00:01")
        mails = office.run()
        tap.eq(asked(mails), [("editor2", "代办")], "on the day what he was asked is asked of the deputy")
        tap.has(only(mails, EDITOR2, "【代办】").text, "编辑甲请假或外出", "in words")
        tap.eq(asked(office.run()), [], "once")
        second = only(to(office.run(AUTUMN), EDITOR2))
        tap.has(second.subject, "【代办】", "what is new is asked of the deputy alone")
        shown = office.json("status")[0]
        tap.eq(shown["away"], [{"address": EDITOR1, "name": "编辑甲", "deputy": "编辑乙",
                                "from": "2026-11-24", "until": "2026-11-26"}], "status shows it")
        tap.has(office.cb("people").out, "2026-11-24 – 2026-11-26 编辑乙", "and people")
        office.run(reply(second, "通过"))
        tap.eq(office.state(2), "approved", "he decides")
        office.run(reply(first, "备查"))
        tap.eq(office.state(1), "filed", "and so may the one who is away, of what he was asked")
        before = office.table("leave")
        office.cb("rebuild", good=(0,))
        tap.eq(office.table("leave"), before, "rebuild gives the same leave")
        office.cb("outbox", "release", good=(0,))
        at(office, "2026-11-27 09:00")
        tap.eq(asked(office.run(WINTER)), [("editor1", "请审")], "after the last day he is asked again")
        tap.eq(office.json("status")[0]["away"], [], "and status has nothing of it")


def lists():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        office.run(letter(EDITOR1, "", "请假 今天 编辑乙代"))
        office.run(SPRING, AUTUMN)
        sheet = only(office.run(letter(EDITOR2, "", "状态")), EDITOR2, "待审信息 2 条")
        office.run(reply(sheet, "1通过，2备查"))
        tap.eq(office.states(), {1: "approved", 2: "filed"}, "the deputy may answer by his list")


def taken_back():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        ask = only(office.run(SPRING), EDITOR1)
        tap.eq(asked(office.run(reply(ask, "请假 11-23至11-30 编辑乙代"))), [("editor2", "代办")],
               "in answer to an ask, for today: the deputy is asked at once")
        tap.eq(office.state(1), "waiting", "and nothing is decided")
        at(office, "2026-11-24 10:00")
        mails = office.run(letter(EDITOR1, "销假", "销假"))
        tap.has(only(mails, EDITOR1, "已销假").text, "已销假", "he is back")
        tap.has(only(mails, EDITOR2, "代办结束").text, "不再请您代办", "and the deputy hears it")
        tap.eq(asked(office.run(AUTUMN)), [("editor1", "请审")], "he is asked again")
        tap.has(only(office.run(letter(EDITOR1, "销假", "销假")), EDITOR1).text, "没有登记过",
                "where there is none, that is said")


def deputy_goes_too():
    """A deputy who goes away himself: who is here at the end of the line is asked."""
    with Office() as office:
        at(office, "2026-11-23 10:00")
        office.run(letter(EDITOR1, "", "请假 11-24至11-27 编辑乙代"))
        first = only(office.run(SPRING), EDITOR1)
        office.run(letter(EDITOR2, "", "请假 11-25至11-26 科长丙代"))
        at(office, "2026-11-24 00:01")
        tap.eq(asked(office.run()), [("editor2", "代办")], "as long as the deputy is here he is asked")
        at(office, "2026-11-25 00:01")
        mails = office.run()
        tap.eq(asked(mails), [("chief", "代办")], "when he goes, what he was asked is asked of his own")
        mails = to(office.run(AUTUMN), CHIEF)
        tap.eq(asked(mails), [("chief", "代办")], "and what is new too")
        tap.has(mails[0].text, "编辑甲请假或外出", "for the one whose it is")
        office.run(reply(mails[0], "通过"))
        tap.eq(office.state(2), "approved", "he decides")
        at(office, "2026-11-27 09:00")
        tap.eq(asked(office.run(WINTER)), [("editor2", "代办")], "the deputy is back before the editor")
        office.run(reply(first, "备查"))
        tap.eq(office.state(1), "filed", "and the editor may always answer what he was asked")
    with Office() as office:
        at(office, "2026-11-23 10:00")
        office.run(letter(EDITOR1, "", "请假 11-25至11-27 编辑乙代"))
        office.run(letter(EDITOR2, "", "请假 11-24至11-27 编辑甲代"))
        at(office, "2026-11-25 10:00")
        tap.eq(asked(office.run(SPRING)), [("editor2", "代办")], "where it leads round, the first: the deadline asks others")


def said_again():
    """Two leaves for one day: what he wrote last holds."""
    with Office() as office:
        at(office, "2026-11-23 10:00")
        office.run(letter(EDITOR1, "", "请假 11-24至11-26 编辑乙代"))
        office.run(letter(EDITOR1, "", "请假 11-25至11-30 科长丙代"))
        for day, wanted, report in (("24", "editor2", SPRING), ("25", "chief", AUTUMN), ("28", "chief", WINTER)):
            at(office, "2026-11-%s 10:00" % day)
            tap.ok((wanted, "代办") in asked(office.run(report)), "on the %sth" % day)


def year_end():
    with Office() as office:
        at(office, "2026-12-28 10:00")
        office.run(letter(EDITOR1, "", "请假 12-30至1-3 编辑乙代"))
        at(office, "2027-01-03 23:50")
        tap.eq(asked(office.run(SPRING)), [("editor2", "代办")], "over the year's end")
        at(office, "2027-01-04 00:10")
        tap.eq(asked(office.run(AUTUMN)), [("editor1", "请审")], "to its last day")


def refused():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        for words, why in (("请假 11-24至11-26 王五代", "王五"), ("请假 11-24至11-26 田一禾代", "田一禾"),
                           ("请假 11-24至11-26 编辑甲代", "编辑甲"), ("请假 11-20至11-22 编辑乙代", "已经过去"),
                           ("请假 11-24下午 编辑乙代", "整天"), ("请假 11-26至 编辑乙代", "从哪天到哪天")):
            copy = office.copy()
            tap.has(only(copy.run(letter(EDITOR1, "", words)), EDITOR1).text, why, words + " is asked back")
            tap.eq(copy.one("SELECT count(*) FROM leave"), 0, "and not noted")
            copy.close()
        tap.has(only(office.run(letter(FARM, "", "请假 11-24至11-26 编辑乙代")), FARM).text, "代办人",
                "a contributor has no deputy")
        office.run(letter(EDITOR2, "", "请假 11-24至11-30 编辑甲代"))
        tap.has(only(office.run(letter(EDITOR1, "", "请假 11-24至11-26 编辑乙代")), EDITOR1).text,
                "编辑乙", "a deputy who is away himself is none")
        office.run(letter(CHIEF, "", "请假 11-24至11-26"))
        tap.eq(office.one("SELECT deputy FROM leave WHERE address = ?", CHIEF), "deputy@qinghe.example",
               "nobody named: the deputy of people.csv")


def unproven():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        mails = office.run(letter(EDITOR1, "", "请假 今天 编辑乙代", proven=False))
        confirm = only(mails, EDITOR1, "请您确认")
        tap.eq((len(mails), office.one("SELECT count(*) FROM leave")), (1, 0),
               "unproven: a second mail asks the configured address")
        denied = office.copy()
        denied.run(reply(confirm, "不是我", proven=False))
        tap.eq(denied.one("SELECT count(*) FROM leave"), 0, "不是我: nothing")
        denied.close()
        office.run(reply(confirm, "确认", proven=False))
        tap.eq(office.one("SELECT count(*) FROM leave"), 1, "确认: it is noted")
        tap.eq(asked(office.run(SPRING)), [("editor2", "代办")], "and holds")
        forged = office.run(letter(EDITOR1, "", "销假", evidence=proof(EDITOR1, "dmarc=fail")))
        tap.eq((forged, office.refusals() > 0), ([], True), "a forged one is refused and on record")
        tap.eq(asked(office.run(AUTUMN)), [("editor2", "代办")], "and changes nothing")


def vacation():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        ask = only(office.run(SPRING), EDITOR1)
        for words in ("这是来自QQ邮箱的假期自动回复邮件。通过", "自动回复：我正在休假，请联系编辑乙。"):
            office.put(reply(ask, words, subject="自动回复：" + ask.subject,
                             headers=("Auto-Submitted: auto-replied",)))
        mails = office.run()
        tap.eq(asked(mails), [("editor2", "代办")], "his automatic reply asks his deputy, once")
        tap.eq(office.state(1), "waiting", "and decides nothing")
        tap.eq(office.last_letter()[1:], ("automatic", "vacation"), "the letter stays what it is")
        tap.eq(office.run(reply(mails[0], "自动回复：我在休假", subject="自动回复：好",
                                headers=("Auto-Submitted: auto-replied",))), [],
               "two who are away ask nobody further")
        tap.eq(office.run(letter(CIVIL, "自动回复：我在休假", "我在休假", headers=(
            "Auto-Submitted: auto-replied",))), [], "a contributor's asks nobody")
        office.run(reply(mails[0], "通过"))
        tap.eq(office.state(1), "approved", "the deputy decides")


begins()
deputy_goes_too()
said_again()
lists()
taken_back()
year_end()
refused()
unproven()
vacation()
tap.done()
