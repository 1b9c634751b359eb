#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/query.c pipeline/desk/standing.c
"""desk-query - 状态, 进度, 得分, 帮助 by mail, within the asker's rights"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, ADMIN, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, Office, Tap, letter, only, reply, to
from mailshapes import attachment, multipart, part, proof

tap = Tap()
TEXT = "全县%s工作进展顺利，化肥供应充足，已完成任务%d件，群众普遍满意。"


def ask(office, sender, words, **more):
    """The answers to a question, none of which may make an item."""
    before = office.one("SELECT count(*) FROM item") or 0
    mails = office.run(letter(sender, more.pop("subject", "请问"), words, **more))
    tap.eq(office.one("SELECT count(*) FROM item"), before, "%s makes no item" % words)
    return mails


def state():
    with Office() as office:
        mails = office.run(letter(FARM, "春耕备耕工作进展情况", TEXT % ("春耕", 37)),
                           letter(FARM, "夏粮收购工作进展情况", "全县夏粮收购资金到位，已收购2.1万吨，农民满意度高。"),
                           letter(CIVIL, "敬老院安全检查情况", "全县12所敬老院开展安全检查，整改隐患30处，未发生事故。"))
        office.run(reply(only(mails, EDITOR1, "春耕"), "退回 缺数据"))
        got = only(ask(office, FARM, "状态"), FARM)
        tap.eq(office.last_letter()[1:], ("query", "状态"), "the letter is a query")
        tap.has(got.text, "〔信息 1〕", "a contributor sees what he sent in")
        tap.has(got.text, "《春耕备耕工作进展情况》　已退回（缺数据）", "and what became of it and why")
        tap.has(got.text, "《夏粮收购工作进展情况》　待审", "and what waits")
        tap.lacks(got.text + got.html, "敬老院", "and nobody else's")
        tap.has(got.html, "夏粮收购工作进展情况", "in the page as well")
        tap.ok(got.message["Auto-Submitted"] == "auto-replied", "it is an automatic answer")
        tap.has(only(ask(office, TOWN, "进度？"), TOWN).text, "还没有您报送的信息", "nothing sent in, nothing shown")
        tap.has(only(ask(office, FARM, "", subject="状态"), FARM).text, "〔信息 1〕", "the subject of an empty letter asks too")
        sheet = only(ask(office, EDITOR2, "状态"), EDITOR2)
        tap.has(sheet.subject, "待审信息", "an editor gets his list")
        office.run(reply(sheet, "全部备查"))
        tap.eq(sorted(office.states().values()), ["filed", "filed", "returned"] if "夏粮" in sheet.text
               else ["filed", "returned", "waiting"], "which he can answer")
        tap.has(only(ask(office, CHIEF, "状态"), CHIEF).text, "没有等待您办理的信息", "nothing waits for the chief")
        tap.has(only(ask(office, ADMIN, "状态"), ADMIN).text, "邮件　已发", "the operator sees the desk")


def points():
    with Office() as office:
        mails = office.run(letter(FARM, "春耕备耕工作进展情况", TEXT % ("春耕", 37)))
        office.run(reply(only(mails, EDITOR1), "通过"))
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))
        got = only(ask(office, FARM, "得分"), FARM)
        tap.has(got.text, "第 1 名　农业农村局", "a unit's rank")
        tap.has(got.text, "报送 1 条", "and what it sent in")
        tap.ok("信息 1" in got.text and " 分　" in got.text, "every point says what for", got.text)
        tap.lacks(got.text, "民政局", "not the others'")
        tap.has(only(ask(office, EDITOR1, "得分"), EDITOR1).text, "民政局", "an editor sees the ranking")
        old = only(ask(office, FARM, "得分 2020-01"), FARM).text
        tap.ok("2020年1月 得分如下" in old and "信息 1" not in old, "another month", old)
        tap.has(only(ask(office, FARM, "得分 2026-99"), FARM).text, "2026-99", "no such month")


def others():
    with Office() as office:
        tap.has(only(ask(office, FARM, "帮助"), FARM).text, "得分 2026-10", "帮助 tells what can be asked")
        tap.has(only(ask(office, FARM, "要点"), FARM).text, "还没有发布要点", "要点 says that there are none")
        before = office.one("SELECT count(*) FROM letter WHERE kind = 'query'")
        office.run(letter(FARM, "春耕", "状态良好，春耕备耕工作进展顺利，化肥供应充足。"),
                   letter(FARM, "查处情况", "得分在八十分以上的单位有五个，检查情况如下。"),
                   with_file())
        tap.eq(office.one("SELECT count(*) FROM letter WHERE kind = 'query'"), before,
               "prose and letters with files are no questions")
        tap.eq(ask(office, FARM, "状态", evidence=proof(FARM, "dmarc=fail")), [],
               "a forged question is not answered")
        tap.eq(office.last_letter()[1:], ("query", "failed-evidence"), "and it is written down why")
        stranger = office.run(letter("nobody@elsewhere.example", "状态", "状态"))
        tap.eq([m for m in stranger if m.address.startswith("nobody")], [], "a stranger gets no answer")
        n = 0
        for i in range(25):
            n += len(to(office.run(letter(TOWN, "请问 %d" % i, "状态")), TOWN))
        tap.eq(n, 20, "two machines that talk end after twenty answers an hour")


def with_file():
    return letter(CIVIL, "状态", parts=multipart([part("状态"), attachment("状态.txt", "全县民政工作进展顺利。".encode())]))



state()
points()
others()
tap.done()
