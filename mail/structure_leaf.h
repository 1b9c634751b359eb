/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_leaf — a leaf's bytes decoded in pieces, so that a large file takes no memory
 *
 * Only for structure. What is kept of them its caller says; all of them are counted, and hashed
 * where they are not kept.
 */
#ifndef CHENGBAO_MAIL_STRUCTURE_LEAF_H
#define CHENGBAO_MAIL_STRUCTURE_LEAF_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "mail/gmime.h"

typedef struct {
	char *bytes;	/* NUL-terminated; NULL: too many to keep */
	size_t n_bytes; /* of all, kept or not */
	char *sha256;	/* of all; NULL where they are kept: whoever wants it hashes them */
} StructureLeaf;

/* Undoes the transfer encoding of a part, or writes a nested letter out.
 * keep_bytes: they stay in *ret unless there are more; fd >= 0: they are written there.
 * Gives: *ret, its members yours. Errors: STORE when writing fails. */
bool structure_leaf_decode(GMimeObject *object, size_t keep_bytes, int fd, StructureLeaf *ret,
			   GError **error);

#endif
