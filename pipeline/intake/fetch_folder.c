/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fetch_folder — how far one IMAP folder has been read
 */
#include "pipeline/intake/fetch_folder.h"

static int
fetch_folder_compare(const void *a, const void *b)
{
	return GPOINTER_TO_UINT(a) < GPOINTER_TO_UINT(b)   ? -1
	       : GPOINTER_TO_UINT(a) > GPOINTER_TO_UINT(b) ? 1
							   : 0;
}

FetchFolder *
fetch_folder_new(const char *name, uint32_t uidvalidity, uint32_t uid)
{
	FetchFolder *folder = g_new0(FetchFolder, 1);

	folder->name = g_strdup(name);
	folder->uidvalidity = uidvalidity;
	folder->seen = uid;
	folder->open = g_tree_new(fetch_folder_compare);
	return folder;
}

void
fetch_folder_free(void *data)
{
	FetchFolder *folder = data;

	if (!folder)
		return;
	g_tree_unref(folder->open);
	g_free(folder->name);
	g_free(folder);
}

bool
fetch_folder_opened(FetchFolder *folder, uint32_t uidvalidity)
{
	if (folder->uidvalidity == uidvalidity) {
		folder->n_changes = 0;
		return true;
	}
	if (folder->uidvalidity != 0)
		folder->n_changes++;
	folder->uidvalidity = uidvalidity;
	folder->seen = 0;
	g_tree_unref(folder->open);
	folder->open = g_tree_new(fetch_folder_compare);
	return folder->n_changes < FETCH_FOLDER_CHANGES;
}

static gboolean
fetch_folder_add(void *key, void *value, void *data)
{
	uint32_t uid = GPOINTER_TO_UINT(key);

	(void)value;
	g_array_append_val((GArray *)data, uid);
	return FALSE;
}

GArray *
fetch_folder_work(const FetchFolder *folder, const GArray *found)
{
	GArray *work = g_array_new(FALSE, FALSE, sizeof(uint32_t));

	g_tree_foreach(folder->open, fetch_folder_add, work);
	for (guint i = 0; i < found->len; i++) {
		uint32_t uid = g_array_index(found, uint32_t, i);

		if (uid > folder->seen)
			g_array_append_val(work, uid);
	}
	return work;
}

void
fetch_folder_failed(FetchFolder *folder, uint32_t uid)
{
	g_tree_insert(folder->open, GUINT_TO_POINTER(uid), NULL);
	folder->seen = MAX(folder->seen, uid);
}

void
fetch_folder_taken(FetchFolder *folder, uint32_t uid)
{
	g_tree_remove(folder->open, GUINT_TO_POINTER(uid));
	folder->seen = MAX(folder->seen, uid);
}

uint32_t
fetch_folder_mark(const FetchFolder *folder)
{
	GTreeNode *first = g_tree_node_first(folder->open);

	return first ? GPOINTER_TO_UINT(g_tree_node_key(first)) - 1 : folder->seen;
}
