#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/edit.c and carry.c.
"""desk-edit - edits by reply: each is a new revision, a cut-off one is refused"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
sys.dont_write_bytecode = True
from desk import EDITOR1, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
FIRST = "春耕备耕进展顺利，已整地3万亩。"
SECOND = "化肥供应充足，价格平稳。"
THIRD = "下一步加强农资价格监测，确保春播。"
TEXT = "\n".join((FIRST, SECOND, THIRD))
BEGIN, END = "-------- 可改文稿开始 --------", "-------- 可改文稿结束 --------"


def asked(office):
    return only(office.run(letter(FARM, "春耕备耕进展", TEXT)), EDITOR1)


def edited(words, title, text, name):
    """An edit alone: a new revision, asked about anew; the old ask is dead."""
    with Office() as office:
        ask = asked(office)
        again = only([m for m in office.run(reply(ask, words)) if "已办理" not in m.subject],
                     EDITOR1, "1-2-")
        shown = office.show(1)
        tap.eq((shown["state"], shown["revision"], shown["title"]), ("waiting", 2, title), name)
        tap.eq(shown["text"], text, "%s: the text" % name)
        office.run(reply(ask, "备查"))
        tap.eq(office.state(1), "waiting", "%s: the old ask is dead" % name)
        office.run(reply(again, "通过"))
        tap.eq(office.state(1), "approved", "%s: the new one decides" % name)


def refused(words, name):
    with Office() as office:
        mails = office.run(reply(asked(office), words))
        shown = office.show(1)
        tap.eq((shown["state"], shown["revision"], shown["text"]), ("waiting", 1, TEXT), name)
        tap.eq(len(to(mails, EDITOR1)), 1, "%s: he is told" % name)


def whole():
    with Office() as office:
        new = "春耕备耕进展顺利，已整地4万亩。\n化肥供应充足，价格平稳，种子到位。\n下一步抓好春播。"
        mails = office.run(reply(asked(office), "改并通过\n%s\n%s\n%s" % (BEGIN, new, END)))
        shown = office.show(1)
        tap.eq((shown["state"], shown["revision"]), ("approved", 2), "改并通过 edits and approves")
        tap.eq(shown["text"], new, "the text is the one between the marks")
        tap.has(to(mails, EDITOR1)[0].text, "修改正文", "the acknowledgement says both")
        rows = office.rows("SELECT revision, text, who FROM revision WHERE item = 1 ORDER BY revision")
        tap.eq([tuple(r) if not isinstance(r, dict) else tuple(r.values()) for r in rows],
               [(1, TEXT, FARM), (2, new, EDITOR1)], "both revisions stay, each with its author")


edited("改题：春耕备耕开局良好", "春耕备耕开局良好", TEXT, "改题")
edited("“3万亩”改为“3.5万亩”", "春耕备耕进展", TEXT.replace("3万亩", "3.5万亩"), "改为")
edited("删第2段", "春耕备耕进展", FIRST + "\n" + THIRD, "删第2段")
whole()
refused("改并通过\n%s\n春耕备耕进展顺利。\n%s" % (BEGIN, END), "a text that lost more than half")
refused("“价格”改为“价钱”", "words that stand there twice")
refused("“秋收”改为“春播”", "words that do not stand there")
refused("删第7段", "a paragraph that is not there")
tap.done()
