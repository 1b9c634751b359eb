# SPDX-License-Identifier: GPL-3.0-or-later
"""mailshapes - letters and replies as real clients write them

letter() makes a report in any charset and encoding; reply() answers one of our
mails the way a named client does, quotation and all. Bytes, CRLF-free: what a
Maildir holds.
"""
import base64
import email.utils
import itertools
import quopri
import re
import time

BOX = "xinxi@qinghe.example"
AUTHSERV = "mx.qinghe.example"
_serial = itertools.count(1)


def word(text, charset="utf-8"):
    """One header text as encoded words of at most 15 characters each."""
    if text.isascii():
        return text
    pieces = [text[i:i + 15] for i in range(0, len(text), 15)]
    return "\n ".join("=?%s?B?%s?=" % (charset, base64.b64encode(
        p.encode(charset)).decode()) for p in pieces)


def message_id(sender):
    return "<%d.%d.%s>" % (next(_serial), time.time_ns(), sender.replace("@", "@mail."))


def proof(sender, result="dmarc=pass"):
    domain = sender.split("@")[1]
    return "Authentication-Results: %s; %s header.from=%s" % (AUTHSERV, result, domain)


def received(domain="client.example"):
    return ("Received: from %s (%s [192.0.2.7]) by %s with ESMTPS id %d;\n\t%s" % (
        domain, domain, AUTHSERV, next(_serial), email.utils.formatdate(localtime=False)))


def encode(body, charset="utf-8", encoding="8bit"):
    raw = body.encode(charset) if isinstance(body, str) else body
    if encoding == "base64":
        return base64.encodebytes(raw)
    if encoding == "quoted-printable":
        return quopri.encodestring(raw)
    return raw


def part(body, kind="text/plain", charset="utf-8", encoding="8bit", label=True, headers=()):
    """One MIME part: its headers and its bytes."""
    if kind.startswith("text/") and label:
        kind = "%s; charset=%s" % (kind, charset)
    head = ["Content-Type: " + kind, "Content-Transfer-Encoding: " + encoding, *headers]
    return "\n".join(head).encode() + b"\n\n" + encode(body, charset, encoding) + b"\n"


def attachment(name, content, kind="application/octet-stream"):
    encoded = "=?utf-8?B?%s?=" % base64.b64encode(name.encode()).decode()
    return part(content, '%s; name="%s"' % (kind, encoded), encoding="base64",
                headers=('Content-Disposition: attachment; filename="%s"' % encoded,))


def multipart(parts, kind="mixed"):
    boundary = "=_part_%d" % next(_serial)
    lines = [b"--" + boundary.encode() + b"\n" + p for p in parts]
    return ('Content-Type: multipart/%s; boundary="%s"\n\n' % (kind, boundary)).encode() + \
        b"".join(lines) + b"--" + boundary.encode() + b"--\n"


def letter(sender, subject, body="", *, name=None, charset="utf-8", encoding="8bit",
           kind="text/plain", label=True, proven=True, evidence=None, headers=(), mid=None,
           answers=None, parts=None, raw_subject=None, sender_line=None, recipient=BOX,
           date=None):
    """A letter to the desk's mailbox.

    proven: False leaves the border's header out; evidence: its line instead.
    parts:  bytes made by part() or multipart(), instead of `body`.
    """
    head = []
    if proven:
        head.append(evidence or proof(sender))
    head.append(received())
    if sender_line is None:
        sender_line = "%s <%s>" % (word(name, charset), sender) if name else "<%s>" % sender
    head.append("From: " + sender_line)
    head.append("To: <%s>" % recipient)
    head.append("Subject: " + word(subject, charset))
    head.append("Message-ID: " + (mid or message_id(sender)))
    head.append("Date: " + (date or email.utils.formatdate(localtime=False)))
    if answers:
        head += ["In-Reply-To: " + answers, "References: " + answers]
    head += list(headers) + ["MIME-Version: 1.0"]
    raw = "\n".join(head).encode() + b"\n"
    if raw_subject is not None:
        raw = re.sub(rb"^Subject: .*(\n .*)*", lambda _: b"Subject: " + raw_subject, raw,
                     flags=re.M)
    return raw + (parts if parts is not None else part(body, kind, charset, encoding, label))


# ---- how clients quote; each gives the text behind the answer's own words ----

def _block(title, names, values, text):
    return "%s\n%s\n\n%s" % (title, "\n".join(n + v for n, v in zip(names, values)), text)


def _marked(text):
    return "\n".join(("> " + line).rstrip() for line in text.splitlines())


def quotation(client, mail, sender):
    """What `client` puts below the words of an answer to `mail`."""
    who = "xinxi <%s>" % BOX
    values = (who, "2026年11月23日 11:02", sender, mail.subject)
    zh = ("发件人: ", "发送时间: ", "收件人: ", "主题: ")
    text = mail.text
    return {
        "none": "",
        "foxmail": "\n\n\n\n%s\n \n" % sender + _block(
            "", ("发件人： ", "发送时间： ", "收件人： ", "主题： "), values, text),
        "qqweb": "\n\n\n\n\n" + _block("------------------ 原始邮件 ------------------", zh,
                                       (who + ";", "2026年11月23日(星期一) 中午11:02",
                                        sender + ";", mail.subject), text),
        "qqphone": "\n\n\n发自我的iPhone\n\n\n" + _block(
            "------------------ Original ------------------",
            ("From: ", "Date: ", "To: ", "Subject: "),
            (who, "Mon,Nov 23,2026 11:02 AM", sender, "Re: " + mail.subject), text),
        "163": '\n\n\n\n\n\n\nAt 2026-11-23 11:02:03, "xinxi" <%s> wrote:\n' % BOX +
               "\n".join(">" + line for line in text.splitlines()),
        "163zh": '\n\n\n\n在 2026-11-23 11:02:03，"xinxi" <%s> 写道：\n' % BOX + _marked(text),
        "outlookzh": "\n\n________________________________\n" + _block("", zh, values, text),
        "outlooken": "\n\n" + _block("", ("From: ", "Sent: ", "To: ", "Subject: "),
                                     (who, "Monday, November 23, 2026 11:02 AM", sender,
                                      mail.subject), text),
        "iphone": "\n\n发自我的 iPhone\n\n> 在 2026年11月23日，11:02，xinxi <%s> 写道：\n> \n" % BOX +
                  _marked(text),
        "gmail": "\n\nxinxi <%s> 于2026年11月23日周一 11:02写道：\n\n" % BOX + _marked(text),
        "huawei": "\n\n\n发自我的华为手机\n\n\n" + _block(
            "-------- 原始邮件 --------", ("发件人： ", "日期： ", "收件人： ", "主　题： "),
            (who, "2026年11月23日周一 11:02", sender, mail.subject), text),
    }[client]


CLIENTS = ("foxmail", "qqweb", "qqphone", "163", "163zh", "outlookzh", "outlooken", "iphone",
           "gmail", "huawei")
PREFIX = {"qqphone": "Re: ", "outlooken": "RE: ", "gmail": "Re: ", "iphone": "回复：",
          "outlookzh": "答复: "}


def reply(mail, words, sender=None, *, client="foxmail", answers=True, subject=None, **more):
    """`sender` (the one who was asked, unless named) answers `mail` with `words`."""
    sender = sender or mail.address
    return letter(sender, subject or PREFIX.get(client, "回复：") + mail.subject,
                  words + quotation(client, mail, sender),
                  answers=mail.id if answers else None, **more)


def docx(paragraphs, header=None):
    """A document as Word writes it, as far as a reader looks."""
    import io
    import zipfile
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % p for p in paragraphs)
    types = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.'
             'org/package/2006/content-types"><Default Extension="xml" ContentType="application/'
             'xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
             'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    relations = ('<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.'
                 'openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
                 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                 'officeDocument" Target="word/document.xml"/></Relationships>')
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", '<?xml version="1.0" encoding="UTF-8"?><w:document '
                         "%s><w:body>%s</w:body></w:document>" % (space, body))
        if header:
            archive.writestr("word/header1.xml", '<?xml version="1.0" encoding="UTF-8"?><w:hdr %s>'
                             "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:hdr>" % (space, header))
    return file.getvalue()
