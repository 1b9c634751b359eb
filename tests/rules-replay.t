#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers command/rules_replay.c
"""rules-replay - changed rules tried on the letters of the past

Exactly the items whose topics, kind, marks or editor would be others are told,
nothing is written, what an editor corrected by his word stays his, and of a
letter held for a mark no title is shown.
"""
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply

tap = Tap()


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def replay(office, *args):
    return office.cb("rules", "replay", *args)


def day(office):
    return office.run(
        letter(FARM, "春耕备耕进展顺利", "全县春播过半，化肥供应充足。"),
        letter(CIVIL, "低保提标情况", "本月低保提标到位，社会救助平稳。"),
        letter(FARM, "秋粮收购情况", "秋粮收购进度过半，粮库备仓充足。"),
        letter(FARM, "机密★ 某事项", "此件不得外传。"))


def main():
    office = Office()
    with open(os.path.join(office.dir, "filters", "own.rules"), "w", encoding="utf-8") as file:
        file.write("# marks of its own, which another one does not replace\n[mark 机密]\ntier = 1\n"
                   "subject /机密★/\n[mark 内部资料]\ntier = 2\ntext 不得外传\n")
    mails = day(office)
    ids = {t: i for i, t in office.rows("SELECT item, title FROM revision")}
    ran = replay(office)
    tap.eq(ran.returncode, 0, "the same rules: exit 0")
    tap.eq(ran.out, "查看 4 条信息：会有变化的 0 条，读不出来的 0 条\n", "nothing would change")

    new = os.path.join(office.base, "new")
    shutil.copytree(os.path.join(office.dir, "filters"), new)
    with open(os.path.join(new, "zz.rules"), "w", encoding="utf-8") as file:
        file.write("[topic 粮食安全]\ngroup = 三农\nthreshold = 3\nsubject +3 秋粮\n\n"
                   "[kind 经验]\nlet dibao = subject 低保\nwhen dibao\n\n"
                   "[mark 注意]\ntier = 2\ntext 粮库备仓\n")
    before = office.rows("SELECT count(*) FROM event")
    found = {r["item"]: r for r in lines(replay(office, "--rules", new, "--json"))}
    tap.eq(sorted(found), sorted([ids["低保提标情况"], ids["秋粮收购情况"]]),
           "exactly the items that would change")
    grain = found[ids["秋粮收购情况"]]["changes"]
    tap.eq(grain["topics"], {"from": "", "to": "粮食安全"}, "a topic more")
    tap.eq(grain["marks"], {"from": "", "to": "注意"}, "a mark more")
    tap.eq(grain["editor"]["to"], EDITOR1, "so another editor")
    tap.eq(found[ids["低保提标情况"]]["changes"], {"kind": {"from": "动态", "to": "经验"}},
           "another kind alone")
    tap.eq(office.rows("SELECT count(*) FROM event"), before, "nothing was written")

    office.run(reply(only(mails, EDITOR2, "秋粮收购情况"), "通过，主题 春耕备耕"))
    after = {r["item"]: r for r in lines(replay(office, "--rules", new, "--json"))}
    tap.lacks(json.dumps(after[ids["秋粮收购情况"]], ensure_ascii=False), "粮食安全",
              "a topic that an editor corrected stays")

    with open(os.path.join(new, "marks.rules"), "w", encoding="utf-8") as file:
        file.write("[mark 另一标记]\ntier = 1\nsubject 永远没有的词\n")
    for name in os.listdir(new):
        path = os.path.join(new, name)
        text = open(path, encoding="utf-8").read()
        if "[mark 机密]" in text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text[:text.index("[mark 机密]")])
    ran = replay(office, "--rules", new)
    tap.lacks(ran.out + ran.err, "某事项", "of a marked letter no title")
    tap.has(ran.out, "机密 → —", "but its mark that would go")
    bad = os.path.join(office.base, "bad")
    os.mkdir(bad)
    tap.eq(replay(office, "--rules", bad).returncode, 64, "a folder without rules: usage")
    with open(os.path.join(bad, "a.rules"), "w", encoding="utf-8") as file:
        file.write("[topic 甲]\nthreshold = x\n")
    ran = replay(office, "--rules", bad)
    tap.eq(ran.returncode, 78, "wrong rules: 78")
    tap.has(ran.err, "a.rules:2:", "with their place")
    office.close()
    tap.done()


main()
