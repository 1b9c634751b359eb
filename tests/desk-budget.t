#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/outward/budget.c
"""desk-budget - a relay that takes so many mails a day ([relay] per-day)

What goes first, what waits, who is told of it, and midnight in the office's zone:
16:00 UTC is midnight in Qinghe.
"""
import os
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, FARM, URGENT, Office, Tap, letter, only, reply

tap = Tap()
FIRE = letter(URGENT, "关于城关镇火灾的紧急报告", "今日城关镇发生火灾，造成2人死亡，已组织扑救。")
WORDS = "甲乙丙丁戊己庚辛壬癸"


def per_day(office, n):
    office.configure(("[relay]\n", "[relay]\nper-day = %d\n" % n))


def reports(n, sender=FARM):
    return [letter(sender, "春耕备耕工作进展情况之%s" % w, "春耕备耕进展顺利，化肥供应充足，完成%d件，群众%s满意。" % (
        37 * i + 1, w * 7)) for i, w in enumerate(WORDS[:n])]


def waiting(office):
    return [(d["purpose"], d["next"]) for d in office.json("outbox") if d["state"] == "ready"]


def kinds(mails):
    return [("急" if "火灾" in m.subject else "") + ("请签发" if "请签发" in m.subject else "确认" if "确认" in m.subject
            else "问" if m.token and "已办理" not in m.subject else "回执" if "已收到" in m.subject else "其他")
            for m in mails]


def order():
    """A Friday evening with one mail left, then three a day; nobody is reminded at the weekend."""
    with Office("2026-11-27 12:00:00") as office:
        per_day(office, 1)
        tap.eq(len(office.run(*reports(1))), 1, "the first mail of the day goes")
        tap.eq(office.run(*reports(4)[1:]), [], "it was the last")
        tap.eq(office.exit, 0, "and nothing has failed")
        tap.eq({when for _, when in waiting(office)}, {"2026-11-28T00:00:00+08:00"}, "what waits says until when")
        tap.has(office.cb("outbox").out, "2026-11-28T00:00:00+08:00", "in the table as well")
        tap.has(office.cb("outbox", "show", 3).out, "2026-11-28T00:00:00+08:00", "and each by itself")
        status = office.json("status")[0]
        tap.eq(status["budget"], {"per_day": 1, "sent": 1, "waiting": 7, "next": "2026-11-28T00:00:00+08:00"},
               "status counts it")
        tap.has(office.cb("status").out, "一天 1 封中已发 1 封；7 封等到 2026-11-28T00:00:00+08:00", "and says it")
        tap.eq(status["needs_person"], [], "asks that wait need nobody")
        office.configure(("per-day = 1\n", "per-day = 3\n"))
        office.when = "2026-11-27 16:00:00"
        tap.eq(kinds(office.run()), ["问", "问", "问"], "at midnight in the office's zone asks go first")
        office.when = "2026-11-28 15:59:59"
        tap.eq(office.run(), [], "a second before the next nothing more goes")
        office.when = "2026-11-28 16:00:00"
        last = kinds(office.run())
        office.when = "2026-11-29 16:00:00"
        tap.eq((sorted(last), len(office.run())), (["回执", "回执", "问"], 1) if "问" in last else
               (["回执", "回执", "回执"], 1), "then receipts, three on each day")
        tap.eq({d["state"] for d in office.json("outbox")}, {"sent"}, "nothing was lost")
        tap.eq(office.json("status")[0]["budget"]["waiting"], 0, "nothing waits")
        before = office.rows("SELECT id, sent_us FROM dispatch ORDER BY id")
        tap.eq(len({(at // 1000000 + 8 * 3600) // 86400 for _, at in before}), 4, "on four days")
        office.cb("rebuild", good=(0,))
        tap.eq(office.rows("SELECT id, sent_us FROM dispatch ORDER BY id"), before, "a rebuild gives the same rows")
        store = sqlite3.connect(os.path.join(office.dir, "spool", "desk.db"))
        office.age(store, 3)
        store.close()
        office.cb("run", "--once", good=(0, 1))
        tap.eq(office.rows("SELECT id, sent_us FROM dispatch ORDER BY id"), before,
               "a store of the older version knows it too")


def urgent_first():
    with Office("2026-11-27 12:00:00") as office:
        per_day(office, 1)
        office.run(*reports(1))
        tap.eq(office.run(*reports(3)[1:], FIRE), [], "two reports and a fire wait")
        office.configure(("per-day = 1\n", "per-day = 4\n"))
        tap.eq(sorted(kinds(office.run())), ["急回执", "急问", "问"], "the fire goes before all others")


def urgent_waits():
    """When even the fire finds nothing left."""
    with Office("2026-11-23 02:00:00") as office:
        per_day(office, 2)
        tap.eq(len(office.run(*reports(2))), 2, "two reports use it up")
        tap.eq(office.run(FIRE), [], "the fire waits")
        status = office.cb("status")
        tap.eq(status.returncode, 1, "that needs a person")
        tap.has(status.out, "per-day", "who is told why")
        office.configure(("per-day = 2\n", "per-day = 4\n"))
        tap.eq(sorted(kinds(office.run())), ["急回执", "急问"], "with a larger budget it goes at once")
        office.configure(("per-day = 4\n", ""))
        tap.eq(len(office.run()), 2, "and without any limit all the rest")


def kept():
    """The last tenth of twenty is for what is urgent, for issues and confirmations."""
    with Office("2026-11-23 02:00:00") as office:
        per_day(office, 20)
        mails = office.run(*reports(10))
        tap.eq(len(mails), 18, "ten asks and eight receipts go, two mails are kept")
        ask = [m for m in mails if m.token][0]
        tap.eq([m.subject for m in office.run(reply(ask, "通过"))], [], "an acknowledgement waits")
        only(office.run(reply([m for m in mails if m.token][1], "备查", proven=False)), EDITOR1, "请您确认")
        tap.ok(True, "a confirmation goes")
        tap.eq(kinds(office.run(FIRE)), ["急问"], "and of the fire one mail")
        tap.eq(office.run(), [], "then it is used up")


def issue_first():
    with Office("2026-11-23 02:00:00") as office:
        ask = only(office.run(*reports(1)), EDITOR1)
        office.run(reply(ask, "通过"))
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        per_day(office, 5)
        tap.eq(office.run(*reports(3, CIVIL), reply(sign, "签发")), [], "five mails were the day's")
        office.configure(("per-day = 5\n", "per-day = 6\n"))
        mails = office.run()
        tap.eq([m.subject for m in mails], [only(mails, part="《政务信息》2026年第1期").subject],
               "of all that follows the issue takes the last place of the day")


def settings():
    with Office() as office:
        for value, good in (("1", True), ("200", True), ("0", False), ("-5", False), ("many", False)):
            office.configure(("[relay]\n", "[relay]\nper-day = %s\n" % value))
            tap.eq(office.cb("check").returncode, 0 if good else 78, "per-day = " + value)
            office.configure(("per-day = %s\n" % value, ""))


for scenario in (order, urgent_first, urgent_waits, kept, issue_first, settings):
    scenario()
tap.done()
