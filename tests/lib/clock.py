# SPDX-License-Identifier: GPL-3.0-or-later
"""clock - the day on which a test lives, and other moments for its programs

Every test begins on a Monday at nine in the morning (Asia/Shanghai), at whatever hour and in
whatever year it is run: the test itself, what it starts, its letters and certificates. `set_to`
gives a program a moment of its own. What moves the clock is tests/tools/clock.c.
As a program: clock.py COMMAND... for a test that is a shell script.

Not here: the times of files, which are the kernel's (desk.Office.drop gives a letter its own).
"""
import calendar
import os
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("B", "build"))
LIBRARY = os.path.join(BUILD, "tests", "clock.so")
VARIABLE = "CHENGBAO_TEST_CLOCK"
NINE = "2026-11-23 01:00:00"
WEEK_S = 7 * 86400


def seconds(when):
    """Since 1970, of a moment as "2026-12-31 16:00:00" (UTC)."""
    return calendar.timegm(time.strptime(when, "%Y-%m-%d %H:%M:%S"))


def _settings(value):
    return {"LD_PRELOAD": LIBRARY, VARIABLE: value,
            # the library is there before a sanitizer's runtime
            "ASAN_OPTIONS": ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0")))}


def set_to(when):
    """The environment for a moment that stands still, or for "+seconds" from the test's own time."""
    if when.startswith("+"):
        return _settings("+%d" % (int(os.environ[VARIABLE][1:]) + int(when)))
    return _settings("=%d" % seconds(when))


def _begin(offset):
    if not os.access(LIBRARY, os.R_OK):
        raise SystemExit("Bail out! %s is not built: make units" % LIBRARY)
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]],
              dict(os.environ, **_settings("+%d" % offset)))


def live():
    """Begins this test again on its day, unless it is there already."""
    if VARIABLE not in os.environ:
        _begin(seconds(NINE) - int(time.time()))


def live_soon():
    """The same on the next such Monday: for servers that keep the kernel's clock."""
    live()
    offset = int(os.environ[VARIABLE][1:])
    if not 0 <= offset <= WEEK_S:
        kernel = int(time.time()) - offset
        _begin((seconds(NINE) - kernel) % WEEK_S)


live()
if __name__ == "__main__":
    os.execvp(sys.argv[1], sys.argv[1:])
