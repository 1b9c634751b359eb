#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers filters/ruleset.c filters/rule_match.c
"""rules-clothes - one letter in every charset, encoding, script and width: one verdict

Random reports are written as letters in simplified and traditional characters, full
width, with blanks between, in each charset and transfer encoding; topics with their
scores and clauses, the kind and the marks are those of the plain letter, and each hit
is the passage of that very letter that it points at.
"""
import base64
import os
import quopri
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import Tap
from reading import read

tap = Tap()
SIMPLE = "关于种备农资应储进展顺缺灾难伤亡机设县镇况问题议导价格万户报绝级"
TRADITIONAL = "關於種備農資應儲進展順缺災難傷亡機設縣鎮況問題議導價格萬戶報絕級"
WORDS = ["春耕备耕", "化肥", "农资供应", "种子储备", "价格", "火灾", "死亡", "受伤", "3人", "12户",
         "30万元", "全县", "问题", "建议", "内部资料", "机密★", "招标公告", "进展顺利", "水库",
         "低保", "情况", "的", "2026年", "已", "在"]
CHARSETS = {"simplified": ["utf-8", "gb2312", "gbk", "gb18030"], "traditional": ["utf-8", "big5", "gb18030"]}


def traditional(text):
    return text.translate(str.maketrans(SIMPLE, TRADITIONAL))


def wide(text):
    return "".join(chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c for c in text)


def spaced(text):
    return "".join(c + (" " if i % 2 else "　") if c > "\u3000" else c for i, c in enumerate(text))


def encoded(text, charset, encoding):
    data = text.encode(charset, "strict")
    if encoding == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if encoding == "quoted-printable" else data


def written(subject, body, charset, encoding):
    word = "=?%s?B?%s?=" % (charset, base64.b64encode(subject.encode(charset)).decode())
    return ("From: <nyj@qinghe.example>\r\nSubject: %s\r\nMIME-Version: 1.0\r\n"
            "Date: Mon, 23 Nov 2026 16:00:00 +0800\r\nMessage-ID: <x@qinghe.example>\r\n"
            "Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n"
            % (word, charset, encoding)).encode() + encoded(body, charset, encoding)


def verdict(reading):
    """What must not depend on how it was written."""
    topics = sorted((t["topic"], t["score"], tuple(h["rule"] for h in t["hits"]))
                    for t in reading["topics"])
    return topics, sorted((m["mark"], m["where"], m["tier"]) for m in reading["marks"])


def misplaced(reading):
    for topic in reading["topics"]:
        for hit in topic["hits"]:
            text = {"subject": reading["title"], "body": reading["text"]}.get(hit["field"])
            if text is not None and text[hit["from"]:hit["to"]][:200] != hit["match"]:
                return hit
    return None


def clothes(subject, body):
    for script, charsets in CHARSETS.items():
        dress = traditional if script == "traditional" else str
        for charset in charsets:
            for how, form in (("as usual", str), ("wide", wide), ("spaced", spaced)):
                for encoding in ("8bit", "base64", "quoted-printable"):
                    try:
                        data = written(form(dress(subject)), form(dress(body)), charset, encoding)
                    except UnicodeEncodeError:
                        continue
                    yield "%s %s %s %s" % (script, charset, how, encoding), data


def main():
    dice = random.Random(20261130)
    letters, names, first = [], [], []
    for _ in range(30):
        subject = "".join(dice.choice(WORDS) for _ in range(dice.randint(2, 4)))
        body = "".join(dice.choice(WORDS) + dice.choice(["", "", "，", "。"])
                       for _ in range(dice.randint(5, 40))) + "。"
        start = len(letters)
        for name, data in clothes(subject, body):
            letters.append(data)
            names.append("%s: %s / %s" % (name, subject, body))
            first.append(start)
    readings = read(letters)
    wrong = [names[i] + "\n  got  %s\n  want %s" % (verdict(r), verdict(readings[first[i]]))
             for i, r in enumerate(readings) if verdict(r) != verdict(readings[first[i]])]
    tap.ok(not wrong, "%d letters, %d reports: one verdict each" % (len(letters), len(set(first))),
           "\n".join(wrong[:5]))
    tap.ok(sum(bool(r["topics"]) for r in readings) > len(readings) // 4, "many have a topic")
    lost = [names[i] + " %s" % misplaced(r) for i, r in enumerate(readings) if misplaced(r)]
    tap.ok(not lost, "every hit is the passage it points at", "\n".join(lost[:5]))
    tap.done()


main()
