/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * breaker — who writes like a machine is not answered like a person
 *
 * It counts letters, not answers: while the machine goes on, nothing is sent, and the operator
 * hears of it once.
 */
#include "pipeline/desk/breaker.h"

#include "base/clock.h"
#include "pipeline/desk/mail.h"

#define BREAKER_US (3600 * CLOCK_SECOND_US)
#define BREAKER_BACK 1000 /* letters are looked at; a whole archive is not counted for each */

bool
breaker_holds(Desk *desk, const JudgeLetter *letter, bool *ret_holds, GError **error)
{
	g_autoptr(json_t) row = NULL;
	g_autofree char *what = NULL;
	int64_t n;

	if (!db_row(desk_db(desk), error, &row, "letter_recent", "iiti",
		    letter->letter - BREAKER_BACK, letter->letter, letter->from,
		    letter->received_us - BREAKER_US))
		return false;
	n = record_integer(row, "n");
	*ret_holds = n >= BREAKER_LETTERS;
	if (n != BREAKER_LETTERS)
		return true;
	what = g_strdup_printf("一小时内收到 %s 来信超过%d封，疑似自动循环，已暂停向其发送回执",
			       letter->from, BREAKER_LETTERS);
	return mail_alarm(desk, what, NULL, 0, letter->letter, error);
}
