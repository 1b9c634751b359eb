/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pdf_attachments — the files in a PDF: those attached to it, and those attached to a place of a
 * page
 *
 * Promise: OBJECT_MOST files of OBJECT_TOTAL_BYTES, each once.
 * Not here: reading them (enclosed).
 */
#ifndef CHENGBAO_EXTRACT_PDF_ATTACHMENTS_H
#define CHENGBAO_EXTRACT_PDF_ATTACHMENTS_H

#include <glib.h>
#include <stdbool.h>

/* Their bytes, GByteArray *, and in *ret_names their names, char *. Both yours.
 * Gives: *ret_all, are these all? Source: ISO 32000-1, 7.11.4 (embedded files), 12.5.6.15. */
GPtrArray *pdf_attachments(const char *bytes, size_t n_bytes, GPtrArray **ret_names, bool *ret_all);

#endif
