/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * register — an unknown sender's letter becomes the report of a known one
 *
 * people.csv is written first: an office whose desk is killed then finds him there,
 * and the same word again finishes it.
 */
#include "pipeline/desk/register.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/address.h"
#include "config/roster_write.h"
#include "pipeline/desk/mail.h"
#include "pipeline/desk/reload.h"
#include "pipeline/desk/report.h"

#include <string.h>

static void
register_reload(void *desk)
{
	reload_office(desk);
}

/* "农业农村局 张某": the last word is the name, where there are two. */
static void
register_words(const char *rest, char **ret_unit, char **ret_name)
{
	g_auto(GStrv) words = g_strsplit_set(rest, " \t", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (char **word = words; *word; word++)
		if (**word)
			g_ptr_array_add(kept, *word);
	*ret_unit = g_strdup(kept->len > 0 ? kept->pdata[0] : "");
	*ret_name = g_strdup(kept->len > 1 ? kept->pdata[kept->len - 1] : "");
}

/* Into people.csv, unless he stands there since. */
static bool
register_person(Desk *desk, const json_t *item, const char *unit, const char *name, GError **error)
{
	const char *address = record_string(item, "sender");
	g_autofree char *day =
		clock_day_text(record_integer(item, "received_us"), desk->office->zone);
	RosterLine line = {
		.address = address, .unit = unit, .name = name, .role = "contributor", .from = day
	};

	if (roster_names(desk->office->roster, address))
		return true;
	if (!roster_append(desk->office->people_path, desk->office->zone, &line, error))
		return false;
	desk_after_commit(desk, register_reload, desk);
	return true;
}

static bool
register_wait(Desk *desk, const Actor *actor, const json_t *item, const char *why, GError **error)
{
	return decide_move(desk, actor, item, "waiting", "register", why, NULL, error) &&
	       report_ask(desk, record_integer(item, "id"), actor->letter, error);
}

static bool
register_for_good(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
		  GString *did, GError **error)
{
	const char *address = record_string(item, "sender");
	int64_t id = record_integer(item, "id");
	g_autofree char *unit = NULL, *name = NULL;
	const char *author = record_string(item, "author");
	json_t *params;

	register_words(command->rest ? command->rest : "", &unit, &name);
	if (!*unit)
		return errors_set(error, ERRORS_REFUSED,
				  _("for which unit? write it: 登记 农业农村局 张某"));
	if (!address_valid(address))
		return errors_set(error, ERRORS_REFUSED, _("“%s” is no address"), address);
	if (!register_person(desk, item, unit, name, error))
		return false;
	params = json_pack("{s:I, s:s, s:s?, s:s?, s:[{s:s, s:s?, s:i}]}", "item", (json_int_t)id,
			   "unit", unit, "author", *name ? name : author, "person",
			   *name ? address : NULL, "shares", "unit", unit, "person",
			   *name ? address : NULL, "hundredths", 10000);
	g_string_append_printf(did, "登记为%s%s%s，转编辑办理", unit, *name ? " " : "", name);
	return desk_event(desk, "item.registered", params, actor->letter, NULL, error) &&
	       register_wait(desk, actor, item, command->rest, error) &&
	       report_receipt_late(desk, item, !*name && !author, error);
}

bool
register_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
	      GString *did, GError **error)
{
	if (strcmp(command->word, "不收") == 0) {
		g_string_append(did, "不收，留存备查");
		return decide_move(desk, actor, item, "filed", "file", "不收", NULL, error);
	}
	if (strcmp(command->word, "登记一次") == 0) {
		g_string_append(did, "收下这一次，转编辑办理");
		return register_wait(desk, actor, item, "登记一次", error);
	}
	return register_for_good(desk, actor, item, command, did, error);
}
