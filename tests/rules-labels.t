#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers command/rules_labels.c, command/rules_eval.c, command/rules_sheet.c, command/rules_suggest.c
"""rules-labels - editors' decisions as labels, and words that a rule could have

What an editor corrected by his word, or decided on and let stand, is compared with
what the rules say now: by topic, kind and clause. Items without a topic share words
that are suggested; of an item held for a mark no word is shown. Nothing is written.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply

tap = Tap()


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def main():
    office = Office()
    ran = office.cb("rules", "suggest")
    tap.eq(ran.returncode, 1, "nothing to suggest in an empty office: 1")
    mails = office.run(
        letter(FARM, "春耕备耕进展顺利", "全县春播过半，化肥供应充足。"),
        letter(CIVIL, "低保提标情况", "本月低保提标到位，社会救助平稳。"),
        letter(FARM, "充电棚建设情况", "全县新建电动自行车充电棚12处。"),
        letter(CIVIL, "小区充电棚偏少", "小区电动自行车充电棚数量偏少。"),
        letter(FARM, "机密★ 电动自行车", "电动自行车秘密词组甲乙，秘密词组甲乙。"),
        letter(CIVIL, "机密★ 另一件", "秘密词组甲乙。"),
        letter(FARM, "备耕现场安全培训", "农机手参加安全驾驶培训，化肥供应车辆一并检修。"))
    before = office.rows("SELECT count(*) FROM event")
    ran = office.cb("rules", "suggest", "--json")
    words = {r["word"]: r for r in lines(ran)}
    tap.eq(ran.returncode, 0, "words are suggested")
    tap.ok(any("充电棚" in w for w in words), "the word that items without topic share",
           ran.out)
    tap.lacks(ran.out, "密词", "of marked items no word")
    tap.eq(office.rows("SELECT count(*) FROM event"), before, "nothing was written")

    ids = {t: i for i, t in office.rows("SELECT item, title FROM revision")}
    office.run(reply(only(mails, EDITOR1, "春耕备耕进展顺利"), "通过"))
    office.run(reply(only(mails, EDITOR2, "低保提标情况"), "通过，主题 春耕备耕"))
    office.run(reply(only(mails, EDITOR1, "备耕现场安全培训"), "通过，主题 安全生产"))
    ran = office.cb("rules", "eval", "--corrections", "--json")
    rows = lines(ran)
    topics = {r["topic"]: r for r in rows}
    tap.eq((topics["春耕备耕"]["right"], topics["春耕备耕"]["wrong"],
            topics["春耕备耕"]["missed"]), (1, 1, 1),
           "one topic let stand, one corrected away, one corrected to it")
    tap.has(topics["春耕备耕"]["errors"], "-#%d" % ids["低保提标情况"], "with its item")
    clauses = topics["春耕备耕"]["clauses"]
    tap.ok(clauses and clauses[0]["wrong"] == 1, "the clause that was wrong comes first", ran.out)
    tap.ok(any(c["precision"] == "100%" for c in clauses), "those that were right follow")
    text = office.cb("rules", "eval", "--corrections").out
    tap.has(text, "其中", "the number of corrections is told")
    tap.eq(office.cb("rules", "eval", "--corrections", "--since", "2099-01-01").returncode, 0,
           "no item since then")
    tap.eq(office.cb("rules", "eval").returncode, 64, "neither labels nor --corrections: usage")
    office.close()
    tap.done()


def table():
    """What is wrong in a table of labels is told with its place, all at once; nothing is counted."""
    with Office() as office:
        path = os.path.join(office.base, "labels.csv")
        for name in ("1.eml", "2.eml"):
            with open(os.path.join(office.base, name), "wb") as file:
                file.write(letter(FARM, "春耕备耕进展顺利", "全县春播过半，化肥供应充足。"))

        def told(text):
            with open(path, "wb") as file:
                file.write(text.encode())
            ran = office.cb("rules", "eval", path)
            return ran.returncode, ran.out, ran.err.replace(path, "L").splitlines()

        tap.eq(told("letter,topics\n1.eml,春耕备耕\n2.eml,\n")[0], 0, "a table that is right")
        tap.eq(told("letter,topics,angles\n1.eml,春耕备耕;春更备耕,情况、想法\nnone.eml,安全生产、安全生产\n1.eml,\n,春耕备耕\n"
                    "2.eml,春耕备耕,情况,安全生产\n"),
               (78, "", ["L:2:7: 没有规则定义主题“春更备耕”（全部：chengbao rules list）",
                         "L:2:17: 没有规则定义角度“想法”",
                         "L:3:1: 没有 none.eml 这个文件：路径从本表所在的文件夹算起",
                         "L:3:10: “安全生产”在这一格里写了两次",
                         "L:4:1: 来信 1.eml 在别的行已经写过",
                         "L:5:1: 没有写来信的路径",
                         "L:6:15: 单元格比第一行多；几个主题写在同一格里，用、隔开"]), "every mistake with its place")
        tap.eq([line[:8] for line in told('letter,topics\n1.eml,"春耕备耕\n2.eml,\n')[2][:1]], ["chengbao"], "a quote that is not closed")


table()
main()
