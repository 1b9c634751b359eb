#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""office.py BINARY WORK RULES - an office whose roster is the corpus's senders.

Makes WORK/office: the sample office, every sender of the corpus a contributor,
and each of the RULES generated patterns a topic of its own.
"""
import email, email.policy, email.utils, os, pathlib, shutil, subprocess, sys

binary, work, count = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
office = work / "office"
shutil.rmtree(office, ignore_errors=True)
subprocess.run([binary, "init", str(office)], check=True, stdout=subprocess.DEVNULL)

senders = set()
for path in (work / "mails/Maildir/new").iterdir():
    head = path.read_bytes().split(b"\n\n", 1)[0]
    message = email.message_from_bytes(head, policy=email.policy.compat32)
    address = email.utils.parseaddr(message.get("From", ""))[1]
    if address.count("@") == 1 and address.isascii():
        senders.add(address.lower())
with open(office / "people.csv", "a", encoding="utf-8") as people:
    for n, address in enumerate(sorted(senders)):
        people.write(f"{address},写信人{n},第{n % 60 + 1}局,contributor,2020-01-01,,,,\n")

with open(office / "filters/bench.rules", "w", encoding="utf-8") as rules:
    for n, pattern in enumerate((work / f"rules/rules_{count}.pcre").read_text(encoding="utf-8").splitlines()):
        sign = next(c for c in "/!~%@|" if c not in pattern)
        rules.write(f"[topic 规则{n}]\ngroup = 基准\nthreshold = 1\ntext +1 {sign}{pattern}{sign}\n\n")
