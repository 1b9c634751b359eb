#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers mail/signature.c mail/signature_trust.c mail/unpack_signed.c command/signed.c
# Covers config/office_anchors.c
"""signed - S/MIME letters are verified against the office's anchors and shown as what they are

The certificates are made here; nothing of them is a proof of a reply.
"""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import CHIEF, EDITOR1, FARM, Office, Tap, letter, only, to
from mailshapes import multipart, part, reply, word

tap = Tap()
work = tempfile.TemporaryDirectory(prefix="chengbao-signed-")
TITLE = "春耕备耕工作进展顺利"
TEXT = "今年以来，全县备足化肥3.2万吨，已整地12万亩，群众反映良好。\n撰稿：田一禾\n"
TOWNS = dict(zip("一二三四五六七八九十", "白溪 双河 松林 梅坡 竹井 桃湾 荷洲 石岭 云河 金木".split()))


def text_of(title):
    """Each of another town: the same text under another title would be a duplicate."""
    return TEXT.replace("全县", TOWNS.get(title[-1], "青石") + "镇")


def path(name):
    return os.path.join(work.name, name)


def openssl(*args, data=None):
    return subprocess.run(["openssl", *args], input=data, capture_output=True, check=True, cwd=work.name).stdout


def authority(name):
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=%s/O=Qinghe" % name,
            "-keyout", name + ".key", "-out", name + ".pem")


def revocations(name, revoked=(), last="20260101000000Z", next_="20991231000000Z", form="PEM", serial=1, out=None):
    """The list of an authority, with what it revoked, as a .crl of that form."""
    with open(path("index.txt"), "w", encoding="ascii") as file:
        for one in revoked:
            number = openssl("x509", "-in", one + ".pem", "-noout", "-serial").decode().strip().split("=")[1]
            file.write("R\t991231000000Z\t260320080000Z,keyCompromise\t%s\tunknown\t/CN=%s\n" % (number, one))
    with open(path("crlnumber"), "w", encoding="ascii") as file:
        file.write("%04X\n" % serial)
    with open(path("ca.conf"), "w", encoding="ascii") as file:
        file.write("[ca]\ndefault_ca=one\n[one]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n")
    openssl("ca", "-gencrl", "-config", "ca.conf", "-cert", name + ".pem", "-keyfile", name + ".key",
            "-crl_lastupdate", last, "-crl_nextupdate", next_, "-out", "crl.pem")
    return openssl("crl", "-in", "crl.pem", "-outform", form)


def signer(name, address, by):
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".csr")
    with open(path("ext"), "w", encoding="ascii") as file:
        file.write("subjectAltName=email:%s\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=emailProtection\n" % address)
    openssl("x509", "-req", "-in", name + ".csr", "-CA", by + ".pem", "-CAkey", by + ".key", "-CAcreateserial", "-days", "20",
            "-extfile", "ext", "-out", name + ".pem")


def entity(text=TEXT):
    return part(text, encoding="base64").replace(b"\n", b"\r\n")


def cms(name, *how, data=None):
    """A MIME entity: the signed one, its header lines first."""
    out = openssl("cms", "-sign", "-signer", name + ".pem", "-inkey", name + ".key", "-md", "sha256", *how, data=data or entity())
    return out.replace(b"\r\n", b"\n").replace(b"MIME-Version: 1.0\n", b"", 1)


def signed(name, *how, title=TITLE, sender=FARM, change=None, crlf=False):
    raw = letter(sender, title, parts=cms(name, *how, data=entity(text_of(title))), headers=())
    raw = change(raw) if change else raw
    return raw.replace(b"\n", b"\r\n") if crlf else raw


def break_text(raw):
    """One character of the text that was signed."""
    at = raw.index(b"Content-Transfer-Encoding: base64\n\n") + 40
    return raw[:at] + (b"A" if raw[at:at + 1] != b"A" else b"B") + raw[at + 1:]


def third_part(raw):
    boundary = raw[raw.index(b'boundary="') + 10:].split(b'"')[0]
    return raw.replace(b"--" + boundary + b"--", b"--" + boundary + b"\nContent-Type: text/plain\n\nmore\n--" + boundary + b"--")


authority("root")
authority("stranger")
signer("farm", FARM, "root")
signer("other", "someone@other.example", "root")
signer("self", FARM, "stranger")

with Office() as office:
    with open(path("root.pem"), "rb") as source, open(os.path.join(office.dir, "anchors.pem"), "wb") as file:
        file.write(source.read())
    office.configure(("[trust]", "[trust]\nanchors = anchors.pem"))
    tap.eq(office.cb("check").returncode, 0, "check takes anchors")
    cases = (
        ("detached", signed("farm"), "valid"),
        ("detached, CRLF", signed("farm", crlf=True, title=TITLE + "一"), "valid"),
        ("opaque", signed("farm", "-nodetach", title=TITLE + "二"), "valid"),
        ("another's certificate", signed("other", title=TITLE + "三"), "other-address"),
        ("an unknown authority", signed("self", title=TITLE + "四"), "untrusted"),
        ("a changed text", signed("farm", title=TITLE + "五", change=break_text), "broken"),
        ("a part behind the signature", signed("farm", title=TITLE + "六", change=third_part), "broken"),
        ("no signature in it", letter(FARM, TITLE + "七", parts=multipart(
            [part(text_of("七")), part("x", "application/pkcs7-signature")], "signed; protocol=\"application/pkcs7-signature\"")), "broken"),
        ("PGP", letter(FARM, TITLE + "八", parts=multipart(
            [part(text_of("八")), part("-----BEGIN PGP SIGNATURE-----", "application/pgp-signature")],
            "signed; protocol=\"application/pgp-signature\"")), "unchecked"),
        ("none", letter(FARM, TITLE + "九", text_of("九")), None))
    office.run(*[raw for _, raw, _ in cases])
    for n, (name, raw, state) in enumerate(cases, 1):
        with open(path("letter.eml"), "wb") as file:
            file.write(raw)
        for where, said in (("read", office.json("read", path("letter.eml"))[0]), ("show", office.show(n))):
            tap.eq((said["signature"] or {}).get("state"), state, "%s: %s" % (name, where))
        tap.has(office.show(n)["text"], "今年以来" if state != "broken" else "", name + ": the text is read")
    tap.eq(office.show(1)["signature"]["by"], "CN=farm", "the signer is named")
    tap.has(office.cb("show", "1").out, "签名有效", "in words too")
    tap.has(office.cb("show", "5").out, "没有可信的签发机构", "and where nobody vouches")
    tap.eq(office.show(1)["sender"]["evidence"], "authentication-results", "evidence is what the border says")

    mails = office.run(signed("farm", title=TITLE + "十").replace(b"dmarc=pass", b"dmarc=none"))
    tap.eq(office.show(len(cases) + 1)["sender"]["flag"], "未核验", "a signature is no proof of the sender")

    sealed = openssl("cms", "-encrypt", "-aes256", "farm.pem", data=entity()).replace(b"MIME-Version: 1.0\n", b"", 1)
    mails = office.run(letter(FARM, "加密的信息", parts=sealed.replace(b"\r\n", b"\n")))
    shown = office.show(len(cases) + 2)
    tap.eq((shown["state"], shown["reason"]), ("held", "unreadable"), "an encrypted letter is held")
    tap.eq(shown["attachments"][0]["text"], "encrypted", "with its reason")
    tap.has(only(mails, FARM).text, "加密", "which its sender is told")

# ---- revocation: what the office placed beside its anchors, nothing is fetched ----


def judged(name, lists, raw=None, vouching="root.pem"):
    """What is said of a letter when these lists lie beside the anchors, and in a clerk's words."""
    with Office() as office:
        with open(path(vouching), "rb") as source, open(os.path.join(office.dir, "anchors.pem"), "wb") as file:
            file.write(source.read())
        for file_name, content in lists.items():
            with open(os.path.join(office.dir, file_name), "wb") as file:
                file.write(content)
        office.configure(("[trust]", "[trust]\nanchors = anchors.pem"))
        ran = office.cb("check")
        tap.eq(ran.returncode, 0, name + ": check takes it") or sys.stderr.write(ran.out + ran.err)
        office.run(raw or signed("farm"))
        return office.show(1)["signature"], office.cb("show", "1").out


revoked = revocations("root", ("farm",))
said, words = judged("no list at all", {})
tap.eq(said["state"], "valid", "no list at all: valid as before")
tap.has(words, "未核对证书是否已被吊销", "… and it is said that revocation was not asked for")
for form in ("PEM", "DER"):
    said, words = judged("a list without him, " + form, {"root.crl": revocations("root", form=form)})
    tap.eq((said["state"], said["why"]), ("valid", None), "a list without him, %s: valid" % form)
    said, words = judged("revoked, " + form, {"root.crl": revocations("root", ("other", "farm"), form=form)})
    tap.eq(said["state"], "revoked", "revoked, %s: said" % form)
    tap.has(words, "签名人的证书已被吊销：CN=farm (CN=farm 已于 2026-03-20 吊销)", "revoked, %s: in words, with its day" % form)
said, words = judged("another was revoked", {"root.crl": revocations("root", ("other",))})
tap.eq(said["state"], "valid", "another was revoked: valid")
old = revocations("root", last="20260101000000Z", next_="20260201000000Z")
said, words = judged("an expired list", {"root.crl": old})
tap.eq(said["state"], "unconfirmed", "an expired list: whether he was revoked is not known")
tap.has(words, "O=Qinghe,CN=root 的吊销列表已于 2026-02-01 过期，请把新的 .crl 文件放到信任证书所在文件夹", "… in words, with what to do")
said, words = judged("an expired list and a new one", {"a.crl": old, "b.crl": revoked})
tap.eq(said["state"], "revoked", "an expired list and a new one: the new one counts")
said, words = judged("another authority's list", {"stranger.crl": revocations("stranger")})
tap.eq(said["state"], "unconfirmed", "another authority's list: not known")
tap.has(words, "没有 O=Qinghe,CN=root 的吊销列表", "… in words")
said, words = judged("a list from after the letter", {"root.crl": revocations("root", ("farm",), last="20980101000000Z")})
tap.eq(said["state"], "revoked", "a list made after the letter came is knowledge too")
forged = openssl("crl", "-in", "crl.pem", "-outform", "DER")
forged = forged[:-20] + bytes([forged[-20] ^ 1]) + forged[-19:]
said, words = judged("a list that its authority did not sign", {"root.crl": forged})
tap.eq(said["state"], "unconfirmed", "a list that its authority did not sign: not believed")
said, words = judged("revoked, a changed text", {"root.crl": revoked}, signed("farm", change=break_text))
tap.eq(said["state"], "broken", "revoked, a changed text: broken comes first")
said, words = judged("revoked, of an authority that nobody trusts", {"stranger.crl": revocations("stranger", ("self",))},
                     signed("self"))
tap.eq(said["state"], "untrusted", "revoked, of an authority that nobody trusts: untrusted comes first")

signer("between", "ca@qinghe.example", "root")
with open(path("ext"), "w", encoding="ascii") as file:
    file.write("basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign,cRLSign\n")
openssl("x509", "-req", "-in", "between.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "20",
        "-extfile", "ext", "-out", "between.pem")
signer("below", FARM, "between")
below = signed("below", "-certfile", "between.pem")
said, words = judged("an authority between", {"between.crl": revocations("between")}, below)
tap.eq(said["state"], "valid", "an authority between: its list alone is enough")
said, words = judged("an authority between, revoked", {
    "between.crl": revocations("between"), "root.crl": revocations("root", ("between",))}, below)
tap.eq(said["state"], "revoked", "an authority between that was revoked itself")
tap.has(words, "(CN=between 已于 2026-03-20 吊销)", "… is named")

with Office() as office:
    with open(path("root.pem"), "rb") as source, open(os.path.join(office.dir, "anchors.pem"), "wb") as file:
        file.write(source.read())
    office.configure(("[trust]", "[trust]\nanchors = anchors.pem"))
    for name, content, why in (("a web page", b"<html>404</html>", "不是吊销列表"), ("half a list", revoked[:300], "不是吊销列表"),
                               ("half a DER list", revocations("root", form="DER")[:200], "不是吊销列表"),
                               ("a certificate", open(path("root.pem"), "rb").read(), "不是吊销列表"),
                               ("too large", revoked + b"#" * (1 << 20), "")):
        with open(os.path.join(office.dir, "root.crl"), "wb") as file:
            file.write(content)
        ran = office.cb("check")
        tap.ok(ran.returncode == 78 and "root.crl" in ran.out + ran.err and why in ran.out + ran.err,
               name + " for a list: an error of check", ran.out + ran.err)

with Office() as office:
    office.run(signed("farm"))
    tap.eq(office.show(1)["signature"]["state"], "untrusted", "without anchors nobody vouches")
    office.configure(("[trust]", "[trust]\nanchors = nothing.pem"))
    ran = office.cb("check")
    tap.ok(ran.returncode == 78 and "office.conf" in ran.err + ran.out and "nothing.pem" in ran.err + ran.out,
           "anchors that are not there are an error", ran.out + ran.err)
tap.done()
