#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""letters.py WORK - what bench/reading reads

WORK/plain, WORK/html, WORK/both: 100 letters each of about 5 KB as mail programs write them:
reports and answers with what they quote, GB2312, GB18030 and UTF-8, base64 and quoted-printable.
WORK/large: one letter of 1, 5, 10 and 50 MB with an attachment, and of 10 MB of text alone.
WORK/documents: an OFD, and the samples of tests/documents. Seeded: the same bytes each time.
"""
import base64
import os
import quopri
import random
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "tests", "lib")]
from documents import ofd, ofd_page, ofd_text
from gen_corpus import TOPICS, body

rng = random.Random(5)
WORK = sys.argv[1]


def word(text, charset):
    return "=?%s?B?%s?=" % (charset, base64.b64encode(text.encode(charset, "replace")).decode())


def part(text, kind, charset, encoding):
    raw = text.encode(charset, "replace")
    raw = base64.encodebytes(raw) if encoding == "base64" else quopri.encodestring(raw)
    return b"Content-Type: text/%s; charset=%s\nContent-Transfer-Encoding: %s\n\n%s\n" % (
        kind.encode(), charset.encode(), encoding.encode(), raw)


def page(text):
    rows = "".join('<p class="MsoNormal" style="text-indent:2em"><span lang="ZH-CN">%s</span></p>' % line
                   for line in text.split("\n"))
    return "<html><head><style>p{margin:0}</style></head><body>%s</body></html>" % rows


def together(parts, kind="mixed"):
    return b'Content-Type: multipart/%s; boundary="=_p"\n\n' % kind.encode() + b"".join(
        b"--=_p\n" + one for one in parts) + b"--=_p--\n"


def small(n, form):
    charset = rng.choice(["gb2312", "gb18030", "utf-8", "utf-8"])
    encoding = rng.choice(["base64", "quoted-printable"])
    raw_bytes = {"plain": 3600, "html": 2700, "both": 1500}[form] // (1 if encoding == "base64" else 2)
    text = body(rng, rng.choice(TOPICS), raw_bytes)
    if n % 3 == 0:
        text = "通过\n\n发件人: 信息科 <xinxi@qinghe.example>\n发送时间: 2026年11月23日 11:02\n收件人: 张三\n主题: 请您审阅\n\n" + text
    forms = {"plain": lambda: part(text, "plain", charset, encoding),
             "html": lambda: part(page(text), "html", charset, encoding),
             "both": lambda: together([part(text, "plain", charset, encoding), part(page(text), "html", charset, encoding)],
                                      "alternative")}
    return ("Received: from mx.qinghe.example by mail.qinghe.example; Mon, 23 Nov 2026 11:02:%02d +0800\n"
            "From: %s <a%d@qinghe.example>\nTo: <xinxi@qinghe.example>\nSubject: %s\n"
            "Message-ID: <%d@qinghe.example>\nDate: Mon, 23 Nov 2026 11:02:03 +0800\nMIME-Version: 1.0\n" % (
                n % 60, word("写信人%d" % n, charset), n, word(text.split("\n", 1)[0], charset), n)).encode() + forms[form]()


def large(n_bytes):
    data = rng.randbytes(1 << 20) * (n_bytes * 3 // 4 // (1 << 20) + 1)
    encoded = base64.encodebytes(data[:n_bytes * 73 // 100])
    return (b"From: <a@qinghe.example>\nSubject: large\nMIME-Version: 1.0\n" + together([
        part("请查收附件。\n", "plain", "utf-8", "base64"),
        b'Content-Type: application/octet-stream; name="a.bin"\nContent-Transfer-Encoding: base64\n'
        b"Content-Disposition: attachment\n\n" + encoded]))


def save(folder, name, data):
    os.makedirs(os.path.join(WORK, folder), exist_ok=True)
    with open(os.path.join(WORK, folder, name), "wb") as file:
        file.write(data)


for shape in ("plain", "html", "both"):
    for i in range(100):
        save(shape, "%03d.eml" % i, small(i, shape))
for mb in (1, 5, 10, 50):
    save("large", "%02d.eml" % mb, large((mb << 20) - 4096))
save("large", "10text.eml", b"From: <a@qinghe.example>\nSubject: text\nMIME-Version: 1.0\n" +
     part(body(rng, TOPICS[0], 7 << 20), "plain", "gb18030", "base64"))
pages = [ofd_page("".join(ofd_text(10, 20 + 8 * n, line) for n, line in enumerate(body(rng, TOPICS[1], 1500).split("\n")[:30])))
         for _ in range(4)]
save("documents", "prose.ofd", ofd(pages))
samples = os.path.join(os.path.dirname(HERE), "tests", "documents")
for name in sorted(os.listdir(samples)):
    if not name.endswith((".fodt", ".fods", ".fodp")):
        shutil.copy(os.path.join(samples, name), os.path.join(WORK, "documents", name))
