#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers mail/sender.c mail/evidence.c mail/newtext.c mail/structure.c pipeline/desk/answer.c
"""desk-impostors - whoever is not the editor, and whatever is not his word, decides nothing

The same forgeries under each kind of proof, each as far proven as it can be: hidden words
bear the editor's own evidence. Each leaves its reason. The odd programs of true answers
are believed under each kind too.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, EDITOR2, Tap, letter, reply
from impostors import EVIL, GO, ODD, borders, hidden, odd, senders
from proven import Proof, key, untouched

tap = Tap()


def words(method):
    with Proof(method) as proof:
        office = proof.office
        ask, other = office.drafts(2)[:2]
        first = office.last_letter()[0]
        made = {name: proof.own(raw) for name, raw in hidden(ask, other).items()}
        office.run(*made.values())
        untouched(tap, office, first, list(made), "%s: %d answers that say nothing" % (method, len(made)))
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
            untouched(tap, office, first, list(made), "%s: %d others" % (proof.method, len(made)))


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
        untouched(tap, office, first, list(made), "%d letters with evidence that shows nothing" % len(made))
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
