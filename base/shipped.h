/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shipped — the files the program carries inside itself
 *
 * Rules, templates, schemes, holiday years, SQL and the sample office are part of
 * the binary under their path in the source tree (`share/office/office.conf`,
 * `filters/rules/marks.rules`), so that one binary is the whole program.
 */
#ifndef CHENGBAO_BASE_SHIPPED_H
#define CHENGBAO_BASE_SHIPPED_H

#include <stddef.h>

typedef struct {
	const char *name;  /* path in the source tree */
	const char *bytes; /* NUL-terminated after n_bytes */
	size_t n_bytes;
} ShippedFile;

/* The whole table, in order of name; ends with a NULL name. */
const ShippedFile *shipped_all(void);

/* The file of this name; NULL when there is none. */
const ShippedFile *shipped_find(const char *name);

#endif
