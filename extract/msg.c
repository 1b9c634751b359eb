/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * msg — a letter that Outlook saved as a file: its words, the files in it
 */
#include "extract/msg.h"

#include "base/i18n.h"
#include "base/text/charset.h"
#include "base/text/html.h"
#include "base/text/utf8.h"
#include "extract/ole.h"

#include <string.h>

#define MSG_SUBJECT "0037"
#define MSG_BODY "1000"
#define MSG_PAGE "1013"
#define MSG_FILE "37010102"
#define MSG_LETTER "3701000D"
#define MSG_NAME "3707"
#define MSG_SHORT_NAME "3704"
#define MSG_SHOWN_NAME "3001"
#define MSG_PROPERTY "__substg1.0_"
#define MSG_ATTACHMENT "__attach_version1.0_#"

/* ---- properties ---- */

static bool
msg_stream(GsfInfile *letter, const char *property, const char *type, DocStream *ret)
{
	g_autofree char *name = g_strconcat(MSG_PROPERTY, property, type, NULL);

	*ret = (DocStream){ NULL, 0 };
	return ole_stream(letter, name, ret);
}

/* Words in UTF-16, or in the charset of the machine that wrote them. NULL: there are none. Yours.
 */
static char *
msg_words(GsfInfile *letter, const char *property)
{
	DocStream stream;
	char *words = NULL;

	if (msg_stream(letter, property, "001F", &stream))
		words = charset_to_utf8("utf-16le", (const char *)stream.bytes, stream.n_bytes,
					NULL);
	else if (msg_stream(letter, property, "001E", &stream))
		words = charset_to_utf8(NULL, (const char *)stream.bytes, stream.n_bytes, NULL);
	g_free((void *)stream.bytes);
	return words;
}

/* The text of its page. NULL: it has none. Yours. */
static char *
msg_page(GsfInfile *letter)
{
	DocStream stream;
	char *words = NULL;

	if (msg_stream(letter, MSG_PAGE, "0102", &stream)) {
		g_autofree char *named = html_charset((const char *)stream.bytes, stream.n_bytes);
		g_autofree char *utf8 =
			charset_to_utf8(named, (const char *)stream.bytes, stream.n_bytes, NULL);
		g_autoptr(HtmlText) page = html_to_text(utf8, strlen(utf8));

		words = g_strdup(html_seen(page));
	}
	g_free((void *)stream.bytes);
	return words;
}

/* ---- what lies in it ---- */

typedef void MsgVisit(GsfInfile *attachment, unsigned depth, void *context);

/* Its attachments in their order. */
static void
msg_each(GsfInfile *letter, unsigned depth, MsgVisit *visit, void *context)
{
	int n = gsf_infile_num_children(letter);

	for (int i = 0; i < n; i++) {
		const char *name = gsf_infile_name_by_index(letter, i);
		GsfInput *child = name && g_str_has_prefix(name, MSG_ATTACHMENT)
					  ? gsf_infile_child_by_index(letter, i)
					  : NULL;

		if (child && gsf_infile_num_children(GSF_INFILE(child)) >= 0)
			visit(GSF_INFILE(child), depth, context);
		g_clear_object(&child);
	}
}

/* The letter that is attached. NULL: it is none. Yours: g_object_unref. */
static GsfInput *
msg_inner(GsfInfile *attachment)
{
	GsfInput *inner = gsf_infile_child_by_name(attachment, MSG_PROPERTY MSG_LETTER);

	if (inner && gsf_infile_num_children(GSF_INFILE(inner)) < 0)
		g_clear_object(&inner);
	return inner;
}

/* At most one piece beyond what a text may have: then its end is cut, and that is said. */
static void
msg_add(GString *text, char *words)
{
	g_autofree char *own = words;

	if (!own || !*g_strstrip(own) || text->len > EXTRACT_TEXT_BYTES)
		return;
	g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", own);
}

static MsgVisit msg_read_inner;

static void
msg_read_letter(GsfInfile *letter, unsigned depth, GString *text)
{
	char *body = msg_words(letter, MSG_BODY);
	bool says = body && *g_strstrip(body);

	msg_add(text, msg_words(letter, MSG_SUBJECT));
	msg_add(text, says ? body : msg_page(letter));
	if (!says)
		g_free(body);
	msg_each(letter, depth, msg_read_inner, text);
}

static void
msg_read_inner(GsfInfile *attachment, unsigned depth, void *text)
{
	GsfInput *inner = depth < MSG_LETTERS ? msg_inner(attachment) : NULL;

	if (inner)
		msg_read_letter(GSF_INFILE(inner), depth + 1, text);
	g_clear_object(&inner);
}

void
msg_read(GsfInfile *file, Extracted *ret)
{
	g_autoptr(GString) text = g_string_new(NULL);

	msg_read_letter(file, 0, text);
	ret->content = g_strdup(text->str);
	ret->outcome = EXTRACT_READ;
}

/* ---- files ---- */

typedef struct {
	GPtrArray *files, *names;
	bool all;
} MsgFiles;

static char *
msg_name(GsfInfile *attachment)
{
	static const char *const properties[] = { MSG_NAME, MSG_SHORT_NAME, MSG_SHOWN_NAME };

	for (size_t i = 0; i < G_N_ELEMENTS(properties); i++) {
		g_autofree char *words = msg_words(attachment, properties[i]);
		g_autofree char *line = words ? utf8_one_line(words) : NULL;

		if (line && *line)
			return g_steal_pointer(&line);
	}
	return g_strdup(_("attachment"));
}

static void
msg_file(GsfInfile *attachment, unsigned depth, void *context)
{
	MsgFiles *found = context;
	GsfInput *inner = msg_inner(attachment);
	DocStream file;

	if (inner && depth < MSG_LETTERS)
		msg_each(GSF_INFILE(inner), depth + 1, msg_file, found);
	else if (inner || found->files->len >= MSG_FILES)
		found->all = false;
	else if (ole_stream(attachment, MSG_PROPERTY MSG_FILE, &file)) {
		g_ptr_array_add(found->files,
				g_byte_array_new_take((guint8 *)file.bytes, file.n_bytes));
		g_ptr_array_add(found->names, msg_name(attachment));
	}
	g_clear_object(&inner);
}

GPtrArray *
msg_files(const char *bytes, size_t n_bytes, GPtrArray **ret_names, bool *ret_all)
{
	GsfInfile *file = ole_open(bytes, n_bytes);
	MsgFiles found = { g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref),
			   g_ptr_array_new_with_free_func(g_free), true };

	if (file && ole_has(file, MSG_PROPERTIES))
		msg_each(file, 0, msg_file, &found);
	g_clear_object(&file);
	*ret_names = found.names;
	*ret_all = found.all;
	return found.files;
}
