# SPDX-License-Identifier: GPL-3.0-or-later
"""worddoc - Word 97 documents whose paragraphs have properties: lists, styles, places in tables

Not here: their container (documents.ole).
"""
import struct

HEAD = 0x400
PAGE = 512
TEXT, CELL, ROW = b"\x16\x24\1", b"\x16\x24\1", b"\x16\x24\1\x17\x24\1"
INNER_CELL, INNER_ROW = CELL + b"\x4b\x24\1", CELL + b"\x4b\x24\1\x4c\x24\1"


def of_list(use, level=None):
    """What a paragraph, or a style, says of its list."""
    return (b"" if level is None else b"\x0a\x26" + bytes([level])) + b"\x0b\x46" + struct.pack("<H", use & 0xFFFF)


def level(kind, words, start=1, legal=False):
    """`kind`: MSONFC; in the words %1 is the first level's number."""
    for n in range(9):
        words = words.replace("%%%d" % (n + 1), chr(n))
    return (struct.pack("<IBB", start, kind, 4 if legal else 0) + b"\0" * 22 +
            struct.pack("<H", len(words)) + words.encode("utf-16-le"))


def _lists(lists):
    heads = b"".join(struct.pack("<I", 100 + n) + b"\0" * 22 + bytes([len(one) == 1, 0]) for n, one in enumerate(lists))
    levels = b"".join(b"".join(one + [level(0, "")] * (9 - len(one)) if len(one) > 1 else one) for one in lists)
    return struct.pack("<H", len(lists)) + heads, levels


def _uses(uses):
    """(list, [(level, start or None, its own level or None)]) for each."""
    heads = b"".join(struct.pack("<I", 100 + n) + b"\0" * 8 + bytes([len(more), 0, 0, 0]) for n, more in uses)
    more = b"".join(b"\xff" * 4 + b"".join(
        struct.pack("<II", start or 0, at | (0x10 if start is not None else 0) | (0x20 if own else 0)) + (own or b"")
        for at, start, own in one) for _, one in uses)
    return struct.pack("<I", len(uses)) + heads + more


def _styles(styles):
    """(number of the one it is based on, what it says) for each."""
    out = struct.pack("<HHH", 4, len(styles), 10)
    for based, said in styles:
        one = struct.pack("<HHHHH", 0, 1 | based << 4, 1, 0, 0) + struct.pack("<HHH", 1, ord("a"), 0)
        one += struct.pack("<HH", 2 + len(said), 0) + said
        out += struct.pack("<H", len(one)) + one + b"\0" * (len(one) % 2)
    return out


def _pages(paragraphs):
    """Pages of properties, and where in the stream each begins."""
    at, pages = HEAD, []
    for i in range(0, len(paragraphs), 20):
        some, page, bounds, free = paragraphs[i:i + 20], bytearray(PAGE), [at], PAGE - 2
        for n, (words, said, style) in enumerate(some):
            said = struct.pack("<H", style) + said
            said = bytes([(len(said) + 1) // 2]) + said if len(said) % 2 else bytes([0, len(said) // 2]) + said
            free = (free - len(said)) & ~1
            page[free:free + len(said)] = said
            page[4 * (len(some) + 1) + 13 * n] = free // 2
            at += len(words.encode("utf-16-le"))
            bounds.append(at)
        struct.pack_into("<%dI" % len(bounds), page, 0, *bounds)
        page[PAGE - 1] = len(some)
        pages.append((bounds[0], bytes(page)))
    return pages, at


def streams(paragraphs, lists=(), uses=None, styles=()):
    """`paragraphs`: (words with the mark at their end, properties, number of its style); the last two may be left out."""
    paragraphs = [one + (b"", 0)[len(one) - 1:] for one in paragraphs]
    wide = "".join(words for words, _, _ in paragraphs).encode("utf-16-le")
    head, table = bytearray(HEAD), b"\2" + struct.pack("<I2IHIH", 16, 0, len(wide) // 2, 0, HEAD, 0)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, 0x0200)
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    pages, end = _pages(paragraphs)
    first = -(-(HEAD + len(wide)) // PAGE)
    plc = struct.pack("<%dI" % (len(pages) + 1), *([at for at, _ in pages] + [end]))
    plc += struct.pack("<%dI" % len(pages), *range(first, first + len(pages)))
    known, levels = _lists(lists)
    for place, content, more in ((0x102, plc, b""), (0xA2, _styles(styles), b""), (0x2E2, known, levels),
                                 (0x2EA, _uses([(n, []) for n in range(len(lists))] if uses is None else uses), b"")):
        struct.pack_into("<II", head, place, len(table), len(content))
        table += content + more
    return {"WordDocument": (bytes(head) + wide).ljust(first * PAGE, b"\0") + b"".join(page for _, page in pages),
            "1Table": table}
