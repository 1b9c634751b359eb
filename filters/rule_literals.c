/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_literals — where in a text any of many literals stands, in one look
 *
 * Literals stand in four classes by how many of their first bytes are their key: 12 (four
 * Chinese characters), 6, 3, 1. A class is a table of buckets, where the literals of a bucket lie
 * side by side with their first 16 bytes. Before the tables stand three filters, which most
 * characters of a text do not pass: a bit for the first 6 or 3 bytes of each literal, and for
 * those of fewer a table by the first byte.
 *
 * With ten thousand clauses the tables do not fit the processor's nearest cache, and waiting
 * for memory is what costs. So a text is looked through in blocks, in steps: its characters
 * against the filters, without a branch that depends on the text; for those few that pass, the
 * buckets are called for; then they are read, when they have arrived.
 */
#include "filters/rule_literals.h"

#include <string.h>

#define LITERALS_CLASSES 4
#define LITERALS_FILTERS 2 /* the first serves the first two classes; the last class has none */
#define FILTER_MIN_BITS 12 /* a filter has 16 times as many as keys, 2^12 at least */
#define FILTER_MAX_BITS 20
#define BLOCK 256 /* characters that pass a filter in one block */

typedef struct {
	const char *bytes; /* the name table's */
	uint32_t n_bytes;
} Literal;

/* The first 16 bytes of a literal or of what stands in the text. */
typedef struct {
	uint64_t first, second;
} Head;

/* A literal in its bucket. */
typedef struct {
	Head head;
	uint32_t literal, n_bytes;
} Entry;

typedef struct {
	Head mask;	   /* of its keys */
	uint32_t *buckets; /* n_buckets + 1: where each begins in entries */
	size_t n_buckets;  /* a power of two */
	Entry *entries;
	size_t n_literals;
} Class;

typedef struct {
	uint64_t mask; /* of its keys */
	uint8_t *bits; /* 2^n_bits */
	int n_bits;
	GHashTable *keys; /* NULL once sealed */
} Filter;

struct RuleLiterals {
	GHashTable *names; /* literal → its number + 1; owns the bytes */
	GArray *all;	   /* Literal */
	Class classes[LITERALS_CLASSES];
	Filter filters[LITERALS_FILTERS];
	uint8_t leads[256];	      /* a first byte: those of its character, LEADS_SHORT */
	Head masks[sizeof(Head) + 1]; /* of so many bytes */
	size_t longest;		      /* bytes */
};

#define LEADS_LENGTH 0x07 /* 1 to 4 */
#define LEADS_SHORT 0x80  /* a literal of the last class begins so */

/* A character at which a literal of these classes may begin, as the filters say. */
typedef struct {
	uint32_t at, classes; /* a bit each */
} Candidate;

/* A bucket to be read for the character there. */
typedef struct {
	uint32_t at, class;
	size_t bucket;
} Look;

static const size_t class_keys[LITERALS_CLASSES] = { 12, 6, 3, 1 };

static Head
head_of(const char *at)
{
	Head head;

	memcpy(&head, at, sizeof head);
	return head;
}

/* Of a literal, which may be shorter. */
static Head
head_of_literal(const Literal *literal)
{
	char bytes[sizeof(Head)] = { 0 };

	memcpy(bytes, literal->bytes, MIN(literal->n_bytes, sizeof bytes));
	return head_of(bytes);
}

/* The first n bytes of a head. */
static Head
head_mask(size_t n_bytes)
{
	char bytes[sizeof(Head)] = { 0 };

	memset(bytes, 0xff, MIN(n_bytes, sizeof bytes));
	return head_of(bytes);
}

RuleLiterals *
rule_literals_new(void)
{
	RuleLiterals *literals = g_new0(RuleLiterals, 1);

	literals->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	literals->all = g_array_new(FALSE, FALSE, sizeof(Literal));
	for (size_t i = 0; i <= sizeof(Head); i++)
		literals->masks[i] = head_mask(i);
	return literals;
}

void
rule_literals_free(RuleLiterals *literals)
{
	if (literals == NULL)
		return;
	for (int i = 0; i < LITERALS_CLASSES; i++) {
		g_free(literals->classes[i].buckets);
		g_free(literals->classes[i].entries);
	}
	for (int i = 0; i < LITERALS_FILTERS; i++)
		g_free(literals->filters[i].bits);
	g_hash_table_unref(literals->names);
	g_array_unref(literals->all);
	g_free(literals);
}

uint32_t
rule_literals_add(RuleLiterals *literals, const char *bytes)
{
	guint known = GPOINTER_TO_UINT(g_hash_table_lookup(literals->names, bytes));
	Literal one = { NULL, (uint32_t)strlen(bytes) };
	char *owned;

	if (known > 0)
		return known - 1;
	owned = g_strdup(bytes);
	one.bytes = owned;
	g_array_append_val(literals->all, one);
	g_hash_table_insert(literals->names, owned, GUINT_TO_POINTER(literals->all->len));
	literals->longest = MAX(literals->longest, one.n_bytes);
	return literals->all->len - 1;
}

uint32_t
rule_literals_n(const RuleLiterals *literals)
{
	return literals->all->len;
}

/* ---- where a key leads ---- */

static inline size_t
class_bucket(const Class *class, Head head)
{
	uint64_t hash = (head.first & class->mask.first) * 0x9e3779b97f4a7c15u;

	hash ^= (head.second & class->mask.second) * 0xc2b2ae3d27d4eb4fu;
	return (hash ^ hash >> 29) & (class->n_buckets - 1);
}

static inline size_t
filter_bit(const Filter *filter, uint64_t first)
{
	return (first & filter->mask) * 0x9e3779b97f4a7c15u >> (64 - filter->n_bits);
}

static inline bool
filter_passes(const Filter *filter, uint64_t first)
{
	size_t bit = filter_bit(filter, first);

	return filter->bits[bit / 8] >> (bit % 8) & 1;
}

static int
class_of(const Literal *literal)
{
	int class = 0;

	while (literal->n_bytes < class_keys[class])
		class ++;
	return class;
}

/* The filter that stands before a class; LITERALS_FILTERS: it is the last. */
static int
filter_of(int class)
{
	return MAX(class - 1, 0);
}

/* ---- the tables ---- */

static void
class_init(Class *class, size_t n_key)
{
	class->mask = head_mask(n_key);
	class->n_buckets = 64;
	while (class->n_buckets < 2 * class->n_literals)
		class->n_buckets *= 2;
	class->buckets = g_new0(uint32_t, class->n_buckets + 1);
	class->entries = g_new(Entry, class->n_literals + 1);
}

/* Puts a literal at its bucket's end, which moves down to its beginning: the last one first. */
static void
class_enter(Class *class, const Literal *literal, uint32_t number)
{
	Head head = head_of_literal(literal);

	class->entries[--class->buckets[class_bucket(class, head)]] =
		(Entry){ head, number, literal->n_bytes };
}

static void
filter_enter(Filter *filter, uint64_t first)
{
	g_hash_table_add(filter->keys, GSIZE_TO_POINTER(first & filter->mask));
}

/* Of the keys of its literals, many of which are the same: 农村电商, 农村供水. */
static void
filter_seal(Filter *filter)
{
	GHashTableIter all;
	gpointer key;

	filter->n_bits = FILTER_MIN_BITS;
	while (filter->n_bits < FILTER_MAX_BITS &&
	       (UINT64_C(1) << filter->n_bits) < 16 * (uint64_t)g_hash_table_size(filter->keys))
		filter->n_bits++;
	filter->bits = g_malloc0((1u << filter->n_bits) / 8);
	g_hash_table_iter_init(&all, filter->keys);
	while (g_hash_table_iter_next(&all, &key, NULL)) {
		size_t bit = filter_bit(filter, GPOINTER_TO_SIZE(key));

		filter->bits[bit / 8] |= (uint8_t)(1u << (bit % 8));
	}
	g_clear_pointer(&filter->keys, g_hash_table_unref);
}

static void
make_filters(RuleLiterals *literals, const Literal *all)
{
	for (int i = 0; i < LITERALS_FILTERS; i++) {
		literals->filters[i].mask = head_mask(class_keys[i + 1]).first;
		literals->filters[i].keys = g_hash_table_new(NULL, NULL);
	}
	for (int i = 0; i < 256; i++)
		literals->leads[i] = (uint8_t)(1 + (i >= 0xc0) + (i >= 0xe0) + (i >= 0xf0));
	for (guint i = 0; i < literals->all->len; i++) {
		uint64_t first = head_of_literal(&all[i]).first;
		int which = filter_of(class_of(&all[i]));

		if (which < LITERALS_FILTERS)
			filter_enter(&literals->filters[which], first);
		else
			literals->leads[(unsigned char)all[i].bytes[0]] |= LEADS_SHORT;
	}
	for (int i = 0; i < LITERALS_FILTERS; i++)
		filter_seal(&literals->filters[i]);
}

void
rule_literals_seal(RuleLiterals *literals)
{
	const Literal *all = (const Literal *)(void *)literals->all->data;
	Class *classes = literals->classes;

	make_filters(literals, all);
	for (guint i = 0; i < literals->all->len; i++)
		classes[class_of(&all[i])].n_literals++;
	for (int i = 0; i < LITERALS_CLASSES; i++)
		class_init(&classes[i], class_keys[i]);
	for (guint i = 0; i < literals->all->len; i++) {
		Class *class = &classes[class_of(&all[i])];

		class->buckets[class_bucket(class, head_of_literal(&all[i]))]++;
	}
	/* From how many to where each ends. */
	for (int i = 0; i < LITERALS_CLASSES; i++)
		for (size_t j = 1; j <= classes[i].n_buckets; j++)
			classes[i].buckets[j] += classes[i].buckets[j - 1];
	for (guint i = literals->all->len; i-- > 0;)
		class_enter(&classes[class_of(&all[i])], &all[i], i);
}

/* ---- looking ---- */

/* Those from *at on that pass a filter, until the block or the text is full. Gives how many. */
static size_t
find_candidates(const RuleLiterals *literals, const char *text, size_t n_bytes, size_t *at,
		Candidate *candidates)
{
	const Filter *filters = literals->filters;
	size_t n = 0, here = *at;

	while (here < n_bytes && n < BLOCK) {
		uint64_t first = head_of(text + here).first;
		uint8_t lead = literals->leads[(unsigned char)text[here]];
		uint32_t classes = (uint32_t)filter_passes(&filters[0], first) * 3 |
				   (uint32_t)filter_passes(&filters[1], first) << 2 |
				   (uint32_t)(lead & LEADS_SHORT) >> 4;

		candidates[n] = (Candidate){ (uint32_t)here, classes };
		n += classes != 0;
		here += lead & LEADS_LENGTH;
	}
	*at = here;
	return n;
}

/* The buckets for the candidates, called for. Gives how many. */
static size_t
call_buckets(const RuleLiterals *literals, const char *text, const Candidate *candidates, size_t n,
	     Look *looks)
{
	size_t n_looks = 0;

	for (size_t i = 0; i < n; i++) {
		Head head = head_of(text + candidates[i].at);

		for (uint32_t left = candidates[i].classes; left != 0; left &= left - 1) {
			uint32_t which = (uint32_t)__builtin_ctz(left);
			const Class *class = &literals->classes[which];
			size_t bucket = class_bucket(class, head);

			__builtin_prefetch(&class->buckets[bucket]);
			looks[n_looks++] = (Look){ candidates[i].at, which, bucket };
		}
	}
	return n_looks;
}

/* Which literals of the bucket stand there indeed. */
static void
read_bucket(const RuleLiterals *literals, const char *text, const Look *look, GArray *places)
{
	const Class *class = &literals->classes[look->class];
	const char *at = text + look->at;
	Head head = head_of(at);

	for (uint32_t i = class->buckets[look->bucket]; i < class->buckets[look->bucket + 1]; i++) {
		const Entry *entry = &class->entries[i];
		Head mask = literals->masks[MIN(entry->n_bytes, sizeof head)];
		RulePlace found = { entry->literal, look->at };
		const Literal *literal;

		if ((head.first & mask.first) != entry->head.first ||
		    (head.second & mask.second) != entry->head.second)
			continue;
		literal = &g_array_index(literals->all, Literal, entry->literal);
		if (entry->n_bytes <= sizeof head ||
		    memcmp(at + sizeof head, literal->bytes + sizeof head,
			   entry->n_bytes - sizeof head) == 0)
			g_array_append_val(places, found);
	}
}

/* The text with NULs behind it, which no literal holds: nothing need ask how far its end is. */
static char *
padded(const RuleLiterals *literals, const char *text, size_t n_bytes)
{
	size_t n_behind = MAX(literals->longest, sizeof(Head));
	char *copy = g_malloc(n_bytes + n_behind);

	memcpy(copy, text, n_bytes);
	memset(copy + n_bytes, 0, n_behind);
	return copy;
}

bool
rule_literals_find(const RuleLiterals *literals, const char *text, size_t n_bytes, size_t limit,
		   GArray *places)
{
	Candidate candidates[BLOCK];
	Look looks[BLOCK * LITERALS_CLASSES];
	g_autofree char *copy = NULL;
	guint n_before = places->len;

	if (n_bytes >= UINT32_MAX)
		return false;
	copy = padded(literals, text, n_bytes);
	for (size_t at = 0; at < n_bytes && places->len - n_before <= limit;) {
		size_t n = find_candidates(literals, copy, n_bytes, &at, candidates);
		size_t n_looks = call_buckets(literals, copy, candidates, n, looks);

		for (size_t i = 0; i < n_looks; i++) {
			const Class *class = &literals->classes[looks[i].class];

			__builtin_prefetch(&class->entries[class->buckets[looks[i].bucket]]);
		}
		for (size_t i = 0; i < n_looks; i++)
			read_bucket(literals, copy, &looks[i], places);
	}
	return places->len - n_before <= limit;
}
