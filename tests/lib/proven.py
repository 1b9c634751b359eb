# SPDX-License-Identifier: GPL-3.0-or-later
"""proven - an office that asks for one kind of proof, and letters that have it

Proof(method).own() gives a letter the editor's evidence, theirs() what a stranger of
attacker.example has of it. untouched() is what forgeries leave behind: nothing but a reason.
"""
import os
import re

from desk import EDITOR1, Office, letter
from dkimsign import Key, sign
from names import Names

DOMAIN = "qinghe.example"
MX = "mx.qinghe.example"
REPLIES = "replies     = authentication-results\nauthserv-id = " + MX
key = Key()


def passed(raw, domain=DOMAIN):
    return ("Authentication-Results: %s; dmarc=pass header.from=%s\n" % (MX, domain)).encode() + raw


def logged_in(raw, user=EDITOR1):
    line = ("Received: from pc (unknown [10.1.2.3])\n\t(Authenticated sender: %s)\n\tby %s (Postfix) with "
            "ESMTPSA id 4X;\n\tMon, 23 Nov 2026 11:02:03 +0800\n" % (user, MX)).encode()
    return line + re.sub(rb"^Received: .*\n\t.*\n", b"", raw, count=1, flags=re.M)


class Proof:
    """An office that asks for one kind of proof; own() gives a letter the editor's, theirs() what a
    stranger of attacker.example has of it."""

    def __init__(self, method):
        self.method = method
        self.office = Office()
        self.names = None
        if method == "authentication-results":
            self.own, self.theirs = passed, lambda raw: passed(raw, "attacker.example")
        elif method == "dkim":
            self.names = Names({"s1._domainkey." + DOMAIN: key.record(),
                                "s1._domainkey.attacker.example": key.record()})
            self.office.configure((REPLIES, "replies = dkim\nresolver = 127.0.0.1:%d" % self.names.port))
            self.own, self.theirs = lambda raw: signed(raw, DOMAIN), lambda raw: signed(raw, "attacker.example")
        elif method == "submission":
            self.office.configure((REPLIES, "replies = submission\nsubmission = esmtpsa\nborder = " + MX))
            path = os.path.join(self.office.base, "outside.eml")
            with open(path, "wb") as file:
                file.write(letter("someone@mail.example", "来自外部", "您好。", proven=False))
            self.office.cb("doctor", "border", "--outside", path, good=(0,))
            self.own, self.theirs = logged_in, lambda raw: raw
        else:
            self.office.configure((REPLIES, "replies = token"))
            self.office.cb("trust", "token", "--i-accept", good=(0,))
            self.own = self.theirs = lambda raw: raw

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        if self.names:
            self.names.close()
        self.office.close()


def signed(raw, domain):
    """As a mail server signs: it sends lines that end alike."""
    if b"\r\n" in raw:
        return sign(raw.replace(b"\r\n", b"\n"), key, domain).replace(b"\n", b"\r\n")
    return sign(raw, key, domain)


def untouched(tap, office, first, names, title):
    """Nothing moved by the letters behind `first`, whose names these are; each says why."""
    moved = ["%s: %s" % (names[n - first - 1], verb) for n, verb in office.rows(
        "SELECT letter, verb FROM history WHERE letter > ?", first)]
    tap.ok(not moved and set(office.states().values()) <= {"waiting", "held"}, title + ": none decides",
           "\n".join(moved) or office.states())
    silent = []
    for i, name in enumerate(names):
        kind, reason = office.rows("SELECT kind, reason FROM letter WHERE id = ?", first + 1 + i)[0]
        traced = office.rows("SELECT why FROM refusal WHERE letter = ?", first + 1 + i) or \
            office.rows("SELECT item FROM source WHERE letter = ?", first + 1 + i)
        if kind not in ("automatic", "loop", "bounce") and reason is None and not traced:
            silent.append("%s: %s" % (name, kind))
    tap.ok(not silent, title + ": each leaves its reason", "\n".join(silent))
    tap.eq([m for m in office.mails() if "attacker" in m.to], [], title + ": no mail to the attacker")
