/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * letterhead — everything a printer needs for one mail, as one snapshot
 */
#ifndef CHENGBAO_PIPELINE_DESK_LETTERHEAD_H
#define CHENGBAO_PIPELINE_DESK_LETTERHEAD_H

#include "pipeline/desk/desk.h"

typedef struct {
	int64_t dispatch; /* given by the caller */
	char *token;	  /* NULL: this mail carries none */
	char *message_id; /* with brackets */
	json_t *snapshot;
	json_t *released; /* names of marks that persons released on what it shows */
} Letterhead;

/* Fills `head` for a mailing (a row). Errors: STORE. */
bool letterhead_make(Desk *desk, const json_t *mailing, Letterhead *head, GError **error);
void letterhead_clear(Letterhead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letterhead, letterhead_clear)

#endif
