/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * doc_numbering — the lists of a Word 97-2003 document
 *
 * The heads of all lists stand together, behind them the levels of each: one, or nine. So do the
 * uses: their heads, then what each overrides. The words about a number are UTF-16, and in them a
 * character below 9 stands for the number of that level.
 */
#include "extract/doc_numbering.h"

#include "extract/numbering.h"

#define LISTS_PLACE 0x02E2u
#define USES_PLACE 0x02EAu
#define LIST_BYTES 28
#define LIST_FLAGS 26
#define LIST_SIMPLE 1 /* one level */
#define USE_BYTES 16
#define USE_LEVELS 12		/* how many it overrides */
#define USE_NOTHING 0xFFFFFFFFu /* stands before what it overrides, with older programs */
#define LEVEL_BYTES 28
#define LEVEL_LEGAL 4
#define OVERRIDE_LEVEL 0x0Fu
#define OVERRIDE_START 0x10u
#define OVERRIDE_FORMAT 0x20u

struct DocNumbering {
	GHashTable *lists; /* id → NumberingList */
	GArray *uses;	   /* NumberingUse */
};

/* A place in the table stream; beyond its end it has failed, and gives 0. */
typedef struct {
	DocStream table;
	size_t at;
	bool failed;
} NumberingCursor;

static DocStream
numbering_take(NumberingCursor *cursor, size_t n)
{
	size_t at = cursor->at;

	cursor->failed = cursor->failed || n > cursor->table.n_bytes - at;
	if (cursor->failed || n == 0)
		return (DocStream){ NULL, 0 };
	cursor->at += n;
	return (DocStream){ cursor->table.bytes + at, n };
}

static uint32_t
numbering_number(NumberingCursor *cursor, unsigned n)
{
	DocStream bytes = numbering_take(cursor, n);

	return cursor->failed ? 0 : doc_text_number(bytes, 0, n);
}

/* The place that the main stream names. */
static NumberingCursor
numbering_cursor(DocStream word, DocStream table, size_t named)
{
	NumberingCursor cursor = { .table = table, .failed = word.n_bytes < named + 8 };

	if (cursor.failed || doc_text_number(word, named + 4, 4) == 0)
		cursor.failed = true;
	else
		numbering_take(&cursor, doc_text_number(word, named, 4));
	return cursor;
}

/* ---- levels ---- */

/* As numbers of formats stand in a level. Source: [MS-OSHARED] 2.2.1.3 (MSONFC). */
static const char *
numbering_kind(unsigned number)
{
	static const char *const kinds[] = {
		"decimal",
		"upperRoman",
		"lowerRoman",
		"upperLetter",
		"lowerLetter",
		"ordinal",
		"cardinalText",
		"ordinalText",
		"hex",
		"chicago",
		"ideographDigital",
		"japaneseCounting",
		"aiueo",
		"iroha",
		"decimalFullWidth",
		"decimalHalfWidth",
		"japaneseLegal",
		"japaneseDigitalTenThousand",
		"decimalEnclosedCircle",
		"decimalFullWidth2",
		"aiueoFullWidth",
		"irohaFullWidth",
		"decimalZero",
		"bullet",
		"ganada",
		"chosung",
		"decimalEnclosedFullstop",
		"decimalEnclosedParen",
		"decimalEnclosedCircleChinese",
		"ideographEnclosedCircle",
		"ideographTraditional",
		"ideographZodiac",
		"ideographZodiacTraditional",
		"taiwaneseCounting",
		"ideographLegalTraditional",
		"taiwaneseCountingThousand",
		"taiwaneseDigital",
		"chineseCounting",
		"chineseLegalSimplified",
		"chineseCountingThousand",
	};

	if (number == 0xFF)
		return "none";
	return number < G_N_ELEMENTS(kinds) ? kinds[number] : "decimal";
}

static void
numbering_wide_words(DocStream wide, NumberingLevel *level)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (size_t i = 0; i + 2 <= wide.n_bytes; i += 2) {
		uint32_t unit = doc_text_number(wide, i, 2);

		if (unit < NUMBERING_LEVELS)
			g_string_append_printf(words, "%%%u", unit + 1);
		else
			g_string_append_unichar(words, g_unichar_validate(unit) ? unit : 0xFFFD);
	}
	numbering_words(level, words->str);
}

static NumberingLevel
numbering_level(NumberingCursor *cursor)
{
	NumberingLevel level = { 0 };
	DocStream head = numbering_take(cursor, LEVEL_BYTES);

	if (cursor->failed)
		return level;
	level.start = doc_text_number(head, 0, 4);
	g_strlcpy(level.format, numbering_kind(head.bytes[4]), sizeof level.format);
	level.legal = head.bytes[5] & LEVEL_LEGAL;
	numbering_take(cursor, (size_t)head.bytes[24] + head.bytes[25]);
	numbering_wide_words(numbering_take(cursor, 2 * (size_t)numbering_number(cursor, 2)),
			     &level);
	return level;
}

/* ---- lists and their uses ---- */

static void
numbering_lists(DocNumbering *numbering, NumberingCursor cursor)
{
	unsigned n = numbering_number(&cursor, 2);
	DocStream heads = numbering_take(&cursor, (size_t)n * LIST_BYTES);

	for (unsigned i = 0; i < MIN(n, NUMBERING_MOST) && !cursor.failed; i++) {
		uint32_t id = doc_text_number(heads, (size_t)i * LIST_BYTES, 4);
		bool simple = heads.bytes[i * LIST_BYTES + LIST_FLAGS] & LIST_SIMPLE;
		NumberingList *list = g_new0(NumberingList, 1);

		for (unsigned k = 0; k < (simple ? 1 : NUMBERING_LEVELS); k++)
			list->levels[k] = numbering_level(&cursor);
		g_hash_table_replace(numbering->lists, GUINT_TO_POINTER(id), list);
	}
}

static void
numbering_override(NumberingCursor *cursor, NumberingUse *use)
{
	uint32_t start = numbering_number(cursor, 4), what = numbering_number(cursor, 4);
	unsigned at = MIN(what & OVERRIDE_LEVEL, NUMBERING_LEVELS - 1);

	if (cursor->failed)
		return;
	if (what & OVERRIDE_START)
		use->starts[at] = (int)MIN(start, 1000000);
	if (what & OVERRIDE_FORMAT)
		numbering_own(use, at, numbering_level(cursor));
}

static void
numbering_uses(DocNumbering *numbering, NumberingCursor cursor)
{
	unsigned named = numbering_number(&cursor, 4), n = MIN(named, NUMBERING_MOST);
	DocStream heads = numbering_take(&cursor, (size_t)n * USE_BYTES);

	for (unsigned i = 0; i < n && !cursor.failed; i++) {
		uint32_t id = doc_text_number(heads, (size_t)i * USE_BYTES, 4);
		unsigned n_levels = heads.bytes[i * USE_BYTES + USE_LEVELS];
		NumberingUse use =
			numbering_use(g_hash_table_lookup(numbering->lists, GUINT_TO_POINTER(id)));

		if (numbering_number(&cursor, 4) != USE_NOTHING && !cursor.failed)
			cursor.at -= 4;
		for (unsigned k = 0; k < MIN(n_levels, NUMBERING_LEVELS); k++)
			numbering_override(&cursor, &use);
		g_array_append_val(numbering->uses, use);
	}
}

DocNumbering *
doc_numbering_read(DocStream word, DocStream table)
{
	DocNumbering *numbering = g_new0(DocNumbering, 1);

	numbering->lists = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	numbering->uses = g_array_new(FALSE, FALSE, sizeof(NumberingUse));
	g_array_set_clear_func(numbering->uses, numbering_use_clear);
	numbering_lists(numbering, numbering_cursor(word, table, LISTS_PLACE));
	numbering_uses(numbering, numbering_cursor(word, table, USES_PLACE));
	return numbering;
}

void
doc_numbering_free(DocNumbering *numbering)
{
	if (!numbering)
		return;
	g_array_unref(numbering->uses);
	g_hash_table_unref(numbering->lists);
	g_free(numbering);
}

void
doc_numbering_next(DocNumbering *numbering, unsigned use, unsigned level, GString *out)
{
	if (use > 0 && use <= numbering->uses->len)
		numbering_next(&g_array_index(numbering->uses, NumberingUse, use - 1), level, out);
}
