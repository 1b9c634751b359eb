# SPDX-License-Identifier: GPL-3.0-or-later
"""packers - packed folders as WinRAR, 7-Zip and Windows write them, to the byte

With passwords, in parts, solid: what no program that is free writes on Debian, and what a reader
meets. Nothing is encrypted here: a member says that it is, and its bytes are noise.

Not here: plain zip, tar and rar of the fourth version (documents).

Source: RAR 5.0 archive format (rarlab.com); 7zFormat.txt of 7-Zip; APPNOTE of PKWARE, §4.3 and §8.
"""
import binascii
import struct

RAR5 = b"Rar!\x1a\7\1\0"
NOISE = bytes((i * 89 + 41) % 251 for i in range(256))


# ---- RAR of the fifth version ----

def vint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def rar5_block(kind, body, flags=0, data=b"", extra=b""):
    head = vint(kind) + vint(flags | (1 if extra else 0) | (2 if data else 0))
    head += (vint(len(extra)) if extra else b"") + (vint(len(data)) if data else b"") + body + extra
    head = vint(len(head)) + head
    return struct.pack("<I", binascii.crc32(head)) + head + data


def rar5_file(name, content, flags=0, locked=False, total=None, system=0):
    """Stored; `flags`: 8 goes on from the part before, 0x10 goes on in the next."""
    name = name.encode()
    record = vint(1) + vint(0) + vint(0) + b"\x0f" + NOISE[:32]
    total = len(content) if total is None else total
    body = vint(4) + vint(total) + vint(0x20) + struct.pack("<I", binascii.crc32(content)) + vint(0) + vint(system) + \
        vint(len(name)) + name
    return rar5_block(2, body, flags, NOISE[:-(-len(content) // 16) * 16] if locked else content,
                      vint(len(record)) + record if locked else b"")


def rar5(*files, volume=None, last=True):
    """`files`: rar5_file's. `volume`: which part it is, from 0."""
    main = vint(0) if volume is None else vint(1) if volume == 0 else vint(3) + vint(volume)
    return RAR5 + rar5_block(1, main) + b"".join(files) + rar5_block(5, vint(0 if last else 1))


def rar5_sealed():
    """With a password for the names too."""
    return RAR5 + rar5_block(4, vint(0) + vint(0) + b"\x0f" + NOISE[:16]) + NOISE * 2


# ---- RAR of the fourth version ----

def rar4_block(kind, flags, body, more=b""):
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", binascii.crc32(head) & 0xffff) + head + more


def rar4(name, content, of_archive=0, of_file=0, unpacked=None):
    """`of_archive`: 1 in parts, 0x80 names with a password; `of_file`: 1 and 2 goes on, 4 password."""
    body = struct.pack("<IIBIIBBHI", len(content), unpacked or len(content), 2, binascii.crc32(content),
                       0x5C210000, 29, 0x30, len(name), 0x20) + name
    return (b"Rar!\x1a\7\0" + rar4_block(0x73, of_archive, b"\0" * 6) +
            rar4_block(0x74, 0x8000 | of_file, body, content) + rar4_block(0x7B, 0x4000 | of_archive & 1, b""))


# ---- 7z ----

AES = b"\x06\xf1\x07\x01"


def seven_coder(name, properties=b""):
    """One folder of one coder."""
    return bytes([1, len(name) | (0x20 if properties else 0)]) + name + \
        (bytes([len(properties)]) + properties if properties else b"")


def seven_streams(packed, size, coder, at=0):
    return (b"\x06" + bytes([at, 1, 9]) + bytes([packed]) + b"\0" + b"\x07\x0b\1\0" + coder + b"\x0c" + bytes([size]) + b"\0")


def seven_whole(packed, header):
    start = struct.pack("<QQI", len(packed), len(header), binascii.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", binascii.crc32(start)) + start + packed + header


def seven(names, contents, locked=False):
    """Stored, solid: all members in one stream; `locked`: it has a password, the names have none."""
    stream = b"".join(contents)
    packed = NOISE[:-(-len(stream) // 16) * 16] if locked else stream
    coder = seven_coder(AES, b"\xd3\x0f" + NOISE[:16] + b"") if locked else seven_coder(b"\0")
    sizes = b"".join(bytes([len(one)]) for one in contents[:-1])
    crcs = b"".join(struct.pack("<I", binascii.crc32(one)) for one in contents)
    wide = b"\0" + b"".join((name + "\0").encode("utf-16-le") for name in names)
    header = b"\1\4" + seven_streams(len(packed), len(stream), coder) + \
        b"\x08\x0d" + bytes([len(contents)]) + b"\x09" * (len(contents) > 1) + sizes + b"\x0a\1" + crcs + b"\0\0" + \
        b"\5" + bytes([len(names)]) + b"\x11" + bytes([len(wide)]) + wide + b"\0\0"
    return seven_whole(packed, header)


def seven_sealed():
    """With a password for the names too."""
    header = b"\x17" + seven_streams(64, 60, seven_coder(AES, b"\xd3\x0f" + NOISE[:16])) + b"\0"
    return seven_whole(NOISE[:64], header)
