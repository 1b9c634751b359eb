#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers extract/drawn.c extract/package.c extract/markup.c
"""drawn - words that stand beside the text of docx, xlsx and pptx

Diagrams, charts, WordArt, boxes, masters of slides, and parts whose names no rule fixes: what
stands there alone is read, what repeats the text is not said twice.

Not here: the text itself (documents.t).
"""
import functools
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import packed, pptx, xlsx

tap = Tap()
reads = functools.partial(extracting.reads, tap)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
DIAGRAM = ('<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>整地</a:t></a:r></a:p></dgm:t>'
           "</dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>播</a:t></a:r><a:r><a:t>种</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>"
           "</dgm:dataModel>")
TITLE = "<c:title><c:tx><c:rich><a:p><a:r><a:t>%s</a:t></a:r></a:p></c:rich></c:tx></c:title>"
SERIES = ("<c:ser><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:pt><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>"
          "<c:cat><c:strRef><c:strCache><c:pt><c:v>城关镇</c:v></c:pt><c:pt><c:v>䶮溪镇</c:v></c:pt></c:strCache></c:strRef>"
          "</c:cat><c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode><c:pt><c:v>12</c:v></c:pt></c:numCache>"
          "</c:numRef></c:val></c:ser>")
CHART = '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart>' + TITLE + SERIES + "</c:chart></c:chartSpace>"


def docx(text, **more):
    members = {"word/document.xml": "<w:document %s><w:body>%s</w:body></w:document>" % (W, PARAGRAPH % text)}
    members.update({name.replace("__", "/").replace("_", "."): xml for name, xml in more.items()})
    return packed(members)


# ---- Word ----

reads("docx: a diagram behind the text, before its notes",
      docx("春耕", word__diagrams__data1_xml=DIAGRAM, word__diagrams__drawing1_xml=DIAGRAM,
           word__footnotes_xml="<w:footnotes %s>%s</w:footnotes>" % (W, PARAGRAPH % "注")), "春耕\n整地\n播种\n注", "docx")
reads("docx: a chart's title, series and categories, no numbers, nothing twice",
      docx("春耕，城关镇", word__charts__chart1_xml=CHART % ("机密★1年", "亩数")), "春耕，城关镇\n机密★1年\n亩数\n䶮溪镇", "docx")
reads("docx: headers and footers in the order of their numbers, without and with many",
      docx("春耕", word__header_xml="<w:hdr %s>%s</w:hdr>" % (W, PARAGRAPH % "甲"),
           word__header10_xml="<w:hdr %s>%s</w:hdr>" % (W, PARAGRAPH % "丙"),
           word__header2_xml="<w:hdr %s>%s</w:hdr>" % (W, PARAGRAPH % "乙"),
           word__footer71_xml="<w:ftr %s>%s</w:ftr>" % (W, PARAGRAPH % "丁")), "甲\n乙\n丙\n春耕\n丁", "docx")

# ---- Excel ----

CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'
VML = ('<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="o" xmlns:x="x"><v:shapetype><v:formulas><v:f eqn="sum"/>'
       "</v:formulas></v:shapetype><v:shape><v:textpath string='机密★1年'/></v:shape><v:shape><v:textbox><div "
       "style='text-align:left'><font face=\"宋体\">汇总<br>本月</font></div></v:textbox><x:ClientData><x:Row>12</x:Row>"
       "</x:ClientData></v:shape></xml>")
reads("xlsx: WordArt and boxes of the older drawings, which are no XML all through",
      xlsx({"Sheet1": CELL % "春耕"}, more={"xl/drawings/vmlDrawing1.vml": VML}), "春耕\n机密★1年\n汇总\n本月", "xlsx")
reads("xlsx: a box that is no text in UTF-8",
      xlsx({"Sheet1": CELL % "春耕"}, more={"xl/drawings/vmlDrawing1.vml": VML.encode().replace("汇".encode(), b"\xc0")}),
      "春耕\n机密★1年\n\ufffd总\n本月", "xlsx")
reads("xlsx: a chart's title; what it takes from the cells is not said twice",
      xlsx({"Sheet1": CELL % "城关镇和䶮溪镇的亩数"}, more={"xl/charts/chart1.xml": CHART % ("春耕进度", "亩数")}),
      "城关镇和䶮溪镇的亩数\n春耕进度", "xlsx")
BOX = ('<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>机密★1年</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
       "</xdr:wsDr>")
reads("xlsx: boxes, diagrams, comments where other programs put them",
      xlsx({"Sheet1": CELL % "春耕"}, more={"xl/drawings/drawing7.xml": BOX, "xl/diagrams/data1.xml": DIAGRAM,
           "xl/comments/comment1.xml": "<comments><comment><text><t>待核</t></text></comment></comments>"}),
      "春耕\n机密★1年\n整地\n播种\n待核", "xlsx")

# ---- PowerPoint ----

SHAPE = ('<p:sp><p:nvSpPr><p:nvPr>%s</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp>')
MASTER = ('<p:sldMaster xmlns:p="p" xmlns:a="a"><p:cSld>' + SHAPE % ('<p:ph type="title"/>', "单击此处编辑母版标题样式") +
          SHAPE % ("", "机密★1年") + "</p:cSld></p:sldMaster>")
LAYOUT = '<p:sldLayout xmlns:p="p" xmlns:a="a">' + SHAPE % ("<p:ph/>", "单击") + SHAPE % ("", "青禾县") + "</p:sldLayout>"
COMMENT = '<p:cmLst xmlns:p="p"><p:cm><p:pos x="1"/><p:text>请再核实</p:text></p:cm><p:cm><p:text>已核</p:text></p:cm></p:cmLst>'
reads("pptx: what its masters show on every slide, not where they ask for words",
      pptx((1, "春耕"), more={"ppt/slideMasters/slideMaster1.xml": MASTER, "ppt/slideLayouts/slideLayout1.xml": LAYOUT}),
      "春耕\n青禾县\n机密★1年", "pptx")
reads("pptx: diagrams, charts, comments",
      pptx((1, "春耕"), more={"ppt/diagrams/data1.xml": DIAGRAM, "ppt/charts/chart3.xml": CHART % ("进度", "亩数"),
                            "ppt/comments/comment1.xml": COMMENT}),
      "春耕\n整地\n播种\n请再核实\n已核\n进度\n亩数\n城关镇\n䶮溪镇", "pptx")
tap.done()
