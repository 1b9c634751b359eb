/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pages — what stands in every mail that leaves, in text and in HTML
 *
 * The subject's line is rendered apart from the body, so that nothing in a body
 * can reach it and no line end can stand in it.
 */
#include "publish/pages.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/shipped.h"
#include "publish/prepare.h"
#include "publish/template.h"

#include <string.h>

#define PAGES_SUBJECT_PREFIX "Subject: "
#define PAGES_SUBJECT_CHARACTERS 120

/* Where a template or a partial of this page comes from. */
typedef struct {
	const json_t *own; /* the office's templates; may be NULL */
	const char *ending;
} Shelf;

static const char *const names[] = {
	"receipt",	"receipt-duplicate",
	"receipt-held", "ask",
	"list",		"confirm",
	"outcome",	"ack",
	"unclear",	"already",
	"acted",	"plan",
	"sign",		"draft-changed",
	"sealed",	"issue",
	"adopted",	"alarm",
	"secrecy",	"held",
	"other",	"note",
	NULL,
};

const char *const *
pages_names(void)
{
	return names;
}

void
pages_clear(Page *page)
{
	g_clear_pointer(&page->subject, g_free);
	g_clear_pointer(&page->text, g_free);
	g_clear_pointer(&page->html, g_free);
}

static const char *
shelf_find(const char *name, void *user)
{
	const Shelf *shelf = user;
	g_autofree char *file = g_strconcat(name, shelf->ending, NULL);
	g_autofree char *path = g_strconcat("publish/templates/", file, NULL);
	const char *own = json_string_value(json_object_get(shelf->own, file));
	const ShippedFile *shipped = own ? NULL : shipped_find(path);

	return own ? own : shipped ? shipped->bytes : NULL;
}

/* One line, no blanks around it or doubled, and not endless. Takes `line`. */
static char *
subject_tidy(char *line)
{
	g_auto(GStrv) words = g_strsplit_set(line, " \t\r\n", -1);
	g_autoptr(GString) tidy = g_string_new(NULL);

	g_free(line);
	for (char **word = words; *word; word++)
		if (**word)
			g_string_append_printf(tidy, "%s%s", tidy->len ? " " : "", *word);
	if (g_utf8_strlen(tidy->str, -1) > PAGES_SUBJECT_CHARACTERS) {
		char *cut = g_utf8_offset_to_pointer(tidy->str, PAGES_SUBJECT_CHARACTERS - 1);

		g_string_truncate(tidy, (gsize)(cut - tidy->str));
		g_string_append(tidy, "…");
	}
	return g_string_free(g_steal_pointer(&tidy), FALSE);
}

/* Splits the source after its `Subject: ` line. *ret_subject is yours. */
static bool
subject_split(const char *file, const char *source, char **ret_subject, const char **ret_body,
	      GError **error)
{
	const char *end = strchr(source, '\n');

	if (!g_str_has_prefix(source, PAGES_SUBJECT_PREFIX) || !end)
		return errors_set(error, ERRORS_CONFIG, _("%s:1:1: must begin with Subject: "),
				  file);
	source += strlen(PAGES_SUBJECT_PREFIX);
	*ret_subject = g_strndup(source, (gsize)(end - source));
	*ret_body = end + 1;
	return true;
}

static bool
pages_text(const char *name, Shelf *shelf, const char *source, const json_t *context, Page *page,
	   GError **error)
{
	g_autofree char *file = g_strconcat("templates/", name, shelf->ending, NULL), *head = NULL;
	Template template = { file, NULL, TEMPLATE_TEXT, shelf_find, shelf };
	char *line;

	if (!subject_split(file, source, &head, &template.source, error))
		return false;
	page->text = template_render(&template, context, NULL, error);
	if (!page->text)
		return false;
	template.source = head;
	line = template_render(&template, context, NULL, error);
	if (!line)
		return false;
	page->subject = subject_tidy(line);
	return true;
}

static bool
pages_html(const char *name, Shelf *shelf, const char *source, const json_t *context, Page *page,
	   GError **error)
{
	g_autofree char *file = g_strconcat("templates/", name, shelf->ending, NULL);
	Template template = { file, source, TEMPLATE_HTML, shelf_find, shelf };

	page->html = template_render(&template, context, NULL, error);
	return page->html != NULL;
}

bool
pages_render(const char *name, const json_t *snapshot, Page *ret_page, GError **error)
{
	g_auto(Page) page = { 0 };
	const json_t *own = json_object_get(snapshot, "templates");
	Shelf texts = { own, ".txt" }, htmls = { own, ".html" };
	const char *text = shelf_find(name, &texts), *html = shelf_find(name, &htmls);
	g_autoptr(json_t) context = NULL;

	if (!text && !html)
		return errors_set(error, ERRORS_CONFIG, _("no such page: %s"), name);
	context = prepare_snapshot(snapshot, strcmp(name, "issue") == 0);
	json_object_del(context, "templates");
	if (text && !pages_text(name, &texts, text, context, &page, error))
		return false;
	if (html && !pages_html(name, &htmls, html, context, &page, error))
		return false;
	if (!page.subject)
		page.subject = g_strdup("");
	if (!page.text)
		page.text = g_strdup("");
	*ret_page = page;
	page = (Page){ 0 };
	return true;
}
