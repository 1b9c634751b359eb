#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/slip.c, pipeline/desk/amend_slip.c and pipeline/desk/note.c by whole letters
"""desk-slip - “1200台”应为“1020台”: a short correction changes the item it is about, wherever that stands"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, DEPUTY, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import proof

tap = Tap()
COLLEAGUE = "liang@qinghe.example"
TITLE = "春耕备耕工作进展情况"
TEXT = ("今年以来，全县春耕备耕工作进展顺利，检修农机1200台，备足化肥3.2万吨，农资供应充足。\n"
        "目前已整地12万亩，完成计划的78%，较去年同期快6个百分点，农机手培训两期，共12人。")
RIGHT = TEXT.replace("1200台", "1020台")
SLIP = "“1200台”应为“1020台”"
OTHER = ("敬老院安全检查情况", "全县12所敬老院开展安全检查，整改隐患30处，未发生事故。")


def stage(name):
    """An office in which the report stands there; the author's receipt, the last ask about it."""
    office = Office()
    office.people("%s,梁小禾,农业农村局,contributor,2025-01-01,,,," % COLLEAGUE)
    mails = office.run(letter(FARM, TITLE, TEXT), letter(CIVIL, *OTHER))
    office.receipt = only(mails, FARM)
    office.ask = [m for m in mails if m.token and TITLE in m.subject][0]
    if name != "waiting":
        office.run(*[reply(m, "通过") for m in mails if m.token])
    if name in ("signing", "sealed"):
        office.cb("issue", "draft", good=(0,))
        office.ask = only(office.run(), CHIEF, "请签发")
    if name == "sealed":
        office.run(reply(office.ask, "签发"))
    return office


def revised(office, mails, name):
    shown = office.show(1)
    tap.eq((shown["state"], shown["revision"], shown["title"], shown["text"]), ("waiting", 2, TITLE, RIGHT),
           name + ": the next revision, with these words changed")
    tap.eq((office.last_letter()[1], len(office.states())), ("correction", 2), "no item of its own")
    ask = only(mails, EDITOR1)
    tap.has(ask.subject, "【更正】" + TITLE, "the editor is asked")
    for text in (ask.text, ask.html.replace("<s>", "").replace("<u>", "").replace("</s>", "").replace("</u>", "")):
        tap.has(text, "作者来信更正了这条信息（%s）" % SLIP, "with what the author says")
    tap.has(ask.text, "【删：1200】【增：1020】", "and the change on top")
    return ask


def waiting():
    with stage("waiting") as office:
        mails = office.run(letter(FARM, "更正", "文中农机1200台应为1020台，特此更正。\n农业农村局 田一禾"))
        again = revised(office, mails, "undecided")
        receipt = only(mails, FARM)
        tap.has(receipt.text, "作为第 1 号信息的第 2 稿，不另登记", "the author hears what it is taken for")
        office.run(reply(office.ask, "通过"))
        tap.eq(office.state(1), "waiting", "the old text cannot be approved any more")
        mails = office.run(letter(FARM, "更正", "第1号信息中农机1200台应为1020台。"))
        tap.eq((office.show(1)["revision"], office.last_letter()[1], mails), (2, "duplicate", []), "what is right already is let be")
        office.run(reply(again, "另立"))
        tap.eq((office.show(1)["text"], office.show(3)["title"]), (TEXT, "更正"), "另立 gives the old words back")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "a rebuild gives the same")


def approved():
    with stage("approved") as office:
        mails = office.run(reply(office.receipt, SLIP + "。", client="163"))
        revised(office, mails, "approved, in answer to the receipt")


def signing():
    with stage("signing") as office:
        mails = office.run(letter(COLLEAGUE, "更正：" + TITLE, "检修农机的数字有误，1200台应为1020台，请更正，谢谢！"))
        again = revised(office, mails, "before the signer, from a colleague")
        for signer in (CHIEF, DEPUTY):
            told = only(mails, signer, "文稿有变动")
            tap.has(told.text, "第1号信息《%s》的作者来信更正，待编辑重新审定，已撤出本期" % TITLE, signer + " is told at once")
            tap.has(told.text, SLIP, "what changes")
            tap.has(told.text, "经办：梁小禾", "and by whom")
        new = only(mails, CHIEF, "请签发")
        tap.lacks(new.text, TITLE, "the new draft goes without it")
        late = only(office.run(reply(office.ask, "同意签发")), CHIEF)
        tap.has(late.text, "您的答复「同意签发」针对的是变动前的文稿，没有执行", "同意签发 to the old one prints nothing")
        tap.eq(office.states(), {1: "waiting", 2: "approved"}, "nor does it print the other")
        office.run(reply(again, "通过"))
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF, "请签发"), "同意签发"))
        issue = office.cb("issue", "show", "1", good=(0,)).out
        tap.has(issue, "1020台", "what is signed in the end has the right number")
        tap.lacks(issue, "1200台", "alone")


def sealed():
    with stage("sealed") as office:
        mails = office.run(letter(FARM, "勘误", "第1号信息中“1200台”应为“1020台”。"))
        tap.eq((office.show(1)["state"], office.show(1)["text"]), ("issued", TEXT), "printed: it stays")
        shown = office.show(3)
        tap.eq((shown["state"], shown["title"]), ("waiting", "更正：" + TITLE), "an erratum is proposed")
        tap.eq(shown["text"], "《政务信息》2026年第1期刊发的《%s》更正如下：\n第1段“检修农机1200台”应为“检修农机1020台”。" % TITLE,
               "that says what was printed and what was meant")
        tap.eq([m.address for m in mails if m.token], [EDITOR1], "to the editor of the printed one")
        tap.has(only(mails, FARM).subject, "已收到（第 3 号）：更正：" + TITLE, "the author has his receipt")
        mails = office.run(letter(FARM, "勘误", "第1号信息中“1300台”应为“1020台”。"))
        told = only(mails, EDITOR1)
        tap.eq(told.subject, "作者更正第1号信息《%s》，该信息已办结，请阅处（已编发的可发更正）" % TITLE, "what does not stand there is told to the editor")
        tap.has(told.text, "编辑甲：您好！作者更正第1号信息", "by his name")
        tap.has(told.text, "“1300台”应为“1020台”", "with what its author says")
        tap.eq(len(office.states()), 3, "and makes nothing")


def unplaced():
    """Whose words do not stand there once is asked about as it is; the draft does not go out meanwhile."""
    with stage("signing") as office:
        mails = office.run(letter(FARM, "更正：" + TITLE, "“1300台”应为“1020台”。"))
        shown = office.show(1)
        tap.eq((shown["state"], shown["revision"], shown["text"]), ("waiting", 1, TEXT), "no word is changed")
        ask = only(mails, EDITOR1)
        for text in (ask.text, ask.html):
            tap.has(text, "作者来信说“1300台”应为“1020台”，没有能在文中对上，文稿没有改动，请核对。", "the editor reads what its author says")
        tap.has(only(mails, CHIEF, "文稿有变动").text, "“1300台”应为“1020台”", "the signer too")
        office.run(reply(office.ask, "同意签发"))
        tap.eq(office.state(1), "waiting", "and cannot sign it")
        office.run(reply(only(office.run(reply(ask, "“1200台”改为“1020台”")), EDITOR1), "通过"))
        tap.eq((office.state(1), office.show(1)["text"]), ("approved", RIGHT), "the editor puts it right")


def several():
    """The words stand in two: nothing is changed, and whoever has one of them before him knows."""
    with stage("signing") as office:
        office.run(letter(FARM, "油菜播种情况", "油菜播种全面展开，已整地12万亩，机播率逐年提高，长势良好。"))
        mails = office.run(letter(FARM, "更正", "“整地12万亩”应为“整地10万亩”"))
        said = "作者来信更正“整地12万亩”应为“整地10万亩”，不能确定是下面哪一条，都没有改动，请与作者核对"
        told = {m.address: m for m in mails if m.subject == said}
        tap.eq(sorted(told), sorted([EDITOR1, EDITOR2, CHIEF, DEPUTY]), "both editors and who signs the draft are told, once")
        for name, address in (("编辑甲", EDITOR1), ("科长丙", CHIEF)):
            tap.has(told[address].text, "%s：您好！%s。" % (name, said), name + " by his name")
        for line in ("第 3 号信息《油菜播种情况》", "第 1 号信息《%s》" % TITLE):
            tap.has(told[CHIEF].text, line, "which they may be")
        tap.eq((office.show(1)["revision"], office.show(3)["revision"], office.state(1)), (1, 1, "approved"), "no text is changed")
        mails = office.run(letter(FARM, "更正", "“整地12万亩”应为“整地11万亩”", evidence=proof(FARM, "dmarc=fail")))
        tap.eq([m for m in mails if "不能确定" in m.subject], [], "of a forged one nobody is told")


def others():
    """Whatever is less certain is a report like any other, and changes nothing."""
    cases = (("another unit's", letter(CIVIL, "更正", SLIP)),
             ("one that nothing proves", letter(FARM, "数字更正", "农机1200台应为1020台。", proven=False)),
             ("words that stand nowhere", letter(FARM, "更正", "“1300台”应为“1020台”")),
             ("words that stand in two items", letter(FARM, "更正", "“整地12万亩”应为“整地10万亩”")),
             ("a report that changes a price", letter(FARM, "农机补贴", "补贴由1200台改为1020台，惠及群众。")),
             ("a forged one", letter(FARM, "更正", SLIP, evidence=proof(FARM, "dmarc=fail"))),
             ("a question", letter(FARM, "更正：" + TITLE, "请问3.2万吨是否应为2.3万吨？")))
    with stage("waiting") as office:
        office.run(letter(FARM, "油菜播种情况", "油菜播种全面展开，已整地12万亩，机播率逐年提高，长势良好。"))
        before = {k: v for k, v in office.decided().items() if k in ("revision", "line")}
        n = len(office.states())
        for name, raw in cases:
            office.run(raw)
            n += 1
            tap.eq((len(office.states()), office.last_letter()[1], office.show(1)["revision"]), (n, "report", 1),
                   name + " is an item of its own")
        tap.eq([r for r in before["revision"] if r not in office.decided()["revision"]], [], "no text was changed")


waiting()
approved()
signing()
sealed()
unplaced()
several()
others()
tap.done()
