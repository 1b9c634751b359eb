/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * values_time — durations, hours, schedules and zones behind the `=`
 *
 * Not here: what they mean for a due time (config/calendar).
 */
#include "config/values.h"

#include <string.h>

#include "base/i18n.h"

#define DAY_S INT64_C(86400)
#define DAYS_MON_TO_SUN 0x7fu

bool
values_period(const Line *line, bool working, Period *ret_period, GPtrArray *problems)
{
	static const struct {
		const char *unit;
		int64_t seconds; /* 0: working days */
	} units[] = {
		{ "s", 1 },	{ "m", 60 },	  { "h", 3600 },
		{ "d", DAY_S }, { "workday", 0 }, { "workdays", 0 },
	};
	char *end = NULL;
	guint64 number =
		g_ascii_isdigit(*line->value) ? g_ascii_strtoull(line->value, &end, 10) : 0;
	const char *unit = end ? end + strspn(end, " ") : "";

	for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
		int64_t seconds = units[i].seconds;
		guint64 most = (guint64)(VALUES_LONGEST_DAYS * (seconds ? DAY_S / seconds : 1));

		if (strcmp(units[i].unit, unit) != 0)
			continue;
		if (!seconds && !working) {
			lines_problem_value(problems, line,
					    _("“%s” runs by the clock, holidays included; write "
					      "30s, 20m, 2h or 3d"),
					    line->key);
			return false;
		}
		if (number < 1 || number > most) {
			lines_problem_value(problems, line, _("“%s” must be 1 to %d days"),
					    line->key, VALUES_LONGEST_DAYS);
			return false;
		}
		ret_period->working = seconds == 0;
		ret_period->amount = (int64_t)number * (seconds ? seconds : 1);
		return true;
	}
	lines_problem_value(problems, line,
			    working ? _("“%s” must be a time like 30s, 20m, 2h, 3d, 1 workday "
					"or 2 workdays")
				    : _("“%s” must be a time like 30s, 20m, 2h or 3d"),
			    line->key);
	return false;
}

int
values_minutes(const char *text)
{
	int hour, minute;
	size_t n_hour = strspn(text, "0123456789");

	if (n_hour < 1 || n_hour > 2 || text[n_hour] != ':' || strlen(text) != n_hour + 3 ||
	    !g_ascii_isdigit(text[n_hour + 1]) || !g_ascii_isdigit(text[n_hour + 2]))
		return -1;
	hour = (int)g_ascii_strtoull(text, NULL, 10);
	minute = (text[n_hour + 1] - '0') * 10 + text[n_hour + 2] - '0';
	if (minute > 59 || hour * 60 + minute > 24 * 60)
		return -1;
	return hour * 60 + minute;
}

bool
values_hours(const Line *line, CalendarHours *ret_hours, size_t *ret_n, GPtrArray *problems)
{
	g_autoptr(GPtrArray) words = lines_words(line, false);
	CalendarHours hours[CALENDAR_MAX_HOURS];
	int last = 0;

	if (words->len < 1 || words->len > CALENDAR_MAX_HOURS) {
		lines_problem_value(problems, line,
				    _("“%s” must be 1 to %d stretches like "
				      "08:30-12:00, 14:30-18:00"),
				    line->key, CALENDAR_MAX_HOURS);
		return false;
	}
	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];
		g_auto(GStrv) ends = g_strsplit(word->text, "-", 3);
		bool two = g_strv_length(ends) == 2;

		hours[i].from = two ? values_minutes(g_strstrip(ends[0])) : -1;
		hours[i].until = two ? values_minutes(g_strstrip(ends[1])) : -1;
		if (hours[i].from < 0 || hours[i].until <= hours[i].from) {
			lines_problem(problems, line->file, line->line, word->column,
				      _("“%s” is no stretch of hours like 08:30-12:00"),
				      word->text);
			return false;
		}
		if (hours[i].from < last) {
			lines_problem(problems, line->file, line->line, word->column,
				      _("“%s” begins before the stretch before it ends"),
				      word->text);
			return false;
		}
		last = hours[i].until;
	}
	memcpy(ret_hours, hours, sizeof *hours * words->len);
	*ret_n = words->len;
	return true;
}

static int
values_day(const char *text)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	for (int i = 0; i < 7; i++)
		if (g_ascii_strcasecmp(days[i], text) == 0)
			return i;
	return -1;
}

/* `Mon`, `Mon-Fri` or `daily` as days; 0 when it is none. */
static unsigned
values_days(const char *text)
{
	g_auto(GStrv) ends = g_strsplit(text, "-", 3);
	guint n_ends = g_strv_length(ends);
	unsigned days = 0;
	int from = n_ends ? values_day(ends[0]) : -1;
	int until = n_ends == 2 ? values_day(ends[1]) : from;

	if (g_ascii_strcasecmp(text, "daily") == 0)
		return DAYS_MON_TO_SUN;
	if (from < 0 || until < 0 || n_ends > 2)
		return 0;
	for (int day = from;; day = (day + 1) % 7) {
		days |= 1u << day;
		if (day == until)
			return days;
	}
}

static int
values_compare_minutes(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* One word of a schedule: a day before the first time, then times only. */
static bool
values_schedule_word(const Line *line, const LinesWord *word, unsigned *days, GArray *minutes,
		     GPtrArray *problems)
{
	unsigned more = minutes->len == 0 ? values_days(word->text) : 0;
	int minute = more ? -1 : values_minutes(word->text);

	*days |= more;
	if (!more && (minute < 0 || minute == 24 * 60 || *days == 0)) {
		lines_problem(problems, line->file, line->line, word->column,
			      _("“%s” does not fit: write at-once, or days and times like "
				"Mon-Fri 16:00 or Mon,Wed 9:00"),
			      word->text);
		return false;
	}
	if (minute >= 0)
		g_array_append_val(minutes, minute);
	return true;
}

bool
values_schedule(const Line *line, Schedule *schedule, GPtrArray *problems)
{
	g_autoptr(GPtrArray) words = lines_words(line, true);
	g_autoptr(GArray) minutes = g_array_new(FALSE, FALSE, sizeof(int));
	const int end = -1;
	unsigned days = 0;

	if (strcmp(line->value, "at-once") == 0) {
		schedule->at_once = true;
		return true;
	}
	for (guint i = 0; i < words->len; i++)
		if (!values_schedule_word(line, words->pdata[i], &days, minutes, problems))
			return false;
	if (minutes->len == 0 || minutes->len > VALUES_MAX_TIMES) {
		lines_problem_value(problems, line,
				    minutes->len ? _("“%s” names too many times")
						 : _("“%s” needs a time: Mon-Fri 16:00"),
				    line->key);
		return false;
	}
	g_array_sort(minutes, values_compare_minutes);
	g_array_append_val(minutes, end);
	schedule->days = days;
	g_free(schedule->minutes);
	schedule->minutes = (int *)g_array_free(g_steal_pointer(&minutes), FALSE);
	return true;
}

bool
values_zone(const Line *line, GPtrArray *problems)
{
	g_autoptr(GTimeZone) zone = NULL;
	bool plain = g_ascii_isalpha(*line->value) && !strstr(line->value, "..");

	/* The name becomes a path below the zone files, so only its own letters may stand in it. */
	for (const char *p = line->value; *p; p++)
		plain = plain && (g_ascii_isalnum(*p) || strchr("/_+-", *p));
	if (plain)
		zone = g_time_zone_new_identifier(line->value);
	if (!zone) {
		lines_problem_value(problems, line,
				    _("“%s” is no time zone that this system knows; write a name "
				      "like Asia/Shanghai"),
				    line->value);
		return false;
	}
	return true;
}
