# SPDX-License-Identifier: GPL-3.0-or-later
"""extracting - a document through `chengbao extract`, which reads in the jail

Not here: what the documents look like (documents, mailshapes).
"""
import json
import os
import subprocess
import tempfile

from desk import BINARY, ROOT

_work = tempfile.TemporaryDirectory(prefix="chengbao-extracting-")


def extract(data, name="document"):
    path = os.path.join(_work.name, name)
    with open(path, "wb") as file:
        file.write(data)
    ran = subprocess.run([BINARY, "extract", "--json", path], capture_output=True, timeout=120,
                         env=dict(os.environ, LANGUAGE="en"))
    return json.loads(ran.stdout) if ran.stdout else {"text": ran.stderr.decode(), "content": None}


def reads(tap, name, data, wanted, kind=None, file_name="document"):
    got = extract(data, file_name)
    if kind:
        tap.eq((got["text"], got["type"], got["content"]), ("read", kind, wanted), name)
    else:
        tap.eq((got["text"], got["content"]), ("read", wanted), name)


def refuses(tap, name, data, outcome, why, content=""):
    got = extract(data)
    tap.ok(got["text"] == outcome and why in (got["why"] or "") and got["content"] == content, name, got)


def sample(name):
    with open(os.path.join(ROOT, "tests", "documents", name), "rb") as file:
        return file.read()
