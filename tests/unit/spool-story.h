/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * spool-story — a store in a folder of its own, and a log with every type of event
 */
#ifndef TESTS_SPOOL_STORY_H
#define TESTS_SPOOL_STORY_H

#include "base/errors.h"
#include "base/files.h"
#include "spool/apply.h"
#include "spool/events.h"
#include "spool/rebuild.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* 2026-11-23T08:00:00Z; each event of the story is an hour later. */
#define STORY_US INT64_C(1795420800000000)
#define STORY_HOUR_US INT64_C(3600000000)

/* A folder that story_remove takes away. Yours. */
static inline char *
story_folder(void)
{
	return g_dir_make_tmp("chengbao-spool-XXXXXX", NULL);
}

static inline void
story_remove(const char *folder)
{
	const char *argv[] = { "rm", "-rf", "--", folder, NULL };

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
		     NULL);
}

/* The database of a spool folder. Yours. */
static inline char *
story_database(const char *folder)
{
	return g_build_filename(folder, "desk.db", NULL);
}

static inline Store *
story_open(const char *folder)
{
	g_autofree char *database = story_database(folder);
	g_autoptr(GError) error = NULL;
	Store *store = store_open(folder, database, DB_WRITE, &error);

	g_assert_no_error(error);
	g_assert_nonnull(store);
	return store;
}

/* JSON written with ' for ". */
static inline json_t *
story_json(const char *text)
{
	g_autofree char *quoted = g_strdelimit(g_strdup(text), "'", '"');
	json_t *json = json_loads(quoted, 0, NULL);

	if (!json)
		g_error("not JSON: %s", text);
	return json;
}

/* One event in a transaction of its own; rolled back when it is refused. */
static inline bool
story_append(Store *store, const char *type, const char *params, int64_t cause, int64_t at_us,
	     GError **error)
{
	static const EventsForce force = { "rules-hash", "people-hash", NULL };

	if (!db_begin(store_db(store), error))
		return false;
	if (events_append(store, type, story_json(params), cause, at_us, &force, NULL, error))
		return db_commit(store_db(store), error);
	db_rollback(store_db(store));
	return false;
}

static const struct {
	const char *type;
	int64_t cause;
	const char *params;
} story_events[] = {
	{ "letter.taken", 0,
	  "{'letter':1,'sha256':'aa','place':'letters/2026/11/23/aa','bytes':10,'source':'main',"
	  "'received_us':1795420800000000,'folder':'INBOX','arrived':'7/1','uidvalidity':7,"
	  "'uid':1,'envelope_from':'bao@xian.example'}" },
	{ "letter.taken", 0,
	  "{'letter':2,'sha256':'bb','place':'letters/2026/11/23/bb','bytes':20,'source':'drop',"
	  "'received_us':1795420800000001,'arrived':'1.eml'}" },
	{ "letter.taken", 0,
	  "{'letter':3,'sha256':'cc','place':'letters/2026/11/23/cc','bytes':30,'source':'main',"
	  "'received_us':1795420800000002,'folder':'INBOX','arrived':'7/3','uidvalidity':7,"
	  "'uid':3}" },
	{ "letter.again", 0,
	  "{'letter':1,'source':'drop','arrived':'2.eml','received_us':1795420800000003}" },
	{ "letter.judged", 1,
	  "{'letter':1,'kind':'report','message_id':'<1@xian.example>','sender':'bao@xian.example',"
	  "'subject':'春耕备耕进展','content':'c1'}" },
	{ "letter.judged", 2, "{'letter':2,'kind':'duplicate','reason':'同文','same_as':1}" },
	{ "letter.judged", 3, "{'letter':3,'kind':'report','sender':'shui@xian.example'}" },
	{ "letter.reopened", 3, "{'letter':3}" },
	{ "letter.judged", 3, "{'letter':3,'kind':'report','sender':'shui@xian.example'}" },
	{ "item.made", 1,
	  "{'item':1,'state':'waiting','step':'editor','letter':1,'part':'1',"
	  "'received_us':1795420800000000,'sender':'bao@xian.example','sender_name':'包干事',"
	  "'evidence':'dkim','unit':'青禾县','author':'包干事','person':'bao','kind':'动态',"
	  "'urgent':false,'topic':'春耕备耕','topic_group':'三农','editor':'wang@fu.example',"
	  "'due_us':1795500000000000,'title':'春耕备耕进展','text':'一、进展。','shares':"
	  "[{'unit':'青禾县','person':'bao','hundredths':6000},{'unit':'农业局',"
	  "'hundredths':4000}],'facts':{'topics':[]}}" },
	{ "item.made", 3,
	  "{'item':2,'state':'held','reason':'unknown-sender','letter':3,'part':'1',"
	  "'received_us':1795420800000002,'sender':'shui@xian.example','evidence':'none',"
	  "'flag':'未核验','kind':'问题','urgent':true,'title':'汛情','text':'水位上涨。',"
	  "'shares':[],'facts':{}}" },
	{ "item.moved", 3,
	  "{'item':2,'from':'held','to':'waiting','verb':'register','who':'wang@fu.example',"
	  "'evidence':'dkim','step':'editor','editor':'wang@fu.example'}" },
	{ "item.shared", 3,
	  "{'item':2,'shares':[{'unit':'水利局','person':null,'hundredths':10000}]}" },
	{ "item.sourced", 2, "{'item':1,'letter':2,'part':'1','role':'supplement'}" },
	{ "item.corrected", 3, "{'item':2,'kind':'动态','topic':'防汛','urgent':false}" },
	{ "item.registered", 3,
	  "{'item':2,'unit':'水利局','author':'李四','person':'li@shuili.example',"
	  "'shares':[{'unit':'水利局','person':'li@shuili.example','hundredths':10000}]}" },
	{ "item.revised", 3,
	  "{'item':2,'revision':2,'title':'汛情平稳','text':'水位回落。','who':'wang@fu.example'"
	  "}" },
	{ "ask.opened", 1,
	  "{'ask':1,'kind':'review','person':'wang@fu.example','item':1,'revision':1}" },
	{ "mailing.due", 1,
	  "{'mailing':1,'template':'ask','purpose':'ask','recipient':'wang@fu.example','item':1,"
	  "'ask':1,'params':{'n':1}}" },
	{ "mailing.due", 1,
	  "{'mailing':2,'template':'receipt','purpose':'receipt','recipient':'bao@xian.example'}" },
	{ "mailing.due", 0,
	  "{'mailing':3,'template':'reminder','purpose':'ask','recipient':'wang@fu.example'}" },
	{ "mailing.due", 0,
	  "{'mailing':4,'template':'ack','purpose':'notice','recipient':'wang@fu.example',"
	  "'not_before_us':1795510000000000}" },
	{ "mailing.cancelled", 0, "{'mailing':3,'reason':'已办理'}" },
	{ "dispatch.made", 0,
	  "{'dispatch':1,'epoch':'123456789','mailing':1,'purpose':'ask','subject':'[呈报 1-1-k7]',"
	  "'place':'outbox/d1','sha256':'d1','rules':'r','recipients':['wang@fu.example']}" },
	{ "dispatch.made", 0,
	  "{'dispatch':2,'epoch':'123456789','mailing':2,'purpose':'receipt',"
	  "'message_id':'<o.2.123456789@fu.example>','subject':'收悉','place':'outbox/d2',"
	  "'sha256':'d2','recipients':['bao@xian.example']}" },
	{ "dispatch.moved", 0,
	  "{'dispatch':1,'state':'sent','attempts':1,'recipients':[{'address':'wang@fu.example',"
	  "'state':'sent','reply':'250 ok'}]}" },
	{ "dispatch.moved", 0,
	  "{'dispatch':2,'state':'deferred','attempts':1,'next_us':1795430000000000,"
	  "'recipients':[{'address':'bao@xian.example','state':'deferred','reply':'451 later'}]}" },
	{ "plan.published", 0,
	  "{'month':'2026-12','points':[{'n':1,'text':'春耕','words':['春耕','备耕'],'guessed':"
	  "false}]"
	  "}" },
	{ "trust.accepted", 0, "{'method':'token'}" },
	{ "leave.begun", 2,
	  "{'leave':1,'person':'wang','address':'wang@fu.example','deputy':'li@fu.example',"
	  "'from_us':1795460000000000,'until_us':1795890000000000,'who':'wang@fu.example',"
	  "'evidence':'dkim'}" },
	{ "leave.ended", 2, "{'leave':1,'who':'wang@fu.example','evidence':'dkim'}" },
	{ "alert.due", 0, "{'alert':1,'item':2,'ask':0,'step':0}" },
	{ "alert.moved", 0,
	  "{'alert':1,'state':'failed','tries':3,'next_us':1795560000000000,'why':'exit 3'}" },
	{ "answer.refused", 2, "{'who':'x@wai.example','why':'伪造'}" },
	{ "ask.closed", 1, "{'ask':1,'state':'answered','by':'wang@fu.example'}" },
	{ "item.moved", 1,
	  "{'item':1,'from':'waiting','to':'approved','verb':'approve','who':'wang@fu.example',"
	  "'evidence':'dkim','journal':'政务信息','decided_by':'wang@fu.example',"
	  "'decided_us':1795450000000000}" },
	{ "item.moved", 3,
	  "{'item':2,'from':'waiting','to':'merged','verb':'merge','who':'wang@fu.example',"
	  "'merged_into':1,'why':'并入#1','shares':[{'unit':'水利局','hundredths':10000}]}" },
	{ "issue.drafted", 0,
	  "{'issue':1,'journal':'政务信息','lines':[{'item':1,'revision':1},{'item':2,"
	  "'revision':2}]}" },
	{ "issue.changed", 0,
	  "{'issue':1,'state':'signing','edition':2,'lines':[{'item':1,'revision':1}]}" },
	{ "issue.drafted", 0, "{'issue':2,'journal':'专报','lines':[{'item':2,'revision':2}]}" },
	{ "issue.returned", 0, "{'issue':2,'edition':2}" },
	{ "issue.sealed", 0,
	  "{'issue':1,'year':2026,'number':1,'total':1,'signed_by':'li@fu.example','sha256':'e1',"
	  "'place':'issues/e1','lines':[{'item':1,'revision':1}]}" },
	{ "item.moved", 0,
	  "{'item':1,'from':'approved','to':'issued','verb':'seal','who':'li@fu.example'}" },
	{ "adoption.booked", 2,
	  "{'adoption':1,'superior':'市政府办','reference':'政务信息 2026/1','item':1,"
	  "'kind':'采用','at_us':1795460000000000}" },
	{ "entries.booked", 2,
	  "{'entries':[{'entry':1,'rule':'default.scheme:3','item':1,'letter':2,'unit':'青禾县',"
	  "'person':'bao','hundredths':150,'why':'采用','at_us':1795460000000000},{'entry':2,"
	  "'rule':'default.scheme:3','item':1,'unit':'农业局','hundredths':100,'why':'采用',"
	  "'at_us':1795460000000000}]}" },
	{ "item.chained", 3,
	  "{'item':2,'chain':{'step':'续报','item':1,'first':1,'n':2},'sequel':{'made':2,'base':1,"
	  "'was':null}}" },
	{ "item.corrected", 3,
	  "{'item':1,'topics':[{'topic':'春耕备耕','group':'三农','by':'王芳'},"
	  "{'topic':'民政','group':null,'by':'王芳'}],'topic_group':'三农','urgent':false}" },
	{ "item.revised", 2,
	  "{'item':2,'revision':3,'title':'汛情又报','text':'水位又涨。','who':'bao@xian.example',"
	  "'revised':{'letter':2,'was':{'state':'waiting','revision':2}}}" },
	{ "item.revised", 3,
	  "{'item':2,'revision':4,'title':'汛情平稳','text':'水位回落。','who':'wang@fu.example'"
	  "}" },
	{ "item.split", 3,
	  "{'item':2,'revision':3,'letter':2,'by':'wang@fu.example','who':'王芳'}" },
};

/* Appends the whole story to a new store. */
static inline void
story_tell(Store *store)
{
	for (size_t i = 0; i < G_N_ELEMENTS(story_events); i++) {
		g_autoptr(GError) error = NULL;

		if (!story_append(store, story_events[i].type, story_events[i].params,
				  story_events[i].cause, STORY_US + (int64_t)i * STORY_HOUR_US,
				  &error))
			g_error("%zu %s: %s", i, story_events[i].type, error->message);
	}
}

/* What a query gives, cells separated by |, rows by new lines. Yours. */
static inline char *
story_query(const char *database, const char *sql)
{
	GString *text = g_string_new(NULL);
	sqlite3 *handle = NULL;
	sqlite3_stmt *statement = NULL;

	sqlite3_open_v2(database, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
		g_error("%s: %s", sql, sqlite3_errmsg(handle));
	while (sqlite3_step(statement) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *cell = (const char *)sqlite3_column_text(statement, i);

			g_string_append_printf(text, "%s%s", i ? "|" : "", cell ? cell : "NULL");
		}
		g_string_append_c(text, '\n');
	}
	sqlite3_finalize(statement);
	sqlite3_close(handle);
	return g_string_free(text, FALSE);
}

/* Every row of every table that a rebuild makes again: not token, nor the states of
 * dispatches that it holds. Yours. */
static inline char *
story_tables(const char *database)
{
	GString *text = g_string_new(NULL);
	g_autofree char *names =
		story_query(database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND "
				      "name NOT IN ('token', 'meta') AND name NOT LIKE "
				      "'search\\_%' ESCAPE '\\' ORDER BY name");
	g_auto(GStrv) tables = g_strsplit(names, "\n", -1);

	for (char **table = tables; **table; table++) {
		bool held = strcmp(*table, "dispatch") == 0;
		g_autofree char *sql = g_strdup_printf(
			"SELECT %s FROM %s ORDER BY 1%s",
			held ? "id, epoch, mailing, purpose, message_id, subject, place, sha256, "
			       "rules, attempts, next_us, made_us, sent_us"
			     : "*",
			*table, strcmp(*table, "seen") == 0 ? ", 2" : ", rowid");
		g_autofree char *rows = story_query(database, sql);

		g_string_append_printf(text, "[%s]\n%s", *table, rows);
	}
	return g_string_free(text, FALSE);
}

#endif
