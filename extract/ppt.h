/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ppt — the text of a presentation of PowerPoint 97 to 2003, and of Kingsoft's .dps
 *
 * Every text of the stream once, in its order; what stands on masters is the program's. What
 * was deleted since the document was saved whole is still there, and is read: it leaves with
 * the document too.
 *
 * Not here: the container (doc).
 */
#ifndef CHENGBAO_EXTRACT_PPT_H
#define CHENGBAO_EXTRACT_PPT_H

#include "extract/extract.h"

/* `bytes`: the stream PowerPoint Document. `user`: the stream Current User, may be empty: it
 * says whether the document is encrypted. Fills outcome, why and content of *ret.
 * Source: MS-PPT 2.3.1, 2.9.41, 2.9.42. */
void ppt_read(const unsigned char *bytes, size_t n_bytes, const unsigned char *user, size_t n_user,
	      Extracted *ret);

/* The objects in it, in their order, each once, as containers of their own: GByteArray *. No more
 * than OBJECT_MOST. Gives: *ret_all, are these all? Yours. Source: MS-PPT 2.10.34. */
GPtrArray *ppt_objects(const unsigned char *bytes, size_t n_bytes, bool *ret_all);

#endif
