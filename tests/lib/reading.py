# SPDX-License-Identifier: GPL-3.0-or-later
"""reading - what `chengbao read` says of many letters, by one program"""
import json
import os
import subprocess
import sys
import tempfile

from desk import BINARY, ROOT


def read(letters, office=False):
    """The readings of letters (bytes), in their order; by the sample office, or by none."""
    program = [BINARY] + (["-C", os.path.join(ROOT, "share", "office")] if office else [])
    with tempfile.TemporaryDirectory(prefix="chengbao-read-") as folder:
        files = []
        for i, data in enumerate(letters):
            files.append(os.path.join(folder, "%05d.eml" % i))
            with open(files[-1], "wb") as file:
                file.write(data)
        ran = subprocess.run(program + ["read", "--json"] + files, capture_output=True, timeout=300)
    if ran.returncode:
        sys.exit("read: %s" % ran.stderr.decode())
    return [json.loads(line) for line in ran.stdout.splitlines()]
