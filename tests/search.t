#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers base/text/terms.c spool/search.c pipeline/desk/passage.c pipeline/desk/query.c command/search.c
"""search - full text over what items say, to the character, by command and by mail

Issues and letters: search-letters.t.
"""
import json
import os
import random
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CIVIL, EDITOR1, EDITOR2, FARM, Office, Tap, letter, only, reply
from tokens import grep, tokens

tap = Tap()
REPORTS = (
    letter(FARM, "春耕备耕工作进展情况", "全县春耕备耕进展顺利，化肥供应充足，已备足3.2万吨。䶮溪镇𠮷家庄先行整地，GDP增长5.8%。"),
    letter(CIVIL, "敬老院安全检查情况", "全县12所敬老院开展安全检查，整改隐患30处。喆堃等三名院长汇报了春季防火工作。国道G318线乾坤湾张乾坤老人望著远山。"),
    letter(FARM, "關於農資調運的報告", "全縣農資調運順利，化肥庫存充足，備耕物資全部到位。", charset="big5"),
    letter(CIVIL, "关于某项工作的方案", "内部资料，注意保存。\n全县某项化肥工作的方案已经制定，请予审阅。"),
)


def found(office, *words):
    ran = office.cb("search", "--in", "items", *words, "--json", good=(0, 1))
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.returncode == 0) == bool(rows)
    return [row["item"] for row in rows]


# words, the items that say them: in their titles, then the others, the newest first
WORDS = (
    (("化肥",), [3, 1]), (("春耕",), [1]), (("备耕",), [1, 3]), (("春",), [1, 2]), (("䶮溪",), [1]),
    (("𠮷",), [1]), (("𠮷家庄",), [1]), (("喆堃",), [2]), (("农资调运",), [3]), (("農資",), [3]), (("３．２万吨",), [1]),
    (("3.2万",), [1]), (("gdp",), [1]), (("GDP增长",), [1]), (("GD",), []), (("化肥", "春耕"), [1]),
    (("G318",), [2]), (("318线",), [2]), (("国道G",), [2]), (("G31",), []), (("乾坤湾",), [2]), (("张乾",), [2]),
    (("望著",), [2]), (("望着",), [2]), (("化肥", "敬老院"), []), (("检查安全",), []), (("安全 检查",), [2]), (("县春",), [1]), (("！？",), []),
    (('"',), []), (("x6625",), []), (("NOT 春耕",), []), (("春耕*",), [1]), (("方案",), []), (("敬老院安全检查情况",), [2]),
)


def words():
    with Office() as office:
        office.run(*REPORTS)
        tap.eq(office.state(4), "held", "one is held for its mark")
        for phrases, wanted in WORDS:
            tap.eq(found(office, *phrases), wanted, " + ".join(phrases))
        shown = office.cb("search", "化肥", good=(0,)).out
        tap.has(shown, "…全县春耕备耕进展顺利，化肥供应充足" if "…全县" in shown else "全县春耕备耕进展顺利，化肥供应充足", "with the passage")
        ask = [m for m in office.mails() if m.token and m.address == EDITOR1 and "春耕" in m.subject][0]
        office.run(reply(ask, "“化肥供应充足”改为“种子供应充足”"))
        tap.eq((found(office, "化肥"), found(office, "种子")), ([3], [1]), "an edited text is found as it is now")
        with office.copy() as other:
            other.cb("decide", 4, "备查", good=(0,))
            tap.eq((other.state(4), found(other, "方案"), other.one("SELECT count(*) FROM search WHERE rowid % 4 = 0")), ("filed", [], 3),
                   "filed from held is not released: it is in no index")
            other.cb("rebuild", good=(0,))
            tap.eq((found(other, "方案"), other.one("SELECT count(*) FROM search WHERE rowid % 4 = 0")), ([], 3), "nor after a rebuild")
        office.cb("decide", 4, "放行 已核不涉密", good=(0, 1))
        tap.eq((office.state(4) == "waiting") == (4 in found(office, "方案")), True, "what is released comes in")
        before = found(office, "充足")
        office.cb("rebuild", good=(0,))
        tap.eq(found(office, "充足"), before, "a rebuild makes the index again")


def older_store():
    with Office() as office:
        office.run(*REPORTS[:2])
        store = sqlite3.connect(os.path.join(office.dir, "spool", "desk.db"))
        office.age(store, 1, "DROP TABLE search; DELETE FROM meta WHERE name IN ('search', 'said');")
        store.close()
        tap.eq(office.cb("search", "春耕").returncode, 74, "a store of the older version is not read")
        office.run()
        tap.eq((found(office, "春耕"), found(office, "敬老院")), ([1], [2]), "the desk makes its index")


def by_mail():
    with Office() as office:
        office.run(*REPORTS[:3])
        got = only(office.run(letter(EDITOR2, "请问", "查 化肥")), EDITOR2)
        tap.has(got.subject, "查到 2 条：化肥", "an editor searches all items")
        tap.has(got.text, "春耕备耕进展顺利，化肥供应充足，已备足", "with the passages")
        tap.has(got.html, "关于农资调运的报告" if "关于农资" in got.html else "農資調運", "in the page")
        got = only(office.run(letter(CIVIL, "请问", "查 化肥")), CIVIL)
        tap.has(got.text, "没有查到“化肥”", "a contributor does not find what others sent in")
        got = only(office.run(letter(FARM, "请问", "查　化肥　春耕")), FARM)
        tap.has(got.subject, "查到 1 条", "but his own")
        with open(os.path.join(office.dir, "people.csv"), "r+", encoding="utf-8") as file:
            head, rest = file.read().split("\n", 1)
            file.seek(0)
            file.write(head + ",person\n" + rest)
        office.people("tian@qinghe.example,田一禾,农业农村局,contributor,2025-01-01,,办公室,,," + FARM)
        for words, wanted in (("查 化肥", "查到 2 条：化肥"), ("查 “化肥供应充足”", "查到 1 条：“化肥供应充足”"),
                              ("查询 化肥*", "查到 2 条：化肥*"), ("查找：-整地", "查到 1 条：整地"), ("查 ＧＤＰ增長", "查到 1 条：ＧＤＰ增長"),
                              ("查 NEAR(化肥 春耕)", "查到 0 条：NEAR(化肥 春耕)"), ('查 " OR "', '查到 0 条：" OR "')):
            tap.eq(only(office.run(letter("tian@qinghe.example", "请问", words)), "tian@qinghe.example").subject, wanted,
                   "from his other address, literally: " + words)
        got = only(office.run(letter(EDITOR2, "请问", "查 “先行整地？”")), EDITOR2)
        tap.has(got.text, "…已备足3.2万吨。䶮溪镇𠮷家庄先行整地，GDP增长5.8%。", "the passage of a word in signs")
        for words in ("查 ***", "查 单位：民政局", "查 主题：三农 期间：2026-11"):
            tap.has(only(office.run(letter(EDITOR2, "请问", words)), EDITOR2).text, "没有写要查的字词", words)
        for words in ("查", "查询", "查："):
            got = only(office.run(letter(EDITOR2, "请问", words)), EDITOR2)
            tap.eq((got.subject, "目前还不能" in got.text, "“查 农资供应”" in got.text), ("可以查询的内容", False, True), words + " alone asks how")


# Characters that word lists do not know: rare, beyond the first plane, private use, newer than the tables; and
# ASCII, as it was typed.
RARE = "㙍䶮𠮷堃喆㐂𫖯𬭸𭕄𮯠𰻞𱁬\ue5e5\U0002ebf0春耕化肥石桥镇一二三"
TYPED = ("GDP", "5.8", "G318", "iPhone15", "3200", "A", "x6625", "5Ｇ", "ＧＤＰ", "２０２６")


def as_grep():
    """Random texts of characters that no list knows: each run of two or more is found where it stands."""
    rand = random.Random(7)
    texts = ["，".join("".join(rand.choice(RARE) if rand.random() < .9 else " " + rand.choice(TYPED) + " "
                               for _ in range(rand.randrange(8, 20))) for _ in range(6)) + "。" for _ in range(30)]
    with Office() as office:
        office.run(*[letter((FARM, CIVIL)[i % 2], "情况%d号" % i, text) for i, text in enumerate(texts)])
        said = {i + 1: "情况%d号\n%s" % (i, text) for i, text in enumerate(texts)}
        items = [row[0] for row in office.rows("SELECT item FROM revision ORDER BY item")]
        tap.eq(items, list(range(1, 31)), "thirty reports")
        missed, wrong, n = [], [], 0
        while n < 120:
            text = rand.choice(texts)
            start = rand.randrange(len(text))
            word = text[start:start + rand.randrange(2, 6)].strip()
            if len(tokens(word)) < 2 or word.startswith("-"):
                continue
            # A word that begins or ends inside one of ASCII is not a run of these.
            near = text[max(0, start - 1):start] + text[start + len(word):start + len(word) + 1]
            if any(c.isalnum() and tokens(c) and tokens(c)[0].isascii() for c in near):
                continue
            n += 1
            wanted, got = grep(said, word), found(office, word)
            missed += [(word, i) for i in wanted if i not in got]
            wrong += [(word, i) for i in got if i not in wanted]
        tap.eq((missed, wrong), ([], []), "120 words: all that grep finds, and no more")


def narrowed():
    """By unit, topic or group, and period: on the command line and by mail."""
    with Office("2026-11-23 01:30:00") as office:
        office.run(letter(FARM, "春耕备耕工作进展顺利", "化肥供应充足，石桥镇已调运3000吨。"),
                   letter(CIVIL, "困难群众救助情况", "石桥镇救助困难群众120户，化肥补贴到户。"))
        for options, wanted in ((("--unit", "民政局"), [2]), (("--topic", "春耕备耕"), [1]), (("--topic", "三农"), [1]),
                                (("--period", "2026-11"), [2, 1]), (("--period", "2026-10"), []),
                                (("--since", "2026-11-23"), [2, 1]), (("--since", "2026-11-24"), []),
                                (("--unit", "民政局", "--topic", "三农"), [])):
            said = office.cb("search", *options, "--in", "items", "--json", "石桥镇", "化肥").out
            tap.eq([json.loads(line)["item"] for line in said.splitlines()], wanted, " ".join(options))
        tap.eq(office.cb("search", "--period", "11月", "化肥").returncode, 64, "no period")
        for words, wanted in (("查 化肥 单位：民政局", "困难群众"), ("查 主题:三农 化肥", "春耕备耕"),
                              ("查 化肥 期间：2026W48 单位：民政局", "困难群众")):
            mail = only(office.run(letter(EDITOR1, "查询", words)), EDITOR1)
            tap.has(mail.subject, "查到 1 条", words)
            tap.has(mail.text, wanted, words)
        tap.has(only(office.run(letter(EDITOR1, "查询", "查 化肥 期间：2026-10")), EDITOR1).text, "没有查到",
                "another month")


words()
narrowed()
older_store()
as_grep()
by_mail()
tap.done()
