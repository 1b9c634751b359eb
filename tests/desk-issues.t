#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/bulletin.c pipeline/desk/seal.c pipeline/desk/orders_issue.c
"""desk-issues - drafts, the signer's answers, seals, and numbers without gap or repeat"""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, CHIEF, CIVIL, DEPUTY, DUTY, EDITOR1, FARM, URGENT, Office, Tap, letter, \
    only, reply, to

tap = Tap()


def approved(office, n):
    """n approved reports, each with a title of its own."""
    first = len(office.states())
    office.put(*[letter(FARM, "春耕备耕第%d号简况" % (first + i + 1),
                        "第%d乡春耕备耕进展%s顺利，化肥供应充足。" % (first + i + 1, "很" * (first + i)))
                 for i in range(n)])
    asks = to(office.run(), EDITOR1)
    office.run(*[reply(a, "通过") for a in asks])


def draft(office, journal=None):
    office.cb("issue", "draft", *(["--journal", journal] if journal else []), good=(0,))
    return office.run()


def lines(office, issue=1):
    return [r[0] for r in office.rows(
        "SELECT item FROM line WHERE issue = ? ORDER BY position", issue)]


def sealing():
    """同意，第3条删 ; 签发 顺序 3,1 ; 3移下期 ; plain 签发."""
    with Office() as office:
        approved(office, 4)
        mails = draft(office)
        signs = [m for m in mails if "请签发" in m.subject]
        tap.eq(sorted(m.address for m in signs), [CHIEF, DEPUTY], "each signer is asked")
        sign = only(signs, CHIEF)
        tap.has(sign.subject, "《政务信息》", "the subject names the journal")
        tap.has(sign.subject, "共 4 条", "and counts")
        mails = office.run(reply(sign, "同意，第3条删", client="outlookzh"))
        tap.eq(lines(office), [1, 2, 4], "同意，第3条删: the third is out")
        tap.eq(office.states(), {1: "issued", 2: "issued", 3: "waiting", 4: "issued"},
               "the item that was taken out waits again")
        issue = only(mails, ABOVE)
        year = office.one("SELECT year FROM issue")
        tap.eq(issue.subject, "《政务信息》%d年第1期 (总第1期)" % year, "the issue's subject")
        tap.eq(str(issue.message["X-Chengbao-Issue"]), "政务信息 %d/1" % year, "X-Chengbao-Issue")
        tap.eq([w in issue.text for w in ("第1号简况", "第2号简况", "第3号简况", "第4号简况")],
               [True, True, False, True], "its lines")
        parts = [p.get_content_type() for p in issue.message.walk()]
        tap.ok("text/html" in parts and "application/vnd.chengbao+json" in parts,
               "text, HTML and the machine's part", parts)
        machine = [json.loads(p.get_content() if isinstance(p.get_content(), str) else
                              p.get_content().decode()) for p in issue.message.walk()
                   if p.get_content_type() == "application/vnd.chengbao+json"]
        tap.ok(machine and len(machine[0].get("lines", machine[0].get("items", []))) == 3,
               "which has three lines", machine)
        tap.eq(len([m for m in to(mails, FARM) if "已编发" in m.subject]), 3, "authors are told")
        only(mails, EDITOR1, "第3号简况")
        shown = office.json("issue", "show", 1)[0]
        tap.eq((shown["number"], shown["total"], shown["state"], len(shown["lines"])),
               (1, 1, "sealed", 3), "issue show")
        late = office.run(reply(only(signs, DEPUTY), "退回 有误"))
        tap.eq(office.one("SELECT state FROM issue"), "sealed", "the second signer is too late")
        tap.has(only(late, DEPUTY).subject, "已由科长丙", "and hears who was first")

        back = [m for m in office.mails() if m.address == EDITOR1 and "] 春耕备耕第3号" in m.subject]
        office.run(reply(back[-1], "通过"))
        approved(office, 2)
        sign = only(draft(office), DEPUTY, "请签发")
        order = lines(office, 2)
        mails = office.run(reply(sign, "签发 顺序 3,1", client="iphone"))
        tap.eq(lines(office, 2), [order[2], order[0], order[1]], "签发 顺序 3,1: the rest follows")
        tap.has(only(mails, ABOVE).subject, "第2期 (总第2期)", "the next number")

        approved(office, 3)
        sign = only(draft(office), CHIEF, "请签发")
        order = lines(office, 3)
        mails = office.run(reply(sign, "签发，3移下期，2改题：全县备耕掠影"))
        tap.eq(lines(office, 3), order[:2], "3移下期")
        tap.eq(office.state(order[2]), "approved", "it stays approved")
        tap.has(only(mails, ABOVE).text, "全县备耕掠影", "2改题")
        tap.has(only(mails, ABOVE).subject, "第3期 (总第3期)", "the third number")
        approved(office, 1)
        sign = [m for m in draft(office) if m.address == CHIEF and "请签发" in m.subject][-1]
        tap.has(sign.text, "共 2 条", "the postponed one joins the next draft")
        office.run(reply(sign, "签发"))
        tap.eq(office.rows("SELECT number, total FROM issue WHERE state = 'sealed' ORDER BY id"),
               [(1, 1), (2, 2), (3, 3), (4, 4)], "numbers without gap")
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")


REFUSED = ("同意，第9条删", "签发，3移下期吗", "签发，另外第2条的数字核一下", "签发 删1、2", "好", "签发？",
           "原则同意", "签发 顺序 1,1", "改完再签发", "1", "", "同意 第1条先不发，等通知")


def all_or_nothing():
    with Office() as office:
        approved(office, 2)
        sign = only(draft(office), CHIEF, "请签发")
        before = office.decided()
        for words in REFUSED:
            office.run(reply(sign, words))
            tap.eq(office.decided(), before, "%r seals nothing" % words)
        office.run(reply(sign, "签发", EDITOR1), reply(sign, "签发", "evil@attacker.example"))
        tap.eq(office.decided(), before, "nor does anybody but the signer")
        mails = office.run(reply(sign, "签发", proven=False))
        tap.eq(office.decided(), before, "nor the signer without proof")
        office.run(reply(only(mails, CHIEF, "确认"), "确认"))
        tap.eq(office.one("SELECT state FROM issue"), "sealed", "until he confirms")


def returned():
    with Office() as office:
        approved(office, 2)
        sign = only(draft(office), CHIEF, "请签发")
        mails = office.run(reply(sign, "退回 导语重写"))
        tap.eq(set(office.states().values()), {"waiting"}, "退回: every item waits again")
        tap.eq(len([m for m in to(mails, EDITOR1) if m.token]), 2, "and is asked about")
        tap.eq(lines(office), [], "the draft is empty")
        office.run(*[reply(m, "通过") for m in to(mails, EDITOR1) if m.token])
        sign = only(draft(office), CHIEF, "请签发")
        office.run(reply(sign, "印发"))
        tap.eq(office.rows("SELECT number, total FROM issue WHERE state = 'sealed'"), [(1, 1)],
               "the number was not lost")


def editions():
    with Office() as office:
        approved(office, 2)
        old = only(draft(office), CHIEF, "请签发")
        approved(office, 1)
        new = [m for m in draft(office) if m.address == CHIEF and "请签发" in m.subject]
        tap.eq(len(new), 1, "more was approved: a new edition is signed off")
        mails = office.run(reply(old, "签发"))
        tap.eq(office.one("SELECT state FROM issue"), "signing", "the old edition cannot be sealed")
        tap.eq(len(to(mails, CHIEF)), 1, "the signer hears why")
        asks = [m for m in office.mails() if m.token and "] 春耕备耕第1号" in m.subject]
        office.run(reply(asks[0], "撤销"))
        tap.eq((office.state(1), lines(office)), ("waiting", [2, 3]), "撤销 takes it out of the draft")
        office.run(reply(new[0], "签发"))
        tap.eq(office.one("SELECT state FROM issue"), "signing", "which is another edition")
        newest = [m for m in office.mails() if m.address == CHIEF and "请签发" in m.subject][-1]
        office.cb("issue", "order", "draft", "2,1", good=(0,))
        newest = only(office.run(), CHIEF, "请签发")
        office.run(reply(newest, "签发"))
        tap.eq((office.one("SELECT state FROM issue"), lines(office)), ("sealed", [3, 2]),
               "the newest is sealed, in the operator's order")


def merged():
    """An item merged into one of the draft changes whose it is: signers see it anew."""
    with Office() as office:
        approved(office, 2)
        old = only(draft(office), CHIEF, "请签发")
        office.run(letter(CIVIL, "养老服务工作情况", "全县养老服务设施全部改造完成，老人满意度较高。"))
        office.cb("decide", 3, "并入#1", good=(0,))
        new = only(office.run(), CHIEF, "请签发")
        tap.eq(lines(office), [1, 2], "the lines are the same")
        tap.has(new.text, "民政局", "the new edition names both units")
        mails = office.run(reply(old, "签发"))
        tap.eq(office.one("SELECT state FROM issue"), "signing", "the old edition cannot be sealed")
        office.cb("decide", 3, "撤销", good=(0,))
        newest = only(office.run(), CHIEF, "请签发")
        tap.lacks(newest.text, "民政局", "撤销 of the merge makes another edition")
        office.run(reply(new, "签发"))
        tap.eq(office.one("SELECT state FROM issue"), "signing", "which alone can be sealed")
        office.run(reply(newest, "签发"))
        tap.eq(office.one("SELECT state FROM issue"), "sealed", "and is")


def new_year():
    with Office("2026-12-31 10:00:00") as office:
        for when in ("2026-12-31 10:00:00", "2026-12-31 12:00:00", "2027-01-04 02:00:00",
                     "2027-01-05 02:00:00"):
            office.when = when
            approved(office, 1)
            sign = [m for m in draft(office) if m.address == CHIEF and "请签发" in m.subject][-1]
            office.when = when[:-4] + "5:00"
            office.run(reply(sign, "签发"))
        tap.eq(office.rows("SELECT year, number, total FROM issue ORDER BY id"),
               [(2026, 1, 1), (2026, 2, 2), (2027, 1, 3), (2027, 2, 4)],
               "numbers begin anew in the new year of the office's zone, the total goes on")


def schedule():
    """Mon-Fri 16:00 in the office's zone; times below are UTC."""
    with Office("2026-12-01 03:00:00") as office:
        approved(office, 2)
        office.when = "2026-12-01 07:59:00"
        tap.eq(office.run(), [], "no draft before the hour")
        office.when = "2026-12-01 08:01:00"
        sign = only(office.run(), CHIEF, "请签发")
        office.when = "2026-12-01 08:10:00"
        office.run(reply(sign, "签发，2移下期"))
        tap.eq(office.one("SELECT state FROM issue"), "sealed", "drafted at its hour, sealed")
        office.when = "2026-12-01 08:20:00"
        tap.eq(office.run(), [], "what was postponed waits for the next issue's hour")
        office.when = "2026-12-02 08:01:00"
        sign = only(office.run(), CHIEF, "请签发")
        tap.has(sign.subject, "共 1 条", "and stands in the next draft")
        office.when = "2026-12-03 08:01:00"
        tap.eq([m for m in office.run() if "【催办】" not in m.subject], [],
               "an open draft is not drafted again, its signers are reminded")


def at_once():
    with Office() as office:
        ask = only(office.run(letter(URGENT, "城东仓库火灾事故", "城东仓库发生火灾事故，2人死亡，现场已控制。")),
                   EDITOR1)
        mails = office.run(reply(ask, "通过"))
        signs = [m for m in mails if "请签发" in m.subject]
        tap.eq(sorted(m.address for m in signs), [CHIEF, DEPUTY, DUTY],
               "an urgent item is drafted at once; duty and chiefs may sign")
        tap.has(signs[0].subject, "《紧急信息》", "in its own journal")
        mails = office.run(reply(only(signs, DUTY), "签发"))
        tap.has(only(mails, ABOVE).subject, "《紧急信息》", "the duty room's 签发 sends it up")
        tap.eq(office.rows("SELECT journal, number, total FROM issue"), [("紧急信息", 1, 1)],
               "each journal counts for itself")


for scenario in (sealing, all_or_nothing, returned, editions, merged, new_year, schedule, at_once):
    tap.note(scenario.__name__)
    scenario()
tap.done()
