/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * several — is a letter one report, or several sent together?
 *
 * Units put a day's reports into one mail: a document each behind 见附件, or one below
 * the other in the text, numbered 一、二、 with titles of their own. Reports also have
 * annexes, and chapters numbered alike. What the letter says (信息3篇), what is signed,
 * what names what is weighed; where that does not settle it, it is said to be uncertain.
 *
 * Not here: what becomes of the reports (pipeline/desk/report), documents' text (extract/).
 */
#ifndef CHENGBAO_MAIL_SEVERAL_H
#define CHENGBAO_MAIL_SEVERAL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define SEVERAL_MOST 20		      /* reports of one letter; more are not taken apart */
#define SEVERAL_TEXT_BYTES (1u << 20) /* of a text that is looked at */

typedef struct {
	const char *name, *content; /* either may be NULL: nothing is known */
} SeveralDocument;

typedef struct {
	int document; /* index of the document whose text it is or is part of; -1: the letter's */
	bool whole;   /* the document is this report and nothing else */
	char *title, *text;
} SeveralPart;

typedef struct {
	GPtrArray *parts; /* SeveralPart; none, or two and more */
	bool sure;	  /* they are reports of their own */
	unsigned said;	  /* how many the letter says it brings; 0: it does not say */
} Several;

/* `text` is what the letter itself says. Needs fold_load. Gives: *ret, several_clear it. */
void several_find(const char *subject, const char *text, const SeveralDocument *documents,
		  size_t n_documents, Several *ret);

void several_clear(Several *several);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Several, several_clear)

/* 信息3篇, 两则, 三条信息: how many a subject or a covering note says; 0: nothing. */
unsigned several_said(const char *text);

/* Takes a text apart at its numbered titles. Adds to ret->parts, sets ret->sure; neither when
 * it is one report. `idle`: the subject says nothing; `said` as above. */
void several_of_text(const char *text, bool idle, unsigned said, int document, Several *ret);

/* Adds a report; copies. */
void several_add(Several *several, int document, bool whole, const char *title, const char *text);

#endif
