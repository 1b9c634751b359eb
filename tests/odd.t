#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/package.c extract/markup.c extract/type.c extract/ofd.c extract/sheet.c extract/odt_changes.c extract/pdf_garble.c
"""odd - documents that are odd but legal, that lack a part, or that are made to wear the reader out

What other programs than the usual ones write is read as well; of a document that names a part
which is not there, what was read is never passed off as the whole.
"""
import functools
import io
import os
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import ODF, OFD, odt, ofd, ofd_page, ofd_text, packed, pptx, xlsx
from pdfs import pdf, words

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)
DAMAGED = "the document is damaged"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def repacked(data, without=(), **names):
    """The archive without some members, others renamed by `into`, a function of the name."""
    into = names.get("into", lambda name: name)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return packed({into(name): file.read(name) for name in file.namelist() if name not in without})


def word(*paragraphs, more=None):
    body = "".join("<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % one for one in paragraphs)
    return packed(dict({"[Content_Types].xml": "<Types/>",
                        "word/document.xml": '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, body)}, **(more or {})))


def notes(kind, text):
    return '<w:%ss xmlns:w="%s"><w:%s><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:%s></w:%ss>' % (kind, W, kind, text, kind, kind)


# ---- names in a package ----

REPORT = word("㙍上村整地12.5万亩", more={"word/footnotes.xml": notes("footnote", "数据来自统计局")})
TEXT = "㙍上村整地12.5万亩\n数据来自统计局"
for how, into in (("in capitals", str.title), ("with backslashes", lambda name: name.replace("/", "\\")),
                  ("behind a slash", lambda name: "/" + name),
                  ("with numbers, as Word on the web has them", lambda name: name.replace("ment.xml", "ment22.xml").replace("notes.xml", "notes3.xml"))):
    reads("docx: names of parts " + how, repacked(REPORT, into=into), TEXT, "docx")
for what, more in (("an empty line", b"\r\n"), ("what fills a disk's block", b"\0" * 480)):
    reads("docx: behind its end stands " + what, REPORT + more, TEXT, "docx")
SHARED = xlsx({"Sheet1": '<row><c t="s"><v>0</v></c></row>'}, strings="<si><t>春耕</t></si>")
reads("xlsx: SharedStrings.xml", repacked(SHARED, into=lambda name: name.replace("sharedS", "SharedS")), "春耕", "xlsx")
PAGE = ofd([ofd_page(ofd_text(20, 30, "春耕备耕"))])
reads("ofd: names with backslashes, in another case", repacked(PAGE, into=lambda name: name.upper().replace("/", "\\")), "春耕备耕", "ofd")

# ---- a part is not there ----

TWO = xlsx({"甲表": '<row><c t="str"><v>甲</v></c></row>', "乙表": '<row><c t="str"><v>乙</v></c></row>'})
refuses("xlsx: a sheet that is not there", repacked(TWO, ["xl/worksheets/sheet1.xml"]), "failed", DAMAGED, "乙表\n乙")
refuses("pptx: a slide that is not there", repacked(pptx((1, "甲"), (2, "乙")), ["ppt/slides/slide2.xml"]), "failed", DAMAGED, "甲")
PAGES = ofd([ofd_page(ofd_text(20, 30, "第一页")), ofd_page(ofd_text(20, 30, "第二页"))])
refuses("ofd: a page that is not there", repacked(PAGES, ["Doc_0/Pages/P1.xml"]), "failed", DAMAGED, "第一页")

# ---- OFD ----

TEMPLATES = '<ofd:Template TemplateID="70"/><ofd:Template TemplateID="71"/><ofd:Content>'
reads("ofd: a page over two templates",
      ofd([ofd_page(ofd_text(20, 30, "正文内容")).replace("<ofd:Content>", TEMPLATES)],
          common='<ofd:TemplatePage ID="70" BaseLoc="T0.xml"/><ofd:TemplatePage ID="71" BaseLoc="T1.xml"/>',
          more={"Doc_0/T0.xml": ofd_page(ofd_text(20, 10, "青禾县农业农村局")), "Doc_0/T1.xml": ofd_page(ofd_text(20, 10, "内部资料"))}),
      "青禾县农业农村局\n内部资料\n正文内容")
UNIT = '<ofd:CompositeGraphicUnit ID="77" Width="200" Height="200"><ofd:Content>%s</ofd:Content></ofd:CompositeGraphicUnit>'
reads("ofd: words in a unit of drawing",
      ofd([ofd_page(ofd_text(20, 30, "正文内容") + '<ofd:CompositeObject ID="5" Boundary="0 0 200 200" ResourceID="77"/>')],
          common="<ofd:DocumentRes>R.xml</ofd:DocumentRes><ofd:PublicRes>none.xml</ofd:PublicRes>",
          more={"Doc_0/R.xml": "<ofd:Res %s><ofd:CompositeGraphicUnits>%s</ofd:CompositeGraphicUnits></ofd:Res>" % (
              OFD, UNIT % ofd_text(20, 50, "机密★1年"))}), "正文内容\n机密★1年")

# ---- Excel ----

reads("xlsx: characters that Excel writes by their numbers",
      xlsx({"Sheet1": '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>a_x0041_b_x5</t></is></c><c t="s"><v>1</v></c></row>'},
           strings="<si><t>甲_x000D_\n乙</t></si><si><t>_x005F_x000D_</t></si>"), "甲 乙\taAb_x5\t_x000D_")

# ---- OpenDocument ----

REGION = '<text:changed-region text:id="%s"><text:%s><office:change-info><text:p>说明</text:p></office:change-info></text:%s></text:changed-region>'
SHOWN = ("<text:tracked-changes>\n%s\n%s\n</text:tracked-changes>" % (REGION % ("c1", "deletion", "deletion"), REGION % ("c2", "insertion", "insertion")) +
         '<text:p>保留<text:change-start text:change-id="c1"/>删去</text:p><text:p>也删<text:change-end text:change-id="c1"/>'
         '<text:change-start text:change-id="c2"/>新增<text:change-end text:change-id="c2"/>。</text:p>')
reads("odt: what was deleted and is shown all the same", odt(SHOWN), "保留新增。")
BLANKS = ('<text:p>\n  春耕<text:note><text:note-citation>1</text:note-citation>\n   <text:note-body>\n    <text:p>数据来自统计局 </text:p>\n   '
          '</text:note-body>\n  </text:note>备耕\n    进展<text:s text:c="2"/> 顺利</text:p>\n')
reads("odt: blanks between elements are none, those in a row one", odt(BLANKS), "春耕备耕 进展   顺利\n数据来自统计局")
reads("fodt: the same", ('<office:document %s office:mimetype="application/vnd.oasis.opendocument.text">\n<office:body>\n<office:text>\n%s'
                         "</office:text></office:body></office:document>" % (ODF, BLANKS)).encode(), "春耕备耕 进展   顺利\n数据来自统计局", "fodt")

# ---- what stands in front ----

RICH = b"{\\rtf1\\ansi\\ansicpg936 \\'b4\\'ba\\'b8\\'fb}"
reads("rtf: behind a mark of UTF-8 and an empty line", b"\xef\xbb\xbf\r\n" + RICH, "春耕", "rtf")
reads("rtf: named by a text", b"The file begins with {\\rtf1", "The file begins with {\\rtf1", "txt")
for how, front in (("an empty line", b"\r\n"), ("lines of a server", b"X-Cache: MISS\n\n")):
    reads("pdf: behind " + how, front + pdf([words(72, 700, "春耕备耕")]), "春耕备耕", "pdf")

# ---- a line break in a cell, page numbers, what programs say ----

CELLS = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>城关镇</w:t><w:br/><w:t>东河乡</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
reads("docx: a cell with a line break is one line",
      word(more={"word/document.xml": '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (W, CELLS)}), "城关镇 东河乡\t12")
CELL = "<table:table-cell><text:p>%s</text:p></table:table-cell>"
reads("odt: so it is", odt("<table:table><table:table-row>" + CELL % "城关镇<text:line-break/>东河乡" + CELL % "12" + "</table:table-row></table:table>"),
      "城关镇 东河乡\t12")
reads("rtf: so it is", "{\\rtf1\\trowd\\intbl a\\line b\\cell 12\\cell\\row\\pard c\\line d}".encode(), "a b\t12\nc\nd")
SIDES = ("<office:master-styles><style:master-page><style:header><text:p>内部资料</text:p></style:header><style:footer><text:p>— "
         "<text:page-number>1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>")
reads("odt: the number of the page is no title", odt("<text:p>春耕进展</text:p>", styles=SIDES), "内部资料\n春耕进展")
reads("docx: what python-docx says of every document",
      word("春耕", more={"docProps/core.xml": "<c><description>generated by python-docx</description></c>"}), "春耕")

# ---- forms of Word's older kind ----

FORM = ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/>%s</w:ffData></w:fldChar></w:r><w:r><w:instrText> %s </w:instrText></w:r>'
        '%s<w:r><w:fldChar w:fldCharType="end"/></w:r>')
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
LIST = "<w:ddList>%s" + "".join('<w:listEntry w:val="%s"/>' % one for one in ("一般", "较大", "重大")) + "</w:ddList>"
RUN = "<w:r><w:t>%s</w:t></w:r>"
FORMS = (RUN % "等级：" + FORM % (LIST % '<w:result w:val="2"/><w:default w:val="1"/>', "FORMDROPDOWN", "") +
         RUN % "，" + FORM % (LIST % "", "FORMDROPDOWN", SEPARATE) + RUN % "，" +
         FORM % (LIST % '<w:default w:val="1"/>', "FORMDROPDOWN", SEPARATE + RUN % "较大") + RUN % "。" +
         FORM % ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "FORMCHECKBOX", SEPARATE) + RUN % "是" +
         FORM % ('<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>', "FORMCHECKBOX", "") + RUN % "否" +
         FORM % ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "FORMCHECKBOX", "") + RUN % "待定；" +
         FORM % ('<w:textInput><w:default w:val="姓名"/></w:textInput>', "FORMTEXT", SEPARATE + RUN % "田一禾"))
reads("docx: boxes that are ticked or not, entries that are chosen",
      word(more={"word/document.xml": '<w:document xmlns:w="%s"><w:body><w:p>%s</w:p></w:body></w:document>' % (W, FORMS)}),
      "等级：重大，一般，较大。☑是□否□待定；田一禾", "docx")

# ---- PDF ----

GLYPHS = ("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+SimSun/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
          "/BaseFont/ABCDEF+SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type"
          "/FontDescriptor/FontName/ABCDEF+SimSun/Flags 4/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141"
          "/CapHeight 700/StemV 80>>>>]>>")


def glyphs(numbers):
    """A page that shows these glyphs of a font that says nothing of them."""
    rows = ["".join("%04x" % n for n in numbers[at:at + 25]) for at in range(0, len(numbers), 25)]
    page = "".join("BT /G 12 Tf 1 0 0 1 72 %d Tm <%s> Tj ET\n" % (800 - 20 * n, row) for n, row in enumerate(rows))
    return pdf([page + words(72, 100, "春耕备耕")], objects=[GLYPHS]).replace(b"/V 4 0 R", b"/G 10 0 R")


for how, numbers in (("numbered as they came", list(range(1, 61))), ("in hundreds", [33 + n % 300 for n in range(500)]),
                     ("numbered by a whole font", [3000 + 7919 * n % 19000 for n in range(500)])):
    got = extracting.extract(glyphs(numbers))
    tap.eq((got["text"], got["why"][:63]), ("failed", "the fonts of the PDF do not say which characters they show; ple"),
           "pdf: glyphs that nothing names, %s, are not passed off as text" % how)
reads("pdf: few of them spoil no text", pdf([words(72, 700, "整地12.5万亩（“十五五”规划第1项）！＃＄％＆café")]), "整地12.5万亩（“十五五”规划第1项）！＃＄％＆café", "pdf")
PRINTED = pdf([words(72, 700, "第一页"), words(72, 700, "第二页")])
refuses("pdf: a page that is not there", PRINTED.replace(b"/Kids[11 0 R", b"/Kids[77 0 R"), "failed", "the PDF file is damaged", "第二页")
refuses("pdf: without pages", pdf([]), "failed", "the PDF file is damaged")
SIGNS = "".join("BT /G 12 Tf 1 0 0 1 %d 700 Tm <%s> Tj ET\n" % one + words(one[0] + 12, 700, word_of) for one, word_of in (
    ((72, "f0fe"), "同意"), ((108, "f0a8"), "不同意"), ((156, "f0b3"), "三")))
reads("pdf: signs of Wingdings and Symbol", pdf([SIGNS], objects=[GLYPHS]).replace(b"/V 4 0 R", b"/G 10 0 R"), "☑同意□不同意≥三")

# ---- made to wear the reader out ----

MANY = "".join(' a%d="1"' % n for n in range(40000))
refuses("docx: 40,000 attributes of one element",
        word("甲", more={"word/document.xml": '<w:document xmlns:w="%s"%s/>' % (W, MANY)}), "failed", DAMAGED)
AROUND = "".join("<x%s>" % "".join(' xmlns:n%d_%d="u"' % (level, n) for n in range(500)) for level in range(6))
refuses("odt: thousands of namespaces in force", odt("<text:p>甲</text:p>" + AROUND + "</x>" * 6), "failed", DAMAGED, "甲")
reads("docx: signs of equality in a text are no attributes", word('="' * 3000), '="' * 3000)
reads("rtf: 50,000 properties", b"{\\rtf1{\\info" + b"".join(b"{\\title t%dt}" % n for n in range(50000)) + b"}x}",
      "x\n" + "\n".join("t%dt" % n for n in range(1000)))
LONG = "".join("第%d行<br>" % n for n in range(600000))
got = extracting.extract(("<html><p>%s末尾" % LONG).encode())
tap.eq((got["text"], got["why"], got["content"][:7]), ("limit", "the document is too long; only its beginning was read", "第0行\n第1行"),
       "html: a page longer than 8 MB is not passed off as whole")
got = extracting.extract(pdf(["q " * 3000000]))
# The library ends the process where a sanitizer's allocator stops it.
ENDS = {"the extractor gave up on this twice: " + end for end in ("the process ended", "it took too much memory")}
tap.eq((got["text"], got["why"] in ENDS, got["content"]), ("failed", True, ""),
       "pdf: one that takes all the memory there is costs itself, and that is said as of any other")
tap.done()
