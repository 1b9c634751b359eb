#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/stray.c
"""desk-stray - words that decide, from somebody whom nothing was asked: nothing is done, and he hears whose it is"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import BOX, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
NEW = "lin@linye.example"
DUTY2 = "zhi@qinghe.example"


def told(mails, address, *parts):
    mail = only(mails, address)
    tap.has(mail.subject, "您的回复没有办理", "%s hears that nothing was done" % address)
    for text in (mail.text, mail.html):
        for part in parts:
            tap.has(text, part, part)
    tap.lacks(mail.text, "答复示例", "he is offered no words that are not his to say")
    return mail


def register():
    """The chief was asked about the stranger; editors know of it."""
    with Office() as office:
        ask = only(office.run(letter(NEW, "春耕备耕林地整治情况", "报送单位：林业局\n全县春耕备耕林地整治进展顺利，已完成任务37件。")), CHIEF)
        mails = office.run(reply(ask, "登记 林业局 林八木", EDITOR1))
        tap.eq(office.state(1), "held", "an editor answers the chief's ask: nothing is entered")
        told(mails, EDITOR1, "登记 林业局 林八木", "这封来信已扣下，请的是科长丙核对", "由他本人答复那封邮件，“登记”“放行”也是")
        mails = office.run(letter(EDITOR2, "登记", "登记 林业局 林八木"))
        told(mails, EDITOR2, "没有登记的人来信时，会逐封发邮件请科长丙核对", "“登记”要写在对那封邮件的答复里")
        tap.eq((office.state(1), office.exit), ("held", 1), "it waits for the chief, and status says so")
        before = office.cb("people", "list").out
        tap.lacks(before, NEW, "nobody was entered")
        office.run(reply(ask, "登记", EDITOR1))
        tap.eq(to(office.new(), EDITOR1), [], "within the hour he is not told again")


def review():
    with Office() as office:
        ask = office.drafts(1)[0]
        mails = office.run(reply(ask, "通过", EDITOR2))
        tap.eq(office.state(1), "waiting", "a colleague answers a forwarded ask: nothing is decided")
        told(mails, EDITOR2, "这条信息请的是编辑甲，没有请您", "由他回复“转 编辑乙”交给您办")
        warned = only(mails, EDITOR1)
        tap.has(warned.subject, "有人答复了请您办理的邮件，没有办理", "who was asked hears of it")
        for text in (warned.text, warned.html):
            tap.has(text, "%s答复了请您办理的邮件。这不是您登记的邮箱" % EDITOR2, "from which mailbox")
            tap.lacks(text, "通过", "and nothing of what it says")
        for name, raw in (("a contributor", reply(ask, "通过", CIVIL)), ("who is not proven", reply(ask, "通过", CHIEF, proven=False)),
                          ("who decides nothing", reply(ask, "收到，谢谢", "deputy@qinghe.example"))):
            mails = office.run(raw)
            tap.eq([m for m in mails if "没有办理" in m.subject], [], name + " hears nothing")
        handed = only(office.run(reply(ask, "转 编辑乙")), EDITOR2)
        office.run(reply(handed, "通过"))
        tap.eq(office.state(1), "approved", "what he was told to do works")
        locator = ask.subject.split("]")[0] + "]"
        mails = office.run(letter(CHIEF, locator + " 回复", "退回 缺数据"))
        told(mails, CHIEF, "这条信息已不待任何人审阅")
        tap.eq(office.state(1), "approved", "by its locator alone nothing is done either")


def private():
    """He answers from a mailbox of his own that people.csv does not know."""
    with Office() as office:
        ask = office.drafts(1)[0]
        mails = office.run(reply(ask, "通过", "jia2026@home.example"))
        tap.eq(office.state(1), "waiting", "nothing is decided from an unknown mailbox")
        tap.has(only(mails, EDITOR1).text, "jia2026@home.example答复了请您办理的邮件", "he hears it where he is known")
        tap.eq(to(mails, "jia2026@home.example"), [], "the mailbox itself hears nothing")
        mails = office.run(reply(ask, "通过", "other@home.example"), reply(ask, "通过", "third@home.example"))
        tap.eq(to(mails, EDITOR1), [], "once an hour, however many try")
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "approved", "his own mailbox decides")
        mails = office.run(reply(ask, "退回 缺数据", "fourth@home.example"))
        tap.eq(to(mails, EDITOR1), [], "of what is decided he hears nothing more")


def deputy():
    """A deputy whose leave was not taken signs nothing, and reads why."""
    with Office() as office:
        office.configure(("signer   = chief", "signer   = chief@qinghe.example"))
        office.run(*[reply(ask, "通过") for ask in office.drafts(1)])
        office.run(letter(EDITOR2, "", "请假 今天 编辑甲代"))
        mails = office.run(letter(CHIEF, "", "请假 今天 编辑乙代"))
        tap.has(only(mails, CHIEF).text, "编辑乙", "the chief's leave is refused: his deputy is away himself")
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        mails = office.run(reply(sign, "同意签发", EDITOR2))
        tap.eq(office.state(1), "approved", "the deputy signs nothing")
        told(mails, EDITOR2, "这期文稿送的是科长丙签发，没有请您代签", "“请假 11-20至11-24 编辑乙代”")


register()
review()
private()
deputy()
tap.done()
