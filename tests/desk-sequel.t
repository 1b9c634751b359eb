#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/sequel.c, and merge.c and carry_pieces.c where what is printed is merged into
"""desk-sequel - a report merged into a printed one is its 续报 in the next issue"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, URGENT, Office, Tap, letter, only, reply, to

tap = Tap()
FIRST = "关于石桥村山洪灾害的初报"
FLOOD = ("6月12日8时，石桥村发生山洪，冲毁道路200米，受灾群众60人已经转移安置。\n"
         "县应急管理局已赶赴现场，正在抢修道路。")
NEWS = ("　　6月12日8时，石桥村发生山洪，冲毁道路200米，受灾群众60人已经转移安置。"
        "截至18时，道路已经抢通，又转移群众40人，电力恢复供应。\n　　下一步将做好灾后防疫。")
REFERENCE = "（接《政务信息》2026年第1期第1条《%s》）" % FIRST
PRINTED = ("　　%s\n　　截至18时，道路已经抢通，又转移群众40人，电力恢复供应。\n　　下一步将做好灾后防疫。" % REFERENCE)
TITLE, SEQUEL = "石桥村抢险救灾最新进展", "关于石桥村山洪灾害的续报（一）"


def seal(office, *items):
    """Prints these items in the next issue of 政务信息; the mails of its sealing."""
    for item in items:
        office.cb("decide", item, "通过 《政务信息》", good=(0,))
    office.cb("issue", "draft", good=(0,))
    sign = [m for m in office.run() if m.address == CHIEF and "请签发《政务信息》" in m.subject]
    return office.run(reply(sign[-1], "签发"))


def printed():
    """An office whose first issue has FIRST as item 1."""
    office = Office("2026-06-13 01:00:00")
    office.run(letter(URGENT, FIRST, FLOOD))
    seal(office, 1)
    tap.eq(office.state(1), "issued", "item 1 is printed")
    return office


def one():
    with printed() as office:
        ask = only(office.run(letter(URGENT, TITLE, NEWS)), EDITOR2)
        tap.has(ask.text, "答复示例　“并入#1”　　　　　作已刊第 1 号的续报，编入下一期", "the ask says how")
        tap.has(ask.html, "“<b>并入#1</b>” <span style=\"color:#8a919c;\">作已刊第 1 号的续报，编入下一期", "in the page too")
        mails = office.run(reply(ask, "并入#1"))
        shown = office.show(2)
        tap.eq((shown["state"], shown["title"], shown["text"]), ("approved", SEQUEL, PRINTED),
               "approved, in the form of a 续报: title, reference, without the beginning")
        tap.eq({k: shown["chain"][k] for k in ("step", "item", "first", "n", "merged", "issues")},
               {"step": "续报", "item": 1, "first": 1, "n": 2, "merged": True, "issues": ["政务信息 2026/1"]}, "the chain is kept")
        tap.eq((shown["merged_into"], shown["shares"]),
               (None, [{"unit": "应急管理局", "person": URGENT, "hundredths": 10000}]), "its shares are its own")
        ack = only(mails, EDITOR2)
        tap.has(ack.text, "✓ 作第1号的续报（该号刊于《政务信息》2026年第1期第1条）；改题：%s；略去开头已刊的1句；"
                "通过，编入下一期《政务信息》" % SEQUEL, "the acknowledgement says what was done and where it will appear")
        tap.has(office.cb("show", 2).out, "#1 %s (政务信息 2026/1)  续报" % FIRST, "show tells")
        why = office.cb("why", 2).out
        tap.has(why, "续报：接第 1 号 %s，链上第 2 报，首报为第 1 号\n    已刊 政务信息 2026/1" % FIRST, "why tells")
        tap.has(why, "body  　　【6月】12日8时，石桥村发…", "with what hit in the text that came")
        tap.has(office.cb("list").out, "approved (续报 #1)", "list tells")
        tap.eq(office.show(1)["state"], "issued", "the printed one stays")
        undone = office.copy()
        mails = undone.run(reply(ack, "撤销"))
        back = undone.show(2)
        tap.eq((back["state"], back["title"], back["text"], back["chain"]), ("waiting", TITLE, NEWS, None), "撤销 undoes it")
        tap.has(only(mails, EDITOR2, "已办理").text, "撤销，恢复待审，不再作第1号的续报", "and says so")
        again = [m for m in mails if "已办理" not in m.subject][0]
        undone.run(reply(again, "通过"))
        tap.eq((undone.state(2), undone.show(2)["title"]), ("approved", TITLE), "then it is approved as itself")
        same(undone)
        undone.close()
        sealed(office)


def same(office):
    """A rebuild holds what goes out: of a copy."""
    before, copy = office.decided(), office.copy()
    copy.cb("rebuild", good=(0,))
    tap.eq(copy.decided(), before, "rebuild gives the same rows")
    copy.close()


def sealed(office):
    office.cb("issue", "draft", good=(0,))
    sign = only(office.run(), CHIEF, "请签发")
    for text in (sign.text, sign.html):
        tap.has(text, "续报，接第 1 号《%s》" % FIRST, "the signer sees what it is")
        tap.has(text, REFERENCE, "and the words that will be printed")
    mails = office.run(reply(sign, "签发"))
    issue = only(mails, None, "《政务信息》2026年第2期 (总第2期)")
    tap.has(issue.text.replace("\r\n", "\n"), "〔1〕%s\n　　　（应急管理局　应三急）\n\n%s\n" % (SEQUEL, PRINTED), "printed so")
    tap.lacks(issue.text, "冲毁道路200米", "the beginning is not told again")
    tap.has(only(mails, URGENT, "已编发").text, "《政务信息》2026年第2期", "its author hears where")
    tap.eq(office.json("issue", "show", "2")[0]["lines"][0]["chain"]["item"], 1, "the sealed issue keeps the link")
    same(office)
    third(office)


def third(office):
    """A further one goes on with the second."""
    office.run(letter(URGENT, "石桥村恢复生产", "石桥村企业已经全部复工，学校复课。"))
    mails = office.run(letter(TOWN, "石桥村灾后重建", "石桥村灾后重建启动，省里拨款500万元。"))
    both = office.copy()
    for item in (3, 4):
        both.cb("decide", item, "并入#2", good=(0,))
    tap.eq([both.show(i)["title"] for i in (3, 4)],
           ["关于石桥村山洪灾害的续报（二）", "关于石桥村山洪灾害的续报（三）"], "numbered through the chain")
    tap.eq([both.show(i)["chain"]["first"] for i in (3, 4)], [1, 1], "which keeps its first")
    tap.has(both.show(3)["text"], "（接《政务信息》2026年第2期第1条《%s》）\n石桥村企业" % SEQUEL, "each names what it goes on with")
    both.cb("decide", 3, "撤销", good=(0,))
    both.cb("decide", 3, "改题：石桥村三天恢复生产", good=(0,))
    both.cb("decide", 3, "并入#1", good=(0,))
    tap.eq(both.show(3)["title"], "石桥村三天恢复生产续报（四）", "a title that an editor gave stays, with the number behind it")
    both.close()
    said = office.copy()
    said.cb("decide", 3, "改题：石桥村山洪终报", good=(0,))
    said.cb("decide", 3, "并入#1", good=(0,))
    tap.eq((said.show(3)["title"], said.show(3)["chain"]["step"]), ("石桥村山洪终报", "终报"), "what says it already stays")
    said.close()
    ask = [m for m in mails if m.token][0]
    office.run(reply(ask, "改题：石桥村灾后重建启动，并入#1"))
    tap.eq((office.state(4), office.show(4)["title"]), ("approved", "石桥村灾后重建启动续报（二）"), "改题 in the same answer")


def refused():
    with printed() as office:
        office.run(letter(FARM, "春耕备耕进展", "全县春耕备耕进展顺利，化肥供应充足。"),
                   letter(FARM, "保密检查", "秘密★1年\n会议内容一二三四五六七八九十。"),
                   letter(CIVIL, "养老服务情况", "全县养老服务设施改造完成，老人满意。"),
                   letter(TOWN, "城市管理情况", "城市管理执法检查四十处，整改到位。"),
                   letter(TOWN, "夜市整治情况", "夜市整治九条街，商户满意，秩序良好。"),
                   letter(CIVIL, "婚姻登记情况", "婚姻登记跨县通办，办结三百对，群众称便。"),
                   letter(URGENT, "应急演练情况", "应急演练七场，参加群众两千人，效果良好。"))
        office.cb("decide", 4, "备查", good=(0,))
        office.cb("decide", 5, "退回 缺数据", good=(0,))
        office.cb("decide", 6, "核实 数字", good=(0,))
        office.cb("decide", 7, "并入#8", good=(0,))
        office.run(letter(URGENT, "石桥村山洪情况", FLOOD.split("\n")[1] + "\n"))
        cases = ((3, "不能并入第 3 号：它已扣下，要先放行"),
                 (4, "不能并入第 4 号：它已存阅备查，请单独处理这一条，或者先撤销那一条的备查"),
                 (5, "不能并入第 5 号：它已退回作者，请单独处理这一条，或者先撤销那一条的退回"),
                 (6, "不能并入第 6 号：它正在请作者核实补充，请等答复后再合并，或者先把这一条暂缓"),
                 (7, "第 7 号自己已并入第 8 号，请答复：并入#8"),
                 (99, "没有第 99 号信息"))
        for target, why in cases:
            ran = office.cb("decide", 2, "并入#%d" % target)
            tap.ok(ran.returncode == 1 and why in ran.err, "into #%d: %s" % (target, why), ran.err)
        ran = office.cb("decide", 9, "并入#1")
        tap.ok(ran.returncode == 1 and "全文都已见于刊发的第 1 号，没有新内容可作续报，请答复：备查" in ran.err,
               "nothing new is no 续报", ran.err)
        tap.eq((office.state(2), office.state(9), office.show(9)["chain"]), ("waiting", "waiting", None), "and nothing was done")


def list_of(office, n):
    office.cb("list", "--mail", EDITOR1, good=(0,))
    return only(office.run(), EDITOR1, "待审信息 %d 条" % n)


def several():
    """Two or more, one of which is printed."""
    with Office("2026-11-20 03:00:00") as office:
        office.drafts(2)
        office.run(letter(CIVIL, "春耕备耕工作困难户帮扶", "春耕备耕工作第9项帮扶困难户，化肥供应充足，已完成任务91件，群众拍手称好。"))
        sheet = list_of(office, 3)
        seal(office, 1)
        for words, lead, other in (("合并1、2、3", 2, 3), ("2、3并入1", 2, 3), ("3、2并入#1", 2, 3)):
            copy = office.copy()
            mails = copy.run(reply(sheet, words))
            tap.eq(copy.states(), {1: "issued", lead: "approved", other: "merged"}, words + ": one 续报 of both")
            shown = copy.show(lead)
            tap.eq((shown["title"], copy.show(other)["merged_into"]), ("春耕备耕工作进展情况之甲续报（一）", lead), "the earlier leads")
            tap.eq([s["hundredths"] for s in shown["shares"]], [5000, 5000], "with the shares of both")
            tap.has(only(mails, EDITOR1, "已办理").text, "并入第2号", "told")
            same(copy)
            copy.close()
        copy = office.copy()
        told = only(copy.run(reply(sheet, "2并入1，以1为准")), EDITOR1)
        tap.has(told.text, "已刊发的不再改动，续报用自己的数字，请去掉“以…为准”再答复", "以1为准 is asked back")
        tap.eq(copy.state(2), "waiting", "and nothing done")
        copy.run(reply(told, "2并入1，以2为准"))
        tap.eq(copy.state(2), "approved", "以2为准: its own numbers stand")
        copy.close()
        seal(office, 2)
        later = office.copy()
        later.cb("decide", 3, "并入#1", good=(0,))
        later.when = "2026-12-10 03:00:00"
        tap.eq(later.json("status")[0]["unfinished"], [], "a 续报 of what is no 初报 is not waited for")
        later.close()
        told = only(office.run(reply(sheet, "合并1、2、3")), EDITOR1)
        tap.has(told.text, "其中有几条已经刊发，请写明并入哪一条，如：并入#812", "two printed: into which?")
        tap.eq(office.states(), {1: "issued", 2: "issued", 3: "waiting"}, "and nothing done")


def kept():
    """It stays a 续报 on its way back and through a correction."""
    with printed() as office:
        ask = only(office.run(letter(URGENT, TITLE, NEWS)), EDITOR2)
        office.run(reply(ask, "并入#1"))
        office.cb("issue", "draft", good=(0,))
        mails = office.run(reply(only(office.run(), CHIEF, "请签发"), "退回 再核"))
        again = only(mails, EDITOR2)
        tap.eq((office.state(2), office.show(2)["title"]), ("waiting", SEQUEL), "sent back by the signer")
        back = office.copy()
        back.run(reply(again, "通过"))
        tap.eq((back.state(2), back.show(2)["text"], back.show(2)["revision"]), ("approved", PRINTED, 2), "通过: as it was")
        back.close()
        back = office.copy()
        back.run(letter(URGENT, "撤回《%s》" % TITLE, "情况有误，请予撤回。"))
        tap.eq((back.state(1), back.state(2)), ("issued", "withdrawn"), "its author withdraws it by the title he gave it")
        back.close()
        mails = office.run(letter(URGENT, "更正：" + TITLE, "以此件为准。\n" + NEWS.replace("40人", "45人")))
        again = only(mails, EDITOR2)
        office.run(reply(again, "通过"))
        shown = office.show(2)
        tap.eq((shown["state"], shown["title"]), ("approved", SEQUEL), "corrected by its author and approved")
        tap.has(shown["text"], REFERENCE, "the reference is there again")
        tap.has(shown["text"], "又转移群众45人", "with what he corrected")
        back = office.copy()
        back.cb("decide", 2, "撤销", good=(0,))
        tap.eq((back.show(2)["title"], back.show(2)["text"]), (TITLE, "以此件为准。\n" + NEWS.replace("40人", "45人")),
               "撤销 gives back what he sent")
        back.close()
        same(office)


def proof():
    """It is an approval: where that is confirmed, so is this; nobody makes one of his own report."""
    with printed() as office:
        office.configure(("reports     = flag", "reports     = flag\nconfirm-always = approve"))
        ask = only(office.run(letter(URGENT, TITLE, NEWS)), EDITOR2)
        mails = office.run(reply(ask, "并入#1"))
        confirm = only(mails, EDITOR2, "请您确认")
        tap.eq(office.state(2), "waiting", "confirmed first")
        office.run(reply(confirm, "确认", proven=False))
        tap.eq(office.state(2), "approved", "then done")
    with printed() as office:
        ask = only(office.run(letter(EDITOR2, TITLE, NEWS)), EDITOR2, "呈报 2-1-")
        told = only(office.run(reply(ask, "并入#1")), EDITOR2)
        tap.eq(office.state(2), "waiting", "not of his own report")
        tap.has(told.text, "不能审核通过自己报送的信息", "and told why")


def steps():
    """No step is skipped; each sees the form that it will be printed in."""
    with printed() as office:
        office.configure(("sign-off = editor", "sign-off = editor, chief"))
        ask = only(office.run(letter(URGENT, TITLE, NEWS)), EDITOR2)
        mails = office.run(reply(ask, "并入#1"))
        tap.eq((office.state(2), office.show(2)["step"]), ("waiting", "chief"), "the chief is next")
        tap.has(only(mails, EDITOR2).text, "略去开头已刊的1句；通过，转下一环节（科长）", "the editor is told")
        asked = only(mails, CHIEF)
        tap.has(asked.subject, SEQUEL, "the chief is asked")
        tap.has(asked.text, "续报，接第 1 号《%s》，本链第 2 报（首报第 1 号）　【已刊 《政务信息》2026年第1期】" % FIRST, "told what it goes on with")
        tap.has(asked.text.replace("\r\n", "\n"), PRINTED, "in its form")
        tap.lacks(asked.text, "并入#", "nothing more to offer")
        edited = office.copy()
        acks = edited.run(reply(only(edited.run(reply(asked, "“40人”改为“41人”")), CHIEF), "通过"))
        tap.eq((edited.state(2), edited.show(2)["text"]), ("approved", PRINTED.replace("40人", "41人")), "he changes a word")
        told = edited.run(reply(only(acks, CHIEF), "撤销"))
        tap.eq(edited.state(2), "waiting", "and takes it back")
        tap.has(only(told, CHIEF, "已办理").text, "撤销，恢复待审（此后改过，仍是第1号的续报）", "what was changed since stays a 续报")
        edited.close()
        office.run(reply(asked, "通过"))
        tap.eq((office.state(2), office.show(2)["revision"]), ("approved", 2), "通过")
        same(office)


one()
refused()
several()
kept()
proof()
steps()
tap.done()
