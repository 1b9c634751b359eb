/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parked_words — the day of 暂缓 到12月1日, 暂缓 下周三, 缓 三天
 */
#include "pipeline/desk/parked_words.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/normal.h"
#include "base/text/numeral.h"
#include "base/text/utf8.h"
#include "pipeline/desk/leave_words.h"

#include <string.h>

#define PARKED_DAYS 180 /* the farthest */

static bool
read_number(const char **at, guint *ret_value)
{
	uint64_t value = 0;
	bool wrong = false;
	size_t n = strspn(*at, "0123456789");

	if (n > 0 && n <= 3) {
		value = g_ascii_strtoull(*at, NULL, 10);
	} else if (n == 0 && utf8_skip(at, "两")) {
		value = 2;
	} else if (n == 0) {
		n = numeral_chinese(*at, &value, &wrong);
	}
	*at += n;
	*ret_value = (guint)value;
	return value > 0 && value <= PARKED_DAYS && !wrong;
}

/* 周三, 下周三, 本周五, 下周 (its Monday): the day of that week. */
static bool
read_weekday(const char *p, const GDate *today, GDate *ret_day)
{
	static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日", NULL };
	static const char *const weeks[] = { "星期", "周", NULL };
	int day = 0, now = (int)g_date_get_weekday(today), ahead;
	bool next = utf8_skip(&p, "下"), this = !next && utf8_skip(&p, "本");

	utf8_skip(&p, "个");
	if (!utf8_skip_any(&p, weeks))
		return false;
	for (int i = 0; names[i] && day == 0; i++)
		if (utf8_skip(&p, names[i]))
			day = i + 1;
	if (day == 0 && utf8_skip(&p, "天"))
		day = 7;
	if (*p || (day == 0 && !next))
		return false;
	ahead = (day ? day : 1) - now + (next ? 7 : 0);
	if (ahead < 0 && !this)
		ahead += 7;
	if (ahead < 0)
		return false;
	*ret_day = *today;
	g_date_add_days(ret_day, (guint)ahead);
	return true;
}

/* 三天, 3天后, 一周, 两个月后 */
static bool
read_span(const char *p, const GDate *today, GDate *ret_day)
{
	static const char *const behind[] = { "以后", "之后", "后", NULL };
	guint n, days;

	if (!read_number(&p, &n))
		return false;
	utf8_skip(&p, "个");
	if (utf8_skip(&p, "天") || utf8_skip(&p, "日后"))
		days = n;
	else if (utf8_skip(&p, "周") || utf8_skip(&p, "星期"))
		days = n * 7;
	else if (utf8_skip(&p, "月"))
		days = n * 30;
	else
		return false;
	utf8_skip_any(&p, behind);
	if (*p || days > PARKED_DAYS)
		return false;
	*ret_day = *today;
	g_date_add_days(ret_day, days);
	return true;
}

/* 月底, 年底, 下月, 下月初: the last day, the first. */
static bool
read_edge(const char *p, const GDate *today, GDate *ret_day)
{
	static const char *const next[] = { "下个月初", "下月初", "下个月", "下月", NULL };
	GDateYear year = g_date_get_year(today);
	GDateMonth month = g_date_get_month(today);

	*ret_day = *today;
	if (strcmp(p, "月底") == 0 || strcmp(p, "本月底") == 0) {
		g_date_set_day(ret_day, g_date_get_days_in_month(month, year));
		return true;
	}
	if (strcmp(p, "年底") == 0) {
		g_date_set_dmy(ret_day, 31, G_DATE_DECEMBER, year);
		return true;
	}
	if (!g_strv_contains(next, p))
		return false;
	g_date_set_day(ret_day, 1);
	g_date_add_months(ret_day, 1);
	return true;
}

/* 12月1日, 12-1, 2026-12-01, 20日, 明天: as days of a leave are written. */
static bool
read_date(const char *p, const GDate *today, GDate *ret_day)
{
	g_auto(LeaveWords) read = { 0 };
	g_autofree char *bare = g_strdup(p);
	static const char *const tails[] = { "以后", "之后", "后", NULL };

	for (size_t i = 0; tails[i]; i++)
		if (g_str_has_suffix(bare, tails[i])) {
			bare[strlen(bare) - strlen(tails[i])] = '\0';
			break;
		}
	if (!leave_words_read(bare, today, &read, NULL) || *read.name ||
	    g_date_compare(&read.from, &read.until) != 0)
		return false;
	*ret_day = read.from;
	return true;
}

bool
parked_words_read(const char *words, const GDate *today, GDate *ret_day, bool *ret_dated,
		  GError **error)
{
	static const char *const fronts[] = { " ",    "延至", "延到", "推到", "留到",
					      "留至", "到",   "至",   NULL };
	static const char *const open[] = { "再议", "下期", "以后", "以后再议", NULL };
	g_autofree char *plain = normal_form(words, G_NORMALIZE_NFKC);
	const char *p = plain;

	g_strchomp(plain);
	while (utf8_skip_any(&p, fronts))
		;
	*ret_dated = !g_strv_contains(open, p);
	if (!*ret_dated || read_weekday(p, today, ret_day) || read_edge(p, today, ret_day) ||
	    read_date(p, today, ret_day) || read_span(p, today, ret_day))
		return true;
	return errors_set(error, ERRORS_REFUSED, "%s",
			  _("until which day? write it: 暂缓 12月1日, 暂缓 下周三, or 暂缓 alone"));
}
