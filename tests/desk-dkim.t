#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/proving.c pipeline/reading/keys.c pipeline/reading/resolver.c mail/proof.c
# and pipeline/reading/resolver_records.c
"""desk-dkim - decisions by letters that their own DKIM signature proves

Keys lie in a private DNS server on loopback. What does not prove its sender
takes the way of a second mail; what the DNS withholds is read again later.
"""
import os
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, FARM, Office, Tap, letter, only, reply, to
from dkimsign import Key, sign
from names import Names
from service import Service

tap = Tap()
DOMAIN = "qinghe.example"
NAME = "s1._domainkey." + DOMAIN
key, weak, ed, other = Key(), Key(bits=1024), Key("ed25519"), Key()


class Signed(Office):
    """An office that asks for a signature, and a DNS of its own."""

    def __init__(self, when=None, replies="dkim"):
        super().__init__(when)
        self.names = Names({NAME: key.record()})
        self.configure(("replies     = authentication-results\nauthserv-id = mx.qinghe.example",
                        "replies     = %s\nresolver    = 127.0.0.1:%d" % (
                            replies, self.names.port)))

    def close(self):
        self.names.close()
        super().close()

    def evidence(self, item):
        return self.show(item)["sender"]["evidence"]

    def decider(self, item):
        return self.rows("SELECT evidence FROM history WHERE item = ? AND verb = 'approve'", item)


def signed(raw, by=key, domain=DOMAIN, **more):
    return sign(raw, by, domain, **more)


def plain(ask, words="通过", **more):
    return reply(ask, words, proven=False, **more)


def approves():
    """Every shape of a good signature decides at once."""
    good = {
        "as 163 signs": dict(),
        "as QQ signs": dict(headers="From:To:Subject:Date", more=" t=%d;" % (time.time() - 5)),
        "as Coremail signs, 1024 bits": dict(by=weak, selector="weak"),
        "with ed25519": dict(by=ed, selector="ed"),
        "with a key of an alias": dict(selector="alias"),
    }
    with Signed() as office:
        office.names.table["weak._domainkey." + DOMAIN] = weak.record("n=a 1024 bit key; ")
        office.names.table["ed._domainkey." + DOMAIN] = ed.record()
        office.names.table["alias._domainkey." + DOMAIN] = ("cname", NAME)
        asks = office.drafts(len(good))
        for n, (name, how) in enumerate(good.items()):
            raw = plain(asks[n], charset="gb18030", encoding="base64") if n % 2 else plain(asks[n])
            office.run(signed(raw, **how))
            tap.eq((office.state(n + 1), office.decider(n + 1)), ("approved", [("dkim",)]), name)
        tap.eq(len({n for n, _ in office.names.asked}), 4, "each key was asked for")
        tap.eq(office.evidence(1), "none", "a report without signature has none")
        tap.eq(office.show(1)["sender"]["flag"], "未核验", "and is flagged")
        office.run(signed(letter(FARM, "农机检修进展情况", "农机检修已完成八成。", proven=False)))
        tap.eq((office.evidence(6), office.show(6)["sender"]["flag"]), ("dkim", None),
               "a signed report has its evidence")
        public = office.cb("read", "-", "--json", good=(0,), input=signed(plain(asks[0]))).out
        tap.has(public, '"evidence":"dkim"', "read says so too")
        keys = office.rows("SELECT params FROM event WHERE type = 'letter.judged' AND "
                           "params LIKE '%s1._domainkey%' ORDER BY seq LIMIT 1")
        tap.has(keys[0][0], key.public, "the log holds the key by which a letter was judged")
        office.names.close()
        before = office.decided()
        office.cb("rebuild", good=(0,))
        tap.eq(office.decided(), before, "rebuild asks no DNS")


def refused():
    """What proves nothing is confirmed first, and accuses nobody."""
    with Signed() as office:
        table = office.names.table
        table["test._domainkey." + DOMAIN] = other.record("t=y; ")
        table["gone._domainkey." + DOMAIN] = "v=DKIM1; p="
        table["two._domainkey." + DOMAIN] = [key.record(), other.record()]
        table["junk._domainkey." + DOMAIN] = "x" * 1500
        table["s1._domainkey.evil.example"] = key.record()
        table["s1._domainkey.mail." + DOMAIN] = key.record()
        ask, second = office.drafts(2)[:2]
        raw = plain(ask)
        bad = {
            "unsigned": raw,
            "subject altered": signed(raw).replace(b"\nSubject: ", b"\nSubject: x", 1),
            "body altered": signed(raw).replace("\n通过".encode(), "\n同意".encode(), 1),
            "text added behind": signed(raw) + "再加一句".encode(),
            "l=": signed(raw, length=10),
            "the subject not signed": signed(raw, headers="Date:From:To"),
            "another domain": signed(raw, domain="evil.example"),
            "a sub-domain": signed(raw, domain="mail." + DOMAIN),
            "a key of somebody else": signed(raw, by=other),
            "expired": signed(raw, more=" t=1700000000; x=1700000001;"),
            "a test key": signed(raw, by=other, selector="test"),
            "a revoked key": signed(raw, selector="gone"),
            "two records": signed(raw, selector="two"),
            "junk in the DNS": signed(raw, selector="junk"),
            "no such key": signed(raw, selector="none"),
            "evidence of its own": b"Authentication-Results: mx.qinghe.example; dmarc=pass\n" + raw,
        }
        confirmations = []
        for name, one in bad.items():
            mails = office.run(one)
            tap.eq((office.state(1), office.state(2)), ("waiting", "waiting"), name)
            confirmations += [m for m in to(mails, EDITOR1) if "请您确认" in m.subject]
        tap.ok(confirmations, "a second mail asks for confirmation")
        tap.eq(office.one("SELECT count(*) FROM letter WHERE reason = 'failed-evidence'"), 0,
               "nothing of this counts as forged")
        for name, raw in {
                "a second From": b"From: <x@y.example>\n" + signed(plain(ask)),
                "a second From below": signed(plain(ask)).replace(
                    b"\nTo: ", b"\nFrom: <x@y.example>\nTo: ", 1)}.items():
            count = office.refusals()
            office.run(raw)
            tap.eq((office.state(1), office.refusals() > count), ("waiting", True), name)
        approval = signed(plain(ask))
        office.run(approval)
        tap.eq(office.state(1), "approved", "the true answer still works")
        office.run(approval.replace(ask.id.encode(), second.id.encode()))
        tap.eq(office.state(2), "waiting", "signed for one item, it decides no other")
        office.run(b"Received: from a by b; now\n" + approval)
        tap.eq((office.state(1), office.state(2)), ("approved", "waiting"), "nor twice")


def beside_the_border():
    """The border's word goes first; the signature is asked where that proves nothing."""
    with Signed() as office:
        office.configure(("replies     = dkim",
                          "replies = authentication-results, dkim\nauthserv-id = mx.qinghe.example"))
        asks = office.drafts(3)
        office.run(signed(plain(asks[0])))
        tap.eq(office.decider(1), [("dkim",)], "no word of the border: the signature counts")
        office.run(reply(asks[1], "通过"))
        tap.eq(office.decider(2), [("authentication-results",)], "its pass needs no signature")
        before = len(office.names.asked)
        office.run(b"Authentication-Results: mx.qinghe.example; dmarc=fail\n" +
                   signed(plain(asks[2])))
        tap.eq((office.state(3), office.refusals()), ("waiting", 1), "its fail is not outdone")
        tap.eq(len(office.names.asked), before, "nor is the DNS asked then")
        office.run(b"Authentication-Results: mx.qinghe.example; dmarc=fail\n" + signed(
            letter(FARM, "伪造的报告", "内容。", proven=False)))
        tap.eq(office.show(4)["reason"], "failed-evidence", "a failed check holds the report")


def whom_it_asks():
    """Strangers cannot make the office ask the DNS, nor a signature for other names."""
    with Signed() as office:
        office.run(sign(letter("a@evil.example", "关于某事", "内容。", proven=False), key,
                        "evil.example"),
                   sign(letter(FARM, "春耕情况", "内容。", proven=False), key, "evil.example"))
        tap.eq(office.names.asked, [], "nothing was looked up")


def dns_down():
    """A letter whose key cannot be had waits; after an hour it is judged without proof."""
    with Signed("2026-12-01 10:00:00") as office:
        office.names.table[NAME] = "servfail"
        asks = office.drafts(3)
        # Signed without a time: the key alone is what lacks.
        office.run(signed(plain(asks[0])))
        tap.eq(office.state(1), "waiting", "no decision")
        tap.eq(office.one("SELECT count(*) FROM letter WHERE state = 'new'"), 1, "the letter waits")
        tap.eq(office.one("SELECT count(*) FROM ask WHERE kind = 'confirm'"), 0,
               "and nobody is asked to confirm yet")
        tap.has(office.said, "waits", "the log says so")
        mails = office.run(letter(FARM, "抗旱工作情况", "抗旱工作有序。", proven=False))
        tap.eq(len(to(mails, FARM)), 1, "a report does not wait for the DNS")
        office.run(signed(plain(asks[1], "退 缺数据")))
        tap.eq(office.state(2), "waiting", "a later answer of the same person waits behind it")
        office.names.table[NAME] = key.record()
        office.when = "2026-12-01 10:10:00"
        office.run()
        tap.eq((office.state(1), office.decider(1), office.state(2)),
               ("approved", [("dkim",)], "returned"), "with the DNS back both are carried out")
        office.names.table[NAME] = "servfail"
        office.run(signed(plain(asks[2])))
        item = 3
        office.when = "2026-12-01 11:00:00"
        tap.eq((office.run(), office.state(item)), ([], "waiting"), "it waits for an hour")
        office.when = "2026-12-01 11:20:00"
        mail = only(office.run(), EDITOR1, "请您确认")
        tap.eq(office.state(item), "waiting", "then a second mail asks")
        office.names.table[NAME] = key.record()
        office.run(plain(mail, "确认"))
        tap.eq(office.state(item), "approved", "whose answer counts")


def service():
    """A running service reads the waiting letter again by itself."""
    with Signed() as office:
        office.names.table[NAME] = "refused"
        ask = office.drafts(1)[0]
        running = Service(office).start()
        running.wait_ready()
        office.put(signed(plain(ask)))
        tap.ok(running.wait_for(lambda: office.names.asked), "the key is asked for")
        time.sleep(0.5)
        tap.eq(office.state(1), "waiting", "and refused")
        office.names.table[NAME] = key.record()
        tap.ok(running.wait_for(lambda: office.state(1) == "approved"), "it is asked for again")
        running.stop()


for scenario in (approves, refused, beside_the_border, whom_it_asks, dns_down, service):
    tap.note(scenario.__name__)
    scenario()
for one in (key, weak, ed, other):
    one.close()
tap.done()
