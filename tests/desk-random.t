#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""desk-random - random answers of everybody to everything; what must always hold does

SEED=n plays another game, ROUNDS=n a longer one. After each round the rows are
looked at; at the end a rebuild makes the same ones.
"""
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, CHIEF, CIVIL, DEPUTY, DUTY, EDITOR1, EDITOR2, FARM, TOWN, URGENT, Office, \
    Tap, letter, reply
from mailshapes import CLIENTS

tap = Tap()
SEED = os.environ.get("SEED", "2026")
chance = random.Random(SEED)
ROUNDS = int(os.environ.get("ROUNDS", 12))
EVIL = "evil@attacker.example"
WORDS = ("通过", "通过", "通过", "备查", "退回 缺数据", "核实 人数", "暂缓", "暂缓 到12月30日", "转 编辑乙",
         "转 编辑甲", "送审", "并入#1", "并入#3", "撤销", "改题：新题目", "好的", "通过吗？", "加急，通过", "放行",
         "通过1、2", "全部通过", "其余备查", "2退 缺数据，1通过", "合并1、2", "2并入1", "签发", "同意，第1条删",
         "签发 顺序 2,1", "签发，2移下期", "退回 重编", "采用 1", "采用 1、2", "确认", "不是我", "采用2条",
         "类型 问题", "主题 安全生产", "核实补充后通过", "", "1", "因2", "退 因2")
PEOPLE = (EDITOR1, EDITOR1, EDITOR2, CHIEF, DEPUTY, DUTY, ABOVE, FARM, EVIL)


def report(n):
    sender = chance.choice((FARM, CIVIL, TOWN, URGENT))
    topic = chance.choice(("春耕备耕", "养老服务", "安全生产"))
    fire = chance.random() < .1
    return letter(sender, "%s第%d号%s" % (topic, n, "火灾事故" if fire else "情况"),
                  "%s工作第%d项，化肥供应充足。%s%s" % (
                      topic, n, "发生火灾事故，%d人死亡。" % n if fire else "进展顺利" * (n % 5),
                      "内部资料，注意保存。" if chance.random() < .08 else ""),
                  proven=chance.random() < .9)


def answer(mails):
    mail = chance.choice(mails[-40:])
    sender = chance.choice(PEOPLE) if chance.random() < .1 else mail.address
    words = chance.choice(WORDS)
    if "请签发" in mail.subject and chance.random() < .6:
        words = chance.choice(("签发", "同意，第1条删", "签发 顺序 2,1", "签发，2移下期", "退回 重编"))
    elif "待审信息" in mail.subject and chance.random() < .6:
        words = chance.choice(("通过1、2", "全部通过", "2退 缺数据，1通过", "合并1、2", "其余备查"))
    elif "确认" in mail.subject and chance.random() < .8:
        words = chance.choice(("确认", "确认", "不是我"))
    return reply(mail, words, sender, client=chance.choice(CLIENTS), proven=chance.random() < .85)


def broken(office):
    """What must never be, whoever answered what."""
    rules = {
        "shares that do not sum to the whole":
            "SELECT item, sum(hundredths) FROM share GROUP BY item HAVING sum(hundredths) <> 10000",
        "an item in two open drafts, or twice in one":
            "SELECT item FROM line JOIN issue ON issue.id = issue WHERE issue.state <> 'sealed' "
            "GROUP BY item HAVING count(*) > 1",
        "an item printed twice":
            "SELECT item FROM line JOIN issue ON issue.id = issue WHERE state = 'sealed' "
            "GROUP BY item HAVING count(*) > 1",
        "a draft with what is not approved":
            "SELECT item.id FROM line JOIN issue ON issue.id = issue JOIN item ON item.id = item "
            "WHERE issue.state <> 'sealed' AND item.state <> 'approved'",
        "a draft of another revision":
            "SELECT item.id FROM line JOIN issue ON issue.id = issue JOIN item ON item.id = item "
            "WHERE issue.state <> 'sealed' AND item.revision <> line.revision",
        "a gap in the numbers":
            "SELECT journal FROM issue WHERE state = 'sealed' GROUP BY journal "
            "HAVING max(total) <> count(*) OR max(number) <> count(*)",
        "an issued item in no issue":
            "SELECT id FROM item WHERE state = 'issued' AND id NOT IN (SELECT item FROM line)",
        "merged into what is merged":
            "SELECT one.id FROM item one JOIN item other ON other.id = one.merged_into "
            "WHERE one.state = 'merged' AND other.state = 'merged'",
        "an open review of what is settled":
            "SELECT ask.id FROM ask JOIN item ON item.id = ask.item WHERE ask.state = 'open' AND "
            "ask.kind = 'review' AND item.state NOT IN "
            "('held', 'waiting', 'parked', 'verifying', 'consulting')",
        "an open review of an old revision":
            "SELECT ask.id FROM ask JOIN item ON item.id = ask.item WHERE ask.state = 'open' AND "
            "ask.kind = 'review' AND ask.revision <> item.revision",
        "an item that waits and nobody is asked":
            "SELECT id FROM item WHERE state IN ('held', 'waiting', 'parked') AND id NOT IN "
            "(SELECT item FROM ask WHERE state = 'open' AND kind = 'review')",
        "an open sign-off of an old edition":
            "SELECT ask.id FROM ask JOIN issue ON issue.id = ask.issue WHERE ask.state = 'open' "
            "AND ask.kind = 'sign' AND (ask.edition <> issue.edition OR issue.state <> 'signing')",
        "a draft that nobody is asked to sign":
            "SELECT id FROM issue WHERE state = 'signing' AND id NOT IN "
            "(SELECT issue FROM ask WHERE state = 'open' AND kind = 'sign')",
        "an adoption of what was not printed":
            "SELECT item.id FROM adoption JOIN item ON item.id = item WHERE item.state <> 'issued'",
        "a letter without its way": "SELECT id FROM letter WHERE state <> 'judged' OR kind IS NULL",
        "a mail that was not made": "SELECT id FROM mailing WHERE state = 'due'",
        "two mails to a superior about one issue":
            "SELECT issue FROM mailing WHERE template = 'issue' GROUP BY issue, recipient "
            "HAVING count(*) > 1",
        "a held item that was shown to an editor":
            "SELECT item.id FROM item JOIN mailing ON mailing.item = item.id WHERE item.state = "
            "'held' AND item.reason = 'secret-mark' AND recipient LIKE 'editor%'",
    }
    found = {}
    for name, sql in rules.items():
        rows = office.rows(sql)
        if rows:
            found[name] = rows
    return found


def tables(office):
    names = [r[0] for r in office.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {n: sorted(office.table(n), key=repr) for n in names
            if n not in ("token", "meta", "dispatch", "recipient") and not n.startswith(("sqlite", "search_"))}


def story():
    with Office() as office:
        number = 0
        for turn in range(ROUNDS):
            batch = [report(number + i + 1) for i in range(chance.randrange(5))]
            number += len(batch)
            mails = [m for m in office.mails() if m.token or m.address == ABOVE]
            if mails:
                batch += [answer(mails) for _ in range(16)]
            chance.shuffle(batch)
            if turn % 3 == 2:
                office.cb("issue", "draft")
                office.cb("list", "--mail", chance.choice((EDITOR1, EDITOR2)))
            office.run(*batch)
            bad = broken(office)
            if not tap.eq(bad, {}, "round %d: %s" % (turn + 1, len(office.states()))):
                break
        tap.note(sorted(office.states().values()))
        tap.note(office.rows("SELECT kind, state, count(*) FROM ask GROUP BY kind, state"))
        tap.note(office.rows("SELECT journal, number, state FROM issue"))
        tap.eq(office.one("SELECT count(*) FROM entry WHERE hundredths < 0"), 0, "no negative points")
        before = tables(office)
        office.cb("rebuild", good=(0,))
        tap.eq(tables(office), before, "rebuild makes the same rows")
        tap.eq(office.cb("audit", "verify").returncode, 0, "the log is whole")


tap.note("SEED=" + SEED)
story()
tap.done()
