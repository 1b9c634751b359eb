/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_labels — the words behind 主题 and 类型: names that the office's rules define
 *
 * A name is found however it is written: traditional, full-width, letterspaced, in quotation
 * marks. Several topics stand apart by 、 / or a blank, or by 和 where no topic has that in
 * its name. A word that is none is never taken for the nearest: those are named to the writer.
 *
 * Promise: what is given are names of the context, each once, in the writer's order.
 * Not here: which topics and kinds there are (pipeline/reading/pool), topics' groups (correct).
 */
#include "mail/command_labels.h"

#include "base/i18n.h"
#include "base/text/fold.h"

#include <string.h>

#define LABELS_SHOWN 40 /* characters of a word that is none */
#define LABELS_ALIKE 40 /* percent of the characters of word and name that both have */

typedef struct {
	const char *name;
	int likeness;
} Near;

/* One form for all spellings of a name. Yours. */
static char *
labels_key(const char *text)
{
	g_autofree char *folded = fold_word(text);
	g_autoptr(GString) kept = g_string_new(NULL);

	for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(kept, g_unichar_tolower(g_utf8_get_char(p)));
	return g_string_free(g_steal_pointer(&kept), FALSE);
}

static const char *
labels_known(const char *const *names, const char *word)
{
	g_autofree char *wanted = labels_key(word);

	for (; *wanted != '\0' && *names != NULL; names++) {
		g_autofree char *key = labels_key(*names);

		if (strcmp(key, wanted) == 0)
			return *names;
	}
	return NULL;
}

/* ---- what is near ---- */

static int
labels_likeness(const char *name, const char *word)
{
	int common = 0, length = (int)g_utf8_strlen(word, -1);

	if (length == 0)
		return 0;
	if (g_str_has_prefix(name, word) || g_str_has_prefix(word, name))
		return 300;
	if (strstr(name, word) != NULL || strstr(word, name) != NULL)
		return 200;
	for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p))
		common += g_utf8_strchr(name, -1, g_utf8_get_char(p)) != NULL;
	return 200 * common / (length + (int)g_utf8_strlen(name, -1));
}

static gint
labels_nearer(gconstpointer a, gconstpointer b)
{
	return ((const Near *)b)->likeness - ((const Near *)a)->likeness;
}

/* The names nearest to a word, the nearest first, joined by 、; NULL: none is. Yours. */
static char *
labels_near(const char *const *names, const char *word)
{
	g_autofree char *wanted = labels_key(word);
	g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(Near));
	g_autoptr(GString) joined = g_string_new(NULL);

	for (; *names != NULL; names++) {
		g_autofree char *key = labels_key(*names);
		Near one = { *names, labels_likeness(key, wanted) };

		if (one.likeness >= LABELS_ALIKE)
			g_array_append_val(near, one);
	}
	g_array_sort(near, labels_nearer); /* stable: by file among equals */
	for (guint i = 0; i < MIN(near->len, COMMAND_LABELS_NEAR); i++)
		g_string_append_printf(joined, "%s%s", i > 0 ? "、" : "",
				       g_array_index(near, Near, i).name);
	return near->len > 0 ? g_string_free(g_steal_pointer(&joined), FALSE) : NULL;
}

static char *
labels_why(const char *const *names, const char *word, bool topic)
{
	g_autofree char *near = labels_near(names, word);
	g_autofree char *shown =
		g_utf8_substring(word, 0, MIN(g_utf8_strlen(word, -1), LABELS_SHOWN));

	if (topic)
		return near != NULL
			       ? g_strdup_printf(_("no rule knows the topic “%s”. Near are: %s. "
						   "All of them: answer 查 主题, or "
						   "chengbao rules list"),
						 shown, near)
			       : g_strdup_printf(_("no rule knows the topic “%s”. All there are: "
						   "answer 查 主题, or chengbao rules list"),
						 shown);
	return near != NULL ? g_strdup_printf(_("no rule knows the kind “%s”. Near are: %s. "
						"All of them: answer 查 类型, or "
						"chengbao rules list"),
					      shown, near)
			    : g_strdup_printf(_("no rule knows the kind “%s”. All there are: "
						"answer 查 类型, or chengbao rules list"),
					      shown);
}

/* ---- the words ---- */

static void
labels_add(GPtrArray *found, const char *name)
{
	if (!g_ptr_array_find_with_equal_func(found, name, g_str_equal, NULL))
		g_ptr_array_add(found, g_strdup(name));
}

/* 三农和民生; of 粮食和农业生产 nothing is cut. */
static bool
labels_both(const char *const *names, const char *word, GPtrArray *found)
{
	static const char *const ands[] = { "和", "及", "与", "兼" };

	for (size_t i = 0; i < G_N_ELEMENTS(ands); i++)
		for (const char *at = strstr(word, ands[i]); at != NULL;
		     at = strstr(at + 1, ands[i])) {
			g_autofree char *before = g_strndup(word, (size_t)(at - word));
			const char *first = labels_known(names, before);
			const char *second = labels_known(names, at + strlen(ands[i]));

			if (first == NULL || second == NULL)
				continue;
			labels_add(found, first);
			labels_add(found, second);
			return true;
		}
	return false;
}

/* Apart at 、 / and blanks. Yours. */
static GStrv
labels_words(const char *rest)
{
	static const char *const apart[] = { "、", "　", "/", "／", "+", "＋", "&", "\t", "\n" };
	g_autoptr(GString) words = g_string_new(rest);

	for (size_t i = 0; i < G_N_ELEMENTS(apart); i++)
		g_string_replace(words, apart[i], " ", 0);
	return g_strsplit(words->str, " ", -1);
}

size_t
command_labels_begin(const CommandView *view, const CommandEntry *entry, size_t at, size_t end)
{
	bool label = entry->verb == COMMAND_TOPIC || entry->verb == COMMAND_KIND;
	size_t start = command_view_skip(view, at, end);

	return label && start < end && view->c[start] == '=' ? start + 1 : at;
}

bool
command_labels_find(const CommandContext *context, Command *command, char **ret_why)
{
	bool topic = command->verb == COMMAND_TOPIC;
	const char *const *names = topic			   ? context->topics
				   : command->verb == COMMAND_KIND ? context->kinds
								   : NULL;
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	const char *whole = names != NULL ? labels_known(names, command->rest) : NULL;
	g_auto(GStrv) words = NULL;

	if (names == NULL)
		return true;
	if (whole != NULL)
		labels_add(found, whole);
	words = labels_words(command->rest);
	for (char **word = words; whole == NULL && *word != NULL; word++) {
		const char *name = labels_known(names, *word);

		if (**word == '\0')
			continue;
		if (name != NULL)
			labels_add(found, name);
		else if (!topic || !labels_both(names, *word, found)) {
			*ret_why = labels_why(names, topic ? *word : command->rest, topic);
			return false;
		}
	}
	if (found->len == 0 || found->len > (topic ? COMMAND_LABELS_MOST : 1)) {
		*ret_why = topic ? g_strdup(_("these are too many topics"))
				 : g_strdup(_("an item has one kind"));
		return false;
	}
	g_ptr_array_add(found, NULL);
	command->labels = (char **)g_ptr_array_free(g_steal_pointer(&found), FALSE);
	return true;
}
