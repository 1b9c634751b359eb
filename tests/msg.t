#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/msg.c
"""msg - letters that Outlook saved as files, with the files and letters in them"""
import functools
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import ole, packed

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)


def wide(**words):
    return {"__substg1.0_%s001F" % name[1:]: one.encode("utf-16-le") for name, one in words.items()}


def letter(attachments=(), **more):
    streams = {"__properties_version1.0": b"\0" * 64}
    streams.update({"__attach_version1.0_#%08X" % n: one for n, one in enumerate(attachments)})
    return dict(streams, **more)


def attached(name, data):
    return dict({"__properties_version1.0": b"\0" * 8, "__substg1.0_37010102": data}, **wide(p3707=name))


def inner(streams):
    return {"__properties_version1.0": b"\0" * 8, "__substg1.0_3701000D": streams}


PLAIN = wide(p0037="关于春耕的报告", p1000="全县春播过半。\r\n整地十二万亩。")
reads("title and text", ole(letter(**PLAIN)), "关于春耕的报告\n全县春播过半。\n整地十二万亩。", "msg")
reads("in the charset of the machine",
      ole(letter(**{"__substg1.0_0037001E": "春耕备耕的报告".encode("gbk"), "__substg1.0_1000001E": "全县春播过半。".encode("gbk")})),
      "春耕备耕的报告\n全县春播过半。", "msg")
reads("a page, where there is no text", ole(letter(**{"__substg1.0_10130102": b'<meta charset=gb2312><ol><li>' + "抓农资".encode("gbk") + b"</ol>"})),
      "1. 抓农资", "msg")
reads("the files in it are read", ole(letter([attached("春耕.docx", packed({"word/document.xml": "<d><body><p><r><t>春耕进展</t></r></p></body></d>"})), attached("表.txt", "亩数".encode())], **PLAIN)),
      "关于春耕的报告\n全县春播过半。\n整地十二万亩。\n【春耕.docx】\n春耕进展\n【表.txt】\n亩数", "msg")
refuses("a file in it that cannot be read is said", ole(letter([attached("图.dwg", bytes(range(200)))], **PLAIN)), "unsupported",
        "not everything in the document was read: 图.dwg: files of this kind are not read", "关于春耕的报告\n全县春播过半。\n整地十二万亩。")
reads("a letter in it, and its file",
      ole(letter([inner(letter([attached("a.txt", b"text")], **wide(p0037="原件", p1000="请转报。")))], **wide(p1000="见下。"))),
      "见下。\n原件\n请转报。\n【a.txt】\ntext", "msg")
refuses("longer than a text of 8 MB: its beginning, and that is said", ole(letter(**wide(p0037="题", p1000="春" * 3000000))), "limit",
        "the document is too long; only its beginning was read", "题\n" + "春" * (((8 << 20) - 4) // 3))
refuses("without words", ole(letter()), "empty", "")
tap.done()
