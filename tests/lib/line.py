# SPDX-License-Identifier: GPL-3.0-or-later
"""line - an office whose letters and mails really travel

MailHost is tests/mailhost.sh: a private Dovecot, Postfix and OpenDKIM with a
mailbox for everybody of the sample office. Line is that office on it: letters
by IMAP, mails by submission, the service as a process. Proxy stands between
the sender and Postfix and can stop passing on what either says.

Whatever is started here ends with the test, however the test ends.
"""
import atexit
import ctypes
import email
import glob
import os
import re
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

import clock
from desk import BINARY, BOX, CHIEF, POLICY, ROOT, Office
from programs import answer, plain

# Postfix and Dovecot keep the kernel's clock.
clock.live_soon()

DOMAIN = BOX.split("@")[1]
USERS = ("xinxi nyj mzj yjj lyj chengguan editor1 editor2 chief deputy duty admin zwxx").split()
ABOVE = "zwxx@" + DOMAIN
SCRIPT = os.path.join(ROOT, "tests", "mailhost.sh")
PR_SET_PDEATHSIG = 1


def missing():
    """Why there can be no private mail host here; None when there can."""
    for server in ("dovecot", "postfix", "opendkim"):
        if not os.access("/usr/sbin/" + server, os.X_OK):
            return server + " is not installed"
    return None if os.geteuid() == 0 else "the servers need root"


def wait_for(what, seconds=120):
    """The first true value of what(); its last value when the time is over."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value or time.monotonic() > end:
            return value
        time.sleep(0.04)


def _die_with_us():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Got:
    """One mail in somebody's mailbox, as Python's own parser reads it."""

    def __init__(self, path, address):
        with open(path, "rb") as file:
            self.raw = file.read()
        self.path = path
        self.at = os.stat(path).st_mtime
        self.message = email.message_from_bytes(self.raw, policy=POLICY)
        self.address = address
        self.subject = str(self.message["Subject"])
        self.id = str(self.message["Message-ID"]).strip()
        self.text = self.part("plain")
        self.html = self.part("html")
        self.names = [p.get_filename() for p in self.message.walk() if p.get_filename()]

    def part(self, kind):
        body = self.message.get_body((kind,))
        return body.get_content().replace("\r\n", "\n") if body is not None else ""

    def __repr__(self):
        return "%s | %s" % (self.address, self.subject)


class MailHost:
    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix="cb-line-")
        self.border_name = None
        os.chmod(self.dir, 0o755)
        # Stops the servers when we are gone, however that came.
        self.keeper = subprocess.Popen(
            ["bash", "-c", 'cat >/dev/null; bash "$0" stop "$1"; rm -rf "$1"', SCRIPT, self.dir],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        atexit.register(self.close)
        self.start()

    def _script(self, command):
        environment = dict(os.environ, MAILHOST_DOMAIN=DOMAIN, MAILHOST_USERS=" ".join(USERS))
        return subprocess.run(["bash", SCRIPT, command, self.dir], env=environment,
                              capture_output=True, timeout=600, text=True, stdin=subprocess.DEVNULL)

    def start(self):
        ran = self._script("start")
        if ran.returncode != 0:
            raise SystemExit("Bail out! " + ran.stderr)
        self.facts = dict(line.split("=", 1) for line in ran.stdout.splitlines() if "=" in line)
        self.ca = self.facts["MAILHOST_CA"]
        self.password = self.facts["MAILHOST_PASSWORD"].strip("'")

    def stop(self):
        ran = self._script("stop")
        if ran.returncode != 0:
            raise SystemExit("Bail out! " + ran.stderr)

    def close(self):
        if self.keeper.poll() is None:
            self.keeper.stdin.close()
            self.keeper.wait()

    def port(self, name):
        return int(self.facts[name + "_PORT"])

    def box(self, address):
        """What lies in this person's mailbox, oldest first."""
        where = os.path.join(self.dir, "mail", address.split("@")[0], "Maildir")
        paths = glob.glob(os.path.join(where, "new", "*")) + \
            glob.glob(os.path.join(where, "cur", "*"))
        return [Got(p, address) for p in sorted(paths, key=lambda p: os.stat(p).st_mtime_ns)]

    def empty(self):
        """Every mailbox, once nothing is under way."""
        wait_for(self.idle)
        for path in glob.glob(os.path.join(self.dir, "mail", "*", "Maildir", "*", "*")):
            if os.path.basename(os.path.dirname(path)) in ("new", "cur"):
                os.unlink(path)

    def idle(self):
        """Nothing lies in Postfix's queue; looked at twice, for a mail on its way between folders."""
        return not any(glob.glob(os.path.join(self.dir, "queue", name, "**", "[0-9A-F]*"), recursive=True)
                       for name in ("maildrop", "incoming", "active", "deferred") * 2)

    def outside(self, raw, sender, to=BOX):
        """By plain SMTP, as anybody on the internet can."""
        with smtplib.SMTP("127.0.0.1", self.port("SMTP"), local_hostname="client.example") as line:
            line.sendmail(sender, [to], raw.replace(b"\n", b"\r\n"), ["BODY=8BITMIME"])

    def submit(self, raw, user, to=BOX, envelope=None):
        """By submission as `user`: STARTTLS, a login, and the border's signature."""
        trust = ssl.create_default_context(cafile=self.ca)
        with smtplib.SMTP("localhost", self.port("SUBMISSION"),
                          local_hostname="client.example") as line:
            line.starttls(context=trust)
            line.login(user.split("@")[0], self.password)
            line.sendmail(envelope or user, [to], raw.replace(b"\n", b"\r\n"), ["BODY=8BITMIME"])

    def border(self):
        """The name under which Dovecot's LMTP server writes its Received."""
        if self.border_name:
            return self.border_name
        self.outside(plain("duty@" + DOMAIN, "试投", "试投", to="admin@" + DOMAIN),
                     "duty@" + DOMAIN, "admin@" + DOMAIN)
        got = wait_for(lambda: self.box("admin@" + DOMAIN))
        found = re.search(rb"^Received:(?:[^\n]|\n[ \t])*?\bby (\S+) with LMTP\b",
                          got[0].raw.replace(b"\r\n", b"\n"), re.M) if got else None
        if not found:
            raise SystemExit("Bail out! no LMTP hop in %r" % (got and got[0].raw[:600],))
        os.unlink(got[0].path)
        self.border_name = found.group(1).decode()
        return self.border_name


class Line(Office):
    """The sample office on a mail host."""

    def __init__(self, host):
        super().__init__()
        atexit.register(self.close)
        self.host = host
        self.service = None
        self.n_logs = 0
        self.border = host.border()
        os.mkdir(os.path.join(self.dir, "secrets"), 0o700)
        self.secret(host.password)
        login = "user = xinxi\npassword = file:secrets/mail\nca = %s\n" % host.ca
        self.configure(
            ("[source drop]\nurl = maildir:inbox\n",
             "[source main]\nurl = imap://127.0.0.1:%d/INBOX\npoll = 10m\n%s" % (
                 host.port("IMAP"), login)),
            ("[relay]\nurl = maildir:outgoing\n",
             "[relay]\nurl = smtp://127.0.0.1:%d\n%s" % (host.port("SUBMISSION"), login)),
            ("authserv-id = mx.qinghe.example\n", "authserv-id = %s\nborder = %s\n" % (
                host.facts["OPENDKIM_AUTHSERV_ID"], self.border)),
            ("zwxx@city.example", ABOVE))

    def secret(self, password):
        path = os.path.join(self.dir, "secrets", "mail")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w",
                  encoding="utf-8") as file:
            file.write(password + "\n")

    def close(self):
        self.kill()
        super().close()

    def english(self, *args, alone=False):
        """Runs chengbao with messages in English; `alone`: without any network, so that no
        name server is asked."""
        argv = [BINARY, "-C", self.dir, *args]
        if alone and not subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode:
            argv = ["unshare", "-n", *argv]
        ran = subprocess.run(argv, timeout=300, capture_output=True, stdin=subprocess.DEVNULL,
                             env=dict(self.environment(), LANGUAGE="en"))
        ran.out, ran.err = (b.decode("utf-8", "replace") for b in (ran.stdout, ran.stderr))
        return ran

    def environment(self):
        """As a service manager has it: the office's own language."""
        found = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC")
        found.pop("LANGUAGE", None)
        return found

    # ---- the service ----

    def log(self):
        text = ""
        for n in range(self.n_logs):
            text += self.log_of(os.path.join(self.base, "log.%d" % n))
        return text

    def begin(self):
        path = os.path.join(self.base, "log.%d" % self.n_logs)
        self.n_logs += 1
        with open(path, "wb") as log:
            self.service = subprocess.Popen(
                [BINARY, "-C", self.dir, "run"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=self.environment(), preexec_fn=_die_with_us)
        # Before that its store may be half made.
        wait_for(lambda: "at work:" in self.log_of(path) or self.service.poll() is not None)

    @staticmethod
    def log_of(path):
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def end(self):
        """SIGTERM, and the exit code."""
        self.service.send_signal(signal.SIGTERM)
        code = self.service.wait(60)
        self.service = None
        return code

    def kill(self):
        if self.service and self.service.poll() is None:
            self.service.kill()
            self.service.wait()
        self.service = None

    def workers(self, kind):
        """The pids of the service's own processes of this kind."""
        found = []
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    parent = file.read().rsplit(")", 1)[1].split()[1]
                with open(os.path.dirname(path) + "/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
            except (OSError, IndexError):
                continue
            if int(parent) == self.service.pid and words[1:3] == [b"worker", kind.encode()]:
                found.append(int(path.split("/")[2]))
        return found

    def kill_worker(self, kind):
        pids = wait_for(lambda: self.workers(kind))
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        return len(pids)

    # ---- what became of it ----

    def judged(self, raw):
        """(kind, reason) of the letter with these bytes' Message-ID, once it is judged."""
        mid = re.search(rb"^Message-ID: *(\S+)", raw, re.M | re.I).group(1).decode().strip("<>")
        rows = wait_for(lambda: self.rows(
            "SELECT kind, reason FROM letter WHERE state = 'judged' AND "
            "trim(message_id, '<>') = ?", mid))
        return rows[0] if rows else None

    def mail(self, address, part="", n=1):
        """The n-th mail to this person with `part` in its subject, once it is there."""
        def find():
            found = [m for m in self.host.box(address) if part in m.subject]
            return found[n - 1] if len(found) >= n else None
        return wait_for(find)

    def quiet(self):
        """Nothing is being read, printed or sent any more; an acknowledgement may wait for others."""
        return wait_for(lambda: not self.one(
            "SELECT (SELECT count(*) FROM letter WHERE state = 'new') + "
            "(SELECT count(*) FROM mailing WHERE state = 'due' AND not_before_us IS NULL) + "
            "(SELECT count(*) FROM dispatch "
            "WHERE state IN ('ready', 'attempting'))"))

    def points(self, unit):
        rows = [r for r in self.json("score") if r["unit"] == unit and r["person"] is None]
        return rows[0]["points"] if rows else None

    def titled(self, title):
        """The item with this title, once it is there."""
        return wait_for(lambda: self.one("SELECT item FROM revision WHERE title = ?", title))

    def issues(self):
        """The issues in the superior's mailbox."""
        return [m for m in self.host.box(ABOVE) if m.message["X-Chengbao-Issue"]]

    def send_issue(self, tap, number, program="outlookzh", ready=None):
        """Draft, the signer's answer; ready() comes just before that is sent."""
        self.cb("issue", "draft", good=(0,))
        sign = self.mail(CHIEF, "请签发", n=number)
        if not tap.ok(sign, "the signer has the draft %d" % number, "%s\n%s" % (self.log(), [
                (d["dispatch"], d["subject"], d["state"], d["next"]) for d in self.json("outbox")[-9:]])):
            raise SystemExit("Bail out! no draft\n" + self.log())
        raw = answer(sign, "同意", program)
        self.quiet()
        if ready:
            ready()
        self.host.submit(raw, CHIEF)
        tap.eq(self.judged(raw), ("answer", None), "同意 as %s writes it seals issue %d" % (
            program, number))


class Proxy:
    """Passes bytes to a port until it is told to hold one direction."""

    def __init__(self, port):
        self.target = port
        self.hold_down = None  # after so many bytes in one go, the server is not heard any more
        self.hold_up = None    # after so many bytes in one go, none follow
        self.up = 0            # bytes to the server since it last said something
        self.held = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def hold(self, down=None, up=None):
        self.held.clear()
        self.hold_down, self.hold_up = down, up

    def _accept(self):
        while True:
            near = self.listening.accept()[0]
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                near.close()
                continue
            self.up = 0
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _holds(self, upward):
        limit = self.hold_up if upward else self.hold_down
        if limit is None or self.up < limit:
            return False
        self.held.set()
        return True

    def _pass(self, one, other, upward):
        try:
            while True:
                data = one.recv(65536)
                if not data:
                    break
                if upward:
                    self.up += len(data)
                held = self._holds(upward)
                if not upward and not held:
                    self.up = 0
                if not held:
                    other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def stages(tap, *parts):
    """Each part with (host, line) in its order; what was started ends in any case."""
    why = missing()
    if why:
        tap.skip("the line against Dovecot and Postfix", why)
        tap.done()
    host = MailHost()
    line = Line(host)
    try:
        for one in parts:
            tap.note(one.__name__)
            started = time.monotonic()
            one(host, line)
            tap.note("%s took %.1f s" % (one.__name__, time.monotonic() - started))
    finally:
        if os.environ.get("KEEP"):
            sys.stderr.write(line.log())
        line.close()
        host.close()
    tap.done()
