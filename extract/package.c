/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * package — a document that is a zip archive of XML parts, or one XML file
 */
#include "extract/package.h"

#include "base/i18n.h"

#include <string.h>
#include <zip.h>

#define PACKAGE_PIECE_BYTES 16384
#define PACKAGE_END_BYTES 22	   /* of the record at an archive's end, without its comment */
#define PACKAGE_BEHIND_BYTES 65536 /* in which it is looked for: of its comment, or of litter */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(zip_t, zip_discard)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(zip_file_t, zip_fclose)

struct Package {
	zip_t *archive;	   /* NULL: it is none */
	GHashTable *names; /* of the members, as package_name has them → number and 1 */
	GString *text;
	size_t n_unpacked;
	ExtractOutcome outcome; /* EXTRACT_READ while all is well */
	const char *why;
};

bool
package_stop(Package *package, ExtractOutcome outcome, const char *why)
{
	if (package->outcome == EXTRACT_READ) {
		package->outcome = outcome;
		package->why = why;
	}
	return false;
}

bool
package_damaged(Package *package)
{
	return package_stop(package, EXTRACT_FAILED,
			    _("the document is damaged; please open it, save it as docx and "
			      "send it again"));
}

static bool
package_state(Package *package, MarkupState state)
{
	switch (state) {
	case MARKUP_GOOD:
		return true;
	case MARKUP_DOCTYPE:
		return package_stop(package, EXTRACT_FAILED,
				    _("the document declares a document type, which no office "
				      "program does; it was not read"));
	case MARKUP_FULL:
		return package_stop(package, EXTRACT_LIMIT,
				    _("the document is too long; only its beginning was read"));
	default:
		return package_damaged(package);
	}
}

/* Is this much from that much credible? Text packs 10 to 1, rarely 30 to 1. */
static bool
package_bomb(const Package *package, const zip_stat_t *member, size_t n_member)
{
	if (n_member > PACKAGE_MEMBER_BYTES || package->n_unpacked > PACKAGE_TOTAL_BYTES)
		return true;
	return n_member > PACKAGE_RATIO_FROM && n_member / PACKAGE_RATIO > member->comp_size;
}

static bool
package_pump(Package *package, zip_file_t *file, const zip_stat_t *member, Markup *markup)
{
	char piece[PACKAGE_PIECE_BYTES];
	size_t n_member = 0;
	zip_int64_t n;

	while ((n = zip_fread(file, piece, sizeof piece)) > 0) {
		n_member += (size_t)n;
		package->n_unpacked += (size_t)n;
		if (package_bomb(package, member, n_member))
			return package_stop(package, EXTRACT_LIMIT,
					    _("the document unpacks to far more than it should; "
					      "only its beginning was read"));
		if (!package_state(package, markup_push(markup, piece, (size_t)n)))
			return false;
	}
	if (n < 0)
		return package_damaged(package);
	return package_state(package, markup_end(markup));
}

bool
package_is_archive(const Package *package)
{
	return package->archive != NULL;
}

/* "\\Word\\document.xml" and "/word/document.xml" are word/document.xml. Source: ECMA-376 part 2,
 * 9.1.1 and 10.2.3: names that differ in case alone are one, each begins with a slash. Yours. */
static char *
package_path(const char *name)
{
	char *path = g_strdup(name + strspn(name, "/\\"));

	return g_strdelimit(path, "\\", '/');
}

/* The member's number; -1: it is not there. */
static zip_int64_t
package_find(const Package *package, const char *name)
{
	g_autofree char *path = package_path(name);
	g_autofree char *lower = g_ascii_strdown(path, -1);

	return package->names ? GPOINTER_TO_INT(g_hash_table_lookup(package->names, lower)) - 1
			      : -1;
}

bool
package_has(const Package *package, const char *name)
{
	return package_find(package, name) >= 0;
}

/* header2.xml before header10.xml. */
static int
package_by_number(const void *a, const void *b)
{
	const char *one = *(char *const *)a, *other = *(char *const *)b;
	size_t n_one = strlen(one), n_other = strlen(other);

	return n_one == n_other ? strcmp(one, other) : n_one < n_other ? -1 : 1;
}

static bool
package_is_between(const char *path, const char *begins, const char *ends)
{
	size_t n = strlen(path), n_begins = strlen(begins), n_ends = strlen(ends);

	return n >= n_begins + n_ends && g_ascii_strncasecmp(path, begins, n_begins) == 0 &&
	       g_ascii_strcasecmp(path + n - n_ends, ends) == 0;
}

GPtrArray *
package_members(const Package *package, const char *begins, const char *ends)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	zip_int64_t n = package->archive ? zip_get_num_entries(package->archive, 0) : 0;

	for (zip_int64_t i = 0; i < MIN(n, PACKAGE_ENTRIES); i++) {
		const char *name = zip_get_name(package->archive, (zip_uint64_t)i, 0);
		g_autofree char *path = package_path(name ? name : "");

		if (package_is_between(path, begins, ends) && strlen(path) < PACKAGE_NAME_BYTES)
			g_ptr_array_add(names, g_steal_pointer(&path));
	}
	g_ptr_array_sort(names, package_by_number);
	return names;
}

char *
package_part(const Package *package, const char *stem)
{
	g_autoptr(GPtrArray) names = package_members(package, stem, ".xml");
	size_t n = strlen(stem);

	for (guint i = 0; i < names->len; i++) {
		const char *rest = (const char *)names->pdata[i] + n;

		if (strspn(rest, "0123456789") == strlen(rest) - strlen(".xml"))
			return g_strdup(names->pdata[i]);
	}
	return NULL;
}

static bool
package_parse_as(Package *package, const char *name, const MarkupHandlers *handlers, void *context,
		 bool loose)
{
	g_autoptr(Markup) markup = NULL;
	g_autoptr(zip_file_t) file = NULL;
	zip_int64_t at = package_find(package, name);
	zip_stat_t member;

	if (package->outcome != EXTRACT_READ)
		return false;
	if (at < 0)
		return true;
	if (zip_stat_index(package->archive, (zip_uint64_t)at, 0, &member) < 0)
		return package_damaged(package);
	if ((member.valid & ZIP_STAT_ENCRYPTION_METHOD) && member.encryption_method != ZIP_EM_NONE)
		return package_stop(package, EXTRACT_ENCRYPTED,
				    _("the document has a password; please send it without one"));
	file = zip_fopen_index(package->archive, (zip_uint64_t)at, 0);
	if (!file)
		return package_damaged(package);
	markup = markup_new(handlers, context, package->text, EXTRACT_TEXT_BYTES);
	markup_break(markup);
	if (loose)
		markup_loosen(markup);
	return package_pump(package, file, &member, markup);
}

bool
package_parse(Package *package, const char *name, const MarkupHandlers *handlers, void *context)
{
	return package_parse_as(package, name, handlers, context, false);
}

bool
package_parse_loosely(Package *package, const char *name, const MarkupHandlers *handlers,
		      void *context)
{
	return package_parse_as(package, name, handlers, context, true);
}

GByteArray *
package_bytes(Package *package, const char *name)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(zip_file_t) file = NULL;
	guint8 piece[PACKAGE_PIECE_BYTES];
	zip_int64_t at = package_find(package, name), n;
	zip_stat_t member;

	if (package->outcome != EXTRACT_READ || at < 0 ||
	    zip_stat_index(package->archive, (zip_uint64_t)at, 0, &member) < 0)
		return NULL;
	file = zip_fopen_index(package->archive, (zip_uint64_t)at, 0);
	if (!file)
		return NULL;
	while ((n = zip_fread(file, piece, sizeof piece)) > 0) {
		package->n_unpacked += (size_t)n;
		g_byte_array_append(bytes, piece, (guint)n);
		if (bytes->len > EXTRACT_INPUT_BYTES ||
		    package_bomb(package, &member, bytes->len)) {
			package_stop(package, EXTRACT_LIMIT,
				     _("the document unpacks to far more than it should; "
				       "only its beginning was read"));
			return NULL;
		}
	}
	return n < 0 ? NULL : g_steal_pointer(&bytes);
}

bool
package_parse_file(Package *package, const char *utf8, const MarkupHandlers *handlers,
		   void *context)
{
	g_autoptr(Markup) markup = markup_new(handlers, context, package->text, EXTRACT_TEXT_BYTES);
	size_t n = strlen(utf8);

	for (size_t at = 0; at < n; at += PACKAGE_PIECE_BYTES)
		if (!package_state(package, markup_push(markup, utf8 + at,
							MIN(n - at, PACKAGE_PIECE_BYTES))))
			return false;
	return package_state(package, markup_end(markup));
}

bool
package_require(Package *package, const char *name, const MarkupHandlers *handlers, void *context)
{
	if (package->outcome == EXTRACT_READ && !package_has(package, name))
		return package_damaged(package);
	return package_parse(package, name, handlers, context);
}

GString *
package_text(Package *package)
{
	return package->text;
}

/* How many bytes are the archive's: what a mail program or a disk put behind its end is not.
 * Source: APPNOTE.TXT 4.3.16, where the comment's length stands last. */
static size_t
package_length(const char *bytes, size_t n_bytes)
{
	size_t least = n_bytes - MIN(n_bytes, PACKAGE_END_BYTES + PACKAGE_BEHIND_BYTES);

	for (size_t at = n_bytes; at-- > least;) {
		const unsigned char *end = (const unsigned char *)bytes + at;

		if (n_bytes - at >= PACKAGE_END_BYTES && memcmp(end, "PK\005\006", 4) == 0)
			return MIN(n_bytes,
				   at + PACKAGE_END_BYTES + end[20] + ((size_t)end[21] << 8));
	}
	return n_bytes;
}

/* The first of two that have one name. */
static GHashTable *
package_names(zip_t *archive)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	zip_int64_t n = MIN(zip_get_num_entries(archive, 0), PACKAGE_ENTRIES);

	for (int i = 0; i < (int)n; i++) {
		const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
		g_autofree char *path = package_path(name ? name : "");
		char *lower = g_ascii_strdown(path, -1);

		if (g_hash_table_contains(names, lower))
			g_free(lower);
		else
			g_hash_table_insert(names, lower, GINT_TO_POINTER(i + 1));
	}
	return names;
}

static zip_t *
package_archive(const char *bytes, size_t n_bytes)
{
	zip_error_t why;
	zip_source_t *source;
	zip_t *archive;

	zip_error_init(&why);
	source = zip_source_buffer_create(bytes, package_length(bytes, n_bytes), 0, &why);
	archive = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why) : NULL;
	if (source && !archive)
		zip_source_free(source);
	zip_error_fini(&why);
	return archive;
}

Package *
package_of_file(void)
{
	Package *package = g_new0(Package, 1);

	package->text = g_string_new(NULL);
	package->outcome = EXTRACT_READ;
	return package;
}

Package *
package_open(const char *bytes, size_t n_bytes)
{
	Package *package = package_of_file();

	package->archive = package_archive(bytes, n_bytes);
	if (package->archive)
		package->names = package_names(package->archive);
	if (!package->archive)
		package_damaged(package);
	else if (zip_get_num_entries(package->archive, 0) > PACKAGE_ENTRIES)
		package_stop(package, EXTRACT_LIMIT, _("the document consists of too many parts"));
	return package;
}

void
package_free(Package *package)
{
	if (!package)
		return;
	if (package->archive)
		zip_discard(package->archive);
	g_clear_pointer(&package->names, g_hash_table_unref);
	g_string_free(package->text, TRUE);
	g_free(package);
}

void
package_finish(Package *package, Extracted *ret)
{
	ret->outcome = package->outcome;
	ret->why = g_strdup(package->why);
	ret->content = g_string_free(g_steal_pointer(&package->text), FALSE);
	package->text = g_string_new(NULL);
}

bool
package_relation(Markup *markup, const char *name, const char *folder, char *ret_id, size_t n_id,
		 char **ret_member)
{
	char target[PACKAGE_NAME_BYTES];

	if (strcmp(name, "Relationship") != 0 || !markup_attribute(markup, "Id", ret_id, n_id) ||
	    !markup_attribute(markup, "Target", target, sizeof target))
		return false;
	*ret_member = target[0] == '/' ? g_strdup(target + 1) : g_strconcat(folder, target, NULL);
	return true;
}
