/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field_time — the moment a report speaks of
 *
 * Scans for digits followed by 年, 月 or a dash, Chinese ones (十一月) too, and for 今日, 昨晚,
 * 上周五, 23日15时, and reads the date and the time of day behind it; impossible dates are
 * passed over.
 */
#include "mail/field_time.h"

#include "base/text/normal.h"
#include "base/text/utf8.h"

#include <glib.h>
#include <string.h>

typedef struct Moment {
	int year, month, day, hour, minute; /* year 0: not named */
} Moment;

/* The value of a Chinese digit at p: 0 to 9, 10 for 十; -1: none. */
static int
han_digit(const char *p)
{
	static const gunichar digits[] = U"〇一二三四五六七八九十";
	gunichar c = g_utf8_get_char(p);

	if (c == 0x96F6 || c == 0x25CB) /* 零 ○ */
		return 0;
	for (int i = 0; digits[i] != 0; i++)
		if (digits[i] == c)
			return i;
	return -1;
}

/* 二十八, 十六, 二〇二六: at most so many characters; the place after it, or NULL. */
static const char *
han_number(const char *p, int max_digits, int *ret_value)
{
	bool tens = false;
	int n = 0, digit;

	for (; (digit = han_digit(p)) >= 0; n++, p = g_utf8_next_char(p)) {
		if (n >= max_digits + 1 || (tens && digit == 10))
			return NULL;
		if (digit == 10)
			*ret_value = MAX(*ret_value, 1) * 10;
		else if (tens)
			*ret_value += digit;
		else
			*ret_value = *ret_value * 10 + digit;
		tens |= digit == 10;
	}
	return n > 0 ? p : NULL;
}

/* The place after a number of so many digits at p (after blanks), or NULL. */
static const char *
number(const char *p, int max_digits, int *ret_value)
{
	int n = 0;

	while (*p == ' ')
		p++;
	*ret_value = 0;
	if (!g_ascii_isprint(*p))
		return han_number(p, max_digits, ret_value);
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

/* The hours that 12 is added to: none, all before noon, the same with 12 itself (晚12点 is
 * midnight), those of the evening (深夜1时 is past midnight). */
typedef enum Half { HALF_EARLY, HALF_LATE, HALF_EVENING, HALF_NIGHT } Half;

/* 下午, 凌晨 and the like at p: the place after it, or NULL. Where one begins another the longer
 * stands first. */
static const char *
period(const char *p, Half *ret_half)
{
	static const struct {
		const char *said;
		Half half;
	} periods[] = {
		{ "下午", HALF_LATE },	{ "晚上", HALF_EVENING }, { "晚间", HALF_EVENING },
		{ "傍晚", HALF_LATE },	{ "当晚", HALF_EVENING }, { "晚", HALF_EVENING },
		{ "夜间", HALF_NIGHT }, { "夜里", HALF_NIGHT },	  { "深夜", HALF_NIGHT },
		{ "夜", HALF_NIGHT },	{ "上午", HALF_EARLY },	  { "凌晨", HALF_EARLY },
		{ "早上", HALF_EARLY }, { "早晨", HALF_EARLY },	  { "清晨", HALF_EARLY },
		{ "中午", HALF_EARLY }, { "早", HALF_EARLY },	  { "晨", HALF_EARLY },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
		const char *next = word(p, periods[i].said);

		if (next != NULL) {
			*ret_half = periods[i].half;
			return next;
		}
	}
	return NULL;
}

/* 14时20分, 下午2点半, 14:20 behind a date; false: nothing, which is midnight. */
static bool
time_read(const char *p, Moment *ret)
{
	Half half = HALF_EARLY;
	const char *next = period(p, &half);
	int hour, minute = 0;

	if (next != NULL)
		p = next;
	if (*p == 'T')
		p++;
	next = number(p, 2, &hour);
	if (next == NULL || hour > 24)
		return false;
	p = either(next, "时", "点");
	if (p == NULL)
		p = either(next, ":", "：");
	if (p == NULL)
		return false;
	if (word(p, "半") != NULL)
		minute = 30;
	else if (number(p, 2, &minute) == NULL || minute > 59)
		minute = 0;
	if (hour < 12
		    ? half == HALF_LATE || half == HALF_EVENING || (half == HALF_NIGHT && hour >= 6)
		    : hour == 12 && half >= HALF_EVENING)
		hour += 12;
	ret->hour = hour; /* 24 is the beginning of the next day */
	ret->minute = minute;
	return true;
}

/* 27—28日: behind the last day of a range, or p. */
static const char *
behind_range(const char *p)
{
	static const char *const dashes[] = { "-", "—", "–", "~", "～", "至", "、", NULL };
	const char *at = p;
	int day;

	while (utf8_skip_any(&at, dashes))
		;
	at = at > p ? number(at, 2, &day) : NULL;
	return at != NULL ? at : p;
}

/* 28日（星期六）: behind the brackets, or p. */
static const char *
behind_weekday(const char *p)
{
	static const char *const opens[] = { "（周", "（星期", "(周", "(星期", NULL };
	const char *at = p, *close;

	if (!utf8_skip_any(&at, opens) || *at == '\0')
		return p;
	close = g_utf8_next_char(at);
	close = either(close, "）", ")");
	return close != NULL ? close : p;
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
	next = next != NULL ? behind_range(next) : NULL;
	next = next != NULL ? either(next, "日", "号") : NULL;
	if (next == NULL)
		return false;
	time_read(behind_weekday(next), ret);
	return true;
}

/* 今, 昨, 前 (天, 日, 晚) at p: the place after it and how many days ago; NULL: none of them. */
static const char *
days_ago(const char *p, int *ret_ago)
{
	static const char *const words[] = { "今", "昨", "前天", "前日", "前晚" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (word(p, words[i]) != NULL) {
			*ret_ago = (int)MIN(i, 2);
			return word(p, *ret_ago == 2 ? "前" : words[i]);
		}
	return NULL;
}

/* 上周五, 本周六 at p: how many days ago; the place after it, or NULL. A day of this week that is
 * still to come is none. */
static const char *
weekday_ago(const char *p, GDateTime *local, int *ret_ago)
{
	static const char *const weeks[] = { "上周",   "上星期", "上个星期", "本周",
					     "本星期", "这周",	 "这个星期", NULL };
	static const char *const days[] = { "一", "二", "三", "四", "五", "六", "日", "天" };
	const char *at = p;
	bool last = g_str_has_prefix(p, "上");

	if (!utf8_skip_any(&at, weeks))
		return NULL;
	for (int i = 0; i < (int)G_N_ELEMENTS(days); i++)
		if (g_str_has_prefix(at, days[i])) {
			*ret_ago = g_date_time_get_day_of_week(local) - (i == 7 ? 7 : i + 1) +
				   (last ? 7 : 0);
			return *ret_ago >= 0 ? at + strlen(days[i]) : NULL;
		}
	return NULL;
}

/* 今日8时, 昨晚, 本月20日, 23日15时 at p: a day as seen from `local`, when the letter came. A bare
 * 30日 is as good a term of thirty days: an hour must follow. */
static bool
day_read(const char *p, GDateTime *local, Moment *ret)
{
	int ago;
	const char *next = days_ago(p, &ago);
	Half half;

	next = next != NULL ? next : weekday_ago(p, local, &ago);

	*ret = (Moment){ .year = g_date_time_get_year(local),
			 .month = g_date_time_get_month(local) };
	if (next != NULL) {
		g_autoptr(GDateTime) day = g_date_time_add_days(local, -ago);
		const char *after = either(next, "日", "天");

		ret->year = g_date_time_get_year(day);
		ret->month = g_date_time_get_month(day);
		ret->day = g_date_time_get_day_of_month(day);
		next = after != NULL ? after : next;
		return time_read(next, ret) || period(next, &half) != NULL;
	}
	next = word(p, "本月");
	if (next != NULL) {
		next = number(next, 2, &ret->day);
		next = next != NULL ? either(next, "日", "号") : NULL;
		if (next != NULL)
			time_read(next, ret);
		return next != NULL;
	}
	next = number(p, 2, &ret->day);
	next = next != NULL ? word(next, "日") : NULL;
	if (next == NULL || !time_read(next, ret))
		return false;
	if (ret->day > g_date_time_get_day_of_month(local)) {
		g_autoptr(GDateTime) before = g_date_time_add_months(local, -1);

		ret->year = g_date_time_get_year(before);
		ret->month = g_date_time_get_month(before);
	}
	return true;
}

static bool
follows_han_digit(const char *text, const char *p)
{
	return p - text >= 3 && han_digit(p - 3) >= 0;
}

/* Does a date begin at p, whatever stands before it? */
static bool
moment_read(const char *text, const char *p, GDateTime *local, Moment *ret)
{
	if (g_ascii_isdigit(*p))
		return (p == text || !g_ascii_isdigit(p[-1])) &&
		       (date_read(p, ret) || day_read(p, local, ret));
	if ((guchar)*p < 0xE3)
		return false;
	if (han_digit(p) >= 0)
		return !follows_han_digit(text, p) && date_read(p, ret);
	return (g_str_has_prefix(p, "今") || g_str_has_prefix(p, "昨") ||
		g_str_has_prefix(p, "前") || g_str_has_prefix(p, "本") ||
		g_str_has_prefix(p, "上") || g_str_has_prefix(p, "这")) &&
	       day_read(p, local, ret);
}

/* 去年, 前年 before the date at p: the year it names, or `year`. */
static int
year_before(const char *text, const char *p, int year)
{
	static const char *const words[] = { "去年", "上年", "前年" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(p - text) >= n && memcmp(p - n, words[i], n) == 0)
			return year - (i == 2 ? 2 : 1);
	}
	return year;
}

/* 拟于, 将于, 计划于 before the date at p: it is still to come. */
static bool
is_planned(const char *text, const char *p)
{
	static const char *const words[] = { "将于", "拟于", "计划于", "计划", "定于",
					     "预计", "将在", "拟在",   "拟",   "定在" };

	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(p - text) >= n && memcmp(p - n, words[i], n) == 0)
			return true;
	}
	return false;
}

static bool
moment_us(const Moment *moment, int year, GTimeZone *zone, int64_t *ret_us)
{
	g_autoptr(GDateTime) time = NULL;

	if (moment->month < 1 || moment->month > 12 || moment->day < 1 || moment->day > 31)
		return false;
	time = g_date_time_new(zone, year, moment->month, moment->day, moment->hour % 24,
			       moment->minute, 0);
	if (time == NULL)
		return false;
	*ret_us = (g_date_time_to_unix(time) + moment->hour / 24 * INT64_C(86400)) * G_USEC_PER_SEC;
	return true;
}

bool
field_time_read(const char *text, int64_t received_us, const char *zone, int64_t *ret_us)
{
	g_autoptr(GTimeZone) place = zone != NULL ? g_time_zone_new_identifier(zone) : NULL;
	g_autoptr(GDateTime) received = NULL, local = NULL;
	g_autofree char *plain = normal_form(text, G_NORMALIZE_ALL_COMPOSE);

	if (place == NULL)
		place = g_time_zone_new_utc();
	received = g_date_time_new_from_unix_utc(received_us / G_USEC_PER_SEC);
	local = received != NULL ? g_date_time_to_timezone(received, place) : NULL;
	if (local == NULL)
		return false;
	for (const char *p = plain; *p != '\0'; p++) {
		Moment moment;
		int64_t found;
		int year;

		if (!moment_read(plain, p, local, &moment))
			continue;
		year = moment.year != 0 ? moment.year
					: year_before(plain, p, g_date_time_get_year(local));
		if (!moment_us(&moment, year, place, &found))
			continue;
		if (found > received_us && is_planned(plain, p))
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
