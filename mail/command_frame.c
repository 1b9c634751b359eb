/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command_frame — salutation, courtesy and signature around a command
 *
 * 王科：…谢谢 / 编辑甲 is a frame; anything that is not surely one stays in the
 * body, where the closed grammar stops at it.
 */
#include "mail/command_parts.h"

#include "mail/command_card.h"
#include "mail/newtext_footer.h"
#include "mail/signoff.h"

#include <string.h>

static const char *const courtesies[] = {
	"谢谢",	      "谢谢您",	    "谢谢你", "谢谢大家", "谢谢了",   "谢了",	  "多谢",
	"感谢",	      "非常感谢",   "辛苦",   "辛苦了",	  "您辛苦了", "辛苦啦",	  "你们辛苦了",
	"大家辛苦了", "辛苦大家了", "麻烦了", "麻烦您了", "有劳",     "有劳了",	  "拜托",
	"拜托了",     "劳驾",	    "此致",   "敬礼",	  "顺祝商祺", "顺颂时祺", "祝好",
	"祝工作顺利", "您好",	    "你好",   "大家好",	  "你们好",   "上午好",	  "下午好",
	"早上好",     "晚上好",	    "老师好", "领导好",	  "辛苦您了", "谢谢老师", "谢谢领导",
	"thanks",     "thank you",  "hi",     "hello",	  NULL
};

static const char *const titles[] = { "科长", "科",	"处长", "处",	  "主任", "局长", "局",
				      "书记", "秘书长", "老师", "同志",	  "部长", "县长", "市长",
				      "镇长", "乡长",	"组长", "编辑",	  "股长", "总",	  "工",
				      "姐",   "哥",	"领导", "办公室", "办",	  "室",	  "各位",
				      "同事", "同仁",	NULL };

static bool
is_decoration(gunichar c)
{
	return c == 0x1F64F || c == 0x1F60A || c == 0x1F339 || c == 0x2615; /* 🙏 😊 🌹 ☕ */
}

size_t
command_frame_courtesy(const CommandView *view, size_t at, size_t end)
{
	size_t best = 0;

	if (at < end && is_decoration(view->c[at]))
		return at + 1;
	for (size_t i = 0; courtesies[i] != NULL; i++) {
		size_t after = command_view_match(view, at, end, courtesies[i]);

		while (after != 0 && after < end &&
		       (view->c[after] == '-' || is_decoration(view->c[after])))
			after++;
		if (after > best && (command_view_is_boundary(view, after, end)))
			best = after;
	}
	return best;
}

/* Could a verb begin with this character? Such a word is no name (转王科：, 已报王科，). */
static bool
begins_like_verb(gunichar c)
{
	static const char *const verbs =
		"退转问改删不用留缓存补可过并合暂同通采签印登撤放加平主类顺如若请等"
		"回答告报呈按据经因听让由待已没未非除给对替派叫催";

	return g_utf8_strchr(verbs, -1, c) != NULL;
}

static bool
is_title_form(const CommandView *view, size_t a, size_t b)
{
	for (size_t i = 0; titles[i] != NULL; i++) {
		size_t n = (size_t)g_utf8_strlen(titles[i], -1);

		if (b - a >= n && command_view_match(view, b - n, b, titles[i]) != 0)
			return true;
	}
	return false;
}

/* The place behind 您好, 早上好, or 0. */
static size_t
greeting_at(const CommandView *view, size_t at, size_t end)
{
	static const char *const words[] = { "您好",   "你好",	 "早上好", "上午好",
					     "中午好", "下午好", "晚上好", NULL };

	return command_view_any(view, at, end, words);
}

/* 小李, 老王 */
static bool
is_familiar(const CommandView *view, size_t a, size_t b)
{
	char surname[7] = "";

	if (b - a != 2 || (view->c[a] != 0x5C0F && view->c[a] != 0x8001))
		return false;
	g_unichar_to_utf8(view->c[a + 1], surname);
	return signoff_has_surname(surname);
}

/* 王科： 尊敬的李主任， 编辑乙： at a line's start: the place after it, or 0. */
static size_t
salutation_at(const CommandView *view, size_t at, size_t end, const CommandContext *context)
{
	size_t stop, name;

	name = command_view_match(view, at, end, "尊敬的");
	if (name != 0)
		at = name;
	if (at >= end || begins_like_verb(view->c[at]))
		return 0;
	for (stop = at; stop < end && stop - at < 12; stop++)
		if (!g_unichar_isalpha(view->c[stop]) || greeting_at(view, stop, end) != 0)
			break;
	if (stop == at || stop - at >= 12)
		return 0;
	name = command_view_names(view, at, stop, context->names);
	if (name != stop && !is_title_form(view, at, stop) && !is_familiar(view, at, stop))
		return 0;
	name = greeting_at(view, stop, end);
	if (name != 0)
		stop = name;
	if (stop < end && (view->c[stop] == ':' || view->c[stop] == ',' || view->c[stop] == '!' ||
			   view->c[stop] == '\n'))
		return stop + 1;
	return 0;
}

static size_t
skip_idle(const CommandView *view, size_t at, size_t end)
{
	while (at < end &&
	       (command_view_is_blank(view->c[at]) || command_view_is_separator(view->c[at])))
		at++;
	return at;
}

static size_t
frame_start(const CommandView *view, size_t end, const CommandContext *context)
{
	size_t at = skip_idle(view, 0, end);
	bool greeted = false;

	for (;;) {
		size_t after = greeted ? 0 : salutation_at(view, at, end, context);

		greeted = greeted || after != 0;
		if (after == 0)
			after = command_frame_courtesy(view, at, end);
		if (after == 0)
			return at;
		if (after < end && view->c[after] == ':')
			after++;
		at = skip_idle(view, after, end);
	}
}

bool
command_frame_is_signature(const CommandView *view, CommandSpan line, const CommandContext *context)
{
	size_t after;

	while (line.a < line.b && (view->c[line.a] == ' ' || view->c[line.a] == '-'))
		line.a++;
	while (line.a < line.b &&
	       (view->c[line.b - 1] == ' ' || command_view_is_separator(view->c[line.b - 1])))
		line.b--;
	if (line.a == line.b)
		return false;
	after = command_view_name(view, line.a, line.b, context->sender_name);
	return after == line.b;
}

static size_t
line_start(const CommandView *view, size_t start, size_t at)
{
	while (at > start && view->c[at - 1] != '\n')
		at--;
	return at;
}

/* The place after "-- " and all below it is cut. */
static size_t
cut_dashes(const CommandView *view)
{
	for (size_t at = 0; at < view->n; at = at + 1) {
		size_t stop = at;

		while (stop < view->n && view->c[stop] == '-')
			stop++;
		if (stop - at == 2 && (at == 0 || view->c[at - 1] == '\n')) {
			stop = command_view_skip(view, stop, view->n);
			if (stop == view->n || view->c[stop] == '\n')
				return at;
		}
		while (at < view->n && view->c[at] != '\n')
			at++;
	}
	return view->n;
}

/* The beginning of the courtesy that is the last piece, or `end`. */
static size_t
last_courtesy(const CommandView *view, size_t start, size_t end)
{
	size_t at = end;

	while (at > start && !command_view_is_separator(view->c[at - 1]) &&
	       view->c[at - 1] != ' ' && end - at < 12)
		at--;
	if (at < end && command_frame_courtesy(view, at, end) == end)
		return at;
	return end;
}

static size_t
frame_end(const CommandView *view, size_t start, const CommandContext *context)
{
	size_t end = cut_dashes(view);

	for (;;) {
		size_t line, cut;
		g_autofree char *text = NULL;

		while (end > start && (command_view_is_blank(view->c[end - 1]) ||
				       command_view_is_separator(view->c[end - 1])))
			end--;
		if (end <= start)
			return start;
		line = line_start(view, start, end);
		text = command_view_text(view, (CommandSpan){ line, end });
		if (newtext_footer_is(text) ||
		    command_frame_is_signature(view, (CommandSpan){ line, end }, context)) {
			end = line;
			continue;
		}
		if (is_decoration(view->c[end - 1])) {
			end--;
			continue;
		}
		cut = command_card_begins(view, start, end, context);
		if (cut == end)
			cut = last_courtesy(view, start, end);
		if (cut == end)
			return end;
		end = cut;
	}
}

CommandSpan
command_frame_body(const CommandView *view, const CommandContext *context)
{
	size_t start = frame_start(view, view->n, context);
	size_t end = frame_end(view, start, context);

	return (CommandSpan){ start, end };
}
