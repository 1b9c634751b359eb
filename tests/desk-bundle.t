#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/bundle.c
"""desk-bundle - ten replies, one acknowledgement; what went wrong, at once

The service keeps an acknowledgement for 15 minutes from the first reply on;
`run --once` keeps none, but makes one mail of what it did for one person.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import clock
from desk import AT_ONCE, CHIEF, EDITOR1, URGENT, Office, Tap, letter, only, reply, to
from service import Service

tap = Tap()
WORDS = ("通过", "备查 已有", "通过", "退回 缺数据", "通过", "暂缓", "类型 综合", "通过",
         "主题 安全生产", "备查")
FIRE = letter(URGENT, "关于城关镇火灾的紧急报告", "今日城关镇发生火灾，造成2人死亡，已组织扑救。")


def ten():
    with Office() as office:
        asks = office.drafts(10)
        mails = office.run(*[reply(a, w) for a, w in zip(asks, WORDS)])
        acks = [m for m in to(mails, EDITOR1) if "已办理" in m.subject]
        tap.eq(len(acks), 1, "ten replies are acknowledged by one mail")
        ack = acks[0]
        tap.eq(ack.subject, "已办理 10 条", "its subject counts")
        tap.has(ack.text, "您的 10 次答复办理如下", "and so does its text")
        for line in ("✓ 〔1〕通过，编入下一期《政务信息》　信息 1《春耕备耕工作进展情况之甲》",
                     "✓ 〔2〕备查：已有　信息 2《春耕备耕工作进展情况之乙》",
                     "✓ 〔4〕退回：缺数据　信息 4《春耕备耕工作进展情况之丁》",
                     "✓ 〔6〕暂缓　信息 6《春耕备耕工作进展情况之己》",
                     "〔7〕类型 综合　信息 7《春耕备耕工作进展情况之庚》", "〔10〕备查　信息 10《春耕备耕工作进展情况之癸》"):
            tap.has(ack.text, line, line)
        tap.has(ack.html, "信息 4《春耕备耕工作进展情况之丁》", "the page has them too")
        tap.has(ack.text, "答复示例　“撤销1”", "and how to take one back")
        tap.ok(ack.token, "it has a token")
        undo(office, ack)
        before = {t: office.table(t, "*", "1") for t in ("mailing", "ask")}
        office.cb("rebuild", good=(0,))
        tap.eq({t: office.table(t, "*", "1") for t in before}, before, "a rebuild gives the same rows")


def undo(first, ack):
    for n, state in ((1, "approved"), (2, "filed"), (4, "returned"), (8, "approved")):
        with first.copy() as office:
            tap.eq(office.state(n), state, "item %d is %s" % (n, state))
            mails = office.run(reply(ack, "撤销%d" % n))
            tap.eq(office.state(n), "waiting", "撤销%d takes it back" % n)
            told = only(to(mails, EDITOR1), part="已办理")
            tap.has(told.text, "撤销，恢复待审", "and is acknowledged")
            ask = [m for m in to(mails, EDITOR1) if "已办理" not in m.subject]
            tap.eq(len(ask), 1, "the item is asked about anew")
    with first.copy() as office:
        office.run(reply(ack, "撤销1、3"))
        tap.eq((office.state(1), office.state(3), office.state(5)), ("waiting", "waiting", "approved"),
               "撤销1、3")
    with first.copy() as office:
        before = office.decided()
        for words in ("撤销", "1退回 太旧", "全部通过", "撤销11", "好的"):
            mails = office.run(reply(ack, words))
            tap.eq(office.decided(), before, "%s to it changes nothing" % words)
            tap.ok(len(to(mails, EDITOR1)) <= 1, "%s: at most one answer" % words, mails)
        office.run(reply(ack, "撤销2", sender=CHIEF))
        tap.eq(office.decided(), before, "another person's answer changes nothing")
        office.run(reply(ack, "撤销2", proven=False))
        tap.eq(office.decided(), before, "nor does one without proof")
        tap.eq(first.json("list")[0]["item"], 1, "the desk goes on")


def alone():
    """What goes at once, and what one reply alone looks like."""
    with Office() as office:
        asks = office.drafts(4)
        mails = office.run(reply(asks[0], "通过"))
        ack = only(mails, EDITOR1)
        tap.has(ack.subject, "[呈报 1-1-", "one reply alone is acknowledged under its item")
        tap.has(ack.subject, "已办理：春耕备耕工作进展情况之甲", "by its title")
        office.run(reply(ack, "撤销"))
        tap.eq(office.state(1), "waiting", "and 撤销 takes it back")
        mails = to(office.run(reply(asks[1], "备查"), reply(asks[2], "这条再说"), reply(asks[3], "备查")), EDITOR1)
        tap.eq(sorted("未能看懂" in m.subject for m in mails), [False, True],
               "what was not understood is a mail of its own")
        tap.eq(only(mails, part="已办理").subject, "已办理 2 条", "beside that of what was done")
    with Office() as office:
        office.drafts(3)
        office.cb("list", "--mail", EDITOR1, good=(0,))
        sheet = only(office.run(), EDITOR1, "待审信息")
        mails = to(office.run(reply(sheet, "1、2通过"), reply(sheet, "3备查")), EDITOR1)
        ack = only(mails)
        tap.has(ack.text, "您的 2 次答复", "two answers to a list are one mail")
        for line in ("〔1〕通过", "〔2〕通过", "〔3〕备查"):
            tap.has(ack.text, line, line)
        tap.eq(len(to(office.run(reply(sheet, "1备查，9通过"), reply(ack, "撤销3")), EDITOR1)), 3,
               "a list with a line that was not done does not wait for another")


def living():
    """A living desk: from the first reply on, 15 minutes."""
    with Office() as office:
        office.when = "2026-11-23 02:00:00"
        asks = office.drafts(4)
        fire = only([m for m in office.run(FIRE) if m.token])
        live(office, "02:00", reply(asks[0], "通过"), reply(fire, "通过"), states={1: "approved", 5: "approved"})
        mails = to(office.new(), EDITOR1)
        tap.eq([m.subject.split("] ")[1] for m in mails if "已办理" in m.subject],
               ["已办理：关于城关镇火灾的紧急报告"], "an urgent decision is acknowledged at once, others are not")
        live(office, "02:10", reply(asks[1], "备查"), states={2: "filed"})
        live(office, "02:14", reply(asks[2], "这条再说"))
        mails = to(office.new(), EDITOR1)
        tap.eq([("未能看懂" in m.subject) for m in mails], [True], "what was not understood comes at once")
        live(office, "02:15")
        ack = only(office.new(), EDITOR1)
        tap.eq(ack.subject, "已办理 2 条", "a quarter of an hour after the first reply both are told")
        live(office, "02:20", reply(ack, "撤销2"), states={2: "waiting"})
        live(office, "02:31")
        tap.eq([m.subject for m in to(office.new(), EDITOR1) if "已办理" in m.subject], [],
               "what was done at 02:20 waits")
        live(office, "02:35")
        only(office.new(), EDITOR1, "已办理 1 条")
        office.configure(AT_ONCE)
        live(office, "02:40", reply(asks[3], "备查"), states={4: "filed"})
        only(office.new(), EDITOR1, "已办理：春耕备耕工作进展情况之丁")
        tap.ok(True, "acknowledge = at-once")


def live(office, at, *letters, states=()):
    """A service whose clock stands at this time, until all has been done that can be."""
    service = Service(office, clock.set_to("2026-11-23 %s:00" % at)).start()
    try:
        tap.ok(service.wait_for(lambda: "at work:" in service.log(), 60), "the desk works at " + at, service.log())
        for raw in letters:
            office.cb("ingest", input=raw, good=(0,))
        idle = "SELECT (SELECT count(*) FROM letter WHERE state = 'new') + (SELECT count(*) FROM mailing " \
            "WHERE state = 'due' AND coalesce(not_before_us, 0) <= unixepoch('2026-11-23 %s') * 1000000) + " \
            "(SELECT count(*) FROM dispatch WHERE state <> 'sent')" % at
        tap.ok(service.wait_for(lambda: office.one(idle) == 0 and all(
            office.state(i) == s for i, s in dict(states).items()), 60), "and is done", service.log())
    finally:
        service.stop()
    os.remove(service.log_path)


def settings():
    with Office() as office:
        for value, good in (("at-once", True), ("15m", True), ("30s", True), ("1d", True),
                            ("2d", False), ("1 workday", False), ("0", False), ("soon", False)):
            office.configure(("[relay]\n", "[relay]\nacknowledge = %s\n" % value))
            tap.eq(office.cb("check").returncode, 0 if good else 78, "acknowledge = " + value)
            office.configure(("acknowledge = %s\n" % value, ""))


for scenario in (ten, alone, living, settings):
    scenario()
tap.done()
