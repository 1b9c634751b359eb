#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""line - the whole line on a private Dovecot and Postfix

Reports by swaks, mutt and plain SMTP come in over IMAP IDLE; the editor, the
signer and the superior answer from their real mailboxes through submission,
where the border adds its evidence; the issue reaches the superior once. Then
forged answers, kills, an outage, and what is wrong with an office's settings.
"""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, URGENT, BOX, Tap
from line import ABOVE, Line, MailHost, Proxy, answer, attachment, multipart, missing, part, plain
from line import wait_for

tap = Tap()

FLOOD = "城关镇沿河路段发生内涝，我局已转移群众26人，无人员伤亡，排水作业正在进行。"
SPRING = "全县春耕备耕工作进展顺利，化肥供应充足，已完成任务37件，群众满意。"
WORK = "今年以来帮助返乡务工人员就业1200人次，举办招聘会三场，效果明显。"
SAFE = "开展安全生产大检查，排查隐患58处，已整改51处，其余限期整改。"
TABLE = "受灾情况统计表（第一次）.txt"


# ---- how people send reports ----

def swaks(host, path, sender):
    """A file with a whole letter, by plain SMTP."""
    ran = subprocess.run(
        ["swaks", "--silent", "3", "--server", "127.0.0.1", "--port", str(host.port("SMTP")),
         "--helo", "client.example", "--from", sender, "--to", BOX, "--data", "@" + path],
        capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
    return (ran.stdout + ran.stderr).decode("utf-8", "replace") if ran.returncode else ""


def mutt(host, line, sender, subject, body, *files):
    """By mutt's own SMTP client with STARTTLS and a login, in GB18030."""
    home = os.path.join(line.base, "mutt")
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, "muttrc"), "w", encoding="utf-8") as rc:
        rc.write("\n".join((
            'set smtp_url = "smtp://%s@localhost:%d/"' % (
                sender.split("@")[0], host.port("SUBMISSION")),
            'set smtp_pass = "%s"' % host.password, "set ssl_starttls = yes",
            "set ssl_force_tls = yes", 'set certificate_file = "%s"' % host.ca,
            'set ssl_ca_certificates_file = "%s"' % host.ca, "set charset = utf-8",
            "set send_charset = gb18030", 'set from = "%s"' % sender, "set use_envelope_from = no",
            "set use_domain = no", "set hostname = client.example", "set copy = no",
            'set realname = "应三急"', "set rfc2047_parameters = yes", "")))
    argv = ["mutt", "-F", os.path.join(home, "muttrc"), "-s", subject]
    argv += [word for name in files for word in ("-a", name)]
    ran = subprocess.run(argv + ["--", BOX], input=body.encode(), capture_output=True, timeout=30,
                         env=dict(os.environ, HOME=home, LC_ALL="C.UTF-8", TERM="dumb"))
    return (ran.stdout + ran.stderr).decode("utf-8", "replace") if ran.returncode else ""


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


def titled(line, title, seconds=25):
    """The item with this title, once it is there."""
    return wait_for(lambda: line.one("SELECT item FROM revision WHERE title = ?", title), seconds)


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
        item = titled(line, title)
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
    names = [a["name"] for t in (2, 3) for a in line.show(titled(line, wanted[t][0]))["attachments"]]
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


def send_issue(host, line, number, program="outlookzh"):
    """Draft, signature; the signer's answer."""
    line.cb("issue", "draft", good=(0,))
    sign = line.mail(CHIEF, "请签发", n=number)
    if not tap.ok(sign, "the signer has the draft %d" % number, line.log()):
        raise SystemExit("Bail out! no draft\n" + line.log())
    raw = answer(sign, "同意", program)
    host.submit(raw, CHIEF)
    tap.eq(line.judged(raw), ("answer", None), "同意 as %s writes it seals issue %d" % (
        program, number))


def issues(host):
    return [m for m in host.box(ABOVE) if m.message["X-Chengbao-Issue"]]


def read_issue(host, line):
    wait_for(lambda: issues(host))
    line.quiet()
    got = issues(host)
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
    send_issue(host, line, 1)
    adopt(host, line, read_issue(host, line))
    return asks


# ---- answers that must not count ----

def other_token(raw, token):
    return raw.replace(token.encode(), token[::-1].encode())


def forged(host, line, used):
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
         answer(used, "退回 缺数据", "iphone"), 0),
        ("通过 in the quotation only", "submit", EDITOR1, good("收到，再看看。\n\n> 通过"), 0),
        ("an automatic reply", "submit", EDITOR1, good(
            headers=["Auto-Submitted: auto-replied", "X-Autoreply: yes"]), 0),
        ("an automatic reply that only its words betray", "submit", EDITOR1, plain(
            EDITOR1, "自动回复：" + ask.subject, "您好，我正在休假，邮件已收到，回来后尽快处理。\n通过",
            answers=ask.id), 0),
    )
    line.quiet()
    before = line.decided()
    for name, way, sender, raw, confirmations in cases:
        asked = len([m for m in host.box(EDITOR1) if "请您确认" in m.subject])
        getattr(host, way)(raw, sender)
        verdict = line.judged(raw)
        line.quiet()
        tap.ok(verdict and line.decided() == before, name + ": changes nothing",
               "%s %s" % (verdict, line.states()))
        tap.eq(len([m for m in host.box(EDITOR1) if "请您确认" in m.subject]) - asked,
               confirmations, name + ": the editor is asked to confirm"
               if confirmations else name + ": no confirmation is offered")
        tap.note("%s: %s %s" % (name, verdict[0] if verdict else None,
                                verdict[1] if verdict else None))
    tap.eq([m for m in host.box(TOWN) if "已办理" in m.subject], [], "the stranger is told nothing")
    raw = good()
    host.submit(raw, EDITOR1)
    tap.eq((line.judged(raw), line.show(titled(line, "春耕备耕农机检修完成"))["state"]),
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


# ---- kills and an outage ----

def use_proxy(host, line, proxy):
    """The same office by implicit TLS, the relay behind the proxy."""
    line.configure(("imap://127.0.0.1:%d/" % host.port("IMAP"),
                    "imaps://127.0.0.1:%d/" % host.port("IMAPS")),
                   ("smtp://127.0.0.1:%d" % host.port("SUBMISSION"),
                    "smtps://127.0.0.1:%d" % proxy.port))


def many(host, line, first):
    """Eight reports while the fetcher and the desk are killed: each is there once."""
    told = line.one("SELECT count(*) FROM letter")
    titles = ["春耕备耕专报之%s" % c for c in "甲乙丙丁戊己庚辛"]
    for n, title in enumerate(titles):
        host.submit(plain(FARM, title, "%s：种子供应到位，本周完成任务%d件，%s。" % (
            title, 41 * (n + 3), title[-1] * 9)), FARM)
        if n == 2:
            tap.ok(line.kill_worker("fetcher"), "the fetcher is killed at work")
        if n == 5:
            line.kill()
            line.begin()
    items = [titled(line, t) for t in titles]
    tap.eq([line.one("SELECT count(*) FROM revision WHERE title = ?", t) for t in titles],
           [1] * 8, "each of eight reports is one item")
    tap.eq(line.one("SELECT count(*) FROM letter") - told, 8, "and one letter")
    asks = [line.mail(EDITOR1, "[呈报 %d-1-" % i) for i in items]
    tap.ok(all(asks), "each has its ask", line.json("outbox"))
    return items[first:], asks[first:]


def answers(host, line, items, asks):
    """The editor's answers while the desk and the sender are killed."""
    for n, ask in enumerate(asks):
        host.submit(answer(ask, "通过", ("foxmail", "iphone")[n % 2]), EDITOR1)
        if n == 1:
            line.kill()
            line.begin()
        if n == 3:
            line.kill_worker("sender")
    tap.ok(wait_for(lambda: all(line.states()[i] == "approved" for i in items), 30),
           "all answers are obeyed", line.states())
    tap.eq(line.one("SELECT count(*) FROM history WHERE verb = 'approve' AND item IN (%s)" %
                    ",".join(str(i) for i in items)), len(items), "each once")


def dispatch_of_issue(line, number):
    rows = line.rows("SELECT dispatch.id, dispatch.state FROM dispatch JOIN mailing ON mailing.id "
                     "= dispatch.mailing JOIN issue ON issue.id = mailing.issue WHERE "
                     "dispatch.purpose = 'issue' AND issue.number = ?", number)
    return rows[0] if rows else (None, None)


def settle(host, line, number, word):
    """The issue is `uncertain`, everybody can see it, and a person settles it."""
    tap.eq(wait_for(lambda: dispatch_of_issue(line, number)[1] == "uncertain"), True,
           "issue %d is uncertain" % number)
    dispatch = dispatch_of_issue(line, number)[0]
    ran = line.cb("status")
    tap.ok(ran.returncode == 1 and "uncertain" in ran.out, "status says so and exits 1", ran.out)
    tap.ok(line.mail(ADMIN, n=number), "the operator is told", host.box(ADMIN))
    line.cb("outbox", "settle", dispatch, word, good=(0,))
    tap.eq(wait_for(lambda: dispatch_of_issue(line, number)[1] == "sent"), True,
           "settled as %s it is sent" % word)
    line.quiet()
    found = [m for m in issues(host) if "第%d期" % number in m.subject]
    tap.eq(len(found), 1, "the superior holds issue %d exactly once" % number)


def killed(host, line):
    proxy = Proxy(host.port("SUBMISSIONS"))
    tap.eq(line.end(), 0, "SIGTERM ends the service")
    use_proxy(host, line, proxy)
    line.begin()
    items, asks = many(host, line, 0)
    answers(host, line, items[:5], asks[:5])
    # The relay has taken the issue, but its answer never reaches the sender.
    line.quiet(30)
    proxy.hold(down=12000)
    send_issue(host, line, 2, "foxmail")
    tap.ok(proxy.held.wait(20), "the relay's answer to issue 2 is held back")
    wait_for(lambda: len(issues(host)) == 2)
    tap.ok(line.kill_worker("sender"), "the sender is killed before it hears")
    proxy.hold()
    settle(host, line, 2, "sent")
    # The relay gets half an issue; this time the desk dies.
    answers(host, line, items[5:], asks[5:])
    line.quiet(30)
    proxy.hold(up=12000)
    send_issue(host, line, 3, "iphone")
    tap.ok(proxy.held.wait(20), "the relay gets half of issue 3")
    line.kill()
    proxy.hold()
    line.begin()
    settle(host, line, 3, "unsent")


def outage(host, line):
    """The mail host goes away and comes back."""
    line.quiet()
    said = len(line.log())
    host.stop()
    report = plain(CIVIL, "临时救助工作进展", "本月发放临时救助金86人次，全部按时到账。")
    line.cb("ingest", input=report, good=(0,))
    tap.ok(wait_for(lambda: len([d for d in line.json("outbox") if d["state"] == "deferred"]) >= 2),
           "without a relay mails are deferred", line.json("outbox"))
    tap.ok(wait_for(lambda: "source main:" in line.log()[said:]), "the source says what is wrong",
           line.log()[said:])
    host.start()
    for mail in [d for d in line.json("outbox") if d["state"] == "deferred"]:
        line.cb("outbox", "retry", mail["dispatch"], good=(0,))
    tap.ok(line.mail(EDITOR2, "临时救助工作进展"), "back again: the ask arrives", line.log()[said:])
    late = plain(CIVIL, "殡葬改革工作动态", "殡葬改革稳步推进，新建公益性公墓3处。")
    host.submit(late, CIVIL)
    tap.eq(line.judged(late, 40), ("report", None), "and the source reads again")
    lines = [x for x in line.log()[said:].splitlines() if "source main:" in x]
    tap.eq(len(lines), len(set(lines)), "each trouble of the source is told once")
    tap.note("\n".join(lines))
    tap.eq((line.one("SELECT count(*) FROM revision WHERE title = ?", "临时救助工作进展"),
            len([m for m in host.box(EDITOR2) if "临时救助工作进展" in m.subject])), (1, 1),
           "nothing is lost or doubled")


# ---- wrong settings ----

def wrong(host, line):
    """One letter waits in the mailbox and one mail in the outbox through all of it."""
    tap.eq(line.end(), 0, "SIGTERM ends the service again")
    letter = plain(FARM, "春耕备耕最后一报", "种子供应工作全部结束，完成播种面积3.2万亩。")
    host.submit(letter, FARM)
    line.cb("ingest", input=plain(CIVIL, "社区助餐点开业", "社区助餐点开业，日供餐120份。"),
            good=(0,))
    path = os.path.join(line.dir, "office.conf")
    with open(path, encoding="utf-8") as file:
        good = file.read()
    other = os.path.join(line.base, "other.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9",
                    "-subj", "/CN=another CA", "-keyout", os.devnull, "-out", other], check=True,
                   capture_output=True)
    # The name cannot exist (a label of 64 letters), so that nobody is asked for it.
    nowhere = "m" * 64 + ".example"
    cases = (
        ("an unknown host", lambda t: t.replace("//127.0.0.1:", "//%s:" % nowhere),
         host.password, (nowhere + " is not known", "url")),
        ("a wrong password", lambda t: t, "falsch", ("refuses the login of xinxi",
                                                     "wrong user or password")),
        ("another CA", lambda t: t.replace(host.ca, other), host.password,
         ("certificate of 127.0.0.1 cannot be trusted", "ca = FILE")),
        ("no password file", lambda t: t.replace("file:secrets/mail", "file:secrets/none"),
         host.password, ("secrets/none",)),
    )
    before = line.one("SELECT count(*) FROM letter WHERE source <> 'operator'")
    for name, change, password, said in cases:
        with open(path, "w", encoding="utf-8") as file:
            file.write(change(good))
        line.secret(password)
        ran = line.cb("run", "--once")
        tap.ok(all(s in ran.err for s in said), name + ": said what it is and what to do", ran.err)
        tap.note(ran.err.strip())
        replies = {r["reply"] for d in line.json("outbox") if d["state"] == "deferred"
                   for r in d["recipients"] if r["reply"]}
        tap.ok(any(said[0] in r for r in replies), name + ": the mails are deferred with it",
               replies)
        for mail in [d for d in line.json("outbox") if d["state"] == "deferred"]:
            line.cb("outbox", "retry", mail["dispatch"], good=(0,))
        tap.eq(line.one("SELECT count(*) FROM dispatch WHERE state = 'failed'"), 1,
               name + ": no further mail has failed")
    with open(path, "w", encoding="utf-8") as file:
        file.write(good)
    line.secret(host.password)
    line.cb("run", "--once", good=(0, 1))
    tap.eq(line.one("SELECT count(*) FROM letter WHERE source <> 'operator'") - before, 1,
           "set right, the letter that waited is read")
    tap.ok(line.mail(EDITOR1, "春耕备耕最后一报") and line.mail(EDITOR2, "社区助餐点开业"),
           "and every ask goes out", line.json("outbox"))
    tap.eq(line.cb("audit", "verify").returncode, 0, "the log is whole")


def main():
    why = missing()
    if why:
        tap.skip("the line against Dovecot and Postfix", why)
        tap.done()
    host = MailHost()
    line = Line(host)
    try:
        asks = day(host, line)
        forged(host, line, asks[0])
        bounced(host, line)
        killed(host, line)
        outage(host, line)
        wrong(host, line)
    finally:
        if os.environ.get("KEEP"):
            sys.stderr.write(line.log())
        line.close()
        host.close()
    tap.done()


main()
