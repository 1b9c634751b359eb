#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Covers pipeline/desk/service.c pipeline/desk/sources.c pipeline/desk/clients.c pipeline/intake/take.c pipeline/outward/outbox.c pipeline/outward/fate.c
"""kill.t - a day of 300 reports ends the same, whichever process is killed and when

(kill-points.t is the deterministic half: killed at every call that changes something.)
The same letters go through a service that lives all day and through one whose
desk, zygote, readers, printer, fetcher and sender are killed at random: same
items, decisions, issue, adoptions, points and mails; nothing lost, nothing
twice, the log sound. KILLS=1000 for a long run, SEED for another one.
"""
import os
import random
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

import day as days  # noqa: E402
import oracle  # noqa: E402
from desk import Tap  # noqa: E402
from service import Service  # noqa: E402

KILLS = int(os.environ.get("KILLS", "60"))
SEED = int(os.environ.get("SEED", "20261123"))
LETTERS = int(os.environ.get("LETTERS", "300"))
SHARES = (("desk", 5), ("zygote", 2), ("cb-reader", 4), ("cb-printer", 4), ("fetcher", 4),
          ("sender", 5))
LIMIT_S = 600 + KILLS * 5


class Killer:
    """Kills something every now and then."""

    def __init__(self, service, pick, n_kills):
        self.service, self.pick, self.n_kills = service, pick, n_kills
        self.done = {}
        self.next = time.monotonic()

    def total(self):
        return sum(self.done.values())

    def step(self):
        if self.total() >= self.n_kills or time.monotonic() < self.next:
            return
        kinds = [k for k, n in SHARES for _ in range(n)]
        kind = self.pick.choice(kinds)
        if self.service.kill(kind, self.pick.choice):
            self.done[kind] = self.done.get(kind, 0) + 1
            self.next = time.monotonic() + self.pick.uniform(0, 0.5)


def spend(day, service, killer, tap):
    """The whole day; False when it does not come to its end in time."""
    until = time.monotonic() + LIMIT_S
    drafted = False
    while time.monotonic() < until:
        if not service.alive():
            # 75: the workers were killed again and again while it started.
            if killer is None or service.process.returncode not in (-9, 75):
                tap.note("the desk ended: %s\n%s" % (service.process.returncode,
                                                     service.log()[-1500:]))
                return False
            service.start()
        if killer:
            killer.step()
            # The letters are spread over the kills, so that each of them hits work.
            owed = LETTERS * (killer.total() + 1) // (killer.n_kills + 1)
            day.step(max(0, owed - (LETTERS - len(day.waiting))))
        else:
            day.step(5)
        over = killer is None or killer.total() >= killer.n_kills
        if over and day.quiet():
            if day.revive():
                continue
            if drafted:
                return True
            drafted = day.office.cb("issue", "draft").returncode == 0
        time.sleep(0.01)
    tap.note("not quiet: %d letters to send, %d ingests, new %s" % (
        len(day.waiting), len(day.ingests), day.office.rows(
            "SELECT state, count(*) FROM dispatch GROUP BY state")))
    return False


def one_day(tap, name, n_kills):
    pick = random.Random(SEED)
    made = days.office()
    service = Service(made).start()
    day = days.Day(made, LETTERS, pick, service)
    killer = Killer(service, pick, n_kills) if n_kills else None
    began = time.monotonic()
    service.wait_ready()
    ended = spend(day, service, killer, tap)
    tap.ok(ended, "%s: the day comes to its end" % name, service.log()[-3000:])
    code = service.stop()
    tap.eq(code, 0, "%s: SIGTERM, exit 0" % name)
    tap.note("%s: %.1f s, %d mails out, ingest's exits %s, starts %d, killed %s" % (
        name, time.monotonic() - began, len(day.outgoing), dict(day.refused), service.starts,
        killer.done if killer else 0))
    return day, service


def compare(tap, calm, wild):
    a, b = (days.state(d.office, d.outgoing.values()) for d in (calm, wild))
    for part in a:
        more = [x for x in b[part] if x not in a[part]]
        less = [x for x in a[part] if x not in b[part]]
        tap.ok(a[part] == b[part], "the same %s as without kills (%d)" % (part, len(a[part])),
               "only with kills: %r\nonly without: %r" % (more[:5], less[:5]))
    tap.ok(len(a["items"]) == LETTERS and a["adoptions"], "the day was a full one",
           {k: len(v) for k, v in a.items()})


def main():
    tap = Tap()
    calm, _ = one_day(tap, "without kills", 0)
    wild, service = one_day(tap, "with %d kills" % KILLS, KILLS)
    compare(tap, calm, wild)
    oracle.check(tap, wild)
    if not tap.failed:
        calm.office.close()
        wild.office.close()
    else:
        tap.note("kept: %s %s" % (calm.office.base, wild.office.base))
        tap.note(service.log()[-2000:])
    tap.done()


main()
