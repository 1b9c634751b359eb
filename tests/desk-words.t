#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/approve.c pipeline/desk/correct.c pipeline/desk/settle.c and parked.c.
"""desk-words - what single words of CONTRACT's table do at the desk, and what they must not"""
import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
TWO = "县农业农村局组织整地，已整地%s万亩，出动拖拉机120台，春耕备耕化肥供应充足，群众满意。"


def sheet(office, n):
    return only(office.run(letter(EDITOR1, "", "状态")), EDITOR1, "待审信息 %d 条" % n)


def pair(office):
    """Two reports of one thing that differ in a number, and their asks."""
    office.put(letter(FARM, "春耕备耕整地进展情况", TWO % "3"),
               letter(CIVIL, "全县春耕备耕整地又有新进展", "据民政局了解，" + TWO % "3.5"))
    return to(office.run(), EDITOR1)


def corrections():
    with Office() as office:
        ask = only(office.drafts(1))
        before = office.one("SELECT due_us FROM item WHERE id = 1")
        urgent = office.copy()
        urgent.run(reply(ask, "加急"))
        tap.eq(urgent.rows("SELECT urgent, kind FROM item")[0], (1, "动态"), "加急 is urgent and leaves the kind")
        soon = urgent.one("SELECT due_us FROM item WHERE id = 1")
        tap.ok(soon < before, "and due as an urgent one is", (soon, before))
        urgent.run(reply(ask, "平件"))
        tap.eq(urgent.one("SELECT urgent FROM item"), 0, "平件 takes it back")
        tap.ok(urgent.one("SELECT due_us FROM item WHERE id = 1") > soon, "with the time of a routine one")
        rows = urgent.decided()
        urgent.cb("rebuild", good=(0,))
        tap.eq(urgent.decided(), rows, "rebuild gives the same")
        urgent.close()
        office.run(reply(ask, "类型 紧急，主题 三农，通过《政务信息》"))
        tap.eq(office.rows("SELECT urgent, kind, topic, state FROM item")[0], (1, "紧急", "三农", "approved"),
               "类型 紧急 is urgent too, beside a topic and a decision")


def journals():
    with Office() as office:
        office.configure(("sign-off = editor", "sign-off = editor, chief"))
        asks = office.drafts(2)
        mails = office.run(reply(asks[0], "通过《紧急信息》"), reply(asks[1], "通过 没有的刊"))
        tap.eq(office.states(), {1: "waiting", 2: "waiting"}, "the first step is not the last")
        tap.eq(len(to(mails, CHIEF)), 1, "a journal that is none is asked back")
        office.run(reply(only(mails, CHIEF), "通过"))
        tap.eq(office.rows("SELECT state, journal FROM item WHERE id = 1")[0], ("approved", "紧急信息"),
               "the journal that the editor named holds when the chief names none")


def parking():
    with Office(when="2026-11-25 02:00:00") as office:
        ask = only(office.drafts(1))
        for words, until in (("暂缓 12月1日", "2026-12-01 08:30"), ("暂缓 1月5日", "2027-01-05 08:30"),
                             ("暂缓到下周三", "2026-12-02 08:30"), ("缓 三天", "2026-11-28 08:30"), ("暂缓 再议", None)):
            copy = office.copy()
            copy.run(reply(ask, words))
            us = copy.one("SELECT parked_until_us FROM item")
            tap.eq(copy.state(1), "parked", words)
            tap.eq(us and time.strftime("%Y-%m-%d %H:%M", time.gmtime(us / 1e6 + 8 * 3600)), until, "%s: until %s" % (words, until))
            copy.close()
        for words in ("暂缓 中旬", "暂缓 13月1日", "暂缓 今天"):
            copy = office.copy()
            told = to(copy.run(reply(ask, words)), EDITOR1)
            tap.eq((copy.state(1), len(told)), ("waiting", 1), words + " is asked back, not forgotten for ever")
            copy.close()


def settled():
    with Office() as office:
        pair(office)
        list1 = sheet(office, 2)
        theirs = office.copy()
        mails = theirs.run(reply(list1, "2并入1，以2为准"))
        tap.eq(theirs.states(), {1: "waiting", 2: "merged"}, "2并入1，以2为准")
        tap.eq(theirs.show(1)["text"], TWO % "3.5", "the leading text has the numbers of the other")
        again = only(mails, EDITOR1, "1-2-")
        tap.has(again.text, "已整地【删：3】【增：3.5】万亩", "and is asked about anew, with what is new on top")
        tap.has(only(mails, EDITOR1, "已办理").text, "数字以第2号为准", "the acknowledgement says whose numbers")
        rows = theirs.decided()
        theirs.cb("rebuild", good=(0,))
        tap.eq(theirs.decided(), rows, "rebuild gives the same")
        theirs.close()
        ours = office.copy()
        ours.run(reply(list1, "合并1、2，以1为准"))
        tap.eq((ours.states(), ours.show(1)["revision"]), ({1: "waiting", 2: "merged"}, 1), "以1为准: it has its own")
        ours.close()
        wrong = office.copy()
        told = only(wrong.run(reply(list1, "2并入1，以7为准")), EDITOR1)
        tap.eq(wrong.states(), {1: "waiting", 2: "waiting"}, "以7为准: which?")
        tap.has(told.text, "以7为准", "is asked back")
        wrong.close()
        approved = office.copy()
        approved.run(reply(list1, "1通过，2并入1，以2为准"))
        tap.eq(approved.states(), {1: "approved", 2: "merged"}, "into what the same answer approved")
        approved.cb("issue", "draft", good=(0,))
        sign = only(approved.run(), CHIEF)
        tap.has(sign.text, "已整地3.5万亩", "the signer sees those numbers")
        approved.close()
        office.run(reply(list1, "1通过"))
        office.cb("issue", "draft", good=(0,))
        first = only(office.run(), CHIEF)
        mails = office.run(reply(list1, "2并入1，以2为准"))
        second = only(mails, CHIEF)
        tap.has(second.text, "已整地3.5万亩", "into a draft that lies with its signer: a new edition")
        office.run(reply(first, "签发"))
        tap.eq(office.state(1), "approved", "the old edition is dead")
        office.run(reply(second, "签发"))
        tap.eq(office.states(), {1: "issued", 2: "merged"}, "the new one is sealed")
        told = only(office.run(reply(list1, "撤销2")), EDITOR1)
        tap.eq(office.state(2), "merged", "what was printed with it cannot be taken out")


def undone():
    """撤销 twice, by another, after it was printed, of what others decided."""
    with Office() as office:
        ask = only(office.drafts(1))
        ack = only(office.run(reply(ask, "备查")), EDITOR1)
        back = office.run(reply(ack, "撤销"))
        again = only([m for m in back if "已办理" not in m.subject], EDITOR1)
        tap.eq(office.state(1), "waiting", "撤销 takes it back")
        told = to(office.run(reply(ack, "撤销")), EDITOR1)
        tap.eq((office.state(1), len(told)), ("waiting", 1), "撤销 twice: the second does nothing and is told")
        office.run(reply(again, "通过"))
        office.run(reply(ack, "撤销", sender=EDITOR2))
        tap.eq(office.state(1), "approved", "another editor takes nothing back")
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF), "签发"))
        office.run(reply(ack, "撤销"))
        tap.eq(office.state(1), "issued", "nor anybody what is sealed")


def late():
    """Answers to an older revision, to yesterday's list, after somebody else decided."""
    with Office() as office:
        asks = office.drafts(3)
        list1 = sheet(office, 3)
        office.run(reply(asks[0], "改题：春耕开局良好"))
        told = to(office.run(reply(asks[0], "通过")), EDITOR1)
        tap.eq((office.state(1), len(told)), ("waiting", 1), "an answer to the older revision decides nothing")
        office.run(reply(asks[1], "备查"))
        list2 = sheet(office, 2)
        mails = office.run(reply(list1, "1、2、3通过"))
        tap.eq(office.states(), {1: "waiting", 2: "filed", 3: "approved"},
               "the older list: neither the newer revision nor what was decided, the rest is done")
        tap.has(to(mails, EDITOR1)[0].text, "第1条", "and what was not done comes back")
        tap.has(to(mails, EDITOR1)[0].text, "这条信息已经办理：存阅备查（编辑甲）", "in a clerk's words")
        office.run(reply(list2, "3备查"))
        tap.eq(office.state(3), "approved", "the newer list's line 3 was decided by the older one")
        office.run(reply(list2, "1退回 缺数据"))
        tap.eq(office.state(1), "returned", "its line 1 is the newer revision")


def list_pieces():
    """What one piece of an answer means for the others."""
    with Office() as office:
        office.drafts(5)
        five = sheet(office, 5)
        waiting = {n: "waiting" for n in range(1, 6)}
        for words, changed, says in (
                ("4并入#3", {4: "merged"}, None),
                ("1并入#99", {}, "没有第 99 号信息"),
                ("全部通过，除6", {}, "没有第 6 条"),
                ("7通过，其余备查", {}, "没有第 7 条"),
                ("2通过，其余备查", {1: "filed", 2: "approved", 3: "filed", 4: "filed", 5: "filed"}, None),
                ("2退 12月已报过，其余通过",
                 {1: "approved", 2: "returned", 3: "approved", 4: "approved", 5: "approved"}, None),
                ("1放行，2通过", {2: "approved"}, "您的角色不能这样办理"),
                ("1放行", {}, "您的角色不能这样办理"),
                ("4并入1，1并入4", {}, "4并入1")):
            copy = office.copy()
            told = only(copy.run(reply(five, words)), EDITOR1)
            tap.eq(copy.states(), {**waiting, **changed}, words)
            if says:
                tap.has(told.text, says, words + ": he is told")
            else:
                tap.lacks(told.text, "未能", words + ": and nothing comes back")
            copy.close()


corrections()
list_pieces()
journals()
parking()
settled()
undone()
late()
tap.done()
