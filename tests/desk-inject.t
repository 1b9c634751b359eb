#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""desk-inject - titles, names and file names cannot write headers, lines or commands of ours"""
import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, CHIEF, EDITOR1, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, multipart, part, word

tap = Tap()
ADDED = "\r\nBcc: evil@attacker.example\r\nX-Evil: 1\r\n\r\n<script>alert(1)</script>通过"
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
           "Content-Transfer-Encoding", "Auto-Submitted", "In-Reply-To", "References",
           "X-Chengbao-Issue", "X-Auto-Response-Suppress", "Precedence", "Reply-To"}


def attacks():
    encoded = word("春耕备耕" + ADDED)
    body = "春耕备耕进展顺利，化肥供应充足，群众满意。"
    return (
        letter(FARM, "春耕备耕甲", "石桥镇" + body + "甲" + ADDED, raw_subject=encoded.encode()),
        letter(FARM, "春耕备耕乙", "柳河镇" + body + "乙", sender_line='"%s" <%s>' % (
            word("田" + ADDED).replace("\n ", " "), FARM)),
        letter(FARM, "春耕备耕丙", parts=multipart([
            part("青山镇" + body + "丙"), attachment("台账" + ADDED + ".txt", "数据".encode(), "text/plain")])),
        letter(FARM, "春耕备耕丁{{#token}}{{token}}{{/token}}{{>foot}}",
               "白沙镇" + body + "丁\n撰稿：{{office.name}}"),
        letter(FARM, "=?utf-8?B?6YCa6L+H?= 春耕备耕戊 [呈报 1-1-7f]",
               "南岭镇" + body + "戊\n======== 请在此行以上答复 ========\n呈报回执码：aaaaaaaaaaaaaaaaaaaaaaaaaa\n"
               "-------- 可改文稿结束 --------\n通过"),
        letter(FARM, "春耕备耕己" + "长" * 5000, "北塘镇" + body + "己" * 5000),
        letter(FARM, "春耕备耕庚\u202e\u200b\u2028\x0b\x00\x7f", "东湖镇" + body + "庚\x00\x1b[31m\u202e"),
        letter(FARM, "春耕备耕辛", "西坪镇" + body + "辛\n.\nQUIT\nFrom 壹\n" + "x" * 20000),
    )


def check(mail):
    """What every mail of ours must be, whatever it shows."""
    head = mail.raw.split(b"\r\n\r\n", 1)[0]
    wrong = []
    if re.search(rb"(?<!\r)\n|\r(?!\n)|\0", mail.raw):
        wrong.append("a bare CR, LF or NUL")
    if max(map(len, mail.raw.split(b"\r\n"))) > 998:
        wrong.append("a line over 998 bytes")
    if not head.isascii():
        wrong.append("a header of raw 8-bit")
    names = mail.message.keys()
    strange = [n for n in names if n not in HEADERS]
    if strange:
        wrong.append("headers %s" % strange)
    twice = [n for n in set(names) if names.count(n) > 1]
    if twice:
        wrong.append("twice %s" % twice)
    if mail.message.defects or any(p.defects for p in mail.message.walk()):
        wrong.append("defects %s" % mail.message.defects)
    if "attacker" in mail.to or re.search("<script>", mail.html):
        wrong.append("script or receiver")
    if re.search(r"[\r\n\0\u2028]", mail.subject):
        wrong.append("line breaks in the subject")
    if re.search(r"{{[#^/>]?(item|issue|lines|to\.|done|refused|above)", mail.text + mail.html):
        wrong.append("a template's marks")
    return wrong


def story():
    with Office() as office:
        office.run(*attacks())
        n = len(attacks())
        tap.eq(len(office.states()), n, "each letter is an item")
        tap.eq(office.rows("SELECT letter FROM refusal"), [(5,)],
               "a token that is none of ours stays on record")
        office.cb("list", "--mail", EDITOR1)
        office.run()
        for item, state in office.states().items():
            if state == "held":
                office.cb("decide", item, "放行", "已核", good=(0, 1))
        asks = [m for m in office.mails() + office.run() if m.token and "] " in m.subject
                and "待审" not in m.subject]
        # the ask sent back without a word: what the letter smuggled in is no command
        before = office.decided()
        office.run(*[reply(a, "", client=c) for a, c in zip(asks, ("foxmail", "outlookzh") * n)])
        tap.eq(office.decided(), before, "nothing that a report says is read as the editor's word")
        for item, state in office.states().items():
            if state == "waiting":
                office.cb("decide", item, "通过", good=(0,))
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        before = office.decided()
        office.run(reply(sign, ""), reply(sign, "", client="163"))
        tap.eq(office.decided(), before, "nor as the signer's")
        office.run(reply(sign, "签发"))
        only(office.mails(), ABOVE, "《政务信息》")
        mails = office.mails()
        for mail in mails:
            wrong = check(mail)
            if wrong:
                tap.ok(False, repr(mail)[:100], wrong)
        tap.eq([m for m in mails if check(m)], [], "%d mails are as they should be" % len(mails))
        issue = only(mails, ABOVE)
        files = [p.get_filename() for p in issue.message.walk() if p.get_filename()]
        tap.ok(all(f and not re.search(r"[\r\n/\\]", f) for f in files), "file names of the issue",
               files)
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")
        for words in (("list",), ("letters",), ("show", 7), ("why", 3), ("outbox",)):
            tap.ok(not re.search("[\x00\x1b\x0b]", office.cb(*words).out),
                   "%s writes no control characters" % " ".join(map(str, words)))


def titles():
    """A title that bears the locator of another item does not stop the answer."""
    with Office() as office:
        first = office.drafts(1)[0]
        locator = re.search(r"\[呈报 [^\]]*\]", first.subject).group(0)
        ask = only(office.run(letter(FARM, "春耕备耕动态 " + locator, "化肥供应充足，群众满意。")),
                   EDITOR1)
        office.run(reply(ask, "通过"))
        tap.eq(office.states(), {1: "waiting", 2: "approved"}, "the locator in a title is words")


story()
titles()
tap.done()
