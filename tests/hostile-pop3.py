#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile-pop3.py CERT KEY MODE - a POP3 server (TLS) with three letters and one fault

Prints its port, serves until standard input ends. What was removed stays removed.
MODE: good, no-uidl, same-uidl, refuses (letter 2), cut (in letter 2, always),
cut-once, cut-quit (the line is cut instead of the first answer to QUIT), oauth
(takes the bearer token `fresh-token` of reports and nothing else)."""
import base64
import socket
import ssl
import sys
import threading

CERT, KEY, MODE = sys.argv[1:4]
LETTERS = {1: ("u1", b"Subject: one\r\n\r\n+OK\r\n..\r\n"), 2: ("u2", b"Subject: two\r\n\r\n2\r\n"),
           3: ("u3", b"Subject: three\r\n\r\n3\r\n")}
left = dict(LETTERS)
faults = {"n": 0}


def first():
    faults["n"] += 1
    return faults["n"] == 1


def letter(number, say, cut):
    if MODE == "refuses" and number == 2:
        return say("-ERR this one is broken")
    say("+OK")
    if number == 2 and (MODE == "cut" or (MODE == "cut-once" and first())):
        return cut()
    return say(left[number][1].decode() + ".")


def talk(line):
    file = line.makefile("rwb", buffering=0)
    marked = set()
    here = dict(left)

    def say(text):
        file.write(text.encode() + b"\r\n")

    def cut():
        line.shutdown(socket.SHUT_RDWR)
        raise OSError

    say("+OK hostile")
    while True:
        words = file.readline().decode("latin-1").split()
        if not words:
            return
        verb, rest = words[0].upper(), words[1:]
        if verb == "CAPA":
            say("+OK\r\n%s\r\n." % ("SASL XOAUTH2" if MODE == "oauth" else "USER"))
        elif verb == "AUTH":
            if len(rest) == 1:
                say("+ ")
                rest.append(file.readline().decode("latin-1"))
            good = base64.b64decode(rest[1]) == \
                b"user=reports\x01auth=Bearer fresh-token\x01\x01"
            say("+OK" if good else "-ERR [AUTH] token expired")
        elif verb == "UIDL" and MODE != "no-uidl":
            say("+OK")
            for n in sorted(here):
                say("%d %s" % (n, "u1" if MODE == "same-uidl" else here[n][0]))
            say(".")
        elif verb == "LIST":
            say("+OK")
            for n in sorted(here):
                say("%d %d" % (n, len(here[n][1])))
            say(".")
        elif verb == "RETR":
            letter(int(rest[0]), say, cut)
        elif verb == "DELE":
            marked.add(int(rest[0]))
            say("+OK")
        elif verb == "QUIT":
            if MODE == "cut-quit" and first():
                cut()
            for n in marked:
                left.pop(n, None)
            say("+OK bye, %d left" % len(left))
            return
        elif verb in ("USER", "PASS") and MODE != "oauth":
            say("+OK")
        else:
            say("-ERR what?")


def serve(line):
    try:
        talk(line)
    except (OSError, ValueError):
        pass
    finally:
        line.close()


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERT, KEY)
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write("%d\n" % listener.getsockname()[1])
    sys.stdout.flush()

    def accept():
        while True:
            raw, _ = listener.accept()
            try:
                line = context.wrap_socket(raw, server_side=True)
            except OSError:
                continue
            threading.Thread(target=serve, args=(line,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


main()
