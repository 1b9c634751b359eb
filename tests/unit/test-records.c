/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-records — the tables of pipeline/reading/records against what hostile workers send
 */
#include "base/errors.h"
#include "pipeline/reading/records.h"

#include <locale.h>
#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define READING "\"kind\":\"report\",\"evidence\":\"none\",\"subject\":\"春耕\",\"text\":\"防汛\""
#define HIT(from, to)                                                                              \
	"{\"topic\":\"春耕\",\"group\":null,\"score\":4,\"hits\":[{\"rule\":\"a:1\","            \
	"\"field\":\"subject\",\"from\":" #from ",\"to\":" #to ",\"match\":\"春耕\"}]}"

static const struct {
	const char *name, *job, *bytes;
	bool good;
} cases[] = {
	{ "a reading", "read", "{\"result\":{" READING "}}", true },
	{ "a failure", "read", "{\"failed\":\"坏信\"}", true },
	{ "both", "read", "{\"failed\":\"x\",\"result\":{" READING "}}", false },
	{ "neither", "read", "{}", false },
	{ "an unknown member", "read", "{\"result\":{" READING ",\"evil\":1}}", false },
	{ "a hit", "read", "{\"result\":{" READING ",\"topics\":[" HIT(0, 2) "]}}", true },
	{ "a hit behind the end", "read", "{\"result\":{" READING ",\"topics\":[" HIT(0, 3) "]}}",
	  false },
	{ "a hit backwards", "read", "{\"result\":{" READING ",\"topics\":[" HIT(2, 1) "]}}",
	  false },
	{ "an attachment", "read",
	  "{\"result\":{" READING ",\"attachments\":[{\"name\":\"a\",\"media_type\":\"b/c\","
	  "\"bytes\":1,\"sha256\":\"" HASH "\",\"part\":\"2\"}]}}",
	  true },
	{ "a hash that is a path", "read",
	  "{\"result\":{" READING ",\"attachments\":[{\"name\":\"a\",\"media_type\":\"b/c\","
	  "\"bytes\":1,\"sha256\":\"../../etc/passwd\",\"part\":\"2\"}]}}",
	  false },
	{ "a command", "read",
	  "{\"result\":{" READING ",\"commands\":[{\"verb\":\"approve\",\"lines\":[1,2],"
	  "\"items\":[],\"rest\":null,\"word\":\"通过\"}]}}",
	  true },
	{ "a command with a negative line", "read",
	  "{\"result\":{" READING ",\"commands\":[{\"verb\":\"approve\",\"lines\":[-1]}]}}",
	  false },
	{ "a part", "part", "{\"result\":{\"bytes\":7}}", true },
	{ "a part too large", "part", "{\"result\":{\"bytes\":99999999999}}", false },
	{ "a document", "extract",
	  "{\"result\":{\"text\":\"read\",\"content\":\"x\",\"chars\":1,\"type\":\"txt\"}}", true },
	{ "a packed folder", "extract",
	  "{\"result\":{\"text\":\"read\",\"content\":\"【甲】\\n乙\",\"members\":[{\"name\":"
	  "\"甲\","
	  "\"at\":10,\"bytes\":3}]}}",
	  true },
	{ "a file of it outside the text", "extract",
	  "{\"result\":{\"text\":\"read\",\"content\":\"【甲】\\n乙\",\"members\":[{\"name\":"
	  "\"甲\","
	  "\"at\":10,\"bytes\":4}]}}",
	  false },
	{ "a file of it that cuts a character", "extract",
	  "{\"result\":{\"text\":\"read\",\"content\":\"【甲】\\n乙\",\"members\":[{\"name\":"
	  "\"甲\","
	  "\"at\":9,\"bytes\":3}]}}",
	  false },
	{ "a reading for a document", "extract", "{\"result\":{" READING "}}", false },
	{ "marks", "gate",
	  "{\"result\":{\"marks\":[{\"mark\":\"机密\",\"where\":\"body\","
	  "\"tier\":1}],\"rule_errors\":[]}}",
	  true },
};

static void
test_replies(void)
{
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(json_t) reply = record_parse(records_reply(cases[i].job), cases[i].bytes,
						       strlen(cases[i].bytes), &error);
		bool good = reply && records_sound(cases[i].job, reply, &error);

		if (good != cases[i].good)
			g_test_message("%s: %s", cases[i].name, error ? error->message : "passed");
		g_assert_true(good == cases[i].good);
		g_assert_true(good == (error == NULL));
	}
	g_assert_null(records_reply("no such job"));
	g_assert_null(records_reply(NULL));
}

static void
test_others(void)
{
	static const struct {
		const RecordField *table;
		const char *bytes;
		bool good;
	} others[] = {
		{ records_zygote, "{\"type\":\"ready\",\"hash\":\"ab\"}", true },
		{ records_zygote,
		  "{\"type\":\"ready\",\"hash\":\"ab\",\"kinds\":[\"紧急\"],"
		  "\"topics\":[{\"topic\":\"防汛\",\"group\":null}]}",
		  true },
		{ records_zygote, "{\"type\":\"ready\",\"topics\":[{\"group\":\"应急\"}]}", false },
		{ records_zygote, "{\"type\":\"problems\",\"lines\":[\"a:1:1: 坏\"]}", true },
		{ records_zygote, "{\"hash\":\"ab\"}", false },
		{ records_request, "{\"type\":\"fork\",\"kind\":\"reader\"}", true },
		{ records_hello, "{\"type\":\"hello\",\"pid\":7,\"jail\":\"user\"}", true },
		{ records_hello, "{\"type\":\"hello\",\"pid\":-7}", false },
		{ records_job, "{\"job\":\"read\",\"received_us\":1}", true },
		{ records_job,
		  "{\"job\":\"match\",\"documents\":[{\"name\":\"a\",\"content\":null}]}", true },
		{ records_job, "{}", false },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autoptr(json_t) record = record_parse(others[i].table, others[i].bytes,
							strlen(others[i].bytes), NULL);

		g_assert_true((record != NULL) == others[i].good);
	}
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/records/replies", test_replies);
	g_test_add_func("/records/others", test_others);
	return g_test_run();
}
