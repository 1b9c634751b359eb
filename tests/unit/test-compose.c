/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-compose — octets of our mails, read back by gmime
 */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "base/errors.h"
#include "mail/compose.h"
#include "mail/gmime.h"

static const char *const references[] = { "<q0@qq.example>", "<q1@qq.example>", NULL };
static const ComposeHeader headers[] = { { "X-Chengbao-Issue", "政务信息 2026/1" } };
static const ComposePart parts[] = {
	{ "育秧进度表（最终稿）.xlsx", "application/vnd.ms-excel", "a\nb", 3, false },
	{ "plain.txt", "text/plain", "hello", 5, false },
	{ NULL, "application/vnd.chengbao+json", "{}", 2, true },
};

static ComposeInput
sample(void)
{
	return (ComposeInput){
		.from_address = "xinxi@qinghe.example",
		.from_name = "青禾县政府办信息科",
		.to_address = "nyj@qinghe.example",
		.to_name = "Tian, Yihe \"T\"",
		.subject = "《政务信息》2026年第1期 (总第1期)",
		.message_id = "<o.7.1@qinghe.example>",
		.in_reply_to = "<q1@qq.example>",
		.references = references,
		.date_us = INT64_C(1795402920000000),
		.zone = "Asia/Shanghai",
		.headers = headers,
		.n_headers = G_N_ELEMENTS(headers),
		.text = "春耕\n早稻\r\n",
		.html = "<p>春耕</p>",
		.parts = parts,
		.n_parts = G_N_ELEMENTS(parts),
	};
}

static GMimeMessage *
parse(const char *mail, size_t n_bytes)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(mail, n_bytes);
	g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);

	return g_mime_parser_construct_message(parser, NULL);
}

/* Names of all header fields of the message and of every part, one per line. */
static void
names_of(GMimeObject *parent, GMimeObject *part, void *user)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(part);

	(void)parent;
	for (int i = 0; i < g_mime_header_list_get_count(list); i++)
		g_string_append_printf(
			user, "%s\n",
			g_mime_header_get_name(g_mime_header_list_get_header_at(list, i)));
}

static void
names_foreach(GMimeObject *parent, GMimeObject *part, void *user)
{
	names_of(parent, part, user);
}

static char *
header_names(const char *mail, size_t n_bytes)
{
	g_autoptr(GMimeMessage) message = parse(mail, n_bytes);
	GString *names = g_string_new(NULL);

	names_of(NULL, GMIME_OBJECT(message), names);
	g_string_append(names, "--\n");
	g_mime_message_foreach(message, names_foreach, names);
	return g_string_free(names, FALSE);
}

static void
test_plain(void)
{
	ComposeInput input = { .from_address = "a@b.example",
			       .to_address = "c@d.example",
			       .subject = "ok",
			       .message_id = "<o.1.1@b.example>",
			       .date_us = INT64_C(1795402920000000),
			       .text = "hi\n" };
	size_t n_bytes = 0;
	g_autoptr(GError) error = NULL;
	g_autofree char *mail = compose_mail(&input, &n_bytes, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(mail, ==,
			"From: <a@b.example>\r\n"
			"To: <c@d.example>\r\n"
			"Subject: ok\r\n"
			"Date: Mon, 23 Nov 2026 03:02:00 +0000\r\n"
			"Message-ID: <o.1.1@b.example>\r\n"
			"Auto-Submitted: auto-generated\r\n"
			"X-Auto-Response-Suppress: All\r\n"
			"MIME-Version: 1.0\r\n"
			"Content-Type: text/plain; charset=UTF-8\r\n"
			"Content-Transfer-Encoding: base64\r\n"
			"\r\n"
			"aGkNCg==\r\n");
	g_assert_cmpuint(n_bytes, ==, strlen(mail));
}

static void
test_whole(void)
{
	ComposeInput input = sample();
	size_t n_bytes = 0, n_again = 0;
	g_autoptr(GError) error = NULL;
	g_autofree char *mail = compose_mail(&input, &n_bytes, &error);
	g_autofree char *again = compose_mail(&input, &n_again, NULL);
	g_autoptr(GMimeMessage) message = NULL;
	GMimeMultipart *mixed, *alternative;
	InternetAddress *to;
	g_autofree char *text = NULL;

	g_assert_no_error(error);
	g_assert_cmpuint(n_bytes, ==, n_again);
	g_assert_cmpstr(mail, ==, again);
	g_assert_true(compose_check(mail, n_bytes, NULL));
	g_assert_nonnull(strstr(mail, "\r\nDate: Mon, 23 Nov 2026 11:02:00 +0800\r\n"));
	g_assert_nonnull(strstr(mail, "\r\nReferences: <q0@qq.example>\r\n <q1@qq.example>\r\n"));
	message = parse(mail, n_bytes);
	g_assert_cmpstr(g_mime_message_get_subject(message), ==, input.subject);
	g_assert_cmpstr(g_mime_object_get_header(GMIME_OBJECT(message), "X-Chengbao-Issue"), ==,
			"政务信息 2026/1");
	to = internet_address_list_get_address(
		g_mime_message_get_addresses(message, GMIME_ADDRESS_TYPE_TO), 0);
	g_assert_cmpstr(internet_address_get_name(to), ==, "Tian, Yihe \"T\"");
	mixed = GMIME_MULTIPART(g_mime_message_get_mime_part(message));
	g_assert_cmpint(g_mime_multipart_get_count(mixed), ==, 4);
	alternative = GMIME_MULTIPART(g_mime_multipart_get_part(mixed, 0));
	g_assert_cmpint(g_mime_multipart_get_count(alternative), ==, 2);
	text = g_mime_text_part_get_text(
		GMIME_TEXT_PART(g_mime_multipart_get_part(alternative, 0)));
	g_assert_cmpstr(text, ==, "春耕\r\n早稻\r\n");
	g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(g_mime_multipart_get_part(mixed, 1))),
			==, parts[0].name);
	g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(g_mime_multipart_get_part(mixed, 2))),
			==, "plain.txt");
	/* Both spellings, for new clients and old ones. */
	g_assert_nonnull(strstr(mail, "filename*"));
	g_assert_nonnull(strstr(mail, "name=\"=?"));
}

static void
test_file_names(void)
{
	static const struct {
		const char *name, *want;
	} cases[] = {
		{ "../../etc/passwd", "_.._etc_passwd" },
		{ "C:\\a\\b.doc", "C__a_b.doc" },
		{ ".hidden", "hidden" },
		{ "a\r\nBcc: x@y.pdf", "a__Bcc_ x@y.pdf" },
		{ "表\u202excod.exe", "表_xcod.exe" },
		{ "a\";x=\"b.txt", "a__x=_b.txt" },
		{ "-rf", "rf" },
		{ "", "attachment" },
		{ "=?utf-8?Q?=2e=2e?=.txt", "=_utf-8_Q_=2e=2e_=.txt" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		ComposeInput input = sample();
		ComposePart part = { cases[i].name, "text/plain", "x", 1, false };
		size_t n_bytes = 0;
		g_autofree char *mail = NULL;
		g_autoptr(GMimeMessage) message = NULL;
		GMimeMultipart *mixed;

		input.parts = &part;
		input.n_parts = 1;
		mail = compose_mail(&input, &n_bytes, NULL);
		g_assert_nonnull(mail);
		message = parse(mail, n_bytes);
		mixed = GMIME_MULTIPART(g_mime_message_get_mime_part(message));
		g_assert_cmpstr(
			g_mime_part_get_filename(GMIME_PART(g_mime_multipart_get_part(mixed, 1))),
			==, cases[i].want);
	}
}

static const char *const canaries[] = {
	"x\r\nX-Pwned: yes",
	"x\nX-Pwned: yes\n\nbody",
	"x\rX-Pwned: yes",
	"x\r\n\r\n--=_cb\r\nX-Pwned: yes\r\n",
	"=?utf-8?Q?=0D=0AX-Pwned:_yes?=",
	"=?utf-8?B?DQpYLVB3bmVkOiB5ZXM=?= =?utf-8?Q?=0AX-Pwned:_1?=",
	"x\xe2\x80\xa8X-Pwned: yes\xc2\x85X-Pwned: yes",
	"x\";\r\n X-Pwned: yes",
	"x\x0b\x0cX-Pwned: yes\x1b",
};

#define PLACES 20

/* Puts the canary in one of the places a letter or a clerk can reach. */
static void
infect(ComposeInput *input, int place, const char *canary, const char **list, ComposeHeader *header,
       ComposePart *part)
{
	const char **const values[] = {
		&input->from_name,  &input->to_name,
		&input->subject,    &input->in_reply_to,
		&list[0],	    &list[1],
		&header->value,	    &header->name,
		&part->name,	    &part->media_type,
		&input->text,	    &input->html,
		&input->zone,	    &input->auto_submitted,
		&input->message_id, &input->from_address,
		&input->to_address,
	};
	g_autofree char *wrapped = NULL;

	if (place < (int)G_N_ELEMENTS(values)) {
		*values[place] = canary;
		return;
	}
	/* Values that look right at both ends. */
	wrapped = g_strconcat("<a", canary, "@b.example>", NULL);
	if (place == 17)
		list[0] = g_intern_string(wrapped);
	else if (place == 18)
		input->message_id = g_intern_string(wrapped);
	else
		input->in_reply_to = g_intern_string(wrapped);
}

static void
test_canaries(void)
{
	ComposeInput clean = sample();
	size_t n_bytes = 0;
	g_autofree char *mail = compose_mail(&clean, &n_bytes, NULL);
	g_autofree char *want = header_names(mail, n_bytes);
	g_autofree char *shorter = NULL;
	g_auto(GStrv) pieces = g_strsplit(want, "In-Reply-To\n", 2);
	int composed = 0;

	shorter = g_strjoinv("", pieces);
	for (int place = 0; place < PLACES; place++) {
		for (size_t c = 0; c < G_N_ELEMENTS(canaries); c++) {
			ComposeInput input = sample();
			ComposeHeader header = headers[0];
			ComposePart some[] = { parts[0], parts[1], parts[2] };
			const char *list[] = { references[0], references[1], NULL };
			g_autofree char *out = NULL, *names = NULL;

			input.references = list;
			input.headers = &header;
			input.parts = some;
			infect(&input, place, canaries[c], list, &header, &some[0]);
			out = compose_mail(&input, &n_bytes, NULL);
			if (!out)
				continue;
			composed++;
			g_assert_true(compose_check(out, n_bytes, NULL));
			g_assert_null(strstr(out, "\nX-Pwned"));
			names = header_names(out, n_bytes);
			if (place == 3 || place == 19)
				g_assert_cmpstr(names, ==,
						strstr(out, "In-Reply-To") ? want : shorter);
			else
				g_assert_cmpstr(names, ==, want);
		}
	}
	/* Free text and contents pass, everything structured is refused. */
	g_assert_cmpint(composed, >, 80);
}

static void
test_refused(void)
{
	static const struct {
		const char *from, *to, *id, *automatic, *header, *type;
		int code;
	} cases[] = {
		{ "a b@c.example", "c@d.example", "<a@b>", NULL, "X-A", "text/plain",
		  ERRORS_CONFIG },
		{ "a@c.example", "c@d.example>, <e@f", "<a@b>", NULL, "X-A", "text/plain",
		  ERRORS_MAIL },
		{ "a@c.example", NULL, "<a@b>", NULL, "X-A", "text/plain", ERRORS_MAIL },
		{ "a@c.example", "c@d.example", "a@b", NULL, "X-A", "text/plain", ERRORS_MAIL },
		{ "a@c.example", "c@d.example", NULL, NULL, "X-A", "text/plain", ERRORS_MAIL },
		{ "a@c.example", "c@d.example", "<a@b>", "no", "X-A", "text/plain", ERRORS_MAIL },
		{ "a@c.example", "c@d.example", "<a@b>", NULL, "bcc", "text/plain", ERRORS_CONFIG },
		{ "a@c.example", "c@d.example", "<a@b>", NULL, "Content-Type", "text/plain",
		  ERRORS_CONFIG },
		{ "a@c.example", "c@d.example", "<a@b>", NULL, "X A", "text/plain", ERRORS_CONFIG },
		{ "a@c.example", "c@d.example", "<a@b>", NULL, "X-A", "multipart/mixed",
		  ERRORS_MAIL },
		{ "a@c.example", "c@d.example", "<a@b>", NULL, "X-A", "text", ERRORS_MAIL },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		ComposeHeader header = { cases[i].header, "v" };
		ComposePart part = { "n", cases[i].type, "x", 1, false };
		ComposeInput input = { .from_address = cases[i].from,
				       .to_address = cases[i].to,
				       .message_id = cases[i].id,
				       .auto_submitted = cases[i].automatic,
				       .headers = &header,
				       .n_headers = 1,
				       .parts = &part,
				       .n_parts = 1 };
		size_t n_bytes = 0;
		g_autoptr(GError) error = NULL;

		g_assert_null(compose_mail(&input, &n_bytes, &error));
		g_assert_error(error, ERRORS, cases[i].code);
	}
}

static void
test_check(void)
{
	g_autofree char *at_limit = g_strnfill(998, 'a'), *over = g_strnfill(999, 'a');
	g_autofree char *good = g_strconcat(at_limit, "\r\n", NULL);
	g_autofree char *bad = g_strconcat(over, "\r\n", NULL);

	g_assert_true(compose_check(good, strlen(good), NULL));
	g_assert_false(compose_check(bad, strlen(bad), NULL));
	g_assert_false(compose_check("a\n", 2, NULL));
	g_assert_false(compose_check("a\r\r\n", 4, NULL));
	g_assert_false(compose_check("hi\n.\r\n", 6, NULL));
	g_assert_false(compose_check("a\0\r\n", 4, NULL));
	g_assert_false(compose_check("\xe6\x98\xa5\r\n", 5, NULL));
	g_assert_false(compose_check("a", 1, NULL));
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_mime_init();
	g_test_add_func("/compose/plain", test_plain);
	g_test_add_func("/compose/whole", test_whole);
	g_test_add_func("/compose/file-names", test_file_names);
	g_test_add_func("/compose/canaries", test_canaries);
	g_test_add_func("/compose/refused", test_refused);
	g_test_add_func("/compose/check", test_check);
	return g_test_run();
}
