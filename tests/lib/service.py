# SPDX-License-Identifier: GPL-3.0-or-later
"""service - a living `chengbao run` and its processes, for the crash and service tests

Service starts the desk of an Office, finds its processes by /proc, kills one
of them or ends it properly. Only processes below our own child are touched.

Not here: what the office should do (day.py).
"""
import os
import signal
import subprocess
import time

import desk


def _stat(pid):
    """(parent, state, comm) of a process, None when it is gone."""
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return None
    rest = text[text.rindex(")") + 2:].split()
    return int(rest[1]), rest[0], text[text.index("(") + 1:text.rindex(")")]


def _command(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return [a.decode("utf-8", "replace") for a in file.read().split(b"\0")[:-1]]
    except OSError:
        return []


def cpu_s(pid):
    """Seconds of processor time a process has had; 0 when it is gone."""
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Service:
    def __init__(self, office, environment=None, under=()):
        """under: a program to run it with, e.g. ("strace", …)."""
        self.office = office
        self.under = list(under)
        self.environment = {**os.environ, "LANGUAGE": "en", "LC_ALL": "C.UTF-8", "TZ": "UTC",
                            **(environment or {})}
        self.log_path = os.path.join(office.base, "service.log")
        self.process = None
        self.starts = 0
        self.said = 0       # how long the log was at the last start

    def start(self):
        with open(self.log_path, "ab") as log:
            self.said = log.tell()
            self.process = subprocess.Popen(
                self.under + [desk.BINARY, "-C", self.office.dir, "run"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)
        self.starts += 1
        return self

    def log(self, start=0):
        with open(self.log_path, "rb") as file:
            file.seek(start)
            return file.read().decode("utf-8", "replace")

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def wait_ready(self, seconds=120):
        """Until it says that it is at work."""
        return self.wait_for(lambda: "at work:" in self.log(self.said), seconds)

    def wait_for(self, condition, seconds=120):
        until = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > until or not self.alive():
                return bool(condition())
            time.sleep(0.02)
        return True

    def stop(self, number=signal.SIGTERM, seconds=60):
        """Ends the desk; its exit code. Asked before it is at work, it would end as it began."""
        if number == signal.SIGTERM:
            self.wait_ready()
        if self.alive():
            self.process.send_signal(number)
        return self.process.wait(timeout=seconds)

    def processes(self):
        """{kind: [pid]} of the desk and everything below it."""
        found = {"desk": [self.process.pid]} if self.alive() else {}
        parents = {}
        for name in os.listdir("/proc"):
            facts = _stat(int(name)) if name.isdigit() else None
            if facts and facts[1] != "Z":
                parents.setdefault(facts[0], []).append((int(name), facts[2]))
        for pid, _ in parents.get(self.process.pid, []):
            words = _command(pid)
            if words[1:2] != ["worker"]:
                continue
            found.setdefault({"reading": "zygote"}.get(words[2], words[2]), []).append(pid)
            for child, comm in parents.get(pid, []):
                found.setdefault(comm if comm.startswith("cb-") else "worker", []).append(child)
        return found

    def kill(self, kind, pick):
        """Kills one process of this kind with SIGKILL; its pid or None."""
        pids = self.processes().get(kind)
        if not pids:
            return None
        pid = pick(pids)
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return None
        if kind == "desk":
            self.process.wait()
        return pid

    def open_files(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def resident_kib(self):
        with open("/proc/%d/status" % self.process.pid, encoding="utf-8") as file:
            return int([line for line in file if line.startswith("VmRSS")][0].split()[1])
