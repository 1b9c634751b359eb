#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile-imap - an IMAP server over TLS that misbehaves as it is told

    hostile-imap.py CERT KEY MODE

Listens on a free port of 127.0.0.1, prints the port, and serves connections
one after another until standard input is closed. Three letters, UIDs 1 to 3;
MODE says what happens to UID 2:

    good           nothing
    unsafe-login   SELECT is refused until ID was said (163, 126, QQ)
    wrong-uid      the answer is another letter's
    nil            its body is NIL
    quoted         its body comes as a quoted string
    cut            the line is cut in the middle of its literal, every time
    cut-once       ... the first time
    guess          RFC822.SIZE is always 7 too many (Exchange)
    lie            ... a different number each time
    uidvalidity    changes at every SELECT, and the line is cut after a letter
"""
import os
import re
import socket
import ssl
import sys
import threading

LETTERS = {
    1: b"Subject: one\r\n\r\nx A1 OK\r\n",
    2: b"Subject: two\r\n\r\n* 5 EXPUNGE\r\n)\r\n",
    3: b"Subject: three\r\n\r\n\xb9\xfe\r\n",
}
mode = sys.argv[3]
state = {"cut": 0, "size": 0, "validity": 100, "deleted": set()}


def size_of(uid):
    state["size"] += 1
    if uid != 2 or mode not in ("guess", "lie"):
        return len(LETTERS[uid])
    return len(LETTERS[uid]) + (7 if mode == "guess" else state["size"])


def body(stream, tag, uid):
    """The answer to UID FETCH uid BODY.PEEK[]; False when the line is cut."""
    text, shown = LETTERS[uid], uid
    if uid == 2 and mode == "nil":
        stream.write(b"* 2 FETCH (UID 2 BODY[] NIL)\r\n%s OK\r\n" % tag)
        return True
    if uid == 2 and mode == "quoted":
        stream.write(b'* 2 FETCH (UID 2 BODY[] "Subject: q")\r\n%s OK\r\n' % tag)
        return True
    if uid == 2 and mode == "wrong-uid":
        shown = 77
    cut = uid == 2 and (mode == "cut" or (mode == "cut-once" and not state["cut"]))
    stream.write(b"* 9 EXISTS\r\n* %d FETCH (UID %d BODY[] {%d}\r\n" % (uid, shown, len(text)))
    if cut:
        state["cut"] += 1
        stream.write(text[: len(text) // 2])
        return False
    stream.write(text + b")\r\n* 1 FETCH (FLAGS (\\Seen))\r\n%s OK done\r\n" % tag)
    return mode != "uidvalidity"


def serve(stream):
    said_id = False
    stream.write(b"* OK ready\r\n")
    stream.flush()
    while True:
        line = stream.readline()
        if not line:
            return
        tag, _, rest = line.strip().partition(b" ")
        word = rest.upper()
        if word.startswith(b"CAPABILITY"):
            stream.write(b"* CAPABILITY IMAP4rev1 ID UIDPLUS\r\n%s OK\r\n" % tag)
        elif word.startswith(b"ID "):
            said_id = True
            stream.write(b"* ID NIL\r\n%s OK\r\n" % tag)
        elif word.startswith(b"SELECT") and mode == "unsafe-login" and not said_id:
            stream.write(b"%s NO SELECT Unsafe Login. Please contact kefu@188.com\r\n" % tag)
        elif word.startswith(b"SELECT"):
            state["validity"] += mode == "uidvalidity"
            stream.write(b"* 3 EXISTS\r\n* OK [UIDVALIDITY %d]\r\n%s OK\r\n" % (state["validity"], tag))
        elif word.startswith(b"UID SEARCH"):
            low = int(re.search(rb"(\d+):\*", word).group(1))
            uids = [u for u in LETTERS if u >= low and u not in state["deleted"]] or [3]
            stream.write(b"* SEARCH %s\r\n%s OK\r\n" % (b" ".join(b"%d" % u for u in uids), tag))
        elif b"BODY.PEEK[]" in word:
            if not body(stream, tag, int(word.split()[2])):
                return
        elif b"RFC822.SIZE" in word:
            uid = int(word.split()[2])
            stream.write(
                b'* 1 FETCH (UID %d RFC822.SIZE %d INTERNALDATE "23-Nov-2026 08:30:00 +0800")\r\n%s OK\r\n'
                % (uid, size_of(uid), tag)
            )
        elif word.startswith(b"UID EXPUNGE"):
            state["deleted"].add(int(word.split()[2]))
            stream.write(b"%s OK\r\n" % tag)
        elif word == b"EXPUNGE":
            stream.write(b"* BYE a bare EXPUNGE\r\n")
            return
        else:  # LOGIN, NOOP, UID STORE, LOGOUT
            stream.write(b"%s OK\r\n" % tag)
        stream.flush()


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write("%d\n" % listener.getsockname()[1])
    sys.stdout.flush()
    threading.Thread(target=end_with_parent, daemon=True).start()
    while True:
        plain, _ = listener.accept()
        try:
            with context.wrap_socket(plain, server_side=True) as line, line.makefile("rwb") as stream:
                serve(stream)
        except OSError:
            pass


main()
