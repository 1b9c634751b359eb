/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * structure_head — what the headers of a part say of it
 *
 * gmime keeps the headers, words reads their values: gmime's own decoding loses text.
 */
#include "mail/structure_head.h"

#include <string.h>

#include "base/text/utf8.h"
#include "mail/words.h"

/* The raw value of a header of this object; NULL when it has none. Borrowed. */
static const char *
raw_header(GMimeObject *object, const char *name)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(object);
	GMimeHeader *header = list ? g_mime_header_list_get_header(list, name) : NULL;
	return header ? g_mime_header_get_raw_value(header) : NULL;
}

char *
structure_head_parameter(GMimeObject *object, const char *header, const char *name)
{
	const char *raw = raw_header(object, header);
	return raw ? words_parameter(raw, strlen(raw), name) : NULL;
}

/* TYPE/SUBTYPE, whatever follows; anything else is text/plain (RFC 2045 5.2). */
static bool
type_is_sound(const char *raw)
{
	static const char breaks[] = " \t\r\n;/\"(,<>@=?";
	const char *at = raw + strspn(raw, " \t\r\n");
	size_t n = strcspn(at, breaks);
	if (n == 0)
		return false;
	at += n;
	at += strspn(at, " \t\r\n");
	if (*at != '/')
		return false;
	at += 1 + strspn(at + 1, " \t\r\n");
	return strcspn(at, breaks) > 0;
}

char *
structure_head_media_type(GMimeObject *object)
{
	const char *raw = raw_header(object, "Content-Type");
	if (raw && !type_is_sound(raw))
		return g_strdup("text/plain");
	GMimeContentType *type = g_mime_object_get_content_type(object);
	const char *major = type ? g_mime_content_type_get_media_type(type) : NULL;
	const char *minor = type ? g_mime_content_type_get_media_subtype(type) : NULL;
	g_autofree char *both =
		g_strdup_printf("%s/%s", major ? major : "text", minor ? minor : "plain");
	g_autofree char *line = utf8_one_line(both);
	if (g_ascii_strcasecmp(line, "application/xhtml+xml") == 0)
		return g_strdup("text/html");
	return g_ascii_strdown(line, -1);
}

bool
structure_head_is_prose(const char *media_type)
{
	static const char *const data[] = { "calendar",	 "csv",		"css",
					    "directory", "javascript",	"rtf",
					    "vcard",	 "x-vcard",	"rfc822-headers",
					    "xml",	 "x-vcalendar", "tab-separated-values",
					    NULL };
	const char *kind = media_type + strlen("text/");

	return g_str_has_prefix(media_type, "text/") && !strstr(kind, "html") &&
	       !g_strv_contains(data, kind);
}

bool
structure_head_is_decoration(const char *media_type, const char *file_name)
{
	static const char *const documents[] = { "application/", "message/", NULL };
	static const char *const endings[] = { ".png",	".jpg", ".jpeg", ".gif", ".bmp",
					       ".tif",	".emf", ".wmf",	 ".emz", ".wmz",
					       ".webp", ".svg", ".ico",	 ".css", ".mso",
					       ".thmx", ".xml", ".js",	 NULL };
	g_autofree char *lower = file_name ? g_ascii_strdown(file_name, -1) : NULL;

	if (!lower || !utf8_skip_any(&media_type, documents))
		return true;
	for (size_t i = 0; endings[i]; i++)
		if (g_str_has_suffix(lower, endings[i]))
			return true;
	return false;
}

/* The first word of a header, lower case; NULL when there is none. */
static char *
first_word(GMimeObject *object, const char *name)
{
	const char *raw = raw_header(object, name);
	if (!raw)
		return NULL;
	const char *at = raw + strspn(raw, " \t\r\n\"");
	g_autofree char *word = g_strndup(at, strcspn(at, "; \t\r\n,:\""));
	g_autofree char *line = utf8_one_line(word);
	return line[0] ? g_ascii_strdown(line, -1) : NULL;
}

char *
structure_head_disposition(GMimeObject *object)
{
	return first_word(object, "Content-Disposition");
}

char *
structure_head_encoding(GMimeObject *object)
{
	return first_word(object, "Content-Transfer-Encoding");
}

char *
structure_head_file_name(GMimeObject *object)
{
	g_autofree char *name = structure_head_parameter(object, "Content-Disposition", "filename");
	/* No file's name has a question mark: the client could not write what stood there. */
	if (!name || !name[0] || strchr(name, '?')) {
		g_autofree char *other = structure_head_parameter(object, "Content-Type", "name");
		if (!name || !name[0] || (other && other[0] && !strchr(other, '?'))) {
			g_free(name);
			name = g_steal_pointer(&other);
		}
	}
	if (name && name[0])
		return words_file_name(name);
	if (!GMIME_IS_MESSAGE_PART(object))
		return NULL;
	GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
	const char *subject = message ? raw_header(GMIME_OBJECT(message), "Subject") : NULL;
	g_autofree char *title = subject ? words_decode(subject, strlen(subject)) : NULL;
	g_strdelimit(title ? title : (title = g_strdup("")), "/\\", '_');
	return words_file_name(title);
}

char *
structure_head_content_id(GMimeObject *object)
{
	const char *raw = raw_header(object, "Content-Id");
	if (!raw)
		return NULL;
	g_autofree char *line = utf8_one_line(raw);
	size_t n = strlen(line);
	if (n > 2 && line[0] == '<' && line[n - 1] == '>')
		return g_strndup(line + 1, n - 2);
	return g_steal_pointer(&line);
}
