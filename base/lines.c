/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lines — the grammar of the operator's files, and how their errors look
 */
#include "base/lines.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

#define LINES_NEAREST_LENGTH 64 /* characters; longer words get no suggestion */

static void
lines_free(void *data)
{
	Line *line = data;

	g_free(line->file);
	g_free(line->key);
	g_free(line->value);
	g_free(line);
}

static void
lines_free_word(void *data)
{
	LinesWord *word = data;

	g_free(word->text);
	g_free(word);
}

static void G_GNUC_PRINTF(5, 0) lines_add(GPtrArray *problems, const char *file, int line,
					  int column, const char *format, va_list args)
{
	g_autofree char *text = g_strdup_vprintf(format, args);

	g_ptr_array_add(problems, g_strdup_printf("%s:%d:%d: %s", file, line, column, text));
}

void
lines_problem(GPtrArray *problems, const char *file, int line, int column, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	lines_add(problems, file, line, column, format, args);
	va_end(args);
}

void
lines_problem_key(GPtrArray *problems, const Line *line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	lines_add(problems, line->file, line->line, line->key_column, format, args);
	va_end(args);
}

void
lines_problem_value(GPtrArray *problems, const Line *line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	lines_add(problems, line->file, line->line, line->value_column, format, args);
	va_end(args);
}

/* The length of FILE, and its LINE and COL as one number. */
static size_t
lines_key(const char *problem, guint64 *ret_place)
{
	const char *colon = strchr(problem, ':');
	char *end = NULL;

	*ret_place = 0;
	if (!colon)
		return 0;
	*ret_place = g_ascii_strtoull(colon + 1, &end, 10) << 32;
	if (*end == ':')
		*ret_place |= g_ascii_strtoull(end + 1, NULL, 10);
	return (size_t)(colon - problem);
}

static int
lines_compare(const void *a, const void *b)
{
	const char *left = *(char *const *)a, *right = *(char *const *)b;
	guint64 left_place, right_place;
	size_t n_left = lines_key(left, &left_place), n_right = lines_key(right, &right_place);
	int order = strncmp(left, right, MIN(n_left, n_right));

	if (order == 0 && n_left != n_right)
		order = n_left < n_right ? -1 : 1;
	if (order == 0 && left_place != right_place)
		order = left_place < right_place ? -1 : 1;
	return order ? order : strcmp(left, right);
}

void
lines_sort(GPtrArray *problems, guint first)
{
	if (problems->len > first)
		qsort(problems->pdata + first, problems->len - first, sizeof *problems->pdata,
		      lines_compare);
}

/* Line and column of a byte in bytes whose charset is not known: columns are bytes. */
static void
lines_place(const char *bytes, size_t at, int *ret_line, int *ret_column)
{
	size_t start = 0;

	*ret_line = 1;
	for (size_t i = 0; i < at; i++)
		if (bytes[i] == '\n') {
			++*ret_line;
			start = i + 1;
		}
	*ret_column = (int)(at - start) + 1;
}

char *
lines_utf8(const char *file, const char *bytes, size_t n_bytes, GPtrArray *problems)
{
	const char *nul = n_bytes ? memchr(bytes, 0, n_bytes) : NULL;
	g_autoptr(GError) error = NULL;
	char *text;
	gsize n_read = 0;
	int line, column;

	if (n_bytes >= 2 &&
	    (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
		lines_problem(problems, file, 1, 1,
			      _("this file is UTF-16; save it as UTF-8 or as CSV (GB18030)"));
		return NULL;
	}
	if (nul) {
		lines_place(bytes, (size_t)(nul - bytes), &line, &column);
		lines_problem(problems, file, line, column,
			      _("a NUL byte: this is not a text file"));
		return NULL;
	}
	if (n_bytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		n_bytes -= 3;
	}
	if (g_utf8_validate(bytes, (gssize)n_bytes, NULL))
		return g_strndup(bytes, n_bytes);
	text = g_convert(bytes, (gssize)n_bytes, "UTF-8", "GB18030", &n_read, NULL, &error);
	/* A character cut off at the end is no error to g_convert. */
	if (text && n_read == n_bytes)
		return text;
	g_free(text);
	lines_place(bytes, MIN(n_read, n_bytes), &line, &column);
	lines_problem(problems, file, line, column,
		      _("the characters from here on are neither UTF-8 nor GB18030"));
	return NULL;
}

/* 0 when the line holds no control character but tabs, else the column of the first. */
static int
lines_control(const char *text)
{
	int column = 1;

	for (const char *p = text; *p; p = g_utf8_next_char(p), column++) {
		gunichar c = g_utf8_get_char(p);

		if (c != '\t' && g_unichar_iscntrl(c))
			return column;
	}
	return 0;
}

static int
lines_column(const char *text, const char *at)
{
	return (int)g_utf8_strlen(text, at - text) + 1;
}

/* Blanks as people type them: the full-width one too, which an eye cannot tell. */
static const char *
lines_skip(const char *text)
{
	while (*text && g_unichar_isspace(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	return text;
}

/* A copy of [from, until) without the blanks at its end. */
static char *
lines_copy(const char *from, const char *until)
{
	while (until > from) {
		const char *before = g_utf8_prev_char(until);

		if (!g_unichar_isspace(g_utf8_get_char(before)))
			break;
		until = before;
	}
	return g_strndup(from, (size_t)(until - from));
}

static const char *
lines_word_end(const char *text)
{
	while (*text && !g_unichar_isspace(g_utf8_get_char(text)))
		text = g_utf8_next_char(text);
	return text;
}

/* `[kind name]`; begin stands on the bracket. */
static bool
lines_section(Line *line, const char *text, const char *begin, GPtrArray *problems)
{
	const char *end = strrchr(begin, ']');
	const char *key = lines_skip(begin + 1);
	const char *key_end = lines_word_end(key);
	const char *rest;

	if (!end || *lines_skip(end + 1)) {
		lines_problem(problems, line->file, line->line,
			      end ? lines_column(text, lines_skip(end + 1))
				  : lines_column(text, text + strlen(text)),
			      end ? _("nothing may follow the “]” of a section")
				  : _("a section needs a “]” at its end: [section name]"));
		return false;
	}
	if (key_end > end)
		key_end = end;
	if (key_end == key) {
		lines_problem(problems, line->file, line->line, lines_column(text, begin),
			      _("a section needs a name: [section name]"));
		return false;
	}
	rest = lines_skip(key_end);
	if (rest > end)
		rest = end;
	line->kind = LINES_SECTION;
	line->key = g_strndup(key, (size_t)(key_end - key));
	line->value = lines_copy(rest, end);
	line->key_column = lines_column(text, key);
	line->value_column = lines_column(text, rest);
	return true;
}

/* `key = value` or `include PATH`; begin stands on the first character. */
static bool
lines_pair(Line *line, const char *text, const char *begin, GPtrArray *problems)
{
	const char *word_end = lines_word_end(begin);
	const char *equals = strchr(begin, '=');
	const char *value = equals ? lines_skip(equals + 1) : lines_skip(word_end);
	bool include = (size_t)(word_end - begin) == strlen("include") &&
		       g_str_has_prefix(begin, "include") && *lines_skip(word_end) != '=';

	line->key_column = lines_column(text, begin);
	if (include)
		value = lines_skip(word_end);
	else if (!equals || equals == begin) {
		lines_problem_key(problems, line,
				  equals ? _("a key is missing before “=”")
					 : _("this is no section, no key = value and no comment"));
		return false;
	}
	line->kind = include ? LINES_INCLUDE : LINES_PAIR;
	line->key = include ? g_strdup("include") : lines_copy(begin, equals);
	line->value = lines_copy(value, text + strlen(text));
	line->value_column = lines_column(text, value);
	if (include && !*line->value) {
		lines_problem_value(problems, line, _("include needs a path"));
		return false;
	}
	return true;
}

static bool
lines_read(Line *line, const char *text, GPtrArray *problems)
{
	const char *begin = lines_skip(text);
	int control = lines_control(text);

	if (!*begin || *begin == '#')
		return false;
	if (control) {
		lines_problem(problems, line->file, line->line, control,
			      _("a control character stands here; delete it"));
		return false;
	}
	return *begin == '[' ? lines_section(line, text, begin, problems)
			     : lines_pair(line, text, begin, problems);
}

GPtrArray *
lines_parse(const char *file, const char *text, GPtrArray *problems)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(lines_free);
	int number = 0;

	while (*text) {
		const char *newline = strchr(text, '\n');
		size_t n_bytes = newline ? (size_t)(newline - text) : strlen(text);
		size_t n_kept = n_bytes && text[n_bytes - 1] == '\r' ? n_bytes - 1 : n_bytes;

		if (++number > LINES_MAX_COUNT || n_kept > LINES_MAX_BYTES) {
			lines_problem(problems, file, number, 1,
				      number > LINES_MAX_COUNT ? _("too many lines")
							       : _("this line is too long"));
			break;
		}
		g_autofree char *one = g_strndup(text, n_kept);
		Line *line = g_new0(Line, 1);

		line->file = g_strdup(file);
		line->line = number;
		if (lines_read(line, one, problems))
			g_ptr_array_add(lines, line);
		else
			lines_free(line);
		text += newline ? n_bytes + 1 : n_bytes;
	}
	return g_steal_pointer(&lines);
}

/* The length in bytes of a separator that begins here; 0: none. */
static size_t
lines_separator(const char *at, bool blanks)
{
	if (*at == ',')
		return 1;
	if (g_str_has_prefix(at, "，"))
		return strlen("，");
	if (blanks && *at && g_unichar_isspace(g_utf8_get_char(at)))
		return (size_t)(g_utf8_next_char(at) - at);
	return 0;
}

GPtrArray *
lines_words(const Line *line, bool blanks)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(lines_free_word);
	const char *at = line->value;

	while (*at) {
		const char *begin = at = lines_skip(at);
		LinesWord *word;

		while (*at && !lines_separator(at, blanks))
			at = g_utf8_next_char(at);
		word = g_new0(LinesWord, 1);
		word->text = lines_copy(begin, at);
		word->column = line->value_column + lines_column(line->value, begin) - 1;
		g_ptr_array_add(words, word);
		if (blanks)
			at = lines_skip(at);
		if (*at)
			at += lines_separator(at, false);
		/* A separator at the very end leaves an empty element behind it. */
		if (!*at && at > line->value &&
		    (at[-1] == ',' || g_str_has_suffix(line->value, "，"))) {
			word = g_new0(LinesWord, 1);
			word->text = g_strdup("");
			word->column = line->value_column + lines_column(line->value, at) - 1;
			g_ptr_array_add(words, word);
		}
	}
	return g_steal_pointer(&words);
}

/* Edits (insert, delete, replace, swap of neighbours) from a to b, both in lower case. */
static int
lines_distance(const gunichar *a, int n_a, const gunichar *b, int n_b)
{
	int row[3][LINES_NEAREST_LENGTH + 1];

	for (int j = 0; j <= n_b; j++)
		row[0][j] = j;
	for (int i = 1; i <= n_a; i++) {
		int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		now[0] = i;
		for (int j = 1; j <= n_b; j++) {
			int best = last[j - 1] + (a[i - 1] != b[j - 1]);

			best = MIN(best, last[j] + 1);
			best = MIN(best, now[j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				best = MIN(best, before[j - 2] + 1);
			now[j] = best;
		}
	}
	return row[n_a % 3][n_b];
}

static gunichar *
lines_letters(const char *word, int *ret_n)
{
	g_autofree char *lower = g_utf8_strdown(word, -1);
	glong n = 0;
	gunichar *letters = g_utf8_to_ucs4_fast(lower, -1, &n);

	*ret_n = n > LINES_NEAREST_LENGTH ? 0 : (int)n;
	return letters;
}

const char *
lines_nearest(const char *word, const char *const *candidates)
{
	int n_word, best = G_MAXINT;
	g_autofree gunichar *letters = lines_letters(word, &n_word);
	const char *nearest = NULL;

	for (; n_word && *candidates; candidates++) {
		int n_other;
		g_autofree gunichar *other = lines_letters(*candidates, &n_other);
		int distance = lines_distance(letters, n_word, other, n_other);
		int longest = MAX(n_word, n_other);

		/* A third of the letters may be wrong, but never all of a short word. */
		if (distance < best && distance <= MAX(1, longest / 3) && distance < longest) {
			best = distance;
			nearest = *candidates;
		}
	}
	return nearest;
}

char *
lines_suggestion(const char *word, const char *const *candidates)
{
	const char *nearest = lines_nearest(word, candidates);

	return nearest ? g_strdup_printf(_(" (did you mean “%s”?)"), nearest) : g_strdup("");
}
