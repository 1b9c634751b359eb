/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * msg — a letter that Outlook saved as a file: its words, the files in it
 *
 * Every property is a stream of its own, named by its number and its type. A letter inside a
 * letter is a storage with such streams again.
 *
 * Not here: letters as they are sent (mail), Outlook's packed Rich Text, which stands beside a text
 * or a page.
 */
#ifndef CHENGBAO_EXTRACT_MSG_H
#define CHENGBAO_EXTRACT_MSG_H

#include "extract/extract.h"

#include <gsf/gsf-infile.h>
#include <stdbool.h>

#define MSG_LETTERS 4				 /* inside one another */
#define MSG_FILES 100				 /* that are looked at */
#define MSG_PROPERTIES "__properties_version1.0" /* a stream that every such file has */

/* Fills outcome, why and content of *ret: title and text, of letters in it too.
 * Source: [MS-OXMSG] 2; [MS-OXPROPS]. */
void msg_read(GsfInfile *file, Extracted *ret);

/* The files attached, GByteArray *, and in *ret_names their names, char *. Both yours; none of what
 * is no such letter. Gives: *ret_all, are these all? */
GPtrArray *msg_files(const char *bytes, size_t n_bytes, GPtrArray **ret_names, bool *ret_all);

#endif
