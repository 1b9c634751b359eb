/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-print — snapshots to whole mails, read back by gmime
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/errors.h"
#include "base/record.h"
#include "mail/compose.h"
#include "mail/gmime.h"
#include "mail/words.h"
#include "pipeline/outward/print.h"
#include "publish/pages.h"
#include "tests/unit/snapshots.h"

static GMimeMessage *
parse(const char *mail, size_t n_bytes)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(mail, n_bytes);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);

	return g_mime_parser_construct_message(parser, NULL);
}

/* By our own decoder: gmime cuts a subject behind a padded word (issue 133). */
static char *
subject_of(const char *mail)
{
	const char *from = strstr(mail, "\r\nSubject: ") + strlen("\r\nSubject: "), *to = from;

	do
		to = strstr(to, "\r\n") + 2;
	while (*to == ' ');
	return words_decode(from, (size_t)(to - from));
}

static char *
content_of(GMimeObject *part)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();

	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(GMIME_PART(part)), stream);
	g_mime_stream_write(stream, "", 1);
	return g_strdup(
		(const char *)g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream))->data);
}

static void
test_every_page(void)
{
	for (const char *const *name = pages_names(); *name; name++) {
		g_autoptr(json_t) snapshot = snapshot_of(*name, NULL);
		g_autoptr(GError) error = NULL;
		size_t n_bytes = 0, n_again = 0;
		g_autofree char *mail = print_mail(snapshot, &n_bytes, &error);
		g_autofree char *again = print_mail(snapshot, &n_again, NULL), *subject = NULL;
		g_auto(Page) page = { 0 };
		g_autoptr(GMimeMessage) message = NULL;

		g_assert_no_error(error);
		g_assert_cmpuint(n_bytes, ==, n_again);
		g_assert_cmpstr(mail, ==, again);
		g_assert_true(compose_check(mail, n_bytes, NULL));
		g_assert_true(pages_render(*name, snapshot, &page, NULL));
		message = parse(mail, n_bytes);
		subject = subject_of(mail);
		g_assert_cmpstr(subject, ==, page.subject);
		g_assert_cmpstr(g_mime_message_get_message_id(message), ==,
				"a." SNAPSHOT_TOKEN "@qinghe.example");
		g_assert_cmpstr(g_mime_object_get_header(GMIME_OBJECT(message), "Auto-Submitted"),
				==, "auto-generated");
		g_assert_nonnull(strstr(mail, "\r\nDate: Mon, 23 Nov 2026 11:02:00 +0800\r\n"));
	}
}

static void
test_issue(void)
{
	g_autoptr(json_t) snapshot = snapshot_of("issue", NULL), machine = NULL;
	size_t n_bytes = 0;
	g_autofree char *mail = print_mail(snapshot, &n_bytes, NULL), *json = NULL;
	g_autoptr(GMimeMessage) message = parse(mail, n_bytes);
	GMimeObject *mixed = g_mime_message_get_mime_part(message), *part;
	const json_t *line;

	g_assert_cmpstr(g_mime_message_get_subject(message), ==,
			"《政务信息》2026年第1期 (总第1期)");
	g_assert_cmpstr(g_mime_object_get_header(GMIME_OBJECT(message), "X-Chengbao-Issue"), ==,
			"政务信息 2026/1");
	g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(mixed)), ==, 2);
	part = g_mime_multipart_get_part(GMIME_MULTIPART(mixed), 1);
	g_assert_true(g_mime_content_type_is_type(g_mime_object_get_content_type(part),
						  "application", "vnd.chengbao+json"));
	json = content_of(part);
	machine = json_loads(json, 0, NULL);
	g_assert_cmpstr(record_string(machine, "journal"), ==, "政务信息");
	g_assert_cmpint(record_integer(machine, "number"), ==, 1);
	line = json_array_get(json_object_get(machine, "lines"), 1);
	g_assert_cmpint(record_integer(line, "item"), ==, 13);
	g_assert_cmpint(record_integer(line, "revision"), ==, 2);
	g_assert_cmpstr(record_string(line, "unit"), ==, "退役军人局");
	g_assert_cmpstr(record_string(line, "text"), ==, "　　全县走访退役军人家庭412户。");
	g_assert_null(json_object_get(line, "author"));
}

static void
test_attachments(void)
{
	g_autoptr(json_t) snapshot = snapshot_of("outcome", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GMimeMessage) message = NULL;
	size_t n_bytes = 0;
	g_autofree char *mail = NULL, *content = NULL;
	GMimeObject *part;

	json_object_set_new(snapshot, "attachments",
			    json_pack("[{s:s,s:s,s:s}]", "name", "定稿.txt", "media_type",
				      "text/plain", "base64", "5pil6ICV"));
	mail = print_mail(snapshot, &n_bytes, &error);
	g_assert_no_error(error);
	message = parse(mail, n_bytes);
	part = g_mime_multipart_get_part(GMIME_MULTIPART(g_mime_message_get_mime_part(message)), 1);
	content = content_of(part);
	g_assert_cmpstr(content, ==, "春耕");
	g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(part)), ==, "定稿.txt");
}

static void
test_refused(void)
{
	static const struct {
		const char *template, *words;
		int code;
	} cases[] = {
		{ "nothing", NULL, ERRORS_CONFIG },
		{ "ask", "{}", ERRORS_CONFIG },
		{ "ask", "{'office':{'mailbox':'a@b.example'}}", ERRORS_MAIL },
		{ "ask", "{'office':{'mailbox':'a@b.example'},'to':{'address':'x y'}}",
		  ERRORS_MAIL },
		{ "ask",
		  "{'office':{'mailbox':'a@b.example'},'to':{'address':'c@d.example'},"
		  "'message_id':'<a@b>\\r\\nBcc: <e@f.example>'}",
		  ERRORS_MAIL },
		{ "ask",
		  "{'office':{'mailbox':'a@b.example'},'to':{'address':'c@d.example'},"
		  "'message_id':'<a@b>','headers':[{'name':'Bcc','value':'e@f.example'}]}",
		  ERRORS_CONFIG },
		{ "ask",
		  "{'office':{'mailbox':'a@b.example'},'to':{'address':'c@d.example'},"
		  "'message_id':'<a@b>','attachments':[{'name':'x'}]}",
		  ERRORS_MAIL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(json_t) snapshot = snapshot_of(cases[i].template, cases[i].words);
		g_autoptr(GError) error = NULL;
		size_t n_bytes = 0;

		g_assert_null(print_mail(snapshot, &n_bytes, &error));
		g_assert_error(error, ERRORS, cases[i].code);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_mime_init();
	g_test_add_func("/print/every-page", test_every_page);
	g_test_add_func("/print/issue", test_issue);
	g_test_add_func("/print/attachments", test_attachments);
	g_test_add_func("/print/refused", test_refused);
	return g_test_run();
}
