/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * wordml — the words of a Word document in one XML file
 *
 * A story is Word's word for a text that flows by itself: the body, a header, a
 * note. Each kind goes into a text of its own; a story that opens inside another
 * begins afresh and leaves the other where it was.
 */
#include "extract/wordml.h"

#include "base/i18n.h"
#include "extract/docx.h"
#include "extract/flat.h"
#include "extract/package.h"
#include "extract/properties.h"

#include <string.h>

#define WORDML_STORIES 16 /* inside one another */
#define WORDML_NAME_BYTES 128

/* In the order in which they are said. */
typedef enum {
	WORDML_HEADERS,
	WORDML_BODY,
	WORDML_NOTES,
	WORDML_COMMENTS,
	WORDML_FOOTERS,
	WORDML_PROPERTIES,
	WORDML_NONE,
} WordmlKind;

typedef struct {
	WordmlKind kind;
	bool any; /* of properties: whatever their names */
	int depth;
	DocxPart part;
} WordmlStory;

typedef struct {
	GString *texts[WORDML_PROPERTIES];
	Properties properties;
	WordmlStory open[WORDML_STORIES];
	size_t n_open;
	bool found; /* a body */
	DocxNumbering *numbering;
} Wordml;

static const struct {
	const char *name;
	WordmlKind kind;
} wordml_elements[] = {
	{ "body", WORDML_BODY },
	{ "hdr", WORDML_HEADERS },
	{ "ftr", WORDML_FOOTERS },
	{ "footnote", WORDML_NOTES },
	{ "endnote", WORDML_NOTES },
	{ "DocumentProperties", WORDML_PROPERTIES },
	{ "CustomDocumentProperties", WORDML_PROPERTIES },
};

/* Those that docx reads; all beginning with the name. */
static const struct {
	const char *name;
	WordmlKind kind;
} wordml_parts[] = {
	{ "/word/document", WORDML_BODY },	 { "/word/header", WORDML_HEADERS },
	{ "/word/footer", WORDML_FOOTERS },	 { "/word/footnotes", WORDML_NOTES },
	{ "/word/endnotes", WORDML_NOTES },	 { "/word/comments.", WORDML_COMMENTS },
	{ "/docProps/core", WORDML_PROPERTIES }, { "/docProps/custom", WORDML_PROPERTIES },
};

/* A part of a package that holds no story is left out whole. */
static WordmlKind
wordml_part(Markup *markup)
{
	char name[WORDML_NAME_BYTES];

	if (markup_attribute(markup, "name", name, sizeof name))
		for (size_t i = 0; i < G_N_ELEMENTS(wordml_parts); i++)
			if (g_ascii_strncasecmp(name, wordml_parts[i].name,
						strlen(wordml_parts[i].name)) == 0)
				return wordml_parts[i].kind;
	markup_skip(markup);
	return WORDML_NONE;
}

/* Word 2003 marks comments and changes by one element. */
static bool
wordml_is_annotation(const Markup *markup, const char *name, const char *wanted)
{
	char type[WORDML_NAME_BYTES];

	return strcmp(name, "annotation") == 0 &&
	       markup_attribute(markup, "type", type, sizeof type) && strcmp(type, wanted) == 0;
}

static WordmlKind
wordml_kind(Markup *markup, const char *name)
{
	if (wordml_is_annotation(markup, name, "Word.Comment"))
		return WORDML_COMMENTS;
	if (strcmp(name, "part") == 0 && markup_depth(markup) == 2)
		return wordml_part(markup);
	for (size_t i = 0; i < G_N_ELEMENTS(wordml_elements); i++)
		if (strcmp(name, wordml_elements[i].name) == 0)
			return wordml_elements[i].kind;
	return WORDML_NONE;
}

static WordmlStory *
wordml_story(Wordml *word)
{
	return word->n_open > 0 ? &word->open[word->n_open - 1] : NULL;
}

static void
wordml_write_to(Markup *markup, Wordml *word)
{
	const WordmlStory *story = wordml_story(word);

	if (story && story->kind < WORDML_PROPERTIES)
		markup_into(markup, word->texts[story->kind]);
}

static void
wordml_open(Markup *markup, Wordml *word, WordmlKind kind, const char *name)
{
	if (word->n_open == WORDML_STORIES)
		return;
	word->open[word->n_open++] =
		(WordmlStory){ .kind = kind,
			       .depth = markup_depth(markup),
			       .any = strcmp(name, "CustomDocumentProperties") == 0,
			       .part = { .art = &word->properties,
					 .numbering =
						 kind == WORDML_BODY ? word->numbering : NULL } };
	word->found |= kind == WORDML_BODY;
	wordml_write_to(markup, word);
	if (kind < WORDML_PROPERTIES)
		markup_break(markup);
}

static void
wordml_start(Markup *markup, void *context, const char *name)
{
	Wordml *word = context;
	WordmlKind kind = wordml_kind(markup, name);
	WordmlStory *story;

	if (kind != WORDML_NONE) {
		wordml_open(markup, word, kind, name);
		return;
	}
	story = wordml_story(word);
	if (!story)
		return;
	if (story->kind != WORDML_PROPERTIES)
		docx_handlers.start(markup, &story->part,
				    wordml_is_annotation(markup, name, "Word.Deletion") ? "del"
											: name);
	else if (!story->any)
		properties_handlers.start(markup, &word->properties, name);
	else if (strcmp(name, "Editor") != 0 && !properties_is_program(name))
		properties_open(&word->properties, markup);
}

static void
wordml_end(Markup *markup, void *context, const char *name)
{
	Wordml *word = context;
	WordmlStory *story = wordml_story(word);

	if (!story)
		return;
	if (story->depth == markup_depth(markup)) {
		word->n_open--;
		wordml_write_to(markup, word);
	} else if (story->kind != WORDML_PROPERTIES)
		docx_handlers.end(markup, &story->part, name);
	else
		properties_handlers.end(markup, &word->properties, name);
}

static void
wordml_characters(Markup *markup, void *context, const char *bytes, size_t n_bytes)
{
	Wordml *word = context;
	WordmlStory *story = wordml_story(word);

	if (!story)
		return;
	if (story->kind != WORDML_PROPERTIES)
		docx_handlers.characters(markup, &story->part, bytes, n_bytes);
	else
		properties_handlers.characters(markup, &word->properties, bytes, n_bytes);
}

static void
wordml_join(const Wordml *word, GString *text)
{
	for (size_t i = 0; i < WORDML_PROPERTIES; i++) {
		char *words = g_strstrip(word->texts[i]->str);

		if (!*words)
			continue;
		if (text->len > 0)
			g_string_append_c(text, '\n');
		g_string_append(text, words);
	}
	properties_say(&word->properties, text);
}

/* ---- the lists, which may stand behind the body ---- */

typedef struct {
	DocxNumbering *numbering;
	const MarkupHandlers *part; /* the open one's; NULL: of no interest */
} WordmlLists;

static void
wordml_lists_start(Markup *markup, void *context, const char *name)
{
	WordmlLists *lists = context;
	char part[WORDML_NAME_BYTES] = "";

	if (markup_depth(markup) != 2) {
		if (lists->part)
			lists->part->start(markup, lists->numbering, name);
		return;
	}
	markup_attribute(markup, "name", part, sizeof part);
	lists->part = g_ascii_strcasecmp(part, "/word/numbering.xml") == 0 ? &docx_numbering_lists
		      : g_ascii_strcasecmp(part, "/word/styles.xml") == 0  ? &docx_numbering_styles
									   : NULL;
	if (!lists->part)
		markup_skip(markup);
}

static void
wordml_lists_end(Markup *markup, void *context, const char *name)
{
	WordmlLists *lists = context;

	if (lists->part && lists->part->end)
		lists->part->end(markup, lists->numbering, name);
}

void
wordml_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	static const MarkupHandlers handlers = { wordml_start, wordml_end, wordml_characters };
	static const MarkupHandlers of_lists = { wordml_lists_start, wordml_lists_end, NULL };
	g_autoptr(DocxNumbering) numbering = docx_numbering_new();
	WordmlLists lists = { numbering, NULL };
	g_autoptr(Package) package = package_of_file(), ahead = package_of_file();
	g_autofree char *utf8 = flat_utf8(bytes, n_bytes);
	Wordml word = { .numbering = numbering };

	for (size_t i = 0; i < WORDML_PROPERTIES; i++)
		word.texts[i] = g_string_new(NULL);
	properties_init(&word.properties);
	/* What is damaged behind the body is said when that was read. */
	package_parse_file(ahead, utf8, &of_lists, &lists);
	if (package_parse_file(package, utf8, &handlers, &word) && !word.found)
		package_stop(package, EXTRACT_UNSUPPORTED,
			     _("files of this kind are not read; please save it as docx or paste "
			       "the text into the mail and send it again"));
	wordml_join(&word, package_text(package));
	package_finish(package, ret);
	properties_clear(&word.properties);
	for (size_t i = 0; i < WORDML_PROPERTIES; i++)
		g_string_free(word.texts[i], TRUE);
}
