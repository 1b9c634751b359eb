/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field_label — the labels of a report's fields
 *
 * A label of the table, blanks inside allowed (作 者), what it asks for in brackets behind it
 * (（盖章）), and what stands for its colon.
 *
 * Not here: where a label may stand, the words behind it (fields).
 */
#include "mail/field_label.h"

#include "base/text/utf8.h"

#include <string.h>

#define NOTE_CHARACTERS 4  /* 盖章, 签字 in brackets */
#define OTHER_CHARACTERS 6 /* of a label that is not in the table: 填报时间： */

static const struct {
	const char *label;
	FieldKind kind;
} labels[] = {
	{ "报送单位", FIELD_UNIT },
	{ "供稿单位", FIELD_UNIT },
	{ "填报单位", FIELD_UNIT },
	{ "来稿单位", FIELD_UNIT },
	{ "上报单位", FIELD_UNIT },
	{ "撰稿单位", FIELD_UNIT },
	{ "信息来源", FIELD_UNIT },
	{ "单位", FIELD_UNIT },
	{ "来源", FIELD_UNIT },
	{ "稿件来源", FIELD_UNIT },
	{ "单位名称", FIELD_UNIT },
	{ "报送部门", FIELD_UNIT },
	{ "报送科室", FIELD_UNIT },
	{ "執筆", FIELD_AUTHOR },
	{ "执笔人", FIELD_AUTHOR },
	{ "执笔", FIELD_AUTHOR },
	{ "撰稿人", FIELD_AUTHOR },
	{ "撰稿", FIELD_AUTHOR },
	{ "撰写人", FIELD_AUTHOR },
	{ "撰写", FIELD_AUTHOR },
	{ "撰文", FIELD_AUTHOR },
	{ "作者", FIELD_AUTHOR },
	{ "供稿人", FIELD_AUTHOR },
	{ "供稿", FIELD_AUTHOR },
	{ "报送人", FIELD_AUTHOR },
	{ "上报人", FIELD_AUTHOR },
	{ "填报人", FIELD_AUTHOR },
	{ "报告人", FIELD_AUTHOR },
	{ "汇报人", FIELD_AUTHOR },
	{ "拟稿人", FIELD_AUTHOR },
	{ "拟稿", FIELD_AUTHOR },
	{ "信息员", FIELD_AUTHOR },
	{ "通讯员", FIELD_AUTHOR },
	{ "联系人", FIELD_CONTACT },
	{ "经办人", FIELD_CONTACT },
	{ "姓名", FIELD_CONTACT },
	{ "编辑", FIELD_CONTACT },
	{ "审核人", FIELD_REVIEWER },
	{ "审核", FIELD_REVIEWER },
	{ "审稿人", FIELD_REVIEWER },
	{ "初审", FIELD_REVIEWER },
	{ "复审", FIELD_REVIEWER },
	{ "终审", FIELD_REVIEWER },
	{ "审核签发", FIELD_REVIEWER },
	{ "审稿", FIELD_REVIEWER },
	{ "签发人", FIELD_REVIEWER },
	{ "签发", FIELD_REVIEWER },
	{ "审签人", FIELD_REVIEWER },
	{ "审签", FIELD_REVIEWER },
	{ "审定人", FIELD_REVIEWER },
	{ "审定", FIELD_REVIEWER },
	{ "审阅人", FIELD_REVIEWER },
	{ "审阅", FIELD_REVIEWER },
	{ "审批人", FIELD_REVIEWER },
	{ "审批", FIELD_REVIEWER },
	{ "核稿人", FIELD_REVIEWER },
	{ "核稿", FIELD_REVIEWER },
	{ "核签", FIELD_REVIEWER },
	{ "审核领导", FIELD_REVIEWER },
	{ "签发领导", FIELD_REVIEWER },
	{ "审签领导", FIELD_REVIEWER },
	{ "分管领导", FIELD_REVIEWER },
	{ "主管领导", FIELD_REVIEWER },
	{ "把关领导", FIELD_REVIEWER },
	{ "编审", FIELD_REVIEWER },
	{ "联系电话", FIELD_PHONE },
	{ "办公电话", FIELD_PHONE },
	{ "联系方式", FIELD_PHONE },
	{ "电话", FIELD_PHONE },
	{ "手机号码", FIELD_PHONE },
	{ "手机号", FIELD_PHONE },
	{ "手机", FIELD_PHONE },
	{ "座机", FIELD_PHONE },
	{ "报告单位", FIELD_UNIT },
	{ "起草单位", FIELD_UNIT },
	{ "承办单位", FIELD_UNIT },
	{ "報送單位", FIELD_UNIT },
	{ "供稿單位", FIELD_UNIT },
	{ "單位", FIELD_UNIT },
	{ "编写人", FIELD_AUTHOR },
	{ "编写", FIELD_AUTHOR },
	{ "起草人", FIELD_AUTHOR },
	{ "起草", FIELD_AUTHOR },
	{ "填表人", FIELD_AUTHOR },
	{ "图文", FIELD_AUTHOR },
	{ "文图", FIELD_AUTHOR },
	{ "通訊員", FIELD_AUTHOR },
	{ "承办人", FIELD_CONTACT },
	{ "聯繫人", FIELD_CONTACT },
	{ "聯絡人", FIELD_CONTACT },
	{ "联系人及电话", FIELD_CONTACT },
	{ "联系人及联系电话", FIELD_CONTACT },
	{ "联系人及联系方式", FIELD_CONTACT },
	{ "联系人和电话", FIELD_CONTACT },
	{ "联系人、电话", FIELD_CONTACT },
	{ "联系人、联系电话", FIELD_CONTACT },
	{ "联系人/电话", FIELD_CONTACT },
	{ "联系人/联系电话", FIELD_CONTACT },
	{ "联系人电话", FIELD_CONTACT },
	{ "審核人", FIELD_REVIEWER },
	{ "審核", FIELD_REVIEWER },
	{ "聯繫電話", FIELD_PHONE },
	{ "聯絡電話", FIELD_PHONE },
	{ "電話", FIELD_PHONE },
	{ "手機", FIELD_PHONE },
	{ "Tel", FIELD_PHONE },
	{ "TEL", FIELD_PHONE },
	{ "☎", FIELD_PHONE },
	{ "☏", FIELD_PHONE },
};

bool
field_label_is_blank(gunichar c)
{
	return c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0;
}

const char *
field_label_skip_blanks(const char *p)
{
	while (field_label_is_blank(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	return p;
}

/* Behind （盖章） at p, or p. */
static const char *
behind_note(const char *p)
{
	static const char *const opens[] = { "（", "(", NULL };
	static const char *const closes[] = { "）", ")", NULL };
	const char *at = p;

	if (!utf8_skip_any(&at, opens))
		return p;
	for (int n = 0; n <= NOTE_CHARACTERS && *at != '\0'; n++) {
		if (utf8_skip_any(&at, closes))
			return field_label_skip_blanks(at);
		at = g_utf8_next_char(at);
	}
	return p;
}

/* The place after a label (blanks inside allowed: 作 者) and what stands for its colon: a colon,
 * the end of brackets (【撰稿】), of a table's cell; or NULL. */
static const char *
label_match(const char *p, const char *label)
{
	static const char *const ends[] = { ":", "：", "∶", "﹕", "︰", "】", "|", NULL };

	for (; *label != '\0'; label = g_utf8_next_char(label)) {
		if (g_utf8_get_char(p) != g_utf8_get_char(label))
			return NULL;
		p = g_utf8_next_char(p);
		if (*g_utf8_next_char(label) != '\0')
			p = field_label_skip_blanks(p);
	}
	if (*p == '\t')
		return p + 1;
	p = behind_note(field_label_skip_blanks(p));
	while (*p == '*')
		p++;
	return utf8_skip_any(&p, ends) ? p : NULL;
}

/* A telephone's label may do without the colon: 手机 139…, 电话8123456. */
static const char *
label_find(const char *p, size_t i)
{
	const char *label = labels[i].label, *after;
	size_t n;

	/* Their first characters have three bytes; hardly any text has these here. */
	if (p[0] != label[0] || p[1] != label[1] || p[2] != label[2])
		return NULL;
	after = label_match(p, label);
	n = strlen(label);
	if (after != NULL || labels[i].kind != FIELD_PHONE || strncmp(p, labels[i].label, n) != 0)
		return after;
	after = field_label_skip_blanks(p + n);
	return g_ascii_isdigit(*after) ? after : NULL;
}

const char *
field_label_next(const char *p, size_t *from, FieldKind *ret_kind)
{
	while (*from < G_N_ELEMENTS(labels)) {
		size_t i = (*from)++;
		const char *after = label_find(p, i);

		if (after != NULL) {
			*ret_kind = labels[i].kind;
			return after;
		}
	}
	return NULL;
}

/* 填报时间： at p: a few Chinese characters and a colon. */
static bool
is_other(const char *p)
{
	for (int n = 0; n <= OTHER_CHARACTERS && *p != '\0'; n++, p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == ':' || c == 0xFF1A)
			return n >= 2;
		if (g_unichar_get_script(c) != G_UNICODE_SCRIPT_HAN)
			return false;
	}
	return false;
}

bool
field_label_is_any(const char *p)
{
	FieldKind kind;
	size_t from = 0;

	while (*p == '*')
		p++;
	return is_other(p) || field_label_next(p, &from, &kind) != NULL;
}
