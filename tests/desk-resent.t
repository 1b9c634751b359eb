#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/resent.c and pipeline/desk/erratum.c by whole letters
"""desk-resent - a unit says again, changed, what it sent in before: a proposed revision, no new item"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, docx, multipart, part

tap = Tap()
COLLEAGUE = "liang@qinghe.example"
TITLE = "春耕备耕工作进展情况"
TEXT = ("今年以来，全县春耕备耕工作进展顺利，备足化肥3.2万吨、种子480吨，农资供应充足，价格平稳。\n"
        "目前已整地12万亩，完成计划的78%，较去年同期快6个百分点，农机具检修基本结束。")
CHANGED = TEXT.replace("3.2万吨", "2.3万吨").replace("480吨", "408吨")
MORE = TEXT + "\n下一步将组织技术人员分片包干，到田间指导整地和育秧。"


def office_of_two(when=None):
    office = Office(when)
    office.people("%s,梁小禾,农业农村局,contributor,2025-01-01,,,," % COLLEAGUE)
    return office


def items(office):
    return office.one("SELECT count(*) FROM item")


def undecided():
    cases = (("under the same subject", letter(FARM, TITLE, CHANGED), TITLE, CHANGED),
             ("under a new subject", letter(FARM, "全县春耕情况报告", CHANGED), "全县春耕情况报告", CHANGED),
             ("from a colleague of the unit", letter(COLLEAGUE, TITLE, CHANGED), TITLE, CHANGED),
             ("with a paragraph more", letter(FARM, TITLE, MORE), TITLE, MORE))
    for what, raw, title, text in cases:
        with office_of_two() as office:
            ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
            mails = office.run(raw)
            shown = office.show(1)
            tap.eq((items(office), shown["revision"], shown["title"], shown["text"], shown["state"]),
                   (1, 2, title, text, "waiting"), what + ": the next revision")
            tap.eq(office.last_letter()[1], "correction", "the letter is booked as one")
            again = only(mails, EDITOR1)
            tap.has(again.subject, "【改稿】", "the editor is asked anew")
            tap.has(again.text, "【改稿】报送单位", "told why")
            added = "【删：3.2】【增：2.3】" if text == CHANGED else "【增：下一步将组织技术人员"
            tap.ok(0 < again.text.find(added) < again.text.find("〔信息 1〕") + 400, "with what was changed on top", again.text)
            sender = COLLEAGUE if "colleague" in what else FARM
            receipt = only(mails, sender)
            tap.has(receipt.subject, "已收到（第 1 号）", "the sender has his receipt")
            tap.has(receipt.text, "作为第 1 号信息的第 2 稿", "and knows what it is taken for")
            tap.has(receipt.html, "作为第 1 号信息的第 2 稿", "in the page too")
            office.run(reply(ask, "通过"))
            tap.eq(office.state(1), "waiting", "the old ask decides nothing any more")
            office.run(reply(again, "通过"))
            tap.eq(office.state(1), "approved", "the new one does")


def identical():
    with office_of_two() as office:
        office.run(letter(FARM, TITLE, TEXT))
        for what, raw in (("from its sender", letter(FARM, TITLE, TEXT)),
                          ("under another subject", letter(FARM, "再次报送春耕情况", TEXT)),
                          ("from a colleague", letter(COLLEAGUE, TITLE, TEXT))):
            mails = office.run(raw)
            tap.eq((items(office), office.show(1)["revision"], office.last_letter()[1]), (1, 1, "duplicate"),
                   "the same again " + what + " is a duplicate")
            tap.eq(to(mails, EDITOR1), [], "nobody is asked")
        tap.eq(len(to(office.mails(), FARM)), 2, "its sender is told once")


def little_said():
    """Words that say nothing without their title are two reports under two titles."""
    calm = "全县道路交通、森林防火、地质灾害等方面情况正常，值班人员在岗在位，无突发事件。"
    cases = (("如题", "石桥乡降雨120毫米，转移群众36人", "柳河镇桥梁垮塌，2人失联", 2),
             ("见标题", "石桥乡降雨120毫米", "石桥乡降雨120毫米", 1),
             ("今日无突发事件。", "11月28日值班情况", "11月29日值班情况", 2),
             (calm, "11月28日值班情况", "11月29日值班情况", 2),
             (calm, "十一月二十八日值班情况", "十一月二十九日值班情况", 2),
             (calm, "值班快报第12期", "值班快报第13期", 2),
             (calm, "11月28日值班情况", "【重发】11月28日值班情况", 1),
             (calm, "11月28日值班情况", "值班情况", 1))
    for text, first, second, wanted in cases:
        with office_of_two() as office:
            office.run(letter(FARM, first, text))
            office.run(letter(FARM, second, text))
            tap.eq(items(office), wanted, "%s / %s / %s: %d" % (text[:8], first, second, wanted))


def approved():
    with office_of_two() as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.run(reply(ask, "通过"))
        office.cb("issue", "draft", good=(0,))
        only(office.run(), CHIEF, "请签发")
        mails = office.run(letter(COLLEAGUE, "春耕情况（新）", CHANGED))
        tap.eq((items(office), office.state(1), office.one("SELECT count(*) FROM line")), (1, "waiting", 0),
               "approved: taken out of the draft until it is answered")
        again = only(mails, EDITOR1)
        tap.has(again.text, "【删：480】【增：408】", "its editor is asked, with the change")
        office.run(reply(again, "通过"))
        tap.eq(office.state(1), "approved", "and approves the new one")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "a rebuild gives the same")


def sealed():
    with office_of_two("2026-11-20 03:00:00") as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.run(reply(ask, "通过"))
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))
        tap.eq(office.state(1), "issued", "printed")
        office.when = "2026-11-23 03:00:00"
        mails = office.run(letter(FARM, TITLE, CHANGED))
        tap.eq((office.state(1), office.show(1)["text"], office.state(2)), ("issued", TEXT, "waiting"),
               "sealed: it stays, an erratum is proposed")
        shown = office.show(2)
        tap.eq(shown["title"], "更正：" + TITLE, "under a title of its own")
        tap.eq(shown["text"], "《政务信息》2026年第1期刊发的《%s》更正如下：\n"
               "第1段“备足化肥3.2万吨、种子480吨”应为“备足化肥2.3万吨、种子408吨”。" % TITLE,
               "that says what was printed and what it should be")
        tap.has(only(mails, EDITOR1).text, "【已刊 《政务信息》2026年第1期】", "the editor is asked about it")
        tap.has(only(mails, FARM).subject, "已收到（第 2 号）", "the sender has his receipt")
        office.run(letter(FARM, TITLE, CHANGED))
        tap.eq((items(office), office.last_letter()[1]), (2, "duplicate"), "once")
        news = TEXT + "\n" + "截至10月22日，断道两处已经抢通，转移的群众全部返家，发放救灾款八万六千元。" * 2
        mails = office.run(letter(FARM, "最新进展", news))
        tap.eq((office.show(3)["title"], office.show(3)["text"]), ("最新进展", news),
               "what tells more than was printed corrects nothing: an item")
        tap.has(only([m for m in mails if m.token]).text, "“并入#1”", "which may go on with it")


FORM = ("%s，%s发生一起火情，镇村干部第一时间赶赴现场，组织力量开展扑救，疏散周边群众，火势得到有效控制，"
        "无人员伤亡，起火原因正在调查。镇党委要求举一反三，全面排查火灾隐患，压实责任，严防类似事件再次发生。")


EXTRA = "\n".join(("双溪镇柑橘外销三千余吨，石桥村冷库投用，吸纳务工四十一人，果农户均增收明显。",
                   "白河镇生猪出栏平稳，大坪村种猪场完成改造，粪污处理设施通过验收。",
                   "金竹乡茶园管护到位，柳湾村新发展茶苗二百亩，茶厂设备调试完毕。",
                   "长岭镇渔业捕捞有序，云台村网箱拆除完成，渔民转产得到落实。"))


def others():
    """Whatever is less plain is an item of its own."""
    with office_of_two("2026-11-20 03:00:00") as office:
        office.run(letter(FARM, "一起火情", FORM % ("11月18日8时", "青石镇石桥村")))
        office.run(letter(FARM, "又一起火情", FORM % ("11月19日9时", "青石镇石桥村")))
        tap.eq(items(office), 2, "another day in the same words is another event")
        office.run(letter(FARM, "第三起火情", FORM % ("11月19日9时", "白溪镇大坪村")))
        tap.eq(items(office), 3, "another place too")
        count = "本周全县检查企业%d家，发现隐患%d处，整改%d处，罚款%d万元，停业%d家，安全形势总体平稳，未发生伤亡事故。"
        office.run(letter(CIVIL, "安全检查周报", count % (12, 34, 30, 5, 2)), letter(CIVIL, "安全检查周报二", count % (15, 41, 38, 7, 3)))
        tap.eq(items(office), 5, "a form filled in with other numbers too")
        office.run(letter(FARM, "一起火情的续报", FORM % ("11月18日8时", "青石镇石桥村") + "火灾原因已查明。"))
        tap.eq((items(office), office.show(6)["chain"]["item"]), (6, 1), "a 续报 is its chain's next")
    cases = (("another unit's", letter(CIVIL, TITLE, CHANGED)),
             ("one that nothing proves", letter(FARM, TITLE, CHANGED, proven=False)),
             ("an extract", letter(FARM, "整地进度", TEXT.split("\n")[0][:24])),
             ("a digest that has it among much else", letter(FARM, "农情周报", TEXT + "\n" + EXTRA)))
    for what, raw in cases:
        with office_of_two() as office:
            office.run(letter(FARM, TITLE, TEXT))
            office.run(raw)
            tap.eq((items(office), office.show(1)["revision"]), (2, 1), what + " is an item of its own")
    with office_of_two("2026-11-12 03:00:00") as office:
        office.run(letter(FARM, TITLE, TEXT))
        office.when = "2026-11-20 03:00:00"
        office.run(letter(FARM, TITLE, CHANGED))
        tap.eq((items(office), office.show(1)["revision"]), (2, 1), "eight days later is an item of its own")
    with office_of_two() as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.cb("decide", 1, "退回 缺数据", good=(0,))
        office.run()
        office.run(letter(FARM, "春耕情况", MORE))
        tap.eq((items(office), office.state(1), office.show(1)["text"]), (1, "waiting", MORE),
               "a returned one that comes back in a new letter is the next revision")


CARE = "全县12所敬老院开展安全大检查，整改隐患30处，老人生活有保障，养老服务水平提高，群众反映良好。"
DAMS = "全县检修水库8座、泵站21处，储备编织袋5万条，防汛抢险队伍已经集结完毕，防汛预案已经演练两次。"


def several(subject, *reports, sender=FARM):
    """A letter that brings each report as a document."""
    return letter(sender, subject, parts=multipart([part("请查收附件。")] + [
        attachment(title + ".docx", docx([title] + text.split("\n"))) for title, text in reports]))


def among():
    """A report among others of its letter is looked at as one alone is."""
    with office_of_two() as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.run(letter(FARM, "敬老院安全检查情况", CARE))
        mails = office.run(several("信息3篇", (TITLE, CHANGED), ("敬老院安全检查情况", CARE), ("防汛准备就绪", DAMS)))
        shown = office.show(1)
        tap.eq((items(office), shown["revision"], shown["state"]), (3, 2, "waiting"),
               "of three one is a revision, one came before, one is new")
        tap.eq(shown["text"], TITLE + "\n" + CHANGED, "the revision has its own text")
        tap.eq([(s["letter"], s["part"], s["role"]) for s in shown["letters"]][1:], [(3, "2", "correction")], "its part is its source")
        tap.eq((office.show(3)["title"], office.show(2)["revision"], office.last_letter()[1]), ("防汛准备就绪", 1, "report"), "the others too")
        again = only(mails, EDITOR1, "【改稿】")
        tap.has(again.text, "【删：480】【增：408】", "its editor is asked anew, with the change on top")
        receipt = only(mails, FARM)
        for text in (receipt.text.replace("\r\n", "\n"), receipt.html.replace("<b>", "").replace("</b>", "")):
            tap.has(text, "第 1 号：%s（作为它的第 2 稿，不另登记）" % TITLE, "one receipt for all: what is revised")
            tap.has(text, "第 2 号：敬老院安全检查情况（此前已收到，没有重复登记）", "and what came before")
        tap.has(receipt.subject, "（第 3 号）", "under the number of what is new")
        tap.has([m for m in mails if m.token and "防汛" in m.subject][0].text, "第 1 号《%s》（作它的第 2 稿）" % TITLE,
                "the ask of the new one names them")
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "waiting", "the old ask decides nothing any more")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "a rebuild gives the same")
    with office_of_two() as office:
        office.run(several("信息2篇", (TITLE, TEXT), ("防汛准备就绪", DAMS)))
        right = several("信息2篇（新）", (TITLE, CHANGED), ("防汛准备就绪", DAMS.replace("8座", "9座")), sender=COLLEAGUE)
        mails = office.run(right)
        tap.eq((items(office), office.show(1)["revision"], office.show(2)["revision"], office.last_letter()[1]), (2, 2, 2, "correction"),
               "all of them revisions: the letter is a correction")
        receipt = only(mails, COLLEAGUE)
        for text in (receipt.text, receipt.html.replace("<b>", "").replace("</b>", "")):
            tap.has(text, "作为第 1 号信息的第 2 稿，不另登记", "one receipt: the first")
            tap.has(text, "第 2 号：防汛准备就绪（作为它的第 2 稿，不另登记）", "and the other")
        tap.eq(len([m for m in mails if "【改稿】" in m.subject]), 2, "each editor is asked anew")
        office.run(right.replace(b"Message-ID: <", b"Message-ID: <again"))
        tap.eq((items(office), office.last_letter()[1]), (2, "duplicate"), "the same again is a duplicate")
    with office_of_two() as office:
        office.run(letter(FARM, TITLE, TEXT))
        office.run(several("信息2篇", (TITLE, CHANGED), ("农业生产开局情况", MORE)))
        tap.eq((items(office), office.show(1)["revision"]), (2, 2), "two that look like one item: the first revises it")
    with office_of_two() as office:
        office.run(letter(FARM, TITLE, TEXT))
        office.run(letter(FARM, "农业农村局信息", "一、%s\n%s\n撰稿：田一禾\n二、防汛准备就绪\n%s\n撰稿：田二禾" % (TITLE, CHANGED, DAMS)))
        tap.eq((items(office), office.show(1)["text"], office.show(2)["title"]), (2, CHANGED + "\n撰稿：田一禾", "防汛准备就绪"),
               "numbered reports in one text too")
        tap.eq([s["part"] for s in office.show(1)["letters"]], ["1", "1:1"], "told apart by their number")
    with office_of_two("2026-11-20 03:00:00") as office:
        ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
        office.run(reply(ask, "通过"))
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))
        mails = office.run(several("信息2篇", (TITLE, CHANGED), ("防汛准备就绪", DAMS)))
        tap.eq((office.state(1), office.show(2)["title"], office.show(3)["title"]), ("issued", "更正：" + TITLE, "防汛准备就绪"),
               "of a printed one an erratum, beside the new one")
        tap.has(office.show(2)["text"], "第1段“备足化肥3.2万吨、种子480吨”应为“备足化肥2.3万吨、种子408吨”。", "that says what was meant")
        tap.has("".join(m.text for m in to(mails, FARM)), "更正：" + TITLE, "the receipt names it")


undecided()
identical()
little_said()
approved()
sealed()
among()
others()
tap.done()
