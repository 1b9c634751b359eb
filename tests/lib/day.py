# SPDX-License-Identifier: GPL-3.0-or-later
"""day - a day of an office with scripted people, whatever happens to the desk

Four units send reports; an editor answers every ask he finds in outgoing/, the
chief signs, the office above adopts. What each of them answers follows from
the title alone, so two days with the same letters end in the same state.
`state` is that end without what may differ: ids, order, times, tokens.
"""
import collections
import hashlib
import json
import os
import re
import shutil
import subprocess
import time

import desk
from desk import ABOVE, CHIEF, CIVIL, EDITOR1, EDITOR2, FARM, TOWN
from mailshapes import letter, reply

UNITS = (FARM, CIVIL, TOWN, "slj@qinghe.example")
THINGS = ("水渠", "育苗", "低保", "敬老院", "集市", "村道", "饮水", "防火", "农机", "合作社", "粮库", "校车")
ANSWERS = ("通过", "通过", "备查 已有同类", "退回 缺数据")


def title_of(n):
    return "%s整治工作第%d号情况" % (THINGS[n % len(THINGS)], 1000 + n)


def number_of(text):
    found = re.search(r"工作第(\d+)号", text)
    return int(found.group(1)) - 1000 if found else None


def answer_to(n):
    return ANSWERS[hashlib.sha256(b"%d" % n).digest()[0] % len(ANSWERS)]


def report(n):
    body = "".join("%s第%d处已完成%d项，投入%d元，受益%d户。" % (
        THINGS[(n + k) % len(THINGS)], k + 1, n * 7 + k, n * 130 + k * 11, n + k * 3)
        for k in range(5))
    return letter(UNITS[n % len(UNITS)], title_of(n), body)


def office():
    """The sample office with a fourth unit; no draft is due before three days; its errors
    are English, so that they can be compared; and each reply has its own acknowledgement,
    whenever the desk was killed."""
    made = desk.Office()
    made.configure(("schedule = Mon-Fri 16:00", "schedule = Thu 16:00"),
                   ("language   = zh", "language   = en"), desk.AT_ONCE)
    made.people("slj@qinghe.example,沈四水,水利局,contributor,2025-01-01,,,,")
    return made


def twin(office, name):
    """The same office in another folder, which goes with the first."""
    other = object.__new__(desk.Office)
    other.__dict__.update(office.__dict__)
    other.base = os.path.join(office.base, name)
    other.dir = os.path.join(other.base, "office")
    shutil.copytree(office.dir, other.dir)
    return other


class Day:
    def __init__(self, made, n_letters, pick, service=None):
        """pick: a random.Random; it only says which way a letter takes."""
        self.office, self.pick, self.service = made, pick, service
        self.waiting = list(range(n_letters))
        self.reports = {}                      # n: SHA-256
        self.put = set()                       # SHA-256 of all that was handed in
        self.ingests = []                      # (process, bytes)
        self.acknowledged = []                 # the JSON of ingests that ended with 0
        self.n_drops = 0
        self.outgoing = {}                     # file name: Mail
        self.refused = collections.Counter()   # exit codes of ingest

    # ---- letters on their way in ----

    def hand_in(self, raw):
        self.put.add(hashlib.sha256(raw).hexdigest())
        if self.pick.random() < 0.6:
            self.drop(raw)
        else:
            self.ingest(raw)

    def drop(self, raw):
        """As a mail server delivers into a Maildir."""
        self.n_drops += 1
        self.office.drop(raw, "%d.P%dQ%d.mx" % (time.time(), os.getpid(), self.n_drops))

    def ingest(self, raw):
        process = subprocess.Popen(
            [desk.BINARY, "-C", self.office.dir, "ingest"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8"))
        try:
            process.stdin.write(raw)
            process.stdin.close()
        except BrokenPipeError:
            pass
        self.ingests.append((process, raw))

    def collect(self):
        """What `ingest` said; as a mail server does, 75 is tried again."""
        still = []
        for process, raw in self.ingests:
            if process.poll() is None:
                still.append((process, raw))
                continue
            out, err = process.stdout.read(), process.stderr.read()
            process.stdout.close()
            process.stderr.close()
            self.refused[process.returncode] += 1
            if process.returncode == 0:
                self.acknowledged.append(json.loads(out))
            elif process.returncode == 75:
                self.later = (raw, err)
                still.append((self._again(raw), raw))
            else:
                raise SystemExit("Bail out! ingest: exit %d: %s" % (
                    process.returncode, err.decode("utf-8", "replace")))
        self.ingests = still

    def _again(self, raw):
        kept = self.ingests
        self.ingests = []
        self.ingest(raw)
        (process, _), = self.ingests
        self.ingests = kept
        return process

    # ---- people ----

    def look(self):
        """Reads new mail and answers it; how much was new."""
        folder = os.path.join(self.office.dir, "outgoing", "new")
        fresh = [n for n in (os.listdir(folder) if os.path.isdir(folder) else [])
                 if n not in self.outgoing]
        for name in fresh:
            mail = desk.Mail(os.path.join(folder, name))
            self.outgoing[name] = mail
            words = self.words_for(mail)
            if words:
                self.hand_in(reply(mail, words))
        return len(fresh)

    def words_for(self, mail):
        n = number_of(mail.subject)
        if mail.address in (EDITOR1, EDITOR2) and "审阅" in mail.text and n is not None:
            return answer_to(n)
        if mail.address == CHIEF and "签发" in mail.text and mail.token and n is None:
            return "同意签发"
        if mail.address == ABOVE:
            return "采用 " + "、".join(self.lines_to_adopt(mail))
        return None

    @staticmethod
    def lines_to_adopt(mail):
        """Every line whose report has an even number."""
        lines = re.findall(r"^\D{0,4}(\d+)\D.*工作第(\d+)号", mail.text, flags=re.M)
        return sorted({a for a, b in lines if int(b) % 2 == 0}, key=int)

    # ---- the course of the day ----

    def quiet(self):
        """Nothing under way anywhere."""
        if self.waiting or self.ingests:
            return False
        if os.listdir(os.path.join(self.office.dir, "inbox", "new")):
            return False
        left = self.office.one(
            "SELECT (SELECT count(*) FROM letter WHERE state = 'new') +"
            " (SELECT count(*) FROM mailing WHERE state = 'due') + (SELECT count(*) FROM dispatch"
            " WHERE state IN ('ready', 'attempting', 'deferred', 'uncertain'))")
        return left == 0 and self.look() == 0 and not self.ingests

    def step(self, n):
        """One moment: up to n letters of units go in, people look at their mail."""
        for _ in range(min(n, len(self.waiting))):
            which = self.waiting.pop(0)
            raw = report(which)
            self.reports[which] = hashlib.sha256(raw).hexdigest()
            self.hand_in(raw)
        self.collect()
        self.look()

    def revive(self):
        """What an operator does when told that a letter could not be read."""
        dead = [str(i) for i, in self.office.rows("SELECT id FROM letter WHERE kind = 'dead'")]
        if dead:
            self.office.cb("letters", "again", *dead, good=(0, 1, 75))
        return len(dead)


# ---- the end of the day ----

def _plain(subject):
    """A subject without what numbers items: `[呈报 12-1-k7]`, `第 12 号`."""
    return re.sub(r"第 \d+ 号", "第 N 号", re.sub(r"\[呈报 [^]]*\] ?", "", subject))


def _moot(office, mails):
    """Sign mails that a signer need not get any more, because another had sealed before his
    was printed: which of two it is depends on the moment. The subject is the other's."""
    subjects = {_plain(m.subject) for m in mails if "请签发" in m.subject}
    return [(address, subject) for subject in subjects for address, in office.rows(
        "SELECT mailing.recipient FROM mailing JOIN ask ON ask.id = mailing.ask "
        "WHERE mailing.state = 'cancelled' AND mailing.reason = 'settled' "
        "AND ask.kind = 'sign' AND ask.state <> 'open' AND ask.closed_by <> ask.person")]


def state(office, mails):
    """What must be the same, whatever was killed."""
    rows = office.rows
    mails = list(mails)
    return {
        "reports": sorted(title for title, in rows("SELECT title FROM revision")),
        "items": sorted(rows(
            "SELECT title, item.state, unit, decided_by, kind, journal, revision.revision "
            "FROM item JOIN revision ON item.id = revision.item")),
        "shares": sorted(rows("SELECT title, share.unit, share.person, hundredths FROM share "
                              "JOIN revision ON revision.item = share.item")),
        "history": sorted(rows("SELECT title, history.who, verb, from_state, to_state, why "
                               "FROM history JOIN revision ON history.item = revision.item")),
        "issues": rows("SELECT journal, year, number, total, state, signed_by FROM issue"),
        "lines": sorted(rows("SELECT title FROM line JOIN revision ON line.item = revision.item")),
        "adoptions": sorted(rows("SELECT title, superior, adoption.kind FROM adoption "
                                 "JOIN revision ON revision.item = adoption.item")),
        "entries": sorted(rows("SELECT title, entry.unit, person, hundredths FROM entry "
                               "JOIN revision ON revision.item = entry.item")),
        "letters": sorted(rows("SELECT kind, count(*) FROM letter WHERE source <> 'operator' "
                               "GROUP BY kind")),
        "refusals": rows("SELECT who, why FROM refusal"),
        "mails": sorted([(m.address, _plain(m.subject)) for m in mails
                         if m.address != desk.ADMIN] + _moot(office, mails)),
    }
