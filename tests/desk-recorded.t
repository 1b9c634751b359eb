#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/recorded.c
"""desk-recorded - 代录签发: an editor notes a sign-off given on paper, where the office allows it"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, EDITOR1, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
WORDS = "代录签发《政务信息》 科长丙"


def drafted(allowed):
    office = Office()
    if allowed:
        office.configure(("reports     = flag", "reports     = flag\nallow-recorded-signoff = yes"))
    office.run(reply(only(office.drafts(1)), "通过"))
    office.cb("issue", "draft", good=(0,))
    office.run()
    return office


def confirmed(office, words, sender=EDITOR1):
    """The mails after the words and the confirmation that they ask for."""
    mails = office.run(letter(sender, "", words))
    ask = only(mails, sender, "请您确认")
    tap.eq(office.state(1), "approved", words + ": nothing before it is confirmed")
    return office.run(reply(ask, "确认", proven=False))


def allowed():
    with drafted(True) as office:
        refused = office.copy()
        for words, why in (("代录签发《政务信息》 王五", "王五"), ("代录签发《没有的刊》 科长丙", "没有"),
                           ("代录签发《政务信息》", "是谁签发"), ("代录签发《紧急信息》 科长丙", "待签")):
            copy = refused.copy()
            tap.has(only(confirmed(copy, words), EDITOR1).text, why, words + " is asked back")
            tap.eq(copy.state(1), "approved", "and nothing is sealed")
            copy.close()
        tap.eq(to(refused.run(letter(FARM, "", WORDS)), FARM)[0].subject, "您的回复未能看懂",
               "a contributor may not")
        tap.eq(refused.state(1), "approved", "and changes nothing")
        refused.close()
        mails = confirmed(office, WORDS)
        told = only(mails, CHIEF, "已签发")
        tap.has(told.text, "签发人 科长丙", "the signer is told")
        tap.has(told.text, "本期签发由编辑甲代录", "and by whom it was recorded")
        tap.has(told.html, "本期签发由编辑甲代录", "in the page as well")
        tap.has(only(mails, EDITOR1).text, "已签发：《政务信息》", "the editor has his acknowledgement")
        tap.eq(office.state(1), "issued", "the issue is sealed")
        tap.eq(office.one("SELECT signed_by FROM issue WHERE state = 'sealed'"), CHIEF, "in the signer's name")
        shown = office.cb("issue", "show", "1", good=(0,)).out
        tap.ok("科长丙" in shown and "编辑甲" in shown.splitlines()[-1], "issue show names both", shown[-200:])
        one = office.json("issue", "show", "1")[0]
        tap.eq((one["signed_by"], one["recorded_by"]), ("科长丙", "编辑甲"), "and its JSON")
        traced = office.cb("issue", "trace", "1:1", good=(0,)).out
        tap.ok("recorded" in traced and "代录签发：科长丙" in traced, "issue trace shows it as such", traced)
        before = office.table("issue")
        office.cb("rebuild", good=(0,))
        tap.eq(office.table("issue"), before, "rebuild gives the same")


def not_allowed():
    with drafted(False) as office:
        tap.has(only(confirmed(office, WORDS), EDITOR1).text, "代录签发", "an office that does not allow it says so")
        tap.eq(office.state(1), "approved", "and seals nothing")
        office.configure(("reports     = flag", "reports     = flag\nallow-recorded-signoff = maybe"))
        ran = office.cb("check")
        tap.ok(ran.returncode == 78 and "office.conf:" in ran.err,
               "a wrong value is an error", ran.err)


allowed()
not_allowed()
tap.done()
