/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * consult — 问 NAME: what others say of an item before it is decided
 *
 * Who was asked stands in the mails, who answered in the item's sources: nothing
 * else is kept.
 */
#include "pipeline/desk/consult.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "pipeline/desk/follow.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"

#include <string.h>

/* ---- asking ---- */

/* Who answers for a unit: its shared mailbox, else the first of its people. */
static const Person *
consult_of_unit(const Desk *desk, const char *unit)
{
	const GPtrArray *people = roster_all(desk->office->roster);
	const Person *first = NULL;

	for (guint i = 0; i < people->len; i++) {
		const Person *one = people->pdata[i];

		if (strcmp(one->unit, unit) != 0 || one->from_us > desk->now_us ||
		    one->until_us <= desk->now_us)
			continue;
		if (!*one->name)
			return one;
		if (!first)
			first = one;
	}
	return first;
}

/* Those that "甲、应急管理局" names; false with the name that is nobody's. */
static bool
consult_people(const Desk *desk, const char *names, GPtrArray *people, GError **error)
{
	g_auto(GStrv) parts = g_strsplit(names, "、", -1);

	for (char **part = parts; *part; part++) {
		const char *name = g_strstrip(*part);
		const Person *person = roster_by_name(desk->office->roster, name, desk->now_us);

		if (!*name)
			continue;
		if (!person)
			person = consult_of_unit(desk, name);
		if (!person || people->len >= CONSULT_PERSONS)
			return errors_set(error, ERRORS_REFUSED,
					  person ? _("“%s”: too many are asked at once")
						 : _("nobody in people.csv is called “%s”"),
					  name);
		g_ptr_array_add(people, (void *)person);
	}
	return people->len > 0 ||
	       errors_set(error, ERRORS_REFUSED, _("whom? write it: 问 应急管理局 伤亡几人"));
}

bool
consult_ask(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
	    GString *did, GError **error)
{
	g_autoptr(GPtrArray) people = g_ptr_array_new();

	if (!consult_people(desk, command->rest ? command->rest : "", people, error))
		return false;
	for (guint i = 0; i < people->len; i++) {
		const Person *person = people->pdata[i];
		MailOrder order = { .template_name = "consult",
				    .purpose = "notice",
				    .to = person->address,
				    .item = record_integer(item, "id"),
				    .cause = actor->letter };

		order.params = json_pack("{s:s?, s:s}", "question", command->note, "asked_by",
					 *actor->name ? actor->name : actor->address);
		if (!mail_due(desk, &order, error))
			return false;
	}
	g_string_append_printf(did, "征求%s意见%s%s", command->rest, command->note ? "：" : "",
			       command->note ? command->note : "");
	return decide_move(desk, actor, item, "consulting", "consult", command->rest, NULL, error);
}

/* ---- answers ---- */

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const json_t *item;
	char *text; /* of the answer */
	char *open; /* names that have not answered, "" when all have */
} Consulted;

static void
consulted_clear(Consulted *consulted)
{
	g_free(consulted->text);
	g_free(consulted->open);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Consulted, consulted_clear)

static const char *
consult_name(const Desk *desk, const char *address)
{
	const Person *person = roster_at(desk->office->roster, address, desk->now_us);

	if (!person)
		return address;
	return *person->name ? person->name : person->unit;
}

/* Who was asked and has not answered, the letter of now included. */
static bool
consult_read_open(Consulted *consulted, GError **error)
{
	g_autoptr(json_t) rows = db_rows(desk_db(consulted->desk), error, "consult_open", "i",
					 record_integer(consulted->item, "id"));
	g_autoptr(GString) names = g_string_new(NULL);
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		g_string_append_printf(
			names, "%s%s", i > 0 ? "、" : "",
			consult_name(consulted->desk, record_string(row, "recipient")));
	consulted->open = g_string_free(g_steal_pointer(&names), FALSE);
	return true;
}

static json_t *
consult_params(const Consulted *consulted)
{
	return json_pack("{s:[{s:s, s:s}]}", "consulted", "who",
			 consult_name(consulted->desk, consulted->letter->from), "what",
			 consulted->text);
}

/* All have answered: the item waits again, and its editor is asked with the answer. */
static bool
consult_resume(const Consulted *consulted, GError **error)
{
	Desk *desk = consulted->desk;
	int64_t id = record_integer(consulted->item, "id");
	const Actor actor = { .address = consulted->letter->from,
			      .name = consulted->letter->person->name,
			      .role = consulted->letter->person->role,
			      .proof = PROOF_NONE,
			      .evidence = record_string(consulted->letter->reading, "evidence"),
			      .letter = consulted->letter->letter };

	return mail_close_item(desk, id, "void", actor.address, actor.letter, error) &&
	       decide_move(desk, &actor, consulted->item, "waiting", "resume", NULL, NULL, error) &&
	       report_ask_with(desk, id, consult_params(consulted), actor.letter, error);
}

/* Some have not, or it is decided already: the editor reads it all the same. */
static bool
consult_note(const Consulted *consulted, GError **error)
{
	MailOrder order = { .template_name = "consulted",
			    .purpose = "notice",
			    .to = record_string(consulted->item, "editor"),
			    .item = record_integer(consulted->item, "id"),
			    .cause = consulted->letter->letter };

	if (!order.to)
		return true;
	order.params = consult_params(consulted);
	record_set_string(order.params, "open", *consulted->open ? consulted->open : NULL);
	return mail_due(consulted->desk, &order, error);
}

static bool
consult_take(Consulted *consulted, GError **error)
{
	Desk *desk = consulted->desk;
	const JudgeLetter *letter = consulted->letter;
	g_autofree char *title = NULL;

	report_read(letter, &title, &consulted->text);
	if (!judge_done(desk, letter, "call-answer", "consult", NULL, error))
		return false;
	if (!desk_event(desk, "item.sourced",
			json_pack("{s:O, s:I, s:s, s:s}", "item",
				  json_object_get(consulted->item, "id"), "letter",
				  (json_int_t)letter->letter, "part", "1", "role", "supplement"),
			letter->letter, NULL, error) ||
	    !consult_read_open(consulted, error))
		return false;
	return !*consulted->open &&
			       strcmp(record_string(consulted->item, "state"), "consulting") == 0
		       ? consult_resume(consulted, error)
		       : consult_note(consulted, error);
}

bool
consult_answer(Desk *desk, const JudgeLetter *letter, const json_t *dispatch, bool *ret_taken,
	       GError **error)
{
	g_autoptr(json_t) item = NULL;
	g_auto(Consulted) consulted = { .desk = desk, .letter = letter };

	*ret_taken = false;
	if (g_strcmp0(record_string(dispatch, "template"), "consult") != 0 ||
	    !address_equal(record_string(dispatch, "recipient"), letter->person->address))
		return true;
	if (!db_row(desk_db(desk), error, &item, "item_get", "i", record_integer(dispatch, "item")))
		return false;
	if (!item || !follow_sound(desk, letter, item))
		return true;
	*ret_taken = true;
	consulted.item = item;
	return consult_take(&consulted, error);
}
