/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * leave_words — the days and the deputy of 请假 11-20至11-24 NAME代
 */
#include "pipeline/desk/leave_words.h"

#include "base/errors.h"
#include "base/i18n.h"
#include "base/text/normal.h"
#include "base/text/utf8.h"

#include <string.h>

/* A day as written; what was not said is 0. */
typedef struct {
	int year, month, day;
	int ahead; /* 今天 0, 明天 1 …; -1: a date */
} Said;

void
leave_words_clear(LeaveWords *words)
{
	g_clear_pointer(&words->name, g_free);
}

static bool
read_number(const char **at, size_t digits, int *ret_value)
{
	size_t n = strspn(*at, "0123456789");

	if (n == 0 || n > digits)
		return false;
	*ret_value = (int)g_ascii_strtoll(*at, NULL, 10);
	*at += n;
	return true;
}

/* 今天 明天 后天 */
static bool
read_near(const char **at, Said *said)
{
	static const struct {
		const char *word;
		int ahead;
	} near[] = { { "今天", 0 }, { "今日", 0 }, { "明天", 1 }, { "明日", 1 }, { "后天", 2 } };

	for (size_t i = 0; i < G_N_ELEMENTS(near); i++)
		if (utf8_skip(at, near[i].word)) {
			*said = (Said){ .ahead = near[i].ahead };
			return true;
		}
	return false;
}

/* 2026-11-20, 2026年11月20日, 11-20, 11.20, 11月20日, 20日; of an end also 24. */
static bool
read_day(const char **at, bool bare, Said *ret_said)
{
	static const char *const years[] = { "年", "-", "/", ".", NULL };
	static const char *const months[] = { "月", "-", "/", ".", NULL };
	static const char *const days[] = { "日", "号", NULL };
	Said said = { .ahead = -1 };
	const char *p = *at;

	if (read_near(at, ret_said))
		return true;
	if (strspn(p, "0123456789") == 4 &&
	    (!read_number(&p, 4, &said.year) || !utf8_skip_any(&p, years)))
		return false;
	if (!read_number(&p, 2, &said.day))
		return false;
	if (utf8_skip_any(&p, days)) {
		bare = true;
	} else {
		/* A separator and more digits: what was read is the month. */
		const char *behind = p;
		int month = said.day;

		if (utf8_skip_any(&behind, months) && read_number(&behind, 2, &said.day)) {
			said.month = month;
			p = behind;
			utf8_skip_any(&p, days);
		}
	}
	if (said.month == 0 && !bare)
		return false;
	*at = p;
	*ret_said = said;
	return true;
}

static bool
make_date(const Said *said, const GDate *today, int year, const Said *begin, GDate *ret_date)
{
	int month = said->month ? said->month : begin ? begin->month : 0;

	if (said->ahead >= 0) {
		*ret_date = *today;
		g_date_add_days(ret_date, (guint)said->ahead);
		return true;
	}
	if (said->year)
		year = said->year;
	if (year < 2000 || year > 9000 || month < 1 || month > 12 || said->day < 1 ||
	    !g_date_valid_dmy((GDateDay)said->day, (GDateMonth)month, (GDateYear)year))
		return false;
	g_date_clear(ret_date, 1);
	g_date_set_dmy(ret_date, (GDateDay)said->day, (GDateMonth)month, (GDateYear)year);
	return true;
}

/* The two days in this year of the beginning; an earlier end is of the next. */
static bool
make_both(const Said *from, const Said *until, const GDate *today, int year, LeaveWords *ret)
{
	int begin_year;

	if (!make_date(from, today, year, NULL, &ret->from))
		return false;
	begin_year = g_date_get_year(&ret->from);
	if (!make_date(until, today, begin_year, from, &ret->until))
		return false;
	if (g_date_compare(&ret->until, &ret->from) >= 0 || until->year || until->month == 0)
		return true;
	return make_date(until, today, begin_year + 1, from, &ret->until);
}

static bool
refuse(GError **error, const char *why)
{
	return errors_set(error, ERRORS_REFUSED, "%s", why);
}

/* The nearest year in which the days are not over. */
static bool
place_days(const Said *from, const Said *until, const GDate *today, LeaveWords *ret, GError **error)
{
	int year = g_date_get_year(today);

	for (int y = year - 1; y <= year + 1; y++) {
		if (!make_both(from, until, today, y, ret))
			continue;
		if (g_date_compare(&ret->until, &ret->from) < 0)
			return refuse(error, _("the last day lies before the first"));
		if (g_date_compare(&ret->until, today) < 0)
			continue;
		if (g_date_days_between(&ret->from, &ret->until) >= LEAVE_WORDS_DAYS)
			return refuse(error, _("this is more than half a year"));
		if (g_date_days_between(today, &ret->from) > LEAVE_WORDS_AHEAD)
			break;
		return true;
	}
	return refuse(error, _("these days are over, or none; write it: 请假 11-20至11-24 张三代"));
}

/* What is left: ，由编辑乙代 */
static char *
take_name(const char *p)
{
	static const char *const fronts[] = { " ",  ",", "，", "。", ";",  "；",
					      "、", ":", "：", "由", "请", NULL };
	static const char *const ends[] = { "代为办理", "代为处理", "代班", "代办", "代理", "顶班",
					    "代",	" ",	    "。",   ".",    "!",    NULL };
	g_autofree char *name = NULL;
	bool cut = true;

	while (utf8_skip_any(&p, fronts))
		;
	name = g_strdup(p);
	while (cut) {
		cut = false;
		for (size_t i = 0; ends[i] && !cut; i++)
			if (g_str_has_suffix(name, ends[i])) {
				name[strlen(name) - strlen(ends[i])] = '\0';
				cut = true;
			}
	}
	return g_steal_pointer(&name);
}

bool
leave_words_read(const char *words, const GDate *today, LeaveWords *ret, GError **error)
{
	static const char *const to[] = { "至", "到", "-", "~", "—", "–", NULL };
	static const char *const whole[] = { "全天", "一天", "1天", "当天", NULL };
	static const char *const half[] = { "上午", "下午", "中午", "晚", NULL };
	g_autofree char *plain = normal_form(words, G_NORMALIZE_NFKC);
	const char *p = plain;
	Said from, until;
	bool range = false;

	p += strspn(p, " ");
	if (!read_day(&p, true, &from))
		return refuse(error, _("from when to when? write it: 请假 11-20至11-24 张三代"));
	p += strspn(p, " ");
	while (utf8_skip_any(&p, to))
		range = true;
	p += strspn(p, " ");
	until = from;
	if (range && !read_day(&p, true, &until))
		return refuse(error, _("from when to when? write it: 请假 11-20至11-24 张三代"));
	p += strspn(p, " ");
	if (utf8_skip_any(&p, half))
		return refuse(error, _("a deputy stands in for whole days"));
	utf8_skip_any(&p, whole);
	if (from.month == 0 && from.ahead < 0) {
		from.month = g_date_get_month(today);
		until.month = until.month ? until.month : from.month;
	}
	if (!place_days(&from, &until, today, ret, error))
		return false;
	ret->name = take_name(p);
	return true;
}
