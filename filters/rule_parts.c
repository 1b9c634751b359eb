/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rule_parts — a letter's fields as the rules see them: parts, folded when needed
 */
#include "filters/rule_parts.h"

#include "base/text/utf8.h"

#include <string.h>

#define MARK_CHARS 64

static void
part_free(void *data)
{
	RulePart *part = data;

	json_decref(part->field_name);
	g_free(part->label);
	g_free(part->repaired);
	fold_free(part->folded);
	rule_hits_free(part->hits);
	if (part->amounts != NULL)
		g_array_unref(part->amounts);
	if (part->marks != NULL)
		g_array_unref(part->marks);
	g_free(part);
}

/* Takes the label; an absent or empty text makes no part. */
static void
add(GPtrArray *parts, RuleField field, char *label, const char *text)
{
	g_autofree char *owned = label;
	RulePart *part;

	if (text == NULL || *text == '\0')
		return;
	part = g_new0(RulePart, 1);
	part->field = field;
	part->label = g_steal_pointer(&owned);
	part->field_name = json_string(part->label);
	if (!utf8_valid(text, strlen(text)))
		part->repaired = g_utf8_make_valid(text, -1);
	part->text = part->repaired != NULL ? part->repaired : text;
	g_ptr_array_add(parts, part);
}

GPtrArray *
rule_parts_new(const RuleInput *input)
{
	GPtrArray *parts = g_ptr_array_new_with_free_func(part_free);

	add(parts, RULE_SUBJECT, g_strdup("subject"), input->subject);
	add(parts, RULE_BODY, g_strdup("body"), input->body);
	for (size_t i = 0; i < input->n_attachments; i++) {
		if (input->attachment_names != NULL)
			add(parts, RULE_ATTACHMENT, g_strdup_printf("attachment:%zu", i + 1),
			    input->attachment_names[i]);
		if (input->documents != NULL)
			add(parts, RULE_TEXT, g_strdup_printf("document:%zu", i + 1),
			    input->documents[i]);
	}
	add(parts, RULE_FROM, g_strdup("from"), input->from);
	add(parts, RULE_UNIT, g_strdup("unit"), input->unit);
	for (size_t i = 0; i < input->n_headers; i++)
		if (input->headers[i].name != NULL)
			add(parts, RULE_HEADER,
			    g_strdup_printf("header:%s", input->headers[i].name),
			    input->headers[i].value);
	return parts;
}

bool
rule_parts_serves(const RulePart *part, const RuleClause *clause)
{
	unsigned own = 1u << part->field;

	if (part->field == RULE_BODY)
		own |= 1u << RULE_TEXT;
	if ((clause->fields & own) == 0)
		return false;
	return part->field != RULE_HEADER ||
	       g_ascii_strcasecmp(part->label + strlen("header:"), clause->header) == 0;
}

const Folded *
rule_parts_folded(RulePart *part)
{
	if (part->folded == NULL)
		part->folded = fold_text(part->text);
	return part->folded;
}

/* Once a part, so that each passage needs no walk from its beginning. */
static GArray *
marks_of(const char *text)
{
	GArray *marks = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	size_t n = 0;

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at), n++) {
		uint32_t here = (uint32_t)(at - text);

		if (n % MARK_CHARS == 0)
			g_array_append_val(marks, here);
	}
	return marks;
}

const char *
rule_parts_passage(RulePart *part, size_t from, size_t to, size_t *ret_n)
{
	const char *begin = part->text, *end;

	if (part->marks == NULL)
		part->marks = marks_of(part->text);
	if (from / MARK_CHARS < part->marks->len)
		begin += g_array_index(part->marks, uint32_t, from / MARK_CHARS);
	for (size_t n = from % MARK_CHARS; n > 0 && *begin != '\0'; n--)
		begin = g_utf8_next_char(begin);
	end = begin;
	for (size_t n = to - from; n > 0 && *end != '\0'; n--)
		end = g_utf8_next_char(end);
	*ret_n = (size_t)(end - begin);
	return begin;
}

const RuleHits *
rule_parts_hits(RulePart *part, RuleIndex *index)
{
	if (part->hits == NULL && index != NULL) {
		const Folded *folded = rule_parts_folded(part);

		part->hits = rule_index_scan(index, folded->text, folded->n_bytes);
	}
	return part->hits;
}
