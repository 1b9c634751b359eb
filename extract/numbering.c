/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * numbering — the numbers that programs write before paragraphs: 一、 （二） 3.
 */
#include "extract/numbering.h"

#include "base/text/numbering_format.h"

#include <string.h>

void
numbering_words(NumberingLevel *level, const char *words)
{
	size_t n = strlen(words);

	if (n >= sizeof level->words)
		n = (size_t)(g_utf8_find_prev_char(words, words + sizeof level->words) - words);
	memcpy(level->words, words, n);
	level->words[n] = '\0';
}

NumberingUse
numbering_use(NumberingList *list)
{
	NumberingUse use = { .list = list };

	for (size_t i = 0; i < NUMBERING_LEVELS; i++)
		use.starts[i] = -1;
	return use;
}

void
numbering_use_clear(void *use)
{
	NumberingUse *cleared = use;

	for (size_t i = 0; i < NUMBERING_LEVELS; i++)
		g_clear_pointer(&cleared->own[i], g_free);
}

void
numbering_own(NumberingUse *use, unsigned at, NumberingLevel level)
{
	g_free(use->own[at]);
	use->own[at] = g_memdup2(&level, sizeof level);
}

static const NumberingLevel *
numbering_level(const NumberingUse *use, unsigned at)
{
	return use->own[at] ? use->own[at] : &use->list->levels[at];
}

static void
numbering_count(NumberingUse *use, unsigned at)
{
	NumberingList *list = use->list;

	for (unsigned i = 0; i < NUMBERING_LEVELS; i++) {
		if (!use->used && use->starts[i] >= 0 && i >= at)
			list->begun[i] = false;
		if (i > at)
			list->begun[i] = false;
		else if (i == at && list->begun[i])
			list->counts[i]++;
		else if (!list->begun[i]) {
			list->counts[i] = use->starts[i] >= 0 ? (unsigned)use->starts[i]
							      : numbering_level(use, i)->start;
			list->begun[i] = true;
		}
	}
	use->used = true;
}

void
numbering_apart(GString *out)
{
	if (out->len > 0 && (guchar)out->str[out->len - 1] < 0x80 && out->str[out->len - 1] != ' ')
		g_string_append_c(out, ' ');
}

static void
numbering_write(const NumberingUse *use, unsigned at, GString *out)
{
	const NumberingLevel *level = numbering_level(use, at);

	if (strcmp(level->format, "bullet") == 0)
		return;
	for (const char *p = level->words; *p; p++) {
		if (*p == '%' && p[1] >= '1' && p[1] <= '9') {
			unsigned named = (unsigned)(*++p - '1');

			numbering_format(level->legal ? "decimal"
						      : numbering_level(use, named)->format,
					 use->list->counts[named], out);
		} else {
			g_string_append_c(out, *p);
		}
	}
	numbering_apart(out);
}

void
numbering_next(NumberingUse *use, unsigned level, GString *out)
{
	unsigned at = MIN(level, NUMBERING_LEVELS - 1);

	if (!use->list)
		return;
	numbering_count(use, at);
	numbering_write(use, at, out);
}

void
numbering_label(const char *label, GString *out)
{
	g_autofree char *words = g_strstrip(g_strdup(label));
	bool said = false;

	for (const char *p = words; *p; p = g_utf8_next_char(p))
		said |= g_unichar_isalnum(g_utf8_get_char(p));
	if (!said)
		return;
	g_string_append(out, words);
	numbering_apart(out);
}
