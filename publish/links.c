/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * links — answers that need one tap: mailto: with subject and body filled in
 */
#include "publish/links.h"

#include "base/record.h"
#include "publish/pages.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
	const char *name, *words;
} Verb;

/* Words of CONTRACT; a blank at the end invites a reason. */
static const Verb verbs[] = {
	{ "approve", "通过" },	     { "file", "备查" },
	{ "return", "退回 " },	     { "verify", "核实 " },
	{ "park", "暂缓" },	     { "urgent", "加急" },
	{ "seal", "签发" },	     { "undo", "撤销" },
	{ "release", "放行" },	     { "confirm", "确认" },
	{ "deny", "不是我" },	     { "adopt", "采用" },
	{ "adopt_all", "全部采用" }, { "approve_all", "全部通过" },
	{ "file_rest", "其余备查" }, { "reply", "" },
};

/* On a line of a list the number follows the verb. */
static const Verb line_verbs[] = {
	{ "approve", "通过" }, { "file", "备查" },	{ "return", "退回" },
	{ "adopt", "采用" },   { "remove", "签发 删" },
};

char *
links_answer(const char *mailbox, const char *locator, const char *title, const char *token,
	     const char *words)
{
	g_autoptr(GString) subject = g_string_new("Re: "), body = g_string_new(words), url = NULL;
	g_autofree char *short_title = NULL;

	if (locator)
		g_string_append_printf(subject, "[呈报 %s] ", locator);
	if (title) {
		short_title = g_utf8_substring(
			title, 0, MIN(g_utf8_strlen(title, -1), LINKS_TITLE_CHARACTERS));
		g_string_append(subject, short_title);
	}
	if (token)
		g_string_append_printf(body, "\r\n\r\n%s\r\n%s%s", PAGES_SEPARATOR,
				       PAGES_TOKEN_LABEL, token);
	url = g_string_new("mailto:");
	g_string_append_uri_escaped(url, mailbox, "@", false);
	g_string_append(url, "?subject=");
	g_string_append_uri_escaped(url, subject->str, NULL, false);
	g_string_append(url, "&body=");
	g_string_append_uri_escaped(url, body->str, NULL, false);
	return g_string_free(g_steal_pointer(&url), FALSE);
}

static void
links_put(json_t *links, const json_t *snapshot, const char *title, const char *name,
	  const char *words)
{
	const json_t *office = json_object_get(snapshot, "office");
	g_autofree char *url =
		links_answer(record_string(office, "mailbox"), record_string(snapshot, "locator"),
			     title, record_string(snapshot, "token"), words);

	json_object_set_new(links, name, json_string(url));
}

static void
links_add_lines(const json_t *snapshot, json_t *lines, const char *number, const char *title)
{
	size_t i;
	json_t *line;

	json_array_foreach (lines, i, line) {
		json_t *links = json_object();

		for (size_t v = 0; v < G_N_ELEMENTS(line_verbs); v++) {
			g_autofree char *words =
				g_strdup_printf("%s%" PRId64 "%s", line_verbs[v].words,
						record_integer(line, number),
						strcmp(line_verbs[v].name, "return") ? "" : " ");

			links_put(links, snapshot, title, line_verbs[v].name, words);
		}
		json_object_set_new(line, "links", links);
	}
}

void
links_add(json_t *snapshot)
{
	const char *title = record_string(json_object_get(snapshot, "item"), "title");
	json_t *links, *issue = json_object_get(snapshot, "issue");

	if (!title)
		title = record_string(snapshot, "title");
	if (!record_string(json_object_get(snapshot, "office"), "mailbox"))
		return;
	links = json_object();
	for (size_t v = 0; v < G_N_ELEMENTS(verbs); v++)
		links_put(links, snapshot, title, verbs[v].name, verbs[v].words);
	json_object_set_new(snapshot, "links", links);
	links_add_lines(snapshot, json_object_get(snapshot, "lines"), "n", title);
	links_add_lines(snapshot, json_object_get(issue, "lines"), "position", title);
}
