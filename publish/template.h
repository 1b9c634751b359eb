/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * template — a page with holes and the object that fills them
 *
 * Mustache semantics without the parts that make decisions or leaks possible:
 * {{name}} {{a.b}} {{.}}, sections {{#x}}…{{/x}}, inverted {{^x}}…{{/x}}, partials
 * {{>name}}, comments {{! }}. No lambdas, no other delimiters and no raw output:
 * in HTML every value is escaped. A tag alone on its line takes the line with it;
 * a partial is not indented. Empty are null, false, 0, "", [] and what is absent.
 *
 * Promise: output is at most TEMPLATE_MAX_BYTES and holds no control character
 * but line ends and tabs, no bidirectional override and no invisible character.
 * Not here: which template serves which mail (publish/pages).
 */
#ifndef CHENGBAO_PUBLISH_TEMPLATE_H
#define CHENGBAO_PUBLISH_TEMPLATE_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define TEMPLATE_MAX_BYTES (4u << 20)	 /* one rendered page */
#define TEMPLATE_MAX_DEPTH 32		 /* sections and partials inside each other */
#define TEMPLATE_MAX_STEPS (1u << 20)	 /* tags and elements of one rendering */
#define TEMPLATE_MAX_SOURCE (256u << 10) /* one template or partial */

typedef enum { TEMPLATE_TEXT, TEMPLATE_HTML } TemplateMode;

/* The source of the partial `name`, NUL-terminated and alive until the rendering
 * ends; NULL when there is none. Called with the Template's `user`. */
typedef const char *(*TemplateLookup)(const char *name, void *user);

typedef struct {
	const char *name;   /* for messages: the file's name */
	const char *source; /* NUL-terminated UTF-8 */
	TemplateMode mode;
	TemplateLookup lookup; /* NULL: a template without partials */
	void *user;
} Template;

/* Fills the template from `context`, an object.
 *
 * Gives:  the page, NUL-terminated after *ret_n_bytes (may be NULL). Yours.
 * Errors: CONFIG `NAME:LINE:COL: …` for a template that is wrong (unclosed or
 *         crossed sections, raw output, unknown partial); MAIL when the page
 *         grows beyond a limit.
 * Source: mustache(5), specification 1.1, less what the head names.
 */
char *template_render(const Template *template, const json_t *context, size_t *ret_n_bytes,
		      GError **error);

/* False for what no page may hold: control characters but line end and tab, C1,
 * bidirectional overrides and marks, characters without width, tags. Source: UTS 39, UAX 9. */
bool template_shows(gunichar character);

/* Looks at every tag without rendering, also inside sections that would stay
 * empty. Errors: as template_render, CONFIG only. */
bool template_check(const Template *template, GError **error);

#endif
