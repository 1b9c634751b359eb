#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/report.c pipeline/desk/report_item.c pipeline/desk/report_ask.c pipeline/reading/parts.c
"""desk-several - a letter of several reports gives an item for each; annexes give none"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, docx, multipart, part
from documents import gbk_named, packed, tar, xlsx

tap = Tap()
SPRING = ("春耕备耕工作进展顺利", "今年以来，全县备足化肥3.2万吨、种子480吨，农资供应充足，春耕备耕有序推进，已整地12万亩。",
          "撰稿：田一禾")
CARE = ("敬老院安全检查全面完成", "全县12所敬老院开展安全大检查，整改隐患30处，老人生活有保障，养老服务水平提高，群众反映良好。",
        "撰稿：田二禾")
FLOOD = ("防汛抗旱准备工作就绪", "全县检修水库8座、泵站21处，储备编织袋5万条，防汛抢险队伍已经集结完毕，防汛预案已经演练两次。",
         "撰稿：田三禾")
PICTURE = attachment("签批.jpg", b"\xff\xd8\xff\xe0" * 50, "image/jpeg")


def file(report, name=None):
    return attachment((name or report[0]) + ".docx", docx(report))


def mail(subject, body, *files, sender=FARM):
    return letter(sender, subject, parts=multipart([part(body), *files]))


def titles(office):
    return [t for t, in office.rows("SELECT title FROM revision ORDER BY item, revision")]


def documents():
    with Office() as office:
        mails = office.run(mail("信息3篇", "请查收", file(SPRING), file(CARE), file(FLOOD, "3.防汛（定稿）"), PICTURE))
        tap.eq(titles(office), [SPRING[0], CARE[0], FLOOD[0]], "three documents: three items")
        tap.eq(list(office.states().values()), ["waiting"] * 3, "all wait")
        tap.eq(office.table("source", "item, letter, part, role"),
               [(1, 1, "2", "source"), (2, 1, "3", "source"), (3, 1, "4", "source")],
               "one letter is the source of all, each has its own part")
        shown = [office.show(i) for i in (1, 2, 3)]
        tap.eq([s["author"] for s in shown], ["田一禾", "田二禾", "田三禾"], "each has its writer")
        tap.eq([s["topics"][0]["topic"] if s["topics"] else None for s in shown][0], "春耕备耕", "and its topics")
        tap.ok(all("春耕备耕" != t["topic"] for t in shown[2]["topics"]), "not another's", shown[2]["topics"])
        tap.eq([[a["name"] for a in s["attachments"]] for s in shown],
               [[SPRING[0] + ".docx", "签批.jpg"], [CARE[0] + ".docx", "签批.jpg"],
                ["3.防汛（定稿）.docx", "签批.jpg"]], "its own document and what belongs to none")
        receipt = only(mails, FARM)
        for word in ("第 1 号" in receipt.subject and SPRING[0], "第 2 号：" + CARE[0], "第 3 号：" + FLOOD[0], "签批页？"):
            tap.has(receipt.text, word, "the receipt has a line: %s" % word)
        asks = [m for m in mails if m.token]
        tap.eq(len(asks), 3, "three asks")
        tap.has(asks[0].text, "来信有 3 篇信息，已分别登记", "which say so")
        tap.has(asks[0].html, "第 2 号《%s》" % CARE[0], "and name the others")
        tap.eq(office.json("letters", 1)[0]["items"], [1, 2, 3], "letters shows the items")
        again = office.run(mail("信息3篇", "请查收。", file(SPRING), file(CARE), file(FLOOD, "3.防汛（定稿）"), PICTURE))
        tap.eq((office.last_letter()[1], len(titles(office))), ("duplicate", 3), "sent again: a duplicate")
        tap.has(only(again, FARM).subject, "此前已收到", "he is told")
        third = [m for m in asks if FLOOD[0] in m.subject][0]
        office.run(reply(third, "并入#1"))
        tap.eq(office.show(3)["merged_into"], 1, "an editor can join what belongs together by reply")
        tap.eq(office.cb("letters", "again", "1", good=None).returncode == 0, False, "letters again: it made items")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "rebuild gives the same rows")


def partly_known():
    with Office() as office:
        office.run(letter(FARM, CARE[0], "\n".join(CARE[1:])))
        mails = office.run(mail("报送信息2篇", "请查收", file(CARE), file(SPRING)))
        tap.eq(titles(office), [CARE[0], SPRING[0]], "one of two came before: one new item")
        tap.has(only(mails, FARM).text, "第 1 号：%s（此前已收到，没有重复登记）" % CARE[0], "the receipt says so")
        office.run(letter(FARM, SPRING[0], "\n".join(SPRING[1:])))
        tap.eq(office.last_letter()[1], "duplicate", "and what came among several is known alone")
        office.run(mail("信息3篇", "见附件", file(CARE, "甲信息情况"), file(FLOOD, "乙信息情况")))
        tap.eq(titles(office)[-1], FLOOD[0], "renamed files are known by their text")
        tap.has(office.mails()[-1].text + "".join(m.text for m in office.mails()), "来信写有 3 篇，只读到 2 篇",
                "and one that is missing is missed")


def in_the_text():
    body = "\n".join(["各位领导：", "一、" + SPRING[0], *SPRING[1:], "二、" + CARE[0], *CARE[1:]])
    with Office() as office:
        office.run(letter(FARM, "农业农村局信息", body))
        tap.eq(titles(office), [SPRING[0], CARE[0]], "numbered and signed reports in one text: two items")
        tap.eq(office.show(2)["text"], "\n".join(CARE[1:]), "each has its own text")
        tap.eq(office.table("source", "part"), [("1:1",), ("1:2",)], "told apart by their number")
    with Office() as office:
        office.run(mail("信息两则", "见附件", attachment("今日.docx", docx(body.split("\n")))))
        tap.eq(titles(office), [SPRING[0], CARE[0]], "the same in one document")


def in_a_packed_folder():
    day = {"报送/1.%s.docx" % SPRING[0]: docx(SPRING), "报送/2.%s.docx" % CARE[0]: docx(CARE),
           "报送/附件1.进度表.xlsx": xlsx({"Sheet1": '<row r="1"><c r="A1"><v>12</v></c></row>'}),
           "报送/现场.jpg": b"\xff\xd8\xff\xe0" * 50}
    with Office() as office:
        mails = office.run(mail("信息报送", "请查收附件", attachment("今日信息.zip", packed(day), "application/zip")))
        tap.eq(titles(office), [SPRING[0], CARE[0]], "two documents in one zip file: two items")
        tap.eq(office.table("source", "item, letter, part"), [(1, 1, "2/1"), (2, 1, "2/2")], "part says which of its files")
        shown = office.show(2)
        tap.eq([(a["name"], a["member"]) for a in shown["attachments"]], [("今日信息.zip", "2.%s.docx" % CARE[0])],
               "the file is named")
        tap.eq(shown["text"], "\n".join(CARE), "each has its own text")
        tap.eq(shown["author"], "田二禾", "and its writer")
        tap.ok(all("春耕备耕" != t["topic"] for t in shown["topics"]), "not another's topics", shown["topics"])
        tap.has(office.cb("show", "2").out, "今日信息.zip: 2.%s.docx" % CARE[0], "show says it in words")
        asks = [m for m in mails if m.token]
        tap.eq(len(asks), 2, "two asks")
        for text in (asks[0].text, asks[0].html):
            tap.has(text, "今日信息.zip：1.%s.docx" % SPRING[0], "the ask names the file")
        tap.has(only(mails, FARM).text, "第 2 号：" + CARE[0], "one receipt names both")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "rebuild gives the same rows")
    with Office() as office:
        office.run(mail("信息3篇", "见附件", file(SPRING), attachment("其余.tar.gz", tar({
            "a.docx": docx(CARE), "b.docx": docx(FLOOD)}))))
        tap.eq(titles(office), [SPRING[0], CARE[0], FLOOD[0]], "a document and two in a packed folder: three")
        tap.eq(office.table("source", "part"), [("2",), ("3/1",), ("3/2",)], "each with its place")
    with Office() as office:
        both = "\n".join(["一、" + SPRING[0], *SPRING[1:], "二、" + CARE[0], *CARE[1:]]).split("\n")
        office.run(mail("信息两则", "见附件", attachment("今日.zip", gbk_named("今日信息.docx", docx(both)))))
        tap.eq(titles(office), [SPRING[0], CARE[0]], "two reports in the one document of a zip file")
        tap.eq(office.table("source", "part"), [("2/1:1",), ("2/1:2",)], "told apart by their number")
    inner = packed({"a.docx": docx(SPRING), "b.docx": docx(CARE)})
    with Office() as office:
        office.run(mail("信息2篇", "请查收", attachment("外.zip", packed({"内.zip": inner, "c.docx": docx(FLOOD)}))))
        tap.eq(titles(office), [FLOOD[0]], "a zip file in a zip file is not opened: one report")
        tap.eq(office.show(1)["attachments"][0]["text"], "unsupported", "and it is said")
    with Office() as office:
        many = {"%02d.docx" % n: docx(("第%d乡春耕备耕情况" % n, SPRING[1].replace("3.2", str(n)) + str(n) * 40)) for n in range(25)}
        office.run(mail("信息25篇", "请查收", attachment("全县.zip", packed(many))))
        tap.eq(len(titles(office)), 1, "more reports than are taken apart: one item")
    with Office() as office:
        office.run(mail("信息", "请查收", attachment("报告.zip", packed({
            "敬老院.docx": docx(CARE), "现场.jpg": b"\xff\xd8\xff\xe0" * 50}))))
        tap.eq(titles(office), [CARE[0]], "one report and a photo: its heading is the title")
        tap.ok(office.show(1)["text"].startswith("\n".join(CARE)), "its text begins with it", office.show(1)["text"])


def one_report():
    chapters = "\n".join(["一、基本情况", SPRING[1], "二、存在的问题", CARE[1], "三、下一步打算", FLOOD[1]])
    slogans = "\n".join(["一、坚持高位推动，压实工作责任", SPRING[1], "二、强化要素保障，备足农资", CARE[1]])
    table = attachment("附件1.进度.xlsx", xlsx({"Sheet1": '<row r="1"><c r="A1"><v>12</v></c><c r="B1"><v>78</v></c></row>' * 30}))
    cases = (
        ("chapters", letter(FARM, "春耕备耕工作情况", chapters)),
        ("chapters under an idle subject", letter(FARM, "信息", "春耕备耕工作情况报告\n" + chapters)),
        ("slogans", letter(FARM, "春耕备耕工作情况", slogans)),
        ("a count that is news", letter(FARM, "我局3条信息获县领导批示", chapters)),
        ("a report with a table", mail("春耕信息", "见附件", file(SPRING), table)),
        ("a report and its annex", mail("信息", "见附件", attachment(
            SPRING[0] + ".docx", docx([*SPRING, "附件：1.农资保供工作安排"])), file(CARE, "农资保供工作安排"))),
        ("a report and 附件1", mail("信息", "见附件", file(SPRING), file(CARE, "附件1.检查情况说明"))),
        ("the same as docx and as text", mail("信息", "见附件", file(SPRING), attachment(
            SPRING[0] + ".txt", "\n".join(SPRING).encode()))),
        ("a zip file of a report and its annex", mail("信息", "见附件", attachment("a.zip", packed({
            SPRING[0] + ".docx": docx([*SPRING, "附件：1.农资保供工作安排"]), "农资保供工作安排.docx": docx(CARE)})))),
        ("a body that is the report", mail(SPRING[0], "\n".join(SPRING[1:]) * 3, file(CARE), file(FLOOD))),
        ("a report and a scan", mail("信息", "见附件", file(SPRING), PICTURE)))
    for name, raw in cases:
        with Office() as office:
            mails = office.run(raw)
            tap.eq(len(titles(office)), 1, name + ": one item")
            tap.lacks("".join(m.text for m in mails), "来信有", name + ": nothing said")


def uncertain():
    with Office() as office:
        mails = office.run(mail(SPRING[0], "请查收附件", file(SPRING), file(CARE, "敬老院安全检查工作方案")))
        tap.eq(titles(office), [SPRING[0]], "a subject that names one of two documents: one item")
        ask = [m for m in mails if m.token][0]
        tap.has(ask.text, "来信可能有 2 篇信息（《%s》《%s》）" % (SPRING[0], CARE[0]), "the ask says that there may be two")
        tap.has(only(mails, FARM).text, "一篇一封分开报送", "and so does the receipt")
        tap.has(ask.text, "退回 请一篇一封分开报送", "the way is offered")
        office.run(reply(ask, "退回 请一篇一封分开报送"))
        tap.eq(office.state(1), "returned", "and works")


def held():
    with Office() as office:
        mails = office.run(mail("信息2篇", "请查收", file(SPRING), file((CARE[0], "秘密★1年", *CARE[1:]), "敬老院")))
        tap.eq((list(office.states().values()), office.show(1)["reason"]), (["held"], "secret-mark"),
               "a mark in one document holds the letter whole")
        tap.ok(not any(SPRING[0] in m.text for m in to(mails, EDITOR1) + to(mails, EDITOR2)), "no editor sees it")
    with Office() as office:
        mails = office.run(mail("信息2篇", "请查收", file(SPRING), file(CARE), sender="nobody@other.example"))
        shown = office.show(1)
        tap.eq((len(office.states()), shown["state"]), (1, "held"), "a stranger's letter is held whole")
        tap.ok(SPRING[1] in shown["text"] and CARE[1] in shown["text"], "with all its reports", shown["text"])


def amended():
    with Office() as office:
        office.run(mail("信息2篇", "请查收", file(SPRING), file(CARE)))
        right = [(r[0], r[1].replace(a, b), r[2]) for r, a, b in ((SPRING, "3.2", "3.3"), (CARE, "30处", "31处"))]
        mails = office.run(mail("更正：信息2篇", "以此件为准，请查收附件", *[file(r) for r in right]))
        tap.eq(office.last_letter()[1], "correction", "a correction of both")
        tap.eq([office.show(i)["revision"] for i in (1, 2)], [2, 2], "gives each its new revision")
        tap.ok("3.3万吨" in office.show(1)["text"] and "31处" in office.show(2)["text"], "its own", office.show(1)["text"])
        tap.eq(len([m for m in mails if m.token and "【更正】" in m.subject]), 2, "both editors are asked again")
        office.run(letter(FARM, "撤回《%s》" % CARE[0], "数据有误，请予撤回。"))
        tap.eq(office.states(), {1: "waiting", 2: "withdrawn"}, "one of them is withdrawn alone")


documents()
partly_known()
in_the_text()
in_a_packed_folder()
one_report()
uncertain()
held()
amended()
tap.done()
