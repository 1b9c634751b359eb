/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * hits — which rule hit where, with the passage, for people
 *
 * Not here: pages and mails (publish/prepare does the same for them).
 */
#include "command/hits.h"

#include <glib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/record.h"
#include "command/command.h"

#define HITS_AROUND 10	/* characters on each side of a hit */
#define HITS_OF_ANGLE 3 /* are shown: a report speaks of its matter all the way */

static char *
hits_slice(const char *text, glong from, glong to)
{
	g_autofree char *slice = g_utf8_substring(text, from, to);

	return g_strdelimit(g_steal_pointer(&slice), "\n\r\t", ' ');
}

/* The hit and a few characters around it. An edited item has other positions than the
 * letter had: then the words are looked for, and shown alone where they are gone. Yours. */
char *
hits_passage(const json_t *hit, const char *text)
{
	const char *match = record_string(hit, "match");
	glong from = (glong)record_integer(hit, "from"), to = (glong)record_integer(hit, "to");
	glong length = text ? g_utf8_strlen(text, -1) : 0;
	g_autofree char *found = from <= to && to <= length ? hits_slice(text, from, to) : NULL;
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;

	if (!match)
		return g_strdup("");
	if (!found || strcmp(found, match) != 0) {
		const char *at = text && *match ? strstr(text, match) : NULL;

		if (!at)
			return g_strdup_printf("“%s”", match);
		from = g_utf8_pointer_to_offset(text, at);
		to = from + g_utf8_strlen(match, -1);
	}
	before = hits_slice(text, MAX(0, from - HITS_AROUND), from);
	after = hits_slice(text, to, MIN(length, to + HITS_AROUND));
	return g_strdup_printf("%s%s【%s】%s%s", from > HITS_AROUND ? "…" : "", before, match,
			       after, to + HITS_AROUND < length ? "…" : "");
}

void
hits_say(const json_t *hits, const HitsWords *words)
{
	size_t i;
	json_t *hit;

	json_array_foreach ((json_t *)hits, i, hit) {
		const char *field = record_string(hit, "field");
		bool head = g_strcmp0(field, "subject") == 0;
		g_autofree char *passage = hits_passage(hit, head ? words->title : words->text);
		const json_t *score = record_member(hit, "score");

		if (score)
			command_say("    %+d  ", (int)json_integer_value(score));
		else
			command_say("    ");
		command_say("%s  %s  %s\n", record_string(hit, "rule"), field, passage);
	}
}

/* How much a topic below its threshold needs, and which clauses could have brought it. A fact of
 * an older version does not know. */
static void
hits_say_lacks(const json_t *topic)
{
	const json_t *lacks = record_member(topic, "lacks");
	int threshold = (int)record_integer(topic, "threshold");
	size_t i;
	json_t *lack;

	if (threshold == 0 || record_string(topic, "by"))
		return;
	command_say(_("    %d below the threshold %d"),
		    threshold - (int)record_integer(topic, "score"), threshold);
	json_array_foreach ((json_t *)lacks, i, lack)
		command_say("%s %+d %s", i ? "," : _("; did not hit:"),
			    (int)record_integer(lack, "score"), record_string(lack, "rule"));
	command_say("\n");
}

void
hits_say_topics(const char *head, const json_t *topics, const HitsWords *words)
{
	size_t i;
	json_t *topic;

	json_array_foreach ((json_t *)topics, i, topic) {
		const char *group = record_string(topic, "group");

		const char *by = record_string(topic, "by");

		if (by)
			command_say(_("%s %s%s%s: set by %s\n"), head,
				    record_string(topic, "topic"), group ? " / " : "",
				    group ? group : "", by);
		else
			command_say(_("%s %s%s%s: score %d\n"), head, record_string(topic, "topic"),
				    group ? " / " : "", group ? group : "",
				    (int)record_integer(topic, "score"));
		hits_say(record_member(topic, "hits"), words);
		hits_say_lacks(topic);
	}
}

void
hits_say_marks(const json_t *marks, const HitsWords *words)
{
	size_t i;
	json_t *mark;

	json_array_foreach ((json_t *)marks, i, mark) {
		command_say(_("mark %s in %s, tier %d\n"), record_string(mark, "mark"),
			    record_string(mark, "where"), (int)record_integer(mark, "tier"));
		hits_say(record_member(mark, "hits"), words);
	}
}

void
hits_say_checks(const json_t *checks, const HitsWords *words)
{
	size_t i;
	json_t *check;

	json_array_foreach ((json_t *)checks, i, check) {
		command_say(_("check %s: %s\n"), record_string(check, "check"),
			    record_string(check, "say"));
		hits_say(record_member(check, "hits"), words);
	}
}

void
hits_say_angles(const json_t *angles, const HitsWords *words)
{
	size_t i, k;
	json_t *angle, *hit;

	json_array_foreach ((json_t *)angles, i, angle) {
		g_autoptr(json_t) first = json_array();

		command_say(record_bool(angle, "found") ? _("angle %s\n")
							: _("angle %s: nothing is said\n"),
			    record_string(angle, "angle"));
		json_array_foreach (json_object_get(angle, "hits"), k, hit)
			if (k < HITS_OF_ANGLE)
				json_array_append(first, hit);
		hits_say(first, words);
	}
}
