/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * flat — office documents that are one XML file
 */
#include "extract/flat.h"

#include "base/text/charset.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#define FLAT_HEAD_BYTES 16384

static const struct {
	const char *root, *space; /* in lower case */
	FlatKind kind;
} flat_roots[] = {
	{ "worddocument", "schemas.microsoft.com/office/word/2003/wordml", FLAT_WORD },
	{ "package", "schemas.microsoft.com/office/2006/xmlpackage", FLAT_PACKAGE },
	{ "workbook", "urn:schemas-microsoft-com:office:spreadsheet", FLAT_SHEET },
	{ "document", "urn:oasis:names:tc:opendocument:xmlns:office:1.0", FLAT_ODF },
	{ "uof", "schemas.uof.org/cn/", FLAT_UOF },
};

char *
flat_head(const char *bytes, size_t n_bytes)
{
	size_t n = MIN(n_bytes, FLAT_HEAD_BYTES), n_head = 0;
	char *head = g_malloc(n + 1);

	for (size_t i = 0; i < n; i++)
		if (bytes[i])
			head[n_head++] = g_ascii_tolower(bytes[i]);
	head[n_head] = '\0';
	return head;
}

static const char *
flat_behind(const char *at, const char *end)
{
	at = strstr(at, end);
	return at ? at + strlen(end) : NULL;
}

/* The root's start tag, behind marks, blanks, instructions, comments and a document type: that
 * it has one is found out and said when it is read. NULL: there is none. */
static const char *
flat_root(const char *at)
{
	at += strspn(at, "\xef\xbb\xbf\xfe\xff");
	while (at && *(at += strspn(at, " \t\r\n")) == '<') {
		if (g_str_has_prefix(at, "<!--"))
			at = flat_behind(at, "-->");
		else if (at[1] == '?')
			at = flat_behind(at, "?>");
		else if (at[1] == '!')
			at = flat_behind(at, at[strcspn(at, "[>")] == '[' ? "]>" : ">");
		else
			return at + 1;
	}
	return NULL;
}

FlatKind
flat_kind(const char *bytes, size_t n_bytes)
{
	g_autofree char *head = flat_head(bytes, n_bytes);
	const char *name = flat_root(head), *colon;
	size_t n;

	if (!name)
		return FLAT_NOT;
	n = strcspn(name, " \t\r\n/>");
	colon = memchr(name, ':', n);
	if (colon) {
		n -= (size_t)(colon + 1 - name);
		name = colon + 1;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(flat_roots); i++)
		if (strlen(flat_roots[i].root) == n && memcmp(name, flat_roots[i].root, n) == 0 &&
		    strstr(name, flat_roots[i].space))
			return flat_roots[i].kind;
	return FLAT_NOT;
}

/* What the declaration says. NULL: nothing. Yours. */
static char *
flat_declared(const char *bytes, size_t n_bytes)
{
	g_autofree char *head = flat_head(bytes, n_bytes);
	const char *end = strstr(head, "?>"), *at = strstr(head, "encoding");
	size_t n;

	if (!end || !at || at > end)
		return NULL;
	at += strlen("encoding");
	at += strspn(at, " \t\r\n=\"'");
	n = strcspn(at, " \t\r\n\"'?>");
	return g_strndup(at, n);
}

char *
flat_utf8(const char *bytes, size_t n_bytes)
{
	g_autofree char *declared = flat_declared(bytes, n_bytes);
	char *utf8 = charset_to_utf8(declared ? declared : "utf-8", bytes, n_bytes, NULL);
	const char *start = utf8 + strspn(utf8, " \t\r\n"), *end;

	if (g_str_has_prefix(start, "<?xml") && strchr(" \t\r\n", start[5]) &&
	    (end = strstr(start, "?>")))
		start = end + 2;
	memmove(utf8, start, strlen(start) + 1);
	return utf8;
}
