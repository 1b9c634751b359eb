/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * prepare — a snapshot made fit for templates that cannot decide anything
 *
 * One walk copies and cleans, then each kind of object gets its extra members.
 */
#include "publish/prepare.h"

#include "base/record.h"
#include "publish/changes.h"
#include "publish/links.h"
#include "publish/pages.h"
#include "publish/printed.h"
#include "publish/template.h"

#include <string.h>

#define PREPARE_DEPTH 16
#define PREPARE_PASSAGES 3
#define PREPARE_EXCERPT 90
#define PREPARE_AROUND 10 /* characters on each side of a hit */

/* What the reader would take for ours, and what is put instead. Blanks between
 * the characters and traditional forms do not help a forger. */
static const struct {
	const char *sign; /* one character without which the pattern cannot match */
	const char *pattern, *instead;
} ours[] = {
	{ "呈", "(呈\\s*[报報])(\\s*回\\s*[执執])", "\\1·\\2" },
	{ "行", "(此\\s*行)(\\s*以\\s*上\\s*[答回])", "\\1·\\2" },
	{ "呈", "[\\[［【〔〖](\\s*呈\\s*[报報])", "（\\1" },
	{ "改", "(可\\s*改)(\\s*文\\s*[稿槁])", "\\1·\\2" },
};

static char *
words_disarm(char *words)
{
	for (size_t i = 0; i < G_N_ELEMENTS(ours); i++) {
		g_autoptr(GRegex) regex = NULL;
		char *changed;

		if (!strstr(words, ours[i].sign))
			continue;
		regex = g_regex_new(ours[i].pattern, 0, 0, NULL);
		g_assert(regex);
		changed = g_regex_replace(regex, words, -1, 0, ours[i].instead, 0, NULL);
		if (!changed)
			continue;
		g_free(words);
		words = changed;
	}
	return words;
}

char *
prepare_words(const char *words, bool lines)
{
	g_autoptr(GString) clean = g_string_sized_new(strlen(words) + 1);

	for (const char *p = words; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == 0x2028 || c == 0x2029 || c == 0x0b || c == 0x0c || c == 0x85 ||
		    (c == '\r' && p[1] != '\n'))
			c = '\n';
		if (!lines && (c == '\n' || c == '\t'))
			c = ' ';
		if (template_shows(c))
			g_string_append_unichar(clean, c);
	}
	return words_disarm(g_string_free(g_steal_pointer(&clean), FALSE));
}

/* What a printed line leaves out, and dates, months and issues as people write them. */
static void
prepare_printed(json_t *object)
{
	static const char *const periods[] = { "month", "period" };
	const char *text = record_string(object, "text");
	const char *date = record_string(object, "date_local");
	const char *reference = record_string(object, "reference");
	g_autofree char *said = date ? printed_date(date) : NULL;
	g_autofree char *issue = reference ? printed_issue(reference) : NULL;

	if (text && record_member(object, "position")) {
		g_autofree char *kept = printed_text(text, record_string(object, "title"));

		record_set_string(object, "text", kept);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(periods); i++) {
		const char *period = record_string(object, periods[i]);
		g_autofree char *printed = period ? printed_period(period) : NULL;

		if (printed)
			record_set_string(object, periods[i], printed);
	}
	if (said)
		record_set_string(object, "date_local", said);
	if (issue)
		record_set_string(object, "reference", issue);
}

static void
prepare_text(json_t *object, bool whole)
{
	const char *text = record_string(object, "text");
	json_t *paragraphs;
	g_autofree char *cut = NULL;
	g_auto(GStrv) lines = NULL;

	if (!text)
		return;
	if (!whole && strlen(text) > PAGES_TEXT_CHARACTERS &&
	    g_utf8_strlen(text, -1) > PAGES_TEXT_CHARACTERS) {
		cut = g_utf8_substring(text, 0, PAGES_TEXT_CHARACTERS);
		json_object_set_new(object, "text", json_string(cut));
		json_object_set_new(object, "text_cut", json_true());
		text = cut;
	}
	paragraphs = json_array();
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++) {
		g_strchomp(*line);
		if (**line)
			json_array_append_new(paragraphs, json_string(*line));
	}
	json_object_set_new(object, "paragraphs", paragraphs);
}

/* `as`: {WORD: true}, so that a template can choose its Chinese for WORD. */
static void
prepare_choice(json_t *object, const char *word, const char *as)
{
	json_t *choice;

	if (!word || !*word || !json_is_object(object))
		return;
	choice = json_object();
	json_object_set_new(choice, word, json_true());
	json_object_set_new(object, as, choice);
}

static void
prepare_is(json_t *object, const char *word)
{
	prepare_choice(object, word, "is");
}

/* A state or a reason that is one of our words (waiting, secret-mark), not prose. */
static void
prepare_word(json_t *object, const char *name, const char *as)
{
	const char *word = record_string(object, name);

	if (word && strspn(word, "abcdefghijklmnopqrstuvwxyz-") == strlen(word))
		prepare_choice(object, word, as);
}

/* The characters [from, to) of `text`; NULL when it has fewer. */
static char *
slice(const char *text, int64_t from, int64_t to, int64_t length)
{
	if (from < 0 || to < from || to > length)
		return NULL;
	return g_utf8_substring(text, (glong)from, (glong)to);
}

static json_t *
passage(const json_t *hit, const char *text)
{
	json_t *made = json_object();
	const char *match = record_string(hit, "match");
	int64_t from = record_integer(hit, "from"), to = record_integer(hit, "to");
	int64_t length = text ? g_utf8_strlen(text, -1) : 0;
	g_autofree char *found = text ? slice(text, from, to, length) : NULL, *words = NULL;

	record_set_string(made, "rule", record_string(hit, "rule"));
	record_set_string(made, "match", match ? match : found);
	if (!found || (match && strcmp(found, match) != 0))
		return made;
	g_free(found);
	found = slice(text, MAX(0, from - PREPARE_AROUND), from, length);
	words = prepare_words(found, false);
	record_set_string(made, "before", words);
	g_free(found);
	g_free(words);
	found = slice(text, to, MIN(length, to + PREPARE_AROUND), length);
	words = prepare_words(found, false);
	record_set_string(made, "after", words);
	return made;
}

/* Positions count in the texts as the snapshot has them, before cleaning. */
static void
prepare_topics(json_t *item, const json_t *original)
{
	size_t i, h;
	json_t *topic, *hit;

	json_array_foreach (json_object_get(item, "topics"), i, topic) {
		json_t *passages = json_array();

		json_array_foreach (json_object_get(topic, "hits"), h, hit) {
			const char *field = record_string(hit, "field");
			bool head =
				g_strcmp0(field, "subject") == 0 || g_strcmp0(field, "title") == 0;

			if (h == PREPARE_PASSAGES)
				break;
			json_array_append_new(
				passages,
				passage(hit, record_string(original, head ? "title" : "text")));
		}
		if (json_is_object(topic))
			json_object_set_new(topic, "passages", passages);
		else
			json_decref(passages);
	}
}

static void
prepare_similar(json_t *item)
{
	size_t i, p;
	json_t *similar, *pair;

	json_array_foreach (json_object_get(item, "similar"), i, similar) {
		double part = json_number_value(json_object_get(similar, "containment"));
		json_t *pairs = json_array();

		json_array_foreach (json_object_get(similar, "numbers"), p, pair)
			json_array_append_new(pairs,
					      json_pack("{s:O?,s:O?}", "a", json_array_get(pair, 0),
							"b", json_array_get(pair, 1)));
		if (!json_is_object(similar)) {
			json_decref(pairs);
			continue;
		}
		json_object_set_new(similar, "pairs", pairs);
		if (part > 0 && part <= 1)
			record_set_integer(similar, "percent", (int64_t)(part * 100 + 0.5));
		prepare_is(similar, record_string(similar, "relation"));
	}
}

static void
prepare_attachments(json_t *object)
{
	size_t i;
	json_t *attachment;

	json_array_foreach (json_object_get(object, "attachments"), i, attachment) {
		int64_t bytes = record_integer(attachment, "bytes");
		g_autofree char *size =
			bytes <= 0 ? NULL
				   : g_format_size_full((guint64)bytes, G_FORMAT_SIZE_IEC_UNITS);

		prepare_is(attachment, record_string(attachment, "text"));
		if (size && json_is_object(attachment))
			record_set_string(attachment, "size", size);
	}
}

/* "attachment:1" is the place 1 among attachments. */
static void
prepare_marks(json_t *item)
{
	static const char *const places[] = { "body", "subject", "title", "attachment" };
	size_t i;
	json_t *mark;

	json_array_foreach (json_object_get(item, "marks"), i, mark) {
		const char *where = record_string(mark, "where");
		g_auto(GStrv) words = g_strsplit(where ? where : "", ":", 2);

		for (size_t p = 0; p < G_N_ELEMENTS(places); p++)
			if (g_strcmp0(words[0], places[p]) == 0)
				prepare_is(mark, places[p]);
		if (words[0] && words[1])
			record_set_string(mark, "place", words[1]);
	}
}

static void
prepare_sender(json_t *item)
{
	json_t *sender = json_object_get(item, "sender");
	const char *evidence = record_string(sender, "evidence");

	if (!json_is_object(sender))
		return;
	if (record_string(sender, "flag") || !evidence || strcmp(evidence, "none") == 0)
		json_object_set_new(sender, "unverified", json_true());
	else
		prepare_is(sender, evidence);
}

/* What is new since `earlier`, instead of it; before a long text is cut. */
static void
prepare_changes(json_t *object, const json_t *original)
{
	json_t *changes;

	if (!json_is_object(record_member(original, "earlier")))
		return;
	json_object_del(object, "earlier");
	changes = changes_tell(original);
	if (changes)
		json_object_set_new(object, "changes", changes);
}

/* The beginning of a text on one line, for lists. */
static void
prepare_excerpt(json_t *object)
{
	const char *text = record_string(object, "text");
	g_autofree char *body = text ? printed_text(text, record_string(object, "title")) : NULL;
	g_autofree char *flat = NULL, *cut = NULL;
	glong length;

	if (!body || !*body)
		return;
	text = body;
	length = g_utf8_strlen(text, -1);
	cut = g_utf8_substring(text, 0, MIN(length, PREPARE_EXCERPT));
	for (char *p = cut; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	flat = g_strconcat(g_strstrip(cut), length > PREPARE_EXCERPT ? "…" : NULL, NULL);
	record_set_string(object, "excerpt", flat);
}

static void
prepare_object(json_t *object, const json_t *original, bool whole)
{
	prepare_changes(object, original);
	prepare_excerpt(object);
	prepare_printed(object);
	prepare_text(object, whole);
	prepare_word(object, "state", "state_is");
	prepare_word(object, "question", "question_is");
	prepare_word(object, "hit", "hit_is");
	prepare_word(object, "reason", "because");
	prepare_topics(object, original);
	prepare_similar(object);
	prepare_attachments(object);
	prepare_marks(object);
	prepare_sender(object);
	prepare_is(json_object_get(object, "told"),
		   record_string(record_member(object, "told"), "by"));
}

static json_t *prepare_value(const json_t *value, const char *name, bool whole, int depth);

/* A list of strings also as one string, and every list's length. */
static void
prepare_list(json_t *object, const char *name, const json_t *list)
{
	g_autoptr(GString) joined = g_string_new(NULL);
	g_autofree char *text_name = g_strconcat(name, "_text", NULL);
	g_autofree char *count_name = g_strconcat(name, "_count", NULL);
	size_t i;
	json_t *element;

	json_array_foreach ((json_t *)list, i, element)
		if (json_is_string(element))
			g_string_append_printf(joined, "%s%s", joined->len ? "、" : "",
					       json_string_value(element));
	if (joined->len)
		record_set_string(object, text_name, joined->str);
	record_set_integer(object, count_name, (int64_t)json_array_size(list));
}

static json_t *
prepare_members(const json_t *value, bool whole, int depth)
{
	json_t *copy = json_object(), *element;
	const char *name;

	json_object_foreach ((json_t *)value, name, element) {
		json_t *made = prepare_value(element, name, whole, depth + 1);

		json_object_set_new(copy, name, made);
		if (json_is_array(made))
			prepare_list(copy, name, made);
	}
	prepare_object(copy, value, whole);
	return copy;
}

static json_t *
prepare_value(const json_t *value, const char *name, bool whole, int depth)
{
	g_autofree char *words = NULL, *issue = NULL;
	json_t *copy, *element;
	size_t i;

	if (depth > PREPARE_DEPTH)
		return json_null();
	/* The demo page shows whole mails of ours; the template escapes them. */
	if (strcmp(name, "mails") == 0)
		return json_deep_copy(value);
	if (json_is_object(value))
		return prepare_members(value, whole, depth);
	if (json_is_array(value)) {
		copy = json_array();
		json_array_foreach ((json_t *)value, i, element)
			json_array_append_new(copy, prepare_value(element, name, whole, depth + 1));
		return copy;
	}
	if (!json_is_string(value))
		return json_deep_copy(value);
	words = prepare_words(json_string_value(value), strcmp(name, "text") == 0);
	issue = strcmp(name, "issues") == 0 ? printed_issue(words) : NULL;
	return json_string(issue ? issue : words);
}

json_t *
prepare_snapshot(const json_t *snapshot, bool whole)
{
	json_t *copy = prepare_value(snapshot, "", whole, 0);

	if (!json_is_object(copy))
		return copy;
	if (!json_object_get(copy, "because"))
		json_object_set(copy, "because",
				json_object_get(json_object_get(copy, "item"), "because"));
	links_add(copy);
	return copy;
}
