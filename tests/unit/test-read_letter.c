/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-read_letter — letters as offices and their phones write them, to the record
 *
 * Covers of pipeline/reading: read_letter.c, letter_text.c, nested.c, read_identity.c,
 * verdict.c, complete.c, and the jobs read, part, extract, match, gate, commands through
 * jailed workers.
 */
#include "base/files.h"
#include "base/text/charset.h"
#include "base/text/fold.h"
#include "extract/extract.h"
#include "mail/structure.h"
#include "pipeline/reading/complete.h"
#include "pipeline/reading/read_letter.h"
#include "pipeline/reading/records.h"
#include "pipeline/reading/rules.h"
#include "pipeline/reading/verdict.h"
#include "pipeline/reading/zygote.h"

#include <locale.h>
#include <string.h>
#include <zip.h>

#define HEAD                                                                                       \
	"From: =?utf-8?B?55Sw5LiA56a+?= <nyj@qinghe.example>\r\n"                                  \
	"To: xinxi@qinghe.example\r\nDate: Mon, 23 Nov 2026 17:05:09 +0800\r\n"                    \
	"Message-ID: <1@qinghe.example>\r\nMIME-Version: 1.0\r\n"
#define GB "Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
#define UTF8 "Content-Type: text/plain; charset=utf-8\r\n\r\n"

/* member and text: what a member of the record must be, character for character. */
static const struct {
	const char *name, *letter, *member, *text;
} cases[] = {
	{ "GB18030 body under gb2312",
	  HEAD "Subject: =?gb2312?B?tLq4+w==?=\r\n" GB "\xb4\xba\xb8\xfb\xfe\x9f", "text",
	  "春耕䶮" },
	{ "subject in two padded words",
	  HEAD "Subject: =?gb2312?B?udjT2g==?=\r\n =?gb2312?B?uaTX9w==?=\r\n" UTF8 "x", "subject",
	  "关于工作" },
	{ "sender", HEAD "Subject: a\r\n" UTF8 "x", "from", "nyj@qinghe.example" },
	{ "sender's name", HEAD "Subject: a\r\n" UTF8 "x", "from_name", "田一禾" },
	{ "message id", HEAD "Subject: a\r\n" UTF8 "x", "message_id", "1@qinghe.example" },
	{ "two From lines", "From: chief@qinghe.example\r\n" HEAD "Subject: a\r\n" UTF8 "同意",
	  "evidence", "none" },
	{ "HTML alone",
	  HEAD "Subject: a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
	       "<html><body><p>全县春耕</p><p>进展顺利</p></body></html>",
	  "text", "全县春耕\n进展顺利" },
	{ "a report",
	  HEAD "Subject: =?utf-8?B?5pil6ICV?=\r\n" UTF8 "全县春耕备耕工作进展顺利，化肥供应充足。",
	  "kind", "report" },
	{ "our own mail",
	  "From: xinxi@qinghe.example\r\nTo: a@b.example\r\nSubject: a\r\n" UTF8 "x", "kind",
	  "loop" },
	{ "one piece of a letter",
	  HEAD "Subject: a\r\nContent-Type: message/partial; id=x@y; number=1; total=2\r\n\r\n"
	       "Subject: b\r\n\r\nx",
	  "limit",
	  "it is one piece of a letter that was sent in several; please have it sent whole" },
	{ "vacation", HEAD "Auto-Submitted: auto-replied\r\nSubject: a\r\n" UTF8 "通过", "kind",
	  "automatic" },
};

static RuleSet *
shipped(void)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleSet *rules = rules_of_office(NULL, problems, NULL);

	g_assert_cmpuint(problems->len, ==, 0);
	return rules;
}

static json_t *
read_job(void)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "job", "read", "domain", "qinghe.example",
			 "mailbox", "xinxi@qinghe.example", "zone", "Asia/Shanghai");
}

static void
test_letters(void)
{
	g_autoptr(RuleSet) rules = shipped();
	g_autoptr(json_t) job = read_job();

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(json_t) reading =
			read_letter(rules, job, cases[i].letter, strlen(cases[i].letter));

		record_check(records_reading, reading, &error);
		g_assert_no_error(error);
		if (g_strcmp0(record_string(reading, cases[i].member), cases[i].text) != 0)
			g_test_message("%s", cases[i].name);
		g_assert_cmpstr(record_string(reading, cases[i].member), ==, cases[i].text);
	}
}

static void
test_no_commands(void)
{
	g_autoptr(RuleSet) rules = shipped();
	g_autoptr(json_t) job = read_job();
	const char *letter = HEAD "Auto-Submitted: auto-replied\r\nSubject: a\r\n" UTF8 "通过";
	g_autoptr(json_t) reading = read_letter(rules, job, letter, strlen(letter));

	g_assert_cmpuint(json_array_size(record_member(reading, "commands")), ==, 0);
}

/* Past a cap: the headers, the reason, and nothing parsed. */
static void
test_limit(void)
{
	g_autoptr(RuleSet) rules = shipped();
	g_autoptr(json_t) job = read_job();
	g_autoptr(GString) letter = g_string_new(HEAD "Subject: =?utf-8?B?5pil6ICV?=\r\n");
	g_autoptr(json_t) reading = NULL;
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 3000; i++)
		g_string_append_printf(letter, "X-%d: y\r\n", i);
	g_string_append(letter, "\r\n机密");
	reading = read_letter(rules, job, letter->str, letter->len);
	record_check(records_reading, reading, &error);
	g_assert_no_error(error);
	g_assert_nonnull(record_string(reading, "limit"));
	g_assert_cmpstr(record_string(reading, "subject"), ==, "春耕");
	g_assert_cmpstr(record_string(reading, "text"), ==, "");
}

/* Both forms of a letter are searched for marks. */
static void
test_marks_in_html(void)
{
	g_autoptr(RuleSet) rules = shipped();
	g_autoptr(json_t) job = read_job();
	const char *letter = HEAD "Subject: a\r\n"
				  "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
				  "--b\r\n" UTF8 "普通内容\r\n"
				  "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
				  "<p>机密★1年</p><p>普通内容</p>\r\n--b--\r\n";
	g_autoptr(json_t) reading = read_letter(rules, job, letter, strlen(letter));
	const json_t *mark = json_array_get(record_member(reading, "marks"), 0);

	g_assert_cmpstr(record_string(reading, "text"), ==, "普通内容");
	g_assert_cmpstr(record_string(reading, "html_text"), ==, "机密★1年\n普通内容");
	g_assert_cmpstr(record_string(mark, "mark"), ==, "机密");
	g_assert_cmpint(record_integer(mark, "tier"), ==, 1);
}

/* ---- through the workers ---- */

static char *
docx(const char *text, size_t *ret_n)
{
	g_autofree char *xml = g_strdup_printf(
		"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
		"main\"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>",
		text);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	zip_stat_t size;
	char *bytes;

	zip_source_keep(source);
	zip_file_add(archive, "word/document.xml", zip_source_buffer(archive, xml, strlen(xml), 0),
		     0);
	g_assert_cmpint(zip_close(archive), ==, 0);
	zip_source_open(source);
	zip_source_stat(source, &size);
	bytes = g_malloc(size.size);
	zip_source_read(source, bytes, size.size);
	zip_source_close(source);
	zip_source_free(source);
	*ret_n = size.size;
	return bytes;
}

static int
letter_with_docx(const char *text)
{
	size_t n;
	g_autofree char *bytes = docx(text, &n);
	g_autofree char *base64 = g_base64_encode((const guchar *)bytes, n);
	g_autofree char *letter = g_strdup_printf(
		HEAD "Subject: =?utf-8?B?6KeB6ZmE5Lu2?=\r\n"
		     "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
		     "--b\r\n" UTF8 "见附件\r\n"
		     "--b\r\nContent-Type: application/octet-stream; "
		     "name=\"=?utf-8?B?5oql5ZGK?=.docx\"\r\n"
		     "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n"
		     "%s\r\n--b--\r\n",
		base64);

	return files_sealed("letter", letter, strlen(letter), NULL);
}

static void
test_complete(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Pool) pool = pool_new(NULL, 1, &error);
	autofd fd = letter_with_docx("全县春耕备耕工作进展顺利，化肥供应充足。机密★1年");
	g_autoptr(json_t) reading = NULL;
	g_autoptr(json_t) documents = NULL;
	g_autoptr(json_t) public = NULL;
	const json_t *attachment, *mark;

	g_assert_no_error(error);
	g_assert_true(complete_letter(pool, read_job(), fd, &reading, &documents, &error));
	g_assert_no_error(error);
	g_assert_cmpstr(record_string(json_array_get(documents, 0), "content"), ==,
			"全县春耕备耕工作进展顺利，化肥供应充足。机密★1年");
	public = reading_public(reading);
	attachment = json_array_get(record_member(public, "attachments"), 0);
	g_assert_cmpstr(record_string(attachment, "name"), ==, "报告.docx");
	g_assert_cmpstr(record_string(attachment, "text"), ==, "read");
	g_assert_cmpint(record_integer(attachment, "text_chars"), ==, 25);
	mark = json_array_get(record_member(public, "marks"), 0);
	g_assert_cmpstr(record_string(mark, "mark"), ==, "机密");
	g_assert_cmpint(record_integer(mark, "tier"), ==, 1);
	g_assert_cmpuint(json_object_size(public), ==, 26);
}

static void
test_other_jobs(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Pool) pool = pool_new(NULL, 1, &error);
	const char *mail = HEAD "Subject: a\r\n" UTF8 "正文 秘密★5年 完";
	autofd fd = files_sealed("mail", mail, strlen(mail), NULL);
	g_autoptr(json_t) gate = NULL;
	g_autoptr(json_t) commands = NULL;
	g_autoptr(json_t) named = json_pack("{s:s}", "name", "转发.eml");
	g_autoptr(json_t) typed = json_pack("{s:s}", "media_type", "message/rfc822");
	g_autoptr(json_t) document = NULL;
	const json_t *first;

	g_assert_true(pool_run(pool, POOL_READER, json_pack("{s:s}", "job", "gate"), fd, &gate,
			       NULL, &error));
	first = json_array_get(record_member(gate, "marks"), 0);
	g_assert_cmpstr(record_string(first, "mark"), ==, "秘密");
	g_assert_true(pool_run(pool, POOL_READER,
			       json_pack("{s:s, s:s, s:s}", "job", "commands", "scope", "list",
					 "text", "通过1、3"),
			       -1, &commands, NULL, &error));
	first = json_array_get(record_member(commands, "commands"), 0);
	g_assert_cmpstr(record_string(first, "verb"), ==, "approve");
	g_assert_cmpuint(json_array_size(record_member(first, "lines")), ==, 2);
	/* A forwarded letter speaks with its own words, by its name or by its type. */
	document = complete_extract(pool, fd, named, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(record_string(document, "content"), ==, "a\n正文 秘密★5年 完");
	json_decref(document);
	document = complete_extract(pool, fd, typed, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(record_string(document, "content"), ==, "a\n正文 秘密★5年 完");
	/* A reader does no extractor's work. */
	g_assert_false(pool_run(pool, POOL_READER, json_pack("{s:s}", "job", "extract"), fd,
				&document, NULL, &error));
}

static const struct {
	const char *name, *letter, *content, *text, *why;
} nested[] = {
	{ "its words, then its files under their names",
	  HEAD "Subject: a\r\nMIME-Version: 1.0\r\n"
	       "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" UTF8
	       "见附件\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
	       "Content-Disposition: attachment; filename=a.txt\r\n\r\n春耕进展\r\n--b--\r\n",
	  "a\n见附件\n【a.txt】\n春耕进展", "read", NULL },
	{ "a letter in it with its own file",
	  HEAD "Subject: a\r\nMIME-Version: 1.0\r\n"
	       "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" UTF8
	       "请阅\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" HEAD
	       "Subject: b\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
	       "<p>正文<p hidden>机密\r\n--b--\r\n",
	  "a\n请阅\n【b】\nb\n正文\n机密", "read", NULL },
	{ "a file that cannot be read is named",
	  HEAD "Subject: a\r\nMIME-Version: 1.0\r\n"
	       "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" UTF8
	       "正文\r\n--b\r\nContent-Type: application/pdf\r\n"
	       "Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4 x\r\n--b--\r\n",
	  "a\n正文\n【a.pdf】", "failed",
	  "not everything in the forwarded letter was read: a.pdf: " },
	{ "no words at all", HEAD "\r\n", "", "empty", "the forwarded letter is empty" },
	{ "a text that looks like none", "Dear From: you\n", "Dear From: you", "read", NULL },
	{ "prose with a colon", "会议时间: 9点\n地点: 三楼\n参加: 各科\n",
	  "会议时间: 9点\n地点: 三楼\n参加: 各科", "read", NULL },
};

static void
test_nested(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Pool) pool = pool_new(NULL, 1, &error);

	for (size_t i = 0; i < G_N_ELEMENTS(nested); i++) {
		const char *letter = nested[i].letter;
		autofd fd = files_sealed("letter", letter, strlen(letter), NULL);
		g_autoptr(json_t) attachment = json_pack("{s:s}", "name", "转发");
		g_autoptr(json_t) document = complete_extract(pool, fd, attachment, &error);
		const char *why;

		g_test_message("%s", nested[i].name);
		g_assert_no_error(error);
		g_assert_cmpstr(record_string(document, "content"), ==, nested[i].content);
		g_assert_cmpstr(record_string(document, "text"), ==, nested[i].text);
		why = record_string(document, "why");
		if (nested[i].why)
			g_assert_true(why && g_str_has_prefix(why, nested[i].why));
		else
			g_assert_null(why);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (argc > 2 && strcmp(argv[1], "worker") == 0)
		return reading_main(3, argc > 3 ? argv[3] : NULL);
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	charset_load(NULL);
	fold_load(NULL);
	structure_load(NULL);
	extract_load();
	g_test_add_func("/read_letter/letters", test_letters);
	g_test_add_func("/read_letter/no-commands", test_no_commands);
	g_test_add_func("/read_letter/limit", test_limit);
	g_test_add_func("/read_letter/marks-in-html", test_marks_in_html);
	g_test_add_func("/read_letter/complete", test_complete);
	g_test_add_func("/read_letter/other-jobs", test_other_jobs);
	g_test_add_func("/read_letter/nested", test_nested);
	return g_test_run();
}
