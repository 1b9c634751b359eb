/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * nested — a letter that came as a file: its words, those of its files and of letters in it
 */
#include "pipeline/reading/nested.h"

#include "base/i18n.h"
#include "base/text/charset.h"
#include "base/text/html.h"
#include "base/text/utf8.h"
#include "mail/scan.h"
#include "mail/structure.h"
#include "mail/words.h"
#include "pipeline/reading/letter_text.h"

#include <string.h>

#define NESTED_UNREAD 5 /* files named in a reason */

typedef struct {
	GString *content;
	GString *unread;      /* "name: why; name: why" */
	ExtractWithin within; /* what its files lie in */
	bool page;	      /* neither title nor files */
	guint n_files, n_unread;
	ExtractOutcome worst; /* of the files that were not read */
} Nested;

static bool nested_letter(Nested *nested, const char *bytes, size_t n_bytes, unsigned depth);

/* False when the text is full. */
static bool
nested_add(Nested *nested, const char *text)
{
	if (!text || !*text)
		return true;
	if (nested->content->len + strlen(text) + 1 > EXTRACT_TEXT_BYTES)
		return false;
	if (nested->content->len > 0)
		g_string_append_c(nested->content, '\n');
	g_string_append(nested->content, text);
	return true;
}

static void
nested_not_read(Nested *nested, const char *name, ExtractOutcome outcome, const char *why)
{
	if (nested->n_unread == 0)
		nested->worst = outcome;
	if (nested->n_unread++ < NESTED_UNREAD)
		g_string_append_printf(nested->unread, "%s%s: %s", nested->unread->len ? "; " : "",
				       name, why);
}

static void
nested_file(Nested *nested, const StructurePart *part, unsigned depth)
{
	const char *name = part->file_name ? part->file_name : part->media_type;
	g_autofree char *heading = g_strdup_printf("【%s】", name);
	g_auto(Extracted) file = { 0 };
	ExtractWithin within = nested->within;

	if (!nested_add(nested, heading) || ++nested->n_files > NESTED_FILES) {
		nested_not_read(nested, name, EXTRACT_LIMIT,
				_("the letter has too many attachments"));
		return;
	}
	if (part->is_nested && depth < STRUCTURE_NESTED &&
	    nested_letter(nested, structure_bytes(part), part->n_bytes, depth + 1))
		return;
	within.n_letters = depth;
	extract_bytes(structure_bytes(part), part->n_bytes, part->file_name, &within, &file);
	if (file.outcome != EXTRACT_READ && !file.picture)
		nested_not_read(nested, name, file.outcome, file.why);
	if (!nested_add(nested, file.content))
		nested_not_read(nested, name, EXTRACT_LIMIT,
				_("the document is too long; only its beginning was read"));
}

/* What Word keeps beside the page it saves: headers, footers; what a frame shows. */
static void
nested_side(Nested *nested, const StructurePart *part)
{
	const char *bytes = structure_bytes(part);
	g_autofree char *named = bytes ? html_charset(bytes, part->n_bytes) : NULL;
	g_autofree char *utf8 = bytes ? charset_to_utf8(part->charset ? part->charset : named,
							bytes, part->n_bytes, NULL)
				      : NULL;
	g_autoptr(HtmlText) side = utf8 ? html_to_text(utf8, strlen(utf8)) : NULL;

	if (!side || !nested_add(nested, html_seen(side)) || !nested_add(nested, side->hidden))
		nested_not_read(nested, part->media_type, EXTRACT_LIMIT,
				_("the document is too long; only its beginning was read"));
}

static bool
nested_letter(Nested *nested, const char *bytes, size_t n_bytes, unsigned depth)
{
	g_autoptr(Scan) scan = scan_letter(bytes, n_bytes);
	const ScanHeader *header = scan_header(scan, "Subject", 0);
	g_autofree char *subject = header ? words_decode(header->value, header->n_value) : NULL;
	g_autofree char *title = subject ? utf8_one_line(subject) : NULL;
	g_autoptr(Structure) structure = NULL;
	g_auto(LetterText) text = { 0 };

	if (scan->limit)
		return false;
	structure = structure_read(scan, NULL);
	if (!structure)
		return false;
	letter_text_read(structure, &text);
	/* The words of a letter in it come with that letter, below. */
	if ((!nested->page && !nested_add(nested, title)) ||
	    (!text.source->nested && !nested_add(nested, text.text)))
		nested_not_read(nested, title ? title : "", EXTRACT_LIMIT,
				_("the document is too long; only its beginning was read"));
	for (size_t i = 0; i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);

		if (nested->page && !part->is_text_body &&
		    strcmp(part->media_type, "text/html") == 0)
			nested_side(nested, part);
		else if (!nested->page && !part->is_text_body && !part->is_inline)
			nested_file(nested, part, depth);
	}
	/* Of a page, as of any document, without what tracked changes took out. */
	nested_add(nested, nested->page && text.html ? text.html->hidden : text.unshown);
	return true;
}

static void
nested_refuse(Extracted *ret, ExtractOutcome outcome, const char *why)
{
	ret->outcome = outcome;
	ret->why = g_strdup(why);
	ret->content = g_strdup("");
}

/* What the letter says, and what of it was not read. */
static void
nested_say(const Nested *nested, Extracted *ret)
{
	if (nested->content->len == 0) {
		nested_refuse(ret, EXTRACT_EMPTY, _("the forwarded letter is empty"));
		return;
	}
	ret->content = g_strdup(nested->content->str);
	ret->n_chars = utf8_length(ret->content);
	ret->outcome = nested->n_unread > 0 ? nested->worst : EXTRACT_READ;
	if (nested->n_unread > 0)
		ret->why = g_strdup_printf(_("not everything in the forwarded letter was read: %s"),
					   nested->unread->str);
}

/* Which cap of letters these bytes are past; NULL: none. Yours. */
static char *
nested_limit(const char *bytes, size_t n_bytes)
{
	g_autoptr(Scan) scan = scan_letter(bytes, n_bytes);

	return g_strdup(scan->limit);
}

bool
nested_read(const char *bytes, size_t n_bytes, bool page, const ExtractWithin *within,
	    Extracted *ret)
{
	g_autoptr(GString) unread = g_string_new(NULL), content = g_string_new(NULL);
	g_autofree char *limit = NULL;
	Nested nested = { content, unread, *within, page, 0, 0, EXTRACT_READ };
	Extracted letter = { .type = page ? "mht" : "eml" };

	if (within->n_letters >= STRUCTURE_NESTED)
		nested_refuse(&letter, EXTRACT_LIMIT,
			      _("it is a letter in a letter in a letter …; please send the "
				"documents themselves"));
	else if (nested_letter(&nested, bytes, n_bytes, within->n_letters + 1))
		nested_say(&nested, &letter);
	else if ((limit = nested_limit(bytes, n_bytes)))
		nested_refuse(&letter, EXTRACT_LIMIT, limit);
	else
		return false;
	*ret = letter;
	return true;
}
