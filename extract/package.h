/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * package — a document that is a zip archive of XML parts, or one XML file
 *
 * Members are taken by name from the archive's directory, whatever its case and its slashes, and
 * unpacked in pieces into the parser; the sizes an archive claims are never believed.
 *
 * Promise: memory and time are bounded by the caps below whatever the archive
 * claims; after the first stop nothing more is read.
 * Not here: what the parts mean (docx, odt, xlsx, ofd), the file's charset (flat), packed
 * folders (packed).
 */
#ifndef CHENGBAO_EXTRACT_PACKAGE_H
#define CHENGBAO_EXTRACT_PACKAGE_H

#include "extract/extract.h"
#include "extract/markup.h"

#define PACKAGE_ENTRIES 2000
#define PACKAGE_NAME_BYTES 512 /* of a member or an id */
#define PACKAGE_MEMBER_BYTES (64u << 20)
#define PACKAGE_TOTAL_BYTES (256u << 20)
#define PACKAGE_RATIO 100 /* unpacked to packed, above PACKAGE_RATIO_FROM */
#define PACKAGE_RATIO_FROM (1u << 20)

typedef struct Package Package;

/* Borrows the bytes. Never NULL: one that is no archive is stopped from the start.
 * Source: RELIABILITY §5.7 for the caps. */
Package *package_open(const char *bytes, size_t n_bytes);
void package_free(Package *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Package, package_free)

/* One without members: a document in one file. */
Package *package_of_file(void);

/* Pushes such a file, UTF-8 without an XML declaration, through the handlers, as
 * package_parse does a member. */
bool package_parse_file(Package *package, const char *utf8, const MarkupHandlers *handlers,
			void *context);

/* The members whose names begin and end so, in the order of the numbers in their names: headers,
 * notes of slides, charts. An array of char *, yours. */
GPtrArray *package_members(const Package *package, const char *begins, const char *ends);

/* The member "STEM.xml", or with a number before the dot, as programs on the web name parts:
 * word/document2.xml; of several that with the least. NULL: there is none. Yours. */
char *package_part(const Package *package, const char *stem);

/* Is it an archive at all; one with this member? Also for archives that are stopped. */
bool package_is_archive(const Package *package);
bool package_has(const Package *package, const char *name);

/* At a start tag of a .rels part: the relation's id and the member it names, whose target
 * stands relative to `folder` (ppt/) or, with a slash, to the root. False: it is none.
 * Gives: *ret_member, yours. Source: ECMA-376 part 2, 9.3. */
bool package_relation(Markup *markup, const char *name, const char *folder, char *ret_id,
		      size_t n_id, char **ret_member);

/* Pushes a member through the handlers, which append to the package's text. A member that is
 * not there is no error. False when the package is stopped, then or before. */
bool package_parse(Package *package, const char *name, const MarkupHandlers *handlers,
		   void *context);

/* The same for a member that need not be XML all through: what is none is passed over. */
bool package_parse_loosely(Package *package, const char *name, const MarkupHandlers *handlers,
			   void *context);

/* The same for a member without which the document is damaged. */
bool package_require(Package *package, const char *name, const MarkupHandlers *handlers,
		     void *context);

/* The bytes of a member, as much as may be of a document; NULL: it is not there, or the package is
 * stopped. Yours. */
GByteArray *package_bytes(Package *package, const char *name);

/* Stops with a reason (borrowed for good). False. */
bool package_stop(Package *package, ExtractOutcome outcome, const char *why);
bool package_damaged(Package *package);

/* The text so far; yours to append to between members, within EXTRACT_TEXT_BYTES. */
GString *package_text(Package *package);

/* Fills outcome, why and content of *ret. */
void package_finish(Package *package, Extracted *ret);

#endif
