/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * properties — what a document says about itself: title, subject, keywords …
 *
 * A secrecy mark may stand there and nowhere else, so they belong to the text;
 * what the text says already is not said twice. Who wrote it, in what company and
 * with what program is left out, and so is what a program keeps there for itself.
 */
#ifndef CHENGBAO_EXTRACT_PROPERTIES_H
#define CHENGBAO_EXTRACT_PROPERTIES_H

#include "extract/package.h"

#define PROPERTIES_BYTES 4096 /* of one property */

/* What was found: they may stand before the text they are compared with. */
typedef struct {
	GPtrArray *values; /* their words */
	GString *value;	   /* of the open one */
	int depth;	   /* of the open one; 0: none */
} Properties;

void properties_init(Properties *properties);
void properties_clear(Properties *properties);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Properties, properties_clear)

/* Collect into a Properties: docProps/core.xml, docProps/custom.xml (ECMA-376 part 2 §11,
 * part 1 §22.3), meta.xml (ODF 1.3 part 3 §4.3), OFD.xml (GB/T 33190-2016 §7.4). */
extern const MarkupHandlers properties_handlers;

/* One more, of whatever kind. */
void properties_add(Properties *properties, const char *value);

/* Is this the name of what a program keeps in a document for itself: its version, a sum of what
 * it wrote? */
bool properties_is_program(const char *name);

/* In start: this element is a property, whatever its name. */
void properties_open(Properties *properties, const Markup *markup);

/* Appends a line for each that the text does not say. */
void properties_say(const Properties *properties, GString *text);

/* Both for a member. As package_parse otherwise. */
bool properties_append(Package *package, const char *member);

/* The members of Word and Excel. */
bool properties_of_ooxml(Package *package);

#endif
