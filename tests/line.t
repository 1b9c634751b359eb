#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""line - the whole line on a private Dovecot and Postfix

Reports by swaks, mutt and plain SMTP come in over IMAP IDLE; the editor, the
signer and the superior answer from their real mailboxes through submission,
where the border adds its evidence; the issue reaches the superior once. Then
forged answers by the same paths, which change nothing, and a genuine bounce.

Not here: kills, an outage and wrong settings (line-faults.t).
"""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, URGENT, Tap
from line import ABOVE, stages, wait_for
from mailshapes import attachment, multipart, part
from programs import answer, mutt, plain, swaks

tap = Tap()

FLOOD = "城关镇沿河路段发生内涝，我局已转移群众26人，无人员伤亡，排水作业正在进行。"
SPRING = "全县春耕备耕工作进展顺利，化肥供应充足，已完成任务37件，群众满意。"
WORK = "今年以来帮助返乡务工人员就业1200人次，举办招聘会三场，效果明显。"
SAFE = "开展安全生产大检查，排查隐患58处，已整改51处，其余限期整改。"
TABLE = "受灾情况统计表（第一次）.txt"


# ---- how people send reports ----

def reports(host, line):
    """Four reports as four programs send them."""
    spring = os.path.join(line.base, "spring.eml")
    with open(spring, "wb") as file:
        file.write(plain(FARM, "春耕备耕工作进展顺利", SPRING, name="田一禾"))
    tap.eq(swaks(host, spring, FARM), "", "swaks sends a report in UTF-8")
    work = os.path.join(line.base, "work.eml")
    with open(work, "wb") as file:
        file.write(plain(CIVIL, "返乡人员就业服务见成效", WORK, name="安二民", charset="gb18030",
                         mid="<swaks-gb18030@mail.qinghe.example>"))
    tap.eq(swaks(host, work, CIVIL), "", "swaks sends a report in 8-bit GB18030")
    table = os.path.join(line.base, TABLE)
    with open(table, "w", encoding="utf-8") as file:
        file.write("村名　受灾人数\n沿河村　26\n")
    tap.eq(mutt(host, line, URGENT, "沿河路段内涝处置情况", FLOOD + "统计表见附件。", table), "",
           "mutt submits a report in GB18030 with a file")
    host.submit(plain(TOWN, "安全生产大检查工作动态", parts=multipart([
        part(SAFE, charset="gb2312", encoding="base64"),
        attachment("整改台账.txt", "沿街商铺12处".encode("gb18030"), "text/plain")])), TOWN)


# ---- a day of the office ----

def arrive(host, line):
    line.begin()
    reports(host, line)
    wanted = (("春耕备耕工作进展顺利", SPRING, "none", EDITOR1),
              ("返乡人员就业服务见成效", WORK, "none", EDITOR2),
              ("沿河路段内涝处置情况", FLOOD + "统计表见附件。", "authentication-results", EDITOR2),
              ("安全生产大检查工作动态", SAFE, "authentication-results", EDITOR1))
    asks = []
    for title, text, evidence, editor in wanted:
        item = line.titled(title)
        if not tap.ok(item, "%s: arrives over IMAP IDLE, its title exact" % title, line.log()):
            raise SystemExit("Bail out! no letter arrives\n" + line.log())
        shown = line.show(item)
        tap.eq(shown["text"].strip(), text, "%s: its text exact" % title)
        tap.eq((shown["sender"]["evidence"], shown["sender"]["flag"]),
               (evidence, None if evidence != "none" else "未核验"), "%s: its evidence" % title)
        ask = line.mail(editor, "[呈报 %d-1-" % item)
        tap.ok(ask and text in ask.text and title in ask.subject and "请在此行以上答复" in ask.text,
               "%s: the ask lies in the editor's mailbox" % title, ask and ask.text)
        asks.append(ask)
    names = [a["name"] for t in (2, 3) for a in line.show(line.titled(wanted[t][0]))["attachments"]]
    tap.eq(names, [TABLE, "整改台账.txt"], "Chinese names of files, as mutt and a phone write them")
    tap.has(asks[2].text, TABLE, "the ask names the file")
    for us, title in line.rows(
            "SELECT dispatch.made_us - letter.received_us, subject.title FROM dispatch "
            "JOIN mailing ON mailing.id = dispatch.mailing JOIN item ON item.id = mailing.item "
            "JOIN letter ON letter.id = item.letter JOIN revision AS subject ON subject.item = "
            "item.id WHERE dispatch.purpose = 'ask' ORDER BY item.id"):
        tap.note("arrival to ask in the outbox: %d ms (%s)" % (us // 1000, title))
    return asks


def decide(host, line, asks):
    for ask, program in zip(asks, ("foxmail", "qqweb", "outlookzh", "iphone")):
        raw = answer(ask, "通过", program)
        host.submit(raw, ask.address)
        tap.eq(line.judged(raw), ("answer", None), "通过 as %s writes it is understood" % program)
    tap.eq(set(line.states().values()), {"approved"}, "all four are approved")
    tap.eq([(h["who"], h["evidence"]) for h in (line.show(i)["history"][-1] for i in range(1, 5))],
           [(ask.address, "authentication-results") for ask in
            sorted(asks, key=lambda a: int(re.search(r"呈报 (\d+)-", a.subject).group(1)))],
           "by the editor, with the evidence the border added")


def read_issue(host, line):
    wait_for(lambda: line.issues())
    line.quiet()
    got = line.issues()
    tap.eq([m.subject for m in got], ["《政务信息》2026年第1期 (总第1期)".replace(
        "2026", str(line.one("SELECT year FROM issue")))],
           "the superior holds the issue exactly once, its subject exact")
    mail = got[0]
    for text in (SPRING, WORK, FLOOD, SAFE):
        tap.has(mail.text, text, "its text has: " + text[:12])
        tap.has(re.sub(r"<[^>]+>", "", mail.html), text, "its page has: " + text[:12])
    tap.ok(str(mail.message["X-Chengbao-Issue"]).startswith("政务信息 "), "X-Chengbao-Issue",
           mail.message["X-Chengbao-Issue"])
    tap.eq([d for p in mail.message.walk() for d in p.defects], [],
           "Python's email finds no defect in it")
    machine = [p for p in mail.message.walk()
               if p.get_content_type() == "application/vnd.chengbao+json"]
    content = json.loads(machine[0].get_payload(decode=True)) if machine else {}
    tap.has(json.dumps(content, ensure_ascii=False), "返乡人员就业服务见成效",
            "its machine-readable part names the items")
    tap.ok(mail.names and all("?" not in n for n in mail.names), "its files have readable names",
           mail.names)
    tap.note("files of the issue: %s" % ", ".join(mail.names))
    return mail


def adopt(host, line, mail):
    """采用 1 once, then the same again from another program."""
    item = line.one("SELECT item FROM line WHERE position = 1")
    unit = line.show(item)["unit"]
    before = line.points(unit)
    raw = answer(mail, "采用 1", "qqweb")
    host.submit(raw, ABOVE)
    tap.eq(line.judged(raw), ("notice", None), "采用 1 from the superior is booked")
    after = line.points(unit)
    tap.ok(float(after) > float(before), "the score changes", "%s: %s, then %s" % (
        unit, before, after))
    tap.eq([a["kind"] for a in line.show(item)["adoptions"]], ["采用"], "one adoption")
    who = line.show(item)["sender"]["address"]
    tap.ok(line.mail(who, "采用"), "the author is told", host.box(who))
    again = answer(mail, "采用 1", "iphone")
    host.submit(again, ABOVE)
    tap.ok(line.judged(again), "the same once more is read")
    tap.eq((line.points(unit), len(line.table("adoption")), len(line.table("entry"))),
           (after, 1, line.one("SELECT count(DISTINCT id) FROM entry")),
           "a repeated answer books nothing")
    tap.eq(line.quiet(), True, "nothing is left to send")
    tap.eq(len([m for m in host.box(who) if "喜报" in m.subject]), 1, "the author is told once")


def day(host, line):
    asks = arrive(host, line)
    decide(host, line, asks)
    line.send_issue(tap, 1, "outlookzh")
    adopt(host, line, read_issue(host, line))
    line.used = asks[0]


# ---- answers that must not count ----

def other_token(raw, token):
    return raw.replace(token.encode(), token[::-1].encode())


def confirmations(line):
    """How many mails asked the editor whether the words were his own."""
    return line.one("SELECT count(*) FROM dispatch JOIN mailing ON mailing.id = dispatch.mailing "
                    "WHERE mailing.recipient = ? AND dispatch.subject LIKE '%请您确认%'", EDITOR1)


def forged(host, line):
    """Each changes nothing; at the end the right answer still does."""
    report = plain(FARM, "春耕备耕农机检修完成", "检修农机214台，培训农机手80人，种子储备到位。")
    host.submit(report, FARM)
    ask = line.mail(EDITOR1, "春耕备耕农机检修完成")
    token = re.search(r"<a\.([^@]+)@", ask.id).group(1)
    ours = "Authentication-Results: %s; dmarc=pass header.from=qinghe.example; dkim=pass " \
        "header.d=qinghe.example" % host.facts["OPENDKIM_AUTHSERV_ID"]
    lmtp = "Received: from mail.qinghe.example by %s with LMTP id 1; Mon, 23 Nov 2026 10:00:00 " \
        "+0000" % line.border
    top = lambda raw, *heads: "\n".join(heads).encode() + b"\n" + raw
    good = lambda words="通过", **more: answer(ask, words, "foxmail", **more)
    cases = (
        ("plain SMTP from outside with the editor's From and the right token", "outside",
         EDITOR1, good(), 1),
        ("a forged Authentication-Results with our border's name", "outside", EDITOR1,
         top(good(), ours), 1),
        ("a forged Authentication-Results with another name", "outside", EDITOR1,
         top(good(), ours.replace("mx.", "mx2.")), 1),
        ("a forged LMTP hop with evidence above it", "outside", EDITOR1,
         top(good(), ours, lmtp, ours), 1),
        ("another sender with the right token", "submit", TOWN, good(sender=TOWN), 0),
        ("another editor with the right token", "submit", EDITOR2, good(sender=EDITOR2), 0),
        ("a wrong token", "submit", EDITOR1, other_token(good(), token), 0),
        ("an ask that was answered already", "submit", EDITOR1,
         answer(line.used, "退回 缺数据", "iphone"), 0),
        ("通过 in the quotation only", "submit", EDITOR1, good("收到，再看看。\n\n> 通过"), 0),
        ("an automatic reply", "submit", EDITOR1, good(
            headers=["Auto-Submitted: auto-replied", "X-Autoreply: yes"]), 0),
        ("an automatic reply that only its words betray", "submit", EDITOR1, plain(
            EDITOR1, "自动回复：" + ask.subject, "您好，我正在休假，邮件已收到，回来后尽快处理。\n通过",
            answers=ask.id), 0),
    )
    line.quiet()
    before = line.decided()
    for name, way, sender, raw, wanted in cases:
        asked = confirmations(line)
        getattr(host, way)(raw, sender)
        verdict = line.judged(raw)
        line.quiet()
        tap.ok(verdict and line.decided() == before, name + ": changes nothing",
               "%s %s %s" % (verdict, line.states(), line.log()))
        tap.eq(confirmations(line) - asked, wanted, name + (
            ": only the editor's own mailbox is asked" if wanted else ": nobody is asked"))
        tap.note("%s: %s %s" % (name, verdict[0] if verdict else None,
                                verdict[1] if verdict else None))
    tap.ok(line.mail(EDITOR1, "请您确认", n=4), "the four questions lie in the editor's mailbox")
    tap.eq([m for m in host.box(TOWN) if "已办理" in m.subject], [], "the stranger is told nothing")
    raw = good()
    host.submit(raw, EDITOR1)
    tap.eq((line.judged(raw), line.show(line.titled("春耕备耕农机检修完成"))["state"]),
           (("answer", None), "approved"), "after all of them the right answer counts")


def bounced(host, line):
    """A genuine bounce of one of our mails: no item, and the operator is told."""
    stranger = "lin@away.example"
    line.people("%s,林远客,民政局,contributor,2025-01-01,,,," % stranger)
    line.service.send_signal(1)
    wait_for(lambda: "new configuration is in force" in line.log())
    raw = plain(stranger, "养老服务中心投入使用", "养老服务中心投入使用，设床位60张，入住老人41名。")
    host.outside(raw, stranger)
    tap.eq(line.judged(raw), ("report", None), "after SIGHUP a new contributor is known")
    tap.eq(wait_for(lambda: line.one("SELECT count(*) FROM letter WHERE kind = 'bounce'")), 1,
           "Postfix's bounce of the receipt is one")
    tap.eq(wait_for(lambda: line.one("SELECT state FROM dispatch WHERE purpose = 'receipt' AND "
                                     "state = 'failed'")), "failed", "the receipt has failed")
    tap.ok(line.mail(ADMIN, n=1), "the operator is told", host.box(ADMIN))


stages(tap, day, forged, bounced)
