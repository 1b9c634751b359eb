/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report_told — a report that the operator took down, by telephone or from paper
 *
 * Its letter is the operator's (orders_add): unit, author and kind are what he says they are,
 * and no evidence is asked of it.
 *
 * Not here: what such a letter looks like (orders_add), whether it is one (judge).
 */
#include "pipeline/desk/report_item.h"

#include "base/clock.h"

void
report_told(Report *report)
{
	static const char *const names[][2] = { { "kind", "kind_of_item" },
						{ "author", "author" } };
	const json_t *told = report->letter->told;

	if (!told)
		return;
	if (!report->own)
		report->own = json_copy((json_t *)report->reading);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		if (record_string(told, names[i][0]))
			record_set_string(report->own, names[i][1],
					  record_string(told, names[i][0]));
	report->reading = report->own;
}

json_t *
report_told_facts(const Report *report)
{
	const json_t *told = report->letter->told;
	g_autofree char *at = NULL;

	if (!told)
		return NULL;
	at = clock_rfc3339(record_integer(report->reading, "date_us"), report->desk->office->zone);
	return json_pack("{s:s?, s:s}", "by", record_string(told, "by"), "at", at);
}
