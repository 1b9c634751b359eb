/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_files — the files a rule set is made of, those that rules name included
 *
 * Paths are resolved as text; that a link does not lead out of the office is the
 * reader's to see.
 */
#include "filters/rule_files.h"

#include "base/hash.h"
#include "base/i18n.h"

#include <string.h>

struct RuleFiles {
	GPtrArray *given;    /* RuleFile, with names of its own */
	GPtrArray *named;    /* RuleFile, with names and bytes of its own */
	GHashTable *by_name; /* name → RuleFile, of the named */
	GHashTable *entered; /* name → FILE:LINE */
	const RuleReader *reader;
};

static void
given_free(void *data)
{
	RuleFile *file = data;

	g_free((char *)file->name);
	g_free(file);
}

static void
named_free(void *data)
{
	g_free((char *)((RuleFile *)data)->bytes);
	given_free(data);
}

static int
compare_files(const void *a, const void *b)
{
	const RuleFile *left = *(const RuleFile *const *)a, *right = *(const RuleFile *const *)b;

	return strcmp(left->name, right->name);
}

RuleFiles *
rule_files_new(const RuleFile *files, size_t n_files, const RuleReader *reader)
{
	RuleFiles *all = g_new0(RuleFiles, 1);

	all->given = g_ptr_array_new_with_free_func(given_free);
	all->named = g_ptr_array_new_with_free_func(named_free);
	all->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	all->entered = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	all->reader = reader;
	for (size_t i = 0; i < n_files; i++) {
		RuleFile *copy = g_memdup2(&files[i], sizeof files[i]);

		copy->name = g_strdup(files[i].name);
		g_ptr_array_add(all->given, copy);
		g_hash_table_insert(all->entered, (void *)copy->name, g_strdup(""));
	}
	g_ptr_array_sort(all->given, compare_files);
	return all;
}

void
rule_files_free(RuleFiles *files)
{
	if (files == NULL)
		return;
	g_hash_table_unref(files->by_name);
	g_hash_table_unref(files->entered);
	g_ptr_array_unref(files->given);
	g_ptr_array_unref(files->named);
	g_free(files);
}

size_t
rule_files_n(const RuleFiles *files)
{
	return files->given->len;
}

const RuleFile *
rule_files_at(const RuleFiles *files, size_t i)
{
	return files->given->pdata[i];
}

/* ---- paths ---- */

/* The parts of a file's folder that a path from it may not leave. */
static guint
fixed_parts(const char *name, guint n_parts)
{
	return g_path_is_absolute(name) || g_str_has_prefix(name, "../") ? n_parts : 0;
}

/* Gives the name of `path` as seen from the file `from`; NULL: *ret_why (static). */
static char *
resolve(const char *from, const char *path, const char **ret_why)
{
	g_auto(GStrv) steps = g_strsplit(path, "/", -1), folders = g_strsplit(from, "/", -1);
	g_autoptr(GPtrArray) parts = g_ptr_array_new();
	guint fixed;

	*ret_why = NULL;
	if (*path == '/' || strchr(path, '\\') != NULL || (*path != '\0' && path[1] == ':'))
		*ret_why = _("a path starts from the folder of this file and is written with /: "
			     "lists/towns.txt");
	for (guint i = 0; folders[i] != NULL && folders[i + 1] != NULL; i++)
		g_ptr_array_add(parts, folders[i]);
	fixed = fixed_parts(from, parts->len);
	for (char **step = steps; *step != NULL && *ret_why == NULL; step++) {
		if (strcmp(*step, ".") == 0)
			continue;
		if (**step == '\0')
			*ret_why = _("a part of this path is empty");
		else if (strcmp(*step, "..") != 0)
			g_ptr_array_add(parts, *step);
		else if (parts->len > fixed)
			g_ptr_array_set_size(parts, (int)parts->len - 1);
		else
			*ret_why = _("this path leaves the office's folder");
	}
	g_ptr_array_add(parts, NULL);
	return *ret_why == NULL ? g_strjoinv("/", (char **)parts->pdata) : NULL;
}

const RuleFile *
rule_files_named(RuleFiles *files, const RuleCursor *cursor, const char *place, const char *path)
{
	const char *why;
	g_autofree char *name = resolve(cursor->file, path, &why), *cannot = NULL;
	RuleFile *file = name != NULL ? g_hash_table_lookup(files->by_name, name) : NULL;
	size_t n_bytes = 0;
	char *bytes;

	if (file != NULL)
		return file;
	if (why == NULL && strlen(name) > RULE_FILES_PATH)
		why = _("this path is too long");
	if (why == NULL && files->named->len >= RULE_FILES_MAX)
		why = _("the rules name too many files");
	if (why == NULL && files->reader == NULL)
		why = _("these rules may not name files");
	if (why != NULL) {
		rule_cursor_problem(cursor, place, "%s", why);
		return NULL;
	}
	bytes = files->reader->read(files->reader->data, name, &n_bytes, &cannot);
	if (bytes == NULL) {
		rule_cursor_problem(cursor, place, "%s: %s", name, cannot);
		return NULL;
	}
	file = g_new0(RuleFile, 1);
	*file = (RuleFile){ g_steal_pointer(&name), bytes, n_bytes };
	g_ptr_array_add(files->named, file);
	g_hash_table_insert(files->by_name, (void *)file->name, file);
	return file;
}

const char *
rule_files_entered(const RuleFiles *files, const char *name)
{
	return g_hash_table_lookup(files->entered, name);
}

void
rule_files_enter(RuleFiles *files, const char *name, const char *file, size_t line)
{
	g_hash_table_insert(files->entered, (void *)name, g_strdup_printf("%s:%zu", file, line));
}

/* Over names and lengths too, so that no two sets share one. */
static void
add_to_hash(GString *all, const GPtrArray *files)
{
	for (guint i = 0; i < files->len; i++) {
		const RuleFile *file = files->pdata[i];

		g_string_append_printf(all, "%s\n%zu\n", file->name, file->n_bytes);
		g_string_append_len(all, file->bytes, (gssize)file->n_bytes);
	}
}

char *
rule_files_close(RuleFiles *files)
{
	g_autoptr(GString) all = g_string_new(NULL);

	add_to_hash(all, files->given);
	g_ptr_array_sort(files->named, compare_files);
	add_to_hash(all, files->named);
	for (guint i = 0; i < files->named->len; i++) {
		RuleFile *file = files->named->pdata[i];

		g_clear_pointer((char **)&file->bytes, g_free);
		file->n_bytes = 0;
	}
	files->reader = NULL;
	return hash_hex(all->str, all->len);
}
