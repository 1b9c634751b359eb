/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fate — the states a dispatch comes to, and who hears of them
 */
#include "pipeline/outward/fate.h"

#include "pipeline/desk/mail.h"

#include <inttypes.h>
#include <string.h>

#define FATE_SECOND INT64_C(1000000)
#define FATE_FIRST_WAIT_S 60
#define FATE_LONGEST_WAIT_S 3600
#define FATE_UNCERTAIN_WAIT_S 1800

static int64_t
fate_wait_us(int64_t attempts)
{
	int64_t wait_s = FATE_FIRST_WAIT_S << MIN(attempts - 1, 10);

	return MIN(wait_s, FATE_LONGEST_WAIT_S) * FATE_SECOND;
}

bool
fate_move(Desk *desk, const json_t *row, const char *state, int64_t attempts, int64_t next_us,
	  const json_t *recipients, GError **error)
{
	json_t *params = json_pack("{s:O, s:s, s:I}", "dispatch", json_object_get(row, "id"),
				   "state", state, "attempts", (json_int_t)attempts);

	if (next_us)
		record_set_integer(params, "next_us", next_us);
	if (recipients)
		json_object_set(params, "recipients", (json_t *)recipients);
	return desk_event(desk, "dispatch.moved", params, 0, NULL, error);
}

bool
fate_alarm(Desk *desk, const json_t *row, const char *what, const char *subject, GError **error)
{
	g_autofree char *text = g_strdup_printf(
		"%s：发往 %s 的%s%s%s。处理：chengbao outbox show %" PRId64, what,
		record_string(row, "recipient"), subject ? "“" : "邮件", subject ? subject : "",
		subject ? "”" : "", record_integer(row, "id"));

	if (strcmp(record_string(row, "purpose"), "alarm") == 0)
		return true;
	return mail_alarm(desk, text, NULL, 0, 0, error);
}

/* Nobody can say whether it arrived: an issue waits for a person, all else is sent
 * again later with the same Message-ID. */
bool
fate_uncertain(Desk *desk, const json_t *row, int64_t attempts, const json_t *recipients,
	       GError **error)
{
	bool hold = strcmp(record_string(row, "purpose"), "issue") == 0;
	int64_t next_us = hold ? 0 : desk->now_us + FATE_UNCERTAIN_WAIT_S * FATE_SECOND;

	return fate_move(desk, row, "uncertain", attempts, next_us, recipients, error) &&
	       (!hold || fate_alarm(desk, row, "不能确定是否已送达，未自动重发",
				    record_string(row, "subject"), error));
}

bool
fate_settle(Desk *desk, const json_t *row, const char *outcome, const json_t *recipients,
	    GError **error)
{
	int64_t attempts = record_integer(row, "attempts") + 1;
	int64_t now_us = desk->now_us;

	if (strcmp(outcome, "uncertain") == 0)
		return fate_uncertain(desk, row, attempts, recipients, error);
	if (strcmp(outcome, "deferred") == 0 && attempts < FATE_GIVE_UP)
		return fate_move(desk, row, "deferred", attempts, now_us + fate_wait_us(attempts),
				 recipients, error);
	if (strcmp(outcome, "sent") == 0)
		return fate_move(desk, row, "sent", attempts, 0, recipients, error);
	return fate_move(desk, row, "failed", attempts, 0, recipients, error) &&
	       fate_alarm(desk, row, "邮件发送失败", record_string(row, "subject"), error);
}
