/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan — one linear walk over a letter's raw bytes before anything clever sees them
 *
 * The top block is cut into headers; the body is walked line by line only to count what a
 * parser would have to hold: boundary lines, their depth, the header lines of parts. A
 * boundary is known with the depth of the part that declared it, so depth needs no stack.
 *
 * Promise: every line is looked at once; the tables are bounded by the caps.
 * Not here: what the headers mean.
 */
#include "mail/scan.h"

#include <string.h>

#include "base/i18n.h"

#define BOUNDARY_BYTES 256

typedef struct {
	Scan *scan;
	size_t at;
	GArray *headers;
	GHashTable *boundaries; /* char* → depth of the parts it separates */
	size_t n_parts, n_dashed, n_part_lines;
	/* the header block being walked in the body */
	bool in_block, block_of_part, block_is_letter;
	size_t block_lines, block_bytes;
	unsigned block_types, block_encodings;
	size_t depth;
} Walk;

static void
mark_header(Scan *scan, const char *why)
{
	scan->header_broken = scan->ambiguous = true;
	if (!scan->why)
		scan->why = why;
}

static void
mark(Scan *scan, const char *why)
{
	scan->ambiguous = true;
	if (!scan->why)
		scan->why = why;
}

/* One line from *at: its length without line end; *at moves behind the line end. */
static size_t
line_take(const char *bytes, size_t n_bytes, size_t *at)
{
	const char *from = bytes + *at;
	const char *end = memchr(from, '\n', n_bytes - *at);
	size_t n = end ? (size_t)(end - from) : n_bytes - *at;
	*at += n + (end ? 1 : 0);
	if (end && n > 0 && from[n - 1] == '\r')
		n--;
	return n;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Length of the name when the line is a header line (RFC 5322 §2.2), else 0. */
static size_t
name_length(const char *line, size_t n, bool *ret_spaced)
{
	size_t i = 0;
	while (i < n && line[i] > ' ' && line[i] != ':' && line[i] != 127)
		i++;
	size_t n_name = i;
	while (i < n && is_blank(line[i]))
		i++;
	*ret_spaced = i > n_name;
	return n_name > 0 && i < n && line[i] == ':' ? n_name : 0;
}

bool
scan_header_is(const ScanHeader *header, const char *name)
{
	return strlen(name) == header->n_name &&
	       g_ascii_strncasecmp(header->name, name, header->n_name) == 0;
}

/* The value of boundary= in a header line; "" when there is none. */
static void
boundary_of(const char *line, size_t n, char ret_boundary[BOUNDARY_BYTES])
{
	static const char key[] = "boundary";
	ret_boundary[0] = '\0';
	for (size_t i = 0; i + sizeof(key) <= n; i++) {
		if ((line[i] | 32) != 'b' ||
		    g_ascii_strncasecmp(line + i, key, sizeof(key) - 1) != 0)
			continue;
		size_t k = i + sizeof(key) - 1;
		while (k < n && is_blank(line[k]))
			k++;
		if (k >= n || line[k] != '=')
			continue;
		k++;
		while (k < n && is_blank(line[k]))
			k++;
		bool quoted = k < n && line[k] == '"';
		k += quoted;
		size_t n_out = 0;
		while (k < n && n_out < BOUNDARY_BYTES - 1 &&
		       (quoted ? line[k] != '"' : line[k] != ';' && !is_blank(line[k]))) {
			if (quoted && line[k] == '\\' && k + 1 < n)
				k++;
			ret_boundary[n_out++] = line[k++];
		}
		while (n_out > 0 && is_blank(ret_boundary[n_out - 1]))
			n_out--;
		ret_boundary[n_out] = '\0';
		return;
	}
}

/* Whether the line holds `word`, any case. */
static bool
line_has(const char *line, size_t n, const char *word)
{
	size_t n_word = strlen(word);
	for (size_t i = 0; i + n_word <= n; i++)
		if (g_ascii_strncasecmp(line + i, word, n_word) == 0)
			return true;
	return false;
}

/* What a header line of any block (top or part) declares about the parts below it. */
static void
declare(Walk *walk, const char *line, size_t n)
{
	char boundary[BOUNDARY_BYTES];
	boundary_of(line, n, boundary);
	if (boundary[0]) {
		/* A boundary that is still open separates two kinds of parts; one that was closed
		 * may come again (the same letter forwarded twice). */
		size_t old = GPOINTER_TO_SIZE(g_hash_table_lookup(walk->boundaries, boundary));
		if (old > 0 && old <= walk->depth)
			mark(walk->scan, _("two parts use the same boundary"));
		else if (g_hash_table_size(walk->boundaries) < SCAN_PARTS)
			g_hash_table_insert(walk->boundaries, g_strdup(boundary),
					    GSIZE_TO_POINTER(walk->depth + 1));
		if (walk->depth + 1 > SCAN_DEPTH)
			walk->scan->limit = _("its parts are nested too deeply");
	}
	if (!is_blank(line[0]) && n > 13 && g_ascii_strncasecmp(line, "content-type:", 13) == 0)
		walk->block_is_letter = line_has(line, n, "message/");
	else if (is_blank(line[0]) && line_has(line, n, "message/rfc822"))
		walk->block_is_letter = true;
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
	size_t n_name = name_length(line, n, &spaced);
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

/* The top block. Leaves walk->at at the body. */
static void
walk_top(Walk *walk)
{
	Scan *scan = walk->scan;
	const char *bytes = scan->bytes;
	size_t start = walk->at, n_lines = 0;
	while (walk->at < scan->n_bytes && !scan->limit) {
		size_t offset = walk->at;
		size_t n = line_take(bytes, scan->n_bytes, &walk->at);
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
		if (is_blank(line[0]) && walk->headers->len > 0) {
			ScanHeader *last =
				&g_array_index(walk->headers, ScanHeader, walk->headers->len - 1);
			last->n_value = (size_t)(line + n - last->value);
		} else if (name_length(line, n, &spaced) > 0) {
			top_header(walk, line, n, offset);
		} else {
			mark_header(scan, _("a header line without a colon"));
			if (walk->headers->len == 0) { /* no header at all: everything is body */
				scan->body = offset;
				walk->at = offset;
				return;
			}
			continue;
		}
		declare(walk, line, n);
	}
	mark(scan, _("no blank line between header and body"));
	scan->body = scan->n_bytes;
}

static void
block_begin(Walk *walk, bool of_part)
{
	walk->in_block = true;
	walk->block_of_part = of_part;
	walk->block_is_letter = false;
	walk->block_lines = walk->block_bytes = 0;
	walk->block_types = walk->block_encodings = 0;
}

/* A line while a part's header block is open. */
static void
block_line(Walk *walk, const char *line, size_t n)
{
	Scan *scan = walk->scan;
	bool spaced = false;
	if (n == 0) {
		walk->in_block = false;
		if (walk->block_is_letter) { /* a letter inside: its own header block follows */
			if (++walk->depth > SCAN_DEPTH)
				scan->limit = _("its parts are nested too deeply");
			block_begin(walk, walk->block_of_part);
		}
		return;
	}
	bool folded = is_blank(line[0]) && walk->block_lines > 0;
	if (!folded && name_length(line, n, &spaced) == 0) {
		if (walk->block_of_part && walk->block_lines > 0)
			mark(scan, _("no blank line between a part's header and its content"));
		walk->in_block = false;
		return;
	}
	walk->block_bytes += n;
	if (++walk->block_lines > SCAN_HEADER_LINES ||
	    ++walk->n_part_lines > SCAN_PART_HEADER_LINES)
		scan->limit = _("a part's header has too many lines");
	if (walk->block_bytes > SCAN_HEADER_BYTES)
		scan->limit = _("its header is longer than 512 kB");
	if (n > SCAN_LINE_BYTES)
		scan->limit = _("a header line is longer than 64 kB");
	if (walk->block_of_part && !folded) {
		if (n > 13 && g_ascii_strncasecmp(line, "content-type:", 13) == 0 &&
		    ++walk->block_types > 1)
			mark(scan, _("a part declares its type twice"));
		if (n > 26 && g_ascii_strncasecmp(line, "content-transfer-encoding:", 26) == 0 &&
		    ++walk->block_encodings > 1)
			mark(scan, _("a part declares its encoding twice"));
	}
	declare(walk, line, n);
}

/* The depth of the parts a `--…` line separates, 0 when no boundary is known by it. */
static size_t
boundary_depth(const Walk *walk, const char *line, size_t n, bool *ret_closing)
{
	char name[BOUNDARY_BYTES];
	*ret_closing = false;
	while (n > 2 && is_blank(line[n - 1]))
		n--;
	if (n < 3 || n - 2 >= BOUNDARY_BYTES || memchr(line, '\0', n))
		return 0;
	memcpy(name, line + 2, n - 2);
	name[n - 2] = '\0';
	size_t depth = GPOINTER_TO_SIZE(g_hash_table_lookup(walk->boundaries, name));
	if (depth == 0 && n > 4 && name[n - 3] == '-' && name[n - 4] == '-') {
		name[n - 4] = '\0';
		depth = GPOINTER_TO_SIZE(g_hash_table_lookup(walk->boundaries, name));
		*ret_closing = depth > 0;
	}
	return depth;
}

static void
dashed_line(Walk *walk, const char *line, size_t n)
{
	bool closing = false;
	size_t depth = boundary_depth(walk, line, n, &closing);
	if (++walk->n_dashed > SCAN_DASHED_LINES)
		walk->scan->limit =
			_("it has more lines that look like part boundaries than any letter");
	if (closing) {
		walk->in_block = false;
		walk->depth = depth - 1;
		return;
	}
	if (depth > 0) {
		walk->depth = depth;
		if (++walk->n_parts > SCAN_PARTS)
			walk->scan->limit = _("it has more than 1000 parts");
	}
	block_begin(walk, depth > 0);
}

static void
walk_body(Walk *walk)
{
	Scan *scan = walk->scan;
	if (walk->block_is_letter)
		block_begin(walk, false);
	while (walk->at < scan->n_bytes && !scan->limit) {
		const char *line = scan->bytes + walk->at;
		size_t n = line_take(scan->bytes, scan->n_bytes, &walk->at);
		if (n > 2 && line[0] == '-' && line[1] == '-' && !is_blank(line[2]))
			dashed_line(walk, line, n);
		else if (walk->in_block)
			block_line(walk, line, n);
	}
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
			mark(scan, _("a header that may stand once is there twice"));
}

/* A letter in parts of which none begins: where they are, readers would have to guess. */
static void
check_parts(Walk *walk)
{
	g_autofree char *type = scan_first_value(walk->scan, "Content-Type");
	if (type && g_ascii_strncasecmp(type, "multipart/", 10) == 0 && walk->n_parts == 0)
		mark(walk->scan, _("it says that it has parts, but none begins"));
}

size_t
scan_separator(const char *bytes, size_t n_bytes)
{
	size_t at = 0, quoted = n_bytes > 0 && bytes[0] == '>';
	bool spaced = false;
	if (n_bytes < 6 + quoted || memcmp(bytes + quoted, "From ", 5) != 0)
		return 0;
	size_t n = line_take(bytes, n_bytes, &at);
	return name_length(bytes, n, &spaced) > 0 ? 0 : at; /* `From : …` is a header */
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
	walk.boundaries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	walk.at = scan_separator(bytes, n_bytes);
	walk_top(&walk);
	if (scan->limit) /* what follows the cut is not known */
		scan->header_broken = true;
	if (n_bytes > SCAN_LETTER_BYTES) /* its sender and subject are known all the same */
		scan->limit = _("it is larger than 50 MB");
	walk_body(&walk);
	g_hash_table_unref(walk.boundaries);
	scan->n_headers = walk.headers->len;
	scan->headers = (ScanHeader *)(void *)g_array_free(walk.headers, FALSE);
	check_repeats(scan);
	if (!scan->limit)
		check_parts(&walk);
	return scan;
}

void
scan_free(Scan *scan)
{
	if (!scan)
		return;
	g_free(scan->headers);
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
