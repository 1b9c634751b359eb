#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/flat.c extract/wordml.c extract/sheetml.c
"""flat - documents that are one text file, whatever their names say

Word and Excel of 2003, Word's package in one file, flat OpenDocument, pages that
Word or a browser saved, as .doc, .xml or .mht: read to the character, in every
charset, and held for a secrecy mark that stands only in them.
"""
import base64
import functools
import io
import os
import re
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import FARM, Office, Tap, letter
from documents import packed
from extracting import extract, sample
from mailshapes import attachment, multipart, part

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)


# ---- what an office program wrote ----
# LibreOffice 7.4, of the flat files beside them: --convert-to 'xml:MS Word 2003 XML', 'MS Excel 2003 XML'.

PROSE = extract(sample("prose.docx"))["content"]
lines = [line.strip() for line in PROSE.splitlines() if line.strip()]
TABLE = "春耕进度\n乡镇\t亩数\t日期\t比例\n䶮溪镇𠮷家庄\t12000.5\t%s\t78%%\n合计\t\t\t0.8\n第二张表"
reads("the prose as Word 2003 writes it", sample("prose-2003.xml"), "\n".join(lines), "word xml")
reads("the table as Excel 2003 writes it", sample("table-2003.xml"), TABLE % "2026-11-23", "excel xml", "表.xls")
got = extract(sample("prose.fodt"))
tap.eq((got["type"], [line.strip() for line in got["content"].splitlines()]), ("fodt", lines), "the prose as flat OpenDocument")
reads("the table as flat OpenDocument", sample("table.fods"), TABLE % "2026年11月23日", "fods")
tap.eq(extract(sample("slides.fodp"))["type"], "fodp", "slides as flat OpenDocument")


def flat_package(docx):
    """Word's "XML document (*.xml)": every part below the other, in the order of their names."""
    parts = ""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        for name in sorted(file.namelist()):
            data = file.read(name)
            if name.endswith((".xml", ".rels")):
                body = "<pkg:xmlData>%s</pkg:xmlData>" % re.sub(r"^\s*<\?xml.*?\?>", "", data.decode())
            else:
                body = "<pkg:binaryData>%s</pkg:binaryData>" % base64.b64encode(data).decode()
            parts += '<pkg:part pkg:name="/%s" pkg:contentType="x">%s</pkg:part>' % (name, body)
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'
            '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">%s</pkg:package>' % parts).encode()


reads("the prose as Word's package in one file", flat_package(sample("prose.docx")), "\n".join(lines), "word xml")

# ---- Word 2003 ----

SPACES = ('xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
          'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
          'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:dt="uuid:C2F41010-65B3-11d1-A29F-00AA00C14882"')
HEAD = '<?xml version="1.0" encoding="%s" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>\r\n'


def run(words):
    return '<w:r><w:rPr><w:rFonts w:hint="fareast"/></w:rPr><w:t>%s</w:t></w:r>' % words


def p(*runs):
    return "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr>%s</w:p>" % "".join(r if r[0] == "<" else run(r) for r in runs)


def wordml(body, head=HEAD % "UTF-8", before=""):
    return head + ('<w:wordDocument %s w:macrosPresent="no" w:embeddedObjPresent="no" w:ocxPresent="no" xml:space="preserve">'
                   "%s<w:fonts><w:defaultFonts w:ascii=\"Times New Roman\"/></w:fonts><w:docPr><w:view w:val=\"print\"/>"
                   '<w:footnotePr><w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote></w:footnotePr>'
                   "</w:docPr><w:body><wx:sect>%s</wx:sect></w:body></w:wordDocument>" % (SPACES, before, body))


def annotation(kind, content):
    return '<aml:annotation aml:id="0" w:type="%s" aml:author="张某" aml:createdate="2026-11-23T10:00:00Z"><aml:content>%s' \
           "</aml:content></aml:annotation>" % (kind, content)


PICTURE = '<w:pict><w:binData w:name="wordml://1.png">%s</w:binData><v:shape><v:imagedata src="wordml://1.png"/></v:shape></w:pict>'
NOTE = '<w:r><w:footnote>%s</w:footnote></w:r>' % p("数据来自农业农村局。")
FULL = wordml(
    p("关于春耕备耕的报告") +
    p("全县整地", annotation("Word.Deletion", "<w:r><w:delText>10</w:delText></w:r>"), annotation("Word.Insertion", run("12")),
      "万亩", NOTE, "。", annotation("Word.Comment.Start", ""), annotation("Word.Comment", p("请再核实")),
      "<w:r>%s</w:r>" % (PICTURE % base64.b64encode(b"x" * 3000).decode())) +
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" %
    p("附：框中的字") +
    "<w:tbl>%s</w:tbl>" % "".join("<w:tr>%s</w:tr>" % "".join("<w:tc>%s</w:tc>" % p(c) for c in row)
                                  for row in (("乡镇", "亩数"), ("䶮溪镇", "12000"))) +
    p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>', "甲", "<w:r><w:tab/></w:r>",
      "乙", "<w:r><w:br/></w:r>", "丙") +
    '<w:sectPr><w:hdr w:type="odd">%s</w:hdr><w:ftr w:type="odd">%s</w:ftr></w:sectPr>' % (p("青禾县农业农村局"), p("内部资料")),
    before="<o:DocumentProperties><o:Title>关于春耕备耕的报告</o:Title><o:Keywords>秘密★5年</o:Keywords><o:Author>张某</o:Author>"
           "<o:Company>某公司</o:Company></o:DocumentProperties><o:CustomDocumentProperties>"
           '<o:密级 dt:dt="string">内部</o:密级><o:期限 dt:dt="string">三年</o:期限>'
           '<o:KSOProductBuildVer dt:dt="string">2052-11.1.0.10228</o:KSOProductBuildVer></o:CustomDocumentProperties>')
FULL_TEXT = ("青禾县农业农村局\n关于春耕备耕的报告\n全县整地12万亩。\n附：框中的字\n\n乡镇\t亩数\n䶮溪镇\t12000\n甲\t乙\n丙\n"
             "数据来自农业农村局。\n请再核实\n内部资料\n秘密★5年\n三年")
ROWS = "<w:tbl>%s</w:tbl>" % "".join("<w:tr>%s<w:tc>%s</w:tc></w:tr>" % row for row in (
    ("", p("甲")), ("<w:trPr>%s</w:trPr>" % annotation("Word.Deletion", ""), p("乙")), ("", p("丙"))))
reads("Word 2003: a row that was deleted, a paragraph whose mark was",
      wordml(ROWS + "<w:p><w:pPr><w:rPr>%s</w:rPr></w:pPr>%s</w:p>" % (annotation("Word.Deletion", ""), run("前半")) + p("后半")).encode(),
      "甲\n丙\n前半后半", "word xml")
reads("Word 2003: header, text, table, text box, note, comment, footer, properties", FULL.encode(), FULL_TEXT, "word xml")
for charset in ("gb2312", "utf-16", "utf-16-le", "utf-16-be", "big5"):
    words = p("关于春耕") if charset != "big5" else p("關於春耕")
    data = wordml(words, HEAD % charset[:6]).encode(charset, "xmlcharrefreplace")
    reads("Word 2003 in " + charset, data, "關於春耕" if charset == "big5" else "关于春耕", "word xml")
reads("Word 2003: a mark before it, blanks, a comment", ("\ufeff<!-- <w:x> -->\n" + wordml(p("春耕"), "")).encode(), "春耕", "word xml")
reads("Word 2003: tags in the words are words", wordml(p("&lt;html&gt;")).encode(), "<html>", "word xml")
reads("Word 2003: a picture of many megabytes is no text",
      wordml(p("春耕", "<w:r>%s</w:r>" % (PICTURE % ("QUFB" * (4 << 20)))) + p("备耕")).encode(), "春耕\n备耕", "word xml")
reads("Word 2003: a note in a table's cell",
      wordml("<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>" % (p("甲", NOTE), p("乙"))).encode(),
      "甲\t乙\n数据来自农业农村局。", "word xml")
reads("Word's package: parts in any order, glossary and styles left out",
      flat_package(packed({"word/footer1.xml": "<ftr><p><r><t>页脚</t></r></p></ftr>", "docProps/core.xml": "<c><subject>内部</subject></c>",
                           "word/document.xml": "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>",
                           "word/glossary/document.xml": "<d><body><p><r><t>模板</t></r></p></body></d>",
                           "word/header1.xml": "<hdr><p><r><t>页眉</t></r></p></hdr>", "word/media/1.png": "x" * 100,
                           "word/comments.xml": "<comments><comment><p><r><t>批注</t></r></p></comment></comments>"})),
      "页眉\n正文\n批注\n页脚\n内部", "word xml")

# ---- Excel 2003 ----

SHEET = ('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
         'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'
         '<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Subject>内部</Subject><Author>张某</Author></DocumentProperties>'
         '<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.0%%"/></Style></Styles>'
         '<Worksheet ss:Name="进度"><Table>%s</Table></Worksheet><Worksheet ss:Name="Sheet2"><Table/></Worksheet></Workbook>')
CELL = '<Cell%s><Data ss:Type="%s">%s</Data></Cell>'
reads("Excel 2003: gaps, merged cells, kinds, lines of a cell, comments, properties",
      (SHEET % ("<Row>%s%s%s</Row>" % (CELL % (' ss:MergeAcross="1"', "String", "甲&#10;乙"), CELL % ("", "String", "丙"),
                                      CELL % (' ss:Index="6"', "Boolean", "1")) +
                "<Row>%s%s%s%s</Row>" % (CELL % (' ss:StyleID="s1"', "Number", "0.785"), CELL % ("", "Number", "0.30000000000000004"),
                                        CELL % ("", "DateTime", "2026-11-23T10:30:00.000"),
                                        CELL % ("", "DateTime", "1899-12-31T08:05:00.000")) +
                '<Row ss:Index="9"><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><Font>丁</Font><B>戊</B>'
                '</ss:Data><Comment ss:Author="张某"><ss:Data><B>张某:</B>待核</ss:Data></Comment></Cell></Row>')).encode(),
      "进度\n甲 乙\t\t丙\t\t\tTRUE\n78.5%\t0.3\t2026-11-23 10:30\t08:05\n丁戊\n张某:待核\n内部", "excel xml", "表.xls")

# ---- flat OpenDocument ----

ODF = ('<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
       'xmlns:text="t" xmlns:draw="d" xmlns:style="s" xmlns:dc="c" office:mimetype="application/vnd.oasis.opendocument.%s">'
       "<office:meta><dc:title>正文</dc:title><dc:subject>秘密★5年</dc:subject><dc:creator>张某</dc:creator></office:meta>"
       "<office:master-styles><style:header><text:p>页眉</text:p></style:header></office:master-styles><office:body><office:text>%s"
       "</office:text></office:body></office:document>")
reads("flat OpenDocument: headers, text, properties; pictures and objects are no text",
      (ODF % ("text", "<text:p>正文<draw:frame><draw:image><office:binary-data>QUFB</office:binary-data></draw:image><draw:object>"
              "<office:document><office:body><text:p>图表</text:p></office:body></office:document></draw:object></draw:frame></text:p>")
       ).encode(), "页眉\n正文\n秘密★5年", "fodt")
reads("flat OpenDocument: a table's headers are not the writer's", (ODF % ("spreadsheet", "<text:p>正文</text:p>")).encode(),
      "正文\n秘密★5年", "fods")

# ---- what is refused ----

LAUGHS = '<!DOCTYPE a [<!ENTITY x "哈哈"><!ENTITY y "&x;&x;">]>'
for name, data, begun in (("Word 2003", wordml(p("&y;"), HEAD % "utf-8" + LAUGHS), ""),
                          ("Excel 2003", (SHEET % "").replace("<Workbook", LAUGHS + "<Workbook", 1), ""),
                          ("flat OpenDocument", (ODF % ("text", "")).replace("<office:document", LAUGHS + "<office:document", 1), "")):
    refuses(name + ": a document type", data.encode(), "failed", "document type", begun)
refuses("Word 2003: cut off", wordml(p("春耕")).encode()[:-30], "failed", "damaged", "春耕")
refuses("Word 2003: deeper than anybody writes", wordml("<w:sdt>" * 300).encode(), "failed", "damaged")
refuses("Word 2003: no text", wordml(p("<w:r/>")).encode(), "empty", "no text")
refuses("a package that holds no Word document", flat_package(packed({"ppt/presentation.xml": "<p/>"})), "unsupported", "docx")
got = extract(wordml(p("春耕备耕" * 1000) * 1000).encode())
tap.ok(got["text"] == "limit" and "too long" in got["why"] and len(got["content"].encode()) <= 8 << 20,
       "Word 2003: longer than the cap is a limit, said aloud", (got["text"], got["why"]))
tap.eq(extract(b'<?xml version="1.0"?><rss><item>x</item></rss>')["type"], "txt", "another XML file is a text")

# ---- pages saved as one file ----

MHT = ('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_NextPart_01DC5E2A.4F3B2A10"\r\n\r\n'
       "此文档为“单个文件网页”，也称为“Web 档案”文件。\r\n\r\n%s------=_NextPart_01DC5E2A.4F3B2A10--\r\n")
PAGE = ("------=_NextPart_01DC5E2A.4F3B2A10\r\nContent-Location: file:///C:/8A1B2C3D/%s\r\nContent-Transfer-Encoding: "
        'base64\r\nContent-Type: text/html; charset="gb2312"\r\n\r\n%s\r\n')


def page(name, html):
    return PAGE % (name, base64.encodebytes(html.encode("gb2312")).decode().replace("\n", "\r\n"))


def word_page(words, header):
    return (MHT % (page("报告.htm", "<html><body><p class=MsoNormal>%s</p></body></html>" % words) +
                   page("header.htm", "<html><body><div style='mso-element:header'><p>%s</p></div></body></html>" % header))
            ).encode("gb18030")


WORD_PAGE = word_page("春耕进展", "内部资料")
reads("Word's page in one file, its header beside it", WORD_PAGE, "春耕进展\n内部资料", "mht")
reads("a page that is one part", b"MIME-Version: 1.0\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n" +
      base64.encodebytes("<html><body>春耕</body></html>".encode("gb2312")), "春耕", "mht")
reads("a browser's page", ('From: "由 Windows Internet Explorer 8 保存"\nSubject: x\nDate: Mon, 23 Nov 2026 11:02:03 +0800\n').encode("gb18030") + WORD_PAGE, "春耕进展\n内部资料", "mht", "页.mht")
tap.eq(extract(("MIME-Version: 1.0\nDate: Mon, 23 Nov 2026 11:02:03 +0800\nMessage-ID: <1@a.example>\nSubject: =?utf-8?b?%s?=\n"
                "From: <a@qinghe.example>\nTo: <b@qinghe.example>\nContent-Type: multipart/related; boundary=x\n\n--x\n"
                "Content-Type: text/html\n\n<p>x</p>\n--x--\n" % base64.b64encode("题目".encode()).decode()).encode())["content"],
       "题目\nx", "a letter that begins so is a letter, with its subject")

# ---- pages that Word saved as .doc ----

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Word.Document>
<title>关于春耕备耕的报告</title><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>张某</o:Author>
<o:Keywords>秘密★5年</o:Keywords><o:Pages>1</o:Pages><o:Company>某公司</o:Company></o:DocumentProperties><o:CustomDocumentProperties>
<o:KSOProductBuildVer dt:dt="string">2052-11.1.0.10228</o:KSOProductBuildVer></o:CustomDocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style><!--[if gte mso 10]><style> table.MsoNormalTable {mso-style-name:普通表格;}
</style><![endif]--></head><body lang=ZH-CN><div class=Section1><p class=MsoNormal><b>关于春耕备耕的报告<o:p></o:p></b></p>
<p class=MsoNormal>全县整地<del cite="mailto:a" datetime="2026-11-23T10:00"><span lang=EN-US>10</span></del><ins cite="mailto:a"
datetime="2026-11-23T10:00"><span lang=EN-US>12</span></ins>万亩<a style='mso-footnote-id:ftn1' href="#_ftn1" title=""
><span><![if !supportFootnotes]>[1]<![endif]></span></a>。</p><!--[if gte vml 1]><v:textbox><div><p class=MsoNormal>框中的字</p></div>
</v:textbox><![endif]--><![if !vml]><table><tr><td><p>框中的字</p></td></tr></table><![endif]><table class=MsoNormalTable><tr><td>
<p class=MsoNormal>乡镇<o:p></o:p></p></td><td><p>亩数</p></td></tr></table></div><div style='mso-element:footnote-list'>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>[1] 数据来自农业农村局。</p></div></div></body></html>"""
WORD_TEXT = "关于春耕备耕的报告\n全县整地12万亩[1]。\n框中的字\n乡镇\t亩数\n[1] 数据来自农业农村局。\n秘密★5年"
for charset in ("gb2312", "utf-8", "utf-16"):
    reads("Word's page in " + charset, WORD.replace("gb2312", charset).encode(charset, "xmlcharrefreplace"), WORD_TEXT, "html",
          "报告.doc")

# ---- secrecy ----

for name, data in (("Word 2003", wordml(p("春耕") + "<w:sectPr><w:hdr>%s</w:hdr></w:sectPr>" % p("机密★1年")).encode("utf-16")),
                   ("a page in one file", word_page("春耕进展", "机密★1年"))):
    with Office() as office:
        office.run(letter(FARM, "春耕进展情况", parts=multipart([part("请查收附件。"), attachment("报告.doc", data, "application/msword")])))
        tap.eq(office.rows("SELECT state, reason FROM item"), [("held", "secret-mark")], name + ": a mark in its header is held")
tap.done()
