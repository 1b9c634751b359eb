#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/alert.c
"""desk-alert - the office's own program rings a telephone for what is urgent

The program of these tests writes down its words; what it rings for, how often,
with what, and what becomes of one that fails or does not end.
"""
import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import FARM, URGENT, Tap, letter, only, reply
from ringing import Ringing
from service import Service

tap = Tap()
FIRE = letter(URGENT, "关于城关镇火灾的紧急报告", "今日城关镇发生火灾，造成2人死亡，已组织扑救。")
CALM = letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕工作进展顺利，化肥供应充足，已备足3.2万吨。")
STRANGER = letter("nobody@wai.example", "关于城关镇火灾的紧急报告", "今日城关镇发生火灾，造成3人死亡。")
UNIT = "应急管理局"


def steps():
    with Ringing() as office:
        office.run(CALM)
        tap.eq(office.rung(), [], "what is not urgent rings nothing")
        ask = only([m for m in office.run(FIRE) if m.token])
        tap.eq(office.rung(), ["2:2:%s:0" % UNIT], "a fire rings as it comes: number and unit, no environment")
        for minute, wanted in (("02:04", 0), ("02:05", 1), ("02:05", 0), ("02:09", 0), ("02:10", 1),
                               ("02:19", 0), ("02:20", 1), ("02:40", 0), ("05:00", 0)):
            office.at("2026-11-29 " + minute)
            office.run()
            tap.eq(office.rung(), ["2:2:%s:0" % UNIT] * wanted, "at %s it rings %d times" % (minute, wanted))
        tap.eq(office.alerts(), [(2, step, "done", 1) for step in (0, 1, 2, 3)], "each step is a row")
        before = office.table("alert")
        office.cb("rebuild", good=(0,))
        tap.eq(office.table("alert"), before, "a rebuild gives the same rows")
        office.run(reply(ask, "通过"))
        office.at("2026-11-29 08:00")
        office.run()
        tap.eq(office.rung(), [], "what is decided rings no more")
        office.run(STRANGER)
        office.at("2026-11-29 09:00")
        office.run()
        tap.eq(office.rung(), [], "a stranger rings no telephone")
        tap.has(office.cb("audit", "list").out, "alert.due", "all of it lies in the log")


def outage():
    with Ringing() as office:
        office.run(FIRE)
        office.rung()
        office.at("2026-11-29 06:00")
        office.run()
        tap.eq(office.rung(), ["2:1:%s:0" % UNIT], "after an outage it rings once, not for each step")
        office.run(*[letter(URGENT, "关于第%d起火灾的紧急报告" % n, "今日发生第%d起火灾，造成%d人死亡。" % (n, n + 1))
                     for n in range(1, 31)])
        tap.eq(len(office.rung()), 19, "a flood rings twenty times in an hour, with the one before, and no more")


def failing():
    with Ringing(more="exit 3") as office:
        office.run(FIRE)
        tap.eq(len(office.rung()), 1, "a program that fails")
        tap.has(office.said, "alert for item 1, try 1: 它以退出码 3 结束", "is told in the log")
        tap.eq(office.cb("status").returncode, 0, "it will be tried again")
        office.run()
        tap.eq(office.rung(), [], "but not at once")
        office.at("2026-11-29 02:01")
        office.run()
        tap.eq(len(office.rung()), 1, "after a minute")
        office.at("2026-11-29 02:03")
        office.run()
        tap.eq((len(office.rung()), office.alerts()), (1, [(1, 0, "failed", 3)]), "after two more, and no more")
        status = office.cb("status")
        tap.eq(status.returncode, 1, "then a person is needed")
        tap.has(status.out, "3", "who is told why")
        tap.eq(office.exit, 1, "run --once says so too")
        office.at("2026-11-29 02:04")
        office.run()
        tap.eq(office.rung(), [], "it is tried three times")
        office.does("exit 0")
        office.at("2026-11-29 02:05")
        office.run()
        tap.eq(len(office.rung()), 1, "the next step rings anew")
        office.cb("decide", 1, "备查", good=(0,))
        tap.eq(office.cb("status").returncode, 0, "and what was decided needs nobody")


def living():
    """A living desk: a program that hangs stops nothing, and one that was cut off does not ring twice."""
    with Ringing(more="sleep 600") as office:
        office.when = None
        service = Service(office).start()
        try:
            service.wait_ready()
            office.cb("ingest", input=FIRE, good=(0,))
            tap.ok(service.wait_for(lambda: office.alerts() == [(1, 0, "running", 1)] and office.called()),
                   "the program runs")
            office.cb("ingest", input=CALM, good=(0,))
            tap.ok(service.wait_for(lambda: any(m.address == FARM for m in office.mails())),
                   "and the desk goes on meanwhile")
        finally:
            service.kill("desk", lambda pids: pids[0])
        tap.eq(len(office.rung()), 1, "it rang once")
        office.does("exit 0")
        service = Service(office)
        service.log_path += "2"
        service.start()
        try:
            service.wait_ready()
            tap.ok(service.wait_for(lambda: office.alerts() == [(1, 0, "failed", 1)]), "killed meanwhile, it is not run again")
        finally:
            service.stop()
        tap.eq(office.rung(), [], "so it did not ring twice")
        tap.has(office.cb("status").out, "meanwhile", "status tells")
    with Ringing(more="sleep 600") as office:
        office.when = None
        started = time.monotonic()
        office.run(FIRE)
        tap.eq(office.alerts(), [(1, 0, "due", 1)], "one that does not end is ended")
        tap.ok(time.monotonic() - started >= 30, "after half a minute, not before")


def settings():
    with Ringing() as office:
        line = "alert = %s\n" % office.program
        tap.eq(office.cb("check").returncode, 0, "a program")
        for harm, part in ((lambda: os.chmod(office.program, 0o644), "chmod 755"),
                           (lambda: os.chmod(office.program, 0o777), "go-w"),
                           (lambda: os.remove(office.program), office.program)):
            harm()
            ran = office.cb("check")
            tap.ok(ran.returncode == 78 and part in ran.err and "office.conf:" in ran.err, "check: " + part, ran.err)
        ran = office.cb("ingest", input=CALM)
        tap.ok(ran.returncode == 0, "letters are taken in without it", ran.err)
        office.configure((line, "alert = /bin\n"))
        tap.eq(office.cb("check").returncode, 78, "a folder is no program")


for scenario in (steps, outage, failing, living, settings):
    scenario()
tap.done()
