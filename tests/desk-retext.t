#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/retext.c
"""desk-retext - the new text of 改: in the quotation, or in one attached document"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
sys.dont_write_bytecode = True
import documents
from desk import EDITOR1, FARM, ROOT, Office, Tap, letter, only, reply, to
from mailshapes import CLIENTS, attachment, docx, multipart, part, quotation

tap = Tap()
TITLE = "春耕备耕进展"
FIRST = "春耕备耕进展顺利，已整地3万亩，春耕化肥和农药已经全部下摆到村，农户可以就近购买。"
SECOND = "化肥供应充足，价格平稳。"
TEXT = "\n".join((FIRST, SECOND))
NEW = ("春耕备耕进展较快，已整地3.5万亩，春耕化肥和农药已经全部下摆到村。",
       "化肥供应充足，价格平稳，新购农机20台。")
BEGIN, END = "-------- 可改文稿开始 --------", "-------- 可改文稿结束 --------"


def asked(office, text=TEXT):
    return only(office.run(letter(FARM, TITLE, text)), part="1-1-")


def with_documents(ask, words, *files, quote=True, **more):
    body = words + (quotation("foxmail", ask, ask.address) if quote else "")
    return reply(ask, "", parts=multipart([part(body)] + [attachment(*f) for f in files]), **more)


def rtf(*paragraphs):
    words = "\\par ".join("".join("\\u%d?" % (ord(c) - 65536 * (ord(c) > 32767)) for c in p)
                          for p in paragraphs)
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 %s}" % words).encode()


def odt(*paragraphs):
    return documents.odt("".join("<text:p>%s</text:p>" % p for p in paragraphs))


def kinds():
    """Every kind of document that a unit may send is one that an editor may send."""
    with Office() as office:
        ask = asked(office)
        for name, content in (("修改稿.docx", docx(NEW)), ("修改稿.wps", docx(NEW)), ("修改稿.odt", odt(*NEW)),
                              ("修改稿.rtf", rtf(*NEW)), ("修改稿.txt", "\n".join(NEW).encode("gb18030"))):
            copy = office.copy()
            mails = copy.run(with_documents(ask, "改", (name, content)))
            again = only(mails, EDITOR1, "【改后】")
            shown = copy.show(1)
            tap.eq((shown["state"], shown["revision"], shown["title"], shown["text"]),
                   ("waiting", 2, TITLE, "\n".join(NEW)), name + " is the new text")
            tap.has(again.text, "春耕备耕进展【删：顺利】【增：较快】，已整地【删：3】【增：3.5】万亩",
                    name + ": the ask of the new revision shows what is new")
            copy.close()
        for words in ("改并通过", "改并通过，见附件", "改并通过，谢谢！"):
            copy = office.copy()
            ack = only(copy.run(with_documents(ask, words, ("稿.docx", docx(NEW)))), EDITOR1)
            tap.eq((copy.state(1), copy.show(1)["text"]), ("approved", "\n".join(NEW)), words)
            tap.has(ack.text, "【增：3.5】", words + ": and the acknowledgement shows what was changed")
            before = copy.decided()
            copy.cb("rebuild", good=(0,))
            tap.eq(copy.decided(), before, words + ": rebuild gives the same")
            copy.close()


def titles():
    with Office() as office:
        ask = asked(office)
        for heading, title in (("春耕备耕开局良好", "春耕备耕开局良好"), ("一、基本情况", TITLE), (TITLE, TITLE),
                               ("春耕备耕进展较快，已整地3.5万亩。", TITLE), ("各位领导：", TITLE)):
            copy = office.copy()
            again = only(copy.run(with_documents(ask, "改", ("稿.docx", docx((heading,) + NEW)))), EDITOR1)
            tap.eq(copy.show(1)["title"], title, "a document that begins with “%s”" % heading)
            if title != TITLE:
                tap.has(again.text, "【删：%s】【增：%s】" % (TITLE, title), "shows the new title")
                tap.has(again.text, "修改正文，改题：" + title, "and says so")
            copy.close()


def asked_back():
    """What is no one new text changes nothing, and the answer says what to do."""
    marks = "改\n%s\n%s\n%s" % (BEGIN, TEXT.replace("3万", "4万"), END)
    cases = (("改", (), "没有新的正文", "改 and nothing else"),
             ("改", (("甲.docx", docx(NEW)), ("乙.docx", docx(NEW))), "附了几个文件", "two documents"),
             ("改", (("甲.docx", docx(NEW)), ("乙.zip", b"PK\3\4no")), "附了几个文件",
              "a document and a file that is none"),
             (marks, (("甲.docx", docx(NEW)),), "两处", "a document and a text between the marks"),
             ("改", (("坏.docx", b"PK\3\4" + b"\0" * 200),), "坏.docx", "a document that cannot be read"),
             ("改", (("旧.pages", b"\0\1\2" * 99),), "旧.pages", "a kind that is not read"),
             ("改", (("照片.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 99, "image/jpeg"),), "没有新的正文",
              "a picture is no document"),
             ("改", (("短.txt", "春耕。".encode()),), "一半以上", "a text that lost more than half"),
             ("改并通过", (("空.txt", b" \n"),), "空.txt", "an empty document"))
    with Office() as office:
        ask = asked(office)
        before = office.decided()
        for words, files, says, name in cases:
            copy = office.copy()
            told = only(copy.run(with_documents(ask, words, *files)), EDITOR1)
            tap.eq(copy.decided(), before, name + ": nothing is changed")
            tap.has(told.text, says, name + ": he is told")
            copy.close()
        copy = office.copy()
        copy.run(with_documents(ask, "改", ("稿.docx", docx(NEW)),
                                ("logo.png", b"\x89PNG" + b"\0" * 50, "image/png")))
        tap.eq(copy.show(1)["revision"], 2, "a picture beside the document is the signature's")
        copy.close()
        office.run(with_documents(ask, "通过", ("稿.docx", docx(NEW))))
        tap.eq((office.state(1), office.show(1)["revision"]), ("approved", 1),
               "a document beside another word is not looked at")


def quoted():
    """改 on top, the text changed where it stands in the quotation."""
    with Office() as office:
        ask = asked(office)
        for client in CLIENTS:
            copy = office.copy()
            body = "改并通过" + quotation(client, ask, EDITOR1).replace("已整地3万亩", "已整地3.5万亩")
            copy.run(reply(ask, "", parts=part(body)))
            tap.eq((copy.state(1), copy.show(1)["text"]),
                   ("approved", TEXT.replace("3万", "3.5万")), client + ": the quotation is the new text")
            copy.close()
        wrapped = quotation("163", ask, EDITOR1).replace("春耕化肥和农药", "春耕化肥和\n>农药").replace(
            "3万", "4万").replace("就近\n", "就近")
        copy = office.copy()
        copy.run(reply(ask, "", parts=part("改" + wrapped)))
        tap.eq(copy.show(1)["text"], TEXT.replace("3万", "4万"), "a line that the client broke is one line")
        copy.close()
        for words, name in (("改", "改 over an unchanged quotation"), ("改并通过", "改并通过 over one")):
            copy = office.copy()
            told = only(copy.run(reply(ask, words)), EDITOR1)
            tap.eq((copy.state(1), copy.show(1)["revision"]), ("waiting", 1), name + ": nothing is new")
            tap.has(told.text, "没有新的正文", name + ": and said")
            copy.close()
        copy = office.copy()
        body = "改" + quotation("foxmail", ask, EDITOR1).replace("3万", "4万")
        told = only(copy.run(reply(ask, "", parts=multipart([part(body), attachment("稿.docx", docx(NEW))]))),
                    EDITOR1)
        tap.has(told.text, "两处", "a changed quotation and a document: which?")
        tap.eq(copy.show(1)["revision"], 1, "and nothing is changed")
        copy.close()
        body = "改" + quotation("foxmail", ask, EDITOR1).replace("3万", "4万").split(END)[0]
        told = only(office.run(reply(ask, "", parts=part(body))), EDITOR1)
        tap.eq(office.show(1)["revision"], 1, "a quotation that was cut off is no text")


def long_text():
    """The mail shows the beginning: what it did not show must not get lost."""
    text = "".join("第%d点，春耕备耕进展顺利。\n" % i for i in range(6000)).strip()
    with Office() as office:
        ask = asked(office, text)
        shown = ask.text.split(BEGIN)[1].split(END)[0].strip()
        tap.ok(len(shown) < len(text) < 2 * len(shown), "the mail shows more than half, not all", len(text))
        body = "改" + quotation("foxmail", ask, ask.address).replace("第7点", "第七点")
        told = only(office.run(reply(ask, "", parts=part(body))))
        tap.eq(office.show(1)["revision"], 1, "an edit of what was shown is refused")
        tap.has(told.text, "前面部分", "and said")
        office.run(with_documents(ask, "改", ("稿.txt", (text + "\n完。").encode()), quote=False,
                                  sender=ask.address))
        tap.eq(office.show(1)["text"], text + "\n完。", "a document is taken")


def unproven():
    """What was found is kept until it is confirmed, and shown there."""
    with Office() as office:
        ask = asked(office)
        confirm = only(office.run(with_documents(ask, "改并通过", ("稿.docx", docx(NEW)), proven=False)),
                       EDITOR1, "请您确认")
        tap.eq(office.show(1)["revision"], 1, "unproven: nothing is changed")
        tap.has(confirm.text, "已整地3.5万亩", "the second mail shows the text")
        denied = office.copy()
        denied.run(reply(confirm, "不是我", proven=False))
        tap.eq(denied.show(1)["revision"], 1, "不是我: nothing")
        denied.close()
        office.run(reply(confirm, "确认", proven=False))
        tap.eq((office.state(1), office.show(1)["text"]), ("approved", "\n".join(NEW)), "确认: it is the text")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "and rebuild gives the same")


kinds()
titles()
asked_back()
quoted()
long_text()
unproven()
tap.done()
