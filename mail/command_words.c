/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_words — the table of verbs and their words, and their boundaries
 *
 * One table for the answers of editors, a short one for an office above that
 * answers an issue. A one-character verb counts only with a blank, punctuation,
 * a number or the end after it; a longer one also, unless its rest may follow
 * at once (退回补数据) and does not make it prose (核实无误).
 *
 * Promise: no word that is not in these tables is ever a verb.
 * Not here: numbers before the verb, pieces, whole texts; questions and conditions
 * (command_sense).
 */
#include "mail/command_words.h"

#include "mail/command_numbers.h"
#include "mail/command_sense.h"

#include <string.h>

static const CommandEntry desk_table[] = {
	{ "通过", COMMAND_APPROVE, TAKES_JOURNAL, true },
	{ "同意", COMMAND_APPROVE, TAKES_JOURNAL, true },
	{ "过", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "用", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "可", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "可以", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "√", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "采用", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "approve", COMMAND_APPROVE, TAKES_JOURNAL, false },
	{ "不用", COMMAND_FILE, TAKES_REASON, false },
	{ "不采用", COMMAND_FILE, TAKES_REASON, false },
	{ "备查", COMMAND_FILE, TAKES_REASON, false },
	{ "存", COMMAND_FILE, TAKES_REASON, false },
	{ "阅存", COMMAND_FILE, TAKES_REASON, false },
	{ "file", COMMAND_FILE, TAKES_REASON, false },
	{ "退", COMMAND_RETURN, TAKES_REASON, false },
	{ "退回", COMMAND_RETURN, TAKES_REASON, true },
	{ "退稿", COMMAND_RETURN, TAKES_REASON, true },
	{ "退改", COMMAND_RETURN, TAKES_REASON, true },
	{ "return", COMMAND_RETURN, TAKES_REASON, false },
	{ "核实", COMMAND_VERIFY, TAKES_REASON, true },
	{ "补充", COMMAND_VERIFY, TAKES_REASON, true },
	{ "补", COMMAND_VERIFY, TAKES_REASON, false },
	{ "verify", COMMAND_VERIFY, TAKES_REASON, false },
	{ "改题", COMMAND_EDIT, TAKES_TITLE, false },
	{ "改", COMMAND_EDIT, TAKES_NOTHING, false },
	{ "改并通过", COMMAND_EDIT, TAKES_NOTHING, false },
	{ "edit", COMMAND_EDIT, TAKES_NOTHING, false },
	{ "合并", COMMAND_MERGE, TAKES_NOTHING, false },
	{ "并入", COMMAND_MERGE, TAKES_TARGET, false },
	{ "merge", COMMAND_MERGE, TAKES_NOTHING, false },
	{ "另立", COMMAND_SPLIT, TAKES_NOTHING, false },
	{ "另立一条", COMMAND_SPLIT, TAKES_NOTHING, false },
	{ "单独成条", COMMAND_SPLIT, TAKES_NOTHING, false },
	{ "拆出", COMMAND_SPLIT, TAKES_NOTHING, false },
	{ "split", COMMAND_SPLIT, TAKES_NOTHING, false },
	{ "转", COMMAND_ASSIGN, TAKES_NAME, false },
	{ "转交", COMMAND_ASSIGN, TAKES_NAME, false },
	{ "送审", COMMAND_ASSIGN, TAKES_NOTHING, false },
	{ "assign", COMMAND_ASSIGN, TAKES_NAME, false },
	{ "问", COMMAND_CONSULT, TAKES_NAME, false },
	{ "征求", COMMAND_CONSULT, TAKES_NAME, false },
	{ "consult", COMMAND_CONSULT, TAKES_NAME, false },
	{ "暂缓", COMMAND_PARK, TAKES_DATE, true },
	{ "缓", COMMAND_PARK, TAKES_DATE, false },
	{ "留", COMMAND_PARK, TAKES_DATE, false },
	{ "移下期", COMMAND_PARK, TAKES_NOTHING, false },
	{ "park", COMMAND_PARK, TAKES_DATE, false },
	{ "主题", COMMAND_TOPIC, TAKES_LABEL, false },
	{ "改主题", COMMAND_TOPIC, TAKES_LABEL, false },
	{ "主题改为", COMMAND_TOPIC, TAKES_LABEL, true },
	{ "主题改成", COMMAND_TOPIC, TAKES_LABEL, true },
	{ "topic", COMMAND_TOPIC, TAKES_LABEL, false },
	{ "类型", COMMAND_KIND, TAKES_LABEL, false },
	{ "改类型", COMMAND_KIND, TAKES_LABEL, false },
	{ "类型改为", COMMAND_KIND, TAKES_LABEL, true },
	{ "类型改成", COMMAND_KIND, TAKES_LABEL, true },
	{ "kind", COMMAND_KIND, TAKES_LABEL, false },
	{ "加急", COMMAND_URGENT, TAKES_NOTHING, false },
	{ "urgent", COMMAND_URGENT, TAKES_NOTHING, false },
	{ "平件", COMMAND_ROUTINE, TAKES_NOTHING, false },
	{ "routine", COMMAND_ROUTINE, TAKES_NOTHING, false },
	{ "放行", COMMAND_RELEASE, TAKES_FREE, false },
	{ "已核不涉密", COMMAND_RELEASE, TAKES_FREE, false },
	{ "release", COMMAND_RELEASE, TAKES_FREE, false },
	{ "撤销", COMMAND_UNDO, TAKES_NOTHING, false },
	{ "undo", COMMAND_UNDO, TAKES_NOTHING, false },
	{ "登记", COMMAND_REGISTER, TAKES_FREE, false },
	{ "登记一次", COMMAND_REGISTER, TAKES_NOTHING, false },
	{ "不收", COMMAND_REGISTER, TAKES_NOTHING, false },
	{ "register", COMMAND_REGISTER, TAKES_FREE, false },
	/* Words of other tables: here they are known so that they are not prose. */
	{ "签发", COMMAND_SEAL, TAKES_NOTHING, false },
	{ "同意签发", COMMAND_SEAL, TAKES_NOTHING, false },
	{ "同意印发", COMMAND_SEAL, TAKES_NOTHING, false },
	{ "印发", COMMAND_SEAL, TAKES_NOTHING, false },
	{ "seal", COMMAND_SEAL, TAKES_NOTHING, false },
	{ "adopt", COMMAND_ADOPT, TAKES_LABEL, false },
	{ NULL, COMMAND_NONE, TAKES_NOTHING, false },
};

static const CommandEntry issue_table[] = {
	{ "采用", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "采用了", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "已采用", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "录用", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "已录用", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "刊用", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "转报", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "已转报", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "批示", COMMAND_ADOPT, TAKES_LABEL, false },
	{ "adopt", COMMAND_ADOPT, TAKES_LABEL, false },
	{ NULL, COMMAND_NONE, TAKES_NOTHING, false },
};

static const char *const english[COMMAND_VERBS] = {
	[COMMAND_NONE] = "none",       [COMMAND_APPROVE] = "approve",
	[COMMAND_FILE] = "file",       [COMMAND_RETURN] = "return",
	[COMMAND_VERIFY] = "verify",   [COMMAND_EDIT] = "edit",
	[COMMAND_MERGE] = "merge",     [COMMAND_SPLIT] = "split",
	[COMMAND_ASSIGN] = "assign",   [COMMAND_CONSULT] = "consult",
	[COMMAND_PARK] = "park",       [COMMAND_TOPIC] = "topic",
	[COMMAND_KIND] = "kind",       [COMMAND_URGENT] = "urgent",
	[COMMAND_ROUTINE] = "routine", [COMMAND_RELEASE] = "release",
	[COMMAND_UNDO] = "undo",       [COMMAND_SEAL] = "seal",
	[COMMAND_ADOPT] = "adopt",     [COMMAND_REGISTER] = "register",
	[COMMAND_CONFIRM] = "confirm", [COMMAND_DENY] = "deny",
	[COMMAND_QUERY] = "query",     [COMMAND_PLAN] = "plan",
	[COMMAND_APPEAL] = "appeal",   [COMMAND_LEAVE] = "leave",
	[COMMAND_RECORD] = "record",   [COMMAND_SEAL_FOR] = "seal-for",
};

const char *
command_word(CommandVerb verb)
{
	return verb < COMMAND_VERBS ? english[verb] : english[COMMAND_NONE];
}

CommandVerb
command_verb(const char *word)
{
	for (size_t verb = 1; word != NULL && verb < COMMAND_VERBS; verb++)
		if (strcmp(english[verb], word) == 0)
			return (CommandVerb)verb;
	return COMMAND_NONE;
}

/* A digit, 第 + number, #812, or a Chinese number that is itself whole. */
static bool
number_follows(const CommandView *view, size_t at, size_t end)
{
	g_auto(CommandNumbers) numbers = { 0 };
	size_t after;

	if (at < end && g_unichar_isdigit(view->c[at]))
		return true;
	command_numbers_init(&numbers);
	after = command_numbers_read(view, at, end, &numbers);
	return after != 0 && (numbers.count > 0 || command_view_is_boundary(view, after, end));
}

/* 备查其余, 通过全部 */
static bool
quantity_follows(const CommandView *view, size_t at, size_t end)
{
	static const char *const words[] = { "全部", "其余", "其他", "其它",
					     "余下", "剩下", "剩余", NULL };

	for (size_t i = 0; words[i] != NULL; i++) {
		size_t after = command_view_match(view, at, end, words[i]);

		if (after != 0 && command_view_is_boundary(view, after, end))
			return true;
	}
	return false;
}

/* 同意上《专报》 */
static bool
journal_follows(const CommandView *view, size_t at, size_t end, const CommandContext *context)
{
	g_autofree char *journal = NULL;
	size_t after = command_words_journal(view, at, end, context, &journal);

	return after != 0 && command_view_is_boundary(view, after, end);
}

static bool
word_is_whole(const CommandView *view, size_t after, size_t end, const CommandEntry *entry,
	      const CommandContext *context)
{
	static const char *const told[] = { "://", " attached", " enclosed", NULL };

	if (command_view_any(view, after, end, told) != 0)
		return false;
	if (command_view_is_boundary(view, after, end))
		return true;
	if ((entry->verb == COMMAND_TOPIC || entry->verb == COMMAND_KIND) && view->c[after] == '=')
		return true;
	if ((guchar)entry->word[0] < 0x80)
		return !g_unichar_isalpha(view->c[after]) && view->c[after] != '?' &&
		       view->c[after] != '\'';
	if (entry->takes == TAKES_TITLE)
		return false;
	if (number_follows(view, after, end) || view->c[after] == '#' ||
	    quantity_follows(view, after, end))
		return true;
	if (entry->verb == COMMAND_REGISTER)
		return false;
	if (entry->takes == TAKES_JOURNAL && entry->glued)
		return journal_follows(view, after, end, context);
	if (entry->takes == TAKES_NAME) {
		if (view->c[after] == 0x7ED9) /* 转给 */
			after++;
		return command_view_names(view, after, end, context->names) != 0;
	}
	if (entry->verb == COMMAND_PARK && entry->glued)
		return view->c[after] == 0x81F3 || view->c[after] == 0x5230; /* 至 到 */
	return entry->glued && !command_sense_is_prose(view, after, end);
}

const CommandEntry *
command_words_at(const CommandView *view, size_t at, size_t end, const CommandContext *context,
		 size_t *ret_after)
{
	const CommandEntry *table = context->scope == SCOPE_ISSUE ? issue_table : desk_table;
	const CommandEntry *best = NULL;
	size_t best_after = 0;

	for (const CommandEntry *entry = table; entry->word != NULL; entry++) {
		size_t after = command_view_match(view, at, end, entry->word);

		if (after > best_after && word_is_whole(view, after, end, entry, context)) {
			best = entry;
			best_after = after;
		}
	}
	if (best != NULL)
		*ret_after = best_after;
	return best;
}

bool
command_words_is_word(const CommandView *view, CommandSpan span, const CommandContext *context)
{
	size_t after = 0;

	span = command_view_trim(view, span);
	return span.a < span.b && command_words_at(view, span.a, span.b, context, &after) != NULL &&
	       after == span.b;
}

bool
command_words_is_decision(CommandVerb verb)
{
	return verb != COMMAND_TOPIC && verb != COMMAND_KIND && verb != COMMAND_URGENT &&
	       verb != COMMAND_ROUTINE;
}

bool
command_words_is_date(const CommandView *view, CommandSpan span)
{
	static const char *const words[] = {
		"工作日", "下周", "本周", "下月", "下个月", "年",   "月",   "日",   "号",   "周",
		"天",	  "星期", "明天", "后天", "下期",   "月底", "年底", "上午", "下午", "以后",
		"之后",	  "后",	  "再议", "一",	  "二",	    "三",   "四",   "五",   "六",   "七",
		"八",	  "九",	  "十",	  "个",	  "至",	    "到",   "底",   "初",   "两",   "中旬",
		"上旬",	  "下旬", "前",	  "-",	  "/",	    ".",    ":",    " ",    NULL
	};

	span = command_view_trim(view, span);
	if (span.a == span.b || span.b - span.a > 24)
		return false;
	for (size_t at = span.a; at < span.b;) {
		size_t after = 0;

		if (view->c[at] >= '0' && view->c[at] <= '9')
			after = at + 1;
		for (size_t i = 0; words[i] != NULL && after == 0; i++)
			after = command_view_match(view, at, span.b, words[i]);
		if (after == 0)
			return false;
		at = after;
	}
	return true;
}

size_t
command_words_journal(const CommandView *view, size_t at, size_t end, const CommandContext *context,
		      char **ret_journal)
{
	static const char *const before[] = { "用于", "编入", "上", "入", "刊", "发", NULL };
	size_t after;

	at = command_view_skip(view, at, end);
	for (size_t i = 0; before[i] != NULL; i++) {
		after = command_view_match(view, at, end, before[i]);
		if (after != 0) {
			at = command_view_skip(view, after, end);
			break;
		}
	}
	if (at < end && view->c[at] == 0x300A) { /* 《 */
		for (after = at + 1; after < end && after - at < 40 && view->c[after] != '\n';
		     after++)
			if (view->c[after] == 0x300B) {
				*ret_journal =
					command_view_words(view, (CommandSpan){ at + 1, after });
				return *ret_journal != NULL ? after + 1 : 0;
			}
		return 0;
	}
	after = command_view_names(view, at, end, context->journals);
	if (after == 0 || !command_view_is_boundary(view, after, end))
		return 0;
	*ret_journal = command_view_text(view, (CommandSpan){ at, after });
	return after;
}

/* Without a roster: one word of 2 to 12 characters after a blank or colon. */
static size_t
people_unknown(const CommandView *view, size_t at, size_t end)
{
	size_t start = at;

	while (at < end && !command_view_is_blank(view->c[at]) &&
	       !command_view_is_separator(view->c[at]) && view->c[at] != ':' && view->c[at] != '?')
		at++;
	return at - start >= 2 && at - start <= 12 ? at : 0;
}

size_t
command_words_people(const CommandView *view, size_t at, size_t end, const CommandContext *context,
		     char **ret_names)
{
	bool known = context->names != NULL && context->names[0] != NULL;
	size_t start, after = 0;

	while (at < end &&
	       (view->c[at] == ' ' || view->c[at] == ':' || view->c[at] == 0x7ED9)) /* 给 */
		at++;
	start = at;
	while (at < end) {
		size_t next = known ? command_view_names(view, at, end, context->names)
				    : people_unknown(view, at, end);

		if (next == 0)
			return 0;
		after = next;
		if (after >= end || view->c[after] != 0x3001) /* 、 */
			break;
		at = after + 1;
	}
	if (after == 0)
		return 0;
	*ret_names = command_view_text(view, (CommandSpan){ start, after });
	return after;
}

bool
command_words_people_more(const CommandView *view, size_t at, size_t end)
{
	return at < end && g_utf8_strchr("和与及跟同、", -1, view->c[at]) != NULL;
}
