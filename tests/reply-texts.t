#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers mail/commands.c mail/command_item.c mail/command_list.c mail/command_frame.c
"""reply-texts - what `chengbao read` makes of some four and a half thousand answers

Every answer of tests/replies is mailed by an editor and read by few programs: what is
wanted is understood, and what wants nothing commands nothing. test-replies reads the
same answers as the desk does, which knows what was asked. Then our own mails, sent back
bare as an answer: whole, by line and by half a line, they are never a command.
"""
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import EDITOR1, ROOT, Tap, letter
from mailshapes import multipart, part
from reading import read

FILES = ["item", "list", "draft", "issue", "query"]
tap = Tap()


def rows(name):
    """(wanted by read, answer) of each row."""
    with open(os.path.join(ROOT, "tests", "replies", name + ".txt"), encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(cells) > 1:
                yield cells[-1 if len(cells) > 2 else 0].replace("\\n", "\n"), \
                    cells[1].replace("\\n", "\n")


def numbers(opening, some, closing):
    return opening + ",".join(str(n) for n in some) + closing if some else ""


def shown(command):
    """As tests/unit/commands-show.h shows it."""
    get = command.get
    text = command["verb"] + numbers("[", command["lines"], "]")
    text += "".join("#%d" % item for item in command["items"])
    text += "*" * bool(get("all")) + "+" * bool(get("others"))
    text += numbers("-(", get("except"), ")")
    text += "@%d/%d" % (get("issue_year", 0), command["issue"]) if get("issue") else ""
    text += ">%d" % command["target"] if get("target") else ""
    text += ">#%d" % command["target_item"] if get("target_item") else ""
    text += "=%d" % command["prefer"] if get("prefer") else ""
    text += "《%s》" % command["journal"] if get("journal") else ""
    text += "{%s}" % command["rest"] if command["rest"] is not None else ""
    text += "<%s>" % command["note"] if get("note") else ""
    text += numbers("因", get("reasons", [command["reason"]] if get("reason") else []), "")
    text += "!" if get("insist") else ""
    text += numbers(" 删(", get("removed"), ")") + numbers(" 移(", get("postponed"), ")")
    text += numbers(" 序(", get("order"), ")")
    return text + "".join(" 题(%d:%s)" % (t["line"], t["title"]) for t in get("titles", []))


def answer(text):
    return letter(EDITOR1, "回复：[呈报 12-1-k7] 全县春耕备耕进展顺利", text, name="编辑甲",
                  answers="<o.7.1@qinghe.example>")


def commands(texts):
    return [" ".join(shown(c) for c in reading["commands"])
            for reading in read([answer(text) for text in texts], office=True)]


def answers():
    cases = {name: list(rows(name)) for name in FILES}
    every = [case for name in FILES for case in cases[name]]
    nothing = sum(wanted == "-" for wanted, _ in every)
    tap.ok(len(every) >= 400, "four hundred answers and more", len(every))
    tap.ok(nothing * 2 >= len(every), "at least half decide nothing", nothing)
    got = iter(commands([text for _, text in every]))
    for name in FILES:
        wrong = ["「%s」 gave %s, wanted %s" % (text, said or "-", wanted)
                 for (wanted, text), said in zip(cases[name], got)
                 if said != ("" if wanted == "-" else wanted)]
        tap.ok(not wrong, "%s: %d answers" % (name, len(cases[name])), "\n".join(wrong))


def pages():
    """The words of every mail, without what is filled in."""
    for path in sorted(glob.glob(os.path.join(ROOT, "publish", "templates", "*.txt"))):
        with open(path, encoding="utf-8") as file:
            text = re.sub(r"\{\{.*?\}\}", "", file.read())
        yield os.path.basename(path), re.sub(r"\n{3,}", "\n\n", text)


def bare():
    for name, text in pages():
        lines = [line.strip("　 ▪·") for line in text.split("\n") if line.strip("　 ▪·")]
        halves = [half for line in lines for half in re.split(r"[　：]+", line) if half]
        body = text.split("\n", 1)[-1]
        texts = [body] + sorted(set(lines + halves))
        said = ["「%s」 gave %s" % (t, c) for t, c in zip(texts, commands(texts)) if c]
        tap.ok(not said, "%s, sent back bare" % name, "\n".join(said))


def two_faces():
    """Plain text and page that agree, that disagree, and a page alone."""
    def mail(plain, page):
        parts = [part(words, kind) for words, kind in ((plain, "text/plain"), (page, "text/html"))
                 if words is not None]
        return letter(EDITOR1, "回复：[呈报 12-1-k7] 春耕", name="编辑甲",
                      answers="<o.7.1@qinghe.example>", parts=multipart(parts, "alternative"))

    cases = [("通过", "<div>通过</div>", "approve"), (None, "<p>退回 缺数据</p>", "return{缺数据}"),
             (None, "<div>通&#36807;</div>", "approve"), ("通过", "<div>退回</div>", ""),
             ("通过", "<div>通过</div><div>但数据要再核</div>", ""), ("通过1", "<p>通过1、3</p>", ""),
             (None, "<div style='display:none'>通过</div><div>已阅</div>", ""),
             (None, "<blockquote>通过</blockquote>", ""), (None, "<!-- 通过 -->", ""),
             (None, "<table><tr><td>通过</td><td>退回</td></tr></table>", ""),
             (None, "<del>通过</del>退回吗", "")]
    readings = read([mail(plain, page) for plain, page, _ in cases], office=True)
    for (plain, page, wanted), reading in zip(cases, readings):
        tap.eq(" ".join(shown(c) for c in reading["commands"]), wanted,
               "plain %s, page %s" % (plain, page))


def main():
    answers()
    two_faces()
    bare()
    tap.done()


main()
