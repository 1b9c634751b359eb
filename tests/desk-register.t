#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/register.c pipeline/desk/reload.c config/roster_write.c
"""desk-register - a new contributor: held, shown, entered by a word, heard from then on"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, DUTY, EDITOR1, FARM, Office, Tap, letter, only, reply, to

tap = Tap()
NEW = "lin@linye.example"
REPORT = letter(NEW, "春耕备耕林地整治情况", "报送单位：林业局\n全县春耕备耕林地整治进展顺利，化肥供应充足，已完成任务37件。\n撰稿：林八木")
AGAIN = letter(NEW, "春季植树进展情况", "全县春季植树已完成1.2万亩，成活率达到百分之九十五，化肥供应充足。")


def people(office):
    with open(os.path.join(office.dir, "people.csv"), "rb") as file:
        return file.read()


def held(office):
    return only(office.run(REPORT), CHIEF)


def confirmed(office, mail, words, **more):
    """The word, and 确认 in answer to the second mail."""
    second = only(office.run(reply(mail, words, **more)), CHIEF)
    tap.has(second.text, words, "%s is asked to be confirmed" % words)
    return office.run(reply(second, "确认"))


def for_good():
    with Office() as office:
        ask = held(office)
        tap.has(ask.text, "自称单位　林业局", "the chief reads for whom the letter says it writes")
        tap.has(ask.text, "“登记 单位 姓名”", "and what to answer")
        tap.has(ask.html, "登记一次", "in the page too")
        before = people(office)
        mails = confirmed(office, ask, "登记 林业局 林八木")
        tap.eq(people(office), before + "lin@linye.example,林八木,林业局,contributor,%s,,,,\n".encode() %
               office.one("SELECT date(received_us / 1000000, 'unixepoch', '+8 hours') FROM letter LIMIT 1").encode(),
               "people.csv has one line more, from the day of the letter on")
        tap.eq(office.cb("check").returncode, 0, "and is in order")
        shown = office.show(1)
        tap.eq((shown["state"], shown["unit"], shown["author"], shown["shares"]),
               ("waiting", "林业局", "林八木", [{"unit": "林业局", "person": NEW, "hundredths": 10000}]),
               "the item is his")
        tap.has(only(mails, EDITOR1, "林地").text, "报送单位　林业局", "its editor is asked")
        tap.has(only(mails, NEW).subject, "已收到（第 1 号）", "he gets his receipt")
        tap.has(only(mails, CHIEF).text, "登记为林业局 林八木", "and the chief hears what was done")
        mails = office.run(AGAIN)
        tap.eq((office.state(2), office.show(2)["unit"]), ("waiting", "林业局"), "his next letter is a report")
        tap.ok(to(mails, NEW), "with a receipt")
        rebuilt = office.cb("rebuild", good=(0,))
        tap.eq(office.show(1)["unit"], "林业局", "a rebuild knows whose it was: " + rebuilt.err)


def once():
    with Office() as office:
        before = people(office)
        mails = confirmed(office, held(office), "登记一次")
        tap.eq((office.state(1), office.show(1)["unit"]), ("waiting", None), "登记一次: it waits, for no unit")
        tap.ok(only(mails, EDITOR1).token, "the editor is asked")
        tap.eq(to(mails, NEW), [], "a stranger still gets no mail")
        tap.eq(people(office), before, "people.csv stays")
        tap.eq(office.run(AGAIN) and office.state(2), "held", "the next letter is held again")


def not_taken():
    with Office() as office:
        mails = confirmed(office, held(office), "不收")
        tap.eq(office.state(1), "filed", "不收 files it")
        tap.eq(to(mails, NEW), [], "and he hears nothing")


def refused():
    with Office() as office:
        ask = held(office)
        tap.eq(office.run(reply(ask, "登记")) and office.state(1), "held", "登记 without a unit is not understood")
        mine = only(office.run(letter(FARM, "春耕备耕工作进展情况", "全县春耕工作进展顺利，化肥供应充足，已完成37件。")), EDITOR1)
        back = only([m for m in office.run(reply(mine, "登记 林业局 林八木"))], EDITOR1)
        back = only(office.run(reply(back, "确认")), EDITOR1)
        tap.has(back.text, "登记", "a known sender cannot be registered")
        tap.eq(office.state(2), "waiting", "and his report waits as before")


def forms():
    """The file stays what it was: GB18030, CRLF, its own columns."""
    with Office() as office:
        path = os.path.join(office.dir, "people.csv")
        rows = [line.split(",") for line in people(office).decode().splitlines()]
        text = "\r\n".join(",".join([r[1], r[0], r[4], r[3], r[2], r[5], r[7]]) for r in rows)
        with open(path, "wb") as file:
            file.write(text.encode("gb18030"))
        os.chmod(path, 0o640)
        confirmed(office, held(office), "登记 林业园林局 林八木")
        last = people(office)[len(text.encode("gb18030")):]
        tap.eq(last.decode("gb18030").split(",20")[0], "\r\n林八木,lin@linye.example",
               "columns in their order, charset and line ends as they were")
        tap.ok(last.decode("gb18030").endswith(",contributor,林业园林局,,\r\n"), "every cell in its place", last)
        tap.eq(os.stat(path).st_mode & 0o777, 0o640, "and so its rights")
        tap.eq(office.cb("check").returncode, 0, "the file is in order")
        tap.eq(office.state(1), "waiting", "the item waits")


def urgent():
    """What sounds urgent and is held: the duty room hears at once that it is there."""
    slide = letter("cunmin@away.example", "青石村桥梁垮塌险情", "便民桥今晚垮塌，险情紧急，2人被困桥下。")
    with Office() as office:
        mails = office.run(slide)
        tap.has(only(mails, CHIEF).subject, "【急】青石村桥梁垮塌险情", "the chief is asked about it")
        duty = only(mails, DUTY)
        tap.eq(duty.subject, "【急】紧急来信已扣下待核对（第 1 号）", "the duty room is told")
        for kind, text in (("text", duty.text), ("page", duty.html)):
            for said in ("发件人没有登记", "科长丙", "cunmin@away.example"):
                tap.has(text, said, "why, who is asked, from whom: %s, in the %s" % (said, kind))
            tap.lacks(text, "被困", "not what it says: " + kind)
        tap.eq(to(office.run(REPORT), DUTY), [], "of what is not urgent it hears nothing")
        marked = letter("cunmin@away.example", "险情", "秘密★\n便民桥垮塌，险情紧急，2人被困桥下。")
        tap.eq(to(office.run(marked), DUTY), [], "nor of what bears a mark of secrecy")
        known = letter(FARM, "大棚垮塌险情", "大棚今晚垮塌，险情紧急，2人被困棚内。")
        tap.eq(to(office.run(known), DUTY), [], "nor of what an editor is asked about")


def told_once():
    """A stranger who is proven hears once a day that his letter came, in neutral words."""
    with Office("2026-11-23 01:00:00") as office:
        mail = only(office.run(REPORT), NEW)
        tap.eq(mail.subject, "来信已收到，待核对", "a stranger hears that his letter came")
        tap.has(mail.text, "您的邮箱尚未登记为报送人", "and why it waits")
        for words in ("林地", "第 1 号", "[呈报"):
            tap.lacks(mail.subject + mail.text, words, "nothing of his letter, no number: " + words)
        tap.eq(to(office.run(AGAIN), NEW), [], "his second letter of the day: nothing")
        office.when = "2026-11-24 02:00:00"
        tap.eq(len(to(office.run(letter(NEW, "又一篇", "林区道路今日恢复通行，群众出行方便，巡护站已恢复值守。")), NEW)), 1,
               "the next day: once more")
        forged = letter("wang@elsewhere.example", "来稿", "某地一条新闻，请编发，谢谢各位老师。", proven=False)
        tap.eq(to(office.run(forged), "wang@elsewhere.example"), [], "without proof nobody is written to")


told_once()
for_good()
urgent()
once()
not_taken()
refused()
forms()
tap.done()
