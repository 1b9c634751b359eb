# SPDX-License-Identifier: GPL-3.0-or-later
"""tokens - what a reader would go by when he looks for words: grep for the tests of search"""
import unicodedata


def tokens(text):
    """Characters, words of letters, numbers; grep compares their runs."""
    out = []
    for c in unicodedata.normalize("NFKC", text).lower():
        kind = "digit" if c in "0123456789" else "letter" if c.isascii() and c.isalpha() else "other"
        if c.isspace() or unicodedata.category(c)[0] in "PSZ":
            out.append(None)
        elif kind != "other" and out and out[-1] and out[-1][0] == kind:
            out[-1] = (kind, out[-1][1] + c)
        else:
            out.append((kind, c))
    return [t[1] for t in out if t]


def grep(texts, word):
    """The keys of the texts that have the word."""
    wanted = tokens(word)
    said = {key: tokens(text) for key, text in texts.items()}
    return [key for key, all in said.items()
            if any(all[i:i + len(wanted)] == wanted for i in range(len(all)))]
