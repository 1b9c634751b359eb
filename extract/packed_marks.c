/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * packed_marks — what a packed file says of itself: that it has a password, that it is one of
 * several parts
 *
 * Source: RAR 5.0 archive format; technote.txt of RAR 4; APPNOTE of PKWARE, §4.3.16 and §8.5.
 */
#include "extract/packed_marks.h"

#include <stdint.h>
#include <string.h>

#define RAR5_MARK "Rar!\x1a\x07\x01\x00"
#define RAR4_MARK "Rar!\x1a\x07\x00"
#define RAR5_MARK_BYTES 8
#define RAR4_MARK_BYTES 7
#define RAR4_HEAD 7
#define ZIP_END 22 /* bytes of the last record, which may have a comment behind it */
#define ZIP_COMMENT 65535

/* What is left of the bytes; reading beyond them gives 0 and `short_of`. */
typedef struct {
	const uint8_t *at, *end;
	bool short_of;
} Reader;

static uint64_t
marks_number(Reader *reader, size_t n)
{
	uint64_t value = 0;

	if ((size_t)(reader->end - reader->at) < n) {
		reader->short_of = true;
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		value |= (uint64_t)reader->at[i] << (8 * i);
	reader->at += n;
	return value;
}

/* Seven bits in each byte, the lowest first. */
static uint64_t
marks_vint(Reader *reader)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint64_t byte = marks_number(reader, 1);

		value |= (byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return value;
	}
	reader->short_of = true;
	return 0;
}

static void
marks_pass(Reader *reader, uint64_t n)
{
	if ((uint64_t)(reader->end - reader->at) < n)
		reader->short_of = true;
	else
		reader->at += n;
}

static void
marks_member(PackedMarks *marks, bool locked, bool torn)
{
	guint8 mark = (guint8)((locked ? PACKED_MARK_LOCKED : 0) | (torn ? PACKED_MARK_TORN : 0));

	if (marks->members->len < PACKED_MARKS_MEMBERS)
		g_byte_array_append(marks->members, &mark, 1);
}

/* ---- RAR of the fifth version ---- */

enum { RAR5_MAIN = 1, RAR5_FILE = 2, RAR5_SEAL = 4, RAR5_END = 5 };
enum { RAR5_EXTRA = 1, RAR5_DATA = 2, RAR5_FROM_BEFORE = 8, RAR5_GOES_ON = 16 };

/* Is there a record about a password? */
static bool
marks_rar5_locked(Reader extra)
{
	while (extra.at < extra.end && !extra.short_of) {
		uint64_t n = marks_vint(&extra);
		Reader record = extra;

		if (!extra.short_of && n > 0 && marks_vint(&record) == 1)
			return true;
		marks_pass(&extra, n);
	}
	return false;
}

/* One block's head, without its data. Gives its kind; 0: there is none. */
static uint64_t
marks_rar5_head(Reader head, PackedMarks *marks, uint64_t *ret_data)
{
	uint64_t kind = marks_vint(&head), flags = marks_vint(&head);
	uint64_t n_extra = flags & RAR5_EXTRA ? marks_vint(&head) : 0;
	Reader extra = head;

	*ret_data = flags & RAR5_DATA ? marks_vint(&head) : 0;
	if (head.short_of || n_extra > (uint64_t)(head.end - head.at))
		return 0;
	extra.at = head.end - n_extra;
	if (kind == RAR5_MAIN)
		marks->part |= marks_vint(&head) & 1;
	else if (kind == RAR5_FILE && !(flags & RAR5_FROM_BEFORE)) /* libarchive passes it over */
		marks_member(marks, marks_rar5_locked(extra), flags & RAR5_GOES_ON);
	marks->sealed |= kind == RAR5_SEAL;
	return kind;
}

static void
marks_rar5(Reader all, PackedMarks *marks)
{
	uint64_t kind = RAR5_MAIN, n_data = 0;

	while (kind != 0 && kind != RAR5_END && !marks->sealed && all.at < all.end) {
		Reader head;
		uint64_t n;

		marks_pass(&all, 4); /* its checksum */
		n = marks_vint(&all);
		head = all;
		marks_pass(&all, n);
		if (all.short_of)
			return;
		head.end = all.at;
		kind = marks_rar5_head(head, marks, &n_data);
		marks_pass(&all, n_data);
	}
}

/* ---- RAR of the fourth version ---- */

enum { RAR4_MAIN = 0x73, RAR4_FILE = 0x74, RAR4_SERVICE = 0x7a, RAR4_END = 0x7b };

static void
marks_rar4(Reader all, PackedMarks *marks)
{
	while (all.at < all.end && !all.short_of && !marks->sealed) {
		Reader head = all;
		uint64_t kind, flags, n, n_more;

		marks_pass(&head, 2); /* its checksum */
		kind = marks_number(&head, 1);
		flags = marks_number(&head, 2);
		n = marks_number(&head, 2);
		n_more = flags & 0x8000 || kind == RAR4_FILE || kind == RAR4_SERVICE
				 ? marks_number(&head, 4)
				 : 0;
		if (head.short_of || n < RAR4_HEAD || kind == RAR4_END)
			return;
		if (kind == RAR4_MAIN) {
			marks->part |= flags & 1;
			marks->sealed |= (flags & 0x80) != 0;
		} else if (kind == RAR4_FILE) {
			marks_member(marks, flags & 4, flags & 3);
		}
		marks_pass(&all, n + n_more);
	}
}

/* ---- parts ---- */

/* Does the name end with these, where # is a digit? */
static bool
marks_ends(const char *name, const char *pattern)
{
	size_t n = strlen(name), n_pattern = strlen(pattern);

	if (n < n_pattern)
		return false;
	for (size_t i = 0; i < n_pattern; i++) {
		char c = name[n - n_pattern + i];

		if (pattern[i] == '#' ? !g_ascii_isdigit(c) : g_ascii_tolower(c) != pattern[i])
			return false;
	}
	return true;
}

static bool
marks_part_name(const char *name)
{
	static const char *const patterns[] = { ".part#.rar", ".part##.rar", ".part###.rar",
						".r##",	      ".z##",	     ".7z.###",
						".zip.###",   ".rar.###",    ".tar.###",
						".gz.###" };

	for (size_t i = 0; name && i < G_N_ELEMENTS(patterns); i++)
		if (marks_ends(name, patterns[i]))
			return true;
	return false;
}

/* Is the last record of a zip here, and does it say that there are disks before this one? */
static bool
marks_zip_last(const char *bytes, size_t n_bytes)
{
	size_t n = MIN(n_bytes, ZIP_END + ZIP_COMMENT);
	const char *at = n > 0 ? memmem(bytes + n_bytes - n, n, "PK\005\006", 4) : NULL;

	return at && bytes + n_bytes - at >= ZIP_END && (at[4] || at[5]);
}

bool
packed_marks_is_part(const char *bytes, size_t n_bytes, const char *name)
{
	return marks_part_name(name) || marks_zip_last(bytes, n_bytes) ||
	       (n_bytes >= 8 && memcmp(bytes, "PK\007\010PK\003\004", 8) == 0);
}

/* ---- the whole ---- */

void
packed_marks_read(const char *bytes, size_t n_bytes, const char *name, PackedMarks *ret)
{
	const uint8_t *from = (const uint8_t *)bytes;
	Reader all = { from, from + n_bytes, false };

	*ret = (PackedMarks){ .part = packed_marks_is_part(bytes, n_bytes, name),
			      .members = g_byte_array_new() };
	if (n_bytes >= RAR5_MARK_BYTES && memcmp(bytes, RAR5_MARK, RAR5_MARK_BYTES) == 0) {
		all.at += RAR5_MARK_BYTES;
		marks_rar5(all, ret);
	} else if (n_bytes >= RAR4_MARK_BYTES && memcmp(bytes, RAR4_MARK, RAR4_MARK_BYTES) == 0) {
		all.at += RAR4_MARK_BYTES;
		marks_rar4(all, ret);
	}
}

void
packed_marks_clear(PackedMarks *marks)
{
	g_clear_pointer(&marks->members, g_byte_array_unref);
}

unsigned
packed_marks_of(const PackedMarks *marks, size_t n)
{
	return n < marks->members->len ? marks->members->data[n] : 0;
}
