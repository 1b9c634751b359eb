#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/trust.c config/office_token.c
"""desk-token - an office without evidence that chose the ask's code as proof

What the code alone carries out, what it never does, when it stops to count, who
hears of it, and that the office must have said so twice: in office.conf and by
command.
"""
import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import (BOX, CHIEF, EDITOR1, EDITOR2, FARM, URGENT, Office, Tap, letter, only, reply,
                  to)

tap = Tap()
NOTICE = "jijian@qinghe.example"
REPLIES = "replies     = authentication-results"


def said(ask, words, sender=None, **more):
    """An answer as an intranet's mail server hands it over: nothing proves its sender."""
    return reply(ask, words, sender, proven=False, **more)


class Chosen(Office):
    """An office that chose the token, with a few more keys of [trust]."""

    def __init__(self, keys="", when=None):
        super().__init__(when)
        self.configure((REPLIES, "replies     = token\n" + keys))
        self.cb("trust", "token", "--i-accept", good=(0,))


def choosing():
    with Office() as office:
        ran = office.cb("trust", "token", "--i-accept")
        tap.eq(ran.returncode, 1, "a method that office.conf does not name is not accepted")
        tap.has(ran.err, "[trust] replies", "and what to write is said")
        office.configure((REPLIES, "replies = token"))
        checked = office.cb("check")
        tap.eq(checked.returncode, 0, "check takes token")
        tap.has(checked.out + checked.err, "trust token --i-accept", "and says what it wants")
        ask, other = office.drafts(3)[:2]
        mail = only(office.run(said(ask, "通过")), EDITOR1)
        tap.has(mail.subject, "请您确认", "written down alone it is no proof")
        status = office.cb("status")
        tap.eq(status.returncode, 1, "status wants a person")
        tap.has(status.out, "trust token --i-accept", "to say the word")
        for words in (("trust", "token"), ("trust", "--i-accept", "token"), ("trust",)):
            tap.eq(office.cb(*words).returncode, 64, " ".join(words) + " is wrong usage")
        tap.eq(office.cb("trust", "dkim", "--i-accept").returncode, 1, "dkim needs no acceptance")
        ran = office.cb("trust", "token", "--i-accept", good=(0,))
        tap.has(ran.out, "能读到这封邮件的人就能答复它", "the word is told what it means")
        tap.has(office.cb("audit", "list").out, "trust.accepted", "and lies in the log")
        office.run(said(other, "通过"))
        tap.eq(office.state(2), "approved", "now the code is proof")
        office.cb("rebuild", good=(0,))
        tap.lacks(office.cb("status").out, "trust token", "a rebuild remembers the choice")
        mails = office.cb("list", "--mail", EDITOR1)
        office.cb("outbox", "release")
        lists = [m for m in office.run() if "待审信息" in m.subject]
        tap.eq(mails.returncode, 0, "a list is asked for")
        tap.ok(lists and all("回执码核验" in m.text and "回执码核验" in m.html for m in lists),
               "every list says what was chosen", lists)


def public():
    with Office() as office:
        office.configure((REPLIES, "replies = token"))
        office.people("shenpi@qq.com,某某,政府办信息科,editor,2025-01-01,,")
        ran = office.cb("check")
        tap.eq(ran.returncode, 78, "an approver at a public provider: check refuses")
        tap.has(ran.out + ran.err, "shenpi@qq.com", "and names him")
    with Office() as office:
        office.configure((REPLIES, "replies = token"), (BOX, "qinghexinxi@163.com"))
        ran = office.cb("check")
        tap.eq(ran.returncode, 78, "a mailbox at a public provider: check refuses")
        tap.has(ran.out + ran.err, "qinghexinxi@163.com", "and names it")


def carries():
    with Chosen("notice = %s" % NOTICE) as office:
        asks = office.drafts(4)
        mails = office.run(said(asks[0], "通过"))
        tap.eq(office.state(1), "approved", "approve")
        tap.eq(office.show(1)["history"][-1]["evidence"], "token", "the evidence is on record")
        ack = only(mails, EDITOR1)
        tap.has(ack.text, "凭回执码办理", "its person is told at once, and by what")
        told = only(mails, NOTICE)
        tap.has(told.subject + told.text, "凭回执码", "so is who watches")
        tap.has(told.text, "信息 1", "of which item")
        tap.ok(told.token is None, "without a code of his own")
        office.run(said(ack, "撤销"))
        tap.eq(office.state(1), "waiting", "and it is taken back by the same way")
        office.run(said(asks[1], "退回 缺少数据"))
        tap.eq(office.state(2), "returned", "return")
        held = office.run(letter(FARM, "【机密】某项工作情况", "机密★1年\n某项工作情况如下。"))
        secrecy = [m for m in held if m.token]
        before = office.decided()["item"]
        for ask in secrecy:
            confirm = to(office.run(said(ask, "放行")), ask.address)
            tap.has(confirm[0].subject, "请您确认", "release is confirmed by a second mail")
        tap.ok(secrecy, "a held item was asked about")
        tap.eq(office.decided()["item"], before, "and did not move before that")


def never():
    """Sealing by token alone: confirmed first."""
    with Chosen("hold = 1s") as office:
        ask = office.drafts(1)[0]
        office.run(said(ask, "通过"))
        time.sleep(1.1)
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF)
        mails = office.run(said(sign, "签发"))
        tap.eq(office.rows("SELECT state FROM issue"), [("signing",)], "seal waits")
        confirm = only(mails, CHIEF)
        tap.has(confirm.subject, "请您确认", "for the second mail")
        office.run(said(confirm, "确认"))
        tap.eq(office.rows("SELECT state FROM issue"), [("sealed",)], "which seals")


def conditions():
    with Chosen("token-verbs = approve, file\nconfirm-always = file\ndaily-cap = 2") as office:
        asks = office.drafts(6)

        def confirmed(name, raw):
            mails = office.run(raw)
            tap.ok(any("请您确认" in m.subject for m in to(mails, EDITOR1)), name,
                   [m.subject for m in mails])

        confirmed("a verb that token-verbs does not name", said(asks[0], "退回 缺数据"))
        confirmed("a verb of confirm-always", said(asks[0], "备查"))
        confirmed("with a copy to a colleague", said(asks[0], "通过", headers=("Cc: <%s>" % EDITOR2,)))
        confirmed("to two addresses", said(asks[0], "通过").replace(
            b"To: <%s>" % BOX.encode(), b"To: <%s>, <%s>" % (BOX.encode(), EDITOR2.encode()), 1))
        confirmed("to an address that is not ours", said(asks[0], "通过", recipient=EDITOR2))
        confirmed("by the locator alone", said(asks[0], "通过", answers=False).replace(
            asks[0].token.encode(), b"-"))
        tap.eq(office.state(1), "waiting", "nothing of it was done")
        for n in (1, 2):
            office.run(said(asks[n], "通过"))
        tap.eq([office.state(2), office.state(3)], ["approved"] * 2, "below the daily cap")
        confirmed("above the daily cap", said(asks[3], "通过"))
        office.run(reply(asks[4], "通过"))
        tap.eq(office.state(5), "waiting", "a method that replies does not name proves nothing")


def window():
    with Chosen("token-window = 2h", "2026-11-24 09:00:00") as office:
        asks = office.drafts(2)
        office.when = "2026-11-24 10:50:00"
        office.run(said(asks[0], "通过"))
        tap.eq(office.state(1), "approved", "in time")
        office.when = "2026-11-24 11:10:00"
        mails = office.run(said(asks[1], "通过"))
        tap.ok(any("请您确认" in m.subject for m in to(mails, EDITOR1)), "too late: confirmed", mails)
        tap.eq(office.state(2), "waiting", "and not done")


def hold():
    """What a token approved is printed only after its time; a proven approval is at once."""
    with Chosen("hold = 30m", "2026-11-24 09:00:00") as office:
        urgent = office.run(letter(URGENT, "紧急信息：化工园区发生火情", "11月24日8时，化工园区发生火情，已扑灭。"))
        ask = [m for m in urgent if m.token][0]
        office.run(said(ask, "通过，类型 紧急", ask.address))
        tap.eq(office.state(1), "approved", "approved")
        office.when = "2026-11-24 09:29:00"
        office.run()
        tap.eq(office.rows("SELECT id FROM issue"), [], "no draft for half an hour")
        ran = office.cb("issue", "draft", "--journal", "紧急信息")
        tap.eq(office.rows("SELECT id FROM issue"), [], "nor by command")
        tap.has(ran.err, "[trust] hold", "which says why")
        office.when = "2026-11-24 09:31:00"
        office.run()
        tap.eq(office.rows("SELECT state FROM issue"), [("signing",)], "then by itself")


def leaked():
    with Chosen() as office:
        ask = office.drafts(1)[0]
        mails = office.run(said(ask, "我看可以的", EDITOR2))
        anew = only([m for m in mails if m.token], EDITOR1)
        tap.ok(anew.token != ask.token, "a code in another's letter: the ask goes out anew")
        tap.eq(anew.subject, ask.subject, "the same ask")
        office.run(said(ask, "通过"))
        tap.eq(office.state(1), "waiting", "the old code is dead")
        office.run(said(anew, "通过"))
        tap.eq(office.state(1), "approved", "the new one lives")


def edited():
    with Chosen("notice = " + NOTICE) as office:
        mails = office.run(said(only(office.drafts(1)), "改题：春耕开局良好"))
        again = only(mails, EDITOR1)
        tap.has(again.text, "【增：春耕开局良好】", "an edit by the code: the ask of the new revision")
        tap.has(again.text, "本次答复凭回执码办理", "says how it was done, as an acknowledgement does")
        tap.has(again.html, "本次答复凭回执码办理", "in the page too")
        tap.has(only(mails, NOTICE).text, "改题：春耕开局良好", "and whoever watches is told")


for scenario in (choosing, public, carries, never, conditions, window, hold, leaked, edited):
    tap.note(scenario.__name__)
    scenario()
tap.done()
