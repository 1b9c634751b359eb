# SPDX-License-Identifier: GPL-3.0-or-later
"""A clock of a program's own: what libfaketime reads from its environment.

The library is loaded directly and not by the `faketime` wrapper, which gives up where a
semaphore bears its process's number: a process that ends without ceremony leaves one behind.
"""

import glob
import os

LIBRARY = (glob.glob("/usr/lib/*/faketime/libfaketime.so.1") or [None])[0]


def clock(when):
    """The settings for a moment that stands still ("2026-12-31 16:00:00", UTC) or for "+seconds"."""
    if not LIBRARY:
        raise SystemExit("Bail out! libfaketime is not installed")
    return {"LD_PRELOAD": LIBRARY, "FAKETIME": when,
            # the library is there before a sanitizer's runtime
            "ASAN_OPTIONS": ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0")))}
