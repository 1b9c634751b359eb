/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_parse — the lines of one rule file in, its sections out
 *
 * A line is blank, a # comment, a [section], include, KEY = value, let, when, or
 * a clause. Conditions are parsed at the end of their section, so that lets may
 * stand in any order. After an error parsing goes on with the next line.
 *
 * Not here: heads (rule_head), clauses (rule_clause), conditions (rule_when).
 */
#include "filters/rule_parse.h"

#include "base/i18n.h"
#include "base/lines.h"
#include "filters/rule_clause.h"
#include "filters/rule_cursor.h"
#include "filters/rule_head.h"
#include "filters/rule_text.h"
#include "filters/rule_when.h"

#include <string.h>

typedef struct {
	const char *file;
	RuleSet *set;
	GPtrArray *problems;
	RuleSection *section;		   /* NULL before the first and behind a bad head */
	bool skipping;			   /* behind a bad head: its lines are not judged */
	guint n_problems;		   /* when the section began */
	size_t given[RULE_WORD_UNTIL + 1]; /* line of each key of the section */
	int depth;			   /* of include */
	GArray *whens;			   /* RuleCursor, to be parsed at its end */
} Parser;

static void parse_file(const RuleFile *file, RuleSet *set, int depth, GPtrArray *problems);

/* The largest sum the clauses can give. */
static int
best_score(const RuleSection *section)
{
	int best = 0;

	for (guint i = 0; i < section->clauses->len; i++) {
		const RuleClause *clause = section->clauses->pdata[i];

		if (clause->score > 0 && best <= RULE_THRESHOLD_MAX)
			best += clause->score * (int)clause->max;
	}
	return best;
}

/* Of from and until, at the line of the later one. */
static void
check_window(const Parser *parser, const RuleSection *section)
{
	size_t line = MAX(parser->given[RULE_WORD_SINCE], parser->given[RULE_WORD_UNTIL]);
	RuleCursor cursor = { parser->file, line, "", "", parser->problems };

	if (line > 0)
		rule_window_check(&cursor, NULL, &section->window);
}

/* What only the whole section can tell. */
static void
end_section(Parser *parser)
{
	RuleSection *section = parser->section;
	size_t threshold = parser->given[RULE_WORD_THRESHOLD];

	if (section == NULL)
		return;
	for (guint i = 0; i < parser->whens->len; i++) {
		RuleWhen *when =
			rule_when_parse(&g_array_index(parser->whens, RuleCursor, i), section);

		if (when != NULL)
			g_ptr_array_add(section->whens, when);
	}
	g_array_set_size(parser->whens, 0);
	parser->section = NULL;
	check_window(parser, section);
	if (parser->problems->len > parser->n_problems)
		return;
	if (section->type == RULE_CHECK && section->say == NULL)
		lines_problem(parser->problems, parser->file, (int)section->line, 1,
			      _("“%s” has no say: write say = and what the editor shall read"),
			      section->name);
	else if (section->clauses->len == 0 && section->whens->len == 0)
		lines_problem(
			parser->problems, parser->file, (int)section->line, 1,
			section->lets->len > 0
				? _("“%s” has let but neither when nor a clause: it never hits")
				: _("“%s” has no clause: it never hits"),
			section->name);
	else if (section->type == RULE_TOPIC && best_score(section) < section->threshold)
		lines_problem(parser->problems, parser->file,
			      (int)(threshold > 0 ? threshold : section->line), 1,
			      _("“%s” can reach %d at most, its threshold is %d"), section->name,
			      best_score(section), section->threshold);
}

static bool
begin_section(Parser *parser, RuleCursor *cursor)
{
	const char *place;
	RuleSectionType type;
	g_autofree char *name = rule_head_parse(cursor, &type, &place), *key = NULL;
	const RuleSection *earlier;

	if (name == NULL)
		return false;
	key = g_strdup_printf("%d %s", (int)type, name);
	earlier = g_hash_table_lookup(parser->set->by_name, key);
	if (earlier != NULL)
		return rule_cursor_problem(cursor, place, _("“%s” is there already: %s:%zu"), name,
					   earlier->file, earlier->line);
	parser->section = rule_section_new(type, name);
	parser->section->file = parser->file;
	parser->section->line = cursor->line;
	g_ptr_array_add(parser->set->sections, parser->section);
	g_ptr_array_add(parser->set->by_type[type], parser->section);
	g_hash_table_insert(parser->set->by_name, g_steal_pointer(&key), parser->section);
	return true;
}

static bool
parse_number_value(RuleCursor *cursor, RuleWord key, int highest, int *ret_number)
{
	if (!rule_cursor_number(cursor, rule_cursor_name(key), 1, highest, ret_number))
		return false;
	if (!rule_cursor_at_end(cursor)) {
		rule_cursor_skip(cursor);
		return rule_cursor_problem(cursor, NULL, _("nothing may follow the number"));
	}
	return true;
}

static bool
add_example(const Parser *parser, const RuleCursor *cursor, bool wanted)
{
	g_autofree char *text = rule_head_trimmed(cursor->at);
	RuleExample *example;

	if (*text == '\0')
		return rule_cursor_problem(cursor, NULL, _("the example is empty"));
	example = g_new0(RuleExample, 1);
	example->text = g_steal_pointer(&text);
	example->wanted = wanted;
	example->file = parser->file;
	example->line = cursor->line;
	example->column = (size_t)g_utf8_pointer_to_offset(cursor->start, cursor->at) + 1;
	g_ptr_array_add(parser->section->examples, example);
	return true;
}

/* from = 2026-03-01, until = 2026-05-31. */
static bool
parse_window(Parser *parser, RuleCursor *cursor, const char *key, const char *place)
{
	bool since = rule_cursor_word(key) != RULE_WORD_UNTIL;

	if (parser->section->type == RULE_MARK)
		return rule_cursor_problem(cursor, place, _("%s does not stand in marks"), key);
	if (!rule_window_take(cursor, since, &parser->section->window))
		return false;
	parser->given[since ? RULE_WORD_SINCE : RULE_WORD_UNTIL] = cursor->line;
	if (rule_cursor_at_end(cursor))
		return true;
	rule_cursor_skip(cursor);
	return rule_cursor_problem(cursor, NULL, _("nothing may follow the date"));
}

/* say = what the editor reads, to the end of the line. */
static bool
parse_say(const RuleCursor *cursor, RuleSection *section)
{
	section->say = rule_head_trimmed(cursor->at);
	if (*section->say == '\0')
		return rule_cursor_problem(cursor, NULL, _("there is nothing to say"));
	if (g_utf8_strlen(section->say, -1) > RULE_SAY_CHARS)
		return rule_cursor_problem(cursor, NULL, _("more than %d characters"),
					   RULE_SAY_CHARS);
	return true;
}

/* KEY = value; the cursor stands behind the sign. */
static bool
parse_key(Parser *parser, RuleCursor *cursor, const char *key, const char *place)
{
	RuleSection *section = parser->section;
	RuleWord word = rule_cursor_word(key);
	bool topic = section->type == RULE_TOPIC;

	rule_cursor_skip(cursor);
	if (word == RULE_WORD_EXAMPLE || word == RULE_WORD_COUNTER_EXAMPLE)
		return add_example(parser, cursor, word == RULE_WORD_EXAMPLE);
	if (word == RULE_WORD_UNTIL || rule_cursor_is_since(key))
		return parse_window(parser, cursor, key, place);
	if ((word == RULE_WORD_GROUP || word == RULE_WORD_THRESHOLD) && !topic)
		return rule_cursor_problem(cursor, place, _("%s stands in topics only"), key);
	if (word == RULE_WORD_TIER && section->type != RULE_MARK)
		return rule_cursor_problem(cursor, place, _("%s stands in marks only"), key);
	if (word == RULE_WORD_SAY && section->type != RULE_CHECK)
		return rule_cursor_problem(cursor, place, _("%s stands in checks only"), key);
	if (word != RULE_WORD_GROUP && word != RULE_WORD_THRESHOLD && word != RULE_WORD_TIER &&
	    word != RULE_WORD_SAY) {
		g_autofree char *hint =
			rule_cursor_suggestion(key, RULE_WORD_GROUP, RULE_WORD_COUNTER_EXAMPLE);

		return rule_cursor_problem(
			cursor, place,
			_("unknown key “%s”%s: the keys are group, threshold, tier, say, "
			  "from, until, 例 and 非例"),
			key, hint);
	}
	if (parser->given[word] > 0)
		return rule_cursor_problem(cursor, place, _("%s is there already: line %zu"), key,
					   parser->given[word]);
	parser->given[word] = cursor->line;
	if (word == RULE_WORD_THRESHOLD)
		return parse_number_value(cursor, word, RULE_THRESHOLD_MAX, &section->threshold);
	if (word == RULE_WORD_TIER)
		return parse_number_value(cursor, word, 3, &section->tier);
	if (word == RULE_WORD_SAY)
		return parse_say(cursor, section);
	section->group = rule_head_trimmed(cursor->at);
	return rule_head_check_name(cursor, cursor->at, section->group);
}

/* let NAME = CLAUSE, behind let. */
static bool
parse_let(Parser *parser, RuleCursor *cursor)
{
	RuleSection *section = parser->section;
	const char *place, *end;
	g_autofree char *name = NULL, *between = NULL;
	RuleClause *clause;
	RuleLet *let;

	rule_cursor_skip(cursor);
	place = end = cursor->at;
	while (*end != '\0' && *end != '=' && rule_cursor_half(end) != '=')
		end = g_utf8_next_char(end);
	if (*end == '\0')
		return rule_cursor_problem(cursor, end, _("“=” is missing: let NAME = CLAUSE"));
	between = g_strndup(place, (size_t)(end - place));
	name = rule_head_trimmed(between);
	if (!rule_head_check_name(cursor, place, name))
		return false;
	for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at))
		if (rule_cursor_is_blank(g_utf8_get_char(at)) || strchr("()/", *at) != NULL ||
		    rule_cursor_half(at) == '(' || rule_cursor_half(at) == ')')
			return rule_cursor_problem(cursor, place + (at - name),
						   _("a name is one word without brackets"));
	if (rule_cursor_word(name) != RULE_WORD_NONE)
		return rule_cursor_problem(cursor, place, _("“%s” is a word of the rule language"),
					   name);
	for (guint i = 0; i < section->lets->len; i++)
		if (strcmp(((RuleLet *)section->lets->pdata[i])->name, name) == 0)
			return rule_cursor_problem(cursor, place, _("“%s” is there already"), name);
	cursor->at = g_utf8_next_char(end);
	clause = rule_clause_parse(cursor, parser->set, parser->file, section->type);
	if (clause == NULL)
		return false;
	let = g_new0(RuleLet, 1);
	let->name = g_steal_pointer(&name);
	let->clause = clause;
	g_ptr_array_add(section->lets, let);
	return true;
}

/* The first word up to a blank or an = of either width; then whether = follows. */
static char *
first_word(RuleCursor *cursor, bool *ret_equals)
{
	const char *from = cursor->at;
	char *word;

	while (*cursor->at != '\0' && *cursor->at != '=' && rule_cursor_half(cursor->at) != '=' &&
	       !rule_cursor_is_blank(g_utf8_get_char(cursor->at)))
		cursor->at = g_utf8_next_char(cursor->at);
	word = g_strndup(from, (size_t)(cursor->at - from));
	rule_cursor_skip(cursor);
	*ret_equals = *cursor->at == '=' || rule_cursor_half(cursor->at) == '=';
	if (*ret_equals)
		cursor->at = g_utf8_next_char(cursor->at);
	return word;
}

/* group：三农 — a colon where = belongs. Gives false with a problem in that case. */
static bool
check_colon(const RuleCursor *line, const char *word)
{
	const char *at = word;
	g_autofree char *key = NULL;
	RuleWord keyword;

	while (*at != '\0' && *at != ':' && rule_cursor_half(at) != ':')
		at = g_utf8_next_char(at);
	key = g_strndup(word, (size_t)(at - word));
	keyword = rule_cursor_word(key);
	if (*at == '\0') {
		RuleCursor next = *line;

		next.at += strlen(word);
		rule_cursor_skip(&next);
		if (*next.at != ':' && rule_cursor_half(next.at) != ':')
			return true;
		at = word + (next.at - line->at);
	}
	if (keyword < RULE_WORD_GROUP || keyword > RULE_WORD_COUNTER_EXAMPLE)
		return true;
	return rule_cursor_problem(line, line->at + (at - word), _("write = after %s, not a colon"),
				   key);
}

static bool
parse_line_in_section(Parser *parser, RuleCursor *cursor)
{
	RuleCursor line = *cursor;
	bool equals;
	g_autofree char *word = first_word(cursor, &equals);
	RuleWord keyword = rule_cursor_word(word);
	RuleClause *clause;

	if (equals)
		return parse_key(parser, cursor, word, line.at);
	if (!check_colon(&line, word))
		return false;
	if (keyword == RULE_WORD_LET || keyword == RULE_WORD_WHEN) {
		if (parser->section->type == RULE_TOPIC)
			return rule_cursor_problem(&line, NULL, _("%s does not stand in topics"),
						   word);
		if (keyword == RULE_WORD_LET)
			return parse_let(parser, cursor);
		g_array_append_val(parser->whens, *cursor);
		return true;
	}
	if (keyword >= RULE_WORD_GROUP && keyword <= RULE_WORD_COUNTER_EXAMPLE)
		return rule_cursor_problem(cursor, NULL, _("“=” is missing after %s"), word);
	clause = rule_clause_parse(&line, parser->set, parser->file, parser->section->type);
	if (clause == NULL)
		return false;
	g_ptr_array_add(parser->section->clauses, clause);
	return true;
}

/* The included file's lines, as if its sections stood here. */
static bool
parse_include(Parser *parser, RuleCursor *cursor)
{
	g_autofree char *path = NULL;
	const char *place, *earlier;
	const RuleFile *file;

	end_section(parser);
	parser->skipping = true;
	rule_cursor_skip(cursor);
	place = cursor->at;
	path = rule_head_trimmed(cursor->at);
	if (*path == '\0')
		return rule_cursor_problem(cursor, place,
					   _("a file is missing: include shared/terms.rules"));
	file = rule_files_named(parser->set->files, cursor, place, path);
	if (file == NULL)
		return false;
	if (parser->depth >= RULE_FILES_DEPTH)
		return rule_cursor_problem(cursor, place,
					   _("files include each other more than %d deep"),
					   RULE_FILES_DEPTH);
	earlier = rule_files_entered(parser->set->files, file->name);
	if (earlier != NULL && *earlier == '\0')
		return rule_cursor_problem(
			cursor, place,
			_("%s is one of the rules files anyway: an included file "
			  "lies in a folder of its own"),
			file->name);
	if (earlier != NULL)
		return rule_cursor_problem(cursor, place, _("%s is included already: %s"),
					   file->name, earlier);
	rule_files_enter(parser->set->files, file->name, parser->file, cursor->line);
	parse_file(file, parser->set, parser->depth + 1, parser->problems);
	return true;
}

/* Is this line `include FILE`? The cursor then stands behind the word. */
static bool
begins_include(RuleCursor *cursor)
{
	RuleCursor after = *cursor;
	bool equals;
	g_autofree char *word = first_word(&after, &equals);

	if (equals || rule_cursor_word(word) != RULE_WORD_INCLUDE)
		return false;
	*cursor = after;
	return true;
}

static void
parse_line(Parser *parser, RuleCursor cursor)
{
	char sign = rule_cursor_half(cursor.at);

	if (*cursor.at == '\0' || *cursor.at == '#' || sign == '#')
		return;
	if (*cursor.at == '[' || sign == '[') {
		end_section(parser);
		memset(parser->given, 0, sizeof parser->given);
		parser->n_problems = parser->problems->len;
		parser->skipping = !begin_section(parser, &cursor);
	} else if (g_str_has_prefix(cursor.at, "【") || g_str_has_prefix(cursor.at, "〔")) {
		end_section(parser);
		parser->skipping = true;
		rule_cursor_problem(&cursor, NULL,
				    _("a section begins with [: press the key right of P, with the "
				      "input method off"));
	} else if (begins_include(&cursor)) {
		parse_include(parser, &cursor);
	} else if (parser->section != NULL) {
		parse_line_in_section(parser, &cursor);
	} else if (!parser->skipping) {
		parser->skipping = true;
		rule_cursor_problem(
			&cursor, NULL,
			_("the first line must begin a section: [topic NAME], [kind NAME], "
			  "[mark NAME], [angle NAME] or [check NAME]"));
	}
}

static void
parse_file(const RuleFile *file, RuleSet *set, int depth, GPtrArray *problems)
{
	g_auto(GStrv) lines = rule_text_lines(file, problems);
	g_autoptr(GArray) whens = g_array_new(FALSE, FALSE, sizeof(RuleCursor));
	Parser parser = {
		.file = file->name, .set = set, .problems = problems, .whens = whens, .depth = depth
	};

	for (size_t i = 0; lines != NULL && lines[i] != NULL; i++)
		parse_line(&parser, rule_cursor_at(file->name, i + 1, lines[i], problems));
	end_section(&parser);
}

void
rule_parse_file(const RuleFile *file, RuleSet *set, GPtrArray *problems)
{
	parse_file(file, set, 0, problems);
}
