/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * desk — the one process that decides and writes
 *
 * Everything the desk does is an event in an open group. desk_event opens the
 * group when none is open; desk_flush closes it: letters' bytes flushed and
 * renamed, one commit, then whatever waited for the commit is told (fetchers
 * acknowledge, commands answer, the sender wakes).
 *
 * Promise: nobody is told of anything before it survives power loss.
 * Not here: what to decide (judge, answer, decide, bulletin, adoption).
 */
#ifndef CHENGBAO_PIPELINE_DESK_DESK_H
#define CHENGBAO_PIPELINE_DESK_DESK_H

#include "assess/scheme.h"
#include "config/office.h"
#include "pipeline/desk/stages.h"
#include "pipeline/reading/pool.h"
#include "spool/events.h"
#include "spool/seen.h"
#include "spool/store.h"

typedef void DeskTold(void *closure); /* runs after the commit */

typedef struct Desk {
	char *directory;
	Office *office;
	Scheme *scheme;
	Store *store;
	Seen *seen; /* finds reports of before */
	Pool *pool; /* NULL until something must be read or printed */
	bool once;  /* run --once: end when nothing is ready */
	bool stopping;
	bool open;		       /* a group is open */
	bool sending_held;	       /* after rebuild or restore */
	int64_t now_us;		       /* of the current round */
	GPtrArray *told;	       /* DeskTold waiting for the commit */
	struct DeskReading *reading;   /* letters between arrival and effect */
	struct DeskProving *proving;   /* keys of signatures */
	struct DeskPrinting *printing; /* mailings between due and dispatch */
	struct DeskSending *sending;
	struct DeskOverdue *overdue; /* what waits too long */
	struct DeskAlerts *alerts;   /* the program run for what is urgent */
	struct DeskIntake *intake;
	GHashTable *sources; /* name to JSON text of its state */
	StageClock stages;
	GList *retired; /* Offices of before a reload: their people may still be named */
} Desk;

/* Opens the office for writing. Errors: CONFIG every line; AGAIN; STORE. */
Desk *desk_new(const char *directory, GError **error);
/* The same with office.conf alone, for taking letters in: no roster, rules or scheme. */
Desk *desk_new_minimal(const char *directory, GError **error);
void desk_free(Desk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

/* Where the database lies; the scheme that is in force. Yours. */
char *desk_database_path(const Office *office);
Scheme *desk_load_scheme(const Office *office, GPtrArray *problems);

/* The paths no worker of the network may open. Yours. */
json_t *desk_closed_paths(const Office *office);

Db *desk_db(const Desk *desk);

/* The pool, started at first need. NULL on error: CONFIG, AGAIN. */
Pool *desk_pool(Desk *desk, GError **error);

/* Appends one event (params taken) to the open group. Errors: STORE, REFUSED. */
bool desk_event(Desk *desk, const char *type, json_t *params, int64_t cause, int64_t *ret_seq,
		GError **error);

/* The next free id of a table: statement `NAME_next_id`. */
bool desk_next_id(Desk *desk, const char *statement, int64_t *ret_id, GError **error);

/* A step is all or nothing within the group: a step that fails leaves no trace. */
bool desk_step_begin(Desk *desk, GError **error);
bool desk_step_end(Desk *desk, bool ok, GError **error);

/* Runs f(closure) after the next commit. */
void desk_after_commit(Desk *desk, DeskTold *f, void *closure);

/* Closes the group. Errors: STORE: the process must end. */
bool desk_flush(Desk *desk, GError **error);

/* The local time of a moment as mails show it: 2026-11-23 11:02. Yours. */
char *desk_local(const Desk *desk, int64_t time_us);

/* Members of a row that hold JSON text, parsed; a JSON null where absent. Yours. */
json_t *desk_json(const json_t *row, const char *name);

#endif
