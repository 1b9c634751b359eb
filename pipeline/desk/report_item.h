/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * report_item — what the item of a report holds, from its letter
 *
 * For report, and for amend whose letter corrects several: the letter's words or one of its parts,
 * whose they are, where the item begins its way, and the parameters of its event.
 */
#ifndef CHENGBAO_PIPELINE_DESK_REPORT_ITEM_H
#define CHENGBAO_PIPELINE_DESK_REPORT_ITEM_H

#include "pipeline/desk/judge.h"

typedef struct {
	Desk *desk;
	const JudgeLetter *letter;
	const json_t *reading;
	json_t *own; /* the reading with the document's or the part's own members */
	char *title, *text, *content, *part;
	const char *unit, *author, *person_id;
	const char *state, *reason;
	const char *topic, *group;
	const Person *editor;
	bool urgent, tier1;
	int64_t item, due_us;
	int64_t again; /* an item of this sender or unit that says just the same: not made again */
	int64_t first; /* the letter of that */
	json_t *revises;  /* the row of the item whose next revision it is, or NULL */
	json_t *similar;  /* as similar_find and chain_add give it; NULL of a tier 1 letter */
	json_t *siblings; /* what is kept of the letter's other reports, or NULL */
} Report;

void report_clear(Report *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Report, report_clear)

/* Title, text and content of the letter as one report; `all`: with the texts of all its
 * reports, where it is certain that it has several. */
void report_words(Report *report, bool all);

/* The same of one element of the reading's several.parts, number n. */
void report_words_of_part(Report *report, const json_t *part, size_t n);

/* Whose it is, where it begins, who is asked; in this order. */
void report_writer(Report *report);
void report_place(Report *report);
void report_route(Report *report);

/* What a report lacks: the angles from which it says nothing, and what it names and does not
 * bring. Yours. */
json_t *report_missing(const json_t *reading);

/* What the operator says of a report he took down goes before what its text says. Called
 * by report_words and report_words_of_part; nothing for a letter that came by mail. */
void report_told(Report *report);

/* What an item keeps of that: {"by","at"}; NULL: it came by mail. Yours. */
json_t *report_told_facts(const Report *report);

/* The parameters of item.made. Yours. */
json_t *report_params(const Report *report);

/* Letters and digits alone, NFKC, hashed: the same content under any charset, layout and
 * mark. Yours. */
char *report_content_hash(const char *title, const char *text);

/* The parts of a letter that certainly has several reports; NULL: it is one, or may be.
 * Borrowed. */
const json_t *report_parts(const json_t *reading);

/* Where in its letter number n of them stands: 2 the second MIME part, 2/3 the third file of a
 * packed folder there, 1:2 the second report of one text. Yours. */
char *report_part_place(const json_t *reading, size_t n);

#endif
