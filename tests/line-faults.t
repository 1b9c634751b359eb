#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""line-faults - the line on Dovecot and Postfix while things break

Fetcher, sender and desk are killed at work, the relay falls silent before and
after it has an issue, the whole mail host goes away, the settings are wrong:
the superior still gets each issue once, or a person is asked, and nothing is
lost.
"""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ADMIN, CIVIL, EDITOR1, EDITOR2, FARM, Tap
from line import Proxy, stages, wait_for
from programs import answer, plain

tap = Tap()


# ---- kills and an outage ----

def use_proxy(host, line, proxy):
    """The same office by implicit TLS, the relay behind the proxy."""
    line.configure(("imap://127.0.0.1:%d/" % host.port("IMAP"),
                    "imaps://127.0.0.1:%d/" % host.port("IMAPS")),
                   ("smtp://127.0.0.1:%d" % host.port("SUBMISSION"),
                    "smtps://127.0.0.1:%d" % proxy.port))


def many(host, line):
    """Eight reports while the fetcher and the desk are killed: each is there once."""
    titles = ["春耕备耕专报之%s" % c for c in "甲乙丙丁戊己庚辛"]
    for n, title in enumerate(titles):
        villages = "；".join("%s%d村完成%d亩" % (title[-1], i, 37 * i + n) for i in range(60))
        host.submit(plain(FARM, title, "%s：种子供应到位。%s。" % (title, villages)), FARM)
        if n == 2:
            tap.ok(line.kill_worker("fetcher"), "the fetcher is killed at work")
        if n == 5:
            line.kill()
            line.begin()
    items = [line.titled(t) for t in titles]
    tap.eq([line.one("SELECT count(*) FROM revision WHERE title = ?", t) for t in titles],
           [1] * 8, "each of eight reports is one item")
    tap.eq(line.one("SELECT count(*) FROM letter"), 8, "and one letter")
    # The desk may have died behind the dot of an ask: that one is retried in half an hour.
    for mail in line.json("outbox"):
        if mail["state"] == "uncertain":
            line.cb("outbox", "settle", str(mail["dispatch"]), "unsent")
    asks = [line.mail(EDITOR1, "[呈报 %d-1-" % i) for i in items]
    tap.ok(all(asks), "each has its ask", line.json("outbox"))
    return items, asks


def answers(host, line, items, asks):
    """The editor's answers while the desk and the sender are killed."""
    for n, ask in enumerate(asks):
        host.submit(answer(ask, "通过", ("foxmail", "iphone")[n % 2]), EDITOR1)
        if n == 1:
            line.kill()
            line.begin()
        if n == 3:
            line.kill_worker("sender")
    tap.ok(wait_for(lambda: all(line.states()[i] == "approved" for i in items)),
           "all answers are obeyed", line.states())
    tap.eq(line.one("SELECT count(*) FROM history WHERE verb = 'approve' AND item IN (%s)" %
                    ",".join(str(i) for i in items)), len(items), "each once")


def dispatch_of_issue(line, number):
    rows = line.rows("SELECT dispatch.id, dispatch.state FROM dispatch JOIN mailing ON mailing.id "
                     "= dispatch.mailing JOIN issue ON issue.id = mailing.issue WHERE "
                     "dispatch.purpose = 'issue' AND issue.number = ?", number)
    return rows[0] if rows else (None, None)


def received(line, number):
    return [m for m in line.issues() if "第%d期" % number in m.subject]


def settle(host, line, number, word):
    """The issue is `uncertain`, everybody can see it, and a person settles it."""
    tap.ok(wait_for(lambda: dispatch_of_issue(line, number)[1] == "uncertain"),
           "issue %d is uncertain" % number, "%s\n%s\n%s" % (
               line.workers("sender"), line.json("outbox")[-6:], line.log()))
    dispatch = dispatch_of_issue(line, number)[0]
    ran = line.cb("status", "--json")
    tap.ok(ran.returncode == 1 and json.loads(ran.out)["uncertain"] >= 1,
           "status says so and exits 1", ran.out)
    tap.ok(line.mail(ADMIN, "第%d期" % number), "the operator is told", host.box(ADMIN))
    line.cb("outbox", "settle", dispatch, word, good=(0,))
    tap.eq(wait_for(lambda: dispatch_of_issue(line, number)[1] == "sent"), True,
           "settled as %s it is sent" % word)
    line.quiet()
    # The relay's yes comes before its delivery.
    wait_for(lambda: received(line, number))
    tap.eq(len(received(line, number)), 1, "the superior holds issue %d exactly once" % number)


def killed(host, line):
    proxy = Proxy(host.port("SUBMISSIONS"))
    use_proxy(host, line, proxy)
    line.begin()
    items, asks = many(host, line)
    answers(host, line, items[:5], asks[:5])
    # The relay has taken the issue, but its answer never reaches the sender.
    line.send_issue(tap, 1, "foxmail", lambda: proxy.hold(down=12000))
    tap.ok(proxy.held.wait(60), "the relay's answer to issue 1 is held back")
    wait_for(lambda: received(line, 1))
    tap.ok(line.kill_worker("sender"), "the sender is killed before it hears")
    proxy.hold()
    settle(host, line, 1, "sent")
    # The relay gets half an issue; this time the desk dies.
    answers(host, line, items[5:], asks[5:])
    line.send_issue(tap, 2, "iphone", lambda: proxy.hold(up=12000))
    tap.ok(proxy.held.wait(60), "the relay gets half of issue 2")
    line.kill()
    proxy.hold()
    line.begin()
    settle(host, line, 2, "unsent")


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
    state = line.json("status")[0]
    tap.ok(state["sources"][0]["error"] and [n for n in state["needs_person"] if "main" in n],
           "and status shows it", state)
    host.start()
    # 1: its hour has come meanwhile, and it went by itself.
    for mail in [d for d in line.json("outbox") if d["state"] == "deferred"]:
        line.cb("outbox", "retry", mail["dispatch"], good=(0, 1))
    tap.ok(line.mail(EDITOR2, "临时救助工作进展"), "back again: the ask arrives", line.log()[said:])
    late = plain(CIVIL, "殡葬改革工作动态", "殡葬改革稳步推进，新建公益性公墓3处。")
    host.submit(late, CIVIL)
    tap.eq(line.judged(late), ("report", None), "and the source reads again")
    tap.ok(wait_for(lambda: not line.json("status")[0]["sources"][0]["error"]),
           "status shows that it is well", line.json("status"))
    lines = [x for x in line.log()[said:].splitlines() if "source main:" in x]
    tap.eq(len(lines), len(set(lines)), "each trouble of the source is told once")
    tap.note("\n".join(lines))
    tap.eq((line.one("SELECT count(*) FROM revision WHERE title = ?", "临时救助工作进展"),
            len([m for m in host.box(EDITOR2) if "临时救助工作进展" in m.subject])), (1, 1),
           "nothing is lost or doubled")


# ---- wrong settings ----

def wrong(host, line):
    """One letter waits in the mailbox and one mail in the outbox through all of it."""
    tap.eq(line.end(), 0, "SIGTERM ends the service")
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
    nowhere = "mail.qinghe.invalid"
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
        ran = line.english("run", "--once", alone=nowhere in change(good))
        tap.ok(all(s in ran.err for s in said), name + ": said what it is and what to do", ran.err)
        tap.note(ran.err.strip())
        tap.ok(said[0] in (line.json("status")[0]["sources"][0]["error"] or ""),
               name + ": status shows it", line.json("status"))
        replies = {r["reply"] for d in line.json("outbox") if d["state"] == "deferred"
                   for r in d["recipients"] if r["reply"]}
        tap.ok(any(said[0] in r for r in replies), name + ": the mails are deferred with it",
               replies)
        for mail in [d for d in line.json("outbox") if d["state"] == "deferred"]:
            line.cb("outbox", "retry", mail["dispatch"], good=(0,))
        tap.eq(line.one("SELECT count(*) FROM dispatch WHERE state = 'failed'"), 0,
               name + ": no mail has failed")
    with open(path, "w", encoding="utf-8") as file:
        file.write(good)
    line.secret(host.password)
    line.cb("run", "--once", good=(0, 1))
    tap.eq(line.one("SELECT count(*) FROM letter WHERE source <> 'operator'") - before, 1,
           "set right, the letter that waited is read")
    tap.ok(line.mail(EDITOR1, "春耕备耕最后一报") and line.mail(EDITOR2, "社区助餐点开业"),
           "and every ask goes out", line.json("outbox"))
    tap.eq(line.cb("audit", "verify").returncode, 0, "the log is whole")
    decided = line.decided()
    line.cb("rebuild", good=(0,))
    tap.ok(line.decided() == decided, "rows made again from the log are the same")


stages(tap, killed, outage, wrong)
