/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * correct — 主题 类型 加急 平件: what the program thought, corrected
 */
#include "pipeline/desk/correct.h"

#include "filters/ruleset.h"
#include "pipeline/desk/labels.h"

#include <string.h>

/* Is it on somebody's desk? */
static bool
correct_is_open(const json_t *item)
{
	static const char *const open[] = { "waiting", "consulting", "verifying", "parked", NULL };

	return g_strv_contains(open, record_string(item, "state"));
}

/* What the rules had found for this topic, or stayed below with; NULL: nothing. Borrowed. */
static json_t *
correct_found(const json_t *facts, const char *topic)
{
	static const char *const lists[] = { "topics", "near" };

	for (size_t k = 0; k < G_N_ELEMENTS(lists); k++) {
		size_t i;
		json_t *one;

		json_array_foreach (json_object_get(facts, lists[k]), i, one)
			if (g_strcmp0(record_string(one, "topic"), topic) == 0)
				return one;
	}
	return NULL;
}

/* The item's topics from now on: with the passages that the rules had found, and by whom. A
 * group named as a topic stands alone. */
static json_t *
correct_topics(Desk *desk, const Actor *actor, const json_t *item, char **names)
{
	g_autoptr(json_t) facts = desk_json(item, "facts");
	json_t *topics = json_array();

	for (; *names; names++) {
		const char *group = labels_group(desk, *names);
		json_t *found = correct_found(facts, *names);
		json_t *one =
			found ? json_copy(found)
			      : json_pack("{s:s, s:n, s:[]}", "topic", *names, "score", "hits");

		json_object_del(one, "threshold"); /* it is no longer what the rules say */
		json_object_del(one, "lacks");
		record_set_string(one, "group", g_strcmp0(group, *names) == 0 ? NULL : group);
		record_set_string(one, "by",
				  actor->name && *actor->name ? actor->name : actor->address);
		json_array_append_new(topics, one);
	}
	return topics;
}

bool
correct_item(Desk *desk, const Actor *actor, const json_t *item, const Command *command,
	     GString *did, GError **error)
{
	const Office *office = desk->office;
	bool was = record_integer(item, "urgent") != 0, urgent = was;
	bool labelled = command->verb == COMMAND_TOPIC || command->verb == COMMAND_KIND;
	g_autofree char *words = labelled ? g_strjoinv("、", command->labels) : NULL;
	json_t *params = json_object();

	json_object_set(params, "item", json_object_get(item, "id"));
	if (command->verb == COMMAND_TOPIC) {
		record_set_string(params, "topic_group", labels_group(desk, command->labels[0]));
		json_object_set_new(params, "topics",
				    correct_topics(desk, actor, item, command->labels));
	} else if (command->verb == COMMAND_KIND) {
		record_set_string(params, "kind", words);
	} else {
		urgent = command->verb == COMMAND_URGENT;
	}
	if (command->verb == COMMAND_KIND && strcmp(words, RULESET_KIND_URGENT) == 0)
		urgent = true;
	json_object_set_new(params, "urgent", json_boolean(urgent));
	if (urgent != was && correct_is_open(item))
		record_set_integer(params, "due_us",
				   office_due(office, urgent ? office->urgent : office->deadline,
					      desk->now_us));
	g_string_append_printf(did, "%s%s%s",
			       command->verb == COMMAND_TOPIC  ? "主题"
			       : command->verb == COMMAND_KIND ? "类型"
							       : command->word,
			       words ? " " : "", words ? words : "");
	return desk_event(desk, "item.corrected", params, actor->letter, NULL, error);
}
