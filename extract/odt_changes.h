/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * odt_changes — which words of an OpenDocument text are deleted, its changes kept
 *
 * A list in front of the text tells each change by its id. What was deleted stands in that list;
 * or it stands where it stood, between two marks, as LibreOffice writes the text that shows it.
 *
 * Not here: changes of a spreadsheet.
 */
#ifndef CHENGBAO_EXTRACT_ODT_CHANGES_H
#define CHENGBAO_EXTRACT_ODT_CHANGES_H

#include "extract/markup.h"

#define ODT_CHANGES 100000 /* of one document; later ones are no deletions */

typedef struct OdtChanges OdtChanges;

OdtChanges *odt_changes_new(void);
void odt_changes_free(OdtChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdtChanges, odt_changes_free)

/* At the start of each element. Source: ODF 1.3 part 3, §5.5. */
void odt_changes_start(OdtChanges *changes, const Markup *markup, const char *name);

/* Is what stands here deleted? */
bool odt_changes_deleted(const OdtChanges *changes);

#endif
