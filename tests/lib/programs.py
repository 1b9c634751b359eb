# SPDX-License-Identifier: GPL-3.0-or-later
"""programs - letters as they leave the programs that people write them in

answer() is Foxmail, QQ mail, Outlook or an iPhone: text and HTML in that
program's charset, with the quotation of the mail that is answered. swaks() and
mutt() run the real ones against a mail host (line.py).

Not here: letters as a desk finds them in its mailbox (mailshapes.py).
"""
import os
import re
import subprocess

from mailshapes import BOX, PREFIX, letter, multipart, part, quotation

def plain(sender, subject, body="", *, to=BOX, **more):
    """A letter as it leaves its writer: no border has seen it yet."""
    raw = letter(sender, subject, body, proven=False, recipient=to, **more)
    return re.sub(rb"^Received: .*\n(?:[ \t].*\n)*", b"", raw, count=1, flags=re.M)


def _html(words, quoted, above, style):
    lines = "".join("<div>%s</div>" % (line or "<br>") for line in words.split("\n"))
    return ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=%s"></head>'
            "<body>%s%s%s</body></html>" % (style, lines, above, quoted))


def _head(mail, sender, names):
    values = ("xinxi &lt;%s&gt;" % BOX, "2026年11月23日 11:02", sender, mail.subject)
    return "".join("<div><b>%s</b>%s</div>" % pair for pair in zip(names, values))


_ZH = ("发件人：", "发送时间：", "收件人：", "主题：")
# program: charset, encoding, X-Mailer, what stands between the words and the quotation
PROGRAMS = {
    "foxmail": ("gb2312", "base64", "Foxmail 7.2.25.492[cn]",
                '<div><br></div><hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" '
                'align="left"><div><span>{0}</span></div><blockquote style="margin-top: 0px;">'
                '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm '
                '0cm">{1}</div>', "</blockquote>"),
    "qqweb": ("gb18030", "base64", "QQMail 2.x",
              '<div><br></div><div><includetail><div style="font:Verdana normal 14px;color:#000;">'
              '<div style="FONT-SIZE: 12px;FONT-FAMILY: Arial Narrow;padding:2px 0 2px 0;">'
              "------------------&nbsp;原始邮件&nbsp;------------------</div>{1}<br>",
              "</div><!--<![endif]--></includetail></div>"),
    "outlookzh": ("utf-8", "quoted-printable", "Microsoft Outlook 16.0",
                  '<div><o:p>&nbsp;</o:p></div><div style="border:none;border-top:solid #E1E1E1 '
                  '1.0pt;padding:3.0pt 0cm 0cm 0cm">{1}</div>', ""),
    "iphone": ("utf-8", "quoted-printable", "iPhone Mail (18G82)",
               '<br><div dir="ltr">发自我的 iPhone</div><div dir="ltr"><br><blockquote type="cite">'
               "在 2026年11月23日，11:02，xinxi &lt;xinxi@qinghe.example&gt; 写道：<br><br>"
               "</blockquote></div><blockquote type=\"cite\"><div dir=\"ltr\">",
               "</div></blockquote>"),
}


def answer(mail, words, program="foxmail", sender=None, token=True, headers=(), mid=None):
    """`sender` answers `mail` as this program writes it: text and HTML, with the quotation."""
    sender = sender or mail.address
    charset, encoding, mailer, above, below = PROGRAMS[program]
    inner = re.sub(r"(?is)^.*?<body[^>]*>|</body>.*$", "", mail.html)
    html = _html(words, inner + below, above.format(sender, _head(mail, sender, _ZH)), charset)
    text = words + quotation(program, mail, sender)
    body = multipart([part(text.encode(charset, "replace"), "text/plain", charset, encoding),
                      part(html.encode(charset, "replace"), "text/html", charset, encoding)],
                     "alternative")
    return plain(sender, PREFIX.get(program, "回复：") + mail.subject, charset=charset, parts=body,
                 answers=mail.id if token else None,
                 headers=["X-Mailer: " + mailer, *headers], mid=mid)


def swaks(host, path, sender):
    """A file with a whole letter, by plain SMTP."""
    ran = subprocess.run(
        ["swaks", "--silent", "3", "--server", "127.0.0.1", "--port", str(host.port("SMTP")),
         "--helo", "client.example", "--from", sender, "--to", BOX, "--data", "@" + path],
        capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
    return (ran.stdout + ran.stderr).decode("utf-8", "replace") if ran.returncode else ""


def mutt(host, line, sender, subject, body, *files):
    """By mutt's own SMTP client with STARTTLS and a login, in GB18030."""
    home = os.path.join(line.base, "mutt")
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, "muttrc"), "w", encoding="utf-8") as rc:
        rc.write("\n".join((
            'set smtp_url = "smtp://%s@localhost:%d/"' % (
                sender.split("@")[0], host.port("SUBMISSION")),
            'set smtp_pass = "%s"' % host.password, "set ssl_starttls = yes",
            "set ssl_force_tls = yes", 'set certificate_file = "%s"' % host.ca,
            'set ssl_ca_certificates_file = "%s"' % host.ca, "set charset = utf-8",
            "set send_charset = gb18030", 'set from = "%s"' % sender, "set use_envelope_from = no",
            "set use_domain = no", "set hostname = client.example", "set copy = no",
            'set realname = "应三急"', "set rfc2047_parameters = yes", "")))
    argv = ["mutt", "-F", os.path.join(home, "muttrc"), "-s", subject]
    argv += [word for name in files for word in ("-a", name)]
    ran = subprocess.run(argv + ["--", BOX], input=body.encode(), capture_output=True, timeout=30,
                         env=dict(os.environ, HOME=home, LC_ALL="C.UTF-8", TERM="dumb"))
    return (ran.stdout + ran.stderr).decode("utf-8", "replace") if ran.returncode else ""
