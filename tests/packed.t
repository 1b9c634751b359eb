#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/packed.c extract/packed_marks.c
"""packed - packed folders with passwords, in parts, solid, by every packer

What cannot be read is said, by its name and with what the sender should do; what can be read
beside it is read.
"""
import bz2
import functools
import io
import lzma
import os
import sys
import tarfile
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import packed
from extracting import extract
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


def tar(**members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, content in members.items():
            one = tarfile.TarInfo(name + ".txt")
            one.size = len(content)
            file.addfile(one, io.BytesIO(content))
    return out.getvalue()


reads("tar.xz", lzma.compress(tar(一=A, 二=B)), BOTH, "xz")
reads("tar.bz2", bz2.compress(tar(一=A, 二=B)), BOTH, "bz2")

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
tap.done()
