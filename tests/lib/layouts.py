# SPDX-License-Identifier: GPL-3.0-or-later
"""layouts - replies as mail programs lay them out

One Layout is one program: how it introduces and marks the quoted letter, its
footer, its parts, charset and encoding. letter() writes the reply whole, with
the answer above, below, inside or only within the quotation.

Not here: what the reader should make of it (layouts.t).
"""
import base64
import html
import quopri

ASK = ["======== 请在此行以上答复 ========",
       "请审核：青禾县春耕备耕进展顺利（第1-7号）", "",
       "县农业农村局报告，全县春播过半。", "",
       "通过 存档 退回 都可以直接回复一个词"]
LETTER = ["王科，您好：", "", "全县春播过半，化肥供应充足。", "退回", "此致"]
PLACES = ("above", "below", "inside", "only")
WHO = {"name": "呈报", "address": "xinxi@qinghe.example", "to": "编辑甲",
       "to_address": "editor1@qinghe.example", "subject": "请审核：春耕备耕进展顺利",
       "year": 2026, "iso": "2026-11-23", "time": "15:04:05"}


def fill(text):
    for key, value in WHO.items():
        text = text.replace("{%s}" % key, str(value))
    return text


class Layout:
    """One program's way to reply.

    intro: lines above the quotation. mark: before each quoted line. blank: lines
    between answer and quotation. footer: lines the program adds below the answer.
    open, close: the HTML around the quotation; without them there is no HTML part.
    plain: False leaves the page alone. sure: the
    quotation can be told from layout. charset, encoding: of every part.
    """

    def __init__(self, name, intro, mark="", footer=(), blank=2, page=None, plain=True,
                 charset="utf-8", encoding="base64", sure=True):
        self.name, self.intro, self.mark = name, [fill(line) for line in intro], mark
        self.footer, self.blank, self.page = list(footer), blank, page
        self.plain, self.charset, self.encoding = plain, charset, encoding
        self.sure = sure

    def quoted(self, lines, extra=None):
        marked = [(self.mark + line).rstrip() for line in lines]
        if extra is not None:
            at = len(marked) // 2
            marked[at:at] = [extra]
        return marked

    def text(self, place, answer, lines):
        above = [answer] if place == "above" else []
        if self.footer and (above or place == "only"):
            above += [""] + self.footer
        inside = answer if place == "inside" else None
        below = ["", answer] if place == "below" else []
        return "\n".join(above + [""] * self.blank + self.intro + self.quoted(lines, inside)
                         + below) + "\n"

    def html(self, place, answer, lines):
        opened, closed = (fill(part) for part in self.page)

        def p(line):
            return "<div>%s</div>" % (html.escape(line) or "<br>")
        above = p(answer) if place == "above" else p("")
        above += "".join(p(line) for line in self.footer)
        quoted = [p(line) for line in lines]
        if place == "inside":
            quoted[len(quoted) // 2:len(quoted) // 2] = [p(answer)]
        below = p(answer) if place == "below" else ""
        return "<html><body>%s%s%s%s%s</body></html>" % (above, opened, "".join(quoted), closed,
                                                         below)

    def part(self, subtype, text):
        body = text.replace("\n", "\r\n").encode(self.charset, "strict")
        if self.encoding == "base64":
            body = base64.encodebytes(body).replace(b"\n", b"\r\n")
        elif self.encoding == "quoted-printable":
            body = quopri.encodestring(body, quotetabs=False).replace(b"\r\n", b"\n") \
                .replace(b"\n", b"\r\n")
        return ("Content-Type: text/%s; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n"
                % (subtype, self.charset, self.encoding)).encode() + body

    def letter(self, place, answer, lines):
        """The reply as bytes."""
        head = ("From: =?utf-8?B?%s?= <%s>\r\nTo: <%s>\r\nSubject: =?utf-8?B?%s?=\r\n"
                "Date: Mon, 23 Nov 2026 16:00:00 +0800\r\nMIME-Version: 1.0\r\n"
                "Message-ID: <%s.%s@client.example>\r\n" % (
                    base64.b64encode(WHO["to"].encode()).decode(), WHO["to_address"],
                    WHO["address"],
                    base64.b64encode(("回复：" + WHO["subject"]).encode()).decode(),
                    abs(hash(self.name)) % 10 ** 8, place)).encode()
        plain = self.part("plain", self.text(place, answer, lines)) if self.plain else None
        page = self.part("html", self.html(place, answer, lines)) if self.page else None
        if not plain or not page:
            return head + (plain or page)
        return head + (b'Content-Type: multipart/alternative; boundary="=_layout"\r\n\r\n'
                       b"--=_layout\r\n" + plain + b"\r\n--=_layout\r\n" + page +
                       b"\r\n--=_layout--\r\n")


BLOCKQUOTE = ("<blockquote>", "</blockquote>")
OUTLOOK_ZH = ["发件人: {name} <{address}>", "发送时间: 2026年11月23日 15:04",
              "收件人: {to} <{to_address}>", "主题: {subject}", ""]
OUTLOOK_EN = ["From: {name} <{address}>", "Sent: Monday, November 23, 2026 3:04 PM",
              "To: {to} <{to_address}>", "Subject: {subject}", ""]
FOXMAIL = ["发件人： {name}", "发送时间： 2026-11-23 15:04", "收件人： {to}", "主题： {subject}"]


def block(lines, style="border:none;border-top:solid #E1E1E1 1.0pt"):
    """An HTML header block in a bordered division, as Word writes it."""
    rows = "<br>".join("<b>%s</b>%s" % tuple(html.escape(fill(line)).partition(":")[::2])
                       for line in lines if line)
    return '<div style="%s"><p>%s</p></div>' % (style, rows.replace("</b>", ":</b>"))


LAYOUTS = [
    Layout("Outlook 2016", ["-----邮件原件-----"] + OUTLOOK_ZH, charset="gb2312"),
    Layout("Outlook 2016, page", OUTLOOK_ZH, page=(block(OUTLOOK_ZH), ""), charset="gb18030",
           encoding="quoted-printable"),
    Layout("Outlook 2016, English", ["-----Original Message-----"] + OUTLOOK_EN),
    Layout("Outlook 2016, English page", OUTLOOK_EN, page=(block(OUTLOOK_EN), "")),
    Layout("Outlook on the web", ["________________________________"] + OUTLOOK_ZH,
           page=('<hr tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
                 "<b>发件人:</b> {name} &lt;{address}&gt;<br><b>发送时间:</b> 2026年11月23日 15:04"
                 "<br><b>收件人:</b> {to}<br><b>主题:</b> {subject}</div>", "")),
    Layout("Outlook for iOS", ["________________________________"] + OUTLOOK_ZH,
           footer=["获取 Outlook for iOS<https://aka.ms/o0ukef>"]),
    Layout("Outlook for Android", ["________________________________"] + OUTLOOK_EN,
           footer=["Get Outlook for Android<https://aka.ms/AAb9ysg>"]),
    Layout("Outlook, traditional", ["寄件者: {name} <{address}>", "寄件日期: 2026年11月23日 下午 03:04",
                                    "收件者: {to} <{to_address}>", "主旨: {subject}", ""]),
    Layout("Exchange, table bar", ["| 发件人 | {name} |", "| 发送时间 | 2026-11-23 15:04 |",
                                   "| 收件人 | {to} |", "| 主题 | {subject} |"]),
    Layout("Foxmail 7", ["", "{to_address}", " "] + FOXMAIL, charset="gb2312"),
    Layout("Foxmail 7, page", [" "] + FOXMAIL, charset="gb18030",
           page=('<blockquote style="margin-Top: 0px; margin-Left: 0.5em">'
                 '<div style="border-top:solid #B5C4DF 1.0pt"><b>发件人：</b> {name}<br>'
                 "<b>发送时间：</b> 2026-11-23 15:04<br><b>收件人：</b> {to}<br>"
                 "<b>主题：</b> {subject}</div>", "</blockquote>")),
    Layout("Foxmail, cites", ["发件人：{name}", "发送时间：2026-11-23 15:04", "收件人：{to}",
                              "抄送：", "主题：{subject}"], charset="gbk",
           encoding="quoted-printable"),
    Layout("QQ mail, web", ["------------------&nbsp;原始邮件&nbsp;------------------",
                            '发件人: "{name}" <{address}>;', "发送时间: 2026年11月23日(星期一) 下午3:04",
                            '收件人: "{to}" <{to_address}>;', "主题: {subject}", ""],
           charset="gb18030"),
    Layout("QQ mail, web page", ["------------------ 原始邮件 ------------------",
                                 '发件人: "{name}" <{address}>;',
                                 "发送时间: 2026年11月23日(星期一) 下午3:04", "主题: {subject}"],
           charset="gb18030",
           page=('<div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;'
                 '------------------</div><div style="background:#efefef"><div><b>发件人:</b> '
                 '"{name}" &lt;{address}&gt;;</div><div><b>发送时间:</b> 2026年11月23日(星期一) '
                 "下午3:04</div><div><b>主题:</b> {subject}</div></div>", "")),
    Layout("QQ mail, app", ["", "---原始邮件---", '发件人: "{name}"<{address}>',
                            "发送时间: 2026年11月23日 周一 下午3:04", '收件人: "{to}"<{to_address}>;',
                            "主题: {subject}", ""], footer=["发自我的iPhone"]),
    Layout("QQ enterprise", ["------------------ Original ------------------",
                             'From:  "{name}"<{address}>;', "Date:  Mon, Nov 23, 2026 03:04 PM",
                             'To:  "{to}"<{to_address}>; ', "Subject:  {subject}", ""]),
    Layout("WeCom", ["发件人: {name}<{address}>", "发件时间: 2026年11月23日 周一 15:04",
                     "收件人: {to}<{to_address}>", "主题: {subject}", ""],
           footer=["发自我的企业微信"]),
    Layout("163, web", ['在 2026-11-23 15:04:05，"{name}" <{address}> 写道：', ""],
           charset="GBK", blank=3),
    Layout("163, marked", ["At 2026-11-23 15:04:05, \"{name}\" <{address}> wrote:", ""],
           mark=">", charset="GBK"),
    Layout("163, new web", ["", "---- 回复的原邮件 ----", "| 发件人 | {name}<{address}> |",
                            "| 日期 | 2026年11月23日 15:04 |", "| 收件人 | {to}<{to_address}> |",
                            "| 主题 | {subject} |"]),
    Layout("163, page", ['At 2026-11-23 15:04:05, "{name}" <{address}> wrote:'], mark="> ",
           charset="GBK",
           page=('<p>At 2026-11-23 15:04:05, "{name}" &lt;{address}&gt; wrote:</p>'
                 '<blockquote id="isReplyContent" style="padding-left:1ex">', "</blockquote>")),
    Layout("NetEase master", ["| |", "编辑甲", "|", "|", "{to_address}", "|",
                              "---- 回复的原邮件 ----", "| 发件人 | {name}<{address}> |",
                              "| 发送日期 | 2026年11月23日 15:04 |", "| 主题 | {subject} |"]),
    Layout("Coremail", ["-----原始邮件-----", '发件人:"{name}" <{address}>',
                        "发送时间:2026-11-23 15:04:05 (星期一)", '收件人: "{to}" <{to_address}>',
                        "抄送: ", "主题: {subject}", ""], charset="UTF-8"),
    Layout("Coremail, page", ["-----原始邮件-----", "发件人:{name} <{address}>",
                              "发送时间:2026-11-23 15:04:05 (星期一)", "主题: {subject}"],
           page=('<blockquote name="replyContent" class="ReferenceQuote">-----原始邮件-----<br>'
                 "<b>发件人:</b>{name} &lt;{address}&gt;<br><b>发送时间:</b>2026-11-23 15:04:05 "
                 "(星期一)<br><b>主题:</b> {subject}<br>", "</blockquote>")),
    Layout("139 mail", ["", "----邮件原文----", "发件人：{name} <{address}>", "收件人：{to} <{to_address}>",
                        "抄　送：(无)", "发送时间：2026-11-23 15:04:05", "主题：{subject}", ""],
           footer=["来自移动139邮箱"]),
    Layout("189 mail", ["", "-------- 原邮件 --------", "发件人：{address}", "收件人：{to_address}",
                        "时间：2026-11-23 15:04:05", "主题：{subject}", ""]),
    Layout("Sina", ["", "----- 原始邮件 -----", "发件人：{name} <{address}>",
                    "收件人：{to} <{to_address}>", "主题：{subject}", "日期：2026年11月23日 15点04分",
                    ""]),
    Layout("Sohu", ["", "-----------原文-----------", "发件人：{address}", "发送时间：2026-11-23 15:04",
                    "主题：{subject}"], charset="gb2312", encoding="8bit"),
    Layout("Alibaba mail", ["------------------------------------------------------------------",
                            "发件人：{name} <{address}>", "发送时间：2026年11月23日(星期一) 15:04",
                            "收件人：{to} <{to_address}>", "主　题：{subject}", ""]),
    Layout("DingTalk mail", ["------------------------------------------------------------------",
                             "发件人：{name}<{address}>", "日　期：2026年11月23日 15:04:05",
                             "收件人：{to}<{to_address}>", "主　题：{subject}", ""],
           footer=["来自钉钉专属商务邮箱"]),
    Layout("Feishu mail", ["发件人: \"{name}\"<{address}>", "时间: 2026年11月23日 (周一) 15:04",
                           "主题: {subject}", "收件人: \"{to}\"<{to_address}>"],
           mark="> "),
    Layout("Apple Mail", ["> 2026年11月23日 15:04，{name} <{address}> 写道：", ">"], mark="> "),
    Layout("Apple Mail, page", ["> 在 2026年11月23日，下午3:04，{name} <{address}> 写道：", "> "],
           mark="> ", encoding="quoted-printable",
           page=('<div><br><blockquote type="cite"><div>在 2026年11月23日，下午3:04，{name} '
                 "&lt;{address}&gt; 写道：</div>", "</blockquote></div>")),
    Layout("iPhone", ["> 在 2026年11月23日，15:04，{name} <{address}> 写道：", "> "], mark="> ",
           footer=["发自我的iPhone"]),
    Layout("iPhone, English", ["> On Nov 23, 2026, at 15:04, {name} <{address}> wrote:", "> "],
           mark="> ", footer=["Sent from my iPhone"]),
    Layout("iPad, no-break space", ["> 在\u00a02026年11月23日，下午3:04，{name}\u00a0<{address}>\u00a0写道：",
                                    "> "], mark="> ", footer=["发自我的 iPad"]),
    Layout("Gmail", ["{name} <{address}> 于2026年11月23日周一 15:04写道：", ""], mark="> "),
    Layout("Gmail, page", ["On Mon, Nov 23, 2026 at 3:04 PM {name} <{address}>", "wrote:", ""],
           mark="> ", encoding="quoted-printable",
           page=('<br><div class="gmail_quote"><div class="gmail_attr">On Mon, Nov 23, 2026 at '
                 "3:04 PM {name} &lt;{address}&gt; wrote:<br></div>"
                 '<blockquote class="gmail_quote">', "</blockquote></div>")),
    Layout("Thunderbird", ["在 2026/11/23 15:04, {name} 写道:"], mark="> "),
    Layout("Thunderbird, English", ["On 11/23/2026 3:04 PM, {name} wrote:"], mark="> ",
           encoding="8bit"),
    Layout("Windows Mail", ["发件人: {name}", "发送时间: 2026年11月23日 15:04", "收件人: {to}",
                            "主题: {subject}", ""], footer=["从 Windows 版邮件发送"]),
    Layout("Windows Mail, English", ["From: {name}", "Sent: Monday, November 23, 2026 3:04 PM",
                                     "To: {to}", "Subject: {subject}", ""],
           footer=["Sent from Mail for Windows"]),
    Layout("Huawei", ["-------- 原始邮件 --------", "发件人： {name} <{address}>",
                      "日期： 2026年11月23日周一 15:04", "收件人： {to} <{to_address}>",
                      "主 题： {subject}"], footer=["发自我的华为手机"]),
    Layout("Honor", ["-------- 原始邮件 --------", "发件人： {name}", "日期： 2026年11月23日 15:04",
                     "收件人： {to_address}", "主题： {subject}"], footer=["发自荣耀手机"]),
    Layout("Xiaomi", ["-------- 原始邮件 --------", '发件人： "{name}" <{address}>',
                      "时间： 2026年11月23日 15:04", "收件人： {to_address}", "主题： {subject}"],
           footer=["发自我的小米手机"]),
    Layout("OPPO", ["", "------------原始邮件------------", "发件人：{name}<{address}>",
                    "时间：2026年11月23日 15:04", "收件人：{to}", "主题：{subject}"],
           footer=["发自我的OPPO手机"]),
    Layout("vivo", ["", "-----原始邮件-----", "发件人：{name}<{address}>", "日期：2026-11-23 15:04",
                    "收件人：{to}", "主题：{subject}"], footer=["来自 vivo 手机"]),
    Layout("Samsung", ["-------- 原始邮件 --------", "发件人： {name} <{address}>",
                       "日期： 26-11-23 15:04 (GMT+08:00)", "收件人： {to_address}",
                       "主题： {subject}"], footer=["从我的 Galaxy 发送"]),
    Layout("Roundcube", ["在 2026-11-23 15:04，{name} 写道："], mark="> ",
           encoding="quoted-printable"),
    Layout("Zimbra", ["----- 原始邮件 -----", '发件人: "{name}" <{address}>',
                      '收件人: "{to}" <{to_address}>', "发送时间: 星期一, 2026年 11 月 23日 下午 3:04:05",
                      "主题: {subject}", ""]),
    Layout("Lotus Notes", ['"{name}" <{address}> 在 2026-11-23 15:04:05 写道:', ""], mark="> "),
    Layout("Yahoo", ["在 2026年11月23日 星期一 下午03:04:05 [GMT+8]， {name}<{address}> 写道：", ""]),
    Layout("mutt", ["On Mon, Nov 23, 2026 at 03:04:05PM +0800, {name} <{address}> wrote:"],
           mark="> ", encoding="8bit"),
    Layout("new Outlook", ["发件人: {name} <{address}>", "日期: 星期一, 2026年11月23日 下午3:04",
                           "收件人: {to} <{to_address}>", "主题: {subject}"]),
    Layout("Outlook for iOS, short", ["________________________________", *OUTLOOK_ZH],
           footer=["从适用于 iOS 的 Outlook 发送"]),
    Layout("Gmail app", ["在 2026年11月23日周一 15:04，{name} <{address}> 写道：", ""], mark="> "),
    Layout("Gmail, traditional", ["{name} <{address}> 於 2026年11月23日 週一 下午3:04寫道：", ""],
           mark="> "),
    Layout("Foxmail 6", ["======= 2026-11-23 15:04:05 您在来信中写道：=======", ""],
           charset="gb2312", encoding="8bit"),
    Layout("KooMail", ["======= 2026-11-23 15:04:05 ，{name} 在邮件中写道：======="]),
    Layout("Foxmail 7, English", ["From: {address}", "Date: 2026-11-23 15:04",
                                  "To: {to_address}", "Subject: {subject}", ""]),
    Layout("QQ mail, app, short dashes", ["---原始邮件---", '发件人: "{name}"<{address}>',
                                          "发送时间: 2026年11月23日(周一) 下午3:04",
                                          '收件人: "{to}"<{to_address}>;', "主题: {subject}", ""]),
    Layout("QQ mail, no dashes", ["&nbsp;", "原始邮件", "发件人：{name} <{address}>",
                                  "发件时间：2026年11月23日 15:04", "收件人：{to} <{to_address}>",
                                  "主题：{subject}", ""]),
    Layout("NetEase master, table", ["---- 回复的原邮件 ----", "| 发件人 | {name}<{address}> |",
                                     "| 发送日期 | 2026年11月23日 15:04 |",
                                     "| 收件人 | {to}<{to_address}> |", "| 主题 | {subject} |"]),
    Layout("Alibaba mail, English", ["-" * 66, "Sender:{name} <{address}>",
                                     "Sent At:2026 Nov. 23 (Mon.) 15:04",
                                     "Recipient:{to} <{to_address}>", "Subject:{subject}", ""]),
    Layout("Lark", ['From: "{name}"<{address}>', "Date: Mon, Nov 23, 2026, 15:04",
                    "Subject: {subject}", 'To: "{to}"<{to_address}>']),
    Layout("Coremail, English", ["-----Original Messages-----", 'From:"{name}" <{address}>',
                                 "Sent Time:2026-11-23 15:04:05 (Monday)",
                                 "To: {to} <{to_address}>", "Cc: ", "Subject: {subject}"]),
    Layout("eYou", ["----- 原邮件信息 -----", '发件人: "{name}" <{address}>', "收件人: {to_address}",
                    "主题: {subject}", "发送时间: 2026-11-23 15:04", ""]),
    Layout("263 mail", ["-------------------原始邮件-------------------", "发件人：{name}<{address}>",
                        "日 期：2026-11-23 15:04:05", "收件人：{to}<{to_address}>",
                        "主 题：{subject}", ""]),
    Layout("Spark", ["在 2026年11月23日 +0800 15:04，{name} <{address}>，写道："], mark="> ",
           footer=["由 Spark 发送"]),
    Layout("Huawei, English", ["-------- Original Message --------", "Subject: {subject}",
                               "From: {name} <{address}>", "To: {to_address}", "CC: ", ""],
           footer=["Sent from my HUAWEI phone"]),
    Layout("Xiaomi, 于", ["在 {name} <{address}> 于2026年11月23日 15:04写道："],
           footer=["发自我的 Xiaomi 14"]),
    Layout("realme", ["--------原始邮件--------", "发件人：{address}", "时间：2026-11-23 15:04",
                      "主题：{subject}"], footer=["发自 realme 手机"]),
    Layout("Zoho", ["---- 在 星期一, 2026-11-23 15:04:05 {name} <{address}> 写道 ----", ""]),
    Layout("Proton", ["-------- 原始邮件 --------", "在2026/11/23 15:04，{name} <{address}> 写道：", ""]),
    Layout("Yandex", ['23.11.2026, 15:04, "{name}" <{address}>:'], mark="> "),
    Layout("WeCom, short", ["------------------ 原始邮件 ------------------",
                            "发件人: {name} <{address}>", "发送时间: 2026年11月23日 15:04",
                            "收件人: {to} <{to_address}>", "主题: {subject}", ""],
           footer=["发自企业微信"]),
    Layout("Lunkr", ["-----回复的邮件-----", "发件人:{name} <{address}>",
                     "发送时间:2026-11-23 15:04:05", "收件人:{to}", "主题:{subject}"],
           footer=["发自论客"]),
    Layout("Lotus Notes, forwarded", ["----- 转发人 {to}/QH 时间 2026-11-23 15:04 -----",
                                      "发件人：{name}", "收件人：{to}", "日期：2026-11-23",
                                      "主题：{subject}"]),
    Layout("Outlook, Japanese", ["差出人: {name} <{address}>", "送信日時: 2026年11月23日月曜日 15:04",
                                 "宛先: {to} <{to_address}>", "件名: {subject}", ""]),
    Layout("Outlook, Korean", ["보낸 사람: {name} <{address}>", "보낸 날짜: 2026년 11월 23일 오후 3:04",
                               "받는 사람: {to} <{to_address}>", "제목: {subject}", ""]),
    Layout("Outlook, Russian", ["От: {name} <{address}>", "Отправлено: 23 ноября 2026 г. 15:04",
                                "Кому: {to}", "Тема: {subject}", ""]),
    Layout("Outlook, German", ["Von: {name} <{address}>", "Gesendet: Montag, 23. November 2026 15:04",
                               "An: {to}", "Betreff: {subject}", ""]),
    Layout("Outlook, French", ["De : {name} <{address}>", "Envoyé : lundi 23 novembre 2026 15:04",
                               "À : {to}", "Objet : {subject}", ""]),
    Layout("Outlook, Hong Kong", ["由: {name} <{address}>", "已傳送: 2026年11月23日 15:04", "至: {to}",
                                  "主題: {subject}", ""]),
    Layout("a block with its subject first", ["主题: {subject}", "发件人: {name} <{address}>",
                                              "发送时间: 2026/11/23 15:04", "收件人: {to}", ""]),
    Layout("a block with its recipient first", ["收件人: {to} <{to_address}>",
                                                "发件人: {name} <{address}>",
                                                "发送时间: 2026/11/23 15:04", "主题: {subject}", ""]),
    Layout("a block with its date first", ["日期: 2026-11-23 15:04:05", "发件人: {name}",
                                           "主题: {subject}", ""]),
    Layout("Seamonkey, labels above values", ["-------- 信息原文 --------", "主题：", "{subject}",
                                              "日期：", "Mon, 23 Nov 2026 15:04:05 +0800",
                                              "发件人：", "{name} <{address}>", ""]),
    Layout("Thunderbird, name alone", ["{name} 写道："], mark="> "),
    Layout("Zimbra, no date", ["----- {name} <{address}> 写道："], mark="> "),
    Layout("a date behind the verb", ["{name} wrote on 2026/11/23 15:04:"], mark="> "),
    Layout("Horde", ["引用 {name} <{address}>："], mark="> "),
    Layout("Horde, without marks", ["引用 {name} <{address}>："]),
    Layout("Horde, English without marks", ["Quoting {name} <{address}>:", ""]),
    Layout("eM Client", ["------ 原始邮件 ------", '发件人 "{name}" <{address}>',
                         '收件人 "{to}" <{to_address}>', "日期 2026/11/23 15:04:05",
                         "主题 {subject}", ""]),
    Layout("eM Client, no rule", ['发件人 "{name}" <{address}>', '收件人 "{to}" <{to_address}>',
                                  "日期 2026/11/23 15:04:05", "主题 {subject}", ""]),
    Layout("eM Client, English, no rule", ['From "{name}" <{address}>', 'To "{to}" <{to_address}>',
                                           "Date 11/23/2026 3:04:05 PM", "Subject {subject}", ""]),
    Layout("Lotus Notes, a date between dashes", ["{name} ---2026-11-23 15:04:05---{subject}", "",
                                                  "发件人：\t{name} <{address}>",
                                                  "收件人：\t{to} <{to_address}>",
                                                  "日期：\t2026-11-23 15:04",
                                                  "主题：\t{subject}", ""]),
    Layout("Evolution", ["-----原信件-----", "发件人: {name} <{address}>", "收件人: {to_address}",
                         "主题: {subject}", "日期: Mon, 23 Nov 2026 15:04:05 +0800", ""]),
    Layout("Samsung, no rule", ["自： {name} <{address}>", "日期： 26/11/23 15:04 (GMT+08:00)",
                                "至： {to} <{to_address}>", "主题： {subject}", ""]),
    Layout("GroupWise", [">>> {name} <{address}> 2026-11-23 15:04 >>>"]),
    Layout("Nextcloud", ['"{name}" {address} – 2026年11月23日 15:04'], mark="> "),
    Layout("Proton, an attribution below its rule", [
        "------- Original Message -------",
        "On Monday, November 23rd, 2026 at 3:04 PM, {name} <{address}> wrote:", ""], mark="> ",
           footer=["Sent with [Proton Mail](https://proton.me/mail/home) secure email."]),
    Layout("Outlook for Mac", ["发件人: {name} <{address}>", "日期: 星期一, 2026年11月23日 15:04",
                               "收件人: {to} <{to_address}>", "主题: {subject}"],
           footer=["获取 Outlook for Mac"]),
    Layout("K-9 Mail", ['于 2026年11月23日 GMT+08:00 下午3:04:05, "{name}" <{address}> 写到:'],
           mark=">", footer=["使用 K-9 Mail 发送自我的 Android 设备，请见谅我的简洁。"]),
    Layout("marks alone", [], mark="> "),
    Layout("full-width marks", [], mark="＞"),
    Layout("page alone, QQ", [], plain=False, charset="gb18030",
           page=('<div><includetail><div>&nbsp;</div><div style="font:Verdana normal 14px">'
                 "<div>------------------&nbsp;原始邮件&nbsp;------------------</div>"
                 "<div><b>发件人:</b> {name};</div><div><b>发送时间:</b> 2026年11月23日 15:04</div>"
                 "<div><b>主题:</b> {subject}</div></div>", "</includetail></div>")),
    Layout("page alone, Foxmail", [], plain=False, charset="gb2312",
           page=('<blockquote style="margin-left:0.5em"><div>&nbsp;</div><div style="border-top:'
                 'solid #B5C4DF 1.0pt"><div><b>发件人：</b>&nbsp;{name}</div><div><b>发送时间：</b>'
                 "&nbsp;2026-11-23&nbsp;15:04</div><div><b>主题：</b>&nbsp;{subject}</div></div>",
                 "</blockquote>")),
    Layout("page alone, blockquote", [], plain=False, page=BLOCKQUOTE, sure=False),
]
