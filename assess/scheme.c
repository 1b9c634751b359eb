/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * scheme — the office's rules for points, as data
 *
 * Files are read with the grammar of base/lines; a section is a rule, and its
 * first line is what a ledger entry names.
 *
 * Promise: a scheme that loaded gives the same answer for the same case ever after.
 */
#include "assess/scheme.h"

#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/lines.h"

struct Scheme {
	GPtrArray *rules; /* SchemeRule */
	GTimeZone *zone;
	GByteArray *bytes;
	char *hash;
};

typedef struct {
	Scheme *scheme;
	GPtrArray *problems;
	GHashTable *names;  /* rule name → SchemeRule */
	GHashTable *seen;   /* keys of the rule that is being read */
	SchemeRule *rule;   /* NULL: before the first, or a section unknown here */
	const Line *head;   /* of the rule */
	bool unknown;	    /* in such a section: its keys are not looked at */
	bool event, points; /* the rule has said them */
} Reading;

static const char *const scheme_keys[] = { "event", "journal", "level",	 "kind", "points",
					   "from",  "until",   "source", NULL };

static void
scheme_free_rule(void *data)
{
	SchemeRule *rule = data;

	g_free(rule->where);
	g_free(rule->name);
	g_strfreev(rule->journals);
	g_strfreev(rule->levels);
	g_strfreev(rule->kinds);
	g_free(rule->source);
	g_free(rule);
}

void
scheme_free(Scheme *scheme)
{
	if (!scheme)
		return;
	g_ptr_array_unref(scheme->rules);
	g_time_zone_unref(scheme->zone);
	g_byte_array_unref(scheme->bytes);
	g_free(scheme->hash);
	g_free(scheme);
}

static Scheme *
scheme_new(void)
{
	Scheme *scheme = g_new0(Scheme, 1);

	scheme->rules = g_ptr_array_new_with_free_func(scheme_free_rule);
	scheme->bytes = g_byte_array_new();
	scheme->zone = g_time_zone_new_utc();
	scheme_set_zone(scheme, "Asia/Shanghai");
	return scheme;
}

void
scheme_set_zone(Scheme *scheme, const char *zone)
{
	GTimeZone *known = g_time_zone_new_identifier(zone);

	g_time_zone_unref(scheme->zone);
	scheme->zone = known ? known : g_time_zone_new_utc();
}

/* `10`, `2.5`, `-0.25` as hundredths. */
static bool
scheme_points(const char *text, int64_t *ret_hundredths)
{
	const char *at = *text == '-' ? text + 1 : text;
	size_t n_whole = strspn(at, "0123456789");
	int64_t hundredths;

	if (n_whole < 1 || n_whole > 6)
		return false;
	hundredths = g_ascii_strtoll(at, NULL, 10) * 100;
	at += n_whole;
	if (*at == '.') {
		size_t n_part = strspn(++at, "0123456789");

		if (n_part < 1 || n_part > 2)
			return false;
		hundredths += (at[0] - '0') * 10 + (n_part == 2 ? at[1] - '0' : 0);
		at += n_part;
	}
	if (*at || hundredths > SCHEME_MAX_POINTS * INT64_C(100))
		return false;
	*ret_hundredths = *text == '-' ? -hundredths : hundredths;
	return true;
}

/* `2026-01-31` as 20260131; 0 when it is no day. */
static int
scheme_day(const char *text)
{
	int number[3] = { 0 };
	size_t at = 0;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
		return 0;
	for (size_t i = 0; i < 10; i++) {
		if (i == 4 || i == 7) {
			at++;
			continue;
		}
		if (!g_ascii_isdigit(text[i]))
			return 0;
		number[at] = number[at] * 10 + text[i] - '0';
	}
	if (number[0] < 1900 ||
	    !g_date_valid_dmy((GDateDay)number[2], (GDateMonth)number[1], (GDateYear)number[0]))
		return 0;
	return number[0] * 10000 + number[1] * 100 + number[2];
}

static void
scheme_read_list(Reading *reading, const Line *line, char ***ret_words)
{
	g_autoptr(GPtrArray) words = lines_words(line, false);
	g_autoptr(GStrvBuilder) list = g_strv_builder_new();

	for (guint i = 0; i < words->len; i++) {
		const LinesWord *word = words->pdata[i];

		if (!*word->text)
			lines_problem(reading->problems, line->file, line->line, word->column,
				      _("an element of the list is missing here"));
		g_strv_builder_add(list, word->text);
	}
	if (words->len == 0)
		lines_problem_value(reading->problems, line, _("“%s” needs a value"), line->key);
	g_strfreev(*ret_words);
	*ret_words = g_strv_builder_end(list);
}

static void
scheme_read_event(Reading *reading, const Line *line)
{
	static const char *const words[] = { "issued", "adopted", NULL };
	g_autofree char *hint = lines_suggestion(line->value, words);

	reading->event = true;
	if (strcmp(line->value, "adopted") == 0)
		reading->rule->event = SCHEME_ADOPTED;
	else if (strcmp(line->value, "issued") != 0)
		lines_problem_value(reading->problems, line,
				    _("“event” must be issued or adopted%s"), hint);
}

static void
scheme_read_day(Reading *reading, const Line *line, int *ret_day)
{
	*ret_day = scheme_day(line->value);
	if (*ret_day == 0)
		lines_problem_value(reading->problems, line, _("“%s” is no date like 2026-11-01"),
				    line->value);
}

static void
scheme_read_value(Reading *reading, const Line *line)
{
	SchemeRule *rule = reading->rule;

	if (strcmp(line->key, "event") == 0)
		scheme_read_event(reading, line);
	else if (strcmp(line->key, "journal") == 0)
		scheme_read_list(reading, line, &rule->journals);
	else if (strcmp(line->key, "level") == 0)
		scheme_read_list(reading, line, &rule->levels);
	else if (strcmp(line->key, "kind") == 0)
		scheme_read_list(reading, line, &rule->kinds);
	else if (strcmp(line->key, "from") == 0)
		scheme_read_day(reading, line, &rule->from_day);
	else if (strcmp(line->key, "until") == 0)
		scheme_read_day(reading, line, &rule->until_day);
	else if (strcmp(line->key, "source") == 0) {
		rule->source = g_strdup(line->value);
	} else if (strcmp(line->key, "points") == 0) {
		reading->points = true;
		if (!scheme_points(line->value, &rule->hundredths))
			lines_problem_value(reading->problems, line,
					    _("“points” must be a number like 10, 2.5 or -10, at "
					      "most %d"),
					    SCHEME_MAX_POINTS);
	}
}

static void
scheme_read_pair(Reading *reading, const Line *line)
{
	g_autofree char *hint = NULL;

	if (reading->unknown)
		return;
	if (!reading->rule) {
		lines_problem_key(reading->problems, line,
				  _("“%s” stands before the first [rule NAME]"), line->key);
		return;
	}
	if (!g_strv_contains(scheme_keys, line->key)) {
		hint = lines_suggestion(line->key, scheme_keys);
		lines_problem_key(reading->problems, line, _("unknown key “%s” in [rule]%s"),
				  line->key, hint);
		return;
	}
	if (!g_hash_table_add(reading->seen, line->key)) {
		lines_problem_key(reading->problems, line, _("“%s” is already set in this rule"),
				  line->key);
		return;
	}
	scheme_read_value(reading, line);
}

/* The rule that ends here must be whole. */
static void
scheme_read_end(Reading *reading)
{
	const SchemeRule *rule = reading->rule;

	if (!rule)
		return;
	if (!reading->event)
		lines_problem(reading->problems, reading->head->file, reading->head->line, 1,
			      _("[rule] needs “event = issued” or “event = adopted”"));
	if (!reading->points)
		lines_problem(reading->problems, reading->head->file, reading->head->line, 1,
			      _("[rule] needs “points = …”"));
	if (rule->event == SCHEME_ISSUED && (rule->levels || rule->kinds))
		lines_problem(reading->problems, reading->head->file, reading->head->line, 1,
			      _("“level” and “kind” fit adopted only, not issued"));
	if (rule->from_day && rule->until_day && rule->until_day < rule->from_day)
		lines_problem(reading->problems, reading->head->file, reading->head->line, 1,
			      _("“until” is before “from”"));
}

static void
scheme_read_section(Reading *reading, const Line *line)
{
	const SchemeRule *same;
	SchemeRule *rule;

	scheme_read_end(reading);
	reading->rule = NULL;
	reading->unknown = strcmp(line->key, "rule") != 0;
	if (reading->unknown) {
		lines_problem_key(reading->problems, line,
				  _("unknown section [%s]; a scheme holds [rule NAME]"), line->key);
		return;
	}
	if (!*line->value)
		lines_problem_value(reading->problems, line, _("[rule] needs a name: [rule NAME]"));
	same = g_hash_table_lookup(reading->names, line->value);
	if (same)
		lines_problem_value(reading->problems, line, _("the rule “%s” is already at %s"),
				    line->value, same->where);
	rule = g_new0(SchemeRule, 1);
	rule->where = g_strdup_printf("%s:%d", line->file, line->line);
	rule->name = g_strdup(line->value);
	g_ptr_array_add(reading->scheme->rules, rule);
	g_hash_table_insert(reading->names, rule->name, rule);
	g_hash_table_remove_all(reading->seen);
	reading->rule = rule;
	reading->head = line;
	reading->event = reading->points = false;
}

static void
scheme_read_lines(Reading *reading, const GPtrArray *lines)
{
	for (guint i = 0; i < lines->len; i++) {
		const Line *line = lines->pdata[i];

		if (line->kind == LINES_SECTION)
			scheme_read_section(reading, line);
		else if (line->kind == LINES_PAIR)
			scheme_read_pair(reading, line);
		else
			lines_problem_key(reading->problems, line,
					  _("a scheme includes no files; name them in [assess] "
					    "files"));
	}
	scheme_read_end(reading);
}

bool
scheme_add(Scheme *scheme, const char *name, const char *bytes, size_t n_bytes, GPtrArray *problems)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	Reading reading = { .scheme = scheme, .problems = problems, .names = names, .seen = seen };
	guint n_problems = problems->len;
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) lines = NULL;

	if (n_bytes > SCHEME_MAX_BYTES) {
		lines_problem(problems, name, 1, 1, _("longer than %u bytes"), SCHEME_MAX_BYTES);
		return false;
	}
	g_byte_array_append(scheme->bytes, (const guint8 *)bytes, (guint)n_bytes);
	g_free(scheme->hash);
	scheme->hash = hash_hex(scheme->bytes->data, scheme->bytes->len);
	for (guint i = 0; i < scheme->rules->len; i++) {
		SchemeRule *rule = scheme->rules->pdata[i];

		g_hash_table_insert(names, rule->name, rule);
	}
	text = lines_utf8(name, bytes, n_bytes, problems);
	if (!text)
		return false;
	lines = lines_parse(name, text, problems);
	scheme_read_lines(&reading, lines);
	return problems->len == n_problems;
}

Scheme *
scheme_load(const char *name, const char *bytes, size_t n_bytes, GPtrArray *problems)
{
	g_autoptr(Scheme) scheme = scheme_new();

	return scheme_add(scheme, name, bytes, n_bytes, problems) ? g_steal_pointer(&scheme) : NULL;
}

static int
scheme_local_day(const Scheme *scheme, int64_t at_us)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at_us / CLOCK_SECOND_US);
	g_autoptr(GDateTime) local = utc ? g_date_time_to_timezone(utc, scheme->zone) : NULL;

	return local ? g_date_time_get_year(local) * 10000 + g_date_time_get_month(local) * 100 +
			       g_date_time_get_day_of_month(local)
		     : 0;
}

/* An empty list fits everything; a list does not fit what is not said. */
static bool
scheme_fits(char **words, const char *word)
{
	return !words || (word && g_strv_contains((const char *const *)words, word));
}

const SchemeRule *
scheme_match(const Scheme *scheme, const SchemeCase *wanted)
{
	int day = scheme_local_day(scheme, wanted->at_us);

	for (guint i = 0; i < scheme->rules->len; i++) {
		const SchemeRule *rule = scheme->rules->pdata[i];

		if (rule->event == wanted->event && scheme_fits(rule->journals, wanted->journal) &&
		    scheme_fits(rule->levels, wanted->level) &&
		    scheme_fits(rule->kinds, wanted->kind) &&
		    (!rule->from_day || day >= rule->from_day) &&
		    (!rule->until_day || day <= rule->until_day))
			return rule;
	}
	return NULL;
}

const GPtrArray *
scheme_rules(const Scheme *scheme)
{
	return scheme->rules;
}

const char *
scheme_hash(const Scheme *scheme)
{
	return scheme->hash;
}
