/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ofd_page — the words that lie on one page of an OFD document, as lines
 *
 * One visual line is often several text objects, and their order in the file is
 * the order of drawing: they are put in the order of reading by where they stand.
 */
#ifndef CHENGBAO_EXTRACT_OFD_PAGE_H
#define CHENGBAO_EXTRACT_OFD_PAGE_H

#include "extract/package.h"
#include "extract/page.h"

#define OFD_PIECES 100000 /* text codes of one page */

/* Reads the member and appends its lines to `lines` (from page_lines_new). *ret_template gets
 * the ID of the page's template, "" if it has none (NULL: not asked); `remarks` (may be NULL)
 * the words that annotations carry besides. False when the package stopped.
 * Source: GB/T 33190-2016, §7.7 pages, §11 text, §15.2 annotations. */
bool ofd_page_read(Package *package, const char *member, GArray *lines, char ret_template[32],
		   GString *remarks);

#endif
