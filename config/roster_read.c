/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster_read — the bytes of people.csv into a checked roster
 *
 * First each line for itself, then what lines say about each other: dates of
 * one address that overlap, deputies who are nowhere in the file.
 */
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/lines.h"
#include "config/calendar_days.h"
#include "config/csv.h"
#include "config/roster.h"
#include "config/roster_lines.h"
#include "config/values.h"

enum {
	COLUMN_ADDRESS,
	COLUMN_NAME,
	COLUMN_UNIT,
	COLUMN_ROLE,
	COLUMN_FROM,
	COLUMN_UNTIL,
	COLUMN_SECTION,
	COLUMN_PERSON,
	COLUMN_PHONE,
	COLUMN_CLASS,
	COLUMN_TOPICS,
	COLUMN_DEPUTY,
	N_COLUMNS,
};

#define N_REQUIRED (COLUMN_UNTIL + 1)

static const char *const column_names[] = { "address", "name",	  "unit",   "role",  "from",
					    "until",   "section", "person", "phone", "class",
					    "topics",  "deputy",  NULL };

typedef struct {
	const char *file, *zone;
	GPtrArray *problems, *notes;
	int column[N_COLUMNS]; /* index of the cell; -1: the file has none */
	Roster *roster;
	GPtrArray *rows; /* CsvRow of each person, for the second pass */
} Reading;

static void G_GNUC_PRINTF(4, 5) roster_read_problem(const Reading *reading, const CsvRow *row,
						    int column, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	lines_problem(reading->problems, reading->file, row->line,
		      csv_column(row, reading->column[column]), "%s", text);
}

static const char *
roster_read_cell(const Reading *reading, const CsvRow *row, int column)
{
	return csv_cell(row, reading->column[column]);
}

static bool
roster_read_header(Reading *reading, const CsvRow *row)
{
	guint n_problems = reading->problems->len;

	for (int i = 0; i < N_COLUMNS; i++)
		reading->column[i] = -1;
	for (guint i = 0; i < row->cells->len; i++) {
		const CsvCell *cell = row->cells->pdata[i];
		int known = 0;

		while (known < N_COLUMNS &&
		       g_ascii_strcasecmp(column_names[known], cell->text) != 0)
			known++;
		if (known == N_COLUMNS && *cell->text) {
			g_autofree char *hint = lines_suggestion(cell->text, column_names);

			lines_problem(reading->problems, reading->file, cell->line, cell->column,
				      _("unknown column “%s”%s"), cell->text, hint);
		} else if (known < N_COLUMNS && reading->column[known] >= 0) {
			lines_problem(reading->problems, reading->file, cell->line, cell->column,
				      _("the column “%s” stands twice"), cell->text);
		} else if (known < N_COLUMNS) {
			reading->column[known] = (int)i;
		}
	}
	for (int i = 0; i < N_REQUIRED; i++)
		if (reading->column[i] < 0)
			lines_problem(reading->problems, reading->file, row->line, 1,
				      _("the column “%s” is missing"), column_names[i]);
	return reading->problems->len == n_problems;
}

/* An empty cell is NULL. Yours. */
static char *
roster_read_text(const Reading *reading, const CsvRow *row, int column)
{
	const char *text = roster_read_cell(reading, row, column);

	if (strlen(text) > VALUES_MAX_NAME)
		roster_read_problem(reading, row, column, _("this is too long"));
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (g_unichar_iscntrl(g_utf8_get_char(p))) {
			roster_read_problem(reading, row, column,
					    _("a line break or control character stands in "
					      "this cell; delete it"));
			break;
		}
	return *text ? g_strdup(text) : NULL;
}

/* The moment a day begins, or with `after` the day after it. */
static int64_t
roster_read_date(const Reading *reading, const CsvRow *row, int column, int64_t open, bool after)
{
	const char *text = roster_read_cell(reading, row, column);
	GDate date;

	if (!*text)
		return open;
	if (!calendar_date(text, &date)) {
		roster_read_problem(reading, row, column, _("“%s” is no date like 2026-11-01"),
				    text);
		return open;
	}
	return calendar_day_start(reading->zone, g_date_get_julian(&date) + after);
}

static char **
roster_read_topics(Reading *reading, const CsvRow *row)
{
	const char *text = roster_read_cell(reading, row, COLUMN_TOPICS);
	g_auto(GStrv) parts = g_regex_split_simple("[;；、]", text, 0, 0);
	g_autoptr(GStrvBuilder) topics = g_strv_builder_new();
	int column = csv_column(row, reading->column[COLUMN_TOPICS]);

	for (char **part = parts; *part; part++) {
		int n_characters = (int)g_utf8_strlen(*part, -1);
		int n_blanks = n_characters - (int)g_utf8_strlen(g_strchug(*part), -1);

		if (*g_strchomp(*part)) {
			RosterTopic *topic = g_new0(RosterTopic, 1);

			topic->name = g_strdup(*part);
			topic->line = row->line;
			topic->column = column + n_blanks;
			if (strcmp(*part, "*") == 0) {
				g_free(topic->name);
				g_free(topic);
			} else {
				g_ptr_array_add(reading->roster->topics, topic);
			}
			g_strv_builder_add(topics, *part);
		}
		column += n_characters + 1;
	}
	return g_strv_builder_end(topics);
}

static void
roster_read_role(const Reading *reading, const CsvRow *row, Person *person)
{
	const char *word = roster_read_cell(reading, row, COLUMN_ROLE);
	const char *words[ROLE_OPERATOR + 2] = { NULL };
	g_autofree char *hint = NULL;

	if (role_from_word(word, &person->role))
		return;
	for (int i = 0; i <= ROLE_OPERATOR; i++)
		words[i] = role_word((Role)i);
	hint = lines_suggestion(word, words);
	if (!*word)
		roster_read_problem(reading, row, COLUMN_ROLE, _("the role is missing"));
	else
		roster_read_problem(reading, row, COLUMN_ROLE, _("unknown role “%s”%s"), word,
				    hint);
}

/* Does not return NULL: a faulty line is kept so that others may refer to it. */
static Person *
roster_read_person(Reading *reading, const CsvRow *row)
{
	Person *person = g_new0(Person, 1);
	const char *address = roster_read_cell(reading, row, COLUMN_ADDRESS);

	person->line = row->line;
	if (!values_address(address, &person->address)) {
		roster_read_problem(reading, row, COLUMN_ADDRESS,
				    *address ? _("“%s” is no mail address")
					     : _("the address is missing%s"),
				    address);
		person->address = g_strdup(address);
	}
	person->name = roster_read_text(reading, row, COLUMN_NAME);
	if (!person->name)
		person->name = g_strdup("");
	person->unit = roster_read_text(reading, row, COLUMN_UNIT);
	if (!person->unit) {
		roster_read_problem(reading, row, COLUMN_UNIT, _("the unit is missing"));
		person->unit = g_strdup("");
	}
	roster_read_role(reading, row, person);
	person->from_us = roster_read_date(reading, row, COLUMN_FROM, INT64_MIN, false);
	person->until_us = roster_read_date(reading, row, COLUMN_UNTIL, INT64_MAX, true);
	if (person->until_us <= person->from_us)
		roster_read_problem(reading, row, COLUMN_UNTIL, _("this day is before “from”"));
	person->section = roster_read_text(reading, row, COLUMN_SECTION);
	person->person = roster_read_text(reading, row, COLUMN_PERSON);
	if (!person->person)
		person->person = g_strdup(person->address);
	person->phone = roster_read_text(reading, row, COLUMN_PHONE);
	person->class_name = roster_read_text(reading, row, COLUMN_CLASS);
	person->deputy = roster_read_text(reading, row, COLUMN_DEPUTY);
	person->topics = roster_read_topics(reading, row);
	return person;
}

static void
roster_read_overlap(const Reading *reading, const CsvRow *row, const Person *person)
{
	const GPtrArray *lines = roster_lines(reading->roster, person->address);

	for (guint i = 0; *person->address && i < lines->len && lines->pdata[i] != person; i++) {
		const Person *other = lines->pdata[i];

		if (person->from_us < other->until_us && other->from_us < person->until_us)
			roster_read_problem(reading, row, COLUMN_ADDRESS,
					    _("the dates of %s overlap with those in line %d"),
					    person->address, other->line);
	}
}

static bool
roster_read_approves(const Person *person)
{
	return person->role == ROLE_EDITOR || person->role == ROLE_CHIEF ||
	       person->role == ROLE_LEADER || person->role == ROLE_SECRECY;
}

static void
roster_read_deputy(const Reading *reading, const CsvRow *row, const Person *person)
{
	if (!person->deputy) {
		if (roster_read_approves(person) && person->until_us > clock_now_us())
			lines_problem(reading->notes, reading->file, row->line,
				      csv_column(row, reading->column[COLUMN_ADDRESS]),
				      _("%s (%s) has no deputy: nobody decides when this person "
					"is away"),
				      person->address, role_word(person->role));
		return;
	}
	if (g_ascii_strcasecmp(person->deputy, person->address) == 0)
		roster_read_problem(reading, row, COLUMN_DEPUTY, _("nobody is their own deputy"));
	else if (!roster_names(reading->roster, person->deputy))
		roster_read_problem(reading, row, COLUMN_DEPUTY,
				    _("the deputy %s is no address in this file"), person->deputy);
}

static void
roster_read_together(const Reading *reading)
{
	bool decider = false;

	for (guint i = 0; i < reading->rows->len; i++) {
		const Person *person = reading->roster->people->pdata[i];

		roster_read_overlap(reading, reading->rows->pdata[i], person);
		roster_read_deputy(reading, reading->rows->pdata[i], person);
		decider = decider || person->role == ROLE_EDITOR || person->role == ROLE_CHIEF;
	}
	if (!decider)
		lines_problem(reading->notes, reading->file, 1, 1,
			      _("there is no editor and no chief: nobody can decide"));
}

Roster *
roster_read(const char *file, const char *zone, const char *bytes, size_t n_bytes,
	    GPtrArray *problems, GPtrArray *notes)
{
	guint n_problems = problems->len;
	g_autofree char *text = lines_utf8(file, bytes, n_bytes, problems);
	g_autoptr(GPtrArray) rows = text ? csv_parse(file, text, false, problems) : NULL;
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	g_autoptr(Roster) roster = roster_new();
	Reading reading = { .file = file,
			    .zone = zone,
			    .problems = problems,
			    .notes = notes,
			    .roster = roster,
			    .rows = kept };

	if (!rows)
		return NULL;
	if (rows->len == 0) {
		if (problems->len == n_problems)
			lines_problem(problems, file, 1, 1,
				      _("the header line is missing: address,name,unit,role,from,"
					"until"));
		return NULL;
	}
	if (!roster_read_header(&reading, rows->pdata[0]))
		return NULL;
	for (guint i = 1; i < rows->len; i++) {
		CsvRow *row = rows->pdata[i];

		if (row->cells->len > ((const CsvRow *)rows->pdata[0])->cells->len)
			lines_problem(problems, file, row->line, 1,
				      _("this line has more cells than the header line"));
		roster_add(roster, roster_read_person(&reading, row));
		g_ptr_array_add(kept, row);
	}
	roster_read_together(&reading);
	return problems->len == n_problems ? g_steal_pointer(&roster) : NULL;
}
