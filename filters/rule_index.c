/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_index — one look at a text for the literals of all rules at once
 *
 * Literals stand in four classes by how many of their first bytes are their key:
 * 12 (four Chinese characters), 6, 3, 1. Each class has a filter of bits, which most
 * characters of a text do not pass (the first two share one, of 6 bytes), and a table
 * of buckets; the literals of a bucket lie side by side with their first eight bytes,
 * and so do the patterns of a literal, so that looking reads on in memory rather than
 * jumps about.
 */
#include "filters/rule_index.h"

#include <string.h>

#define INDEX_CLASSES 4
#define INDEX_FILTERS 3	    /* the first serves the first two classes */
#define INDEX_FILTER_MIN 12 /* bits of a filter's size, 16 times its literals */
#define INDEX_FILTER_MAX 20
#define INDEX_NONE UINT32_MAX

typedef struct {
	const char *bytes; /* the name table's */
	uint32_t n_bytes;
	uint32_t first_use, n_uses; /* in uses, once sealed */
} IndexLiteral;

/* A literal in its bucket. */
typedef struct {
	uint64_t first, second;	    /* its first eight bytes, and the next */
	uint64_t mask, second_mask; /* … and how many of those there are */
	uint32_t literal, n_bytes;
} IndexEntry;

/* A pattern that needs this literal, and as one of which group. */
typedef struct {
	uint32_t literal, pattern;
	uint8_t group;
} IndexUse;

typedef struct {
	size_t n_key; /* bytes */
	uint64_t mask;
	uint32_t *buckets; /* n_buckets + 1: where each begins in entries */
	size_t n_buckets;  /* a power of two */
	IndexEntry *entries;
	size_t n_literals;
} IndexClass;

/* Of the first n_key bytes of all literals of its classes. */
typedef struct {
	uint64_t mask;
	uint8_t *bits; /* 2^n_bits */
	int n_bits;
	size_t n_literals;
} IndexFilter;

struct RuleIndex {
	GHashTable *names; /* literal → its number + 1; owns the bytes */
	GArray *literals;  /* IndexLiteral */
	GArray *uses;	   /* IndexUse; sealed: by literal */
	GArray *wanted;	   /* uint8_t a pattern: bits of its groups; 0: it may always match */
	IndexClass classes[INDEX_CLASSES];
	IndexFilter filters[INDEX_FILTERS];
	uint8_t *always;   /* a bit a pattern: it needs nothing */
	uint8_t *seen;	   /* a pattern: bits of the groups met in this text; zero between texts */
	uint32_t *touched; /* patterns whose `seen` is not zero; room for all */
	size_t n_touched;
	uint32_t *counts; /* a literal: its places in this text; zero between texts */
};

static const size_t index_keys[INDEX_CLASSES] = { 12, 6, 3, 1 };

RuleIndex *
rule_index_new(void)
{
	RuleIndex *index = g_new0(RuleIndex, 1);

	index->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	index->literals = g_array_new(FALSE, FALSE, sizeof(IndexLiteral));
	index->wanted = g_array_new(FALSE, FALSE, sizeof(uint8_t));
	index->uses = g_array_new(FALSE, FALSE, sizeof(IndexUse));
	return index;
}

void
rule_index_free(RuleIndex *index)
{
	if (index == NULL)
		return;
	for (int i = 0; i < INDEX_FILTERS; i++)
		g_free(index->filters[i].bits);
	for (int i = 0; i < INDEX_CLASSES; i++) {
		g_free(index->classes[i].buckets);
		g_free(index->classes[i].entries);
	}
	g_hash_table_unref(index->names);
	g_array_unref(index->literals);
	g_array_unref(index->wanted);
	g_array_unref(index->uses);
	g_free(index->touched);
	g_free(index->counts);
	g_free(index->always);
	g_free(index->seen);
	g_free(index);
}

/* ---- what is looked for ---- */

uint32_t
rule_index_literal(RuleIndex *index, const char *literal)
{
	guint known = GPOINTER_TO_UINT(g_hash_table_lookup(index->names, literal));
	IndexLiteral one = { .n_bytes = (uint32_t)strlen(literal) };
	char *owned;

	if (known > 0)
		return known - 1;
	owned = g_strdup(literal);
	one.bytes = owned;
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
			IndexUse use = { rule_index_literal(index, group->pdata[j]), pattern,
					 (uint8_t)i };

			g_array_append_val(index->uses, use);
		}
	}
	return pattern;
}

/* Eight bytes, whatever lies behind the text's end counts as 0. */
static inline uint64_t
index_load(const char *at, size_t n_left)
{
	uint64_t word = 0;

	if (n_left >= sizeof word)
		memcpy(&word, at, sizeof word);
	else
		memcpy(&word, at, n_left);
	return word;
}

static uint64_t
index_mask(size_t n_bytes)
{
	return n_bytes < 8 ? (UINT64_C(1) << (8 * n_bytes)) - 1 : UINT64_MAX;
}

/* Of the key at `at`, whose first eight bytes are `word`. */
static inline uint64_t
index_hash(const IndexClass *class, uint64_t word, const char *at)
{
	uint64_t key = word & class->mask;

	if (class->n_key > 8) {
		uint64_t last;

		memcpy(&last, at + class->n_key - 8, sizeof last);
		key ^= last * 0xc2b2ae3d27d4eb4fu;
	}
	key *= 0x9e3779b97f4a7c15u;
	return key ^ key >> 29;
}

static inline size_t
index_filter_bit(const IndexFilter *filter, uint64_t word)
{
	return (size_t)((word & filter->mask) * 0x9e3779b97f4a7c15u >> (64 - filter->n_bits));
}

static inline bool
index_passes(const IndexFilter *filter, uint64_t word)
{
	size_t bit = index_filter_bit(filter, word);

	return filter->bits[bit / 8] >> (bit % 8) & 1;
}

static IndexFilter *
index_filter_of(RuleIndex *index, const IndexClass *class)
{
	return &index->filters[MAX(class - index->classes, 1) - 1];
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
index_filter_init(IndexFilter *filter, size_t n_key)
{
	filter->mask = index_mask(n_key);
	filter->n_bits = INDEX_FILTER_MIN;
	while (filter->n_bits < INDEX_FILTER_MAX &&
	       (UINT64_C(1) << filter->n_bits) < 16 * filter->n_literals)
		filter->n_bits++;
	filter->bits = g_malloc0((1u << filter->n_bits) / 8);
}

static void
index_class_init(IndexClass *class, size_t n_key)
{
	class->n_key = n_key;
	class->mask = index_mask(n_key);
	class->n_buckets = 64;
	while (class->n_buckets < 2 * class->n_literals)
		class->n_buckets *= 2;
	class->buckets = g_new0(uint32_t, class->n_buckets + 1);
	class->entries = g_new(IndexEntry, class->n_literals + 1);
}

static size_t
index_bucket(const IndexClass *class, const IndexLiteral *literal)
{
	uint64_t word = index_load(literal->bytes, literal->n_bytes);

	return index_hash(class, word, literal->bytes) & (class->n_buckets - 1);
}

/* Puts a literal at its bucket's end, which moves down to its beginning: the last one first. */
static void
index_enter(RuleIndex *index, const IndexLiteral *literal, uint32_t number)
{
	IndexClass *class = index_class_of(index, literal);
	IndexFilter *filter = index_filter_of(index, class);
	uint64_t word = index_load(literal->bytes, literal->n_bytes);
	size_t bit = index_filter_bit(filter, word);
	uint32_t at = --class->buckets[index_bucket(class, literal)];

	filter->bits[bit / 8] |= (uint8_t)(1u << (bit % 8));
	class->entries[at] = (IndexEntry){ .first = word,
					   .mask = index_mask(literal->n_bytes),
					   .literal = number,
					   .n_bytes = literal->n_bytes };
	if (literal->n_bytes > 8) {
		class->entries[at].second = index_load(literal->bytes + 8, literal->n_bytes - 8);
		class->entries[at].second_mask = index_mask(literal->n_bytes - 8);
	}
}

static int
index_by_literal(const void *a, const void *b)
{
	const IndexUse *left = a, *right = b;

	if (left->literal != right->literal)
		return left->literal < right->literal ? -1 : 1;
	return left->pattern < right->pattern ? -1 : left->pattern > right->pattern;
}

/* Which uses are whose. */
static void
index_sort_uses(RuleIndex *index)
{
	g_array_sort(index->uses, index_by_literal);
	for (guint i = 0; i < index->uses->len; i++) {
		uint32_t number = g_array_index(index->uses, IndexUse, i).literal;
		IndexLiteral *literal = &g_array_index(index->literals, IndexLiteral, number);

		if (literal->n_uses++ == 0)
			literal->first_use = i;
	}
}

void
rule_index_seal(RuleIndex *index)
{
	const IndexLiteral *literals = (const IndexLiteral *)(void *)index->literals->data;

	for (guint i = 0; i < index->literals->len; i++)
		index_class_of(index, &literals[i])->n_literals++;
	for (int i = 0; i < INDEX_CLASSES; i++) {
		index_filter_of(index, &index->classes[i])->n_literals +=
			index->classes[i].n_literals;
		index_class_init(&index->classes[i], index_keys[i]);
	}
	for (int i = 0; i < INDEX_FILTERS; i++)
		index_filter_init(&index->filters[i], index_keys[i + 1]);
	for (guint i = 0; i < index->literals->len; i++) {
		IndexClass *class = index_class_of(index, &literals[i]);

		class->buckets[index_bucket(class, &literals[i])]++;
	}
	/* From how many to where each ends. */
	for (int i = 0; i < INDEX_CLASSES; i++)
		for (size_t j = 1; j <= index->classes[i].n_buckets; j++)
			index->classes[i].buckets[j] += index->classes[i].buckets[j - 1];
	for (guint i = index->literals->len; i-- > 0;)
		index_enter(index, &literals[i], i);
	index_sort_uses(index);
	index->seen = g_malloc0(MAX(index->wanted->len, 1));
	index->counts = g_new0(uint32_t, MAX(index->literals->len, 1));
	index->touched = g_new(uint32_t, MAX(index->wanted->len, 1));
	index->always = g_malloc0(index->wanted->len / 8 + 1);
	for (guint i = 0; i < index->wanted->len; i++)
		if (g_array_index(index->wanted, uint8_t, i) == 0)
			index->always[i / 8] |= (uint8_t)(1u << (i % 8));
}

/* ---- looking ---- */

static void
index_met(RuleIndex *index, uint32_t number)
{
	const IndexLiteral *literal = &g_array_index(index->literals, IndexLiteral, number);
	const IndexUse *uses = (const IndexUse *)(void *)index->uses->data + literal->first_use;

	for (uint32_t i = 0; i < literal->n_uses; i++) {
		uint8_t *seen = &index->seen[uses[i].pattern];

		if (*seen == 0)
			index->touched[index->n_touched++] = uses[i].pattern;
		*seen |= (uint8_t)(1u << uses[i].group);
	}
}

/* The literals of one class that begin right at `at`, n_left bytes before the end. */
static inline void
index_look(const RuleIndex *index, const IndexClass *class, const char *at, size_t n_left,
	   uint64_t word, uint32_t place, GArray *places)
{
	size_t bucket = index_hash(class, word, at) & (class->n_buckets - 1);

	for (uint32_t i = class->buckets[bucket]; i < class->buckets[bucket + 1]; i++) {
		const IndexEntry *entry = &class->entries[i];
		RulePlace found = { entry->literal, place };

		if ((word & entry->mask) != entry->first || entry->n_bytes > n_left)
			continue;
		if (entry->n_bytes > 8 &&
		    (index_load(at + 8, n_left - 8) & entry->second_mask) != entry->second)
			continue;
		if (entry->n_bytes <= 16 ||
		    memcmp(at + 16,
			   g_array_index(index->literals, IndexLiteral, entry->literal).bytes + 16,
			   entry->n_bytes - 16) == 0)
			g_array_append_val(places, found);
	}
}

/* Which patterns have what they need, from the literals that are there. */
static void
index_judge(RuleIndex *index, RuleHits *hits)
{
	memcpy(hits->may, index->always, index->wanted->len / 8 + 1);
	for (guint i = 0; i < hits->runs->len; i++)
		index_met(index, g_array_index(hits->runs, RuleRun, i).literal);
	for (size_t i = 0; i < index->n_touched; i++) {
		uint32_t pattern = index->touched[i];

		if (index->seen[pattern] == g_array_index(index->wanted, uint8_t, pattern))
			hits->may[pattern / 8] |= (uint8_t)(1u << (pattern % 8));
		index->seen[pattern] = 0;
	}
	index->n_touched = 0;
}

/* The literals of all classes that begin right at `at`. */
static inline void
index_look_at(const RuleIndex *index, const char *at, size_t n_left, uint32_t place, GArray *places)
{
	uint64_t word = index_load(at, n_left);
	int class = 0;

	for (int i = 0; i < INDEX_FILTERS; i++) {
		bool passes =
			index->filters[i].n_literals > 0 && index_passes(&index->filters[i], word);

		for (; class < i + 2; class ++)
			if (passes && index_keys[class] <= n_left)
				index_look(index, &index->classes[class], at, n_left, word, place,
					   places);
	}
}

RuleHits *
rule_index_scan(RuleIndex *index, const char *text, size_t n_bytes)
{
	RuleHits *hits = rule_hits_new(index->wanted->len);

	hits->complete = n_bytes < UINT32_MAX;
	for (size_t at = 0; at < n_bytes && hits->complete; at++) {
		if (((unsigned char)text[at] & 0xc0) == 0x80)
			continue; /* inside a character */
		index_look_at(index, text + at, n_bytes - at, (uint32_t)at, hits->places);
		hits->complete = hits->places->len < RULE_INDEX_PLACES;
	}
	rule_hits_group(hits, index->counts);
	index_judge(index, hits);
	return hits;
}
