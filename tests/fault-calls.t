#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fault-calls.t - a flush, write, rename, open … that fails, once for each place

strace lets the k-th call of a kind fail. `ingest` then says 0 only when the
letter is safe; a run ends with a clear word and the next one completes what it
left. POINTS=0 tries every (call, errno, k), else about so many; SEED others.

Not here: kill -9 (kill-points.t), full disks and damaged files (fault.t).
"""
import collections
import os
import random
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

import day as days  # noqa: E402
import desk  # noqa: E402
import strace  # noqa: E402
from desk import Tap, to  # noqa: E402

POINTS = int(os.environ.get("POINTS", "32"))
SEED = int(os.environ.get("SEED", "20261123"))
TABLE = "/usr/share//opencc//t2s.json"  # as OpenCC names it
tap = Tap()


def stored(office):
    return office.one("SELECT count(*) FROM letter")


FAILURES = (("fsync", "EIO"), ("fdatasync", "EIO"), ("pwrite64", "EIO"), ("pwrite64", "ENOSPC"),
            ("write", "ENOSPC"), ("rename", "EIO"), ("openat", "EMFILE"), ("openat", "EACCES"),
            ("mkdir", "EACCES"), ("sendmsg", "ENOBUFS"), ("ftruncate", "EIO"), ("flock", "ENOLCK"))


def calls(office, words, raw):
    """{call: the k at which some process of an undisturbed run comes to it}"""
    log = os.path.join(office.base, "calls")
    names = ",".join(sorted({c for c, _ in FAILURES}))
    seen, came = collections.Counter(), {}
    for pid, call, rest in strace.calls(log, names, [desk.BINARY, "-C", office.dir, *words], raw):
        seen[pid, call] += 1
    # Most files are opened by the loader and by libraries, which is not ours to try.
        if call != "openat" or office.base in rest:
            came.setdefault(call, set()).add(seen[pid, call])
    return came


def failing(office, words, raw, call, errno, when, *of):
    """One run in which that `call` of each process fails (of: more for strace)."""
    argv = strace.command(["-o", "/dev/null", "-e", "trace=" + call, "-e",
                           "inject=%s:error=%s:when=%s" % (call, errno, when), *of],
                          [desk.BINARY, "-C", office.dir, *words])
    running = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env=strace.ENVIRONMENT, start_new_session=True)
    try:
        out, err = running.communicate(raw, timeout=30)
        return subprocess.CompletedProcess(argv, running.returncode, out, err)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return subprocess.CompletedProcess(argv, "hangs", b"", b"it hangs")


def points(office, words, raw, n):
    came = calls(days.twin(office, "calls"), words, raw)
    every = [(c, e, k) for c, e in FAILURES for k in sorted(came.get(c, ()))]
    chosen = set(random.Random(SEED).sample(every, n) if 0 < n < len(every) else every)
    # A record that cannot be sent must never leave the other side waiting.
    return sorted(chosen | {p for p in every if p[0] == "sendmsg" and p[2] <= 10}), every


def failing_ingest():
    """ingest never says 0 unless the letter is safe, and never needs repair."""
    with days.office() as office:
        office.run(days.report(1))
        raw = days.report(2)
        chosen, every = points(office, ("ingest",), raw, POINTS * 3 // 4)
        wrong, exits = [], collections.Counter()
        for call, errno, k in chosen:
            tried = days.twin(office, "ingest-%s-%s-%d" % (call, errno, k))
            ran = failing(tried, ("ingest",), raw, call, errno, k)
            exits[ran.returncode] += 1
            safe = stored(tried) == 2
            # Not all failures concern the letter; whatever does not must end with 75.
            if ran.returncode not in (0, 75) or (ran.returncode == 0) and not safe or (
                    ran.returncode == 75 and not ran.stderr):
                wrong.append((call, errno, k, ran.returncode, safe, ran.stderr[-200:]))
            again = tried.cb("ingest", input=raw)
            if again.returncode != 0 or stored(tried) != 2:
                wrong.append((call, errno, k, "again", again.returncode, again.err))
            shutil.rmtree(tried.base)
        tap.eq(wrong, [], "ingest with a failing call (%d of %d): 0 only when safe, else 75" % (
            len(chosen), len(every)))
        tap.note("exits: %s" % dict(exits))


def failing_run():
    """A run that meets a failing call ends cleanly, and the next one completes."""
    with days.office() as office:
        asks = to(office.run(days.report(1)), desk.EDITOR2)
        for n, raw in enumerate((days.report(2), desk.reply(asks[0], "通过"))):
            office.drop(raw, "%d.P1.mx" % n)
        calm = days.twin(office, "calm")
        calm.cb("run", "--once", good=(0, 1))
        wanted = days.state(calm, calm.mails())
        chosen, every = points(office, ("run", "--once"), b"", POINTS)
        wrong, exits = [], collections.Counter()
        for call, errno, k in chosen:
            tried = days.twin(office, "run-%s-%s-%d" % (call, errno, k))
            ran = failing(tried, ("run", "--once"), b"", call, errno, k)
            exits[ran.returncode] += 1
            if ran.returncode not in (0, 1, 74, 75, 78):
                wrong.append((call, errno, k, ran.returncode, ran.stderr[-300:]))
            if ran.returncode > 1 and not ran.stderr:
                wrong.append((call, errno, k, ran.returncode, "said nothing"))
            problem = mended(tried, wanted)
            if problem:
                wrong.append((call, errno, k, ran.returncode, ran.stderr[-300:], problem))
            else:
                shutil.rmtree(tried.base)
        tap.eq(wrong, [], "a run with a failing call (%d of %d) is mended by the next one" % (
            len(chosen), len(every)))
        tap.note("exits: %s" % dict(exits))


def failing_table():
    """What cannot be read without its table is left alone, and the machine's fault is told."""
    with days.office() as office:
        office.drop(days.report(1), "1.P1.mx")
        ran = failing(office, ("run", "--once"), b"", "openat", "EACCES", "1+", "-P", TABLE)
        said = [line for line in ran.stderr.decode().splitlines() if "strace" not in line]
        tap.eq((ran.returncode, said),
               (78, ["chengbao: OpenCC cannot read its table t2s.json (t2s.json not found or "
                     "not accessible.): install the package libopencc-data, or let this user "
                     "read its files"]),
               "without OpenCC's table a run says what to install and ends with 78")
        office.cb("run", "--once", good=(0,))
        tap.eq([kind for kind, in office.rows("SELECT kind FROM letter")], ["report"],
               "with the table the next run reads the letter")


def mended(office, wanted):
    """Runs again as an operator would; what is still different."""
    office.cb("run", "--once")
    dead = [str(i) for i, in office.rows("SELECT id FROM letter WHERE kind = 'dead'")]
    if dead:
        office.cb("letters", "again", *dead)
    retry = [i for i, in office.rows("SELECT id FROM dispatch WHERE state IN ('deferred', "
                                     "'failed', 'uncertain')")]
    for one in retry:
        office.cb("outbox", "retry", one)
    ran = office.cb("run", "--once")
    if ran.returncode not in (0, 1):
        return (ran.returncode, ran.err)
    end = days.state(office, office.mails())
    different = [part for part in wanted if end[part] != wanted[part]]
    return [(p, end[p], wanted[p]) for p in different] or None


def main():
    if strace.there():
        failing_ingest()
        failing_run()
        failing_table()
    else:
        tap.skip("failing calls", "no strace")
    tap.done()


main()
