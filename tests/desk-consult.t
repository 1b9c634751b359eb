#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/consult.c
"""desk-consult - 问 and 征求: others are heard before an item is decided"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CIVIL, DUTY, EDITOR1, FARM, TOWN, URGENT, Office, Tap, letter, only, reply, to
from mailshapes import proof

tap = Tap()
REPORT = letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕工作进展顺利，化肥供应充足，已备足3.2万吨。")


def asked(office, words):
    """The report's ask, answered with these words; the mails that follow."""
    ask = only(office.run(REPORT), EDITOR1)
    return ask, office.run(reply(ask, words))


def one():
    with Office() as office:
        ask, mails = asked(office, "问 应三急 化肥储备数是否属实？")
        tap.eq(office.state(1), "consulting", "the item is being consulted about")
        question = only(mails, URGENT)
        tap.has(question.text, "化肥储备数是否属实", "he reads what is asked")
        tap.has(question.text, "编辑甲就下面一条信息征求您的意见", "and by whom")
        tap.has(question.html, "3.2万吨", "and the report")
        tap.ok(question.token is None and "呈报回执码" not in question.text, "the mail carries nothing to decide with")
        tap.has(only(mails, EDITOR1).text, "征求应三急意见", "the editor hears that it was sent")
        mails = office.run(reply(question, "属实，另有0.5万吨在途。"))
        tap.eq(office.state(1), "waiting", "answered, it waits again")
        again = only(mails, EDITOR1)
        tap.has(again.text, "应三急答复：属实，另有0.5万吨在途。", "the editor is asked with the answer")
        tap.has(again.html, "属实，另有0.5万吨在途", "in the page too")
        tap.eq(office.last_letter()[1:], ("call-answer", "consult"), "the letter is booked as such")
        tap.eq([one["role"] for one in office.show(1)["letters"]], ["source", "supplement"], "and is a source of the item")
        office.run(reply(again, "通过"))
        tap.eq(office.state(1), "approved", "and decides")
        late = office.run(reply(question, "再补充一句：已全部到位。"))
        tap.has(only(late, EDITOR1, "意见答复").text, "已全部到位", "what comes later he still reads")
        tap.eq(office.state(1), "approved", "and changes nothing")


def several():
    with Office() as office:
        ask, mails = asked(office, "征求 应急管理局、民政局")
        first, second = only(mails, URGENT), only(mails, CIVIL)
        note = only(office.run(reply(first, "无意见。")), EDITOR1)
        tap.has(note.text, "应三急　无意见。", "each answer is told")
        tap.has(note.text, "还没有答复　安二民", "and who has not answered")
        tap.eq(office.state(1), "consulting", "until all have")
        tap.has(only(office.run(reply(second, "请增加低保户数据。")), EDITOR1).text, "安二民答复：请增加低保户数据。", "the last one brings it back")
        tap.eq(office.state(1), "waiting", "it waits again")


def meanwhile():
    with Office() as office:
        ask, mails = asked(office, "问值班室 情况是否属实")
        question = only(mails, DUTY)
        office.run(reply(question, "通过"))
        tap.eq(office.state(1), "waiting", "通过 by who was only asked is an opinion")
        tap.has([m for m in office.mails() if m.address == EDITOR1][-1].text, "值班室答复：通过", "which the editor reads")
    with Office() as office:
        ask, mails = asked(office, "问 城关镇 是否属实")
        question = only(mails, TOWN)
        office.run(reply(ask, "备查"))
        tap.eq(office.state(1), "filed", "the editor decides without waiting for it")
    with Office() as office:
        ask, mails = asked(office, "问 城关镇 是否属实")
        question = only(mails, TOWN)
        office.run(reply(question, "不属实", evidence=proof(TOWN, "dmarc=fail")))
        tap.eq((office.state(1), len(office.show(1)["letters"])), ("consulting", 1), "a forged opinion is none")
        office.run(reply(question, "不属实", CIVIL))
        tap.eq(office.state(1), "consulting", "nor is that of somebody who was not asked")


def refused():
    with Office() as office:
        ask, mails = asked(office, "问 查无此人 情况是否属实")
        tap.eq(office.state(1), "waiting", "nobody of that name: nothing happens")
        tap.has(only(mails, EDITOR1).subject, "未能看懂", "and it is asked back")


one()
several()
meanwhile()
refused()
tap.done()
