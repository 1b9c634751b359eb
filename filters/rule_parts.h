/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_parts — a letter's fields as the rules see them: parts, folded when needed
 *
 * A part is what "same part" means for near: the subject, the body, one
 * document, one file name, one header.
 */
#ifndef CHENGBAO_FILTERS_RULE_PARTS_H
#define CHENGBAO_FILTERS_RULE_PARTS_H

#include "base/text/fold.h"
#include "filters/rule.h"
#include "filters/ruleset.h"

typedef struct {
	RuleField field;    /* RULE_TEXT stands for a document here */
	char *label;	    /* subject, document:2, header:X-Priority */
	json_t *field_name; /* the same, the same one in all hits */
	const char *text;   /* the original, the letter's or repaired: always valid UTF-8 */
	char *repaired;	    /* NULL where nothing had to be */
	Folded *folded;	    /* NULL until asked for */
	RuleHits *hits;	    /* of the folded text; NULL until asked for */
	GArray *amounts;    /* of the folded text; NULL until a number is looked for */
	GArray *marks;	    /* uint32_t: the bytes where every so many characters of the original
			       begin; NULL until a passage is asked for */
} RulePart;

/* The parts of a letter that are there, in a fixed order (of RulePart). Yours; the letter's
 * texts are borrowed as long. */
GPtrArray *rule_parts_new(const RuleInput *input);

/* Does the clause look into this part? */
bool rule_parts_serves(const RulePart *part, const RuleClause *clause);

const Folded *rule_parts_folded(RulePart *part);

/* The characters [from, to) of the original; *ret_n bytes. Borrowed. */
const char *rule_parts_passage(RulePart *part, size_t from, size_t to, size_t *ret_n);

/* What the index finds in the part; NULL without an index. */
const RuleHits *rule_parts_hits(RulePart *part, RuleIndex *index);

#endif
