/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * labels — the topics and kinds of the rules in force, as the desk needs them
 */
#include "pipeline/desk/labels.h"

#include <string.h>

void
labels_clear(Labels *labels)
{
	g_clear_pointer(&labels->topics, g_ptr_array_unref);
	g_clear_pointer(&labels->kinds, g_ptr_array_unref);
}

static void
labels_add(GPtrArray *names, GHashTable *had, const char *name)
{
	if (name && g_hash_table_add(had, (void *)name))
		g_ptr_array_add(names, (void *)name);
}

bool
labels_read(Desk *desk, Labels *ret_labels, GError **error)
{
	Pool *pool = desk_pool(desk, error);
	const json_t *labels = pool ? pool_labels(pool) : NULL;
	g_autoptr(GHashTable) topics = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) kinds = g_hash_table_new(g_str_hash, g_str_equal);
	size_t i;
	json_t *one;

	if (!pool)
		return false;
	ret_labels->topics = g_ptr_array_new();
	ret_labels->kinds = g_ptr_array_new();
	json_array_foreach (json_object_get(labels, "topics"), i, one)
		labels_add(ret_labels->topics, topics, record_string(one, "topic"));
	json_array_foreach (json_object_get(labels, "topics"), i, one)
		labels_add(ret_labels->topics, topics, record_string(one, "group"));
	json_array_foreach (json_object_get(labels, "kinds"), i, one)
		labels_add(ret_labels->kinds, kinds, json_string_value(one));
	g_ptr_array_add(ret_labels->topics, NULL);
	g_ptr_array_add(ret_labels->kinds, NULL);
	return true;
}

const char *
labels_group(Desk *desk, const char *topic)
{
	Pool *pool = desk_pool(desk, NULL);
	const json_t *labels = pool ? pool_labels(pool) : NULL;
	const char *group = NULL;
	size_t i;
	json_t *one;

	json_array_foreach (json_object_get(labels, "topics"), i, one) {
		if (g_strcmp0(record_string(one, "topic"), topic) == 0)
			return record_string(one, "group");
		if (g_strcmp0(record_string(one, "group"), topic) == 0)
			group = record_string(one, "group");
	}
	return group;
}
