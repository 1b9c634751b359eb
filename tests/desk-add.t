#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/orders_add.c pipeline/desk/report_told.c command/add.c
"""desk-add - a report by telephone or on paper: booked by the operator, then like any other"""
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, EDITOR1, EDITOR2, FARM, ROOT, TOWN, Office, Tap, letter, only, reply, to
from service import Service

tap = Tap()
SPRING = "全县春耕备耕工作进展顺利，化肥供应充足，已完成任务37件，群众满意。"
HOME = "报送单位：民政局\n养老服务中心投入使用，设床位60张，入住老人41名。"
EVENING = "2026-11-23 12:00:00"  # UTC: eight in the evening there


def add(office, text, *options, good=(0,)):
    return office.cb("add", *options, input=text.encode(), good=good)


def by_telephone():
    with Office(EVENING) as office:
        ran = add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展", "--told", "09:30")
        tap.eq(ran.out, "1 waiting\n", "add prints the item's number and state")
        shown = office.show(1)
        tap.eq((shown["title"], shown["text"], shown["unit"], shown["section"], shown["author"]),
               ("春耕备耕进展", SPRING, "农业农村局", "办公室", "田一禾"), "whose it is, by the roster")
        tap.eq((shown["kind"], [t["topic"] for t in shown["topics"]], shown["editor"]),
               ("动态", ["春耕备耕"], EDITOR1), "it is classified like any report")
        tap.eq(shown["shares"], [{"unit": "农业农村局", "person": FARM, "hundredths": 10000}],
               "the credit is his")
        tap.eq(shown["sender"], {"address": FARM, "name": "田一禾", "evidence": "none", "flag": "代录"},
               "its sender is shown as taken down")
        tap.eq(shown["told"], {"by": "phone", "at": "2026-11-23T09:30:00+08:00"}, "how and when")
        source, = shown["letters"]
        tap.eq((source["source"], source["received"], source["sent"]),
               ("operator", "2026-11-23T20:00:00+08:00", "2026-11-23T09:30:00+08:00"),
               "its letter is the operator's, dated when it was told")
        tap.has(office.cb("show", 1).out, "电话报送，管理员代录，2026-11-23T09:30:00+08:00",
                "show says so")
        mails = office.run()
        receipt = only(mails, FARM)
        tap.eq(receipt.subject, "已收到（第 1 号）：春耕备耕进展", "the author gets a receipt")
        for kind, text in (("text", receipt.text), ("page", receipt.html)):
            tap.has(text, "电话报送，由本室代为登记，报告时间 2026-11-23 09:30", "which says so: " + kind)
        ask = only(mails, EDITOR1)
        for kind, text in (("text", ask.text), ("page", ask.html)):
            tap.has(text, "电话报送，管理员代录，报告时间 2026-11-23 09:30", "so does the ask: " + kind)
            tap.has(text, "代录", "and flags the sender: " + kind)
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "approved", "通过 approves it like any other")
        office.cb("issue", "draft", good=(0,))
        mails = office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))
        tap.has(only(mails, FARM).subject, "春耕备耕进展", "the author hears that it is printed")
        tap.eq(office.rows("SELECT unit, person, sum(hundredths) > 0 FROM entry GROUP BY unit, person"),
               [("农业农村局", FARM, 1)], "and gives him points")


def on_paper():
    """A unit's shared mailbox, a name the roster lacks, a document."""
    with Office(EVENING) as office:
        path = os.path.join(office.base, "town.doc")
        shutil.copy(os.path.join(ROOT, "tests", "documents", "prose.doc"), path)
        ran = office.cb("add", "--unit", "城关镇", "--author", "赵某", "--by", "paper", path, good=(0,))
        tap.eq(ran.out, "1 waiting\n", "a document is read by the extractor")
        shown = office.show(1)
        tap.eq((shown["title"], shown["author"], shown["told"]["by"]),
               ("青禾县春耕备耕进展顺利", "赵某", "paper"), "its first line is the title")
        tap.has(shown["text"], "一、农资供应", "its text is the report's")
        tap.eq([(a["name"], a["text"]) for a in shown["attachments"]], [("town.doc", "read")],
               "the file is kept as an attachment")
        tap.eq(shown["shares"], [{"unit": "城关镇", "person": None, "hundredths": 10000}],
               "the credit is the unit's")
        mails = office.run()
        tap.has(only(mails, TOWN).text, "纸质报送，由本室代为登记", "the unit's mailbox gets the receipt")

        # A unit of the roster without a mailbox of its own for contributions: nobody is written to.
        office.people("wei@qinghe.example,卫健甲,卫生健康局,contributor,2025-01-01,,,,")
        path = os.path.join(office.base, "旧稿.txt")
        with open(path, "wb") as file:
            file.write("全县疫苗接种工作完成，共接种1.3万人次，没有异常反应。".encode("gb18030"))
        office.cb("add", "--unit", "卫生健康局", "--title", "疫苗接种完成", path, good=(0,))
        shown = office.show(2)
        tap.eq((shown["text"], shown["unit"], shown["author"], shown["sender"]["address"],
                shown["state"]),
               ("全县疫苗接种工作完成，共接种1.3万人次，没有异常反应。", "卫生健康局", None, "",
                "waiting"), "a text of the old charset, of a unit alone")
        mails = office.run()
        tap.eq([m.address for m in mails], [EDITOR2], "only its editor gets a mail")
        tap.lacks(mails[0].text, "发件人", "which names no sender")
        tap.eq(office.cb("decide", 2, "备查").returncode, 0, "it can be decided on")
        tap.eq([m for m in office.run() if "审阅" not in m.text], [], "nobody is told")


def same_again():
    with Office() as office:
        add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展")
        ran = add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展", "--by", "paper", good=(1,))
        tap.eq(ran.out, "第 1 号信息内容相同，没有重复登记：waiting\n", "the same again is said")
        tap.eq(len(office.states()), 1, "and is no second item")
        office.run(letter(FARM, "春耕备耕进展", SPRING, name="田一禾"))
        tap.eq((office.last_letter()[1], len(office.states())), ("duplicate", 1),
               "what he mails later as well is the same")
        add(office, HOME, "--unit", "民政局", "--title", "养老服务中心投入使用")
        ran = add(office, HOME, "--unit", "民政局", "--title", "养老服务中心投入使用", good=(1,))
        tap.has(ran.out, "第 2 号信息内容相同", "of a unit without an address too")
        ran = add(office, HOME, "--unit", "应急管理局", "--title", "养老服务中心投入使用")
        tap.eq(ran.out, "3 waiting\n", "another unit's is an item of its own")
        tap.eq([s["relation"] for s in office.show(3)["similar"]], ["same"], "compared with the first")


def marked():
    with Office() as office:
        ran = add(office, "机密★1年\n全县春耕备耕工作进展顺利，化肥供应充足。", "--author", "田一禾",
                  "--title", "春耕备耕进展")
        tap.eq(ran.out, "1 held secret-mark\n", "a secrecy mark holds it")
        mails = office.run()
        tap.eq([m for m in mails if "化肥" in m.text + m.html], [], "its text is in no mail")
        tap.ok(only(mails, CHIEF, "疑似涉密"), "who may release it is asked")
        ran = add(office, "道路抢通，无人员伤亡。", "--unit", "应急管理局", "--kind", "紧急",
                  "--title", "山体滑坡")
        tap.eq((ran.out, office.show(2)["urgent"], office.show(2)["kind"]),
               ("2 waiting\n", True, "紧急"), "the operator's kind goes before the text's")


def wrong():
    with Office(EVENING) as office:
        office.people("tian2@qinghe.example,田一禾,水利局,contributor,2025-01-01,,,,")
        before = office.table("letter")
        cases = (
            ("no unit, no author", (), "没有写明是谁的信息", 64),
            ("a unit that is not there", ("--unit", "无此局"), "没有单位“无此局”", 1),
            ("a name of two", ("--author", "田一禾"), "不是恰好一人", 1),
            ("a time to come", ("--unit", "民政局", "--told", "23:59"), "23:59 还没有到", 1),
            ("no time", ("--unit", "民政局", "--told", "noon"), "“noon”不是时间", 64),
            ("no way", ("--unit", "民政局", "--by", "pigeon"), "add --unit U", 64),
            ("an unknown option", ("--unite", "民政局"), "--unite", 64),
            ("a file that is not there", ("--unit", "民政局", "nowhere.doc"), "nowhere.doc", 1),
        )
        for name, options, said, code in cases:
            ran = add(office, SPRING, *options, good=None)
            tap.ok(ran.returncode == code and said in ran.err, name, (ran.returncode, ran.err))
        for name, text in (("an empty report", " \n"), ("bytes that are no text", "\0\1\2")):
            tap.eq(add(office, text, "--unit", "民政局", good=None).returncode, 1, name)
        tap.eq(office.table("letter"), before, "nothing of these is stored")


def forged():
    """The operator's fields in anybody's letter mean nothing."""
    fields = ("X-Chengbao-Order: add", "X-Chengbao-Unit: nyj", "X-Chengbao-Kind: jinji",
              "X-Chengbao-By: phone", "Sender: operator <xinxi@qinghe.example>")
    with Office() as office:
        office.run(letter("who@away.example", "春耕备耕进展", SPRING, headers=fields))
        shown = office.show(1)
        tap.eq((shown["state"], shown["reason"], shown["told"], shown["unit"]),
               ("held", "unknown-sender", None, None), "a stranger stays one")
        raw = letter(FARM, "春耕备耕新进展", SPRING + "又完成5件。", headers=fields)
        office.run(raw)
        shown = office.show(2)
        tap.eq((shown["kind"], shown["told"], shown["sender"]["flag"]), ("动态", None, "未核验"),
               "and a contributor's letter is his own")
        office.configure(("[source drop]", "[source operator]"))
        ran = office.cb("check")
        tap.eq((ran.returncode, "“operator”是程序自用的名称" in ran.err + ran.out), (78, True),
               "no source can take the operator's name")


def rebuilt():
    with Office() as office:
        add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展", "--told", "00:00")
        add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展", good=(1,))
        office.run()
        names = ("letter", "arrival", "item", "revision", "source", "share", "history", "mailing")
        before = {name: office.table(name) for name in names}
        office.cb("rebuild", good=(0,))
        tap.eq({name: office.table(name) for name in names}, before, "rebuild gives the same rows")
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")


def living():
    """The same through a desk that lives: the answer comes when the letter was read."""
    with Office() as office:
        service = Service(office, {"LANGUAGE": "zh_CN"}).start()
        try:
            tap.ok(service.wait_ready(), "a desk that lives", service.log())
            ran = add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展")
            tap.eq(ran.out, "1 waiting\n", "by the service: the number")
            ran = add(office, SPRING, "--author", "田一禾", "--title", "春耕备耕进展", good=(1,))
            tap.has(ran.out, "第 1 号信息内容相同", "by the service: the same again")
            path = os.path.join(ROOT, "tests", "documents", "prose.docx")
            ran = office.cb("add", "--unit", "城关镇", path, good=(0,))
            tap.eq((ran.out, office.show(2)["title"]), ("2 waiting\n", "青禾县春耕备耕进展顺利"),
                   "by the service: a document")
            ran = add(office, SPRING, "--unit", "无此局", good=(1,))
            tap.has(ran.err, "没有单位", "by the service: a refusal")
            tap.eq(office.cb("decide", 1, "通过").returncode, 0, "other commands work as before")
        finally:
            service.stop()


for scenario in (by_telephone, on_paper, same_again, marked, wrong, forged, rebuilt, living):
    tap.note(scenario.__name__)
    scenario()
tap.done()
