#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/adoption.c pipeline/desk/points.c pipeline/desk/orders_adopt.c
"""desk-adoption - what the offices above use is booked once, told, and scored"""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, Office, Tap, letter, only, \
    reply, to

tap = Tap()


def issued(office, n=4):
    """An issue of n lines, item i at line i; gives the mail to the office above."""
    office.drafts(n)
    for item in range(1, n + 1):
        office.cb("decide", item, "通过", good=(0,))
    office.cb("issue", "draft", good=(0,))
    sign = only(office.run(), CHIEF, "请签发")
    return only(office.run(reply(sign, "签发")), ABOVE)


def booked(office):
    return office.rows("SELECT item, kind FROM adoption ORDER BY item, kind")


def story():
    with Office() as office:
        issue = issued(office)
        before = office.one("SELECT sum(hundredths) FROM entry")
        answer = reply(issue, "采用 1、3，谢谢", client="outlookzh")
        mails = office.run(answer)
        tap.eq(booked(office), [(1, "采用"), (3, "采用")], "采用 1、3 books two")
        tap.eq(len([m for m in to(mails, FARM) if "喜报" in m.subject]), 2, "the author is told")
        tap.eq([m for m in mails if m.address == ABOVE], [], "the office above gets no mail")
        after = office.one("SELECT sum(hundredths) FROM entry")
        tap.ok(after > before, "points are booked", (before, after))
        shown = office.show(1)["adoptions"][0]
        tap.eq((shown["superior"], shown["kind"]), ("市政府办公室", "采用"), "show tells it")
        tap.eq(office.show(1)["state"], "issued", "the state stays")
        office.run(answer)
        office.run(reply(issue, "采用 1、3", client="163"), reply(issue, "采用1"))
        tap.eq((len(booked(office)), office.one("SELECT sum(hundredths) FROM entry")), (2, after),
               "told again, nothing is booked twice")
        office.run(reply(issue, "采用 2", client="foxmail"))
        tap.eq(len(booked(office)), 3, "another line later")
        before = office.decided()
        forged = {
            "another address": reply(issue, "采用 4", "other@city.example"),
            "a stranger": reply(issue, "采用 4", "zwxx@city-example.example"),
            "no proof": reply(issue, "采用 4", proven=False),
            "a failed check": reply(issue, "采用 4", evidence="Authentication-Results: "
                                    "mx.qinghe.example; dmarc=fail header.from=city.example"),
            "an automatic reply": reply(issue, "采用 4", headers=("Auto-Submitted: auto-replied",)),
            "no reference": letter(ABOVE, "采用情况", "采用 4"),
            "a line that is not there": reply(issue, "采用 9"),
            "a question": reply(issue, "采用 4 了吗？"),
            "thanks": reply(issue, "收到，谢谢"),
            "only the quotation": reply(issue, ""),
        }
        for name, raw in forged.items():
            office.run(raw)
            now = office.decided()
            tap.eq((now["adoption"], now["entry"]), (before["adoption"], before["entry"]), name)
        mails = office.run(reply(issue, "贵县信息采用3条"))
        tap.eq(len(booked(office)), 3, "3条 is a count and books nothing")
        offer = only(mails, CHIEF)
        tap.has(offer.text, "-4　《", "the candidates are offered to the chief")
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")


def by_hand():
    with Office() as office:
        issued(office)
        year = office.one("SELECT year FROM issue")
        mails = office.run(letter(CHIEF, "上级采用", "上级采用 %d/1-2" % year))
        tap.eq(booked(office), [(2, "采用")], "上级采用 by the chief's mail")
        tap.has(only(mails, CHIEF).text, "1条", "he is told")
        office.run(letter(CHIEF, "上级批示", "上级批示 1-2"))
        tap.eq(booked(office), [(2, "批示"), (2, "采用")], "批示 is another kind")
        office.run(letter(EDITOR2, "采用", "上级采用 1-9"), letter(FARM, "采用", "上级采用 1-1"),
                   letter(CHIEF, "采用", "上级采用 1-1", proven=False))
        tap.eq(len(booked(office)), 2, "no such line, a contributor, no proof: nothing")
        ran = office.cb("adopt", "--help")
        usage = ran.out + ran.err
        words = ("市政府办公室", "1-3") if "SUPERIOR" in usage.split("\n")[0] else ("1-3",)
        office.cb("adopt", *words, good=(0,))
        office.cb("adopt", *words, good=(0,))
        tap.eq(booked(office), [(2, "批示"), (2, "采用"), (3, "采用")], "adopt books once")
        tap.eq(office.cb("adopt", *[w.replace("1-3", "1-8") for w in words]).returncode, 1,
               "adopt of a line that is not there: said no")
        tap.eq(len([m for m in office.run() if "喜报" in m.subject]), 1, "the author is told")


def scores():
    with Office() as office:
        issue = issued(office, 3)
        office.run(reply(issue, "采用 1"), letter(CIVIL, "养老服务", "养老服务设施改造完成，老人满意。"))
        rows = office.json("score")
        units = {r["unit"]: r for r in rows if r.get("person") is None}
        tap.eq((units["农业农村局"]["rank"], units["农业农村局"]["adopted"],
                units["农业农村局"]["submitted"]), (1, 1, 3), "the ranking: who leads")
        tap.eq((units["民政局"]["points"], units["民政局"]["submitted"]), ("0.00", 1), "who sent")
        tap.ok("城关镇" in units and units["城关镇"]["submitted"] == 0, "zero reporters are named",
               list(units))
        explained = office.json("score", "--explain")
        total = sum(round(float(e["points"]) * 100) for e in explained if e["unit"] == "农业农村局")
        tap.eq("%.2f" % (total / 100), units["农业农村局"]["points"], "--explain sums to the points")
        tap.ok(all(e["why"] and e["rule"] and e["item"] for e in explained), "each entry has its why",
               explained)
        text = office.cb("score", good=(0,)).out
        tap.ok(re.search("农业农村局", text) and re.search("城关镇", text), "as text", text)
        page = office.cb("score", "--format", "html", good=(0,)).out
        tap.ok("<table" in page and "农业农村局" in page, "as HTML", page[:300])
        year = office.one("SELECT year FROM issue")
        for period in ("%d" % year, "%dQ4" % year, "last"):
            tap.eq(office.cb("score", "--period", period).returncode in (0, 1), True,
                   "--period " + period)
        tap.eq(office.cb("score", "--period", "nonsense").returncode, 64, "a period that is none")
        one = office.json("score", "--unit", "民政局")
        tap.eq([r["unit"] for r in one if r.get("person") is None], ["民政局"], "--unit")


def shares():
    """Three units on one matter: the shares of the merged item sum to the whole."""
    with Office() as office:
        text = "全县春耕备耕进展顺利，化肥供应充足，%s组织专班下乡服务。"
        office.run(letter(FARM, "春耕备耕服务", text % "农业农村局"),
                   letter(CIVIL, "春耕备耕帮扶", text % "民政局"),
                   letter(TOWN, "春耕备耕现场", text % "城关镇" + "\n撰稿：李某"))
        office.cb("decide", 2, "并入#1", good=(0,))
        office.cb("decide", 3, "并入#1", good=(0,))
        parts = [s["hundredths"] for s in office.show(1)["shares"]]
        tap.eq((sorted(parts), sum(parts)), ([3333, 3333, 3334], 10000), "thirds that sum to 10000")
        office.cb("decide", 3, "撤销", good=(0,))
        tap.eq([s["hundredths"] for s in office.show(1)["shares"]], [5000, 5000], "undone exactly")
        office.cb("decide", 3, "并入#1", good=(0,))
        office.cb("decide", 1, "通过", good=(0,))
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        mails = office.run(reply(sign, "签发"))
        issue = only(mails, ABOVE)
        tap.ok(all(u in issue.text for u in ("农业农村局", "民政局", "城关镇")), "all units stand there",
               issue.text)
        per_item = office.rows("SELECT unit, sum(hundredths) FROM entry GROUP BY unit")
        whole = sum(r[1] for r in per_item)
        tap.eq(len(per_item), 3, "each unit has its part")
        tap.ok(max(r[1] for r in per_item) - min(r[1] for r in per_item) <= 1 and whole % 50 == 0,
               "the points are split without loss", per_item)
        told = [m for m in mails if "已编发" in m.subject]
        tap.eq(sorted({m.address for m in told}), sorted([FARM, CIVIL, TOWN]), "all authors are told")


for scenario in (story, by_hand, scores, shares):
    tap.note(scenario.__name__)
    scenario()
tap.done()
