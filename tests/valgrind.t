#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""valgrind - the readers of letters and documents, under memcheck

A sample of the unit tests: what AddressSanitizer cannot see is the use of memory that was
never written. Leaks that are certain count too.
"""
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from desk import BUILD, ROOT, Tap

SAMPLE = ("scan", "structure", "words", "charset", "unpack", "newtext", "doc")
COMMAND = ["valgrind", "-q", "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=definite",
           "--suppressions=" + os.path.join(ROOT, "tests", "valgrind.supp")]

tap = Tap()
for name in SAMPLE:
    program = os.path.join(BUILD, "tests", "test-" + name)
    if not shutil.which("valgrind"):
        tap.skip(name, "valgrind is not installed")
        continue
    with open(program, "rb") as file:
        if b"__asan_init" in file.read():
            tap.skip(name, "valgrind cannot run under AddressSanitizer")
            continue
    ran = subprocess.run(COMMAND + [program], capture_output=True, timeout=600)
    # 9: memcheck has something to say. 1: the test itself, as slow as it is here; asked elsewhere.
    tap.ok(ran.returncode in (0, 1), name, ran.stderr.decode("utf-8", "replace"))
tap.done()
