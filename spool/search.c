/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * search — the full-text index over items, sealed issues and letters
 *
 * Not here: putting together what was found (search_find).
 */
#include "spool/search.h"

#include "base/record.h"
#include "base/text/fold.h"
#include "base/text/terms.h"

#include <inttypes.h>
#include <string.h>

#define SEARCH_VERSION "3" /* of what is in, and of terms; another one makes the index anew */
#define SEARCH_PAGE 500	   /* letters of one look at the table */

/* A document's number: its kind, and above it the id of its row. statements-find.sql takes it
 * apart again. */
typedef enum { SEARCH_ITEM = 0, SEARCH_LETTER = 1, SEARCH_ARTICLE = 2 } SearchKind;

static int64_t
search_number(SearchKind kind, int64_t id)
{
	return id * 4 + (int64_t)kind;
}

/* ---- one document ---- */

typedef struct {
	int64_t number;
	const char *title, *text;
} SearchDocument;

static bool
search_write(Db *db, const char *statement, const SearchDocument *document, GError **error)
{
	g_autofree char *both = g_strconcat(document->title, "\n", document->text, NULL);
	g_autofree char *terms = NULL;

	if (!fold_load(error))
		return false;
	terms = terms_of(both);
	return db_run(db, error, statement, "it", document->number, terms);
}

static bool
search_item(Db *db, const char *statement, int64_t item, GError **error)
{
	g_autoptr(json_t) row = NULL;
	SearchDocument document = { .number = search_number(SEARCH_ITEM, item) };

	if (!db_row(db, error, &row, "search_text", "i", item))
		return false;
	document.title = record_string(row, "title");
	document.text = record_string(row, "text");
	return !row || search_write(db, statement, &document, error);
}

bool
search_leave_item(Db *db, int64_t item, GError **error)
{
	return search_item(db, "search_delete", item, error);
}

bool
search_enter_item(Db *db, int64_t item, GError **error)
{
	return search_item(db, "search_insert", item, error);
}

/* ---- issues ---- */

/* What is printed above the articles: 《政务信息》2026年第12期（总第345期）, and the titles. */
static bool
search_enter_head(Db *db, const json_t *issue, const json_t *articles, GError **error)
{
	g_autofree char *title =
		g_strdup_printf("《%s》%" PRId64 "年第%" PRId64 "期（总第%" PRId64 "期）",
				record_string(issue, "journal"), record_integer(issue, "year"),
				record_integer(issue, "number"), record_integer(issue, "total"));
	g_autoptr(GString) contents = g_string_new(NULL);
	SearchDocument document = { .number = search_number(SEARCH_ARTICLE,
							    record_integer(issue, "id") *
								    SEARCH_ARTICLES),
				    .title = title };
	size_t i;
	json_t *article;

	json_array_foreach ((json_t *)articles, i, article)
		g_string_append_printf(contents, "%s\n", record_string(article, "title"));
	document.text = contents->str;
	return search_write(db, "search_insert", &document, error);
}

static bool
search_enter_article(Db *db, int64_t issue, const json_t *article, GError **error)
{
	const char *unit = record_string(article, "unit");
	const char *author = record_string(article, "author");
	g_autofree char *text = g_strdup_printf("%s\n%s\n%s", record_string(article, "text"),
						unit ? unit : "", author ? author : "");
	SearchDocument document = { .number = search_number(
					    SEARCH_ARTICLE,
					    issue * SEARCH_ARTICLES +
						    record_integer(article, "position")),
				    .title = record_string(article, "title"),
				    .text = text };

	return search_write(db, "search_insert", &document, error);
}

bool
search_enter_issue(Db *db, int64_t issue, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autoptr(json_t) articles = NULL;
	size_t i;
	json_t *article;

	if (!db_row(db, error, &row, "issue_get", "i", issue) ||
	    !(articles = db_rows(db, error, "search_articles", "i", issue)) ||
	    !search_enter_head(db, row, articles, error))
		return false;
	json_array_foreach (articles, i, article)
		if (!search_enter_article(db, issue, article, error))
			return false;
	return true;
}

/* ---- letters ---- */

static bool
search_letter(Db *db, const char *statement, int64_t letter, const json_t *said, GError **error)
{
	SearchDocument document = { .number = search_number(SEARCH_LETTER, letter),
				    .title = record_string(said, "title"),
				    .text = record_string(said, "text") };

	if (!*document.title && !*document.text)
		return true;
	return search_write(db, statement, &document, error);
}

bool
search_leave_letter(Db *db, int64_t letter, GError **error)
{
	g_autoptr(json_t) said = NULL;

	if (!db_row(db, error, &said, "said_get", "i", letter))
		return false;
	return !said || (search_letter(db, "search_delete", letter, said, error) &&
			 db_run(db, error, "said_delete", "i", letter));
}

bool
search_enter_letter(Db *db, int64_t letter, const char *unit, const char *title, const char *text,
		    GError **error)
{
	g_autoptr(json_t) said = json_pack("{s:s, s:s}", "title", title, "text", text);

	return search_leave_letter(db, letter, error) &&
	       db_run(db, error, "said_insert", "ittt", letter, unit, title, text) &&
	       search_letter(db, "search_insert", letter, said, error);
}

bool
search_leave_letters_of(Db *db, int64_t item, GError **error)
{
	g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!db_integers(db, error, letters, "said_of_item", "i", item))
		return false;
	for (guint i = 0; i < letters->len; i++)
		if (!search_leave_letter(db, g_array_index(letters, int64_t, i), error))
			return false;
	return true;
}

/* ---- all anew ---- */

typedef bool SearchEnter(Db *db, int64_t id, GError **error);

static bool
search_all(Db *db, const char *statement, SearchEnter *enter, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(int64_t));

	if (!db_integers(db, error, ids, statement, ""))
		return false;
	for (guint i = 0; i < ids->len; i++)
		if (!enter(db, g_array_index(ids, int64_t, i), error))
			return false;
	return true;
}

static bool
search_all_letters(Db *db, GError **error)
{
	int64_t last = 0;

	for (;;) {
		g_autoptr(json_t) rows =
			db_rows(db, error, "said_list", "ii", last, (int64_t)SEARCH_PAGE);
		size_t i;
		json_t *row;

		if (!rows)
			return false;
		json_array_foreach (rows, i, row) {
			last = record_integer(row, "letter");
			if (!search_letter(db, "search_insert", last, row, error))
				return false;
		}
		if (json_array_size(rows) < SEARCH_PAGE)
			return true;
	}
}

bool
search_ready(Db *db, GError **error)
{
	g_autoptr(json_t) made = NULL;

	if (!db_row(db, error, &made, "meta_get", "t", "search"))
		return false;
	if (made && strcmp(record_string(made, "value"), SEARCH_VERSION) == 0)
		return true;
	return db_run(db, error, "search_clear", "") &&
	       search_all(db, "search_missing", search_enter_item, error) &&
	       search_all(db, "search_sealed", search_enter_issue, error) &&
	       search_all_letters(db, error) &&
	       db_run(db, error, "meta_set", "tt", "search", SEARCH_VERSION);
}
