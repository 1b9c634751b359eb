/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-guess — UTF-16, HZ and UTF-7 without a label; ordinary text is none of them
 */
#include "base/text/guess.h"

#include "base/text/charset.h"

#include <locale.h>
#include <string.h>

#define REPORT                                                                                                                       \
	"关于全县防汛抗旱工作情况的报告\r\n截至6月12日，共转移群众3人，投入资金12.5万元。\r\nTel " \
	"0000-1234567\r\n"
#define SHORT "收到，请尽快报送春耕情况"
#define TRADITIONAL "關於全縣防汛抗旱工作情況的報告：截至6月12日，共轉移群眾3人。"

/* HZ as its writers made it: a shift for each run. Yours. */
static char *
hz(const char *text)
{
	GString *out = g_string_new(NULL);
	bool pairs = false;

	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		g_autofree char *one = g_strndup(p, (size_t)(g_utf8_next_char(p) - p));
		g_autofree char *gb = g_convert(one, -1, "GB2312", "UTF-8", NULL, NULL, NULL);
		bool wide = gb && strlen(gb) == 2;

		if (wide != pairs)
			g_string_append(out, wide ? "~{" : "~}");
		pairs = wide;
		for (const char *b = gb; b && *b; b++)
			g_string_append_c(out, (char)((unsigned char)*b & 0x7F));
	}
	g_string_append(out, pairs ? "~}" : "");
	return g_string_free(out, FALSE);
}

static char *
encode(const char *text, const char *really, size_t *ret_n)
{
	char *bytes;

	if (strcmp(really, "HZ") != 0)
		return g_convert(text, -1, really, "UTF-8", NULL, ret_n, NULL);
	bytes = hz(text);
	*ret_n = strlen(bytes);
	return bytes;
}

static const struct {
	const char *text, *really, *label, *used;
} found_cases[] = {
	{ REPORT, "UTF-16LE", NULL, "utf-16le" },
	{ REPORT, "UTF-16BE", NULL, "utf-16be" },
	{ REPORT, "UTF-16BE", "unheard-of", "utf-16be" },
	{ REPORT, "UTF-16", NULL, "utf-16le" }, /* its mark says so */
	{ REPORT, "ISO-2022-CN", NULL, "iso-2022-cn" },
	{ SHORT, "ISO-2022-CN", "gb2312", "iso-2022-cn" },
	{ REPORT, "HZ", "gb2312", "hz-gb-2312" },
	{ REPORT, "UTF-7", "gb2312", "utf-7" },
	{ SHORT, "UTF-16LE", NULL, "utf-16le" },
	{ SHORT, "UTF-16BE", "us-ascii", "utf-16be" },
	{ TRADITIONAL, "UTF-16LE", NULL, "utf-16le" },
	{ "only English in here\n", "UTF-16LE", NULL, "utf-16le" },
	{ REPORT, "HZ", NULL, "hz-gb-2312" },
	{ SHORT, "HZ", "us-ascii", "hz-gb-2312" },
	{ "请查收", "HZ", NULL, "hz-gb-2312" },
	{ REPORT, "UTF-7", NULL, "utf-7" },
	{ SHORT, "UTF-7", "us-ascii", "utf-7" },
	{ "春耕1+1=2", "UTF-7", NULL, "utf-7" },
};

static void
test_found(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(found_cases); i++) {
		size_t n;
		g_autofree char *bytes = encode(found_cases[i].text, found_cases[i].really, &n);
		CharsetFinding finding;
		g_autofree char *text = charset_to_utf8(found_cases[i].label, bytes, n, &finding);

		g_test_message("%s: %s", found_cases[i].really, found_cases[i].text);
		g_assert_cmpstr(text, ==, found_cases[i].text);
		g_assert_cmpstr(finding.used, ==, found_cases[i].used);
		g_assert_cmpuint(finding.n_bad, ==, 0);
	}
}

/* Text that must stay what it is. */
static const char *const plain_cases[] = {
	"HZ begins with ~{ and ends with ~}, as RFC 1843 says.",
	"The sample in RFC 1843 is ~{<:Ky2;~} and it means what a saying of Confucius says about "
	"people.",
	"~{~}",
	"~{ab",
	"UTF-7 writes +AbC- for a letter; +ZeVnLIqe- is longer, and + alone must be written as +-.",
	"+8613800001111",
	"C++ and A+B=C, 1+1=2, a+b+c",
	"Q+A",
	"token: abc+defg/hij+klmnop==",
	"3~5 ~ 7",
	"OK",
	"Nice day",
	"",
};

static void
test_plain(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(plain_cases); i++) {
		CharsetFinding finding;
		g_autofree char *text =
			charset_to_utf8(NULL, plain_cases[i], strlen(plain_cases[i]), &finding);

		g_assert_cmpstr(text, ==, plain_cases[i]);
		g_assert_cmpstr(finding.used, ==, "us-ascii");
	}
}

static const char *const pieces[] = {
	"~{",	      "~}",
	"~",	      "+AbC-",
	"+",	      "+-",
	"+86138",     "a+b",
	"C++",	      "report",
	"please",     "see the file",
	"\n",	      "\t",
	". ",	      "关于",
	"春耕",	      "备耕工作",
	"情况的报告", "，",
	"。\n",	      "3人",
	"12.5万",     "防汛",
	"请查收",     "http://x.example/a+b",
	"{{~{}}",     "~{Hello~}",
	"~~",	      "mail@x.example",
};

/* Any ordinary letter, in any charset without label, mentions what it likes: no unusual form is
 * found in it, and nothing of it is changed. */
static void
test_ordinary(void)
{
	static const char *const charsets[] = { "UTF-8", "GB18030", "UTF-8" };
	g_autoptr(GRand) rand = g_rand_new_with_seed(20261123);

	for (int i = 0; i < 20000; i++) {
		g_autoptr(GString) letter =
			g_string_new(i % 3 == 2 ? "" : "关于全县春耕备耕工作的报告\n");
		const char *really = charsets[i % 3];
		CharsetFinding finding;
		size_t n;

		for (int k = g_rand_int_range(rand, 1, 40); k > 0; k--) {
			const char *piece = pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))];

			if (i % 3 != 2 || g_str_is_ascii(piece))
				g_string_append(letter, piece);
		}
		g_autofree char *bytes = encode(letter->str, really, &n);
		g_autofree char *text = charset_to_utf8(NULL, bytes, n, &finding);

		if (strcmp(text, letter->str) != 0 || g_str_has_prefix(finding.used, "utf-16") ||
		    strcmp(finding.used, "utf-7") == 0 || strcmp(finding.used, "hz-gb-2312") == 0)
			g_test_fail_printf("%d as %s: %s", i, finding.used, letter->str);
	}
}

/* Random letters and digits behind a plus sign or between shifts, and random bytes. */
static void
test_random(void)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);
	unsigned n_found = 0;

	for (int i = 0; i < 30000; i++) {
		g_autoptr(GString) text = g_string_new(i % 2 ? "+" : "~{");
		DecodeCharset charset;

		for (int k = g_rand_int_range(rand, 4, 40); k > 0; k--)
			g_string_append_c(text, i % 2 ? digits[g_rand_int_range(rand, 0, 64)]
						      : (char)g_rand_int_range(rand, 0x21, 0x7E));
		g_string_append(text, i % 2 ? "- " : "~}");
		n_found += guess_shifted(text->str, text->len, &charset);
		g_string_set_size(text, 40);
		for (size_t k = 0; k < text->len; k++)
			text->str[k] = (char)g_rand_int_range(rand, 0, 256);
		n_found += guess_wide(text->str, text->len, &charset);
	}
	g_test_message("%u found", n_found);
	g_assert_cmpuint(n_found, <=, 60); /* two in a thousand: pairs that happen to be words */
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	charset_load(NULL);
	g_test_add_func("/guess/found", test_found);
	g_test_add_func("/guess/plain", test_plain);
	g_test_add_func("/guess/ordinary", test_ordinary);
	g_test_add_func("/guess/random", test_random);
	return g_test_run();
}
