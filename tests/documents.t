#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/odt.c extract/ofd.c extract/ofd_page.c extract/page.c extract/xlsx.c
# Covers extract/xlsx_book.c extract/sheet.c extract/properties.c extract/pptx.c
# Covers extract/pdf_lines.c extract/page_columns.c extract/symbols.c
"""documents - the text of every kind of document, to the character

What an office program wrote from one prose is read to one text, whatever the
format; then, format by format, what such documents may hold besides; then what
is refused, and what the sender is told. All through `chengbao extract`, which
reads in the jail.
"""
import functools
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import odt, ofd, ofd_page, ofd_text, ole, packed, pptx, SLIDE, xlsx
from extracting import extract, sample
from pdfs import pdf, string, words
import worddoc
from worddoc import CELL, INNER_CELL, INNER_ROW, ROW

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)


# ---- what an office program wrote ----
# LibreOffice 7.4, of the flat files beside them: soffice --headless --convert-to EXT FILE.fod?

PROSE = """青禾县春耕备耕进展顺利
截至11月23日，㙍上村、䶮溪镇、𠮷家庄整地12.5万亩，完成计划的78％。喆堃、珺、昇、镕五位技术员下乡。
一、农资供应  充足。“化肥”3.2万吨，《种子法》宣传到位——〔2026〕5号……
乡镇\t亩数\t比例
城关镇\t12000\t80%
二、下一步工作。English words and ＡＢＣ１２３。"""
NOTES = ["数据来自县农业农村局。", "请再核实"]


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


for kind in ("docx", "odt", "rtf", "doc"):
    got = extract(sample("prose." + kind))
    tap.eq((got["text"], got["type"], lines(got["content"])), ("read", kind, lines(PROSE) + NOTES),
           "the prose as " + kind)
got = extract(sample("prose.pdf"))
# A page shows the note's number and one blank where two were typed; comments are not printed.
tap.eq((got["text"], got["type"], lines(got["content"])),
       ("read", "pdf", lines(PROSE.replace("。喆", "。1喆").replace("应  充", "应 充")) + ["1 " + NOTES[0]]),
       "the prose as pdf")
TABLE = "春耕进度\n乡镇\t亩数\t日期\t比例\n䶮溪镇𠮷家庄\t12000.5\t%s\t78%%\n合计\t\t\t0.8\n第二张表"
reads("a workbook as xlsx", sample("table.xlsx"), TABLE % "2026-11-23", "xlsx")
reads("a workbook as xls", sample("table.xls"), TABLE % "2026-11-23", "xls")
reads("slides as pptx, notes behind them", sample("slides.pptx"),
      "青禾县春耕备耕进展\n䶮溪镇𠮷家庄整地12.5万亩\nEnglish and ＡＢＣ\n第二页：下一步工作\n请再核实数据", "pptx")
reads("a workbook as ods", sample("table.ods"), TABLE % "2026年11月23日", "ods")

for order in ("utf-16-le", "utf-16-be"):
    reads("plain text in %s with its mark" % order.replace("16", "32"), ("\ufeff" + PROSE + "\n").encode(order.replace("16", "32")), PROSE, "txt")
    reads("plain text in %s without a mark" % order, (PROSE + "\n").encode(order), PROSE, "txt")

# ---- Word ----

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(paragraph, name="word/document.xml", space=W):
    return packed({name: '<w:document xmlns:w="%s"><w:body><w:p>%s</w:p></w:body></w:document>' % (space, paragraph)})


def run(content):
    return "<w:r><w:t>%s</w:t></w:r>" % content


reads("docx: what was deleted or moved away is no text",
      word(run("保留") + "<w:del>%s</w:del><w:ins>%s</w:ins><w:moveFrom>%s</w:moveFrom>%s<w:moveTo>%s</w:moveTo>" % (
          run("删去"), run("新增"), run("移走"), run("。"), run("移来"))), "保留新增。移来", "docx")
reads("docx: a paragraph whose mark was deleted goes on in the next",
      packed({"word/document.xml": '<w:document xmlns:w="%s"><w:body><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>%s</w:p><w:p>%s</w:p>'
              "</w:body></w:document>" % (W, run("前半"), run("后半"))}), "前半后半", "docx")
DEL = '<w:del w:id="1" w:author="张某"/>'
CELL_OF = "<w:tc>%s<w:p>%s</w:p></w:tc>"
ROW_OF = "<w:tr>%s%s</w:tr>"
DELETED_ROW, DELETED_CELL = "<w:trPr><w:cantSplit/>%s</w:trPr>" % DEL, "<w:tcPr><w:tcW w:w=\"1\"/><w:cellDel/></w:tcPr>"


def table(*rows):
    """Each: (what says of it, its cells); a cell's text, or (what says of it, its text)."""
    return "<w:tbl>%s</w:tbl>" % "".join(ROW_OF % (of, "".join(
        CELL_OF % (("", run(c)) if isinstance(c, str) else (c[0], run(c[1]))) for c in cells)) for of, cells in rows)


def words_of(*blocks):
    return packed({"word/document.xml": '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, "".join(blocks))})


reads("docx: rows of a table that were deleted, and cells, are no text",
      words_of(table(("", ["乡镇", "亩数"]), (DELETED_ROW, ["旧镇", "1"]), ("", ["城关镇", (DELETED_CELL, "9"), "12"]),
                     ("<w:trPr><w:ins/></w:trPr>", ["新镇", "3"])), "<w:p>%s</w:p>" % run("完。")),
      "乡镇\t亩数\n城关镇\t12\n新镇\t3\n完。", "docx")
reads("docx: with what they hold: paragraphs, tables, boxes of text",
      words_of(table(("", ["甲"])).replace("</w:tc>", table((DELETED_ROW, ["乙"]), ("", ["丙", (DELETED_CELL, "丁")])) + "</w:tc>" + "<w:tc>" +
                                          DELETED_CELL + table(("", ["戊"])) + "<w:p>%s</w:p></w:tc>" % run("己"), 1), "<w:p>%s</w:p>" % run("完。")),
      "甲 丙\n完。", "docx")
reads("docx: a table that was deleted whole leaves no line",
      words_of("<w:p>%s</w:p>" % run("甲"), table((DELETED_ROW, ["旧", "1"]), (DELETED_ROW, ["旧", "2"])), "<w:p>%s</w:p>" % run("乙")), "甲\n乙")
SIGN = '<w:r><w:sym w:font="%s" w:char="%s"/></w:r>'
SIGNS = [("Wingdings", "F0FE", "☑"), ("wingdings", "00A8", "□"), ("Wingdings 2", "F052", "☑"), ("Wingdings 2", "F0A3", "□"),
         ("Symbol", "F0B3", "≥"), ("宋体", "2611", "☑"), ("Webdings", "F041", ""), ("Symbol", "F001", "")]
reads("docx: signs of symbol fonts, as in a form", word("".join(SIGN % one[:2] + run("，") for one in SIGNS)),
      "".join(one[2] + "，" for one in SIGNS), "docx")
reads("docx: where tabs would stop is no tab, the line above notes no note",
      packed({"word/document.xml": '<w:document xmlns:w="%s"><w:body><w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="2"/>'
              "</w:tabs></w:pPr><w:r><w:tab/></w:r>%s</w:p></w:body></w:document>" % (W, run("春耕")),
              "word/footnotes.xml": '<w:footnotes xmlns:w="%s"><w:footnote w:type="separator"><w:p><w:r><w:separator/></w:r></w:p>'
              "</w:footnote><w:footnote><w:p>%s</w:p></w:footnote></w:footnotes>" % (W, run("注"))}), "春耕\n注")
FIELD = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
reads("docx: a character in a circle, a fraction", word(
    FIELD % "begin" + "<w:r><w:instrText> EQ \\o\\ac(○,</w:instrText></w:r><w:r><w:instrText>密)</w:instrText></w:r>" + FIELD % "end" +
    FIELD % "begin" + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + FIELD % "separate" + run("3") + FIELD % "end" +
    '<m:oMath xmlns:m="m"><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>'),
      "密31/2")
INSTRUCTION = "<w:r><w:instrText> %s </w:instrText></w:r>"
INNER_FIELD = FIELD % "begin" + INSTRUCTION % "MERGEFIELD 镇" + FIELD % "separate" + run("城关镇") + FIELD % "end"
reads("docx: of a field in another's instruction nothing is shown, in its result it is",
      word(run("甲") + FIELD % "begin" + INSTRUCTION % "IF" + INNER_FIELD + INSTRUCTION % '= "城关镇" "' + FIELD % "begin" +
           INSTRUCTION % "EQ \\o\\ac(○,密)" + FIELD % "end" + INSTRUCTION % '"' + FIELD % "separate" + run("结果") + INNER_FIELD +
           FIELD % "end" + run("乙")), "甲结果城关镇乙", "docx")
reads("docx: behind a field that does not end the text is text",
      word(FIELD % "begin" + INSTRUCTION % "PAGE" + FIELD % "begin" + run("甲") + "</w:p><w:p>" + run("乙") + FIELD % "end" + FIELD % "end" + run("丙")), "甲\n乙丙")
reads("docx: readings above characters are no text",
      word("<w:r><w:ruby><w:rt>%s</w:rt><w:rubyBase>%s</w:rubyBase></w:ruby></w:r>" % (run("róng"), run("镕"))), "镕")
reads("docx: as Word on the web names its main part", word(run("春耕"), "word/document2.xml"), "春耕", "docx")
reads("docx: the strict form's namespace", word(run("春耕"), space="http://purl.oclc.org/ooxml/wordprocessingml/main"), "春耕")
ART = '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="%s"/></v:shape></w:pict></w:r>'
HEADER = '<w:hdr xmlns:w="%s"><w:p>%s</w:p></w:hdr>' % (W, ART % "机密★1年")
MAIN = '<w:document xmlns:w="%s"><w:body><w:p>%s</w:p></w:body></w:document>' % (W, run("春耕进展") + ART % "春耕")
reads("docx: a watermark is read, behind the text, once",
      packed({"word/header1.xml": HEADER, "word/header2.xml": HEADER, "word/document.xml": MAIN}), "春耕进展\n机密★1年", "docx")
reads("doc: a watermark, as LibreOffice writes it", sample("watermark.doc"), "春耕备耕进展\n机密★1年", "doc")
reads("doc: what was deleted with its change kept is no text", sample("tracked.doc"), "保留之后新增完", "doc")
CELLS = [("表：\r",), ("乡镇\a", CELL), ("亩数\a", CELL), ("\a", ROW), ("城关镇\a", CELL), ("\a", CELL), ("\a", ROW), ("合计\a", CELL),
         ("\a", ROW), ("\a", CELL), ("1\r", CELL), ("2\a", CELL), ("\a", ROW), ("完。\r",)]
reads("doc: rows of different lengths, with empty cells, of several paragraphs", ole(worddoc.streams(CELLS)),
      "表：\n乡镇\t亩数\n城关镇\t\n合计\n\t1 2\n完。", "doc")
INNER = [("外\r", CELL), ("甲\r", INNER_CELL), ("乙\r", INNER_CELL), ("\r", INNER_ROW), ("后\a", CELL), ("丙\a", CELL), ("\a", ROW), ("完\r",)]
reads("doc: a table in a table's cell", ole(worddoc.streams(INNER)), "外 甲\t乙 后\t丙\n完", "doc")
SAID = "春耕进展\n青禾县\n机密★1年\n请勿外传\n档案室"
for kind in ("doc", "xls"):
    reads(kind + ": what stands only in the properties, not what WPS keeps there", sample("properties." + kind), SAID, kind)
OWN = '<p xmlns:vt="v"><property name="%s"><vt:lpwstr>%s</vt:lpwstr></property><property name="%s"><vt:lpwstr>%s</vt:lpwstr></property></p>'
reads("docx: the users' own properties, not what WPS keeps there",
      packed({"word/document.xml": '<w:document xmlns:w="%s"><w:body><w:p>%s</w:p></w:body></w:document>' % (W, run("春耕")),
              "docProps/custom.xml": OWN % ("KSOProductBuildVer", "2052-11.1.0.10228", "密级", "机密")}), "春耕\n机密", "docx")
reads("a page saved as one file, whatever its name",
      ('MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset=gb2312\n'
       "Content-Transfer-Encoding: quoted-printable\n\n<p>=B4=BA=B8=FB</p>\n--x\nContent-Type: image/png; name=a.png\n\nx\n"
       "--x--\n").encode(), "春耕", "mht")
reads("a letter that speaks of MIME is a text", b"MIME-Version: 1.0 is a header", "MIME-Version: 1.0 is a header", "txt")

# ---- PDF ----


def upright(x, text, one_by_one=False):
    """A line that runs down the page."""
    return "".join(words(x, 750 - 15 * n, c, 14) for n, c in enumerate(text)) if one_by_one else words(x, 750, text, 14, "V")


def turned(text, matrix):
    return "BT /H 12 Tf %s Tm <%s> Tj ET\n" % (matrix, text.encode("utf-16-be").hex())


UPRIGHT = ["关于春耕备耕工作的报告", "截至十一月二十三日全县整地十二万亩，完成", "计划的七成八。《化肥》供应充足，种子到位。", "一、农资"]
UPRIGHT_TEXT = UPRIGHT[0] + "\n" + UPRIGHT[1] + UPRIGHT[2] + "\n" + UPRIGHT[3]
reads("pdf: a text set upright, from right to left", pdf(["".join(upright(500 - 30 * n, one) for n, one in enumerate(UPRIGHT))]),
      UPRIGHT_TEXT, "pdf")
reads("pdf: the same, every character placed by itself",
      pdf(["".join(upright(500 - 30 * n, one, True) for n, one in enumerate(UPRIGHT))]), UPRIGHT_TEXT)
LINES = ["关于春耕的报告", "截至十一月二十三日全县整地十二万亩，完成", "计划的七成八。"]
for name, angle in (("is turned to the right", 90), ("stands on its head", 180), ("is turned to the left", 270)):
    reads("pdf: a page that " + name,
          pdf(["".join(words(72, 700 - 20 * n, one) for n, one in enumerate(LINES))], page="/Rotate %d" % angle),
          LINES[0] + "\n" + LINES[1] + LINES[2])
reads("pdf: lines that run up a page, as of a broad table",
      pdf(["".join(turned(one, "0 1 -1 0 %d 100" % (100 + 20 * n)) for n, one in enumerate(LINES))]), LINES[0] + "\n" + LINES[1] + LINES[2])
COLUMN = ["%s栏第%s行的文字比较长一些", "%s栏第%s行的文字也是这样", "%s栏第%s行到此结束。"]
SIDES = [[one % (side, n) for one, n in zip(COLUMN, "一二三")] for side in "左右"]
reads("pdf: two columns, one behind the other, below a title",
      pdf([words(150, 760, "春耕简报第十二期，标题横跨两栏") + "".join(words(60 + 260 * k, 700 - 20 * n, one)
                                                     for n in range(3) for k, one in ((0, SIDES[0][n]), (1, SIDES[1][n]))) +
           words(60, 600, "编辑：田一禾")]),
      "春耕简报第十二期，标题横跨两栏\n%s\n%s\n编辑：田一禾" % tuple("".join(one) for one in SIDES))
reads("pdf: a table's rows, whatever the order of its cells; columns of short words are none",
      pdf(["".join(words(60 + 160 * k, 700 - 20 * n, one) for k, column in enumerate((["乡镇", "城关镇", "䶮溪镇"], ["亩数", "12000", "800"]))
                   for n, one in enumerate(column))]), "乡镇\t亩数\n城关镇\t12000\n䶮溪镇\t800")
FIELD = "<</Type/Annot/Subtype/Widget/FT/%s/T(%d)/V%s%s/Rect[110 %d 250 %d]>>"
FIELDS = [FIELD % ("Tx", 0, string("田一禾"), "", 695, 712), FIELD % ("Ch", 1, string("农业农村局"), "/Ff 131072/Opt[%s%s]" % (
    string("应急局"), string("农业农村局")), 675, 692), FIELD % ("Tx", 2, "()", "", 655, 672)]
reads("pdf: what is filled into a form stands where its fields are; a comment behind the text",
      pdf([words(72, 700, "姓名：") + words(72, 680, "单位：") + words(72, 660, "备注：")],
          objects=FIELDS + ["<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents%s>>" % string("请核实")],
          catalog="/AcroForm<</Fields[10 0 R 11 0 R 12 0 R]>>", page="/Annots[10 0 R 11 0 R 12 0 R 13 0 R]"),
      "姓名：田一禾\n单位：农业农村局\n备注：\n请核实")
refuses("pdf: a scan", pdf(["q 500 0 0 700 50 50 cm Q"]), "empty", "holds no text")


def told(info, content=words(72, 700, "text")):
    """One page; `info`: what its information dictionary says."""
    return pdf([content], objects=["<<%s>>" % info], trailer="/Info 10 0 R")


reads("pdf: subject and keywords behind the text, no file's name as title",
      told("/Title(Microsoft Word - a.doc)/Subject%s/Keywords(text)/Author(nobody)" % string("机密★1年")), "text\n机密★1年", "pdf")
reads("pdf: its title", told("/Title" + string("春耕进展")), "text\n春耕进展", "pdf")
reads("pdf: a title that is a file's name", told("/Title(b.DOCX)"), "text", "pdf")
refuses("pdf: without text it is empty whatever it is called", told("/Title(spring)", ""), "empty", "", "")

# ---- OpenDocument ----

P = "<text:p>%s</text:p>"
reads("odt: blanks, tabs and breaks",
      odt(P % '甲<text:s text:c="3"/>乙<text:s/>丙<text:tab/>丁<text:line-break/>戊<text:span>己</text:span>'),
      "甲   乙 丙\t丁\n戊己", "odt")
reads("odt: deleted text, readings, comments' authors are left out",
      odt("<text:tracked-changes><text:changed-region><text:deletion>" + P % "删去的" +
          "</text:deletion></text:changed-region></text:tracked-changes>" +
          P % ("<text:ruby><text:ruby-base>春耕</text:ruby-base><text:ruby-text>chun geng</text:ruby-text>"
               "</text:ruby><office:annotation><dc:creator>张某</dc:creator><dc:date>2026-11-23</dc:date>" +
               P % "请核实" + "</office:annotation>备耕")), "春耕备耕\n请核实")
reads("odt: fields of those names are text",
      odt(P % "<text:date>2026年11月23日</text:date>由<text:creator>张某</text:creator>报<text:title>题</text:title>"),
      "2026年11月23日由张某报题")
reads("odt: a text box in a paragraph, the picture's name is left out",
      odt(P % ("正文<draw:frame><draw:text-box>" + P % "机密★1年" +
               "</draw:text-box><svg:title>图片1</svg:title><svg:desc>说明</svg:desc></draw:frame>")),
      "正文\n机密★1年")
reads("odt: headers and footers, and what stands only in the properties",
      odt(P % "正文内容", styles="<office:master-styles><style:master-page><style:header>" + P % "青禾县农业农村局" +
          "</style:header><style:footer>" + P % "内部资料" + "</style:footer></style:master-page>"
          "</office:master-styles><office:styles>" + P % "样式里的" + "</office:styles>",
          meta="<office:meta><dc:title>正文内容</dc:title><dc:subject>秘密★5年</dc:subject>"
               "<dc:creator>张某</dc:creator></office:meta>"),
      "青禾县农业农村局\n内部资料\n正文内容\n秘密★5年")
CELL = "<table:table-cell%s>" + P + "</table:table-cell>"
reads("odt: cells of several lines stand in one",
      odt("<table:table><table:table-row>" + CELL.replace(P, P % "甲" + P % "乙") % "" + CELL % ("", "丙") +
          "</table:table-row></table:table>" + P % "完"), "甲 乙\t丙\n完")
reads("ods: repeated cells and rows, thousands of empty ones",
      odt('<table:table table:name="工作表1"><table:table-row table:number-rows-repeated="2">' +
          CELL % (' table:number-columns-repeated="3"', "是") +
          '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
          '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
          'table:number-columns-repeated="16384"/></table:table-row></table:table>', kind="spreadsheet"),
      "是\t是\t是\n是\t是\t是")
refuses("odt: encrypted", odt("x", manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
        "encrypted", "password")
HANZI = random.Random(1).choices([chr(c) for c in range(0x4e00, 0x9f00)], k=3000000)
refuses("odt: text and notes together longer than 8 MB",
        odt('<text:p>%s<text:note><text:note-body><text:p>%s</text:p></text:note-body></text:note></text:p>' %
            ("".join(HANZI[:1800000]), "".join(HANZI[1800000:]))), "limit", "the document is too long; only its beginning was read",
        "%s\n%s" % ("".join(HANZI[:1800000]), "".join(HANZI[1800000:2796202])))

# ---- Excel ----

ROW = '<row r="1">%s</row>'
for kind in ("xlsx", "xls"):
    reads(kind + ": what is printed above and below the pages", sample("margins." + kind),
          TABLE % "2026-11-23" + "\n机密★1年\n内部资料", kind)
reads("xlsx: sheets in the workbook's order, hidden ones too",
      xlsx({"Sheet1": ROW % '<c r="A1"><v>1</v></c>', "汇总": ROW % '<c r="A1"><v>2</v></c>'}), "汇总\n2\n1", "xlsx")
reads("xlsx: strings with parts and readings, in the cell, of formulas",
      xlsx({"Sheet1": ROW % ('<c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>行内</t></is></c>'
                             '<c r="D1" t="str"><f>A1</f><v>算得</v></c><c r="E1" t="b"><v>1</v></c>'
                             '<c r="F1" t="s"><v>9</v></c>')},
           strings="<si><t>零</t></si><si><r><t>春</t></r><r><t>耕𠮷</t></r><rPh><t>chun</t></rPh></si>"),
      "春耕𠮷\t\t行内\t算得\tTRUE")
reads("xlsx: a sheet that says as much as the name it has not", xlsx({"Sheet1": ROW % '<c t="str"><v>机密</v></c>'}), "机密", "xlsx")
reads("xlsx: lines of a cell, rows without places",
      xlsx({"Sheet1": '<row><c t="inlineStr"><is><t>甲\n乙</t></is></c><c><v>0.30000000000000004</v></c></row>'
                      '<row><c r="AB2"><v>-5</v></c></row>'}),
      "甲 乙\t0.3\n" + "\t" * 27 + "-5")
STYLES = ('<numFmts><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
          '<numFmt numFmtId="181" formatCode="[Red]0.00%"/><numFmt numFmtId="182" formatCode="&quot;day&quot;0"/>'
          '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
          '<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="180"/><xf numFmtId="181"/><xf numFmtId="182"/>'
          '<xf numFmtId="20"/><xf numFmtId="57"/></cellXfs>')
CELLS = "".join('<c r="%s1" s="%d"><v>%s</v></c>' % c for c in (
    ("A", 0, 46349), ("B", 1, 46349), ("C", 2, 46349.4375), ("D", 3, 46349), ("E", 4, 0.785), ("F", 5, 3),
    ("G", 6, 0.5), ("H", 7, 59), ("I", 7, 61), ("J", 1, -4), ("K", 99, 7)))
reads("xlsx: dates, times and percentages as they are shown", xlsx({"Sheet1": ROW % CELLS}, styles=STYLES),
      "46349\t2026-11-23\t2026-11-23 10:30\t2026-11-23\t78.5%\t3\t12:00\t1900-02-28\t1900-03-01\t-4\t7")
reads("xlsx: days since 1904", xlsx({"Sheet1": ROW % '<c r="A1" s="1"><v>44887</v></c>'}, styles=STYLES,
                                    book='<workbookPr date1904="1"/>'), "2026-11-23")
reads("xlsx: text boxes, comments, properties",
      xlsx({"Sheet1": ROW % '<c r="A1"><v>1</v></c>'},
           more={"xl/drawings/drawing1.xml": "<d><p><r><t>机密★1年</t></r></p></d>",
                 "xl/comments1.xml": "<comments><comment><text><t>待核</t></text></comment></comments>",
                 "docProps/core.xml": "<c><keywords>内部</keywords><creator>张某</creator></c>"}),
      "1\n机密★1年\n待核\n内部")

# ---- PowerPoint ----

reads("pptx: slides in the presentation's order, no number fields, notes, properties",
      pptx((2, "先"), (1, '后</a:t></a:r><a:fld type="slidenum"><a:r><a:t>7</a:t></a:r></a:fld><a:r><a:t>文'),
           more={"ppt/notesSlides/notesSlide3.xml": SLIDE % "备注",
                 "docProps/core.xml": "<c><subject>内部</subject></c>"}), "先\n后文\n备注\n内部", "pptx")
refuses("pptx: pictures alone, whatever PowerPoint calls them",
        pptx((1, ""), more={"docProps/core.xml": "<c><title>PowerPoint 演示文稿</title></c>"}), "empty", "no text")
refuses("pptx: no relations", packed({"ppt/presentation.xml": "<p/>"}), "failed", "damaged")

# ---- OFD ----

reads("ofd: one line in several objects, drawn in any order, page numbers left out",
      ofd([ofd_page(ofd_text(20, 50, "下一行。") + ofd_text(60 + 5.6 * 4, 30.2, "进展𠮷顺利") +
                    ofd_text(60, 30, "春耕备耕") + ofd_text(105, 280, "1"))]), "春耕备耕进展𠮷顺利\n下一行。", "ofd")
LONG = "截至目前全县整地十二万亩完成计划的百分之七十八较去年"
reads("ofd: a paragraph goes on over the page's end",
      ofd([ofd_page(ofd_text(31.2, 200, LONG[:-2]) + ofd_text(20, 210, LONG) + ofd_text(100, 285, "—1—")),
           ofd_page(ofd_text(20, 30, "快六个百分点。") + ofd_text(31.2, 40, "二、下一步"))]),
      LONG[:-2] + LONG + "快六个百分点。\n二、下一步")
reads("ofd: cells of a table, Latin words",
      ofd([ofd_page(ofd_text(20, 40, "乡镇") + ofd_text(80, 40, "亩数") + ofd_text(20, 50, "城关镇") +
                    ofd_text(80, 50, "12000", codes='<ofd:TextCode X="0" Y="4.8" DeltaX="2.8 2.8 2.8 2.8">12000'
                             "</ofd:TextCode>") +
                    ofd_text(20, 60, "open", codes='<ofd:TextCode X="0" Y="4.8" DeltaX="g 3 2.8">open</ofd:TextCode>'
                             '<ofd:TextCode X="14" Y="4.8" DeltaX="g 3 2.8">text</ofd:TextCode>'))]),
      "乡镇\t亩数\n城关镇\t12000\nopen text")
reads("ofd: an object's matrix",
      ofd([ofd_page(ofd_text(10, 20, "甲", more=' CTM="2 0 0 2 30 0"') + ofd_text(10, 20, "乙"))]), "乙\t甲")


def down(x, text, one_by_one=False, size=5.6):
    """A line that runs down the page from 30 mm."""
    if one_by_one:
        return "".join(ofd_text(x, 30 + size * n, c) for n, c in enumerate(text))
    return ofd_text(x, 30, text, codes='<ofd:TextCode X="0" Y="4.8" DeltaY="g %d %g">%s</ofd:TextCode>' % (len(text) - 1, size, text))


for how, one_by_one in (("by its deltas", False), ("every character placed by itself", True)):
    reads("ofd: a text set upright, from right to left, " + how,
          ofd([ofd_page("".join(down(150 - 10 * n, one, one_by_one) for n, one in reversed(list(enumerate(UPRIGHT)))))]), UPRIGHT_TEXT, "ofd")
reads("ofd: signs and figures of such a text", ofd([ofd_page(down(100, "春耕报告︵试行︶") + down(90, "全县︑") + ofd_text(
    90, 30 + 5.6 * 3, "12", codes='<ofd:TextCode X="0" Y="4.8" DeltaX="2.8">12</ofd:TextCode>') + ofd_text(90, 30 + 5.6 * 4, "万亩︐完成计划︒", codes=(
        '<ofd:TextCode X="0" Y="4.8" DeltaY="g 7 5.6">万亩︐完成计划︒</ofd:TextCode>')))]), "春耕报告（试行）\n全县、12万亩，完成计划。")
reads("ofd: a page whose lines run up, and down, by their matrix",
      ofd([ofd_page("".join(ofd_text(30 + 10 * n, 250, one, more=' CTM="0 -1 1 0 0 0"') for n, one in enumerate(LINES))),
           ofd_page("".join(ofd_text(130 - 10 * n, 30, one, more=' CTM="0 1 -1 0 0 0"') for n, one in enumerate(LINES)))]),
      "\n".join([LINES[0] + "\n" + LINES[1] + LINES[2]] * 2))
reads("ofd: a word that stands upright beside level lines",
      ofd([ofd_page(ofd_text(40, 30, "城关镇整地一万二千亩") + ofd_text(40, 40, "䶮溪镇整地三千亩") + down(20, "进度"))]),
      "进度\t城关镇整地一万二千亩\n䶮溪镇整地三千亩")
reads("ofd: deltas that repeat, that change, a letter's breadth between characters, one by one: no blank",
      ofd([ofd_page(ofd_text(20, 30, "春耕备耕12.5万亩", codes='<ofd:TextCode X="0" Y="4.8" DeltaX="g 3 5.6 6 g 4 2.8 5.6 5.6">春耕备耕12.5万亩</ofd:TextCode>') +
                    "".join(ofd_text(20 + 7.2 * n, 40, c) for n, c in enumerate("关于印发方案的通知")) +
                    ofd_text(31.2, 50, "张三") + ofd_text(31.2 + 5.6 * 2.5, 50, "李四"))]),
      "春耕备耕12.5万亩\n关于印发方案的通知\n张三 李四")
reads("ofd: template once, annotations, properties",
      ofd([ofd_page(ofd_text(20, 40, "第一页"), "70"), ofd_page(ofd_text(20, 40, "第二页"), "70")],
          info="<ofd:Title>第一页</ofd:Title><ofd:Author>张某</ofd:Author><ofd:Keywords><ofd:Keyword>内部"
               "</ofd:Keyword></ofd:Keywords>",
          common='<ofd:TemplatePage ID="70" BaseLoc="/Doc_0/Tpl.xml"/>',
          annotations="<ofd:Annotations>Annots.xml</ofd:Annotations>",
          more={"Doc_0/Tpl.xml": ofd_page(ofd_text(20, 10, "青禾县")),
                "Doc_0/Annots.xml": '<ofd:A xmlns:ofd="o"><ofd:Page><ofd:FileLoc>../Doc_0/./N.xml</ofd:FileLoc>'
                                    "</ofd:Page></ofd:A>",
                "Doc_0/N.xml": '<ofd:P xmlns:ofd="o"><ofd:Annot><ofd:Remark>请核实</ofd:Remark><ofd:Appearance>' +
                               ofd_text(1, 1, "批注") + "</ofd:Appearance></ofd:Annot></ofd:P>"}),
      "青禾县\n第一页\n第二页\n批注\n请核实\n内部")
refuses("ofd: only drawn pages", ofd([ofd_page("<ofd:PathObject/>")]), "empty", "no text")
refuses("ofd: no document in it", packed({"OFD.xml": "<OFD/>"}), "failed", "damaged")

# ---- refused in every format of XML ----

LAUGHS = '<!DOCTYPE a [<!ENTITY x "哈哈"><!ENTITY y "&x;&x;">]><a>&y;</a>'
for name, data in (("odt", packed({"content.xml": LAUGHS})), ("ofd", packed({"OFD.xml": LAUGHS})),
                   ("xlsx", packed({"xl/workbook.xml": LAUGHS}))):
    refuses(name + ": a document type", data, "failed", "document type")
    refuses(name + ": a bomb", packed({list({"odt": "content.xml", "ofd": "OFD.xml", "xlsx": "xl/workbook.xml"}[name]
                                            for _ in "1")[0]: "<a>" + " " * (30 << 20)}), "limit", "far more")
    refuses(name + ": cut off", data[:len(data) // 2] if name != "xlsx" else b"PK\3\4....xl/workbook.xml",
            "failed", "damaged")
tap.done()
