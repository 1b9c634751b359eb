#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/numbering.c extract/numbering_format.c
"""numbering - the numbers that Word writes before paragraphs, which stand nowhere in the text

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
from documents import packed

tap = Tap()
reads = functools.partial(extracting.reads, tap)
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
tap.done()
