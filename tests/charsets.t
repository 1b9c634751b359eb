#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers base/text/charset.c base/text/decode.c base/text/guess.c mail/words.c mail/sender.c
"""charsets - one text in every charset, label and encoding, in every place of a letter

Each case is a label and what the bytes really are; it is written into the subject,
the display name, a file name and the body, and read back to the character.
"""
import base64
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import Tap
from reading import read

tap = Tap()
USUAL = "关于春耕备耕和农资供应的情况报告"
RARE = "䶮溪镇㙍上村𠮷家庄喆堃镕昇的春耕报告"
TRADITIONAL = "關於春耕備耕和農資供應的情況報告"
NAME = "王某某办公室"


def hz(text):
    out = b""
    for run, chinese in runs(text):
        out += b"~{" + bytes(b & 0x7f for b in run.encode("gb2312")) + b"~}" if chinese else run.encode()
    return out


def runs(text):
    run, kind = "", None
    for c in text:
        if kind is not None and (ord(c) > 127) != kind:
            yield run, kind
            run = ""
        run, kind = run + c, ord(c) > 127
    if run:
        yield run, kind


def iso2022cn(text):
    out = b""
    for run, chinese in runs(text):
        out += b"\x1b$)A\x0e" + bytes(b & 0x7f for b in run.encode("gb2312")) + b"\x0f" if chinese else run.encode()
    return out


def codec(name):
    return {"hz": hz, "iso-2022-cn": iso2022cn, "utf-16": lambda t: b"\xff\xfe" + t.encode("utf-16-le"),
            "utf-16be+": lambda t: b"\xfe\xff" + t.encode("utf-16-be")}.get(name, lambda t: t.encode(name))


# label, what the bytes are, the text
CASES = [(label, "gb18030", text) for label in (
    "gb2312", "GB2312", "gbk", "GBK", "gb18030", "GB18030", "gb_2312-80", "x-gbk", "cp936", "CP936", "ms936",
    "windows-936", "eucgb2312_cn", "euc-cn", "EUC-CN", "csGB2312", "chinese", "gb2312-80", "\"gb2312\"")
    for text in (USUAL, RARE)]
CASES += [(label, "utf-8", text) for label in ("utf-8", "UTF-8", "utf8", "UTF8", "unicode-1-1-utf-8")
          for text in (USUAL, RARE, TRADITIONAL)]
CASES += [(label, "big5", TRADITIONAL) for label in ("big5", "Big5", "BIG5", "big5-hkscs", "cp950", "x-x-big5")]
CASES += [("hz-gb-2312", "hz", USUAL), ("HZ-GB-2312", "hz", USUAL), ("iso-2022-cn", "iso-2022-cn", USUAL),
          ("utf-7", "utf-7", USUAL), ("UTF-7", "utf-7", RARE), ("unicode-1-1-utf-7", "utf-7", USUAL),
          ("utf-16le", "utf-16-le", USUAL), ("utf-16be", "utf-16-be", USUAL), ("utf-16", "utf-16", USUAL),
          ("UTF-16", "utf-16be+", RARE), ("unicode", "utf-16", USUAL), ("utf-32", "utf-32", USUAL), ("UTF-32LE", "utf-32-le", RARE),
          ("utf-32be", "utf-32-be", RARE), ("x-mac-chinesesimp", "gb18030", USUAL), ("gb12345", "gb18030", RARE)]
# Labels that lie.
CASES += [("us-ascii", "gb18030", USUAL), ("iso-8859-1", "gb18030", USUAL), ("windows-1252", "gb18030", USUAL),
          ("utf-8", "gb18030", USUAL), ("gb2312", "utf-8", USUAL), ("gbk", "utf-8", RARE), ("big5", "gb18030", USUAL),
          ("iso-8859-1", "utf-8", USUAL), ("us-ascii", "utf-8", RARE), ("big5", "utf-8", TRADITIONAL),
          ("x-unknown", "gb18030", USUAL), ("x-unknown", "utf-8", USUAL), ("gb2312", "big5", TRADITIONAL),
          ("utf-8", "big5", TRADITIONAL)]


def b_word(label, data):
    return b"=?%s?B?%s?=" % (label.encode(), base64.b64encode(data))


def q_word(label, data):
    return b"=?%s?Q?%s?=" % (label.encode(), b"".join(b"=%02X" % b for b in data))


def torn(label, data):
    """Two words, the second beginning in the middle of a character."""
    cut = len(data) // 2 | 1
    return b_word(label, data[:cut]) + b"\n " + b_word(label, data[cut:])


def percent(data):
    return b"".join(b"%%%02X" % b for b in data)


def letter(label, actual, text, word):
    encode = codec(actual)
    # A name's words cannot carry the quotes that stand around a label in a parameter.
    plain = label.strip('"')
    body = encode(text + ("。\n一、基本情況良好。\n" if text == TRADITIONAL else "。\n一、基本情况良好。\n"))
    return b"\n".join((
        b"From: " + word(plain, encode(NAME if actual != "big5" else "王某某辦公室")) + b" <a@gov.example>",
        b"Subject: " + word(plain, encode(text)),
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/mixed; boundary="m"', b"",
        b"--m",
        b"Content-Type: text/plain; charset=" + label.encode(),
        b"Content-Transfer-Encoding: base64", b"", base64.encodebytes(body),
        b"--m",
        b"Content-Type: application/octet-stream; name=\"" + word(plain, encode(text)).replace(b"\n", b"") + b"\"",
        b"Content-Disposition: attachment; filename*=" + plain.encode() + b"''" + percent(encode(text + ".txt")), b"",
        b"x", b"--m--", b""))


def raw(actual, text):
    """No label anywhere: bytes as they are."""
    encode = codec(actual)
    name = NAME if actual != "big5" else "王某某辦公室"
    return b"\n".join((
        b"From: " + encode(name) + b" <a@gov.example>", b"Subject: " + encode(text),
        b'Content-Type: multipart/mixed; boundary="m"', b"", b"--m", b"Content-Type: text/plain", b"",
        encode(text + "。\n一、基本情况良好。\n" if actual != "big5" else text + "。\n一、基本情況良好。\n"),
        b"--m", b'Content-Type: application/octet-stream; name="' + encode(text) + b'.txt"',
        b'Content-Disposition: attachment; filename="' + encode(text) + b'.txt"', b"", b"x", b"--m--", b""))


def seen(reading):
    return {"subject": reading["title"], "name": reading["from_name"],
            "file": reading["attachments"][0]["name"] if reading["attachments"] else None,
            "body": reading["text"].split("\n")[0]}


def wanted(actual, text):
    return {"subject": text, "name": NAME if actual != "big5" else "王某某辦公室", "file": text + ".txt", "body": text + "。"}


def names():
    """Names of people and places, however rare their characters, are what their label says."""
    chance = random.Random(20261129)
    gb = [bytes([a, b]).decode("gb2312", "ignore") for a in range(0xb0, 0xf7) for b in range(0xa1, 0xff)]
    big5 = [bytes([a, b]).decode("big5", "ignore") for a in range(0xa4, 0xc6)
            for b in (*range(0x40, 0x7f), *range(0xa1, 0xff))]
    texts, letters = [], []
    for label, characters in (("gb2312", gb), ("big5", big5)):
        for _ in range(400):
            text = "".join(chance.choice(characters) for _ in range(chance.randint(2, 8))) or "王"
            texts.append(text)
            letters.append(b"From: <a@b.example>\nSubject: " + b_word(label, text.encode(label)) + b"\n\nx\n")
    wrong = [(text, reading["title"]) for text, reading in zip(texts, read(letters)) if reading["title"] != text]
    tap.eq(wrong, [], "800 names of random characters")


def unannounced():
    """A body without a label, in the forms that none announces."""
    forms = [("utf-16le without a mark", USUAL.encode("utf-16-le"), "utf-16le"),
             ("utf-16be without a mark", (USUAL + "\r\n12亩\r\n").encode("utf-16-be"), "utf-16be"),
             ("utf-16 with a mark", codec("utf-16")(USUAL), "utf-16le"),
             ("HZ", hz(USUAL), "hz-gb-2312"), ("UTF-7", USUAL.encode("utf-7"), "utf-7"),
             ("English about HZ and UTF-7", b"HZ has ~{ and ~}, UTF-7 +AbC- and 1+1=2.", "us-ascii")]
    head = b"From: <a@gov.example>\nSubject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    for (name, data, used), reading in zip(forms, read([head + base64.encodebytes(d) for _, d, _ in forms])):
        text = reading["text"].split("\n")[0]
        tap.eq((text, reading["charset"][0]["used"]), (USUAL if used != "us-ascii" else data.decode(), used), name)


def main():
    tests = []
    for label, actual, text in CASES:
        for how, word in (("B", b_word), ("Q", q_word), ("torn", torn)):
            # Half a character cannot stand at the end of a form that goes back to ASCII.
            if how == "torn" and (actual.startswith("utf-16") or actual in ("hz", "iso-2022-cn", "utf-7")):
                continue
            data = letter(label, actual, text, word)
            tests.append(("%s, really %s, %s, %s" % (label, actual, how, "rare" if text == RARE else "usual"), data,
                          wanted(actual, text)))
    for actual, text in (("gb18030", USUAL), ("gb18030", RARE), ("utf-8", USUAL), ("utf-8", RARE), ("big5", TRADITIONAL)):
        tests.append(("no label, %s, %s" % (actual, "rare" if text == RARE else "usual"), raw(actual, text), wanted(actual, text)))
    readings = read([data for _, data, _ in tests])
    tap.eq(len(readings), len(tests), "every letter was read")
    for (name, _, want), reading in zip(tests, readings):
        tap.eq(seen(reading), want, name)
    names()
    unannounced()
    tap.done()


main()
