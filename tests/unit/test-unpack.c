/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of mail/unpack_uu.c, unpack_tnef.c, unpack_rtf.c, unpack_signed.c, unpack_clear.c and
 * unpack_enriched.c.
 */
#include "mail/structure.h"
#include "mail/unpack.h"
#include "mail/unpack_rtf.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdint.h>
#include <string.h>

static void
found(void *data, const char *name, const char *media_type, const char *bytes, size_t n_bytes)
{
	GString *all = data;

	g_assert_nonnull(bytes);
	g_string_append_printf(all, "%s|%s|", name, media_type);
	g_string_append_len(all, bytes, (gssize)n_bytes);
	g_string_append_c(all, '\n');
}

/* ---- uuencode ---- */

typedef struct {
	const char *name;
	const char *text;
	const char *rest;  /* NULL: as it was */
	const char *files; /* name|type|bytes, a line each */
} UuCase;

#define OCTETS "application/octet-stream|"

static const UuCase uu_cases[] = {
	{ "a file between lines", "前文\nbegin 644 a.txt\n#0V%T\n`\nend\n后文\n", "前文\n后文\n",
	  "a.txt|" OCTETS "Cat\n" },
	{ "CR LF and a blank for zero", "begin 0644 a.txt\r\n#0V%T\r\n \r\nend\r\n", "",
	  "a.txt|" OCTETS "Cat\n" },
	{ "blanks at line ends are lost", "begin 644 z\n#\n\nend\n", "",
	  "z|" OCTETS "\n" /* three NUL bytes, see below */ },
	{ "two files", "begin 644 a\n#0V%T\n`\nend\nbegin 600 b\n!00\n`\nend", "",
	  "a|" OCTETS "Cat\nb|" OCTETS "A\n" },
	{ "GB18030 name", "begin 644 \xb4\xba\xb8\xfb\xb1\xed.txt\n#0V%T\n`\nend\n", "",
	  "春耕表.txt|" OCTETS "Cat\n" },
	{ "a path is only a name", "begin 644 ../../etc/passwd\n#0V%T\n`\nend\n", "",
	  "passwd|" OCTETS "Cat\n" },
	{ "a name that is none", "begin 644 /\n#0V%T\n`\nend\n", "", "|" OCTETS "Cat\n" },
	{ "an empty file", "begin 644 a.txt\n`\nend\n", "", "a.txt|" OCTETS "\n" },
	{ "no end", "begin 644 a.txt\n#0V%T\n`\n", NULL, "" },
	{ "no zero line", "begin 644 a.txt\n#0V%T\nend\n", NULL, "" },
	{ "prose", "begin 644 is how it begins\nand then goes on\n", NULL, "" },
	{ "a line too long", "begin 644 a\n#0V%T0V%T0V%T\n`\nend\n", NULL, "" },
	{ "a mode that is none", "begin 989 a\n#0V%T\n`\nend\n", NULL, "" },
	{ "begin alone", "begin 644\nbegin\nend\n", NULL, "" },
	{ "eight bits in data", "begin 644 a\n#0V\xa5T\n`\nend\n", NULL, "" },
};

static void
test_uu(const void *data)
{
	const UuCase *c = data;
	g_autoptr(GString) files = g_string_new(NULL);
	size_t n = 0;
	g_autofree char *rest = unpack_uuencode(c->text, strlen(c->text), found, files, &n);

	if (strncmp(c->name, "blanks", 6) == 0) { /* the bytes are NUL */
		g_assert_cmpuint(files->len, ==, strlen("z|" OCTETS) + 4);
		g_string_truncate(files, strlen("z|" OCTETS));
		g_string_append_c(files, '\n');
	}
	g_assert_cmpstr(rest, ==, c->rest);
	g_assert_cmpuint(n, ==, c->rest ? strlen(c->rest) : 0);
	g_assert_cmpstr(files->str, ==, c->files);
}

/* Ten thousand begins without an end cost no more than one walk each for the first hundred. */
static void
test_uu_many(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) files = g_string_new(NULL);
	size_t n = 0;

	for (int i = 0; i < 10000; i++)
		g_string_append(text, "begin 644 a\n#0V%T\n");
	g_assert_null(unpack_uuencode(text->str, text->len, found, files, &n));
	g_assert_cmpstr(files->str, ==, "");
}

/* ---- TNEF ---- */

static void
put(GByteArray *out, uint32_t number, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		guint8 byte = (guint8)(number >> 8 * i);

		g_byte_array_append(out, &byte, 1);
	}
}

static void
put_padded(GByteArray *out, const void *bytes, uint32_t n)
{
	put(out, n, 4);
	g_byte_array_append(out, bytes, n);
	put(out, 0, (4 - n % 4) % 4);
}

static void
attribute(GByteArray *out, unsigned level, uint32_t id, const void *bytes, uint32_t n)
{
	uint32_t sum = 0;

	put(out, level, 1);
	put(out, id, 4);
	put(out, n, 4);
	g_byte_array_append(out, bytes, n);
	for (uint32_t i = 0; i < n; i++)
		sum += ((const guint8 *)bytes)[i];
	put(out, sum & 0xffff, 2);
}

static GByteArray *
container(void)
{
	GByteArray *out = g_byte_array_new();

	put(out, 0x223e9f78, 4);
	put(out, 1, 2);
	attribute(out, 1, 0x00089006, "\0\0\1\0", 4);
	return out;
}

/* The properties of a file: a named one first, then its long name in UTF-16. */
static GByteArray *
properties(void)
{
	static const char name[] = "\x29\x66\x55\x80\x2e\x00\x64\x00\x6f\x00\x63\x00\x78\x00\0";
	GByteArray *out = g_byte_array_new();

	put(out, 4, 4);
	put(out, 0x0003, 2); /* a named number */
	put(out, 0x8001, 2);
	for (int i = 0; i < 4; i++)
		put(out, 0x01020304, 4);
	put(out, 1, 4);
	put_padded(out, "n\0a", 3);
	put(out, 7, 4);
	put(out, 0x1003, 2); /* two numbers */
	put(out, 0x0e00, 2);
	put(out, 2, 4);
	put(out, 1, 4);
	put(out, 2, 4);
	put(out, 0x001e, 2); /* the type, 8 bit */
	put(out, 0x370e, 2);
	put(out, 1, 4);
	put_padded(out, "application/X-Docx", 19);
	put(out, 0x001f, 2);
	put(out, 0x3707, 2);
	put(out, 1, 4);
	put_padded(out, name, sizeof name - 1);
	return out;
}

static GByteArray *
whole(void)
{
	GByteArray *out = container();
	g_autoptr(GByteArray) long_name = properties();

	attribute(out, 1, 0x00069007, "\xa8\x03\0\0\0\0\0\0", 8); /* code page 936 */
	attribute(out, 1, 0x0002800c, "\xb4\xba\xb8\xfb", 5);
	attribute(out, 2, 0x00069002, "\0\0", 2);
	attribute(out, 2, 0x00018010, "\xb4\xba.doc", 7);
	attribute(out, 2, 0x0006800f, "ONE", 3);
	attribute(out, 2, 0x00069002, "\0\0", 2);
	attribute(out, 2, 0x00018010, "SHORT~1.DOC", 12);
	attribute(out, 2, 0x0006800f, "TWO", 3);
	attribute(out, 2, 0x00069005, long_name->data, long_name->len);
	attribute(out, 2, 0x00069002, "\0\0", 2);
	attribute(out, 2, 0x0006800f, "NAMELESS", 8);
	return out;
}

#define WHOLE                                                                                      \
	"message.txt|text/plain|春耕\n"                                                          \
	"春.doc|application/octet-stream|ONE\n"                                                   \
	"昩聕.docx|application/x-docx|TWO\n"                                                     \
	"|application/octet-stream|NAMELESS\n"

static void
test_tnef(void)
{
	g_autoptr(GByteArray) bytes = whole();
	g_autoptr(GString) files = g_string_new(NULL);

	g_assert_true(unpack_tnef((const char *)bytes->data, bytes->len, found, files));
	g_assert_cmpstr(files->str, ==, WHOLE);
}

/* Cut anywhere or with any byte changed: no crash, and nothing invented. */
static void
test_tnef_damaged(void)
{
	g_autoptr(GByteArray) bytes = whole();

	for (guint n = 0; n < bytes->len; n++) {
		g_autoptr(GString) files = g_string_new(NULL);
		g_autofree char *cut = g_memdup2(bytes->data, n + 1);
		bool good = unpack_tnef(cut, n, found, files);

		g_assert_true(g_str_has_prefix(WHOLE, files->str) || good);
	}
	for (guint i = 0; i < bytes->len; i++) {
		g_autoptr(GString) files = g_string_new(NULL);
		g_autofree guint8 *changed = g_memdup2(bytes->data, bytes->len);

		changed[i] ^= 0x41;
		unpack_tnef((const char *)changed, bytes->len, found, files);
	}
}

/* ---- compressed RTF: the examples of MS-OXRTFCP 3.1 and 3.2 ---- */

static void
test_rtf(void)
{
	static const unsigned char plain[] = { 0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c,
					       0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00,
					       0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35,
					       0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09,
					       0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d,
					       0x0a, 0x80, 0x0f, 0xa0 };
	static const unsigned char crossing[] = { 0x1a, 0x00, 0x00, 0x00, 0x1c, 0x00, 0x00, 0x00,
						  0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51,
						  0x41, 0x00, 0x04, 0x20, 0x57, 0x58, 0x59, 0x5a,
						  0x0d, 0x6e, 0x7d, 0x01, 0x0e, 0xb0 };
	static const char raw[] = "\x0f\0\0\0\x03\0\0\0MELA\0\0\0\0{a}";
	size_t n = 0;
	g_autofree char *first = unpack_rtf((const char *)plain, sizeof plain, 1000, &n);
	g_autofree char *second = unpack_rtf((const char *)crossing, sizeof crossing, 1000, &n);
	g_autofree char *third = unpack_rtf(raw, sizeof raw - 1, 1000, &n);

	g_assert_cmpstr(first, ==, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
	g_assert_cmpstr(second, ==, "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
	g_assert_cmpstr(third, ==, "{a}");
	g_assert_null(unpack_rtf((const char *)plain, sizeof plain, 10, &n));
	for (size_t cut = 0; cut + 4 < sizeof plain; cut++) {
		g_autofree char *copy = g_memdup2(plain, cut + 1);
		g_autofree char *part = unpack_rtf(copy, cut, 1000, &n);

		g_assert_true(!part || g_str_has_prefix(first, part));
	}
}

/* ---- in a letter ---- */

static char *
parts_of(const char *letter)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
	g_autoptr(Structure) structure = structure_read(scan, &error);
	GString *all = g_string_new(NULL);

	g_assert_no_error(error);
	for (size_t i = 0; i < structure_n_parts(structure); i++) {
		const StructurePart *part = structure_part(structure, i);

		g_string_append_printf(all, "%s %s %s %zu\n", part->part, part->media_type,
				       part->file_name ? part->file_name : "-", part->n_bytes);
	}
	return g_string_free(all, FALSE);
}

static void
test_letter(void)
{
	g_autoptr(GByteArray) bytes = whole();
	g_autofree char *coded = g_base64_encode(bytes->data, bytes->len);
	g_autofree char *winmail = g_strdup_printf(
		"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
		"--b\nContent-Type: text/plain\n\nhello\nbegin 644 a.txt\n#0V%%T\n`\nend\nbye\n"
		"--b\nContent-Type: application/ms-tnef; name=winmail.dat\n"
		"Content-Transfer-Encoding: base64\n\n%s\n--b--\n",
		coded);
	g_autofree char *parts = parts_of(winmail);
	g_autofree char *wanted = g_strdup_printf("1 text/plain - 9\n"
						  "1.1 application/octet-stream a.txt 3\n"
						  "2 application/ms-tnef winmail.dat %u\n"
						  "2.1 text/plain message.txt 6\n"
						  "2.2 application/octet-stream 春.doc 3\n"
						  "2.3 application/x-docx 昩聕.docx 3\n"
						  "2.4 application/octet-stream - 8\n",
						  bytes->len);

	g_assert_cmpstr(parts, ==, wanted);
}

/* ---- an opaque signature ---- */

static char *
run_openssl(const char *dir, const char *arguments)
{
	g_autofree char *line = g_strdup_printf("openssl %s", arguments);
	g_auto(GStrv) argv = NULL;
	char *out = NULL;
	int status = -1;

	g_assert_true(g_shell_parse_argv(line, NULL, &argv, NULL));
	g_assert_true(g_spawn_sync(dir, argv, NULL,
				   G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
				   &out, NULL, &status, NULL));
	g_assert_cmpint(status, ==, 0);
	return out;
}

/* Made by openssl as Outlook makes it: text and a file inside are found. */
static void
test_signed(void)
{
	static const char inside[] =
		"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n\r\n春耕进展\r\n--b\r\n"
		"Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--b--\r\n";
	g_autofree char *dir = g_dir_make_tmp("cb-signed-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(dir, "inside", NULL);
	g_autofree char *made = NULL;
	g_autofree char *letter = NULL;
	g_autofree char *parts = NULL;
	g_autofree char *sealed = NULL;
	static const char *const files[] = { "inside", "key", "cert" };

	g_assert_true(g_file_set_contents(path, inside, -1, NULL));
	g_free(run_openssl(dir, "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout key "
				"-out cert"));
	made = run_openssl(dir, "cms -sign -nodetach -in inside -signer cert -inkey key");
	letter = g_strconcat("Subject: x\n", made, NULL);
	parts = parts_of(letter);
	g_assert_cmpstr(parts, ==, "1.1.1 text/plain - 12\n1.1.2 application/pdf a.pdf 4\n");
	{
		g_autoptr(Scan) scan = scan_letter(letter, strlen(letter));
		g_autoptr(Structure) structure = structure_read(scan, NULL);
		g_autoptr(StructureText) text = structure_text(structure);

		g_assert_cmpstr(g_strchomp(text->plain), ==, "春耕进展");
	}
	sealed = run_openssl(dir, "cms -encrypt -in inside cert");
	g_free(letter);
	g_free(parts);
	letter = g_strconcat("Subject: x\n", sealed, NULL);
	parts = parts_of(letter);
	g_assert_true(g_str_has_prefix(parts, "1 application/pkcs7-mime smime.p7m "));
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *file = g_build_filename(dir, files[i], NULL);

		g_unlink(file);
	}
	g_rmdir(dir);
}

/* ---- OpenPGP clear signatures ---- */

#define CLEAR "-----BEGIN PGP SIGNED MESSAGE-----\n"
#define SIGNATURE "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"

static const struct {
	const char *name, *text, *rest; /* NULL: as it was */
} clear_cases[] = {
	{ "none", "通过\n", NULL },
	{ "signed", CLEAR "Hash: SHA256\n\n通过\n" SIGNATURE, "通过\n" },
	{ "without a header", CLEAR "\n通过\n" SIGNATURE, "通过\n" },
	{ "without the blank line", CLEAR "Hash: SHA256\n通过\n" SIGNATURE, "通过\n" },
	{ "a header that is none", CLEAR "退回: x\n\n通过\n" SIGNATURE, "退回: x\n\n通过\n" },
	{ "dashes", CLEAR "\n- -- 附注\n- 甲\n-乙\n" SIGNATURE, "-- 附注\n甲\n-乙\n" },
	{ "text above and below", "上\n" CLEAR "\n中\n" SIGNATURE "下\n", "上\n中\n下\n" },
	{ "two", CLEAR "\n甲\n" SIGNATURE CLEAR "\n乙\n" SIGNATURE, "甲\n乙\n" },
	{ "no signature", CLEAR "\n通过\n", NULL },
	{ "no end", CLEAR "\n通过\n-----BEGIN PGP SIGNATURE-----\niQEz\n", NULL },
	{ "quoted", "> " CLEAR "> \n> 通过\n> " SIGNATURE, NULL },
	{ "inside a line", "见 " CLEAR "\n通过\n" SIGNATURE, NULL },
};

static void
test_clear(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(clear_cases); i++) {
		g_autofree char *rest = unpack_clear(clear_cases[i].text);

		g_test_message("%s", clear_cases[i].name);
		g_assert_cmpstr(rest, ==, clear_cases[i].rest);
	}
	g_assert_true(unpack_is_sealed(
		"\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n"));
	g_assert_false(unpack_is_sealed(
		"密\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n"));
	g_assert_false(unpack_is_sealed(""));
}

/* ---- text/enriched ---- */

static const struct {
	const char *name, *text;
	bool rich;
	const char *words;
} enriched_cases[] = {
	{ "commands go", "<bold>通过</bold>", false, "通过" },
	{ "line ends", "甲\n乙\n\n丙\n\n\n丁", false, "甲 乙\n丙\n\n丁" },
	{ "a parameter", "<color><param>red</param>通过</color>", false, "通过" },
	{ "a bracket", "3<<5", false, "3<5" },
	{ "a bracket that opens nothing", "3 < 5", false, "3 < 5" },
	{ "a quotation", "通过\n\n<excerpt>甲\n\n退回</excerpt>", false, "通过\n> 甲\n> 退回\n" },
	{ "a quotation in a line", "通过<excerpt>退回</excerpt>", false, "通过\n> 退回\n" },
	{ "never closed", "<excerpt>退回", false, "> 退回" },
	{ "closed too often", "</excerpt></param>通过", false, "通过" },
	{ "richtext", "<bold>甲</bold><nl>乙\n丙 <lt>5", true, "甲\n乙 丙 <5" },
	{ "a comment", "甲<comment>退回</comment>乙", true, "甲乙" },
};

static void
test_enriched(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(enriched_cases); i++) {
		g_autofree char *words =
			unpack_enriched(enriched_cases[i].text, enriched_cases[i].rich);

		g_test_message("%s", enriched_cases[i].name);
		g_assert_cmpstr(words, ==, enriched_cases[i].words);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	structure_load(NULL);
	for (size_t i = 0; i < G_N_ELEMENTS(uu_cases); i++) {
		g_autofree char *path = g_strdup_printf("/unpack/uu/%s", uu_cases[i].name);

		g_test_add_data_func(path, &uu_cases[i], test_uu);
	}
	g_test_add_func("/unpack/uu-many", test_uu_many);
	g_test_add_func("/unpack/tnef", test_tnef);
	g_test_add_func("/unpack/tnef-damaged", test_tnef_damaged);
	g_test_add_func("/unpack/rtf", test_rtf);
	g_test_add_func("/unpack/letter", test_letter);
	g_test_add_func("/unpack/signed", test_signed);
	g_test_add_func("/unpack/clear", test_clear);
	g_test_add_func("/unpack/enriched", test_enriched);
	return g_test_run();
}
