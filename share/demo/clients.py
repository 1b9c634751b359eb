# SPDX-License-Identifier: GPL-3.0-or-later
#
# clients - replies as mail programs write them, quoting the mail they answer
#
# The border of the sample office is mx.qinghe.example: it puts Authentication-Results
# above the Received line that it adds (office.conf, [trust]).
import base64
import datetime
import html
import uuid

from office import text, to

BOX = 'xinxi@qinghe.example'
ZONE = datetime.timezone(datetime.timedelta(hours=8))


def word(value, charset):
    return f'=?{charset}?B?{base64.b64encode(value.encode(charset)).decode()}?='


def body(kind, value, charset):
    coded = base64.encodebytes(value.encode(charset)).decode()
    return (f'Content-Type: text/{kind}; charset="{charset}"\n'
            f'Content-Transfer-Encoding: base64\n\n{coded}')


def pages(plain, rich, charset):
    """multipart/alternative, as Foxmail and Outlook send."""
    edge = f'----=_Part_{uuid.uuid4().hex[:16]}'
    return (f'Content-Type: multipart/alternative;\n\tboundary="{edge}"\n\n--{edge}\n'
            f'{body("plain", plain, charset)}\n--{edge}\n{body("html", rich, charset)}\n--{edge}--\n')


def head(mail, name, prefix, more, verdict, charset):
    """The lines above the body, the border's first."""
    sender = to(mail)
    domain = sender.split('@')[1]
    now = datetime.datetime.now(ZONE).strftime('%a, %d %b %Y %H:%M:%S %z')
    return (f'Authentication-Results: mx.qinghe.example; dmarc={verdict} header.from={domain}\n'
            f'Received: from out.{domain} (out.{domain} [192.0.2.25])\n'
            f'\tby mx.qinghe.example (Postfix) with ESMTPS; {now}\n'
            f'From: {word(name, charset)} <{sender}>\nTo: <{BOX}>\n'
            f'Subject: {word(prefix + mail["Subject"], charset)}\nDate: {now}\n'
            f'Message-ID: <{uuid.uuid4()}@{domain}>\n'
            f'In-Reply-To: {mail["Message-ID"]}\nReferences: {mail["Message-ID"]}\n'
            f'{more}MIME-Version: 1.0\n')


def facts(mail, labels):
    """The block of lines that names what is quoted."""
    when = datetime.datetime.now(ZONE).strftime('%Y-%m-%d %H:%M')
    values = (f'青禾县人民政府办公室 <{BOX}>', when, to(mail), mail['Subject'])
    return [f'{label} {value}' for label, value in zip(labels, values)]


def rich(words, block, mail):
    def lines(value):
        return '<br>'.join(html.escape(one) for one in value.split('\n'))
    quoted = '<br>'.join(html.escape(one) for one in block)
    return (f'<html><body><div>{lines(words)}</div><div>&nbsp;</div>'
            f'<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3pt 0 0 0">'
            f'<div>{quoted}</div></div><blockquote>{lines(text(mail))}</blockquote></body></html>')


def foxmail(mail, name, words):
    """Foxmail says GB2312 and writes GB18030; its quotation has no marks."""
    block = facts(mail, ('发件人：', '发送时间：', '收件人：', '主题：'))
    written = f'{words}\n\n\n\n{name}\n'
    plain = f'{written} \n' + '\n'.join(block) + f'\n{text(mail)}'
    return (head(mail, name, '回复: ', 'X-Mailer: Foxmail 7.2.25.228[cn]\n', 'pass', 'gb18030')
            + pages(plain, rich(written, block, mail), 'gb18030')).encode()


def iphone(mail, name, words, verdict='pass'):
    now = datetime.datetime.now(ZONE)
    when = f'{now.year}年{now.month}月{now.day}日，{now:%H:%M}'
    quoted = '\n'.join(f'> {line}'.rstrip() for line in text(mail).split('\n'))
    plain = (f'{words}\n\n发自我的iPhone\n\n'
             f'> 在 {when}，青禾县人民政府办公室 <{BOX}> 写道：\n> \n{quoted}\n')
    return (head(mail, name, '回复：', 'X-Mailer: iPhone Mail (21E236)\n', verdict, 'utf-8')
            + body('plain', plain, 'utf-8')).encode()


def qq(mail, name, words):
    block = facts(mail, ('发件人:', '发送时间:', '收件人:', '主题:'))
    plain = f'{words}\n\n\n\n---原始邮件---\n' + '\n'.join(block) + f'\n\n{text(mail)}'
    return (head(mail, name, '回复：', 'X-QQ-MIME: TCMime 1.0 by Tencent\nX-Mailer: QQMail 2.x\n',
                 'pass', 'gb18030') + body('plain', plain, 'gb18030')).encode()


def outlook(mail, name, words):
    """A block of header lines, no marks at the quotation."""
    block = facts(mail, ('发件人:', '发送时间:', '收件人:', '主题:'))
    plain = f'{words}\n\n' + '\n'.join(block) + f'\n\n{text(mail)}'
    return (head(mail, name, '答复: ', 'X-Mailer: Microsoft Outlook 16.0\nThread-Index: AdqX\n',
                 'pass', 'utf-8') + pages(plain, rich(words, block, mail), 'utf-8')).encode()
