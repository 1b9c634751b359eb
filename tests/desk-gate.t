#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/gate.c, printing.c and sources.c (the states that status shows).
"""desk-gate - what was composed under old rules is looked at again before it leaves"""
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, FARM, Office, Tap, letter, to

tap = Tap()
MARK = "[mark 暂不外传]\ntier = 2\ntext 柳溪水库\n"


def outgoing(office, there):
    """Takes the relay's Maildir away, or puts it back."""
    path = os.path.join(office.dir, "outgoing")
    if there:
        os.unlink(path)
        for name in ("new", "cur", "tmp"):
            os.makedirs(os.path.join(path, name))
    else:
        shutil.rmtree(path)
        open(path, "w").close()


def again(title="春耕备耕进展", receipt="sent"):
    with Office() as office:
        outgoing(office, False)
        office.put(letter(FARM, title, "春耕备耕顺利，柳溪水库蓄水充足，化肥供应充足。"))
        office.cb("run", "--once")
        tap.eq({m["state"] for m in office.json("outbox")}, {"deferred"},
               "without a relay every mail waits")
        with open(os.path.join(office.dir, "filters", "later.rules"), "w", encoding="utf-8") as file:
            file.write(MARK)
        outgoing(office, True)
        for mail in office.json("outbox"):
            office.cb("outbox", "retry", str(mail["dispatch"]))
        office.cb("run", "--once")
        states = {m["purpose"]: m["state"] for m in office.json("outbox")}
        tap.eq(states.get("ask"), "held", "the ask that shows the text is held by the new rule")
        tap.eq(states.get("receipt"), receipt, "the receipt goes out, unless it shows a title with the mark")
        told = to(office.mails(), ADMIN)
        tap.ok(len(told) == (1 if receipt == "sent" else 2) and "出口检查拦下" in told[0].subject, "the operator is told once of each", told)
        tap.eq([m for m in office.mails() if "柳溪水库" in (m.text or "") + (m.html or "")], [],
               "and the words are in no mail that left")
        tap.eq(office.cb("status").returncode, 1, "status says that a person is needed")


def sources():
    with Office() as office:
        office.run()
        tap.ok(office.json("status")[0]["sources"][0]["last_ok"], "a source that is well says when")
        shutil.rmtree(os.path.join(office.dir, "inbox"))
        open(os.path.join(office.dir, "inbox"), "w").close()
        office.cb("run", "--once")
        status = office.json("status")[0]["sources"][0]
        tap.ok(status["error"], "one that is not says why", status)
        tap.ok(status["last_ok"], "and when it was last well", status)


again()
again("柳溪水库春耕蓄水情况", "held")
sources()
tap.done()
