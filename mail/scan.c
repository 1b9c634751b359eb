/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan — one linear walk over a letter's raw bytes before anything clever sees them
 *
 * The top block is cut into headers; then the body is walked only to count what a parser would
 * have to hold (scan_parts). A line without a colon ends the header when no header line follows
 * it: so a letter whose blank line was lost keeps its text.
 *
 * Promise: every line is looked at once; the tables are bounded by the caps.
 * Not here: what the headers mean.
 */
#include "mail/scan.h"

#include <string.h>

#include "base/i18n.h"
#include "mail/mend.h"
#include "mail/scan_line.h"
#include "mail/scan_parts.h"

typedef struct {
	Scan *scan;
	size_t at;
	GArray *headers;
} Walk;

static void
mark_header(Scan *scan, const char *why)
{
	scan->header_broken = scan->ambiguous = true;
	if (!scan->why)
		scan->why = why;
}

bool
scan_header_is(const ScanHeader *header, const char *name)
{
	return strlen(name) == header->n_name &&
	       g_ascii_strncasecmp(header->name, name, header->n_name) == 0;
}

static void
check_line(Scan *scan, const char *line, size_t n)
{
	if (n > SCAN_LINE_BYTES)
		scan->limit = _("a header line is longer than 64 kB");
	if (memchr(line, '\0', n))
		mark_header(scan, _("a NUL byte in the header"));
	if (memchr(line, '\r', n))
		mark_header(scan, _("a carriage return without line feed in the header"));
}

static void
top_header(Walk *walk, const char *line, size_t n, size_t offset)
{
	bool spaced = false;
	size_t n_name = scan_line_name(line, n, &spaced);
	if (spaced)
		mark_header(walk->scan, _("a blank before the colon of a header"));
	const char *colon = memchr(line + n_name, ':', n - n_name);
	ScanHeader header = { .name = line,
			      .n_name = n_name,
			      .value = colon + 1,
			      .n_value = (size_t)(line + n - colon - 1),
			      .offset = offset,
			      .spaced = spaced };
	g_array_append_val(walk->headers, header);
}

/* A line that is no header line. True: the body begins with it. */
static bool
top_broken(Walk *walk, const char *line, size_t n, size_t offset)
{
	Scan *scan = walk->scan;
	ScanHeader *last = walk->headers->len == 0 ? NULL
						   : &g_array_index(walk->headers, ScanHeader,
								    walk->headers->len - 1);
	size_t n_indent = 0;
	bool spaced;
	mark_header(scan, _("a header line without a colon"));
	while (n_indent < n && scan_line_is_blank(line[n_indent]))
		n_indent++;
	if (!last && scan_line_name(line + n_indent, n - n_indent, &spaced) > 0) {
		mend_note(scan, offset, n_indent, g_strdup(""));
		top_header(walk, line + n_indent, n - n_indent, offset + n_indent);
		return false;
	}
	if (last && scan_line_goes_on(last->value, last->n_value, line, n)) {
		mend_note(scan, offset, 0, g_strdup(" "));
		last->n_value = (size_t)(line + n - last->value);
		return false;
	}
	if (!scan_line_is_dashed(line, n) &&
	    scan_line_header_follows(scan->bytes, scan->n_bytes, walk->at)) {
		if (!last) /* the parser would take no letter that begins with it */
			mend_note(scan, offset, walk->at - offset, g_strdup(""));
		return false;
	}
	mend_note(scan, offset, 0, g_strdup("\n"));
	scan->body = offset;
	return true;
}

/* The top block. Sets the body, where it is not the end. */
static void
walk_top(Walk *walk)
{
	Scan *scan = walk->scan;
	const char *bytes = scan->bytes;
	size_t start = walk->at, n_lines = 0;
	while (walk->at < scan->n_bytes && !scan->limit) {
		size_t offset = walk->at;
		size_t n = scan_line_take(bytes, scan->n_bytes, &walk->at);
		const char *line = bytes + offset;
		if (n == 0) {
			scan->body = walk->at;
			return;
		}
		if (++n_lines > SCAN_HEADER_LINES)
			scan->limit = _("its header has more than 2000 lines");
		if (walk->at - start > SCAN_HEADER_BYTES)
			scan->limit = _("its header is longer than 512 kB");
		check_line(scan, line, n);
		bool spaced = false;
		if (scan_line_is_blank(line[0]) && walk->headers->len > 0) {
			ScanHeader *last =
				&g_array_index(walk->headers, ScanHeader, walk->headers->len - 1);
			last->n_value = (size_t)(line + n - last->value);
		} else if (scan_line_name(line, n, &spaced) > 0) {
			top_header(walk, line, n, offset);
		} else if (top_broken(walk, line, n, offset)) {
			return;
		}
	}
	scan_mark(scan, _("no blank line between header and body"));
	scan->body = scan->n_bytes;
}

/* Fields that RFC 5322 §3.6 and RFC 2045 allow once. */
static void
check_repeats(Scan *scan)
{
	static const char *const once[] = { "From",
					    "Sender",
					    "Date",
					    "Subject",
					    "Message-ID",
					    "In-Reply-To",
					    "References",
					    "MIME-Version",
					    "Content-Type",
					    "Content-Transfer-Encoding",
					    "Content-Disposition" };
	for (size_t i = 0; i < G_N_ELEMENTS(once); i++)
		if (scan_header(scan, once[i], 1))
			scan_mark(scan, _("a header that may stand once is there twice"));
}

size_t
scan_separator(const char *bytes, size_t n_bytes)
{
	size_t at = 0, quoted = n_bytes > 0 && bytes[0] == '>';
	bool spaced = false;
	if (n_bytes < 6 + quoted || memcmp(bytes + quoted, "From ", 5) != 0)
		return 0;
	size_t n = scan_line_take(bytes, n_bytes, &at);
	return scan_line_name(bytes, n, &spaced) > 0 ? 0 : at; /* `From : …` is a header */
}

Scan *
scan_letter(const char *bytes, size_t n_bytes)
{
	Scan *scan = g_new0(Scan, 1);
	scan->bytes = bytes;
	scan->n_bytes = n_bytes;
	scan->body = n_bytes;
	Walk walk = { .scan = scan };
	walk.headers = g_array_new(FALSE, TRUE, sizeof(ScanHeader));
	walk.at = scan_separator(bytes, n_bytes);
	walk_top(&walk);
	if (scan->limit) /* what follows the cut is not known */
		scan->header_broken = true;
	if (n_bytes > SCAN_LETTER_BYTES) /* its sender and subject are known all the same */
		scan->limit = _("it is larger than 50 MB");
	scan->n_headers = walk.headers->len;
	scan->headers = (ScanHeader *)(void *)g_array_free(walk.headers, FALSE);
	scan_parts(scan);
	check_repeats(scan);
	return scan;
}

void
scan_free(Scan *scan)
{
	if (!scan)
		return;
	g_free(scan->headers);
	if (scan->mends)
		g_array_unref(scan->mends);
	g_free(scan);
}

const ScanHeader *
scan_header(const Scan *scan, const char *name, size_t nth)
{
	for (size_t i = 0; i < scan->n_headers; i++)
		if (scan_header_is(&scan->headers[i], name) && nth-- == 0)
			return &scan->headers[i];
	return NULL;
}

char *
scan_value(const ScanHeader *header)
{
	GString *value = g_string_sized_new(header->n_value + 1);
	for (size_t i = 0; i < header->n_value; i++) {
		char c = header->value[i];
		bool end = c == '\n' ||
			   (c == '\r' && i + 1 < header->n_value && header->value[i + 1] == '\n');
		if (end) /* folding: the blank that follows stays */
			continue;
		g_string_append_c(value, c == '\0' || c == '\r' ? ' ' : c);
	}
	return g_strstrip(g_string_free(value, FALSE));
}

char *
scan_first_value(const Scan *scan, const char *name)
{
	const ScanHeader *header = scan_header(scan, name, 0);
	return header ? scan_value(header) : NULL;
}
