/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * signoff — how a report is signed: the unit, the writer and the telephone in its last lines
 *
 * Papers end in （东平镇党政办 王小明）, 西河街道办事处　李娜　2026年11月27日, or
 * （民政局 王芳 13911112222 审稿 刘平）. A line is a sign-off when each of its words is an
 * office, a name, a role, a telephone or a date; one other word and it is prose.
 *
 * Not here: labels with a colon (fields).
 */
#ifndef CHENGBAO_MAIL_SIGNOFF_H
#define CHENGBAO_MAIL_SIGNOFF_H

#include <stdbool.h>
#include <stddef.h>

#define SIGNOFF_LINES 6	      /* filled ones, from the end, are looked at */
#define SIGNOFF_CHARACTERS 60 /* a longer line is prose */

typedef struct {
	char *unit, *author, *reviewer, *phone; /* as written; NULL: not named */
} Signoff;

/* Does it end as the names of offices do (局, 镇, 办事处 …), three characters at least? */
bool signoff_is_unit(const char *name);

/* 县发改局张三: the byte where the name begins behind the unit; 0: it is no such word. */
size_t signoff_seam(const char *word);

/* Reads the end of a text. Gives: *ret, signoff_clear. */
void signoff_read(const char *text, Signoff *ret);
void signoff_clear(Signoff *signoff);

/* Seven to twenty digits, with dashes. */
bool signoff_is_phone(const char *word);

/* Does it begin with one of the commonest family names, in simplified script? */
bool signoff_has_surname(const char *name);

/* 2026年11月27日, 11月27日, 2026-11-27, 二〇二六年十一月: digits and the words of a date. */
bool signoff_is_date(const char *word);

#endif
