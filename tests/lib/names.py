# SPDX-License-Identifier: GPL-3.0-or-later
"""names - a private DNS server on loopback for the tests

Names answers TXT questions from a dict: name -> text, list of texts, ("cname",
name), or one of the faults "silent", "servfail", "refused", "nxdomain",
"malformed", "cut" (only by TCP), "lie" (another identity). What it was asked
stands in `asked`.

As a program: names.py PORTFILE NAME=TEXT... serves until its input ends.
"""
import os
import socket
import struct
import sys
import threading

FAULTS = ("silent", "servfail", "refused", "nxdomain", "malformed", "lie")


def encode(name):
    return b"".join(bytes([len(p)]) + p.encode() for p in name.split(".")) + b"\0"


def question(packet):
    at, labels = 12, []
    while packet[at]:
        labels.append(packet[at + 1:at + 1 + packet[at]].decode("ascii", "replace"))
        at += 1 + packet[at]
    return ".".join(labels).lower(), packet[12:at + 5]


def txt(name, text, ttl=60):
    raw = text if isinstance(text, bytes) else text.encode()
    strings = b"".join(bytes([len(raw[i:i + 255])]) + raw[i:i + 255]
                       for i in range(0, max(len(raw), 1), 255))
    return encode(name) + struct.pack("!HHIH", 16, 1, ttl, len(strings)) + strings


def cname(name, target, ttl=60):
    raw = encode(target)
    return encode(name) + struct.pack("!HHIH", 5, 1, ttl, len(raw)) + raw


class Names:
    def __init__(self, table=None):
        self.table = dict(table or {})
        self.asked = []
        while not self._bind():
            pass
        for serve in (self._udp, self._tcp):
            threading.Thread(target=serve, daemon=True).start()

    def _bind(self):
        """One number for UDP and TCP; somebody's connection may have just this one."""
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.port = self.udp.getsockname()[1]
        try:
            self.tcp = socket.create_server(("127.0.0.1", self.port), backlog=16)
        except OSError:
            self.udp.close()
            return False
        return True

    def records(self, name, depth=0):
        """The answer's records, or a fault."""
        value = self.table.get(name, "nxdomain")
        if isinstance(value, tuple) and value[0] == "cname":
            more = self.records(value[1], depth + 1) if depth < 20 else []
            return [cname(name, value[1])] + (more if isinstance(more, list) else [])
        if isinstance(value, tuple) and value[0] == "cut":
            return [txt(name, value[1])]
        if isinstance(value, str) and value in FAULTS:
            return value
        return [txt(name, t) for t in (value if isinstance(value, list) else [value])]

    def answer(self, packet, by_tcp):
        name, asked = question(packet)
        self.asked.append((name, by_tcp))
        records = self.records(name)
        cut = not by_tcp and (self.table.get(name, "")[:1] == ("cut",) or (
            isinstance(records, list) and sum(map(len, records)) > 1100))
        if records == "silent":
            return None
        code = {"servfail": 2, "refused": 5, "nxdomain": 3}.get(
            records if isinstance(records, str) else "", 0)
        identity = packet[:2] if records != "lie" else b"\0\0"
        found = records if isinstance(records, list) and not cut else []
        if records == "malformed":
            return identity + struct.pack("!HHHHH", 0x8180, 1, 3, 0, 0) + asked + b"\xc0\x0c\0"
        return identity + struct.pack("!HHHHH", 0x8180 | code | (0x200 if cut else 0), 1,
                                      len(found), 0, 0) + asked + b"".join(found)

    def _udp(self):
        while True:
            try:
                packet, peer = self.udp.recvfrom(4096)
                if len(packet) < 17:  # also what a closed socket gives
                    return
                answer = self.answer(packet, False)
                if answer is not None:
                    self.udp.sendto(answer, peer)
            except OSError:
                return

    def _tcp(self):
        while True:
            try:
                line, _ = self.tcp.accept()
            except OSError:
                return
            with line:
                head = line.recv(2)
                if len(head) < 2:
                    continue
                answer = self.answer(line.recv(struct.unpack("!H", head)[0]), True)
                if answer is not None:
                    line.sendall(struct.pack("!H", len(answer)) + answer)

    def close(self):
        for one in (self.udp, self.tcp):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()


if __name__ == "__main__":
    table = {}
    for argument in sys.argv[2:]:
        left, _, right = argument.partition("=")
        kind, _, rest = right.partition(":")
        table[left] = (kind, rest) if kind in ("cname", "cut") else (
            right.split("|") if "|" in right else right.replace("LONG", "x" * 1900)
            .replace("HUGE", "x" * 2100))
    names = Names(table)
    with open(sys.argv[1] + ".new", "w", encoding="ascii") as file:
        file.write("%d\n" % names.port)
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    sys.stdin.read()
