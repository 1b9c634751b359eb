#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/unseal.c pipeline/desk/printing.c
"""desk-secret - a letter with a secrecy mark is held and its words go nowhere

Every file of the office, the rows, the log, the mails as a reader sees them,
what was printed, and a backup are searched for words of the letter; only the
stored letter itself may have them.
"""
import os
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from documents import packed
from mailshapes import attachment, docx, multipart, part

tap = Tap()
CANARY = "QX7ZK41"
WORDS = "粮库布防图%s见附" % CANARY


def spread(office, said):
    """Where the canary is, letters aside."""
    found = []
    places = [r[0] for r in office.rows("SELECT place FROM letter")]
    for folder, _, files in os.walk(office.base):
        for name in files:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                data = file.read()
            if CANARY.encode() in data and not any(path.endswith(p) for p in places):
                found.append(os.path.relpath(path, office.base))
    store = sqlite3.connect("file:%s/spool/desk.db?mode=ro" % office.dir, uri=True)
    found += ["row: " + line[:200] for line in store.iterdump() if CANARY in line]
    store.close()
    for mail in office.mails():
        if CANARY in mail.subject + mail.text + mail.html or CANARY in str(mail.message):
            found.append("mail %r" % mail)
    return found + (["printed"] if CANARY in said + office.said else [])


def marked(name, raw, tier1=True):
    with Office() as office:
        mails = office.run(raw)
        tap.eq(office.rows("SELECT state, reason FROM item"), [("held", "secret-mark")],
               name + ": held")
        notice = [m for m in mails if m.address == CHIEF]
        tap.eq((len(notice), to(mails, EDITOR1) + to(mails, EDITOR2)), (1, []),
               name + ": the secrecy officer hears of it, no editor")
        told = to(mails, FARM)
        tap.ok(len(told) == 1 and "请改走规定渠道" in told[0].subject, name + ": so does the sender",
               mails)
        said = "".join(office.cb(*words).out for words in (
            ("list",), ("list", "--json"), ("show", 1), ("show", 1, "--json"), ("why", 1),
            ("letters",), ("letters", "--json"), ("outbox",), ("status",), ("audit", "list"),
            ("audit", "list", "--json"), ("show", 1, "--text")))
        office.cb("list", "--mail", CHIEF)
        office.run(reply(notice[0], "看一下"), reply(notice[0], "通过"))
        tap.eq(office.state(1), "held", name + ": 通过 does not release it")
        backup = os.path.join(office.base, "backup")
        ran = office.cb("backup", backup)
        tap.eq(ran.returncode, 0, name + ": a backup is made")
        tap.eq(spread(office, said), [], name + ": its words are in the stored letter alone")
        place = office.one("SELECT place FROM letter WHERE id = 1")
        with open(os.path.join(office.dir, "spool", place), "rb") as file:
            tap.ok(file.read() == raw, name + ": which is whole")
        mails = office.run(reply(notice[0], "放行"))
        for mail in to(mails, CHIEF):
            if "确认" in mail.subject:
                office.run(reply(mail, "确认"))
        tap.eq(office.state(1), "held", name + ": no mail releases tier 1")
        office.run(reply(notice[0], "退回"))
        tap.eq(office.state(1), "returned", name + ": 退回 by the chief")
        tap.eq(spread(office, said), [], name + ": still nowhere")
        tap.eq(office.cb("audit", "verify").returncode, 0, name + ": the log is whole")


def tier1():
    body = "这是正文。" + WORDS
    marked("in the subject", letter(FARM, "机密★1年 " + WORDS, body))
    marked("in the body", letter(FARM, "春耕情况" + CANARY, "秘 密 ★ 长期\n" + body))
    marked("in a file name", letter(FARM, "春耕情况" + CANARY, parts=multipart(
        [part(body), attachment("机密★%s.txt" % CANARY, b"x", "text/plain")])))
    marked("in a document", letter(FARM, "春耕情况" + CANARY, parts=multipart(
        [part("见附件" + CANARY), attachment("情况%s.docx" % CANARY,
                                          docx(["绝密☆", WORDS, "正文"]))])))
    marked("in a letter that came as a file", letter(FARM, "春耕情况" + CANARY, parts=multipart(
        [part(body), attachment("转发.eml", letter(CIVIL, "春耕", parts=multipart(
            [part("请阅"), attachment("a.docx", docx(["机密★1年", WORDS]))])), "message/rfc822")])))
    marked("in what the page hides", letter(FARM, "春耕情况" + CANARY, parts=multipart(
        [part(body), part("<p>%s</p><p style='display:none'>机密★1年</p>" % body, "text/html")],
        "alternative")))
    marked("in a folder's name", letter(FARM, "春耕情况" + CANARY, parts=multipart(
        [part(body), attachment("报送.zip", packed({"秘密★1年/a.txt": WORDS}))])))
    marked("in traditional characters", letter(FARM, "絕密★" + CANARY, body, charset="utf-8"))


def tier2():
    with Office() as office:
        mails = office.run(letter(FARM, "春耕备耕内部情况", "内部资料，注意保存。全县化肥供应充足，"
                                  "春耕备耕进展顺利，共备足3万吨。"))
        tap.eq(office.rows("SELECT state, reason FROM item"), [("held", "secret-mark")],
               "tier 2: held")
        tap.eq(to(mails, EDITOR1), [], "tier 2: no editor sees it yet")
        notice = only(mails, CHIEF)
        tap.lacks(notice.text, "3万吨", "tier 2: the notice has none of its text")
        held = only(mails, FARM)
        tap.eq(held.subject, "来信已收到，待核对", "tier 2: the sender hears that it is looked at")
        tap.has(held.text, "来信已收到（第 1 号），需要工作人员核对后再行办理", "tier 2: with its number")
        tap.lacks(held.text + notice.text, "内部情况", "tier 2: and nobody its title")
        mails = office.run(reply(notice, "放行"))
        tap.eq(office.state(1), "held", "tier 2: 放行 is confirmed first")
        confirm = only(mails, CHIEF, "确认")
        mails = office.run(reply(confirm, "确认"))
        tap.eq(office.state(1), "waiting", "tier 2: released")
        ask = only(mails, EDITOR1)
        tap.has(ask.text, "3万吨", "tier 2: its ask goes out, past the gate")
        tap.eq(only(mails, FARM).subject, "已收到（第 1 号）：春耕备耕内部情况",
               "tier 2: now the sender has his receipt")
        mails = office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "approved", "tier 2: and can be approved")
        office.cb("issue", "draft", good=(0,))
        sign = only(office.run(), CHIEF, "请签发")
        tap.has(sign.text, "3万吨", "tier 2: what was released may be printed")


def subject():
    """A mark of tier 2 in the subject stops no mail: what we write of it has no subject."""
    with Office() as office:
        mails = office.run(letter(FARM, "工作秘密 关于春耕备耕情况", "化肥供应充足。"))
        tap.eq(only(mails, FARM).subject, "来信已收到，待核对", "tier 2 in the subject: a receipt")
        tap.eq(office.rows("SELECT count(*) FROM dispatch WHERE state = 'held'"), [(0,)],
               "tier 2 in the subject: no mail is stopped at the gate")


def rights():
    with Office() as office:
        office.run(letter(FARM, "春耕备耕内部情况", "内部资料，注意保存。化肥供应充足。"))
        before = office.decided()
        notice = only(office.mails(), CHIEF)
        office.run(reply(notice, "放行", EDITOR1), reply(notice, "放行", proven=False))
        tap.eq(office.decided(), before, "放行 of an editor, or without proof, releases nothing")


def officer():
    """A secrecy officer of its own, who answers as the mail to him says."""
    with Office() as office:
        office.people("baomi@qinghe.example,保密员,政府办,secrecy,2025-01-01,,,,")
        mails = office.run(letter(FARM, "机密★1年 " + WORDS, "春耕备耕工作进展顺利。"))
        ask = only(mails, "baomi@qinghe.example")
        tap.has(ask.text, "应予退回的，答复示例　“退回”", "he is told that he may return it")
        office.run(reply(ask, "退回"))
        tap.eq(office.state(1), "returned", "and may")


def innocent():
    titles = ("全县召开保密工作会议", "我局开展保密法宣传", "机密文件管理工作培训情况", "商业秘密保护座谈会",
              "秘密举报箱设立情况", "揭秘：小岗村的致富秘密")
    with Office() as office:
        office.run(*[letter(CIVIL, t, t + "，各单位负责同志参加会议，效果良好。") for t in titles])
        for i, title in enumerate(titles):
            tap.eq(office.state(i + 1), "waiting", title)


for scenario in (tier1, tier2, subject, rights, officer, innocent):
    tap.note(scenario.__name__)
    scenario()
tap.done()
