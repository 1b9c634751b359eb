#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""service.t - one living desk per store: commands, signals, clients, idleness

Not here: what is killed (kill.t) or breaks (fault.t).
"""
import json
import os
import re
import shutil
import signal
import socket
import stat
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))

import day as days  # noqa: E402
import desk  # noqa: E402
from desk import EDITOR2, Tap, letter, to  # noqa: E402
from service import Service, cpu_s  # noqa: E402

MANY = int(os.environ.get("LETTERS", "300"))
tap = Tap()


def judged(office, n):
    return office.one("SELECT count(*) FROM letter WHERE state = 'judged'") >= n


def settled(office):
    return not office.one("SELECT (SELECT count(*) FROM letter WHERE state = 'new') + "
                          "(SELECT count(*) FROM mailing WHERE state = 'due') + (SELECT count(*) "
                          "FROM dispatch WHERE state IN ('ready', 'attempting'))")


def mbox(letters):
    return b"".join(b"From x@y Mon Nov 23 10:00:00 2026\n" + raw + b"\n" for raw in letters)


# ---- one service per store ----

def one_service(office, service):
    service.start()
    tap.ok(service.wait_ready(), "the service says that it is at work", service.log())
    for words in (("run",), ("run", "--once")):
        ran = office.cb(*words)
        tap.eq(ran.returncode, 75, "a second `%s`: exit 75" % " ".join(words))
        tap.has(ran.err, "a service is at work on this store already", "with a clear word")
    sock = os.path.join(office.dir, "spool", "desk.sock")
    tap.eq(stat.S_IMODE(os.stat(sock).st_mode), 0o600, "desk.sock is for its user alone")
    tap.eq(stat.S_IMODE(os.stat(os.path.dirname(sock)).st_mode), 0o700, "so is the spool")


def many_at_once():
    with days.office() as office:
        running = [Service(office) for _ in range(8)]
        for n, service in enumerate(running):
            service.log_path += str(n)
            service.start()
        until = time.monotonic() + 60
        while sum(s.alive() for s in running) > 1 and time.monotonic() < until:
            time.sleep(0.05)
        tap.eq(sorted(s.process.returncode for s in running if not s.alive()), [75] * 7,
               "eight at once: one lives, seven end with 75")
        for service in running:
            if service.alive():
                service.wait_ready()
                tap.eq(service.stop(), 0, "and the one that lives is well")


def stale_lock(service):
    service.stop(signal.SIGKILL)
    service.start()
    tap.ok(service.wait_ready(), "killed, it starts again over the stale lock and socket",
           service.log())


# ---- commands and letters by the socket ----

def by_socket(office, service):
    raw = days.report(1)
    ran = office.cb("ingest", input=raw)
    tap.eq(ran.returncode, 0, "ingest by the socket: exit 0")
    living = json.loads(ran.out)
    tap.eq(sorted(living), ["again", "letter", "place", "sha256"], "its line has the same names")
    tap.ok(service.wait_for(lambda: len(office.mails()) >= 2), "the letter goes its way")
    again = json.loads(office.cb("ingest", input=raw).out)
    tap.eq(again, dict(living, again=True), "the same bytes again are the same letter")
    ran = office.cb("decide", "1", "备查", "已有同类")
    tap.eq((ran.returncode, office.state(1)), (0, "filed"), "decide comes back after the commit")
    ran = office.cb("decide", "1", "不知所云")
    tap.ok(ran.returncode == 1 and ran.err.startswith("chengbao: decide: "),
           "what is refused is said, exit 1", ran.err)
    tap.eq(office.cb("decide").returncode, 64, "wrong usage: exit 64")
    for words in (("status",), ("list",), ("letters",), ("show", "1"), ("outbox",)):
        ran = office.cb(*words)
        tap.ok(ran.returncode in (0, 1) and ran.out and not ran.err,
               "`%s` while it runs" % " ".join(words), ran.err)
    ran = office.cb("ingest", input=b"")
    tap.eq(ran.returncode, 75, "an empty letter on standard input: exit 75")
    path = os.path.join(office.base, "some.mbox")
    with open(path, "wb") as file:
        file.write(mbox([days.report(n) for n in range(100, 200)]))
    ran = office.cb("ingest", path)
    tap.eq((ran.returncode, len(ran.out.splitlines())), (0, 100), "an mbox of 100 by the socket")
    tap.ok(service.wait_for(lambda: judged(office, 102)), "all of them are judged")


def alone_is_the_same(office, service):
    tap.eq(service.stop(), 0, "SIGTERM: exit 0")
    ran = office.cb("ingest", input=days.report(2))
    tap.eq(sorted(json.loads(ran.out)), ["again", "letter", "place", "sha256"],
           "ingest alone prints the same names")
    both = [subprocess.Popen([desk.BINARY, "-C", office.dir, "ingest"], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE) for _ in range(6)]
    for n, process in enumerate(both):
        process.stdin.write(days.report(10 + n))
        process.stdin.close()
    tap.eq([p.wait(30) for p in both], [0] * 6, "six deliveries at once wait for each other")
    for process in both:
        process.stdout.close()
    service.start()
    tap.ok(service.wait_ready(), "and the service starts again", service.log())


def rude_clients(office, service):
    path = os.path.join(office.dir, "spool", "desk.sock")
    guests = []
    for n in range(70):
        guest = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        guest.settimeout(5)
        guests.append(guest)
        try:
            guest.connect(path)
            guest.send((b"p{\"type\":\"open\"}", b"nonsense", b"p{\"type\":\"ingest\"}",
                        b"p{\"type\":\"command\",\"args\":[]}", b"m", b"p[]", b"")[n % 7])
        except OSError:
            pass
        if n % 9 == 0:
            guest.close()
    stopped = subprocess.Popen([desk.BINARY, "-C", office.dir, "ingest"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    stopped.stdin.write(days.report(20)[:100])
    stopped.stdin.flush()
    for guest in guests:
        guest.close()
    ran = office.cb("ingest", input=days.report(21))
    tap.ok(ran.returncode == 0 and service.alive(), "70 rude clients do not keep it from its work",
           ran.err + service.log()[-800:])
    stopped.kill()
    stopped.wait()
    stopped.stdin.close()
    stopped.stdout.close()
    tap.ok(service.wait_for(lambda: not os.listdir(os.path.join(office.dir, "spool", "tmp"))),
           "a client that ends leaves no file", os.listdir(os.path.join(office.dir, "spool/tmp")))


# ---- signals ----

def reload(office, service):
    rules = os.path.join(office.dir, "filters", "topics.rules")
    with open(rules, encoding="utf-8") as file:
        good = file.read()
    with open(rules, "a", encoding="utf-8") as file:
        file.write("\ntopic 坏的 {\n")
    service.process.send_signal(signal.SIGHUP)
    tap.ok(service.wait_for(lambda: "stays in force" in service.log()),
           "SIGHUP with broken rules: the old stay", service.log()[-800:])
    tap.ok(re.search(r"filters/topics\.rules:\d+:\d+: ", service.log()), "said with file:line:col",
           service.log()[-800:])
    with open(rules, "w", encoding="utf-8") as file:
        file.write(good)
    office.people("new@qinghe.example,新来人,水利局,contributor,2025-01-01,,,,")
    service.process.send_signal(signal.SIGHUP)
    tap.ok(service.wait_for(lambda: "is in force" in service.log()), "SIGHUP with good files",
           service.log()[-800:])
    office.put(letter("new@qinghe.example", "新来的人报送的水渠情况", "水渠已经修好，受益三十户。"))
    tap.ok(service.wait_for(lambda: office.rows(
        "SELECT unit FROM item WHERE sender = 'new@qinghe.example'") == [("水利局",)]),
        "the new roster is in force", office.rows("SELECT sender, unit FROM item"))


def storm(office, service):
    """Signals and letters at once: nothing is lost over it."""
    before = stored = office.one("SELECT count(*) FROM letter")
    for n in range(12):
        service.process.send_signal(signal.SIGHUP)
        office.drop(days.report(300 + n), "storm%d.P1.mx" % n)
        stored += 1
        time.sleep(0.03)
    tap.ok(service.wait_for(lambda: judged(office, stored)), "12 SIGHUPs among 12 letters",
           "%d, then %d\n%s" % (before, office.one("SELECT count(*) FROM letter"),
                                service.log()[-600:]))


def silent_server():
    server = socket.create_server(("127.0.0.1", 0))
    return server, server.getsockname()[1]


def term_while_sending():
    server, port = silent_server()
    with server, days.office() as office:
        office.configure(("url = maildir:outgoing", "url = smtps://127.0.0.1:%d" % port))
        service = Service(office).start()
        service.wait_ready()
        office.put(days.report(1))
        tap.ok(service.wait_for(lambda: office.rows(
            "SELECT 1 FROM dispatch WHERE state = 'attempting'")), "a server that says nothing",
            service.log())
        time.sleep(0.3)
        before = cpu_s(service.process.pid)
        time.sleep(1)
        tap.ok(cpu_s(service.process.pid) - before < 0.1, "is waited for without haste",
               cpu_s(service.process.pid) - before)
        tap.eq(service.stop(), 0, "SIGTERM meanwhile: exit 0, long before the relay's time is over")
        tap.eq(office.one("SELECT count(*) FROM dispatch WHERE state IN ('attempting', "
                          "'uncertain')"), 0, "what was not sent is not called uncertain")


def fetcher_comes_back(office, service):
    service.kill("fetcher", min)
    before = office.one("SELECT max(id) FROM letter")
    office.drop(days.report(30), "after.P1.mx")
    tap.ok(service.wait_for(lambda: office.one("SELECT max(id) FROM letter") > before),
           "a killed fetcher is started again", service.log()[-800:])


def replaced_folders():
    """The fence lets in what lay there when it was entered: what comes later must work too."""
    with days.office() as office:
        service = Service(office).start()
        service.wait_ready()
        inbox, outgoing = (os.path.join(office.dir, name) for name in ("inbox", "outgoing"))
        for n, how in enumerate(("as they were", "deleted and inbox made anew",
                                 "outgoing moved away"), 1):
            if n == 2:
                shutil.rmtree(inbox)
                shutil.rmtree(outgoing)
                for sub in ("tmp", "new", "cur"):
                    os.makedirs(os.path.join(inbox, sub))
            elif n == 3:
                os.rename(outgoing, outgoing + ".old")
            office.drop(days.report(40 + n), "r%d.P1.mx" % n)
            tap.ok(service.wait_for(lambda: office.mails() and settled(office)
                                    and judged(office, n)),
                   "folders %s: the letter comes in and its mail goes out" % how, service.log())
        tap.lacks(service.log(), "without a fence", "behind the fence all the while")
        service.stop()


# ---- quick, idle, flat ----

def latency(office, service):
    spent = []
    for n in range(40, 50):
        service.wait_for(lambda: settled(office))
        began = time.monotonic()
        office.drop(days.report(n), "late%d.P1.mx" % n)
        wanted = days.title_of(n)
        done = service.wait_for(lambda: office.rows(
            "SELECT 1 FROM dispatch WHERE purpose = 'ask' AND state = 'sent' AND subject LIKE ?",
            "%" + wanted))
        spent.append(time.monotonic() - began)
        if not done:
            break
    tap.eq(len(spent), 10, "ten letters get to their editor")
    tap.note("Maildir to the ask in outgoing: median %.0f ms, slowest %.0f ms" % (
        1000 * statistics.median(spent), 1000 * max(spent)))


def idle(office, service):
    def spent_in(seconds):
        before = {pid: cpu_s(pid) for some in service.processes().values() for pid in some}
        time.sleep(seconds)
        return {pid: max(0, cpu_s(pid) - before[pid]) for pid in before}

    # What the last letter left to do for later is done first.
    service.wait_for(lambda: settled(office) and sum(spent_in(0.5).values()) <= 0)
    wakes = switches(service.process.pid)
    spent = spent_in(3)
    tap.ok(sum(spent.values()) <= 0.02, "an idle service takes no processor time", spent)
    tap.ok(switches(service.process.pid) - wakes <= 5, "and its desk sleeps",
           "%d wakes in 3 s" % (switches(service.process.pid) - wakes))


def switches(pid):
    with open("/proc/%d/status" % pid, encoding="utf-8") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("voluntary"))


def flat(office, service):
    """Files and memory over many letters; the first ones are left out as warming up."""
    def through(numbers):
        before = office.one("SELECT count(*) FROM letter WHERE state = 'judged'")
        path = os.path.join(office.base, "more.mbox")
        with open(path, "wb") as file:
            file.write(mbox([days.report(n) for n in numbers]))
        office.cb("ingest", path, good=(0,))
        return service.wait_for(lambda: judged(office, before + len(numbers)) and settled(office),
                                1200)

    tap.ok(through(range(1000, 1100)), "100 letters to warm up", service.log()[-500:])
    files, memory = service.open_files(), service.resident_kib()
    began = time.monotonic()
    tap.ok(through(range(1100, 1100 + MANY)), "%d letters more" % MANY, service.log()[-500:])
    spent = time.monotonic() - began
    service.wait_for(lambda: service.open_files() == files)
    tap.eq(service.open_files(), files, "the desk has as many files open as before")
    grown = service.resident_kib() - memory
    if os.environ.get("B", "build").endswith("asan"):
        # Freed memory stays in the sanitizer's quarantine; what is lost it tells at the end.
        tap.skip("its memory is flat", "the sanitizer keeps what is freed")
    else:
        tap.ok(grown < 16384, "its memory is flat", "%d KiB more" % grown)
    tap.note("%d letters and their mails: %.1f s; files %d, memory %d KiB, %+d KiB" % (
        MANY, spent, files, memory, grown))


def main():
    many_at_once()
    with days.office() as office:
        service = Service(office)
        one_service(office, service)
        stale_lock(service)
        by_socket(office, service)
        alone_is_the_same(office, service)
        rude_clients(office, service)
        reload(office, service)
        storm(office, service)
        fetcher_comes_back(office, service)
        latency(office, service)
        idle(office, service)
        flat(office, service)
        tap.eq(service.stop(), 0, "SIGTERM: exit 0")
        tap.ok(len(to(office.mails(), EDITOR2)) > MANY, "the editor has his asks")
    replaced_folders()
    term_while_sending()
    tap.done()


main()
