/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * conf_lines — office.conf and what it includes, as sections of known keys
 *
 * An included file begins in the section of its include line, and after it that
 * section goes on. Paths are relative to the office directory.
 */
#include "config/conf_lines.h"

#include <errno.h>
#include <string.h>

#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"

typedef struct {
	const char *directory;
	const ConfKnown *known;
	ConfLines *conf;
	GPtrArray *problems;
	GPtrArray *open;   /* absolute paths from office.conf down to here */
	GByteArray *bytes; /* of all files, for the hash */
	int n_files;
	ConfSection *section; /* where lines go; NULL: before the first, or unknown */
	bool unknown;	      /* the section is unknown: its keys are not looked at */
} Reading;

static void
conf_lines_free_section(void *data)
{
	ConfSection *section = data;

	g_ptr_array_unref(section->pairs);
	g_free(section);
}

static const ConfKnown *
conf_lines_known(const Reading *reading, const char *kind)
{
	for (const ConfKnown *known = reading->known; known->kind; known++)
		if (strcmp(known->kind, kind) == 0)
			return known;
	return NULL;
}

static const ConfSection *
conf_lines_same(const Reading *reading, const Line *line)
{
	for (guint i = 0; i < reading->conf->sections->len; i++) {
		const ConfSection *other = reading->conf->sections->pdata[i];

		if (strcmp(other->head->key, line->key) == 0 &&
		    (!other->known->named || strcmp(other->head->value, line->value) == 0))
			return other;
	}
	return NULL;
}

static void
conf_lines_unknown_section(Reading *reading, const Line *line)
{
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();
	g_autofree char *hint = NULL;

	for (const ConfKnown *known = reading->known; known->kind; known++)
		g_ptr_array_add(kinds, (void *)known->kind);
	g_ptr_array_add(kinds, NULL);
	hint = lines_suggestion(line->key, (const char *const *)kinds->pdata);
	lines_problem_key(reading->problems, line, _("unknown section [%s]%s"), line->key, hint);
}

static void
conf_lines_take_section(Reading *reading, const Line *line)
{
	const ConfKnown *known = conf_lines_known(reading, line->key);
	const ConfSection *same = conf_lines_same(reading, line);
	ConfSection *section;

	reading->section = NULL;
	reading->unknown = !known;
	if (!known) {
		conf_lines_unknown_section(reading, line);
		return;
	}
	if (known->named != (*line->value != 0))
		lines_problem_value(reading->problems, line,
				    known->named ? _("[%s] needs a name: [%s NAME]")
						 : _("[%s] takes no name; write [%s]"),
				    line->key, line->key);
	else if (same)
		lines_problem_key(reading->problems, line, _("this section is already at %s:%d"),
				  same->head->file, same->head->line);
	/* A double section is read on, so that its keys are checked too. */
	section = g_new0(ConfSection, 1);
	section->head = line;
	section->known = known;
	section->pairs = g_ptr_array_new();
	g_ptr_array_add(reading->conf->sections, section);
	reading->section = section;
}

static void
conf_lines_take_pair(Reading *reading, const Line *line)
{
	ConfSection *section = reading->section;
	const Line *same = conf_lines_pair(section, line->key);

	if (reading->unknown)
		return;
	if (!section) {
		lines_problem_key(reading->problems, line,
				  _("“%s” stands before the first [section]"), line->key);
		return;
	}
	if (!g_strv_contains(section->known->keys, line->key)) {
		g_autofree char *hint = lines_suggestion(line->key, section->known->keys);

		lines_problem_key(reading->problems, line, _("unknown key “%s” in [%s]%s"),
				  line->key, section->known->kind, hint);
		return;
	}
	if (same) {
		lines_problem_key(reading->problems, line, _("“%s” is already set at %s:%d"),
				  line->key, same->file, same->line);
		return;
	}
	g_ptr_array_add(section->pairs, (void *)line);
}

static void conf_lines_file(Reading *reading, const char *name, const Line *from);

static void
conf_lines_take(Reading *reading, const Line *line)
{
	switch (line->kind) {
	case LINES_SECTION:
		conf_lines_take_section(reading, line);
		return;
	case LINES_PAIR:
		conf_lines_take_pair(reading, line);
		return;
	case LINES_INCLUDE: {
		ConfSection *section = reading->section;
		bool unknown = reading->unknown;

		conf_lines_file(reading, line->value, line);
		reading->section = section;
		reading->unknown = unknown;
	}
	}
}

/* Why this include must not be opened; NULL: it may. */
static const char *
conf_lines_refuse(const Reading *reading, const char *path)
{
	for (guint i = 0; i < reading->open->len; i++)
		if (strcmp(reading->open->pdata[i], path) == 0)
			return _("this include goes round in a circle");
	if (reading->open->len > CONF_LINES_MAX_DEPTH)
		return _("includes are nested too deep");
	if (reading->n_files >= CONF_LINES_MAX_FILES)
		return _("too many files are included");
	return NULL;
}

/* The file's text; `from` is the include line that names it, NULL for the first. */
static char *
conf_lines_text(Reading *reading, const char *name, const char *path, const Line *from)
{
	g_autoptr(GError) error = NULL;
	size_t n_bytes = 0;
	g_autofree char *bytes = files_read_path(path, CONF_LINES_MAX_BYTES, &n_bytes, &error);

	if (!bytes) {
		/* The reason without the `PATH:1:1: ` that base/files puts before it. */
		const char *why = error->message + strlen(path) + strlen(":1:1: ");

		if (from)
			lines_problem_value(reading->problems, from, "%s: %s", name, why);
		else
			lines_problem(reading->problems, name, 1, 1, "%s", why);
		return NULL;
	}
	g_byte_array_append(reading->bytes, (const guint8 *)bytes, (guint)n_bytes);
	return lines_utf8(name, bytes, n_bytes, reading->problems);
}

static void
conf_lines_file(Reading *reading, const char *name, const Line *from)
{
	g_autofree char *path = g_canonicalize_filename(name, reading->directory);
	const char *refused = from ? conf_lines_refuse(reading, path) : NULL;
	g_autofree char *text = NULL;
	GPtrArray *lines;

	if (refused) {
		lines_problem_value(reading->problems, from, "%s: %s", name, refused);
		return;
	}
	reading->n_files++;
	text = conf_lines_text(reading, name, path, from);
	if (!text)
		return;
	/* Sections point into the lines, so the lines belong to the whole. */
	lines = lines_parse(name, text, reading->problems);
	g_ptr_array_add(reading->conf->lines, lines);
	g_ptr_array_add(reading->open, path);
	for (guint i = 0; i < lines->len; i++)
		conf_lines_take(reading, lines->pdata[i]);
	g_ptr_array_set_size(reading->open, (int)reading->open->len - 1);
}

static void
conf_lines_complete(Reading *reading, const char *name)
{
	for (const ConfKnown *known = reading->known; known->kind; known++)
		if (known->always && !conf_lines_section(reading->conf, known->kind))
			lines_problem(reading->problems, name, 1, 1,
				      _("the section [%s] is missing"), known->kind);
	for (guint i = 0; i < reading->conf->sections->len; i++) {
		const ConfSection *section = reading->conf->sections->pdata[i];

		for (const char *const *key = section->known->required; *key; key++)
			if (!conf_lines_pair(section, *key))
				lines_problem(reading->problems, section->head->file,
					      section->head->line, 1, _("[%s] needs “%s = …”"),
					      section->known->kind, *key);
	}
}

ConfLines *
conf_lines_read(const char *directory, const char *name, const ConfKnown *known,
		GPtrArray *problems)
{
	g_autoptr(GPtrArray) open = g_ptr_array_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	ConfLines *conf = g_new0(ConfLines, 1);
	guint n_problems = problems->len;
	Reading reading = {
		.directory = directory,
		.known = known,
		.conf = conf,
		.problems = problems,
		.open = open,
		.bytes = bytes,
	};

	conf->lines = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	conf->sections = g_ptr_array_new_with_free_func(conf_lines_free_section);
	conf_lines_file(&reading, name, NULL);
	/* A file that could not be read at all misses everything: that is said already. */
	if (conf->lines->len > 0 || problems->len == n_problems)
		conf_lines_complete(&reading, name);
	conf->hash = hash_hex(bytes->data, bytes->len);
	return conf;
}

const ConfSection *
conf_lines_section(const ConfLines *conf, const char *kind)
{
	for (guint i = 0; i < conf->sections->len; i++) {
		const ConfSection *section = conf->sections->pdata[i];

		if (strcmp(section->known->kind, kind) == 0)
			return section;
	}
	return NULL;
}

const Line *
conf_lines_pair(const ConfSection *section, const char *key)
{
	for (guint i = 0; section && i < section->pairs->len; i++) {
		const Line *line = section->pairs->pdata[i];

		if (strcmp(line->key, key) == 0)
			return line;
	}
	return NULL;
}

void
conf_lines_free(ConfLines *conf)
{
	if (!conf)
		return;
	g_ptr_array_unref(conf->sections);
	g_ptr_array_unref(conf->lines);
	g_free(conf->hash);
	g_free(conf);
}
