#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/follow.c
# Covers pipeline/desk/outcome.c and parked.c.
"""desk-follow - what follows on a decision: authors, merged items, second addresses, parked days"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, Office, Tap, letter, only, reply, to

tap = Tap()
EVIL = "evil@attacker.example"


def returned():
    """The author answers 退回修改 with a better text: the next revision of the same item."""
    with Office() as office:
        ask = office.drafts(1)[0]
        back = only(office.run(reply(ask, "退回 缺面积")), FARM, "退回修改")
        mails = office.run(reply(back, "春耕备耕已整地12万亩，化肥供应充足，群众满意。", client="163"))
        shown = office.show(1)
        tap.eq((shown["state"], shown["revision"], len(office.states())), ("waiting", 2, 1),
               "the answer is the next revision of the item")
        tap.has(shown["text"], "12万亩", "with the new text")
        tap.lacks(shown["text"], "退回修改", "without the quotation")
        tap.eq([source["role"] for source in shown["letters"]], ["source", "correction"],
               "and its letter is a source")
        new = only(mails, EDITOR1)
        tap.has(new.subject, "1-2-", "the editor is asked anew")
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "waiting", "the old ask is dead")
        office.run(reply(new, "通过"))
        tap.eq(office.state(1), "approved", "the new one decides")


def verified():
    with Office() as office:
        ask = office.drafts(1)[0]
        query = only(office.run(reply(ask, "核实 受灾人数")), FARM, "请核实补充")
        tap.has(query.text, "受灾人数", "the author reads what is asked")
        before = office.decided()
        office.run(reply(query, "受灾37人。", EVIL))
        tap.eq({k: v[:len(before[k])] for k, v in office.decided().items()}, before,
               "a stranger's answer is not the author's")
        office.run(reply(query, "受灾38人。", proven=False))
        tap.lacks(office.show(1)["text"], "受灾38人", "nor one without proof")
        mails = office.run(reply(query, "经核实，受灾37人。", client="iphone"))
        shown = office.show(1)
        tap.eq(shown["state"], "waiting", "the supplement brings it back")
        tap.has(shown["text"], "受灾37人", "with its text")
        tap.eq(len([m for m in to(mails, EDITOR1) if m.token]), 1, "the editor is asked again")


def merged():
    """What becomes of the leading item is told to the authors of all."""
    with Office() as office:
        text = "春耕备耕进展顺利，化肥供应充足，%s组织专班下乡服务。"
        office.run(letter(FARM, "春耕备耕服务", text % "农业农村局"),
                   letter(CIVIL, "春耕备耕帮扶", text % "民政局"))
        office.cb("decide", 2, "并入#1", good=(0,))
        office.run()
        office.cb("decide", 1, "备查", "已有同类", good=(0,))
        mails = office.run()
        tap.eq(sorted(m.address for m in mails if "已阅存备查" in m.subject), sorted([FARM, CIVIL]),
               "filed: both authors hear of it")
        office.cb("decide", 1, "撤销", good=(0,))
        tap.eq(office.states(), {1: "waiting", 2: "merged"}, "撤销 of the leading item")
        tap.eq(office.cb("decide", 1, "并入#2").returncode, 1, "no circles")
        tap.eq(office.cb("decide", 1, "并入#1").returncode, 1, "nor into itself")
        tap.eq(office.cb("decide", 1, "并入#7").returncode, 1, "nor into nothing")


def addresses():
    """Another address of the same person answers for him."""
    with Office() as office:
        path = os.path.join(office.dir, "people.csv")
        with open(path, encoding="utf-8") as file:
            rows = file.read().replace("topics,deputy", "topics,deputy,person").splitlines()
        rows = [r + (",jia" if r.startswith(EDITOR1) else "," if i else "")
                for i, r in enumerate(rows)]
        rows.append("jia@phone.example,编辑甲,政府办信息科,editor,2025-01-01,,,,,jia")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")
        tap.eq(office.cb("check").returncode, 0, "two addresses of one person")
        asks = office.drafts(2)
        office.run(reply(asks[0], "通过", "jia@phone.example"))
        tap.eq(office.state(1), "approved", "his phone's address answers for him")
        mails = office.run(reply(asks[1], "通过", "jia@phone.example", proven=False))
        tap.eq([m.address for m in mails], [EDITOR1], "what must be confirmed goes where he was asked")
        office.run(letter("jia@phone.example", "春耕备耕我县动态", "化肥供应充足，进展顺利，群众满意度高。"))
        mine = [m for m in office.mails() if m.token and "我县动态" in m.subject]
        office.run(*[reply(m, "通过") for m in mine if m.address == EDITOR1])
        tap.ok(office.state(3) == "waiting" or mine[0].address != EDITOR1,
               "nobody approves a report of his own under another address")


def parked():
    with Office("2026-12-01 03:00:00") as office:
        asks = office.drafts(2)
        office.run(reply(asks[0], "暂缓 到12月10日"), reply(asks[1], "暂缓"))
        office.when = "2026-12-09 03:00:00"
        tap.eq(office.run(), [], "parked to a day: not before")
        office.when = "2026-12-10 03:00:00"
        mails = office.run()
        tap.eq(office.states(), {1: "waiting", 2: "parked"}, "on its day it waits again")
        tap.eq([m.address for m in mails], [EDITOR1], "and is asked about")
        office.run(reply(mails[0], "通过"))
        tap.eq(office.state(1), "approved", "which can be answered")
        office.cb("list", "--mail", EDITOR1, good=(0,))
        tap.has(only(office.run(), EDITOR1).text, "之乙", "what is parked stands on the list")


def recall():
    """What a mail program sends by itself is nobody's report."""
    with Office() as office:
        office.drafts(1)
        before = office.decided()
        for subject, body in (("撤回: 春耕备耕工作进展情况之甲", "发件人希望撤回邮件“春耕备耕工作进展情况之甲”。"),
                              ("自动回复: 已收到", "您好，您的邮件已收到。"),
                              ("已读: 已收到（第 1 号）", "您的邮件已于 2026年11月23日 阅读。")):
            mails = office.run(letter(FARM, subject, body, headers=(
                "Auto-Submitted: auto-generated",)))
            tap.eq((office.last_letter()[1], mails), ("automatic", []), subject)
        tap.eq(office.decided(), before, "none changed anything")


def assigned():
    with Office() as office:
        ask = office.drafts(1)[0]
        before = office.decided()
        for words in ("转 某某某", "转 田一禾", "转", "转发编辑乙", "转 编辑"):
            office.run(reply(ask, words))
            tap.eq(office.decided(), before, "%r names nobody of the desk" % words)
        second = only(office.run(reply(ask, "转编辑乙")), EDITOR2)
        tap.eq(office.show(1)["editor"], EDITOR2, "转编辑乙 without a blank")
        chief = only(office.run(reply(second, "送审")), CHIEF)
        office.run(reply(chief, "退回 数据有误"))
        tap.eq((office.state(1), office.show(1)["history"][-1]["who"]), ("returned", CHIEF),
               "the chief decides what was brought to him")
        office.run(reply(second, "撤销"))
        tap.eq(office.state(1), "returned", "what the chief decided no editor undoes")


for scenario in (returned, verified, merged, addresses, parked, recall, assigned):
    tap.note(scenario.__name__)
    scenario()
tap.done()
