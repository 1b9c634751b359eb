#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers config/reasons.c pipeline/desk/decide.c
"""desk-reasons - 因3: standard reasons by their number, in asks, decisions and outcomes"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, FARM, Office, Tap, letter, only, reply

tap = Tap()
REPORT = letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕工作进展顺利，化肥供应充足，已备足3.2万吨。")


def write(office, text):
    with open(os.path.join(office.dir, "reasons.txt"), "w", encoding="utf-8") as file:
        file.write(text)


def shipped():
    with Office() as office:
        os.remove(os.path.join(office.dir, "reasons.txt"))
        ran = office.cb("check", good=(0,))
        tap.has(ran.out + ran.err, "reasons.txt", "check names what stands in")
        ask = only(office.run(REPORT), EDITOR1)
        tap.has(ask.text, "标准理由　因2　要素不完整", "the ask shows them, numbered")
        tap.has(ask.html, "标准理由　因2　要素不完整", "in the page as well")
        tap.ok(ask.text.index("可改文稿结束") < ask.text.index("因2"), "at its end")
        told = only(office.run(reply(ask, "退 因2")), FARM)
        tap.has(told.text, "要素不完整，请补充时间、地点、人物和数据", "the author reads the words")
        tap.lacks(told.text, "因2", "and no number")


def own():
    with Office() as office:
        write(office, "# 本办\n数据不实\n\n格式不对\n")
        ask = only(office.run(REPORT), EDITOR1)
        tap.has(ask.text, "因2　格式不对", "the office's own")
        for words, wanted in (("退 因2", "格式不对"), ("退回：因①，另缺电话", "数据不实。另缺电话"),
                              ("退 因1、2", "数据不实；格式不对"), ("备查 因1", "数据不实"),
                              ("核实 因1", "数据不实")):
            copy = office.copy()
            tap.has(only(copy.run(reply(ask, words)), FARM).text, wanted, words)
            before = copy.table("history")
            copy.cb("rebuild", good=(0,))
            tap.eq(copy.table("history"), before, words + ": the same after a rebuild")
            copy.close()
        back = only(office.run(reply(ask, "退 因9")), EDITOR1)
        tap.has(back.text, "没有标准理由 9", "an unknown number is asked back")
        tap.eq(office.state(1), "waiting", "and nothing is done")
        sheet = only(office.run(letter(EDITOR1, "", "状态")), EDITOR1, "待审信息")
        tap.has(sheet.text, "因1　数据不实", "the list shows them too")
        tap.has(only(office.run(reply(sheet, "退1 因7")), EDITOR1).text, "没有标准理由 7", "asked back there")
        office.run(reply(sheet, "退1 因2"))
        tap.eq(office.one("SELECT why FROM history WHERE to_state = 'returned'"), "格式不对", "done there")


def mistakes():
    with Office() as office:
        write(office, "数据不实\n数据不实\n缺\t数据\n")
        ran = office.cb("check")
        tap.eq(ran.returncode, 78, "check refuses a wrong file")
        tap.has(ran.err, "reasons.txt:2:1: ", "each with its place")
        tap.has(ran.err, "reasons.txt:3:2: ", "all of them")


shipped()
own()
mistakes()
tap.done()
