# SPDX-License-Identifier: GPL-3.0-or-later
"""dkimsign - signs letters as a sender's mail server does (RFC 6376)

Key makes a key with openssl and knows its record for the DNS; sign() puts a
DKIM-Signature on top of a letter with LF lines. Nothing of libopendkim is used.
"""
import base64
import hashlib
import os
import re
import subprocess
import tempfile

HEADERS = "Date:From:Subject:Content-Type:MIME-Version:Message-ID"


class Key:
    def __init__(self, kind="rsa", bits=2048):
        self.kind = kind
        fd, self.path = tempfile.mkstemp(prefix="chengbao-key-")
        os.close(fd)
        what = ["-algorithm", "ED25519"] if kind == "ed25519" else [
            "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:%d" % bits]
        subprocess.run(["openssl", "genpkey", *what, "-out", self.path], check=True,
                       capture_output=True)
        public = subprocess.run(["openssl", "pkey", "-in", self.path, "-pubout", "-outform", "DER"],
                                check=True, capture_output=True).stdout
        self.public = base64.b64encode(public[-32:] if kind == "ed25519" else public).decode()

    def record(self, tags=""):
        return "v=DKIM1; k=%s; %sp=%s" % (self.kind, tags, self.public)

    def sign(self, data):
        with tempfile.NamedTemporaryFile() as file:
            digest = hashlib.sha256(data).digest() if self.kind == "ed25519" else data
            file.write(digest)
            file.flush()
            args = (["pkeyutl", "-sign", "-inkey", self.path, "-rawin", "-in", file.name]
                    if self.kind == "ed25519" else
                    ["dgst", "-sha256", "-sign", self.path, file.name])
            return subprocess.run(["openssl", *args], check=True, capture_output=True).stdout

    def close(self):
        os.unlink(self.path)


def _header(raw):
    name, value = raw.split(b":", 1)
    return name.strip().lower() + b":" + re.sub(rb"[ \t\r\n]+", b" ", value).strip()


def _body(raw, length=None):
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in re.split(rb"\r?\n", raw)]
    while lines and not lines[-1]:
        lines.pop()
    body = b"".join(line + b"\r\n" for line in lines)
    return body if length is None else body[:length]


def sign(letter, key, domain, selector="s1", headers=HEADERS, more="", length=None):
    """relaxed/relaxed; `more`: further tags with their `;`; `length`: l=."""
    head, body = letter.split(b"\n\n", 1)
    lines = re.split(rb"\n(?![ \t])", head)
    if length is not None:
        more += " l=%d;" % length
    own = ("DKIM-Signature: v=1; a=%s-sha256; c=relaxed/relaxed;\n\td=%s; s=%s;%s\n\th=%s;\n"
           "\tbh=%s; b=" % (key.kind, domain, selector, more, headers, base64.b64encode(
               hashlib.sha256(_body(body, length)).digest()).decode())).encode()
    signed = b""
    for name in headers.split(":"):
        for i in range(len(lines) - 1, -1, -1):
            if lines[i].split(b":", 1)[0].strip().lower() == name.lower().encode():
                signed += _header(lines.pop(i)) + b"\r\n"
                break
    signature = base64.b64encode(key.sign(signed + _header(own)))
    folded = b"\n\t ".join(signature[i:i + 70] for i in range(0, len(signature), 70))
    return own + folded + b"\n" + letter
