# SPDX-License-Identifier: GPL-3.0-or-later
"""strace - a program run under strace, and what strace then writes of its calls"""
import os
import re
import shutil
import subprocess

# LeakSanitizer does not work under strace.
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", ASAN_OPTIONS=os.environ.get(
    "ASAN_OPTIONS", "") + ":detect_leaks=0")
# strace pads the process number to five places.
CALL = re.compile(r"(\d+) +(\w+)\((.*)")


def there():
    return shutil.which("strace") is not None


def command(options, argv):
    return ["strace", "-f", "-qq", *options, *argv]


def calls(log, names, argv, raw=b""):
    """[(process, call, the rest of the line)] of each of `names` that argv makes, fed raw, in
    their order; `log` is the file strace writes."""
    ran = subprocess.run(command(["-o", log, "-e", "trace=" + names], argv), input=raw,
                         capture_output=True, env=ENVIRONMENT, timeout=100, check=False)
    with open(log, encoding="utf-8", errors="replace") as file:
        found = [CALL.match(line) for line in file]
    found = [f.groups() for f in found if f]
    assert found, "strace said nothing of %s: exit %d %r" % (argv, ran.returncode, ran.stderr)
    return found
