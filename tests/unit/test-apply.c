/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-apply — the rows that each type of event makes, and the moves it refuses.
 * Covers spool/apply, spool/apply_letter, spool/apply_item, spool/apply_mail and
 * spool/apply_issue.
 */
#include "spool-story.h"

#include <locale.h>

/* What the story of spool-story.h leaves behind. */
static const struct {
	const char *name, *sql, *rows;
} rows[] = {
	{ "letters", "SELECT id, sha256, place, bytes, source, state, kind FROM letter",
	  "1|aa|letters/2026/11/23/aa|10|main|judged|report\n"
	  "2|bb|letters/2026/11/23/bb|20|drop|judged|duplicate\n"
	  "3|cc|letters/2026/11/23/cc|30|main|judged|report\n" },
	{ "judgements", "SELECT reason, message_id, sender, subject, content, same_as FROM letter",
	  "NULL|<1@xian.example>|bao@xian.example|春耕备耕进展|c1|NULL\n"
	  "同文|NULL|NULL|NULL|NULL|1\n"
	  "NULL|NULL|shui@xian.example|NULL|NULL|NULL\n" },
	{ "arrivals", "SELECT * FROM arrival ORDER BY letter, source",
	  "1|drop|2.eml||1795420800000003|NULL\n"
	  "1|main|7/1|INBOX|1795420800000000|bao@xian.example\n"
	  "2|drop|1.eml||1795420800000001|NULL\n"
	  "3|main|7/3|INBOX|1795420800000002|NULL\n" },
	{ "positions", "SELECT * FROM position", "main|INBOX|7|3\n" },
	{ "items", "SELECT id, revision, state, step, reason, letter, editor, journal FROM item",
	  "1|1|issued|NULL|NULL|1|wang@fu.example|政务信息\n"
	  "2|4|merged|NULL|并入#1|3|wang@fu.example|NULL\n" },
	{ "what stands in an item",
	  "SELECT sender, sender_name, evidence, flag, unit, section, author, person, kind, "
	  "urgent, topic, topic_group, due_us, merged_into, base_shares, facts FROM item",
	  "bao@xian.example|包干事|dkim|NULL|青禾县|NULL|包干事|bao|动态|0|春耕备耕|三农|"
	  "1795500000000000|NULL|[{\"hundredths\":6000,\"person\":\"bao\",\"unit\":\"青禾县\"},"
	  "{\"hundredths\":4000,\"unit\":\"农业局\"}]|{\"topics\":["
	  "{\"by\":\"王芳\",\"group\":\"三农\",\"topic\":\"春耕备耕\"},"
	  "{\"by\":\"王芳\",\"group\":null,\"topic\":\"民政\"}]}\n"
	  "shui@xian.example|NULL|none|未核验|水利局|NULL|李四|li@shuili.example|动态|0|防汛|NULL|"
	  "NULL|"
	  "1|[{\"hundredths\":10000,\"person\":\"li@shuili.example\",\"unit\":\"水利局\"}]|"
	  "{\"chain\":{\"first\":1,\"item\":1,\"n\":2,\"step\":\"续报\"},"
	  "\"sequel\":{\"base\":1,\"made\":2,\"was\":null},"
	  "\"split\":{\"by\":\"wang@fu.example\",\"letter\":2,\"revision\":3,\"seq\":50,"
	  "\"who\":\"王芳\"}}\n" },
	{ "revisions", "SELECT item, revision, title, text, who FROM revision",
	  "1|1|春耕备耕进展|一、进展。|bao@xian.example\n"
	  "2|1|汛情|水位上涨。|shui@xian.example\n"
	  "2|2|汛情平稳|水位回落。|wang@fu.example\n"
	  "2|3|汛情又报|水位又涨。|bao@xian.example\n"
	  "2|4|汛情平稳|水位回落。|wang@fu.example\n" },
	{ "sources", "SELECT * FROM source ORDER BY 1, 2",
	  "1|1|1|source\n1|2|1|supplement\n2|3|1|source\n" },
	{ "shares", "SELECT * FROM share ORDER BY item, n",
	  "1|1|青禾县|bao|6000\n1|2|农业局|NULL|4000\n2|1|水利局|NULL|10000\n" },
	{ "history",
	  "SELECT item, who, verb, from_state, to_state, why, evidence, letter FROM history",
	  "2|wang@fu.example|register|held|waiting|NULL|dkim|3\n"
	  "1|wang@fu.example|approve|waiting|approved|NULL|dkim|1\n"
	  "2|wang@fu.example|merge|waiting|merged|并入#1|NULL|3\n"
	  "1|li@fu.example|seal|approved|issued|NULL|NULL|NULL\n" },
	{ "asks",
	  "SELECT id, kind, person, item, revision, issue, state, closed_by, params FROM ask",
	  "1|review|wang@fu.example|1|1|NULL|answered|wang@fu.example|null\n" },
	{ "mailings",
	  "SELECT id, template, recipient, item, ask, answers, params, state, reason, "
	  "not_before_us "
	  "FROM mailing",
	  "1|ask|wang@fu.example|1|1|1|{\"n\":1}|composed|NULL|NULL\n"
	  "2|receipt|bao@xian.example|NULL|NULL|1|null|composed|NULL|NULL\n"
	  "3|reminder|wang@fu.example|NULL|NULL|NULL|null|cancelled|已办理|NULL\n"
	  "4|ack|wang@fu.example|NULL|NULL|NULL|null|due|NULL|1795510000000000\n" },
	{ "dispatches",
	  "SELECT id, epoch, mailing, message_id, subject, place, rules, state, attempts, next_us, "
	  "sent_us FROM dispatch",
	  "1|123456789|1|NULL|[呈报 1-1-k7]|outbox/d1|r|sent|1|NULL|1795510800000000\n"
	  "2|123456789|2|<o.2.123456789@fu.example>|收悉|outbox/d2|NULL|deferred|1|"
	  "1795430000000000|NULL\n" },
	{ "alerts", "SELECT * FROM alert",
	  "1|2|0|0|failed|3|1795560000000000|1795532400000000|exit 3\n" },
	{ "recipients", "SELECT * FROM recipient",
	  "1|wang@fu.example|sent|250 ok\n2|bao@xian.example|deferred|451 later\n" },
	{ "issues",
	  "SELECT id, journal, year, number, total, state, edition, signed_by, sha256, place FROM "
	  "issue",
	  "1|政务信息|2026|1|1|sealed|2|li@fu.example|e1|issues/e1\n"
	  "2|专报|NULL|NULL|NULL|draft|2|NULL|NULL|NULL\n" },
	{ "lines", "SELECT * FROM line", "1|1|1|1\n" },
	{ "adoptions", "SELECT * FROM adoption",
	  "1|市政府办|政务信息 2026/1|1|采用|2|1795460000000000\n" },
	{ "entries", "SELECT id, rule, item, letter, unit, person, hundredths, why FROM entry",
	  "1|default.scheme:3|1|2|青禾县|bao|150|采用\n"
	  "2|default.scheme:3|1|NULL|农业局|NULL|100|采用\n" },
	{ "refusals", "SELECT letter, who, why FROM refusal", "2|x@wai.example|伪造\n" },
};

static void
test_rows(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autoptr(Store) store = story_open(folder);

	story_tell(store);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *now = story_query(database, rows[i].sql);

		if (strcmp(now, rows[i].rows) != 0)
			g_test_message("%s", rows[i].name);
		g_assert_cmpstr(now, ==, rows[i].rows);
	}
	story_remove(folder);
}

/* After the story; each is refused and changes nothing, not even the log. */
static const struct {
	const char *name, *type, *params;
} refused[] = {
	{ "a move that is not there", "item.moved",
	  "{'item':2,'from':'merged','to':'approved','verb':'approve','who':'a'}" },
	{ "a move from where it is not", "item.moved",
	  "{'item':2,'from':'filed','to':'waiting','verb':'undo','who':'a'}" },
	{ "a verb of another move", "item.moved",
	  "{'item':2,'from':'merged','to':'waiting','verb':'approve','who':'a'}" },
	{ "out of an issue", "item.moved",
	  "{'item':1,'from':'issued','to':'waiting','verb':'undo','who':'a'}" },
	{ "an item that is not there", "item.moved",
	  "{'item':9,'from':'merged','to':'waiting','verb':'undo','who':'a'}" },
	{ "a state of no name", "item.moved",
	  "{'item':2,'from':'merged','to':'gone','verb':'undo','who':'a'}" },
	{ "the same letter", "letter.taken",
	  "{'letter':4,'sha256':'aa','place':'p','bytes':1,'source':'main','received_us':1,"
	  "'arrived':'x'}" },
	{ "a letter's id again", "letter.taken",
	  "{'letter':1,'sha256':'ff','place':'p','bytes':1,'source':'main','received_us':1,"
	  "'arrived':'x'}" },
	{ "an arrival of no letter", "letter.again",
	  "{'letter':9,'source':'main','received_us':1,'arrived':'x'}" },
	{ "a source in a role of no name", "item.sourced",
	  "{'item':1,'letter':3,'part':'1','role':'muse'}" },
	{ "a revision again", "item.revised",
	  "{'item':2,'revision':2,'title':'t','text':'x','who':'a'}" },
	{ "shares beyond the whole", "item.shared",
	  "{'item':2,'shares':[{'unit':'u','hundredths':10001}]}" },
	{ "a second ask of one id", "ask.opened",
	  "{'ask':1,'kind':'review','person':'a','item':1}" },
	{ "an ask of an unknown kind", "ask.opened", "{'ask':2,'kind':'gossip','person':'a'}" },
	{ "a second dispatch of one mailing", "dispatch.made",
	  "{'dispatch':3,'epoch':'1','mailing':1,'purpose':'ask','subject':'s','place':'p',"
	  "'sha256':'x','recipients':[]}" },
	{ "a dispatch in no state", "dispatch.moved",
	  "{'dispatch':2,'state':'lost','attempts':1,'recipients':[]}" },
	{ "a sealed issue's lines", "issue.changed",
	  "{'issue':1,'state':'draft','edition':3,'lines':[]}" },
	{ "a sealed issue again", "issue.sealed",
	  "{'issue':1,'year':2026,'number':2,'total':2,'sha256':'e','place':'p','lines':"
	  "[{'item':2,'revision':2}]}" },
	{ "a number again", "issue.sealed",
	  "{'issue':3,'year':2026,'number':1,'total':2,'sha256':'e','place':'p','lines':[]}" },
	{ "a total again", "issue.sealed",
	  "{'issue':3,'year':2027,'number':1,'total':1,'sha256':'e','place':'p','lines':[]}" },
	{ "an adoption again", "adoption.booked",
	  "{'adoption':2,'superior':'市政府办','reference':'政务信息 2026/1','item':1,"
	  "'kind':'采用','at_us':1}" },
	{ "an entry's id again", "entries.booked",
	  "{'entries':[{'entry':3,'rule':'r','item':1,'unit':'u','hundredths':1,'why':'w',"
	  "'at_us':1},{'entry':2,'rule':'r','item':1,'unit':'u','hundredths':1,'why':'w',"
	  "'at_us':1}]}" },
};

static void
test_refused(void)
{
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autoptr(Store) store = story_open(folder);
	g_autofree char *before = NULL, *after = NULL;

	story_tell(store);
	/* A third issue that may be sealed but for its numbers. */
	g_assert_true(story_append(store, "issue.drafted",
				   "{'issue':3,'journal':'政务信息','lines':[]}", 0, STORY_US,
				   NULL));
	before = story_tables(database);
	for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(GError) error = NULL;

		if (story_append(store, refused[i].type, refused[i].params, 0, STORY_US, &error))
			g_test_message("done: %s", refused[i].name);
		g_assert_error(error, ERRORS, ERRORS_REFUSED);
	}
	after = story_tables(database);
	g_assert_cmpstr(after, ==, before);
	story_remove(folder);
}

/* CONTRACT "Item states and moves": these and no others. */
static void
test_moves(void)
{
	static const char moves[] =
		"approved|issued|seal\napproved|waiting|remove\napproved|waiting|undo\n"
		"consulting|waiting|resume\nfiled|waiting|undo\nheld|filed|file\n"
		"held|returned|return\nheld|waiting|register\nheld|waiting|release\n"
		"held|withdrawn|withdraw\nmerged|issued|seal\nmerged|waiting|undo\n"
		"parked|parked|park\nparked|waiting|resume\nreturned|waiting|revise\n"
		"returned|waiting|undo\nverifying|waiting|resume\nwaiting|approved|approve\n"
		"waiting|consulting|consult\nwaiting|filed|file\nwaiting|merged|merge\n"
		"waiting|parked|park\nwaiting|returned|return\nwaiting|verifying|verify\n"
		"waiting|waiting|approve\nwaiting|waiting|assign\nwaiting|withdrawn|withdraw\n";
	g_autofree char *folder = story_folder();
	g_autofree char *database = story_database(folder);
	g_autofree char *now = NULL;

	store_close(story_open(folder));
	now = story_query(database, "SELECT * FROM move ORDER BY 1, 2, 3");
	g_assert_cmpstr(now, ==, moves);
	story_remove(folder);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_test_add_func("/apply/rows", test_rows);
	g_test_add_func("/apply/refused", test_refused);
	g_test_add_func("/apply/moves", test_moves);
	return g_test_run();
}
