/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * markup — one XML part of a document pushed through, element by element
 *
 * What a format makes of its elements stands in the format's own file; here are
 * the parser and the limits that hold for all of them.
 *
 * Promise: no DTD is read, nothing is expanded, no tree exists.
 * Not here: where the bytes come from (package).
 */
#ifndef CHENGBAO_EXTRACT_MARKUP_H
#define CHENGBAO_EXTRACT_MARKUP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define MARKUP_DEPTH 200
#define MARKUP_ATTRIBUTES 1000 /* of one tag */
#define MARKUP_TAG_BYTES (2u << 20)
#define MARKUP_NAMESPACES 2000 /* of the elements around one: the parser looks through all */

typedef enum {
	MARKUP_GOOD,
	MARKUP_DOCTYPE, /* refused: no honest document has one */
	MARKUP_DAMAGED,
	MARKUP_FULL, /* the text reached its cap */
} MarkupState;

typedef struct Markup Markup;

/* Names are local, without their prefix: an office's programs choose different ones. */
typedef struct {
	void (*start)(Markup *markup, void *context, const char *name);
	void (*end)(Markup *markup, void *context, const char *name);
	void (*characters)(Markup *markup, void *context, const char *bytes, size_t n_bytes);
} MarkupHandlers;

/* Appends to `text` (borrowed) until it has max_bytes; `handlers` and `context` are borrowed.
 * Never NULL. */
Markup *markup_new(const MarkupHandlers *handlers, void *context, GString *text, size_t max_bytes);
/* From now on what is no XML is passed over as well as can be: for parts that programs write
 * with the tags of a page in them. */
void markup_loosen(Markup *markup);
MarkupState markup_push(Markup *markup, const char *bytes, size_t n_bytes);
MarkupState markup_end(Markup *markup);
void markup_free(Markup *markup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Markup, markup_free)

/* ---- for handlers ---- */

/* Appends to the text; at the cap the parser stops, whole characters before it stay. */
void markup_append(Markup *markup, const char *bytes, size_t n_bytes);

/* Begins a line, unless one has just begun. */
void markup_break(Markup *markup);

/* Appends `with` in place of one `last`, if the text ends with that, otherwise behind it. */
void markup_replace_end(Markup *markup, char last, const char *with);

/* From now on appends to `text` (borrowed), under the same cap. */
void markup_into(Markup *markup, GString *text);

/* How deep the element lies that starts or ends; that of the root is 1. */
int markup_depth(const Markup *markup);

/* In start: leaves out this element and all it holds. */
void markup_skip(Markup *markup);

/* Ends the parsing; the first state stays. */
void markup_stop(Markup *markup, MarkupState state);

/* In start: the element's attribute of this local name, into value of n_value bytes. False
 * where there is none or it does not fit. */
bool markup_attribute(const Markup *markup, const char *name, char *value, size_t n_value);

/* Such an attribute as a number of 0 to 1,000,000; `otherwise` where there is none. */
int markup_number(const Markup *markup, const char *name, int otherwise);

/* The same as markup_attribute, of one whose namespace has `in` in its name: r:id beside id. */
bool markup_attribute_in(const Markup *markup, const char *in, const char *name, char *value,
			 size_t n_value);

#endif
