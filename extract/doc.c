/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc — documents in an OLE2 container: Word 97-2003, Kingsoft WPS; which of the others it is
 */
#include "extract/doc.h"

#include "base/i18n.h"
#include "extract/doc_art.h"
#include "extract/doc_properties.h"
#include "extract/doc_text.h"
#include "extract/msg.h"
#include "extract/ole.h"
#include "extract/ppt.h"
#include "extract/xls.h"

#include <stdbool.h>
#include <string.h>

#define GRAPH_BEGINS 0x0809u
#define GRAPH_KIND 0x8000u
#define GRAPH_HEAD 8

/* Streams by which other contents are known. */
static const struct {
	const char *stream;
	const char *type;
} doc_others[] = {
	{ "MatOST", "works" },
	{ "CONTENTS", "works" },
};

static void
doc_refuse(Extracted *ret, ExtractOutcome outcome, const char *why)
{
	ret->outcome = outcome;
	ret->why = g_strdup(why);
}

static void
doc_state(Extracted *ret, DocTextState state)
{
	switch (state) {
	case DOC_TEXT_GOOD:
		ret->outcome = EXTRACT_READ;
		return;
	case DOC_TEXT_FULL:
		doc_refuse(ret, EXTRACT_LIMIT,
			   _("the document is too long; only its beginning was read"));
		return;
	case DOC_TEXT_ENCRYPTED:
		doc_refuse(ret, EXTRACT_ENCRYPTED,
			   _("the document has a password; please send it without one"));
		return;
	case DOC_TEXT_OLD:
		doc_refuse(ret, EXTRACT_UNSUPPORTED,
			   _("documents of Word 95 and older are not read; please save it as docx "
			     "or paste the text into the mail and send it again"));
		return;
	default:
		doc_refuse(ret, EXTRACT_FAILED,
			   _("the document is damaged; please open it, save it as docx and "
			     "send it again"));
	}
}

/* Microsoft Graph writes the stream of a workbook; its first record says what it is.
 * Source: [MS-OGRAPH] 2.3.2 (BOF). */
static bool
doc_is_graph(DocStream book)
{
	return book.n_bytes >= GRAPH_HEAD && doc_text_number(book, 0, 2) == GRAPH_BEGINS &&
	       doc_text_number(book, 6, 2) == GRAPH_KIND;
}

static bool
doc_is_workbook(GsfInfile *file, Extracted *ret)
{
	DocStream book = { NULL, 0 };

	if (!ole_stream(file, "Workbook", &book) && !ole_stream(file, "Book", &book))
		return false;
	if (doc_is_graph(book)) {
		ret->type = "chart";
		doc_refuse(ret, EXTRACT_UNSUPPORTED,
			   _("a chart of Microsoft Graph is not read; please write its words into "
			     "the text"));
	} else {
		ret->type = "xls";
		xls_read(book.bytes, book.n_bytes, ret);
	}
	g_free((void *)book.bytes);
	return true;
}

static bool
doc_is_presentation(GsfInfile *file, Extracted *ret)
{
	DocStream slides = { NULL, 0 }, user = { NULL, 0 };

	if (!ole_stream(file, "PowerPoint Document", &slides))
		return false;
	ole_stream(file, "Current User", &user);
	ret->type = "ppt";
	ppt_read(slides.bytes, slides.n_bytes, user.bytes, user.n_bytes, ret);
	g_free((void *)slides.bytes);
	g_free((void *)user.bytes);
	return true;
}

/* No Word document: what is it? */
static void
doc_other(GsfInfile *file, Extracted *ret)
{
	if (ole_has(file, "EncryptedPackage")) {
		doc_state(ret, DOC_TEXT_ENCRYPTED);
		return;
	}
	if (doc_is_workbook(file, ret) || doc_is_presentation(file, ret))
		return;
	if (ole_has(file, MSG_PROPERTIES)) {
		ret->type = "msg";
		msg_read(file, ret);
		return;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(doc_others); i++) {
		if (!ole_has(file, doc_others[i].stream))
			continue;
		ret->type = doc_others[i].type;
		break;
	}
	doc_refuse(ret, EXTRACT_UNSUPPORTED,
		   _("files of this kind are not read; please save it as docx or paste the text "
		     "into the mail and send it again"));
}

static void
doc_word(GsfInfile *file, DocStream word, Extracted *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(Properties) art = { 0 };
	DocStream table = { NULL, 0 };
	const char *name = NULL;
	DocTextState state = DOC_TEXT_DAMAGED;

	/* Without its table an encrypted or an old document can still say what it is. */
	if (doc_text_table(word, &name))
		ole_stream(file, name, &table);
	state = doc_text_read(word, table, EXTRACT_TEXT_BYTES, text);
	while (text->len > 0 && g_ascii_isspace(text->str[text->len - 1]))
		g_string_truncate(text, text->len - 1);
	properties_init(&art);
	if (state == DOC_TEXT_GOOD)
		doc_art_find(table, &art);
	properties_say(&art, text);
	g_free((void *)table.bytes);
	doc_state(ret, state);
	ret->content = g_string_free(g_steal_pointer(&text), FALSE);
}

/* What the document says about itself and not in its text. */
static void
doc_properties(GsfInfile *file, Extracted *ret)
{
	static const char *const streams[] = { DOC_PROPERTIES_SUMMARY, DOC_PROPERTIES_MORE };
	g_autoptr(GString) text = g_string_new(ret->content);
	g_auto(Properties) properties = { 0 };

	properties_init(&properties);
	for (size_t i = 0; i < G_N_ELEMENTS(streams); i++) {
		DocStream stream = { NULL, 0 };

		if (ole_stream(file, streams[i], &stream))
			doc_properties_find(stream, &properties);
		g_free((void *)stream.bytes);
	}
	properties_say(&properties, text);
	g_free(ret->content);
	ret->content = g_string_free(g_steal_pointer(&text), FALSE);
}

void
doc_read(const char *bytes, size_t n_bytes, Extracted *ret)
{
	GsfInfile *file = ole_open(bytes, n_bytes);
	DocStream word = { NULL, 0 };

	if (!file) {
		doc_state(ret, DOC_TEXT_DAMAGED);
		return;
	}
	if (ole_stream(file, "WordDocument", &word))
		doc_word(file, word, ret);
	else
		doc_other(file, ret);
	if (ret->outcome == EXTRACT_READ)
		doc_properties(file, ret);
	g_free((void *)word.bytes);
	g_object_unref(file);
}
