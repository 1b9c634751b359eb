#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fault.t - full disks, damaged files, wrong settings, crashing workers

Whatever breaks: a clear message, the exit code that says what to do, nothing
acknowledged that is not safe, nothing lost, and all goes on when it is mended.

Not here: system calls that fail (fault-calls.t), kill -9 (kill.t), signals (service.t).
"""
import collections
import contextlib
import errno
import glob
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

import day as days  # noqa: E402
import desk  # noqa: E402
import oracle  # noqa: E402
from desk import ADMIN, FARM, Tap, letter, to  # noqa: E402
from service import Service  # noqa: E402

ENVIRONMENT = dict(os.environ, LANGUAGE="en", LC_ALL="C.UTF-8", TZ="UTC")
tap = Tap()


def stored(office):
    return office.one("SELECT count(*) FROM letter")


# ---- a full disk ----

class SmallDisk:
    """A file system of its own for the spool, and something that fills it."""

    def __init__(self, office, kib):
        self.folder = os.path.join(office.dir, "spool")
        self.filler = os.path.join(self.folder, "filler")
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%dk,mode=700" % kib, "tmpfs",
                        self.folder], check=True, capture_output=True)

    def fill(self, leave_kib):
        """Leave so much free. A living service may take some between asking and filling."""
        with open(self.filler, "ab") as file:
            while True:
                facts = os.statvfs(self.folder)
                n = facts.f_bavail * facts.f_frsize - leave_kib * 1024
                if n <= 0:
                    return
                try:
                    os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), n)
                    return
                except OSError as problem:
                    if problem.errno != errno.ENOSPC:
                        raise

    def free(self):
        os.unlink(self.filler)

    def end(self):
        subprocess.run(["umount", "-l", self.folder], check=False, capture_output=True)


def full_disk_alone(office, disk):
    path = os.path.join(office.base, "one.eml")
    big = days.report(50) + b"=" * 200000
    with open(path, "wb") as file:
        file.write(big)
    disk.fill(40)
    ran = office.cb("ingest", input=big)
    tap.eq(ran.returncode, 75, "a full disk: ingest of standard input exits 75")
    tap.has(ran.err, "No space left on device", "and says why")
    tap.has(ran.err, "free some space", "and what to do")
    tap.eq(office.cb("ingest", path).returncode, 74, "ingest of a file exits 74")
    disk.free()
    tap.eq(stored(office), 1, "nothing half is taken")
    tap.eq(office.cb("ingest", path).returncode, 0, "with space again it is taken")


def revived(service, exits):
    """Starts a desk that has ended, as a service manager does; its exit code is counted."""
    if service.alive():
        return False
    exits["desk %d" % service.process.returncode] += 1
    service.start()
    return True


def in_the_end(service, exits, condition, seconds=120):
    """Waits for it. A desk that met the full disk may end a moment after there is space again."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        revived(service, exits)
        time.sleep(0.05)
    return condition()


def full_disk_living(office, disk):
    """A service meets the full disk at many places; freed, everything completes."""
    service = Service(office).start()
    service.wait_ready()
    handed_in, exits = 1, collections.Counter()
    for n, leave in enumerate((400, 120, 60, 30, 12, 4, 0)):
        disk.fill(leave)
        for k in range(4):
            raw = days.report(60 + 4 * n + k)
            if k % 2:
                office.drop(raw, "%d.%d.mx" % (n, k))
                handed_in += 1
            else:
                code = office.cb("ingest", input=raw).returncode
                exits[code] += 1
                handed_in += code == 0
        time.sleep(0.5)
        if revived(service, exits):
            time.sleep(0.3)
        disk.free()
    tap.ok(in_the_end(service, exits, lambda: stored(office) >= handed_in + 1 and not office.one(
        "SELECT count(*) FROM letter WHERE state = 'new'")), "with space all are taken",
        "%d of %d\n%s" % (stored(office), handed_in + 1, service.log()[-1500:]))
    tap.note("exits: %s" % dict(exits))
    tap.ok(set(exits) <= {0, 75, "desk 74", "desk 75"}, "on a full disk: 75 and 74, nothing else",
           "%s %s" % (exits, service.log()[-800:]))
    tap.ok(in_the_end(service, exits, lambda: not office.one(
        "SELECT (SELECT count(*) FROM mailing WHERE state = 'due') + (SELECT count(*) FROM "
        "dispatch WHERE state <> 'sent')")), "and every mail leaves", office.rows(
            "SELECT id, state, attempts FROM dispatch WHERE state <> 'sent'"))
    tap.eq(service.stop(), 0, "SIGTERM: exit 0")
    tap.eq(office.rows("SELECT kind, count(*) FROM letter GROUP BY kind"),
           [("report", stored(office))], "no letter is set aside for it")


def full_disk():
    if os.geteuid() != 0:
        tap.skip("full disk", "not root: no tmpfs can be mounted")
        return
    with days.office() as office:
        try:
            disk = SmallDisk(office, 12288)
        except (OSError, subprocess.CalledProcessError) as problem:
            tap.skip("full disk", "no tmpfs: %s" % problem)
            return
        try:
            office.run(days.report(49))
            full_disk_alone(office, disk)
            full_disk_living(office, disk)
            oracle.mail_is_single(tap, office, office.mails())
            oracle.no_half_files(tap, office)
            oracle.log_is_sound(tap, office)
        finally:
            disk.end()


# ---- damaged and missing files ----

def lost_letter():
    with days.office() as office:
        office.put(days.report(1), days.report(2), days.report(3))
        place = os.path.join(office.dir, "spool", office.one(
            "SELECT place FROM letter WHERE id = 2"))
        os.rename(place, place + ".away")
        mails = office.run()
        tap.eq(office.rows("SELECT id, kind FROM letter ORDER BY id"),
               [(1, "report"), (2, "dead"), (3, "report")], "a letter whose file is gone is dead")
        alarm = to(mails, ADMIN)
        tap.ok(len(alarm) == 1 and "第2号来信" in alarm[0].text, "the operator is told once", mails)
        tap.eq(office.exit, 1, "run --once: exit 1, a person is needed")
        os.rename(place + ".away", place)
        office.cb("letters", "again", 2, good=(0,))
        office.run()
        tap.eq(office.one("SELECT kind FROM letter WHERE id = 2"), "report",
               "when the file is back it is read again")


def damage_of(name, path):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        if name == "no longer a database":
            file.write(b"this is no database, sorry".ljust(4096, b"!"))
        elif name == "cut short":
            file.truncate(size // 2 // 4096 * 4096)
        elif name == "a page of zeros":
            file.seek(size // 4096 // 2 * 4096)
            file.write(bytes(4096))
        elif name == "empty":
            file.truncate(0)


def damaged_database():
    with days.office() as office:
        office.run(*[days.report(n) for n in range(6)])
        before = oracle.rows(office)
        for name in ("no longer a database", "cut short", "a page of zeros"):
            tried = days.twin(office, name.replace(" ", "-"))
            path = os.path.join(tried.dir, "spool", "desk.db")
            damage_of(name, path)
            for words in (("run", "--once"), ("decide", "1", "通过")):
                ran = tried.cb(*words)
                tap.eq(ran.returncode, 74, "database %s: `%s` exits 74" % (name, words[0]))
                tap.has(ran.err, "chengbao rebuild", "and says what to do")
            ran = tried.cb("rebuild")
            tap.eq(ran.returncode, 0, "rebuild mends it")
            tap.ok(oracle.rows(tried) == before, "all rows are there again", ran.err)
            tap.eq(tried.cb("run", "--once").returncode in (0, 1), True, "and it runs")
            tap.eq(len(tried.mails()), len(office.mails()), "but sends nothing by itself")
        ran = office.cb("run", "--once")
        tap.eq(ran.returncode, 0, "the undamaged one runs")


def foreign_database():
    with days.office() as office:
        os.makedirs(os.path.join(office.dir, "spool"), mode=0o700, exist_ok=True)
        path = os.path.join(office.dir, "spool", "desk.db")
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE theirs (x)")
        other.commit()
        other.close()
        tap.eq(office.cb("run", "--once").returncode, 74, "another program's database: exit 74")
        tap.eq(office.cb("ingest", input=days.report(1)).returncode, 75, "ingest: exit 75")
        other = sqlite3.connect(path)
        tap.eq(other.execute("SELECT name FROM sqlite_master").fetchall(), [("theirs",)],
               "it is left as it was")
        other.close()


# ---- settings ----

def closed_output():
    """A delivery agent that does not want to hear the JSON line."""
    with days.office() as office, open("/dev/full", "wb") as full:
        ran = subprocess.run([desk.BINARY, "-C", office.dir, "ingest"], input=days.report(1),
                             stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, check=False)
        tap.eq((ran.returncode, stored(office)), (0, 1),
               "standard output cannot be written: the letter is safe, exit 0")


def settings():
    with days.office() as office:
        office.put(days.report(1))
        rules = os.path.join(office.dir, "filters", "topics.rules")
        with open(rules, "a", encoding="utf-8") as file:
            file.write("\ntopic 坏的 {\n")
        ran = office.cb("run", "--once")
        tap.eq(ran.returncode, 78, "broken rules: run exits 78")
        tap.ok(re.search(r"filters/topics\.rules:\d+:\d+: ", ran.err), "with file:line:col", ran.err)
        tap.eq(office.cb("ingest", input=days.report(2)).returncode, 0,
               "letters are taken in all the same")
        os.rename(os.path.join(office.dir, "people.csv"), os.path.join(office.dir, "people.off"))
        ran = office.cb("run", "--once")
        tap.ok(ran.returncode == 78 and re.search(r"office\.conf:\d+:\d+: people\.csv: ", ran.err),
               "no people.csv: exit 78", ran.err)
        tap.eq(office.cb("ingest", input=days.report(3)).returncode, 0, "ingest: exit 0")
        os.rename(os.path.join(office.dir, "office.conf"), os.path.join(office.dir, "office.off"))
        ran = office.cb("run", "--once")
        tap.ok(ran.returncode == 78 and "office.conf:1:1: " in ran.err, "no office.conf: exit 78",
               ran.err)
        ran = office.cb("ingest", input=days.report(4))
        tap.ok(ran.returncode == 75 and "office.conf:1:1: " in ran.err,
               "ingest of standard input without office.conf: exit 75", ran.err)


def as_nobody(office, *words, raw=b""):
    def drop_rights():
        os.setgid(65534)
        os.setuid(65534)
    # A user who may not come to the build's folder runs it from an open descriptor.
    binary = os.open(desk.BINARY, os.O_RDONLY)
    try:
        return subprocess.run(["/proc/self/fd/%d" % binary, "-C", office.dir, *words], input=raw,
                              capture_output=True, preexec_fn=drop_rights, pass_fds=[binary],
                              env=ENVIRONMENT, timeout=60, check=False)
    finally:
        os.close(binary)


def permissions():
    if os.geteuid() != 0:
        tap.skip("wrong permissions", "not root: no other user to be")
        return
    with days.office() as office:
        office.run(days.report(1))
        os.chmod(office.base, 0o755)
        for at, folders, files in os.walk(office.dir):
            for name in [""] + folders + files:
                os.chown(os.path.join(at, name), 0, 65534)
                path = os.path.join(at, name)
                os.chmod(path, 0o750 if os.path.isdir(path) else 0o640)
        for words, raw, code in ((("ingest",), days.report(2), 75), (("run", "--once"), b"", 74),
                                 (("decide", "1", "通过"), b"", 74)):
            ran = as_nobody(office, *words, raw=raw)
            said = ran.stderr.decode("utf-8", "replace")
            tap.eq(ran.returncode, code, "a spool of another user: `%s` exits %d" % (
                words[0], code))
            tap.ok("Permission denied" in said and "spool" in said, "and names the folder", said)
        tap.eq(stored(office), 1, "nothing has changed")


# ---- crashing workers ----

def huge(n):
    """A letter that keeps a reader busy for a while."""
    line = "春耕备耕工作第%d项进展顺利，化肥供应充足。\n"
    return letter(FARM, "一封很长的来信", "".join(line % (n + k) for k in range(120000)))


def kill_readers(office, service, letter_id, times):
    """Kills whatever reads until the letter is judged, `times` at most."""
    killed, until = 0, time.monotonic() + 120
    while time.monotonic() < until and service.alive():
        if office.one("SELECT state FROM letter WHERE id = ?", letter_id) == "judged":
            break
        for pid in service.processes().get("cb-reader", []):
            if killed < times and busy(pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
        time.sleep(0.002)
    return killed


def busy(pid):
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "R"
    except OSError:
        return False


def crashing_reader():
    with days.office() as office:
        service = Service(office).start()
        service.wait_ready()
        office.put(huge(1))
        n = kill_readers(office, service, 1, 1)
        tap.ok(service.wait_for(lambda: office.one("SELECT kind FROM letter") == "report"),
               "a reader killed once (%d): its letter is read by another" % n,
               office.rows("SELECT * FROM letter") + [service.log()])
        office.put(huge(2))
        n = kill_readers(office, service, 2, 1000)
        tap.eq(office.one("SELECT kind FROM letter WHERE id = 2"), "dead",
               "a letter that kills every reader (%d) is dead" % n)
        office.put(days.report(1), days.report(2))
        tap.ok(service.wait_for(lambda: office.rows(
            "SELECT kind FROM letter WHERE id > 2") == [("report",), ("report",)]),
            "the others go on", office.rows("SELECT id, kind FROM letter"))
        tap.ok(service.wait_for(lambda: to(office.mails(), ADMIN)), "the operator is told")
        tap.has(to(office.mails(), ADMIN)[0].text, "letters again 2", "and how to try it again")
        office.cb("letters", "again", 2, good=(0,))
        tap.ok(service.wait_for(lambda: office.one("SELECT kind FROM letter WHERE id = 2") ==
                                "report"), "which helps", service.log())
        tap.eq(service.stop(), 0, "SIGTERM: exit 0")


def main():
    began = time.monotonic()
    for part in (full_disk, closed_output, lost_letter, damaged_database, foreign_database, settings,
                 permissions, crashing_reader):
        part()
        tap.note("%s: %.1f s" % (part.__name__, time.monotonic() - began))
        began = time.monotonic()
    tap.note("left behind: %s" % glob.glob("/tmp/chengbao-desk-*/office/spool/filler"))
    tap.done()


main()
