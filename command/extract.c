/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * extract — a document's text, by the same jailed worker as in the service
 */
#include "command/subcommands.h"

#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/i18n.h"
#include "base/record.h"
#include "command/input.h"
#include "pipeline/reading/complete.h"

/* One on which the worker gave up is no reason to say less of it than of any other; in a letter it
 * is noted in the same words. */
static json_t *
extract_failed(const char *why)
{
	json_t *result = json_pack("{s:s, s:i, s:s}", "text", "failed", "chars", 0, "content", "");

	record_set_string(result, "why", why);
	return result;
}

static json_t *
extract_result(const CommandLine *line, const char *file, GError **error)
{
	g_autoptr(Office) office = NULL;
	g_autoptr(Pool) pool = NULL;
	g_autofree char *name = g_path_get_basename(file);
	g_autoptr(json_t) attachment = json_object();
	g_autoptr(GError) failed = NULL;
	json_t *result;
	autofd fd = input_open(file, error);

	if (fd < 0 || !(pool = input_pool(line, &office, error)))
		return NULL;
	record_set_string(attachment, "name", strcmp(file, "-") == 0 ? "" : name);
	result = complete_extract(pool, fd, attachment, &failed);
	if (!result && g_error_matches(failed, ERRORS, ERRORS_MAIL))
		return extract_failed(failed->message);
	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	return result;
}

/* The words of CONTRACT for attachments, and the text. */
static void
extract_print_json(const json_t *result)
{
	static const char *const names[] = { "text", "why", "type", "chars", "content", NULL };
	g_autoptr(json_t) line = json_object();

	for (size_t i = 0; names[i]; i++) {
		json_t *value = json_object_get(result, names[i]);

		json_object_set_new(line, names[i], value ? json_incref(value) : json_null());
	}
	command_print_json(line);
}

int
extract_command(const CommandLine *line, GError **error)
{
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("one JSON object"), NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(GStrv) args = NULL;
	g_autoptr(json_t) result = NULL;
	const char *word, *why;
	bool help;

	if (!command_options(line, entries, &args, &help, error))
		return -1;
	if (help)
		return 0;
	if (!command_count(args, 1, 1, error) || !(result = extract_result(line, args[0], error)))
		return -1;
	word = record_string(result, "text");
	why = record_string(result, "why");
	if (json)
		extract_print_json(result);
	else if (record_string(result, "content"))
		command_say("%s\n", record_string(result, "content"));
	if (g_strcmp0(word, "read") == 0)
		return 0;
	if (json)
		return 1;
	errors_set(error, ERRORS_REFUSED, "%s: %s%s%s", args[0], word, why ? ": " : "",
		   why ? why : "");
	return -1;
}
