/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * object — the objects in documents: what their OLE2 containers hold
 *
 * The packager's stream: its length; 2; the file's name and where it was, up to their NULs, in
 * the code page of that computer; four bytes; a place for a copy, after its length; the file,
 * after its length; the three names again in UTF-16, which older programs leave out.
 */
#include "extract/object.h"

#include "base/text/charset.h"
#include "base/text/decode.h"
#include "base/text/utf8.h"
#include "extract/ole.h"
#include "extract/ppt.h"

#include <string.h>

#define OBJECT_PACKAGER "\001Ole10Native"
#define OBJECT_VERSION 0x0501u
#define OBJECT_EMBEDDED 2u
#define OBJECT_PACKAGE "Package" /* the packager's name for itself */
#define PACKAGER_FILE 2		 /* and no link to one */

typedef struct {
	DocStream stream;
	size_t at;
	bool failed;
} ObjectCursor;

static uint32_t
object_take(ObjectCursor *cursor, unsigned n)
{
	uint32_t number;

	cursor->failed = cursor->failed || cursor->stream.n_bytes - cursor->at < n;
	if (cursor->failed)
		return 0;
	number = doc_text_number(cursor->stream, cursor->at, n);
	cursor->at += n;
	return number;
}

static DocStream
object_bytes(ObjectCursor *cursor, size_t n)
{
	DocStream ret = { cursor->stream.bytes + cursor->at, n };

	cursor->failed = cursor->failed || cursor->stream.n_bytes - cursor->at < n;
	if (cursor->failed)
		return (DocStream){ NULL, 0 };
	cursor->at += n;
	return ret;
}

/* Up to its NUL. */
static DocStream
object_word(ObjectCursor *cursor)
{
	const unsigned char *bytes = cursor->stream.bytes + cursor->at;
	const unsigned char *end = memchr(bytes, 0, cursor->stream.n_bytes - cursor->at);
	DocStream ret = { bytes, end ? (size_t)(end - bytes) : 0 };

	cursor->failed = cursor->failed || !end;
	object_bytes(cursor, ret.n_bytes + 1);
	return ret;
}

/* The last part of a path of Windows, in one line; NULL: it has none. Takes the path. Yours. */
static char *
object_name(char *path)
{
	g_autofree char *whole = path, *line = NULL;
	const char *slash;

	g_strdelimit(whole, "\\", '/');
	slash = strrchr(whole, '/');
	line = utf8_one_line(slash ? slash + 1 : whole);
	return *line ? utf8_truncate(line, OBJECT_NAME_CHARACTERS) : NULL;
}

/* The names in UTF-16: the copy's, the file's. NULL: they are not there. Yours. */
static char *
object_wide_name(ObjectCursor *cursor)
{
	DocStream name = { NULL, 0 };
	size_t n_bad;

	for (int i = 0; i < 2; i++)
		name = object_bytes(cursor, (size_t)object_take(cursor, 4) * 2);
	if (cursor->failed)
		return NULL;
	return object_name(
		decode_bytes(DECODE_UTF16LE, (const char *)name.bytes, name.n_bytes, &n_bad));
}

/* The packager's stream, behind its length. False: it is another program's. */
static bool
object_packed(ObjectCursor cursor, Object *object)
{
	bool is_file;
	DocStream name;

	is_file = object_take(&cursor, 2) == PACKAGER_FILE;
	name = object_word(&cursor);
	object_word(&cursor);
	object_take(&cursor, 4);
	object_bytes(&cursor, object_take(&cursor, 4));
	object->file = object_bytes(&cursor, object_take(&cursor, 4));
	if (!is_file || cursor.failed)
		return false;
	object->name = object_wide_name(&cursor);
	if (!object->name)
		object->name = object_name(
			charset_to_utf8(NULL, (const char *)name.bytes, name.n_bytes, NULL));
	return true;
}

static bool
object_has(GsfInfile *storage, const char *const *streams)
{
	for (; *streams; streams++)
		if (ole_has(storage, *streams))
			return true;
	return false;
}

/* Nothing but what Word and the system note about an object: such names begin with a control. */
static bool
object_is_hollow(GsfInfile *storage)
{
	int n = gsf_infile_num_children(storage);

	for (int i = 0; i < n; i++) {
		const char *name = gsf_infile_name_by_index(storage, i);

		if (!name || (guchar)name[0] >= ' ' || strcmp(name, OBJECT_PACKAGER) == 0)
			return false;
	}
	return n > 0;
}

static ObjectKind
object_kind(GsfInfile *storage, Object *ret)
{
	static const char *const own[] = { "WordDocument", "Workbook", "Book",
					   "PowerPoint Document", NULL };
	static const char *const files[] = { "Package", "EmbeddedOdf", "CONTENTS" };
	static const char *const nothing[] = { "Equation Native", "\003OCXNAME", "PROJECT", NULL };

	if (object_has(storage, own))
		return OBJECT_ITSELF;
	if (ole_stream(storage, OBJECT_PACKAGER, &ret->stream) &&
	    object_packed(
		    (ObjectCursor){ .stream = ret->stream, .at = MIN(4, ret->stream.n_bytes) },
		    ret))
		return OBJECT_FILE;
	object_clear(ret);
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
		if (ole_stream(storage, files[i], &ret->stream)) {
			ret->file = ret->stream;
			return OBJECT_FILE;
		}
	return object_has(storage, nothing) || object_is_hollow(storage) ? OBJECT_NOTHING
									 : OBJECT_ITSELF;
}

/* What older programs write about an object, and Rich Text always: four bytes of version, that it
 * is no link, the names of its program, of what it is and of a part of that, each behind its
 * length; then the object, behind its length. False: these are others' bytes. */
static bool
object_bare(DocStream bytes, DocStream *ret_native, bool *ret_packed)
{
	ObjectCursor cursor = { .stream = bytes };
	DocStream program;

	if (object_take(&cursor, 4) != OBJECT_VERSION || object_take(&cursor, 4) != OBJECT_EMBEDDED)
		return false;
	program = object_bytes(&cursor, object_take(&cursor, 4));
	for (int i = 0; i < 2; i++)
		object_bytes(&cursor, object_take(&cursor, 4));
	*ret_native = object_bytes(&cursor, object_take(&cursor, 4));
	if (cursor.failed)
		return false;
	*ret_packed = program.n_bytes == sizeof OBJECT_PACKAGE &&
		      memcmp(program.bytes, OBJECT_PACKAGE, sizeof OBJECT_PACKAGE) == 0;
	return true;
}

ObjectKind
object_open(const char *bytes, size_t n_bytes, Object *ret)
{
	DocStream native = { (const unsigned char *)bytes, n_bytes };
	bool packed = false, bare = object_bare(native, &native, &packed);
	GsfInfile *container;
	ObjectKind kind = OBJECT_ITSELF;

	if (packed && object_packed((ObjectCursor){ .stream = native }, ret))
		return OBJECT_FILE;
	container = ole_open(native.bytes, native.n_bytes);

	if (container) {
		kind = object_kind(container, ret);
		g_object_unref(container);
	}
	if (kind != OBJECT_ITSELF || !bare)
		return kind;
	ret->file = native;
	return OBJECT_FILE;
}

void
object_clear(Object *object)
{
	g_free(object->name);
	g_free((void *)object->stream.bytes);
	memset(object, 0, sizeof *object);
}

/* The storages in this one whose names begin so. False: some were left out. */
static bool
object_collect(GsfInfile *storage, const char *begins, GPtrArray *objects)
{
	int n = gsf_infile_num_children(storage);
	size_t n_bytes = 0;

	for (int i = 0; i < n; i++) {
		const char *name = gsf_infile_name_by_index(storage, i);
		GsfInput *child = NULL;

		if (!name || !g_str_has_prefix(name, begins))
			continue;
		if (objects->len >= OBJECT_MOST || n_bytes > OBJECT_TOTAL_BYTES)
			return false;
		child = gsf_infile_child_by_index(storage, i);
		if (child && gsf_infile_num_children(GSF_INFILE(child)) > 0) {
			GByteArray *alone = ole_alone(GSF_INFILE(child));

			n_bytes += alone->len;
			g_ptr_array_add(objects, alone);
		}
		g_clear_object(&child);
	}
	return true;
}

GPtrArray *
object_list(const char *bytes, size_t n_bytes, bool *ret_all)
{
	GPtrArray *objects = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
	GsfInfile *container = ole_open(bytes, n_bytes);
	GsfInput *pool = container ? gsf_infile_child_by_name(container, "ObjectPool") : NULL;
	DocStream slides = { NULL, 0 };

	*ret_all = true;
	if (pool)
		*ret_all = object_collect(GSF_INFILE(pool), "_", objects);
	else if (container && ole_stream(container, "PowerPoint Document", &slides)) {
		g_ptr_array_unref(objects);
		objects = ppt_objects(slides.bytes, slides.n_bytes, ret_all);
	} else if (container)
		*ret_all = object_collect(container, "MBD", objects);
	g_free((void *)slides.bytes);
	g_clear_object(&pool);
	g_clear_object(&container);
	return objects;
}
