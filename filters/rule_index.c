/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_index — one look at a text for the literals of all rules at once
 *
 * Literals stand in three classes by how many of their first bytes are their
 * key: 6 (two Chinese characters), 3 (one), 1. Each class has a filter of bits,
 * which most characters of a text do not pass, and chains in a hash table.
 */
#include "filters/rule_index.h"

#include <string.h>

#define INDEX_CLASSES 3
#define INDEX_FILTER_MIN 12 /* bits of a filter's size, 16 times its literals */
#define INDEX_FILTER_MAX 20
#define INDEX_NONE UINT32_MAX

typedef struct {
	const char *bytes; /* the name table's */
	uint32_t n_bytes;
	uint32_t next;	  /* in the same chain */
	uint64_t first;	  /* its first eight bytes */
	uint64_t mask;	  /* … and how many of those there are */
	GArray *patterns; /* IndexUse */
} IndexLiteral;

/* A pattern that needs this literal, and as one of which group. */
typedef struct {
	uint32_t pattern;
	uint8_t group;
} IndexUse;

typedef struct {
	size_t n_key; /* bytes */
	uint64_t mask;
	uint8_t *filter; /* 2^n_bits bits */
	int n_bits;
	uint32_t *heads; /* n_heads literals */
	size_t n_heads;	 /* a power of two */
	size_t n_literals;
} IndexClass;

struct RuleIndex {
	GHashTable *names; /* literal → its number + 1; owns the bytes */
	GArray *literals;  /* IndexLiteral */
	GArray *wanted;	   /* uint8_t a pattern: bits of its groups; 0: it may always match */
	IndexClass classes[INDEX_CLASSES];
	uint8_t *always; /* a bit a pattern: it needs nothing */
	uint8_t *seen;	 /* a pattern: bits of the groups met in this text; zero between texts */
	GArray *touched; /* uint32_t: patterns whose `seen` is not zero */
};

static const size_t index_keys[INDEX_CLASSES] = { 6, 3, 1 };

RuleIndex *
rule_index_new(void)
{
	RuleIndex *index = g_new0(RuleIndex, 1);

	index->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->literals = g_array_new(FALSE, FALSE, sizeof(IndexLiteral));
	index->wanted = g_array_new(FALSE, FALSE, sizeof(uint8_t));
	index->touched = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	return index;
}

void
rule_index_free(RuleIndex *index)
{
	if (index == NULL)
		return;
	for (guint i = 0; i < index->literals->len; i++)
		g_array_unref(g_array_index(index->literals, IndexLiteral, i).patterns);
	for (int i = 0; i < INDEX_CLASSES; i++) {
		g_free(index->classes[i].filter);
		g_free(index->classes[i].heads);
	}
	g_hash_table_unref(index->names);
	g_array_unref(index->literals);
	g_array_unref(index->wanted);
	g_array_unref(index->touched);
	g_free(index->always);
	g_free(index->seen);
	g_free(index);
}

/* ---- what is looked for ---- */

uint32_t
rule_index_literal(RuleIndex *index, const char *literal)
{
	guint known = GPOINTER_TO_UINT(g_hash_table_lookup(index->names, literal));
	IndexLiteral one = { .n_bytes = (uint32_t)strlen(literal), .next = INDEX_NONE };
	char *owned;

	if (known > 0)
		return known - 1;
	owned = g_strdup(literal);
	one.bytes = owned;
	one.patterns = g_array_new(FALSE, FALSE, sizeof(IndexUse));
	g_array_append_val(index->literals, one);
	g_hash_table_insert(index->names, owned, GUINT_TO_POINTER(index->literals->len));
	return index->literals->len - 1;
}

uint32_t
rule_index_pattern(RuleIndex *index, const GPtrArray *groups)
{
	uint32_t pattern = index->wanted->len;
	uint8_t wanted = (uint8_t)((1u << groups->len) - 1);

	g_array_append_val(index->wanted, wanted);
	for (guint i = 0; i < groups->len; i++) {
		const GPtrArray *group = groups->pdata[i];

		for (guint j = 0; j < group->len; j++) {
			uint32_t literal = rule_index_literal(index, group->pdata[j]);
			IndexUse use = { pattern, (uint8_t)i };

			g_array_append_val(
				g_array_index(index->literals, IndexLiteral, literal).patterns,
				use);
		}
	}
	return pattern;
}

/* Eight bytes, whatever lies behind the text's end counts as 0. */
static uint64_t
index_load(const char *at, size_t n_left)
{
	uint64_t word = 0;

	memcpy(&word, at, MIN(n_left, sizeof word));
	return word;
}

static uint64_t
index_hash(uint64_t key)
{
	key *= 0x9e3779b97f4a7c15u;
	return key ^ key >> 29;
}

static size_t
index_filter_bit(const IndexClass *class, uint64_t hash)
{
	return (size_t)(hash >> (64 - class->n_bits));
}

static IndexClass *
index_class_of(RuleIndex *index, const IndexLiteral *literal)
{
	for (int i = 0; i < INDEX_CLASSES; i++)
		if (literal->n_bytes >= index_keys[i])
			return &index->classes[i];
	g_assert_not_reached();
}

static void
index_class_init(IndexClass *class, size_t n_key)
{
	class->n_key = n_key;
	class->mask = (UINT64_C(1) << (8 * n_key)) - 1;
	class->n_bits = INDEX_FILTER_MIN;
	while (class->n_bits < INDEX_FILTER_MAX &&
	       (UINT64_C(1) << class->n_bits) < 16 * class->n_literals)
		class->n_bits++;
	class->filter = g_malloc0((1u << class->n_bits) / 8);
	class->n_heads = 64;
	while (class->n_heads < 2 * class->n_literals)
		class->n_heads *= 2;
	class->heads = g_new(uint32_t, class->n_heads);
	memset(class->heads, 0xff, class->n_heads * sizeof *class->heads);
}

void
rule_index_seal(RuleIndex *index)
{
	for (guint i = 0; i < index->literals->len; i++)
		index_class_of(index, &g_array_index(index->literals, IndexLiteral, i))
			->n_literals++;
	for (int i = 0; i < INDEX_CLASSES; i++)
		index_class_init(&index->classes[i], index_keys[i]);
	/* Backwards, so that each chain is in the order of the numbers. */
	for (guint i = index->literals->len; i-- > 0;) {
		IndexLiteral *literal = &g_array_index(index->literals, IndexLiteral, i);
		IndexClass *class = index_class_of(index, literal);
		uint64_t hash =
			index_hash(index_load(literal->bytes, literal->n_bytes) & class->mask);
		uint32_t *head = &class->heads[hash & (class->n_heads - 1)];
		size_t bit = index_filter_bit(class, hash);

		class->filter[bit / 8] |= (uint8_t)(1u << (bit % 8));
		literal->first = index_load(literal->bytes, literal->n_bytes);
		literal->mask = literal->n_bytes < 8 ? (UINT64_C(1) << (8 * literal->n_bytes)) - 1
						     : UINT64_MAX;
		literal->next = *head;
		*head = i;
	}
	index->seen = g_malloc0(MAX(index->wanted->len, 1));
	index->always = g_malloc0(index->wanted->len / 8 + 1);
	for (guint i = 0; i < index->wanted->len; i++)
		if (g_array_index(index->wanted, uint8_t, i) == 0)
			index->always[i / 8] |= (uint8_t)(1u << (i % 8));
}

/* ---- looking ---- */

static void
index_met(RuleIndex *index, const IndexLiteral *literal)
{
	for (guint i = 0; i < literal->patterns->len; i++) {
		IndexUse use = g_array_index(literal->patterns, IndexUse, i);

		if (index->seen[use.pattern] == 0)
			g_array_append_val(index->touched, use.pattern);
		index->seen[use.pattern] |= (uint8_t)(1u << use.group);
	}
}

static void
index_look(const RuleIndex *index, const IndexClass *class, const char *text, size_t n_bytes,
	   size_t at, uint64_t word, RuleHits *hits)
{
	uint64_t hash = index_hash(word & class->mask);
	size_t bit = index_filter_bit(class, hash);

	if (!(class->filter[bit / 8] >> (bit % 8) & 1))
		return;
	for (uint32_t i = class->heads[hash & (class->n_heads - 1)]; i != INDEX_NONE;) {
		const IndexLiteral *literal = &g_array_index(index->literals, IndexLiteral, i);

		if ((word & literal->mask) == literal->first && literal->n_bytes <= n_bytes - at &&
		    (literal->n_bytes <= 8 ||
		     memcmp(text + at, literal->bytes, literal->n_bytes) == 0)) {
			RulePlace place = { i, (uint32_t)at };

			g_array_append_val(hits->places, place);
		}
		i = literal->next;
	}
}

static int
index_compare(const void *a, const void *b)
{
	const RulePlace *left = a, *right = b;

	if (left->literal != right->literal)
		return left->literal < right->literal ? -1 : 1;
	return left->at < right->at ? -1 : left->at > right->at;
}

/* Which patterns have what they need, from the places in order. */
static void
index_judge(RuleIndex *index, RuleHits *hits)
{
	uint32_t last = INDEX_NONE;

	memcpy(hits->may, index->always, index->wanted->len / 8 + 1);
	for (guint i = 0; i < hits->places->len; i++) {
		uint32_t literal = g_array_index(hits->places, RulePlace, i).literal;

		if (literal != last)
			index_met(index, &g_array_index(index->literals, IndexLiteral, literal));
		last = literal;
	}
	for (guint i = 0; i < index->touched->len; i++) {
		uint32_t pattern = g_array_index(index->touched, uint32_t, i);

		if (index->seen[pattern] == g_array_index(index->wanted, uint8_t, pattern))
			hits->may[pattern / 8] |= (uint8_t)(1u << (pattern % 8));
		index->seen[pattern] = 0;
	}
	g_array_set_size(index->touched, 0);
}

RuleHits *
rule_index_scan(RuleIndex *index, const char *text, size_t n_bytes)
{
	RuleHits *hits = g_new0(RuleHits, 1);

	hits->places = g_array_new(FALSE, FALSE, sizeof(RulePlace));
	hits->n_patterns = index->wanted->len;
	hits->may = g_malloc0(hits->n_patterns / 8 + 1);
	hits->complete = n_bytes < UINT32_MAX;
	for (size_t at = 0; at < n_bytes && hits->complete; at++) {
		uint64_t word;

		if (((unsigned char)text[at] & 0xc0) == 0x80)
			continue; /* inside a character */
		word = index_load(text + at, n_bytes - at);
		for (int i = 0; i < INDEX_CLASSES; i++)
			if (index->classes[i].n_literals > 0)
				index_look(index, &index->classes[i], text, n_bytes, at, word,
					   hits);
		hits->complete = hits->places->len < RULE_INDEX_PLACES;
	}
	g_array_sort(hits->places, index_compare);
	index_judge(index, hits);
	return hits;
}

void
rule_hits_free(RuleHits *hits)
{
	if (hits == NULL)
		return;
	g_array_unref(hits->places);
	g_free(hits->may);
	g_free(hits);
}

void
rule_hits_add(RuleHits *hits, const RuleHits *more)
{
	for (size_t i = 0; i < hits->n_patterns / 8 + 1; i++)
		hits->may[i] |= more->may[i];
	hits->complete = hits->complete && more->complete;
}

size_t
rule_hits_next(const RuleHits *hits, size_t from)
{
	while (from < hits->n_patterns && !rule_hits_may(hits, (uint32_t)from))
		from += from % 8 == 0 && hits->may[from / 8] == 0 ? 8 : 1;
	return from;
}

const RulePlace *
rule_hits_of(const RuleHits *hits, uint32_t literal, size_t *ret_n)
{
	const RulePlace *places = (const RulePlace *)(const void *)hits->places->data;
	size_t from = 0, to = hits->places->len, end;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (places[middle].literal < literal)
			from = middle + 1;
		else
			to = middle;
	}
	for (end = from; end < hits->places->len && places[end].literal == literal; end++)
		;
	*ret_n = end - from;
	return places + from;
}
