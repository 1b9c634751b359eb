/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ofd — the text of an OFD document in reading order
 *
 * Pages in the document's order, each template's words once, then annotations,
 * then the properties.
 *
 * Not here: the archive (package) and its caps, what lies on one page (ofd_page), reading what is
 * attached (enclosed).
 */
#ifndef CHENGBAO_EXTRACT_OFD_H
#define CHENGBAO_EXTRACT_OFD_H

#include "extract/extract.h"
#include "extract/package.h"

#define OFD_PAGES 500
#define OFD_DOCUMENTS 20 /* of one file */

/* Fills outcome, why and content of *ret (type and n_chars are the caller's).
 * Source: GB/T 33190-2016, §7. */
void ofd_read(const char *bytes, size_t n_bytes, Extracted *ret);

/* The files attached to it: char *, members of the package; and *ret_titles, what the document
 * calls each, "" for none. Both yours. Source: the same, §20. */
GPtrArray *ofd_attachments(Package *package, GPtrArray **ret_titles);

#endif
