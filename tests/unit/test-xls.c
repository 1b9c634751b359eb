/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-xls — covers extract/xls.c, extract/biff.c, extract/ppt.c: records by hand, and broken
 *
 * What an office program wrote is in tests/documents.t.
 */
#include "base/text/charset.h"
#include "extract/ppt.h"
#include "extract/xls.h"

#include <locale.h>
#include <stdint.h>
#include <string.h>

static void
add(GByteArray *out, uint64_t number, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		guint8 byte = (guint8)(number >> 8 * i);

		g_byte_array_append(out, &byte, 1);
	}
}

static void
record(GByteArray *out, unsigned type, const void *data, size_t n)
{
	add(out, type, 2);
	add(out, n, 2);
	g_byte_array_append(out, data, (guint)n);
}

#define RECORD(out, type, ...)                                                                     \
	record(out, type, (const uint8_t[]){ __VA_ARGS__ },                                        \
	       sizeof((const uint8_t[]){ __VA_ARGS__ }))

/* Characters, wide, without a length. */
static void
wide(GByteArray *out, const char *text)
{
	glong n;
	g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &n, NULL);

	for (glong i = 0; i < n; i++)
		add(out, units[i], 2);
}

/* A workbook of one sheet, whose name is 春耕; `strings` are the records SST and CONTINUE. */
static GByteArray *
book(unsigned version, const GByteArray *strings, const GByteArray *cells)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(GByteArray) bound = g_byte_array_new();
	size_t at;

	RECORD(out, 0x0809, (uint8_t)version, (uint8_t)(version >> 8), 5, 0);
	RECORD(out, 0x0042, 0xa8, 0x03);
	RECORD(out, 0x00E0, 0, 0, 0, 0);
	RECORD(out, 0x00E0, 0, 0, 14, 0);
	if (strings)
		g_byte_array_append(out, strings->data, strings->len);
	at = out->len + 4 + (version == 0x0600 ? 12 : 11) + 4;
	add(bound, at, 4);
	add(bound, 0, 2);
	if (version == 0x0600) {
		add(bound, 2, 1);
		add(bound, 1, 1);
		wide(bound, "春耕");
	} else {
		g_byte_array_append(bound, (const guint8 *)"\4\xb4\xba\xb8\xfb", 5);
	}
	record(out, 0x0085, bound->data, bound->len);
	record(out, 0x000A, "", 0);
	g_assert_cmpuint(out->len, ==, at);
	RECORD(out, 0x0809, (uint8_t)version, (uint8_t)(version >> 8), 0x10, 0);
	if (cells)
		g_byte_array_append(out, cells->data, cells->len);
	record(out, 0x000A, "", 0);
	return out;
}

/* 甲乙丙 with its text cut between records, once wide, once narrow; then a rich one. */
static GByteArray *
strings(void)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(GByteArray) first = g_byte_array_new();
	g_autoptr(GByteArray) second = g_byte_array_new();

	add(first, 9, 4);
	add(first, 3, 4);
	add(first, 4, 2);
	add(first, 1, 1);
	wide(first, "甲乙");
	record(out, 0x00FC, first->data, first->len);
	add(second, 0, 1); /* narrow from here */
	g_byte_array_append(second, (const guint8 *)"ab", 2);
	add(second, 2, 2);
	add(second, 9, 1); /* wide, rich */
	add(second, 1, 2);
	wide(second, "𠮷");
	add(second, 0xdeadbeef, 4);
	add(second, 1, 2);
	add(second, 0, 1);
	g_byte_array_append(second, (const guint8 *)"z", 1);
	record(out, 0x003C, second->data, second->len);
	return out;
}

static GByteArray *
cells(void)
{
	GByteArray *out = g_byte_array_new();

	RECORD(out, 0x00FD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	RECORD(out, 0x00FD, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0);
	RECORD(out, 0x027E, 1, 0, 0, 0, 0, 0, 0x1e, 0, 0, 0);	 /* 7 */
	RECORD(out, 0x027E, 1, 0, 1, 0, 1, 0, 0x36, 0xd4, 2, 0); /* a day */
	RECORD(out, 0x00BD, 2, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0x0b, 0, 0, 0, 1, 0);
	RECORD(out, 0x0006, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);
	RECORD(out, 0x0207, 1, 0, 0, 'x');
	RECORD(out, 0x0205, 4, 0, 0, 0, 0, 0, 1, 0);
	RECORD(out, 0x0205, 4, 0, 1, 0, 0, 0, 42, 1);
	RECORD(out, 0x01B6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0);
	RECORD(out, 0x003C, 1, 0x3a, 0x67, 0xc6, 0x5b);
	return out;
}

static void
read_xls(const GByteArray *bytes, const char *outcome, const char *content)
{
	g_auto(Extracted) got = { 0 };

	xls_read(bytes->data, bytes->len, &got);
	g_assert_cmpstr(extract_word(got.outcome), ==, outcome);
	g_assert_cmpint(got.why == NULL, ==, got.outcome == EXTRACT_READ);
	if (content)
		g_assert_cmpstr(got.content, ==, content);
	g_assert_true(g_utf8_validate(got.content, -1, NULL));
}

static void
test_cells(void)
{
	g_autoptr(GByteArray) table = strings();
	g_autoptr(GByteArray) some = cells();
	g_autoptr(GByteArray) whole = book(0x0600, table, some);
	g_autoptr(GByteArray) empty = book(0x0600, NULL, NULL);

	read_xls(whole, "read", "春耕\n甲乙ab\t\t𠮷\n7\t2026-11-23\n1\t0.02\nx\nTRUE\n机密");
	read_xls(empty, "read", "");
}

static void
test_old(void)
{
	g_autoptr(GByteArray) some = g_byte_array_new();
	g_autoptr(GByteArray) whole = NULL;

	RECORD(some, 0x0204, 0, 0, 0, 0, 0, 0, 4, 0, 0xb1, 0xb8, 0xb8, 0xfb);
	RECORD(some, 0x0203, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f);
	whole = book(0x0500, NULL, some);
	read_xls(whole, "read", "春耕\n备耕\t0.5");
}

static void
test_refused(void)
{
	g_autoptr(GByteArray) password = g_byte_array_new();
	g_autoptr(GByteArray) other = g_byte_array_new();
	g_autoptr(GByteArray) bomb = g_byte_array_new();
	g_autoptr(GByteArray) sst = g_byte_array_new();

	RECORD(password, 0x0809, 0, 6, 5, 0);
	RECORD(password, 0x002F, 1, 0);
	read_xls(password, "encrypted", "");
	RECORD(other, 0x0809, 0, 4, 5, 0);
	read_xls(other, "failed", "");
	g_byte_array_set_size(other, 0);
	read_xls(other, "failed", "");
	/* A table that claims four thousand million strings, a sheet that says one of them on and
	 * on, all sheets at one place. */
	add(sst, 0xffffffff, 4);
	add(sst, 0xffffffff, 4);
	add(sst, 4000, 2);
	add(sst, 0, 1);
	for (int i = 0; i < 4000; i++)
		add(sst, 'a', 1);
	g_autoptr(GByteArray) table = g_byte_array_new();
	record(table, 0x00FC, sst->data, sst->len);
	for (unsigned i = 0; i < 5000; i++)
		RECORD(bomb, 0x00FD, (uint8_t)i, (uint8_t)(i >> 8), 0, 0, 0, 0, 0, 0, 0, 0);
	g_autoptr(GByteArray) whole = book(0x0600, table, bomb);
	read_xls(whole, "limit", NULL);
}

/* Cut anywhere, and with any byte changed: an answer, valid text. */
static void
test_broken(void)
{
	g_autoptr(GByteArray) table = strings();
	g_autoptr(GByteArray) some = cells();
	g_autoptr(GByteArray) whole = book(0x0600, table, some);
	g_autoptr(GRand) rand = g_rand_new_with_seed(5);

	for (guint i = 0; i < whole->len * 40; i++) {
		g_autofree guint8 *copy = g_memdup2(whole->data, whole->len);
		g_auto(Extracted) got = { 0 };
		size_t n = i < whole->len ? i : whole->len;

		for (int k = i < whole->len ? 0 : g_rand_int_range(rand, 1, 4); k > 0; k--)
			copy[g_rand_int_range(rand, 0, (gint32)whole->len)] =
				(guint8)g_rand_int_range(rand, 0, 256);
		g_autofree guint8 *exact = g_memdup2(copy, n);
		xls_read(exact, n, &got);
		g_assert_true(g_utf8_validate(got.content, -1, NULL));
	}
}

/* ---- presentations ---- */

static void
atom(GByteArray *out, unsigned version, unsigned type, const void *data, size_t n)
{
	add(out, version, 2);
	add(out, type, 2);
	add(out, n, 4);
	g_byte_array_append(out, data, (guint)n);
}

static void
test_slides(void)
{
	g_autoptr(GByteArray) text = g_byte_array_new();
	g_autoptr(GByteArray) inside = g_byte_array_new();
	g_autoptr(GByteArray) master = g_byte_array_new();
	g_autoptr(GByteArray) whole = g_byte_array_new();
	static const guint8 token[16] = { [12] = 0xdf, 0xc4, 0xd1, 0xf3 };
	g_auto(Extracted) got = { 0 };
	g_auto(Extracted) locked = { 0 };

	wide(text, "春耕\r𠮷家庄");
	atom(inside, 0, 0x0FA0, text->data, text->len);
	atom(inside, 0, 0x0FA8, "plain", 5);
	atom(inside, 0, 0x0FA0, text->data, text->len);
	atom(master, 0, 0x0FA8, "click here", 10);
	atom(whole, 0xF, 0x03E8, inside->data, inside->len);
	atom(whole, 0xF, 0x03F8, master->data, master->len);
	ppt_read(whole->data, whole->len, NULL, 0, &got);
	g_assert_cmpstr(got.content, ==, "春耕\n𠮷家庄\nplain");
	g_assert_cmpstr(extract_word(got.outcome), ==, "read");
	ppt_read(whole->data, whole->len, token, sizeof token, &locked);
	g_assert_cmpstr(extract_word(locked.outcome), ==, "encrypted");
	for (guint n = 0; n < whole->len; n++) {
		g_autofree guint8 *exact = g_memdup2(whole->data, n);
		g_auto(Extracted) cut = { 0 };

		ppt_read(exact, n, exact, n, &cut);
		g_assert_true(g_utf8_validate(cut.content, -1, NULL));
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	charset_load(NULL);
	g_test_add_func("/xls/cells", test_cells);
	g_test_add_func("/xls/old", test_old);
	g_test_add_func("/xls/refused", test_refused);
	g_test_add_func("/xls/broken", test_broken);
	g_test_add_func("/ppt/slides", test_slides);
	return g_test_run();
}
