/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sequel — a report that is merged into a printed one: its 续报 in the next issue
 *
 * Beside the chain an item's facts keep `sequel`: {made: the revision in the form of a 续报,
 * base: the one that it was made from, was: the chain of before, or null}.
 */
#include "pipeline/desk/sequel.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "base/text/fold.h"
#include "pipeline/desk/approve.h"
#include "pipeline/desk/chain.h"
#include "pipeline/desk/sequel_words.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
	Desk *desk;
	const Actor *actor;
	const json_t *item;
	int64_t id;
	json_t *chain, *kept; /* of its facts; NULL where there is none */
	json_t *printed;      /* what it goes on with, as the issue has it */
	json_t *base;	      /* its own revision, before it was given the form */
} Sequel;

static void
sequel_clear(Sequel *sequel)
{
	json_decref(sequel->chain);
	json_decref(sequel->kept);
	json_decref(sequel->printed);
	json_decref(sequel->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sequel, sequel_clear)

static Sequel
sequel_of(Desk *desk, const Actor *actor, const json_t *item)
{
	g_autoptr(json_t) facts = desk_json(item, "facts");

	return (Sequel){ .desk = desk,
			 .actor = actor,
			 .item = item,
			 .id = record_integer(item, "id"),
			 .chain = json_incref((json_t *)record_member(facts, "chain")),
			 .kept = json_incref((json_t *)record_member(facts, "sequel")) };
}

/* Is its revision the one that it was given as a sequel? */
static bool
sequel_untouched(const Sequel *sequel)
{
	return sequel->kept &&
	       record_integer(sequel->kept, "made") == record_integer(sequel->item, "revision");
}

static bool
sequel_printed(Desk *desk, int64_t item, json_t **ret_row, GError **error)
{
	return db_row(desk_db(desk), error, ret_row, "line_printed", "i", item);
}

/* 《政务信息》2026年第1期第2条, of a printed line. Yours. */
static char *
sequel_place(const json_t *printed)
{
	g_autofree char *issue = g_strdup_printf("%s %d/%d", record_string(printed, "journal"),
						 (int)record_integer(printed, "year"),
						 (int)record_integer(printed, "number"));

	return sequel_words_place(issue, (int)record_integer(printed, "position"));
}

static bool
sequel_keep(const Sequel *sequel, const json_t *chain, json_t *kept, GError **error)
{
	return desk_event(sequel->desk, "item.chained",
			  json_pack("{s:I, s:O?, s:o?}", "item", (json_int_t)sequel->id, "chain",
				    chain, "sequel", kept),
			  sequel->actor->letter, NULL, error);
}

static bool
sequel_revise(const Sequel *sequel, const char *title, const char *text, GError **error)
{
	return desk_event(sequel->desk, "item.revised",
			  json_pack("{s:I, s:I, s:s, s:s, s:s}", "item", (json_int_t)sequel->id,
				    "revision",
				    (json_int_t)record_integer(sequel->item, "revision") + 1,
				    "title", title, "text", text, "who", sequel->actor->address),
			  sequel->actor->letter, NULL, error);
}

/* ---- the form ---- */

/* Did somebody of this desk give it its title? Then that is the event's name. */
static bool
sequel_titled_here(const Sequel *sequel, bool *ret_here, GError **error)
{
	const char *who = record_string(sequel->base, "who");
	g_autoptr(json_t) first = NULL;

	if (!db_row(desk_db(sequel->desk), error, &first, "revision_get", "ii", sequel->id,
		    INT64_C(1)))
		return false;
	*ret_here =
		!address_equal(who, record_string(sequel->item, "sender")) &&
		g_strcmp0(record_string(first, "title"), record_string(sequel->base, "title")) != 0;
	return true;
}

/* *ret_title: yours. */
static bool
sequel_title(const Sequel *sequel, char **ret_title, GError **error)
{
	const char *own = record_string(sequel->base, "title");
	bool here;
	int n;

	if (sequel_words_step(own)) {
		*ret_title = g_strdup(own);
		return true;
	}
	if (!sequel_titled_here(sequel, &here, error) ||
	    !chain_number(desk_db(sequel->desk), sequel->chain, sequel->id, &n, error))
		return false;
	*ret_title = sequel_words_title(here ? own : record_string(sequel->printed, "title"), n);
	return true;
}

/* What goes before its own words, and those. *ret_text: yours; NULL: it has none. */
static bool
sequel_text(const Sequel *sequel, char **ret_text, int *ret_n, GError **error)
{
	g_autofree char *place = sequel_place(sequel->printed);
	g_autofree char *reference =
		sequel_words_reference(place, record_string(sequel->printed, "title"));
	g_autofree char *rest = NULL;
	const char *indent;

	*ret_text = NULL;
	if (!fold_load(error))
		return false;
	rest = sequel_words_rest(record_string(sequel->base, "text"),
				 record_string(sequel->base, "title"),
				 record_string(sequel->printed, "text"), ret_n);
	for (indent = rest; g_unichar_isspace(g_utf8_get_char(indent));)
		indent = g_utf8_next_char(indent);
	if (*indent)
		*ret_text =
			g_strdup_printf("%.*s%s\n%s", (int)(indent - rest), rest, reference, rest);
	return true;
}

/* What it goes on with, and its own words. */
static bool
sequel_read(Sequel *sequel, GError **error)
{
	int64_t revision = sequel_untouched(sequel) ? record_integer(sequel->kept, "base")
						    : record_integer(sequel->item, "revision");

	if (!sequel_printed(sequel->desk, record_integer(sequel->chain, "item"), &sequel->printed,
			    error) ||
	    !db_row(desk_db(sequel->desk), error, &sequel->base, "revision_get", "ii", sequel->id,
		    revision))
		return false;
	g_assert(sequel->printed && sequel->base);
	return true;
}

static void
sequel_tell(const Sequel *sequel, const char *title, int n, GString *did)
{
	if (strcmp(title, record_string(sequel->item, "title")) != 0)
		g_string_append_printf(did, "改题：%s；", title);
	if (n > 0)
		g_string_append_printf(did, "略去开头已刊的%d句；", n);
}

bool
sequel_dress(Desk *desk, const Actor *actor, const json_t *item, char **ret_why, GString *did,
	     GError **error)
{
	g_auto(Sequel) sequel = sequel_of(desk, actor, item);
	g_autofree char *title = NULL, *text = NULL;
	json_t *kept;
	int n;

	*ret_why = NULL;
	if (!record_bool(sequel.chain, "merged"))
		return true;
	if (!sequel_read(&sequel, error) || !sequel_text(&sequel, &text, &n, error))
		return false;
	if (!text)
		return errors_set(error, ERRORS_REFUSED,
				  _("it says nothing that item %" PRId64 " as it was printed does "
				    "not say: 备查 files it"),
				  record_integer(sequel.chain, "item"));
	if (!sequel_title(&sequel, &title, error))
		return false;
	*ret_why = g_strdup_printf("作第%" PRId64 "号的续报", record_integer(sequel.chain, "item"));
	if (strcmp(title, record_string(item, "title")) == 0 &&
	    strcmp(text, record_string(item, "text")) == 0)
		return true;
	sequel_tell(&sequel, title, n, did);
	kept = json_pack("{s:I, s:O, s:O?}", "made",
			 (json_int_t)record_integer(item, "revision") + 1, "base",
			 json_object_get(sequel.base, "revision"), "was",
			 record_member(sequel.kept, "was"));
	if (sequel_revise(&sequel, title, text, error))
		return sequel_keep(&sequel, sequel.chain, kept, error);
	json_decref(kept);
	return false;
}

/* ---- made and taken back ---- */

/* The chain, and beside it what it was before. */
static bool
sequel_chain(const Sequel *sequel, const json_t *target, GError **error)
{
	const char *step = sequel_words_step(record_string(sequel->item, "title"));
	g_autoptr(json_t) chain = chain_after(target, step ? step : "续报");
	bool again = record_bool(sequel->chain, "merged");
	json_t *kept =
		again ? json_deep_copy(sequel->kept) : json_pack("{s:O?}", "was", sequel->chain);

	json_object_set_new(chain, "merged", json_true());
	return sequel_keep(sequel, chain, kept, error);
}

bool
sequel_into(Desk *desk, const Actor *actor, const json_t *item, const json_t *target, GString *did,
	    GError **error)
{
	g_auto(Sequel) sequel = sequel_of(desk, actor, item);
	int64_t id = record_integer(target, "id");
	g_autoptr(json_t) now = NULL;
	g_autofree char *place = NULL;
	Command approve = { .verb = COMMAND_APPROVE };

	if (!sequel_printed(desk, id, &sequel.printed, error))
		return false;
	if (!sequel.printed)
		return errors_set(error, ERRORS_REFUSED,
				  _("item %" PRId64 " stands in no sealed issue"), id);
	if (!sequel_chain(&sequel, target, error) ||
	    !db_row(desk_db(desk), error, &now, "item_get", "i", sequel.id))
		return false;
	place = sequel_place(sequel.printed);
	g_string_append_printf(did, "作第%" PRId64 "号的续报（该号刊于%s）；", id, place);
	/* It goes where the other was printed, as long as that journal is there. */
	if (office_journal(desk->office, record_string(sequel.printed, "journal")))
		approve.journal = (char *)record_string(sequel.printed, "journal");
	return approve_item(desk, actor, now, &approve, did, error);
}

bool
sequel_own(Desk *desk, const json_t *item, json_t **ret_words, GError **error)
{
	g_auto(Sequel) sequel = sequel_of(desk, NULL, item);

	if (sequel_untouched(&sequel) &&
	    !db_row(desk_db(desk), error, &sequel.base, "revision_get", "ii", sequel.id,
		    record_integer(sequel.kept, "base")))
		return false;
	*ret_words = json_incref(sequel.base ? sequel.base : (json_t *)item);
	return true;
}

bool
sequel_undo(Desk *desk, const Actor *actor, const json_t *item, GString *did, GError **error)
{
	g_auto(Sequel) sequel = sequel_of(desk, actor, item);
	int64_t of = record_integer(sequel.chain, "item");

	if (!record_bool(sequel.chain, "merged") ||
	    strcmp(record_string(item, "state"), "approved") != 0)
		return true;
	if (!sequel_untouched(&sequel)) {
		g_string_append_printf(did, "（此后改过，仍是第%" PRId64 "号的续报）", of);
		return true;
	}
	if (!sequel_read(&sequel, error) ||
	    !sequel_revise(&sequel, record_string(sequel.base, "title"),
			   record_string(sequel.base, "text"), error))
		return false;
	g_string_append_printf(did, "，不再作第%" PRId64 "号的续报", of);
	return sequel_keep(&sequel, record_member(sequel.kept, "was"), NULL, error);
}
