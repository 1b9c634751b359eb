# SPDX-License-Identifier: GPL-3.0-or-later
"""desk - an office of its own in a temporary folder, for the scenario tests

Office makes the sample office, takes letters in, runs the desk until nothing
is ready and shows what became of it: rows, JSON, outgoing mails. What letters
and replies look like is mailshapes.py. Tap prints what prove reads.

Not here: what the desk should do (desk-*.t).
"""
import copy
import email
import email.policy
import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import clock
from clock import BUILD, ROOT
from mailshapes import letter, reply  # noqa: F401 (the tests' own words)

BINARY = os.path.join(BUILD, "chengbao")
POLICY = email.policy.default

EDITOR1, EDITOR2 = "editor1@qinghe.example", "editor2@qinghe.example"
CHIEF, DEPUTY = "chief@qinghe.example", "deputy@qinghe.example"
DUTY, ADMIN = "duty@qinghe.example", "admin@qinghe.example"
FARM, CIVIL = "nyj@qinghe.example", "mzj@qinghe.example"
URGENT, TOWN = "yjj@qinghe.example", "chengguan@qinghe.example"
BOX, ABOVE = "xinxi@qinghe.example", "zwxx@city.example"

# For configure: an acknowledgement for each reply, also of replies of one run.
AT_ONCE = ("[relay]\n", "[relay]\nacknowledge = at-once\n")


def differences(got, wanted):
    """What differs; of two dicts of rows only the rows that do."""
    if isinstance(got, dict) and isinstance(wanted, dict) and got.keys() == wanted.keys():
        return "\n".join("%s\n got    %s\n wanted %s" % (
            k, [r for r in got[k] if r not in wanted[k]] if isinstance(got[k], list) else got[k],
            [r for r in wanted[k] if r not in got[k]] if isinstance(got[k], list) else wanted[k])
            for k in got if got[k] != wanted[k])
    return "got    %r\nwanted %r" % (got, wanted)


class Tap:
    """Prints TAP; counts what failed."""

    def __init__(self):
        self.n = 0
        self.failed = 0

    def ok(self, condition, name, detail=None):
        self.n += 1
        self.failed += not condition
        print("%sok %d - %s" % ("" if condition else "not ", self.n, name))
        if not condition and detail is not None:
            # On standard error: prove shows it without -v, so a failure tells itself.
            sys.stderr.write("# not ok %d - %s\n" % (self.n, name))
            for line in str(detail).splitlines()[:40]:
                sys.stderr.write("# " + line + "\n")
        sys.stdout.flush()
        return bool(condition)

    def eq(self, got, wanted, name):
        return self.ok(got == wanted, name, differences(got, wanted))

    def has(self, text, part, name):
        return self.ok(part in (text or ""), name, "no %r in:\n%s" % (part, text))

    def lacks(self, text, part, name):
        return self.ok(part not in (text or ""), name, "%r in:\n%s" % (part, text))

    def skip(self, name, why):
        self.n += 1
        print("ok %d - %s # SKIP %s" % (self.n, name, why))
        sys.stderr.write("NOT CHECKED: %s (%s)\n" % (name, why))

    def note(self, text):
        for line in str(text).splitlines():
            print("# " + line)

    def done(self):
        print("1..%d" % self.n)
        sys.exit(1 if self.failed else 0)


class Mail:
    """One outgoing mail as Python's own parser reads it."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.raw = file.read()
        self.number = int(os.path.basename(path).split(".")[0])
        self.message = email.message_from_bytes(self.raw, policy=POLICY)
        self.to = str(self.message["To"])
        self.address = re.sub(r".*<(.*)>.*", r"\1", self.to, flags=re.S)
        self.subject = str(self.message["Subject"])
        self.id = str(self.message["Message-ID"]).strip()
        self.text = self.part("plain")
        self.html = self.part("html")
        found = re.search(r"^<a\.([^@]+)@", self.id)
        self.token = found.group(1) if found else None

    def part(self, kind):
        body = self.message.get_body((kind,))
        return body.get_content() if body is not None else ""

    def __repr__(self):
        return "%d %s | %s" % (self.number, self.address, self.subject)


class Office:
    def __init__(self, when=None):
        """when: "2026-12-31 16:00:00" for a clock that stands still."""
        self.base = tempfile.mkdtemp(prefix="chengbao-desk-")
        self.dir = os.path.join(self.base, "office")
        self.when = when
        self.seen = frozenset()  # numbers of mails that were looked at
        self.said = ""
        self.cb("init", self.dir, office=False, good=(0,))

    def copy(self):
        """Another office that begins where this one stands."""
        other = copy.copy(self)
        other.base = tempfile.mkdtemp(prefix="chengbao-desk-")
        other.dir = os.path.join(other.base, "office")
        shutil.copytree(self.dir, other.dir)
        return other

    def close(self):
        shutil.rmtree(self.base, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        if not os.environ.get("KEEP"):
            self.close()

    def configure(self, *changes):
        """Replaces text in office.conf: pairs of (old, new)."""
        path = os.path.join(self.dir, "office.conf")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def people(self, *lines):
        with open(os.path.join(self.dir, "people.csv"), "a", encoding="utf-8") as file:
            for line in lines:
                file.write(line + "\n")

    def cb(self, *args, office=True, input=None, good=None):
        """Runs chengbao; `good` are the exit codes that are no accident."""
        argv = [BINARY] + (["-C", self.dir] if office else []) + [str(a) for a in args]
        environment = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC")
        environment.pop("LANGUAGE", None)
        if self.when:
            environment.update(clock.set_to(self.when))
        ran = subprocess.run(argv, input=input, capture_output=True, env=environment, timeout=1200)
        ran.out = ran.stdout.decode("utf-8", "replace")
        ran.err = ran.stderr.decode("utf-8", "replace")
        self.said += ran.err
        if good is not None and ran.returncode not in good:
            raise SystemExit("Bail out! chengbao %s: exit %d\n%s%s" % (
                " ".join(argv[1:]), ran.returncode, ran.out, ran.err))
        return ran

    def put(self, *letters):
        """Takes letters in, in this order."""
        if len(letters) == 1:
            self.cb("ingest", input=letters[0], good=(0,))
        elif letters:
            folder = tempfile.mkdtemp(dir=self.base)
            paths = [os.path.join(folder, "%d.eml" % i) for i in range(len(letters))]
            for path, raw in zip(paths, letters):
                with open(path, "wb") as file:
                    file.write(raw)
            self.cb("ingest", *paths, good=(0,))
            shutil.rmtree(folder)

    def drop(self, raw, name=None):
        """Delivers a letter into the Maildir that the office watches, as a mail server does."""
        inbox = os.path.join(self.dir, "inbox")
        name = name or "%d.drop" % len(os.listdir(os.path.join(inbox, "new")))
        with open(os.path.join(inbox, "tmp", name), "wb") as file:
            file.write(raw)
        now = clock.seconds(self.when) if self.when else time.time()
        os.utime(file.name, (now, now))
        os.rename(file.name, os.path.join(inbox, "new", name))

    def run(self, *letters):
        """Takes letters in and works until nothing is ready; the new mails."""
        self.put(*letters)
        self.exit = self.cb("run", "--once", good=(0, 1)).returncode
        return self.new()

    def mails(self):
        paths = glob.glob(os.path.join(self.dir, "outgoing", "new", "*"))
        return [Mail(p) for p in sorted(paths, key=lambda p: int(os.path.basename(p).split(".")[0]))]

    def new(self):
        """The mails that went out since; not always those of the highest numbers."""
        fresh = [m for m in self.mails() if m.number not in self.seen]
        self.seen |= {m.number for m in fresh}
        return fresh

    def json(self, *args):
        ran = self.cb(*args, "--json", good=(0, 1))
        return [json.loads(line) for line in ran.out.splitlines() if line.strip()]

    def show(self, item):
        return self.json("show", item)[0]

    def state(self, item):
        return self.rows("SELECT state FROM item WHERE id = ?", item)[0][0]

    def states(self):
        return {i: s for i, s in self.rows("SELECT id, state FROM item ORDER BY id")}

    def rows(self, sql, *values):
        path = os.path.join(self.dir, "spool", "desk.db")
        if not os.path.exists(path):
            return []
        store = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
        try:
            return store.execute(sql, values).fetchall()
        finally:
            store.close()

    @staticmethod
    def age(store, version, script=""):
        """Makes an open database one of an older version: without what came with 4, 5 and 6."""
        store.executescript("DROP TABLE search; CREATE VIRTUAL TABLE search USING fts5 (terms);"
                            "DROP VIEW findable; DROP TABLE said; DROP INDEX letter_repeats;" + script +
                            "DROP TABLE alert; DROP INDEX mailing_waiting;"
                            "ALTER TABLE mailing DROP COLUMN not_before_us;"
                            "DROP VIEW dispatch_ranked; DROP INDEX dispatch_sent;"
                            "ALTER TABLE dispatch DROP COLUMN sent_us;"
                            "PRAGMA user_version = %d;" % version)

    def one(self, sql, *values):
        rows = self.rows(sql, *values)
        return rows[0][0] if rows else None

    def table(self, name, columns="*", order="1"):
        return self.rows("SELECT %s FROM %s ORDER BY %s" % (columns, name, order))

    def decided(self):
        """Everything that a decision could change, for comparing before and after."""
        return {name: self.table(name) for name in (
            "item", "revision", "share", "history", "issue", "line", "adoption", "entry")}

    def events(self, kind):
        return self.one("SELECT count(*) FROM event WHERE type = ?", kind)

    def refusals(self):
        return self.one("SELECT count(*) FROM refusal")

    def last_letter(self):
        return self.rows("SELECT id, kind, reason FROM letter WHERE source <> 'operator' "
                         "ORDER BY id DESC LIMIT 1")[0]

    def drafts(self, n, sender=FARM, topic="春耕备耕"):
        """n reports of one sender; gives the asks to the editors."""
        self.put(*[letter(sender, "%s工作进展情况之%s" % (topic, word),
                          "%s工作第%d项进展顺利，化肥供应充足，已完成任务%d件，群众%s满意。" % (
                              topic, i + 1, 37 * (i + 1), word * 7))
                   for i, word in enumerate("甲乙丙丁戊己庚辛壬癸"[:n])])
        return to(self.run(), EDITOR1)


def to(mails, address):
    return [m for m in mails if m.address == address]


def only(mails, address=None, part=""):
    """The one mail to this address whose subject has `part`."""
    found = [m for m in mails if (address is None or m.address == address) and part in m.subject]
    if len(found) != 1:
        raise SystemExit("Bail out! %d mails to %s with %r among %r" % (
            len(found), address, part, mails))
    return found[0]
