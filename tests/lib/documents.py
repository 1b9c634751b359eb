# SPDX-License-Identifier: GPL-3.0-or-later
"""documents - office documents as small as a test of reading them needs

Each function gives a file's bytes. Not here: documents that an office program
wrote (tests/documents).
"""
import binascii
import io
import struct
import tarfile
import zipfile

ODF = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (p, p)
               for p in ("office", "text", "table", "style", "draw", "manifest"))
ODF += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
ODF += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def packed(members, method=zipfile.ZIP_DEFLATED):
    """A zip of {name: bytes or text}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def gbk_named(name, content):
    """A zip of one stored member, whose name is GBK without saying so, as old programs write."""
    name, crc = name.encode("gb18030"), binascii.crc32(content)
    common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x5C21, crc, len(content), len(content),
                         len(name), 0)
    local = b"PK\3\4" + common + name + content
    central = b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central),
                                                     len(local), 0)


def tar(members, packer="gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:" + packer) as file:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, io.BytesIO(content))
    return out.getvalue()


def rar(name, content):
    """A RAR of the fourth version with one stored member."""
    def block(kind, flags, body, more=b""):
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", binascii.crc32(head) & 0xffff) + head + more
    body = struct.pack("<IIBIIBBHI", len(content), len(content), 2, binascii.crc32(content),
                       0x5C210000, 20, 0x30, len(name), 0x20) + name
    return (b"Rar!\x1a\7\0" + block(0x73, 0, b"\0" * 6) + block(0x74, 0x8000, body, content) +
            block(0x7B, 0x4000, b""))


def ole(streams):
    """An OLE2 container of {name: bytes, or another dict: a storage}."""
    entries, blocks, chain = [], b"", []

    def entry(name, kind, child=0xFFFFFFFF, first=0xFFFFFFFE, size=0):
        wide = (name + "\0").encode("utf-16-le")
        entries.append([wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1), 0xFFFFFFFF, child,
                        b"\0" * 36 + struct.pack("<IQ", first, size)])

    def place(content):
        nonlocal blocks
        first, n = len(chain), -(-len(content) // 512)
        blocks += content.ljust(n * 512, b"\0")
        chain.extend(list(range(first + 1, first + n)) + [0xFFFFFFFE] if n else [])
        return first if n else 0xFFFFFFFE

    def storage(name, members, kind):
        own, before = len(entries), None
        entry(name, kind)
        # Each the right neighbour of the one before it: a tree, if a leaning one.
        for one in sorted(members, key=lambda one: (len(one), one.upper())):
            at = len(entries)
            if isinstance(members[one], dict):
                storage(one, members[one], 1)
            else:
                entry(one, 2, first=place(members[one]), size=len(members[one]))
            entries[own if before is None else before][2 if before is None else 1] = at
            before = at

    storage("Root Entry", streams, 5)
    directory = place(b"".join(head + struct.pack("<III", 0xFFFFFFFF, right, child) + tail
                               for head, right, child, tail in entries))
    fat = len(chain)
    n_fat = -(-(fat + 1) // 127)
    chain += [0xFFFFFFFD] * n_fat
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack(
        "<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10 + struct.pack(
            "<7I", n_fat, directory, 0, 0, 0xFFFFFFFE, 0, 0xFFFFFFFE) + struct.pack("<I", 0)
    table = struct.pack("<%dI" % len(chain), *chain)
    return (head + struct.pack("<%dI" % n_fat, *range(fat, fat + n_fat))).ljust(512, b"\xff") + blocks + \
        table.ljust(n_fat * 512, b"\xff")


def word_streams(text):
    """The streams of a Word 97 document of one piece."""
    wide = text.encode("utf-16-le")
    head = bytearray(0x200)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, 0x0200)
    table = b"\2" + struct.pack("<I2IHIH", 16, 0, len(wide) // 2, 0, 0x200, 0)
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    return {"WordDocument": bytes(head) + wide, "1Table": table}


def workbook(text):
    """The stream of an Excel 97 workbook with this in its first cell."""
    def record(kind, body):
        return struct.pack("<HH", kind, len(body)) + body

    def begins(kind):
        return record(0x0809, struct.pack("<HHIII", 0x0600, kind, 0, 0, 0)[:16])
    wide = text.encode("utf-16-le")
    sheet = begins(0x10) + record(0x0204, struct.pack("<HHHHB", 0, 0, 0, len(wide) // 2, 1) + wide) + record(0x0A, b"")
    book = begins(5)
    bound = len(book) + 4 + 6 + 2 + 6 + 4
    return book + record(0x85, struct.pack("<IHBB", bound, 0, 6, 0) + b"Sheet1") + record(0x0A, b"") + sheet


def ole_file(name, content, wide=True):
    """The stream of a file that somebody put into a document (Package), its name in GBK and, as
    newer programs write it, in UTF-16."""
    def word(text):
        return text.encode("gb18030") + b"\0"

    def long(text):
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")
    body = b"\2\0" + word(name) + word("C:\\报送\\" + name) + b"\0\0\3\0"
    body += struct.pack("<I", len(word("C:\\T\\" + name))) + word("C:\\T\\" + name)
    body += struct.pack("<I", len(content)) + content
    body += long("C:\\T\\" + name) + long(name) + long("C:\\报送\\" + name) if wide else b""
    return struct.pack("<I", len(body)) + body


def odf_content(body, kind="text"):
    return ('<office:document-content %s><office:body><office:%s>%s</office:%s></office:body></office:document-content>' %
            (ODF, kind, body, kind))


def odt(body, *, styles=None, meta=None, manifest=None, kind="text", more=None):
    members = dict({"mimetype": "application/vnd.oasis.opendocument.%s" % kind,
                    "content.xml": odf_content(body, kind)}, **(more or {}))
    if styles:
        members["styles.xml"] = "<office:document-styles %s>%s</office:document-styles>" % (ODF, styles)
    if meta:
        members["meta.xml"] = "<office:document-meta %s>%s</office:document-meta>" % (ODF, meta)
    if manifest:
        members["META-INF/manifest.xml"] = "<manifest:manifest %s>%s</manifest:manifest>" % (ODF, manifest)
    return packed(members)


def xlsx(sheets, *, strings="", styles="", book="", more=None):
    """`sheets`: {name: the rows' XML}."""
    members = {}
    entries, relations = "", ""
    for n, (name, rows) in enumerate(sheets.items(), 1):
        members["xl/worksheets/sheet%d.xml" % n] = \
            "<worksheet %s><sheetData>%s</sheetData></worksheet>" % (SHEET, rows)
        # Their order is the workbook's, not that of the files.
        entries = '<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (name, n, n) + entries
        relations += '<Relationship Id="rId%d" Target="%sworksheets/sheet%d.xml"/>' % (
            n, "/xl/" if n == 1 else "", n)
    members["xl/workbook.xml"] = "<workbook %s %s>%s<sheets>%s</sheets></workbook>" % (
        SHEET, RELATION, book, entries)
    members["xl/_rels/workbook.xml.rels"] = "<Relationships>%s</Relationships>" % relations
    if strings:
        members["xl/sharedStrings.xml"] = "<sst %s>%s</sst>" % (SHEET, strings)
    if styles:
        members["xl/styles.xml"] = "<styleSheet %s>%s</styleSheet>" % (SHEET, styles)
    members.update(more or {})
    return packed(members)


SLIDE = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:sld>'


def pptx(*slides, more=None):
    """`slides`: (number of the part, its text) in the presentation's order."""
    ids = "".join('<p:sldId id="%d" r:id="r%d"/>' % (256 + i, i) for i in range(len(slides)))
    return packed(dict({
        "ppt/presentation.xml": '<p:presentation xmlns:p="p" xmlns:r="o/relationships"><p:sldIdLst>%s</p:sldIdLst>'
                                "</p:presentation>" % ids,
        "ppt/_rels/presentation.xml.rels": "<R>%s</R>" % "".join(
            '<Relationship Id="r%d" Target="slides/slide%d.xml"/>' % (i, n) for i, (n, _) in enumerate(slides))},
        **{"ppt/slides/slide%d.xml" % n: SLIDE % text for n, text in slides}, **(more or {})))


def ofd_text(x, y, text, size=5.6, *, codes=None, more=""):
    """A text object at x, y millimetres."""
    if codes is None:
        delta = ' DeltaX="g %d %g"' % (len(text) - 1, size) if len(text) > 1 else ""
        codes = '<ofd:TextCode X="0" Y="%g"%s>%s</ofd:TextCode>' % (size * 0.85, delta, text)
    return '<ofd:TextObject ID="1" Boundary="%g %g %g %g" Font="2" Size="%g"%s>%s</ofd:TextObject>' % (
        x, y, size * len(text), size + 1, size, more, codes)


def ofd_page(objects, template=""):
    if template:
        template = '<ofd:Template TemplateID="%s"/>' % template
    return '<ofd:Page %s>%s<ofd:Content><ofd:Layer ID="9">%s</ofd:Layer></ofd:Content></ofd:Page>' % (
        OFD, template, objects)


def ofd(pages, *, info="", common="", annotations="", more=None):
    places = "".join('<ofd:Page ID="%d" BaseLoc="Pages/P%d.xml"/>' % (n, n)
                     for n in range(len(pages)))
    members = {
        "OFD.xml": '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD %s><ofd:DocBody><ofd:DocInfo>%s'
                   "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
                   "</ofd:OFD>" % (OFD, info),
        "Doc_0/Document.xml": "<ofd:Document %s><ofd:CommonData>%s</ofd:CommonData><ofd:Pages>%s"
                              "</ofd:Pages>%s</ofd:Document>" % (OFD, common, places, annotations)}
    for n, page in enumerate(pages):
        members["Doc_0/Pages/P%d.xml" % n] = page
    members.update(more or {})
    return packed(members)
