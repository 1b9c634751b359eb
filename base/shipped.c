/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shipped — the files the program carries inside itself
 */
#include "base/shipped.h"

#include <string.h>

/* Made by base/shipped.sh at build time. */
extern const ShippedFile shipped_files[];

const ShippedFile *
shipped_all(void)
{
	return shipped_files;
}

const ShippedFile *
shipped_find(const char *name)
{
	for (const ShippedFile *file = shipped_files; file->name; file++)
		if (strcmp(file->name, name) == 0)
			return file;
	return NULL;
}
