# SPDX-License-Identifier: GPL-3.0-or-later
#
# page - mails.html: every outgoing mail in a frame as wide as a phone's
import html

from office import text, to

HEAD = '''<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>呈报：青禾县信息科的一天</title>
<style>
body { margin: 0; background: #dfe4ea; color: #1f2329;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header, h2 { padding: 0 24px; }
header { padding-top: 24px; }
h1 { margin: 0; font-size: 26px; }
h2 { margin: 32px 0 4px; font-size: 20px; }
p { margin: 6px 0; color: #5f6773; line-height: 1.7; }
.mails { display: flex; flex-wrap: wrap; align-items: flex-start; padding: 0 12px; }
.phone { width: 390px; max-width: calc(100% - 40px); margin: 12px; background: #fff;
  border: 8px solid #20242b; border-radius: 26px; overflow: hidden; }
.top { padding: 12px 16px; background: #f7f8fa; border-bottom: 1px solid #dde2e9;
  font-size: 14px; line-height: 1.6; color: #5f6773; word-break: break-word; }
.top b { font-size: 16px; color: #1f2329; }
iframe { display: block; width: 100%; height: 700px; border: 0; }
</style>
</head>
<body>
'''

# The frames run no script of a mail; the page only asks how tall each one is.
TAIL = '''<script>
for (const frame of document.querySelectorAll('iframe')) {
  const fit = () => {
    frame.style.height = 0;
    frame.style.height = frame.contentDocument.documentElement.scrollHeight + 'px';
  };
  frame.addEventListener('load', fit);
  if (frame.contentDocument && frame.contentDocument.body) fit();
}
</script>
</body>
</html>
'''


def rich(mail):
    part = mail.get_body(('html',))
    if part:
        return part.get_content()
    return f'<pre style="white-space:pre-wrap">{html.escape(text(mail))}</pre>'


def phone(mail, names):
    address = to(mail)
    subject = html.escape(mail['Subject'])
    name = html.escape(names.get(address, address))
    return (f'<div class="phone"><div class="top"><b>{subject}</b><br>'
            f'发给 {name} &lt;{html.escape(address)}&gt;</div>'
            f'<iframe sandbox="allow-same-origin" title="{subject}" '
            f'srcdoc="{html.escape(rich(mail))}"></iframe></div>\n')


def write(path, chapters, names, counts):
    """chapters: (heading, mails that went out during it)."""
    n = sum(len(mails) for _, mails in chapters)
    out = [HEAD, '<header><h1>呈报：青禾县信息科的一天</h1>\n',
           f'<p>发出的邮件共 {n} 封，先后排列，宽度与手机相同。人名、地名均为虚构。</p>\n',
           f'<p>{html.escape(counts)}</p></header>\n']
    for heading, mails in chapters:
        if mails:
            out.append(f'<h2>{html.escape(heading)}</h2>\n<div class="mails">\n')
            out += [phone(mail, names) for mail in mails]
            out.append('</div>\n')
    path.write_text(''.join(out) + TAIL, 'utf-8')
