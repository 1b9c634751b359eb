/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_sense — what the words around a verb make of it
 *
 * A question, a condition, something put off, an exception or a sentence that only
 * tells is no clear word, though it holds one. The lists are of words that clerks
 * write; in doubt it is asked back.
 *
 * Not here: the verbs and their boundaries (command_words).
 */
#include "mail/command_sense.h"

#include "mail/command_words.h"

/* 核实工作已完成, 补充数据已发, 退稿太多, 核实不了: told, not ordered; 是否已完成 is ordered. */
static bool
is_told(const CommandView *view, CommandSpan span)
{
	static const char *const asked[] = { "是否", "有无", "有没有", "多少", "几", NULL };
	static const char *const done[] = { "已", NULL };
	static const char *const last[] = { "到位", "清楚", "属实", "完成",
					    "完毕", "到账", "太多", NULL };
	static const char *const whole[] = { "好了", "不了", "不到", "不清",
					     "不出", "不多", "不够", NULL };

	if (command_view_has(view, span, asked))
		return false;
	if (command_view_has(view, span, done) || command_view_is_one(view, span, whole))
		return true;
	for (size_t i = span.a; i < span.b; i++)
		if (command_view_any(view, i, span.b, last) == span.b)
			return true;
	return false;
}

bool
command_sense_is_prose(const CommandView *view, size_t at, size_t end)
{
	static const char *const first[] = { "了", "过",   "完", "后", "无", "的", "得", "来",
					     "去", "中",   "吗", "吧", "么", "呢", "属", "结",
					     "说", "材",   "意", "函", "件", "稿", "前", "时",
					     "是", "也",   "都", "就", "和", "与", "及", "或",
					     "并", "情况", "率", "?",  "…",  NULL };
	size_t stop;

	if (command_view_any(view, at, end, first) != 0)
		return true;
	for (stop = at; stop < end && !command_view_is_separator(view->c[stop]);)
		stop++;
	return is_told(view, (CommandSpan){ at, stop });
}

bool
command_sense_is_question(const CommandView *view, CommandSpan span)
{
	static const char *const endings[] = { "吗",	 "么",	   "吧",   "呢",
					       "好不好", "行不行", "可否", NULL };

	while (span.b > span.a &&
	       (command_view_is_blank(view->c[span.b - 1]) ||
		command_view_is_separator(view->c[span.b - 1]) || view->c[span.b - 1] == '-'))
		span.b--;
	if (span.b == span.a)
		return false;
	if (view->c[span.b - 1] == '?')
		return true;
	for (size_t i = 0; endings[i] != NULL; i++) {
		size_t n = (size_t)g_utf8_strlen(endings[i], -1);

		if (span.b - span.a >= n &&
		    command_view_match(view, span.b - n, span.b, endings[i]) != 0)
			return true;
	}
	return false;
}

/* X则通过, X就用: what follows the condition is in the same words. */
static bool
has_consequence_words(const CommandView *view, CommandSpan span)
{
	static const char *const inside[] = { "再通过", "再用",	  "就通过", "后通过", "则通过",
					      "则用",	"则退",	  "则可",   "就用",   "就退",
					      "才能用", "才通过", "则不用", "则同意", "再同意",
					      "就同意", NULL };

	return command_view_has(view, span, inside);
}

static bool
is_one_of(const gunichar *characters, gunichar c)
{
	for (; *characters != 0; characters++)
		if (*characters == c)
			return true;
	return false;
}

/* 后可以通过, 就发, 方可编发, 可以用: a decision that hangs on what stands before it. */
static bool
is_consequence(const CommandView *view, size_t at, size_t end)
{
	static const gunichar leads[] = U"后再就则才方即便", denied[] = U"不否未没可";
	static const char *const little[] = { "可以", "可", "能", "再", "就", "即", "才",
					      "方",   "便", "请", ",",	" ",  NULL };
	static const char *const decisions[] = { "通过", "同意", "采用", "编发", "刊发",
						 "刊用", "录用", "签发", "印发", "放行",
						 "发",	 "用",	 "过",	 NULL };
	static const char *const may[] = { "可以", "可", NULL };
	bool led = is_one_of(leads, view->c[at]);
	size_t after = led ? at + 1 : 0, next, may_end = 0;

	if (!led && (at == 0 || !is_one_of(denied, view->c[at - 1])))
		after = may_end = command_view_any(view, at, end, may);
	while (after != 0 && (next = command_view_any(view, after, end, little)) != 0) {
		if (command_view_any(view, after, end, may) != 0)
			may_end = next;
		after = next;
	}
	if (after == 0)
		return false;
	if (led && may_end != 0 && command_view_is_boundary(view, may_end, end))
		return true;
	next = command_view_any(view, after, end, decisions);
	return next != 0 && command_view_is_boundary(view, next, end);
}

bool
command_sense_is_postponed(const CommandView *view, CommandSpan span)
{
	static const char *const first[] = { "等", "待", NULL };
	static const char *const after[] = { "后再", "再说", NULL };
	static const char *const again[] = { "再", NULL };

	span = command_view_trim(view, span);
	return command_view_has(view, span, after) ||
	       (command_view_any(view, span.a, span.b, first) != 0 &&
		command_view_has(view, span, again));
}

bool
command_sense_is_condition(const CommandView *view, CommandSpan span)
{
	static const char *const first[] = { "如",   "若",   "要是", "假如", "倘",
					     "除非", "只要", "要不", NULL };
	static const char *const inside[] = { "的话", NULL };

	span = command_view_trim(view, span);
	for (size_t i = 0; first[i] != NULL; i++)
		if (command_view_match(view, span.a, span.b, first[i]) != 0)
			return true;
	return command_sense_is_concluded(view, span) || command_view_has(view, span, inside);
}

bool
command_sense_is_concluded(const CommandView *view, CommandSpan span)
{
	for (size_t i = span.a; i < span.b; i++)
		if (is_consequence(view, i, span.b))
			return true;
	return has_consequence_words(view, span);
}

bool
command_sense_is_halt(const CommandView *view, CommandSpan span)
{
	static const char *const words[] = {
		"先别",	    "先不",   "先等等",	  "等等",     "等一下",	  "慢着",     "慢著",
		"且慢",	    "算了",   "算了吧",	  "作罢",     "作废",	  "以上作废", "不退了",
		"不用退了", "别退了", "还是不退", "当我没说", "说错了",	  "点错了",   "按错了",
		"发错了",   "打错了", "改主意了", "开玩笑",   "开玩笑的", NULL
	};

	for (size_t at = span.a; at < span.b; at++) {
		size_t start = at;

		while (at < span.b && !command_view_is_separator(view->c[at]))
			at++;
		if (command_view_is_one(view, (CommandSpan){ start, at }, words))
			return true;
	}
	return false;
}

bool
command_sense_is_denial(const CommandView *view, CommandSpan span)
{
	static const char *const words[] = { "不", "别", "不要", "不对", "错了", NULL };

	return command_view_is_one(view, span, words);
}

bool
command_sense_is_exception(const CommandView *view, CommandSpan span)
{
	static const char *const first[] = { "除",   "但",   "只",   "唯",   "不过", "仅",
					     "不含", "不包", "其中", "另外", NULL };
	static const char *const inside[] = { "除外", "例外", "以外", "之外", NULL };

	for (size_t at = span.a; at < span.b; at++) {
		if (command_view_any(view, command_view_skip(view, at, span.b), span.b, first) != 0)
			return true;
		while (at < span.b && !command_view_is_separator(view->c[at]))
			at++;
	}
	return command_view_has(view, span, inside);
}

/* Does it end with 后, and not as a part of 稍后? */
static bool
ends_after(const CommandView *view, CommandSpan span)
{
	static const char *const whole[] = { "稍", "以", "今", "随", "最", "往", NULL };

	if (span.b - span.a < 2 || command_view_match(view, span.b - 1, span.b, "后") == 0)
		return false;
	return command_view_any(view, span.b - 2, span.b, whole) == 0;
}

bool
command_sense_is_awaited(const CommandView *view, CommandSpan span)
{
	static const char *const first[] = { "等", "待", NULL };

	span = command_view_trim(view, span);
	return command_view_any(view, span.a, span.b, first) != 0 || ends_after(view, span);
}

bool
command_sense_is_harmless(const CommandView *view, CommandSpan span)
{
	static const char *const words[] = { "好的", "好",     "收到", "嗯",	 "请", "ok",
					     "已阅", "看过了", "看了", "please", NULL };

	return command_view_is_one(view, span, words);
}

bool
command_sense_is_tag(const CommandView *view, CommandSpan span)
{
	static const char *const words[] = { "是吗",   "是吧",	   "对吗",     "对吧",	   "好吗",
					     "好吧",   "行吗",	   "行吧",     "可以吗",   "可以吧",
					     "可以不", "可否",	   "对不对",   "好不",	   "行不",
					     "是不是", "好不好",   "行不行",   "可不可以", "妥否",
					     "当否",   "妥不",	   "如何",     "怎么样",   "您看呢",
					     "你看呢", "您看如何", "你看行吗", NULL };

	span = command_view_trim(view, span);
	while (span.b > span.a && view->c[span.b - 1] == '?')
		span.b--;
	return command_view_is_one(view, span, words);
}

/* 下期发, 明天再用 */
static bool
is_another_time(const CommandView *view, CommandSpan span)
{
	static const char *const uses[] = { "刊发", "编发", "采用", "发", "用", "登", "上", NULL };
	static const char *const little[] = { "再", "才", NULL };

	for (size_t i = span.a + 1; i < span.b; i++)
		if (command_view_any(view, i, span.b, uses) == span.b) {
			span.b = i;
			if (command_view_any(view, i - 1, i, little) != 0)
				span.b--;
			return command_words_is_date(view, span);
		}
	return false;
}

bool
command_sense_is_reserve(const CommandView *view, CommandSpan span)
{
	static const char *const first[] = { "但", "不过", "只是", "前提", "条件是", "先", "暂",
					     "等", "待",   "需",   "须",   "还要",   "听", NULL };
	static const char *const whole[] = { "作废",   "取消",	 "撤销",     "更正",   "写错了",
					     "说错了", "打错了", "以上作废", "笔误",   "改主意了",
					     "开玩笑", "测试",	 "开玩笑的", "慢着点", NULL };

	span = command_view_trim(view, span);
	return command_view_any(view, span.a, span.b, first) != 0 ||
	       command_view_is_one(view, span, whole) || is_another_time(view, span);
}

bool
command_sense_is_either(const CommandView *view, CommandSpan span, const char *verb)
{
	static const char *const first[] = { "还是", "或者", "或是", "或", NULL };
	static const char *const asked[] = { "不", "否", "没", "没有", "与否", "了没", NULL };
	size_t after;

	span = command_view_trim(view, span);
	if (command_view_any(view, span.a, span.b, first) != 0 ||
	    command_view_is_one(view, span, asked))
		return true;
	after = command_view_match(view, span.a, span.b, "不");
	return after != 0 && command_view_match(view, after, span.b, verb) != 0;
}

bool
command_sense_is_selection(const CommandView *view, CommandSpan span)
{
	static const char *const first[] = { "前", "后", "最后", "末",	 "头", "首", "倒数",
					     "那", "这", "上面", "下面", "两", "几", NULL };

	span = command_view_trim(view, span);
	return command_view_any(view, span.a, span.b, first) != 0;
}
