/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * overdue — what waits too long: reminders, the next person, the editors' lists
 */
#include "pipeline/desk/overdue.h"

#include "base/clock.h"
#include "base/text/address.h"
#include "pipeline/desk/alert.h"
#include "pipeline/desk/away.h"
#include "pipeline/desk/carry.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/report.h"

#include <string.h>

struct DeskOverdue {
	Desk *desk;
	int64_t next_us;      /* when to look again */
	GHashTable *reminded; /* asks known to have been mailed twice */
};

/* One item that waits, and whom it was asked of. */
typedef struct {
	DeskOverdue *overdue;
	const json_t *item;
	json_t *asks;	   /* rows of its open asks */
	GPtrArray *people; /* Person: of those asks */
	int64_t asked_us;  /* when the first of them was opened */
} Waiting;

DeskOverdue *
overdue_new(Desk *desk)
{
	DeskOverdue *overdue = g_new0(DeskOverdue, 1);

	overdue->desk = desk;
	overdue->reminded = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	return overdue;
}

void
overdue_free(DeskOverdue *overdue)
{
	if (!overdue)
		return;
	g_hash_table_unref(overdue->reminded);
	g_free(overdue);
}

/* ---- reminders ---- */

/* The ask's mail once more, if it went out only once. */
static bool
overdue_remind(DeskOverdue *overdue, const json_t *ask, const char *template_name, GError **error)
{
	Desk *desk = overdue->desk;
	int64_t id = record_integer(ask, "id");
	g_autoptr(json_t) mailed = NULL;
	MailOrder order = { .template_name = template_name,
			    .purpose = "ask",
			    .to = record_string(ask, "person"),
			    .item = record_integer(ask, "item"),
			    .issue = record_integer(ask, "issue"),
			    .ask = id };

	if (g_hash_table_contains(overdue->reminded, &id))
		return true;
	if (!db_row(desk_db(desk), error, &mailed, "mailing_of_ask", "i", id))
		return false;
	g_hash_table_add(overdue->reminded, g_memdup2(&id, sizeof id));
	if (record_integer(mailed, "n") > 1)
		return true;
	order.params = json_pack("{s:b}", "reminder", true);
	return mail_due(desk, &order, error);
}

/* When who was asked then is late: when the item is due, or, asked after that, in a deadline. */
static int64_t
overdue_due(const Waiting *waiting, int64_t asked_us)
{
	const Office *office = waiting->overdue->desk->office;
	bool urgent = record_integer(waiting->item, "urgent") != 0;
	int64_t due_us = record_integer(waiting->item, "due_us");

	return asked_us < due_us
		       ? due_us
		       : office_due(office, urgent ? office->urgent : office->deadline, asked_us);
}

static bool
overdue_remind_all(const Waiting *waiting, GError **error)
{
	const char *template_name =
		g_strcmp0(record_string(waiting->item, "reason"), "secret-mark") == 0 ? "secrecy"
										      : "ask";
	size_t i;
	json_t *ask;

	json_array_foreach (waiting->asks, i, ask)
		if (overdue_due(waiting, record_integer(ask, "opened_us")) <=
			    waiting->overdue->desk->now_us &&
		    !overdue_remind(waiting->overdue, ask, template_name, error))
			return false;
	return true;
}

/* When a draft should be signed: one with an urgent line in the time of such an item, by the
 * clock and on holidays. */
static bool
overdue_sign_due(Desk *desk, const json_t *ask, int64_t *ret_us, GError **error)
{
	const Office *office = desk->office;
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "issue_urgent", "i", record_integer(ask, "issue")))
		return false;
	*ret_us = office_due(office,
			     record_integer(row, "urgent") ? office->urgent : office->deadline,
			     record_integer(ask, "opened_us"));
	return true;
}

/* A draft that its signer leaves lying holds up all that is in it. */
static bool
overdue_signers(DeskOverdue *overdue, GError **error)
{
	Desk *desk = overdue->desk;
	g_autoptr(json_t) asks = db_rows(desk_db(desk), error, "ask_open", "");
	size_t i;
	json_t *ask;

	if (!asks)
		return false;
	json_array_foreach (asks, i, ask) {
		int64_t due_us;

		if (strcmp(record_string(ask, "kind"), "sign") != 0)
			continue;
		if (!overdue_sign_due(desk, ask, &due_us, error) ||
		    (due_us <= desk->now_us && !overdue_remind(overdue, ask, "sign", error)))
			return false;
	}
	return true;
}

/* ---- the next person ---- */

/* The one who is found, and what his mail says of it. */
typedef struct {
	const Person *person;
	json_t *params;
} Next;

static void
next_clear(Next *next)
{
	json_decref(next->params);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Next, next_clear)

/* How many further persons it should have been asked of by now. */
static guint
overdue_steps(const Waiting *waiting)
{
	static const int parts[] = { 4, 2, 1 };
	const Desk *desk = waiting->overdue->desk;
	const Office *office = desk->office;
	guint n = 0;

	if (record_integer(waiting->item, "urgent") == 0)
		return office_due(office, office->deadline,
				  overdue_due(waiting, waiting->asked_us)) <= desk->now_us;
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
		n += waiting->asked_us + office->urgent.amount * CLOCK_SECOND_US / parts[i] <=
		     desk->now_us;
	return n;
}

static bool
overdue_was_asked(const Waiting *waiting, const Person *person)
{
	for (guint i = 0; i < waiting->people->len; i++)
		if (strcmp(((const Person *)waiting->people->pdata[i])->person, person->person) ==
		    0)
			return true;
	return false;
}

/* May he be asked: he sits at this desk, was not asked yet, and did not write it. */
static bool
overdue_may_ask(const Waiting *waiting, const Person *person)
{
	return person && person->role != ROLE_CONTRIBUTOR && !overdue_was_asked(waiting, person) &&
	       !address_equal(person->address, record_string(waiting->item, "sender"));
}

/* Whom to ask when it would be `person`: who stands in for him while he is away, and nobody
 * when that one was asked or may not be. `away_too`: he himself, as there is nobody else. */
static bool
overdue_instead(const Waiting *waiting, const Person *person, bool away_too, Next *next,
		GError **error)
{
	const Person *present = person;

	if (next->person || !person)
		return true;
	if (!away_too &&
	    !away_stand_in(waiting->overdue->desk, waiting->item, &present, next->params, error))
		return false;
	if (overdue_may_ask(waiting, person) && overdue_may_ask(waiting, present))
		next->person = present;
	else
		json_object_del(next->params, "away");
	return true;
}

static bool
overdue_of_role(const Waiting *waiting, Role role, bool away_too, Next *next, GError **error)
{
	const Desk *desk = waiting->overdue->desk;
	g_autoptr(GPtrArray) people = roster_role(desk->office->roster, role, desk->now_us);

	for (guint i = 0; i < people->len; i++)
		if (!overdue_instead(waiting, people->pdata[i], away_too, next, error))
			return false;
	return true;
}

static bool
overdue_deputies(const Waiting *waiting, bool away_too, Next *next, GError **error)
{
	const Desk *desk = waiting->overdue->desk;

	for (guint i = 0; i < waiting->people->len; i++) {
		const char *name = ((const Person *)waiting->people->pdata[i])->deputy;
		const Person *deputy =
			name ? roster_at(desk->office->roster, name, desk->now_us) : NULL;

		if (!overdue_instead(waiting, deputy, away_too, next, error))
			return false;
	}
	return true;
}

/* Whom to ask next; no person: everybody was. What bears a secrecy mark is for few. */
static bool
overdue_next_person(const Waiting *waiting, bool away_too, Next *next, GError **error)
{
	bool secret = g_strcmp0(record_string(waiting->item, "reason"), "secret-mark") == 0;
	bool urgent = record_integer(waiting->item, "urgent") != 0;

	return (secret ? overdue_of_role(waiting, ROLE_SECRECY, away_too, next, error)
		       : overdue_deputies(waiting, away_too, next, error)) &&
	       overdue_of_role(waiting, ROLE_CHIEF, away_too, next, error) &&
	       (secret || !urgent || overdue_of_role(waiting, ROLE_DUTY, away_too, next, error));
}

static bool
overdue_escalate(const Waiting *waiting, GError **error)
{
	guint wanted = 1 + overdue_steps(waiting);
	const Person *first = waiting->people->pdata[0];

	while (waiting->people->len < wanted) {
		g_auto(Next) next = { .params = json_object() };

		if (!overdue_next_person(waiting, false, &next, error) ||
		    !overdue_next_person(waiting, true, &next, error))
			return false;
		if (!next.person)
			return true;
		record_set_string(next.params, "overdue",
				  *first->name ? first->name : first->address);
		if (!report_ask_also(waiting->overdue->desk, waiting->item, next.person,
				     g_steal_pointer(&next.params), error))
			return false;
		g_ptr_array_add(waiting->people, (void *)next.person);
	}
	return true;
}

/* ---- an item ---- */

static void
waiting_clear(Waiting *waiting)
{
	json_decref(waiting->asks);
	g_ptr_array_unref(waiting->people);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Waiting, waiting_clear)

/* False: the store failed. */
static bool
waiting_read(Waiting *waiting, GError **error)
{
	Desk *desk = waiting->overdue->desk;
	size_t i;
	json_t *ask;

	waiting->people = g_ptr_array_new();
	waiting->asked_us = INT64_MAX;
	waiting->asks = db_rows(desk_db(desk), error, "ask_open_of_item", "i",
				record_integer(waiting->item, "id"));
	if (!waiting->asks)
		return false;
	json_array_foreach (waiting->asks, i, ask) {
		const Person *person =
			roster_at(desk->office->roster, record_string(ask, "person"), desk->now_us);

		waiting->asked_us = MIN(waiting->asked_us, record_integer(ask, "opened_us"));
		if (person && !overdue_was_asked(waiting, person))
			g_ptr_array_add(waiting->people, (void *)person);
	}
	return true;
}

/* Rings for what is urgent, also where nobody could be asked. */
static bool
overdue_alert(const Waiting *waiting, GError **error)
{
	bool asked = json_array_size(waiting->asks) > 0;

	return record_integer(waiting->item, "urgent") == 0 ||
	       alert_item(waiting->overdue->desk, waiting->item,
			  record_integer(json_array_get(waiting->asks, 0), "id"),
			  asked ? overdue_steps(waiting) : 0, error);
}

/* Somebody took it up: its author or others are asked meanwhile. */
static bool
overdue_in_hand(const json_t *item)
{
	const char *state = record_string(item, "state");

	return strcmp(state, "verifying") == 0 || strcmp(state, "consulting") == 0;
}

static bool
overdue_item(DeskOverdue *overdue, const json_t *item, GError **error)
{
	g_auto(Waiting) waiting = { .overdue = overdue, .item = item };

	if (!waiting_read(&waiting, error))
		return false;
	/* Who asked is reminded that nothing came; nobody further is woken. */
	if (overdue_in_hand(item))
		return waiting.people->len == 0 || overdue_remind_all(&waiting, error);
	if (!overdue_alert(&waiting, error))
		return false;
	/* Nobody was asked, or nobody who is still here: that is told elsewhere. */
	if (waiting.people->len == 0)
		return true;
	return overdue_remind_all(&waiting, error) && overdue_escalate(&waiting, error);
}

static bool
overdue_items(DeskOverdue *overdue, GError **error)
{
	Desk *desk = overdue->desk;
	g_autoptr(json_t) items = db_rows(desk_db(desk), error, "item_overdue", "i", desk->now_us);
	size_t i;
	json_t *item;

	if (!items)
		return false;
	json_array_foreach (items, i, item)
		if (!overdue_item(overdue, item, error))
			return false;
	return true;
}

/* ---- lists ---- */

/* When his next list is due; of who was asked about an urgent item also on days off. */
static int64_t
overdue_list_due(const Office *office, const json_t *row)
{
	int64_t since = MAX(record_integer(row, "since_us"), record_integer(row, "list_us"));

	return record_integer(row, "urgent") ? office_next_daily(office, &office->lists, since)
					     : office_next(office, &office->lists, since);
}

/* To everyone of whom something was asked since before the last hour of lists, and who had
 * no list since. */
static bool
overdue_lists(DeskOverdue *overdue, GError **error)
{
	Desk *desk = overdue->desk;
	const Office *office = desk->office;
	g_autoptr(json_t) people = db_rows(desk_db(desk), error, "ask_people", "");
	size_t i, n;
	json_t *row;

	if (!people)
		return false;
	json_array_foreach (people, i, row) {
		const char *address = record_string(row, "person");
		const Person *person = roster_at(office->roster, address, desk->now_us);

		if (person && person->role != ROLE_CONTRIBUTOR &&
		    overdue_list_due(office, row) <= desk->now_us &&
		    !carry_list(desk, person->address, &n, error))
			return false;
	}
	return true;
}

void
overdue_hurry(DeskOverdue *overdue)
{
	overdue->next_us = 0;
}

bool
overdue_step(DeskOverdue *overdue, GError **error)
{
	const Desk *desk = overdue->desk;

	if (desk->now_us < overdue->next_us)
		return true;
	overdue->next_us = desk->now_us + OVERDUE_EVERY_US;
	return away_hand_over(overdue->desk, error) && overdue_items(overdue, error) &&
	       overdue_signers(overdue, error) && overdue_lists(overdue, error);
}
