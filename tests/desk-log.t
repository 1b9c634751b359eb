#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/orders.c pipeline/desk/orders_outbox.c pipeline/desk/desk.c
"""desk-log - the log is the truth: verify, rebuild, backup and restore, release"""
import os
import shutil
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import ABOVE, CHIEF, EDITOR1, FARM, Office, Tap, letter, only, reply, to

tap = Tap()


def day(office):
    """A day with a bit of everything; gives mails whose asks are open at its end."""
    asks = office.drafts(6)
    office.run(reply(asks[0], "通过"), reply(asks[1], "并入#1"), reply(asks[2], "退回 缺数据"),
               reply(asks[3], "改题：备耕新貌\n通过"), reply(asks[0], "备查", "evil@attacker.example"),
               letter("nobody@other.example", "来信", "反映一个情况，请核实处理。"),
               letter(FARM, "机密★ 某事", "不能看的内容"), reply(asks[4], "好的"))
    office.cb("issue", "draft", good=(0,))
    sign = only(office.run(), CHIEF, "请签发")
    issue = only(office.run(reply(sign, "签发，顺序 2,1")), ABOVE)
    office.run(reply(issue, "采用 1"), reply(asks[5], "通过"))
    office.cb("decide", 5, "暂缓", good=(0,))
    office.cb("issue", "draft", good=(0,))
    office.run()
    return asks


def tables(office):
    """Every row but tokens, and the dispatch states that a rebuild holds."""
    names = [r[0] for r in office.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND "
                                       "name NOT LIKE 'sqlite_%' ORDER BY name")
             if not r[0].startswith("search_")]
    kept = {n: sorted(office.table(n), key=repr) for n in names if n not in ("token", "meta", "dispatch",
                                                                      "recipient")}
    kept["dispatch"] = office.rows("SELECT id, mailing, purpose, message_id, subject, place, sha256 "
                                   "FROM dispatch ORDER BY id")
    return kept


def rebuild():
    with Office() as office:
        day(office)
        before = tables(office)
        tap.ok(len(before["event"]) > 60 and before["adoption"] and before["issue"],
               "a day of %d events" % len(before["event"]))
        tap.eq(office.cb("audit", "verify").returncode, 0, "verify: whole")
        mails = len(office.mails())
        office.cb("rebuild", good=(0,))
        tap.eq(tables(office), before, "rebuild makes the same rows")
        tap.eq(office.one("SELECT count(*) FROM token"), 0, "tokens died")
        tap.eq(office.cb("audit", "verify").returncode, 0, "verify: still whole")
        office.run()
        tap.eq(len(office.mails()), mails, "all sending is held")
        ran = office.cb("status")
        tap.eq(ran.returncode, 1, "status says that a person is needed")
        office.cb("outbox", "release", good=(0,))
        again = office.run()
        tap.eq([m for m in again if not m.token], [], "after release only asks go out anew")
        tap.ok({"请签发", "来信"} <= {w for w in ("请签发", "来信") if any(w in m.subject for m in again)},
               "the open asks do", again)
        sign = [m for m in again if m.address == CHIEF and "请签发" in m.subject][0]
        office.run(reply(sign, "签发"))
        tap.eq(office.rows("SELECT number, total FROM issue WHERE state = 'sealed' ORDER BY id"),
               [(1, 1), (2, 2)], "and can be answered: the numbers go on")


def tampering():
    """One changed, lost or added record is found."""
    changes = (
        ("a changed event", "UPDATE event SET params = replace(params, '缺数据', '缺资料')"),
        ("a lost event", "DELETE FROM event WHERE seq = 20"),
        ("the last event lost", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)"),
        ("a changed time", "UPDATE event SET at_us = at_us + 1 WHERE seq = 10"),
    )
    with Office() as office:
        day(office)
        path = os.path.join(office.dir, "spool", "desk.db")
        for suffix in ("-wal", "-shm"):
            if os.path.exists(path + suffix):
                store = sqlite3.connect(path)
                store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                store.close()
        shutil.copy(path, path + ".good")
        for name, sql in changes:
            store = sqlite3.connect(path)
            for trigger, in store.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                store.execute("DROP TRIGGER " + trigger)
            store.execute("PRAGMA foreign_keys = OFF")
            store.execute(sql)
            store.commit()
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            store.close()
            tap.eq(office.cb("audit", "verify").returncode, 1, name + " is found")
            shutil.copy(path + ".good", path)
        tap.eq(office.cb("audit", "verify").returncode, 0, "the true log is whole")


def bytes_of(office):
    """A file of each kind with the name of its row."""
    return (("第 1 封来信", office.one("SELECT place FROM letter WHERE id = 1")),
            ("第 3 封发出的邮件", office.one("SELECT place FROM dispatch WHERE id = 3")),
            ("2026 年第 1 期", office.one("SELECT place FROM issue WHERE number = 1")))


def flipped():
    """One flipped byte of any file that a row names is found, and which row it is."""
    with Office() as office:
        day(office)
        tap.has(office.cb("audit", "verify", good=(0,)).out, "，1 期刊物，均完整无损", "every file is whole")
        for name, place in bytes_of(office):
            path = os.path.join(office.dir, "spool", place)
            with open(path, "r+b") as file:
                good = file.read()
                file.seek(len(good) // 2)
                file.write(bytes([good[len(good) // 2] ^ 1]))
            ran = office.cb("audit", "verify")
            tap.eq(ran.returncode, 1, name + ": a flipped byte is found")
            tap.has(ran.err, name + "：内容被改动过", "and named")
            os.unlink(path)
            ran = office.cb("audit", "verify")
            tap.eq(ran.returncode, 1, name + ": a lost file is found")
            tap.has(ran.err, name + "：文件不见了", "and named")
            tap.has(ran.err, place, "with what to put back")
            with open(path, "wb") as file:
                file.write(good)
        tap.eq(office.cb("audit", "verify").returncode, 0, "put back: whole")


def orphans():
    """What a killed group left in the outbox goes with the next start."""
    with Office() as office:
        day(office)
        outbox = os.path.join(office.dir, "spool", "outbox")
        kept = sorted(os.listdir(outbox))
        for name in ("0" * 64, "f" * 64):
            with open(os.path.join(outbox, name), "wb") as file:
                file.write(b"left")
        office.run()
        tap.eq([n for n in kept if n not in os.listdir(outbox)], [], "no named mail goes")
        tap.eq([n for n in ("0" * 64, "f" * 64) if n in os.listdir(outbox)], [], "the others do")
        tap.eq(office.cb("audit", "verify").returncode, 0, "whole")


def restored():
    with Office() as office, Office() as other:
        asks = day(office)
        backup = os.path.join(office.base, "backup.tar")
        office.cb("backup", backup, good=(0,))
        other.cb("restore", backup, good=(0,))
        tap.eq({k: v for k, v in tables(other).items()}, tables(office), "the same rows")
        ran = other.cb("audit", "verify", good=(0,))
        tap.has(ran.out, "扣留、备份不带、因而不在这里的来信：1 封", "whole but for the letter with a mark")
        tap.eq(other.cb("restore", backup).returncode in (1, 78), True, "not into an office in use")
        raw = office.cb("show", 1, "--raw", good=(0,)).stdout
        tap.eq(other.cb("show", 1, "--raw", good=(0,)).stdout, raw, "a letter's bytes are there")
        other.run()
        tap.eq(other.mails(), [], "nothing is sent before the operator says so")
        before = other.decided()
        other.run(reply(asks[5], "备查"))
        tap.eq(other.decided(), before, "an old token decides nothing")
        other.cb("outbox", "release", good=(0,))
        mails = other.run()
        tap.ok([m for m in mails if "请签发" in m.subject], "release asks anew", mails)
        tap.eq(len({m.id for m in mails} & {m.id for m in office.mails()}), 0,
               "under identities of its own")
        sign = [m for m in mails if m.address == CHIEF and "请签发" in m.subject][0]
        issue = only(other.run(reply(sign, "签发")), ABOVE)
        tap.has(issue.subject, "第2期 (总第2期)", "the numbers go on")


for scenario in (rebuild, tampering, flipped, orphans, restored):
    tap.note(scenario.__name__)
    scenario()
tap.done()
