/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fold — the form of a text in which words are looked for, and the way back
 *
 * Three passes over an array of units (a folded character and where it is from):
 * normalise cluster by cluster; make pieces of Han that hold a traditional
 * character simplified, one to one; write, deciding each run of blanks by its
 * neighbours. OpenCC works on whole pieces because 乾 in 乾坤 is not 乾 in 乾淨.
 *
 * Promise: linear; origins never decrease; the text is valid UTF-8.
 * Not here: what words are looked for (filters/, mail/).
 */
#include "base/text/fold.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/simplified.h"
#include "base/text/utf8.h"

#include <opencc/opencc.h>
#include <string.h>

#define HAN_FIRST 0x3400u
#define HAN_LAST 0x9FFFu
#define HAN_N (HAN_LAST - HAN_FIRST + 1)
#define PIECE_MAX 500	     /* characters given to OpenCC at a time */
#define CLUSTER_MAX 32	     /* characters normalised together */
#define WRAP_MIN 30	     /* characters of a line that a program may have wrapped */
#define FOLD_CHARACTER 4     /* bytes that one is written in at most */
#define FOLD_USUAL 1024	     /* bytes taken in one go */
#define FOLD_ROOM (1u << 20) /* units that room is made for before the first is there */

typedef struct {
	uint32_t character;   /* folded; blanks as they came, line ends \n */
	uint32_t first, last; /* original characters it came from */
	bool wide;	      /* it was Chinese writing in the original */
} Unit;

/* What fold_normalise makes of a text. */
typedef struct {
	GArray *units;	       /* Unit */
	uint32_t n_characters; /* of the original, so far */
	bool traditional;      /* a character stands in it for which its piece needs OpenCC */
} Normal;

/* Written once by fold_load, before the jail; simple[c] is c's simplified form
 * when it stands alone, traditional's bit of c says whether its piece needs OpenCC. */
static opencc_t fold_opencc;
static uint16_t fold_simple[HAN_N];
static uint8_t fold_traditional[HAN_N / 8]; /* a bit each: few, so that they stay near */

static bool
fold_is_han(uint32_t c)
{
	return c >= HAN_FIRST && c <= HAN_LAST;
}

static bool
fold_is_traditional(uint32_t c)
{
	return fold_traditional[(c - HAN_FIRST) / 8] >> (c - HAN_FIRST) % 8 & 1;
}

static void
fold_note_traditional(uint32_t c)
{
	fold_traditional[(c - HAN_FIRST) / 8] |= (uint8_t)(1u << (c - HAN_FIRST) % 8);
}

bool
fold_load(GError **error)
{
	/* These keep their shape when alone but change inside some words. */
	static const char words_only[] = "著乾瞭藉覆麼夥徵於";
	const char *at;
	opencc_t opened;

	if (fold_opencc)
		return true;
	opened = opencc_open("t2s.json");
	if (opened == (opencc_t)-1)
		return errors_set(error, ERRORS_CONFIG,
				  _("OpenCC cannot read its table t2s.json (%s): install the "
				    "package libopencc-data, or let this user read its files"),
				  opencc_error());
	fold_opencc = opened;
	for (uint32_t c = HAN_FIRST; c <= HAN_LAST; c++)
		fold_simple[c - HAN_FIRST] = (uint16_t)c;
	for (at = simplified_pairs; *at; at = g_utf8_next_char(at)) {
		uint32_t c = g_utf8_get_char(at), to;

		at = g_utf8_next_char(at);
		to = g_utf8_get_char(at);
		fold_simple[c - HAN_FIRST] = (uint16_t)(to <= 0xFFFF ? to : c);
		fold_note_traditional(c);
	}
	for (at = words_only; *at; at = g_utf8_next_char(at))
		fold_note_traditional(g_utf8_get_char(at));
	return true;
}

uint32_t
fold_alone(uint32_t character)
{
	return fold_opencc && fold_is_han(character) ? fold_simple[character - HAN_FIRST]
						     : character;
}

char *
fold_plain_script(const char *utf8)
{
	GString *simple = g_string_new(NULL);

	for (; *utf8; utf8 = g_utf8_next_char(utf8))
		g_string_append_unichar(simple, fold_alone(g_utf8_get_char(utf8)));
	return g_string_free(simple, FALSE);
}

/* ---- normalise ---- */

static void
fold_push(Normal *normal, uint32_t character, uint32_t first, uint32_t last, bool wide)
{
	Unit unit = { character, first, last, wide };

	g_array_append_val(normal->units, unit);
	normal->traditional |= fold_is_han(character) && fold_is_traditional(character);
}

/* Does `c` join the character before it? */
static bool
fold_joins(uint32_t c)
{
	if (c < 0x300 || (c >= 0x2E80 && c < 0x3099) || fold_is_han(c))
		return false;
	return (c >= 0x1160 && c <= 0x11FF) || c == 0xFF9E || c == 0xFF9F ||
	       g_unichar_combining_class(c) != 0;
}

/* The folded form of characters whose NFKC is themselves or a table, or 0. */
static uint32_t
fold_plain(uint32_t c)
{
	if (c < 0xA0 || fold_is_han(c) || (c >= 0x3001 && c <= 0x301F) ||
	    (c >= 0x2018 && c <= 0x201D) || c == 0x2014)
		return c;
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFEE0;
	return c == 0x3000 || c == UTF8_BAD ? (c == 0x3000 ? c : 0xFFFD) : 0;
}

/* [from, to) is one cluster, its characters numbered first..last. */
static void
fold_cluster(Normal *normal, const char *from, const char *to, uint32_t first, uint32_t last)
{
	bool wide = utf8_wide(g_utf8_get_char(from));
	g_autofree char *form = g_utf8_normalize(from, to - from, G_NORMALIZE_NFKC);

	for (const char *at = form; at && *at; at = g_utf8_next_char(at)) {
		uint32_t c = g_utf8_get_char(at);
		bool final = *g_utf8_next_char(at) == '\0';

		if (!utf8_invisible(c))
			fold_push(normal, c, first, final ? last : first, wide);
	}
}

/* Can what begins with these bytes, which a NUL ends, join the character before it? Not ASCII,
 * U+4000 to U+9FFF, U+2000 to U+203F, U+3000 to U+307F, U+FF00 to U+FF7F. */
static bool
fold_may_join(const unsigned char *at)
{
	if (at[0] < 0xC0 || (at[0] >= 0xE4 && at[0] <= 0xE9))
		return false;
	return !(at[0] == 0xE2 && at[1] == 0x80) &&
	       !(at[0] == 0xE3 && (at[1] == 0x80 || at[1] == 0x81)) &&
	       !(at[0] == 0xEF && (at[1] == 0xBC || at[1] == 0xBD));
}

/* utf8_wide, without a call for what most of a text is. */
static bool
fold_is_wide(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x80 && utf8_wide(c));
}

/* The character of one or three bytes here, which a NUL ends; 0: it is no such. */
static uint32_t
fold_short(const unsigned char *at)
{
	if (at[0] < 0x80)
		return at[0];
	if (at[0] < 0xE2 || at[0] > 0xEF || (at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80)
		return 0;
	return (at[0] & 0xFu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
}

/* Takes the characters at the beginning of n bytes that are folded by a table and that nothing
 * joins: most of any text. */
static size_t
fold_usual(Normal *normal, const char *text, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)text;
	guint n_units = normal->units->len;
	uint32_t number = normal->n_characters;
	bool traditional = false;
	Unit *unit;
	size_t i = 0;

	if (n == 0)
		return 0;
	g_array_set_size(normal->units, n_units + (guint)MIN(n, FOLD_USUAL));
	unit = &g_array_index(normal->units, Unit, n_units);
	while (i < n && i < FOLD_USUAL) {
		uint32_t c = fold_short(bytes + i), plain = c;
		size_t length = c < 0x80 ? 1 : 3;

		if (fold_is_han(c))
			traditional |= fold_is_traditional(c);
		else
			plain = fold_plain(c);
		if (plain == 0 || fold_may_join(bytes + i + length))
			break;
		*unit++ = (Unit){ plain, number, number, fold_is_wide(c) };
		i += length;
		number++;
	}
	normal->n_characters = number;
	normal->traditional |= traditional;
	g_array_set_size(normal->units, (guint)(unit - (Unit *)(void *)normal->units->data));
	return i;
}

static Normal
fold_normalise(const char *text)
{
	/* A Chinese character takes three bytes; a text of others gets more room when it needs it.
	 */
	size_t n = strlen(text), n_room = MIN(n / 3, FOLD_ROOM) + MIN(n, FOLD_USUAL);
	Normal normal = { g_array_sized_new(FALSE, FALSE, sizeof(Unit), (guint)n_room), 0, false };

	for (size_t i = fold_usual(&normal, text, n); i < n;) {
		uint32_t c, next, plain, index = normal.n_characters, last = index;
		size_t length = utf8_next(text + i, n - i, &c), end = i + length;

		if (end < n && utf8_next(text + end, n - end, &next) && c != UTF8_BAD) {
			while (next != UTF8_BAD && fold_joins(next) && last - index < CLUSTER_MAX) {
				end += utf8_next(text + end, n - end, &next);
				last++;
				next = UTF8_BAD;
				if (end < n)
					utf8_next(text + end, n - end, &next);
			}
		}
		plain = last == index ? fold_plain(c) : 0;
		if (plain)
			fold_push(&normal, plain, index, index, utf8_wide(c));
		else if (c == 0x2028 || c == 0x2029)
			fold_push(&normal, '\n', index, index, false);
		else if (!utf8_invisible(c))
			fold_cluster(&normal, text + i, text + end, index, last);
		normal.n_characters = last + 1;
		i = end + fold_usual(&normal, text + end, n - end);
	}
	return normal;
}

/* ---- simplify ---- */

static void
fold_simplify_piece(Unit *units, size_t n)
{
	g_autoptr(GString) piece = g_string_sized_new(3 * n + 1);
	char *simple;
	const char *at;

	for (size_t i = 0; i < n; i++)
		g_string_append_unichar(piece, units[i].character);
	simple = opencc_convert_utf8(fold_opencc, piece->str, piece->len);
	if (simple && utf8_valid(simple, strlen(simple)) && utf8_length(simple) == n) {
		at = simple;
		for (size_t i = 0; i < n; i++, at = g_utf8_next_char(at))
			units[i].character = g_utf8_get_char(at);
	} else {
		for (size_t i = 0; i < n; i++)
			units[i].character = fold_simple[units[i].character - HAN_FIRST];
	}
	if (simple)
		opencc_convert_utf8_free(simple);
}

static void
fold_simplify(Unit *units, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t from = i;
		bool traditional = false;

		for (; i < n && i - from < PIECE_MAX && fold_is_han(units[i].character); i++)
			traditional |= fold_is_traditional(units[i].character);
		if (traditional)
			fold_simplify_piece(units + from, i - from);
		if (i == from)
			i++;
	}
}

/* ---- blanks, and writing ---- */

static bool
fold_is_blank(uint32_t c)
{
	if (fold_is_han(c))
		return false;
	return c == ' ' || c == '\n' || c == '\t' || c == 0x3000 || c == '\r' || c == '\v' ||
	       c == '\f' || (c > 0x7F && g_unichar_isspace(c));
}

static bool
fold_ends_sentence(const Unit *unit)
{
	return unit->character == 0x3002 ||
	       (unit->character < 0x80 && strchr(".!?;:", (int)unit->character) != NULL);
}

/* Is the run [from, to) of blanks the hard wrap of a line that began at the
 * original character line_start? */
static bool
fold_is_wrap(const Unit *units, size_t from, size_t to, uint32_t line_start)
{
	size_t end = from;
	const Unit *before = units + from - 1;

	while (units[end].character != '\n')
		end++;
	if (units[end].first - line_start < WRAP_MIN || to - end > 2 ||
	    (to - end == 2 && units[to - 1].character != ' '))
		return false;
	if (before->character == 0x201D && from > 1)
		before--; /* 。” */
	return !fold_ends_sentence(before) &&
	       (units[from - 1].wide || g_unichar_isalnum(units[from - 1].character)) &&
	       (units[to].wide || g_unichar_isalnum(units[to].character));
}

/* What stands for a run of blanks inside a line: nothing (0) beside Chinese. */
static char
fold_blank(const Unit *before, const Unit *after)
{
	return before->wide || after->wide ? '\0' : ' ';
}

/* The folded text and where each of its bytes is from; there is room for all. */
typedef struct {
	char *text;
	uint32_t *origin;
	size_t n_bytes;
} FoldWriter;

/* Of the three bytes. */
static inline void
fold_write_han(FoldWriter *writer, const Unit *unit)
{
	char *at = writer->text + writer->n_bytes;
	uint32_t *origin = writer->origin + writer->n_bytes;

	at[0] = (char)(0xE0 | unit->character >> 12);
	at[1] = (char)(0x80 | (unit->character >> 6 & 0x3F));
	at[2] = (char)(0x80 | (unit->character & 0x3F));
	origin[0] = unit->first;
	origin[1] = unit->first;
	origin[2] = unit->last;
	writer->n_bytes += 3;
}

static inline void
fold_write(FoldWriter *writer, uint32_t character, uint32_t first, uint32_t last)
{
	char *at = writer->text + writer->n_bytes;
	uint32_t *origin = writer->origin + writer->n_bytes;
	int length;

	if (character < 0x80) {
		*at = (char)character;
		*origin = first;
		writer->n_bytes++;
		return;
	}
	length = g_unichar_to_utf8(character, at);
	for (int i = 0; i < length - 1; i++)
		origin[i] = first;
	origin[length - 1] = last;
	writer->n_bytes += (size_t)length;
}

/* Writes the units from `from` on, up to a blank. Gives where that is. */
static size_t
fold_write_words(const Unit *units, size_t from, size_t n, FoldWriter *writer)
{
	FoldWriter here = *writer; /* which no byte that is written may change */
	size_t i = from;

	for (; i < n && !fold_is_blank(units[i].character); i++)
		if (fold_is_han(units[i].character))
			fold_write_han(&here, &units[i]);
		else
			fold_write(&here, units[i].character, units[i].first, units[i].last);
	*writer = here;
	return i;
}

/* Writes what stands for the run [from, to) of blanks among n units. */
static void
fold_write_run(const Unit *units, size_t from, size_t to, size_t n, uint32_t *line_start,
	       FoldWriter *writer)
{
	size_t n_ends = 0, end = from;
	uint32_t began = *line_start;
	char mark;

	for (size_t i = from; i < to; i++) {
		if (units[i].character != '\n')
			continue;
		end = n_ends++ ? end : i;
		*line_start = units[i].last + 1;
	}
	if (from == 0 || to == n)
		return;
	if (n_ends == 0 || (n_ends == 1 && fold_is_wrap(units, from, to, began)))
		mark = fold_blank(&units[from - 1], &units[to]);
	else
		mark = '\n';
	if (mark)
		fold_write(writer, (uint32_t)mark, units[mark == '\n' ? end : from].first,
			   units[from].last);
}

Folded *
fold_text(const char *utf8)
{
	Folded *folded = g_new0(Folded, 1);
	uint32_t line_start = 0;
	Normal normal = fold_normalise(utf8 ? utf8 : "");
	g_autoptr(GArray) array = normal.units;
	Unit *units = (Unit *)(void *)array->data;
	size_t n = array->len;
	FoldWriter writer = { g_malloc(FOLD_CHARACTER * n + 1),
			      g_new(uint32_t, FOLD_CHARACTER * n + 1), 0 };

	g_assert(fold_opencc);
	if (normal.traditional)
		fold_simplify(units, n);
	for (size_t i = fold_write_words(units, 0, n, &writer); i < n;) {
		size_t from = i;

		while (i < n && fold_is_blank(units[i].character))
			i++;
		fold_write_run(units, from, i, n, &line_start, &writer);
		i = fold_write_words(units, i, n, &writer);
	}
	writer.text[writer.n_bytes] = '\0';
	writer.origin[writer.n_bytes] = normal.n_characters;
	folded->n_original = normal.n_characters;
	folded->n_bytes = writer.n_bytes;
	folded->text = g_realloc(writer.text, writer.n_bytes + 1);
	folded->origin = g_renew(uint32_t, writer.origin, writer.n_bytes + 1);
	return folded;
}

void
fold_free(Folded *folded)
{
	if (!folded)
		return;
	g_free(folded->text);
	g_free(folded->origin);
	g_free(folded);
}

char *
fold_word(const char *utf8)
{
	g_autoptr(Folded) folded = fold_text(utf8);

	return g_steal_pointer(&folded->text);
}

void
fold_span(const Folded *folded, size_t from_byte, size_t to_byte, size_t *ret_from_char,
	  size_t *ret_to_char)
{
	size_t from = MIN(from_byte, folded->n_bytes), to = MIN(to_byte, folded->n_bytes);

	*ret_from_char = folded->origin[from];
	*ret_to_char = to > from ? (size_t)folded->origin[to - 1] + 1 : folded->origin[from];
}
