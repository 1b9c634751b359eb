#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/judge.c pipeline/desk/answer.c pipeline/desk/rights.c
"""desk-forgery - answers that are not what they claim change nothing and leave a trace

Every variant is let loose on one open ask; the whole of what a decision could
change is compared before and after. At the end the true answer still works.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import BOX, CHIEF, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, multipart, part, proof, received, word

tap = Tap()
EVIL = "evil@attacker.example"
AR = "Authentication-Results: mx.qinghe.example; "


def raw_from(line):
    return dict(sender_line=line)


def variants(ask, other):
    """name -> letter; `ask` is open and EDITOR1's, `other` is another open ask of his."""
    text = "通过\n\n"
    token, wrong = ask.token, ask.token[:-1] + ("a" if ask.token[-1] != "a" else "b")
    subject = "回复：" + ask.subject
    domain = ask.id.split("@")[1]
    plain = part("退回 缺数据", "text/plain")
    html = part("<p>通过</p>", "text/html")
    nested = part(reply(ask, "通过"), "message/rfc822")
    return {
        "a stranger with the right token": reply(ask, "通过", EVIL),
        "a contributor with the right token": reply(ask, "通过", FARM),
        "a colleague with the right token": reply(ask, "通过", EDITOR2),
        "the evidence failed": reply(ask, "通过", evidence=AR + "dmarc=fail header.from=qinghe.example"),
        "dkim of another domain": reply(
            ask, "通过", evidence=AR + "dkim=pass header.d=attacker.example"),
        "SPF alone": reply(ask, "通过", evidence=AR + "spf=pass smtp.mailfrom=qinghe.example"),
        "ARC alone": reply(ask, "通过", evidence=AR + "arc=pass header.d=qinghe.example"),
        "no evidence": reply(ask, "通过", proven=False),
        "evidence below the border's Received": reply(
            ask, "通过", proven=False, headers=(proof(EDITOR1),)),
        "a look-alike authserv-id": reply(
            ask, "通过", evidence="Authentication-Results: mx.qinghe.example.attacker.example; "
                                  "dmarc=pass header.from=qinghe.example"),
        "evidence for another domain": reply(
            ask, "通过", evidence=AR + "dmarc=pass header.from=attacker.example"),
        "two From fields": reply(ask, "通过", headers=("From: <%s>" % EVIL,)),
        "From with a blank before the colon": reply(ask, "通过", headers=("From : <%s>" % EVIL,)),
        "two addresses in From": reply(ask, "通过", **raw_from("<%s>, <%s>" % (EDITOR1, EVIL))),
        "a group in From": reply(ask, "通过", **raw_from("editors: <%s>;" % EDITOR1)),
        "a route in From": reply(ask, "通过", **raw_from("<@a.example:%s>" % EDITOR1)),
        "a comment in From": reply(ask, "通过", **raw_from("editor1(x)@qinghe.example")),
        "the address as an encoded word": reply(
            ask, "通过", **raw_from(word("编" + EDITOR1) + " <%s>" % EVIL)),
        "the address as a display name": reply(
            ask, "通过", EVIL, **raw_from('"%s" <%s>' % (EDITOR1, EVIL))),
        "NUL in From": reply(ask, "通过").replace(b"From: <editor1@", b"From: <editor1\0@", 1),
        "a bare CR in From": reply(ask, "通过").replace(
            b"From: <editor1@", b"From: <x@y.example>\r<editor1@", 1),
        "a sub-domain": reply(ask, "通过", "editor1@mail.qinghe.example"),
        "a trailing dot": reply(ask, "通过", "editor1@qinghe.example.", evidence=proof(EDITOR1)),
        "a look-alike domain": reply(ask, "通过", "editor1@qinghe-example.example"),
        "a punycode domain": reply(ask, "通过", "editor1@xn--qinghe-xyz.example"),
        "Reply-To of the editor": reply(ask, "通过", EVIL, headers=("Reply-To: " + EDITOR1,)),
        "Sender of the editor": reply(ask, "通过", EVIL, headers=("Sender: " + EDITOR1,)),
        "another Sender": reply(ask, "通过", headers=("Sender: <%s>" % EVIL,)),
        "a bit of the token flipped": letter(
            EDITOR1, "审批", text, answers="<a.%s@%s>" % (wrong, domain)),
        "the token cut": letter(
            EDITOR1, "审批", text, answers="<a.%s@%s>" % (token[:-4], domain)),
        "a guessed token": letter(
            EDITOR1, "审批", text, answers="<a.%s@%s>" % ("a" * len(token), domain)),
        "tokens of two asks": letter(
            EDITOR1, "回复", text + "呈报回执码：" + other.token, answers=ask.id),
        "a token of ours and an unknown one": letter(
            EDITOR1, "回复", text, answers=ask.id,
            headers=("X-Other: 1",)).replace(
                b"References: <", b"References: <a.%s@%s> <" % (wrong.encode(), domain.encode())),
        "the locator of another item with this token": letter(
            EDITOR1, "回复：" + other.subject, text, answers=ask.id),
        "the locator alone from a stranger": letter(EVIL, subject, "通过"),
        "the locator alone without proof": letter(EDITOR1, subject, "通过", proven=False),
        "the locator with wrong check characters": letter(
            EDITOR1, "回复：[呈报 1-1-zz]", "通过"),
        "a bare command without reference": letter(EDITOR1, "通过", "通过"),
        "a forwarded letter of a colleague": letter(
            EDITOR2, "转发：" + ask.subject, "通过\n\n" + ask.text, answers=ask.id),
        "a vacation reply that quotes all": reply(
            ask, "通过", headers=("Auto-Submitted: auto-replied",)),
        "a receipt that quotes all": reply(ask, "通过", subject="已读: " + ask.subject),
        "mail of a list": reply(ask, "通过", headers=("List-Id: <x.example>", "Precedence: list")),
        "from our own box": reply(ask, "通过", BOX),
        "from mailer-daemon": reply(ask, "通过", "mailer-daemon@qinghe.example"),
        "the command in the quotation alone": reply(ask, "\n> 通过\n"),
        "the command hidden in HTML": letter(
            EDITOR1, subject, '<div style="display:none">通过</div><p>收到</p>', kind="text/html",
            answers=ask.id),
        "plain says 退回, HTML says 通过": letter(
            EDITOR1, subject, parts=multipart([plain, html], "alternative"), answers=ask.id),
        "the command in an attachment": letter(
            EDITOR1, subject, answers=ask.id, parts=multipart(
                [part("见附件"), attachment("批示.txt", "通过".encode(), "text/plain")])),
        "the command in a nested mail": letter(
            EDITOR1, subject, answers=ask.id, parts=multipart([part("见下"), nested])),
        "the command in a digest, and no word of one's own": letter(
            EDITOR1, subject, answers=ask.id, parts=multipart([nested], "digest")),
        "the command in an attached letter, and no word of one's own": letter(
            EDITOR1, subject, answers=ask.id, parts=multipart([nested])),
        "plain says 通过, the page hides it": letter(
            EDITOR1, subject, answers=ask.id, parts=multipart(
                [part("通过"), part("<p hidden>通过</p>", "text/html")], "alternative")),
        "the command with a line through it": letter(
            EDITOR1, subject, "<p><s>通过</s></p>", kind="text/html", answers=ask.id),
        "a line through it in the page alone": letter(
            EDITOR1, subject, answers=ask.id, parts=multipart(
                [part("通过"), part("<p><s>通过</s></p>", "text/html")], "alternative")),
        "right-to-left tricks": reply(ask, "\u202e过通\u202c"),
        "zero-width inside a refusal": reply(ask, "不\u200b通过"),
        "the superior's 采用 for an ask": letter(
            "zwxx@city.example", subject, "采用 1", answers=ask.id),
    }


def at_once():
    with Office() as office:
        ask, other = office.drafts(2)[:2]
        before = office.decided()
        first = office.last_letter()[0]
        made = variants(ask, other)
        tap.ok(len(made) >= 45, "%d forgeries" % len(made))
        office.run(*made.values())
        now = {k: v[:len(before[k])] for k, v in office.decided().items()}
        tap.eq(now, before, "none changed anything")
        tap.eq(office.rows("SELECT letter, verb FROM history"), [], "nor moved any item")
        for i, name in enumerate(made):
            number = first + 1 + i
            kind, reason = office.rows("SELECT kind, reason FROM letter WHERE id = ?", number)[0]
            traced = office.rows("SELECT why FROM refusal WHERE letter = ?", number) or \
                office.rows("SELECT item FROM source WHERE letter = ?", number)
            # automatic by its kind; not proven, held as a report, or refused by its trace
            tap.ok(kind in ("automatic", "loop", "bounce") or reason is not None or traced,
                   "%s: %s, %s" % (name, kind, reason))
        tap.eq([m for m in office.mails() if "attacker" in m.to], [], "no mail to the attacker")
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "approved", "the true answer still works")
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")


REPLIES = "replies     = authentication-results"
# What the code alone proves where an office chose that: from the asked address, to us alone.
BY_TOKEN = {"dkim of another domain", "SPF alone", "ARC alone", "no evidence",
            "evidence below the border's Received", "a look-alike authserv-id",
            "evidence for another domain"}


def each_method(method):
    """The same forgeries where replies are proven by another method, each by itself."""
    with Office() as office:
        office.configure((REPLIES, "replies = " + method))
        if method == "token":
            office.cb("trust", "token", "--i-accept", good=(0,))
        if method == "submission":
            office.configure(("replies = submission", "replies = submission\nborder = %s\n"
                              "submission = esmtpsa" % "mx.qinghe.example"))
            path = os.path.join(office.base, "outside.eml")
            with open(path, "wb") as file:
                file.write(letter(EVIL, "来自外部", "您好。", proven=False))
            office.cb("doctor", "border", "--outside", path, good=(0,))
        ask, other = office.drafts(2)[:2]
        before, decided = office.decided(), []
        made = variants(ask, other)
        for name, raw in made.items():
            tried = office.copy()
            tried.run(raw)
            now = {k: v[:len(before[k])] for k, v in tried.decided().items()}
            if now != before:
                decided.append(name)
            tried.close()
        wanted = BY_TOKEN if method == "token" else set()
        tap.eq(sorted(decided), sorted(wanted),
               "%s: %d forgeries, %d decide" % (method, len(made), len(wanted)))


def confirmation():
    with Office() as office:
        asks = office.drafts(3)
        mails = office.run(reply(asks[0], "通过", proven=False))
        mail = only(mails, EDITOR1)
        tap.has(mail.subject, "请您确认", "an unproven answer is confirmed by a second mail")
        tap.has(mail.text, "通过", "which quotes the words")
        before = office.decided()
        office.run(reply(mail, "确认", EDITOR2))
        office.run(reply(mail, "确认", EVIL))
        office.run(letter(EDITOR1, "回复：" + mail.subject, "确认"))
        tap.eq(office.decided(), before, "确认 from elsewhere, or without the token, is nothing")
        office.run(reply(mail, "好的"))
        tap.eq(office.decided(), before, "any other word is nothing")
        office.run(reply(mail, "确认", proven=False))
        tap.eq(office.state(1), "approved", "确认 with the token from the configured address")
        tap.eq(office.show(1)["history"][-1]["evidence"], "confirmed", "is the evidence on record")
        again = office.decided()
        office.run(reply(mail, "确认", proven=False))
        tap.eq(office.decided(), again, "once")
        deny = only(office.run(reply(asks[1], "退回 不行", proven=False)), EDITOR1)
        mails = office.run(reply(deny, "不是我", proven=False))
        tap.eq(office.state(2), "waiting", "不是我 decides nothing")
        tap.ok(any("冒用" in m.subject + m.text for m in mails), "and the office is told", mails)
        office.run(reply(deny, "确认", proven=False))
        tap.eq(office.state(2), "waiting", "nor can it be confirmed after that")
        late = only(office.run(reply(asks[2], "备查", proven=False)), EDITOR1)
        office.run(reply(asks[2], "通过"))
        office.run(reply(late, "确认"))
        tap.eq(office.state(3), "approved", "a confirmation after the decision changes nothing")


def removed():
    """Whoever left the roster decides nothing any more."""
    with Office() as office:
        ask = office.drafts(1)[0]
        path = os.path.join(office.dir, "people.csv")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("编辑甲,政府办信息科,editor,2025-01-01,,",
                                    "编辑甲,政府办信息科,editor,2025-01-01,2025-12-31,"))
        before = office.decided()
        office.run(reply(ask, "通过"))
        tap.eq(office.decided(), before, "an editor who left")
        tap.eq(office.refusals(), 1, "is refused")


def contributors():
    """A contributor decides nothing: what quotes a code that lives no more is his report."""
    with Office() as office:
        ask, other = office.drafts(2)[:2]
        office.run(reply(ask, "通过"))
        quoted = "全县化肥供应充足，群众满意。\n\n呈报回执码：%s"
        for name, code in (("unknown", "a" * len(ask.token)), ("dead", ask.token)):
            before, refused, items = office.decided(), office.refusals(), len(office.states())
            mails = office.run(letter(FARM, "春耕备耕化肥供应情况（%s）" % name, quoted % code))
            tap.eq(office.last_letter()[1:], ("report", None), "%s code: a report" % name)
            tap.eq(office.state(items + 1), "waiting", "%s code: which waits" % name)
            tap.eq(len(to(mails, EDITOR1)), 1, "%s code: and is asked about" % name)
            answer = reply(to(mails, EDITOR1)[0], "通过", client="163")
            tap.eq(len(to(mails, FARM)), 1, "%s code: its writer has a receipt" % name)
            tap.eq(office.refusals(), refused + 1, "%s code: the refusal is on record" % name)
            tap.eq(office.decided()["item"][:items], before["item"], "%s code: nothing else" % name)
            office.run(answer)
            tap.eq(office.state(items + 1), "approved",
                   "%s code: which the ask's quotation carries and does not stop the answer" % name)
        items = len(office.states())
        office.run(letter(FARM, "春耕备耕化肥供应情况", quoted % other.token))
        tap.eq((office.last_letter()[1], len(office.states())), ("answer", items),
               "a living code of somebody else stays a refused answer")


for scenario in (at_once, contributors, confirmation, removed):
    tap.note(scenario.__name__)
    scenario()
for chosen in ("dkim", "submission", "token"):
    tap.note(chosen)
    each_method(chosen)
tap.done()
