#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/edit.c and carry.c.
"""desk-edit - edits by reply: each is a new revision, a cut-off one is refused"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
sys.dont_write_bytecode = True
from desk import CHIEF, EDITOR1, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
FIRST = "春耕备耕进展顺利，已整地3万亩。"
SECOND = "化肥供应充足，价格平稳。"
THIRD = "下一步加强农资价格监测，确保春播。"
TEXT = "\n".join((FIRST, SECOND, THIRD))
BEGIN, END = "-------- 可改文稿开始 --------", "-------- 可改文稿结束 --------"


def asked(office):
    return only(office.run(letter(FARM, "春耕备耕进展", TEXT)), EDITOR1)


def page(mail):
    return re.sub(r"<[^>]*>", "", mail.html)


def edited(words, title, text, name, *shown_as):
    """An edit alone: a new revision, asked about anew; the old ask is dead."""
    with Office() as office:
        ask = asked(office)
        mails = office.run(reply(ask, words))
        tap.eq([m.address for m in mails], [EDITOR1], "%s: one mail, no acknowledgement beside it" % name)
        again = only(mails, EDITOR1, "1-")
        tap.has(again.subject, "【改后】", "%s: its subject says so" % name)
        tap.has(again.text, "您的答复已办理：", "%s: it acknowledges" % name)
        for part in shown_as:
            tap.has(again.text, part, "%s: what was changed is on top" % name)
            tap.has(page(again), part, "%s: and in the page" % name)
        tap.ok(again.text.index("【改动】") < again.text.index("〔信息 1〕"), "%s: before the facts" % name)
        shown = office.show(1)
        tap.eq((shown["state"], shown["revision"] > 1, shown["title"]), ("waiting", True, title), name)
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
        ack = only(mails, EDITOR1)
        tap.has(ack.text, "修改正文；通过", "the acknowledgement says both")
        tap.has(ack.text, "已整地【删：3】【增：4】万亩", "and shows what was changed")
        tap.has(page(ack), "已整地【删：3】【增：4】万亩", "in the page too")
        tap.lacks(only(office.run(reply(ack, "撤销")), EDITOR1, "已办理").text, "【改动】",
                  "an undo changed no text")
        rows = office.rows("SELECT revision, text, who FROM revision WHERE item = 1 ORDER BY revision")
        tap.eq([tuple(r) if not isinstance(r, dict) else tuple(r.values()) for r in rows],
               [(1, TEXT, FARM), (2, new, EDITOR1)], "both revisions stay, each with its author")


def bare():
    """The ask with its marks sent back bare, under its own code: nothing is commanded."""
    with Office() as office:
        again = only(office.run(reply(asked(office), "改\n%s\n%s\n通过\n删第2段\n%s" % (
            BEGIN, FIRST + SECOND, END))), EDITOR1)
        tap.has(again.text, "【增：通过】", "a paragraph that reads as a command is shown")
        before = office.decided()
        whole = again.text.split("回执码")[1].split("\n", 1)[1]
        for text in (whole, page(again), whole.split("-------- 可改")[0]):
            copy = office.copy()
            copy.run(reply(again, text, client="none"))
            tap.eq(copy.decided(), before, "and commands nothing when it comes back bare")
            copy.close()


def for_others():
    """Who is asked next sees what the editor changed; a colleague's edit names him."""
    with Office() as office:
        office.configure(("sign-off = editor", "sign-off = editor, chief"))
        ask = asked(office)
        mails = office.run(reply(ask, "改并通过\n%s\n%s\n%s" % (BEGIN, TEXT.replace("3万", "4万"), END)))
        tap.has(only(mails, CHIEF).text, "已整地【删：3】【增：4】万亩", "the next step sees the editor's change")
        tap.has(only(mails, EDITOR1).text, "已整地【删：3】【增：4】万亩", "and the editor has it in his acknowledgement")
        chief = only(office.run(reply(only(mails, CHIEF), "改题：春耕备耕开局良好")), CHIEF)
        tap.has(chief.text, "您的答复已办理：改题", "an edit of the chief is asked of him again")
        tap.has(chief.text, "对照第 2 稿", "against what he had seen")
    with Office() as office:
        asked(office)
        office.cb("decide", 1, "改题：春耕备耕开局良好", good=(0,))
        told = only(office.run(), EDITOR1)
        tap.has(told.text, "已修改：改题：春耕备耕开局良好", "an edit at the machine is told to the editor")
        tap.has(told.text, "【删：春耕备耕进展】", "with what was changed")


def reminded_and_resubmitted():
    """The diff stays in a reminder, and an author's new text is shown against the old one."""
    with Office() as office:
        returned = office.run(reply(asked(office), "退回 缺数据"))
        again = only(office.run(reply(only(returned, FARM), TEXT.replace("价格平稳", "价格略涨2%"),
                                      sender=FARM)), EDITOR1)
        tap.has(again.text, "化肥供应充足，价格【删：平稳】【增：略涨2%】。", "a resubmission shows what is new")
        tap.lacks(again.subject, "【改后】", "and is nobody's edit")


def in_a_list():
    with Office() as office:
        asked(office)
        sheet = only(office.run(letter(EDITOR1, "", "状态")), EDITOR1, "待审信息 1 条")
        mails = office.run(reply(sheet, "1改题：春耕备耕开局良好"))
        again = only(mails, EDITOR1, "【改后】")
        tap.has(again.text, "【增：春耕备耕开局良好】", "a line that is edited is asked about by itself")
        tap.eq(len(to(mails, EDITOR1)), 2, "beside the list's acknowledgement")
        office.run(reply(again, "通过"))
        tap.eq(office.state(1), "approved", "and decided by that")


edited("改题：春耕备耕开局良好", "春耕备耕开局良好", TEXT, "改题",
       "标题　【删：春耕备耕进展】【增：春耕备耕开局良好】".split("　")[1])
edited("“3万亩”改为“3.5万亩”", "春耕备耕进展", TEXT.replace("3万亩", "3.5万亩"), "改为",
       "春耕备耕进展顺利，已整地【删：3】【增：3.5】万亩。")
edited("删第2段", "春耕备耕进展", FIRST + "\n" + THIRD, "删第2段", "【删：%s】" % SECOND)
edited("删第1段，删第3段", "春耕备耕进展", SECOND, "two paragraphs, by the numbers of the mail", "【删：%s】" % FIRST)
edited("删第3段，删第2段", "春耕备耕进展", FIRST, "in the other order", "【删：%s】" % SECOND)
edited("改题：春耕备耕开局良好，“3万亩”改为“3.5万亩”，删第2段", "春耕备耕开局良好",
       FIRST.replace("3万亩", "3.5万亩") + "\n" + THIRD, "several changes in one answer",
       "春耕备耕进展顺利，已整地【删：3】【增：3.5】万亩。")
whole()
refused("改并通过\n%s\n春耕备耕进展顺利。\n%s" % (BEGIN, END), "a text that lost more than half")
refused("“价格”改为“价钱”", "words that stand there twice")
refused("“秋收”改为“春播”", "words that do not stand there")
refused("删第7段", "a paragraph that is not there")
bare()
for_others()
reminded_and_resubmitted()
in_a_list()
tap.done()
