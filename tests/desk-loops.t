#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/breaker.c pipeline/desk/judge.c
"""desk-loops - a desk and machines that answer it: ten minutes, few mails

World moves the mails of one or two desks on a clock of its own: what a desk
sends in a minute is in the other's mailbox, or before a machine, in the next.
"""
import email
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, BOX, FARM, POLICY, Office, Tap, letter
from mailshapes import multipart, part, proof, received, reply

tap = Tap()
OTHER = "xinxi@linhe.example"
SPRING = "全县春耕备耕工作进展顺利，化肥供应充足，已完成任务37件，群众满意。"


def delivered(raw, sender, strip=()):
    """A mail of a desk as the next mail server has it; a gateway may take fields away."""
    for name in strip:
        raw = re.sub(rb"^%s:.*\r?\n(?:[ \t].*\r?\n)*" % name, b"", raw, flags=re.M | re.I)
    return (proof(sender) + "\n" + received() + "\n").encode() + raw.replace(b"\r\n", b"\n")


class World:
    """machines: address -> function(mail, minute) that gives letters to the desk it came from."""

    def __init__(self, *offices, machines=None, strip=()):
        self.offices, self.machines, self.strip = offices, machines or {}, strip
        self.n = 0

    def minutes(self, n):
        for minute in range(n):
            for office in self.offices:
                office.when = "2026-11-23 02:%02d:00" % (minute + 1)
                for mail in office.run():
                    self.carry(office, mail, minute)
        return self.n

    def carry(self, office, mail, minute):
        for other in self.offices:
            if other.box == mail.address:
                self.n += 1
                other.drop(delivered(mail.raw, office.box, self.strip))
        if mail.address in self.machines:
            self.n += 1
            for raw in self.machines[mail.address](mail, minute):
                office.drop(raw)


def desk(box=BOX, *people):
    office = Office("2026-11-23 02:00:00")
    office.box = box
    if box != BOX:
        office.configure((BOX, box))
    office.people(*people)
    return office


def two_desks():
    ways = (("by honest servers", (), 4),
            ("by a gateway that takes Auto-Submitted away", (rb"Auto-Submitted", rb"Precedence"), 4),
            ("by one that takes the references too",
             (rb"Auto-Submitted", rb"Precedence", rb"In-Reply-To", rb"References"), 4))
    for name, strip, most in ways:
        with desk(BOX, OTHER + ",,临河县,contributor,2025-01-01,,,,") as one, \
                desk(OTHER, BOX + ",,青禾县,contributor,2025-01-01,,,,") as other:
            one.drop(letter(OTHER, "春耕备耕工作进展顺利", SPRING))
            n = World(one, other, strip=strip).minutes(10)
            tap.ok(1 <= n <= most, "two desks, %s: %d mails in ten minutes" % (name, n))
            tap.note("states %s %s" % (one.states(), other.states()))


def answering(headers=(), refer=True, words="您好，我正在出差，%d 日回。"):
    """An automatic reply to every mail, its words never the same."""
    def machine(mail, minute):
        return [letter(mail.address, "Re: " + mail.subject, words % minute, headers=headers,
                       answers=mail.id if refer else None)]
    return machine


def vacations():
    ways = (("that says what it is", ("Auto-Submitted: auto-replied",), True, 1),
            ("that says nothing", (), True, 1),
            ("that says nothing, and refers to nothing", (), False, 1))
    for name, headers, refer, most in ways:
        with desk() as office:
            office.drop(letter(FARM, "春耕备耕工作进展顺利", SPRING))
            n = World(office, machines={FARM: answering(headers, refer)}).minutes(10)
            tap.ok(1 <= n <= most, "an author's vacation reply %s: %d mails to him" % (name, n))
            tap.eq(office.states(), {1: "waiting"}, "and it is no report")


def a_list():
    """An author's address is a list of which the desk is a member."""
    def machine(mail, _):
        again = email.message_from_bytes(mail.raw, policy=POLICY)
        again["List-Id"] = "<all.nyj.qinghe.example>"
        return [delivered(again.as_bytes(), FARM),
                letter(FARM, "[全体] " + mail.subject, mail.text, headers=("List-Id: <a.nyj>",))]
    with desk() as office:
        office.drop(letter(FARM, "春耕备耕工作进展顺利", SPRING))
        n = World(office, machines={FARM: machine}).minutes(10)
        tap.eq((n, office.states()), (1, {1: "waiting"}), "a list that sends our receipt back: one mail")


def bouncing(mail, _):
    return [letter("mailer-daemon@qinghe.example", "Undelivered", headers=("Return-Path: <>",),
                   parts=multipart([
                       part("x"), part("Final-Recipient: rfc822; %s\n" % mail.address,
                                       "message/delivery-status", label=False),
                       part("Message-ID: %s\nSubject: x\n" % mail.id, "text/rfc822-headers")],
                       "report; report-type=delivery-status"))]


def bounces():
    with desk() as office:
        office.drop(letter(FARM, "春耕备耕工作进展顺利", SPRING))
        n = World(office, machines={FARM: bouncing, ADMIN: bouncing}).minutes(10)
        tap.ok(n <= 2, "every mail to author and operator comes back: %d mails" % n)
        failed = [d["purpose"] for d in office.json("outbox") if d["state"] == "failed"]
        tap.eq(sorted(failed), ["alarm", "receipt"], "the outbox says which did not arrive")


def volume():
    """A machine that sends ever new words under ever new subjects."""
    with desk() as office:
        office.put(*[letter(FARM, "自动上报第%d次" % n, "%d月%d日，水位%d.%d米，流量%d方，一切正常，值守在岗。" % (
            n % 10 + 1, n // 10 + 1, n % 7, n, n * 31)) for n in range(1, 131)])
        mails = office.run()
        receipts = [m for m in mails if m.address == FARM]
        alarms = [m for m in mails if m.address == ADMIN]
        tap.eq(len(receipts), 100, "one address gets a hundred receipts an hour")
        tap.eq([m.subject for m in alarms], ["【系统告警】一小时内收到 %s 来信超过100封，疑似自动循环，"
                                             "已暂停向其发送回执" % FARM], "the operator hears of it once")
        tap.eq(len(office.states()), 130, "every letter is an item all the same")
        office.when = "2026-11-23 03:30:00"
        office.run(letter(FARM, "春耕备耕工作进展顺利", SPRING))
        tap.eq([m.subject for m in office.mails() if m.address == FARM][-1][-10:], "春耕备耕工作进展顺利",
               "an hour later he gets receipts again")


def revisions():
    """One that sends the same again and again with other numbers: revisions, and the same end of receipts."""
    with desk() as office:
        office.put(*[letter(FARM, "自动上报第%d次" % n, "水位%d.%d米，流量%d方，一切正常，值守在岗。" % (
            n % 7, n, n * 31)) for n in range(1, 131)])
        receipts = [m for m in office.run() if m.address == FARM]
        tap.eq(len(receipts), 100, "a receipt for a revision counts like any other")


def hops(raw, n):
    """The letter as it is after n servers, its own Received field among them."""
    more = b"".join(b"Received: from mx%d.circle.test by mx%d.circle.test;\n\tMon, 23 Nov 2026 10:00:00 +0800\n" % (i, i + 1)
                    for i in range(n - 1))
    head, body = raw.split(b"\n\n", 1)
    return head + b"\n" + more + b"\n" + body


def circles():
    """A letter that forwarding sends round and round (RFC 5321 6.3)."""
    with desk() as office:
        mails = office.run(hops(letter(FARM, "春耕备耕工作进展顺利", SPRING), 100))
        tap.eq((office.states(), office.last_letter()[1:]), ({1: "waiting"}, ("report", None)), "a hundred servers are a long way")
        ask = [m for m in mails if m.address.startswith("editor")][0]
        mails = office.run(hops(letter(FARM, "防汛物资储备到位", "全县储备编织袋12万条、救生衣800件。"), 101))
        tap.eq((office.states(), office.last_letter()[1:]), ({1: "waiting"}, ("loop", "too-many-hops")), "one more is a circle: no item")
        tap.eq([(m.address, m.subject) for m in mails],
               [(ADMIN, "【系统告警】第2号来信带有超过100个Received字段，是在邮件服务器之间打转的信，已保存，没有办理也没有答复。"
                        "请检查自动转发的设置：chengbao letters --kind loop")], "the operator alone is told")
        told = office.run(hops(reply(ask, "通过"), 101), hops(letter("stranger@circle.test", "一封来信", SPRING), 300),
                          hops(letter(FARM, "", "状态"), 150))
        tap.eq((office.states(), told), ({1: "waiting"}, []), "an answer, a stranger's letter, a question: nothing, and no more alarms")
        letters = office.json("letters", "--kind", "loop")
        tap.eq([(one["letter"], one["reason"], one["items"]) for one in letters],
               [(n, "too-many-hops", []) for n in (2, 3, 4, 5)], "letters says of each why")
        raw = office.cb("letters", 2, "--raw", good=(0,)).stdout
        tap.eq(raw.count(b"Received:"), 101, "its bytes are kept")
        office.when = "2026-11-24 03:00:00"
        again = office.run(hops(letter(FARM, "低保核查有序开展", "已核查312户，新纳入15户。"), 101))
        tap.eq([m.address for m in again if "打转" in m.subject], [ADMIN], "the next day he hears again")


for scenario in (two_desks, vacations, a_list, bounces, volume, revisions, circles):
    tap.note(scenario.__name__)
    scenario()
tap.done()
