# SPDX-License-Identifier: GPL-3.0-or-later
"""pdfs - PDF files as small as a test of reading them needs, their words in a font that is not embedded"""

FONT = ("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        "/BaseFont/SimSun/DW 1000/W[1 95 500]/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor"
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141"
        "/CapHeight 700/StemV 80>>>>]>>")


def string(text):
    """A string of a PDF that is no page's content: a title, a file's name."""
    return "<FEFF%s>" % text.encode("utf-16-be").hex()


def words(x, y, text, size=12, font="H"):
    """At this place from the lower left, in points; `font` V: from above to below."""
    return "BT /%s %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (font, size, x, y, text.encode("utf-16-be").hex())


def stream(content, more=""):
    content = content if isinstance(content, bytes) else content.encode()
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more.encode(), len(content), content)


def pdf(pages, *, catalog="", page="", objects=(), trailer=""):
    """`pages`: the content of each; `page`, `catalog`: more entries; `objects`: from number 10 on."""
    numbered = {1: "<</Type/Catalog/Pages 2 0 R%s>>" % catalog, 3: FONT % "H", 4: FONT % "V"}
    for n, one in enumerate(objects, 10):
        numbered[n] = one
    at = 10 + len(objects)
    kids = []
    for one in pages:
        numbered[at] = stream(one)
        numbered[at + 1] = ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</H 3 0 R/V 4 0 R>>"
                            ">>%s>>" % (at, page))
        kids.append("%d 0 R" % (at + 1))
        at += 2
    numbered[2] = "<</Type/Pages/Kids[%s]/Count %d>>" % (" ".join(kids), len(kids))
    out, places = b"%PDF-1.7\n", {}
    for n in sorted(numbered):
        places[n] = len(out)
        body = numbered[n] if isinstance(numbered[n], bytes) else numbered[n].encode()
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = "".join("%010d 00000 n \n" % places[n] if n in places else "0000000000 65535 f \n" for n in range(at))
    return out + b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        at, table.encode(), at, trailer.encode(), len(out))
