#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/overdue.c and pipeline/desk/alert.c together
"""desk-night - an urgent report in the week of National Day: who is woken when, until somebody answers

Times are the office's; the deadline of what is urgent is 20 minutes of the clock.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import URGENT, Tap, letter, only, reply
from ringing import Ringing

tap = Tap()
FIRE = letter(URGENT, "关于城关镇火灾的紧急报告", "今日城关镇发生火灾，造成2人死亡，已组织扑救。")
CALL = "2:1:应急管理局:0"


def sort(mail):
    for part, name in (("【催办】请签发", "催签"), ("请签发", "送签"), ("【催办】", "催办"), ("【转请】", "转请"),
                       ("待审信息", "清单"), ("请核实补充", "核实"), ("已办理", "回告"), ("已收到", "回执")):
        if part in mail.subject:
            return name
    return "请阅" if mail.token else mail.subject


class Night(Ringing):
    """02:00 on the second of October; `hour` runs the desk at a time of it and says what went out."""

    def __init__(self):
        super().__init__("2026-10-02 02:00")
        self.first = self.hour("02:00", {"yjj": "回执", "editor1": "请阅"}, 1, FIRE)

    def hour(self, time, wanted, rings, *letters, day="2026-10-02"):
        self.at(day + " " + time)
        mails = self.run(*letters)
        tap.eq(({m.address.split("@")[0]: sort(m) for m in mails}, self.rung()), (wanted, [CALL] * rings),
               "%s %s: %s, %d ring" % (day[5:], time, "、".join("%s %s" % w for w in wanted.items()) or "nothing", rings))
        return mails


def silent():
    """Nobody answers; the next are asked and the telephone rings; then a list on every day off."""
    with Night() as office:
        for time, wanted, rings in (("02:04", {}, 0), ("02:05", {"editor2": "转请"}, 1), ("02:09", {}, 0),
                                    ("02:10", {"chief": "转请"}, 1), ("02:19", {}, 0),
                                    ("02:20", {"editor1": "催办", "editor2": "催办", "chief": "催办", "deputy": "转请"}, 1),
                                    ("02:40", {"deputy": "催办"}, 0), ("06:00", {}, 0)):
            office.hour(time, wanted, rings)
        everyone = {who: "清单" for who in ("editor1", "editor2", "chief", "deputy")}
        for day in ("2026-10-02", "2026-10-03", "2026-10-04", "2026-10-08"):
            mails = office.hour("08:31", everyone, 0, day=day)
        office.hour("09:00", {}, 0, day="2026-10-08")
        office.run(reply(only(mails, "deputy@qinghe.example"), "备查1"))
        tap.eq(office.state(1), "filed", "the list is answered like any other")
        office.hour("08:31", {}, 0, day="2026-10-09")


def never():
    """An office that wants no lists gets none, urgent or not."""
    with Night() as office:
        office.configure(("deadline = 1 workday", "deadline = 1 workday\nlists = never"))
        office.at("2026-10-02 08:31")
        tap.eq([m for m in office.run() if sort(m) == "清单"], [], "lists = never")


def decided():
    """The next person decides at 02:07: nobody is woken for it any more, but the signers of it are reminded."""
    with Night() as office:
        second = only(office.hour("02:05", {"editor2": "转请"}, 1))
        signers = {"duty": "送签", "chief": "送签", "deputy": "送签"}
        mails = office.hour("02:07", dict(signers, editor2="回告"), 0, reply(second, "通过"))
        sign = only(mails, "duty@qinghe.example")
        for time in ("02:10", "02:20", "02:26"):
            office.hour(time, {}, 0)
        again = office.hour("02:27", {"duty": "催签", "chief": "催签", "deputy": "催签"}, 0)
        office.hour("02:47", {}, 0)
        office.hour("08:31", {}, 0)
        office.run(reply(only(again, "chief@qinghe.example"), "签发"))
        tap.eq(office.state(1), "issued", "the reminder is answered like the first mail")
        tap.has(only(office.run(reply(sign, "签发"))).subject, "已由科长丙办理", "who is late hears who was first")
        tap.has(only(office.run(reply(office.first[1] if office.first[1].token else office.first[0], "备查"))).subject,
                "已由编辑乙办理", "so does the first who was asked")


def verified():
    """The next person asks the author back; he is silent too."""
    with Night() as office:
        second = only(office.hour("02:05", {"editor2": "转请"}, 1))
        query = only(office.hour("02:07", {"yjj": "核实", "editor2": "回告"}, 0, reply(second, "核实 死亡人数")), "yjj@qinghe.example")
        for time in ("02:10", "02:19"):
            office.hour(time, {}, 0)
        office.hour("02:20", {"editor1": "催办", "editor2": "催办"}, 0)
        office.hour("02:45", {}, 0)
        office.hour("08:31", {"editor1": "清单", "editor2": "清单"}, 0)
        mails = office.hour("09:00", {"editor1": "请阅"}, 1, reply(query, "经核实，死亡2人，无误。"))
        office.hour("09:05", {"editor2": "转请"}, 1)
        office.run(reply(only(mails), "通过"))
        tap.eq(office.state(1), "approved", "the supplement is asked about as urgently, and decided")
        office.hour("09:10", {}, 0)


silent()
never()
decided()
verified()
tap.done()
