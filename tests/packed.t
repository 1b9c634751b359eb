#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/packed.c extract/packed_marks.c
"""packed - packed folders with passwords, in parts, solid, by every packer

What cannot be read is said, by its name and with what the sender should do; what can be read
beside it is read.
"""
import base64
import functools
import io
import os
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import gbk_named, packed, rar, tar
from extracting import extract
from mailshapes import docx
from packers import NOISE, rar4, rar5, rar5_file, rar5_sealed, seven, seven_sealed

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)
ONE, TWO = "第一份报告：春耕进展。", "第二份报告：备耕进展。"
A, B = ONE.encode(), TWO.encode()
GBK = "春耕.txt".encode("gbk")
BOTH = "【一.txt】\n%s\n【二.txt】\n%s" % (ONE, TWO)
PASSWORD = "the packed file has a password; please send the documents without one"
NONE = "not everything in the packed file was read: %s: it has a password; please send it without one"
PART = "it is one part of a packed file that was split; please send the documents themselves"
NAMES = "【一.txt】\n【二.txt】"

# ---- what is whole and open ----

reads("rar of the fifth version", rar5(rar5_file("一.txt", A), rar5_file("二.txt", B)), BOTH, "rar")
reads("rar: a member that says nothing of its kind is a file", rar5(rar5_file("一.txt", A, system=1)), ONE + "\n【一.txt】", "rar")
reads("rar of the fourth version, its name in GBK", rar4(GBK, A), ONE + "\n【春耕.txt】", "rar")
reads("rar: a name in GBK whose bytes are well-formed UTF-8", rar4("一.txt".encode("gbk"), A), ONE + "\n【一.txt】", "rar")
reads("7z, all members in one stream", seven(["一.txt", "二.txt"], [A, B]), BOTH, "7z")
MEMBERS = {"一.txt": A, "二.txt": B}
reads("tar.xz", tar(MEMBERS, "xz"), BOTH, "xz")
reads("tar.bz2", tar(MEMBERS, "bz2"), BOTH, "bz2")

# ---- with a password ----


def locked_zip(*locked, **members):
    """The flag that says so, on noise."""
    data = bytearray(packed({name + ".txt": one for name, one in members.items()}, 0))
    for name in locked:
        name = (name + ".txt").encode()
        for head, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            at = -1
            while (at := data.find(head, at + 1)) >= 0:
                if data[at + (30 if flags == 6 else 46):].startswith(name):
                    data[at + flags] |= 1
    return bytes(data)


refuses("zip", locked_zip("一", "二", 一=ONE, 二=TWO), "encrypted", PASSWORD, NAMES)
refuses("zip: beside one without", locked_zip("一", 一=ONE, 二=TWO), "encrypted", NONE % "一.txt", TWO + "\n" + NAMES)
refuses("rar of the fifth version", rar5(rar5_file("一.txt", A, locked=True), rar5_file("二.txt", B, locked=True)), "encrypted", PASSWORD, NAMES)
refuses("rar of the fifth version: beside one without", rar5(rar5_file("一.txt", A, locked=True), rar5_file("二.txt", B)),
        "encrypted", NONE % "一.txt", TWO + "\n" + NAMES)
refuses("rar of the fifth version, the names too", rar5_sealed(), "encrypted", PASSWORD)
refuses("rar of the fourth version", rar4(GBK, NOISE[:32], 0, 4, 30), "encrypted", PASSWORD, "【春耕.txt】")
refuses("rar of the fourth version, the names too", rar4(GBK, NOISE[:32], 0x80), "encrypted", PASSWORD)
refuses("7z", seven(["一.txt", "二.txt"], [A, B], True), "encrypted", PASSWORD, NAMES)
refuses("7z, the names too", seven_sealed(), "encrypted", PASSWORD)

# ---- in parts ----


def part(name, data, file_name, content="", outcome="failed"):
    got = extract(data, file_name)
    tap.eq((got["text"], got["why"], got["content"]), (outcome, PART, content), name)


SPLIT = (rar5(rar5_file("一.txt", A), rar5_file("二.txt", B[:9], 0x10, total=len(B)), volume=0, last=False),
         rar5(rar5_file("二.txt", B[9:], 8, total=len(B)), rar5_file("三.txt", A), volume=1))
part("rar: the first, with what lies in it whole", SPLIT[0], "春耕.part1.rar", ONE + "\n【一.txt】\n【二.txt】")
part("rar: the last", SPLIT[1], "春耕.part2.rar", ONE + "\n【三.txt】")
part("rar of the fourth version: the first", rar4(GBK, A[:9], 0x101, 2, len(A)), "春耕.rar", "【春耕.txt】")
part("rar of the fourth version: the second", rar4(GBK, A[9:], 1, 1, len(A)), "春耕.r00", "【春耕.txt】")
SEVEN = seven(["一.txt", "二.txt"], [A, B])
part("7z: the first", SEVEN[:80], "春耕.7z.001")
part("7z: the second", SEVEN[80:], "春耕.7z.002", outcome="unsupported")
ZIP = packed({"一.txt": ONE, "二.txt": TWO}, 0)
part("zip: the first", ZIP[:90], "春耕.zip.001", ONE + "\n【一.txt】")
part("zip: the first, as Windows marks it", b"PK\7\x08" + ZIP[:90], "春耕.z01", ONE + "\n【一.txt】")
LAST = bytearray(NOISE + ZIP[ZIP.rindex(b"PK\5\6"):])
LAST[-18] = 1  # of the second disk
part("zip: the last, which alone is called zip", bytes(LAST), "春耕.zip", outcome="unsupported")
part("whatever the name alone says", NOISE, "春耕.part02.rar", outcome="unsupported")
refuses("no part by its name: other files of three digits", NOISE, "unsupported", "files of this kind are not read")
reads("no part by its name: a text", A, ONE, "txt", "春耕.7z.001")
with zipfile.ZipFile(io.BytesIO(ZIP)) as whole:
    assert whole.namelist() == ["一.txt", "二.txt"]

# ---- what is in them, and how much of it is read ----

REPORT = docx(["春耕进展"])
reads("zip: one document is the text", packed({"报告/春耕.docx": REPORT}), "春耕进展\n【报告/春耕.docx】", "zip")
reads("zip: a document that is stored is a document in a folder", packed({"春耕.docx": REPORT}, 0), "春耕进展\n【春耕.docx】",
      "zip")
reads("zip: several stand under their names; litter is none",
      packed({"甲.docx": REPORT, "乙.txt": "备耕", "__MACOSX/._乙.txt": "x", "Thumbs.db": "x", "空/": ""}),
      "【甲.docx】\n春耕进展\n【乙.txt】\n备耕")
reads("zip: old names are GBK, paths lead nowhere",
      gbk_named("..\\..\\䶮溪报告.txt", "正文".encode("gbk")), "正文\n【䶮溪报告.txt】")
tap.has(extract(packed({"甲.txt": "a", "扫描件.jpg": b"\xff\xd8\xff\xe0"}))["content"], "【扫描件.jpg】",
        "zip: a picture beside a report is named")
tap.eq(extract(packed({"甲.txt": "a", "扫描件.jpg": b"\xff\xd8\xff\xe0"}))["text"], "read", "zip: … and no fault")
refuses("zip: pictures alone", packed({"扫描件.jpg": b"\xff\xd8\xff\xe0"}), "unsupported", "only pictures",
        "【扫描件.jpg】")
refuses("zip: what was not read is named, what was stays", packed({"甲.txt": "正文", "乙.zip": packed({"a": "b"})}),
        "unsupported", "乙.zip: it is a packed file in a packed file", "正文\n【甲.txt】\n【乙.zip】")
LONG = b"".join(b"%08d\n" % n for n in range(400000))
got = extract(packed({"%d.txt" % n: LONG for n in range(3)}, 0))
tap.ok(got["text"] == "limit" and "too long" in got["why"] and "【1.txt】" in got["content"] and "【2.txt】" not in got["content"],
       "zip: texts that are too long together are a limit, said aloud", (got["text"], got["why"], got["chars"]))
refuses("zip: empty", packed({}), "empty", "no text")
reads("tar.gz", tar({"春耕.docx": REPORT}), "春耕进展\n【春耕.docx】", "gz")
reads("rar", rar("报告.txt".encode("gbk"), "包内的文字".encode("gbk")), "包内的文字\n【报告.txt】", "rar")
reads("7z", base64.b64decode(
    "N3q8ryccAAOwkuygIgAAAAAAAABqAAAAAAAAAHjSYUsAci4MblSBjnUE0FCV3CEOuQEnbs98QT/br9GT//+IEAAAAQQGAAEJIgAHCwEAASMD"
    "AQEFXQAAgAAMFgAICgGGQnrwAAAFAREVAHMAZQB2AGUAbgAuAHQAeAB0AAAAFAoBAKj7vHKjf90BEgoBAKj7vHKjf90BEwoBAKj7vHKjf90B"
    "FQYBACCApIEAAA=="), "七号包内的文字\n【seven.txt】", "7z")
refuses("rar: damaged", b"Rar!\x1a\7\0" + b"\1" * 100, "failed", "damaged")
refuses("zip: a bomb", packed({"a.txt": b"\0" * (60 << 20)}), "limit", "far more")
refuses("zip: many bombs", packed({"%d.txt" % n: b"a" * (4 << 20) for n in range(20)}), "limit", "far more",
        "【0.txt】\n" + "a" * (4 << 20))
refuses("zip: more files than anybody packs", packed({"%d.txt" % n: "" for n in range(1500)}), "limit", "too many",
        "\n".join("【%d.txt】" % n for n in range(1000)))

# ---- packages of programs that are not read: no packed folders ----

for kind, member in (("xlsb", "xl/workbook.bin"), ("iwork", "Index/Document.iwa"), ("iwork", "index.apxl"), ("visio", "visio/document.xml"),
                     ("xps", "FixedDocSeq.fdseq"), ("xps", "FixedDocumentSequence.fdseq")):
    got = extract(packed({"[Content_Types].xml": "<a/>", member: "x", "preview.jpg": b"\xff\xd8\xff\xe0"}))
    tap.eq((got["text"], got["type"], got["content"], got["why"]),
           ("unsupported", kind, "", "files of this kind are not read; please save it as docx or paste the text into the mail and send it again"),
           "%s, by %s" % (kind, member))
tap.done()
