#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/reading/rules.c, command/rules.c
"""rules-files - word lists, included files and windows of dates in an office

A list or an included file is read from inside the office only, changes the hash of
the rules and is checked with its place; the day on which a letter came decides
which windows hold, and --at tries another.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import FARM, Office, Tap, letter

tap = Tap()


def write(office, name, text, encoding="utf-8"):
    path = os.path.join(office.dir, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding=encoding) as file:
        file.write(text)


def main():
    office = Office()
    write(office, "filters/season.rules",
          "[topic 防火]\ngroup = 应急\nfrom = 11-01\nuntil = 02-28\nsubject +1 words lists/fire.txt\n"
          "include shared/money.rules\n")
    write(office, "filters/lists/fire.txt", "# 词\n火情\n山火\n", "gb18030")
    write(office, "filters/shared/money.rules",
          "[topic 大额]\ngroup = 项目\ntext +1 number >= 3000 万元\n")
    ran = office.cb("rules", "check")
    tap.eq(ran.returncode, 0, "the office's rules with lists and included files load")
    before = ran.out
    write(office, "filters/lists/fire.txt", "火情\n")
    tap.ok(office.cb("rules", "check").out != before, "a changed list changes the hash")

    for n, ends, told in ((20000, "\n", None), (20000, "", None), (20001, "", "filters/lists/fire.txt:20001:1: "),
                          (20001, "\n# 完\n", "filters/lists/fire.txt:20001:1: ")):
        write(office, "filters/lists/fire.txt", "\n".join("火情%d号" % i for i in range(n)) + ends)
        ran = office.cb("rules", "check")
        tap.eq((ran.returncode, ran.err[:len(told or "")]), (78 if told else 0, told or ""), "a list of %d words%r" % (n, ends))
    write(office, "filters/lists/fire.txt", "火情\n")

    said = office.cb("rules", "check").out
    tap.lacks(said, "本办公室自定的涉密标志", "the shipped marks are in force and nothing is said of others")
    write(office, "filters/own.rules", "[mark 机密]\ntext /(绝密|机密|秘密)★/\nsubject /机密★/\n")
    said = office.cb("rules", "check")
    tap.eq(said.returncode, 0, "an office may have marks of its own")
    tap.has(said.out, "本办公室自定的涉密标志取代程序自带的，有 ", "and is told")
    tap.has(said.out, "例如“绝 密 ☆ 长期” “绝.密.✱ 长期” “密级：绝密”；", "what they lack")
    os.unlink(os.path.join(office.dir, "filters", "own.rules"))

    path = os.path.join(office.base, "one.eml")
    with open(path, "wb") as file:
        file.write(letter(FARM, "北山发现火情", "投资三千五百万元的瞭望塔已启用。"))
    winter = office.cb("rules", "try", path, "--at", "2026-12-01")
    summer = office.cb("rules", "try", path, "--at", "2026-07-01")
    tap.has(winter.out, "防火", "in winter the topic is there")
    tap.lacks(summer.out, "防火", "in summer it is not")
    tap.has(summer.out, "filters/shared/money.rules:3", "a hit points into the included file")
    tap.has(summer.out, "三千五百万元", "and a sum in Chinese is a sum")
    tap.eq(office.cb("rules", "try", path, "--at", "winter").returncode, 64, "no day: usage")

    secret = os.path.join(office.base, "secret.txt")
    with open(secret, "w", encoding="utf-8") as file:
        file.write("秘\n")
    os.symlink(secret, os.path.join(office.dir, "filters", "lists", "link.txt"))
    write(office, "filters/season.rules",
          "[topic 防火]\ngroup = 应急\nsubject +1 words lists/link.txt\n"
          "subject +1 words ../../secret.txt\nsubject +1 words lists/none.txt\n"
          "subject +1 words lists/bad.txt\n")
    write(office, "filters/lists/bad.txt", "甲\n\u200c\n")
    ran = office.cb("check")
    tap.eq(ran.returncode, 78, "wrong lists: 78")
    for place in ("filters/season.rules:3:18: ", "filters/season.rules:4:18: ",
                  "filters/season.rules:5:18: ", "filters/lists/bad.txt:2:1: "):
        tap.has(ran.out + ran.err, place, place)
    tap.lacks(ran.out + ran.err, "秘\n", "what lies outside is not shown")
    office.close()
    tap.done()


main()
