/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * packed — the documents in a packed folder: zip, rar, 7z, tar, gz
 */
#include "extract/packed.h"

#include "base/i18n.h"
#include "base/text/charset.h"
#include "base/text/utf8.h"
#include "extract/packed_marks.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <string.h>

#define PACKED_PIECE_BYTES 65536
#define PACKED_NAME_CHARACTERS 100
#define PACKED_UNREAD 5 /* members named in a reason */

typedef struct archive PackedArchive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PackedArchive, archive_read_free)

typedef struct {
	PackedArchive *archive;
	PackedReader *read;
	const ExtractWithin *within;
	PackedMarks marks;
	size_t n_packed, n_unpacked;
	GPtrArray *paths;    /* of the members read, in their order */
	GPtrArray *contents; /* … and their texts */
	GString *unread;     /* "name: why; name: why" */
	guint n_unread, n_pictures, n_locked;
	ExtractOutcome worst; /* of the members not read */
	ExtractOutcome outcome;
	const char *why; /* of the whole; NULL: none */
} Packed;

static bool
packed_stop(Packed *packed, ExtractOutcome outcome, const char *why)
{
	packed->outcome = outcome;
	packed->why = why;
	return false;
}

static bool
packed_encrypted(Packed *packed)
{
	return packed_stop(packed, EXTRACT_ENCRYPTED,
			   _("the packed file has a password; please send the documents "
			     "without one"));
}

const char *
packed_part_words(void)
{
	return _("it is one part of a packed file that was split; please send the documents "
		 "themselves");
}

/* libarchive could not go on: for want of a password, or because it makes no sense. */
static bool
packed_broken(Packed *packed)
{
	if (archive_read_has_encrypted_entries(packed->archive) > 0 || packed->marks.sealed)
		return packed_encrypted(packed);
	return packed_stop(packed, EXTRACT_FAILED,
			   _("the packed file is damaged; please send the documents themselves"));
}

/* ---- a member ---- */

/* Its path in one line: a folder's name may say what nothing else does. Names in old zip
 * files are GBK. Yours. */
static char *
packed_path(struct archive_entry *entry)
{
	const char *bytes = archive_entry_pathname(entry);
	g_autofree char *utf8 = NULL, *line = NULL;
	const char *path;

	if (!bytes)
		bytes = archive_entry_pathname_utf8(entry);
	utf8 = charset_to_utf8(NULL, bytes ? bytes : "", bytes ? strlen(bytes) : 0, NULL);
	g_strdelimit(utf8, "\\", '/');
	path = utf8 + strspn(utf8, "./"); /* ../../ leads nowhere */
	line = utf8_one_line(path);
	return utf8_truncate(line, PACKED_NAME_CHARACTERS);
}

/* The path's last part. Borrowed. */
static const char *
packed_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Files that programs leave behind say nothing. */
static bool
packed_is_litter(struct archive_entry *entry, const char *name)
{
	const char *path = archive_entry_pathname(entry);

	mode_t kind = archive_entry_filetype(entry); /* 0: it does not say */

	return (kind != AE_IFREG && kind != 0) || !*name || *name == '.' ||
	       g_ascii_strcasecmp(name, "thumbs.db") == 0 || (path && strstr(path, "__MACOSX/"));
}

/* The member's bytes. NULL: the archive is stopped. Yours. */
static GByteArray *
packed_bytes(Packed *packed)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint8 piece[PACKED_PIECE_BYTES];
	la_ssize_t n;

	while ((n = archive_read_data(packed->archive, piece, sizeof piece)) > 0) {
		packed->n_unpacked += (size_t)n;
		if (packed->n_unpacked > PACKED_TOTAL_BYTES ||
		    bytes->len + (size_t)n > EXTRACT_INPUT_BYTES ||
		    (packed->n_unpacked > PACKED_RATIO_FROM &&
		     packed->n_unpacked / PACKED_RATIO > packed->n_packed)) {
			packed_stop(packed, EXTRACT_LIMIT,
				    _("the packed file unpacks to far more than it should; only "
				      "its beginning was read"));
			return NULL;
		}
		g_byte_array_append(bytes, piece, (guint)n);
	}
	if (n < 0) {
		packed_broken(packed);
		return NULL;
	}
	return g_steal_pointer(&bytes);
}

static void
packed_not_read(Packed *packed, const char *name, const Extracted *member)
{
	if (packed->n_unread++ >= PACKED_UNREAD)
		return;
	if (packed->n_unread == 1)
		packed->worst = member->outcome;
	g_string_append_printf(packed->unread, "%s%s: %s", packed->unread->len ? "; " : "", name,
			       member->why);
}

/* Its name may be all that is said of it, and a secrecy mark may stand in that. */
static void
packed_take(Packed *packed, const char *path, const char *content)
{
	g_ptr_array_add(packed->paths, g_strdup(path));
	g_ptr_array_add(packed->contents, g_strdup(content));
}

/* A member with a password, or half of one, is not read; the others are. */
static void
packed_closed(Packed *packed, const char *path, bool locked)
{
	Extracted member = {
		.outcome = locked ? EXTRACT_ENCRYPTED : EXTRACT_FAILED,
		.why = (char *)(locked ? _("it has a password; please send it without one")
				       : packed_part_words()),
	};

	packed_take(packed, path, "");
	packed->n_locked += locked;
	packed_not_read(packed, packed_name(path), &member);
}

static bool
packed_member(Packed *packed, struct archive_entry *entry, size_t n)
{
	g_autofree char *path = packed_path(entry);
	const char *name = packed_name(path);
	unsigned marks = packed_marks_of(&packed->marks, n);
	bool locked = archive_entry_is_encrypted(entry) || marks & PACKED_MARK_LOCKED;
	g_autoptr(GByteArray) bytes = NULL;
	g_auto(Extracted) member = { 0 };

	if (packed_is_litter(entry, name))
		return true;
	if (locked || marks & PACKED_MARK_TORN) {
		packed_closed(packed, path, locked);
		return true;
	}
	bytes = packed_bytes(packed);
	if (!bytes)
		return false;
	packed->read((const char *)bytes->data, bytes->len, name, packed->within, &member);
	packed_take(packed, path, member.content);
	if (member.picture)
		packed->n_pictures++;
	if (member.outcome != EXTRACT_READ && !member.picture)
		packed_not_read(packed, name, &member);
	return true;
}

/* ---- the whole ---- */

static bool
packed_members(Packed *packed)
{
	struct archive_entry *entry;
	int status;

	for (size_t n = 0;
	     (status = archive_read_next_header(packed->archive, &entry)) == ARCHIVE_OK ||
	     status == ARCHIVE_WARN;
	     n++) {
		if (n >= PACKED_MEMBERS)
			return packed_stop(packed, EXTRACT_LIMIT,
					   _("the packed file holds too many files; only the first "
					     "ones were read"));
		if (!packed_member(packed, entry, n))
			return false;
	}
	if (status == ARCHIVE_EOF)
		return true;
	return packed_broken(packed);
}

static void
packed_member_clear(void *data)
{
	g_free(((ExtractedMember *)data)->name);
}

static void
packed_add_text(const Packed *packed, guint i, GString *text, GArray *members)
{
	const char *content = packed->contents->pdata[i];
	ExtractedMember member = { g_strdup(packed_name(packed->paths->pdata[i])), text->len,
				   strlen(content) };

	g_string_append(text, content);
	g_array_append_val(members, member);
}

/* Where at most one has text it stands first, from its first heading on; the names stand
 * behind it, as a secrecy mark may stand in a name alone. */
static char *
packed_one_text(const Packed *packed, guint one, GArray *members)
{
	GString *text = g_string_new(NULL);

	if (one < packed->paths->len)
		packed_add_text(packed, one, text, members);
	for (guint i = 0; i < packed->paths->len; i++)
		g_string_append_printf(text, "%s【%s】", text->len ? "\n" : "",
				       (const char *)packed->paths->pdata[i]);
	return g_string_free(text, FALSE);
}

/* The texts, each under its name. */
static char *
packed_texts(Packed *packed, GArray *members)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < packed->paths->len; i++) {
		const char *content = packed->contents->pdata[i];
		const char *path = packed->paths->pdata[i];

		if (text->len + strlen(path) + strlen(content) + 16 > EXTRACT_TEXT_BYTES) {
			if (packed->outcome == EXTRACT_READ)
				packed_stop(packed, EXTRACT_LIMIT,
					    _("the document is too long; only its beginning was "
					      "read"));
			break;
		}
		g_string_append_printf(text, "%s【%s】\n", text->len ? "\n" : "", path);
		if (*content)
			packed_add_text(packed, i, text, members);
	}
	return g_string_free(text, FALSE);
}

/* What is true of the whole says more than what is of its members. */
static void
packed_judge_whole(Packed *packed)
{
	if (packed->outcome != EXTRACT_LIMIT && packed->outcome != EXTRACT_ENCRYPTED &&
	    packed->marks.part)
		packed_stop(packed, EXTRACT_FAILED, packed_part_words());
	else if (packed->outcome == EXTRACT_READ && packed->n_locked > 0 &&
		 packed->n_locked == packed->paths->len)
		packed_encrypted(packed);
}

static void
packed_judge(Packed *packed, Extracted *ret)
{
	guint words = 0, last = packed->paths->len;

	for (guint i = 0; i < packed->contents->len; i++)
		if (*(const char *)packed->contents->pdata[i]) {
			words++;
			last = i;
		}
	ret->members = g_array_new(FALSE, FALSE, sizeof(ExtractedMember));
	g_array_set_clear_func(ret->members, packed_member_clear);
	ret->content = words > 1 ? packed_texts(packed, ret->members)
				 : packed_one_text(packed, last, ret->members);
	packed_judge_whole(packed);
	ret->outcome = packed->outcome;
	ret->why = g_strdup(packed->why);
	if (packed->outcome != EXTRACT_READ)
		return;
	if (packed->n_unread > 0) {
		ret->outcome = packed->worst;
		ret->why = g_strdup_printf(_("not everything in the packed file was read: %s"),
					   packed->unread->str);
	} else if (words == 0 && packed->n_pictures > 0) {
		ret->outcome = EXTRACT_UNSUPPORTED;
		ret->why = g_strdup(_("the packed file holds only pictures or media; please paste "
				      "the text into the mail and send it again"));
	}
}

/* No filter or format that starts a program, no disk, nothing but what people pack with. */
static PackedArchive *
packed_archive(void)
{
	PackedArchive *archive = archive_read_new();

	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_format_zip(archive);
	archive_read_support_format_rar(archive);
	archive_read_support_format_rar5(archive);
	archive_read_support_format_7zip(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_format_raw(archive);
	return archive;
}

void
packed_read(const char *bytes, size_t n_bytes, const char *name, PackedReader *read,
	    const ExtractWithin *within, Extracted *ret)
{
	g_autoptr(PackedArchive) archive = packed_archive();
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) unread = g_string_new(NULL);
	Packed packed = { .archive = archive,
			  .read = read,
			  .within = within,
			  .n_packed = n_bytes,
			  .paths = paths,
			  .contents = contents,
			  .unread = unread,
			  .outcome = EXTRACT_READ };

	packed_marks_read(bytes, n_bytes, name, &packed.marks);
	if (packed.marks.sealed)
		packed_encrypted(&packed);
	else if (archive_read_open_memory(archive, bytes, n_bytes) == ARCHIVE_OK)
		packed_members(&packed);
	else
		packed_stop(&packed, EXTRACT_FAILED,
			    _("the packed file is damaged; please send the documents themselves"));
	packed_judge(&packed, ret);
	packed_marks_clear(&packed.marks);
}

void
packed_load(void)
{
	/* The smallest zip: what libarchive loads at its first use is loaded by it. */
	static const char nothing[22] = "PK\005\006";
	g_autoptr(PackedArchive) archive = packed_archive();
	struct archive_entry *entry;

	if (archive_read_open_memory(archive, nothing, sizeof nothing) == ARCHIVE_OK)
		archive_read_next_header(archive, &entry);
}
