#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers mail/sender.c mail/evidence.c mail/newtext.c mail/structure.c pipeline/desk/answer.c
"""desk-impostors - whoever is not the editor, and whatever is not his word, decides nothing

The same forgeries under each kind of proof, each as far proven as it can be: hidden words
bear the editor's own evidence. Each leaves its reason. The odd programs of true answers
are believed under each kind too.
"""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, EDITOR2, Office, Tap, letter, reply
from dkimsign import Key, sign
from impostors import EVIL, GO, ODD, borders, hidden, odd, senders
from names import Names

tap = Tap()
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


def untouched(office, first, names, title):
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


def words(method):
    with Proof(method) as proof:
        office = proof.office
        ask, other = office.drafts(2)[:2]
        first = office.last_letter()[0]
        made = {name: proof.own(raw) for name, raw in hidden(ask, other).items()}
        office.run(*made.values())
        untouched(office, first, list(made), "%s: %d answers that say nothing" % (method, len(made)))
        office.run(proof.own(reply(ask, GO, proven=False)))
        tap.eq((office.state(1), office.state(2)), ("approved", "waiting"), method + ": the true answer still works")
        tap.eq(office.cb("audit", "verify").returncode, 0, method + ": the log is whole")


def strangers(proof, asks):
    """One ask for each: where the code is proof, one that somebody else holds dies."""
    n = len(senders(only_one))
    first = proof.office.last_letter()[0]
    for start in range(0, n, 10):
        with proof.office.copy() as office:
            made = {}
            for i, ask in enumerate(asks[:n - start]):
                name = list(senders(ask))[start + i]
                line, headers = senders(ask)[name]
                made[name] = proof.theirs(letter(EVIL, "回复：" + ask.subject, GO, sender_line=line,
                                                 headers=headers, answers=ask.id, proven=False))
            office.run(*made.values())
            untouched(office, first, list(made), "%s: %d others" % (proof.method, len(made)))


def true_ones(proof, asks):
    wrong = []
    for start in range(0, len(ODD), 10):
        styles = ODD[start:start + 10]
        with proof.office.copy() as office:
            office.run(*[proof.own(odd(ask, style)) for ask, style in zip(asks, styles)])
            for ask, style in zip(asks, styles):
                item = int(ask.subject.split("[呈报 ")[1].split("-")[0])
                # Without the code nothing is proven where the code is the proof: it is confirmed.
                wanted = "waiting" if (proof.method, style) == ("token", "the locator alone") else "approved"
                if office.state(item) != wanted:
                    wrong.append("%s: %s, %s" % (style, office.state(item), office.rows(
                        "SELECT why FROM refusal ORDER BY seq")))
    tap.eq("\n".join(wrong), "", "%s: %d odd true answers" % (proof.method, len(ODD)))


def borders_word():
    """What the border does not say of the editor's domain, or does not say itself."""
    with Proof("authentication-results") as proof:
        office = proof.office
        ask = office.drafts(1)[0]
        first = office.last_letter()[0]
        made = borders(ask)
        office.run(*made.values())
        untouched(office, first, list(made), "%d letters with evidence that shows nothing" % len(made))
        office.run(proof.own(reply(ask, GO, proven=False)))
        tap.eq(office.state(1), "approved", "the border's own word still counts")


def again(method):
    """A true answer that comes again, after it was taken back: under another Message-ID where the
    evidence does not cover that, one hop longer, from somebody else."""
    with Proof(method) as proof:
        office = proof.office
        ask, other = office.drafts(2)[:2]
        answer = proof.own(reply(ask, GO, proven=False))
        office.run(answer)
        tap.eq(office.state(1), "approved", method + ": an answer counts")
        office.cb("decide", 1, "撤销", good=(0,))
        office.run()
        tap.eq(office.state(1), "waiting", method + ": and was taken back")
        office.run(answer, b"Received: from a by b; now\n" + answer,
                   answer.replace(b"Message-ID: <", b"Message-ID: <again."),
                   answer.replace(ask.id.encode(), other.id.encode()),
                   proof.own(letter(EDITOR2, "转发：" + ask.subject, GO, answers=ask.id, proven=False)),
                   proof.own(letter(EDITOR1, "Re: " + other.subject, GO, answers=ask.id, proven=False)))
        tap.eq(office.states(), {1: "waiting", 2: "waiting"}, method + ": sent again it decides nothing")


def copied():
    """Where the code is proof, whoever reads a copy has it: an answer with copies proves nothing."""
    for name, headers in (("Cc", ("Cc: <%s>" % EDITOR2,)), ("another To", ("To: <%s>" % EDITOR2,)),
                          ("a resent one", ("Resent-To: <x@qinghe.example>", "Resent-From: <%s>" % EDITOR2)),
                          ("Bcc", ("Bcc: <%s>" % EDITOR2,))):
        with Proof("token") as proof:
            ask = proof.office.drafts(1)[0]
            proof.office.run(reply(ask, GO, proven=False, headers=headers))
            tap.eq(proof.office.state(1), "waiting", "token: %s" % name)


class only_one:
    """An ask, as far as the names of the cases need one."""
    address = EDITOR1


for chosen in os.environ.get("PROOF", "authentication-results dkim submission token").split():
    tap.note(chosen)
    words(chosen)
    with Proof(chosen) as ten:
        waiting = ten.office.drafts(10)
        strangers(ten, waiting)
        true_ones(ten, waiting)
    again(chosen)
borders_word()
copied()
key.close()
tap.done()
