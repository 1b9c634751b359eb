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
#define OFD_TEMPLATES 100 /* of one document, of one page */

/* Reads the member, without which the document is damaged, and appends its lines to `lines` (from
 * page_lines_new); to `templates` (may be NULL) the IDs of the page's templates, char * of yours;
 * to `remarks` (may be NULL) the words that annotations carry besides. False when the package
 * stopped. Source: GB/T 33190-2016, §7.7 pages, §11 text, §15.2 annotations. */
bool ofd_page_read(Package *package, const char *member, GArray *lines, GPtrArray *templates,
		   GString *remarks);

#endif
