# SPDX-License-Identifier: GPL-3.0-or-later
"""scenes - stories of an office: people, their mail programs, their mailboxes, a clock

A Scene is an office of its own on the mail host (line.py) whose mailboxes are empty and whose
service runs on a clock of its own: it begins on a Tuesday at nine, and `at` moves it. What
people do is one word: report, answer, gets. What is checked is what they see.

Not here: the stories (tests/scenes/*.py), the servers (line.py, mailhost.sh).
"""
import datetime
import os
import signal
import time

import clock
import line
from desk import AT_ONCE, Tap
from line import Line, wait_for
from programs import answer, plain

TAP = Tap()
ZONE = datetime.timezone(datetime.timedelta(hours=8))
DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
NAMES = {"nyj": "田一禾", "mzj": "安二民", "yjj": "应三急", "lyj": "林八木", "editor1": "编辑甲",
         "editor2": "编辑乙", "chief": "科长丙", "deputy": "副科长丁"}


class Scene(Line):
    def __init__(self, host, title):
        self.title = title
        self.offset = 0
        self.looked = {}
        host.empty()
        super().__init__(host)
        self.configure(AT_ONCE)     # no story waits a quarter of an hour for an acknowledgement
        self.at("周二", "09:00", begin=False)

    def __enter__(self):
        TAP.note("《%s》" % self.title)
        return self

    def __exit__(self, kind, *unused):
        if kind or os.environ.get("KEEP"):
            TAP.note(self.log())
        self.close()

    # ---- the clock ----

    def now(self):
        return datetime.datetime.fromtimestamp(time.time() + self.offset, ZONE)

    def at(self, day, clock, begin=True):
        """The next such moment: the service ends and begins again then."""
        here = self.now()
        hour, minute = (int(part) for part in clock.split(":"))
        then = here.replace(hour=hour, minute=minute, second=0, microsecond=0)
        then += datetime.timedelta((DAYS.index(day) - here.weekday()) % 7)
        if then < here:
            then += datetime.timedelta(7)
        if self.service:
            self.end()
        self.offset += int((then - here).total_seconds()) + 1    # never a moment before it
        self.when = "+%d" % self.offset
        if begin:
            self.begin()

    def day(self, add=0):
        """A day of the scene's as mails write it: 2026-12-01."""
        return (self.now() + datetime.timedelta(add)).strftime("%Y-%m-%d")

    def environment(self):
        return dict(super().environment(), **clock.set_to("+%d" % self.offset))

    def begin(self):
        super().begin()
        self.say(self.service.poll() is None, "the service runs")

    def reload(self):
        """The service takes the changed files."""
        said = len(self.log())
        self.service.send_signal(signal.SIGHUP)
        wait_for(lambda: "new configuration is in force" in self.log()[said:])

    # ---- what people do ----

    def mails(self, sender, subject, text="", **more):
        """Somebody writes to the desk, logged in at the office's server; what became of it."""
        raw = plain(sender, subject, text, name=more.pop("name", NAMES.get(sender.split("@")[0])),
                    date=more.pop("date", self.now().strftime("%a, %d %b %Y %H:%M:%S +0800")), **more)
        self.host.submit(raw, sender)
        return self.judged(raw)

    def from_outside(self, sender, subject, text="", **more):
        """The same by a server nobody vouches for."""
        raw = plain(sender, subject, text, **more)
        self.host.outside(raw, sender)
        return self.judged(raw)

    def report(self, sender, title, text="", **more):
        """A report; the number of its item."""
        self.say(self.mails(sender, title, text, **more) == ("report", None), "%s 报送《%s》" % (
            NAMES.get(sender.split("@")[0], sender), title))
        return self.one("SELECT max(id) FROM item")

    def answers(self, mail, words, program="foxmail", proven=True, **more):
        """Whoever got the mail answers it; what became of that."""
        raw = answer(mail, words, program, **more)
        if proven:
            self.host.submit(raw, more.get("sender") or mail.address)
        else:
            self.host.outside(raw, more.get("sender") or mail.address)
        return self.judged(raw)

    def confirms(self, address):
        """Answers 确认 to the second mail."""
        return self.answers(self.gets(address, "请您确认"), "确认")

    def gets(self, address, part=""):
        """The next mail in this mailbox with `part` in its subject, not looked at before."""
        seen = self.looked.setdefault(address, set())

        def find():
            return [m for m in self.host.box(address) if part in m.subject and m.path not in seen]
        found = wait_for(find)
        if not found:
            raise SystemExit("Bail out! %s: no mail “%s” to %s among %s\n%s" % (
                self.title, part, address, self.host.box(address), self.log()))
        seen.add(found[0].path)
        return found[0]

    def rest(self, address):
        """Subjects of what else lies there, once everything is sent and delivered."""
        self.still()
        seen = self.looked.setdefault(address, set())
        fresh = [m for m in self.host.box(address) if m.path not in seen]
        seen.update(m.path for m in fresh)
        return [m.subject for m in fresh]

    def still(self):
        """Nothing under way: not at the desk, not in the servers' queue."""
        self.quiet()
        wait_for(self.host.idle)
        self.quiet()

    def sealed(self, words="同意", signer="chief@qinghe.example"):
        """A draft is made, the signer answers; the mail that asked him."""
        self.cb("issue", "draft", good=(0,))
        sign = self.gets(signer, "请签发")
        self.say(self.answers(sign, words) == ("answer", None), "签发：%s" % words)
        return sign

    # ---- what is checked ----

    def say(self, ok, name, detail=None):
        return TAP.ok(ok, "%s：%s" % (self.title, name), detail)

    def same(self, got, wanted, name):
        return TAP.eq(got, wanted, "%s：%s" % (self.title, name))

    def reads(self, mail, *parts):
        """The mail says each of these, in its text and on its page."""
        for part in parts:
            TAP.has(mail.text, part, "%s：%s 读到“%s”" % (
                self.title, NAMES.get(mail.address.split("@")[0], mail.address),
                part.replace("\n", " ")))


def tell(*stories):
    """Each story with the host, in this order; one host for all."""
    why = line.missing()
    if why:
        TAP.skip("the scenes on Postfix and Dovecot", why)
        TAP.done()
    host = line.MailHost()
    began = time.monotonic()
    try:
        for story in stories:
            started = time.monotonic()
            story(host)
            TAP.note("%.1f s" % (time.monotonic() - started))
    finally:
        host.close()
    TAP.note("%d stories in %.0f s" % (len(stories), time.monotonic() - began))
    TAP.done()
