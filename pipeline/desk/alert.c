/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * alert — the office's own program that rings a telephone for what is urgent
 */
#include "pipeline/desk/alert.h"

#include "base/clock.h"
#include "base/jail/program.h"
#include "base/log.h"

#include <inttypes.h>
#include <string.h>

#define ALERT_UNIT_CHARACTERS 40
#define ALERT_HOUR_US (3600 * CLOCK_SECOND_US)

struct DeskAlerts {
	Desk *desk;
	Program program;
	json_t *row;	  /* of the alert that runs, or whose try was committed; NULL: none */
	char *why;	  /* it could not be started */
	int64_t until_us; /* of the monotonic clock */
};

DeskAlerts *
alert_new(Desk *desk)
{
	DeskAlerts *alerts = g_new0(DeskAlerts, 1);

	alerts->desk = desk;
	alerts->program.fd = -1;
	return alerts;
}

void
alert_free(DeskAlerts *alerts)
{
	if (!alerts)
		return;
	if (alerts->program.pid > 0)
		g_free(program_end(&alerts->program));
	json_decref(alerts->row);
	g_free(alerts->why);
	g_free(alerts);
}

/* ---- what is to be told ---- */

/* Who nobody vouches for does not ring the telephone. */
static bool
alert_concerns(const json_t *item)
{
	const char *reason = record_string(item, "reason");

	return record_integer(item, "urgent") != 0 &&
	       (strcmp(record_string(item, "state"), "held") != 0 ||
		(g_strcmp0(reason, "unknown-sender") != 0 &&
		 g_strcmp0(reason, "failed-evidence") != 0));
}

bool
alert_item(Desk *desk, const json_t *item, int64_t ask, int64_t step, GError **error)
{
	int64_t number = record_integer(item, "id"), id;
	g_autoptr(json_t) last = NULL;

	if (!desk->office->alert || !alert_concerns(item))
		return true;
	if (!db_row(desk_db(desk), error, &last, "alert_last", "iii", number, ask,
		    desk->now_us - ALERT_HOUR_US))
		return false;
	if ((record_member(last, "step") && record_integer(last, "step") >= step) ||
	    record_integer(last, "lately") >= ALERT_HOUR)
		return true;
	return desk_next_id(desk, "alert_next_id", &id, error) &&
	       desk_event(desk, "alert.due",
			  json_pack("{s:I, s:I, s:I, s:I}", "alert", (json_int_t)id, "item",
				    (json_int_t)number, "ask", (json_int_t)ask, "step",
				    (json_int_t)step),
			  0, NULL, error);
}

/* ---- a try and its end ---- */

static bool
alert_move(DeskAlerts *alerts, const json_t *row, const char *state, int64_t tries, const char *why,
	   GError **error)
{
	Desk *desk = alerts->desk;
	int64_t wait_us = strcmp(state, "due") == 0 ? tries * ALERT_AGAIN_S * CLOCK_SECOND_US : 0;

	return desk_event(desk, "alert.moved",
			  json_pack("{s:O, s:s, s:I, s:I, s:s?}", "alert",
				    json_object_get(row, "id"), "state", state, "tries",
				    (json_int_t)tries, "next_us",
				    (json_int_t)(desk->now_us + wait_us), "why", why),
			  0, NULL, error);
}

bool
alert_recover(DeskAlerts *alerts, GError **error)
{
	g_autoptr(json_t) rows =
		db_rows(desk_db(alerts->desk), error, "alert_in_state", "t", "running");
	size_t i;
	json_t *row;

	if (!rows)
		return false;
	json_array_foreach (rows, i, row)
		if (!alert_move(alerts, row, "failed", record_integer(row, "tries"),
				"the desk ended meanwhile", error))
			return false;
	return true;
}

/* The name of a unit as one word of a program's arguments: no option, nothing unseen. Yours. */
static char *
alert_unit(const json_t *row)
{
	const char *unit = record_string(row, "unit");
	g_autoptr(GString) word = g_string_new(NULL);
	int n = 0;

	for (const char *at = unit ? unit : ""; *at && n < ALERT_UNIT_CHARACTERS;
	     at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);

		if (!g_unichar_isprint(letter) || (n == 0 && letter == '-'))
			continue;
		g_string_append_unichar(word, letter);
		n++;
	}
	return g_string_free(g_steal_pointer(&word), FALSE);
}

/* After the commit of `running`. */
static void
alert_run(void *closure)
{
	DeskAlerts *alerts = closure;
	g_autofree char *number = g_strdup_printf("%" PRId64, record_integer(alerts->row, "item"));
	g_autofree char *unit = alert_unit(alerts->row);
	const char *args[] = { number, unit, NULL };
	g_autoptr(GError) error = NULL;

	alerts->until_us = clock_monotonic_us() + ALERT_PATIENCE_S * CLOCK_SECOND_US;
	if (!program_start(alerts->desk->office->alert, args, &alerts->program, &error))
		alerts->why = g_strdup(error->message);
}

/* `why` NULL: it went well. */
static bool
alert_ended(DeskAlerts *alerts, const char *why, GError **error)
{
	g_autoptr(json_t) row = g_steal_pointer(&alerts->row);
	int64_t tries = record_integer(row, "tries") + 1;
	const char *state = !why ? "done" : tries < ALERT_TRIES ? "due" : "failed";

	if (why)
		log_line(LOG_ERROR, "alert for item %" PRId64 ", try %" PRId64 ": %s",
			 record_integer(row, "item"), tries, why);
	return alert_move(alerts, row, state, tries, why, error);
}

bool
alert_hear(DeskAlerts *alerts, GError **error)
{
	g_autofree char *why = NULL;

	if (alerts->program.pid == 0)
		return true;
	why = program_end(&alerts->program);
	return alert_ended(alerts, why, error);
}

/* What was decided meanwhile needs no telephone. */
static bool
alert_begin(DeskAlerts *alerts, GError **error)
{
	Desk *desk = alerts->desk;
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "alert_ready", "i", desk->now_us))
		return false;
	if (!row)
		return true;
	if (!record_integer(row, "open"))
		return alert_move(alerts, row, "dropped", record_integer(row, "tries"), NULL,
				  error);
	if (!alert_move(alerts, row, "running", record_integer(row, "tries") + 1, NULL, error))
		return false;
	alerts->row = g_steal_pointer(&row);
	desk_after_commit(desk, alert_run, alerts);
	return true;
}

bool
alert_step(DeskAlerts *alerts, GError **error)
{
	g_autofree char *why = g_steal_pointer(&alerts->why);

	if (why)
		return alert_ended(alerts, why, error);
	if (alerts->program.pid > 0 && clock_monotonic_us() >= alerts->until_us)
		return alert_hear(alerts, error);
	if (alerts->row || !alerts->desk->office->alert)
		return true;
	return alert_begin(alerts, error);
}

int
alert_fd(const DeskAlerts *alerts)
{
	return alerts->program.fd;
}

bool
alert_busy(const DeskAlerts *alerts)
{
	return alerts->row != NULL;
}

bool
alert_ready(const DeskAlerts *alerts, bool *ret_ready, GError **error)
{
	Desk *desk = alerts->desk;
	g_autoptr(json_t) row = NULL;

	if (!db_row(desk_db(desk), error, &row, "alert_ready", "i", desk->now_us))
		return false;
	*ret_ready = row && desk->office->alert;
	return true;
}

int64_t
alert_next(const DeskAlerts *alerts)
{
	Desk *desk = alerts->desk;
	g_autoptr(json_t) row = NULL;

	if (alerts->why)
		return desk->now_us;
	if (alerts->row)
		return desk->now_us + MAX(alerts->until_us - clock_monotonic_us(), 0);
	if (!desk->office->alert || !db_row(desk_db(desk), NULL, &row, "alert_next_time", "") ||
	    !record_member(row, "next_us"))
		return INT64_MAX;
	return record_integer(row, "next_us");
}
