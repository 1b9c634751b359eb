#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/amend.c and pipeline/desk/recall.c
"""desk-amend - 更正, 以此件为准, 撤回: an author's new letter about what he sent before"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, DEPUTY, EDITOR1, FARM, Office, Tap, letter, only, reply, to
from mailshapes import proof

tap = Tap()
TITLE = "春耕备耕工作进展情况"
TEXT = "今年以来，全县春耕备耕工作进展顺利，备足化肥3.2万吨、种子480吨，农资供应充足。\n目前已整地12万亩，完成计划的78%，较去年同期快6个百分点。"
RIGHT = TEXT.replace("3.2万吨", "2.3万吨").replace("480吨", "408吨")


def corrected(subject=TITLE + "（更正）", text=RIGHT, sender=FARM, **more):
    return letter(sender, subject, text, **more)


def waiting():
    with Office() as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        mails = office.run(corrected())
        tap.eq(office.states(), {1: "waiting"}, "a correction makes no item of its own")
        tap.eq(office.show(1)["text"], RIGHT, "it is the next revision")
        tap.eq((office.show(1)["revision"], office.show(1)["title"]), (2, TITLE), "under the old title")
        again = only(mails, EDITOR1)
        tap.has(again.subject, "【更正】", "the editor is asked anew")
        tap.has(again.text, "原稿数字：3.2万吨、480吨。更正后：2.3万吨、408吨。", "with the numbers that changed")
        tap.has(again.html, "更正后：2.3万吨", "in the page too")
        tap.eq(office.last_letter()[1], "correction", "the letter is booked as one")
        before = office.decided()
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "waiting", "the old text cannot be approved any more")
        office.run(reply(again, "通过"))
        tap.eq(office.state(1), "approved", "the new one can")


def other_words():
    for subject, text in (("勘误：" + TITLE, RIGHT), (TITLE, "请以新稿为准。\n" + RIGHT), (TITLE + "（修订稿）", RIGHT)):
        with Office() as office:
            office.run(letter(FARM, TITLE, TEXT))
            office.run(corrected(subject, text))
            tap.eq((office.last_letter()[1], office.show(1)["title"]), ("correction", TITLE), subject + text[:7])


def approved():
    with Office() as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.run(reply(ask, "通过"))
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        mails = office.run(corrected("更正：" + TITLE))
        tap.eq(office.state(1), "waiting", "what was approved waits again")
        tap.eq(office.one("SELECT count(*) FROM line"), 0, "and left its draft")
        tap.ok(only(mails, EDITOR1, "【更正】").token, "its editor is asked")
        for signer in (CHIEF, DEPUTY):
            told = only(mails, signer)
            tap.eq(told.subject, "文稿有变动：《政务信息》2026年新一期", signer + " is told at once")
            for text in (told.text, told.html):
                tap.has(text, "第1号信息《%s》的作者来信更正，待编辑重新审定，已撤出本期" % TITLE, "what happened")
                tap.has(text, "原稿数字：3.2万吨、480吨。更正后：2.3万吨、408吨。", "and what changes")
                tap.has(text, "田一禾", "and by whom")
        late = only(office.run(reply(sign, "同意签发")), CHIEF)
        tap.eq(office.state(1), "waiting", "同意签发 to the old draft prints nothing")
        tap.has(late.subject, "文稿有变动", "and its signer hears why")
        tap.has(late.text, "您的答复「同意签发」针对的是变动前的文稿，没有执行", "in so many words")
    with Office() as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.run(reply(ask, "通过"))
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))
        mails = office.run(corrected(TITLE, "以此件为准。\n" + RIGHT))
        tap.eq((office.state(1), office.show(1)["text"]), ("issued", TEXT), "what is printed stays")
        tap.has(only(mails, EDITOR1).text, "已编发的可发更正", "and the editor is told")


def withdrawn():
    with Office() as office:
        office.run(letter(FARM, TITLE, TEXT), letter(CIVIL, "敬老院安全检查情况", "全县12所敬老院开展安全检查，整改隐患30处，未发生事故。"))
        mails = office.run(letter(FARM, "撤回《%s》" % TITLE, "数据有误，请予撤回。"))
        tap.eq(office.states(), {1: "withdrawn", 2: "waiting"}, "撤回 with the title withdraws the item")
        tap.has(only(mails, FARM).subject, "已撤回（第 1 号）", "the author hears it")
        tap.eq(office.last_letter()[1], "withdrawal", "the letter is booked as such")
        office.run(letter(FARM, "申请作废", "第2号信息请作废。"))
        tap.eq(office.state(2), "waiting", "nobody withdraws what another sent in")
        office.run(letter(CIVIL, "申请作废", "第2号信息请作废。"))
        tap.eq(office.state(2), "withdrawn", "the number will do")
    with Office() as office:
        office.run(letter(FARM, TITLE, TEXT))
        office.run(letter(FARM, "撤稿：" + TITLE, "数据有误，请撤稿。"))
        tap.eq(office.state(1), "withdrawn", "撤稿 is another word for it")
    for words in ("请忽略前信，数据有误。", "因情况变化，不再报送，请勿采用。", "请予收回，谢谢。"):
        with Office() as office:
            office.run(letter(FARM, TITLE, TEXT))
            office.run(letter(FARM, "关于《%s》" % TITLE, words))
            tap.eq(office.state(1), "withdrawn", words)


def answering():
    """The same words in answer to our receipt do the same."""
    def printed_next(text):
        office = Office()
        mails = office.run(letter(FARM, TITLE, TEXT))
        office.run(reply(only(mails, EDITOR1), "通过"))
        office.cb("issue", "draft", good=(0,))
        return office, only(office.run(), CHIEF, "请签发"), office.run(reply(only(mails, FARM), text, client="163"))
    office, sign, mails = printed_next("以此件为准。\n" + RIGHT)
    with office:
        tap.eq((office.show(1)["state"], office.show(1)["revision"], office.show(1)["title"]), ("waiting", 2, TITLE),
               "以此件为准 in answer to the receipt is the next revision, out of the draft")
        tap.has(only(mails, EDITOR1).subject, "【更正】", "its editor is asked")
        office.run(reply(sign, "同意签发"))
        tap.eq(office.state(1), "waiting", "the old draft cannot be signed any more")
    office, sign, mails = printed_next("数据有误，请撤回。")
    with office:
        tap.eq(office.state(1), "withdrawn", "请撤回 in answer to the receipt withdraws the report that was answered")
        tap.has(only(mails, FARM).subject, "已撤回（第 1 号）", "the author hears it")
        tap.has(only(mails, CHIEF, "文稿有变动").text, "第1号信息《%s》由作者撤回，已撤出本期" % TITLE, "and the signer")
        office.run(reply(sign, "同意签发"))
        tap.eq(office.state(1), "withdrawn", "and it is not signed any more")
    for text in ("不用撤回了，照原稿办。", "这条信息能撤回吗？", "请删除第二段。", "请忽略文中的错别字。", "收到，谢谢。"):
        office, sign, mails = printed_next(text)
        with office:
            tap.eq((office.state(1), office.show(1)["revision"]), ("approved", 1), text + " withdraws nothing")
            tap.has(only(mails, EDITOR1).text, text.rstrip("。？"), "its editor reads it")


def leads():
    """Whoever withdraws his own report withdraws nobody else's that was merged into it."""
    with Office() as office:
        office.run(letter(FARM, TITLE, TEXT))
        ask = [m for m in office.run(letter(CIVIL, "敬老院安全检查情况", "全县12所敬老院开展安全检查，整改隐患30处。")) if m.token][0]
        office.run(reply(ask, "并入#1"))
        tap.eq(office.states(), {1: "waiting", 2: "merged"}, "one is merged into another's")
        shares = office.show(2)["shares"]
        mails = office.run(letter(FARM, "撤回《%s》" % TITLE, "数据有误，请予撤回。"))
        tap.eq(office.states(), {1: "withdrawn", 2: "waiting"}, "its author withdraws his own")
        tap.eq([m.subject for m in mails if m.address == CIVIL], [], "the other author hears nothing of a withdrawal")
        again = only(mails, ask.address, "敬老院")
        tap.ok(again.token and again.token != ask.token, "the editor is asked about the other anew")
        tap.eq(office.show(2)["shares"], shares, "it has its own share")
        tap.eq(office.show(2)["history"][-1]["why"], "并入的第1号已由作者撤回", "the history says why")
        office.run(reply(again, "通过"))
        tap.eq(office.state(2), "approved", "and decides")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "rebuild gives the same")


def others():
    """Whatever is less plain is a report."""
    cases = (("a report about 收回", letter(FARM, TITLE + "：收回撂荒地情况", "全县收回撂荒地1200亩，已全部复耕，种植油菜800亩、小麦400亩。")),
             ("a report about 更正", letter(FARM, "更正登记工作开展情况", "不动产更正登记工作有序开展，已办理30件，群众满意。")),
             ("a report about 撤回", letter(FARM, "撤回行政许可专项清理情况", "依法撤回行政许可12件，涉及建设、农业、交通等七个部门；" * 6)),
             ("another unit's correction", corrected(sender=CIVIL)),
             ("a forged correction", corrected(evidence=proof(FARM, "dmarc=fail"))),
             ("one that says less than half of it", corrected(text="更正：全县农机检修完成1200台，农膜储备充足，机耕道路维修完毕。")))
    for name, raw in cases:
        with Office() as office:
            office.run(letter(FARM, TITLE, TEXT))
            office.run(raw)
            tap.eq((office.state(1), office.show(1)["revision"], office.one("SELECT count(*) FROM item")), ("waiting", 1, 2),
                   name + " is an item of its own")


waiting()
other_words()
approved()
withdrawn()
answering()
leads()
others()
tap.done()
