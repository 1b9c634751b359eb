/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * note — what somebody wrote that a person of the desk should read and see to himself
 *
 * Not here: what the operator is told of the machine (mail_alarm).
 */
#ifndef CHENGBAO_PIPELINE_DESK_NOTE_H
#define CHENGBAO_PIPELINE_DESK_NOTE_H

#include "pipeline/desk/desk.h"

typedef struct {
	const char *reason; /* what came, and what to do: the subject too */
	const char *who;    /* wrote it; or NULL */
	const char *quote;  /* his words; or NULL */
	json_t *lines;	    /* taken; an array of {"what"}, or NULL */
	int64_t cause;	    /* the letter */
} Note;

/* Errors: STORE. to NULL: nobody is told. */
bool note_tell(Desk *desk, const char *to, const Note *note, GError **error);

#endif
