/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-charset — every charset, with a true label, a false one and none
 *
 * Covers base/text/charset_label.c, decode.c, guess.c and base/text/patchwork.c as well, through
 * charset.
 */
#include "base/text/charset.h"

#include "base/text/decode.h"
#include "base/text/guess.h"
#include "base/text/utf8.h"

#include <fcntl.h>
#include <glib.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define SIMPLE "关于全县防汛抗旱工作情况的报告：截至6月12日，共转移群众3人。"
#define TRADITIONAL "關於全縣防汛抗旱工作情況的報告：截至6月12日，共轉移群眾3人。"
#define BAD "\xef\xbf\xbd"

/* `text` is encoded as `really` and labelled `label`; it must come back whole. */
static const struct {
	const char *text, *really, *label, *used, *why;
} cases[] = {
	{ SIMPLE, "GB2312", "gb2312", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "GBK", "gb18030", "as declared" },
	{ SIMPLE, "GBK", " \"\"x-gbk\"\" ", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "CP936", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "936", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "euc-cn", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "eucgb2312_cn", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "GB_2312-80", "gb18030", "as declared" },
	{ "朱镕珺收100€，䶮镇𠮷村", "GB18030", "gb2312", "gb18030", "as declared" },
	{ TRADITIONAL, "BIG5", "Big5", "big5", "as declared" },
	{ TRADITIONAL, "BIG5", "big5-hkscs", "big5", "as declared" },
	{ TRADITIONAL, "BIG5", "cp950", "big5", "as declared" },
	{ SIMPLE, "UTF-8", "UTF-8", "utf-8", "as declared" },
	{ SIMPLE, "UTF-8", "'utf8'", "utf-8", "as declared" },
	{ SIMPLE, "UTF-16", "utf-16", "utf-16le", "byte order mark" },
	{ SIMPLE, "UTF-16LE", "utf-16le", "utf-16le", "as declared" },
	{ SIMPLE, "UTF-16BE", "UTF-16BE", "utf-16be", "as declared" },
	{ SIMPLE, "UTF-16LE", "utf-16", "utf-16", "as declared" },
	{ SIMPLE, "UTF-16BE", "utf-16", "utf-16", "as declared" },
	{ SIMPLE, "UTF-16", "unicode", "utf-16le", "byte order mark" },
	{ SIMPLE, "UTF-16LE", "unicode", "utf-16", "as declared" },
	{ SIMPLE, "UTF-16LE", "iso-10646-ucs-2", "utf-16", "as declared" },
	{ SIMPLE, "UTF-8", "unicode", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "unicode", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "UTF-32", "utf-32", "utf-32le", "byte order mark" },
	{ SIMPLE, "UTF-32", NULL, "utf-32le", "byte order mark" },
	{ SIMPLE "𠮷", "UTF-32BE", "utf-32be", "utf-32be", "as declared" },
	{ SIMPLE, "UTF-32LE", "UTF-32LE", "utf-32le", "as declared" },
	{ SIMPLE, "UTF-32LE", "utf-32", "utf-32", "as declared" },
	{ SIMPLE, "UTF-32BE", "ucs-4", "utf-32", "as declared" },
	{ SIMPLE, "UTF-8", "utf-32", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "utf-32", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "x-mac-chinesesimp", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "x-cp20936", "gb18030", "as declared" },
	{ TRADITIONAL, "BIG5", "x-mac-chinesetrad", "big5", "as declared" },
	{ TRADITIONAL, "GB18030", "gb12345", "gb18030", "as declared" },
	{ SIMPLE, "ISO-2022-CN", "x-cp50227", "iso-2022-cn", "as declared" },
	{ SIMPLE, "UTF-7", "csUnicode11UTF7", "utf-7", "as declared" },
	{ SIMPLE, "UTF-7", "x-unicode-2-0-utf-7", "utf-7", "as declared" },
	{ SIMPLE, "ISO-2022-CN", "iso-2022-cn", "iso-2022-cn", "as declared" },
	{ "喆、珺、翀三名干部", "GB18030", "utf-8", "gb18030", "the bytes contradict the label" },
	{ "√", "GB18030", "iso-8859-1", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "UTF-7", "utf-7", "utf-7", "as declared" },
	{ "naïve café – 5 €", "WINDOWS-1252", "windows-1252", "windows-1252", "as declared" },
	{ "Müller café", "ISO-8859-1", "iso-8859-1", "windows-1252", "as declared" },
	{ "これは報告です", "SHIFT_JIS", "shift_jis", "shift_jis", "as declared" },
	{ "これは報告です", "EUC-JP", "euc-jp", "euc-jp", "as declared" },
	{ "これは報告です", "ISO-2022-JP", "iso-2022-jp", "iso-2022-jp", "as declared" },
	{ "보고서입니다", "EUC-KR", "euc-kr", "euc-kr", "as declared" },
	{ "關於春耕備耕的報告", "EUC-TW", "euc-tw", "euc-tw", "as declared" },
	{ "Отчёт готов", "KOI8-R", "koi8-r", "koi8-r", "as declared" },
	{ "Příliš žluťoučký", "ISO-8859-2", "iso-8859-2", "iso-8859-2", "as declared" },
	{ "Nabízím, předloh", "CP1250", "windows-1250", "windows-1250", "as declared" },
	{ "Отчёт готов", "ISO-8859-5", "ISO_8859-5", "iso-8859-5", "as declared" },
	{ "مرحبا بالعالم", "ISO-8859-6", "iso-8859-6", "iso-8859-6", "as declared" },
	{ "Η έκθεση", "CP1253", "cp1253", "windows-1253", "as declared" },
	{ "Türkiye", "ISO-8859-9", "iso-8859-9", "windows-1254", "as declared" },
	{ "รายงาน", "TIS-620", "tis-620", "windows-874", "as declared" },
	{ "Звіт готовий її", "KOI8-U", "koi8-u", "koi8-u", "as declared" },
	{ "räksmörgås", "MACINTOSH", "macintosh", "macintosh", "as declared" },
	{ "보고서입니다", "ISO-2022-KR", "iso-2022-kr", "iso-2022-kr", "as declared" },
	{ SIMPLE, "GBK", "gb2312 (Chinese)", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "gb2312, format=flowed", "gb18030", "as declared" },
	{ SIMPLE, "GBK", "iso-8859-2", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "UTF-8", "koi8-u", "utf-8", "the bytes contradict the label" },
	{ "plain", "ASCII", "gb2312", "us-ascii", "only ASCII" },
	{ "plain", "ASCII", NULL, "us-ascii", "only ASCII" },
	{ "two words", "ASCII", "utf-16", "us-ascii", "only ASCII" },
	/* short, and the same bytes are well-formed UTF-8 */
	{ "一.txt", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "一、", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "café", "UTF-8", NULL, "utf-8", "no label: judged by the bytes" },
	{ "й", "UTF-8", NULL, "utf-8", "no label: judged by the bytes" },
	/* labels that lie */
	{ SIMPLE, "UTF-8", "gb2312", "utf-8", "the bytes contradict the label" },
	{ TRADITIONAL, "UTF-8", "big5", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "UTF-8", "iso-8859-1", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "UTF-8", "us-ascii", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "UTF-8", "utf-16", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "UTF-8", "hz-gb-2312", "utf-8", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "utf-8", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "us-ascii", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "iso-8859-1", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "big5", "gb18030", "the bytes contradict the label" },
	{ SIMPLE, "GBK", "iso-2022-cn", "gb18030", "the bytes contradict the label" },
	{ TRADITIONAL, "BIG5", "gb2312", "big5", "the bytes contradict the label" },
	{ TRADITIONAL, "BIG5", "utf-8", "big5", "the bytes contradict the label" },
	{ "同意", "GBK", "utf-8", "gb18030", "the bytes contradict the label" },
	/* no label, or none that is known */
	{ SIMPLE, "UTF-8", NULL, "utf-8", "no label: judged by the bytes" },
	{ SIMPLE, "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ SIMPLE, "GBK", "", "gb18030", "no label: judged by the bytes" },
	{ SIMPLE, "GBK", "x-unheard-of", "gb18030", "unknown label: judged by the bytes" },
	{ TRADITIONAL, "BIG5", NULL, "big5", "no label: judged by the bytes" },
	{ "同意", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "公文", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "公文", "BIG5", NULL, "big5", "no label: judged by the bytes" },
	{ "關於報送資訊", "BIG5", NULL, "big5", "no label: judged by the bytes" },
	{ "通过1、3，退2", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "Müller café", "UTF-8", NULL, "utf-8", "no label: judged by the bytes" },
	{ "Müller café", "ISO-8859-1", NULL, "windows-1252", "no label: judged by the bytes" },
	/* GB 2312 bytes that happen to be two-byte UTF-8 */
	{ "模模", "GBK", "gb2312", "gb18030", "as declared" },
	{ "模模", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "刘珺春耕", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "喆ABC春耕", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "喆", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "备耕王镕备耕春耕", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "某某镇备耕", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
	{ "联通", "GBK", NULL, "gb18030", "no label: judged by the bytes" },
};

typedef struct {
	char *bytes;
	gsize n;
} Encoded;

static Encoded encoded[G_N_ELEMENTS(cases)];

static void
check_cases(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		CharsetFinding finding;
		g_autofree char *text =
			charset_to_utf8(cases[i].label, encoded[i].bytes, encoded[i].n, &finding);

		g_test_message("%zu: %s as %s, labelled %s", i, cases[i].text, cases[i].really,
			       cases[i].label ? cases[i].label : "(none)");
		g_assert_cmpstr(text, ==, cases[i].text);
		g_assert_cmpstr(finding.used, ==, cases[i].used);
		g_assert_cmpstr(finding.why, ==, cases[i].why);
		g_assert_cmpuint(finding.n_bad, ==, 0);
	}
}

static void
test_exact(void)
{
	static const struct {
		const char *name, *label, *bytes;
		size_t n;
		const char *text, *used;
		size_t n_bad;
	} exact[] = {
		{ "characters that have two bytes, in four", "gb18030",
		  "\x82\x35\x90\x37\x82\x35\x91\x34\x84\x31\x82\x36\xd0\xc5\xcf\xa2", 0,
		  "\u9fb4\u9fbb\ufe10信息", "gb18030", 0 },
		{ "four bytes that are none lose nothing behind them", "gb18030",
		  "\xd0\xc5\x85\x36\x81\x30\xcf\xa2", 0, "信" BAD "息", "gb18030", 1 },
		{ "HZ", "HZ-GB-2312", "a~~b ~{9XSZ~}!~\n~{1(8f~}", 0, "a~b 关于!报告", "hz-gb-2312",
		  0 },
		{ "HZ line end leaves the mode", "hz", "~{9X\nok", 0, "关\nok", "hz-gb-2312", 0 },
		{ "HZ above a footer", "hz", "~{9XSZ1(8f9XSZ~}\n\xe2\x80\x94", 0,
		  "关于报告关于\n" BAD BAD BAD, "hz-gb-2312", 3 },
		{ "UTF-7 and a stray byte", "utf-7", "+UXNOjg-\xb7x", 0, "关于" BAD "x", "utf-7",
		  1 },
		{ "65001", "cp65001", "\xc4\xa3", 0, "\xc4\xa3", "utf-8", 0 },
		{ "54936", "cp54936", "\x95\x32\x82\x36", 0, "𠀀", "gb18030", 0 },
		{ "936 euro", "cp936", "\xb9\xd8\x80", 0, "关€", "gb18030", 0 },
		{ "never stops", "gb2312", "\xb9\xd8\xff\xd3\xda\xb9\xa4\xd7\xf7", 0,
		  "关" BAD "于工作", "gb18030", 1 },
		{ "cut off", "gb2312", "\xb9\xd8\xd3", 0, "关" BAD, "gb18030", 1 },
		{ "line end survives", "gb2312", "\xb9\xd8\xd3\n\xb9\xd8", 0, "关" BAD "\n关",
		  "gb18030", 1 },
		{ "UTF-8 with a wound", "utf-8", "关于\xe5\x85 工作汇报", 0, "关于" BAD " 工作汇报",
		  "utf-8", 1 },
		{ "UTF-8 mark", NULL, "\xef\xbb\xbf关于", 0, "关于", "utf-8", 0 },
		{ "GB mark", "gb18030", "\x84\x31\x95\x33\xb9\xd8", 0, "关", "gb18030", 0 },
		{ "CESU-8", "utf-8", "\xe5\x85\xa8\xed\xa1\x82\xed\xbe\xb7", 9, "全𠮷", "utf-8",
		  0 },
		{ "CESU-8 without a label", NULL, "\xed\xa1\x82\xed\xbe\xb7\xe5\xae\xb6", 9, "𠮷家",
		  "utf-8", 0 },
		{ "half of CESU-8", "utf-8",
		  "\xe5\x85\xa8\xe5\x85\xa8\xe5\x85\xa8\xed\xa1\x82"
		  "A",
		  13, "全全全" BAD BAD BAD "A", "utf-8", 3 },
		{ "UTF-16 mark beats label", "gb2312", "\xff\xfe\x73\x51", 4, "关", "utf-16le", 0 },
		{ "UTF-16 big mark", NULL, "\xfe\xff\x51\x73", 4, "关", "utf-16be", 0 },
		{ "NUL", "utf-8", "a\0b关", 6, "a" BAD "b关", "utf-8", 1 },
		{ "NUL in GB", "gb2312", "\xb9\xd8\0\xd3\xda", 5, "关" BAD "于", "gb18030", 1 },
		{ "NUL in UTF-16", "utf-16le", "\x73\x51\0\0A\0", 6, "关" BAD "A", "utf-16le", 1 },
		{ "odd UTF-16", "utf-16be", "\x51\x73\0", 3, "关" BAD, "utf-16be", 1 },
		{ "empty", "gb2312", "", 0, "", "us-ascii", 0 },
		{ "lines of two charsets", "gb2312", "\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\n关于工作\n",
		  0, "关于工作\n关于工作\n", "gb18030", 0 },
		{ "an answer above a quotation", "utf-8",
		  "通过\r\n\r\n> \xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\r\n> OK\r\n", 0,
		  "通过\r\n\r\n> 关于工作\r\n> OK\r\n", "gb18030", 0 },
		{ "a wounded line is no other charset", "utf-8", "关于工作\n关于\xe5\x85 工作\n", 0,
		  "关于工作\n关于" BAD " 工作\n", "utf-8", 1 },
		{ "Chinese called Russian", "koi8-r",
		  "\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xb5\xc4\xb1\xa8\xb8\xe6", 0, "关于工作的报告",
		  "gb18030", 0 },
		{ "Chinese called UTF-16", "utf-16",
		  "\xb9\xd8\xd3\xda\xb9\xa4\xd7\xf7\xb5\xc4\xb1\xa8\xb8\xe6", 0, "关于工作的报告",
		  "gb18030", 0 },
		{ "UTF-16 called UTF-8", "utf-8",
		  "\x73\x51\x8e\x4e\xe5\x5d\x5c\x4f\x0d\x00\x0a\x00", 12, "关于工作\r\n",
		  "utf-16le", 0 },
		{ "a rare character's variant", NULL, "葛\xf3\xa0\x84\x80", 0, "葛\xf3\xa0\x84\x80",
		  "utf-8", 0 },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(exact); i++) {
		size_t n = exact[i].n ? exact[i].n : strlen(exact[i].bytes);
		g_autofree char *bytes = g_memdup2(exact[i].bytes, n);
		CharsetFinding finding;
		g_autofree char *text = charset_to_utf8(exact[i].label, bytes, n, &finding);

		g_test_message("%s", exact[i].name);
		g_assert_cmpstr(text, ==, exact[i].text);
		g_assert_cmpstr(finding.used, ==, exact[i].used);
		g_assert_cmpuint(finding.n_bad, ==, exact[i].n_bad);
	}
}

/* Any bytes under any label: valid, to the end, the same twice. */
static void
test_any_bytes(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);
	static const char *const labels[] = { NULL,	"utf-8",       "gb2312", "big5",
					      "utf-16", "utf-16be",    "hz",	 "iso-2022-cn",
					      "utf-7",	"us-ascii",    "koi8-r", "shift_jis",
					      "euc-jp", "iso-2022-jp", "euc-kr", "nonsense" };

	for (size_t i = 0; i < 4000; i++) {
		const char *label = labels[i % G_N_ELEMENTS(labels)];
		size_t n = (size_t)g_rand_int_range(rand, 0, 80);
		g_autofree char *bytes = g_malloc(n + 1);
		int high = g_rand_int_range(rand, 0, 3);

		for (size_t j = 0; j < n; j++)
			bytes[j] = (char)g_rand_int_range(rand, high == 1 ? 0x80 : 0,
							  high == 2 ? 0x80 : 0x100);
		g_autofree char *exact = g_memdup2(bytes, n);
		g_autofree char *once = charset_to_utf8(label, exact, n, NULL);
		g_autofree char *twice = charset_to_utf8(label, exact, n, NULL);

		if (!g_utf8_validate(once, -1, NULL) || strcmp(once, twice) != 0)
			g_test_fail_printf("%zu %s", i, label ? label : "(none)");
	}
}

static void
test_labels(void)
{
	CharsetFinding finding;
	g_autofree char *text =
		charset_to_utf8("gb\r\n2312\x01 很长很长很长很长很长很长很长很长很长"
				"很长很长很长很长很长很长",
				"\xb9\xd8", 2, &finding);

	g_assert_true(utf8_valid(finding.declared, strlen(finding.declared)));
	g_assert_true(charset_known("\"'GB2312'\""));
	g_assert_false(charset_known("x-unheard-of"));
	g_assert_false(charset_known(NULL));
	g_assert_false(charset_known(""));
	g_assert_cmpstr(decode_name(DECODE_BIG5), ==, "big5");
	g_assert_true(guess_chinese("\xcd\xac\xd2\xe2", 4).plausible);
	g_assert_false(guess_chinese("M\xfcller", 6).plausible);
}

/* After loading nothing may be opened: the jail forbids it. */
static void
test_no_file_opened(void)
{
	struct rlimit before, none;

	charset_load(NULL);
	getrlimit(RLIMIT_NOFILE, &before);
	none = before;
	none.rlim_cur = 0;
	g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &none), ==, 0);
	g_assert_cmpint(open("/dev/null", O_RDONLY), ==, -1);
	check_cases();
	setrlimit(RLIMIT_NOFILE, &before);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		encoded[i].bytes = g_convert(cases[i].text, -1, cases[i].really, "UTF-8", NULL,
					     &encoded[i].n, &error);
		g_assert_no_error(error);
	}
	charset_load(NULL);
	g_test_add_func("/charset/cases", check_cases);
	g_test_add_func("/charset/exact", test_exact);
	g_test_add_func("/charset/any-bytes", test_any_bytes);
	g_test_add_func("/charset/labels", test_labels);
	g_test_add_func("/charset/no-file-opened", test_no_file_opened);
	int status = g_test_run();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		g_free(encoded[i].bytes);
	return status;
}
