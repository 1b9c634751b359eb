/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * unpack_uu — uuencoded files between the lines of a text
 *
 * `begin 644 name`, lines whose first character counts their bytes, a line of
 * zero bytes, `end`. A begin whose lines do not hold is text like any other.
 */
#include "mail/unpack.h"

#include <string.h>

#include "base/text/charset.h"
#include "mail/words.h"

#define UU_NAME_BYTES 1000

typedef struct {
	const char *at;
	const char *end;
} UuLines;

/* The next line without its CR LF or LF. False at the end. */
static bool
uu_line(UuLines *lines, const char **ret_line, size_t *ret_n)
{
	const char *stop;

	if (lines->at >= lines->end)
		return false;
	stop = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
	*ret_line = lines->at;
	*ret_n = (size_t)((stop ? stop : lines->end) - lines->at);
	lines->at = stop ? stop + 1 : lines->end;
	if (*ret_n > 0 && (*ret_line)[*ret_n - 1] == '\r')
		(*ret_n)--;
	return true;
}

/* `begin MODE NAME`; MODE is three or four octal digits. */
static bool
uu_begin(const char *line, size_t n, const char **ret_name, size_t *ret_n_name)
{
	size_t i = strlen("begin ");
	size_t digits = 0;

	if (n < strlen("begin 644 x") || memcmp(line, "begin ", i) != 0)
		return false;
	while (i < n && line[i] >= '0' && line[i] <= '7') {
		i++;
		digits++;
	}
	if (digits < 3 || digits > 4 || i >= n - 1 || line[i] != ' ')
		return false;
	*ret_name = line + i + 1;
	*ret_n_name = n - i - 1;
	return *ret_n_name <= UU_NAME_BYTES;
}

static int
uu_value(const char *line, size_t n, size_t i)
{
	/* Blanks at the end may have been cut on the way. */
	char c = i < n ? line[i] : ' ';

	return c >= ' ' && c <= '`' ? (c - ' ') & 63 : -1;
}

/* One data line onto `out`. False: it is none. *ret_last: it has no bytes. */
static bool
uu_data(const char *line, size_t n, GByteArray *out, bool *ret_last)
{
	int count = n > 0 ? uu_value(line, n, 0) : 0;
	int done = 0;

	if (count < 0 || n > 1 + (size_t)(count + 2) / 3 * 4 + 1)
		return false;
	for (size_t i = 1; done < count; i += 4) {
		int v[4];
		guint8 three[3];
		int part = MIN(3, count - done);

		for (size_t k = 0; k < 4; k++)
			if ((v[k] = uu_value(line, n, i + k)) < 0)
				return false;
		three[0] = (guint8)(v[0] << 2 | v[1] >> 4);
		three[1] = (guint8)(v[1] << 4 | v[2] >> 2);
		three[2] = (guint8)(v[2] << 6 | v[3]);
		g_byte_array_append(out, three, (guint)part);
		done += part;
	}
	*ret_last = count == 0;
	return true;
}

/* The lines behind a `begin`; *lines is behind `end` afterwards. False: no file. */
static bool
uu_file(UuLines *lines, GByteArray *out)
{
	const char *line;
	size_t n;
	bool last = false;

	while (!last)
		if (!uu_line(lines, &line, &n) || !uu_data(line, n, out, &last))
			return false;
	return uu_line(lines, &line, &n) && n == 3 && memcmp(line, "end", 3) == 0;
}

static char *
uu_name(const char *bytes, size_t n)
{
	g_autofree char *utf8 = charset_to_utf8(NULL, bytes, n, NULL);

	return words_file_name(utf8);
}

char *
unpack_uuencode(const char *text, size_t n_bytes, UnpackFound found, void *data,
		size_t *ret_n_bytes)
{
	UuLines lines = { text, text + n_bytes };
	g_autoptr(GByteArray) rest = g_byte_array_new();
	unsigned n_files = 0;
	unsigned n_tries = 0;
	const char *line;
	size_t n;

	while (uu_line(&lines, &line, &n)) {
		const char *name;
		size_t n_name;

		/* A try may read to the end of the text: they are counted too. */
		if (n_files < UNPACK_FILES && n_tries < UNPACK_FILES &&
		    uu_begin(line, n, &name, &n_name)) {
			g_autoptr(GByteArray) file = g_byte_array_new();
			UuLines ahead = lines;

			n_tries++;
			if (uu_file(&ahead, file)) {
				g_autofree char *shown = uu_name(name, n_name);

				g_byte_array_append(file, (const guint8 *)"", 1); /* also of none */
				found(data, shown ? shown : "", "application/octet-stream",
				      (const char *)file->data, file->len - 1);
				lines = ahead;
				n_files++;
				n_tries--;
				continue;
			}
		}
		g_byte_array_append(rest, (const guint8 *)line, (guint)(lines.at - line));
	}
	if (n_files == 0)
		return NULL;
	*ret_n_bytes = rest->len;
	g_byte_array_append(rest, (const guint8 *)"", 1);
	return (char *)g_byte_array_free(g_steal_pointer(&rest), FALSE);
}
