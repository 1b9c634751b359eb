/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * show — one item, as a person wants to see it
 *
 * Promise: an item held for a secrecy mark of tier 1 shows no word of the
 * letter, but by --raw, which is the operator's.
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/errors.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/signed.h"
#include "command/table.h"
#include "pipeline/desk/snapshot.h"

typedef struct {
	gboolean json, text, raw;
} Options;

static void
show_line(const char *name, const char *value)
{
	size_t width = table_width(name);

	if (value && *value)
		command_say("%s%*s%s\n", name, (int)(width < 14 ? 14 - width : 1), "", value);
}

static char *
show_joined(const json_t *list, const char *member)
{
	g_autoptr(GString) text = g_string_new(NULL);
	size_t i;
	json_t *one;

	json_array_foreach ((json_t *)list, i, one)
		g_string_append_printf(text, "%s%s", i ? "、" : "",
				       member ? record_string(one, member)
					      : json_string_value(one));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
show_shares(const json_t *item)
{
	const json_t *shares = record_member(item, "shares");
	size_t i;
	json_t *share;

	if (json_array_size(shares) < 2)
		return;
	json_array_foreach ((json_t *)shares, i, share) {
		g_autofree char *text = g_strdup_printf(
			"%s %s %.2f%%", record_string(share, "unit"),
			record_string(share, "person") ? record_string(share, "person") : "",
			(double)record_integer(share, "hundredths") / 100);

		show_line(i ? " " : _("shares"), text);
	}
}

/* A report that the operator took down. Yours. */
static char *
show_told(const json_t *told)
{
	const char *by = record_string(told, "by");

	if (!told)
		return NULL;
	return g_strdup_printf(g_strcmp0(by, "paper") == 0
				       ? _("on paper, taken down by the operator, %s")
				       : _("by telephone, taken down by the operator, %s"),
			       record_string(told, "at"));
}

/* #1 关于石桥村山洪的初报 (政务信息 2026/1)  续报. Yours. */
static char *
show_chain(const json_t *chain)
{
	g_autofree char *issues = show_joined(record_member(chain, "issues"), NULL);

	if (!chain)
		return NULL;
	return g_strdup_printf("#%d %s%s%s%s  %s", (int)record_integer(chain, "item"),
			       record_string(chain, "title"), *issues ? " (" : "", issues,
			       *issues ? ")" : "", record_string(chain, "step"));
}

static void
show_head(const json_t *item)
{
	const json_t *sender = record_member(item, "sender");
	g_autofree char *topics = show_joined(record_member(item, "topics"), "topic");
	g_autofree char *marks = show_joined(record_member(item, "marks"), "mark");
	g_autofree char *missing = show_joined(record_member(item, "missing"), NULL);
	g_autofree char *issues = show_joined(record_member(item, "issues"), NULL);
	g_autofree char *state =
		g_strjoin(" ", record_string(item, "state"),
			  record_string(item, "reason") ? record_string(item, "reason") : "", NULL);
	g_autofree char *from =
		g_strdup_printf("%s <%s> %s%s%s",
				record_string(sender, "name") ? record_string(sender, "name") : "",
				record_string(sender, "address"), record_string(sender, "evidence"),
				record_string(sender, "flag") ? " " : "",
				record_string(sender, "flag") ? record_string(sender, "flag") : "");
	g_autofree char *told = show_told(record_member(item, "told"));
	g_autofree char *chain = show_chain(record_member(item, "chain"));
	g_autofree char *signed_ = signature_said(record_member(item, "signature"));
	g_autofree char *number = g_strdup_printf("#%d  r%d", (int)record_integer(item, "item"),
						  (int)record_integer(item, "revision"));

	show_line(_("item"), number);
	show_line(_("title"), record_string(item, "title"));
	show_line(_("state"), state);
	show_line(_("step"), record_string(item, "step"));
	show_line(_("from"), from);
	show_line(_("signature"), signed_);
	show_line(_("told"), told);
	show_line(_("unit"), record_string(item, "unit"));
	show_line(_("section"), record_string(item, "section"));
	show_line(_("author"), record_string(item, "author"));
	show_line(_("reviewer"), record_string(item, "reviewer"));
	show_line(_("phone"), record_string(item, "phone"));
	show_shares(item);
	show_line(_("goes on with"), chain);
	show_line(_("kind"), record_string(item, "kind"));
	show_line(_("urgent"), record_bool(item, "urgent") ? _("yes") : NULL);
	show_line(_("topics"), topics);
	show_line(_("marks"), marks);
	show_line(_("missing"), missing);
	show_line(_("editor"), record_string(item, "editor"));
	show_line(_("due"), record_string(item, "due"));
	show_line(_("issues"), issues);
}

/* The letter brought, or may have brought, other reports too. */
static void
show_several(const json_t *several)
{
	size_t i;
	json_t *one;

	if (record_bool(several, "together"))
		command_say(record_bool(several, "sure")
				    ? _("its letter holds %d reports; it was held whole\n")
				    : _("its letter may hold %d reports; it is one item\n"),
			    (int)record_integer(several, "n"));
	json_array_foreach (json_object_get(several, "titles"), i, one)
		command_say("  %s\n", json_string_value(one));
	json_array_foreach (json_object_get(several, "others"), i, one)
		command_say(_("in the same letter  item %d  %s\n"),
			    (int)record_integer(one, "item"), record_string(one, "title"));
}

static void
show_lists(const json_t *item)
{
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(item, "letters"), i, one)
		command_say(_("letter %d  %s  %s  %s  %d bytes\n"),
			    (int)record_integer(one, "letter"), record_string(one, "role"),
			    record_string(one, "received"), record_string(one, "source"),
			    (int)record_integer(one, "bytes"));
	json_array_foreach (json_object_get(item, "attachments"), i, one)
		command_say(_("attachment  %s%s%s  %d bytes  %s %s\n"), record_string(one, "name"),
			    record_string(one, "member") ? ": " : "",
			    record_string(one, "member") ? record_string(one, "member") : "",
			    (int)record_integer(one, "bytes"),
			    record_bool(one, "sign_page") ? _("sign-off page?")
			    : record_string(one, "text")  ? record_string(one, "text")
							  : "",
			    record_string(one, "why") ? record_string(one, "why") : "");
	json_array_foreach (json_object_get(item, "charset"), i, one)
		command_say(_("charset: %s declared %s, used %s: %s\n"),
			    record_string(one, "where"),
			    record_string(one, "declared") ? record_string(one, "declared") : "-",
			    record_string(one, "used"), record_string(one, "why"));
	show_several(record_member(item, "several"));
	json_array_foreach (json_object_get(item, "similar"), i, one)
		command_say(_("similar to item %d (%s, %.0f%%)\n"),
			    (int)record_integer(one, "item"), record_string(one, "relation"),
			    json_number_value(json_object_get(one, "containment")) * 100);
	json_array_foreach (json_object_get(item, "adoptions"), i, one)
		command_say("%s  %s  %s  %s\n", record_string(one, "at"),
			    record_string(one, "superior"), record_string(one, "kind"),
			    record_string(one, "reference"));
	json_array_foreach (json_object_get(item, "history"), i, one)
		command_say("%s  %s  %s  %s → %s%s%s\n", record_string(one, "at"),
			    record_string(one, "who"), record_string(one, "did"),
			    record_string(one, "from"), record_string(one, "to"),
			    record_string(one, "why") ? "  " : "",
			    record_string(one, "why") ? record_string(one, "why") : "");
}

static bool
show_text(const json_t *item, GError **error)
{
	const char *title = record_string(item, "title"), *text = record_string(item, "text");

	if (!title && !text)
		return errors_set(error, ERRORS_REFUSED,
				  _("the item is held for a secrecy mark: no word of it is shown; "
				    "--raw gives the letter itself"));
	command_say("%s\n\n%s\n", title ? title : "", text ? text : "");
	return true;
}

static bool
show_raw(const CommandRoom *room, int64_t number, GError **error)
{
	g_autoptr(json_t) rows = db_rows(store_db(room->store), error, "source_list", "i", number);

	if (!rows)
		return false;
	if (json_array_size(rows) == 0)
		return errors_set(error, ERRORS_REFUSED, _("there is no item %d"), (int)number);
	return command_print_place(room->store, record_string(json_array_get(rows, 0), "place"),
				   error);
}

static bool
show_print(const CommandLine *line, const Options *options, const char *word, GError **error)
{
	g_auto(CommandRoom) room = { 0 };
	g_autoptr(json_t) item = NULL;
	int64_t number;

	if (!command_number(word, &number, error) || !command_open(line, &room, error))
		return false;
	if (options->raw)
		return show_raw(&room, number, error);
	item = snapshot_item(room.store, room.office, number, SNAPSHOT_SHOW, error);
	if (!item)
		return false;
	if (options->json) {
		command_print_json(item);
		return true;
	}
	if (options->text)
		return show_text(item, error);
	show_head(item);
	show_lists(item);
	if (record_string(item, "text"))
		command_say("\n%s\n", record_string(item, "text"));
	return true;
}

int
show_command(const CommandLine *line, GError **error)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("one JSON object"), NULL },
		{ "text", 0, 0, G_OPTION_ARG_NONE, &options.text, N_("title and text alone"),
		  NULL },
		{ "raw", 0, 0, G_OPTION_ARG_NONE, &options.raw, N_("the exact bytes of its letter"),
		  NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 1, error) || !show_print(line, &options, args[0], error))
		return -1;
	return 0;
}
