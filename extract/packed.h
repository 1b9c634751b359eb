/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * packed — the documents in a packed folder: zip, rar, 7z, tar, gz
 *
 * One level: a packed file in a packed file is named, not opened. Members are
 * read into memory one after another; nothing is written anywhere.
 *
 * Not here: documents that happen to be zip archives (package).
 */
#ifndef CHENGBAO_EXTRACT_PACKED_H
#define CHENGBAO_EXTRACT_PACKED_H

#include "extract/extract.h"

#define PACKED_MEMBERS 1000
#define PACKED_TOTAL_BYTES (256u << 20)
#define PACKED_RATIO 200 /* unpacked to packed, above PACKED_RATIO_FROM */
#define PACKED_RATIO_FROM (4u << 20)

/* Reads one member as extract_bytes would. Gives: *ret. */
typedef void PackedReader(const char *bytes, size_t n_bytes, const char *name,
			  const ExtractWithin *within, Extracted *ret);

/* `bytes` are one part of a packed file that was split, in words for its sender. */
const char *packed_part_words(void);

/* `name`: the packed file's; NULL: not known. Fills outcome, why, content and members of *ret (type
 * and n_chars are the caller's): the members' texts, each under its name; where only one has text,
 * that before all names. Pictures and media beside a document that was read are only named; any
 * other member that was not read is said in `why`, with what was read kept. Source: RELIABILITY
 * §5.7 for the caps. */
void packed_read(const char *bytes, size_t n_bytes, const char *name, PackedReader *read,
		 const ExtractWithin *within, Extracted *ret);

/* Makes libarchive ready; see extract_load. */
void packed_load(void);

#endif
