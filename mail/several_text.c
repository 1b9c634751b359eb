/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * several_text — reports that stand one below the other in a text
 *
 * The first kind of numbers whose sequence runs from one to two and on without a gap is the
 * one that counts; what is numbered otherwise stands inside. 基本情况, 存在问题 are chapters,
 * and so are parallel slogans (强化…，健全…): such a text is one report unless the letter
 * counts its reports or every piece is signed.
 */
#include "mail/several.h"

#include "mail/fields.h"

#include <string.h>

#define SEVERAL_TITLE_CHARACTERS 40
#define SEVERAL_TITLE_LEAST 5
#define SEVERAL_PIECE_LEAST 30 /* characters below a title */
#define SEVERAL_LINES 20000
#define SEVERAL_LEAD_CHARACTERS 60 /* that count the reports below */
#define SEVERAL_RULE_LEAST 3	   /* signs of a rule */

static const char *const several_digits[] = { "一", "二", "三", "四", "五",
					      "六", "七", "八", "九", "十" };

/* 一 … 十九, 1 … 20, full-width too; *ret_n 0 when there is none. The place behind it. */
static const char *
several_number(const char *p, unsigned *ret_n)
{
	unsigned n = 0, digits = 0;

	for (;; digits++) {
		gunichar c = g_utf8_get_char(p);

		if (c >= 0xFF10 && c <= 0xFF19)
			c = c - 0xFF10 + '0';
		if (c < '0' || c > '9' || digits == 3)
			break;
		n = n * 10 + (c - '0');
		p = g_utf8_next_char(p);
	}
	for (unsigned k = 0; digits == 0 && k < 3; k++) {
		size_t i = 0;

		if (g_str_has_prefix(p, "两") && n == 0) {
			n = 2;
			p += strlen("两");
			break;
		}
		while (i < G_N_ELEMENTS(several_digits) && !g_str_has_prefix(p, several_digits[i]))
			i++;
		if (i == G_N_ELEMENTS(several_digits))
			break;
		n = i == 9 ? MAX(n, 1) * 10 : n + (unsigned)i + 1;
		p += strlen(several_digits[i]);
	}
	*ret_n = n;
	return p;
}

static const char *
several_one_of(const char *p, const char *const *words)
{
	for (; *words; words++)
		if (g_str_has_prefix(p, *words))
			return p + strlen(*words);
	return NULL;
}

static bool
several_follows(const char *text, const char *p, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(p - text) >= n && strncmp(p - n, word, n) == 0;
}

/* 条, 份 and 个 count many things: 信息 must stand beside them. */
static bool
several_counts(const char *text, const char *number, const char *behind)
{
	static const char *const sure[] = { "篇", "则", NULL };
	static const char *const other[] = { "条", "份", "个", NULL };
	static const char *const things[] = { "信息", "政务信息", "动态", "稿", "材料", NULL };
	const char *after;

	while (number > text && number[-1] == ' ')
		number--;
	if (several_follows(text, number, "第"))
		return false;
	while (*behind == ' ')
		behind++;
	if (several_one_of(behind, sure))
		return true;
	after = several_one_of(behind, other);
	if (!after)
		return false;
	if (several_one_of(after, things))
		return true;
	for (size_t i = 0; things[i]; i++)
		if (several_follows(text, number, things[i]))
			return true;
	return several_follows(text, number, "稿件");
}

unsigned
several_said(const char *text)
{
	for (const char *p = text ? text : ""; *p;) {
		unsigned n;
		const char *behind = several_number(p, &n);

		if (behind == p) {
			p = g_utf8_next_char(p);
			continue;
		}
		if (n > 0 && several_counts(text, p, behind))
			return n;
		p = behind;
	}
	return 0;
}

void
several_add(Several *several, int document, bool whole, const char *title, const char *text)
{
	SeveralPart *part = g_new0(SeveralPart, 1);

	part->document = document;
	part->whole = whole;
	part->title = g_strdup(title);
	part->text = g_strdup(text);
	g_ptr_array_add(several->parts, part);
}

/* ---- numbered titles ---- */

/* How a line is numbered. */
typedef enum {
	STYLE_HAN,
	STYLE_PLAIN,
	STYLE_WORD,
	STYLE_LABEL, /* 标题： before each, no number */
	STYLE_SET_OFF,
	STYLE_RULED,
	STYLES
} Style;

static const char *
behind_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t' || g_str_has_prefix(p, "　"))
		p = g_utf8_next_char(p);
	return p;
}

/* `（一）`, `(1)`, `①`: the place behind it; NULL: no number. */
static const char *
set_off_at(const char *line, unsigned *ret_n)
{
	static const char *const opens[] = { "（", "(", NULL };
	static const char *const closes[] = { "）", ")", NULL };
	const char *p = behind_blanks(line);
	gunichar c = g_utf8_get_char(p);

	if (c >= 0x2460 && c <= 0x2473) {
		*ret_n = c - 0x2460 + 1;
		return g_utf8_next_char(p);
	}
	p = several_one_of(p, opens);
	p = p ? several_number(p, ret_n) : NULL;
	return p && *ret_n > 0 ? several_one_of(p, closes) : NULL;
}

/* `信息一` before a blank or alone in its line: the place behind it, or NULL. */
static const char *
bare_word_end(const char *line, const char *behind)
{
	static const char *const words[] = { "信息", "稿件", NULL };

	if (!several_one_of(behind_blanks(line), words))
		return NULL;
	return strchr(" \r\n", *behind) || g_str_has_prefix(behind, "　") ? behind : NULL;
}

/* `一、`, `1.` `1、`, `信息一：` `【信息1】` `【一】` `第一篇`: the place behind it; NULL: no
 * number. */
static const char *
heading_at(const char *line, Style style, unsigned *ret_n)
{
	static const char *const words[] = { "【信息", "信息之", "信息", "【稿件", "稿件之",
					     "稿件",   "第",	 "【",	 NULL };
	static const char *const after_han[] = { "、", "．", NULL };
	static const char *const after_plain[] = { "、", "．", ".", NULL };
	static const char *const after_word[] = { "】",	 "：",	":",   "、", "篇：", "则：", "条：",
						  "篇:", "则:", "条:", "篇", "则",   NULL };
	static const char *const titles[] = { "标题：", "标题:", "题目：", "题目:", NULL };
	const char *number = behind_blanks(line), *behind, *end;

	if (style == STYLE_LABEL)
		return several_one_of(number, titles);
	if (style == STYLE_SET_OFF)
		return set_off_at(line, ret_n);
	if (style == STYLE_WORD)
		number = several_one_of(number, words);
	if (!number ||
	    (style == STYLE_HAN && (g_ascii_isdigit(*number) || g_utf8_get_char(number) >= 0xFF10)))
		return NULL;
	if (style == STYLE_PLAIN && !g_ascii_isdigit(*number) && g_utf8_get_char(number) < 0xFF10)
		return NULL;
	behind = several_number(number, ret_n);
	end = *ret_n == 0 ? NULL
			  : several_one_of(behind, style == STYLE_HAN	  ? after_han
						   : style == STYLE_PLAIN ? after_plain
									  : after_word);
	if (!end && style == STYLE_WORD && *ret_n > 0)
		end = bare_word_end(line, behind);
	/* 1.5万亩 is no number of a heading. */
	return end && style == STYLE_PLAIN && g_ascii_isdigit(*end) ? NULL : end;
}

/* One title and what stands below it, as places in the text. */
typedef struct {
	const char *line, *title, *below, *end;
	size_t n_title; /* bytes, blanks behind it left out */
} Piece;

static GArray *
pieces_of(const char *text, Style style)
{
	GArray *pieces = g_array_new(FALSE, TRUE, sizeof(Piece));
	unsigned n_lines = 0, n;

	for (const char *line = text; *line && n_lines < SEVERAL_LINES; n_lines++) {
		size_t n_line = strcspn(line, "\n");
		const char *next = line + n_line + (line[n_line] == '\n');
		const char *title = heading_at(line, style, &n), *below = next;

		/* 信息一 alone: the title is the line below. */
		if (title && style == STYLE_WORD && behind_blanks(title) >= line + n_line) {
			for (title = behind_blanks(next); *title == '\n';)
				title = behind_blanks(title + 1);
			below = title + strcspn(title, "\n");
			below += *below == '\n';
		}
		if (title && *title && (title < line + n_line || below > next) &&
		    (n == pieces->len + 1 || style == STYLE_LABEL)) {
			Piece piece = { line, title, below, text + strlen(text), 0 };

			piece.n_title = strcspn(title, "\n");
			if (pieces->len > 0)
				g_array_index(pieces, Piece, pieces->len - 1).end = line;
			g_array_append_val(pieces, piece);
			next = below; /* the title is no heading of its own */
		}
		line = next;
	}
	return pieces;
}

/* A line of dashes, stars or the like alone: what stands between reports without numbers. */
static bool
line_is_rule(const char *line, size_t n)
{
	size_t i = 0, n_signs = 0;

	for (; i < n; n_signs++) {
		if (strchr("-=*_~#", line[i]))
			i++;
		else if (g_str_has_prefix(line + i, "—") || g_str_has_prefix(line + i, "＊") ||
			 g_str_has_prefix(line + i, "─"))
			i += strlen("—");
		else
			return false;
	}
	return n_signs >= SEVERAL_RULE_LEAST;
}

/* The stretches between rules; the first line of each is its title. */
static GArray *
pieces_ruled(const char *text)
{
	GArray *pieces = g_array_new(FALSE, TRUE, sizeof(Piece));
	bool open = false;
	unsigned n_lines = 0;

	for (const char *line = text; *line && n_lines < SEVERAL_LINES; n_lines++) {
		size_t n_line = strcspn(line, "\n");
		const char *next = line + n_line + (line[n_line] == '\n');
		const char *title = behind_blanks(line);

		if (line_is_rule(line, n_line)) {
			if (open)
				g_array_index(pieces, Piece, pieces->len - 1).end = line;
			open = false;
		} else if (!open && title < line + n_line) {
			Piece piece = { line, title, next, text + strlen(text), 0 };

			piece.n_title = (size_t)(line + n_line - title);
			g_array_append_val(pieces, piece);
			open = true;
		}
		line = next;
	}
	return pieces;
}

static bool
title_has(const char *title, const char *const *words, bool at_start)
{
	for (; *words; words++)
		if (at_start ? g_str_has_prefix(title, *words) : strstr(title, *words) != NULL)
			return true;
	return false;
}

/* A chapter of one report. */
static bool
title_is_chapter(const char *title)
{
	static const char *const anywhere[] = {
		"基本情况", "主要做法", "存在问题", "存在的问题", "主要问题", "下一步",
		"下步",	    "工作打算", "原因分析", "对策",	  "建议",     "主要成效",
		"工作成效", "特点",	"背景",	    "总体情况",	  "工作措施", "主要措施",
		"经验",	    "困难",	"不足",	    "处置情况",	  "结论",     "情况分析",
		"有关情况", "面临",	"意见",	    "影响",	  NULL
	};
	static const char *const slogans[] = {
		"坚持", "强化", "加强", "压实", "突出", "聚焦", "狠抓", "健全", "完善", "深化",
		"落实", "抓好", "抓实", "提高", "提升", "优化", "加大", "注重", "做好", "做实",
		"严格", "精准", "着力", "创新", "夯实", "推进", "推动", "紧盯", "围绕", "把握",
		"建立", "加快", "扩大", "发挥", "以",	"从",	"用",	"关于", "高度", "积极",
		"切实", "全面", "全力", "明确", "严把", "严防", "抓",	NULL
	};

	return title_has(title, anywhere, false) || title_has(title, slogans, true);
}

static bool
piece_is_signed(const char *body)
{
	g_auto(Fields) fields = { 0 };

	fields_read(body, 0, NULL, &fields);
	return fields.author != NULL;
}

/* What a look at all pieces tells. */
typedef struct {
	bool titled;   /* each begins with a line that can be a title, and goes on below it */
	bool chapters; /* some title is a chapter's */
	bool signed_;
} PiecesLook;

static char *
piece_body(const Piece *piece)
{
	return g_strchomp(g_strndup(piece->below, (size_t)(piece->end - piece->below)));
}

static PiecesLook
pieces_look(const GArray *pieces)
{
	PiecesLook look = { true, false, true };

	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = &g_array_index(pieces, Piece, i);
		g_autofree char *title = g_strstrip(g_strndup(piece->title, piece->n_title));
		g_autofree char *body = piece_body(piece);
		glong n = g_utf8_strlen(title, -1);

		look.titled = look.titled && n >= SEVERAL_TITLE_LEAST &&
			      n <= SEVERAL_TITLE_CHARACTERS && !strstr(title, "。") &&
			      !g_str_has_suffix(title, "；") && !g_str_has_suffix(title, ";") &&
			      g_utf8_strlen(body, -1) >= SEVERAL_PIECE_LEAST;
		look.chapters = look.chapters || title_is_chapter(title);
		look.signed_ = look.signed_ && piece_is_signed(body);
	}
	return look;
}

static void
pieces_add(const GArray *pieces, bool titled, int document, Several *ret)
{
	for (guint i = 0; i < pieces->len; i++) {
		const Piece *piece = &g_array_index(pieces, Piece, i);
		g_autofree char *whole =
			g_strstrip(g_strndup(piece->title, (size_t)(piece->end - piece->title)));
		g_autofree char *body = piece_body(piece);
		g_autofree char *title =
			titled ? g_strstrip(g_strndup(piece->title, piece->n_title))
			       : title_from(NULL, whole, NULL);

		several_add(ret, document, false, title, titled ? body : whole);
	}
}

/* What stands above the first title is no report and no title of all: a greeting, a note. */
static bool
lead_is_idle(const char *text, const Piece *first)
{
	g_autofree char *lead = g_strstrip(g_strndup(text, (size_t)(first->line - text)));
	g_autofree char *title = title_from(NULL, lead, NULL);

	return !*lead || body_is_pointer(lead) || !*title || several_said(lead) > 0;
}

/* 现报送信息三条： above the first of them: what it counts, 0 where it says more than that. */
static unsigned
lead_says(const char *text, const Piece *first)
{
	g_autofree char *lead = g_strstrip(g_strndup(text, (size_t)(first->line - text)));

	return g_utf8_strlen(lead, -1) <= SEVERAL_LEAD_CHARACTERS ? several_said(lead) : 0;
}

void
several_of_text(const char *text, bool idle, unsigned said, int document, Several *ret)
{
	if (strlen(text) > SEVERAL_TEXT_BYTES)
		return;
	for (Style style = 0; style < STYLES; style++) {
		g_autoptr(GArray) pieces =
			style == STYLE_RULED ? pieces_ruled(text) : pieces_of(text, style);
		PiecesLook look;
		bool counted, lead;

		if (pieces->len < 2 || pieces->len > SEVERAL_MOST)
			continue;
		look = pieces_look(pieces);
		counted = said == pieces->len;
		lead = lead_is_idle(text, &g_array_index(pieces, Piece, 0));
		if (idle && said == 0)
			counted = lead_says(text, &g_array_index(pieces, Piece, 0)) == pieces->len;
		/* （一） is a chapter's number, and a rule divides anything. */
		if (!(counted || look.titled) ||
		    (style == STYLE_SET_OFF && !counted && !look.signed_) ||
		    (style == STYLE_RULED && !(counted && look.titled)))
			continue;
		ret->sure = counted || (look.signed_ && !look.chapters) ||
			    (idle && lead && !look.chapters && said == 0);
		if (ret->sure || (said > 1 && !look.chapters) || (idle && lead && said == 0) ||
		    look.signed_)
			pieces_add(pieces, look.titled, document, ret);
		return;
	}
}
