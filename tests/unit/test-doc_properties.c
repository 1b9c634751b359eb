/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-doc_properties — what a document says about itself, in every charset, also of damaged ones
 *
 * Covers extract/doc_properties.c. Documents that an office program wrote: tests/documents.t.
 */
#include "base/text/charset.h"
#include "extract/doc_properties.h"

#include <locale.h>
#include <stdint.h>
#include <string.h>

#define SUMMARY "\xE0\x85\x9F\xF2\xF9\x4F\x68\x10\xAB\x91\x08\x00\x2B\x27\xB3\xD9"
#define MORE "\x02\xD5\xCD\xD5\x9C\x2E\x1B\x10\x93\x97\x08\x00\x2B\x2C\xF9\xAE"
#define OWN "\x05\xD5\xCD\xD5\x9C\x2E\x1B\x10\x93\x97\x08\x00\x2B\x2C\xF9\xAE"

enum { I2 = 0x02, I4 = 0x03, BSTR = 0x08, LPSTR = 0x1E, LPWSTR = 0x1F, NAMES = -1, WIDE = -2 };

/* A property; of NAMES its text is the name that number `of` has. */
typedef struct {
	uint32_t number;
	int type;
	const char *bytes; /* with its length in n, or up to its NUL */
	uint32_t n, of;
} One;

static void
add(GByteArray *out, uint32_t number, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		g_byte_array_append(out, &(guint8){ (guint8)(number >> 8 * i) }, 1);
}

/* A set of these properties, the last one without number; page 0: it says none. Yours. */
static GByteArray *
set_new(unsigned page, const One *ones)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(GByteArray) values = g_byte_array_new();
	uint32_t n = 1, first;

	while (ones[n - 1].bytes)
		n++;
	first = 8 + n * 8;
	add(values, I2, 4);
	add(values, page, 4);
	add(out, 0, 4);
	add(out, n, 4);
	add(out, 1, 4);
	add(out, first, 4);
	for (uint32_t i = 0; ones[i].bytes; i++) {
		uint32_t length = ones[i].n ? ones[i].n : (uint32_t)strlen(ones[i].bytes) + 1;

		add(out, ones[i].number, 4);
		add(out, first + values->len, 4);
		if (ones[i].type == NAMES || ones[i].type == WIDE) {
			add(values, 1, 4);
			add(values, ones[i].of, 4);
		} else {
			add(values, (uint32_t)ones[i].type, 4);
		}
		add(values, ones[i].type == LPWSTR || ones[i].type == WIDE ? length / 2 : length,
		    4);
		g_byte_array_append(values, (const guint8 *)ones[i].bytes, length);
		add(values, 0, (4 - values->len % 4) % 4);
	}
	g_byte_array_append(out, values->data, values->len);
	return out;
}

/* A stream of one or two sets. Yours. */
static GByteArray *
stream_new(const char *name, const GByteArray *set, const char *other, const GByteArray *second)
{
	GByteArray *out = g_byte_array_new();
	uint32_t n = other ? 2 : 1;

	add(out, 0xFFFE, 4);
	for (int i = 0; i < 5; i++)
		add(out, 0, 4);
	add(out, n, 4);
	g_byte_array_append(out, (const guint8 *)name, 16);
	add(out, 28 + n * 20, 4);
	if (other) {
		g_byte_array_append(out, (const guint8 *)other, 16);
		add(out, 28 + n * 20 + set->len, 4);
	}
	g_byte_array_append(out, set->data, set->len);
	if (other)
		g_byte_array_append(out, second->data, second->len);
	return out;
}

static char *
find(const guint8 *bytes, size_t n_bytes)
{
	g_autofree guint8 *exact = g_memdup2(bytes, n_bytes); /* a read beyond is seen */
	g_auto(Properties) properties = { 0 };
	GString *text = g_string_new(NULL);

	properties_init(&properties);
	doc_properties_find((DocStream){ exact, n_bytes }, &properties);
	properties_say(&properties, text);
	return g_string_free(text, FALSE);
}

static void
check(const GByteArray *stream, const char *wanted)
{
	g_autofree char *text = find(stream->data, stream->len);

	g_assert_cmpstr(text, ==, wanted);
}

/* ---- charsets ---- */

typedef struct {
	const char *name;
	unsigned page;
	int type;
	const char *bytes;
	uint32_t n;
	const char *wanted;
} TextCase;

static const TextCase text_cases[] = {
	{ "gbk", 936, LPSTR, "\xBB\xFA\xC3\xDC\xA1\xEF", 0, "机密★" },
	{ "four bytes", 54936, LPSTR, "\x95\x32\x82\x36\xBC\xD2", 0, "𠀀家" },
	{ "utf-8", 65001, LPSTR, "机密★1年", 0, "机密★1年" },
	{ "big5", 950, BSTR, "\xBE\xF7\xB1\x4B", 0, "機密" },
	{ "western", 1252, LPSTR, "\x93Top\x94 secret", 0, "“Top” secret" },
	{ "GBK that is called Western", 1252, LPSTR, "\xBB\xFA\xC3\xDC\xCE\xC4\xBC\xFE", 0,
	  "机密文件" },
	{ "no code page", 0, LPSTR, "\xBB\xFA\xC3\xDC\xCE\xC4\xBC\xFE", 0, "机密文件" },
	{ "utf-16 as code page", 1200, LPSTR, "\x3A\x67\xC6\x5B\0\0", 6, "机密" },
	{ "wide", 936, LPWSTR, "\x40\xD8\x00\xDC\xB6\x5B\0\0", 8, "𠀀家" },
	{ "wide, without NUL", 936, LPWSTR, "\x3A\x67\xC6\x5B", 4, "机密" },
	{ "half a character", 936, LPWSTR, "\x40\xD8\xC6\x5B\0\0", 6, "\uFFFD密" },
	{ "behind NUL comes nothing", 65001, LPSTR, "机密\0rest", 11, "机密" },
	{ "a number", 936, I4, "\x3A\x67\xC6\x5B", 0, "" },
	{ "what PowerPoint calls it", 65001, LPSTR, "PowerPoint 演示文稿", 0, "" },
	{ "blanks", 936, LPSTR, "  \r\n", 0, "" },
};

static void
test_charsets(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(text_cases); i++) {
		const TextCase *c = &text_cases[i];
		One ones[] = { { 5, c->type, c->bytes, c->n, 0 }, { 0 } };
		g_autoptr(GByteArray) set = set_new(c->page, ones);
		g_autoptr(GByteArray) stream = stream_new(SUMMARY, set, NULL, NULL);
		g_autofree char *text = find(stream->data, stream->len);

		if (strcmp(text, c->wanted) != 0)
			g_test_message("case: %s", c->name);
		g_assert_cmpstr(text, ==, c->wanted);
	}
}

/* ---- which are said ---- */

static const One summary[] = {
	{ 2, LPSTR, "title", 0, 0 },	{ 3, LPSTR, "subject", 0, 0 }, { 4, LPSTR, "author", 0, 0 },
	{ 5, LPSTR, "keywords", 0, 0 }, { 6, LPSTR, "words", 0, 0 },   { 7, LPSTR, "a.dot", 0, 0 },
	{ 8, LPSTR, "saver", 0, 0 },	{ 18, LPSTR, "Word", 0, 0 },   { 0 },
};
static const One more[] = {
	{ 2, LPSTR, "category", 0, 0 },
	{ 14, LPSTR, "manager", 0, 0 },
	{ 15, LPSTR, "company", 0, 0 },
	{ 0x1B, LPSTR, "state", 0, 0 },
	{ 0 },
};
static const One own[] = {
	{ 0, NAMES, "KSOProductBuildVer", 0, 3 },
	{ 2, LPSTR, "own", 0, 0 },
	{ 3, LPSTR, "2052-11.1.0.10228", 0, 0 },
	{ 0 },
};
static const One wide[] = {
	{ 0, WIDE, "I\0C\0V\0\0", 8, 2 },
	{ 2, LPSTR, "x\0\0", 4, 0 },
	{ 3, LPSTR, "\x3A\x67\0\0", 4, 0 },
	{ 0 },
};

static void
test_numbers(void)
{
	g_autoptr(GByteArray) set = set_new(936, summary);
	g_autoptr(GByteArray) first = stream_new(SUMMARY, set, NULL, NULL);
	g_autoptr(GByteArray) second = set_new(936, more);
	g_autoptr(GByteArray) third = set_new(936, own);
	g_autoptr(GByteArray) both = stream_new(MORE, second, OWN, third);
	g_autoptr(GByteArray) fourth = set_new(1200, wide);
	g_autoptr(GByteArray) other = stream_new(OWN, fourth, NULL, NULL);
	g_autoptr(GByteArray) unknown = stream_new("0123456789abcdef", set, NULL, NULL);

	check(first, "title\nsubject\nkeywords"); /* that it holds words is said already */
	check(both, "category\nstate\nown");
	check(other, "机");
	check(unknown, "");
}

/* ---- hostile ---- */

/* Cut anywhere, or with any byte changed, it says something or nothing. */
static void
test_damaged(void)
{
	static const guint8 values[] = { 0, 1, 4, 0x1E, 0x1F, 0x7F, 0x80, 0xFF };
	g_autoptr(GByteArray) second = set_new(936, more);
	g_autoptr(GByteArray) third = set_new(1200, wide);
	g_autoptr(GByteArray) stream = stream_new(MORE, second, OWN, third);

	for (size_t n = 0; n < stream->len; n++) {
		g_autofree char *text = find(stream->data, n);

		g_assert_true(g_utf8_validate(text, -1, NULL));
	}
	for (size_t at = 0; at < stream->len; at++) {
		guint8 kept = stream->data[at];

		for (size_t i = 0; i < sizeof values; i++) {
			g_autofree char *text = NULL;

			stream->data[at] = values[i];
			text = find(stream->data, stream->len);
			g_assert_true(g_utf8_validate(text, -1, NULL));
		}
		stream->data[at] = kept;
	}
}

/* More properties, and longer ones, than anybody has. */
static void
test_many(void)
{
	g_autofree One *ones = g_new0(One, 5001);
	g_autofree char *name = g_strnfill(PROPERTIES_BYTES + 1, 'x');
	One long_ones[] = { { 2, LPSTR, name, 0, 0 }, { 3, LPSTR, "short", 0, 0 }, { 0 } };
	g_autoptr(GByteArray) set = NULL;
	g_autoptr(GByteArray) stream = NULL;
	g_autoptr(GByteArray) long_set = set_new(936, long_ones);
	g_autoptr(GByteArray) long_stream = stream_new(SUMMARY, long_set, NULL, NULL);
	g_autofree char *text = NULL;

	for (uint32_t i = 0; i < 5000; i++)
		ones[i] = (One){ i + 2, LPSTR, i % 2 ? "a" : "b", 0, 0 };
	set = set_new(936, ones);
	stream = stream_new(OWN, set, NULL, NULL);
	check(stream, "b\na");
	check(long_stream, "short");
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(charset_load(NULL));
	g_test_add_func("/doc_properties/charsets", test_charsets);
	g_test_add_func("/doc_properties/numbers", test_numbers);
	g_test_add_func("/doc_properties/damaged", test_damaged);
	g_test_add_func("/doc_properties/many", test_many);
	return g_test_run();
}
