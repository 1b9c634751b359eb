#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/similar.c pipeline/desk/likeness.c, spool/seen.c and holders.c by whole letters;
# pipeline/desk/before.c pipeline/desk/shelving.c spool/shelf.c
# pipeline/desk/chain.c.
"""desk-duplicates - what was sent before is shown with the item, whatever it wears

The figures on thousands of texts are test-seen's.
"""
import itertools
import os
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN, URGENT, Office, Tap, letter, only, reply, to
from mailshapes import attachment, docx, multipart, part

tap = Tap()
TITLE = "石桥村发生山洪灾害"
FLOOD = ("6月12日8时，青石镇石桥村发生山洪，转移群众120人，受伤3人，倒塌房屋2间，直接经济损失约12万元。"
         "镇党委立即启动应急预案，组织干部到现场处置，目前道路已经抢通，群众情绪稳定。")
FULL = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
OTHER = "我县召开优化营商环境座谈会，二十家企业负责人参加，会议研究解决了用地、融资等方面的问题十一件。"


def document(*paragraphs):
    return multipart([part("请见附件。"), attachment("报告.docx", docx(paragraphs))])


def index(office):
    """What is known, documents of the reference folder by name: whichever is read first is -1."""
    named = dict(office.rows("SELECT -id, name FROM shelf"))
    rows = [(key, item) for key, item in office.rows("SELECT print, item FROM seen")]
    for key, row in office.rows("SELECT print, holders FROM fingerprint"):
        first, *below = map(int, row.split())
        rows += [(key, item) for item in itertools.accumulate(below, int.__sub__, initial=first)]
    return sorted((key, str(named.get(item, item))) for key, item in rows)


# how another unit sends the same
CLOTHES = (
    ("as it was", FLOOD, {}),
    ("in full-width digits", FLOOD.translate(FULL), {}),
    ("broken into lines", "\n".join(FLOOD[i:i + 36] for i in range(0, len(FLOOD), 36)), {}),
    ("indented, with blanks", "　　" + " ".join(FLOOD[i:i + 9] for i in range(0, len(FLOOD), 9)), {}),
    ("in GB18030", FLOOD, {"charset": "gb18030", "encoding": "base64"}),
    ("in traditional characters", FLOOD.replace("发", "發").replace("转", "轉").replace("组织", "組織"), {}),
    ("with other punctuation", FLOOD.replace("，", ", ").replace("。", "."), {}),
    ("as a document", None, {"parts": document(FLOOD)}),
    ("as a document with its heading", None, {"parts": document(TITLE, FLOOD)}),
)


def clothes():
    with Office() as office:
        office.run(letter(FARM, TITLE, FLOOD), letter(URGENT, "营商环境座谈", OTHER))
        for what, body, how in CLOTHES:
            with office.copy() as other:
                other.run(letter(CIVIL, TITLE, body or "", **how))
                shown = other.show(3)["similar"]
                tap.eq([(s["item"], s["relation"], s["containment"], s["numbers"]) for s in shown],
                       [(1, "same", 1.0, [])], what)


def numbers():
    """Two units on one event: the numbers in which they differ, side by side."""
    with Office() as office:
        mails = office.run(letter(FARM, TITLE, FLOOD), letter(
            CIVIL, "青石镇洪灾情况", FLOOD.replace("受伤3人", "受伤四人").replace("8时", "9时")))
        shown = office.show(2)["similar"][0]
        tap.eq((shown["item"], shown["numbers"]), (1, [["6月12日9时", "6月12日8时"], ["4人", "3人"]]),
               "the numbers that differ")
        tap.ok(any("转移群众120人" in p for p in shown["passages"]), "the passages that are shared", shown)
        ask = [m for m in mails if m.token and "洪灾情况" in m.subject][0]
        tap.has(ask.text, "数字不同：4人 ／ 3人", "the ask shows them")
        tap.has(ask.html, "4人 ／ 3人", "its page too")
        tap.has(ask.text, "同有：“人,倒塌房屋2间,直接经济损失约12万元", "with a passage that both have")
        why = office.cb("why", 2, good=(0,)).out
        tap.has(why, "同有：人,倒塌房屋2间", "why has it too")
        tap.has(why, "本条 4人，对方 3人", "why shows them")
        tap.eq(office.state(2), "waiting", "nothing is decided by it")


FIRE = "11月20日8时许，青石镇石桥村一村民自建房突然冒出浓烟，造成3人烧伤，镇干部带水桶到场，疏散邻居26人。"
FIRE_TOLD = ("消防救援大队报：20日8时20分许，我队接警出动两车九人赴青石镇处置民宅火灾，明火已扑灭，"
             "4人送县医院救治，起因初步判断为线路老化。")


def event():
    """The same event told in other words by another unit; the numbers in which they differ."""
    with Office("2026-11-20 03:00:00") as office:
        mails = office.run(letter(TOWN, "石桥村民房失火", FIRE), letter(URGENT, "一起火情的处置", FIRE_TOLD))
        shown = office.show(2)["similar"]
        tap.eq([(s["item"], s["relation"], s["event"], s["numbers"]) for s in shown],
               [(1, "overlap", ["青石镇"], [["4人", "3人"]])],
               "in other words: the item, the place, the numbers that differ")
        tap.ok(shown and shown[0]["containment"] < 0.3, "with the little that they share", shown)
        ask = [m for m in mails if m.token and "处置" in m.subject][0]
        tap.has(ask.text, "疑为同一事件（同日，青石镇）", "the ask says so")
        tap.has(ask.text, "数字不同：4人 ／ 3人", "with the numbers")
        tap.has(ask.html, "疑为同一事件（同日，青石镇）", "its page too")
        tap.has(office.cb("why", 2, good=(0,)).out, "疑为同一事件：同一天，青石镇", "so does why")
        tap.eq(office.states(), {1: "waiting", 2: "waiting"}, "nothing is decided by it")
        rows = index(office)
        office.cb("rebuild", good=(0,))
        tap.eq(index(office), rows, "the index is the same after a rebuild")
        office.cb("outbox", "release", good=(0, 1))
        office.run(letter(CIVIL, "山洪情况", FIRE_TOLD.replace("民宅火灾，明火已扑灭", "山洪险情")),
                   letter(CIVIL, "另一处火情", FIRE_TOLD.replace("青石镇", "白溪镇")),
                   letter(CIVIL, "前日火情", FIRE_TOLD.replace("20日", "18日")))
        tap.eq([[s["item"] for s in office.show(i)["similar"] if s["event"]] for i in (3, 4, 5)], [[], [], []],
               "another sort, place or day is another event")


WEEKLY = ("为坚决防范遏制各类生产安全事故，%s党委、政府高度重视，由主要领导带队，深入辖区企业、商超、学校、建筑工地开展拉网式检查。"
          "%s，共检查单位%d家，发现隐患%d处，当场整改%d处，限期整改%d处，清退违规住人%d户。检查组要求，各生产经营单位要切实履行主体责任，"
          "克服麻痹思想和侥幸心理，对发现的问题隐患逐一登记造册，实行销号管理，做到整改责任、措施、资金、时限、预案“五落实”。")


def one_form():
    """The same form filled in by two towns is no duplicate, and its numbers are no contradiction."""
    with Office() as office:
        office.run(letter(FARM, "一周安全检查", WEEKLY % ("白芷镇", "11月12日", 23, 17, 11, 6, 4)))
        mails = office.run(letter(CIVIL, "安全检查周报", WEEKLY % ("枫坪镇", "11月19日", 31, 25, 9, 16, 2)))
        shown = office.show(2)["similar"]
        tap.eq([(s["item"], s["relation"], s["apart"], s["numbers"], s["event"]) for s in shown],
               [(1, "overlap", True, [], [])], "one form for two towns: an overlap, apart")
        ask = [m for m in mails if m.token and "周报" in m.subject][0]
        tap.has(ask.text, "　部分相同 93%　日期或地点不同", "the ask says so")
        tap.has(ask.html, "　日期或地点不同</span>", "its page too")
        tap.lacks(ask.text, "数字不同", "without the numbers, all of which differ")
        tap.has(office.cb("why", 2, good=(0,)).out, "日期或地点不同，数字也不同", "so does why")
        office.run(letter(URGENT, "转报安全检查", WEEKLY % ("枫坪镇", "11月19日", 31, 25, 9, 16, 3)))
        tap.eq([(s["item"], s["relation"], s["apart"], s["numbers"]) for s in office.show(3)["similar"]],
               [(2, "same", False, [["3户", "2户"]]), (1, "overlap", True, [])],
               "the same report with one number changed comes first")
        office.run(letter(TOWN, "安全检查", WEEKLY % ("澄塘镇", "11月20日", 19, 13, 8, 5, 1)))
        tap.eq([s["apart"] for s in office.show(4)["similar"]], [True], "of all that fill it in one is named")


def secret():
    """What is held is not compared with until somebody released it."""
    text = "机密★5年\n" + FLOOD
    with Office() as office:
        office.run(letter(FARM, "关于某事的报告", text))
        tap.eq((office.state(1), index(office)), ("held", []), "held: not in the index")
        office.run(letter(CIVIL, TITLE, FLOOD))
        tap.eq(office.show(2)["similar"], [], "and with nobody's item")
        with office.copy() as other:
            other.cb("decide", 1, "备查", good=(0,))
            other.run(letter(URGENT, TITLE, FLOOD))
            tap.eq((other.state(1), [s["item"] for s in other.show(3)["similar"]]), ("filed", [2]),
                   "filed from held is not released")
        office.cb("decide", 1, "放行 已核不涉密", good=(0, 1))
        office.run(letter(URGENT, TITLE, FLOOD))
        released = office.state(1) == "waiting"
        tap.eq(sorted(s["item"] for s in office.show(3)["similar"]), [1, 2] if released else [2],
               "released: it is")


def printed():
    """A copy of what an issue printed months ago is shown with the issue; an editor decides."""
    with Office("2026-03-02 03:00:00") as office:
        mails = office.run(letter(FARM, TITLE, FLOOD))
        office.run(reply([m for m in mails if m.token and "山洪" in m.subject][0], "通过"))
        office.cb("issue", "draft", good=(0,))
        sign = [m for m in office.run() if "请签发" in m.subject][0]
        office.run(reply(sign, "签发"))
        tap.eq(office.state(1), "issued", "printed")
        office.when = "2026-11-23 03:00:00"
        mails = office.run(letter(CIVIL, "抢险救灾情况", FLOOD[:70] + "民政部门已向受灾群众发放救灾物资。"))
        shown = office.show(2)["similar"][0]
        tap.eq((shown["item"], shown["issues"], shown["state"]), (1, ["政务信息 2026/1"], "issued"),
               "months later: the issue is named")
        tap.ok(shown["share"] >= 0.6, "and the share of this item that stands there", shown)
        ask = [m for m in mails if m.token and "抢险" in m.subject][0]
        tap.has(ask.text, "【已刊 《政务信息》2026年第1期】", "the ask names it")
        tap.has(ask.html, "已刊 《政务信息》2026年第1期", "its page too")
        tap.has(office.cb("why", 2, good=(0,)).out, "已刊 政务信息 2026/1", "so does why")
        tap.eq(office.state(2), "waiting", "nothing is decided by it")


NOTICE = ("各地要把防汛抗旱作为当前头等大事，压紧压实行政首长负责制，加密会商研判和滚动预报，提前转移危险区域群众，"
          "做到应转尽转、应转早转，坚决避免群死群伤。要加强水库、堤防、山洪沟道的巡查值守，发现险情第一时间处置。")


def copied():
    """What was copied from a document above, in %; read again when a file changes."""
    with Office() as office:
        folder = os.path.join(office.dir, "reference")
        os.mkdir(folder)

        def shelve(name, *paragraphs):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(docx(paragraphs))

        office.configure(("[relay]", "[reference]\nfolder = reference\n\n[relay]"))
        tap.eq(office.cb("check").returncode, 0, "a reference folder")
        shelve("省防指通知.docx", "关于做好防汛工作的通知", NOTICE)
        shelve("其他.docx", OTHER)
        own = "我镇组织党员干部逐户走访，登记独居老人与残疾人四十七户，落实结对帮扶责任人，备足编织袋与救生衣。"
        mails = office.run(letter(FARM, "防汛工作部署情况", NOTICE + own))
        got = office.show(1)["copied"]
        tap.eq([c["document"] for c in got], ["省防指通知.docx"], "the document is named")
        share = len(NOTICE) / len(NOTICE + own)
        tap.ok(abs(got[0]["percent"] / 100 - share) < 0.05, "with the share of the report", (got, share))
        ask = [m for m in mails if m.token and "部署" in m.subject][0]
        tap.has(ask.text, "%d%% 见于参考文件《省防指通知.docx》" % got[0]["percent"], "the ask tells")
        tap.has(ask.html, "见于参考文件《省防指通知.docx》", "its page too")
        tap.has(office.cb("why", 1, good=(0,)).out, "见于参考文件夹中的 省防指通知.docx", "so does why")
        tap.eq((office.state(1), office.show(1)["similar"]), ("waiting", []), "nothing is decided by it")
        rows = index(office)
        office.run()
        tap.eq(index(office), rows, "what did not change is not read again")
        office.cb("rebuild", good=(0,))
        office.cb("outbox", "release", good=(0, 1))
        office.run()
        tap.eq(index(office), rows, "after a rebuild the folder is read again")
        shelve("省防指通知.docx", "改稿", OTHER.replace("座谈会", "推进会"))
        os.unlink(os.path.join(folder, "其他.docx"))
        office.run(letter(CIVIL, "防汛工作情况", NOTICE + own[:20]), letter(URGENT, "座谈会情况", OTHER))
        tap.eq([office.show(i)["copied"] and office.show(i)["copied"][0]["document"] for i in (2, 3)],
               [[], "省防指通知.docx"], "a changed file is known as it is now, one that went is forgotten")
        with open(os.path.join(folder, "坏.docx"), "wb") as file:
            file.write(b"PK\3\4" + bytes(200))
        office.run()
        tap.eq(office.one("SELECT text FROM shelf WHERE name = '坏.docx'"), "", "one that cannot be read is no hindrance")


def chain():
    """初报, 续报, 终报: attached by what happened where, also under a new title."""
    with Office() as office:
        office.run(letter(URGENT, "关于石桥村山洪的初报", FLOOD), letter(FARM, "营商环境座谈情况", OTHER))
        mails = office.run(letter(URGENT, "青石镇灾情续报二",
                                  "续报：6月12日石桥村灾害，道路已抢通，又转移群众40人，电力恢复供应，无新增伤亡。"))
        first = office.show(3)["chain"]
        tap.eq((first["item"], first["step"], first["n"], first["first"]), (1, "续报", 2, 1), "续报 with a new title")
        ask = [m for m in mails if m.token and "续报" in m.subject][0]
        tap.has(ask.text, "续报，接第 1 号《关于石桥村山洪的初报》", "the ask tells")
        tap.has(ask.html, "接第 1 号", "its page too")
        tap.has(office.cb("why", 3, good=(0,)).out, "续报：接第 1 号", "so does why")
        office.run(letter(URGENT, "青石镇灾情终报", "6月12日石桥村山洪灾害处置完毕，受灾群众全部返家，水电路全部恢复。"))
        last = office.show(4)["chain"]
        tap.eq((last["item"], last["n"], last["first"]), (3, 3, 1), "终报 after it")
        office.run(letter(FARM, "某某工作续报", "春耕备耕进展顺利，化肥供应充足，群众满意度不断提高。"))
        tap.eq(office.show(5)["chain"], None, "a 续报 of nothing that is known")
        tap.eq(office.show(2)["chain"], None, "a report that is none")
        office.run(letter(TOWN, "初报：龙潭村村民聚集", "11月20日8时许，云岫乡龙潭村四十余名村民到乡政府反映征地补偿。"),
                   letter(CIVIL, "续报：樟旗村处置进展", "11月20日8时许，栎溪乡樟旗村发生的道路塌方，已打通半幅便道。"))
        office.run(letter(TOWN, "续报：龙潭村处置进展", "11月20日8时许，云岫乡龙潭村发生的村民聚集，经劝导返回三十人。"))
        tap.eq(office.show(8)["chain"]["item"], 6, "the same title of another village is not what it goes on with")


def unfinished():
    """初报 and 续报 that no 终报 has followed for a week."""
    with Office("2026-11-02 03:00:00") as office:
        office.run(letter(URGENT, "关于石桥村山洪的初报", FLOOD), letter(FARM, "营商环境座谈情况", OTHER),
                   letter(CIVIL, "白溪镇火情首报", "11月2日，白溪镇大坪村一处民房起火，无人员伤亡，火已扑灭。"))
        office.when = "2026-11-05 03:00:00"
        office.run(letter(URGENT, "石桥村山洪续报", "续报：6月12日石桥村灾害，道路已抢通，又转移群众40人，电力恢复供应。"))
        tap.eq(office.json("status")[0]["unfinished"], [], "within a week nothing is missing")
        office.when = "2026-11-10 03:00:00"
        tap.eq([(c["first"], c["item"], c["n"], c["days"]) for c in office.json("status")[0]["unfinished"]], [(3, 3, 1, 8)],
               "eight days after the 首报")
        office.when = "2026-11-13 03:00:00"
        tap.eq([(c["first"], c["item"], c["n"], c["days"]) for c in office.json("status")[0]["unfinished"]],
               [(1, 4, 2, 8), (3, 3, 1, 11)], "counted from the last of a chain")
        said = office.cb("status", good=(0, 1)).out
        tap.has(said, "8 天没有续报或终报：第 1 号《关于石桥村山洪的初报》（最近第 4 号，共 2 报）", "status says so")
        office.cb("decide", 3, "备查", good=(0,))
        office.run(letter(URGENT, "石桥村山洪终报", "6月12日石桥村山洪灾害处置完毕，受灾群众全部返家，水电路全部恢复。"))
        office.when = "2026-11-30 03:00:00"
        tap.eq([c["first"] for c in office.json("status")[0]["unfinished"]], [3],
               "what has its 终报 is finished, whatever was decided on the reports is not asked")


def derived():
    """A rebuild and an older store give the same index."""
    with Office() as office:
        asks = office.run(letter(FARM, TITLE, FLOOD), letter(CIVIL, "座谈情况", OTHER))
        ask = [m for m in asks if m.token and "山洪" in m.subject][0]
        office.run(reply(ask, "“情绪稳定”改为“生活有序”"))
        before = index(office)
        tap.ok(len(before) > 20, "an index", before)
        office.cb("rebuild", good=(0,))
        tap.eq(index(office), before, "the same after a rebuild")
        store = sqlite3.connect(os.path.join(office.dir, "spool", "desk.db"))
        office.age(store, 2, "DROP TABLE seen; DROP TABLE fingerprint; DELETE FROM meta WHERE name = 'seen';")
        store.close()
        office.run()
        tap.eq(index(office), before, "an older store gets it at the next start")
        store = sqlite3.connect(os.path.join(office.dir, "spool", "desk.db"))
        store.executescript("DROP TABLE fingerprint; UPDATE meta SET value = '2' WHERE name = 'seen';"
                            "INSERT INTO seen VALUES (-5, 1), (7, 2); PRAGMA user_version = 5;")
        store.close()
        office.run()
        tap.eq(index(office), before, "one that had a row for each print and item gets the new rows")
        office.run(letter(TOWN, TITLE, FLOOD), letter(URGENT, TITLE + "二", FLOOD.replace("情绪稳定", "生活有序")))
        tap.eq([[(s["item"], s["relation"]) for s in office.show(i)["similar"]][0] for i in (3, 4)],
               [(1, "same"), (1, "same")], "an edited item is known as it came and as it is")


clothes()
numbers()
event()
one_form()
printed()
copied()
chain()
unfinished()
secret()
derived()
tap.done()
