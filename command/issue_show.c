/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * issue_show — one issue in a format, one line of it with all it came from
 *
 * Promise: what is shown of a sealed issue is what its hash covers.
 */
#include "command/issue_show.h"

#include <stdio.h>
#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/record.h"
#include "pipeline/desk/snapshot.h"
#include "publish/pages.h"

#define ISSUE_FROZEN_BYTES ((size_t)64 << 20)

bool
issue_show_format(const IssueWanted *wanted, GError **error)
{
	static const char *const known[] = { "text", "html", "json", "eml", NULL };
	static const char *const later[] = { "docx", "pdf", NULL };

	if (!wanted->format || g_strv_contains(known, wanted->format))
		return true;
	if (g_strv_contains(later, wanted->format))
		return errors_set(error, ERRORS_USAGE, _("the format %s is not available yet"),
				  wanted->format);
	return errors_set(error, ERRORS_USAGE, _("there is no format “%s”"), wanted->format);
}

static json_t *
issue_frozen(const CommandRoom *room, const json_t *row, GError **error)
{
	autofd fd = store_open_place(room->store, record_string(row, "place"), error);
	size_t n;
	g_autofree char *bytes = fd < 0 ? NULL : files_read_fd(fd, ISSUE_FROZEN_BYTES, &n, error);
	g_autofree char *hash = bytes ? hash_hex(bytes, n) : NULL;
	json_t *issue;

	if (!bytes)
		return NULL;
	issue = json_loadb(bytes, n, 0, NULL);
	if (issue && strcmp(hash, record_string(row, "sha256")) == 0)
		return issue;
	json_decref(issue);
	errors_set(error, ERRORS_STORE, _("the frozen bytes of this issue were changed: %s"),
		   record_string(row, "place"));
	return NULL;
}

static json_t *
issue_content(const CommandRoom *room, const json_t *row, GError **error)
{
	if (record_string(row, "place"))
		return issue_frozen(room, row, error);
	return snapshot_issue(room->store, room->office, record_integer(row, "id"), SNAPSHOT_MAIL,
			      error);
}

static bool
issue_show_page(const CommandRoom *room, const json_t *content, bool html, GError **error)
{
	g_autoptr(json_t) snapshot =
		json_pack("{s:o, s:O, s:{}}", "office", snapshot_office(room->office), "issue",
			  content, "to");
	g_auto(Page) page = { 0 };

	if (!pages_render("issue", snapshot, &page, error))
		return false;
	if (html)
		fputs(page.html ? page.html : "", stdout);
	else
		command_say("%s\n", page.text);
	if (!html && record_string(content, "recorded_by"))
		command_say(_("signed by %s, recorded by %s\n"),
			    record_string(content, "signed_by"),
			    record_string(content, "recorded_by"));
	if (!html && record_string(content, "signed_for"))
		command_say(_("signed by %s, standing in for %s\n"),
			    record_string(content, "signed_by"),
			    record_string(content, "signed_for"));
	return true;
}

/* CONTRACT's object; its lines with title and text as printed. */
static bool
issue_show_json(const CommandRoom *room, const json_t *row, const json_t *content, GError **error)
{
	g_autoptr(json_t) issue = snapshot_issue(room->store, room->office,
						 record_integer(row, "id"), SNAPSHOT_LIST, error);

	if (!issue)
		return false;
	json_object_set(issue, "lines", json_object_get(content, "lines"));
	record_set_string(issue, "signed_by", record_string(content, "signed_by"));
	record_set_string(issue, "recorded_by", record_string(content, "recorded_by"));
	record_set_string(issue, "signed_for", record_string(content, "signed_for"));
	command_print_json(issue);
	return true;
}

static bool
issue_show_eml(const CommandRoom *room, const json_t *row, GError **error)
{
	g_autoptr(json_t) dispatch = NULL;

	if (!db_row(store_db(room->store), error, &dispatch, "dispatch_of_issue", "i",
		    record_integer(row, "id")))
		return false;
	if (!dispatch)
		return errors_set(error, ERRORS_REFUSED, _("no mail of this issue was made yet"));
	return command_print_place(room->store, record_string(dispatch, "place"), error);
}

bool
issue_show(const CommandRoom *room, const IssueWanted *wanted, const json_t *row, GError **error)
{
	g_autoptr(json_t) content = NULL;

	if (g_strcmp0(wanted->format, "eml") == 0)
		return issue_show_eml(room, row, error);
	content = issue_content(room, row, error);
	if (!content)
		return false;
	if (wanted->json)
		return issue_show_json(room, row, content, error);
	return issue_show_page(room, content, g_strcmp0(wanted->format, "html") == 0, error);
}

static void
issue_say_trace(const json_t *item)
{
	size_t i;
	json_t *one;

	command_say(_("item %d, revision %d: %s\n"), (int)record_integer(item, "item"),
		    (int)record_integer(item, "revision"),
		    record_string(item, "title") ? record_string(item, "title") : "");
	json_array_foreach (json_object_get(item, "letters"), i, one)
		command_say(_("  letter %d  %s  %s  %s  sha256 %s\n"),
			    (int)record_integer(one, "letter"), record_string(one, "role"),
			    record_string(one, "received"), record_string(one, "source"),
			    record_string(one, "sha256"));
	json_array_foreach (json_object_get(item, "history"), i, one)
		command_say("  %s  %s  %s  %s → %s  %s  %s\n", record_string(one, "at"),
			    record_string(one, "who"), record_string(one, "did"),
			    record_string(one, "from"), record_string(one, "to"),
			    record_string(one, "evidence") ? record_string(one, "evidence") : "-",
			    record_string(one, "why") ? record_string(one, "why") : "");
	json_array_foreach (json_object_get(item, "adoptions"), i, one)
		command_say("  %s  %s  %s  %s\n", record_string(one, "at"),
			    record_string(one, "superior"), record_string(one, "kind"),
			    record_string(one, "reference"));
}

static bool
issue_trace_item(const CommandRoom *room, const IssueWanted *wanted, int64_t number, GError **error)
{
	g_autoptr(json_t) item =
		snapshot_item(room->store, room->office, number, SNAPSHOT_SHOW, error);

	if (!item)
		return false;
	if (wanted->json)
		command_print_json(item);
	else
		issue_say_trace(item);
	return true;
}

bool
issue_show_trace(const CommandRoom *room, const IssueWanted *wanted, const json_t *row,
		 int64_t position, GError **error)
{
	g_autoptr(json_t) lines =
		db_rows(store_db(room->store), error, "line_list", "i", record_integer(row, "id"));
	g_autoptr(json_t) merged = NULL;
	int64_t item = 0;
	size_t i;
	json_t *line;

	if (!lines)
		return false;
	json_array_foreach (lines, i, line)
		if (record_integer(line, "position") == position)
			item = record_integer(line, "item");
	if (!item)
		return errors_set(error, ERRORS_REFUSED, _("this issue has no line %d"),
				  (int)position);
	if (!issue_trace_item(room, wanted, item, error))
		return false;
	merged = db_rows(store_db(room->store), error, "item_merged_into", "i", item);
	json_array_foreach (merged, i, line)
		if (!issue_trace_item(room, wanted, record_integer(line, "id"), error))
			return false;
	return merged != NULL;
}
