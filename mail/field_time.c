/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field_time — the moment a report speaks of
 *
 * Scans for digits followed by 年, 月 or a dash and reads the date and the time of
 * day behind it; impossible dates are passed over.
 */
#include "mail/field_time.h"

#include <glib.h>
#include <string.h>

typedef struct Moment {
	int year, month, day, hour, minute; /* year 0: not named */
} Moment;

static const char *
number(const char *p, int max_digits, int *ret_value)
{
	int n = 0;

	while (*p == ' ')
		p++;
	*ret_value = 0;
	for (; n < max_digits && g_ascii_isdigit(p[n]); n++)
		*ret_value = *ret_value * 10 + (p[n] - '0');
	return n > 0 && !g_ascii_isdigit(p[n]) ? p + n : NULL;
}

/* `word` (after blanks) at p: the place after it, or NULL. */
static const char *
word(const char *p, const char *wanted)
{
	while (*p == ' ')
		p++;
	return g_str_has_prefix(p, wanted) ? p + strlen(wanted) : NULL;
}

static const char *
either(const char *p, const char *a, const char *b)
{
	const char *after = word(p, a);

	return after != NULL ? after : word(p, b);
}

/* 14时20分, 下午2点半, 14:20 behind a date; nothing is midnight. */
static void
time_read(const char *p, Moment *ret)
{
	static const char *const afternoon[] = { "下午", "晚上", "傍晚", "晚", "当晚", NULL };
	static const char *const morning[] = { "上午", "凌晨", "早上", "清晨", "早", "中午", NULL };
	const char *next = NULL;
	bool late = false;
	int hour, minute = 0;

	for (size_t i = 0; afternoon[i] != NULL && next == NULL; i++)
		next = word(p, afternoon[i]);
	late = next != NULL;
	for (size_t i = 0; morning[i] != NULL && next == NULL; i++)
		next = word(p, morning[i]);
	if (next != NULL)
		p = next;
	if (*p == 'T')
		p++;
	next = number(p, 2, &hour);
	if (next == NULL || hour > 24)
		return;
	p = either(next, "时", "点");
	if (p == NULL)
		p = either(next, ":", "：");
	if (p == NULL)
		return;
	if (word(p, "半") != NULL)
		minute = 30;
	else if (number(p, 2, &minute) == NULL || minute > 59)
		minute = 0;
	ret->hour = (late && hour < 12 ? hour + 12 : hour) % 24;
	ret->minute = minute;
}

/* 昨日下午3时, 今晨: a day told from the day of writing. `local` is that day. */
static bool
day_word_read(const char *p, GDateTime *local, Moment *ret)
{
	static const struct {
		const char *word;
		int days;
	} days[] = { { "前天", 2 }, { "前日", 2 }, { "昨天", 1 }, { "昨日", 1 }, { "昨晚", 1 },
		     { "昨夜", 1 }, { "今天", 0 }, { "今日", 0 }, { "今晨", 0 }, { "今早", 0 } };

	for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
		g_autoptr(GDateTime) day = NULL;

		if (!g_str_has_prefix(p, days[i].word) ||
		    g_str_has_prefix(p + strlen(days[i].word), "的"))
			continue;
		day = g_date_time_add_days(local, -days[i].days);
		*ret = (Moment){ 0 };
		g_date_time_get_ymd(day, &ret->year, &ret->month, &ret->day);
		/* 昨晚8点: the word's second half is the time of day. */
		p += strlen("昨");
		time_read(g_str_has_prefix(p, "晚") ? p : p + strlen("天"), ret);
		return true;
	}
	return false;
}

/* 27日上午 without a month: the last such day. A number of days (3日内) is none. */
static bool
day_read(const char *p, GDateTime *local, Moment *ret)
{
	static const char *const behind[] = { "上午", "下午", "凌晨", "晚", "早", "清晨",
					      "中午", "傍晚", "夜间", "，", "," };
	bool day = false;
	const char *next;

	*ret = (Moment){ 0 };
	next = number(p, 2, &ret->day);
	next = next != NULL ? word(next, "日") : NULL;
	for (size_t i = 0; next != NULL && i < G_N_ELEMENTS(behind); i++)
		day |= g_str_has_prefix(next, behind[i]);
	if (!day && !(next != NULL && g_ascii_isdigit(*next)))
		return false;
	ret->year = g_date_time_get_year(local);
	ret->month = g_date_time_get_month(local);
	if (ret->day > g_date_time_get_day_of_month(local)) {
		ret->year -= ret->month == 1;
		ret->month = ret->month == 1 ? 12 : ret->month - 1;
	}
	time_read(next, ret);
	return true;
}

/* Does a sentence or one of its parts begin here? */
static bool
is_start(const char *text, const char *p)
{
	static const char *const before[] = { "\n", " ", "　", "。", "，", "；", "：", "“", "（" };

	for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
		if ((size_t)(p - text) >= strlen(before[i]) &&
		    strncmp(p - strlen(before[i]), before[i], strlen(before[i])) == 0)
			return true;
	return p == text;
}

/* A date at p: true with *ret set. */
static bool
date_read(const char *p, Moment *ret)
{
	const char *next;
	int first;

	*ret = (Moment){ 0 };
	next = number(p, 4, &first);
	if (next == NULL)
		return false;
	if (word(next, "年") != NULL && first >= 1990) {
		ret->year = first;
		next = number(word(next, "年"), 2, &ret->month);
	} else if ((*next == '-' || *next == '/' || *next == '.') && first >= 1990) {
		char dash = *next;

		ret->year = first;
		next = number(next + 1, 2, &ret->month);
		if (next == NULL || *next != dash)
			return false;
		next = number(next + 1, 2, &ret->day);
		if (next != NULL)
			time_read(next, ret);
		return next != NULL;
	} else {
		ret->month = first;
	}
	next = next != NULL ? word(next, "月") : NULL;
	next = next != NULL ? number(next, 2, &ret->day) : NULL;
	next = next != NULL ? either(next, "日", "号") : NULL;
	if (next == NULL)
		return false;
	time_read(next, ret);
	return true;
}

static bool
moment_us(const Moment *moment, int year, GTimeZone *zone, int64_t *ret_us)
{
	g_autoptr(GDateTime) time = NULL;

	if (moment->month < 1 || moment->month > 12 || moment->day < 1 || moment->day > 31)
		return false;
	time = g_date_time_new(zone, year, moment->month, moment->day, moment->hour, moment->minute,
			       0);
	if (time == NULL)
		return false;
	*ret_us = g_date_time_to_unix(time) * G_USEC_PER_SEC;
	return true;
}

bool
field_time_read(const char *text, int64_t received_us, const char *zone, int64_t *ret_us)
{
	g_autoptr(GTimeZone) place = zone != NULL ? g_time_zone_new_identifier(zone) : NULL;
	g_autoptr(GDateTime) received = NULL, local = NULL;

	if (place == NULL)
		place = g_time_zone_new_utc();
	received = g_date_time_new_from_unix_utc(received_us / G_USEC_PER_SEC);
	local = received != NULL ? g_date_time_to_timezone(received, place) : NULL;
	if (local == NULL)
		return false;
	for (const char *p = text; *p != '\0'; p++) {
		Moment moment;
		int64_t found;
		int year;

		if (g_ascii_isdigit(*p)
			    ? (p > text && g_ascii_isdigit(p[-1])) ||
				      (!date_read(p, &moment) &&
				       !(is_start(text, p) && day_read(p, local, &moment)))
			    : !is_start(text, p) || !day_word_read(p, local, &moment))
			continue;
		year = moment.year != 0 ? moment.year : g_date_time_get_year(local);
		if (!moment_us(&moment, year, place, &found))
			continue;
		/* 12月30日 in a letter of January is last year's. */
		if (moment.year == 0 && found > received_us + INT64_C(2) * 86400 * G_USEC_PER_SEC &&
		    !moment_us(&moment, year - 1, place, &found))
			continue;
		*ret_us = found;
		return true;
	}
	return false;
}
