#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/plan.c pipeline/desk/plan_words.c command/plan.c
"""desk-plan - a month's points: published by mail, sent round, matched, asked for

White spots come first; a contributor sees no titles of others; nobody but the desk
publishes, and not without proof.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, multipart, part

tap = Tap()
POINTS = """发布要点 2026-12

各单位：现将要点发布如下。
1. 春耕备耕进展（春耕、化肥）
2. 民营企业用工：招工难、用工荒
3. 三农
4. 冬春火灾防控情况
"""


def points(office, *args):
    return [(p["n"], p["items"]) for p in office.json("plan", *args)]


def story():
    with Office("2026-12-02 09:00:00") as office:
        tap.eq(office.cb("plan").returncode, 1, "no points yet")
        office.put(letter(CHIEF, "12月要点", POINTS, name="科长"))
        mails = office.run()
        tap.eq(office.last_letter()[1:], ("plan", "发布要点"), "the letter is a plan")
        mine = only(mails, CHIEF)
        tap.eq(mine.subject, "2026年12月信息报送要点（4 条）", "its writer hears of it")
        tap.has(mine.text, "再发一次“发布要点 2026年12月”会全部换成新的", "and how to publish them anew")
        tap.has(mine.text, "对应的词：春耕、化肥", "with the words of each point")
        tap.has(mine.text, "没有另写关键词", "and which point has none of its own")
        theirs = only(mails, FARM)
        tap.has(theirs.text, "2．民营企业用工", "everybody who sends in gets them")
        tap.lacks(theirs.text, "对应的词", "without what is for the desk")
        tap.eq(to(mails, EDITOR1), [], "the desk is not written to")
        tap.eq(points(office), [(1, []), (2, []), (3, []), (4, [])], "all are white spots")

        mails = office.run(
            letter(FARM, "春耕备耕工作扎实推进", "春耕备耕工作进展顺利，化 肥供应充足，已调运3000吨。"),
            letter(CIVIL, "园区企业招工难问题突出", "据调查，园区企业普遍反映招工难。"))
        asks = [m for m in mails if m.token]
        farm = only(asks, part="春耕")
        tap.has(farm.text, "对应要点　1．春耕备耕进展", "the ask names the point it answers")
        tap.has(farm.html, "1．春耕备耕进展", "in both forms")
        tap.has(farm.text, "对应要点　3．三农", "and the one that names its group")
        tap.eq(points(office), [(4, []), (1, [1]), (2, [2]), (3, [1])], "white spots first")
        told = office.cb("plan").out
        tap.has(told, "冬春火灾防控", "the command shows them")

        mail = only(office.run(letter(FARM, "要点", "")), FARM)
        tap.has(mail.text, "4．冬春火灾防控情况　【尚无信息】", "a contributor asks: white spots")
        tap.has(mail.text, "1．春耕备耕进展　1 条，1 个单位　本单位 1 条", "and what his unit did")
        tap.lacks(mail.text + mail.html, "招工难问题突出", "but no titles of others")
        mail = only(office.run(letter(EDITOR1, "要点", "要点")), EDITOR1)
        tap.has(mail.text, "〔信息 2〕园区企业招工难问题突出", "an editor sees the items")
        tap.has(mail.html, "园区企业招工难问题突出", "in both forms")
        mail = only(office.run(letter(EDITOR1, "要点 2026-11", "")), EDITOR1)
        tap.has(mail.text, "“2026年11月”还没有发布要点", "another month")

        office.run(reply(farm, "退回 缺数据"))
        tap.eq(points(office)[-1], (3, [1]), "what was returned was still sent in")
        office.run(letter(FARM, "撤回：春耕备耕工作扎实推进", "撤回《春耕备耕工作扎实推进》。"))
        held = office.run(letter(FARM, "【机密】火灾防控情况", "机密★1年\n冬春火灾防控有关情况。"))
        tap.eq(dict(points(office))[4], [], "what is held for a mark answers nothing")
        tap.ok(held, "it is held")

        office.cb("rebuild", good=(0,))
        office.cb("outbox", "release")
        office.run()
        tap.eq(len(points(office)), 4, "a rebuild keeps the points")
        office.run(letter(EDITOR1, "要点", "发布要点 2026-12\n消防安全：火灾\n"))
        tap.eq([n for n, _ in points(office)], [1], "published again they are the new ones")
        tap.eq(points(office, "2026-11"), [], "each month by itself")
        tap.eq(office.cb("plan", "2026-13").returncode, 64, "no such month")
        office.when = "2027-01-03 09:00:00"
        tap.eq(office.cb("plan").returncode, 1, "the next month has none")
        tap.eq([n for n, _ in points(office, "2026-12")], [1], "the last one stays")


def rights():
    with Office("2026-12-02 09:00:00") as office:
        mails = office.run(letter(FARM, "要点", POINTS))
        tap.eq(points(office), [], "a contributor publishes nothing")
        tap.eq(office.last_letter()[1], "report", "his letter is a report")
        mails = office.run(letter(CHIEF, "要点", POINTS, proven=False))
        tap.eq(points(office), [], "without proof nothing happens at once")
        ask = only(mails, CHIEF)
        tap.has(ask.subject, "请您确认", "it is confirmed")
        tap.has(ask.text, "招工难", "with what it says")
        office.run(reply(ask, "确认", EDITOR2))
        tap.eq(points(office), [], "not by another")
        office.run(reply(ask, "确认", proven=False))
        tap.eq(len(points(office)), 4, "then it is published")
        ask = only(office.run(letter(EDITOR1, "要点", "发布要点 2027-01\n春运", proven=False)),
                   EDITOR1)
        path = os.path.join(office.dir, "people.csv")
        with open(path, encoding="utf-8") as file:
            people = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(people.replace("信息科,editor,2025-01-01,,", "信息科,contributor,2025-01-01,,", 1))
        office.run(reply(ask, "确认", proven=False))
        tap.eq(points(office, "2027-01"), [], "whoever lost the right meanwhile confirms nothing")
        tap.eq(office.last_letter()[1:], ("plan", "no-right"), "and the letter says why")
        with open(path, "w", encoding="utf-8") as file:
            file.write(people)
        mail = only(office.run(letter(CHIEF, "要点", "发布要点 2026-12")), CHIEF)
        tap.has(mail.text, "请在月份下面每行写一条", "no points: what to do is said")
        body = multipart([part("发布要点 2026-12"),
                          attachment("要点.txt", "1. 春运（客流）\n2. 信访".encode(), "text/plain")])
        office.run(letter(CHIEF, "要点", parts=body))
        tap.eq(len(points(office)), 2, "points in a document")
        office.run(letter(CHIEF, "发布要点 2026年12月", "1. 春运\n2. 信访\n3. 冬修水利"))
        tap.eq(len(points(office)), 3, "发布要点 may stand in the subject, the points below it")
        body = multipart([part(""), attachment("要点.txt", "1. 春运".encode(), "text/plain")])
        office.run(letter(CHIEF, "发布要点 2026-12", parts=body))
        tap.eq(len(points(office)), 1, "or in a document alone")
        office.run(letter(FARM, "发布要点 2026-12", "1. 甲\n2. 乙"))
        tap.eq(len(points(office)), 1, "a contributor publishes none so either")


for scenario in (story, rights):
    tap.note(scenario.__name__)
    scenario()
tap.done()
