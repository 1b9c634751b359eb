#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers mail/newtext.c mail/newtext_signs.c mail/newtext_footer.c base/text/html.c
"""layouts - what the writer wrote, in the layouts of mail programs

The same answer above, below, inside and only in the quotation, in every layout,
once quoting one of our asks and once another letter. Above it is read whole and
for certain. Elsewhere it is read whole, or nothing is, or it is uncertain:
never a word of the quotation, never less or more than the answer.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import Tap, differences
from layouts import ASK, LAYOUTS, LETTER, PLACES
from reading import read

ANSWER = "通过"
QUOTED = {"our ask": ASK, "another letter": LETTER}

tap = Tap()


def verbs(reading):
    return [command["verb"] for command in reading["commands"]]


def wrong(layout, place, reading):
    """What is wrong with a reading, or None."""
    got = (reading["new_text"], reading["uncertain"], verbs(reading))
    if place == "above":
        wanted = [(ANSWER, False, ["approve"])]
    elif place == "only":
        wanted = [("", False, [])]
        if not layout.sure and got[1] and not got[2]:
            return None     # a bare blockquote may be layout: uncertain
    elif place == "below":
        # The end of a quotation is known only where it is marked line by line.
        wanted = [(ANSWER, False, ["approve"])]
        if not all(line.startswith(layout.mark or "-") for line in layout.intro[-1:]) or \
           not layout.mark or layout.page:
            wanted.append(("", False, []))
        if got[1] and not got[2]:
            return None     # uncertain: nothing is done
    else:
        if got[1] and not got[2]:
            return None     # uncertain: nothing is done
        wanted = [("", False, [])]
    return None if got in wanted else differences(got, wanted[0])


# An answer of one line, and the verb that stands in it.
VERBS = (("通过", "approve"), ("备查 已有同类", "file"), ("退回 缺数据", "return"),
         ("核实 受灾人数", "verify"), ("改题：早稻栽插过半", "edit"), ("并入#812", "merge"),
         ("送审", "assign"), ("暂缓", "park"), ("加急", "urgent"), ("放行", "release"),
         ("撤销", "undo"))


def every_verb():
    """Each verb above each program's quotation of one ask."""
    words, lines = next(iter(QUOTED.items()))
    cases = [(layout, text, verb, layout.letter("above", text, lines))
             for layout in LAYOUTS for text, verb in VERBS]
    readings = read([case[3] for case in cases])
    for layout in LAYOUTS:
        found = ["%s: %s %r" % (text, verbs(reading), reading["new_text"])
                 for (one, text, verb, _), reading in zip(cases, readings)
                 if one is layout and (verbs(reading), reading["new_text"]) != ([verb], text)]
        tap.ok(not found, "%s: %d verbs above the quotation" % (layout.name, len(VERBS)), "\n".join(found))


def main():
    tap.ok(len({layout.name for layout in LAYOUTS}) >= 50, "fifty layouts and more")
    cases = [(layout, place, words, layout.letter(place, ANSWER, lines))
             for layout in LAYOUTS for place in PLACES for words, lines in QUOTED.items()]
    readings = read([case[3] for case in cases])
    tap.eq(len(readings), len(cases), "every letter was read")
    for layout in LAYOUTS:
        for place in PLACES:
            found = ["%s: %s" % (case[2], wrong(layout, place, reading))
                     for case, reading in zip(cases, readings)
                     if case[0] is layout and case[1] == place
                     and wrong(layout, place, reading)]
            tap.ok(not found, "%s, %s" % (layout.name, place), "\n".join(found))
    every_verb()
    tap.done()


main()
