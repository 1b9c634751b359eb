/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure — a letter's parts, and which of them are its own text
 *
 * gmime parses once, the letter like any part: as a message it would also decode whom it names,
 * opening a converter for each, which sender and words do from the raw header. Every leaf is
 * decoded and hashed (structure_leaf), all but large files are kept, then gmime's tree is dropped.
 * What is text of the letter follows from where a part stands: not an attachment, not named,
 * the first of its kind among alternatives, the root of what belongs together.
 *
 * Promise: decoded bytes are complete whatever their charset says.
 * Not here: caps before parsing (scan), the text itself (structure_text).
 */
#include "mail/structure.h"

#include <string.h>

#include "base/errors.h"
#include "base/files.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/text/utf8.h"
#include "mail/gmime.h"
#include "mail/mend.h"
#include "mail/structure_head.h"
#include "mail/structure_leaf.h"
#include "mail/unpack.h"
#include "mail/words.h"

/* A part and what only this file needs of it. */
typedef struct {
	StructurePart open; /* first: what structure_part gives */
	char *bytes;	    /* decoded, NUL-terminated */
} Part;

struct Structure {
	char *media_type;
	GPtrArray *parts; /* Part */
	unsigned n_groups;
	const char *wanted; /* structure_take: the part that goes to fd; NULL: none */
	int fd;
	bool taken;
	size_t n_taken;
};

/* Where a part stands in the tree. */
typedef struct {
	const char *path;
	unsigned depth;
	bool may_be_body; /* nothing above it makes it an attachment */
	bool has_plain;	  /* an earlier alternative gave this form already */
	bool has_html;
	bool is_inline;
	bool alone;	/* the letter is this part */
	unsigned group; /* of the alternatives it is one of; 0: none */
} Spot;

static bool object_walk(Structure *structure, GMimeObject *object, Spot spot, GError **error);

bool
structure_load(GError **error)
{
	g_mime_init();
	return charset_load(error);
}

static void
part_free(Part *part)
{
	g_free(part->open.part);
	g_free(part->open.media_type);
	g_free(part->open.charset);
	g_free(part->open.disposition);
	g_free(part->open.file_name);
	g_free(part->open.content_id);
	g_free(part->open.sha256);
	g_free(part->bytes);
	g_free(part);
}

static void
part_free_any(void *part)
{
	part_free(part);
}

void
structure_free(Structure *structure)
{
	if (!structure)
		return;
	g_free(structure->media_type);
	g_ptr_array_unref(structure->parts);
	g_free(structure);
}

static bool
is_body(const StructurePart *part, const Spot *spot)
{
	bool plain = structure_head_is_prose(part->media_type);
	bool html = strcmp(part->media_type, "text/html") == 0;
	if (!spot->may_be_body || (!plain && !html) || (plain && spot->has_plain) ||
	    (html && spot->has_html))
		return false;
	if (part->disposition && strcmp(part->disposition, "attachment") == 0)
		return false;
	return spot->alone || !part->file_name;
}

static bool
is_wanted(const Structure *structure, const char *path)
{
	return structure->wanted && strcmp(structure->wanted, path) == 0;
}

/* Where the files packed in a part go. */
typedef struct {
	Structure *structure;
	const char *path; /* of the part; they are its PATH.1, PATH.2 … */
	unsigned n_files;
	GError *error;
} Unpacking;

static void
unpack_add(void *data, const char *name, const char *media_type, const char *bytes, size_t n_bytes)
{
	Unpacking *unpacking = data;
	Structure *structure = unpacking->structure;
	if (structure->parts->len >= STRUCTURE_PARTS)
		return;
	Part *part = g_new0(Part, 1);
	part->open.part = g_strdup_printf("%s.%u", unpacking->path, ++unpacking->n_files);
	part->open.media_type = g_strdup(media_type);
	part->open.disposition = g_strdup("attachment");
	part->open.file_name = *name ? g_strdup(name) : NULL;
	part->open.sha256 = hash_hex(bytes, n_bytes);
	part->open.n_bytes = n_bytes;
	g_ptr_array_add(structure->parts, part);
	if (n_bytes <= STRUCTURE_KEPT_BYTES) {
		part->bytes = g_malloc(n_bytes + 1);
		memcpy(part->bytes, bytes, n_bytes);
		part->bytes[n_bytes] = '\0';
	}
	if (is_wanted(structure, part->open.part) && !unpacking->error) {
		structure->taken = true;
		structure->n_taken = n_bytes;
		files_write(structure->fd, bytes, n_bytes, &unpacking->error);
	}
}

static bool
is_tnef(const StructurePart *part)
{
	return strcmp(part->media_type, "application/ms-tnef") == 0 ||
	       strcmp(part->media_type, "application/vnd.ms-tnef") == 0 ||
	       (part->file_name && g_ascii_strcasecmp(part->file_name, "winmail.dat") == 0);
}

/* Files that stand between the lines of a text, or in Outlook's winmail.dat. */
static bool
leaf_unpack(Structure *structure, Part *part, GError **error)
{
	StructurePart *open = &part->open;
	Unpacking unpacking = { .structure = structure, .path = open->part };
	if (is_tnef(open)) {
		unpack_tnef(part->bytes, open->n_bytes, unpack_add, &unpacking);
	} else if (open->is_text_body && strcmp(open->media_type, "text/plain") == 0) {
		size_t n_rest = 0;
		char *rest = unpack_uuencode(part->bytes, open->n_bytes, unpack_add, &unpacking,
					     &n_rest);
		if (rest) {
			g_free(part->bytes);
			part->bytes = rest;
			open->n_bytes = n_rest;
		}
	}
	if (unpacking.error)
		g_propagate_error(error, unpacking.error);
	return !unpacking.error;
}

/* The part's bytes. What holds a text, a letter or files is kept whole. */
static bool
leaf_decode(Structure *structure, GMimeObject *object, Part *part, GError **error)
{
	StructurePart *open = &part->open;
	bool whole = open->is_text_body || is_tnef(open) ||
		     g_str_has_prefix(open->media_type, "message/");
	bool wanted = is_wanted(structure, open->part);
	StructureLeaf leaf = { 0 };
	if (!structure_leaf_decode(object, whole ? SIZE_MAX : STRUCTURE_KEPT_BYTES,
				   wanted ? structure->fd : -1, &leaf, error))
		return false;
	part->bytes = leaf.bytes;
	open->n_bytes = leaf.n_bytes;
	open->sha256 = leaf.sha256;
	if (!leaf.sha256 && !open->is_text_body)
		open->sha256 = hash_hex(leaf.bytes, leaf.n_bytes);
	if (wanted) {
		structure->taken = true;
		structure->n_taken = leaf.n_bytes;
	}
	return true;
}

static bool
leaf_add(Structure *structure, GMimeObject *object, const char *type, const Spot *spot,
	 GError **error)
{
	Part *part = g_new0(Part, 1);
	StructurePart *open = &part->open;
	g_ptr_array_add(structure->parts, part);
	open->part = g_strdup(spot->path[0] ? spot->path : "1");
	open->media_type = g_strdup(type);
	open->charset = structure_head_parameter(object, "Content-Type", "charset");
	open->disposition = structure_head_disposition(object);
	open->file_name = structure_head_file_name(object);
	open->content_id = structure_head_content_id(object);
	open->is_nested =
		GMIME_IS_MESSAGE_PART(object) || strcmp(open->media_type, "message/rfc822") == 0;
	open->is_text_body = is_body(open, spot);
	/* A report that a client put beside the pictures of its page is a report; what a Macintosh
	 * notes of a file, under the file's name, is none (RFC 1740). */
	open->is_inline = (spot->is_inline && !open->is_text_body &&
			   structure_head_is_decoration(open->media_type, open->file_name)) ||
			  strcmp(open->media_type, "application/applefile") == 0;
	open->group = spot->group;
	g_autofree char *format = structure_head_parameter(object, "Content-Type", "format");
	g_autofree char *delsp = structure_head_parameter(object, "Content-Type", "delsp");
	open->is_flowed = format && g_ascii_strcasecmp(format, "flowed") == 0;
	open->is_delsp = delsp && g_ascii_strcasecmp(delsp, "yes") == 0;
	return leaf_decode(structure, object, part, error) && leaf_unpack(structure, part, error);
}

/* What the parts from `from` on give to the letter's text. */
static void
forms_since(const Structure *structure, unsigned from, Spot *spot)
{
	for (unsigned i = from; i < structure->parts->len; i++) {
		const Part *part = structure->parts->pdata[i];
		if (!part->open.is_text_body)
			continue;
		bool html = strcmp(part->open.media_type, "text/html") == 0;
		spot->has_plain |= !html;
		spot->has_html |= html;
	}
}

/* The first child that can be a page: some programs set the pictures before it. */
static int
related_page(GMimeMultipart *multipart, int n_children)
{
	for (int i = 0; i < n_children; i++) {
		g_autofree char *type =
			structure_head_media_type(g_mime_multipart_get_part(multipart, i));
		if (g_str_has_prefix(type, "text/") || g_str_has_prefix(type, "multipart/"))
			return i;
	}
	return 0;
}

/* Which child is the page of a multipart/related (RFC 2387 §3.2). */
static int
related_root(GMimeMultipart *multipart, int n_children)
{
	g_autofree char *start =
		structure_head_parameter(GMIME_OBJECT(multipart), "Content-Type", "start");
	for (int i = 0; start && i < n_children; i++) {
		g_autofree char *id =
			structure_head_content_id(g_mime_multipart_get_part(multipart, i));
		size_t n = id ? strlen(id) : 0;
		if (n > 0 &&
		    (strcmp(id, start) == 0 || (start[0] == '<' && strncmp(start + 1, id, n) == 0 &&
						strcmp(start + 1 + n, ">") == 0)))
			return i;
	}
	return related_page(multipart, n_children);
}

/* Parts are announced and none begins: what stands there is shown as text. */
static bool
loose_add(Structure *structure, GMimeMultipart *multipart, const Spot *spot, GError **error)
{
	const char *loose = g_mime_multipart_get_prologue(multipart);
	if (!loose || !*loose || structure->parts->len >= STRUCTURE_PARTS)
		return true;
	Part *part = g_new0(Part, 1);
	g_ptr_array_add(structure->parts, part);
	part->open.part = g_strdup(spot->path[0] ? spot->path : "1");
	part->open.media_type = g_strdup("text/plain");
	part->open.is_text_body = spot->may_be_body && !spot->has_plain;
	part->open.n_bytes = strlen(loose);
	if (!part->open.is_text_body)
		part->open.sha256 = hash_hex(loose, part->open.n_bytes);
	part->bytes = g_strdup(loose);
	return leaf_unpack(structure, part, error);
}

static bool
multipart_walk(Structure *structure, GMimeMultipart *multipart, const char *type, Spot spot,
	       GError **error)
{
	bool related = strcmp(type, "multipart/related") == 0;
	bool alternative = strcmp(type, "multipart/alternative") == 0;
	bool first_only = strcmp(type, "multipart/report") == 0 ||
			  strcmp(type, "multipart/signed") == 0 ||
			  strcmp(type, "multipart/encrypted") == 0;
	int n_children = g_mime_multipart_get_count(multipart);
	if (n_children == 0)
		return loose_add(structure, multipart, &spot, error);
	unsigned group = alternative && spot.group == 0 ? ++structure->n_groups : spot.group;
	int root = related ? related_root(multipart, n_children) : 0;
	for (int i = 0; i < n_children; i++) {
		g_autofree char *path =
			g_strdup_printf("%s%s%d", spot.path, spot.path[0] ? "." : "", i + 1);
		Spot child = spot;
		unsigned from = structure->parts->len;
		child.path = path;
		child.depth++;
		child.group = group;
		child.alone = false;
		if ((related || first_only) && i != root)
			child.may_be_body = false;
		child.is_inline |= related && i != root;
		if (!object_walk(structure, g_mime_multipart_get_part(multipart, i), child, error))
			return false;
		if (alternative)
			forms_since(structure, from, &spot);
	}
	return true;
}

/* A parser over bytes that gmime only reads: it is lent them, not given them. */
typedef struct {
	GByteArray *lent;
	GMimeStream *stream;
	GMimeParser *parser;
} Lent;

static void
lent_open(Lent *lent, const char *bytes, size_t n_bytes)
{
	lent->lent = g_byte_array_new_take((guint8 *)(uintptr_t)bytes, n_bytes);
	lent->stream = g_mime_stream_mem_new();
	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(lent->stream), lent->lent);
	lent->parser = g_mime_parser_new_with_stream(lent->stream);
	g_mime_parser_set_persist_stream(lent->parser, TRUE);
}

static void
lent_close(Lent *lent)
{
	g_object_unref(lent->parser);
	g_object_unref(lent->stream);
	g_byte_array_free(lent->lent, FALSE);
}

/* The entity inside an opaque signature takes its place. NULL: it is no such part. */
static char *
signed_inside(GMimeObject *object, const char *type, size_t *ret_n_bytes)
{
	if (!GMIME_IS_PART(object) || (strcmp(type, "application/pkcs7-mime") != 0 &&
				       strcmp(type, "application/x-pkcs7-mime") != 0))
		return NULL;
	StructureLeaf leaf = { 0 };
	char *inside;
	if (!structure_leaf_decode(object, SIZE_MAX, -1, &leaf, NULL))
		return NULL;
	inside = unpack_signed(leaf.bytes, leaf.n_bytes, ret_n_bytes);
	g_free(leaf.bytes);
	g_free(leaf.sha256);
	return inside;
}

static bool
signed_walk(Structure *structure, const char *bytes, size_t n_bytes, Spot spot, GError **error)
{
	g_autofree char *path = g_strconcat(spot.path[0] ? spot.path : "1", ".1", NULL);
	bool done = true;
	Lent lent;
	spot.path = path;
	spot.depth++;
	lent_open(&lent, bytes, n_bytes);
	{
		g_autoptr(GMimeParserOptions) options = g_mime_parser_options_new();
		g_autoptr(GMimeObject) inside = g_mime_parser_construct_part(lent.parser, options);
		if (inside)
			done = object_walk(structure, inside, spot, error);
	}
	lent_close(&lent);
	return done;
}

static bool
object_walk(Structure *structure, GMimeObject *object, Spot spot, GError **error)
{
	if (spot.depth > STRUCTURE_DEPTH)
		return errors_set(error, ERRORS_MAIL, _("its parts are nested too deeply"));
	g_autofree char *type = structure_head_media_type(object);
	if (!structure->media_type) /* the first is the letter */
		structure->media_type = g_strdup(type);
	if (GMIME_IS_MULTIPART(object))
		return multipart_walk(structure, GMIME_MULTIPART(object), type, spot, error);
	size_t n_inside = 0;
	g_autofree char *inside = signed_inside(object, type, &n_inside);
	if (inside)
		return signed_walk(structure, inside, n_inside, spot, error);
	if (structure->parts->len >= STRUCTURE_PARTS)
		return errors_set(error, ERRORS_MAIL, _("it has more than 1000 parts"));
	return leaf_add(structure, object, type, &spot, error);
}

static Structure *
letter_read(const Scan *scan, const char *wanted, int fd, GError **error)
{
	size_t n_bytes = scan->n_bytes;
	g_autofree char *mended = mend_letter(scan, &n_bytes);
	const char *bytes = mended ? mended : scan->bytes;
	size_t skip = scan_separator(bytes, n_bytes);
	g_autoptr(Structure) structure = g_new0(Structure, 1);
	structure->parts = g_ptr_array_new_with_free_func(part_free_any);
	structure->wanted = wanted;
	structure->fd = fd;
	bool done = false;
	Lent lent;
	lent_open(&lent, bytes + skip, n_bytes - skip);
	{
		g_autoptr(GMimeParserOptions) options = g_mime_parser_options_new();
		g_autoptr(GMimeObject) top = g_mime_parser_construct_part(lent.parser, options);
		Spot spot = { .path = "", .may_be_body = true, .alone = true };
		if (top)
			done = object_walk(structure, top, spot, error);
		else
			errors_set(error, ERRORS_MAIL, _("it cannot be read as a letter"));
	}
	lent_close(&lent);
	return done ? g_steal_pointer(&structure) : NULL;
}

Structure *
structure_read(const Scan *scan, GError **error)
{
	return letter_read(scan, NULL, -1, error);
}

bool
structure_take(const Scan *scan, const char *part, int fd, bool *ret_taken, size_t *ret_n_bytes,
	       GError **error)
{
	g_autoptr(Structure) structure = letter_read(scan, part, fd, error);
	if (!structure)
		return false;
	*ret_taken = structure->taken;
	*ret_n_bytes = structure->n_taken;
	return true;
}

size_t
structure_n_parts(const Structure *structure)
{
	return structure->parts->len;
}

const StructurePart *
structure_part(const Structure *structure, size_t index)
{
	const Part *part = structure->parts->pdata[index];
	return &part->open;
}

const StructurePart *
structure_find(const Structure *structure, const char *part)
{
	for (unsigned i = 0; i < structure->parts->len; i++) {
		const StructurePart *one = structure_part(structure, i);
		if (strcmp(one->part, part) == 0)
			return one;
	}
	return NULL;
}

const char *
structure_media_type(const Structure *structure)
{
	return structure->media_type;
}

const char *
structure_bytes(const StructurePart *part)
{
	const Part *whole = (const Part *)(const void *)part;
	return whole->bytes;
}
