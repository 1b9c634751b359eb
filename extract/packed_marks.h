/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * packed_marks — what a packed file says of itself: that it has a password, that it is one of
 * several parts
 *
 * libarchive gives a member of such a rar as if it were whole and open: noise, or half a text. The
 * heads of a rar are gone through once, each by its length, before it reads them.
 *
 * Not here: the members' bytes (packed).
 */
#ifndef CHENGBAO_EXTRACT_PACKED_MARKS_H
#define CHENGBAO_EXTRACT_PACKED_MARKS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define PACKED_MARKS_MEMBERS 4000 /* of a rar; what stands behind them is not marked */

typedef enum {
	PACKED_MARK_LOCKED = 1, /* it has a password */
	PACKED_MARK_TORN = 2,	/* it goes on in another part, or comes from one */
} PackedMark;

typedef struct {
	bool sealed;	     /* not even the names can be read without the password */
	bool part;	     /* of a packed file that was split */
	GByteArray *members; /* PackedMark of each member of a rar, in their order */
} PackedMarks;

/* `name`: the file's; NULL: not known. Free with packed_marks_clear. */
void packed_marks_read(const char *bytes, size_t n_bytes, const char *name, PackedMarks *ret);
void packed_marks_clear(PackedMarks *marks);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PackedMarks, packed_marks_clear)

/* What its n-th member says, PackedMark; 0: nothing. */
unsigned packed_marks_of(const PackedMarks *marks, size_t n);

/* Is this, of no type that we know, a part by its name or its last bytes? */
bool packed_marks_is_part(const char *bytes, size_t n_bytes, const char *name);

#endif
