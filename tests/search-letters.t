#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers spool/search_find.c pipeline/desk/indexing.c pipeline/desk/query_search.c command/letter_row.c
"""search-letters - issues and letters are found as items are, and what may not be found is not

The words of items alone: search.t.
"""
import json
import os
import random
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply, to
from mailshapes import attachment, docx, multipart, part, proof
from tokens import grep, tokens

tap = Tap()
STRANGER = "lin@linye.example"
SPRING = letter(FARM, "春耕备耕工作进展情况", parts=multipart(
    [part("全县春耕备耕进展顺利，化肥供应充足，已备足3.2万吨。䶮溪镇先行整地。"),
     attachment("铵肥调运清单.txt", "丙辰仓库存复合肥七千包，经手人㙍𠮷。".encode(), "text/plain")]))
CARE = letter(CIVIL, "敬老院安全检查情况", "全县12所敬老院开展安全检查，整改隐患30处，未发生事故。")
WOODS = letter(STRANGER, "林地清查情况", "全县林地清查基本完成，共清查林地三万亩，发现侵占林地问题五起。")


def hits(office, *words):
    """Each hit as its JSON names it, in order: ("item", 57), ("issue", 1, 3), ("letter", 9)."""
    ran = office.cb("search", *words, "--json", good=(0, 1))
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.returncode == 0) == bool(rows)
    return [(r["hit"], r["number"], r["position"]) if r["hit"] == "issue" else (r["hit"], r[r["hit"]]) for r in rows]


def vocabulary(office):
    """All words that stand in the index, and the texts beside it."""
    store = sqlite3.connect("file:%s/spool/desk.db?mode=ro" % office.dir, uri=True)
    store.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'row')")
    words = {row[0] for row in store.execute("SELECT term FROM temp.words")}
    said = "".join("%s %s" % row for row in store.execute("SELECT title, text FROM said"))
    store.close()
    return words, said


def stands(office, characters):
    """Which of the characters the index or the texts beside it have."""
    words, said = vocabulary(office)
    return [c for c in characters if "x%x" % ord(c) in words or c in said]


def printed(office):
    """The first item approved, drafted, signed and sent; the reply of the editor is letter 3."""
    ask = only(office.run(SPRING), EDITOR1)
    office.run(CARE)
    office.run(reply(ask, "通过"))
    office.cb("issue", "draft", good=(0,))
    return office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))


def kinds():
    with Office() as office:
        printed(office)
        number = office.one("SELECT number FROM issue")
        for words, wanted in ((("化肥",), [("item", 1), ("issue", number, 1)]),
                              (("春耕备耕",), [("item", 1), ("issue", number, 1)]),
                              (("政务信息",), [("issue", number, None)]),
                              (("第%d期" % number, "春耕"), [("issue", number, None)]),
                              (("铵肥调运",), [("letter", 1)]), (("七千包",), [("letter", 1)]), (("㙍𠮷",), [("letter", 1)]),
                              (("化肥", "七千包"), [("letter", 1)]), ((FARM,), [("letter", 1)]),
                              (("敬老院",), [("item", 2)]), (("查无此事",), [])):
            tap.eq(hits(office, *words), wanted, " + ".join(words))
        shown = office.cb("search", "化肥", good=(0,)).out
        tap.has(shown, "信息 1（来信 1 亦同）", "an item says that its letter says it too")
        tap.has(shown, "政务信息 %s/%d 第1条" % (office.one("SELECT year FROM issue"), number), "an article has its place")
        tap.has(office.cb("search", "七千包", good=(0,)).out, "丙辰仓库存复合肥七千包，经手人㙍𠮷", "a letter's passage")
        for kind, wanted in (("items", [("item", 1)]), ("issues", [("issue", number, 1)]), ("letters", [("letter", 1)])):
            tap.eq(hits(office, "--in", kind, "化肥"), wanted, "--in " + kind)
        tap.eq(office.cb("search", "--in", "mails", "化肥").returncode, 64, "--in takes no other word")
        row = [json.loads(line) for line in office.cb("search", "七千包", "--json", good=(0,)).out.splitlines()][0]
        tap.eq((row["from"], row["unit"], row["title"], row["kind"], row["items"], row["passage"]),
               (FARM, "农业农村局", "春耕备耕工作进展情况", "report", [1], "…清单.txt 丙辰仓库存复合肥七千包，经手人㙍𠮷。 nyj@qin…"),
               "as JSON")
        row = [json.loads(line) for line in office.cb("search", "--in", "issues", "化肥", "--json", good=(0,)).out.splitlines()][0]
        tap.eq((row["journal"], row["item"], row["revision"], row["title"]), ("政务信息", 1, 1, "春耕备耕工作进展情况"), "an article too")
        tap.eq((hits(office, "--unit", "民政局", "县"), hits(office, "--topic", "三农", "化肥"), hits(office, "--topic", "三农", "七千包"),
                hits(office, "--since", "2099-01-01", "化肥")),
               ([("item", 2)], [("item", 1), ("issue", number, 1)], [("letter", 1)], []), "narrowed by unit, topic and day")


def letters():
    """Those that became no item: answers, strangers; not machines', questions, orders."""
    with Office() as office:
        ask = only(office.run(SPRING), EDITOR1)
        office.run(CARE)
        office.run(reply(ask, "退回 缺少化肥储备的数据"))
        tap.eq(hits(office, "储备的数据"), [("letter", 3)], "an editor's answer is found by its words")
        office.run(letter(FARM, "请问", "查 储备的数据"))
        tap.eq(hits(office, "储备的数据"), [("letter", 3)], "a question that asks for the words is not")
        office.cb("decide", 2, "退回 缺少储备的数据", good=(0, 1))
        tap.eq(hits(office, "--in", "letters", "储备的数据"), [("letter", 3)], "nor is an order of the operator")
        office.run(letter(FARM, "春耕备耕工作进展情况", parts=multipart(
            [part("全县春耕备耕进展顺利，化肥供应充足，已备足3.2万吨。䶮溪镇先行整地。"),
             attachment("补充.txt", "丁巳仓另有八千包。".encode(), "text/plain")])))
        tap.eq(office.last_letter()[1], "duplicate", "sent again with another file: a duplicate")
        dup = office.last_letter()[0]
        tap.eq((hits(office, "八千包"), hits(office, "化肥供应")), ([("letter", dup)], [("item", 1)]),
               "found by what is new in it, and not told beside what it repeats")


def strangers():
    with Office() as office:
        ask = only(office.run(WOODS), CHIEF)
        tap.eq((hits(office, "林地清查"), stands(office, "侵")), ([], []), "a stranger's letter is held: not found")
        with office.copy() as other:
            second = only(other.run(reply(ask, "不收")), CHIEF)
            other.run(reply(second, "确认"))
            tap.eq((other.state(1) != "held", hits(other, "林地清查")), (True, [("letter", 1)]), "declined, it is found as a letter")
        second = only(office.run(reply(ask, "登记 林业局 林八木")), CHIEF)
        office.run(reply(second, "确认"))
        tap.eq(hits(office, "林地清查"), [("item", 1)], "registered, as an item")
        tap.has(office.cb("search", "林地清查").out, "信息 1（来信 1 亦同）", "and its letter")


def rights():
    with Office() as office:
        office.run(letter(CIVIL, "化肥补贴发放情况", "困难群众化肥补贴已经发放，共120户。"))
        sent = printed(office)
        tap.ok(to(sent, ABOVE), "the issue went up")
        number = office.one("SELECT number FROM issue")
        got = only(office.run(letter(EDITOR2, "请问", "查 化肥")), EDITOR2)
        tap.has(got.subject, "查到 3 条：化肥", "the desk finds two items and an article")
        tap.has(got.text, "〔信息 2〕2026", "an item")
        tap.has(got.text, "（来信 2 亦同）", "with its letter")
        tap.has(got.text, "〔《政务信息》%s年第%d期第1条〕" % (office.one("SELECT year FROM issue"), number), "an article")
        tap.has(got.html, "第%d期第1条" % number, "in the page too")
        got = only(office.run(letter(EDITOR2, "请问", "查 七千包 范围：来信")), EDITOR2)
        tap.has(got.text, "〔来信 2〕", "a letter")
        tap.has(got.text, "丙辰仓库存复合肥七千包", "with the passage")
        tap.has(only(office.run(letter(EDITOR2, "请问", "查 化肥 范围：刊物")), EDITOR2).subject, "查到 1 条", "issues alone")
        tap.has(only(office.run(letter(EDITOR2, "请问", "查 化肥 范围：信息")), EDITOR2).subject, "查到 2 条", "items alone")
        tap.has(only(office.run(letter(EDITOR2, "请问", "查 化肥 范围：电话")), EDITOR2).text, "没有查到", "any other range is a word")
        got = only(office.run(letter(FARM, "请问", "查 化肥")), FARM)
        tap.has(got.subject, "查到 2 条", "a contributor finds his item and what was printed of it")
        tap.lacks(got.text + got.html, "困难群众", "not what another unit sent in")
        tap.has(only(office.run(letter(FARM, "请问", "查 七千包")), FARM).text, "〔来信 2〕", "his own letter")
        got = only(office.run(letter(CIVIL, "请问", "查 化肥")), CIVIL)
        tap.has(got.subject, "查到 1 条", "another contributor")
        tap.lacks(got.text, "政务信息", "no issue that did not go to him")
        tap.has(only(office.run(letter(CIVIL, "请问", "查 七千包")), CIVIL).text, "没有查到", "nor another's letter")
        tap.has(only(office.run(letter(CIVIL, "请问", "查 政务信息")), CIVIL).text, "没有查到", "nor an issue's head")
    with Office() as office:
        # An office above that is a contributor as well: the issue was sent to him.
        office.people(ABOVE + ",市联络员,市政府办,contributor,2020-01-01,,,,")
        printed(office)
        store = sqlite3.connect(os.path.join(office.dir, "spool", "desk.db"))
        tap.eq(store.execute("SELECT count(*) FROM dispatch JOIN mailing ON mailing.id = dispatch.mailing WHERE "
                             "mailing.issue IS NOT NULL AND mailing.recipient = ? AND sent_us IS NOT NULL", (ABOVE,)).fetchone()[0],
               1, "the issue was sent to an address")
        store.close()
        got = to(office.run(letter(ABOVE, "请问", "查 化肥")), ABOVE)
        tap.ok(len(got) == 1 and "查到 1 条" in got[0].subject and "期第1条〕" in got[0].text, "who was sent it finds it", got)


# One rare character for each place of a letter.
CANARY = "𠮶𠮻𪚥㐂"
BODY = "春耕情况见附件，%s请阅。" % CANARY


def marked():
    cases = (("the subject", letter(FARM, "机密★1年 " + CANARY, BODY)),
             ("the text", letter(FARM, "春耕情况" + CANARY, "内部资料，注意保存。\n" + BODY)),
             ("a file", letter(FARM, "春耕情况" + CANARY, parts=multipart(
                 [part(BODY), attachment("%s.docx" % CANARY, docx(["绝密☆", CANARY]))]))),
             ("what the page hides", letter(FARM, "春耕情况" + CANARY, parts=multipart(
                 [part(BODY), part("<p>%s</p><p style='display:none'>机密★1年</p>" % BODY, "text/html")], "alternative"))),
             ("an answer", None))
    for place, raw in cases:
        with Office() as office:
            ask = only(office.run(CARE), EDITOR2)
            office.run(raw or reply(ask, "机密★1年 %s，请核。" % CANARY))
            tap.eq((hits(office, CANARY[:2]), hits(office, "--in", "letters", CANARY[2:])), ([], []), "a mark in %s: not found" % place)
            tap.lacks(only(office.run(letter(CHIEF, "请问", "查 " + CANARY[:2])), CHIEF).text, "〔", "by nobody")
            tap.eq(stands(office, CANARY), [], "no character of it stands in the index")
            office.cb("rebuild", good=(0,))
            tap.eq((hits(office, CANARY[:2]), stands(office, CANARY)), ([], []), "nor after a rebuild")


def released():
    with Office() as office:
        office.run(letter(FARM, "春耕备耕内部情况", parts=multipart(
            [part("内部资料，注意保存。全县化肥供应充足，共备足3万吨。"), attachment("明细.txt", ("明细" + CANARY).encode(), "text/plain")])))
        tap.eq((hits(office, "化肥"), hits(office, CANARY), stands(office, CANARY)), ([], [], []), "tier 2, held: not found")
        with office.copy() as other:
            other.cb("decide", 1, "退回", good=(0, 1))
            tap.eq((other.state(1), hits(other, "化肥"), stands(other, CANARY)), ("returned", [], []), "returned: never")
        office.cb("decide", 1, "放行 已核不涉密", good=(0, 1))
        tap.eq((office.state(1), hits(office, "化肥"), hits(office, CANARY)), ("waiting", [("item", 1)], [("letter", 1)]),
               "released: its letter comes in with it")
        office.cb("rebuild", good=(0,))
        tap.eq((hits(office, "化肥"), hits(office, CANARY)), ([("item", 1)], [("letter", 1)]), "and again by a rebuild")


def later():
    """What was found and may be found no more."""
    with Office() as office:
        ask = only(office.run(CARE), EDITOR2)
        office.run(reply(ask, "退回 缺少%s的数据" % CANARY))
        tap.eq(hits(office, CANARY), [("letter", 2)], "an answer is found")
        with open(os.path.join(office.dir, "filters", "own.rules"), "w", encoding="utf-8") as file:
            file.write("[mark 本县内部]\ntier = 2\ntext %s\n\n" % CANARY)
        office.cb("letters", "again", 2, good=(0,))
        office.run()
        tap.eq((office.rows("SELECT kind FROM letter WHERE id = 2") != [], hits(office, CANARY), stands(office, CANARY)),
               (True, [], []), "judged again with a mark: it leaves the index")
    with Office() as office:
        office.run(letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕进展顺利，%s镇化肥供应充足。" % CANARY), CARE)
        tap.eq(hits(office, CANARY), [("item", 1)], "an item")
        office.run(letter(FARM, "撤回《春耕备耕工作进展情况》", "数据有误，请予撤回。"))
        tap.eq((office.state(1), hits(office, CANARY), stands(office, CANARY)), ("withdrawn", [], []),
               "withdrawn: neither it nor its letter is found")
        office.cb("rebuild", good=(0,))
        tap.eq((hits(office, CANARY), stands(office, CANARY), hits(office, "敬老院")), ([], [], [("item", 2)]), "nor after a rebuild")
    with Office() as office:
        ask = only(office.run(CARE), EDITOR2)
        office.run(reply(ask, "退回 缺少%s的数据" % CANARY))
        os.unlink(os.path.join(office.dir, "spool", office.one("SELECT place FROM letter WHERE id = 2")))
        office.cb("rebuild", good=(0,))
        tap.eq((hits(office, CANARY), stands(office, CANARY), hits(office, "敬老院")), ([], [], [("item", 1)]),
               "a letter whose bytes are gone is not found after a rebuild")


def same_again():
    """A rebuild, an upgrade and a restored backup find the same."""
    words = ("化肥", "七千包", "敬老院", "政务信息", "缺少")
    with Office() as office, Office() as other:
        printed(office)
        office.run(reply([m for m in office.mails() if m.token and "敬老院" in m.subject][0], "退回 缺少数据"), WOODS)
        wanted, said = [hits(office, word) for word in words], office.table("said")
        tap.ok(all(wanted) and len(said) > 3, "all are found", wanted)
        office.cb("rebuild", good=(0,))
        tap.eq(([hits(office, word) for word in words], office.table("said")), (wanted, said), "after a rebuild")
        office.run()
        tap.eq([hits(office, word) for word in words], wanted, "and the next run")
        store = sqlite3.connect(os.path.join(office.dir, "spool", "desk.db"))
        office.age(store, 3, "DELETE FROM meta WHERE name IN ('search', 'said');")
        store.close()
        office.run()
        tap.eq(([hits(office, word) for word in words], office.table("said")), (wanted, said), "after an upgrade")
        backup = os.path.join(office.base, "backup.tar")
        office.cb("backup", backup, good=(0,))
        other.cb("restore", backup, good=(0,))
        tap.eq([hits(other, word) for word in words], wanted, "in a restored office")


# Characters that word lists do not know, full-width and traditional forms.
RARE = "㙍䶮𠮷堃喆㐂𫖯𬭸𭕄𮯠𰻞𱁬\ue5e5\U0002ebf0春耕化肥石桥镇農業調運備耕ＡＢ１２一二三"


def as_grep():
    """Any passage of two characters or more of an item, an article or a letter is found where it stands."""
    rand = random.Random(11)

    def passage(n):
        return "，".join("".join(rand.choice(RARE) for _ in range(rand.randrange(6, 16))) for _ in range(n)) + "。"

    with Office() as office:
        sent = [("情况%d号%s" % (i, passage(1)), passage(5), passage(3)) for i in range(12)]
        asks = office.run(*[letter((FARM, CIVIL)[i % 2], title, parts=multipart(
            [part(text), attachment("%d.txt" % i, more.encode(), "text/plain")])) for i, (title, text, more) in enumerate(sent)])
        for item in (2, 5, 7):
            office.run(reply([m for m in asks if m.token and "-1-" in m.subject and "%d-1-" % item in m.subject][0], "通过"))
        notes = [passage(2) for _ in range(3)]
        for item, note in zip((1, 3, 4), notes):
            office.run(reply([m for m in asks if m.token and "%d-1-" % item in m.subject][0], "退回 " + note))
        office.cb("issue", "draft", good=(0,))
        office.run(reply(only(office.run(), CHIEF, "请签发"), "签发"))
        number = office.one("SELECT number FROM issue")
        texts = {("item", i): title + "\n" + text for i, title, text in office.rows("SELECT item, title, text FROM revision")}
        texts.update({("issue", number, p): texts[("item", i)] for i, p in office.rows("SELECT item, position FROM line")})
        texts.update({("letter", i + 1): "%s\n%s\n%d.txt\n%s" % (title, text, i, more) for i, (title, text, more) in enumerate(sent)})
        for note in notes:
            texts[("letter", office.one("SELECT letter FROM said WHERE text LIKE ?", "%" + note + "%"))] = note
        tap.eq(len(texts), 30, "twelve items, three articles, fifteen letters")
        missed, n = [], 0
        while n < 40:
            text = rand.choice(list(texts.values()))
            start = rand.randrange(len(text))
            word = text[start:start + rand.randrange(2, 7)].strip()
            edges = text[max(0, start - 1):start + 1] + text[start + len(word) - 1:start + len(word) + 1]
            if len(tokens(word)) < 2 or "\n" in word or any(c in "ＡＢ１２" or c.isascii() for c in edges):
                continue
            n += 1
            for kind in ("items", "issues", "letters"):
                got = hits(office, "--in", kind, word)
                missed += [(word, key) for key in grep(texts, word) if key[0] + "s" == kind and key not in got]
        tap.eq(missed, [], "40 passages, looked for in each kind: all that grep finds")


for scenario in (kinds, letters, strangers, rights, marked, released, later, same_again, as_grep):
    tap.note(scenario.__name__)
    scenario()
tap.done()
