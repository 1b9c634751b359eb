# SPDX-License-Identifier: GPL-3.0-or-later
"""ringing - an office with a clock of its own whose alert program writes down its words

Not here: when it should ring (desk-alert.t, desk-night.t).
"""
import os
import time

from desk import Office


class Ringing(Office):
    """An office whose program appends its words to a file; then does `more`."""

    def __init__(self, when="2026-11-29 02:00", more="exit 0"):
        super().__init__()
        self.at(when)
        self.program = os.path.join(self.base, "ring")
        self.calls = os.path.join(self.base, "calls")
        self.does(more)
        self.configure(("urgent   = 20m\n", "urgent   = 20m\nalert = %s\n" % self.program))

    def at(self, when):
        """The office's clock; which is told in UTC."""
        day, time_of_day = when.split()
        hour, minute = (int(n) for n in time_of_day.split(":"))
        at = time.gmtime(time.mktime(time.strptime(day, "%Y-%m-%d")) - time.timezone + (hour - 8) * 3600 + minute * 60)
        self.when = time.strftime("%Y-%m-%d %H:%M:%S", at)

    def does(self, more):
        with open(self.program + ".new", "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n{ echo \"$#:$1:$2:$(cat /proc/$$/environ | wc -c)\"; } >>%s\n%s\n" % (
                self.calls, more))
        os.chmod(self.program + ".new", 0o755)
        os.rename(self.program + ".new", self.program)

    def called(self):
        """What it was called with since the last look; still there for the next."""
        if not os.path.exists(self.calls):
            return []
        with open(self.calls, encoding="utf-8") as file:
            return file.read().split("\n")[:-1]

    def rung(self):
        """The same, taken away."""
        lines = self.called()
        if lines:
            os.remove(self.calls)
        return lines

    def alerts(self):
        return self.rows("SELECT item, step, state, tries FROM alert ORDER BY id")
