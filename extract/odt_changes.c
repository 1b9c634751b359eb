/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odt_changes — which words of an OpenDocument text are deleted, its changes kept
 */
#include "extract/odt_changes.h"

#include <string.h>

#define ODT_ID_BYTES 64

struct OdtChanges {
	GHashTable *deletions;	 /* ids */
	char id[ODT_ID_BYTES];	 /* of the change that is told of */
	char open[ODT_ID_BYTES]; /* the deletion whose words follow; "": none */
};

OdtChanges *
odt_changes_new(void)
{
	OdtChanges *changes = g_new0(OdtChanges, 1);

	changes->deletions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return changes;
}

void
odt_changes_free(OdtChanges *changes)
{
	if (!changes)
		return;
	g_hash_table_unref(changes->deletions);
	g_free(changes);
}

void
odt_changes_start(OdtChanges *changes, const Markup *markup, const char *name)
{
	char id[ODT_ID_BYTES];

	if (strcmp(name, "changed-region") == 0) {
		if (!markup_attribute(markup, "id", changes->id, sizeof changes->id))
			changes->id[0] = '\0';
	} else if (strcmp(name, "deletion") == 0) {
		if (*changes->id && g_hash_table_size(changes->deletions) < ODT_CHANGES)
			g_hash_table_add(changes->deletions, g_strdup(changes->id));
	} else if (g_str_has_prefix(name, "change-") &&
		   markup_attribute(markup, "change-id", id, sizeof id)) {
		if (strcmp(name, "change-start") == 0 && !*changes->open &&
		    g_hash_table_contains(changes->deletions, id))
			g_strlcpy(changes->open, id, sizeof changes->open);
		else if (strcmp(name, "change-end") == 0 && strcmp(changes->open, id) == 0)
			changes->open[0] = '\0';
	}
}

bool
odt_changes_deleted(const OdtChanges *changes)
{
	return *changes->open != '\0';
}
