/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan_type — what a Content-Type header says of the parts below it
 *
 * Only for scan. A header is its bytes from the name on, folding included, without its last
 * line end. Not here: what else it says (structure_head).
 */
#ifndef CHENGBAO_MAIL_SCAN_TYPE_H
#define CHENGBAO_MAIL_SCAN_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#define SCAN_BOUNDARY_BYTES 1024 /* RFC 2046 allows 70 */

/* Is the type of this header in this family ("multipart", "message")? */
bool scan_type_is(const char *header, size_t n, const char *family);

/* The boundary it names, its quotes, folding and RFC 2231 undone; "": none. */
void scan_type_boundary(const char *header, size_t n, char ret_boundary[SCAN_BOUNDARY_BYTES]);

/* Is it written as RFC 2045 5.1 has it, so that every parser finds the same in it? */
bool scan_type_is_plain(const char *header, size_t n);

/* The header again, in the plain form: its type and subtype (mixed: it has none), this
 * boundary, the root of a multipart/related. Yours. */
char *scan_type_plain(const char *header, size_t n, const char *boundary);

#endif
