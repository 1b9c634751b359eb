#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/numbering.c base/text/numbering_format.c extract/docx_numbering.c extract/odt_numbering.c
# Covers extract/doc_numbering.c extract/doc_paragraphs.c extract/doc_runs.c
"""numbering - the numbers that programs write before paragraphs, which stand nowhere in the text

What a reader of the document sees before each paragraph, whatever gives it: the paragraph, its
style, what that is based on; lists that begin anew or count on.
"""
import functools
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import ODF, odt, ole, packed
from worddoc import level as doc_level, of_list, streams

tap = Tap()
reads = functools.partial(extracting.reads, tap)

# LibreOffice 7.4, of numbered.fodt: soffice --headless --convert-to EXT numbered.fodt
NUMBERED = """第一章总体情况
一.1 进度
一.2 质量
说明
一、农资
（一）化肥
1. 2万吨尿素
2. 复合肥
(1) 进口
（二）种子
二、农机
同一项的第二段
（一）拖拉机
插入的一段正文。
三、资金
（一）到位
再插一段。
（二）缺口
玖、九号
A. 甲
i) 子
壹拾、十号
贰拾、二十号
一、另起一张单子
二、第二条
①圈一
②圈二
黑点
1 城关镇\t12
2 䶮溪镇\t30
第二章下一步
二.1 保障"""
for kind in ("fodt", "odt", "docx", "doc", "rtf"):
    reads("the same numbers in " + kind, extracting.sample("numbered." + kind), NUMBERED, kind)

# ---- docx ----

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(n, kind, words, more="", start=1):
    return ('<w:lvl w:ilvl="%d"><w:start w:val="%d"/><w:numFmt w:val="%s"/>%s<w:lvlText w:val="%s"/></w:lvl>' %
            (n, start, kind, more, words))


def paragraph(words, number=None, at=None, style=None, more=""):
    said = '<w:pStyle w:val="%s"/>' % style if style else ""
    if number is not None:
        said += "<w:numPr>%s<w:numId w:val=\"%d\"/></w:numPr>" % (
            "" if at is None else '<w:ilvl w:val="%d"/>' % at, number)
    return "<w:p>%s%s</w:p>" % ("<w:pPr>%s%s</w:pPr>" % (said, more) if said or more else "",
                                "<w:r><w:t>%s</w:t></w:r>" % words if words else "")


def docx(paragraphs, lists, styles="", uses=None):
    """`lists`: the levels of each; `uses`: (list, what is overridden), one for each by default."""
    uses = uses or [(n, "") for n in range(len(lists))]
    xml = "".join('<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>' % one for one in enumerate(lists))
    xml += "".join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>' % (n, of, more)
                   for n, (of, more) in enumerate(uses, 1))
    return packed({"word/document.xml": "<w:document %s><w:body>%s</w:body></w:document>" % (W, "".join(paragraphs)),
                   "word/numbering.xml": "<w:numbering %s>%s</w:numbering>" % (W, xml),
                   "word/styles.xml": "<w:styles %s>%s</w:styles>" % (W, styles)})


OFFICE = (level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.") +
          level(3, "decimalEnclosedCircleChinese", "%4"))
reads("numbers of an office's report, deeper ones begin anew",
      docx([paragraph("关于春耕的报告"), paragraph("基本情况", 1, 0), paragraph("农资", 1, 1), paragraph("2万吨化肥", 1, 2),
            paragraph("种子", 1, 2), paragraph("玉米", 1, 3), paragraph("农机", 1, 1), paragraph("问题", 1, 0),
            paragraph("资金", 1, 1)], [OFFICE]),
      "关于春耕的报告\n一、基本情况\n（一）农资\n1. 2万吨化肥\n2. 种子\n①玉米\n（二）农机\n二、问题\n（一）资金", "docx")
reads("numbers of several levels, in decimals where the list wants it so",
      docx([paragraph("甲", 1, 0), paragraph("乙", 1, 1), paragraph("丙", 1, 1), paragraph("丁", 2, 1)],
           [level(0, "chineseCounting", "第%1章 ") + level(1, "decimal", "%1.%2"),
            level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")]),
      "第一章 甲\n一.1 乙\n一.2 丙\n1.1 丁", "docx")
reads("a list that another use begins anew, and one that counts on",
      docx([paragraph("甲", 1, 0), paragraph("乙", 1, 0), paragraph("丙", 2, 0), paragraph("丁", 3, 0)],
           [level(0, "decimal", "%1）")],
           uses=[(0, ""), (0, ""), (0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')]),
      "1）甲\n2）乙\n3）丙\n7）丁", "docx")
STYLES = ('<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
          '<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
          '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'
          '</w:style><w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="x"/></w:style>')
reads("numbers by a style, by what it is based on; a paragraph may refuse them",
      docx([paragraph("甲", style="1"), paragraph("乙", style="2"), paragraph("丙", 0, style="1"), paragraph("丁", style="x"),
            paragraph("戊", style="y"), paragraph("己", style="1", more='<w:pPrChange><w:pPr><w:numPr><w:numId w:val="0"/>'
                                                                    "</w:numPr></w:pPr></w:pPrChange>")],
           [level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>') + level(1, "chineseCounting", "（%2）")], STYLES),
      "一、甲\n（一）乙\n丙\n丁\n戊\n二、己", "docx")
reads("a style that only the list knows the level of",
      docx([paragraph("甲", style="1"), paragraph("乙", style="3")],
           [level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>') + level(1, "decimal", "%2、", '<w:pStyle w:val="3"/>')],
           STYLES + '<w:style w:type="paragraph" w:styleId="3"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'),
      "一、甲\n1、乙", "docx")
reads("bullets say nothing, lists that are not there neither",
      docx([paragraph("甲", 1, 0), paragraph("乙", 9, 0), paragraph("丙", 1, 99)],
           [level(0, "bullet", "\uf06c") + level(8, "none", "附：")]), "甲\n乙\n附：丙", "docx")
reads("the numbers of a table's rows",
      docx(["<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>" % (
          paragraph("", 1, 0), paragraph("甲"), paragraph("", 1, 0), paragraph("乙"))], [level(0, "decimal", "%1")]),
      "1 \t甲\n2 \t乙", "docx")
GONE = '<w:rPr><w:del w:id="1"/></w:rPr>'
DELETED = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
reads("an item that was deleted with its change kept has no number and is not counted",
      docx([paragraph("甲", 1, 0), paragraph("", 1, 0, more=GONE).replace("</w:p>", DELETED), paragraph("乙", 1, 0)], [level(0, "decimal", "%1、")]),
      "1、甲\n2、乙", "docx")
reads("two items that became one have one number",
      docx([paragraph("甲", 1, 0), paragraph("前半", 1, 0, more=GONE), paragraph("后半", 1, 0), paragraph("乙", 1, 0)], [level(0, "decimal", "%1、")]),
      "1、甲\n2、前半后半\n3、乙", "docx")
FORMATS = {"decimalZero": "09", "decimalFullWidth": "９", "japaneseCounting": "九", "ideographDigital": "九",
           "chineseLegalSimplified": "玖", "upperRoman": "IX", "lowerRoman": "ix", "upperLetter": "I", "lowerLetter": "i",
           "decimalEnclosedParen": "⑼", "decimalEnclosedFullstop": "⒐", "somethingElse": "9"}
reads("every way to write a number",
      docx([paragraph("", n, 0) for n in range(1, len(FORMATS) + 1)],
           [level(0, name, "%1、", start=9) for name in FORMATS]), "\n".join(one + "、" for one in FORMATS.values()), "docx")
for start, wanted in ((10, "十、"), (11, "十一、"), (20, "二十、"), (105, "一百零五、"), (110, "一百一十、"), (1010, "一千零一十、")):
    reads("%d in Chinese" % start, docx([paragraph("", 1, 0)], [level(0, "chineseCounting", "%1、", start=start)]), wanted)
reads("letters begin again behind Z",
      docx([paragraph("", 1, 0), paragraph("", 1, 0)], [level(0, "lowerLetter", "%1）", start=26)]), "z）\naa）")
reads("a level that one use of a list writes in its own way",
      docx([paragraph("甲", 1, 0), paragraph("乙", 2, 0)], [level(0, "chineseCounting", "%1、")],
           uses=[(0, ""), (0, '<w:lvlOverride w:ilvl="0">%s</w:lvlOverride>' % level(0, "decimal", "%1."))]), "一、甲\n2. 乙")

PACKAGE = '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">%s</pkg:package>' % "".join('<pkg:part pkg:name="%s"><pkg:xmlData>%s</pkg:xmlData></pkg:part>' % one for one in (
    ("/word/document.xml", "<w:document %s><w:body>%s</w:body></w:document>" % (W, paragraph("甲", style="1") + paragraph("乙", 1, 0))),
    ("/word/styles.xml", "<w:styles %s>%s</w:styles>" % (W, STYLES)),
    ("/word/numbering.xml", '<w:numbering %s><w:abstractNum w:abstractNumId="0">%s</w:abstractNum><w:num w:numId="1"><w:abstractNumId '
     'w:val="0"/></w:num></w:numbering>' % (W, level(0, "chineseCounting", "%1、")))))
reads("word xml: the numbers of a document in one file, whose lists stand behind its body", PACKAGE.encode(), "一、甲\n二、乙", "word xml")
WORD_2003 = ('<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="x"><w:body>%s</w:body></w:wordDocument>' %
             "".join('<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="%s"/><wx:font wx:val="%s"/></w:listPr></w:pPr><w:r><w:t>%s</w:t>'
                     "</w:r></w:p>" % one for one in (("一、", "宋体", "甲"), ("1.", "Times New Roman", "2万"), ("l", "Wingdings", "丙"))))
reads("word xml: the number that Word 2003 wrote beside a paragraph", WORD_2003.encode(), "一、甲\n1. 2万\n丙", "word xml")

# ---- OpenDocument ----


def odf_level(n, kind, before="", behind="", more=""):
    return '<text:list-level-style-number text:level="%d" style:num-format="%s" style:num-prefix="%s" style:num-suffix="%s" %s/>' % (
        n, kind, before, behind, more)


def odf_list(*items, more='text:style-name="L"'):
    return "<text:list %s>%s</text:list>" % (more, "".join(
        one if one.startswith("<text:list-") else "<text:list-item>%s</text:list-item>" % one for one in items))


def numbered_odt(body, levels, more="", outline=""):
    lists = '<office:automatic-styles><text:list-style style:name="L">%s</text:list-style>%s</office:automatic-styles>' % (levels, more)
    return odt(body, styles="<office:styles>%s</office:styles>" % outline, more={"content.xml": (
        "<office:document-content %s>%s<office:body><office:text>%s</office:text></office:body></office:document-content>" %
        (ODF, lists, body))})


P = "<text:p>%s</text:p>"
ONE = odf_level(1, "一, 二, 三, ...", "", "、") + odf_level(2, "1", "", ".", 'text:display-levels="2"')
reads("odt: lists that go on with one another, and one that does not",
      numbered_odt(odf_list(P % "甲" + odf_list(P % "乙", more=""), more='text:style-name="L" xml:id="a"') + P % "文" +
                   odf_list(P % "丙") + odf_list(P % "丁", more='text:style-name="L" text:continue-list="a"') +
                   odf_list(P % "戊", more='text:style-name="L" text:continue-numbering="true"') +
                   odf_list(P % "己", more='text:style-name="L" text:continue-list="b"'), ONE),
      "一、甲\n一.1. 乙\n文\n一、丙\n二、丁\n三、戊\n四、己", "odt")
reads("odt: an item that begins with its own number, a part without one, a list in a list alone",
      numbered_odt(odf_list("<text:list-header>%s</text:list-header>" % (P % "附："), '<text:list-item text:start-value="7">%s</text:list-item>' % (P % "甲"),
                            P % "乙" + P % "其二", odf_list(P % "丙", more="")), ONE), "附：\n七、甲\n八、乙\n其二\n八.1. 丙")
STYLED = ('<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P0"/><style:style style:name="P0" '
          'style:family="paragraph" style:list-style-name="L"/><style:style style:name="P2" style:family="paragraph" style:list-style-name=""/>')
reads("odt: a list by the style of its paragraphs; headings with and without a number",
      numbered_odt(odf_list('<text:p text:style-name="P1">甲</text:p>', more="") + '<text:h text:outline-level="1">章</text:h>'
                   '<text:h text:outline-level="1" text:style-name="P2">无</text:h><text:h text:outline-level="2">节</text:h>'
                   '<text:h text:outline-level="1" text:is-list-header="true">附</text:h><text:h text:outline-level="1">末</text:h>',
                   ONE, STYLED, '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="I" '
                   'style:num-suffix="."/></text:outline-style>'), "一、甲\nI. 章\n无\n节\n附\nII. 末")
KINDS = {"甲, 乙, 丙, ...": "丙", "子, 丑, 寅, ...": "寅", "１, ２, ３, ...": "３", "a": "c", "I": "III", "壱, 弐, 参, ...": "參", "？": "3"}
for kind, wanted in KINDS.items():
    reads("odt: a number as " + kind, numbered_odt(odf_list(P % "。"), odf_level(1, kind, "（", "）", 'text:start-value="3"')),
          "（%s）。" % wanted)

# ---- Word 97 to 2003 ----

OFFICE = [doc_level(39, "%1、"), doc_level(37, "（%2）"), doc_level(0, "%3."), doc_level(0, "%1.%4", legal=True)]
reads("doc: numbers by paragraphs, by their style, by what that is based on; a paragraph may refuse them",
      ole(streams([("甲\r", of_list(1, 0)), ("乙\r", of_list(1, 1)), ("2万\r", of_list(1, 2)), ("丙\r", b"", 1), ("丁\r", b"", 2),
                   ("戊\r", of_list(0), 1), ("己\r", of_list(0x7FF), 1), ("庚\r", of_list(-1, 3))], [OFFICE],
                  styles=[(0xFFF, b""), (0, of_list(1, 0)), (1, b"\x0a\x26\1")])),
      "一、甲\n（一）乙\n1. 2万\n二、丙\n（一）丁\n戊\n己\n2.1 庚", "doc")
reads("doc: uses of a list that begin anew or write it in their own way; bullets say nothing",
      ole(streams([("甲\r", of_list(1)), ("乙\r", of_list(2)), ("丙\r", of_list(3)), ("丁\r", of_list(4)), ("戊\r", of_list(99))],
                  [[doc_level(0, "%1）")], [doc_level(23, "\uf06c")]],
                  [(0, []), (0, [(0, 7, None)]), (0, [(0, None, doc_level(18, "%1"))]), (1, [])])), "1）甲\n7）乙\n⑧丙\n丁\n戊")
reads("doc: behind a page's break, and of a section's last paragraph",
      ole(streams([("\f甲\r", of_list(1)), ("乙\f", of_list(1)), ("丙\r", of_list(1))], [[doc_level(39, "%1、")]])), "一、甲\n二、乙\n三、丙")

reads("doc: of words about a number that are too long, whole characters",
      ole(streams([("甲\r", of_list(1))], [[doc_level(39, "%1" + "长" * 40)]])), "一" + "长" * 20 + "甲")

# ---- Rich Text ----

LABEL = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 a;}{\f1\fcharset2 Wingdings;}}{\listtext\pard\plain\f%d %s\tab}\pard\f0 2\'cd\'f2\par}"
for name, label, wanted in (("a number", (0, r"\'d2\'bb\'a1\'a2"), "一、2万"), ("a Latin number", (0, "1."), "1. 2万"),
                            ("a bullet", (1, "l"), "2万"), ("a sign", (0, r"\bullet"), "2万"), ("nothing", (0, ""), "2万")):
    reads("rtf: %s before a paragraph" % name, (LABEL % label).encode(), wanted, "rtf")

# ---- pages

PAGE = "<html><body><p>关于春耕的报告</p><ol type=%s><li>农资<ol start=3><li>2万吨</li><li>种子</li></ol></li><li>农机</li></ol></body></html>"
reads("html: the numbers of ordered lists, which stand nowhere in the page",
      (PAGE % "I").encode(), "关于春耕的报告\nI. 农资\n3. 2万吨\n4. 种子\nII. 农机", "html")
reads("html: in Chinese, where the list's style says so",
      (PAGE % '"1" style="list-style-type: simp-chinese-informal"').encode(), "关于春耕的报告\n一、农资\n3. 2万吨\n4. 种子\n二、农机", "html")
reads("mht: the numbers of a page saved as one file",
      ("From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"; type=\"text/html\"\r\n\r\n"
       "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s\r\n--b--\r\n" % (PAGE % "A")).encode(),
      "关于春耕的报告\nA. 农资\n3. 2万吨\n4. 种子\nB. 农机", "mht")
tap.done()
