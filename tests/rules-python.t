#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers filters/rule_pattern.c
"""rules-python - random regexes over random letters, against Python's re one by one

What both languages write alike: words, classes, repeats, brackets, looking ahead and
behind, anchors. Each hit of chengbao rules try has the place that re finds, and there is
no other. test-rule_plain does the same with PCRE2, faster and for more of the language.
"""
import json
import os
import random
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import FARM, Office, Tap, letter

tap = Tap()
WORDS = ["春耕", "备耕", "春耕备耕", "农资", "化肥", "供应", "死亡", "受伤", "好好", "耕备", "万元", "人",
         "增长", "PM2.5", "青禾县", "信访", "不畅", "镇"]
BETWEEN = ["，", "。", "。\n", "12", "3.5", "好", "的", "pm2.5", "年"]
SOME = [".", ".{0,12}", r"\d", r"\d+", r"[^。\n]{0,8}", "[春备]", "[^春]", ".*?", r"\W", "[一-龥]", "[0-9.]+",
        r"\w{1,3}"]
REPEATS = ["", "", "?", "{2}", "{0,2}", "??"]  # no more: re has no limit that ends a stalling one
CLAUSES, LETTERS, MOST = 200, 25, 100


def piece(dice, depth):
    what = dice.randrange(20 if depth else 15)
    if what < 8:
        return re.escape(dice.choice(WORDS))
    if what < 13:
        return dice.choice(SOME)
    if what < 15:
        return dice.choice(["^", "$", r"\b", r"\B"])
    begin = dice.choice(["(", "(?:", "(?:", "(?=", "(?!", "(?<=", "(?<!"])
    if "<" in begin:
        return begin + re.escape(dice.choice(WORDS)) + ")"
    inside = begin + alternatives(dice, depth - 1) + ")"
    return inside if begin[1:2] == "?" and begin[2] in "=!" else inside + dice.choice(REPEATS)


def alternatives(dice, depth):
    return "|".join("".join(piece(dice, depth) for _ in range(dice.randint(1, 3)))
                    for _ in range(dice.choice([1, 1, 2, 3])))


def regexes(office, path, dice):
    """Those that the rules take: no stalling ones, none that match an empty text."""
    found = []
    while len(found) < CLAUSES:
        regex = alternatives(dice, 2)
        if "~" not in regex and re.search(regex, "") is None:
            found.append(regex)
    while True:
        with open(path, "w", encoding="utf-8") as file:
            for n, regex in enumerate(found):
                file.write("[topic %d]\nbody +1 ~%s~ max %d\n" % (n, regex, MOST))
        said = office.cb("rules", "check", path, good=(0, 78)).err
        bad = {(int(line.split(":")[1]) - 2) // 2 for line in said.splitlines() if ".rules:" in line}
        if not bad:
            return [re.compile(regex) for regex in found]
        found = [regex for n, regex in enumerate(found) if n not in bad]


def text_of(dice):
    text = "".join(dice.choice(WORDS if dice.random() < .5 else BETWEEN) for _ in range(dice.randint(1, 60)))
    return re.sub("^[\\s，。]+|(?<=\n)[\\s，。]+", "", text).strip() + "。"


def main():
    dice = random.Random(20261130)
    pairs = hits = 0
    wrong = []
    with Office() as office:
        folder = os.path.join(office.dir, "filters")
        all_regexes = regexes(office, os.path.join(folder, "a.rules"), dice)
        mail = os.path.join(office.base, "one.eml")
        for _ in range(LETTERS):
            text = text_of(dice)
            with open(mail, "wb") as file:
                file.write(letter(FARM, "题", text))
            verdict = json.loads(office.cb("rules", "try", mail, "--json").out)
            found = {t["topic"]: [(h["from"], h["to"]) for h in t["hits"]] for t in verdict["topics"]}
            for n, regex in enumerate(all_regexes):
                wanted = [m.span() for m in regex.finditer(text)][:MOST]
                pairs, hits = pairs + 1, hits + len(wanted)
                if found.get(str(n), []) != wanted:
                    wrong.append("%s on %r\n  got  %s\n  want %s" %
                                 (regex.pattern, text, found.get(str(n), []), wanted))
        tap.ok(not wrong, "%d pairs of clause and letter, %d hits, all as re finds them" % (pairs, hits),
               "\n".join(wrong[:5]))
        tap.ok(hits > pairs // 4, "there are many")
    tap.done()


main()
