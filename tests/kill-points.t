#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill-points.t - killed at each call that changes something, `run --once` ends the same

One prepared office with a report, a decision, a seal and an adoption in its
inbox is run under strace, which kills each process at its k-th write, flush,
rename, unlink or record; then it is run again without. POINTS=0 tries every k,
else so many of them, others with another SEED.
"""
import collections
import glob
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

import day as days  # noqa: E402
import desk  # noqa: E402
import oracle  # noqa: E402
import strace  # noqa: E402
from desk import ABOVE, CHIEF, EDITOR2, Tap, only  # noqa: E402
from mailshapes import reply  # noqa: E402

POINTS = int(os.environ.get("POINTS", "45"))
SEED = int(os.environ.get("SEED", "20261123"))
LEAST = 500  # calls of an undisturbed run; there are over a thousand
CALLS = ("fsync,fdatasync,syncfs,rename,renameat,renameat2,unlink,unlinkat,sendmsg,write,"
         "pwrite64,ftruncate,mkdir,linkat")


def prepare():
    """An office in which everything is about to happen at once."""
    office = days.office()
    ask = {}
    for n in range(3):
        ask[n] = only(office.run(days.report(n)), EDITOR2)
    office.run(reply(ask[0], "通过"))
    office.cb("issue", "draft", good=(0,))
    sealed = only(office.run(reply(only(office.run(), CHIEF), "同意签发")), ABOVE)
    office.run(reply(ask[1], "通过"))
    office.cb("issue", "draft", good=(0,))
    sign = only(office.run(), CHIEF)
    letters = [days.report(3), reply(ask[2], "退回 缺数据"), reply(sign, "同意签发"),
               reply(sealed, "采用 1")]
    for n, raw in enumerate(letters):
        office.drop(raw, "%d.P1.mx" % n)
    return office, {hashlib.sha256(raw).hexdigest() for raw in letters}


def run_once(office):
    return [desk.BINARY, "-C", office.dir, "run", "--once"]


def count_calls(office):
    """[(call, k)] for each k that some process of an undisturbed run comes to."""
    office = days.twin(office, "count")
    made = strace.calls(os.path.join(office.base, "calls"), CALLS, run_once(office))
    most = {}
    for (_, call), n in collections.Counter((pid, call) for pid, call, _ in made).items():
        most[call] = max(n, most.get(call, 0))
    return [(call, k) for call in sorted(most) for k in range(1, most[call] + 1)]


def end_of(office):
    return days.state(office, office.mails())


def faults(office, wanted, handed_in):
    """What is wrong with this office's end; empty when nothing is."""
    quiet = Tap.__new__(Tap)
    said = []
    quiet.ok = lambda good, name, detail=None: said.append((name, detail)) if not good else None
    quiet.eq = lambda got, right, name: quiet.ok(got == right, name, "%r, not %r" % (got, right))
    quiet.note = lambda text: None
    end = end_of(office)
    for part in wanted:
        quiet.eq(end[part], wanted[part], part)
    oracle.letters_are_safe(quiet, office, handed_in, [])
    oracle.mail_is_single(quiet, office, office.mails())
    oracle.no_half_files(quiet, office)
    oracle.log_is_sound(quiet, office)
    return said


def try_point(office, call, k, wanted, handed_in):
    tried = days.twin(office, "%s-%d" % (call, k))
    first = subprocess.run(strace.command(
        ["-o", "/dev/null", "-e", "trace=" + call, "-e",
         "inject=%s:signal=KILL:when=%d" % (call, k)], run_once(tried)),
        env=strace.ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=100,
        check=False).returncode
    # strace kills each new sender too: what two of them left waits for some seconds.
    for _ in range(60):
        again = tried.cb("run", "--once")
        if again.returncode in (0, 1) and not tried.rows(
                "SELECT 1 FROM dispatch WHERE state = 'deferred'"):
            break
        time.sleep(1)
    said = faults(tried, wanted, handed_in)
    if again.returncode not in (0, 1):
        said.append(("run again", "exit %d %s" % (again.returncode, again.err)))
    if not said:
        shutil.rmtree(tried.base)
    return first, said


def main():
    tap = Tap()
    if not strace.there():
        tap.skip("killed at every call", "no strace")
        tap.done()
    office, handed_in = prepare()
    calm = days.twin(office, "calm")
    calm.cb("run", "--once", good=(0, 1))
    wanted = end_of(calm)
    tap.ok(len(wanted["adoptions"]) == 1 and len(wanted["issues"]) == 2 and
           len(wanted["items"]) == 4, "without kills all four letters take effect", wanted)
    every = points = count_calls(office)
    tap.ok(len(every) > LEAST, "strace sees what a run calls", len(every))
    if 0 < POINTS < len(every):
        points = sorted(random.Random(SEED).sample(every, POINTS))
    began, ends, bad = time.monotonic(), collections.Counter(), 0
    for call, k in points:
        first, said = try_point(office, call, k, wanted, handed_in)
        ends[first] += 1
        if said:
            bad += 1
            tap.ok(False, "killed at %s %d" % (call, k), "\n".join("%s: %s" % s for s in said[:6]))
    tap.ok(bad == 0, "killed at %d of %d calls: the same end each time" % (len(points), len(every)))
    tap.note("exits when killed: %s; %.1f s" % (dict(ends), time.monotonic() - began))
    if not tap.failed:
        shutil.rmtree(office.base)
    else:
        tap.note("kept: " + " ".join(glob.glob(os.path.join(office.base, "*"))))
    tap.done()


main()
