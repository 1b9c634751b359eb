#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers command/doctor_border.c config/office_submission.c mail/submission.c
"""desk-submission - decisions by whoever had logged in at the office's own mail server

It proves nothing before `doctor border` has seen a letter from outside; then the
topmost Received counts and nothing else.
"""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, EDITOR2, FARM, Office, Tap, letter, reply

tap = Tap()
MX = "mx.qinghe.example"


def postfix(user, mark=True):
    return ("Received: from pc (unknown [10.1.2.3])\n\t%sby %s (Postfix) with ESMTPSA id 4X;\n\t"
            "Mon, 23 Nov 2026 11:02:03 +0800\n" % (
                "(Authenticated sender: %s)\n\t" % user if mark else "", MX)).encode()


def webmail(user):
    return ("Received: from %s ( [10.1.2.3] ) by\n ajax-webmail-mail1.qinghe.example (Coremail) ; "
            "Mon, 23\n Nov 2026 11:02:03 +0800 (GMT+08:00)\n" % user.replace("@", "$")).encode()


def bare(raw):
    """Without the Received that every made letter has."""
    return re.sub(rb"^Received: .*\n\t.*\n", b"", raw, count=1, flags=re.M)


def inside(raw, head):
    return head + bare(raw)


def plain(ask, words="通过", sender=None):
    return reply(ask, words, sender, proven=False)


OUTSIDE = letter("someone@mail.example", "来自外部", "您好。", proven=False)


def office_of(forms):
    office = Office()
    office.configure(("replies     = authentication-results\nauthserv-id = mx.qinghe.example",
                      "replies = submission\nsubmission = %s\nborder = %s" % (forms, MX)))
    return office


def doctor(office, *args, raw=None):
    if raw is not None:
        path = os.path.join(office.base, "letter.eml")
        with open(path, "wb") as file:
            file.write(raw)
        args += (path,)
    ran = office.cb("doctor", "border", *args, good=(0, 1, 64))
    return ran.returncode, ran.out + ran.err


def opens():
    """Shut until it was shown; shut again when a setting changes."""
    with office_of("esmtpsa") as office:
        asks = office.drafts(4)
        office.run(inside(plain(asks[0]), postfix(EDITOR1)))
        tap.eq(office.state(1), "waiting", "before it was shown it proves nothing")
        tap.eq(doctor(office)[0], 1, "doctor border says so")
        tap.eq(doctor(office, "--outside", raw=inside(OUTSIDE, postfix("someone")))[0], 1,
               "a letter from outside with the mark forbids it")
        tap.eq(doctor(office, "--outside", raw=letter(FARM, "a", "b", proven=False))[0], 1,
               "a letter of the own domain shows nothing")
        tap.ok(not os.path.exists(os.path.join(office.dir, "submission.shown")), "nothing noted")
        tap.eq(doctor(office, "--outside", raw=OUTSIDE)[0], 0, "one without the mark opens it")
        tap.eq(doctor(office)[0], 0, "doctor border is content")
        office.run(inside(plain(asks[1]), postfix(EDITOR1)))
        tap.eq(office.state(2), "approved", "now it decides")
        tap.eq(office.rows("SELECT evidence FROM history WHERE item = 2 AND verb = 'approve'"),
               [("submission",)], "with its evidence in the history")
        office.run(inside(letter(FARM, "抗旱情况", "抗旱有序。", proven=False), postfix(FARM)))
        tap.eq((office.show(5)["sender"]["evidence"], office.show(5)["sender"]["flag"]),
               ("submission", None), "a report has it too")
        office.configure(("submission = esmtpsa", "submission = esmtpsa, coremail:mail1.qinghe.example"))
        office.run(inside(plain(asks[2]), postfix(EDITOR1)))
        tap.eq(office.state(3), "waiting", "other settings were never shown")


def forged():
    with office_of("esmtpsa, coremail:mail1.qinghe.example") as office:
        doctor(office, "--outside", raw=OUTSIDE)
        ask, second = office.drafts(2)
        raw = plain(ask)
        outside = b"Received: from a.example (a [192.0.2.1])\n\tby mx.qinghe.example with ESMTPS id 1; d\n"
        bad = {
            "no mark": raw,
            "the mark below the border's line": outside + inside(raw, postfix(EDITOR1)),
            "web mail below the border's line": outside + inside(raw, webmail(EDITOR1)),
            "somebody else logged in": inside(raw, postfix(EDITOR2)),
            "somebody else in web mail": inside(raw, webmail(EDITOR2)),
            "logged in, no user named": inside(raw, postfix(EDITOR1, mark=False)),
            "another server": inside(raw, postfix(EDITOR1).replace(MX.encode(), b"mx.evil.example")),
            "a look-alike server": inside(raw, webmail(EDITOR1).replace(
                b"mail1.qinghe.example", b"mail1.qinghe.example.evil.example")),
            "evidence of its own": b"Authentication-Results: mx.qinghe.example; dmarc=pass\n" + raw,
        }
        for name, one in bad.items():
            office.run(one)
            tap.eq((office.state(1), office.state(2)), ("waiting", "waiting"), name)
        for name, one in {
                "a second From": b"From: <x@y.example>\n" + inside(raw, postfix(EDITOR1)),
                "another Sender": inside(raw, postfix(EDITOR1) + b"Sender: <x@y.example>\n")}.items():
            office.run(one)
            tap.eq(office.state(1), "waiting", name)
        office.run(inside(raw, webmail(EDITOR1)))
        tap.eq(office.state(1), "approved", "the true answer still works")
        office.run(inside(plain(second), b"Received: from %s by %s with LMTP id x; d\n" % (
            MX.encode(), MX.encode()) + postfix(EDITOR1)))
        tap.eq(office.state(2), "approved", "also behind the border's LMTP")


def tells():
    """What to set, from the letters that came or that are given."""
    with Office() as office:
        tap.eq(doctor(office)[0], 0, "an office that has not begun")
        office.run(letter(FARM, "春耕情况", "化肥充足。"))
        code, said = doctor(office)
        tap.ok(code == 0 and "✓" in said and MX in said, "what is set is found", said)
        code, said = doctor(office, raw=inside(letter(EDITOR1, "a", "b", proven=False), postfix(EDITOR1)))
        tap.has(said, "submission = esmtpsa", "the mark of a login is told")
        tap.ok(code == 1 and "✗" in said, "and that the name that is set is missing there", said)
        code, said = doctor(office, raw=inside(letter(EDITOR1, "a", "b", proven=False), webmail(EDITOR1)))
        tap.has(said, "submission = coremail:mail1.qinghe.example", "and that of Coremail's web mail")
        code, said = doctor(office, raw=b"Authentication-Results: other.example; none\n" + inside(
            letter(EDITOR1, "a", "b", proven=False), b"DKIM-Signature: v=1\nReceived: by h with LMTP; d\n"))
        tap.ok("other.example" in said and "border = " in said.replace("：", " = ") or "h" in said,
               "names and hops", said)
        tap.has(said, "replies = dkim", "and signatures")
        tap.eq(doctor(office, "--outside", raw=OUTSIDE)[0], 64, "--outside needs a form to be named")
        tap.eq(office.cb("doctor", "border", "/nowhere.eml").returncode, 1, "a file that is not there")


def refused():
    with Office() as office:
        office.configure(("replies     = authentication-results\nauthserv-id = mx.qinghe.example",
                          "replies = submission\nsubmission = esmtpsa, x, coremail:, coremail:a b"))
        said = office.cb("check").err + office.cb("check").out
        tap.eq(office.cb("check").returncode, 78, "wrong forms are errors")
        for form in ("“x”", "“coremail:”", "“border = "):
            tap.has(said, form, form)


for scenario in (opens, forged, tells, refused):
    tap.note(scenario.__name__)
    scenario()
tap.done()
