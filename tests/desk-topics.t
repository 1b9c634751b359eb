#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/labels.c pipeline/desk/correct.c and mail/command_labels.c at the desk
"""desk-topics - 主题 and 类型 take what the office's rules know; any other word is told, and does nothing"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
ROW = "SELECT topic, topic_group, kind, state FROM item WHERE id = ?"
BEFORE = ("春耕备耕", "三农", "动态", "waiting")


def row(office, item=1):
    return office.rows(ROW, item)[0]


def plain(mail):
    return mail.text.replace("\r\n", "\n")


def named(office, item=1):
    return [(t["group"], t["topic"]) for t in office.show(item)["topics"]]


def known(office, ask):
    cases = (("主题：安全生产", ("安全生产", "应急"), [("应急", "安全生产")]),
             ("主題＝勞動就業", ("劳动就业", "民生"), [("民生", "劳动就业")]),
             ("改主题 安全生产", ("安全生产", "应急"), [("应急", "安全生产")]),
             ("主题 民生", ("民生", "民生"), [(None, "民生")]),
             ("主题：安全生产、春耕备耕", ("安全生产", "应急"), [("应急", "安全生产"), ("三农", "春耕备耕")]))
    for words, columns, topics in cases:
        copy = office.copy()
        copy.run(reply(ask, words))
        tap.eq((row(copy)[:2], named(copy)), (columns, topics), words)
        before = copy.table("item")
        copy.cb("rebuild", good=(0,))
        tap.eq(copy.table("item"), before, words + ": rebuild gives the same")
        copy.close()
    copy = office.copy()
    copy.run(reply(ask, "类型=紧急"))
    tap.eq(copy.rows("SELECT kind, urgent FROM item")[0], ("紧急", 1), "类型=紧急 is urgent too")
    copy.close()


def shown(office, ask):
    """The corrected topics are what every mail and command shows, with who set them."""
    office.run(reply(ask, "主题 安全生产、春耕备耕"))
    topics = office.show(1)["topics"]
    tap.eq((topics[0]["score"], topics[0]["hits"], topics[0]["by"]), (None, [], "编辑甲"), "a topic set by hand has no passage")
    tap.ok(topics[1]["score"] >= 5 and topics[1]["hits"], "one that the rules had found keeps its passages", topics[1])
    why = office.cb("why", 1, good=(0,)).out
    tap.has(why, "主题 安全生产 / 应急：由编辑甲改定\n", "why says so")
    tap.eq(office.json("list", "--topic", "安全生产")[0]["item"], 1, "it is found by its first topic")
    again = only(office.run(reply(ask, "改题：安全生产进展")), EDITOR1)
    tap.has(plain(again), "　　所属主题　应急 · 安全生产（编辑甲改定）\n　　所属主题　三农 · 春耕备耕（编辑甲改定）　“", "the next ask shows them")
    tap.has(again.html, "应急 · <b>安全生产</b>（编辑甲改定）", "its page too")


def unknown(office, ask):
    near = ("没有“%s”这个主题，相近的有：%s。发来“查 主题”可看全部（命令：chengbao rules list）")
    cases = (("主题 春耕", near % ("春耕", "春耕备耕")),
             ("主题：农业、民生", near % ("农业", "三农")),
             ("通过，主题 生产安全", near % ("生产安全", "安全生产")),
             ("主题 医保，加急", "没有“医保”这个主题。发来“查 主题”可看全部（命令：chengbao rules list）"),
             ("类型 紧急信息", "没有“紧急信息”这个类型，相近的有：紧急。发来“查 类型”可看全部（命令：chengbao rules list）"),
             ("类型=简报，主题 安全生产", "没有“简报”这个类型。发来“查 类型”可看全部（命令：chengbao rules list）"),
             ("主题鲜明，通过", None))
    for words, why in cases:
        copy = office.copy()
        told = only(copy.run(reply(ask, words)), EDITOR1, "未能看懂")
        tap.eq((row(copy), copy.one("SELECT urgent FROM item"), copy.events("item.corrected")), (BEFORE, 0, 0),
               words + ": nothing is changed")
        tap.has(plain(told), "的回复未能看懂：「%s」" % words, "it is quoted")
        if why:
            tap.has(plain(told), "　　%s\n" % why, "with what is near")
            tap.has(told.html, why, "in the page too")
        copy.close()
    copy = office.copy()
    doubtful = reply(ask, "主题 春耕", proven=False)
    told = only(copy.run(doubtful), EDITOR1)
    tap.has(told.subject, "未能看懂", "what is no topic is not put to a confirmation first")
    copy.close()


def listed(office):
    sheet = only(office.run(letter(EDITOR1, "", "状态")), EDITOR1, "待审信息 2 条")
    told = only(office.run(reply(sheet, "1主题 农业，2主题：安全生产、民生")), EDITOR1)
    tap.eq((row(office, 1), row(office, 2)[:2]), (BEFORE, ("安全生产", "应急")), "in a list the good piece is done")
    tap.has(plain(told), "1主题 农业", "the other comes back")
    tap.has(plain(told), "没有“农业”这个主题，相近的有：三农。", "with what is near")


def commands(office):
    ran = office.cb("decide", 1, "主题", "农业", good=(1,))
    tap.eq(ran.err, "chengbao: decide: 没有看懂：主题 农业（没有“农业”这个主题，相近的有：三农。发来“查 主题”可看全部"
           "（命令：chengbao rules list））\n", "decide says the same")
    tap.eq(row(office), BEFORE, "and does nothing")
    office.cb("decide", 1, "主题", "安全生产、劳动就业", good=(0,))
    tap.eq(named(office), [("应急", "安全生产"), ("民生", "劳动就业")], "decide takes several")
    ran = office.cb("add", "--unit", "农业农村局", "--kind", "简报", input="电话报告：北山镇小麦赤霉病零星发生。".encode(), good=(1,))
    tap.has(ran.err, "没有“简报”这个类型", "add takes no other kind either")
    tap.eq(office.one("SELECT count(*) FROM letter WHERE source = 'operator'"), 1, "and stores nothing")
    office.cb("add", "--unit", "农业农村局", "--kind", "緊急", input="电话报告：北山镇小麦赤霉病零星发生。".encode(), good=(0,))
    tap.eq(office.rows("SELECT kind, urgent FROM item ORDER BY id DESC LIMIT 1")[0], ("紧急", 1), "and one in any script")
    tap.eq(office.cb("rules", "list", good=(0,)).out.split("\n")[1:],
           ["春耕备耕  三农", "安全生产  应急", "劳动就业  民生", "类型 紧急", "类型 问题", "类型 督查", "类型 综合", "类型 动态", ""],
           "rules list names them all")


def asked(office):
    for words in ("查 主题", "查 主題", "查：主题"):
        told = only(office.run(letter(EDITOR1, "", words)), EDITOR1, "全部主题")
        tap.has(plain(told), "　　三农：春耕备耕\n　　应急：安全生产\n　　民生：劳动就业\n", words)
    told = only(office.run(letter(FARM, "查 类型", "")), FARM, "全部类型")
    tap.has(plain(told), "　　紧急、问题、督查、综合、动态\n", "查 类型")
    told = only(office.run(letter(EDITOR1, "", "查 化肥 主题：三农")), EDITOR1, "查到")
    tap.has(told.subject, "查到 2 条", "查 化肥 主题：三农 looks for items, as ever")


def lost(office):
    """A topic that the rules lose stays on the items that have it."""
    path = os.path.join(office.dir, "filters", "topics.rules")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("[topic 春耕备耕]", "[topic 春季农事]"))
    with open(os.path.join(office.dir, "people.csv"), encoding="utf-8") as file:
        people = file.read()
    with open(os.path.join(office.dir, "people.csv"), "w", encoding="utf-8") as file:
        file.write(people.replace("春耕备耕", "春季农事"))
    before = named(office)
    ask = [m for m in office.mails() if m.address == EDITOR1 and "1-1" in m.subject][0]
    told = only(office.run(reply(ask, "主题 春耕备耕")), EDITOR1, "未能看懂")
    tap.has(plain(told), "没有“春耕备耕”这个主题", "a topic that the rules lost is none any more")
    tap.eq(named(office), before, "an item that has it keeps it")
    office.run(reply(ask, "加急"))
    tap.eq(named(office), before, "also when something else is corrected")


def nearly():
    """A topic that stayed below: how much it needs, and which clauses did not hit."""
    with Office() as office:
        with open(os.path.join(office.dir, "filters", "own.rules"), "w", encoding="utf-8") as file:
            file.write("[topic 豆类]\nthreshold = 6\ntext +2 豌豆\ntext +3 蚕豆 黄豆\nsubject +1 豆类\ntext -1 麦\n")
        ask = only(office.run(letter(FARM, "农作物", "全县豌豆长势良好。")), EDITOR2)
        tap.has(office.cb("why", 1, good=(0,)).out,
                "接近 豆类：得分 2\n    +2  filters/own.rules:3  body  全县【豌豆】长势良好。\n"
                "    还差 4 分到门槛 6；没有命中的： +3 filters/own.rules:4, +1 filters/own.rules:5\n", "why says what lacks")
        office.run(reply(ask, "主题 豆类"))
        tap.has(office.cb("why", 1, good=(0,)).out, "主题 豆类：由编辑乙改定\n", "an editor's word is")
        tap.eq(sorted(office.show(1)["topics"][0]), ["by", "group", "hits", "score", "topic"], "without what the rules lacked")


with Office() as first:
    asks = first.drafts(2)
    copies = [first.copy() for _ in range(6)]
    known(first, asks[0])
    for case, one in zip((shown, unknown), copies):
        case(one, asks[0])
    for case, one in zip((listed, commands, asked, lost), copies[2:]):
        case(one)
    for one in copies:
        one.close()
nearly()
tap.done()
