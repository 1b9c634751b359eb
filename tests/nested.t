#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/reading/nested.c extract/packed.c extract/extract.c extract/enclosed.c extract/object.c extract/ole.c
# Covers extract/rtf_objects.c extract/pdf_attachments.c extract/ppt.c
"""nested - letters and saved pages in packed folders, and in one another; documents in documents

What a unit packs is often a letter that it exported from its mail program, or a page that it
saved: they are read as what they are, with their files, to a bound; what lies deeper is said.

Not here: letters attached to a letter (letters.t), other documents in a folder (documents.t).
"""
import base64
import functools
import os
import struct
import sys
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
import extracting
from desk import Tap
from documents import odf_content, odt, ofd, ofd_page, ofd_text, ole, ole_file, packed, tar, word_streams, workbook, xlsx
from extracting import extract, sample
from mailshapes import attachment, docx, letter, multipart, part
from pdfs import pdf, stream, string, words

tap = Tap()
reads = functools.partial(extracting.reads, tap)
refuses = functools.partial(extracting.refuses, tap)
SENDER = "nyj@qinghe.example"


def mail(subject, body, files=(), **more):
    """A letter in base64, with files as (name, bytes)."""
    own = part(body, encoding="base64")
    if files:
        more["parts"] = multipart([own] + [attachment(name, data) for name, data in files])
        return letter(SENDER, subject, **more)
    return letter(SENDER, subject, body, encoding="base64", **more)


def page(html):
    return ("From: <由 Microsoft Internet Explorer 5 保存>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            ).encode("gb18030") + base64.encodebytes(html.encode("gb18030"))


REPORT = docx(["整地12.5万亩。"])
PLAIN = mail("春耕进展", "全县备足化肥。")

reads("a letter in a folder is read as a letter", packed({"信.eml": PLAIN}), "春耕进展\n全县备足化肥。\n【信.eml】", "zip")
reads("so it is in every kind of folder", tar({"信.eml": PLAIN}), "春耕进展\n全县备足化肥。\n【信.eml】", "gz")
reads("its files are read under their names",
      packed({"信.eml": mail("春耕进展", "见附件", [("报告.docx", REPORT)])}),
      "春耕进展\n见附件\n【报告.docx】\n整地12.5万亩。\n【信.eml】")
reads("a page is read as a page, whatever its name",
      packed({"页.doc": page("<p>春耕<del cite=a datetime=b>旧</del>备耕</p>")}), "春耕备耕\n【页.doc】")
reads("beside other documents each stands under its name",
      packed({"信.eml": PLAIN, "报告.docx": REPORT}), "【信.eml】\n春耕进展\n全县备足化肥。\n【报告.docx】\n整地12.5万亩。")
reads("a letter's letter in a folder",
      packed({"信.eml": mail("转发", "请阅", [("原信.eml", PLAIN)])}),
      "转发\n请阅\n【原信.eml】\n春耕进展\n全县备足化肥。\n【信.eml】")
reads("a folder in a letter is opened, and a letter in that",
      mail("转发", "请阅", [("包.zip", packed({"原信.eml": PLAIN}))]),
      "转发\n请阅\n【包.zip】\n春耕进展\n全县备足化肥。\n【原信.eml】", "eml")
refuses("a folder in a letter in a folder is named, not opened",
        packed({"信.eml": mail("转发", "请阅", [("包.zip", packed({"a.txt": "b"}))])}), "unsupported",
        "信.eml: not everything in the forwarded letter was read: 包.zip: it is a packed file in a packed file",
        "转发\n请阅\n【包.zip】\n【信.eml】")
refuses("a locked document in a letter in a folder is named",
        packed({"信.eml": mail("转发", "请阅", [("密件.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504)])}),
        "failed", "密件.docx: the document is damaged", "转发\n请阅\n【密件.docx】\n【信.eml】")
deep = PLAIN
for n in range(6):
    deep = mail("第%d层" % n, "转发", [("信%d.eml" % n, deep)])
got = extract(packed({"信.eml": deep}))
tap.eq((got["text"], got["content"]),
       ("limit", "第5层\n转发\n【信5.eml】\n第4层\n转发\n【信4.eml】\n第3层\n转发\n【信3.eml】\n第2层\n转发\n【信2.eml】\n【信.eml】"),
       "letters in letters are opened four deep")
tap.has(got["why"], "信2.eml: it is a letter in a letter in a letter", "… and it is said where they end")
tap.eq(extract(deep)["content"] + "\n【信.eml】", got["content"], "alone it is opened as deep")
refuses("a letter past a cap of letters is refused, not taken for a text",
        packed({"信.eml": PLAIN.replace(b"Subject:", b"X: " + b"x" * 70000 + b"\r\nSubject:", 1)}), "limit",
        "a header line is longer than 64 kB", "【信.eml】")
refuses("an empty letter in a folder", packed({"信.eml": b"From: a@qinghe.example\r\nTo: b@qinghe.example\r\nDate: Mon, 23 Nov 2026 11:02:03 +0800\r\n\r\n"}),
        "empty", "信.eml: the forwarded letter is empty", "【信.eml】")

# ---- documents in documents ----

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word(text, relations=(), **members):
    """A Word document whose relations are (kind, target); `members`: below word/embeddings, _ for a dot."""
    own = {"word/document.xml": '<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>' %
           (WORD, text),
           "word/_rels/document.xml.rels": "<R>%s</R>" % "".join(
               '<Relationship Id="r%d" Type="%s%s" Target="%s"/>' % (n, TYPE, kind, target)
               for n, (kind, target) in enumerate(relations))}
    own.update({"word/embeddings/" + name.replace("_", "."): data for name, data in members.items()})
    return packed(own)


SHEET = xlsx({"Sheet1": '<row r="1"><c r="A1" t="str"><v>机密★1年</v></c></row>'})
reads("docx: a part that Word takes in when it opens it",
      word("", [("aFChunk", "/word/embeddings/a.mht")], a_mht=page("<p>春耕进展</p>")), "春耕进展", "docx")
reads("docx: a sheet that somebody put in, under its name, once",
      word("春耕进展", [("package", "embeddings/a.xlsx"), ("package", "embeddings/c.xlsx"),
                          ("package", "/word/embeddings/a.xlsx"), ("image", "embeddings/b.png")],
           a_xlsx=SHEET, b_png=b"\x89PNG\r\n"), "春耕进展\n【a.xlsx】\n机密★1年", "docx")
reads("docx: a chart's workbook, which no relation of the text names, repeats the chart",
      word("春耕进展", a_xlsx=SHEET), "春耕进展", "docx")
reads("docx: one level",
      word("外", [("package", "embeddings/a.docx")],
           a_docx=word("内", [("package", "embeddings/b.xlsx")], b_xlsx=SHEET)),
      "外\n【a.docx】\n内", "docx")
refuses("docx: what cannot be read in it is named",
        word("春耕进展", [("package", "embeddings/a.bin")], a_bin=packed({"a.txt": "x"})), "unsupported",
        "not everything in the document was read: a.bin: it is a packed file in a packed file", "春耕进展")
refuses("docx: a bomb in it", word("春耕进展", [("package", "embeddings/a.txt")], a_txt=b"\0" * (30 << 20)),
        "limit", "far more", "春耕进展")
reads("xlsx: on a sheet", xlsx({"Sheet1": '<row r="1"><c r="A1"><v>1</v></c></row>'}, more={
    "xl/worksheets/_rels/sheet1.xml.rels": '<R><Relationship Id="r1" Type="%spackage" Target="../embeddings/报告.docx"/></R>' % TYPE,
    "xl/embeddings/报告.docx": REPORT}), "1\n【报告.docx】\n整地12.5万亩。", "xlsx")

# ---- objects ----


def with_object(*containers):
    """A Word document with these in it."""
    return word("春耕进展", [("oleObject", "embeddings/oleObject%d.bin" % n) for n in range(len(containers))],
                **{"oleObject%d_bin" % n: one for n, one in enumerate(containers)})


reads("object: a file that somebody put in, under its name",
      with_object(ole({"\1Ole10Native": ole_file("花名册.txt", "机密★1年".encode()), "\1CompObj": b"x"})),
      "春耕进展\n【花名册.txt】\n机密★1年", "docx")
reads("object: of older programs, in GBK, the file a document",
      with_object(ole({"\1Ole10Native": ole_file("整地报告.docx", REPORT, wide=False)})),
      "春耕进展\n【整地报告.docx】\n整地12.5万亩。", "docx")
TABLE = extract(sample("table.xls"))["content"]
PROSE = extract(sample("prose.pdf"))["content"]
reads("object: a workbook of old", with_object(sample("table.xls")), "春耕进展\n【oleObject0.bin】\n" + TABLE, "docx")
reads("object: a newer document, a PDF",
      with_object(ole({"Package": SHEET}), ole({"CONTENTS": sample("prose.pdf")})),
      "春耕进展\n【oleObject0.bin】\n机密★1年\n【oleObject1.bin】\n" + PROSE, "docx")
reads("object: a formula, a link, a control hold no document, nor does what Word keeps of an object that is gone",
      with_object(ole({"Equation Native": b"\x1c\0" * 20}), ole({"\3LinkInfo": b"x"}), ole({"\3OCXNAME": b"x", "contents": b"\0\2"}),
                  ole({"\1Ole": b"x", "\1CompObj": b"x", "\3ObjInfo": b"x"})),
      "春耕进展", "docx")
refuses("object: what cannot be read is named", with_object(ole({"VisioDocument": b"x"})), "unsupported",
        "not everything in the document was read: oleObject0.bin: files of this kind", "春耕进展")
refuses("object: a picture in it", with_object(ole({"\1Ole10Native": ole_file("签批.png", b"\x89PNG\r\n")})),
        "unsupported", "签批.png: a picture", "春耕进展")
refuses("object: a file that is longer than its stream",
        with_object(ole({"\1Ole10Native": ole_file("甲.txt", b"x" * 4000, wide=False)[:-1000]})), "unsupported",
        "oleObject0.bin: files of this kind", "春耕进展")
refuses("object: damaged", with_object(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504), "failed",
        "oleObject0.bin: the document is damaged", "春耕进展")
reads("doc: an object in it, by the name that Word gives such a one",
      ole(dict(word_streams("春耕进展\r"), ObjectPool={"_1": word_streams("内\r"), "_2": {"\1Ole": b"x", "Equation Native": b"x"},
                                                     "_3": {"\1Ole10Native": ole_file("花名册.docx", REPORT)}})),
      "春耕进展\n【oleObject1.bin】\n内\n【花名册.docx】\n整地12.5万亩。", "doc")
reads("xls: an object in it",
      ole({"Workbook": workbook("播种"), "MBD00123456": dict(word_streams("机密★1年\r"))}),
      "播种\n【oleObject1.bin】\n机密★1年", "xls")
reads("doc: one level",
      ole(dict(word_streams("外\r"), ObjectPool={"_1": dict(word_streams("内\r"), ObjectPool={"_1": word_streams("里\r")})})),
      "外\n【oleObject1.bin】\n内", "doc")
refuses("doc: what cannot be read in it is named",
        ole(dict(word_streams("春耕进展\r"), ObjectPool={"_1": {"VisioDocument": b"x"}})), "unsupported",
        "not everything in the document was read: oleObject1.bin: files of this kind", "春耕进展")
refuses("doc: nor is what lies deeper in it passed over",
        ole(dict(word_streams("春耕进展\r"), ObjectPool={"_1": {"\1Ole": b"x", "Data": {"a": b"x"}}})), "unsupported",
        "oleObject1.bin: files of this kind", "春耕进展")
refuses("doc: more than may be is said",
      ole(dict(word_streams("春耕进展\r"), ObjectPool={"_%03d" % n: word_streams("%d\r" % n) for n in range(60)})),
        "limit", "too long", "春耕进展" + "".join("\n【oleObject%d.bin】\n%d" % (n + 1, n) for n in range(50)))
refuses("docx: more than may be is said", with_object(*[ole(word_streams("%d\r" % n)) for n in range(51)]),
        "limit", "too long", "春耕进展" + "".join("\n【oleObject%d.bin】\n%d" % (n, n) for n in range(50)))

# ---- objects in slides ----


def record(kind, body, version=0, instance=0):
    return struct.pack("<HHI", version | instance << 4, kind, len(body)) + body


def ppt(*objects):
    """Slides of one text; `objects`: (container, is it packed)."""
    stored = b"".join(record(0x1011, struct.pack("<I", len(one)) + zlib.compress(one), instance=1) if small else record(0x1011, one)
                      for one, small in objects)
    return ole({"PowerPoint Document": record(0x03E8, record(0x0FA0, "春耕进展".encode("utf-16-le")), version=15) + stored})


IN_OBJECT = ole({"\1Ole10Native": ole_file("花名册.docx", REPORT)})
reads("ppt: objects, packed and not, each once, but no macros",
      ppt((IN_OBJECT, True), (IN_OBJECT, False), (ole({"PROJECT": b"x", "VBA": {"dir": b"x"}}), True),
          (ole(word_streams("机密★1年\r")), False)),
      "春耕进展\n【花名册.docx】\n整地12.5万亩。\n【oleObject3.bin】\n机密★1年", "ppt")
refuses("ppt: an object that is damaged, one that is no document", ppt((b"x" * 600, False), (ole({"VisioDocument": b"x"}), True)),
        "unsupported", "oleObject2.bin: files of this kind", "春耕进展\n【oleObject1.bin】\n" + "x" * 600)
refuses("doc: a chart of Microsoft Graph is said to be one",
        ole(dict(word_streams("春耕进展\r"), ObjectPool={"_1": {"Workbook": struct.pack("<HHHH", 0x0809, 4, 0x0680, 0x8000)}})),
        "unsupported", "oleObject1.bin: a chart of Microsoft Graph", "春耕进展")

# ---- objects in Rich Text ----


def rtf(*objects):
    """`objects`: (the name of the program, the bytes)."""
    def ansi(text):
        return struct.pack("<I", len(text) + 1) + text + b"\0" if text else b"\0" * 4
    out = b""
    for program, data in objects:
        data = struct.pack("<II", 0x0501, 2) + ansi(program) + ansi(b"") * 2 + struct.pack("<I", len(data)) + data
        digits = data.hex().encode()
        out += b"{\\object\\objemb{\\*\\objclass %s}{\\*\\objdata %s}{\\result{\\pict x}}}" % (
            program, b"\r\n".join(digits[i:i + 77] for i in range(0, len(digits), 77)))
    return b"{\\rtf1\\ansi\\ansicpg936 \\'b4\\'ba\\'b8\\'fb" + out + b"\\par}"


reads("rtf: a file that somebody put in, a sheet, a document of Word's, a formula",
      rtf((b"Package", ole_file("花名册.docx", REPORT)[4:]), (b"Excel.Sheet.8", ole({"Workbook": workbook("播种")})),
          (b"Word.Document.12", ole({"Package": REPORT})), (b"Equation.3", ole({"Equation Native": b"x"}))),
      "春耕\n【花名册.docx】\n整地12.5万亩。\n【oleObject2.bin】\n播种\n【oleObject3.bin】\n整地12.5万亩。", "rtf")
refuses("rtf: an object that cannot be read is named", rtf((b"Visio", ole({"VisioDocument": b"x"}))), "unsupported",
        "not everything in the document was read: oleObject1.bin: files of this kind", "春耕")

# ---- attachments of PDF ----


def attached_pdf(*files, annotated=()):
    """`files`: (name, bytes), attached to the document; `annotated`: the same, to a place of its page."""
    both = list(files) + list(annotated)
    objects = [stream(data, "/Type/EmbeddedFile") for _, data in both]
    objects += ["<</Type/Filespec/F(x)/UF%s/EF<</F %d 0 R>>>>" % (string(name), 10 + n) for n, (name, _) in enumerate(both)]
    named = ["%d 0 R" % (10 + len(both) + n) for n in range(len(both))]
    return pdf([words(72, 700, "春耕进展")], objects=objects,
               catalog="/Names<</EmbeddedFiles<</Names[%s]>>>>" % " ".join("(%03d)%s" % one for one in enumerate(named[:len(files)])),
               page="/Annots[%s]" % "".join("<</Type/Annot/Subtype/FileAttachment/Rect[10 10 20 20]/FS %s>>" % one
                                            for one in named[len(files):]))


reads("pdf: what is attached to it and to a place of a page, under its name",
      attached_pdf(("花名册.docx", REPORT), ("附表.xlsx", SHEET), annotated=[("名单.txt", "机密★1年".encode())]),
      "春耕进展\n【花名册.docx】\n整地12.5万亩。\n【附表.xlsx】\n机密★1年\n【名单.txt】\n机密★1年", "pdf")
reads("pdf: one file in both places is read once",
      attached_pdf(("名单.txt", b"abc"), annotated=[("名单.txt", b"abc")]), "春耕进展\n【名单.txt】\nabc", "pdf")
refuses("pdf: an attachment that cannot be read is named", attached_pdf(("包.zip", packed({"a.txt": "x"}))), "unsupported",
        "not everything in the document was read: 包.zip: it is a packed file", "春耕进展")
refuses("pdf: more than may be is said", attached_pdf(*[("%02d.txt" % n, b"%d" % n) for n in range(51)]),
        "limit", "too long", "春耕进展" + "".join("\n【%02d.txt】\n%d" % (n, n) for n in range(50)))

# ---- attachments of OFD ----


def attached(attachments, **members):
    """An OFD of one line; `members`: below Doc_0/Attachs, _ for a dot."""
    own = {"Doc_0/Attachs/" + name.replace("_", "."): data for name, data in members.items()}
    own["Doc_0/Attachs/Attachments.xml"] = "<ofd:Attachments>%s</ofd:Attachments>" % attachments
    return ofd([ofd_page(ofd_text(20, 40, "春耕进展"))], more=own,
               annotations="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")


def attachment_of(place, more=""):
    return '<ofd:Attachment ID="1"%s><ofd:FileLoc>%s</ofd:FileLoc></ofd:Attachment>' % (more, place)


reads("ofd: attachments, under their names, be they shown or not",
      attached(attachment_of("a.xlsx", ' Name="花名册"') + attachment_of("/Doc_0/Attachs/整地.docx", ' Visible="false"'),
               a_xlsx=SHEET, 整地_docx=REPORT), "春耕进展\n【花名册】\n机密★1年\n【整地.docx】\n整地12.5万亩。", "ofd")
refuses("ofd: attachments that cannot be read are named, or are not there",
        attached(attachment_of("a.zip", ' Name="包"') + attachment_of("b.docx", ' Name="附表"'), a_zip=packed({"a.txt": "x"})),
        "unsupported", "包: it is a packed file in a packed file; please send the documents themselves; "
        "附表: the file is not in the document", "春耕进展")
refuses("ofd: a list of attachments that is damaged", attached("<"), "failed", "damaged", "春耕进展")
reads("ofd: an attachment that is there twice is read once",
      attached(attachment_of("a.txt") * 3, a_txt=b"abc"), "春耕进展\n【a.txt】\nabc", "ofd")

# ---- objects in OpenDocument ----

ROWS = ('<table:table table:name="%s"><table:table-row><table:table-cell office:value-type="string"><text:p>%s</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float"><text:p>12.5</text:p></table:table-cell>'
        "</table:table-row></table:table>")
reads("odt: a sheet in it, a chart without its numbers, a formula",
      odt("<text:p>春耕进展</text:p>", more={
          "Object 1/content.xml": odf_content(ROWS % ("Sheet1", "机密★1年"), "spreadsheet"),
          "Object 2/content.xml": odf_content("<text:p>各乡镇进度</text:p>" + ROWS % ("local-table", "城关镇"), "chart"),
          "Object 3/content.xml": "<math><mi>x</mi></math>"}),
      "春耕进展\n【Object 1】\n机密★1年\t12.5\n【Object 2】\n各乡镇进度\n城关镇", "odt")
WITH_OLE = '<text:p>春耕进展<draw:frame><draw:object-ole xlink:href="./Object 1"/></draw:frame></text:p>'
reads("odt: a file that somebody put in",
      odt(WITH_OLE, more={"Object 1": ole({"\1Ole10Native": ole_file("花名册.docx", REPORT)})}),
      "春耕进展\n【花名册.docx】\n整地12.5万亩。", "odt")
refuses("odt: an object that cannot be read is named", odt(WITH_OLE, more={"Object 1": ole({"VisioDocument": b"x"})}),
        "unsupported", "not everything in the document was read: Object 1: files of this kind", "春耕进展")
refuses("odt: more than may be is said",
        odt("<text:p>春耕进展</text:p>", more={"Object %d/content.xml" % n: odf_content("<text:p>%d</text:p>" % n)
                                             for n in range(51)}),
        "limit", "too long", "春耕进展" + "".join("\n【Object %d】\n%d" % (n, n) for n in range(50)))
tap.done()
