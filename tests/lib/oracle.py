# SPDX-License-Identifier: GPL-3.0-or-later
"""oracle - what must hold of a store after whatever was done to it

Asked of a day's office when its desk has ended: letters safe and unchanged,
each outgoing mail once, the log sound and its mirror equal, rows made again
from the log the same, no half files.
"""
import collections
import hashlib
import json
import os

# Tables that a rebuild makes anew or holds on purpose.
NOT_REBUILT = ("token", "meta", "dispatch", "recipient", "event")


def _files(*parts):
    folder = os.path.join(*parts)
    return [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]


def letters_are_safe(tap, office, handed_in, acknowledged):
    stored = dict(office.rows("SELECT sha256, place FROM letter"))
    lost = [sha for sha in handed_in if sha not in stored]
    tap.eq(lost, [], "every letter handed in is in the store")
    tap.eq([a for a in acknowledged if a["sha256"] not in stored], [],
           "every letter that ingest acknowledged is there (%d)" % len(acknowledged))
    wrong = []
    for sha, place in stored.items():
        with open(os.path.join(office.dir, "spool", place), "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != sha:
                wrong.append(place)
    tap.eq(wrong, [], "every letter's bytes are those that came (%d)" % len(stored))
    tap.eq(os.listdir(os.path.join(office.dir, "inbox", "new")), [],
           "the Maildir's letters have moved to cur")


def mail_is_single(tap, office, mails):
    ids = collections.Counter(m.id for m in mails)
    tap.eq([i for i, n in ids.items() if n > 1], [], "each Message-ID is out once (%d)" % len(ids))
    left = office.rows("SELECT id, state, attempts FROM dispatch WHERE state <> 'sent'")
    tap.eq(left, [], "every dispatch is sent")
    tap.eq(office.one("SELECT count(*) FROM dispatch"), len(ids), "as many as dispatches")
    cancelled = office.rows("SELECT template, reason FROM mailing WHERE state = 'cancelled' "
                            "AND reason <> 'settled'")
    tap.eq(cancelled, [], "no mail was given up")


def no_half_files(tap, office):
    tap.eq(_files(office.dir, "spool", "tmp"), [], "no files left in spool/tmp")
    tap.eq(_files(office.dir, "outgoing", "tmp"), [], "no half mails left in outgoing/tmp")
    spool = os.path.join(office.dir, "spool")
    known = {p for kind in ("letter", "dispatch", "issue") for p, in office.rows(
        "SELECT place FROM %s WHERE place IS NOT NULL" % kind)}
    stray = {sub: [f for f in (os.path.relpath(f, spool) for f in _files(spool, sub))
                   if f not in known] for sub in ("letters", "outbox", "issues")}
    # The last start swept what the killed ones before it left; letters it leaves alone.
    tap.eq(stray["outbox"] + stray["issues"], [], "no frozen mail or issue without its row")
    tap.note("letters' files that no row names: %d" % len(stray["letters"]))


def log_is_sound(tap, office):
    rows = office.rows("SELECT seq, at_us, type, params, prev, hash FROM event ORDER BY seq")
    tap.ok(all(b[0] == a[0] + 1 and b[4] == a[5] for a, b in zip(rows, rows[1:])),
           "the log is one unbroken chain (%d)" % len(rows))
    ran = office.cb("audit", "verify")
    tap.ok(ran.returncode == 0, "audit verify", ran.out + ran.err)
    mirror = []
    for path in sorted(_files(office.dir, "spool", "audit")):
        with open(path, encoding="utf-8") as file:
            mirror += [json.loads(line) for line in file]
    tap.ok([(m["seq"], m["hash"]) for m in mirror] == [(r[0], r[5]) for r in rows],
           "the mirror is equal to the log", "%d lines, %d events" % (len(mirror), len(rows)))


def rows(office):
    names = [n for n, in office.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if n not in NOT_REBUILT and not n.startswith(("sqlite_", "search_"))]
    return {name: sorted(office.rows("SELECT * FROM %s" % name), key=repr) for name in names}


def rebuilds(tap, office):
    before = rows(office)
    ran = office.cb("rebuild")
    tap.ok(ran.returncode == 0, "rebuild", ran.out + ran.err)
    after = rows(office)
    for name in before:
        if before[name] != after[name]:
            tap.ok(False, "rebuild gives the same rows: " + name,
                   [x for x in before[name] if x not in after[name]][:3] +
                   [x for x in after[name] if x not in before[name]][:3])
    tap.eq(sum(len(v) for v in after.values()), sum(len(v) for v in before.values()),
           "rebuild gives the same rows in all %d tables" % len(before))


def check(tap, day):
    letters_are_safe(tap, day.office, day.put, day.acknowledged)
    mail_is_single(tap, day.office, day.outgoing.values())
    no_half_files(tap, day.office)
    log_is_sound(tap, day.office)
    rebuilds(tap, day.office)
