/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_enriched — the words of text/enriched and of its forerunner text/richtext
 *
 * Commands in angle brackets go, with what stands in <param> and <comment>; an <excerpt> is a
 * quotation and gets its marks.
 *
 * Source: RFC 1896; RFC 1341 7.1.3.
 */
#include "mail/unpack.h"

#include <string.h>

#define ENRICHED_NAME_BYTES 60

typedef struct {
	GString *out;
	const char *at;
	bool rich;		/* text/richtext */
	unsigned quoted, muted; /* open <excerpt>; open <param>, <comment> */
} Enriched;

static void
enriched_add(Enriched *enriched, char c)
{
	GString *out = enriched->out;

	if (enriched->muted > 0)
		return;
	if (enriched->quoted > 0 && c != '\n' && (out->len == 0 || out->str[out->len - 1] == '\n'))
		g_string_append(out, "> ");
	g_string_append_c(out, c);
}

static void
enriched_line_end(Enriched *enriched)
{
	if (enriched->out->len > 0 && enriched->out->str[enriched->out->len - 1] != '\n')
		enriched_add(enriched, '\n');
}

static void
depth_change(unsigned *depth, bool closes)
{
	if (!closes)
		(*depth)++;
	else if (*depth > 0)
		(*depth)--;
}

/* A command at `at`, its `<` included; false: it is none, the `<` is text. */
static bool
enriched_command(Enriched *enriched)
{
	bool closes = enriched->at[1] == '/';
	const char *name = enriched->at + 1 + closes;
	const char *end = strchr(name, '>');
	g_autofree char *word = NULL;

	if (!end || end == name || end - name > ENRICHED_NAME_BYTES)
		return false;
	word = g_ascii_strdown(name, end - name);
	if (strcmp(word, "param") == 0 || strcmp(word, "comment") == 0)
		depth_change(&enriched->muted, closes);
	else if (strcmp(word, "excerpt") == 0) {
		enriched_line_end(enriched);
		depth_change(&enriched->quoted, closes);
	} else if (enriched->rich && (strcmp(word, "nl") == 0 || strcmp(word, "np") == 0))
		enriched_add(enriched, '\n');
	else if (enriched->rich && strcmp(word, "lt") == 0)
		enriched_add(enriched, '<');
	else if (strcmp(word, "paragraph") == 0)
		enriched_line_end(enriched);
	enriched->at = end + 1;
	return true;
}

/* One line end is a blank, more are one less; in richtext all are blanks. */
static void
enriched_breaks(Enriched *enriched)
{
	size_t n = strspn(enriched->at, "\n");

	enriched->at += n;
	if (enriched->rich || n == 1)
		enriched_add(enriched, ' ');
	else
		while (--n > 0)
			enriched_add(enriched, '\n');
}

char *
unpack_enriched(const char *text, bool rich)
{
	Enriched enriched = { .out = g_string_new(NULL), .at = text, .rich = rich };

	while (*enriched.at != '\0') {
		if (*enriched.at == '\n') {
			enriched_breaks(&enriched);
			continue;
		}
		if (*enriched.at == '<' && (rich || enriched.at[1] != '<') &&
		    enriched_command(&enriched))
			continue;
		enriched.at += !rich && g_str_has_prefix(enriched.at, "<<");
		enriched_add(&enriched, *enriched.at++);
	}
	return g_string_free(enriched.out, FALSE);
}
