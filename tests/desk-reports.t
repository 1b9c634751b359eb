#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/report.c pipeline/desk/report_facts.c pipeline/desk/judge.c pipeline/desk/reading.c pipeline/desk/similar.c pipeline/desk/snapshot.c
"""desk-reports - letters of every charset, shape and sender become the items they should"""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, DUTY, EDITOR1, EDITOR2, FARM, TOWN, URGENT, Office, Tap, letter, only, reply, to
from mailshapes import attachment, docx, multipart, part, proof

tap = Tap()
TITLE = "我县春耕备耕工作进展顺利，农资供应充足，群众普遍反映良好"
TEXT = ("今年以来，全县备足化肥3.2万吨、种子480吨，农资供应充足。\n"
        "目前已整地12万亩，完成计划的78％，较去年同期快6个百分点。\n撰稿：田一禾")


def many_words(text, charset, at=5):
    """A subject as broken clients write it: many words, cut between characters."""
    import base64
    return "\n ".join("=?%s?B?%s?=" % (charset, base64.b64encode(text[i:i + at].encode(
        charset)).decode()) for i in range(0, len(text), at)).encode()


def of(town):
    """The same of another town: what is not of the same place is no new revision."""
    return TEXT.replace("全县", town + "镇")


def charsets():
    rare = "㐂镇𠮷村镕基䶮街" + TITLE
    big5 = "春耕備耕工作進展順利，農資供應充足"
    table = (
        ("UTF-8", letter(FARM, TITLE, of("青石")), TITLE, of("青石")),
        ("GB2312 in base64, the subject in many words",
         letter(FARM, TITLE, of("白溪"), charset="gb2312", encoding="base64",
                raw_subject=many_words(TITLE, "gb2312")), TITLE, of("白溪")),
        ("GB18030 with rare characters",
         letter(FARM, rare, rare + "\n" + of("双河"), charset="gb18030", encoding="base64"), rare,
         rare + "\n" + of("双河")),
        ("GBK characters labelled GB2312",
         letter(FARM, "朱镕堃" + TITLE, "朱镕堃" + of("松林"), charset="gbk", encoding="base64").replace(
             b"charset=gbk", b"charset=gb2312").replace(b"=?gbk?", b"=?gb2312?"),
         "朱镕堃" + TITLE, "朱镕堃" + of("松林")),
        ("Big5", letter(FARM, big5, big5 + "，化肥供應充足。", charset="big5", encoding="base64"),
         big5, big5 + "，化肥供應充足。"),
        ("raw 8-bit GBK without label",
         letter(FARM, "x", of("梅坡"), charset="gbk", label=False,
                raw_subject=TITLE.encode("gbk")), TITLE, of("梅坡")),
        ("raw 8-bit UTF-8 without label",
         letter(FARM, "x", of("竹井"), label=False, raw_subject=TITLE.encode()), TITLE,
         of("竹井")),
        ("quoted-printable", letter(FARM, TITLE, of("桃湾"), encoding="quoted-printable"), TITLE,
         of("桃湾")),
        ("CRLF line ends", letter(FARM, TITLE, of("荷洲")).replace(b"\n", b"\r\n"), TITLE,
         of("荷洲")),
    )
    with Office() as office:
        mails = office.run(*[row[1] for row in table])
        for i, (name, _, title, text) in enumerate(table):
            shown = office.show(i + 1)
            tap.eq(shown["title"], title, name + ": the title")
            tap.eq(shown["text"], text, name + ": the text")
            tap.eq((shown["state"], shown["unit"], shown["sender"]["evidence"],
                    shown["sender"]["flag"]),
                   ("waiting", "农业农村局", "authentication-results", None),
                   name + ": its state and sender")
        tap.eq(len(to(mails, FARM)), len(table), "each has its receipt")
        receipt = to(mails, FARM)[0]
        tap.has(receipt.subject, TITLE, "the receipt shows the title as understood")
        tap.eq(receipt.message["In-Reply-To"], "<%s>" % office.show(1)["letters"][0]["message_id"],
               "and answers the letter")
        tap.eq(str(receipt.message["Auto-Submitted"]), "auto-replied", "as automatic mail")


def shapes():
    html = ("<html><head><style>p{color:red}</style></head><body><p>今年以来，青石镇备足化肥3.2万吨，"
            "农资供应充足。</p><p>已整地12万亩。<br>撰稿：田一禾</p></body></html>")
    document = ["春耕备耕工作进展情况", "今年以来，白溪镇备足化肥3.2万吨，农资供应充足。", "已整地12万亩。"]
    with Office() as office:
        mails = office.run(
            letter(FARM, TITLE, html, kind="text/html"),
            letter(FARM, "春耕信息", parts=multipart([
                part("详见附件，请查收。"), attachment("春耕备耕情况.docx", docx(document))])),
            letter(FARM, "转发：" + TITLE + "二", "请采用。\n\n-----转发邮件-----\n发件人: 张三 "
                   "<zhang@village.example>\n主题: " + TITLE + "\n\n" + of("双河")),
            letter(FARM, "春耕备耕简况", parts=multipart([
                part(of("松林")), attachment("照片.jpg", b"\xff\xd8\xff\xe0" * 50, "image/jpeg")])))
        tap.eq(list(office.states().values()), ["waiting"] * 4, "four reports wait")
        first = office.show(1)
        tap.has(first["text"], "今年以来，青石镇备足化肥3.2万吨，农资供应充足。", "HTML only: the text")
        tap.lacks(first["text"], "color", "HTML only: no style")
        second = office.show(2)
        tap.has(second["text"], "已整地12万亩。", "docx behind 见附件: the text")
        tap.eq((second["attachments"][0]["name"], second["attachments"][0]["text"]),
               ("春耕备耕情况.docx", "read"), "docx: listed as read")
        tap.eq(len(second["attachments"][0]["sha256"]), 64, "docx: with its SHA-256")
        tap.eq(second["topics"][0]["topic"], "春耕备耕", "docx: its words have a topic")
        third = office.show(3)
        tap.has(third["text"], "今年以来", "a forwarded letter: its text")
        tap.lacks(third["title"], "转发", "a forwarded letter: the title without prefix")
        tap.eq(third["unit"], "农业农村局", "a forwarded letter is whose it comes from")
        tap.eq(office.show(4)["attachments"][0]["name"], "照片.jpg", "a picture is listed")
        receipt = [m for m in to(mails, FARM) if "第 4 号" in m.subject][0]
        tap.has(receipt.text, "照片.jpg", "the receipt names the files")
        tap.eq(office.json("list", "--topic", "春耕备耕")[0]["item"], 1, "list --topic")


def pointers():
    """见附件 and nothing that could be read: no empty item gets into the queue."""
    link = ("\n\n从QQ邮箱发来的超大附件\n春耕.docx (120.5M, 2026年12月20日 10:00 到期)\n"
            "进入下载页面：http://mail.qq.example/cgi-bin/ftnExs_download?k=abc\n")
    with Office() as office:
        mails = office.run(letter(FARM, "春耕信息", "见附件，请查收。" + link), letter(FARM, "春耕二", "见附件，请查收。"),
                           letter(FARM, TITLE, TEXT + link))
        tap.eq([(office.state(i), office.show(i)["reason"]) for i in (1, 2)], [("held", "unreadable")] * 2,
               "a link, or a file that was forgotten, is no report")
        tap.eq(office.state(3), "waiting", "a report with a link beside it is one")
        for mail in to(mails, FARM):
            tap.eq("只有下载链接" in mail.text, "春耕二" not in mail.subject, "the sender is told of the link: " + mail.subject)


def again():
    one = letter(FARM, TITLE, TEXT)
    with Office() as office:
        office.run(one)
        office.drop(one)
        mails = office.run()
        tap.eq((len(office.table("letter")), len(office.table("item"))), (1, 1),
               "the same bytes: one letter, one item")
        tap.eq(len(office.table("arrival")), 2, "two arrivals")
        tap.eq(mails, [], "and no mail")
        path = os.path.join(office.base, "one.eml")
        with open(path, "wb") as file:
            file.write(one)
        said = office.cb("ingest", path, path, good=(0,)).out
        tap.eq([row["again"] for row in map(json.loads, said.splitlines())], [True, True],
               "twice in one group: both are told")
        tap.eq(len(office.table("arrival")), 4, "and are arrivals of their own")
        office.put(one)
        tap.eq((office.run(), len(office.table("arrival")), len(office.table("letter"))),
               ([], 5, 1), "on standard input again: another arrival of the same letter")
        mails = office.run(letter(FARM, TITLE, TEXT))
        tap.eq((office.last_letter()[1], len(office.table("item"))), ("duplicate", 1),
               "the same content anew: a duplicate")
        tap.has(only(mails, FARM).subject, "此前已收到（第 1 号）", "he is told")
        mails = office.run(letter(FARM, TITLE, TEXT, charset="gb18030", encoding="base64"))
        tap.eq(office.last_letter()[1], "duplicate", "the same in another charset: a duplicate")
        tap.eq(mails, [], "told once is told")
        office.run(letter(FARM, TITLE, TEXT.replace("3.2", "3.3")))
        tap.eq((office.last_letter()[1], office.show(1)["revision"]), ("correction", 2),
               "another number: a revision (desk-resent)")
        office.run(letter(URGENT, TITLE, TEXT.replace("3.2", "3.3")))
        tap.eq((office.last_letter()[1], office.show(2)["similar"][0]["item"]), ("report", 1),
               "from another unit: another report, that is shown as similar")
        ran = office.cb("ingest", input=one, good=(0,))
        tap.has(ran.out, "1", "ingest again says which letter")


def senders():
    with Office() as office:
        office.people("wang@qinghe.example,王大力,城关镇,contributor,2025-01-01,,,,")
        mails = office.run(
            letter(TOWN, TITLE, "我镇" + of("青石").replace("田一禾", "王大力")),
            letter(TOWN, TITLE + "二", "我镇二" + of("白溪").replace("田一禾", "李不在")),
            letter("nobody@other.example", "举报春耕问题", "我要反映一个情况，某村化肥价格过高。"),
            letter(FARM, TITLE + "三", TEXT + "三",
                   evidence=proof(FARM, "dmarc=fail")),
            letter(FARM, TITLE + "四", TEXT + "四", proven=False))
        shown = [office.show(i) for i in range(1, 6)]
        tap.eq((shown[0]["unit"], shown[0]["author"], shown[0]["shares"]),
               ("城关镇", "王大力", [{"unit": "城关镇", "person": "wang@qinghe.example",
                                 "hundredths": 10000}]), "a shared mailbox: the writer's credit")
        tap.eq((shown[1]["author"], shown[1]["shares"][0]["person"]), ("李不在", None),
               "a writer who is not on the roster is kept as text")
        tap.eq((shown[2]["state"], shown[2]["reason"]), ("held", "unknown-sender"), "a stranger")
        tap.eq(office.rows("SELECT kind FROM letter WHERE id = 3"), [("stranger",)], "his kind")
        tap.eq([m.subject for m in mails if "other.example" in m.to], ["来信已收到，待核对"],
               "a stranger hears that it came, and nothing else")
        tap.ok([m for m in to(mails, CHIEF) if "3-1" in m.subject or "举报" in m.subject],
               "the chief is asked", mails)
        tap.eq((shown[3]["state"], shown[3]["reason"]), ("held", "failed-evidence"),
               "the border's check failed: held")
        tap.eq(len([m for m in to(mails, FARM) if "三" in m.subject]), 0, "and nothing is confirmed")
        tap.eq((shown[4]["state"], shown[4]["sender"]["flag"]), ("waiting", "未核验"),
               "no evidence: flagged, not held")
        ask = [m for m in mails if m.token and "充足，群众普遍反映良好四" in m.subject][0]
        tap.has(ask.text, "未核验", "the editor sees the flag")
        tap.eq(office.exit, 1, "run says that a person is needed")
        tap.eq(office.cb("status").returncode, 1, "so does status")


def urgent():
    with Office() as office:
        mails = office.run(letter(
            URGENT, "关于城东仓库火灾事故的报告",
            "今日10时，城东仓库发生火灾事故，造成2人死亡、3人受伤，现场已控制，暂无被困人员。"))
        shown = office.show(1)
        tap.eq((shown["kind"], shown["urgent"]), ("紧急", True), "deaths near an accident")
        receipt = only(mails, URGENT)
        tap.has(receipt.text, "0000-1234567", "the receipt names the duty telephone")
        ask = only(mails, EDITOR1)
        tap.has(ask.subject, "【急】", "the ask is marked")
        office.run(letter(URGENT, "消防演练情况", "开展火灾事故演练，模拟2人被困、1人死亡的情形。"))
        tap.eq(office.show(2)["urgent"], False, "a drill is not")
        tap.eq(office.show(2)["editor"], EDITOR1 if office.show(2)["topics"] else EDITOR2,
               "and has its editor")
        tap.eq(to(office.mails(), DUTY), [], "the duty room is asked at signing, not before")


def lateness():
    """How old the news is: by its text, its Date, the first server, and us."""
    with Office("2026-11-23 01:30:00") as office:
        raw = letter(URGENT, "城东仓库进水情况", "今日6时20分，城东仓库进水，已组织人员抽排，损失正在统计。",
                     date="Mon, 23 Nov 2026 08:05:00 +0800")
        raw = raw.replace(b"From: ", b"Received: from pc (pc [192.0.2.1]) by mx.client.example with ESMTP;\n"
                          b" Mon, 23 Nov 2026 08:06:00 +0800\nFrom: ", 1)
        ask = [m for m in office.run(raw) if m.token][0]
        tap.has(ask.text, "收到时间　2026-11-23 09:3", "when it came")
        tap.has(ask.text, "（发出 2026-11-23 08:05，首经邮局 2026-11-23 08:06）", "when it was sent and first taken")
        tap.has(ask.text, "文中时间　2026-11-23 06:20，到收到历时 3 小时", "when it happened, and how long ago")
        tap.has(ask.html, "首经邮局 2026-11-23 08:06", "the page has it too")
        ask = [m for m in office.run(letter(URGENT, "城南仓库情况", "11月20日，城南仓库完成检修。",
                                            date="Mon, 23 Nov 2026 09:29:00 +0800")) if m.token][0]
        tap.lacks(ask.text, "首经邮局", "sent just now: only when it came")
        tap.has(ask.text, "文中时间　2026-11-20", "a day")
        tap.lacks(ask.text, "到收到历时", "a day without an hour has no age")


def form():
    """House checks are told to the editor, with the passage, and block nothing."""
    with Office() as office:
        ask = [m for m in office.run(letter(FARM, "全县春耕备耕进展顺利。", "据统计，化肥价格同比上涨3-5%，会上，王县长要求稳住供应。"))
               if m.token][0]
        for line in ("体例提示　标题末尾不加句号　“。”", "体例提示　百分数写“%”；两个百分数的范围都带“%”，如“3%至5%”　“3-5%”",
                     "体例提示　领导称谓宜写全姓名和职务　“王县长”"):
            tap.has(ask.text, line, line)
        tap.has(ask.html, "“3-5%”", "in the page too")
        tap.has(office.cb("why", 1).out, "体例 标题有句号：标题末尾不加句号", "why names the check")
        ask = [m for m in office.run(reply(ask, "改题：全县春耕备耕进展顺利")) if m.token][0]
        tap.lacks(ask.text, "体例提示", "a revision was not checked")
        office.run(reply(ask, "通过"))
        tap.eq(office.state(1), "approved", "and nothing was in the way")


def about_mails():
    """A report that shows another mail's 发件人 and 主题 quotes nobody; one below a letter is quoted."""
    own = "近日，我县发现一批钓鱼邮件。\n%s\n县网信办立即组织排查，封堵链接3个。"
    lines = "发件人：财务部\n主题：关于发放补贴的通知\n发送时间：11月23日"
    with Office() as office:
        office.run(letter(FARM, "我县封堵一批钓鱼邮件", own % lines))
        tap.eq(office.show(1)["text"], own % lines, "a report about mails is read to its end")
        office.run(letter(FARM, "我县完成旱改水一万亩", "全县完成旱改水一万亩。\n\n" + lines.replace("财务部", "王科 <a@b.example>")))
        tap.eq(office.show(2)["text"], "全县完成旱改水一万亩。", "a letter below it is not part of it")


for scenario in (about_mails, charsets, form, lateness, shapes, pointers, again, senders, urgent):
    tap.note(scenario.__name__)
    scenario()
tap.done()
