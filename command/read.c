/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * read — what the reader understands of a letter, without taking it in
 */
#include "command/subcommands.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/input.h"
#include "command/signed.h"
#include "pipeline/reading/complete.h"

#define READ_FILES 10000

static void
read_say_line(const char *name, const char *value)
{
	if (value && *value)
		command_say("%s: %s\n", name, value);
}

static void
read_say_lists(const json_t *reading)
{
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(reading, "topics"), i, one)
		command_say(_("topic: %s, score %d\n"), record_string(one, "topic"),
			    (int)record_integer(one, "score"));
	json_array_foreach (json_object_get(reading, "marks"), i, one)
		command_say(_("mark: %s in %s, tier %d\n"), record_string(one, "mark"),
			    record_string(one, "where"), (int)record_integer(one, "tier"));
	json_array_foreach (json_object_get(reading, "attachments"), i, one)
		command_say(_("attachment: %s, %d bytes, %s %s\n"), record_string(one, "name"),
			    (int)record_integer(one, "bytes"),
			    record_string(one, "text") ? record_string(one, "text") : "",
			    record_string(one, "why") ? record_string(one, "why") : "");
	json_array_foreach (json_object_get(reading, "charset"), i, one)
		command_say(_("charset: %s declared %s, used %s: %s\n"),
			    record_string(one, "where"),
			    record_string(one, "declared") ? record_string(one, "declared") : "-",
			    record_string(one, "used") ? record_string(one, "used") : "-",
			    record_string(one, "why") ? record_string(one, "why") : "");
	json_array_foreach (json_object_get(reading, "commands"), i, one) {
		g_autofree char *text = record_text(one);

		read_say_line(_("command"), text);
	}
}

static void
read_say_signature(const json_t *signature)
{
	g_autofree char *text = signature_said(signature);

	read_say_line(_("signature"), text);
}

static void
read_say(const json_t *reading)
{
	read_say_line(_("kind of letter"), record_string(reading, "kind"));
	read_say_line(_("automatic"), record_string(reading, "automatic"));
	read_say_line(_("from"), record_string(reading, "from"));
	read_say_line(_("display name"), record_string(reading, "from_name"));
	if (!record_bool(reading, "sender_clean"))
		read_say_line(_("sender"), _("not clean: it could be read in two ways"));
	read_say_line(_("evidence"), record_string(reading, "evidence"));
	read_say_line(_("evidence: why"), record_string(reading, "evidence_why"));
	read_say_line(_("title"), record_string(reading, "title"));
	read_say_line(_("unit"), record_string(reading, "unit"));
	read_say_line(_("author"), record_string(reading, "author"));
	read_say_line(_("reviewer"), record_string(reading, "reviewer"));
	read_say_line(_("phone"), record_string(reading, "phone"));
	read_say_line(_("event time"), record_string(reading, "event_time"));
	read_say_line(_("limit"), record_string(reading, "limit"));
	if (record_bool(reading, "ambiguous"))
		read_say_line(_("ambiguous"), _("it has two faces: programs disagree about it"));
	read_say_signature(record_member(reading, "signature"));
	read_say_lists(reading);
	read_say_line(_("not understood"), record_string(reading, "not_understood"));
	command_say("\n%s\n",
		    record_string(reading, "new_text") ? record_string(reading, "new_text") : "");
}

/* One line of JSON a file; in words the name stands above each of several. */
static bool
read_files(const CommandLine *line, char **files, bool json, GError **error)
{
	g_autoptr(Office) office = NULL;
	g_autoptr(Pool) pool = input_pool(line, &office, error);

	for (size_t i = 0; pool && files[i]; i++) {
		g_autoptr(json_t) reading =
			input_read_with(pool, office, files[i], clock_now_us(), error);
		g_autoptr(json_t) public = reading ? reading_public(reading) : NULL;

		if (!public)
			return false;
		if (!json && files[1])
			command_say("==> %s <==\n", files[i]);
		if (json)
			command_print_json(public);
		else
			read_say(public);
	}
	return pool != NULL;
}

int
read_command(const CommandLine *line, GError **error)
{
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object per line"), NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, READ_FILES, error) || !read_files(line, args, json, error))
		return -1;
	return 0;
}
