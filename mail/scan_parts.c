/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scan_parts — the parts below a letter's header, counted before a parser holds them
 *
 * The body is walked line by line: boundary lines, their depth, the header lines of parts. A
 * boundary is known with the depth of the part that declared it, so depth needs no stack.
 * Where the form is broken and one meaning is left, a mend is noted.
 *
 * Promise: every line is looked at once, those behind a broken one at most once more for each
 * part; the tables are bounded by the caps.
 * Not here: the header of the letter itself (scan).
 */
#include "mail/scan_parts.h"

#include <string.h>

#include "base/i18n.h"
#include "mail/mend.h"
#include "mail/scan_line.h"
#include "mail/scan_type.h"

/* What is known of a boundary beside the depth of its parts. */
#define BOUNDARY_DEPTH 0xff
#define BOUNDARY_BEGUN 0x100  /* it stands in the body */
#define BOUNDARY_MISSED 0x200 /* its parts were announced: one without any is told */

typedef struct {
	char *name;    /* NULL: none */
	size_t ending; /* offset of the two dashes that close it */
} Closed;

/* A Content-Type behind that of a multipart, until the parts begin. */
typedef struct {
	const char *header; /* NULL: none */
	size_t n;
	char boundary[SCAN_BOUNDARY_BYTES]; /* of the multipart */
} Second;

typedef struct {
	Scan *scan;
	size_t at;
	char outer[SCAN_BOUNDARY_BYTES]; /* the letter's own boundary; "": it names none */
	GHashTable *boundaries; /* char* → the depth of the parts it separates, and flags */
	Closed closed[SCAN_DEPTH + 2]; /* by depth: the boundary closed last */
	bool shared;		       /* one boundary is that of two: what closes is not told */
	Second second;
	char named[SCAN_BOUNDARY_BYTES];		 /* the boundary of the block's multipart */
	size_t n_parts, n_outer, n_dashed, n_part_lines; /* outer: the letter's own parts */
	/* the header block being walked */
	bool in_block, block_of_part, block_of_letter; /* of a part; of a letter inside */
	bool block_is_letter, block_is_rfc822, block_is_multipart, block_is_encoded;
	bool block_has_junk;
	size_t block_lines, block_bytes;
	unsigned block_types, block_encodings;
	const char *last, *type; /* its last line; its Content-Type, while that goes on */
	size_t n_last, n_type;
	size_t depth;
} Parts;

void
scan_mark(Scan *scan, const char *why)
{
	scan->ambiguous = true;
	if (!scan->why)
		scan->why = why;
}

static size_t
offset_of(const Parts *parts, const char *at)
{
	return (size_t)(at - parts->scan->bytes);
}

static size_t
boundary_find(const Parts *parts, const char *boundary)
{
	return GPOINTER_TO_SIZE(g_hash_table_lookup(parts->boundaries, boundary));
}

/* A boundary that is still open separates two kinds of parts; one that was closed may come
 * again (the same letter forwarded twice). */
static void
boundary_add(Parts *parts, const char *boundary, bool announced)
{
	size_t old = boundary_find(parts, boundary) & BOUNDARY_DEPTH;
	size_t depth = parts->depth + 1;
	Closed *closed = &parts->closed[MIN(depth, SCAN_DEPTH + 1)];

	if (old > 0 && old <= parts->depth) {
		scan_mark(parts->scan, _("two parts use the same boundary"));
		parts->shared = true;
	} else if (g_hash_table_size(parts->boundaries) < SCAN_PARTS) {
		g_hash_table_insert(parts->boundaries, g_strdup(boundary),
				    GSIZE_TO_POINTER(depth | (announced ? BOUNDARY_MISSED : 0)));
	}
	if (depth > SCAN_DEPTH)
		parts->scan->limit = _("its parts are nested too deeply");
	else if (closed->name && strcmp(closed->name, boundary) == 0)
		g_clear_pointer(&closed->name, g_free);
}

/* Does a text stand between a header and the boundary line at `end`, other than the notice that
 * programs put there? */
static bool
preamble_says(const Scan *scan, size_t at, size_t end)
{
	bool body = false;

	while (at < end) {
		const char *line = scan->bytes + at;
		size_t n = scan_line_take(scan->bytes, end, &at);
		g_autofree char *lower = body ? g_ascii_strdown(line, (gssize)n) : NULL;

		if (lower && *g_strstrip(lower))
			return !strstr(lower, "mime") && !strstr(lower, "multi-part");
		body |= n == 0;
	}
	return false;
}

/* With a text above the parts, the boundary line before its type was lost; else the type goes: a
 * parser that took the last one would not find the parts. */
static void
second_end(Parts *parts, const char *line)
{
	Second *second = &parts->second;
	size_t offset = second->header ? offset_of(parts, second->header) : 0;

	if (!second->header)
		return;
	if (line && preamble_says(parts->scan, offset + second->n, offset_of(parts, line)))
		mend_note(parts->scan, offset, 0, g_strdup_printf("\n--%s\n", second->boundary));
	else
		mend_note(parts->scan, offset, second->n, g_strdup("X-Content-Type:"));
	second->header = NULL;
}

/* What a Content-Type says of what is below it. */
static void
declare(Parts *parts, const char *header, size_t n)
{
	char boundary[SCAN_BOUNDARY_BYTES];
	bool multipart = scan_type_is(header, n, "multipart");
	/* Of a letter inside a bounce has often only the header. */
	bool announced = multipart && parts->block_of_part && !parts->block_of_letter;

	if (parts->block_is_multipart) {
		second_end(parts, NULL);
		parts->second.header = header;
		parts->second.n = n;
		g_strlcpy(parts->second.boundary, parts->named, sizeof parts->named);
		return;
	}
	parts->block_is_letter = scan_type_is(header, n, "message");
	parts->block_is_rfc822 = scan_type_is(header, n, "message/rfc822");
	scan_type_boundary(header, n, boundary);
	if (!boundary[0] && announced)
		scan_mark(parts->scan, _("it says that it has parts, but none begins"));
	if (!boundary[0])
		return;
	boundary_add(parts, boundary, announced);
	if (parts->at == parts->scan->body)
		g_strlcpy(parts->outer, boundary, sizeof parts->outer);
	parts->block_is_multipart = multipart;
	g_strlcpy(parts->named, boundary, sizeof parts->named);
	if (multipart && !scan_type_is_plain(header, n))
		mend_note(parts->scan, offset_of(parts, header), n,
			  scan_type_plain(header, n, boundary));
}

static void
block_begin(Parts *parts, bool of_part)
{
	bool of_letter = parts->block_is_rfc822 && parts->block_is_letter;

	parts->in_block = true;
	parts->block_of_part = of_part;
	parts->block_of_letter = of_part && of_letter;
	parts->block_is_letter = parts->block_is_multipart = parts->block_has_junk = false;
	parts->block_is_rfc822 = parts->block_is_encoded = false;
	parts->block_lines = parts->block_bytes = 0;
	parts->block_types = parts->block_encodings = 0;
	parts->type = parts->last = NULL;
	parts->n_last = 0;
}

/* The header that was open is complete. */
static void
header_end(Parts *parts)
{
	const char *type = parts->type;

	parts->type = NULL;
	if (type)
		declare(parts, type, parts->n_type);
}

static void
block_end(Parts *parts)
{
	header_end(parts);
	parts->in_block = false;
}

/* A line that is no header line. False: it does not end the block. */
static bool
block_broken(Parts *parts, const char *line, size_t n)
{
	Scan *scan = parts->scan;

	if (parts->block_lines == 0 && parts->block_of_letter && scan_separator(line, n) > 0)
		return false;
	if (!parts->block_of_part)
		return true;
	scan_mark(scan, _("no blank line between a part's header and its content"));
	if (parts->last && scan_line_goes_on(parts->last, parts->n_last, line, n)) {
		mend_note(scan, offset_of(parts, line), 0, g_strdup(" "));
		if (parts->type)
			parts->n_type = (size_t)(line + n - parts->type);
		return false;
	}
	if (parts->block_is_encoded && !scan_line_is_ascii(line, n)) /* no content either */
		return false;
	if (!parts->block_has_junk)
		parts->block_has_junk =
			scan_line_header_follows(scan->bytes, scan->n_bytes, parts->at);
	if (!parts->block_has_junk)
		mend_note(scan, offset_of(parts, line), 0, g_strdup("\n"));
	return !parts->block_has_junk;
}

static void
block_limits(Parts *parts, size_t n)
{
	Scan *scan = parts->scan;

	parts->block_bytes += n;
	if (++parts->block_lines > SCAN_HEADER_LINES ||
	    ++parts->n_part_lines > SCAN_PART_HEADER_LINES)
		scan->limit = _("a part's header has too many lines");
	if (parts->block_bytes > SCAN_HEADER_BYTES)
		scan->limit = _("its header is longer than 512 kB");
	if (n > SCAN_LINE_BYTES)
		scan->limit = _("a header line is longer than 64 kB");
}

static void
block_header(Parts *parts, const char *line, size_t n)
{
	header_end(parts);
	if (scan_line_is(line, n, "Content-Type")) {
		parts->type = line;
		parts->n_type = n;
		if (++parts->block_types > 1 && parts->block_of_part)
			scan_mark(parts->scan, _("a part declares its type twice"));
	} else if (scan_line_is(line, n, "Content-Transfer-Encoding")) {
		parts->block_is_encoded =
			scan_line_has(line, n, "base64") || scan_line_has(line, n, "quoted");
		if (++parts->block_encodings > 1 && parts->block_of_part)
			scan_mark(parts->scan, _("a part declares its encoding twice"));
	}
}

/* A line while a part's header block is open. */
static void
block_line(Parts *parts, const char *line, size_t n)
{
	bool spaced = false;

	if (n == 0) {
		block_end(parts);
		/* A letter inside: its own header block follows, in sight unless it is encoded. */
		if (parts->block_is_letter && !parts->block_is_encoded) {
			if (++parts->depth > SCAN_DEPTH)
				parts->scan->limit = _("its parts are nested too deeply");
			block_begin(parts, parts->block_of_part);
		}
		return;
	}
	if (scan_line_is_blank(line[0]) && parts->block_lines > 0) {
		if (parts->type)
			parts->n_type = (size_t)(line + n - parts->type);
	} else if (scan_line_name(line, n, &spaced) > 0) {
		block_header(parts, line, n);
	} else if (block_broken(parts, line, n)) {
		block_end(parts);
		return;
	}
	parts->last = line;
	parts->n_last = n;
	block_limits(parts, n);
}

/* The depth of the parts a `--…` line separates, 0 when no boundary is known by it. */
static size_t
boundary_depth(const Parts *parts, const char *line, size_t n, char name[SCAN_BOUNDARY_BYTES],
	       bool *ret_closing)
{
	*ret_closing = false;
	while (n > 2 && scan_line_is_blank(line[n - 1]))
		n--;
	if (n < 3 || n - 2 >= SCAN_BOUNDARY_BYTES || memchr(line, '\0', n))
		return 0;
	memcpy(name, line + 2, n - 2);
	name[n - 2] = '\0';
	size_t depth = boundary_find(parts, name) & BOUNDARY_DEPTH;
	if (depth == 0 && n > 4 && name[n - 3] == '-' && name[n - 4] == '-') {
		name[n - 4] = '\0';
		depth = boundary_find(parts, name) & BOUNDARY_DEPTH;
		*ret_closing = depth > 0;
	}
	return depth;
}

/* What was closed below this depth cannot go on any more. */
static void
closed_clear(Parts *parts, size_t from)
{
	for (size_t i = from; i < G_N_ELEMENTS(parts->closed); i++)
		g_clear_pointer(&parts->closed[i].name, g_free);
}

/* A part begins. Behind the line that closed its boundary, parsers pass it over: that line
 * becomes one that separates. */
static void
part_begin(Parts *parts, const char *name, size_t depth)
{
	Closed *closed = &parts->closed[depth];

	if (!parts->shared && closed->name && strcmp(closed->name, name) == 0) {
		scan_mark(parts->scan, _("a part begins behind the end of all parts"));
		mend_note(parts->scan, closed->ending, 2, g_strdup(""));
	}
	closed_clear(parts, depth);
	parts->depth = depth;
	parts->n_outer += strcmp(name, parts->outer) == 0;
	if (++parts->n_parts > SCAN_PARTS)
		parts->scan->limit = _("it has more than 1000 parts");
}

/* A header block that a boundary line ends: a parser may take that line for one of it. */
static void
block_cut(Parts *parts, const char *line)
{
	block_end(parts);
	if (!parts->block_of_part || parts->block_lines == 0)
		return;
	mend_note(parts->scan, offset_of(parts, line), 0, g_strdup("\n"));
	if (parts->block_is_multipart)
		scan_mark(parts->scan, _("no blank line between a part's header and its content"));
}

static void
dashed_line(Parts *parts, const char *line, size_t n)
{
	char name[SCAN_BOUNDARY_BYTES];
	bool closing = false;
	size_t depth;

	if (parts->in_block)
		block_cut(parts, line);
	depth = boundary_depth(parts, line, n, name, &closing);
	if (depth > 0 && strcmp(name, parts->second.boundary) == 0)
		second_end(parts, line);
	if (++parts->n_dashed > SCAN_DASHED_LINES)
		parts->scan->limit =
			_("it has more lines that look like part boundaries than any letter");
	depth = MIN(depth, SCAN_DEPTH + 1);
	if (depth > 0)
		g_hash_table_insert(parts->boundaries, g_strdup(name),
				    GSIZE_TO_POINTER(depth | BOUNDARY_BEGUN));
	if (closing) {
		closed_clear(parts, depth);
		parts->closed[depth] =
			(Closed){ g_strdup(name), offset_of(parts, line) + 2 + strlen(name) };
		parts->depth = depth - 1;
		return;
	}
	if (depth > 0)
		part_begin(parts, name, depth);
	parts->block_is_letter = false;
	block_begin(parts, depth > 0);
}

static void
walk_body(Parts *parts)
{
	Scan *scan = parts->scan;

	if (parts->block_is_letter)
		block_begin(parts, false);
	while (parts->at < scan->n_bytes && !scan->limit) {
		const char *line = scan->bytes + parts->at;
		size_t n = scan_line_take(scan->bytes, scan->n_bytes, &parts->at);

		if (scan_line_is_dashed(line, n))
			dashed_line(parts, line, n);
		else if (parts->in_block)
			block_line(parts, line, n);
	}
	block_end(parts);
}

/* A line of dashes above a header line of a part: the boundary that was meant. "": none. */
static void
boundary_guess(const Scan *scan, char ret_boundary[SCAN_BOUNDARY_BYTES])
{
	const char *line = NULL;
	size_t n = 0;

	ret_boundary[0] = '\0';
	for (size_t at = scan->body; at < scan->n_bytes;) {
		const char *next = scan->bytes + at;
		size_t n_next = scan_line_take(scan->bytes, scan->n_bytes, &at);

		if (line && n_next > 8 && g_ascii_strncasecmp(next, "content-", 8) == 0) {
			g_strlcpy(ret_boundary, line + 2, MIN(n - 1, SCAN_BOUNDARY_BYTES));
			return;
		}
		while (n_next > 0 && scan_line_is_blank(next[n_next - 1]))
			n_next--;
		line = n_next > 2 && next[0] == '-' && next[1] == '-' ? next : NULL;
		n = n_next;
	}
}

/* A letter or part in parts of which none begins: where they are, readers would have to guess. */
static void
check_parts(Parts *parts)
{
	Scan *scan = parts->scan;
	const ScanHeader *type = scan_header(scan, "Content-Type", 0);
	size_t n = type ? (size_t)(type->value + type->n_value - type->name) : 0;
	char boundary[SCAN_BOUNDARY_BYTES];
	GHashTableIter iter;
	void *found;

	g_hash_table_iter_init(&iter, parts->boundaries);
	while (g_hash_table_iter_next(&iter, NULL, &found))
		if (GPOINTER_TO_SIZE(found) & BOUNDARY_MISSED)
			scan_mark(scan, _("it says that it has parts, but none begins"));
	if (!type || parts->n_outer > 0 || !scan_type_is(type->name, n, "multipart"))
		return;
	scan_mark(scan, _("it says that it has parts, but none begins"));
	boundary_guess(scan, boundary);
	if (boundary[0])
		mend_note(scan, type->offset, n, scan_type_plain(type->name, n, boundary));
}

void
scan_parts(Scan *scan)
{
	Parts parts = { .scan = scan, .at = scan->body };
	const ScanHeader *type;

	parts.boundaries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (size_t i = 0; !scan->limit && (type = scan_header(scan, "Content-Type", i)); i++)
		declare(&parts, type->name, (size_t)(type->value + type->n_value - type->name));
	parts.block_is_multipart = false;
	walk_body(&parts);
	second_end(&parts, NULL);
	if (!scan->limit)
		check_parts(&parts);
	closed_clear(&parts, 0);
	g_hash_table_unref(parts.boundaries);
}
