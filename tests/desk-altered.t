#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers mail/sender.c mail/evidence.c mail/dkim.c mail/signature.c mail/submission.c mail/reference.c
# Covers pipeline/desk/answer.c pipeline/desk/proving.c
"""desk-altered - true letters that somebody altered, moved or sent on, decide nothing more

What a border or a signature says of a letter, it says of what it saw: fields that came
twice, fields that no signature covers, a signature of somebody else beside it, a login
that the letter itself claims, a code out of an older or another person's mail. Each leaves
its reason. Then true answers that a list, a border or a program wrote in an odd way.
"""
import base64
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, EDITOR2, Tap, letter, only, reply
from dkimsign import Key, sign
from mailshapes import multipart, part, quotation
from proven import DOMAIN, MX, Proof, key, passed, untouched

tap = Tap()
GO = "通过"
GOOD = "dmarc=pass header.from=" + DOMAIN


def field(raw, name, value):
    """The letter with one more field on top of its own ones, below the trace."""
    return raw.replace(b"\nFrom: ", ("\n%s: %s\nFrom: " % (name, value)).encode(), 1)


def twice(ask, other):
    """Fields that come twice: which of them the reader, the signature and the border mean differs."""
    subject = "回复：" + other.subject
    word = "=?utf-8?B?%s?=" % base64.b64encode(subject.encode()).decode()
    quick = letter(EDITOR1, "回复：" + ask.subject, GO, proven=False)  # a phone's: the locator alone
    full = reply(ask, GO, proven=False)
    return {
        "another item's Subject on top": field(quick, "Subject", word),
        "another item's Subject behind": quick.replace(b"\nMIME-Version", b"\nSubject: %s\nMIME-Version" % word.encode(), 1),
        "another item's Subject, in capitals": field(quick, "SUBJECT", word),
        "another item's Subject, with a blank": field(quick, "Subject ", word),
        "another item's Subject, with the code": field(full, "Subject", word),
        "two Content-Type": field(full, "Content-Type", 'multipart/mixed; boundary="x"'),
        "two Content-Transfer-Encoding": field(full, "Content-Transfer-Encoding", "base64"),
        "References of another item as well": field(full, "References", other.id),
        "In-Reply-To of another item as well": field(full, "In-Reply-To", other.id),
        "two From that agree": field(full, "From", "<%s>" % EDITOR1),
        "two From, the second empty": full.replace(b"\nTo:", b"\nFrom:\nTo:", 1),
        "two Sender": field(field(full, "Sender", "<%s>" % EDITOR1), "Sender", "<evil@attacker.example>"),
        "a Sender with two addresses": field(full, "Sender", "<%s>, <evil@attacker.example>" % EDITOR1),
        "a Sender that is a group": field(full, "Sender", "x: %s;" % EDITOR1),
        "a field without a colon": full.replace(b"\nTo:", b"\nFrom <evil@attacker.example>\nTo:", 1),
        "an empty line and a second head": full.replace(b"\nFrom: ", b"\n\nFrom: ", 1),
    }


def moved(ask, other, older):
    """Codes and numbers of other mails, in the editor's own proven letter."""
    def made(words, subject="审批", answers=None, **more):
        return letter(EDITOR1, subject, words, answers=answers, proven=False, **more)

    half = len(ask.token) // 2
    domain = ask.id.split("@")[1]
    return {
        "half a code and half of another": made(GO, answers="<a.%s%s@%s>" % (ask.token[:half], other.token[half:], domain)),
        "half a code in each of two fields": made(GO, headers=(
            "In-Reply-To: <a.%s@%s>" % (ask.token[:half], domain), "References: <a.%s@%s>" % (ask.token[half:], domain))),
        "two codes in one field": made(GO, answers="%s %s" % (ask.id, other.id)),
        "a code and the next one's in the text": made(GO + "\n\n> 呈报回执码：%s\n> 呈报回执码：%s" % (ask.token, other.token)),
        "a code with one letter more": made(GO, answers="<a.%sa@%s>" % (ask.token, domain)),
        "a code of another domain's desk": made(GO, answers="<a.%s@attacker.example>" % ask.token[::-1]),
        "the code of the older revision": made(GO, answers=older.id),
        "the older revision's locator": made(GO, subject="回复：" + older.subject),
        "a code and the older locator": made(GO, subject="回复：" + older.subject, answers=ask.id),
        "a locator with another item's check": made(GO, subject=re.sub(r"\[呈报 \d+", "[呈报 9", "回复：" + ask.subject)),
        "two locators in one subject": made(GO, subject="回复：%s %s" % (ask.subject, other.subject)),
        "a locator that the text names, another in the subject": made(
            GO + "\n\n> " + other.subject, subject="回复：" + ask.subject, answers=other.id),
    }


def colleague(ask, second):
    """What is not his to decide: a colleague's ask and his own proof."""
    return {
        "a colleague answers the other's ask": letter(EDITOR2, "回复：" + ask.subject, GO, answers=ask.id, proven=False),
        "by the locator": letter(EDITOR2, "回复：" + ask.subject, GO, proven=False),
        "by a list of his own": letter(EDITOR2, "回复：待审信息", "1" + GO, proven=False),
        "in a new letter": letter(EDITOR2, GO, "#%d%s" % (second, GO), proven=False),
    }


def on_the_way(ask):
    """Evidence as lists, forwarders and other borders leave it: none of it is this border's word."""
    raw = reply(ask, GO, proven=False)
    arc = ("ARC-Seal: i=1; a=rsa-sha256; cv=none; d=lists.example; s=a; b=AAAA\n"
           "ARC-Authentication-Results: i=1; %s; %s\n" % (MX, GOOD))
    results = {
        "a list's own pass": "dmarc=none header.from=%s; dkim=pass header.d=lists.example" % DOMAIN,
        "a forwarder's SPF": "spf=pass smtp.mailfrom=srs0=ab=cd=%s=editor1@forward.example; dmarc=none" % DOMAIN,
        "SPF of our own domain": "spf=pass smtp.mailfrom=%s; spf=pass smtp.helo=%s" % (EDITOR1, DOMAIN),
        "dkim of a later domain": "dkim=pass header.d=%s.cn" % DOMAIN,
        "dkim in capitals of another": "DKIM=PASS HEADER.D=ATTACKER.EXAMPLE",
        "dkim without a domain": "dkim=pass",
        "dkim by header.i of a sub-domain": "dkim=pass header.i=@%s header.d=x.%s" % (DOMAIN, DOMAIN),
        "two header.d": "dkim=pass header.d=attacker.example header.d=%s" % DOMAIN,
        "two header.from": "dmarc=pass header.from=attacker.example header.from=%s" % DOMAIN,
        "a pass that a comment ends": "dmarc=fail (x) (dmarc=pass) header.from=%s" % DOMAIN,
        "a pass in a quoted domain": 'dmarc=pass header.from="attacker.example %s"' % DOMAIN,
        "an open comment": "spf=none (dmarc=pass header.from=%s" % DOMAIN,
        "an open quotation": 'spf=none reason="dmarc=pass; %s' % GOOD,
        "a backslash": "spf=none reason=\"a\\\"; %s; b\"" % GOOD,
        "an encoded word": "=?utf-8?Q?dmarc=3Dpass_header.from=3D%s?=" % DOMAIN,
        "a method with a version": "dmarc/9=pass header.from=%s" % DOMAIN,
        "a hard fail beside the pass": "%s; dmarc=fail header.from=%s" % (GOOD, DOMAIN),
        "a NUL": "dmarc=fail\0; %s" % GOOD,
    }
    cases = {name: ("Authentication-Results: %s; %s\n" % (MX, said)).encode() + raw
             for name, said in results.items()}
    cases["ARC of a list"] = arc.encode() + raw
    cases["ARC, and the list's pass"] = ("Authentication-Results: %s; arc=pass; dmarc=fail header.from=%s\n" % (
        MX, DOMAIN)).encode() + arc.encode() + raw
    cases["a name that goes on after a line end"] = (
        "Authentication-Results: mx.qinghe.exam\n ple; %s\n" % GOOD).encode() + raw
    cases["a name in quotes that is longer"] = (
        'Authentication-Results: "%s.attacker.example"; %s\n' % (MX, GOOD)).encode() + raw
    cases["a field whose name goes on"] = ("Authentication-Results-Old: %s; %s\n" % (MX, GOOD)).encode() + raw
    return cases


class Old:
    """What sign() does not make: sha1, small keys, simple canonicalisation."""

    def __init__(self, bits):
        fd, self.path = tempfile.mkstemp(prefix="chengbao-key-")
        os.close(fd)
        subprocess.run(["openssl", "genrsa", "-traditional", "-out", self.path, str(bits)], check=True, capture_output=True)
        der = subprocess.run(["openssl", "pkey", "-in", self.path, "-pubout", "-outform", "DER"],
                             check=True, capture_output=True).stdout
        self.text = "v=DKIM1; k=rsa; p=" + base64.b64encode(der).decode()

    def sign(self, raw, selector, algorithm="sha256", canon="simple/simple", extra=""):
        head, body = raw.split(b"\n\n", 1)
        body = re.sub(rb"(\r\n)*\Z", b"\r\n", body.replace(b"\n", b"\r\n"))
        hashed = base64.b64encode(hashlib.new(algorithm, body).digest()).decode()
        own = "DKIM-Signature: v=1; a=rsa-%s; c=%s; d=%s; s=%s;%s h=From:Subject:Date; bh=%s; b=" % (
            algorithm, canon, DOMAIN, selector, extra, hashed)
        data = b""
        for name in (b"From", b"Subject", b"Date"):
            data += re.search(rb"^%s: .*(\n[ \t].*)*" % name, head, re.M).group().replace(b"\n", b"\r\n") + b"\r\n"
        with tempfile.NamedTemporaryFile() as file:
            file.write(data + own.encode())
            file.flush()
            made = subprocess.run(["openssl", "dgst", "-" + algorithm, "-sign", self.path, file.name],
                                  check=True, capture_output=True).stdout
        return (own + base64.b64encode(made).decode() + "\n").encode() + raw

    def close(self):
        os.unlink(self.path)


def signatures(proof, ask, other):
    """Letters whose signature does not show that the editor's domain sent them so."""
    small, old = Old(512), Old(2048)
    names = proof.names.table
    names["small._domainkey." + DOMAIN], names["old._domainkey." + DOMAIN] = small.text, old.text
    names["s1._domainkey.lists.example"] = key.record()
    names["only._domainkey." + DOMAIN] = key.record("h=sha1; ")
    names["mail._domainkey." + DOMAIN] = key.record("s=other; ")
    raw = reply(ask, GO, proven=False)
    quick = letter(EDITOR1, "回复：" + ask.subject, GO, proven=False)
    word = "=?utf-8?B?%s?=" % base64.b64encode(("回复：" + other.subject).encode()).decode()
    now = int(time.time())
    good = sign(quick, key, DOMAIN)
    broken = sign(raw, key, DOMAIN).replace(b"bh=", b"bh=A", 1)
    cases = {
        "a key of 512 bits": small.sign(raw, "small"),
        "sha1": old.sign(raw, "old", "sha1"),
        "sha1 said to be sha256": old.sign(raw, "old", "sha1").replace(b"rsa-sha1", b"rsa-sha256"),
        "from tomorrow on": sign(raw, key, DOMAIN, more=" t=%d;" % (now + 90000)),
        "expired a minute before": sign(raw, key, DOMAIN, more=" t=%d; x=%d;" % (now - 900, now - 60)),
        "expired before it was made": sign(raw, key, DOMAIN, more=" t=%d; x=%d;" % (now, now - 9)),
        "l=0 and the words behind": sign(raw, key, DOMAIN, length=0),
        "l= of the whole body": sign(raw, key, DOMAIN, length=len(raw.split(b"\n\n", 1)[1])),
        "the identity of another domain": sign(raw, key, DOMAIN, more=" i=editor1@attacker.example;"),
        "From not signed": sign(raw, key, DOMAIN, headers="Date:Subject:To"),
        "a key for sha1 alone": sign(raw, key, DOMAIN, selector="only"),
        "a key for other things than mail": sign(raw, key, DOMAIN, selector="mail"),
        "a list's signature alone": sign(raw, key, "lists.example"),
        "a list's beside a broken one": sign(broken, key, "lists.example"),
        "a broken one beside the list's": sign(raw, key, "lists.example").replace(
            b"DKIM-Signature", b"X-Old-Signature", 0) and broken.split(b"\n\n", 1)[0].split(b"Received:", 1)[0] +
        sign(raw, key, "lists.example"),
        "words before the signed ones": sign(raw, key, DOMAIN).replace(b"\n\n", "\n\n同意。\n".encode(), 1),
        "a footer of a list": sign(raw, key, DOMAIN) + b"_______\nlist mailing list\n",
        "the signature of another letter": sign(raw.replace(GO.encode(), "已阅".encode()), key, DOMAIN).replace(
            "已阅".encode(), GO.encode()),
        "a signed letter of another item's Subject on top": good.replace(
            b"\nFrom: ", b"\nSubject: %s\nFrom: " % word.encode(), 1),
        "a second Subject in front of all": b"Subject: %s\n" % word.encode() + good,
        "a second Content-Type in front of all": b"Content-Type: multipart/mixed; boundary=x\n" + sign(raw, key, DOMAIN),
        "another charset in front of all": b"Content-Type: text/plain; charset=utf-7\n" + sign(raw, key, DOMAIN),
    }
    small.close()
    old.close()
    return cases


def logins(ask):
    """Logins that the letter claims itself, or that are of somebody else."""
    raw = re.sub(rb"^Received: .*\n\t.*\n", b"", reply(ask, GO, proven=False), count=1, flags=re.M)

    def line(origin, by=MX, protocol="ESMTPSA", mark="(Authenticated sender: %s)" % EDITOR1):
        return ("Received: from %s\n\t%s\n\tby %s (Postfix) with %s id 4X;\n\tMon, 23 Nov 2026 11:02:03 +0800\n" % (
            origin, mark, by, protocol)).encode()

    plain = line("pc.example (unknown [192.0.2.9])", protocol="ESMTPS", mark="")
    return {
        "the mark as the name of the host": line("(Authenticated sender: %s) (unknown [192.0.2.9])" % EDITOR1, protocol="ESMTPS", mark=""),
        "the mark in the host's comment": line("pc (helo (Authenticated sender: %s) [192.0.2.9])" % EDITOR1, protocol="ESMTPS", mark=""),
        "the protocol as the name of the host": line("with.ESMTPSA.id (unknown [192.0.2.9])", protocol="ESMTP"),
        "the border as the name of the host": line("by %s with ESMTPSA id 1 (x [192.0.2.9])" % MX, by="mx.attacker.example"),
        "without encryption and login": line("pc (unknown [192.0.2.9])", protocol="ESMTP"),
        "no user": line("pc (unknown [192.0.2.9])", mark="(Authenticated sender: )"),
        "a colleague": line("pc (unknown [192.0.2.9])", mark="(Authenticated sender: %s)" % EDITOR2),
        "two users": line("pc (unknown [192.0.2.9])", mark="(Authenticated sender: %s)\n\t(Authenticated sender: %s)" % (EDITOR2, EDITOR1)),
        "an address that begins so": line("pc (unknown [192.0.2.9])", mark="(Authenticated sender: %s.attacker.example)" % EDITOR1),
        "in another server's name": line("pc (unknown [192.0.2.9])", by="attacker.example (%s)" % MX),
        "a server below ours": line("pc (unknown [192.0.2.9])", by="x." + MX),
        "below the border's own line": plain + line("pc (unknown [10.1.2.3])"),
        "below a line as if of its LMTP": b"Received: from a by b.example with LMTP id 1; d\n" + plain + line("pc (unknown [10.1.2.3])"),
    }, raw


def proven(proof, made):
    return {name: proof.own(raw) for name, raw in made.items()}


def decide_nothing(method):
    with Proof(method) as proof:
        office = proof.office
        ask, other, third = office.drafts(3)[:3]
        edited = only(office.run(proof.own(reply(third, "改题：春耕工作开局良好", proven=False))), EDITOR1)
        first = office.last_letter()[0]
        made = {"twice: " + k: v for k, v in proven(proof, twice(ask, other)).items()}
        made.update({"moved: " + k: v for k, v in proven(proof, moved(edited, other, third)).items()})
        made.update({"colleague: " + k: v for k, v in proven(proof, colleague(ask, 1)).items()} if method != "submission" else {})
        if method == "authentication-results":
            made.update({"on the way: " + k: v for k, v in on_the_way(ask).items()})
        elif method == "dkim":
            made.update({"signed: " + k: v for k, v in signatures(proof, ask, other).items()})
        elif method == "submission":
            lines, raw = logins(ask)
            made.update({"login: " + k: line + raw for k, line in lines.items()})
        office.run(*made.values())
        untouched(tap, office, first, list(made), "%s: %d altered letters" % (method, len(made)))


# name -> what the border says of it
SAID = {
    "two of the border's fields": "%s; dkim=pass (2048-bit key) header.d=%s header.i=@%s header.b=\"x\"\n"
                                  "Authentication-Results: %s; dmarc=pass (p=none dis=none) header.from=%s" % (MX, DOMAIN, DOMAIN, MX, DOMAIN),
    "its name in capitals": "MX.Qinghe.Example; " + GOOD, "a version": "%s 1; %s" % (MX, GOOD),
    "its name in quotes": '"%s"; %s' % (MX, GOOD),
    "folded and commented": "%s (postfix);\n\tspf=softfail (not designated)\n\t smtp.mailfrom=%s;\n\tdmarc=pass (policy=none)\n\t header.from=%s" % (MX, EDITOR1, DOMAIN),
    "dkim alone": "%s; spf=none; dkim=pass header.d=%s header.s=s1" % (MX, DOMAIN),
    "a broken one of a list beside it": "%s; dkim=fail header.d=lists.example; dkim=pass header.d=%s" % (MX, DOMAIN),
    "the domain in capitals": "%s; dmarc=pass header.from=QINGHE.EXAMPLE" % MX,
    "blanks around the equal signs": "%s; dmarc = pass header.from = %s" % (MX, DOMAIN),
}


def shapes(ask):
    """name -> (what the letter is made of): true answers of odd programs."""
    upper = ask.id.replace("@qinghe.example", "@QINGHE.EXAMPLE")
    subject = "回复：" + ask.subject
    coded = "=?gb18030?Q?%s?=" % "".join("=%02X" % b for b in subject.encode("gb18030"))
    quoted = "\n\n> 呈报回执码：" + ask.token
    return {
        "In-Reply-To with words around": dict(answers=None, headers=('In-Reply-To: "xinxi" of Mon, 23 Nov 2026 %s' % ask.id,)),
        "the id's domain in capitals": dict(answers=upper),
        "References alone, the last of many": dict(answers=None, headers=("References: <1@a.example>\n <2@b.example>\n %s" % ask.id,)),
        "the code in capitals": dict(body=GO + quoted.upper(), answers=None, subject="审批"),
        "the code quoted thrice": dict(body=GO + "\n\n>>> 呈报回执码：" + ask.token, answers=None, subject="审批"),
        "the subject in GB18030, Q": dict(raw_subject=coded.encode()),
        "a numbered prefix": dict(subject="Re[2]: 答复: " + ask.subject),
        "no Date": dict(), "no Message-ID": dict(),
        "a copy to a colleague": dict(headers=("Cc: 编辑乙 <%s>" % EDITOR2,)),
        "a footer of a phone in traditional script": dict(body="通過\n\n從我的 iPhone 傳送"),
        "letterspaced": dict(body="　　同　意。"),
        "signed by a card": dict(parts=multipart([part(GO), part(b"\x30\x80", "application/pkcs7-signature; name=smime.p7s",
                                                               encoding="base64")], "signed")),
        "with a card of a contact": dict(parts=multipart([part(GO), part("BEGIN:VCARD\r\nFN:编辑甲\r\nEND:VCARD\r\n", "text/vcard")])),
        "urgent, with a thread": dict(headers=("Importance: high", "Thread-Index: AdAA", "X-MSMail-Priority: High")),
        "to a name": dict(headers=("Delivered-To: xinxi@qinghe.example", "X-QQ-mid: x1", "X-Mailer: Foxmail 7.2.25[cn]")),
        "the journal named": dict(body="同意上《政务信息》"), "with thanks": dict(body="同意。辛苦了！\n谢谢"),
        "by Outlook, quoted": dict(body=GO + quotation("outlookzh", ask, EDITOR1)),
        "by a Huawei phone, quoted": dict(body=GO + quotation("huawei", ask, EDITOR1)),
        "by 163, quoted": dict(body=GO + quotation("163zh", ask, EDITOR1)),
    }


def shaped(ask, name, how):
    how = dict(how)
    how.setdefault("answers", ask.id)
    raw = letter(EDITOR1, how.pop("subject", "回复：" + ask.subject), how.pop("body", GO), proven=False, name="编辑甲", **how)
    if name in ("no Date", "no Message-ID"):
        raw = re.sub(rb"^%s: .*\n" % name[3:].encode(), b"", raw, count=1, flags=re.M)
    return raw


def true_ones():
    """By the border's word: every one decides."""
    names, wrong = list(SAID) + list(shapes(Named)), []
    for start in range(0, len(names), 10):
        with Proof("authentication-results") as proof:
            office, made = proof.office, []
            for ask, name in zip(office.drafts(10), names[start:start + 10]):
                if name in SAID:
                    made.append(("Authentication-Results: %s\n" % SAID[name]).encode() + reply(ask, GO, proven=False))
                else:
                    made.append(passed(shaped(ask, name, shapes(ask)[name])))
            office.run(*made)
            wrong += ["%s: %s %s" % (name, office.state(i + 1), [why for why, in office.rows("SELECT why FROM refusal")])
                      for i, name in enumerate(names[start:start + 10]) if office.state(i + 1) != "approved"]
    tap.eq("\n".join(wrong), "", "%d odd true answers decide" % len(names))


class Named:
    """An ask, as far as the names of the shapes need one."""
    id, subject, token, text = "<a.x@qinghe.example>", "[呈报 1-1-xx]", "x", ""


if "PROOF" not in os.environ:
    true_ones()
for chosen in os.environ.get("PROOF", "authentication-results dkim submission token").split():
    tap.note(chosen)
    decide_nothing(chosen)
key.close()
tap.done()
