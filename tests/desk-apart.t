#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/apart.c by whole letters
"""desk-apart - 另立: what was taken for a revision is a report of its own, and the old item as it was"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, docx, multipart, part

tap = Tap()
TITLE = "春耕备耕工作进展情况"
TEXT = ("今年以来，全县春耕备耕工作进展顺利，备足化肥3.2万吨、种子480吨，农资供应充足，价格平稳。\n"
        "目前已整地12万亩，完成计划的78%，较去年同期快6个百分点，农机具检修基本结束。")
OTHER = TEXT.replace("12万亩", "15万亩").replace("78%", "91%") + "\n南部三镇率先开犁，投入拖拉机120台。"
COLUMNS = ("state, step, reason, editor, due_us, journal, decided_by, decided_us, parked_until_us, "
           "merged_into, topic, kind, urgent, base_shares")
STANDS = "SELECT %s FROM item WHERE id = 1" % COLUMNS


def plain(mail):
    return mail.text.replace("\r\n", "\n")


def start(when=None):
    office = Office(when)
    office.people("%s,梁小禾,农业农村局,contributor,2025-01-01,,,," % "liang@qinghe.example")
    ask = only(office.run(letter(FARM, TITLE, TEXT)), EDITOR1)
    return office, ask


def same_again(office, name):
    names = ("item", "revision", "source", "share", "history", "issue", "line", "letter", "ask", "mailing")
    copy = office.copy()
    before = {n: copy.table(n, order="1, 2") for n in names}
    copy.cb("rebuild", good=(0,))
    tap.eq({n: copy.table(n, order="1, 2") for n in names}, before, name + ": rebuild gives the same rows")
    copy.close()


def waiting():
    office, ask = start()
    with office:
        before = office.rows(STANDS)
        again = only(office.run(letter(FARM, "春耕情况", OTHER)), EDITOR1)
        received = office.one("SELECT received_us FROM letter WHERE id = 2")
        tap.has(plain(again), "\n　　答复示例　“另立”　　　　　　这不是改稿，是另一条信息：单独编号，原稿照旧\n",
                "the ask of a revision names the word")
        tap.has(again.html, "<b>另立</b>", "its page too")
        tap.lacks(plain(ask), "另立", "the ask of a report does not")
        mails = office.run(reply(again, "另立"))
        tap.eq(office.states(), {1: "waiting", 2: "waiting"}, "另立: two items")
        old, new = office.show(1), office.show(2)
        tap.eq((old["title"], old["text"], old["revision"]), (TITLE, TEXT, 3), "the old one has its words again")
        tap.eq([m["letter"] for m in old["letters"]], [1], "and its letter alone")
        tap.eq(office.rows(STANDS), before, "and stands as it did")
        tap.eq((new["title"], new["text"], new["revision"]), ("春耕情况", OTHER, 1), "the new one has the letter's")
        tap.eq([(m["letter"], m["role"]) for m in new["letters"]], [(2, "source")], "and the letter")
        tap.eq(office.one("SELECT received_us FROM item WHERE id = 2"), received, "with the time when it was received")
        tap.eq((new["unit"], new["shares"], new["topics"][0]["topic"], [s["item"] for s in new["similar"]]),
               ("农业农村局", [{"unit": "农业农村局", "person": "nyj@qinghe.example", "hundredths": 10000}], "春耕备耕", [1]),
               "its own credit, topics and similar items")
        tap.eq(office.rows("SELECT kind, reason FROM letter WHERE id = 2")[0], ("report", None), "the letter is a report")
        first = only(mails, EDITOR1, "【恢复】")
        tap.has(plain(first), "【恢复】第 2 稿已由编辑甲另立为单独的一条信息，本条恢复原稿，请继续审阅。\n", "the old one is asked about again")
        tap.lacks(plain(first), "“另立”", "with nothing more to split off")
        second = only(mails, EDITOR1, "2-1-")
        tap.has(plain(second), "\n　　信息来历　原作为第 1 号信息的第 2 稿收到，编辑甲答复“另立”后单独编号\n", "the new one too, with where it is from")
        tap.has(second.html, "原作为第 1 号信息的第 2 稿收到", "in its page too")
        receipt = only(mails, FARM)
        tap.has(receipt.subject, "已收到（第 2 号）：春耕情况", "the author has a receipt with the number of its own")
        tap.has(plain(receipt), "　　另行登记　来信原作为第 1 号信息的改稿，现认定是另一条信息，单独登记；第 1 号信息仍按原稿办理\n",
                "and is told what became of both")
        ack = only(mails, EDITOR1, "已办理")
        tap.has(plain(ack), "　　✓ 另立，第1号恢复原稿，仍为待审；来信作为新的一条，另行编号\n", "the editor's acknowledgement says both")
        tap.has(plain(ack), "答复示例　“撤销”", "and how to take it back")
        same_again(office, "另立")
        office.run(reply(again, "通过"))
        tap.eq(office.states(), {1: "waiting", 2: "waiting"}, "the ask of the revision decides nothing any more")
        office.run(reply(first, "通过"), reply(second, "备查"))
        tap.eq(office.states(), {1: "approved", 2: "filed"}, "each is decided on its own")


def again_and_again():
    """Three letters, and the editor takes the newest off twice."""
    office, _ = start()
    with office:
        office.run(letter(FARM, "春耕情况（二）", OTHER))
        third = only(office.run(letter(FARM, "春耕情况（三）", OTHER + "\n全县农技员下田128人次。")), EDITOR1)
        mails = office.run(reply(third, "另立一条"))
        tap.eq((office.show(1)["text"], office.show(2)["text"]), (OTHER, OTHER + "\n全县农技员下田128人次。"),
               "the newest letter goes, the one before stays")
        mails = office.run(reply(only(mails, EDITOR1, "【恢复】"), "拆出"))
        tap.eq((office.show(1)["text"], office.show(3)["text"], office.states()),
               (TEXT, OTHER, {1: "waiting", 2: "waiting", 3: "waiting"}), "then that one")
        told = only(office.run(reply(only(mails, EDITOR1, "【恢复】"), "另立")), EDITOR1, "未能看懂")
        tap.has(plain(told), "　　最新一稿不是后来的来信改成的，没有可以另立的内容\n", "then there is none left")
        same_again(office, "twice")


def decided():
    cases = (("通过", "approved", "仍为已通过"), ("备查 已有", "filed", "仍为备查"), ("退回 缺数据", "returned", "仍为退回"),
             ("暂缓 12月1日", "parked", "仍为暂缓"), ("核实 面积", "verifying", "仍请作者补充"),
             ("问 民政局 是否属实", "consulting", "仍在征求意见"))
    office, ask = start("2026-11-23 03:00:00")
    with office:
        for words, state, said in cases:
            copy = office.copy()
            copy.run(reply(ask, words))
            before, history = copy.rows(STANDS), copy.one("SELECT count(*) FROM history WHERE item = 1 AND to_state = ?", state)
            copy.when = "2026-11-24 03:00:00"
            again = only(copy.run(letter(FARM, "春耕情况", OTHER)), EDITOR1, "【改稿】")
            tap.eq(copy.state(1), "waiting", words + ": another letter brought it back")
            mails = copy.run(reply(again, "另立", sender=EDITOR1))
            tap.eq(copy.rows(STANDS), before, words + ": 另立 gives back what was decided, by whom and when")
            tap.eq((copy.show(1)["text"], copy.show(2)["state"]), (TEXT, "waiting"), "with its words; the other waits")
            tap.has(plain(only(mails, EDITOR1, "已办理")), "恢复原稿，%s" % said, "the editor is told")
            tap.eq(copy.one("SELECT count(*) FROM history WHERE item = 1 AND to_state = ?", state), history + 1, "its history says so")
            if state in ("approved", "filed", "returned", "parked"):
                tap.eq(len(to(mails, EDITOR1)), 2, "nothing is asked about the old one")
            same_again(copy, words)
            copy.close()


def draft():
    with Office() as office:
        office.put(letter(CIVIL, "低保核查有序开展", "民政局组织低保对象核查，已核查312户，新纳入15户，群众满意。"),
                   letter(FARM, TITLE, TEXT),
                   letter(CIVIL, "养老服务站建成投用", "城关镇两处养老服务站建成投用，新增床位64张，服务老人210人。"))
        for ask in to(office.run(), EDITOR1) + to(office.new(), EDITOR2):
            office.run(reply(ask, "通过", sender=ask.address))
        for item in (1, 2, 3):
            if office.state(item) != "approved":
                office.cb("decide", item, "通过", good=(0,))
        office.cb("issue", "draft", good=(0,))
        office.cb("issue", "order", "draft", "1,2,3", good=(0, 1, 64))
        office.run()
        lines = office.rows("SELECT item FROM line ORDER BY position")
        again = only(office.run(letter(FARM, "春耕情况", OTHER)), EDITOR1)
        tap.eq(len(office.table("line")), len(lines) - 1, "the revision took it out of the draft")
        mails = office.run(reply(again, "另立"))
        tap.eq(office.rows("SELECT item FROM line ORDER BY position"), lines, "另立 puts it back where it stood")
        tap.has(plain(only(mails, EDITOR1, "已办理")), "恢复原稿，仍为已通过，在送签稿中的位置不变；来信", "the editor is told")
        sign = [m for m in to(mails, CHIEF) if "请签发" in m.subject][-1]
        tap.has(plain(sign), "目前已整地12万亩", "the signer has the draft anew, with the old words")
        tap.lacks(plain(sign), "15万亩", "and not the letter's")
        same_again(office, "in a draft")
        undo = office.copy()
        undo.cb("decide", 2, "撤销", good=(0,))
        tap.eq((undo.state(2), undo.state(4), undo.show(2)["text"], len(undo.table("line"))),
               ("waiting", "merged", OTHER, len(lines) - 1), "撤销 makes the letter its revision again")
        undo.close()
        office.run(reply(sign, "签发"))
        tap.eq((office.state(2), office.state(4)), ("issued", "waiting"), "it is printed, the other is not")
        told = office.cb("decide", 2, "撤销", good=(1,))
        tap.has(told.err, "已经签发印出", "what is sealed is not undone")


def sealed_meanwhile():
    with Office() as office:
        office.put(letter(FARM, TITLE, TEXT), letter(FARM, "防汛物资储备到位", "全县储备编织袋12万条、救生衣800件，防汛队伍32支集结完毕。"))
        for ask in to(office.run(), EDITOR1):
            office.run(reply(ask, "通过"))
        for item in (1, 2):
            if office.state(item) != "approved":
                office.cb("decide", item, "通过", good=(0,))
        office.cb("issue", "draft", good=(0,))
        office.run()
        again = only(office.run(letter(FARM, "春耕情况", OTHER)), EDITOR1)
        office.cb("issue", "seal", "draft", good=(0,))
        mails = office.run(reply(again, "另立"))
        tap.eq((office.state(1), office.rows("SELECT item FROM line")), ("approved", [(2,)]), "sealed meanwhile: it is for the next")
        tap.has(plain(only(mails, EDITOR1, "已办理")), "仍为已通过，编入下一期", "the editor is told")


def undone():
    office, _ = start()
    with office:
        again = only(office.run(letter(FARM, "春耕情况", OTHER)), EDITOR1)
        mails = office.run(reply(again, "另立"))
        ack, second = only(mails, EDITOR1, "已办理"), only(mails, EDITOR1, "2-1-")
        other = office.copy()
        other.run(reply(second, "备查"))
        told = only(other.run(reply(ack, "撤销")), EDITOR1, "未能看懂")
        tap.has(plain(told), "第2号已另作决定，请先撤销那个决定", "撤销 when the new one was decided on: asked back")
        tap.eq(other.states(), {1: "waiting", 2: "filed"}, "nothing is done")
        other.close()
        later = office.copy()
        first = only(mails, EDITOR1, "【恢复】")
        later.run(reply(first, "通过"))
        later.run(reply(first, "撤销"))
        tap.eq((later.state(1), later.show(1)["text"], later.state(2)), ("waiting", TEXT, "waiting"),
               "撤销 after a decision takes that back, not 另立")
        later.close()
        mails = office.run(reply(ack, "撤销"))
        tap.eq((office.states(), office.show(1)["text"], office.show(1)["shares"][0]["hundredths"]),
               ({1: "waiting", 2: "merged"}, OTHER, 10000), "撤销: the letter is the revision again")
        tap.has(plain(only(mails, EDITOR1, "已办理")), "✓ 撤销另立，并入第1号", "the editor is told")
        tap.ok(to(mails, FARM), "the author too")
        only(mails, EDITOR1, "【改稿】")
        tap.eq(len(to(mails, EDITOR1)), 2, "and asked about it")
        same_again(office, "撤销")
        again = only(mails, EDITOR1, "【改稿】")
        once_more = only(office.run(reply(again, "另立")), EDITOR1, "已办理")
        tap.eq((office.states(), office.show(1)["text"], office.show(2)["text"]), ({1: "waiting", 2: "waiting"}, TEXT, OTHER),
               "另立 once more: the item that it had")
        tap.has(plain(once_more), "来信仍为第2号", "says the acknowledgement")
        same_again(office, "另立 once more")


def others():
    office, ask = start()
    with office:
        told = only(office.run(reply(ask, "另立")), EDITOR1, "未能看懂")
        tap.has(plain(told), "最新一稿不是后来的来信改成的", "a report has nothing to split off")
        again = only(office.run(letter(FARM, "春耕情况", OTHER)), EDITOR1)
        for words in ("另立，通过", "另立新规", "另立门户", "是否另立", "另立？", "建议另立", "另立2", "拆出违建一处", "另立 因2"):
            copy = office.copy()
            copy.run(reply(again, words))
            tap.eq((copy.states(), copy.show(1)["revision"]), ({1: "waiting"}, 2), words + " is not 另立")
            copy.close()
        forged = office.copy()
        forged.run(reply(again, "另立", sender=FARM))
        tap.eq(forged.states(), {1: "waiting"}, "nor is it another's word")
        forged.close()
        listed = office.copy()
        sheet = only(listed.run(letter(EDITOR1, "", "状态")), EDITOR1, "待审信息 1 条")
        listed.run(reply(sheet, "1另立"))
        tap.eq(listed.states(), {1: "waiting", 2: "waiting"}, "in a list by its line")
        listed.close()
        edited = office.copy()
        mine = only(edited.run(reply(again, "改题：春耕新进展")), EDITOR1)
        edited.run(reply(mine, "另立"))
        tap.eq((edited.states(), edited.show(1)["title"]), ({1: "waiting"}, "春耕新进展"), "what an editor changed since is not thrown away")
        edited.close()
        office.cb("decide", 1, "另立", good=(0,))
        tap.eq(office.states(), {1: "waiting"}, "by command: at once the old one")
        lost = os.path.join(office.dir, "spool", office.one("SELECT place FROM letter WHERE id = 3"))
        os.rename(lost, lost + ".away")
        office.run()
        tap.eq((office.one("SELECT kind FROM letter WHERE id = 3"), [m["letter"] for m in office.show(1)["letters"]]),
               ("dead", [1, 3]), "a letter that cannot be read again stays with the old item")
        os.rename(lost + ".away", lost)
        office.cb("letters", "again", 3, good=(0,))
        office.run()
        tap.eq((office.states(), office.show(1)["text"]), ({1: "waiting", 2: "waiting"}, TEXT), "then the new one")


CARE = "全县12所敬老院开展安全大检查，整改隐患30处，老人生活有保障，养老服务水平提高，群众反映良好。"
DAMS = "全县检修水库8座、泵站21处，储备编织袋5万条，防汛抢险队伍已经集结完毕，防汛预案已经演练两次。"


def bring(subject, *reports, words="请查收附件。"):
    return letter(FARM, subject, parts=multipart([part(words)] + [
        attachment(title + ".docx", docx([title, text])) for title, text in reports]))


def revised(office, correction):
    """Two reports, then one letter that changes both of them and brings a third; the new asks by item."""
    office.run(bring("信息2篇", ("敬老院安全检查情况", CARE), ("防汛准备就绪", DAMS)))
    if correction:
        mails = office.run(bring("更正：信息2篇", ("敬老院安全检查情况", CARE.replace("30处", "31处")),
                                 ("防汛准备就绪", DAMS.replace("8座", "9座")), words="以此件为准，请查收附件。"))
    else:
        mails = office.run(bring("信息3篇", ("敬老院安全检查", CARE.replace("30处", "31处")), ("春耕备耕进展", TEXT),
                                 ("防汛准备情况", DAMS.replace("8座", "9座"))))
    return {int(m.subject.split("[呈报 ")[1].split("-")[0]): m for m in mails if m.token}


def of_several():
    """Of a letter that revised two items, one report at a time is split off."""
    for correction, kind in ((True, "correction"), (False, "report")):
        name = "correction: " if correction else "sent again: "
        with Office() as office:
            asks = revised(office, correction)
            n = len(office.states())
            sources = office.table("source", "item, letter, part, role")
            tap.eq([office.show(i)["revision"] for i in (1, 2)], [2, 2], name + "one letter revised two items")
            tap.eq([r[2] for r in sources if r[3] == "correction"], ["2", "3" if correction else "4"],
                   name + "each by its own part")
            other = office.show(1)
            mails = office.run(reply(asks[2], "另立", sender=asks[2].address))
            tap.eq(office.states(), {i: "waiting" for i in range(1, n + 2)}, name + "one item more")
            old, new = office.show(2), office.show(n + 1)
            tap.eq((old["revision"], "8座" in old["text"], [m["letter"] for m in old["letters"]]), (3, True, [1]),
                   name + "the old one has its words again, and no more of the letter")
            tap.eq(("9座" in new["text"], "31处" in new["text"], TEXT in new["text"]), (True, False, False),
                   name + "the new one has its report and no other")
            tap.eq([(m["letter"], m["part"], m["role"]) for m in new["letters"]],
                   [(2, "3" if correction else "4", "source")], name + "from its part of the letter")
            tap.eq([a["name"] for a in new["attachments"]], ["防汛准备%s.docx" % ("就绪" if correction else "情况")],
                   name + "with its own file")
            after = office.show(1)
            tap.eq([after[k] for k in ("revision", "text", "state", "letters")],
                   [other[k] for k in ("revision", "text", "state", "letters")], name + "the other item is untouched")
            tap.eq(office.one("SELECT kind FROM letter WHERE id = 2"), "report", name + "the letter made an item")
            tap.has(plain(only(mails, FARM)), "来信原作为第 2 号信息的改稿，现认定是另一条信息", name + "the author is told")
            same_again(office, name + "另立")
            ack = [m for m in mails if "已办理" in m.subject][0]
            undone_one = office.copy()
            mails = undone_one.run(reply(ack, "撤销", sender=ack.address))
            tap.eq((undone_one.state(n + 1), "9座" in undone_one.show(2)["text"], undone_one.show(1)["text"]),
                   ("merged", True, other["text"]), name + "撤销 takes that one back")
            again = only([m for m in mails if m.token], ack.address, "【改稿】")
            undone_one.run(reply(again, "另立", sender=again.address))
            tap.eq((undone_one.state(n + 1), "8座" in undone_one.show(2)["text"], len(undone_one.states())),
                   ("waiting", True, n + 1), name + "另立 once more is the same item")
            same_again(undone_one, name + "once more")
            undone_one.close()
            office.run(reply(asks[1], "另立", sender=asks[1].address))
            tap.eq(("30处" in office.show(1)["text"], "31处" in office.show(n + 2)["text"], "9座" in office.show(n + 2)["text"]),
                   (True, True, False), name + "then the other")
            tap.eq([m["letter"] for m in office.show(1)["letters"]], [1], name + "which has its words again too")
            same_again(office, name + "both")


def of_several_at_once():
    with Office() as office:
        revised(office, False)
        for item in (1, 2):
            office.cb("decide", item, "另立", good=(0,))
        office.run()
        tap.eq([(i, "31处" in office.show(i)["text"], "9座" in office.show(i)["text"]) for i in sorted(office.states())],
               [(1, False, False), (2, False, False), (3, False, False), (4, True, False), (5, False, True)],
               "two before the letter is read again: an item for each")
        tap.eq(office.table("source", "item, letter, part, role"),
               [(1, 1, "2", "source"), (2, 1, "3", "source"), (3, 2, "3", "source"), (4, 2, "2", "source"), (5, 2, "4", "source")],
               "each from its part")
        same_again(office, "at once")


waiting()
again_and_again()
decided()
draft()
sealed_meanwhile()
undone()
others()
of_several()
of_several_at_once()
tap.done()
