/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * labels — the topics and kinds of the rules in force, as the desk needs them
 *
 * The rules live with the workers that read letters; the desk knows their names alone.
 *
 * Not here: how a person's word finds its name (mail/command_labels), the rules (filters/).
 */
#ifndef CHENGBAO_PIPELINE_DESK_LABELS_H
#define CHENGBAO_PIPELINE_DESK_LABELS_H

#include "pipeline/desk/desk.h"

/* Names, borrowed from the pool until its next reload; the arrays end with NULL. */
typedef struct {
	GPtrArray *topics; /* then the groups of topics: 主题 三农 is a topic too */
	GPtrArray *kinds;
} Labels;

void labels_clear(Labels *labels);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Labels, labels_clear)

/* Errors: CONFIG, AGAIN the reading workers could not be started. */
bool labels_read(Desk *desk, Labels *ret_labels, GError **error);

/* The group of a topic, its own name where it is a group itself; NULL: none. Borrowed. */
const char *labels_group(Desk *desk, const char *topic);

#endif
