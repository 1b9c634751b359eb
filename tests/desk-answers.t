#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/answer.c pipeline/desk/carry.c pipeline/desk/carry_read.c pipeline/desk/decide.c pipeline/desk/edit.c pipeline/desk/parked.c pipeline/desk/mail.c
"""desk-answers - every verb in answer to the ask about one item, by every client"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import AT_ONCE, CHIEF, EDITOR1, EDITOR2, FARM, Office, Tap, only, reply, to
from mailshapes import CLIENTS

tap = Tap()


def clients():
    """通过 with the quotation of each client is approve, and the mail is told so."""
    with Office() as office:
        office.configure(AT_ONCE)
        asks = office.drafts(len(CLIENTS))
        tap.eq(len(asks), len(CLIENTS), "each report has its ask")
        mails = office.run(*[reply(ask, "通过", client=client)
                             for ask, client in zip(asks, CLIENTS)])
        for i, client in enumerate(CLIENTS):
            tap.eq(office.state(i + 1), "approved", "通过 as %s writes it" % client)
        tap.eq(len(to(mails, EDITOR1)), len(CLIENTS), "each answer has its acknowledgement")
        tap.eq(office.refusals(), 0, "nothing was refused")


# words, state, what the acknowledgement says, part of the author's mail (None: none)
VERBS = (
    ("通过", "approved", "政务信息", None),
    ("同意", "approved", "政务信息", None),
    ("采用", "approved", "政务信息", None),
    ("√", "approved", "政务信息", None),
    ("通过 紧急信息", "approved", "紧急信息", None),
    ("备查 已有同类", "filed", "已有同类", "已阅存备查"),
    ("不用", "filed", "备查", "已阅存备查"),
    ("退回 缺数据，请补充面积", "returned", "缺数据，请补充面积", "退回修改"),
    ("退 因2", "returned", "退回：要素不完整", "退回修改"),
    ("核实 受灾人数", "verifying", "受灾人数", "请核实补充"),
    ("暂缓", "parked", "暂缓", None),
    ("王科：\n通过，谢谢！\n编辑甲", "approved", "政务信息", None),
    ("改题：春耕开局良好\n通过", "approved", "春耕开局良好", None),
    ("加急，通过", "approved", "加急", None),
    ("approve", "approved", "政务信息", None),
    ("加急，类型 问题", "waiting", "加急", None),
)


def verbs():
    for start in (0, 8):
        table = VERBS[start:start + 8]
        with Office() as office:
            office.configure(AT_ONCE)
            asks = office.drafts(len(table))
            count = "SELECT count(*) FROM mailing WHERE template <> 'sign'"
            before = office.one(count)
            mails = office.run(*[reply(a, v[0]) for a, v in zip(asks, table)])
            told = 0
            for i, (words, state, said, author) in enumerate(table):
                name = words.replace("\n", "⏎")
                shown = office.show(i + 1)
                tap.eq(shown["state"], state, "%s: the state" % name)
                ack = [m for m in to(mails, EDITOR1) if "[呈报 %d-" % (i + 1) in m.subject]
                tap.ok(len(ack) == 1 and said in ack[0].text, "%s: the acknowledgement" % name,
                       ack[0].text if ack else mails)
                offer = "撤销" if state in ("approved", "filed", "returned") else ""
                for text in [ack[0].text, ack[0].html] if ack else []:
                    tap.eq("撤销" if "撤销" in text else "", offer,
                           "%s: 撤销 is offered where there is something to undo" % name)
                out = [m for m in to(mails, FARM) if "第 %d 号" % (i + 1) in m.subject]
                told += author is not None
                tap.ok(len(out) == (author is not None) and
                       (not out or author in out[0].subject + out[0].text),
                       "%s: the author's mail" % name, out)
                if state == "waiting":
                    continue
                last = shown["history"][-1]
                tap.eq((last["who"], last["evidence"]), (EDITOR1, "authentication-results"),
                       "%s: who, and by what proof" % name)
            tap.eq(office.one(count) - before, len(table) + told,
                   "no other mail went out")


def journal_and_reason():
    with Office() as office:
        asks = office.drafts(3)
        mails = office.run(reply(asks[0], "通过 政务信息"), reply(asks[1], "退回 缺数据"),
                           reply(asks[2], "备查 已有同类"))
        tap.eq(office.one("SELECT journal FROM item WHERE id = 1"), "政务信息", "the journal named")
        back = only(mails, FARM, "退回修改")
        tap.has(back.text, "缺数据", "the author reads the reason of a return")
        filed = only(mails, FARM, "备查")
        tap.has(filed.text, "已有同类", "the author reads why it was filed")


def hands():
    """assign, merge, undo, park, consult."""
    with Office() as office:
        asks = office.drafts(5)
        mails = office.run(reply(asks[0], "转 编辑乙"), reply(asks[1], "并入#3"),
                           reply(asks[3], "暂缓 到12月10日"), reply(asks[4], "送审"))
        tap.eq(office.states(), {1: "waiting", 2: "merged", 3: "waiting", 4: "parked",
                                 5: "waiting"}, "assigned, merged, parked, to the chief")
        ask2 = only(to(mails, EDITOR2), part="[呈报 1-1")
        tap.eq(office.show(1)["editor"], EDITOR2, "the other editor has it")
        tap.eq(office.show(2)["merged_into"], 3, "merged into the item named")
        tap.eq(office.show(5)["editor"], CHIEF, "送审 brings it to the chief")
        chief = only(to(mails, CHIEF), part="[呈报 5-1")
        tap.ok(office.one("SELECT parked_until_us FROM item WHERE id = 4") is not None,
               "the day of 暂缓 is kept")
        # what was assigned away is no longer the first editor's by the old mail
        mails = office.run(reply(asks[0], "通过"))
        tap.eq(office.state(1), "waiting", "the old ask is void after 转")
        only(mails, EDITOR1, "办理")
        mails = office.run(reply(ask2, "通过"), reply(chief, "通过"), reply(asks[3], "通过"))
        tap.eq([office.state(i) for i in (1, 5, 4)], ["approved"] * 3,
               "the new hands decide; a parked one is taken up again")
        ack = only(mails, EDITOR2, "[呈报 1-1")
        mails = office.run(reply(ack, "撤销"))
        tap.eq(office.state(1), "waiting", "撤销 in answer to the acknowledgement")
        again = only(mails, EDITOR2, "] 春耕备耕")
        tap.ok(len([m for m in mails if m.address == EDITOR2]) == 2, "asked anew, and told",
               mails)
        office.run(reply(ask2, "撤销"))
        tap.eq(office.state(1), "waiting", "nothing left to undo")
        office.run(reply(again, "备查"))
        tap.eq(office.state(1), "filed", "the new ask decides")
        office.run(reply(again, "撤销"))
        tap.eq(office.state(1), "waiting", "撤销 in answer to the ask that was decided")
        tap.eq([s["hundredths"] for s in office.show(3)["shares"]], [10000],
               "shares of the same writer stay whole")
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")


def command():
    with Office() as office:
        office.drafts(2)
        ran = office.cb("decide", 1, "退回", "缺数据", good=(0,))
        tap.has(ran.out, "退回", "decide says what it did")
        tap.eq(office.state(1), "returned", "decide in the words of a reply")
        tap.eq(office.cb("decide", 2, "好的").returncode, 1, "decide without command: said no")
        tap.eq(office.cb("decide", 9, "通过").returncode, 1, "decide on no item: said no")
        tap.eq(office.state(2), "waiting", "and nothing is decided")
        mails = office.run()
        only(mails, FARM, "退回修改")
        office.cb("decide", 1, "撤销", good=(0,))
        tap.eq(office.state(1), "waiting", "撤销 by command")
        tap.eq([r[0] for r in office.rows("SELECT source FROM letter WHERE kind='operator'")],
               ["operator"] * 2, "each order lies in a letter")


def two_steps():
    """sign-off = editor, chief: the editor's word brings it to the chief, no further."""
    with Office() as office:
        office.configure(("sign-off = editor", "sign-off = editor, chief"))
        ask = office.drafts(1)[0]
        mails = office.run(reply(ask, "通过"))
        chief = only(mails, CHIEF)
        tap.eq((office.state(1), office.show(1)["step"]), ("waiting", "chief"), "the first step")
        office.cb("list", "--mail", EDITOR1)
        sheet = [m for m in office.run() if m.address == EDITOR1 and m.token]
        office.run(*[reply(m, "1通过") for m in sheet])
        office.run(reply(ask, "通过"))
        tap.eq((office.state(1), office.show(1)["step"]), ("waiting", "chief"),
               "the editor cannot take the chief's step")
        office.run(reply(chief, "通过"))
        tap.eq(office.state(1), "approved", "the chief can")


for scenario in (two_steps, clients, verbs, journal_and_reason, hands, command):
    tap.note(scenario.__name__)
    scenario()
tap.done()
