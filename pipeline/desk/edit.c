/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * edit — an editor's change of a title or text: a new revision
 */
#include "pipeline/desk/edit.h"

#include "base/errors.h"
#include "base/i18n.h"

#include <string.h>

static char *
edit_refuse(GError **error, const char *why)
{
	errors_set(error, ERRORS_REFUSED, "%s", why);
	return NULL;
}

/* “甲”改为“乙”: the words must stand there, and once: which one is meant is no guess. */
static char *
edit_replace(const char *text, const Command *command, GError **error)
{
	const char *at = command->from && *command->from ? strstr(text, command->from) : NULL;

	if (!at)
		return edit_refuse(error, _("the words to be changed do not stand in the text"));
	if (strstr(at + 1, command->from))
		return edit_refuse(error, _("the words to be changed stand there more than once: "
					    "give more of the sentence"));
	return g_strdup_printf("%.*s%s%s", (int)(at - text), text, command->to ? command->to : "",
			       at + strlen(command->from));
}

/* 删第N段: paragraphs are lines that are not empty. */
static char *
edit_delete(const char *text, int paragraph, GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(GString) left = g_string_new(NULL);
	int n = 0;

	for (char **line = lines; *line; line++) {
		g_autofree char *shown = g_strstrip(g_strdup(*line));
		bool empty = *shown == '\0';

		if (!empty && ++n == paragraph)
			continue;
		g_string_append_printf(left, "%s%s", left->len ? "\n" : "", *line);
	}
	if (n < paragraph)
		return edit_refuse(error, _("the text has no such paragraph"));
	return g_string_free(g_steal_pointer(&left), FALSE);
}

static char *
edit_text(const char *text, const Command *command, GError **error)
{
	if (!command->rest)
		return edit_refuse(error,
				   _("there is no new text: change it between the two lines of the "
				     "mail, or attach a document"));
	if (g_utf8_strlen(command->rest, -1) * 2 < g_utf8_strlen(text, -1))
		return edit_refuse(error,
				   _("more than half of the text is missing: it may have been "
				     "cut off on the way; nothing was changed"));
	return g_strdup(command->rest);
}

bool
edit_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command, GString *did,
	  GError **error)
{
	const char *title = record_string(item, "title");
	g_autofree char *text = g_strdup(record_string(item, "text"));
	const char *old = record_string(item, "text");

	if (command->edit == COMMAND_EDIT_TITLE) {
		title = command->rest;
		g_string_append_printf(did, "改题：%s", title ? title : "");
	} else {
		g_free(text);
		text = command->edit == COMMAND_EDIT_REPLACE ? edit_replace(old, command, error)
		       : command->edit == COMMAND_EDIT_DELETE
			       ? edit_delete(old, command->paragraph, error)
			       : edit_text(old, command, error);
		g_string_append(did, "修改正文");
		if (command->title && strcmp(command->title, title) != 0) {
			title = command->title;
			g_string_append_printf(did, "，改题：%s", title);
		}
	}
	if (!text)
		return false;
	if (!title || !*title)
		return errors_set(error, ERRORS_REFUSED, _("the new title is empty"));
	return desk_event(desk, "item.revised",
			  json_pack("{s:O, s:I, s:s, s:s, s:s}", "item",
				    json_object_get(item, "id"), "revision",
				    (json_int_t)record_integer(item, "revision") + 1, "title",
				    title, "text", text, "who", actor->address),
			  actor->letter, NULL, error);
}
