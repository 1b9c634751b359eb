#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/overdue.c
"""desk-overdue - reminders, the next person, the morning list, on a clock of its own

Times are the office's (Asia/Shanghai); hours 08:30-12:00 and 14:30-18:00; the
ordinary deadline is one workday, an urgent one 20 minutes of the clock.
"""
import datetime
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, DEPUTY, DUTY, EDITOR1, EDITOR2, FARM, URGENT, Office, Tap, letter, only, reply, to

tap = Tap()
REPORT = letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕工作进展顺利，化肥供应充足，已备足3.2万吨。")
FIRE = letter(URGENT, "关于城关镇火灾的紧急报告", "今日城关镇发生火灾，造成2人死亡，已组织扑救。")


def at(office, when):
    """The office's clock, which is told in UTC."""
    local = datetime.datetime.strptime(when, "%Y-%m-%d %H:%M")
    office.when = (local - datetime.timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S")


def who(mails):
    return [(m.address.split("@")[0], "催办" if "【催办】" in m.subject else
             "转请" if "【转请】" in m.subject else
             "清单" if "待审信息" in m.subject else "其他") for m in mails]


def ordinary():
    with Office() as office:
        at(office, "2026-11-23 10:00")     # a Monday
        ask = only(office.run(REPORT), EDITOR1)
        tap.has(ask.text, "请于 2026-11-24 10:00 前答复", "the ask names its time")
        tap.lacks(ask.text, "催办", "and does not press")
        at(office, "2026-11-24 08:29")
        tap.eq(who(office.run()), [], "nothing before the hour of lists")
        at(office, "2026-11-24 08:31")
        mails = office.run()
        tap.eq(who(mails), [("editor1", "清单")], "at 8:30 the editor gets his list")
        tap.has(mails[0].text, "〔1〕《春耕备耕工作进展情况》", "which names what waits")
        tap.eq(who(office.run()), [], "once")
        at(office, "2026-11-24 10:00")
        mails = office.run()
        tap.eq(who(mails), [("editor1", "催办")], "when it is due the editor is reminded")
        tap.has(mails[0].text, "已到时限", "in words")
        tap.has(mails[0].html, "已到时限", "and in the page")
        tap.has(mails[0].subject, "[呈报 1-1-", "under the same locator")
        tap.ok(mails[0].token and mails[0].token != ask.token, "with a token of its own")
        at(office, "2026-11-24 18:00")
        tap.eq(who(office.run()), [], "once only")
        later = office.copy()
        at(later, "2026-11-24 17:00")
        tap.eq(who(later.run(reply(ask, "通过"))), [("editor1", "其他")],
               "the first mail is answered as well as the reminder")
        at(later, "2026-11-26 12:00")
        tap.eq([w for w in who(later.run()) if w[1] != "其他"], [], "and nobody is pressed any more")
        later.close()
        at(office, "2026-11-25 10:00")
        mails = office.run()
        tap.eq(sorted(who(mails)), [("editor1", "清单"), ("editor2", "转请")],
               "a workday later his deputy is asked, and there is the day's list")
        second = only(mails, EDITOR2)
        tap.has(second.text, "原请编辑甲办理", "who learns whose it was")
        tap.has(second.html, "谁先答复，以谁为准", "and what counts")
        at(office, "2026-11-25 11:00")
        office.run(reply(second, "通过"))
        tap.eq(office.state(1), "approved", "he decides")
        tap.has(only(office.run(reply(mails[0] if mails[0].address == EDITOR1 else mails[1], "备查1")),
                     EDITOR1).text, "已", "the editor hears that it is done")
        tap.eq(office.state(1), "approved", "and changes nothing")


def weekend():
    with Office() as office:
        at(office, "2026-11-27 16:00")     # a Friday
        office.run(REPORT)
        at(office, "2026-11-29 12:00")
        tap.eq(who(office.run()), [], "nobody is pressed at the weekend")
        at(office, "2026-11-30 15:59")
        tap.eq(who(office.run()), [("editor1", "清单")], "the list is of the next workday")
        at(office, "2026-11-30 16:00")
        tap.eq(who(office.run()), [("editor1", "催办")], "and so is the deadline")


def urgent():
    with Office() as office:
        at(office, "2026-11-29 02:00")     # a Sunday, at night
        mails = office.run(FIRE)
        first = only([m for m in mails if m.token])
        tap.eq(first.address, EDITOR1, "a fire at night is asked of the editor")
        steps = (("02:04", []), ("02:05", [("editor2", "转请")]), ("02:09", []),
                 ("02:10", [("chief", "转请")]), ("02:19", []),
                 ("02:20", [("chief", "催办"), ("deputy", "转请"), ("editor1", "催办"), ("editor2", "催办")]),
                 ("02:39", []), ("02:40", [("deputy", "催办")]), ("08:29", []),
                 ("08:31", [(name, "清单") for name in ("chief", "deputy", "editor1", "editor2")]), ("09:00", []))
        for time, wanted in steps:
            at(office, "2026-11-29 " + time)
            tap.eq(sorted(who(office.run())), wanted, "at " + time)
        with Office() as other:
            at(other, "2026-11-29 02:00")
            other.run(FIRE)
            at(other, "2026-11-29 06:00")
            tap.eq(sorted(w for w in who(other.run()) if w[1] == "转请"),
                   [("chief", "转请"), ("deputy", "转请"), ("editor2", "转请")],
                   "after an outage all who should know are asked at once")


def settings():
    with Office() as office:
        office.configure(("deadline = 1 workday", "deadline = 1 workday\nlists = never"))
        at(office, "2026-11-23 10:00")
        office.run(REPORT)
        at(office, "2026-11-24 09:00")
        tap.eq(who(office.run()), [], "lists = never")
        office.configure(("lists = never", "lists = daily 9:30,14:45"))
        at(office, "2026-11-24 14:45")
        tap.ok(("editor1", "清单") in who(office.run()), "lists = daily 9:30,14:45")
        for wrong, why in (("at-once", "星期和时间"), ("8:30", "不对"), ("Mon", "要写时间")):
            office.configure(("lists = daily 9:30,14:45", "lists = " + wrong))
            ran = office.cb("check")
            tap.ok(ran.returncode == 78 and why in ran.err, "lists = %s is an error" % wrong, ran.err)
            office.configure(("lists = " + wrong, "lists = daily 9:30,14:45"))


def signer():
    with Office() as office:
        at(office, "2026-11-23 10:00")
        ask = only(office.run(REPORT), EDITOR1)
        office.run(reply(ask, "通过"))
        at(office, "2026-11-23 16:00")
        sign = only(office.run(), CHIEF, "请签发")
        at(office, "2026-11-24 15:59")
        tap.eq([m for m in office.run() if "催办" in m.subject], [], "a signer has a workday")
        at(office, "2026-11-24 16:00")
        again = only(office.run(), CHIEF, "【催办】")
        tap.ok(again.token != sign.token, "then he is reminded")
        at(office, "2026-11-24 16:05")
        office.run(reply(again, "签发"))
        tap.eq(office.state(1), "issued", "the reminder is answered like the first mail")


def night(office, steps, name):
    """What goes out at each minute of the first of October after two."""
    for time, wanted in steps:
        at(office, "2026-10-01 " + time)
        tap.eq(sorted(w for w in who(office.run()) if w[1] != "清单"), wanted, "%s: at %s" % (name, time))


def leave():
    """Two in the morning on National Day, and some are away: who is away is asked last."""
    with Office() as office:
        at(office, "2026-09-30 10:00")
        office.run(letter(EDITOR1, "", "请假 10-1至10-7 编辑乙代"))
        at(office, "2026-10-01 02:00")
        first = only([m for m in office.run(FIRE) if m.token])
        tap.ok(first.address == EDITOR2 and "【代办】" in first.subject, "the deputy is asked in the editor's place", first)
        night(office, (("02:05", [("chief", "转请")]), ("02:10", [("deputy", "转请")]), ("02:15", []),
                       ("02:20", [("chief", "催办"), ("deputy", "催办"), ("duty", "转请"), ("editor2", "催办")]),
                       ("02:40", [("duty", "催办")]), ("12:00", [])), "the editor is away")
        office.run(reply(only([m for m in office.mails() if m.address == DUTY], part="【催办】"), "通过"))
        tap.eq(office.state(1), "approved", "the duty officer decides")
    with Office() as office:
        at(office, "2026-09-30 10:00")
        office.run(letter(CHIEF, "", "请假 10-1至10-7 副科长丁代"))
        at(office, "2026-10-01 02:00")
        office.run(FIRE)
        at(office, "2026-10-01 02:05")
        tap.eq(who(office.run()), [("editor2", "转请")], "the chief is away: the editor's deputy first")
        at(office, "2026-10-01 02:10")
        mails = office.run()
        tap.eq(who(mails), [("deputy", "转请")], "then who stands in for the chief")
        tap.has(mails[0].text, "科长丙请假或外出", "in words")
        night(office, (("02:11", []), ("02:19", [])), "the chief is away")
        at(office, "2026-10-01 02:20")
        sent = who(office.run())
        if not tap.eq([w for w in sent if w[1] == "转请"], [("duty", "转请")], "then the duty officer"):
            tap.note("exit %s, %s, %s" % (office.exit, sent, office.json("outbox")[-6:]))
    with Office() as office:
        at(office, "2026-09-30 10:00")
        office.run(letter(EDITOR1, "", "请假 10-1至10-7 编辑乙代"), letter(CHIEF, "", "请假 10-1至10-7 副科长丁代"),
                   letter(DEPUTY, "", "请假 10-1至10-7 值班室代"))
        at(office, "2026-10-01 02:00")
        office.run(FIRE)
        at(office, "2026-10-01 03:00")
        tap.ok(("duty", "转请") in who(office.run()), "with nearly all away the duty officer is found")


def holiday():
    """A report before the seven days of October: nobody is pressed until they are over."""
    with Office() as office:
        at(office, "2026-09-30 16:00")
        ask = only(office.run(REPORT), EDITOR1)
        tap.has(ask.text, "请于 2026-10-08 16:00 前答复", "the ask names the first workday after")
        for day in ("2026-10-01 08:30", "2026-10-03 12:00", "2026-10-07 23:59", "2026-10-08 08:29"):
            at(office, day)
            tap.eq(who(office.run()), [], "nothing at " + day)
        at(office, "2026-10-08 08:30")
        tap.eq(who(office.run()), [("editor1", "清单")], "the list of the first workday")
        at(office, "2026-10-08 15:59")
        tap.eq(who(office.run()), [], "a minute before")
        at(office, "2026-10-08 16:00")
        tap.eq(who(office.run()), [("editor1", "催办")], "the reminder is due")
        at(office, "2026-10-09 16:00")
        tap.ok(("editor2", "转请") in who(office.run()), "a workday later his deputy")
    with Office() as office:
        at(office, "2026-10-09 16:00")     # a Friday before a Saturday that is a workday
        office.run(REPORT)
        with office.copy() as weekly:
            weekly.configure(("deadline = 1 workday", "deadline = 1 workday\nlists = Mon-Fri 8:30"))
            at(weekly, "2026-10-10 08:30")
            tap.eq(who(weekly.run()), [], "lists of Monday to Friday leave it out")
        at(office, "2026-10-10 08:29")
        tap.eq(who(office.run()), [], "a minute before")
        at(office, "2026-10-10 08:30")
        tap.eq(who(office.run()), [("editor1", "清单")], "the list is of every workday")
        at(office, "2026-10-11 08:30")
        with office.copy() as sunday:
            tap.eq([w for w in who(sunday.run()) if w[1] == "清单"], [], "the Sunday after has none")
        at(office, "2026-10-10 16:00")
        tap.eq(who(office.run()), [("editor1", "催办")], "but the deadline is of the make-up workday")


for scenario in (ordinary, weekend, urgent, leave, holiday, settings, signer):
    scenario()
tap.done()
