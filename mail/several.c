/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * several — is a letter one report, or several sent together?
 *
 * A document is an annex when its name or its first line says so, when it is a table, when
 * another lists it as 附件 or says the same; what is left are reports. Then the letter is
 * asked: does it count them, does its subject name them all, or say nothing of its own?
 *
 * Promise: the same letter, the same answer; time linear in the documents' bytes but for
 * SEVERAL_MOST times SEVERAL_MOST comparisons of fingerprints.
 * Not here: numbered reports of one text (several_text).
 */
#include "mail/several.h"

#include "base/text/fingerprint.h"
#include "base/text/fold.h"
#include "mail/fields.h"
#include "mail/title.h"

#include <string.h>

#define SEVERAL_COVER_CHARACTERS 200
#define SEVERAL_REPORT_CHARACTERS 40 /* less is no report */
#define SEVERAL_SAME 0.85	     /* containment from which two documents are one report */
#define SEVERAL_NAME_CHARACTERS 5    /* less names nothing */

static void
several_part_free(void *data)
{
	SeveralPart *part = data;

	g_free(part->title);
	g_free(part->text);
	g_free(part);
}

void
several_clear(Several *several)
{
	g_clear_pointer(&several->parts, g_ptr_array_unref);
}

static bool
has_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

static bool
ends_as_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (g_str_has_suffix(text, *words))
			return true;
	return false;
}

/* ---- a document by itself ---- */

typedef struct {
	const SeveralDocument *document;
	int n;
	char *stem; /* the name without ending, numbers and signs before it */
	char *title;
	GArray *prints;
	bool annex_name; /* called 附件N: an annex, unless all are */
	bool doubtful;	 /* a plan, a notice: perhaps a report's annex */
	bool is_signed;
} Candidate;

static void
candidate_free(void *data)
{
	Candidate *one = data;

	g_free(one->stem);
	g_free(one->title);
	if (one->prints)
		g_array_unref(one->prints);
	g_free(one);
}

/* 1.春耕情况（定稿）.docx is 春耕情况. */
static char *
name_stem(const char *name)
{
	const char *start = name ? name : "";
	const char *dot = strrchr(start, '.');
	g_autofree char *stem = dot ? g_strndup(start, (size_t)(dot - start)) : g_strdup(start);
	const char *p = stem, *last = NULL;

	while (*p && (g_ascii_isdigit(*p) || strchr(" .-_()[]", *p) || g_str_has_prefix(p, "、") ||
		      g_str_has_prefix(p, "（") || g_str_has_prefix(p, "）")))
		p = g_utf8_next_char(p);
	for (const char *q = p; *q; q = g_utf8_next_char(q))
		if (*q == '(' || g_str_has_prefix(q, "（"))
			last = q;
	return last && last > p ? g_strndup(p, (size_t)(last - p)) : g_strdup(p);
}

static bool
name_is_no_prose(const char *name)
{
	static const char *const endings[] = { ".xls",	".xlsx", ".et",	 ".ods",  ".csv", ".ppt",
					       ".pptx", ".dps",	 ".odp", ".zip",  ".rar", ".7z",
					       ".gz",	".tar",	 ".eml", ".html", NULL };
	g_autofree char *lower = g_ascii_strdown(name ? name : "", -1);

	return ends_as_any(lower, endings);
}

static bool
name_is_annex(const char *name, const char *stem)
{
	static const char *const words[] = { "签批",   "审批单", "审签",   "签发单", "发文稿纸",
					     "呈批",   "名单",	 "统计表", "汇总表", "一览表",
					     "登记表", "台账",	 "明细",   "照片",   "图片",
					     "扫描件", "审核单", NULL };
	static const char *const tables[] = { "表", "清单", "附图", NULL };

	return has_any(name ? name : "", words) || ends_as_any(stem, tables);
}

/* 附件1 at the head of the page; more cells than prose. */
static bool
content_is_annex(const char *content)
{
	const char *p = content;
	unsigned lines = 0, cells = 0;

	while (g_unichar_isspace(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	if (g_str_has_prefix(p, "附件") || g_str_has_prefix(p, "附表")) {
		const char *behind = p + strlen("附件");

		if (g_ascii_isdigit(*behind) || strchr("\r\n: ", *behind) ||
		    g_str_has_prefix(behind, "：") || g_str_has_prefix(behind, "一") ||
		    g_str_has_prefix(behind, "二"))
			return true;
	}
	while (*p) {
		size_t n = strcspn(p, "\n");

		lines += n > 0;
		cells += n > 0 && memchr(p, '\t', n) != NULL;
		p += n + (p[n] == '\n');
	}
	return cells * 2 > lines;
}

/* A line of the first ten that the file is named after; else the first heading. Yours. */
static char *
document_title(const char *content, const char *stem)
{
	g_autofree char *first = g_strndup(content, strcspn(content, "\n"));
	const char *line = content;

	for (int n = 0; *line && n < 10 && g_utf8_strlen(stem, -1) >= SEVERAL_NAME_CHARACTERS;
	     n++) {
		size_t n_line = strcspn(line, "\n");
		g_autofree char *one = g_strstrip(g_strndup(line, n_line));

		if (strstr(one, stem) && g_utf8_strlen(one, -1) <= 60 && !strstr(one, "。"))
			return g_steal_pointer(&one);
		line += n_line + (line[n_line] == '\n');
	}
	return title_from(NULL, content, first);
}

static Candidate *
candidate_new(const SeveralDocument *document, int n)
{
	static const char *const doubtful[] = { "方案", "通知", "办法", "预案", "规定",
						"纪要", "讲话", "函",	"批复", "合同",
						"说明", "简历", NULL };
	const char *content = document->content;
	Candidate *one;
	g_auto(Fields) fields = { 0 };

	if (!content || strlen(content) > SEVERAL_TEXT_BYTES ||
	    g_utf8_strlen(content, -1) < SEVERAL_REPORT_CHARACTERS ||
	    name_is_no_prose(document->name))
		return NULL;
	one = g_new0(Candidate, 1);
	one->document = document;
	one->n = n;
	one->stem = name_stem(document->name);
	one->annex_name =
		g_str_has_prefix(one->stem, "附件") || g_str_has_prefix(one->stem, "附：");
	if (name_is_annex(document->name, one->stem) ||
	    (!one->annex_name && content_is_annex(content))) {
		candidate_free(one);
		return NULL;
	}
	one->title = document_title(content, one->stem);
	one->doubtful = ends_as_any(one->stem, doubtful) || ends_as_any(one->title, doubtful);
	fields_read(content, 0, NULL, &fields);
	one->is_signed = fields.author != NULL;
	return one;
}

/* ---- documents among each other ---- */

static const GArray *
candidate_prints(Candidate *one)
{
	if (!one->prints) {
		g_autofree char *folded = fold_word(one->document->content);

		one->prints = fingerprint_make(folded);
	}
	return one->prints;
}

static bool
candidate_is_same(Candidate *a, Candidate *b)
{
	const GArray *x = candidate_prints(a), *y = candidate_prints(b);

	return MAX(fingerprint_containment(x, y), fingerprint_containment(y, x)) >= SEVERAL_SAME;
}

/* Does the first list the second as its annex (附件：1.…)? */
static bool
candidate_lists(const Candidate *one, const Candidate *other)
{
	const char *at = one->document->content;

	while ((at = strstr(at, "附件")) != NULL) {
		at += strlen("附件");
		if (*at != ':' && !g_str_has_prefix(at, "：") && !g_ascii_isdigit(*at))
			continue;
		return (g_utf8_strlen(other->stem, -1) >= SEVERAL_NAME_CHARACTERS &&
			strstr(at, other->stem)) ||
		       (g_utf8_strlen(other->title, -1) >= SEVERAL_NAME_CHARACTERS &&
			strstr(at, other->title));
	}
	return false;
}

static bool
candidate_goes(const GPtrArray *all, guint n)
{
	for (guint i = 0; i < all->len; i++)
		if (i != n && (candidate_lists(all->pdata[i], all->pdata[n]) ||
			       (i < n && candidate_is_same(all->pdata[i], all->pdata[n]))))
			return true;
	return false;
}

/* The documents that may be reports. Where some are called 附件N and others not, those are
 * annexes. */
static GPtrArray *
candidates_find(const SeveralDocument *documents, size_t n_documents, bool *ret_too_many)
{
	GPtrArray *all = g_ptr_array_new_with_free_func(candidate_free);
	guint named = 0;

	for (size_t i = 0; i < n_documents && i < INT_MAX; i++) {
		Candidate *one = candidate_new(documents + i, (int)i);

		if (one)
			g_ptr_array_add(all, one);
		named += one && one->annex_name;
	}
	for (guint i = all->len; i-- > 0 && named > 0 && named < all->len;)
		if (((const Candidate *)all->pdata[i])->annex_name) {
			g_ptr_array_remove_index(all, i);
			named--;
		}
	*ret_too_many = all->len > SEVERAL_MOST;
	for (guint i = *ret_too_many ? 0 : all->len; i-- > 0;)
		if (candidate_goes(all, i))
			g_ptr_array_remove_index(all, i);
	return all;
}

/* ---- the letter about them ---- */

/* Letters and digits, folded. Yours. */
static char *
bare(const char *text)
{
	g_autofree char *folded = fold_word(text);
	GString *out = g_string_new(NULL);

	for (const char *p = folded; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(out, g_utf8_get_char(p));
	return g_string_free(out, FALSE);
}

static bool
subject_names(const char *subject, const Candidate *one)
{
	g_autofree char *said = bare(subject);
	const char *const names[] = { one->stem, one->title };

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *name = bare(names[i]);

		if (g_utf8_strlen(name, -1) < SEVERAL_NAME_CHARACTERS)
			continue;
		if (strstr(said, name) ||
		    (g_utf8_strlen(said, -1) >= SEVERAL_NAME_CHARACTERS && strstr(name, said)))
			return true;
	}
	return false;
}

/* How many the subject says it brings: 农业农村局信息3篇. 我县3篇信息被采用 is a title. */
static unsigned
subject_said(const char *subject)
{
	static const char *const verbs[] = {
		"采用", "批示", "刊", "转发", "编发", "获", "被", NULL
	};
	static const char *const ends[] = { "篇",   "则",   "条", "份", "个", "信息", "稿", "稿件",
					    "材料", "动态", "）", ")",	"】", "]",    NULL };
	g_autofree char *core = title_strip_prefixes(subject);

	return ends_as_any(core, ends) && !has_any(core, verbs) ? several_said(core) : 0;
}

/* The subject speaks of sending reports, not of what they say. */
static bool
subject_is_idle(const char *subject)
{
	static const char *const words[] = { "信息报送", "报送信息", "上报信息", "信息上报",
					     "投稿",	 "来稿",     "稿件",	 "今日信息",
					     "每日信息", "政务信息", NULL };
	g_autofree char *core = title_strip_prefixes(subject);

	return title_is_empty_talk(core) || has_any(core, words) || subject_said(subject) > 1;
}

static bool
candidates_sure(const GPtrArray *all, const char *subject, unsigned said)
{
	unsigned named = 0, is_signed = 0, doubtful = 0, annexes = 0;

	for (guint i = 0; i < all->len; i++) {
		const Candidate *one = all->pdata[i];

		named += subject_names(subject, one);
		is_signed += one->is_signed;
		doubtful += one->doubtful;
		annexes += one->annex_name;
	}
	if (said > 0)
		return said > 1 && said >= all->len;
	if (named == all->len)
		return true;
	if (is_signed == all->len && named == 0)
		return true;
	if (named > 0)
		return strstr(subject, "等") != NULL && doubtful == 0;
	return subject_is_idle(subject) && doubtful == 0 && annexes == 0 && is_signed == 0;
}

static bool
text_is_cover(const char *text)
{
	static const char *const words[] = { "附件", "附上", "查收", "报送", "上报",
					     "现将", "请审", "如下", "见附", NULL };

	return body_is_pointer(text) ||
	       (g_utf8_strlen(text, -1) <= SEVERAL_COVER_CHARACTERS && has_any(text, words));
}

/* One document holds all the text there is. */
static const SeveralDocument *
only_document(const SeveralDocument *documents, size_t n_documents, int *ret_n)
{
	const SeveralDocument *only = NULL;

	for (size_t i = 0; i < n_documents && i < INT_MAX; i++) {
		if (!documents[i].content || !*documents[i].content ||
		    name_is_no_prose(documents[i].name))
			continue;
		if (only)
			return NULL;
		only = documents + i;
		*ret_n = (int)i;
	}
	return only;
}

static void
several_of_documents(const GPtrArray *all, const char *subject, Several *ret)
{
	ret->sure = candidates_sure(all, subject, ret->said);
	for (guint i = 0; i < all->len; i++) {
		const Candidate *one = all->pdata[i];

		several_add(ret, one->n, true, one->title, one->document->content);
	}
}

void
several_find(const char *subject, const char *text, const SeveralDocument *documents,
	     size_t n_documents, Several *ret)
{
	bool cover = text_is_cover(text), too_many;
	g_autoptr(GPtrArray) all = candidates_find(documents, cover ? n_documents : 0, &too_many);
	const SeveralDocument *only;
	unsigned in_subject = subject_said(subject);
	int n = -1;

	*ret = (Several){ .parts = g_ptr_array_new_with_free_func(several_part_free) };
	subject = subject ? subject : "";
	ret->said = in_subject > 0 ? in_subject : cover ? several_said(text) : 0;
	if (cover && all->len > 1 && !too_many) {
		several_of_documents(all, subject, ret);
		return;
	}
	only = cover ? only_document(documents, n_documents, &n) : NULL;
	if (only && !too_many)
		several_of_text(only->content, subject_is_idle(subject), ret->said, n, ret);
	else if (!cover || n_documents == 0)
		several_of_text(text, subject_is_idle(subject), ret->said, -1, ret);
}
