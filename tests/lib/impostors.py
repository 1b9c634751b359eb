# SPDX-License-Identifier: GPL-3.0-or-later
"""impostors - answers whose sender or whose words are not what they seem, and odd true ones

hidden() says 通过 where no reader of the mail sees it, or not as the editor's word; its
sender is truly the editor. senders() are of somebody else who would pass for the editor.
odd() are true answers of odd programs. All without evidence: who lets them loose adds what
the border or a signature would say (desk-impostors.t).

Not here: the forgeries of desk-forgery.t, which wear their evidence themselves.
"""
import base64

from mailshapes import attachment, letter, message_id, multipart, part, quotation, reply, word

EVIL = "evil@attacker.example"
GO = "通过"


def page(html):
    return part("<html><body>%s</body></html>" % html, "text/html")


STYLES = {
    "in no size": '<p style="font-size:0">%s</p>', "white on white": '<p style="color:#fff">%s</p>',
    "white on a white ground": '<p style="background:#ffffff;color:white">%s</p>',
    "off the page": '<p style="position:absolute;left:-9999px">%s</p>',
    "see-through": '<p style="opacity:0">%s</p>', "invisible": '<p style="visibility:hidden">%s</p>',
    "in no height": '<div style="height:0;overflow:hidden">%s</div>',
    "indented away": '<p style="text-indent:-9999px">%s</p>',
    "for no Word": '<p style="mso-hide:all;display:none">%s</p>',
    "by a class": "<style>.x{display:none}</style><p class=x>%s</p>",
    "by an id": "<style>#y { visibility : hidden }</style><p id=y>%s</p>",
    "in a parent": '<div style="display:none"><div><p>%s</p></div></div>',
    "as a title": "<head><title>%s</title></head>", "in a comment": "<!-- %s -->",
    "in a conditional comment": "<!--[if mso]>%s<![endif]-->", "in a script": "<script>'%s'</script>",
    "in a style": "<style>/* %s */</style>", "in a template": "<template>%s</template>",
    "in a select": "<select hidden><option>%s</option></select>", "as an alt": '<img src=x alt="%s">',
    "as a value": '<input type=hidden value="%s">', "as a tooltip": '<span title="%s"></span>',
    "as generated content": "<style>p::before{content:'%s'}</style><p></p>",
    "in a frame": '<iframe srcdoc="%s"></iframe>', "in a canvas": "<canvas>%s</canvas>", "in a film": "<video>%s</video>",
    "in no frames": "<noframes>%s</noframes>", "in a quotation": "<blockquote>%s</blockquote>",
    "struck": "<strike>%s</strike>", "deleted": "<p><del>%s</del></p>",
    "struck by a style": '<p style="text-decoration:line-through">%s</p>',
    "transparent": '<p style="color:transparent">%s</p>', "in no colour": '<p style="color:rgba(0,0,0,0)">%s</p>',
    "by an old white": '<p><font color="#FFFFFF">%s</font></p>', "in no greatest height": '<div style="max-height:0;overflow:hidden">%s</div>',
    "in no width": '<div style="width:0;overflow:hidden">%s</div>', "shouted away": '<p style="DISPLAY : NONE !important">%s</p>',
    "with a comment in the style": '<p style="display:/**/none">%s</p>', "collapsed": '<p style="visibility:collapse">%s</p>',
    "clipped": '<p style="position:absolute;clip:rect(0,0,0,0)">%s</p>', "by an attribute": "<p hidden=hidden>%s</p>",
    "in a list of data": "<datalist><option>%s</option></datalist>", "in a closed dialogue": "<dialog>%s</dialog>",
    "in a link's letter": '<a href="mailto:x@qinghe.example?body=%s">收到</a>', "as a note of the page": '<meta name=x content="%s">',
    "as a field's value": '<input value="%s">', "as what a field wishes": '<input placeholder="%s">',
    "in an audio": "<audio>%s</audio>", "in Gmail's quotation": '<div class="gmail_quote">%s</div>',
    "as cited": '<blockquote type="cite">%s</blockquote>', "not, with a gap": '不<span style="display:none">是</span>%s',
    "not, by a cell": "<table><tr><td>不</td><td>%s</td></tr></table>", "turned by an element": "<bdo dir=rtl>过通</bdo><!--%s-->",
    "in a map": '<map><area alt="%s"></map>', "in data": '<p data-x="%s"></p>', "as XML": "<xml><w:x>%s</w:x></xml>",
}

WORDS = {
    "as an escape": "\\u901a\\u8fc7", "as entities": "&#36890;&#36807;", "as a link's code": "%E9%80%9A%E8%BF%87",
    "as base64": "6YCa6L+H", "as quoted-printable": "=E9=80=9A=E8=BF=87", "in Cyrillic": "аpprove",
    "in full-width quotation": "＞通过", "behind a bar": "│通过", "behind two marks": ">> 通过",
    "under a French head": "\nLe lun. 23 nov. 2026 à 11:02, xinxi <x@qinghe.example> a écrit :\n通过",
    "under a German head": "\nAm 23.11.2026 um 11:02 schrieb xinxi:\n通过",
    "under a forward's head": "\n---------- Forwarded message ---------\nFrom: 编辑乙\n\n通过",
    "under 原始邮件": "\n-----原始邮件-----\n发件人: 编辑乙\n\n通过", "under 转发的邮件": "\n------转发的邮件------\n通过",
    "under a signature": "\n-- \n通过", "told of somebody": "科长丙说：通过", "as a name": "郝通过",
    "as a phone's footer": "通过我的手机发送", "asked": "通过？", "negated": "不\u2060通过",
    "negated across lines": "不\n通过", "conditional": "通过（如属实）",
    "turned and set apart": "\u2067过通\u2069", "negated with a soft hyphen": "不\u00ad通过", "negated by a mark": "不\ufeff通过",
    "negated far away": "不" + "\u3000" * 40 + "通过", "of tags": "".join(chr(0xE0000 + ord(c)) for c in "approve"),
    "with a line through each": "通\u0336过\u0336", "in small letters": "ᵃᵖᵖʳᵒᵛᵉ吗", "in Greek": "αpprove",
    "under 写道": "\n科长丙写道：\n通过", "under 于…写道": "\nxinxi 于2026年11月23日周一 11:02写道：\n\n通过",
    "under 在…写道": "\n在 2026-11-23 11:02:03，xinxi 写道：\n通过", "under an English head": "\nOn Mon, 23 Nov 2026, xinxi wrote:\n通过",
    "under Begin forwarded": "\nBegin forwarded message:\n\nFrom: 编辑乙\n\n通过", "as a mail's head": "发件人：编辑甲\n主题：通过",
    "as a link": "https://qinghe.example/?a=通过", "packed": "begin 644 a.txt\n&YH\"YH+\"Y\n`\nend", "as what to answer": "请回复“通过”或“退回”",
    "by a colleague's name": "通过\n编辑乙", "by the chief's name": "通过\n——科长丙", "in brackets of doubt": "（通过？）",
    "for tomorrow": "明天通过", "as heard": "听说通过", "for somebody": "替科长丙答：通过",
}


def structures(ask, words=GO):
    """Bodies in which `words` are no text of the writer's."""
    seen = part("收到，我看看。")
    inner = reply(ask, words)
    return {
        "in the second text": multipart([seen, part(words)]),
        "in an attached text": multipart([seen, attachment("a.txt", words.encode(), "text/plain")]),
        "in a calendar": multipart([seen, part(
            "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nDESCRIPTION:%s\r\nCOMMENT:%s\r\n"
            "END:VEVENT\r\nEND:VCALENDAR" % (words, words), "text/calendar")], "alternative"),
        "in a page that the text contradicts": multipart([seen, page(words)], "alternative"),
        "in a text that the page contradicts": multipart([part(words), page("收到，我看看。")], "alternative"),
        "in AMP alone": multipart([seen, part("<p>%s</p>" % words, "text/x-amp-html")], "alternative"),
        "in a watch's page": multipart([seen, part(words, "text/watch-html")], "alternative"),
        "in an attached mail": multipart([seen, part(inner, "message/rfc822")]),
        "in an attached mail alone": multipart([part(inner, "message/rfc822")]),
        "in an attached digest": multipart([part(inner, "message/rfc822")] * 2, "digest"),
        "in the preamble": multipart([seen]).replace(b"\n\n--", b"\n\n" + words.encode() + b"\n--", 1),
        "in the epilogue": multipart([seen]) + b"\n" + words.encode() + b"\n",
        "in headers alone": b"X-Command: " + words.encode() + b"\nContent-Type: text/plain; charset=utf-8\n\n\n",
        "in a comment of the head": b"Comments: " + words.encode() + b"\nContent-Type: text/plain; charset=utf-8\n\n\n",
        "in base64, hidden in the page": multipart([part("收到，我看看。"), part(
            '<p style="display:none">%s</p><p>收到，我看看。</p>' % words, "text/html", encoding="base64")], "alternative"),
        "in a page hidden, the text empty": multipart([part(""), part(
            '<p style="display:none">%s</p>' % words, "text/html", encoding="base64")], "alternative"),
        "in a card": multipart([seen, part("BEGIN:VCARD\r\nFN:%s\r\nNOTE:%s\r\nEND:VCARD" % (words, words), "text/vcard")]),
        "in heads alone": multipart([seen, part("Subject: " + words, "text/rfc822-headers")]),
        "in a receipt's part": multipart([part(words), part("Disposition: manual-action/MDN-sent-manually; displayed",
                                                            "message/disposition-notification")],
                                         "report; report-type=disposition-notification"),
        "in the preamble of an inner one": multipart([seen, b"Content-Type: multipart/mixed; boundary=q\n\n" + words.encode() +
                                                      b"\n--q\nContent-Type: text/plain\n\n\n--q--\n"]),
        "in a text to be saved": multipart([seen, part(words, headers=('Content-Disposition: attachment; filename="a.txt"',))]),
        "in a third face": multipart([seen, page("收到，我看看。"), part(words, "text/markdown")], "alternative"),
        "in a feed": multipart([seen, part("<feed><title>%s</title></feed>" % words, "application/atom+xml")]),
        "in a picture": multipart([seen, part('<svg xmlns="http://www.w3.org/2000/svg"><text>%s</text></svg>' % words, "image/svg+xml")]),
        "in a file's name": multipart([part(""), attachment(words + ".jpg", b"\xff\xd8\xff\xe0" * 9, "image/jpeg")]),
        "in a part of unknown type": multipart([seen, part(words, "x-text/x-plain")]),
        "in a report of delivery": multipart(
            [part(words), part("Action: failed\nFinal-Recipient: rfc822;a@b.example", "message/delivery-status")],
            "report; report-type=delivery-status"),
        "in a piece of a message": b'Content-Type: message/partial; id="1"; number=1; total=2\n\n' + words.encode(),
        "in a body elsewhere": b'Content-Type: message/external-body; access-type=URL; URL="x"\n\n'
                               b"Content-Type: text/plain\n\n" + words.encode(),
        "in something encrypted": multipart([part("Version: 1", "application/pgp-encrypted"),
                                             attachment("a.asc", words.encode())], "encrypted"),
    }


def hidden(ask, other):
    """name -> letter of the editor who was asked that decides nothing."""
    editor, subject = ask.address, "回复：" + ask.subject

    def made(body, **more):
        more.setdefault("answers", ask.id)
        return letter(editor, more.pop("subject", subject), parts=body, proven=False, **more)

    cases = {"a page: " + name: made(page(shape % GO)) for name, shape in STYLES.items()}
    cases.update({"a text: " + name: made(part(words)) for name, words in WORDS.items()})
    cases.update({"MIME: " + name: made(body) for name, body in structures(ask).items()})
    domain = ask.id.split("@")[1]
    cases.update({
        "moved: the subject of another item": made(part(GO), subject="回复：" + other.subject),
        "moved: the code of another item below": made(part(GO + "\n\n> 呈报回执码：" + other.token)),
        "moved: References of another": made(part(GO), headers=("References: " + other.id,)),
        "moved: two In-Reply-To": made(part(GO), headers=("In-Reply-To: " + other.id,)),
        "moved: a code of ours that none has": made(part(GO), answers="<a.%s@%s>" % ("b" * len(ask.token), domain)),
        "a vacation's words": made(part("您好，我正在休假。\n" + GO), headers=("Auto-Submitted: auto-replied",)),
        "a vacation by its subject": made(part(GO), subject="自动回复：" + ask.subject),
        "a list's copy": made(part(GO), headers=("List-Id: <zwxx.lists.example>", "List-Post: <mailto:x@y.example>")),
        "in bulk": made(part(GO), headers=("Precedence: bulk",)),
        "said by the subject alone": made(part(""), subject=GO),
        "said by the subject alone, answering": made(part(""), subject="回复：%s " % GO + ask.subject),
        "a vacation by X-Autoreply": made(part("我在外地出差。\n" + GO), headers=("X-Autoreply: yes",)),
        "a vacation by X-Autorespond": made(part(GO), headers=("X-Autorespond: vacation",)),
        "a vacation by Precedence": made(part(GO), headers=("Precedence: auto_reply",)),
        "generated": made(part(GO), headers=("Auto-Submitted: auto-generated",)),
        "notified": made(part(GO), headers=("Auto-Submitted: auto-notified; owner-email=x@y.example",)),
        "a vacation in English": made(part("I am out of office.\n" + GO), subject="Automatic reply: " + ask.subject),
        "a vacation of QQ": made(part("这是来自QQ邮箱的假期自动回复邮件。\n\n您好，我最近正在休假中，无法亲自回复您的邮件。\n" + GO)),
        "a list's copy by its help": made(part(GO), headers=("List-Help: <mailto:x@y.example>", "List-Unsubscribe: <mailto:x@y.example>",
                                                             "List-Id: <x.example>")),
        "a receipt": made(part(GO), subject="已读：" + ask.subject),
        "recalled": made(part(GO + "\n编辑甲 将撤回邮件“回复”。"), subject="撤回：" + ask.subject),
        "another Sender": made(part(GO), headers=("Sender: " + EVIL,)),
        "sent by a list of our domain": made(part(GO), headers=("Sender: <all@qinghe.example>",)),
    })
    return cases


def senders(ask):
    """name -> (From field, further headers) of somebody who is not the editor."""
    editor = ask.address
    local, domain = editor.split("@")
    return {
        "a phrase": ("%s <%s>" % (editor, EVIL), ()), "a quoted phrase": ('"编辑甲 %s" <%s>' % (editor, EVIL), ()),
        "the phrase behind": ("<%s> %s" % (EVIL, editor), ()), "a comment behind": ("%s (%s)" % (EVIL, editor), ()),
        "two with a blank": ("%s %s" % (editor, EVIL), ()), "two with a comma": ("%s, %s" % (editor, EVIL), ()),
        "two with a semicolon": ("%s; %s" % (editor, EVIL), ()), "two in brackets": ("<%s><%s>" % (editor, EVIL), ()),
        "a group of one": ("编辑:%s;" % editor, ()), "an empty group before": ("a:;, %s" % editor, ()),
        "a route": ("<@%s,@b.example:%s>" % (domain, editor), ()), "a percent": ("<%s%%%s@attacker.example>" % (local, domain), ()),
        "a bang path": ("<attacker.example!%s>" % editor, ()), "two at signs": ("<%s@attacker.example>" % editor, ()),
        "a domain literal": ("<%s@[192.0.2.7]>" % local, ()), "a sub-address": ("<%s+x@%s>" % (local, domain), ()),
        "a Cyrillic letter": ("<%s@qіnghe.example>" % local, ()), "its punycode": ("<%s@xn--qnghe-hdf.example>" % local, ()),
        "a full-width letter": ("<ｅ%s@%s>" % (local[1:], domain), ()), "an ideographic dot": ("<%s@qinghe。example>" % local, ()),
        "a zero-width end": ("<%s\u200b>" % editor, ()), "a trailing dot": ("<%s.>" % editor, ()),
        "an encoded address": ("=?utf-8?B?%s?=" % base64.b64encode(("<%s>" % editor).encode()).decode(), ()),
        "an encoded address and its own": ("%s <%s>" % (word("“" + editor + "”"), EVIL), ()),
        "folded inside": ("<%s@\n %s>" % (local, domain), ()), "a comment inside": ("<%s(x)@%s>" % (local, domain), ()),
        "a quoted local part of a neighbour": ('<"%s@%s"@attacker.example>' % (local, domain), ()),
        "no From, a Sender": (EVIL, ("Sender: " + editor,)), "a Reply-To": (EVIL, ("Reply-To: " + editor,)),
        "a Return-Path": (EVIL, ("Return-Path: <%s>" % editor,)), "Resent-From": (EVIL, ("Resent-From: " + editor,)),
        "X-Original-From": ("编辑甲 via list <list@lists.example>", ("X-Original-From: " + editor,)),
        "Reply-To by a list": ("编辑甲 <list@lists.example>", ("Reply-To: " + editor, "List-Id: <l.lists.example>")),
        "another From below": (EVIL, ("From: " + editor,)), "From in capitals below": (EVIL, ("FROM: " + editor,)),
        "a From with a blank": (EVIL, ("From : " + editor,)), "a From with a tab": (EVIL, ("From\t: " + editor,)),
        "an upper sub-domain": ("<%s@mail.%s>" % (local, domain), ()), "the parent domain": ("<%s@example>" % local, ()),
        "a look-alike domain": ("<%s@qinghe-example.example>" % local, ()), "another top domain": ("<%s@qinghe.test>" % local, ()),
        "a colleague": ("<editor2@%s>" % domain, ()), "a contributor": ("编辑甲 <nyj@%s>" % domain, ()),
        "a letter for a digit": ("<editorl@%s>" % domain, ()), "a full-width digit": ("<editor１@%s>" % domain, ()),
        "a soft hyphen": ("<edi\u00adtor1@%s>" % domain, ()), "a dot inside": ("<e.ditor1@%s>" % domain, ()),
        "a longer top domain": ("<%s.cn>" % editor, ()), "a digit for a letter": ("<%s@qinghe.examp1e>" % local, ()),
        "a Greek letter": ("<%s@qinghe.exαmple>" % local, ()), "turned": ("\u202e<%s>" % EVIL, ()),
        "a name alone": ("编辑甲", ()), "nobody": ("<>", ()), "a blank before the sign": ("<%s @attacker.example>" % editor, ()),
        "a name with a sign": ("editor1@qinghe.example via 群组 <%s>" % EVIL, ()),
        "a group of both": ("编辑:%s,%s;" % (editor, EVIL), ()), "a list without a comma": ("<%s>\n <%s>" % (editor, EVIL), ()),
        "X-Sender": (EVIL, ("X-Sender: " + editor,)), "Envelope-From": (EVIL, ("X-Envelope-From: <%s>" % editor,)),
        "Mail-Reply-To": (EVIL, ("Mail-Reply-To: " + editor, "Disposition-Notification-To: " + editor)),
        "an encoded name of the field": (EVIL, ("=?utf-8?Q?From?=: " + editor,)),
    }


MX = "mx.qinghe.example"
GOOD = "dmarc=pass header.from=qinghe.example"
# name -> what stands above the border's Received of a letter from the editor's address
BORDER = {
    "pass in a comment": "%s; dmarc=fail (%s)" % (MX, GOOD), "pass in a nested comment": "%s; none (a (%s))" % (MX, GOOD),
    "pass in a quoted value": '%s; spf=pass smtp.mailfrom="x; %s"@attacker.example' % (MX, GOOD),
    "pass in a reason": '%s; dmarc=fail reason="; %s"' % (MX, GOOD),
    "pass of another property": "%s; dmarc=pass policy.from=qinghe.example header.from=attacker.example" % MX,
    "from a longer domain": "%s; dmarc=pass header.from=qinghe.example.attacker.example" % MX,
    "from a domain that ends so": "%s; dmarc=pass header.from=xqinghe.example" % MX,
    "from the parent": "%s; dmarc=pass header.from=example" % MX,
    "dkim by i= alone": "%s; dkim=pass header.i=@qinghe.example header.d=attacker.example" % MX,
    "dkim by b= alone": '%s; dkim=pass header.d=attacker.example header.b="qinghe.example"' % MX,
    "dkim of a sub-domain": "%s; dkim=pass header.d=mail.qinghe.example" % MX,
    "dkim failed, another passed": "%s; dkim=fail header.d=qinghe.example; dkim=pass header.d=attacker.example" % MX,
    "neutral": "%s; dkim=neutral header.d=qinghe.example" % MX, "permerror": "%s; dmarc=permerror header.from=qinghe.example" % MX,
    "temperror": "%s; dmarc=temperror header.from=qinghe.example" % MX, "none": MX + "; none",
    "bestguesspass": "%s; dmarc=bestguesspass header.from=qinghe.example" % MX,
    "passed": "%s; dmarc=passed header.from=qinghe.example" % MX, "a method of its own": "%s; x-dmarc=pass header.from=qinghe.example" % MX,
    "SPF": "%s; spf=pass smtp.mailfrom=editor1@qinghe.example" % MX, "a login": "%s; auth=pass smtp.auth=editor1@qinghe.example" % MX,
    "iprev": "%s; iprev=pass policy.iprev=192.0.2.7" % MX, "ARC": "%s; arc=pass (%s)" % (MX, GOOD),
    "a version that is none": "%s 2; %s" % (MX, GOOD), "no name": GOOD, "an empty name": "; " + GOOD,
    "a longer name": "%s.attacker.example; %s" % (MX, GOOD), "a shorter name": "qinghe.example; " + GOOD,
    "a name in a comment": "(%s) mx.attacker.example; %s" % (MX, GOOD), "a name with a blank": "mx .qinghe.example; " + GOOD,
    "two that disagree": "%s; dmarc=fail header.from=qinghe.example\nAuthentication-Results: %s; %s" % (MX, MX, GOOD),
    "two domains of one result": "%s; dmarc=pass header.from=attacker.example header.from=qinghe.example" % MX,
    "the other way round": "%s; dmarc=pass header.from=qinghe.example header.from=attacker.example" % MX,
    "two signers of one result": "%s; dkim=pass header.d=qinghe.example header.d=attacker.example" % MX,
    "two results of one method": "%s; dmarc=fail header.from=qinghe.example; %s" % (MX, GOOD),
    "pass, then fail": "%s; %s; dmarc=fail header.from=qinghe.example" % (MX, GOOD),
    "a broken quotation": '%s; spf=fail smtp.mailfrom="x; %s' % (MX, GOOD), "a broken comment": "%s; dmarc=none (x; %s" % (MX, GOOD),
    "an escaped quotation": '%s; spf=pass reason="\\"; %s"' % (MX, GOOD), "an address as its domain": "%s; dmarc=pass header.from=x@attacker.example(qinghe.example)" % MX,
    "a name with a zero width": "mx.qinghe\u200b.example; " + GOOD, "a name with an ideographic dot": "mx。qinghe。example; " + GOOD,
    "a name as an encoded word": "=?utf-8?Q?mx.qinghe.example?=; " + GOOD, "a result as an encoded word": MX + "; =?utf-8?Q?dmarc=3Dpass?= header.from=qinghe.example",
    "an old pass of ARC": "%s; arc=pass header.oldest-pass=0; dmarc=fail header.from=qinghe.example" % MX,
    "pass by a policy": "%s; dmarc=fail policy.dmarc=pass header.from=qinghe.example" % MX,
    "a domain without a property": MX + "; dmarc=pass qinghe.example", "commas for semicolons": "%s, %s" % (MX, GOOD),
    "the list's signature": "%s; dkim=pass header.d=lists.qinghe.example header.i=@qinghe.example" % MX,
}
FIELDS = {
    "as ARC's": "ARC-Authentication-Results: i=1; %s; %s" % (MX, GOOD), "as X-": "X-Authentication-Results: %s; %s" % (MX, GOOD),
    "as the original's": "Original-Authentication-Results: %s; %s" % (MX, GOOD), "as Received-SPF": "Received-SPF: pass (%s)" % GOOD,
    "folded into another": "X-Note: x\n Authentication-Results: %s; %s" % (MX, GOOD),
    "behind a bare CR": "X-Note: x\rAuthentication-Results: %s; %s" % (MX, GOOD),
    "with a blank": "Authentication-Results : mx.attacker.example; none\nX-Note: %s" % GOOD,
}


def borders(ask):
    """name -> a letter that says it is the editor's, with evidence that does not show it."""
    def made(above="", below=()):
        raw = letter(ask.address, "回复：" + ask.subject, GO, answers=ask.id, proven=False, headers=below)
        return (above + "\n").encode() + raw if above else raw

    cases = {name: made("Authentication-Results: " + said) for name, said in BORDER.items()}
    cases.update({name: made(field) for name, field in FIELDS.items()})
    own = "Authentication-Results: %s; %s" % (MX, GOOD)
    cases["below the border's line"] = made(below=(own,))
    cases["in the border's line"] = made().replace(b"\n\t", ("\n\t(helo=x\n Authentication-Results: %s; %s)\n\t" % (
        MX, GOOD)).encode(), 1)
    cases["below another's line"] = made("Received: from a by b.example with ESMTP id 1; x\n" + own)
    cases["below another's LMTP"] = made("Received: from a by b.example with LMTP id 1; x\n" + own)
    cases["below a line as if of the border"] = made("Received: from a by %s with LMTP id 1; x\n%s" % (MX, own))
    cases["in the body"] = made().replace(b"\n\n", ("\n\n%s\n\n" % own).encode(), 1)
    return cases


def odd(ask, style):
    """A true answer to the ask, as an odd program writes it."""
    editor, subject = ask.address, "回复：" + ask.subject
    local, domain = editor.split("@")

    def made(body=None, **more):
        more.setdefault("answers", ask.id)
        more.setdefault("proven", False)
        if body is None:
            body = part(GO)
        return letter(editor, more.pop("subject", subject), parts=body, **more)

    flowed = GO + " \n\n" + quotation("163", ask, editor)
    return {
        "an upper domain": lambda: made(sender_line="<%s@%s>" % (local, domain.upper())),
        "a name in GBK": lambda: made(name="编辑甲", charset="gbk"),
        "a name with a comma": lambda: made(sender_line='"Bian, Ji" <%s>' % editor),
        "a name of two words": lambda: made(sender_line="Bian Ji Jia <%s>" % editor),
        "three prefixes": lambda: made(subject="Re：Re: 答复: 回复：" + ask.subject),
        "the locator alone": lambda: made(subject="转发: " + ask.subject, answers=None),
        "the code in the quotation alone": lambda: letter(
            editor, "审批意见", GO + quotation("qqweb", ask, editor), proven=False),
        "a page by Outlook": lambda: made(part(
            '<html xmlns:o="urn:x"><head><style>p.MsoNormal{margin:0cm}</style></head><body lang=ZH-CN>'
            '<div class=WordSection1><p class=MsoNormal><span style="font-size:10.5pt;color:#1F497D">通过'
            "<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>", "text/html")),
        "text and page": lambda: made(multipart(
            [part("通过\n\n"), part("<div>通过</div><div><br></div>", "text/html")], "alternative")),
        "a page with a logo": lambda: made(multipart(
            [part("<p>通过</p><img src=cid:1>", "text/html"),
             part(b"\x89PNG", "image/png", encoding="base64", headers=("Content-ID: <1>",))], "related")),
        "GBK in base64": lambda: made(part(GO, charset="gbk", encoding="base64")),
        "GBK called gb2312": lambda: made(part(GO.encode("gb18030"), 'text/plain; charset="gb2312"', label=False)),
        "Big5": lambda: made(part("通過", charset="big5", encoding="quoted-printable")),
        "UTF-16": lambda: made(part(GO, charset="utf-16", encoding="base64")),
        "a byte order mark": lambda: made(part("\ufeff" + GO)),
        "ideographic blanks": lambda: made(part("\u3000\u3000通过。\n\u3000\n")),
        "non-breaking blanks": lambda: made(part("\u00a0通过\u00a0\n")),
        "flowed": lambda: made(part(flowed, 'text/plain; charset=utf-8; format=flowed; delsp=yes', label=False)),
        "CRLF": lambda: made(part("通过\r\n\r\n")).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        "References folded over many": lambda: made(answers=None, headers=(
            "In-Reply-To:\n " + ask.id, "References: %s\n\t%s\n %s" % (message_id(editor), message_id(editor), ask.id))),
        "wishes a receipt": lambda: made(headers=("Disposition-Notification-To: <%s>" % editor, "X-Priority: 1")),
        "the same Sender": lambda: made(headers=("Sender: <%s>" % editor,)),
        "a Reply-To of its own": lambda: made(headers=("Reply-To: 编辑甲 <%s>" % editor,)),
        "no, not automatic": lambda: made(headers=("Auto-Submitted: no", "Precedence: first-class")),
        "an odd zone": lambda: made(date="Mon, 23 Nov 2026 11:02:03 +0000 (CST)"),
        "with a footer": lambda: made(part("通过\n\n发自我的华为手机")),
        "with the name below": lambda: made(part("通过\n\n编辑甲\n")),
        "behind a salutation": lambda: made(part("王科长：\n    通过，谢谢！\n")),
        "to a young colleague": lambda: made(part("小李：\n    通过。\n")),
        "with the unit below": lambda: made(part("通过\n\n政府办信息科 编辑甲\n")),
        "in traditional script": lambda: made(part("王科長，早上好！\n同意，謝謝！")),
        "in full width": lambda: made(part("ＡＰＰＲＯＶＥ！")),
        "UTF-16 with its marks, a page": lambda: made(part("<p>通过</p>", "text/html", charset="utf-16", encoding="base64")),
        "quoted-printable, soft ends": lambda: made(part("通过" + " " * 80, encoding="quoted-printable")),
        "in cells": lambda: made(part("<table><tr><td><p>通过</p></td></tr></table>", "text/html")),
        "in rich marks": lambda: made(part('<p><b><span style="color:red;font-size:22px">通过</span></b></p>', "text/html")),
        "with a picture's footer": lambda: made(multipart([part("通过\n\n编辑甲"), attachment("logo.png", b"\x89PNG", "image/png")])),
        "nested faces": lambda: made(multipart([multipart([part("通过"), page("通过")], "alternative")])),
        "three answers' prefixes": lambda: made(subject="RE: 答复：Re[2]: " + ask.subject),
        "a quotation inside": lambda: made(part("通过\n\n" + quotation("gmail", ask, editor))),
        "with OpenPGP's key": lambda: made(headers=("Autocrypt: addr=%s; keydata=AAAA" % editor,)),
        "to two of our names": lambda: made(headers=("X-Original-To: xinxi@qinghe.example",)),
        "a comment behind the zone": lambda: made(date="23 Nov 2026 11:02 +0800 (中国标准时间)"),
        "an inline text": lambda: made(part(GO, headers=("Content-Disposition: inline",))),
        "a language": lambda: made(headers=("Content-Language: zh-CN", "Accept-Language: zh-CN")),
        "GB18030 quoted": lambda: made(part(GO, charset="gb18030", encoding="quoted-printable")),
        "ended with waves": lambda: made(part("通过～～")),
        "ticked": lambda: made(part("√")), "as a mark of Word's": lambda: made(part("✔️")),
    }[style]()


ODD = ("an upper domain", "a name in GBK", "a name with a comma", "a name of two words", "three prefixes",
       "the locator alone", "the code in the quotation alone", "a page by Outlook", "text and page",
       "a page with a logo", "GBK in base64", "GBK called gb2312", "Big5", "UTF-16", "a byte order mark",
       "ideographic blanks", "non-breaking blanks", "flowed", "CRLF", "References folded over many",
       "wishes a receipt", "the same Sender", "a Reply-To of its own", "no, not automatic", "an odd zone",
       "with a footer", "with the name below", "behind a salutation",
       "to a young colleague", "with the unit below", "in traditional script", "in full width", "UTF-16 with its marks, a page",
       "quoted-printable, soft ends", "in cells", "in rich marks", "with a picture's footer", "nested faces",
       "three answers' prefixes", "a quotation inside", "with OpenPGP's key", "to two of our names",
       "a comment behind the zone", "an inline text", "a language", "GB18030 quoted", "ended with waves", "ticked",
       "as a mark of Word's")
