#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/deputy.c
"""desk-deputy - who signs while the signer is away"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, DEPUTY, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to

tap = Tap()


def approved(office, n=2):
    office.configure(("signer   = chief", "signer   = chief@qinghe.example"))
    office.run(*[reply(ask, "通过") for ask in office.drafts(n)])


def draft(office):
    office.cb("issue", "draft", good=(0,))
    return office.run()


def asked(mails):
    return sorted((m.address.split("@")[0], "代签" if "【代签】" in m.subject else "请签")
                  for m in mails if "请签发" in m.subject)


def in_place():
    with Office() as office:
        approved(office)
        office.run(letter(CHIEF, "", "请假 今天 副科长丁代"))
        mails = draft(office)
        tap.eq(asked(mails), [("deputy", "代签")], "a new draft goes to the deputy alone")
        sign = only(mails, DEPUTY)
        tap.has(sign.text, "科长丙请假或外出，本件请您代为办理", "in words")
        tap.has(sign.html, "科长丙请假或外出", "in the page too")
        mails = office.run(reply(sign, "签发，删2"))
        told = only(mails, CHIEF)
        tap.has(told.subject, "已签发《政务信息》", "the signer is told")
        tap.has(told.text, "您请假或外出期间，本期由副科长丁代您签发", "by whom")
        tap.has(told.html, "本期由副科长丁代您签发", "in the page too")
        tap.eq(office.states(), {1: "issued", 2: "waiting"}, "with the clauses of a signer")
        one = office.json("issue", "show", "1")[0]
        tap.eq((one["signed_by"], one["signed_for"], one["recorded_by"]), ("副科长丁", "科长丙", None),
               "the issue names both")
        tap.has(office.cb("issue", "show", "1", good=(0,)).out, "副科长丁签发，代科长丙", "for people too")
        tap.has(office.cb("issue", "trace", "1:1", good=(0,)).out, "代科长丙签发", "and the history")
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "rebuild gives the same")


def handed_over():
    with Office() as office:
        approved(office)
        first = only(draft(office), CHIEF)
        mails = office.run(letter(CHIEF, "", "请假 今天 副科长丁代"))
        tap.eq(asked(mails), [("deputy", "代签")], "an open draft goes to the deputy too")
        tap.eq(asked(office.run()), [], "once")
        sign = only(mails, DEPUTY, "请签发")
        own = office.copy()
        own.run(reply(first, "签发"))
        tap.eq(own.state(1), "issued", "the signer may still answer what he was asked")
        tap.has(only(own.run(reply(sign, "签发")), DEPUTY).subject, "已由科长丙办理", "and the deputy hears it")
        own.close()
        office.run(letter(CHIEF, "", "销假"))
        told = only(office.run(reply(sign, "签发")), DEPUTY)
        tap.eq(office.state(1), "approved", "after 销假 the deputy signs nothing")
        tap.has(told.text, "科长丙已回岗，请由本人签发", "and is told why")
        office.run(reply(first, "签发"))
        tap.eq(office.state(1), "issued", "the signer does")


def two_signers():
    """A deputy who is a signer himself signs in his own name."""
    with Office() as office:
        office.run(*[reply(ask, "通过") for ask in office.drafts(1)])
        office.run(letter(CHIEF, "", "请假 今天 副科长丁代"))
        mails = draft(office)
        tap.eq(asked(mails), [("deputy", "请签")], "one mail, and not for another")
        office.run(reply(only(mails, DEPUTY), "签发"))
        tap.eq(office.json("issue", "show", "1")[0]["signed_for"], None, "the issue is his own")


def returned():
    with Office() as office:
        approved(office)
        office.run(letter(CHIEF, "", "请假 今天 副科长丁代"))
        office.run(reply(only(draft(office), DEPUTY), "退回 内容太少"))
        tap.eq(office.states(), {1: "waiting", 2: "waiting"}, "a deputy may return the draft")


def proof():
    """The evidence that a seal needs, a deputy's needs too."""
    with Office() as office:
        approved(office)
        office.run(letter(CHIEF, "", "请假 今天 副科长丁代"))
        sign = only(draft(office), DEPUTY)
        confirm = only(office.run(reply(sign, "签发", proven=False)), DEPUTY, "请您确认")
        tap.eq(office.state(1), "approved", "unproven: nothing is sealed")
        gone = office.copy()
        gone.run(letter(CHIEF, "", "销假"))
        gone.run(reply(confirm, "确认", proven=False))
        tap.eq(gone.state(1), "approved", "who came back before it was confirmed signs himself")
        gone.close()
        told = only(office.run(reply(confirm, "确认", proven=False)), CHIEF)
        tap.eq(office.state(1), "issued", "confirmed: it is sealed")
        tap.has(told.text, "副科长丁代您签发", "and the signer is told")


def always_confirmed():
    with Office() as office:
        office.configure(("reports     = flag", "reports     = flag\nconfirm-always = seal adopt"))
        approved(office)
        office.run(letter(CHIEF, "", "请假 今天 副科长丁代"))
        mails = office.run(reply(only(draft(office), DEPUTY), "签发"))
        tap.eq((only(mails, DEPUTY, "请您确认").address, office.state(1)), (DEPUTY, "approved"),
               "confirm-always = seal is for a deputy's seal too")


def not_everyone():
    """Nobody signs in another's place what he wrote, or without a role that may."""
    with Office() as office:
        approved(office)
        office.put(letter(EDITOR2, "全县供暖工作平稳有序", "全县供暖工作平稳有序，已检修管网12公里，化肥供应充足。"))
        office.run()
        item = max(office.states())
        office.cb("decide", item, "通过", good=(0,))
        office.run(letter(CHIEF, "", "请假 今天 编辑乙代"))
        mails = draft(office)
        tap.eq(asked(mails), [("chief", "请签")], "the writer of a line is no deputy: the signer is asked himself")
    with Office() as office:
        approved(office)
        office.run(letter(CHIEF, "", "请假 今天 编辑乙代"))
        sign = only(draft(office), EDITOR2)
        tap.has(sign.subject, "【代签】", "an editor may be a deputy")
        office.run(reply(sign, "签发", sender=EDITOR1))
        tap.eq(office.state(1), "approved", "he alone: another editor signs nothing")
        office.run(reply(sign, "同意签发"))
        tap.eq(office.state(1), "issued", "he does")
    with Office() as office:
        office.people("secret@qinghe.example,保密庚,县政府办,secrecy,2020-01-01,,,,")
        approved(office)
        office.run(letter(CHIEF, "", "请假 今天 保密庚代"))
        tap.eq(asked(draft(office)), [("chief", "请签")], "a role that may not sign is not asked to")


def vacation():
    """A proven automatic reply of the signer asks the deputy of people.csv; a forged one nobody."""
    for proven in (False, True):
        with Office() as office:
            approved(office)
            sign = only(draft(office), CHIEF)
            mails = office.run(reply(sign, "签发。自动回复：我在休假", subject="自动回复：" + sign.subject, proven=proven,
                                     headers=("Auto-Submitted: auto-replied",)))
            tap.eq(asked(mails), [("deputy", "代签")] if proven else [],
                   "the signer's vacation reply, %s" % ("proven" if proven else "unproven"))
            tap.eq(office.state(1), "approved", "and it decides nothing")
            if proven:
                office.run(reply(mails[0], "签发"))
                tap.eq(office.state(1), "issued", "the deputy signs")


in_place()
handed_over()
two_signers()
returned()
proof()
always_confirmed()
not_everyone()
vacation()
tap.done()
