/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nested — a letter that came as a file: its words, those of its files and of letters in it
 *
 * A forwarded letter (message/rfc822, an .eml) is a document among others: subject, text,
 * each of its files under its name, then what its page hides.  It may lie in a packed folder, and
 * its files are read as if they came alone.
 *
 * Promise: letters in letters are opened STRUCTURE_NESTED deep, NESTED_FILES files in all.
 * Not here: a letter that has no words of its own and speaks with a forwarded one's
 * (mail/structure_text).
 */
#ifndef CHENGBAO_PIPELINE_READING_NESTED_H
#define CHENGBAO_PIPELINE_READING_NESTED_H

#include "extract/extract.h"

#define NESTED_FILES 100

/* An ExtractLetter. Of a page that a browser or Word saved as one file the text alone counts.
 * Gives: *ret, type "eml" or "mht"; a letter past a cap, or in more letters than are opened, is
 * refused there. */
bool nested_read(const char *bytes, size_t n_bytes, bool page, const ExtractWithin *within,
		 Extracted *ret);

#endif
