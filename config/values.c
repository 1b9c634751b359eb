/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * values — what stands behind the `=`: words, numbers, lists, addresses, urls
 *
 * Promise: no message repeats a password.
 * Not here: times and durations (config/values_time.c).
 */
#include "config/values.h"

#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/text/address.h"

bool
values_number(const Line *line, int from, int until, int *ret_number, GPtrArray *problems)
{
	char *end = NULL;
	gint64 number = g_ascii_strtoll(line->value, &end, 10);

	if (!g_ascii_isdigit(*line->value) || *end || number < from || number > until) {
		lines_problem_value(problems, line, _("“%s” must be a number from %d to %d"),
				    line->key, from, until);
		return false;
	}
	*ret_number = (int)number;
	return true;
}

bool
values_choice(const Line *line, const char *const *words, int *ret_index, GPtrArray *problems)
{
	g_autofree char *all = NULL, *hint = NULL;

	for (int i = 0; words[i]; i++)
		if (strcmp(words[i], line->value) == 0) {
			*ret_index = i;
			return true;
		}
	all = g_strjoinv(", ", (char **)words);
	hint = lines_suggestion(line->value, words);
	lines_problem_value(problems, line, _("“%s” must be one of: %s%s"), line->key, all, hint);
	return false;
}

bool
values_name(const Line *line, char **ret_name, GPtrArray *problems)
{
	if (!*line->value || strlen(line->value) > VALUES_MAX_NAME) {
		lines_problem_value(problems, line,
				    *line->value ? _("“%s” is too long") : _("“%s” needs a value"),
				    line->key);
		return false;
	}
	g_free(*ret_name);
	*ret_name = g_strdup(line->value);
	return true;
}

bool
values_list(const Line *line, bool blanks, char ***ret_words, GPtrArray *problems)
{
	g_autoptr(GPtrArray) words = lines_words(line, blanks);
	g_autoptr(GStrvBuilder) list = g_strv_builder_new();
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	guint n_problems = problems->len;

	if (words->len == 0 || words->len > VALUES_MAX_LIST) {
		lines_problem_value(problems, line,
				    words->len ? _("“%s” names too many") : _("“%s” needs a value"),
				    line->key);
		return false;
	}
	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];

		if (!*word->text)
			lines_problem(problems, line->file, line->line, word->column,
				      _("an element of the list is missing here"));
		else if (!g_hash_table_add(seen, word->text))
			lines_problem(problems, line->file, line->line, word->column,
				      _("“%s” stands twice in the list"), word->text);
		g_strv_builder_add(list, word->text);
	}
	if (problems->len > n_problems)
		return false;
	g_strfreev(*ret_words);
	*ret_words = g_strv_builder_end(list);
	return true;
}

bool
values_host(const char *text)
{
	size_t n_bytes = strlen(text), n_label = 0;

	if (n_bytes == 0 || n_bytes > 253)
		return false;
	for (size_t i = 0; i < n_bytes; i++) {
		if (text[i] == '.') {
			if (n_label == 0 || text[i - 1] == '-')
				return false;
			n_label = 0;
			continue;
		}
		if (!g_ascii_isalnum(text[i]) && (text[i] != '-' || n_label == 0))
			return false;
		if (++n_label > 63)
			return false;
	}
	return n_label > 0 && text[n_bytes - 1] != '-';
}

bool
values_address(const char *text, char **ret_address)
{
	char *address = address_valid(text) ? address_normal(text) : NULL;

	if (!address)
		return false;
	g_free(*ret_address);
	*ret_address = address;
	return true;
}

bool
values_addresses(const Line *line, char ***ret_addresses, GPtrArray *problems)
{
	g_autoptr(GPtrArray) words = lines_words(line, true);
	g_auto(GStrv) list = NULL;
	guint n_problems = problems->len;

	if (!values_list(line, true, &list, problems))
		return false;
	for (guint i = 0; list[i]; i++) {
		const LinesWord *word = words->pdata[i];

		if (!values_address(word->text, &list[i]))
			lines_problem(problems, line->file, line->line, word->column,
				      _("“%s” is no mail address"), word->text);
	}
	if (problems->len > n_problems)
		return false;
	g_strfreev(*ret_addresses);
	*ret_addresses = g_steal_pointer(&list);
	return true;
}

/* HOST[:PORT][/FOLDER] behind `://`. */
static bool
values_server(const Line *line, const char *rest, GPtrArray *problems)
{
	size_t n_host = strcspn(rest, ":/");
	g_autofree char *host = g_strndup(rest, n_host);
	int column = line->value_column + (int)g_utf8_strlen(line->value, rest - line->value);
	const char *port = rest[n_host] == ':' ? rest + n_host + 1 : NULL;
	char *end = NULL;

	if (strchr(rest, '@')) {
		lines_problem(problems, line->file, line->line, column,
			      _("no user or password in an url; use “user = …” and "
				"“password = file:PATH”"));
		return false;
	}
	if (!values_host(host)) {
		lines_problem(problems, line->file, line->line, column, _("“%s” is no host name"),
			      host);
		return false;
	}
	if (port) {
		guint64 number = g_ascii_isdigit(*port) ? g_ascii_strtoull(port, &end, 10) : 0;

		if (number < 1 || number > 65535 || (*end && *end != '/')) {
			lines_problem(problems, line->file, line->line, column + (int)n_host + 1,
				      _("the port must be a number from 1 to 65535"));
			return false;
		}
	}
	return true;
}

bool
values_url(const Line *line, const char *const *kinds, int *ret_kind, GPtrArray *problems)
{
	g_autofree char *all = NULL;

	for (int i = 0; kinds[i]; i++) {
		const char *rest = line->value + strlen(kinds[i]);

		if (!g_str_has_prefix(line->value, kinds[i]))
			continue;
		if (g_str_has_suffix(kinds[i], "://")) {
			if (!values_server(line, rest, problems))
				return false;
		} else if (!*rest || g_str_has_prefix(rest, "//")) {
			lines_problem_value(problems, line, _("write a path behind “%s”"),
					    kinds[i]);
			return false;
		}
		*ret_kind = i;
		return true;
	}
	all = g_strjoinv("…, ", (char **)kinds);
	lines_problem_value(problems, line, _("“%s” must begin with one of: %s…"), line->key, all);
	return false;
}

bool
values_password(const Line *line, const char *directory, char **ret_password, GPtrArray *problems,
		GPtrArray *notes)
{
	const char *name = line->value + strlen("file:");
	g_autofree char *path = NULL;
	struct stat st;

	if (!g_str_has_prefix(line->value, "file:") || !*name) {
		lines_problem_value(problems, line,
				    _("a password does not stand here; write it into a file that "
				      "only the service can read: password = file:secrets/NAME"));
		return false;
	}
	path = g_canonicalize_filename(name, directory);
	if (stat(path, &st) < 0) {
		lines_problem_value(notes, line, _("the password file %s cannot be opened"), name);
	} else if (!S_ISREG(st.st_mode)) {
		lines_problem_value(problems, line, _("%s is no file"), name);
		return false;
	} else if (st.st_mode & 0077) {
		lines_problem_value(problems, line,
				    _("others on this machine can read %s; run: chmod 600 %s"),
				    name, name);
		return false;
	}
	g_free(*ret_password);
	*ret_password = g_strdup(line->value);
	return true;
}
