#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers command/doctor.c command/doctor_mailbox.c
"""doctor - what the doctor says of real mailboxes, in the words of a clerk

Against a private Dovecot and Postfix: logins, folders that are not read or not
there, letters that another program removed, a letter of trial; POP3; wrong
passwords and servers that are not there.
"""
import imaplib
import os
import ssl
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import FARM, Tap
from line import Line, MailHost, missing, wait_for
from programs import plain

tap = Tap()


def mailbox(host):
    trust = ssl.create_default_context(cafile=host.ca)
    line = imaplib.IMAP4_SSL("localhost", host.port("IMAPS"), ssl_context=trust)
    line.login("xinxi", host.password)
    return line


def good(host, line):
    box = mailbox(host)
    box.create('"&V4NXPpCuTvY-"')                      # 垃圾邮件
    box.create("Sent")
    host.submit(plain(FARM, "春耕情况", "化肥供应充足。"), FARM)
    line.begin()
    tap.ok(wait_for(lambda: line.one("SELECT count(*) FROM letter") == 1), "a report came")
    ran = line.english("doctor", "mailbox")
    tap.eq(ran.returncode, 0, "all is well: exit 0")
    for words in ("✓ login of xinxi; the connection is encrypted", "✓ INBOX: 1 letters",
                  "! not read: 垃圾邮件. First letters of new senders land there",
                  "! folders that are not read: Sent", "✓ a letter of trial came back into INBOX"):
        tap.has(ran.out, words, words)
    tap.ok(wait_for(lambda: line.one("SELECT kind FROM letter WHERE id = 2") == "loop"),
           "the desk knows the letter of trial as its own")
    tap.eq(line.one("SELECT count(*) FROM item"), 1, "and makes no item of it")

    box.select("INBOX")
    box.uid("STORE", "1", "+FLAGS", r"(\Deleted)")
    box.expunge()
    ran = line.english("doctor", "mailbox", "--no-letter")
    tap.has(ran.out, "INBOX: 1 letters that were taken in are gone from the server",
            "another program's deleting is seen")
    tap.lacks(ran.out, "trial", "--no-letter sends none")
    line.kill()


def settings(host, line):
    inbox = "imap://127.0.0.1:%d/INBOX\n" % host.port("IMAP")
    line.configure((inbox, inbox + "folders = INBOX, 信息\n"))
    ran = line.english("doctor", "mailbox", "--no-letter")
    tap.eq(ran.returncode, 1, "a folder that is not there: exit 1")
    tap.has(ran.out, "✗ 信息: the server does not open the folder 信息", "and its name")
    line.configure((inbox + "folders = INBOX, 信息\n",
                    "pop3://127.0.0.1:%d/\n" % host.port("POP3")))
    ran = line.english("doctor", "mailbox")
    tap.eq(ran.returncode, 0, "POP3: exit 0")
    tap.has(ran.out, "✓ INBOX: 1 letters", "POP3: the letters are counted")
    tap.has(ran.out, "letters that the server takes for junk are not seen", "POP3: its limit")
    line.secret("wrong")
    ran = line.cb("doctor", "mailbox", good=(1,))
    tap.has(ran.out, "✗ 127.0.0.1 不接受 xinxi 登录", "a wrong password, in Chinese")
    line.configure(("pop3://127.0.0.1:%d/" % host.port("POP3"), "pop3s://127.0.0.1:1/"))
    ran = line.english("doctor", "mailbox")
    tap.has(ran.out, "does not take the connection", "a server that is not there")
    tap.eq(line.english("doctor", "nonsense").returncode, 64, "another word: usage")
    tap.has(line.english("doctor", "jail").out, "seccomp", "doctor jail names the level")


def main():
    why = missing()
    if why:
        tap.skip("the doctor on a real mail host", why)
        tap.done()
    host = MailHost()
    line = Line(host)
    good(host, line)
    settings(host, line)
    tap.done()


main()
