#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/reading/letter_text.c mail/structure_head.c mail/structure_leaf.c mail/structure_text.c
"""letters - hard letters, read to the character

Header words and parameters as programs tear them, bodies in every state, broken structure,
pages, replies, letters that no person wrote. Each case is a letter and what a reader must
make of it: members of `read --json`, `names` of the attachments, `verbs` of the commands.

Not here: charsets (charsets.t), layouts of replies (layouts.t), documents (documents.t).
"""
import base64
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import Tap
from reading import read

CASES = []
T = "关于春耕备耕情况的报告"


def case(name, raw, **want):
    CASES.append((name, raw if isinstance(raw, bytes) else raw.encode(), want))


def B(content, charset="utf-8"):
    """An encoded word."""
    data = content.encode(charset) if isinstance(content, str) else content
    return "=?%s?B?%s?=" % (charset, base64.b64encode(data).decode())


def head(subject="x", sender="a@b.example", extra=""):
    return "From: %s\nTo: xinxi@qinghe.example\nSubject: %s\nMIME-Version: 1.0\n%s" % (sender, subject, extra)


def body(kind, content, charset="utf-8", subject="信息", **more):
    data = content if isinstance(content, bytes) else content.encode(charset)
    return (head(B(subject), **more) + "Content-Type: text/%s; charset=%s\nContent-Transfer-Encoding: base64\n\n" % (
        kind, charset)).encode() + base64.encodebytes(data)


def text(content, charset="utf-8", **more):
    return body("plain", content, charset, **more)


def html(content, charset="utf-8", **more):
    return body("html", content, charset, **more)


def pt(content, charset="utf-8"):
    return ("Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: base64\n\n" % charset).encode() + \
        base64.encodebytes(content.encode(charset))


def mixed(parts, kind="mixed", subject="信息", extra=""):
    out = (head(B(subject), extra=extra) + 'Content-Type: multipart/%s; boundary="bnd"\n\n' % kind).encode()
    for part in parts:
        out += b"--bnd\n" + (part if isinstance(part, bytes) else part.encode()) + b"\n"
    return out + b"--bnd--\n"


# ---- header words
g=T.encode('gb18030')
case('B words torn in a char', head('=?gb2312?B?%s?= =?gb2312?B?%s?='%(base64.b64encode(g[:5]).decode(),base64.b64encode(g[5:]).decode()))+'\nx', title=T)
case('three words, tabs, folded', head('=?GB2312?B?%s?=\n\t=?gb2312?b?%s?=\r\n   =?Gb2312?B?%s?='%tuple(base64.b64encode(x).decode() for x in (g[:3],g[3:8],g[8:])))+'\nx', title=T)
case('Q and B mixed of one charset', head('=?utf-8?Q?=E5=85=B3=E4=BA=8E?= '+B(T[2:]))+'\nx', title=T)
case('words with text between', head('Re: '+B('春耕')+' (2) '+B('情况'))+'\nx', title='Re: 春耕 (2) 情况')
case('word glued to text', head('【'.encode().decode()+B('急')+'】abc')+'\nx', title='【急】abc')
case('word glued ASCII', head('[x]'+B('急件')+'end')+'\nx', title='[x]急件end')
case('RFC2231 language in word', head('=?utf-8*zh-cn?B?%s?='%base64.b64encode(T.encode()).decode())+'\nx', title=T)
case('quoted word in subject', head('"%s"'%B(T))+'\nx', title='"%s"'%T)
case('word without padding', head('=?utf-8?B?%s?='%base64.b64encode('关于春'.encode()+'耕'.encode()[:1]).decode().rstrip('=')+' =?utf-8?B?%s?='%base64.b64encode('耕'.encode()[1:]+'备'.encode()).decode().rstrip('='))+'\nx', title='关于春耕备')
case('Q with underscores and spaces', head('=?utf-8?Q?=E6=98=A5_=E8=80=95 x?=')+'\nx', title='春 耕 x')
case('GB18030 four-byte under gb2312', head('=?gb2312?B?%s?='%base64.b64encode('䶮镇㙍村𠮷'.encode('gb18030')).decode())+'\nx', title='䶮镇㙍村𠮷')
case('Big5 under gb2312', head('=?gb2312?B?%s?='%base64.b64encode('關於春耕備耕情況的報告'.encode('big5')).decode())+'\nx', title='關於春耕備耕情況的報告')
case('raw utf-8 subject', head(T)+'\nx', title=T)
case('raw gbk subject and name', b'From: '+'王科'.encode('gbk')+b' <a@b.example>\nSubject: '+T.encode('gbk')+b'\n\nx', title=T, from_name='王科')
case('raw gbk quoted name', b'From: "'+'王科（信息）'.encode('gbk')+b'" <a@b.example>\nSubject: x\n\nx', from_name='王科（信息）')
case('raw gbk with backslash byte', b'From: "'+'誠'.encode('gbk')+b'" <a@b.example>\nSubject: x\n\nx', from_name='誠')
case('utf-8 word unknown charset', head('=?unknown-8bit?B?%s?='%base64.b64encode(T.encode('gbk')).decode())+'\nx', title=T)
case('charset x-unknown utf8', head('=?X-UNKNOWN?Q?%s?='%''.join('=%02X'%b for b in T.encode()))+'\nx', title=T)
case('empty word', head('=?utf-8?B??= '+B(T))+'\nx', title=T)
case('word with newline inside', head('=?utf-8?B?%s\n %s?='%(base64.b64encode(T.encode()).decode()[:12],base64.b64encode(T.encode()).decode()[12:]))+'\nx', title=T)
case('HZ subject', head('=?HZ-GB-2312?Q?~=7B4:8{~}?=')+'\nx', title='春耕')
case('from without brackets with comment', 'From: a@b.example (%s)\nSubject: x\n\nx'%B('王科'), from_name='王科', sender_clean=False)
case('from name with comma unquoted word', 'From: %s <a@b.example>\nSubject: x\n\nx'%B('王科, 信息中心'), from_name='王科, 信息中心')
case('from uppercase', 'From: "A" <User@B.EXAMPLE>\nSubject: x\n\nx', from_name='A', sender_clean=True)
case('from encoded whole address', 'From: %s\nSubject: x\n\nx'%B('王科 <a@b.example>'), sender_clean=False)
case('two froms', 'From: a@b.example\nFrom: c@d.example\nSubject: x\n\nx', sender_clean=False)
case('group from', 'From: 组: a@b.example, c@d.example;\nSubject: x\n\nx', sender_clean=False)
case('subject only blanks between words folded twice', head(B('关于')+'\n \n '+B('春耕'))+'\nx', title='关于春耕')
case('no subject', 'From: a@b.example\n\n正文在这里', title='正文在这里')
case('CR only lines', head(B(T)).replace('\n','\r').encode()+b'Content-Type: text/plain; charset=utf-8\r\r'+'第一行\r第二行'.encode(), title=T, text='第一行\n第二行')
case('CR CR LF lines', text('第一行\n第二行').replace(b'\n',b'\r\r\n'), ambiguous=True)
case('mixed ends', (head(B(T))+'Content-Type: text/plain; charset=utf-8\n\n').encode().replace(b'\n',b'\r\n')+'甲\n乙\r\n丙\r丁'.encode(), text='甲\n乙\n丙\n丁')
# ---- parameters
def att(cd, ct='Content-Type: application/octet-stream'): return mixed([pt('请查收'), ct+'\n'+cd+'\nContent-Transfer-Encoding: base64\n\n'+base64.b64encode(b'hello').decode()])
def an(name,cd,want,ct='Content-Type: application/octet-stream'): case('param '+name, att(cd,ct), names=[want])
pc=lambda s,cs:''.join('%%%02X'%b for b in s.encode(cs))
an('2231',"Content-Disposition: attachment; filename*=utf-8''"+pc('春耕.docx','utf-8'),'春耕.docx')
an('2231 lower',"Content-Disposition: attachment; filename*=gb18030'zh'"+pc('䶮镇.docx','gb18030').lower(),'䶮镇.docx')
x=pc('关于春耕备耕.docx','utf-8')
an('2231 cont torn',"Content-Disposition: attachment;\n filename*0*=utf-8''%s;\n filename*1*=%s"%(x[:20],x[20:]),'关于春耕备耕.docx')
an('2231 cont order',"Content-Disposition: attachment;\n filename*1*=%s;\n filename*0*=utf-8''%s"%(x[27:],x[:27]),'关于春耕备耕.docx')
an('2231 no charset',"Content-Disposition: attachment; filename*=''"+pc('春耕.docx','utf-8'),'春耕.docx')
an('2231 cont plain with words',"Content-Disposition: attachment;\n filename*0=\"%s\";\n filename*1=\"%s\""%(B('春耕备')[:20],B('春耕备')[20:]),'春耕备')
an('2231 and plain',"Content-Disposition: attachment; filename=\"a.docx\"; filename*=utf-8''"+pc('春耕.docx','utf-8'),'春耕.docx')
an('2047 in quotes',"Content-Disposition: attachment; filename=\"%s\""%B('春耕.docx','gbk'),'春耕.docx')
an('2047 folded in quotes',"Content-Disposition: attachment; filename=\"%s\n %s\""%(B('春耕','gbk'),B('备耕.docx','gbk')),'春耕备耕.docx')
an('2047 unquoted',"Content-Disposition: attachment; filename=%s"%B('春耕.docx'),'春耕.docx')
an('name only',"Content-Disposition: attachment",'春耕.docx','Content-Type: application/msword; name="%s"'%B('春耕.docx'))
case('param raw gbk', mixed([pt('x'),b'Content-Type: application/octet-stream; name="'+'春耕.docx'.encode('gbk')+b'"\n\nx']), names=['春耕.docx'])
an('percent in plain',"Content-Disposition: attachment; filename=\"%s\""%pc('春耕.docx','utf-8'),'春耕.docx')
an('path',"Content-Disposition: attachment; filename=\"C:\\\\Users\\\\王\\\\春耕.docx\"",'春耕.docx')
an('dots',"Content-Disposition: attachment; filename=\"../../etc/passwd\"",'passwd')
an('semicolon in quotes',"Content-Disposition: attachment; filename=\"a;b.docx\"",'a;b.docx')
an('spaces around =',"Content-Disposition: attachment; filename = \"春耕.docx\"",'春耕.docx')
an('no quotes blanks',"Content-Disposition: attachment; filename=春耕 备耕.docx",'春耕 备耕.docx')
an('rtl override',"Content-Disposition: attachment; filename*=utf-8''"+pc('春耕\u202excod.exe','utf-8'),'春耕xcod.exe')
# ---- bent words and parameters
def su(name, raw, want): case('word: ' + name, b'From: a@b.example\nSubject: ' + (raw if isinstance(raw, bytes) else raw.encode()) + b'\n\nx', title=want)
su('Q glued to Q, torn', '=?utf-8?Q?=E6=98?==?utf-8?Q?=A5?=', '春')
su('raw 8 bits in Q, UTF-8 called gb2312', b'=?gb2312?Q?' + T.encode() + b'?=', T)
su('Shift_JIS', B('春耕報告について', 'shift_jis'), '春耕報告について')
su('EUC-KR', B('봄갈이 보고', 'euc-kr'), '봄갈이 보고')
su('UTF-16BE in two words', B('关于春', 'utf-16be') + ' ' + B('耕', 'utf-16be'), '关于春耕')
su('a mark in each word', B('关于', 'utf-16') + ' ' + B('春耕', 'utf-16'), '关于春耕')
su('GBK called windows-1252', '=?windows-1252?B?%s?=' % base64.b64encode(g).decode(), T)
su('padding in the middle', '=?utf-8?B?%s%s?=' % (base64.b64encode('春a'.encode()).decode(), base64.b64encode('耕'.encode()).decode()), '春a耕')
su('dots in base64', '=?utf-8?B?%s.%s?=' % (base64.b64encode(T.encode()).decode()[:8], base64.b64encode(T.encode()).decode()[8:]), T)
su('cut off at the end', B('春') + ' ' + B('耕')[:-2], '春耕')
su('Q broken softly', '=?utf-8?Q?=E6=98=A5=\n =E8=80=95?=', '春耕')
su('encoded twice', B(B(T)), T)
su('without a charset', '=??B?%s?=' % base64.b64encode(T.encode()).decode(), T)
su('a charset in quotes', '=?"utf-8"?B?%s?=' % base64.b64encode(T.encode()).decode(), T)
su('an undecodable byte', '=?gb2312?B?%s?=' % base64.b64encode('春耕'.encode('gbk') + b'\xff' + '备耕'.encode('gbk')).decode(), '春耕\ufffd备耕')
su('raw GBK that Big5 could be', '春耕备耕'.encode('gbk'), '春耕备耕')
su('raw GBK that UTF-8 could be', '窨井'.encode('gbk'), '窨井')
an('without a semicolon', 'Content-Disposition: attachment filename="春耕.docx"', '春耕.docx')
an('single quotes', "Content-Disposition: attachment; filename='春耕.docx'", '春耕.docx')
an('2231 from one on', "Content-Disposition: attachment;\n filename*1*=utf-8''%s;\n filename*2*=%s" % (x[:30], x[30:]), '关于春耕备耕.docx')
an('2231 with a gap', "Content-Disposition: attachment;\n filename*0*=utf-8''%s;\n filename*2*=%s" % (x[:30], x[30:]), '关于春耕备耕.docx')
an('2231 and the charset in each', "Content-Disposition: attachment;\n filename*0*=utf-8''%s;\n filename*1*=utf-8''%s" % (x[:27], x[27:]), '关于春耕备耕.docx')
an('2047 in 2231', "Content-Disposition: attachment; filename*=utf-8''" + B('春耕.docx'), '春耕.docx')
an('2047 twice', 'Content-Disposition: attachment; filename="%s"' % B(B('春耕.docx')), '春耕.docx')
an('percent GBK', 'Content-Disposition: attachment; filename="%s"' % pc('春耕.docx', 'gbk'), '春耕.docx')
an('question marks for a name', 'Content-Disposition: attachment; filename="??.docx"', '春耕.docx', 'Content-Type: application/msword; name="%s"' % B('春耕.docx'))
an('a path in a word', 'Content-Disposition: attachment; filename="%s"' % B('..\\..\\春耕.docx'), '春耕.docx')
case('param raw gbk, bare', mixed([pt('x'), b'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=' + '春耕 备耕.docx'.encode('gbk') + b'\n\nx']), names=['春耕 备耕.docx'])
# ---- bodies
case('hz body', (head(B('信息'))+'Content-Type: text/plain; charset=hz-gb-2312\n\n~{4:8{1(8f~} abc ~~ ~{GkIsAz~}\n'), text='春耕报告 abc ~ 请审龙')
case('gb2312 label 4byte body', text('王䶮同志，𠮷家庄增收€100。'.encode('gb18030'),charset='gb2312'), text='王䶮同志，𠮷家庄增收€100。')
case('utf-16 BOM body', (head(B('信息'))+'Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n').encode()+base64.encodebytes(b'\xff\xfe'+'全县春播过半。'.encode('utf-16-le')), text='全县春播过半。')
case('iso-2022-cn', (head(B('信息'))+'Content-Type: text/plain; charset=ISO-2022-CN\n\n').encode()+b'\x1b$)A\x0e'+bytes(b&0x7f for b in '春耕'.encode('gb2312'))+b'\x0f ok\n', text='春耕 ok')
case('utf-7', head(B('信息'))+'Content-Type: text/plain; charset=utf-7\n\n'+'春耕备耕'.encode('utf-7').decode()+'\n', text='春耕备耕')
case('no content type gbk', b'From: a@b.example\nSubject: x\n\n'+'全县春播过半，化肥供应充足。'.encode('gbk'), text='全县春播过半，化肥供应充足。')
case('qp gbk soft breaks in a char', (head(B('信息'))+'Content-Type: text/plain; charset=gbk\nContent-Transfer-Encoding: quoted-printable\n\n=B4=BA=B8=\n=FB=B1=B8=B8=FB\n').encode(), text='春耕备耕')
case('qp lowercase and stray =', (head(B('信息'))+'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=e6=98=a5 a=b 1=2 =\n').encode(), text='春 a=b 1=2')
case('base64 with junk', (head(B('信息'))+'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n').encode()+base64.b64encode('全县春播过半'.encode())[:10]+b' \t\r\n!!'+base64.b64encode('全县春播过半'.encode())[10:], text='全县春播过半')
case('base64 concatenated', (head(B('信息'))+'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n').encode()+base64.b64encode('全县'.encode()+b'a')+b'\n'+base64.b64encode('春播'.encode()), text='全县a春播')
case('8bit charset missing, utf8', head(B('信息'))+'Content-Type: text/plain\n\n春耕', text='春耕')
case('charset with trailing semicolon', head(B('信息'))+'Content-Type: text/plain;charset=utf-8;\n\n春耕', text='春耕')
case('content type TEXT/PLAIN; CHARSET=GB2312', b'From: a@b.example\nSubject: x\nContent-Type: TEXT/PLAIN; CHARSET="GB2312"\n\n'+'春耕备耕'.encode('gbk'), text='春耕备耕')
case('bogus content type', b'From: a@b.example\nSubject: x\nContent-Type: text\n\n'+'春耕'.encode(), text='春耕')
case('CTE 7bit but base64 nobody', head(B('信息'))+'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 7-bit\n\n春耕', text='春耕')
case('flowed delsp', head(B('信息'))+'Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n全县春播 \n过半。\n \n 缩进\n', text='全县春播过半。\n\n缩进')
case('flowed quoted', head(B('Re: x'))+'Content-Type: text/plain; charset=utf-8; format=flowed\n\n通过\n\n>> 甲 \n> 乙\n', new_text='通过', verbs=['approve'])
case('nbsp literal plain', text('通过&nbsp;\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "x" <a@b.example>;\n发送时间: 2026年11月23日\n\n旧', subject='回复：x'), new_text='通过', verbs=['approve'])
case('zero width in command', text('通\u200b过', subject='回复：x'), verbs=['approve'])
case('rtl mark in command', text('\u200f通过\u200e', subject='回复：x'), verbs=['approve'])
case('BOM in body', text('\ufeff通过', subject='回复：x'), verbs=['approve'])
case('full-width letters', text('ａｐｐｒｏｖｅ', subject='Re: x'), verbs=['approve'])
case('content type without a subtype', head(B('信息'))+'Content-Type: foo bar\n\n春耕', text='春耕', names=[])
case('empty content type', head(B('信息'))+'Content-Type:\n\n春耕', text='春耕', names=[])
case('content type with blanks', head(B('信息'))+'Content-Type: text / html ; charset=utf-8\n\n<p>春耕</p>', text='春耕')
case('base64 line by line', (head(B('信息'))+'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n').encode()+b'\n'.join(base64.b64encode((w+'\n').encode()) for w in ('全县', '春播a', '过半')), text='全县\n春播a\n过半')
# ---- bodies that programs and gateways bent
L = '关于春耕备耕和农资供应的情况报告。全县春播过半，化肥供应充足，农户反映良好。'
def bo(name, head_, data, **want): case('bent: ' + name, b'From: a@b.example\nSubject: x\n' + head_.encode() + b'\n' + data, **want)
P, QP, B64 = ('Content-Type: text/plain; charset=utf-8\n' + e for e in ('', 'Content-Transfer-Encoding: quoted-printable\n', 'Content-Transfer-Encoding: base64\n'))
bo('half GBK, half UTF-8', 'Content-Type: text/plain\n', L.encode('gbk') + b'\n' + L.encode(), text=L + '\n' + L)
bo('an answer in UTF-8 over a quotation in GBK', P, '通过\n\n'.encode() + '> 请审核春耕报告，关于农资供应情况\n'.encode('gbk'), new_text='通过', verbs=['approve'])
bo('UTF-16 called UTF-8', B64, base64.encodebytes((L + 'abc\r\n').encode('utf-16-le')), text=L + 'abc')
bo('GBK called UTF-16', 'Content-Type: text/plain; charset=utf-16\n', L.encode('gbk'), text=L)
bo('GBK called EUC-KR', 'Content-Type: text/plain; charset=euc-kr\n', L.encode('gbk'), text=L)
bo('a page of halves', 'Content-Type: text/html; charset=us-ascii\n', b'&#55362;&#57271;&#151;', text='𠮷—')
bo('QP, blanks behind the broken line', QP, b'=E5=85=A8= \t\n=E5=8E=BF\n', text='全县')
bo('QP broken in an escape', QP, b'=E5=85=A=\n8=E5=8E=BF\n', text='全县')
bo('an encoding in quotes', P + 'Content-Transfer-Encoding: "quoted-printable"\n', b'=E5=85=A8', text='全')
bo('an encoding and a semicolon', P + 'Content-Transfer-Encoding: base64;\n', base64.encodebytes(L.encode()), text=L)
bo('an encoding that is none', P + 'Content-Transfer-Encoding: utf-8\n', L.encode(), text=L)
bo('a footer below base64', B64, base64.encodebytes(L.encode()) + b'\n-- \nfooter of the list\n', text=L)
bo('called base64 and is none', B64, L.encode(), text=L)
bo('a page called plain', P, '<!DOCTYPE html>\n<html><body><p>全县</p><p>春播</p></body></html>'.encode(), text='全县\n春播')
bo('a kind of text that is not known', 'Content-Type: text/x-note; charset=gbk\n', L.encode('gbk'), text=L, names=[])
bo('a charset behind a blank', 'Content-Type: text/plain charset=gbk\n', '同意'.encode('gbk'), text='同意')
case('the plain form only points to the page', mixed([pt('您的邮件客户端不支持HTML格式'), 'Content-Type: text/html; charset=utf-8\n\n<p>全县春播过半</p>'], 'alternative'), text='全县春播过半', uncertain=False)
case('a document beside the pictures of a page', mixed(['Content-Type: text/html; charset=utf-8\n\n<p>见附件</p>', 'Content-Type: image/png; name=i.png\nContent-ID: <i>\n\nx', 'Content-Type: application/msword; name=a.doc\nContent-ID: <x>\n\nx', 'Content-Type: application/octet-stream; name=o.mso\nContent-ID: <y>\n\nx'], 'related'), names=['a.doc'])
case('a part whose header does not end', mixed(['Content-Type: text/plain; charset=utf-8\n甲文']), ambiguous=True)
case('OpenPGP, signed in the text', text('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n通过\n- -- \n李四\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n', subject='回复：x'), text='通过\n-- \n李四', verbs=['approve'])
case('OpenPGP, sealed in the text', text('-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n'), limit=True)
# ---- structure
case('missing end boundary', mixed([pt('甲文')])[:-8], text='甲文')
case('missing boundary param', (head(B('信息'))+'Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain; charset=utf-8\n\n甲文\n--x--\n'), ambiguous=True, text='甲文')
case('boundary not in body', (head(B('信息'))+'Content-Type: multipart/mixed; boundary=zzz\n\n甲文只有前言\n'), ambiguous=True, text='甲文只有前言')
case('boundary with blanks after', mixed([pt('甲文')]).replace(b'--bnd\n',b'--bnd  \t\n'), text='甲文')
case('boundary is prefix of other', (head(B('信息'))+'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: multipart/alternative; boundary="b2"\n\n--b2\nContent-Type: text/plain; charset=utf-8\n\n甲\n--b2\nContent-Type: text/html; charset=utf-8\n\n<p>甲</p>\n--b2--\n--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b--\n'), text='甲', names=['a.pdf'])
case('preamble and epilogue', mixed([pt('甲文')]).replace(b'--bnd\n','前言 不算\n--bnd\n'.encode(),1)+'后记 不算\n'.encode(), text='甲文')
case('part without headers', (head(B('信息'))+'Content-Type: multipart/mixed; boundary=b\n\n--b\n\n甲文\n--b--\n'), text='甲文')
case('headers without blank line', 'From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=utf-8', title='x')
case('html then plain alternative order', mixed(['Content-Type: text/html; charset=utf-8\n\n<p>甲</p>', pt('甲')], 'alternative'), text='甲')
case('mixed html and text parts both', mixed([pt('甲'),'Content-Type: text/html; charset=utf-8\n\n<p>乙</p>']), text='甲\n乙', uncertain=False)
case('apple: text attachment text', mixed([pt('上文'), 'Content-Type: application/pdf; name=a.pdf\nContent-Disposition: inline; filename=a.pdf\n\nx', pt('下文')]), text='上文\n下文')
case('rfc822 nested forward', mixed([pt('请办'), 'Content-Type: message/rfc822\n\n'+head(B('原题'))+'Content-Type: text/plain; charset=utf-8\n\n原文']), new_text='请办')
case('message/partial', head(B('信息'))+'Content-Type: message/partial; id="x@y"; number=1; total=3\n\nFrom: a@b.example\nSubject: x\n\n甲', limit=True)
case('digest', mixed(['\nFrom: q@w.example\nSubject: 甲报\n\n内文一','\nFrom: q@w.example\nSubject: 乙报\n\n内文二'],'digest'), text='内文一\n\n内文二', names=['甲报', '乙报'])
case('related with image', mixed(['Content-Type: text/html; charset=utf-8\n\n<p>甲<img src="cid:a"></p>','Content-Type: image/png; name=a.png\nContent-ID: <a>\n\nx'],'related'), text='甲', names=[])
case('uuencode', (head(B('信息'))+'Content-Type: text/plain; charset=utf-8\n\n见下\nbegin 644 a.txt\n#0V%T\n`\nend\n后文\n'), names=['a.txt'], text='见下\n后文')
case('x-uuencode cte', mixed([pt('见'),'Content-Type: application/octet-stream; name=a.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n#0V%T\n`\nend']), names=['a.txt'])
case('yenc not', head('x')+'\n=ybegin line=128 size=3 name=a\n', text='=ybegin line=128 size=3 name=a')
case('binary nul body', head(B('信息')).encode()+b'Content-Type: text/plain; charset=utf-8\n\na\0b\n', text='a�b')

case('a page and a plain footer', mixed(['Content-Type: text/html; charset=utf-8\n\n<p>正文报告</p>', pt('_____\n本邮件已扫描')]), text='正文报告\n_____\n本邮件已扫描', uncertain=False)
case('a plain text and a page that says the same', mixed([pt('甲 文'), 'Content-Type: text/html; charset=utf-8\n\n<p>甲文</p>']), text='甲 文')
case('alternatives and a plain footer', mixed([b'Content-Type: multipart/alternative; boundary=q\n\n--q\n'+pt('甲')+b'\n--q\nContent-Type: text/html; charset=utf-8\n\n<p>\xe7\x94\xb2</p>\n--q--', pt('footer')]), text='甲\nfooter', uncertain=False)
case('a forwarded letter behind 见附件', mixed([pt('见附件'), 'Content-Type: message/rfc822\n\n'+head(B('原题'))+'Content-Type: text/plain; charset=utf-8\n\n原文内容很多']), title='信息', names=['原题'])
case('a percent that is no escape', att('Content-Disposition: attachment; filename="100%25.docx"'), names=['100%25.docx'])
au = lambda name, raw, want: case('automatic: ' + name, raw, automatic=want)
au('recall report', text('x', subject='Message Recall Report: 春耕'), 'recall')
au('an author takes back', text('数据有误，请予撤回。', subject='撤回《春耕》'), None)
case('a plain form of wide blanks', mixed([pt('\n　\n'), 'Content-Type: text/html; charset=utf-8\n\n<p>甲</p>'], 'alternative'), text='甲')
case('a picture before its page', mixed(['Content-Type: image/png; name=a.png\nContent-ID: <a>\n\nx', 'Content-Type: text/html; charset=utf-8\n\n<p>甲</p>'], 'related'), text='甲')
case('text/enriched', head(B('信息')) + 'Content-Type: text/enriched; charset=utf-8\n\n<bold>甲</bold>\n\n<excerpt>乙</excerpt>', text='甲\n> 乙', new_text='甲')
case('a page of XHTML', head(B('信息')) + 'Content-Type: application/xhtml+xml; charset=utf-8\n\n<html><body><p>甲</p></body></html>', text='甲')
URL = base64.urlsafe_b64encode(('全县春播过半，整地十二万亩，完成计划的七成八。～？' * 40).encode()).decode()
URL_LINES = '\n'.join(URL[i:i + 76] for i in range(0, len(URL), 76))
assert '-' in URL or '_' in URL
case('base64 in the alphabet of addresses', head(B('信息')) + 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' + URL_LINES + '\n', text='全县春播过半，整地十二万亩，完成计划的七成八。～？' * 40)
DASHES = base64.urlsafe_b64encode('春耕备耕，俾使农时不误。'.encode()).decode()
assert '--' in DASHES
case('the same, a line that begins with two of its signs, above what a list wrote', head(B('信息')) + 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' +
     DASHES.replace('--', '\n--') + '\n_______________\nlist mailing list\n', text='春耕备耕，俾使农时不误。')
case('a header word in the alphabet of addresses', head('=?utf-8?B?%s?=' % DASHES) + 'Content-Type: text/plain\n\nx\n', title='春耕备耕，俾使农时不误。')
# ---- HTML
case('o:p and mso', html('<html xmlns:o="x"><body><p class=MsoNormal>全县春播过半<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>二段</p></body></html>'), text='全县春播过半\n\n二段')
case('display none', html('<p>甲</p><div style="display:none">通过</div><span style="DISPLAY : none">x</span>'), text='甲')
case('preheader hidden', html('<div style="display:none;max-height:0;overflow:hidden">预览</div><p>甲</p>'), text='甲')
case('entities', html('<p>&lt;甲&gt;&nbsp;&amp;&#20057;&#x4E19;&hellip;&ldquo;x&rdquo;&#128077;</p>'), text='<甲> &乙丙…“x”👍')
case('table', html('<table><tr><th>乡镇</th><th>亩数</th></tr><tr><td>东乡</td><td>1200</td></tr></table><p>后</p>'), text='乡镇\t亩数\n东乡\t1200\n后')
case('script style comment', html('<style>p{}</style><script>var a="通过"</script><!-- 注释 --><p>甲</p>'), text='甲')
case('unclosed tags', html('<p>甲<p>乙<br>丙<div>丁'), text='甲\n乙\n丙\n丁')
case('nested lists', html('<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>'), text='甲\n乙\n丙')
case('font size 0', html('<p>甲<span style="font-size:0">隐</span></p>'), text='甲')
case('white text', html('<p>甲<span style="color:#ffffff">隐</span></p>'), text='甲')
case('white text on blue', html('<p style="background:#003366">甲<span style="color:#ffffff">显</span></p>'), text='甲显')
case('visibility hidden', html('<p>甲<span style="visibility: hidden">隐</span></p>'), text='甲')
case('meta charset gbk no label', (head(B('信息'))+'Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n').encode()+base64.encodebytes('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>春耕備耕进展顺利</p>'.encode('gbk')), text='春耕備耕进展顺利')
case('pre', html('<pre>甲  乙\n丙</pre>'), text='甲 乙\n丙')
case('a href', html('<p>见<a href="http://x.example/1">链接</a>。</p>'), text='见链接。')
case('img alt', html('<p>甲<img alt="图" src="cid:1">乙</p>'), text='甲乙')
case('conditional comments', html('<!--[if gte mso 9]><xml>隐</xml><![endif]--><![if !mso]><p>甲</p><![endif]>'), text='甲')
case('wbr zwsp', html('<p>春<wbr>耕&#8203;备&zwnj;耕</p>'), text='春耕备耕')
case('ruby', html('<p><ruby>镕<rp>(</rp><rt>róng</rt><rp>)</rp></ruby>基</p>'), text='镕(róng)基')
case('cdata svg math', html('<p>甲</p><svg><text>隐</text></svg>'), text='甲')
ITEMS = '<p>全县春播过半，主要做法如下：</p><ol style="list-style-type:cjk-ideographic"><li>抓农资<ol><li>化肥</li><li>2万公斤种子</li></ol></li><li>抓农机</li></ol>'
case('a report with lists has their numbers', html(ITEMS, subject=T), kind='report', text='全县春播过半，主要做法如下：\n一、抓农资\n1. 化肥\n2. 2万公斤种子\n二、抓农机', new_text='全县春播过半，主要做法如下：\n一、抓农资\n1. 化肥\n2. 2万公斤种子\n二、抓农机')
case('not those of a quotation below it', html(ITEMS + '<blockquote type="cite"><ol><li>旧</li></ol></blockquote>', subject=T), kind='report', new_text='全县春播过半，主要做法如下：\n一、抓农资\n1. 化肥\n2. 2万公斤种子\n二、抓农机')
case('a page beside a plain form that has no numbers of its own', mixed([pt('全县春播过半\n抓农资\n抓农机'), 'Content-Type: text/html; charset=utf-8\n\n<p>全县春播过半</p><ol><li>抓农资</li><li>抓农机</li></ol>'], 'alternative', subject=T), kind='report', new_text='全县春播过半\n抓农资\n抓农机', uncertain=False)
case('an answer written into a list is read without its numbers', html('<ol><li>通过</li></ol>', subject='Re: ' + T), kind='answer', new_text='通过', verbs=['approve'])
case('so are the answers of several items', html('<ol start="3"><li>通过</li><li>退回 缺数据</li></ol>', subject='Re: ' + T), new_text='通过\n退回 缺数据')
case('and a new letter of commands alone', html('<ol><li>采用</li></ol>', subject='答复'), kind='answer', new_text='采用', verbs=['approve'])
# ---- replies
q='发件人: 呈报 <xinxi@qinghe.example>\n发送时间: 2026年11月23日 11:02\n收件人: 编辑\n主题: 请审\n\n请您审阅\n退回'
R=dict(subject='回复：请审')
case('approve above', text('通过\n\n'+q,**R), verbs=['approve'], new_text='通过')
case('approve w/ greeting', text('王科：\n    通过，谢谢！\n\n'+q,**R), verbs=['approve'])
case('only in quotation', text('\n\n'+q,**R), verbs=[])
case('quoted with command', text('> 通过\n> 退回\n',**R), verbs=[])
case('diary 写道', text('他在日志里写道：今天通过了。\n全县春播过半。'), uncertain=False)
case('wps sign', text('通过\n\n\n李四\n信息科\n电话：0000-1234567\n\n'+q,**R), new_text='通过\n\n\n李四\n信息科\n电话：0000-1234567')
case('163 reply html', html('<div style="line-height:1.7">通过</div><div id="divNeteaseMailCard"></div><br><pre><br>在 2026-11-23 11:02:00，"呈报" &lt;xinxi@qinghe.example&gt; 写道：</pre><blockquote id="isReplyContent"><p>退回</p></blockquote>',**R), verbs=['approve'], new_text='通过')
case('netease card, signed in a container', html('<div>通过</div><div id="ntes-pcmail-signature"><div>李四</div></div><div class="ntes-mailmaster-quote"><div>---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>x</td></tr></table><p>退回</p></div>',sender=B('李四')+' <a@b.example>', **R), verbs=['approve'])
case('outlook zh html', html('<div class="WordSection1"><p class="MsoNormal">通过<o:p></o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>发件人:</b> 呈报 &lt;xinxi@qinghe.example&gt; <br><b>发送时间:</b> 2026年11月23日 11:02<br><b>收件人:</b> x<br><b>主题:</b> 请审</p></div></div><p>退回</p></div>',**R), verbs=['approve'])
case('outlook.com', html('<div class="elementToProof">通过</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>发件人:</b> x<br><b>发送时间:</b> y</div><div>退回</div>',**R), verbs=['approve'])
case('huawei', text('通过\n\n发自我的HUAWEI Mate 60 Pro\n\n-------- 原始邮件 --------\n发件人：呈报 <xinxi@qinghe.example>\n日期：2026年11月23日\n主题：请审\n\n退回',**R), verbs=['approve'], new_text='通过')
case('xiaomi', text('通过\n发自我的小米手机\n在 呈报 <xinxi@qinghe.example>，2026年11月23日 上午11:02写道：\n退回',**R), verbs=['approve'], new_text='通过')
case('gmail zh', text('通过\n\n呈报 <xinxi@qinghe.example> 于2026年11月23日周一 11:02写道：\n\n> 退回\n',**R), verbs=['approve'])
case('apple zh', text('通过\n\n发自我的iPhone\n\n> 在 2026年11月23日，11:02，呈报 <xinxi@qinghe.example> 写道：\n> \n> 退回',**R), verbs=['approve'])
case('apple wrapped', text('通过\n\n> 在 2026年11月23日，上午11:02，呈报\n> <xinxi@qinghe.example> 写道：\n> \n> 退回',**R), verbs=['approve'])
case('below', text('> 请您审阅\n> 退回\n\n通过\n',**R), verbs=['approve'])
case('inline both', text('> 请您审阅\n通过\n> 退回\n退回\n',**R), uncertain=True, verbs=[])
case('wechat mail', text('通过\n\n\n发自我的企业微信\n\n------------------ 原始邮件 ------------------\n发件人：呈报\n\n退回',**R), verbs=['approve'], new_text='通过')
case('tutanota en', text('approve\n\nNov 23, 2026, 11:02 by xinxi@qinghe.example:\n\n> 退回\n',**R), verbs=['approve'], new_text='approve')
case('outlook en mobile', text('approve\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: x <xinxi@qinghe.example>\nSent: Monday, November 23, 2026 11:02:00 AM\nTo: y\nSubject: z\n\nreturn',subject='Re: z'), verbs=['approve'], new_text='approve')
case('signature dashes', text('通过\n-- \n李四 信息科\n退回\n',**R), verbs=['approve'], new_text='通过')
q2 = '<div>请您审阅</div><div>退回</div>'
for one, page in (('Feishu', '<div class="history-quote-wrapper">%s</div>'), ('Spark', '<div name="messageReplySection">%s</div>'),
                  ('Fastmail', '<div id="qt" type="cite">%s</div>'), ('Coremail, phone', '<div class="cm_quote_msg">%s</div>'),
                  ('QQ mail, 2025', '<div class="xm_compose_origin_mail_container">%s</div>')):
    case('page quoted by ' + one, html('<div>通过</div>' + page % q2, **R), new_text='通过', verbs=['approve'], uncertain=False)
case('page answered between quotations', html('<blockquote type="cite">请审核</blockquote><div>通过</div><blockquote type="cite">退回</blockquote>', **R), uncertain=True, verbs=[])
case('page answered below quotations', html('<div class="moz-cite-prefix">x 写道:</div><blockquote type="cite">退回</blockquote><div>通过</div>', **R), uncertain=False, verbs=['approve'])
case('disclaimer', text('通过\n\n免责声明：本邮件仅供收件人使用，如退回请告知。\n',**R), verbs=['approve'], new_text='通过')
case('eM client', text('通过\n\n------ Original Message ------\nFrom: "呈报" <xinxi@qinghe.example>\nTo: x\nSent: 2026/11/23 11:02:00\nSubject: 请审\n\n退回',**R), verbs=['approve'])
case('eM client zh', text('通过\n\n------ 原始邮件 ------\n发件人 "呈报" <xinxi@qinghe.example>\n收件人 x\n日期 2026/11/23 11:02:00\n主题 请审\n\n退回',**R), verbs=['approve'])
case('the bat', text('通过\n\nXY> 请您审阅\nXY> 退回\n',**R), verbs=[])
case('outlook gt prefix', text('通过\n\n>-----原始邮件-----\n>发件人: x\n>退回',**R), verbs=['approve'])
case('lotus', text('通过\n\n呈报 <xinxi@qinghe.example>\n2026-11-23 11:02\n\n收件人\nx\n抄送\n\n主题\n请审\n\n退回',**R), verbs=[])
# ---- automatic
def au(n,raw,want): case('auto '+n,raw,automatic=want)
au('exchange zh', mixed([pt('未能向下列收件人或组传递：\n\nx@y.example\n找不到输入的电子邮件地址。')],subject='未传递: 请审',extra=''),'bounce')
au('exchange text', text('未能向以下收件人或通讯组列表发送邮件：\n\nx@y.example\n您输入的电子邮件地址不存在。',subject='退信',sender='postmaster@y.example'),'bounce')
au('outlook undeliverable', text('Your message to x@y.example couldn\'t be delivered.\n\nx wasn\'t found at y.example.',subject='Undeliverable: z',sender='postmaster@outlook.example'),'bounce')
au('qmail', text('Hi. This is the qmail-send program at mail.y.example.\nI\'m afraid I wasn\'t able to deliver your message to the following addresses.\n',subject='failure notice',sender='MAILER-DAEMON@y.example'),'bounce')
au('qq bounce', text('抱歉，您的邮件被退回来了……\n\n原邮件信息：\n时间：x',subject='系统退信',sender='PostMaster@qq.example'),'bounce')
au('163 bounce', text('尊敬的用户，您好：\n很抱歉您的邮件未能送达到以下地址',subject='系统退信',sender='Postmaster@163.example'),'bounce')
au('163 bounce noheaders', text('亲爱的用户您好：\n\n　　非常抱歉，您的邮件被对方服务器退回，未能发送至 x@y.example。',subject='退信：请审'),'bounce')
au('qq vacation', text('这是来自QQ邮箱的假期自动回复邮件。\n \n您好，我最近正在休假中，无法亲自回复您的邮件。',subject='自动回复:请审'),'vacation')
au('qq vacation 2', text('您好，我最近正在休假中，无法亲自回复您的邮件。我将在假期结束后，尽快给您回复。',subject='自动回复: 请审'),'vacation')
au('163 vacation', text('您好，您的邮件已收到，我会尽快与您联系，谢谢！\n（自动回复）',subject='自动回复：请审'),'vacation')
au('no subject vac', text('您好！您的来信我已收到，谢谢！',subject='自动回复（Auto Reply）：请审'),'vacation')
au('outlook auto', text('我在休假',subject='自动答复: 请审',extra='X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\n'),'vacation')
au('vacation header only', text('出差',subject='Re: 请审',extra='Auto-Submitted: auto-replied\n'),'vacation')
au('recall', text('李四 将撤回邮件“春耕”。',subject='撤回: 春耕'),'recall')
au('recall success', text('您在 2026 发送给 x 的邮件“春耕”已成功撤回',subject='邮件撤回成功: 春耕'),'recall')
au('read receipt zh', text('您的邮件\n\n收件人: x\n主题: 春耕\n发送时间: y\n\n已于 z 被阅读',subject='已读: 春耕'),'receipt')
au('qq receipt', text('对方已阅读了您的邮件',subject='已读回执：春耕'),'receipt')
au('163 receipt', text('这是邮件收条，不保证…',subject='已读：春耕'),'receipt')
au('mdn', mixed([pt('read'),'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;x@y.example\nDisposition: manual-action/MDN-sent-manually; displayed'],'report; report-type=disposition-notification'),'receipt')
au('dsn', mixed([pt('failed'),'Content-Type: message/delivery-status\n\nReporting-MTA: dns;x\n\nFinal-Recipient: rfc822;x@y.example\nAction: failed\nStatus: 5.1.1'],'report; report-type=delivery-status'),'bounce')
au('list', text('x',extra='List-Id: <a.b>\n'),'list')
au('calendar', mixed([pt('会议'),'Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR'],subject='已接受: 会议'),None)
au('human about 自动回复', text('建议各单位邮箱设置自动回复功能，提高办信效率。',subject='关于自动回复功能的建议'),None)
au('human 退信', text('今年以来，全县信访退信率下降。',subject='退信率下降情况'),None)
au('human 已读', text('全县已读万卷书活动开展。',subject='已读万卷书活动'),None)

for name, subject, content, kind in (
        ('163, second form', '自动回复（Auto-Reply）：x', '您的邮件已收到。', 'vacation'),
        ('Japanese', '自動応答: x', 'ただいま外出しております。', 'vacation'),
        ('Notes', '李四/青禾县 不在办公室。', '我将在2026-12-02返回办公室。', 'vacation'),
        ('Notes, English', 'AUTO: Li Si is out of the office (returning 12/02/2026)', 'I am away.', 'vacation'),
        ('a mark in brackets', '回复：x', '您好，您的邮件我已收到。（此为自动回复，请勿回复）', 'vacation'),
        ('English behind thanks', 'Re: x', 'Thank you for your email. This is an automated response.', 'vacation'),
        ('traditional', '回覆: x', '這是自動回覆郵件，您的來信已收到。', 'vacation'),
        ('a dash', '自动回复-x', '您好，邮件已收到。', 'vacation'),
        ('Thunderbird receipt', '回执 (已显示) - x', '这是您发送给 x 的邮件的回执。', 'receipt'),
        ('traditional receipt', '讀取: x', '您的郵件已於 2026年11月29日 被讀取。', 'receipt'),
        ('Sendmail, late', 'Warning: could not send message for past 4 hours', 'THIS IS A WARNING MESSAGE ONLY', 'bounce'),
        ('Exim, late', 'Warning: message 1abc-xyz delayed 24 hours', 'This message was created automatically', 'bounce'),
        ('Exchange, late', '已延迟: x', '此邮件尚未送达，仍将继续尝试传递。', 'bounce'),
        ('Aliyun', '退信通知(邮件投递失败)', '尊敬的用户：您的邮件未能成功送达', 'bounce'),
        ('hMailServer', 'Message undeliverable: x', 'Your message did not reach some or all of the intended recipients.', 'bounce'),
        ('Outlook recall, traditional', '回收: x', '李四 想要回收郵件「x」。', 'recall'),
        ('recall in brackets', '【邮件撤回】x', '该邮件已被发件人撤回', 'recall'),
        ('human: 退信', '退信', '县信访局今年收到退信三百余封，主要原因是地址不详。', None),
        ('human: 已读', '已读', '全县干部读书活动扎实开展，已读书目达三百种，评选读书之星二十名，营造了良好氛围。', None),
        ('human: 回收', '回收：废旧农膜回收有序推进', '县农业农村局建立废旧农膜回收网点四十五个，累计回收一百二十吨。', None),
        ('human: not automatic', '回复：x', '已改好。\n（本邮件由手机发送，不是自动回复）', None)):
    au(name, text(content, subject=subject), kind)
note = b'Content-Type: text/plain; charset=utf-8; name="a.txt"\nContent-Disposition: attachment; filename="a.txt"\n\n' + \
    '我县近日完成一项重要工作，各乡镇反响良好，取得明显成效，下一步将继续推进。'.encode()
for subject in ('撤回：我县撤回3件行政处罚决定', '外出：我县组织考察团', '回执：制度运行良好', '退信：信访答复退回率高'):
    for own in ('', '见附件'):
        au('human: a document, “%s”' % own, mixed([pt(own), note], subject=subject), None)
au('delivery status without a report', mixed([pt('failed'), b'Content-Type: message/delivery-status\n\nReporting-MTA: dns; y.example\n\nFinal-Recipient: rfc822; x@y.example\nAction: failed'], subject='x'), 'bounce')
au('Exchange from its own address', text('以下收件人的邮件传递失败：\nx@y.example', subject='x', sender='MicrosoftExchange329e@y.example'), 'bounce')

tap = Tap()
for (name, _, want), reading in zip(CASES, read([raw for _, raw, _ in CASES])):
    reading["names"] = [one["name"] for one in reading["attachments"]]
    reading["verbs"] = [one["verb"] for one in reading["commands"]]
    reading["limit"] = reading["limit"] is not None
    tap.eq({key: reading[key] for key in want}, want, name)
tap.done()
