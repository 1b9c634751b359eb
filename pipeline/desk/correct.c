/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * correct — 主题 类型 加急 平件: what the program thought, corrected
 */
#include "pipeline/desk/correct.h"

#include <string.h>

#define CORRECT_URGENT "紧急" /* the kind that is urgent by itself */

/* Is it on somebody's desk? */
static bool
correct_is_open(const json_t *item)
{
	static const char *const open[] = { "waiting", "consulting", "verifying", "parked", NULL };

	return g_strv_contains(open, record_string(item, "state"));
}

bool
correct_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
	     GString *did, GError **error)
{
	const Office *office = desk->office;
	bool was = record_integer(item, "urgent") != 0, urgent = was;
	json_t *params = json_object();

	json_object_set(params, "item", json_object_get(item, "id"));
	if (command->verb == COMMAND_TOPIC)
		record_set_string(params, "topic", command->rest);
	else if (command->verb == COMMAND_KIND)
		record_set_string(params, "kind", command->rest);
	else
		urgent = command->verb == COMMAND_URGENT;
	if (command->verb == COMMAND_KIND && strcmp(command->rest, CORRECT_URGENT) == 0)
		urgent = true;
	json_object_set_new(params, "urgent", json_boolean(urgent));
	if (urgent != was && correct_is_open(item))
		record_set_integer(params, "due_us",
				   office_due(office, urgent ? office->urgent : office->deadline,
					      desk->now_us));
	g_string_append_printf(did, "%s%s%s", command->word, command->rest ? " " : "",
			       command->rest ? command->rest : "");
	return desk_event(desk, "item.corrected", params, actor->letter, NULL, error);
}
